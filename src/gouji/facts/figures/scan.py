"""Figures in running text: where they stand, and what each can stand for.

Two stages: one pass finds where a figure may begin, by the class of one character; an anchored, bounded
match then decides how far it extends. The result is read by `parse`, like any quote. Time grows linearly
with the text: every pattern is bounded, and no position is scanned twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from gouji.facts.figures.model import RELATING, VAGUE, Figure, FigureError, any_of, words
from gouji.facts.figures.numerals import CHINESE, DASH, MAGNITUDE
from gouji.facts.figures.parse import NAME, POINT, parse
from gouji.facts.figures.qualifiers import AFTER, BEFORE, FALL, LEVEL, REACH, RISE, SHIFT, WORDS
from gouji.facts.figures.units import CLASSIFIERS, COLLECTIVES, KNOWN, UNITS


class Span(NamedTuple):
    """A figure in a text.

    Attributes:
        start: Offset of its first character, in Unicode code points.
        end: Offset after its last.
        quote: Its characters, with the adjacent words that give its sign or bounds.
        figure: What it can stand for.
    """

    start: int
    end: int
    quote: str
    figure: Figure


# Full-width digits, letters and symbols of figures are folded one to one, so that offsets stay valid; a
# full-width comma between full-width digits separates thousands, any other separates clauses.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．＋－～／]|，(?<=[０-９].)(?=[０-９]{3}(?![０-９]))")
_FULL_WIDTH = 0xFEE0
"""How far a full-width character lies above its half-width one."""

_HAN_DIGITS = "一二两三四五六七八九十百千万亿"
_FIRST_CHARS = "".join(sorted({unit[0] for unit in UNITS if "一" <= unit[0] <= "鿿"} | COLLECTIVES))
_START = re.compile(
    f"[0-9]|[{_HAN_DIGITS}几数零〇](?=[{_HAN_DIGITS}{_FIRST_CHARS}几余多半分成大届中零〇○点番%])"
    f"|第(?=[0-9{_HAN_DIGITS}])|首(?=[{''.join(sorted(CLASSIFIERS))}单])|双(?=[方核城])|半(?=数)|持(?=平)"
    "|翻(?=[了番0-9一二两三四五六七八九几])"
)
"""Where a figure may begin: a digit, or a numeral before what it can count."""

_GROUP = "(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,18})"
_NUMBER = rf"{_GROUP}(?:\.[0-9]{{1,9}})?{MAGNITUDE}?(?:零?[0-9]{{1,8}}{MAGNITUDE}){{0,3}}"
# 余 and 多 stand before a magnitude too, and 台阶 behind a figure is what is counted.
_AFTER = f"(?:{any_of(word for word in AFTER if word not in {'余', '多', '台阶'})})"
# 两个千亿台阶 does not count 台.
_STEP = "(?!台阶)"
_UNIT = f"{_STEP}(?:{KNOWN}|[{''.join(sorted(COLLECTIVES - CLASSIFIERS))}](?!民))"
_MORE = f"(?:[余多几]{MAGNITUDE}?)?(?:个[多半](?=[年月天日小]))?"
_ARABIC_AT = re.compile(
    f"{_NUMBER}(?:{_UNIT})?{DASH}{_NUMBER}(?:{_UNIT})?"
    f"|[0-9]{{1,9}}/[0-9]{{1,9}}(?![0-9/])"
    "|[0-9]{1,3}大(?=[一-鿿])(?![型量力部幅小气学])"
    f"|{_NUMBER}{_MORE}(?:{_UNIT})?(?:多(?![0-9{_HAN_DIGITS}])|{_AFTER})?"
)
_YEAR = "(?:(?:19|20)[0-9]{2})"
_YEAR_SIGN = "[ \u00a0]?年"
_DATE_AT = re.compile(
    f"{_YEAR}[-/.][01]?[0-9][-/.][0-3]?[0-9](?:[ T][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?(?![0-9])"
    f"|{_YEAR}年?{DASH}(?:{_YEAR}|[0-9]{{2}})年"
    f"|{_YEAR}{_YEAR_SIGN}(?:[ \u00a0]?[01]?[0-9]月(?:{DASH}[01]?[0-9]月|[0-3]?[0-9]日)?)?(?!度?以上)"
    f"|[01]?[0-9]月?{DASH}[01]?[0-9]月(?:份)?"
    "|[01]?[0-9]月[0-3]?[0-9]日"
    "|(?:1[0-2]|0?[1-9])月(?!内)"
)
_HAN_YEAR = (
    "[一二][〇零○一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
_HAN_YEAR_ONLY = re.compile(_HAN_YEAR)
_HAN_UNIT = f"{_STEP}(?:{KNOWN}|[{''.join(sorted(COLLECTIVES))}])"
_HAN_AT = re.compile(
    f"{_HAN_YEAR}|两位数(?:以上)?增长|(?:百分之|千分之|万分之){CHINESE}"
    f"|{CHINESE}分之{CHINESE}"
    f"|{CHINESE}{_MORE}{_HAN_UNIT}(?:[一二三四五六七八九半](?=多|以上|左右|的))?"
    f"(?:多(?![{_HAN_DIGITS}])|{_AFTER})?"
    f"|(?:好几|[几数])(?:十|{MAGNITUDE}){_HAN_UNIT}"
    f"|[一二三四五六七八九]成(?:[一二三四五六七八九半])?(?:多|{_AFTER})?"
    f"|(?:一半|半数)(?:{_AFTER})?"
    "|双(?:[方核]|城(?!经济圈|记))"
    f"|翻(?:了)?(?:{CHINESE})?番(?:多)?"
    "|(?:基本)?(?<!支)持平(?![稳衡均等静安台常])"
)
_ORDINAL_AT = re.compile(
    f"第(?:[0-9]{{1,6}}|{CHINESE})(?:{DASH}第?(?:[0-9]{{1,6}}|{CHINESE}))?(?:{_HAN_UNIT})?"
    f"|首(?:批次|台套|单|[{''.join(sorted(CLASSIFIERS))}])"
)
_CONGRESS_AT = re.compile(
    "[一二三四五六七八九十]{1,3}届|(?:(?<=党的)|(?<=中共)|(?<=的))(?:二?十[一二三四五六七八九]?|[七八九])大(?!型|量|力)"
    "|(?:(?<=届)|(?<=、)|(?<=和))[一二三四五六七]中(?:全会)?(?=、|全会|精神|和)"
    "|[一二三四五六七八九十]{1,3}大(?=[一-鿿])(?![型量力部幅小气力学连批家众宗额米豆麦蒜棚道厅堂坝桥])"
    "|[一二三四五六七八九十](?:位一体)"
)

_KINDS = {FALL, LEVEL, REACH, RISE, SHIFT}
_EXCLUDED = frozenset(
    {"新增", "净增", "净增加", "多增", "涨幅", "增幅", "增速", "稳定在", "保持在", "维持在", "控制在"}
)
_ADJACENT = frozenset(word for word, kind in WORDS.items() if kind in _KINDS and word not in _EXCLUDED) | (
    frozenset(BEFORE) - {"上"} | {"连续", "前"}
)
"""Words right before a number that give its sign or bounds."""
_FALSE_ENDINGS = frozenset(
    words(
        """
        附近 最近 临近 邻近 靠近 节约 签约 履约 预约 合约 解约 制约 公约 赶超 高超 反超 新增 净增 递增 倍增
        直达 到达 通达 可达 表达 传达 下达 抵达 发达 目前 提前 此前 之前 以前 日前 当前 会前
        """
    )
)
"""Words that merely end like one of them."""
_LAST_CHARS = frozenset(word[-1] for word in _ADJACENT)
_MAX_ADJACENT = 4
_CODE_BEFORE = re.compile(r"[A-Za-z][-._]?$|[+＋]$")
_NUMERAL_CHARS = frozenset(_HAN_DIGITS)
_BEFORE_ONE = frozenset("统唯单同专划逐归如")
"""Characters that make a word with 一: 统一大市场 does not contain 一大."""
_ARTICLE = re.compile(f"一(?!点[{_HAN_DIGITS}零〇])(?:[{''.join(sorted(CLASSIFIERS))}]|[年天日月人])")
"""一个, 一次, 一年 in prose: an article more often than a count."""
_CODE_AFTER = re.compile(r"[A-Za-z+](?!m\b|g\b|W)|号线|[0-9]{0,4}号(?!召)|°|℃?[A-Z]")


def scan(text: str, *, section: str = "review") -> Iterator[Span]:
    """Find the figures of running text.

    Args:
        text: The text, as decoded.
        section: Section of the passage; in ``target`` and ``plan`` 达到N means N or more.

    Yields:
        Figures in the order of the text, without overlaps. Vague ones (一批) are left out.
    """
    folded = POINT.sub(".", _WIDE.sub(lambda found: chr(ord(found[0]) - _FULL_WIDTH), text))
    position, previous_end = 0, 0
    while found := _START.search(folded, position):
        at = found.start()
        end = _end(folded, at)
        if end <= at:
            position = at - end if end < 0 else at + 1
            continue
        begin = _begin(folded, at, end, previous_end)
        span = _read(text, begin, at, end, section) if _is_figure_here(folded, begin, at, end) else None
        if span is not None:
            yield span
            previous_end = span.end
        position = end


def _end(text: str, at: int) -> int:
    """Return where the figure at *at* ends; 0 if there is none, -n if the next n characters hold none."""
    char = text[at]
    if char.isdigit():
        return _end_of_digits(text, at)
    name = NAME.match(text, at)
    if name:
        return -(name.end() - at)
    if _is_article(text, at):
        return -1
    found = (
        _ORDINAL_AT.match(text, at)
        if char in "第首"
        else _HAN_AT.match(text, at) or _CONGRESS_AT.match(text, at)
    )
    if found:
        return found.end()
    run = _HAN_RUN.match(text, at)
    return at - run.end() if run else -1


_HAN_RUN = re.compile(f"[{_HAN_DIGITS}零〇]{{1,64}}")
_DIGIT_RUN = re.compile("[0-9.,]{1,64}")


def _is_article(text: str, at: int) -> bool:
    found = _ARTICLE.match(text, at)
    if text[at] == "一" and text[at - 1 : at] in _BEFORE_ONE:
        # 统一大市场; but 同一九七八年相比.
        return not _HAN_YEAR_ONLY.match(text, at)
    return found is not None and text[at - 1 : at] not in _NUMERAL_CHARS


_LIST_SEPARATORS = frozenset("、和及")
_LISTED_CODES = re.compile("[0-9]{1,4}(?:[、和及][0-9]{1,4}){1,8}号")
"""地铁1、2号线: listed numbers that are names."""
_NUMBERED = re.compile(r"[0-9]{1,3}\.(?=(?:19|20)[0-9]{2}年)")
"""14.2025年: an item number, then a year."""
_UNITLESS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[到至][0-9]+)?(?:版(?!本))?|(?:19|20)[0-9]{2}[县市区省州城]")
"""A number without a unit, a version (2.0版), 从0到1."""
_DATE_CHARS = frozenset("年月-—–~‑―至到/ \u00a0")
_CODE_CHARS_BEFORE = frozenset("-._+＋")
_CODE_CHARS_AFTER = frozenset("号°℃+＋")


def _end_of_digits(text: str, at: int) -> int:
    run = _DIGIT_RUN.match(text, at)
    digits_end = run.end() if run else at + 1
    following = text[digits_end : digits_end + 1]
    opens_line = not at or text[at - 1] in "\n \u3000"
    no_figure = (opens_line and _NUMBERED.match(text, at)) or (
        following in _LIST_SEPARATORS and _LISTED_CODES.match(text, at)
    )
    if no_figure:
        return at - no_figure.end()
    found = _DATE_AT.match(text, at) if following in _DATE_CHARS or digits_end - at > 4 else None
    found = found or _ARABIC_AT.match(text, at)
    if found is None or _is_code(text, at, found.end()):
        return min(at - digits_end, at - found.end() if found else 0)
    end = found.end()
    last = text[end - 1]
    bare = (
        (last in "版县市区省州城" or last.isdigit())
        and _UNITLESS.fullmatch(text, at, end)
        and _is_bare(text, at, end)
    )
    return min(at - digits_end, at - end) if bare else end


def _is_code(text: str, at: int, end: int) -> bool:
    """Return whether digits are part of a code: G60, 5G, +12, 3号线."""
    before, following = text[at - 1 : at], text[end : end + 1]
    if (before.isascii() or before in _CODE_CHARS_BEFORE) and _CODE_BEFORE.search(text, max(0, at - 2), at):
        return True
    may_be_code = following.isascii() or following in _CODE_CHARS_AFTER or "0" <= following <= "9"
    return may_be_code and bool(_CODE_AFTER.match(text, end))


_ALWAYS_BARE = re.compile(
    r"(?:19|20)[0-9]{2}[县市区省州城]|[0-9]{1,2}\.0|[0-9]+(?:\.[0-9]+)?版|[0-9]+[到至][0-9]+"
)
_NUMBERING_BEFORE = frozenset('“"(（\n、;；')


def _is_bare(text: str, at: int, end: int) -> bool:
    """Return whether digits without a unit are a name or an item number: “33618”, 1., (2), 3.0, 从0到1."""
    if _ALWAYS_BARE.fullmatch(text, at, end):
        return True
    before = text[at - 1] if at else "\n"
    after = text[end : end + 1]
    return after not in _LIST_SEPARATORS or before in _NUMBERING_BEFORE


_RANKING = re.compile("(?:全国|全省|全市|世界|全球|亚洲|西部|中部|东部|国内|居|列|排名|排|名|均)$")
_MONTH = re.compile("[一二三四五六七八九十]{1,2}月")
_MAGNITUDES = frozenset("百千万亿")
_MORE_WORDS = frozenset("余多几")
_TRANSITIVE_VERBS = frozenset({"提升", "提高", "扩大", "缩小", "降低", "压减"})
"""Verbs that may take a counted noun as their object: 提升100所学校."""
_YEAR_ONLY = re.compile("(?:19|20)[0-9]{2}[ \u00a0]?年")
_SPAN_OF_TIME = re.compile("年(?:来|以来|间)")


def _is_figure_here(text: str, begin: int, at: int, end: int) -> bool:
    """Return whether the match is a figure in its context.

    万元, 千里 and 每万人 have a magnitude but no number; 第一要务 and 第六， rank nothing; 十二月 without
    a year is a name more often than a date.
    """
    if text[at] in _MAGNITUDES:
        return begin < at or text[at + 1 : at + 3] == "分之" or not _MORE_WORDS.isdisjoint(text[at:end])
    if text[at] == "第" and all(char in _HAN_DIGITS or char.isdigit() for char in text[at + 1 : end]):
        return text[end : end + 1] != "." and bool(_RANKING.search(text, max(0, at - 2), at))
    return not _MONTH.fullmatch(text, at, end)


def _begin(text: str, at: int, end: int, previous_end: int) -> int:
    """Return where the words right before a number begin."""
    if text[end - 1] == "年" and (_SPAN_OF_TIME.match(text, end - 1) or _YEAR_ONLY.fullmatch(text, at, end)):
        # 近八年来, 降至十年来最低, 增加到2002年的10万亿元: the words belong to something else.
        return at
    begin = at
    for _ in range(3):
        word = _word_before(text, begin, previous_end)
        if not word or (text[begin - word : begin] in _TRANSITIVE_VERBS and _noun_follows(text, end)):
            break
        begin -= word
    if begin > previous_end and text[begin - 1] == "上" and text[begin] in "十百千万亿":
        return begin - 1
    return begin


def _noun_follows(text: str, end: int) -> bool:
    unit, after = text[end - 1 : end], text[end : end + 1]
    return (unit in CLASSIFIERS or unit == "钟") and "一" <= after <= "鿿" and after not in "以左上之和及至"


def _word_before(text: str, begin: int, previous_end: int) -> int:
    """Return the length of the adjacent word before *begin*, with a 了 after it; 0 if there is none."""
    end = begin - 1 if begin > previous_end and text[begin - 1] == "了" else begin
    if text[end - 1 : end] not in _LAST_CHARS:
        return 0
    for size in range(_MAX_ADJACENT, 0, -1):
        start = end - size
        if start >= previous_end and text[start:end] in _ADJACENT:
            false_ending = any(text[max(previous_end, end - wide) : end] in _FALSE_ENDINGS for wide in (2, 3))
            return 0 if false_ending else begin - start
    return 0


def _read(text: str, begin: int, at: int, end: int, section: str) -> Span | None:
    """Read the longest figure there: with the words before it, or else without."""
    for start in sorted({begin, at}):
        quote = text[start:end]
        with suppress(FigureError):
            figure = parse(quote, section=section)
            unbound = figure.hard is None and figure.form in {VAGUE, RELATING}
            return None if unbound else Span(start, end, quote, figure)
    return None
