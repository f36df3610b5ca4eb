"""What a header or a stub says of its cells, and names of parts put together with those of the wholes."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Self

from gouji.facts.figures.dates import read_date
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import POINTS, UNITS, without_scale
from gouji.reading.lexicon.wording import ending, pattern, patterns
from gouji.reading.numbered import value_of_count

LEVEL, MEAN, GROWTH, CHANGE, SHARE = "level", "mean", "growth", "change", "share"
COMPLETION = "completion"
NOW, BEFORE, AT_END, AT_BEGINNING = "now", "before", "end", "beginning"


class Heading(NamedTuple):
    """What one heading says; what it leaves open is empty.

    Attributes:
        name: The thing, without all that follows.
        unit: The unit as printed, with its scale: ``万元``.
        measure: What is stated of it, as in the fact table.
        when: A year in four digits, or ``now``, ``before``, ``end``, ``beginning`` by the document's period,
            or months of its year (``-03``, ``-04/-06``).
        planned: It was planned, no outcome.
        total: It is the total of its siblings.
        whole: What a heading above a total says that it is the total of.
        divides: It says by what those below it are told apart: 按城乡分.
        base: The year that a change is against, or ``beginning``.
        moves: It says what was added or taken off: 本年减少.
        among: It is one of those in the column before it (其中).
        scope: On what terms it is told beside others of its time: 调整前, 调整后.
    """

    name: str = ""
    unit: str = ""
    measure: str = ""
    when: str = ""
    planned: bool = False
    total: bool = False
    whole: str = ""
    divides: bool = False
    base: str = ""
    moves: bool = False
    among: bool = False
    scope: str = ""

    def under(self, upper: Self) -> Self:
        """Return what both say, this one below the other, whose name matters if this one says little."""
        name = self.name
        if upper.name and pattern("counts_alone").fullmatch(name):
            name = upper.name
        if (not name and not self.total) or pattern("says_little_alone").fullmatch(name):
            name = f"{upper.name}{name}" if name in upper.name else within(upper.name, name)
        return self._replace(
            name=name,
            unit=self.unit or upper.unit,
            measure=self.measure or ("" if name and upper.moves else upper.measure),
            when=self.when or upper.when,
            planned=self.planned or upper.planned,
            whole=upper.name if self.total and not self.name else "",
            divides=self.divides or upper.divides,
            base=self.base or upper.base,
            moves=self.moves or upper.moves,
            among=self.among or upper.among,
            scope=self.scope or upper.scope,
        )


@lru_cache(maxsize=4096)
def unit_in(text: str) -> str:
    """Return the unit that a heading gives in brackets, or behind a comma; empty where it gives none.

    >>> unit_in("产值（亿元）"), unit_in("比上年增长 %"), unit_in("收入（含税）")
    ('亿元', '%', '')
    """
    for found in pattern("in_brackets").finditer(text):
        if is_unit(found["unit"]):
            return found["unit"].strip()
    tail = pattern("behind_a_comma").split(text)[-1]
    if tail != text and is_unit(tail):
        return tail
    return "%" if pattern("percent").search(text) else ""


@lru_cache(maxsize=4096)
def is_unit(word: str) -> bool:
    """Return whether a word is a unit that the grammar of figures knows, with or without a scale."""
    word = word.strip()
    bare = without_scale(word)
    if bare in UNITS or word in UNITS:
        return True
    head, _, tail = bare.partition("/")
    return bool(tail) and head in UNITS


def is_readable(unit: str) -> bool:
    """Return whether a figure can have this unit: any that a column of units names."""
    try:
        return bool(parse(f"1{unit}").unit)
    except FigureError:
        return False


@lru_cache(maxsize=4096)
def column_heading(text: str) -> Heading:
    """Read a header.

    >>> column_heading("2023年比上年增长（%）")[1:4]
    ('%', 'growth', '2023')
    """
    unit, rest = unit_in(text), _plain(text)
    restated = pattern("restated").search(rest)
    rest = _without(restated) if restated else rest
    if pattern("names_a_division").search(rest):
        return Heading(unit=unit, divides=True)
    against = pattern("against").search(rest)
    base = pattern("year_cell").search(against[0]) if against else None
    measure, rest = _measure(rest)
    if measure == CHANGE and patterns("measures")[SHARE].fullmatch(rest):
        # A change in a share is of what has that share.
        rest, unit = "", unit or POINTS
    when, rest = _when(rest.strip(_BLANKS))
    planned = pattern("planned").search(rest)
    rest = pattern("settled").sub("", pattern("planned").sub("", rest))
    total = bool(pattern("total_row").fullmatch(rest) or pattern("ends_in_total").search(rest))
    rest = "" if pattern("total_row").fullmatch(rest) else pattern("says_nothing").sub("", rest)
    rest = "" if pattern("stub_header").fullmatch(rest) else pattern("among_them").sub("", rest)
    cumulated = pattern("in_total").match(_plain(text)) if measure == SHARE else None
    rest = f"{cumulated[0]}{rest}" if cumulated and not rest else rest
    if measure == CHANGE and patterns("measures")["rank"].search(rest):
        rest, unit = patterns("measures")["rank"].sub("", rest), unit or "位"
    counted = pattern("counted_unit").search(rest)
    unit = unit or (counted["unit"] if counted and not measure else "")
    since = _since(against[0], base) if against and measure in {GROWTH, CHANGE} else ""
    moves = measure == GROWTH and not unit and not against and bool(pattern("of_movement").search(text))
    return Heading(
        rest.strip(_BLANKS), unit, measure, when, bool(planned), total, base=since, moves=moves,
        among=pattern("among_them").match(text) is not None, scope=restated[0] if restated else "",
    )  # fmt: skip


def _since(against: str, year: re.Match[str] | None) -> str:
    """Return what a change is against: a year, or how the year began; empty for the year before."""
    began = pattern("as_the_year_began").search(against)
    return year["year"] if year else AT_BEGINNING if began else ""


_BLANKS = " 　,，、:：%％/"


def _plain(text: str) -> str:
    """Return a heading without footnote marks, formulas, units and asides that explain it."""
    text = pattern("in_brackets").sub(lambda found: "" if is_unit(found["unit"]) else found[0], text)
    text = _without_asides(text)
    parts = pattern("behind_a_comma").split(text)
    return "".join(parts[:-1]) if len(parts) > 1 and is_unit(parts[-1]) else text


def _without_asides(text: str) -> str:
    text = pattern("formula").sub("", pattern("footnote_mark").sub("", text))
    return "".join(pattern("explains").sub("", text).split())


def _measure(text: str) -> tuple[str, str]:
    """Return what a heading states of a thing, and the heading without that and what it is against."""
    rest = pattern("against").sub("", text)
    if change := pattern("of_change").search(rest):
        return CHANGE, _without(change)
    for measure, stated in patterns("measures").items():
        found = stated.search(rest)
        if found and _is_amount(measure, rest, found.end()):
            return "", text
        if found:
            return measure, _without(found)
    return (GROWTH if rest != text else ""), rest


def _without(found: re.Match[str]) -> str:
    """Return the text that something was found in, without that."""
    return found.string[: found.start()] + found.string[found.end() :]


def _is_amount(measure: str, text: str, end: int) -> bool:
    """Whether it is no measure: 本期增加股数 is an amount, the 比率 of one thing to another no share."""
    if measure == GROWTH:
        added = pattern("counts_additions").match(text, end)
        return added is not None or pattern("flow_of_stock").fullmatch(text) is not None
    return measure == SHARE and pattern("is_a_ratio").search(text) is not None


def _when(text: str) -> tuple[str, str]:
    dated = pattern("dated").search(text)
    if dated and (when := _dated("".join(dated[0].split()))):
        return when, _without(dated)
    if year := pattern("year_cell").search(text):
        before, rest = text[: year.start()], text[year.end() :]
        begins = pattern("start_of_year").match(rest)
        when = str(int(year["year"]) - 1) if begins else year["year"]
        return when, before + (rest[begins.end() :] if begins else pattern("ends_of_year").sub("", rest))
    if part := pattern("part_of_the_year").fullmatch(text):
        return _part_of_year(part), ""
    told = ((when, said.search(text)) for when, said in patterns("when").items())
    return next(((when, _without(found)) for when, found in told if found), ("", text))


def _dated(text: str) -> str:
    """Return a date in ISO 8601; a year's last day as the year, its first as the one before.

    >>> _dated("2024年12月31日"), _dated("2024年1月1日"), _dated("2024年1—6月"), _dated("2021—2024年")
    ('2024', '2023', '2024-01/2024-06', '2021/2024')
    """
    try:
        figure = read_date(text)
    except FigureError:
        return ""
    day = figure.period if figure else ""
    return str(int(day[:4]) - 1) if day.endswith("-01-01") else day.removesuffix("-12-31")


def months_in(text: str, year: int | None) -> str:
    """Return the months that a text says first, of its own year or a known one; empty for all."""
    found = pattern("months_of_year").search(text)
    if not found or not (found["year"] or year):
        return ""
    months = _dated(found[0] if found["year"] else f"{year}年{found[0]}")
    return "" if months.endswith("-12") and "-01/" in months else months


def _part_of_year(found: re.Match[str]) -> str:
    """Return months of the document's year: ``-04/-06`` for 第二季度, ``-03`` for 3月."""
    if found["quarter"]:
        last = 3 * (value_of_count(found["quarter"]) or 0)
        return f"-{last - 2:02}/-{last:02}"
    if found["half"]:
        return "-01/-06" if found["half"] == "上" else "-07/-12"
    month = value_of_count(found["month"]) or 0
    return f"-{month:02}" if 0 < month <= 12 else ""


