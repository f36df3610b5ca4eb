"""Dates and years: no bounds, but a period in ISO 8601 where the year is stated."""

import re
from calendar import monthrange

from gouji.facts.figures.model import DATE, Figure, FigureError
from gouji.facts.figures.numerals import DASH, DIGITS
from gouji.facts.figures.units import Form

_LEAP_YEAR = 2000  # without a year, a day may be the 29th of February

_DIGIT = "[零一二三四五六七八九]"
_YEAR = f"(?P<year>[12][0-9]{{3}}|[一二]{_DIGIT}{{3}})"
_ARABIC = "0?[1-9]|[12][0-9]|3[01]"
_SMALL = f"{_ARABIC}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_PART_OF_YEAR = "(?P<part>上半年|下半年|前[二三]季度|第?[一二三四]季度)"
_END = "(?:年?[底末初]|度|[上中下]旬|前|止|起|以来)?"
_TIME = "(?:T?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
_BEFORE = "(?:截至|截止到?|到|自|从)?"

_DAY = f"(?P<month>{_SMALL})月(?:份|(?P<day>{_SMALL})[日号])?"
_ISO = (
    r"(?=[0-9]{4}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.))"
    f"(?P<year>[12][0-9]{{3}})[-/.](?P<month>{_ARABIC})[-/.](?P<day>{_ARABIC}){_TIME}(?![0-9])"
)
_ISO_MONTH = "(?P<year>[12][0-9]{3})[-/](?P<month>0[1-9]|1[0-2])(?![-/0-9])"
_YEARS = f"{_YEAR}年?{DASH}(?P<last_year>[0-9]{{2}}|[12][0-9]{{3}}|[一二]{_DIGIT}{{3}})年"
_MONTHS = f"(?:{_YEAR}年)?(?P<month>{_SMALL})月?{DASH}(?P<last_month>{_SMALL})月份?"
_DAYS = (
    f"(?:{_YEAR}年)?(?P<month>{_SMALL})月(?P<day>{_SMALL})日?{DASH}"
    f"(?:(?P<last_month>{_SMALL})月)?(?P<last_day>{_SMALL})日"
)
_PARTS_OF_YEAR = f"(?:{_YEAR}年)?{_PART_OF_YEAR}"
_DATE = re.compile(f"{_BEFORE}(?:{_YEAR}年)?(?:{_DAY})?{_END}{_TIME}")
FORMS = tuple(
    Form(looks, lambda found: found)
    for looks in (
        _ISO,
        _ISO_MONTH,
        _YEARS,
        _DAYS,
        _MONTHS,
        _PARTS_OF_YEAR,
        f"(?:{_YEAR}年)?{_DAY}",
        f"{_YEAR}(?:学?年度?|届)",
    )
)
"""Dates as they stand in running text; of two that fit, the first is the longer one."""
_BARE_YEAR = re.compile(f"[12][0-9]{{3}}(?:{DASH}[12][0-9]{{3}})?")

_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
_HALVES = {"上": (1, 6), "下": (7, 12)}


def read_date(text: str, *, pinned: bool = False) -> Figure | None:
    """Read a date, a year, or a range of them; None if *text*, a normalised quote, is not one.

    What is *pinned* is known to be a date, so that a year needs no 年.

    Raises:
        FigureError: There is no such day, or a range runs backwards.
    """
    if pinned and _BARE_YEAR.fullmatch(text):
        text += "年"
    found = _DATE.fullmatch(text)
    if not found or not (found["year"] or found["month"]):
        found = next(filter(None, (form.fullmatch(text) for form in FORMS)), None)
    return Figure(form=DATE, period=_period(found.groupdict())) if found else None


def _period(words: dict[str, str | None]) -> str:
    """Return the period of a date by its parts, or of a range, which has ``last_year``, ``last_month``…"""
    part = words.pop("part", None)
    number = {name: _number(text) for name, text in words.items()}
    year, month = number["year"], number.get("month", 0)
    if part:
        return _part_of_year(year, part)
    first = _iso(year, month, number.get("day", 0))
    if not any(name.startswith("last") for name in number):
        return first
    last_year = number.get("last_year", year)
    last_year += year // 100 * 100 if last_year < 100 else 0
    return _span(first, _iso(last_year, number.get("last_month") or month, number.get("last_day", 0)))


def _part_of_year(year: int, part: str) -> str:
    if part.endswith("半年"):
        first, last = _HALVES[part[0]]
    else:
        first, last = _QUARTERS[part[-3]]
        first = 1 if part.startswith("前") else first
    return _span(_iso(year, first), _iso(year, last))


def _span(first: str, last: str) -> str:
    """Return the ISO interval; empty if no year is stated."""
    if first > last:
        raise FigureError("a range of dates that runs backwards")
    return f"{first}/{last}" if first else ""


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """Return an ISO date as precise as stated; empty without a year."""
    if month > 12 or day > (monthrange(year or _LEAP_YEAR, month)[1] if month else 0):
        raise FigureError("no such day")
    if not year:
        return ""
    return "-".join(
        part for part in (str(year), f"{month:02}" * bool(month), f"{day:02}" * bool(day)) if part
    )


def _number(text: str | None) -> int:
    """Read 2024, 二零二四, 十一, 二十; 0 for nothing."""
    if not text or text.isdigit():
        return int(text or 0)
    if "十" not in text:
        return int("".join(str(DIGITS[char]) for char in text))
    tens, _, ones = text.partition("十")
    return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
