"""Figures in running text: where they stand, and what each can stand for.

One pass finds where a figure may begin, by the class of one character; the forms that `parse` reads, anchored
there, decide how far it extends, and `parse` reads it like any quote. Time grows linearly: every
pattern is bounded, and no position is scanned twice.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from gouji.facts.figures import dates, idioms, ordinals, quantities
from gouji.facts.figures.fold import Folded, fold
from gouji.facts.figures.journeys import end_of_start, moves_bare, unit_of_move
from gouji.facts.figures.model import RELATING, VAGUE, Figure, FigureError, any_of, words
from gouji.facts.figures.numerals import HAN, MAGNITUDE, compiled
from gouji.facts.figures.parse import NAME, STATED_IN_TEXT, parse
from gouji.facts.figures.qualifiers import BEFORE, RATES_END, WORDS, begin_of
from gouji.facts.figures.units import CLASSIFIERS, COLLECTIVES, IN_TEXT, UNITS, anywhere, fitted

# Signs that it is no figure

_CODE_BEFORE = re.compile(r"[A-Za-z][-._]?$|\+$")
_CODE_AFTER = re.compile(r"[A-Za-z+](?!m\b|g\b|W)|号线|[0-9]{0,4}号(?!召)|°|℃?[A-Z]")
_CODE_CHARS_AFTER = frozenset("号°℃")
_DIALLED = re.compile("0[0-9]{2}")
_REFERENCE = r"\[[0-9]{1,2}[-–—,，、][0-9]{1,2}\]"
"""What begins with a zero is dialled or a code (0517-87222589, 000999); [1-3] refers to notes."""
_LISTED_CODES = re.compile("[0-9]{1,4}(?:[、和及][0-9]{1,4}){1,8}号")
"""地铁1、2号线: listed numbers that are names."""
_NUMBERED = re.compile(r"[0-9]{1,3}\.(?=(?:19|20)[0-9]{2}年)")
"""14.2025年: an item number, then a year."""
_CLOCK = f"(?!{idioms.BEHIND_RATIO})[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9.%:])"
_LIST_SEPARATORS = frozenset("、和及")
_UNITLESS = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[到至][0-9]+)?(?:版(?!本))?|(?:19|20)[0-9]{2}[县市区省州城]")
"""A number without a unit, a version (2.0版), 从0到1."""
_ALWAYS_BARE = re.compile(
    r"(?:19|20)[0-9]{2}[县市区省州城]|[0-9]{1,2}\.0|[0-9]+(?:\.[0-9]+)?版|[0-9]+[到至][0-9]+"
)
_LEADS = any_of([*WORDS, *BEFORE, *words("copulas")])
_BESIDE_LEADS = f"(?:[（(][^（）()]{{0,20}}[）)])?(?:{HAN}{{1,8}}，(?=[由从]))?"
_SCORED = f"(?:{any_of(words('unitless'))}){_BESIDE_LEADS}(?:{_LEADS}|[0-9.、 ])*$"
_SCORE_ENDS = rf"[，。；、）)（(\n,;]|{any_of(WORDS)}|$"
"""Around a score, an index or a coefficient, which has no unit: 价格指数为102.1, 由95.6提高到96.2."""
_LONGEST_LEAD = 32
_YEAR = re.compile("[0-9](?![0-9])|(?:19|20)[0-9]{2}")
_NUMBERING_BEFORE = frozenset('“"(（\n、;；')
_RANKING = f"(?:{any_of(words('ranked_among'))}|(?:{any_of(words('ranking'))}){HAN}{{1,8}})$"
_LONGEST_RANKING = 12
_NO_COUNT = re.compile("[一二三四五六七八九十]{1,2}月|[一二两三四五六七八九][级期股]")
"""A month without its year, and classes: 四级手术, 两级法院, 两股力量."""
_MAGNITUDES = frozenset("百千万亿")
_MORE_WORDS = frozenset("余多几")
_PART_OF_TEXT = re.compile("(?<=[条章节编款])(?![路线])|(?<=部)(?=分)|(?=[章节编款])")
"""第二条, 第三部分, 第四章 number parts of a text."""
_BARE_ORDINAL = re.compile("第[0-9一二两三四五六七八九十百千万亿]+")


def unmeant_digits(text: str, at: int, digits_end: int) -> int:
    """Return where digits end that are an item's number, listed codes or a time of day; 0 for any others."""
    following = text[digits_end : digits_end + 1]
    opens_line = not at or text[at - 1] in "\n \u3000"
    found = (
        (opens_line and _NUMBERED.match(text, at))
        or (following in _LIST_SEPARATORS and _LISTED_CODES.match(text, at))
        or (following == ":" and compiled(_CLOCK).match(text, at))
    )
    return found.end() if found else 0


