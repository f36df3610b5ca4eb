"""From text to facts: the tables' cells read as what they are.

Runs behind the schema: a cell that it found faulty is taken for empty here, and its row carries
the trouble, so that every binding with that row is told as unchecked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from gouji.facts import table as t
from gouji.facts.dimensions import Dimensions, Entity, Indicator, Summary
from gouji.facts.editions import read_edition
from gouji.facts.figures import FigureError, parse
from gouji.facts.intervals import Interval, exact
from gouji.facts.keys import Filing, Key
from gouji.facts.periods import Period
from gouji.facts.table import Fact, Facts, Trouble, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from gouji.facts.figures import Figure
    from gouji.facts.keys import Family
    from gouji.facts.load import Tables

Cells = dict[str, Any]
BadCell = tuple[str, int, str]
"""Table, position of the row, column."""

_Row = TypeVar("_Row", Summary, Entity, Indicator)


def assemble(
    tables: Tables,
    bad: AbstractSet[BadCell],
    joined: Iterable[Family],
    texts: Mapping[str, str],
    changed: Mapping[str, str] | None = None,
    *,
    drafted: bool = False,
) -> Facts:
    """Return the typed facts of sound and faulty rows alike.

    Args:
        tables: What the loader read.
        bad: The cells that the schema found faulty.
        joined: Names of indicators that relations join.
        texts: The source texts at hand, by summary id.
        changed: Texts that are called as a summary and have another hash, by summary id.
        drafted: Whether the facts were drafted from the texts.
    """
    dimensions, troubles = _dimensions(tables, bad)
    filing = Filing.of(dimensions, joined)
    rows = tuple(
        _fact(cells, trouble or _inherited(cells, troubles), filing)
        for cells, trouble in _sound_cells("facts", tables.facts, bad)
    )
    return Facts(rows, dimensions, texts, changed or {}, drafted)


def _sound_cells(
    name: str, frame: pd.DataFrame, bad: AbstractSet[BadCell]
) -> Iterator[tuple[Cells, Trouble | None]]:
    faulty: dict[int, list[str]] = {}
    for table, row, column in bad:
        if table == name:
            faulty.setdefault(row, []).append(column)
    names = list(frame.columns)
    for row, values in enumerate(zip(*(frame[name].tolist() for name in names), strict=True)):
        cells: dict[str, Any] = dict(zip(names, values, strict=True))
        if row not in faulty:
            yield cells, None
            continue
        trouble = Trouble(cells[t.FILE], cells[t.LINE], tuple(faulty[row]))
        yield cells | dict.fromkeys(faulty[row], ""), trouble


def _dimensions(
    tables: Tables, bad: AbstractSet[BadCell]
) -> tuple[Dimensions, Mapping[tuple[str, str], Trouble]]:
    """Return the dimension tables, and the faulty ones of their rows by table and id."""
    troubles: dict[tuple[str, str], Trouble] = {}

    def read(name: str, frame: pd.DataFrame, make: Callable[[Cells], _Row]) -> dict[str, _Row]:
        rows: dict[str, _Row] = {}
        for cells, trouble in _sound_cells(name, frame, bad):
            row = make(cells)
            rows[row.id] = row
            if trouble:
                troubles[name, row.id] = trouble
        return rows

    dimensions = Dimensions(
        read("summaries", tables.summaries, _summary),
        read("entities", tables.entities, _entity),
        read("indicators", tables.indicators, _indicator),
    )
    return dimensions, troubles


def _summary(cells: Cells) -> Summary:
    return Summary(*(cells[column] for column in t.SUMMARY_COLUMNS))


def _entity(cells: Cells) -> Entity:
    return Entity(
        id=cells[t.ID],
        name=cells[t.NAME] or cells[t.ID],
        aliases=t.items(cells[t.ALIASES]),
        kind=cells[t.KIND],
        side=cells[t.SIDE],
        level=cells[t.LEVEL],
        function=cells[t.FUNCTION],
        counterpart=t.items(cells[t.COUNTERPART]),
        since=cells[t.SINCE],
        until=cells[t.UNTIL],
    )


def _indicator(cells: Cells) -> Indicator:
    return Indicator(
        id=cells[t.ID],
        name=cells[t.NAME] or cells[t.ID],
        aliases=t.items(cells[t.ALIASES]),
        unit=t.items(cells[t.UNIT]),
        basis=cells[t.BASIS],
        area=cells[t.AREA],
        adds_to=cells[t.ADDS_TO],
        growth_price=cells[t.GROWTH_PRICE],
        removable=t.flag(cells[t.REMOVABLE]),
        edition=read_edition(cells[t.EDITION]) if cells[t.EDITION] else None,
        revisable=t.flag(cells[t.REVISABLE]),
        bounded=t.flag(cells[t.BOUNDED]),
        better=cells[t.BETTER],
    )


def _fact(cells: Cells, trouble: Trouble | None, filing: Filing) -> Fact:
    members = t.items(cells[t.MEMBERS])
    form = cells[t.FORM] or ("list" if members else "")
    reading = _reading(cells[t.QUOTE], cells[t.SECTION], form)
    given = _given(cells)
    hard = given if given is not None else (reading.hard if reading else None)
    unit = cells[t.UNIT] or (reading.unit if reading else "")
    subject, partner = t.items(cells[t.SUBJECT]), t.items(cells[t.PARTNER])
    told = Key(
        cells[t.INDICATOR], cells[t.MEASURE], cells[t.BASE], "", cells[t.PERIOD], cells[t.SCOPE], unit
    )  # fmt: skip
    keys = filing.keys(told, cells[t.SECTION], (*subject, *partner), subject)
    return Fact(
        file=cells[t.FILE],
        line=int(cells[t.LINE]),
        id=cells[t.ID],
        summary=cells[t.SUMMARY],
        section=cells[t.SECTION],
        form=form or (reading.form if reading else ""),
        subject=subject,
        partner=partner,
        alone=cells[t.ALONE],
        indicator=cells[t.INDICATOR],
        measure=cells[t.MEASURE],
        base=cells[t.BASE],
        period=Period.read(cells[t.PERIOD]) if cells[t.PERIOD] else None,
        scope=cells[t.SCOPE],
        stage=cells[t.STAGE],
        quote=cells[t.QUOTE],
        start=int(cells[t.START]) if cells[t.START] else None,
        end=int(cells[t.END]) if cells[t.END] else None,
        given=given,
        given_unit=cells[t.UNIT],
        reading=reading,
        hard=hard,
        soft=_soft(hard, reading),
        unit=unit,
        whole=tuple(_whole(item) for item in t.items(cells[t.WHOLE])),
        complete=t.flag(cells[t.COMPLETE]),
        members=members,
        key=keys.key,
        matter=keys.matter,
        act=keys.act,
        trouble=trouble,
    )


def _inherited(cells: Cells, troubles: Mapping[tuple[str, str], Trouble]) -> Trouble | None:
    """A faulty dimension row troubles every fact that names it."""
    if not troubles:
        return None
    names = [("summaries", cells[t.SUMMARY]), ("indicators", cells[t.INDICATOR])]
    names += [("entities", party) for column in (t.SUBJECT, t.PARTNER) for party in t.items(cells[column])]
    return next((troubles[name] for name in names if name in troubles), None)


def _reading(quote: str, section: str, form: str) -> Figure | None:
    if form == "pairing" or not quote:
        return None
    try:
        return parse(quote, section=section, form=form or None)
    except FigureError:
        return None


def _given(cells: Cells) -> Interval | None:
    """The interval that the row states; None where it states none, or a faulty one."""
    if not any(cells[column] for column in (t.LOW, t.HIGH)):
        return None
    low = exact(cells[t.LOW]) if cells[t.LOW] else None
    high = exact(cells[t.HIGH]) if cells[t.HIGH] else None
    try:
        return Interval(low, high, t.flag(cells[t.LOW_OPEN]), t.flag(cells[t.HIGH_OPEN]))
    except ValueError:
        return None


def _soft(hard: Interval | None, reading: Figure | None) -> Interval | None:
    if hard is None or reading is None or reading.soft is None:
        return hard
    if reading.soft is reading.hard and hard is reading.hard:
        return hard
    return reading.soft if reading.soft.within(hard) else hard


def _whole(item: str) -> Whole:
    total, _, breakdown = item.partition("#")
    return Whole(total, breakdown)