class Stub(NamedTuple):
    """What the stub of a row says.

    Attributes:
        rank: How it is numbered: 0 not at all, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for ①.
        among: Width of the mark that it is one of those in the row before it (其中, #); 0 for none.
    """

    heading: Heading
    rank: int = 0
    among: int = 0


@lru_cache(maxsize=4096)
def stub_heading(text: str, *, bare: bool = False) -> Stub:
    """Read the stub of a row; a *bare* one gives no units, since the headers of all columns do.

    >>> stub_heading("（一）粮食产量（万吨）").heading.name, stub_heading("#新能源汽车").among
    ('粮食产量', 1)
    """
    among = pattern("among_them").match(text)
    rest = pattern("plus_or_minus").sub("", text[among.end() :] if among else text, count=1)
    numbered = pattern("enumerated").match(rest)
    rank = 1 + _RANKS.index(str(numbered.lastgroup)) if numbered else 0
    rest = rest[numbered.end() :] if numbered else rest
    among = among or pattern("among_them").match(rest)
    rest = pattern("among_them").sub("", rest, count=1) if among else rest
    width = len("".join(among[0].split())) if among else 0
    unit, plain = ("", _without_asides(rest)) if bare else (unit_in(rest), _plain(rest))
    measure, name = _measure(plain)
    # A measure is told at the end: 增速 in 增速换挡 is none; 现金净增加额 is against nothing, and a level.
    told = measure and plain.startswith(name)
    if measure == GROWTH and name and not pattern("against").search(plain) and _when(name)[1] == "":
        # 当年净增 is an amount of its year.
        told = False
    if not told or (measure == CHANGE and name and not pattern("against").search(plain)):
        measure, name = "", plain
    unit = unit or (unit_in(rest) if measure else "")
    total = bool(pattern("total_row").fullmatch(name) or pattern("ends_in_total").search(name))
    when, of_time = _when(pattern("ends_in_total").sub("", name))
    if when and not pattern("says_nothing").sub("", of_time) and when not in {NOW, AT_END, AT_BEGINNING}:
        return Stub(Heading(when=when, unit=unit, measure=measure, total=total), rank, width)
    heading = Heading(name.strip(" 　:：,，"), unit, measure, "", planned=False, total=total)
    return Stub(heading, rank, width)


