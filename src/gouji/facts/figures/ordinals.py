"""Ordinals and streaks: 第三批, 前10名; 连续11年下降, 已连续9年, 连续13年只减不增."""

import re
import unicodedata
from fractions import Fraction

from gouji.facts.figures.model import ORDINAL, Figure, FigureError
from gouji.facts.figures.numerals import ARABIC, CHINESE, DASH, HAN, NUMERAL, compiled, read_numeral
from gouji.facts.figures.units import CLASSIFIERS, KNOWN, UNIT_SLOT, fitted, unit_of
from gouji.facts.numbers.intervals import Interval

_WHERE = "(?:全国|全省|全市|全区|全球|世界|国际|国内|亚洲|西部|中西部|中部|东部|同类城市)"
_RANKED = "(?:连续|位居|位列|排名|排在|名列|跃居|升至|上升至|上升到|保持|稳居|排|居|列|首次进入|进入)"
_NUMBER = f"(?P<number>{ARABIC}|{CHINESE})"
_NTH = f"{_RANKED}?{_WHERE}?第{_NUMBER}(?P<unit>{KNOWN}||{HAN}{{1,4}})"
_FIRST_N = f"{_RANKED}?{_WHERE}?前{_NUMBER}(?P<unit>位|名|强|列|)"
_BETWEEN = f"第(?P<first>{ARABIC}|{CHINESE}){DASH}第?{_NUMBER}(?P<unit>{KNOWN}|)"
_FIRST = re.compile(f"{_WHERE}?首(?P<unit>{HAN}{{1,2}})")
_EDITION = f"(?P<number>{CHINESE})(?P<unit>届)"
_CONGRESS = re.compile("(?P<party>党的)?(?P<number>[一二三四五六七八九十]{1,3})(?P<unit>大)")
_PLENUM = f"(?:党的)?(?:{CHINESE}届)?(?P<number>[一二三四五六七八九])(?P<unit>中)(?:全会)?"

_SMALL = "[一二三四五六七八九十]"
IN_TEXT = (
    f"第(?:[0-9]{{1,6}}|{CHINESE})(?:{DASH}第?(?:[0-9]{{1,6}}|{CHINESE}))?{UNIT_SLOT}"
    f"|前{_SMALL}{{1,2}}(?=[，。；、）\n])|首(?:批次|台套|单|[{''.join(sorted(CLASSIFIERS))}])"
)
"""The ordinals that running text is searched for, by the words that they begin with."""
CONGRESSES = (
    f"{_SMALL}{{1,3}}届|(?:(?<=党的)|(?<=中共)|(?<=的))(?:二?十[一二三四五六七八九]?|[七八九])大(?!型|量|力)"
    "|(?:(?<=届)|(?<=、)|(?<=和))[一二三四五六七]中(?:全会)?(?=、|全会|精神|和)"
)
"""Ordinals that begin with their number; elsewhere the last ones name no congress."""


def read_ordinal(text: str) -> Figure | None:
    """Read an ordinal: low = high = N, never round; None if *text* is not one.

    Raises:
        FigureError: No whole number stands after 第 or 前.
    """
    return _read_first(text) or _read_nth(text) or _read_top(text)


def _read_first(text: str) -> Figure | None:
    found = _FIRST.fullmatch(text)
    if not found or not (found["unit"] in CLASSIFIERS or found["unit"] in {"批次", "台套", "趟次", "单"}):
        return None
    return Figure.exactly(Fraction(1), ORDINAL, found["unit"])


def _read_nth(text: str) -> Figure | None:
    for sign, looks in (("第", _NTH), ("届", _EDITION), ("中", _PLENUM)):
        found = fitted(looks, text).fullmatch(text) if sign in text else None
        if found:
            unit = "中全会" if looks is _PLENUM else unit_of(found["unit"]).name
            return Figure.exactly(_whole(found["number"]), ORDINAL, unit)
    found = _CONGRESS.fullmatch(text)
    # 十大 without 党的 introduces a list (十大行动).
    if found and (found["party"] or len(found["number"]) > 1):
        return Figure.exactly(_whole(found["number"]), ORDINAL, found["unit"])
    return None


def _read_top(text: str) -> Figure | None:
    """Read 前10名, 第3—5位: a range of ranks."""
    found = compiled(_FIRST_N).fullmatch(text) if "前" in text else None
    if not found and text[:1] == "第" and re.search(DASH, text):
        found = fitted(_BETWEEN, text).fullmatch(text)
    if not found:
        return None
    first, last = _whole(found.groupdict().get("first") or "一"), _whole(found["number"])
    if last < first:
        raise FigureError("ranks that run backwards")
    ranks = Interval(first, last)
    return Figure(form=ORDINAL, unit=found["unit"], hard=ranks, soft=ranks)


def _whole(text: str) -> Fraction:
    numeral = read_numeral(text)
    if not numeral or numeral.value % 1:
        raise FigureError(f"no whole number: {text}")
    return numeral.value


_BOUNDING = "以上|以下|左右|上下|多|余|内"
_STREAK = (
    f"(?:已经?)?(?P<streak>连续(?:超过|超|近|约)?{NUMERAL}(?:多|余)?个?(?:年|月|季度)(?:以上)?)"
    f"(?P<words>(?!{_BOUNDING}){HAN}{{1,10}})?"
)


def bare_streak(text: str) -> str:
    """Return a streak without the words for what continued, any other text unchanged.

    >>> bare_streak("连续11年下降")
    '连续11年'
    """
    found = _streak(text)
    return found["streak"] if found else text


def streak_words(quote: str) -> str:
    """Return the words for what continued; empty if there are none.

    >>> streak_words("连续13年只减不增")
    '只减不增'
    """
    found = _streak(_normalised(quote))
    return (found["words"] or "") if found else ""


def _streak(text: str) -> re.Match[str] | None:
    return compiled(_STREAK).fullmatch(text) if "连续" in text else None


def is_streak(quote: str) -> bool:
    """Return whether *quote* states how long something has continued."""
    return bool(_streak(_normalised(quote)))


def _normalised(quote: str) -> str:
    return "".join(unicodedata.normalize("NFKC", quote).split())
