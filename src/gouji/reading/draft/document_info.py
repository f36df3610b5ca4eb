"""What a document is: its place, its kind, and the year that it reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.facts.figures.model import DATE, FigureError
from gouji.facts.figures.parse import parse
from gouji.reading.lexicon.organisations import PROVINCES, short_of

_HEAD = 3000
"""Characters at the start of a document that identify it."""
_YEAR = "(?P<year>(?:19|20)[0-9]{2})[ \u00a0]?年"
_REPORT = re.compile(f"{_YEAR}(?:[^\n。，、]{{0,16}})(?:政府工作报告|政府工作的?报告)")
_MEETING = re.compile(
    f"{_YEAR}[ \u00a0]?[0-9]{{1,2}}[ \u00a0]?月[ \u00a0]?[0-9]{{1,2}}[ \u00a0]?日"
    "[^\n。]{0,24}(?:代表大会|人大)[^\n。]{0,12}会议"
)
_OPENING = 600
"""Characters at the start that may state the day of publication."""
_DAY = "(?:19|20)[0-9]{2}[ \u00a0]?年[ \u00a0]?[0-9]{1,2}[ \u00a0]?月[ \u00a0]?[0-9]{1,2}[ \u00a0]?日"
_HAN_DAY = "[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_ISO_DAY = "(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]"
_MEETING_DAY = re.compile(f"(?P<day>{_DAY}|{_HAN_DAY})[^\n。]{{0,32}}(?:代表大会|人大)[^\n。]{{0,12}}会议")
_ISSUE_DAY = re.compile(
    f"(?:发布|发表|成文|印发)?(?:时间|日期)[：:][ \u00a0]*(?P<day>{_DAY}|{_HAN_DAY}|{_ISO_DAY})"
    f"|^[ \u3000—]*(?P<line>{_DAY}|{_ISO_DAY})(?=[ \u00a0]*(?:$|来源|[0-2]?[0-9][:：时]))",
    re.MULTILINE,
)
_BULLETIN = re.compile(f"{_YEAR}(?:[^\n。，]{{0,24}})(?:统计公报|综述|工作总结|开展情况|总结报告)")
_REVIEW = re.compile(f"^[ \u3000]*一、{_YEAR}[^\n。，]{{0,16}}(?:回顾|工作|成就|成绩)", re.MULTILINE)
_TO_DEPUTIES = re.compile("各位代表|政府工作报告")
_YEAR_IN_NAME = re.compile("(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])")
_PUBLISHER = re.compile(
    f"(?P<place>{'|'.join(PROVINCES)})"
    "(?:人民政府|政府工作报告|第[一二三四五六七八九十]+届人民代表大会|[0-9]{0,4}年?国民经济)"
)
_PROVINCIAL_BODY = "(?<![一-鿿])省(?:委|人大|政协|政府|发展|[一-鿿]{1,6}(?:厅|局|委|联|院|会))"
_NATIONAL = re.compile("国务院总理|代表国务院|全国人民代表大会第")


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
    report = bool(_TO_DEPUTIES.search(head))
    year = _year(name, head, text, report=report)
    return DocumentInfo(year, _place(name, head), report, _published(head[:_OPENING], year))


def _year(name: str, head: str, text: str, *, report: bool) -> int | None:
    bulletin = _BULLETIN.search(head)
    if bulletin and not report:
        return int(bulletin["year"])
    found = _REPORT.search(head) or _MEETING.search(head)
    if found:
        return int(found["year"]) - 1
    review = _REVIEW.search(text)
    if review:
        return int(review["year"])
    named = _YEAR_IN_NAME.search(name)
    return int(named["year"]) - report if named else None


def _published(opening: str, year: int | None) -> str:
    """Return the later of the days of the meeting and of the page; none before the year reviewed."""
    found = [*_MEETING_DAY.finditer(opening), *_ISSUE_DAY.finditer(opening)]
    days = [_iso(next(filter(None, match.groups()))) for match in found]
    return max((day for day in days if day and (year is None or int(day[:4]) >= year)), default="")


def _iso(day: str) -> str:
    try:
        return parse(day, form=DATE).period
    except FigureError:
        return ""


def _place(name: str, head: str) -> str:
    found = _PUBLISHER.search(head)
    if found:
        return found["place"]
    if _NATIONAL.search(head):
        return "全国"
    named = next((place for place in PROVINCES if place in name or short_of(place) in name), "")
    if named or not re.search(_PROVINCIAL_BODY, head):
        return named
    # The text leaves its own province out of names (省人大机关): it is the one mentioned most.
    counts = {place: head.count(short_of(place)) for place in PROVINCES if place.endswith(("省", "自治区"))}
    most = max(counts, key=lambda place: counts[place])
    return most if counts[most] else ""
