"""Lists that state their count: 甲、乙、丙三地, 甲、乙等十项行动."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures.model import any_of, words
from gouji.reading.lexicon.places import is_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.facts.figures.scan import Span

_LONGEST = 120
_CLAUSE = re.compile("[，。；：！？:;,\n（）()]")
_COUNT = re.compile("[一二三四五六七八九十]{1,3}|两|[0-9]{1,2}")
_MOST = 40
_FEWEST = 3
"""Of two words and a number behind them one may well be of something else: 长三角、珠三角九市."""
_QUOTED = re.compile("“[^“”]{1,16}”|《[^《》]{1,24}》")
_WORD = re.compile("[一-鿿]{1,4}")
_LEADS = words(
    """
    推进 推动 建设 建成 打造 支持 加快 新增 实施 抓好 抓实 做好 做强 做优 做大 培育 发展 开展
    完成 聚焦 围绕 涵盖 覆盖 涉及 包括 构建 形成 加强 强化 深化 优化 提升 完善 统筹 突出 紧扣
    坚持 落实 召开 举办 承办 入选 获批 在 对 以 从 按 与 和 及 将 把 为
    由 到 向 于 的 是 有 现有 拥有 其中 重点 新建 改造 启动 启用 开通 引进 组织
    实现 促进 做实 抓牢 办好 用好 管好 贯通 连接 依托 布局 设立 组建 创建 认定 签订 出台 制定
    修订
    """
)
_LEAD = re.compile(f"(?:{any_of(_LEADS)})$")


@dataclass(frozen=True, slots=True)
class Listed:
    """The members that stand right before a stated count.

    Attributes:
        members: What is named, in text order.
        complete: Nothing is left out: no 等, or as many named as stated.
    """

    members: tuple[str, ...]
    complete: bool


def listed(text: str, span: Span) -> Listed | None:
    """Return what is named right before a count; None where it is not certain what belongs to it.

    Members are certain whatever their count: names of places, things in quotation marks, or words of
    one length; and what stands before the first is the beginning of the clause, or a verb.

    Source: FIGURES.md on 分别, 和 and 及 before the last, 等.
    """
    stated = span.figure.printed
    if stated is None or not _COUNT.match(span.quote) or not 0 < stated <= _MOST:
        return None
    phrase = _phrase_before(text, span.start)
    opened = phrase.endswith("等")
    members = _members(phrase.removesuffix("等"))
    if members is None:
        return None
    return Listed(members, not opened or len(members) == stated)


def _phrase_before(text: str, at: int) -> str:
    phrase = text[max(0, at - _LONGEST) : at]
    return _CLAUSE.split(phrase)[-1].rpartition("的")[2].strip()


def _members(phrase: str) -> tuple[str, ...] | None:
    parts = phrase.split("、")
    head, joined, last = parts[-1].rpartition("和")
    if joined and head and last:
        parts = [*parts[:-1], head, last]
    first, others = parts[0], parts[1:]
    if len(parts) < 2 or not all(others):
        return None
    own = _first(first, others)
    return (own, *others) if own else None


def _first(first: str, others: list[str]) -> str:
    """The first member without what stands before it; empty where that, or a member, is not certain."""
    if all(map(is_place, others)):
        return next((first[at:] for at in range(len(first)) if _opens(first, at, is_place)), "")
    if all(map(_QUOTED.fullmatch, others)):
        return next((first[at:] for at in range(len(first)) if _opens(first, at, _quoted)), "")
    sizes = {len(part) for part in others}
    if len(others) + 1 < _FEWEST or len(sizes) > 1 or not all(map(_WORD.fullmatch, others)):
        return ""
    at = len(first) - sizes.pop()
    return first[at:] if at >= 0 and _opens(first, at, _worded) else ""


def _opens(first: str, at: int, is_member: Callable[[str], bool]) -> bool:
    """Whether a member begins at *at*: at the beginning of the clause, or behind a verb."""
    return is_member(first[at:]) and (at == 0 or bool(_LEAD.search(first[:at])))


def _quoted(word: str) -> bool:
    return bool(_QUOTED.fullmatch(word))


def _worded(word: str) -> bool:
    return bool(_WORD.fullmatch(word))