def is_code(text: str, at: int, end: int) -> bool:
    """Return whether digits are a code or a name: G60, 5G, +12, 3号线, 0517, “33618”, 从0到1, an item."""
    before, following = text[at - 1 : at], text[end : end + 1]
    last = text[end - 1]
    dialled = text[at] == "0" and _DIALLED.match(text, at)
    signed = before == "+" and last in RATES_END
    coded = before.isascii() and not signed and _CODE_BEFORE.search(text, max(0, at - 2), at)
    if dialled or coded or (before == "[" and compiled(_REFERENCE).match(text, at - 1)):
        return True
    counts = last in CLASSIFIERS or (following == "+" and last in _MAGNITUDES)
    may_be_code = (following.isascii() and not counts) or following in _CODE_CHARS_AFTER
    if may_be_code and _CODE_AFTER.match(text, end):
        return True
    may_be_bare = last in "版县市区省州城" or last.isdigit()
    return may_be_bare and bool(_UNITLESS.fullmatch(text, at, end)) and _is_bare(text, at, end)


def _is_bare(text: str, at: int, end: int) -> bool:
    """Return whether digits without a unit are a name or an item number: “33618”, 1., (2), 3.0, 从0到1."""
    if _unit_behind(text, at, end):
        return False
    if _ALWAYS_BARE.fullmatch(text, at, end):
        return True
    before = text[at - 1] if at else "\n"
    may_count = "." in text[at:end] or end - at in (2, 3) or not _YEAR.match(text, at)
    may_score = may_count and compiled(_SCORE_ENDS).match(text, end)
    if moves_bare(text, at, end) or (may_score and compiled(_SCORED).search(text, at - _LONGEST_LEAD, at)):
        return False
    return text[end : end + 1] not in _LIST_SEPARATORS or before in _NUMBERING_BEFORE


def is_figure_here(text: str, begin: int, at: int, end: int) -> bool:
    """Return whether the match is a figure in its context.

    万元, 千里 and 每万人 have a magnitude but no number; 第一要务 and 第六， rank nothing; 十二月 without
    a year is a name more often than a date.
    """
    first = text[at]
    if first.isdigit():
        return True
    if first in _MAGNITUDES:
        return begin < at or text[at + 1 : at + 3] == "分之" or not _MORE_WORDS.isdisjoint(text[at:end])
    if first == "第" and _PART_OF_TEXT.match(text, end):
        return False
    if first == "第" and _BARE_ORDINAL.fullmatch(text, at, end):
        return text[end : end + 1] != "." and _ranks(text, at)
    return not _NO_COUNT.fullmatch(text, at, end)


def _ranks(text: str, at: int) -> bool:
    """Whether the words before an ordinal say that it is a place: 列第三, 上年是第23."""
    is_place = text[max(0, at - 1) : at] in {"是", "为"} and text[at + 1].isdecimal()
    return is_place or bool(compiled(_RANKING).search(text, max(0, at - _LONGEST_RANKING), at))


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


_HAN_DIGITS = "一二两三四五六七八九十百千万亿"
_FIRST_CHARS = "".join(sorted({unit[0] for unit in UNITS if "一" <= unit[0] <= "鿿"} | COLLECTIVES))
_START = re.compile(
    f"[0-9{_HAN_DIGITS}几数零第前首双半基持正负为个翻](?:(?<=[0-9])"
    f"|(?<=[{_HAN_DIGITS}几数零])(?=[{_HAN_DIGITS}{_FIRST_CHARS}几余多半分成大届中零点番%至到—–~])"
    f"|(?<=第)(?=[0-9{_HAN_DIGITS}])|(?<=前)(?=[一二三四五六七八九十]{{1,2}}[，。；、）\n])"
    f"|(?<=首)(?=[{''.join(sorted(CLASSIFIERS))}单])|(?<=双)(?=[方核城])"
    "|(?<=半)(?=数|个百分点)|(?<=近半)(?![个年月天日小载壁])|(?<=基)(?=本持平)|(?<=持)(?<!坚持)(?=平)"
    "|(?<=[正负零])(?=增长)|(?<=为)(?=负)|(?<=个)(?=位数增)|(?<=翻)(?=[了番0-9一二两三四五六七八九几])"
    ")"
)
"""Where a figure may begin: a digit, or a numeral before what it can count.

One class of characters comes first: a text is searched many times as fast for that as for several patterns.
"""
_NO_QUANTITY = f"{idioms.IN_TEXT}|{ordinals.CONGRESSES}|{STATED_IN_TEXT}"
"""What looks like a figure but is neither an ordinal nor a date nor a number with its unit."""


