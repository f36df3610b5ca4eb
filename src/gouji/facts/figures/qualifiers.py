"""Words around a number: what it is compared with, which way it changed, how it is bounded."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.figures.model import FigureError, any_of, word_table, words
from gouji.facts.numbers.intervals import Interval

Bounds = tuple[Interval, Interval]
"""The hard interval and the soft one, which lies within it."""


class Size(NamedTuple):
    """What the intervals of a number depend on.

    Attributes:
        value: N.
        place: P, place value of the last digit that is not 0.
        last: One unit of the last printed digit.
        rate: Whether it is a rate or a difference of rates, so that values below N may be negative.
    """

    value: Fraction
    place: Fraction
    last: Fraction
    rate: bool = False

    def downwards(self, *, high_open: bool = False) -> Interval:
        """Return everything up to N, from 0 or, for rates, without a lower end."""
        return Interval(None if self.rate else Fraction(0), self.value, high_open=high_open)


def _both(interval: Interval) -> Bounds:
    return interval, interval


def more(size: Size) -> Bounds:
    """N余: more than N, less than the next step."""
    return _both(Interval.opened(size.value, size.value + size.place))


def near(size: Size) -> Bounds:
    """近N: 近百 does not mean (0, 100); the soft interval starts at nine tenths."""
    hard = Interval.opened(max(size.value - size.place, size.value / 2), size.value)
    tenth = Interval(size.value * 9 / 10, size.value, high_open=True)
    return hard, hard.intersection(tenth) or hard


def about(size: Size) -> Bounds:
    """约N: no width is ever stated, hence a wide and a narrow one; of rates and small numbers a tenth."""
    half, close = size.place / 2, max(size.place / 20, size.last / 2)
    if size.rate or size.value < 100:
        half = min(half, size.value / 10)
    return _around(size.value, half), _around(size.value, min(close, half))


def above(size: Size) -> Bounds:
    """超N: excludes N (民法典 §1259); the soft interval ends at the next step."""
    return Interval.above(size.value), Interval(size.value, size.value + size.place, low_open=True)


def at_least(size: Size) -> Bounds:
    """N以上: includes N (民法典 §1259)."""
    return _both(Interval.at_least(size.value))


def at_most(size: Size) -> Bounds:
    """N以内, 不超过N: includes N."""
    return _both(size.downwards())


def under(size: Size) -> Bounds:
    """N以下: civil law includes N, statistics exclude it."""
    return size.downwards(), size.downwards(high_open=True)


def below(size: Size) -> Bounds:
    """不到N: excludes N."""
    return _both(Interval(Fraction(0), size.value, high_open=True))


def upwards(size: Size) -> Bounds:
    """上百: from the magnitude to the next; the soft interval ends at twice it."""
    return (
        Interval(size.value, size.value * 10, high_open=True),
        Interval(size.value, size.value * 2, high_open=True),
    )


def reached(size: Size) -> Bounds:
    """达到N of an outcome: 达到4万亿 may stand for 4.148万亿."""
    low = size.value - size.last / 2
    return (
        Interval(low, size.value + size.last, high_open=True),
        Interval(low, size.value + size.last / 2),
    )


def _around(value: Fraction, half: Fraction) -> Interval:
    return Interval(value - half, value + half)


def printed(size: Size) -> Bounds:
    """Everything that rounds to N as printed."""
    return _both(_around(size.value, size.last / 2))


def point(size: Size) -> Bounds:
    """N itself."""
    return _both(Interval.of(size.value))


def rounded(size: Size) -> Bounds:
    """A round count: people round, so a mismatch within that range is only worth a look."""
    return _around(size.value, size.place / 2), Interval.of(size.value)


Qualifier = Callable[[Size], Bounds]

_QUALIFIERS = {
    one.__name__: one for one in (more, near, about, above, at_least, at_most, under, below, upwards)
}


def _qualifying(place: str) -> dict[str, Qualifier]:
    return {
        word: _QUALIFIERS[name] for name, listed in word_table()[place].items() for word in listed.split()
    }


BEFORE, AFTER = map(_qualifying, ("before", "after"))
SUFFIX = (
    f"(?:{any_of(word for word in AFTER if word not in words('after_some'))}"
    "|(?<=[年月天日周岁时倍里元斤吨亩成米顷%半])多(?![0-9一二两三四五六七八九十百千万亿出收付花])|(?<![个项])台阶)"
)
"""A word behind a number that bounds it; 多 before a numeral, a verb (多出) or behind a classifier (一地多证)
does not, nor 台阶 behind what counts them (三个台阶)."""

# Two words that mean the same, or whose union is accepted usage (约N余). All others contradict.
_COMPATIBLE = {
    *(frozenset({word, more}) for word in (about, near, above, at_least)),
    *(frozenset({word, at_most}) for word in (below, under)),
    frozenset({above, at_least}),
}


def bounds(size: Size, words: frozenset[Qualifier]) -> Bounds:
    """Return the bounds that one or two qualifying words give a number.

    Raises:
        FigureError: The words contradict each other, or nothing lies between the bounds.
    """
    if len(words) > 1 and words not in _COMPATIBLE:
        raise FigureError("qualifying words that do not go together")
    try:
        given = [word(size) for word in words]
    except ValueError as error:
        raise FigureError(str(error)) from error
    hard, soft = given[0]
    for other_hard, other_soft in given[1:]:
        hard, soft = hard.hull(other_hard), soft.hull(other_soft)
    return hard, soft


RISE, FALL, LEVEL, SHIFT, MINUS, PLUS = "rise", "fall", "level", "shift", "minus", "plus"
REACH, RUN, MONEY, LOSS = "reach", "run", "money", "loss"

WORDS: dict[str, str] = {
    word: kind for kind, listed in word_table()["kinds"].items() for word in listed.split()
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
    f"(?P<rise>{_MORE_THAN})|(?P<fall>{_LESS_THAN})|(?P<compared>{COMPARED})"
    f"|(?P<bound>(?:{_BOUND})了?|上(?=[十百千万亿]))|(?P<word>{any_of(WORDS)})了?"
)
_MAX_PREFIX_WORDS = 5


class Prefix(NamedTuple):
    """What the words before a number say.

    Attributes:
        end: Where the number begins.
        change: ``rise``, ``fall``, ``level`` or ``shift``; empty without such a word.
        negative: The number has a minus sign.
        reach: 达到 stands before it.
        run: 连续 stands before it.
        loss: 亏损 stands before it, which makes money negative.
        words: The bounding words.
    """

    end: int
    change: str
    negative: bool
    reach: bool
    run: bool
    loss: bool
    words: frozenset[Qualifier]

    @property
    def sign(self) -> int:
        """-1 for a fall, a loss or a negative number, else 1."""
        return -1 if self.negative or self.loss or self.change == FALL else 1


def read_prefix(text: str) -> Prefix:
    """Read the words before a number.

    Raises:
        FigureError: They contradict one another, or state a comparison without a change.
    """
    found: list[re.Match[str]] = []
    while len(found) < _MAX_PREFIX_WORDS and (word := _PREFIX.match(text, found[-1].end() if found else 0)):
        found.append(word)
    kinds = [WORDS[word["word"]] if word["word"] else str(word.lastgroup) for word in found]
    changes = [kind for kind in kinds if kind in {RISE, FALL, LEVEL, SHIFT}]
    signs = [kind for kind in kinds if kind in {MINUS, PLUS, LOSS}]
    if len(changes) > 1:
        raise FigureError("two words of change")
    if len(signs) > 1 or (LOSS in signs and changes):
        raise FigureError("two signs")
    change, negative = "".join(changes), signs == [MINUS]
    if negative and change in {FALL, SHIFT}:
        raise FigureError("a fall by less than nothing")
    if "compared" in kinds and change not in {RISE, FALL, SHIFT}:
        raise FigureError("a comparison without a change")
    bounding = frozenset(BEFORE[word["bound"].removesuffix("了")] for word in found if word["bound"])
    end = found[-1].end() if found else 0
    return Prefix(end, change, negative, REACH in kinds, RUN in kinds, LOSS in kinds, bounding)


# Which words before a number belong to it, in running text

_KINDS = {FALL, LEVEL, LOSS, REACH, RISE, SHIFT}
_ADJACENT = frozenset(
    word for word, kind in WORDS.items() if kind in _KINDS and word not in words("apart")
) | (frozenset(BEFORE) - {"上"} | {"连续", "前"})
"""Words right before a number that give its sign or bounds."""
_FALSE_ENDINGS = frozenset(words("false_endings"))
"""Words that merely end like one of them."""
_LAST_CHARS = frozenset(word[-1] for word in _ADJACENT)
_MAX_ADJACENT = 4
_TRANSITIVE_VERBS = frozenset(words("transitive_verbs"))
"""Verbs that may take a counted noun as their object: 提升100所学校."""
_YEAR_ONLY = re.compile("(?:19|20)[0-9]{2}[年届]")
_SPAN_OF_TIME = re.compile("年(?:来|以来|间)")
_LARGE_PLACES = frozenset("百千万亿")
_STEPS = re.compile("[百千]?[万亿]{1,2}[元斤吨美]{0,2}(?:新)?台阶")
_BELOW_OTHERS = re.compile("低于(?:全国|全省|全市|全区|上年|去年|预期|年初)(?:同期)?(?:平均水平|平均|水平)?$")
_OF_OTHERS = re.compile("的(?:同期|同类)?(?:平均|总体|整体)?(?:水平|数|值|线)")  # 低于全省24.8%的平均水平
_LONGEST_BELOW, _COMPARED = 12, frozenset("国省市区年期初均平")


def begin_of(
    text: str, at: int, end: int, previous_end: int, noun_follows: Callable[[str, int], bool]
) -> tuple[int, int]:
    """Return where a number begins with its sign, and where with the words before it that it needs.

    It begins at *at* and ends, with its unit, at *end*; the text is folded. *noun_follows* tells whether it
    counts a noun right behind it, which a verb before it may act on.
    """
    last, before = text[end - 1], text[at - 1 : at]
    sign = at - (before in _SIGNS and last not in "年月日" and _has_sign(text, at, end, previous_end))
    if last in "年届" and (_SPAN_OF_TIME.match(text, end - 1) or _YEAR_ONLY.fullmatch(text, at, end)):
        # 近八年来, 降至十年来最低, 增加到2002年的10万亿元: the words belong to something else.
        return sign, sign
    if text[end : end + 1] in _LARGE_PLACES and _STEPS.match(text, end):
        # 跨过两个千亿台阶: two are passed, not two and more.
        return sign, sign
    begin = sign
    for _ in range(3):
        word = _word_before(text, begin, previous_end)
        if not word or (text[begin - word : begin] in _TRANSITIVE_VERBS and noun_follows(text, end)):
            break
        begin -= word
    if text[begin - 1 : begin] in _COMPARED and not _OF_OTHERS.match(text, end):
        less = _BELOW_OTHERS.search(text, max(previous_end, begin - _LONGEST_BELOW), begin)
        begin = less.start() if less else begin
    if begin > previous_end and text[begin - 1] == "上" and text[begin] in "十百千万亿":
        return sign, begin - 1
    return sign, begin


_SIGNS = frozenset("+-")
_NO_SIGN_AFTER = re.compile("[0-9A-Za-z%‰)）]")
RATES_END = frozenset("%‰点")  # of percentages and points alone a plus is a sign: +3.2%


def _has_sign(text: str, at: int, end: int, previous_end: int) -> bool:
    """Whether a sign stands before a number: not the dash of a code or between two figures."""
    if not at or at - 1 < previous_end or text[at - 1] not in ("+-" if text[end - 1] in RATES_END else "-"):
        return False
    return at - 1 > previous_end and not _NO_SIGN_AFTER.match(text, at - 2) if at > 1 else True


def _word_before(text: str, begin: int, previous_end: int) -> int:
    """Return the length of the adjacent word before *begin*, with a 了 after it; 0 if there is none."""
    end = begin - 1 if begin > previous_end and text[begin - 1] == "了" else begin
    if text[end - 1 : end] not in _LAST_CHARS:
        return 0
    for size in range(_MAX_ADJACENT, 0, -1):
        start = end - size
        if start >= previous_end and text[start:end] in _ADJACENT:
            last = text[max(previous_end, end - 3) : end]
            return 0 if last in _FALSE_ENDINGS or last[-2:] in _FALSE_ENDINGS else begin - start
    return 0
