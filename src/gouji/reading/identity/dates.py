"""The period that a document reviews, and its day."""

import re
from collections.abc import Iterable

from gouji.facts.figures.model import DATE, FigureError
from gouji.facts.figures.numerals import DIGITS, read_numeral
from gouji.facts.figures.parse import parse
from gouji.reading.identity.title import Front
from gouji.reading.lexicon.wording import entry, pattern, words


def period_of(front: Front, day: str, text: str) -> str:
    """Return the period that a document reviews in ISO 8601; empty where nothing tells it.

    Its day is as `day_of` returns it.
    """
    in_review = _in_review(front, text)
    titles = (front.title, *_periods_alone(front))
    named = (_in_title(plain_dates(title), front, day, text, in_review) for title in titles)
    by_its_year = _is_by_its_year(front)
    period = next(filter(None, named), "") or (_term_in_heading(front) if by_its_year else "")
    if not period and day and by_its_year:
        period = _of_text(front, day)
    in_name = _in_title(plain_dates(front.name), front, day, text, in_review)
    first, second = (in_review, in_name) if by_its_year else (in_name, in_review)
    period = period or first or second or _term_in_heading(front) or _of_text(front, day)
    if len(period) == 4 and by_its_year and _is_of_a_term(text):
        return f"{int(period) - 4}/{period}"
    return period


def _periods_alone(front: Front) -> list[str]:
    """Return the lines around the title that are only a period: （2024年）, 报告期：2024年1月1日—6月30日."""
    found = (pattern("period_line").fullmatch(plain_dates(line)) for line in (*front.before, *front.behind))
    return [line["period"] for line in found if line]


def _is_by_its_year(front: Front) -> bool:
    """Whether a document is called by the year in which it is given: a report to deputies."""
    named = f"{front.title} {front.page}"
    return front.kind in words("kinds_by_their_year") or bool(pattern("by_its_year").search(named))


def _term_in_heading(front: Front) -> str:
    """Return the years that a heading gives to the term reviewed: 过去五年工作回顾（2017—2021年）."""
    found = pattern("term_in_heading").search(front.head)
    return f"{found['first']}/{_full_year(found['first'], found['last'])}" if found else ""


def _is_of_a_term(text: str) -> bool:
    """Whether a report to deputies begins with the five years of a term, and not with the last of them."""
    return bool(pattern("term_reviewed").search(text)) and not pattern("one_year_reviewed").search(text)


def _in_title(title: str, front: Front, day: str, text: str, in_review: str) -> str:
    years = list(dict.fromkeys(int(found["year"]) for found in pattern("year_of_title").finditer(title)))
    special = _special_period(title, years)
    several = pattern("years_of_title").search(title)
    if several and not special and front.kind not in words("kinds_planned"):
        special = f"{several['first']}/{_full_year(several['first'], several['last'])}"
    if special:
        return special
    part = pattern("part_in_title").search(title)
    told = (in_review or _of_text(front, day) or _first_year(front))[:4]
    if not years and not (part and told):
        return ""
    year = _reviewed(years, title, front, day, text) if years else int(told)
    return _part(part, year) if part else str(year)


def _first_year(front: Front) -> str:
    found = pattern("year_of_title").search(front.head)
    return found["year"] if found else ""


def _special_period(title: str, years: list[int]) -> str:
    """Return the period of a title that names a school year, months of two years, a census or a plan."""
    if days := pattern("days_of_title").search(title):
        return _of_days(days)
    if school := pattern("school_year").search(title):
        year = int(school["year"])
        term = school["term"] and _school_term(year, autumn=bool(school["first"]))
        return term or f"{year}-09/{year + 1}-08"
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


def _of_days(found: re.Match[str]) -> str:
    """Return the months from 2023年7月1日 to 2024年6月30日; a year from 1月1日 to 12月31日."""
    last = found["last"] or found["first"]
    begin, end = int(found["from"]), int(found["to"])
    if found["first"] == last and (begin, end) == (1, 12):
        return last
    return f"{found['first']}-{begin:02}/{last}-{end:02}"


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
    if not _is_by_its_year(front) or len(years) > 1 or pattern("year_of_work").search(title):
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
    if found and not day.startswith(found["year"]):
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
    lines += [line for line in reversed(front.signed) if pattern("signed_on").search(plain_dates(line))]
    own = (line for line in lines if not pattern("page_line").search(line) and not _is_period(line))
    issued = pattern("issue_day").finditer(front.head[:_OPENING])
    of_page = [next(filter(None, match.groups())) for match in issued]
    return next(iter(_days([*([meeting["day"]] if meeting else []), *own, *of_page])), "")


def day_signed(front: Front, period: str) -> str:
    """Return the day of a signature that leaves out its year: the first one behind the period reviewed."""
    lines = (pattern("signed_without_year").search(plain_dates(line)) for line in reversed(front.signed))
    found, last = next(filter(None, lines), None), period.rpartition("/")[2]
    if not found or not last:
        return ""
    following = int(found["month"]) < int(last[5:7] or 12)
    return iso_of(f"{int(last[:4]) + following}年{found['month']}月{found['day']}日")


def _is_period(line: str) -> bool:
    return pattern("period_line").fullmatch(plain_dates(line)) is not None


def _days(lines: Iterable[str]) -> list[str]:
    found = (pattern("day_in_line").search(plain_dates(line)) for line in lines)
    return [iso for day in found if day and (iso := iso_of(day[0]))]


def iso_of(day: str) -> str:
    """Return a date, or part of a year, in ISO 8601; empty where there is no such day."""
    try:
        return parse(day, form=DATE).period
    except FigureError:
        return ""


def plain_dates(text: str) -> str:
    """Return a line with the years, months and days in it in Arabic digits.

    >>> plain_dates("二〇二四年十二月二十六日"), plain_dates("25年元月6日")
    ('2024年12月26日', '2025年1月6日')
    """
    text = pattern("han_year").sub(lambda found: "".join(map(_digit, found[0][:-1])) + "年", text)
    text = pattern("short_year").sub("20\\g<0>", pattern("first_month").sub("1月", text))
    return pattern("han_month_or_day").sub(lambda found: str(_number(found[0])), text)


def _digit(char: str) -> str:
    return "0" if char in "〇○Ｏ零0" else str(DIGITS[char])
