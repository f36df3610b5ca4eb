"""Indicators that may be one, and an accepted suggestion written into ``indicators.csv``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.facts.files.csv_file import CsvFile, Record
from gouji.facts.files.errors import InputError
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import items
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.normal_form import normal_form, pairs_of

ALIKE = Fraction(3, 5)
"""The least likeness of two phrases that are suggested."""
_COMMON = 60
"""Pairs of characters that more indicators have than this are ignored (新增, 工程)."""

_COUNTED = frozenset({"count", "amount", "ratio", "point"})

ComparisonKey = tuple[str, str, str, bool]
"""What two indicators must share to be one: place or subject, unit class, measure, outcome or target."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two indicators that may be one.

    Attributes:
        first: A fact of the indicator that more summaries report, else of the shorter one.
        second: A fact of the other one.
        likeness: The share of their words that is common to both, from 0 to 1.
        values: One summary restates a value that the other reported.
    """

    first: Fact
    second: Fact
    likeness: Fraction
    values: bool

    @property
    def names(self) -> tuple[str, str]:
        """The two indicators."""
        return self.first.indicator, self.second.indicator


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """Return indicators that may be one, the likeliest first.

    Both are reported for the same place or subject, in the same unit class and measure, by different
    summaries; none reports both. Each indicator is suggested only with its best partner, and only where
    it is the best one of that partner too.
    """
    reported: dict[ComparisonKey, dict[str, Fact]] = defaultdict(dict)
    summaries: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.indicator and fact.form in _COUNTED and not fact.fault:
            key = (facts.owner_of(fact), fact.unit_class, fact.measure, fact.ahead)
            reported[key].setdefault(fact.indicator, fact)
            summaries[fact.indicator].add(fact.summary)
    found: dict[tuple[str, str], Suggestion] = {}
    for alike in reported.values():
        for pair in _best_pairs(facts, alike, summaries):
            found.setdefault(pair.names, pair)
    return tuple(sorted(found.values(), key=lambda pair: (not pair.values, -pair.likeness, pair.names)))


def _best_pairs(
    facts: Facts, reported: Mapping[str, Fact], summaries: Mapping[str, set[str]]
) -> Iterator[Suggestion]:
    forms = {name: normal_form(facts.name_of(fact)) for name, fact in reported.items()}
    scored: dict[str, list[tuple[Fraction, str]]] = defaultdict(list)
    for one, two in _sharing(forms):
        score = likeness(forms[one], forms[two])
        if score >= ALIKE and not summaries[one] & summaries[two]:
            scored[one].append((score, two))
            scored[two].append((score, one))
    best = {name: max(others, key=lambda pair: (pair[0], pair[1])) for name, others in scored.items()}
    for name, (score, other) in sorted(best.items()):
        if best[other][1] == name and name < other:
            ranked = sorted((name, other), key=lambda which: (-len(summaries[which]), len(which), which))
            first, second = (reported[which] for which in ranked)
            same_value = first.hard is not None and first.hard == second.hard
            restated = same_value and first.key.period == second.key.period
            yield Suggestion(first, second, score, restated)


def likeness(one: str, two: str) -> Fraction:
    """Return the share of pairs of characters of two phrases that is common to both, from 0 to 1 (Dice)."""
    left, right = pairs_of(one), pairs_of(two)
    both = len(left) + len(right)
    return Fraction(2 * len(left & right), both) if both else Fraction(0)


def _sharing(forms: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Return pairs of names whose forms share an uncommon pair of characters, each pair once."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(forms):
        for pair in pairs_of(forms[name]):
            holders[pair].append(name)
    rare = (names for names in holders.values() if 1 < len(names) <= _COMMON)
    return sorted(
        {(one, two) for names in rare for index, one in enumerate(names) for two in names[index + 1 :]}
    )


def accepted(found: CsvFile, name: str, alias: str) -> bytes:
    """Return ``indicators.csv`` with *alias* as another name of the indicator *name*; other lines stay.

    If *alias* has a row of its own, that row is removed and its names move to the other one; what was
    added to it (``adds_to``) is added to the other one.

    Args:
        found: The file as read.
        name: Id of the indicator that stays.
        alias: Another name of it, which may be the id of a row.

    Raises:
        InputError: The file has no row *name*, or the two are equal.
    """
    ids = [found.cell(record, c.ID) for record in found.rows]
    if name not in ids or name == alias:
        wrong = "alias-itself" if name == alias else "alias-no-row"
        raise InputError(found.name, wrong, indicator=name)
    names = [alias]
    for record in found.rows:
        if found.cell(record, c.ID) == alias:
            names += [found.cell(record, c.NAME), *items(found.cell(record, c.ALIASES))]
    columns = dict.fromkeys((*found.header, c.ALIASES), "")
    records: list[Record] = []
    for record in found.records:
        cells = columns | dict(zip(found.header, record.cells, strict=False))
        if not record.cells:
            records.append(record)
        elif record.cells is found.header:
            records.append(record.with_cells(tuple(columns)))
        elif cells[c.ID] != alias:
            records.append(record.with_cells(tuple(_changed(cells, name, alias, names).values())))
    return replace(found, records=tuple(records)).to_bytes()


def _changed(cells: dict[str, str], name: str, alias: str, names: Sequence[str]) -> dict[str, str]:
    """Return a row without the id *alias*; that of *name* has *names* as further aliases."""
    changed = dict(cells)
    if changed.get(c.ADDS_TO) == alias:
        changed[c.ADDS_TO] = name
    if changed[c.ID] == name:
        present = (name, changed.get(c.NAME, ""))
        aliases = dict.fromkeys((*items(changed[c.ALIASES]), *names))
        changed[c.ALIASES] = ";".join(one for one in aliases if one and one not in present)
    return changed