_RANKS = ("one", "two", "three", "four", "five")


def joined(headings: Iterable[Heading]) -> Heading:
    """Return what headings from top to bottom say together."""
    found = Heading()
    for heading in headings:
        found = heading.under(found)
    return found


def of_caption(line: str) -> str:
    """Return what the line above a table says it is about, without its number, year and form.

    >>> of_caption("表2 2024年主要工业产品产量及其增长速度")
    '工业产品产量'
    """
    text, before = pattern("caption_mark").sub("", line, count=1), ""
    while text != before:
        before = text
        text = pattern("caption_filler").sub("", text).strip(" 　,，、:：")
    return text


def head_of_caption(topic: str) -> str:
    """Return the noun of quantity that a topic ends with (产量, 投资), the longest; empty for none."""
    return ending(topic, "caption_heads")


def together(one: str, two: str) -> str:
    """Return two names as one, without repeating what the first ends and the second begins with."""
    if two in one:
        return one
    size = next((size for size in range(min(len(one), len(two)), 1, -1) if one.endswith(two[:size])), 0)
    return one + two[size:]


def within(whole: str, part: str) -> str:
    """Return what a part is called with the name of what it is part of.

    The quantity goes last; one that both end with is said once.

    >>> within("货物运输总量", "公路"), within("债务限额", "一般债务"), within("行政复议", "结果维持")
    ('公路货物运输总量', '一般债务限额', '行政复议结果维持')
    >>> within("住户贷款", "短期贷款")
    '住户短期贷款'
    """
    if whole in part or part in whole:
        return max(whole, part, key=len)
    noun = next((part[at:] for at in range(len(part) - 1) if whole.endswith(part[at:])), "")
    if pattern("names_quantity").search(noun) and not pattern("of_one_head").search(whole):
        return whole.removesuffix(noun) + part
    overlaps = together(part, whole) != part + whole
    if overlaps or is_counted_by(whole, part):
        return together(part, whole)
    return together(whole, part)


def is_counted_by(upper: str, name: str) -> bool:
    """Whether the upper name has the quantity that a name lacks: 问题数量 over 查出."""
    quantity = pattern("names_quantity")
    return quantity.search(upper) is not None and quantity.search(name) is None
