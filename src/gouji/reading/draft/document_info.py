"""What a document is: whose, of which kind, and which year it reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gouji.facts.figures.dates import read_date
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.text import normalise
from gouji.reading.lexicon.places import PROVINCES, short_of

_HEAD = 3000
"""A document says within its first characters what it is."""
_YEAR = "(?P<year>(?:19|20)[0-9]{2})[ \u00a0]?年"
_REPORT = re.compile(f"{_YEAR}(?:[^\n。，、]{{0,16}})(?:政府工作报告|政府工作的?报告)")
_MEETING = re.compile(
    f"{_YEAR}[ \u00a0]?[0-9]{{1,2}}[ \u00a0]?月[ \u00a0]?[0-9]{{1,2}}[ \u00a0]?日"
    "[^\n。]{0,24}(?:代表大会|人大)[^\n。]{0,12}会议"
)
_OPENING = 600
"""On which day a document was published is said before it begins."""
_DAY = "(?:19|20)[0-9]{2}[ \u00a0]?年[ \u00a0]?[0-9]{1,2}[ \u00a0]?月[ \u00a0]?[0-9]{1,2}[ \u00a0]?日"
_HAN_DAY = "[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_ISO_DAY = "(?:19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]"
_HELD = re.compile(f"(?P<day>{_DAY}|{_HAN_DAY})[^\n。]{{0,32}}(?:代表大会|人大)[^\n。]{{0,12}}会议")
_ISSUED = re.compile(
    f"(?:发布|发表|成文|印发)?(?:时间|日期)[：:][ \u00a0]*(?P<day>{_DAY}|{_HAN_DAY}|{_ISO_DAY})"
    f"|^[ \u3000—]*(?P<line>{_DAY}|{_ISO_DAY})(?=[ \u00a0]*(?:$|来源|[0-2]?[0-9][:：时]))",
    re.MULTILINE,
)
_BULLETIN = re.compile(f"{_YEAR}(?:[^\n。，]{{0,24}})(?:统计公报|综述|工作总结|开展情况|总结报告)")
_REVIEW = re.compile(f"^[ \u3000]*一、{_YEAR}[^\n。，]{{0,16}}(?:回顾|工作|成就|成绩)", re.MULTILINE)
_BEFORE_DEPUTIES = re.compile("各位代表|政府工作报告")
_NAMED = re.compile("(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])")
_PUBLISHER = re.compile(
    f"(?P<place>{'|'.join(PROVINCES)})"
    "(?:人民政府|政府工作报告|第[一二三四五六七八九十]+届人民代表大会|[0-9]{0,4}年?国民经济)"
)
_OWN = re.compile("(?<![一-鿿])省(?:委|人大|政协|政府|发展|[一-鿿]{1,6}(?:厅|局|委|联|院|会))")
_STATE = re.compile("国务院总理|代表国务院|全国人民代表大会第")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of a document as a whole.

    Attributes:
        year: The year that it reviews; None where nothing tells it.
        place: The place whose summary it is: ``四川省``, ``全国``; empty where nothing tells it.
        report: It is a report to deputies, which also sets the targets of the year after.
        published: The day on which it was published, or read to deputies; empty where nothing tells it.
    """

    year: int | None = None
    place: str = ""
    report: bool = False
    published: str = ""


def occasion_of(name: str, text: str) -> Occasion:
    """Read from its head, and then from its name, what a document is.

    Args:
        name: The file's name; may hold a year and a province.
        text: The whole text.
    """
    head = text[:_HEAD]
    report = bool(_BEFORE_DEPUTIES.search(head))
    year = _year(name, head, text, report=report)
    return Occasion(year, _place(name, head), report, _published(head[:_OPENING], year))


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
    named = _NAMED.search(name)
    if named:
        return int(named["year"]) - report
    return None


def _published(opening: str, year: int | None) -> str:
    """The later of the day of the meeting and the day of the page; none before the year that is reviewed."""
    said = [*_HELD.finditer(opening), *_ISSUED.finditer(opening)]
    days = [_iso(next(filter(None, found.groups()))) for found in said]
    return max((day for day in days if day and (year is None or int(day[:4]) >= year)), default="")


def _iso(day: str) -> str:
    try:
        figure = read_date(normalise(day).replace("○", "零").replace("〇", "零"))
    except FigureError:
        return ""
    return figure.period if figure else ""


def _place(name: str, head: str) -> str:
    found = _PUBLISHER.search(head)
    if found:
        return found["place"]
    if _STATE.search(head):
        return "全国"
    named = next((place for place in PROVINCES if place in name or short_of(place) in name), "")
    return named or _most_named(head)


def _most_named(head: str) -> str:
    """The province that a text of names without a province (省人大机关) names most."""
    if not _OWN.search(head):
        return ""
    counted = {place: head.count(short_of(place)) for place in PROVINCES if place.endswith(("省", "自治区"))}
    most = max(counted, key=lambda place: counted[place])
    return most if counted[most] else ""