def _form_at(kind: str, text: str, at: int) -> re.Match[str] | None:
    """Match a figure but a date that begins with a digit, a numeral in Han, or 第, 首."""
    if kind == "第":
        return fitted(ordinals.IN_TEXT, text, at).match(text, at)
    found = compiled(_NO_QUANTITY).match(text, at)
    if found:
        return found
    for form in quantities.FORMS if compiled(_COMPOSED).match(text, at) else quantities.NUMBERS:
        found = fitted(form.looks, text, at).match(text, at) if form.begins(text, at) else None
        if found and (kind == "0" or found.groupdict().get("unit") != ""):
            return found
    return None


_COMPOSED = "|".join(form.sign for form in quantities.FORMS if form not in quantities.NUMBERS)
"""What all but a single number begin with."""


_NO_YEAR = re.compile("(?:1[0-8]|2[1-9])[0-9]{2}年")
_HAN_DATE = re.compile("[一二][零一二三四五六七八九]{3}年|前[二三]季|[一二三四]季度")
"""Without Arabic digits a date needs its year, or is a quarter."""


@cache
def _dates() -> re.Pattern[str]:
    return compiled(f"(?:{anywhere(dates.FORMS, '')})(?!度?以上|内)")


def _match_at(kind: str, text: str, at: int) -> re.Match[str] | None:
    """Match a figure of this kind at *at*: a date, or else any other form."""
    may_be_date = _HAN_DATE.match(text, at) if kind == "一" else kind == "0" and not _NO_YEAR.match(text, at)
    return (_dates().match(text, at) if may_be_date else None) or _form_at(kind, text, at)


def _number_at(text: str, at: int) -> re.Match[str] | None:
    """Return a single number in digits, of what only seems to be a range or a date."""
    return fitted(quantities.NUMBERS[-1].looks, text, at).match(text, at)


def scan(text: str | Folded, *, section: str = "review") -> Iterator[Span]:
    """Yield the figures of running text in its order, without overlaps; vague ones (一批) are left out.

    Offsets count in the text as it is given, decoded or folded. In the sections ``target`` and ``plan`` 达到N
    means N or more.
    """
    folded = Folded(text.text) if isinstance(text, Folded) else fold(text)
    original = text.text if isinstance(text, Folded) else text
    position, previous_end = 0, 0
    while found := _START.search(folded.text, position):
        at = found.start()
        end = _end(folded.text, at)
        if end <= at:
            position = at - end if end < 0 else at + 1
            continue
        end = end_of_start(folded.text, at, end)
        span = _figure(folded.text, at, end, previous_end, section)
        if span is not None:
            if span.figure.unit in _MAY_LACK_UNIT:
                span = _in_unit_of_list(folded.text, at, span, section)
            end = previous_end = span.end
            if folded.text is not original:
                start, stop = folded.original(span.start, span.end)
                span = Span(start, stop, original[start:stop], span.figure)
            yield span
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
    found = _match_at("第" if char in "第首前" else "一", text, at)
    if found:
        return found.end()
    run = _HAN_RUN.match(text, at)
    return at - run.end() if run else -1


_HAN_RUN = re.compile(f"[{_HAN_DIGITS}零]{{1,64}}")
_DIGIT_RUN = re.compile("[0-9.,]{1,64}")
_RUN_TOGETHER = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:[0-9]{4}|[0-9]+,[0-9]{3})")
"""Cells of a table that a page prints without a space: 1,633,0001,633,000. Nobody can say where one ends."""
_NUMERAL_CHARS = frozenset(_HAN_DIGITS)
_BEFORE_ONE = frozenset(words("before_one"))
"""Characters that make a word with 一: 统一大市场 does not contain 一大."""
_ARTICLE = re.compile(f"一(?!点[{_HAN_DIGITS}零])(?:[{''.join(sorted(CLASSIFIERS))}]|[年天日月人])")
"""一个, 一次, 一年 in prose: an article more often than a count."""
_HAN_YEAR = re.compile("[一二][零一二三四五六七八九]{3}年")


