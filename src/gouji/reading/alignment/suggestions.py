"""An accepted suggestion, written into ``indicators.csv``: the other lines stay as they are."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.table import columns as c
from gouji.reading.alignment.normal_form import normal_form, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.facts.files.csv_file import CsvFile, Record
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


ALIKE = Fraction(3, 5)
"""From this likeness on two phrases are offered."""
_COMMON = 60
"""Pairs of characters that more indicators have than this say nothing (新增, 工程)."""

_COUNTED = frozenset({"count", "amount", "ratio", "point"})

Told = tuple[str, str, str, bool]
"""What two indicators must share to be one: whose, unit class, measure, told or aimed at."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two indicators that may be one.

    Attributes:
        one: A fact of the indicator that more summaries tell, else of the shorter one.
        two: A fact of the other one.
        likeness: How much of their words they share, from 0 to 1.
        values: One summary restates a value that the other told.
    """

    one: Fact
    two: Fact
    likeness: Fraction
    values: bool

    @property
    def names(self) -> tuple[str, str]:
        """The two indicators."""
        return self.one.indicator, self.two.indicator


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """Return indicators that may be one, the likeliest first.

    Both are told of the same place or subject, in the same unit class and measure, by different
    summaries; none tells both. Of each indicator only the best partner is offered, and only where it is
    the best one of that partner too.
    """
    told: dict[Told, dict[str, Fact]] = defaultdict(dict)
    tellers: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.indicator and fact.form in _COUNTED and not fact.trouble:
            key = (facts.whose(fact), fact.unit_class, fact.measure, fact.ahead)
            told[key].setdefault(fact.indicator, fact)
            tellers[fact.indicator].add(fact.summary)
    found: dict[tuple[str, str], Suggestion] = {}
    for some in told.values():
        for one in _of_one_kind(facts, some, tellers):
            found.setdefault(one.names, one)
    return tuple(sorted(found.values(), key=lambda one: (not one.values, -one.likeness, one.names)))


def _of_one_kind(
    facts: Facts, told: Mapping[str, Fact], tellers: Mapping[str, set[str]]
) -> Iterator[Suggestion]:
    forms = {name: normal_form(facts.name_of(fact)) for name, fact in told.items()}
    scored: dict[str, list[tuple[Fraction, str]]] = defaultdict(list)
    for one, two in _sharing(forms):
        alike = likeness(forms[one], forms[two])
        if alike >= ALIKE and not tellers[one] & tellers[two]:
            scored[one].append((alike, two))
            scored[two].append((alike, one))
    best = {name: max(some, key=lambda pair: (pair[0], pair[1])) for name, some in scored.items()}
    for name, (alike, other) in sorted(best.items()):
        if best[other][1] == name and name < other:
            one, two = sorted((name, other), key=lambda told_: (-len(tellers[told_]), len(told_), told_))
            yield Suggestion(told[one], told[two], alike, _restated(told[one], told[two]))


def likeness(one: str, two: str) -> Fraction:
    """Return how many of the pairs of characters of two phrases are common to both, from 0 to 1 (Dice)."""
    left, right = pairs_of(one), pairs_of(two)
    both = len(left) + len(right)
    return Fraction(2 * len(left & right), both) if both else Fraction(0)


def _sharing(forms: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Pairs of names whose forms share a pair of characters that not everybody has, each pair once."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(forms):
        for pair in pairs_of(forms[name]):
            holders[pair].append(name)
    rare = (names for names in holders.values() if 1 < len(names) <= _COMMON)
    return sorted(
        {(one, two) for names in rare for place, one in enumerate(names) for two in names[place + 1 :]}
    )


def _restated(one: Fact, two: Fact) -> bool:
    return one.key.period == two.key.period and one.hard is not None and one.hard == two.hard


def accepted(found: CsvFile, name: str, alias: str) -> bytes:
    """Return ``indicators.csv`` with *alias* as another name of the indicator *name*.

    Where *alias* has a row of its own, the row goes, and its names with it to the other one; what fed
    it feeds the other one.

    Args:
        found: The file as read.
        name: Id of the indicator that stays.
        alias: What it is called as well; perhaps the id of a row.

    Raises:
        InputError: The file has no row *name*, or the two are one.
    """
    ids = [found.cell(record, c.ID) for record in found.rows]
    if name not in ids or name == alias:
        wrong = "is itself" if name == alias else "has no row"
        raise InputError(found.name, f'indicator "{name}" {wrong}; expected an id, and another name for it')
    with_column = found if c.ALIASES in found.header else _with_aliases(found)
    names = [alias]
    for record in with_column.rows:
        if with_column.cell(record, c.ID) == alias:
            names += [with_column.cell(record, c.NAME), *c.items(with_column.cell(record, c.ALIASES))]
    records = [
        _changed(with_column, record, name, alias, names)
        for record in with_column.records
        if not record.cells or record is _head(with_column) or with_column.cell(record, c.ID) != alias
    ]
    return replace(with_column, records=tuple(records)).to_bytes()


def _head(found: CsvFile) -> Record:
    return next(record for record in found.records if record.cells)


def _changed(found: CsvFile, record: Record, name: str, alias: str, names: Sequence[str]) -> Record:
    if not record.cells or record is _head(found):
        return record
    cells = dict(zip(found.header, record.cells, strict=True))
    if cells.get(c.ADDS_TO) == alias:
        cells[c.ADDS_TO] = name
    if cells[c.ID] == name:
        own = (name, cells.get(c.NAME, ""))
        told = dict.fromkeys((*c.items(cells[c.ALIASES]), *names))
        cells[c.ALIASES] = ";".join(one for one in told if one and one not in own)
    return record.with_cells(tuple(cells.values()))


def _with_aliases(found: CsvFile) -> CsvFile:
    """The file with an empty column for aliases behind the others."""
    head = _head(found)
    records = [
        _longer(record, c.ALIASES if record is head else "") if record.cells else record
        for record in found.records
    ]
    return replace(found, records=tuple(records))


def _longer(record: Record, cell: str) -> Record:
    return record.with_cells((*record.cells, cell))


def table_of(ids: Sequence[str]) -> bytes:
    """Return a new ``indicators.csv`` with a row for each id."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((c.ID, c.NAME, c.ALIASES))
    writer.writerows((one, one, "") for one in ids)
    return stream.getvalue().encode("utf-8")
