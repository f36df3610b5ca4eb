"""The period that a document reviews, and its day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.facts.figures.model import DATE, FigureError
from gouji.facts.figures.numerals import DIGITS, read_numeral
from gouji.facts.figures.parse import parse
from gouji.reading.identity.title import Front
from gouji.reading.lexicon.wording import entry, pattern, words


def period_of(front: Front, day: str, text: str) -> str:
    """Return the period that a document reviews in ISO 8601; empty where nothing tells it.

    Args:
        front: What says what it is.
        day: Its day, as `day_of` returns it.
        text: The whole text.
    """
    titles = (front.title, *_years_alone(front))
    named = (_in_title(_with_arabic_years(title), front, day, text) for title in titles)
    period = next(filter(None, named), "")
    if not period and day and front.kind in words("kinds_by_their_year"):
        period = _of_text(front, day)
    in_name = _in_title(_with_arabic_years(front.name), front, day, text)
    in_review = _in_review(front, text)
    by_its_year = front.kind in words("kinds_by_their_year")
    first, second = (in_review, in_name) if by_its_year else (in_name, in_review)
    period = period or first or second or _of_text(front, day)
    if len(period) == _YEAR and by_its_year and _is_of_a_term(text):
        return f"{int(period) - 4}/{period}"
    return period


_YEAR = 4


def _years_alone(front: Front) -> list[str]:
    """Return the lines around the title that are only a year."""
    return [line for line in (*front.before, *front.behind) if pattern("year_alone").search(line)]


def _is_of_a_term(text: str) -> bool:
    """Whether a report to deputies begins with the five years of a term, and not with the last of them."""
    return bool(pattern("term_reviewed").search(text)) and not pattern("one_year_reviewed").search(text)


def _in_title(title: str, front: Front, day: str, text: str) -> str:
    years = list(dict.fromkeys(int(found["year"]) for found in pattern("year_of_title").finditer(title)))
    special = _special_period(title, years)
    several = pattern("years_of_title").search(title)
    if several and not special and front.kind not in words("kinds_planned"):
        special = f"{several['first']}/{_full_year(several['first'], several['last'])}"
    if special:
        return special
    part = pattern("part_in_title").search(title)
    told = (_in_review(front, text) or _of_text(front, day))[:_YEAR] if part and not years else ""
    if not years and not told:
        return ""
    year = _reviewed(years, title, front, day, text) if years else int(told)
    return _part(part, year) if part else str(year)


def _special_period(title: str, years: list[int]) -> str:
    """Return the period of a title that names a school year, months of two years, a census or a plan."""
    if school := pattern("school_year").search(title):
        year = int(school["year"])
        return (
            _school_term(year, autumn=bool(school["first"])) if school["term"] else f"{year}-09/{year + 1}-08"
        )
    if months := pattern("months_of_title").search(title):
        return _from_to(months)
    if season := pattern("seasons").search(title):
        spring = bool(season["spring"])
        return _school_term(int(season["year"]) - spring, autumn=not spring)
    census = pattern("census_of_title").search(title)
    if census and not years:
        known = dict(enumerate(entry("censuses")[census["of"]], start=1))
        return str(known.get(_number(census["number"]), ""))
    plan = pattern("plan_of_title").search(title)
    named_first = plan and (not years or plan.start() < title.find(str(years[0])))
    return years_of_plan(_number(plan["number"])) if plan and named_first else ""


def _from_to(found: re.Match[str]) -> str:
    """Return the months from 2023年12月 to 2024年11月."""
    return f"{found['first']}-{int(found['from']):02}/{found['last']}-{int(found['to']):02}"


def _school_term(year: int, *, autumn: bool) -> str:
    """Return the first or the second term of the school year that begins in a year."""
    return f"{year}-09/{year + 1}-01" if autumn else f"{year + 1}-02/{year + 1}-07"


def years_of_plan(number: int) -> str:
    """Return the years of a five-year plan in ISO 8601; empty for no number.

    >>> years_of_plan(14), years_of_plan(2)
    ('2021/2025', '1958/1962')
    """
    if number < _THIRD:
        return {1: "1953/1957", 2: "1958/1962"}.get(number, "")
    first = _START + 5 * (number - _THIRD)
    return f"{first}/{first + 4}"


_THIRD, _START = 3, 1966
"""After two plans and three years between, plans follow one another from the third."""


def _full_year(first: str, last: str) -> str:
    return last if len(last) == len(first) else first[: -len(last)] + last


def _reviewed(years: list[int], title: str, front: Front, day: str, text: str) -> int:
    """Return the year reviewed: of several the first, except that a plan alone is for its own.

    A report to deputies is called by the year in which it is given, which the day tells, or else the text.
    """
    year = min(years) if len(years) > 1 else years[0]
    by_its_year = front.kind in words("kinds_by_their_year") or pattern("by_its_year").search(title)
    if not by_its_year or len(years) > 1 or pattern("year_of_work").search(title):
        return year
    if day:
        return year - 1 if day.startswith(str(year)) and (day[5:7] or "01") <= "06" else year
    head = [int(found["year"]) for found in pattern("reviews_year").finditer(text)]
    return year if head and head[0] == year else year - 1


def _part(found: re.Match[str], year: int) -> str:
    """Return the months of a part of a year."""
    if found["half"]:
        first, last = (7, 12) if found["second"] else (1, 6)
    elif found["quarter"] or found["q"]:
        last = 3 * _number(found["quarter"] or found["q"])
        first = 1 if found["until"] else last - 2
    else:
        first, last = _number(found["from"] or "1"), _number(found["to"])
    return f"{year}-{first:02}/{year}-{last:02}" if first != last else f"{year}-{first:02}"


def _number(text: str) -> int:
    numeral = read_numeral(text)
    return int(numeral.value) if numeral else 0


def _in_review(front: Front, text: str) -> str:
    """Return the period that the head, or a heading, says is reviewed."""
    months = pattern("months_in_head").search(front.head)
    if months:
        return _from_to(months)
    found = pattern("reviews_year").search(text)
    return found["year"] if found else ""


def _of_text(front: Front, day: str) -> str:
    """Return the year by the meeting, or else by the day."""
    found = pattern("meeting").search(front.head)
    if found:
        return str(int(found["year"]) - 1)
    if not day:
        return ""
    year, month = int(day[:4]), int(day[5:7] or 1)
    return str(year - 1 if month <= _EARLY and front.kind not in words("kinds_planned") else year)


_OPENING = 600
"""Characters at the start that may state the day of publication."""
_EARLY = 6
"""A summary that is given in one of the first months reviews the year before."""


def day_of(front: Front) -> str:
    """Return the day of a document in ISO 8601: of the meeting or the signature, or else of the page."""
    # Where there is no title, the first lines are text.
    lines = [*(front.behind if front.lines else ()), *front.before]
    meeting = pattern("meeting_day").search(front.head)
    lines += [line for line in reversed(front.signed) if pattern("signed_on").search(line)]
    own = (line for line in lines if not pattern("page_line").search(line))
    of_page = _matched(pattern("issue_day").finditer(front.head[:_OPENING]))
    return next(iter(_days([*([meeting["day"]] if meeting else []), *own, *of_page])), "")


def _matched(found: Iterable[re.Match[str]]) -> list[str]:
    return [next(filter(None, match.groups())) for match in found]


def _days(lines: Iterable[str]) -> list[str]:
    found = (pattern("day_in_line").search(line) for line in lines)
    return [iso for day in found if day and (iso := iso_of(day[0]))]


def iso_of(day: str) -> str:
    """Return a date, or part of a year, in ISO 8601; empty where there is no such day."""
    try:
        return parse(day, form=DATE).period
    except FigureError:
        return ""


def _with_arabic_years(text: str) -> str:
    """Return a title with the years in it in Arabic digits: 二〇二四年."""
    return pattern("han_year").sub(lambda found: "".join(_digit(char) for char in found[0][:-1]) + "年", text)


def _digit(char: str) -> str:
    return "0" if char in "〇○Ｏ零" else str(DIGITS[char])