def _is_article(text: str, at: int) -> bool:
    found = _ARTICLE.match(text, at)
    if text[at] == "一" and text[at - 1 : at] in _BEFORE_ONE:
        # 统一大市场; but 同一九七八年相比.
        return not _HAN_YEAR.match(text, at)
    moved = _MOVED.search(text, max(0, at - 2), at)
    return found is not None and text[at - 1 : at] not in _NUMERAL_CHARS and not moved


_MOVED = re.compile("(?:[前后上下]移|前进|后退|上升|下降|提升|晋升|跃升)$")
"""前进一位 counts."""


def _end_of_digits(text: str, at: int) -> int:
    run = _DIGIT_RUN.match(text, at)
    digits_end = run.end() if run else at + 1
    if run and "," in run[0] and _RUN_TOGETHER.match(text, at):
        return at - digits_end
    unmeant = unmeant_digits(text, at, digits_end)
    if unmeant:
        return at - unmeant
    found = _number_at(text, at)
    end = found.end() if found else 0
    if found is None or text[end : end + 1] in _GOES_ON or text[end - 1] in "年月届":
        found = _match_at("0", text, at)
        end = found.end() if found else 0
    if found is None or is_code(text, at, end):
        return min(at - digits_end, at - end if found else 0)
    return end


_GOES_ON = frozenset("—–―‑~-至到/:∶×✕*xX分大")
"""What may stand behind a number that is only the beginning of a range, a date, a ratio …"""


def _figure(text: str, at: int, end: int, previous_end: int, section: str) -> Span | None:
    """Return the figure whose number stands there; where it cannot be read whole, its first number."""
    span = _read(text, at, end, previous_end, section)
    if span is None and text[at].isdigit():
        number = _number_at(text, at)
        if number and number.end() < end and not is_code(text, at, number.end()):
            return _read(text, at, number.end(), previous_end, section)
    return span


def _read(text: str, at: int, end: int, previous_end: int, section: str) -> Span | None:
    """Read the longest figure there: with the words before it, or else with its sign alone."""
    sign, begin = begin_of(text, at, end, previous_end, _noun_follows)
    if not is_figure_here(text, begin, at, end):
        return None
    for start in (begin, sign) if begin < sign else (begin,):
        quote = text[start:end]
        try:
            figure = parse(quote, section=section)
        except FigureError:
            continue
        unbound = figure.hard is None and figure.form in {VAGUE, RELATING}
        return None if unbound else Span(start, end, quote, figure)
    return None


_EACH = re.compile(f"(?:{any_of(words('each_of'))})[^，。；、]{{0,16}}$")


def _unit_behind(text: str, at: int, end: int) -> str:
    """Return the unit that the last of several numbers has for all, 分别为33.0和29.8微克; else nothing."""
    if text[end : end + 1] not in _LIST_SEPARATORS or not text[end + 1 : end + 2].isdigit():
        return unit_of_move(text, at, end)
    if not _EACH.search(_JOINED.sub("", text[max(0, at - _LONGEST_LEAD) : at])):
        return ""
    found = fitted(_GOES_ON_WITH_UNIT, text, end).match(text, end)
    return found["unit"] if found else ""


_NUMBER = rf"[0-9]+(?:\.[0-9]+)?(?:个|{MAGNITUDE})??"
_JOINED = re.compile(f"(?:{_NUMBER}[、和及])+$")
_GOES_ON_WITH_UNIT = f"(?:[、和及]{_NUMBER}){{1,9}}?(?P<unit>{MAGNITUDE}?(?:{IN_TEXT}))"


_MAY_LACK_UNIT = frozenset({"", "个"})


def _in_unit_of_list(text: str, at: int, span: Span, section: str) -> Span:
    """Return a number without a unit in the one of the list that it stands in."""
    unit = _unit_behind(text, at, span.end)
    if not unit:
        return span
    quote = span.quote.removesuffix("个") if unit.startswith("个") else span.quote
    if quote[-1] in _MAGNITUDES:  # 6.12亿、5.87亿和7.94亿千瓦时
        unit = unit[1:] if unit.startswith(quote[-1]) else ""
    with suppress(FigureError):
        return span._replace(figure=parse(f"{quote}{unit}", section=section)) if unit else span
    return span


def _noun_follows(text: str, end: int) -> bool:
    unit, after = text[end - 1 : end], text[end : end + 1]
    return (unit in CLASSIFIERS or unit == "钟") and "一" <= after <= "鿿" and after not in "以左上之和及至"
