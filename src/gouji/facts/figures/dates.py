"""Dates and years: no bounds, but a period in ISO 8601 where the year is stated."""

from __future__ import annotations

import re
from calendar import monthrange

from gouji.facts.figures.model import DATE, Figure, FigureError

_LEAP_YEAR = 2000  # without a year, a day may be the 29th of February

_DIGIT = "[零一二三四五六七八九]"
_YEAR = f"(?P<year>[12][0-9]{{3}}|[一二]{_DIGIT}{{3}})"
_ARABIC = "0?[1-9]|[12][0-9]|3[01]"
_SMALL = f"{_ARABIC}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_PART_OF_YEAR = "(?P<part>上半年|下半年|前[二三]季度|第?[一二三四]季度)"
_END = "(?:年?[底末初]|[上中下]旬|前|止|起|以来)?"
_TIME = "(?:T?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
_BEFORE = "(?:截至|截止到?|到|自|从)?"
_DASH = "(?:—{1,2}|[–―‑~-]|至|到)"

_DATE = re.compile(
    f"{_BEFORE}(?:{_YEAR}年)?(?:(?P<month>{_SMALL})月(?:份|(?P<day>{_SMALL})[日号])?)?{_END}{_TIME}"
)
_ISO = re.compile(
    f"(?P<year>[12][0-9]{{3}})([-/.])(?P<month>{_ARABIC})\\2(?P<day>{_ARABIC}){_TIME}"
    "|(?P<year_only>[12][0-9]{3})-(?P<month_only>0[1-9]|1[0-2])"
)
_YEARS = re.compile(f"{_YEAR}年?{_DASH}(?P<last>[0-9]{{2}}|[12][0-9]{{3}}|[一二]{_DIGIT}{{3}})年")
_MONTHS = re.compile(f"(?:{_YEAR}年)?(?P<month>{_SMALL})月?{_DASH}(?P<last>{_SMALL})月份?")
_DAYS = re.compile(
    f"(?:{_YEAR}年)?(?P<month>{_SMALL})月(?P<day>{_SMALL})日?{_DASH}"
    f"(?:(?P<last_month>{_SMALL})月)?(?P<last>{_SMALL})日"
)
_PARTS_OF_YEAR = re.compile(f"(?:{_YEAR}年)?{_PART_OF_YEAR}")
_BARE_YEAR = re.compile(f"[12][0-9]{{3}}(?:{_DASH}[12][0-9]{{3}})?")

_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
_HALVES = {"上": (1, 6), "下": (7, 12)}


def read_date(text: str, *, pinned: bool = False) -> Figure | None:
    """Read a date, a year, or a range of them; None if *text* is not one.

    Args:
        text: Normalised quote.
        pinned: Whether it is known to be a date, so that a year needs no 年.

    Raises:
        FigureError: There is no such day, or a range runs backwards.
    """
    if pinned and _BARE_YEAR.fullmatch(text):
        text += "年"
    for pattern, read in _READERS:
        found = pattern.fullmatch(text)
        period = read(found) if found and found[0] else None
        if period is not None:
            return _date(period)
    return None


def _date(period: str) -> Figure:
    return Figure(form=DATE, period=period)


def _read_date(found: re.Match[str]) -> str | None:
    if not found["year"] and not found["month"]:
        return None
    return _iso(_number(found["year"]), _number(found["month"]), _number(found["day"]))


def _read_iso(found: re.Match[str]) -> str:
    year, month = found["year"] or found["year_only"], found["month"] or found["month_only"]
    return _iso(int(year), int(month), _number(found["day"]))


def _read_years(found: re.Match[str]) -> str:
    first, last = _number(found["year"]), _number(found["last"])
    last += first // 100 * 100 if last < 100 else 0
    return _span(str(first), str(last))


def _read_months(found: re.Match[str]) -> str:
    year = _number(found["year"])
    return _span(_iso(year, _number(found["month"])), _iso(year, _number(found["last"])))


def _read_days(found: re.Match[str]) -> str:
    year, month = _number(found["year"]), _number(found["month"])
    last_month = _number(found["last_month"]) or month
    first = _iso(year, month, _number(found["day"]))
    return _span(first, _iso(year, last_month, _number(found["last"])))


def _read_part(found: re.Match[str]) -> str:
    year, part = _number(found["year"]), found["part"]
    if part.endswith("半年"):
        first, last = _HALVES[part[0]]
    else:
        first, last = _QUARTERS[part[-3]]
        first = 1 if part.startswith("前") else first
    return _span(_iso(year, first), _iso(year, last))


_READERS = (
    (_DATE, _read_date),
    (_ISO, _read_iso),
    (_YEARS, _read_years),
    (_MONTHS, _read_months),
    (_DAYS, _read_days),
    (_PARTS_OF_YEAR, _read_part),
)


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


_CHINESE_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}


def _number(text: str | None) -> int:
    """Read 2024, 二零二四, 十一, 二十; 0 for nothing."""
    if not text or text.isdigit():
        return int(text or 0)
    if "十" not in text:
        return int("".join(_CHINESE_DIGITS[char] for char in text))
    tens, _, ones = text.partition("十")
    return int(_CHINESE_DIGITS.get(tens, "1") + _CHINESE_DIGITS.get(ones, "0"))
