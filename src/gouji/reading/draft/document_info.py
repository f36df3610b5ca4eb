"""What a document is: its place, its kind, and the year that it reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.facts.figures.model import DATE, FigureError
from gouji.facts.figures.parse import parse
from gouji.reading.lexicon.organisations import PROVINCES, short_of
from gouji.reading.lexicon.wording import pattern

_HEAD = 3000
"""Characters at the start of a document that identify it."""
_OPENING = 600
"""Characters at the start that may state the day of publication."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document as a whole.

    Attributes:
        year: The year that it reviews; None where unknown.
        place: The place whose summary it is: ``四川省``, ``全国``; empty where unknown.
        report: It is a report to deputies, which also sets the targets of the next year.
        published: The day on which it was published, or read to deputies; empty where unknown.
    """

    year: int | None = None
    place: str = ""
    report: bool = False
    published: str = ""


def document_info(name: str, text: str) -> DocumentInfo:
    """Read what a document is from its beginning, then from its name.

    Args:
        name: The file's name, which may contain a year and a province.
        text: The whole text.
    """
    head = text[:_HEAD]
    report = bool(pattern("to_deputies").search(head))
    year = _year(name, head, text, report=report)
    return DocumentInfo(year, _place(name, head), report, _published(head[:_OPENING], year))


def _year(name: str, head: str, text: str, *, report: bool) -> int | None:
    bulletin = pattern("bulletin").search(head)
    if bulletin and not report:
        return int(bulletin["year"])
    found = pattern("report_title").search(head) or pattern("meeting").search(head)
    if found:
        return int(found["year"]) - 1
    review = pattern("review_heading").search(text)
    if review:
        return int(review["year"])
    named = pattern("year_in_name").search(name)
    return int(named["year"]) - report if named else None


def _published(opening: str, year: int | None) -> str:
    """Return the later of the days of the meeting and of the page; none before the year reviewed."""
    found = [*pattern("meeting_day").finditer(opening), *pattern("issue_day").finditer(opening)]
    days = [_iso(next(filter(None, match.groups()))) for match in found]
    return max((day for day in days if day and (year is None or int(day[:4]) >= year)), default="")


def _iso(day: str) -> str:
    try:
        return parse(day, form=DATE).period
    except FigureError:
        return ""


def _place(name: str, head: str) -> str:
    found = re.search(f"({'|'.join(PROVINCES)})(?:{pattern('publisher_behind').pattern})", head)
    if found:
        return found[1]
    if pattern("national").search(head):
        return "全国"
    named = next((place for place in PROVINCES if place in name or short_of(place) in name), "")
    if named or not pattern("provincial_body").search(head):
        return named
    # The text leaves its own province out of names (省人大机关): it is the one mentioned most.
    provinces = filter(pattern("has_offices").search, PROVINCES)
    counts = {place: head.count(short_of(place)) for place in provinces}
    most = max(counts, key=lambda place: counts[place])
    return most if counts[most] else ""
