"""What a table says of all its cells: above it, and in its corner."""

from collections.abc import Sequence
from typing import NamedTuple

from gouji.reading.draft.sections import REVIEW, Sentence
from gouji.reading.identity.dates import iso_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.tables.grid import Table
from gouji.reading.tables.headings import is_unit, months_in, of_caption, unit_in
from gouji.reading.tables.layout import is_number


class About(NamedTuple):
    """What a table says of all its cells.

    Attributes:
        topic: What its caption says it is about.
        unit: The unit above it, as printed.
        money: The unit of its amounts where nothing tells one: 元, of accounts in whole numbers.
        grows: Its caption is of growth alone: 居民消费价格涨跌幅度.
        year: The year that it is for; None where unknown.
        latest: The latest year of which the document can give outcomes; None where unknown.
        stage: How settled its figures are.
        section: The part of the document that it stands in.
        period: The period of that part.
        day: The day or the year at whose end all was so.
        months: The months of one year that it is for; empty for all.
        owners: Names of columns that say whose something is: 城镇居民.
        budget: Its document is a budget: what was planned for its year is what it tells of.
    """

    number: int
    topic: str
    unit: str
    money: str
    grows: bool
    year: int | None
    latest: int | None
    stage: str
    section: str
    period: str
    day: str = ""
    months: str = ""
    caption: str = ""
    owners: frozenset[str] = frozenset()
    budget: bool = False


def about_of(table: Table, captions: Sequence[str], before: Sentence | None, info: DocumentInfo) -> About:
    """Return what the lines above a table, the sentence before it and its document say of its cells."""
    unit, topic, grows, year = "", "", False, info.year
    days = [day for line in captions if (day := _as_of(line))]
    for line in (pattern("currency").sub("", line) for line in captions):
        stated = pattern("unit_line").search(line)
        unit = unit or (stated["unit"].strip("（()） ") if stated else _unit_above(line))
        rest = line[: stated.start()] + line[stated.end() :] if stated else line
        says = rest.strip("（()） ")
        if not topic and not pattern("blank_cell").fullmatch(says) and not pattern("no_topic").search(says):
            topic, grows = (
                of_caption(rest).removeprefix(info.publisher),
                bool(pattern("caption_of_growth").search(pattern("aside").sub("", rest).strip("（()） "))),
            )
            years = [int(found["year"]) for found in pattern("year_of_title").finditer(rest)]
            year = max(years, default=year)
    months = _months(table, captions, info, year)
    year = int(months[-7:-3]) if months else year
    latest = max(filter(None, (info.year, year)), default=None)
    stage = "preliminary" if info.preliminary else "actual"
    section, period = (before.section, before.period) if before else (REVIEW, str(info.year or ""))
    money, day = _money(table, info), next(iter(days), "")
    return About(
        table.number, topic, unit, money, grows, year, latest, stage, section, period, day, months,
        "".join(captions), budget=info.kind in words("kinds_of_budgets"),
    )  # fmt: skip


def _unit_above(line: str) -> str:
    """Return the unit that a line above a table gives in brackets, alone or not: 元，百分比除外."""
    asides = (found["unit"] for found in pattern("in_brackets").finditer(line))
    words = (word for aside in asides for word in pattern("between_units").split(aside))
    return unit_in(line) or next(filter(is_unit, words), "")


def _months(table: Table, captions: Sequence[str], info: DocumentInfo, year: int | None) -> str:
    """Return the months that a caption, the title, or a sentence above with the year says a table is for."""
    titles = (*captions, info.title) if year == info.year else captions
    said = next((months for line in titles if (months := months_in(line, year))), "")
    told = months_in(table.told, None) if info.year is None else ""
    until = pattern("until_month").search(table.told)
    if until and any(cell and pattern("in_total").search(cell.text) for cell in table.rows[0]):
        told = f"{until['year']}-01/{until['year']}-{int(until['month']):02}"
    # What is counted at a time is of no school year.
    in_months = "-" in info.period and not pattern("at_one_time").search(table.told)
    return said or told or (info.period if year == info.year and in_months else "")


def _as_of(line: str) -> str:
    """Return the day up to which a line above a table says that it tells; a year's last one as the year.

    Empty where it says none, or there is no such day.
    """
    found = pattern("as_of_day").search(line)
    day = iso_of("{year}年{month}月{day}日".format_map(found.groupdict())) if found else ""
    return day.removesuffix("-12-31")


def _money(table: Table, info: DocumentInfo) -> str:
    """Return 元 for the tables of budgets and accounts in whole numbers of seven digits and more."""
    if info.kind not in words("kinds_in_money"):
        return ""
    figures = [cell.text for row in table.rows for cell in row if cell is not None and is_number(cell.text)]
    longest = max(map(len, figures), default=0)
    return "元" if all("." not in text for text in figures) and longest > _MILLION else ""


_MILLION = len("999,999")
