"""Words before a number: what it is compared with, which way it changed, how it is bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.facts.figures.model import FigureError, any_of, words
from gouji.facts.figures.qualifiers import BEFORE

if TYPE_CHECKING:
    from gouji.facts.figures.qualifiers import Qualifier

RISE, FALL, LEVEL, SHIFT, MINUS, PLUS = "rise", "fall", "level", "shift", "minus", "plus"
REACH, RUN, SKIP, MONEY = "reach", "run", "skip", "money"

_FALLS = words("下降 减少 降低 回落 下滑 负增长 缩减 压减 压降 下跌 净减少 萎缩 削减 压缩 减 降 跌")
_RISES = words("增长 增加 提高 提升 上升 上涨 新增 净增 净增加 多增 增 升 涨")
_LEVELS = words(
    """
    增至 增加到 增加至 提高到 提高至 提升到 提升至 提升为 增长到 增长至 上升到 上升至 升至 升到
    跃升至 跃升到 扩大到 扩大至 涨至 降至 降到 下降到 下降至 降低到 降低至 减少到
    减少至 减至 回落到 回落至 压减到 压减至
    缩减到 缩减至 缩小到 收窄到 收窄至 稳定在 保持在 维持在 控制在
    """
)

WORDS: dict[str, str] = {
    **dict.fromkeys(_FALLS, FALL),
    **dict.fromkeys(_RISES, RISE),
    **dict.fromkeys(_LEVELS, LEVEL),
    **dict.fromkeys(("扩大", "收窄", "缩小"), SHIFT),
    **dict.fromkeys(("涨幅", "增幅", "增速"), RISE),
    "降幅": FALL,
    **dict.fromkeys(("达", "达到", "达成", "高达"), REACH),
    **dict.fromkeys(("连续", "连"), RUN),
    **dict.fromkeys(("-", "负"), MINUS),
    "+": PLUS,
    "人民币": MONEY,
}

_THAN = "(?:比|较)(?:[12][0-9]{3}年|上年|去年|前年|上月|上季度|上半年|年初|上届|同期)(?:同期|同月|末|底)?"
_OTHER = "(?:全国|全省|全市|全区|上年|去年|预期|年初|目标)(?:预期|同期)?(?:平均水平|平均|目标|水平)?"
_MORE_THAN = f"(?:高于|快于|高出|好于|多于|超出){_OTHER}"
_LESS_THAN = f"(?:低于|慢于|少于|低){_OTHER}"
COMPARED = f"(?:同比|环比|年均|年平均|实际|名义|可比|{_THAN})"
"""What a change is measured against; the fact keeps it in ``base``."""


# 上 bounds a bare magnitude only: 上百, not 上升.
_BOUND = any_of(word for word in BEFORE if word != "上")
_PREFIX = re.compile(
    f"(?P<more_than>{_MORE_THAN})|(?P<less_than>{_LESS_THAN})|(?P<skip>{COMPARED})"
    f"|(?P<bound>(?:{_BOUND})了?|上(?=[十百千万亿]))|(?P<word>{any_of(WORDS)})了?"
)
_MOST = 5


@dataclass(slots=True)
class Prefix:
    """What the words before a number say.

    Attributes:
        end: Where the number begins.
        change: ``rise``, ``fall``, ``level`` or ``shift``; empty without such a word.
        negative: The number has a minus sign.
        reach: 达到 stands before it.
        run: 连续 stands before it.
        compared: It is said what a change is measured against.
        words: The bounding words.
    """

    end: int = 0
    change: str = ""
    negative: bool = False
    signed: bool = False
    reach: bool = False
    run: bool = False
    compared: bool = False
    words: frozenset[Qualifier] = field(default_factory=frozenset)

    @property
    def sign(self) -> int:
        """-1 of a fall and of a negative number, else 1."""
        return -1 if self.negative or self.change == FALL else 1

    def _change(self, change: str) -> None:
        if self.change:
            raise FigureError("two words of change")
        self.change = change

    def add(self, found: re.Match[str]) -> None:
        """Take in one word.

        Raises:
            FigureError: An earlier word says something else.
        """
        kind = found.lastgroup
        if kind == "skip":
            self.compared = True
        elif kind == "bound":
            self.words |= {BEFORE[found[0].removesuffix("了")]}
        elif kind == "word":
            self._word(WORDS[found["word"]])
        else:
            self._change(RISE if kind == "more_than" else FALL)

    def _word(self, word: str) -> None:
        if word in {MINUS, PLUS}:
            if self.signed:
                raise FigureError("two signs")
            self.signed, self.negative = True, word == MINUS
        elif word == REACH:
            self.reach = True
        elif word == RUN:
            self.run = True
        elif word != MONEY:
            self._change(word)


def read_prefix(text: str) -> Prefix:
    """Read the words before a number.

    Raises:
        FigureError: They contradict one another, or compare what does not change.
    """
    prefix = Prefix()
    for _ in range(_MOST):
        found = _PREFIX.match(text, prefix.end)
        if not found:
            break
        prefix.add(found)
        prefix.end = found.end()
    if prefix.negative and prefix.change in {FALL, SHIFT}:
        raise FigureError("a fall by less than nothing")
    if prefix.compared and prefix.change not in {RISE, FALL, SHIFT}:
        raise FigureError("a comparison without a change")
    return prefix
