"""Figures that nothing joins, with those of other documents that may be of one thing, for a person to say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.numbers.intervals import plain
from gouji.facts.table import columns as c
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.alignment.contrasts import are_contrasts
from gouji.reading.alignment.partners import (
    LIKELY,
    Distinct,
    Figure,
    Scored,
    candidates,
    comparable,
    figure_of,
    neighbours,
)
from gouji.reading.lexicon.organisations import region_in

OFFERED = 3
"""So many partners are offered for a figure."""


class Partner(NamedTuple):
    """A figure of another document that may be of the same thing.

    Attributes:
        likeness: How alike the words around both figures are, in thousandths.
        restated: Whether both are of one period, and of one value.
    """

    fact: Fact
    likeness: int
    restated: bool


class Suggestion(NamedTuple):
    """A figure that no figure of another document is joined with, and its partners, the best first."""

    fact: Fact
    partners: tuple[Partner, ...]


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """Return the figures that are joined with none, those with the likeliest partners first.

    A partner is told by another document of the same place, reviewing a year at most two years away; no
    document tells both in one role, and nobody said that they are distinct. A figure of an earlier document
    has only those partners that are not offered for one of a later document.
    """
    offer = _Offer(facts)
    found: list[Suggestion] = []
    told: set[frozenset[str]] = set()
    for row in sorted(offer.alone, key=lambda row: (-offer.years[facts.rows[row].summary], row)):
        fact = facts.rows[row]
        some = [one for one in offer.partners_of(row) if _names(fact, one.fact) not in told]
        told.update(_names(fact, one.fact) for one in some)
        if some:
            found.append(Suggestion(fact, tuple(some)))
    return tuple(sorted(found, key=_order))


def _order(one: Suggestion) -> tuple[bool, int, str, str]:
    restated = any(partner.restated and partner.likeness >= LIKELY for partner in one.partners)
    return not restated, -one.partners[0].likeness, one.fact.summary, one.fact.id


def _names(*facts: Fact) -> frozenset[str]:
    """Return what two figures are of; of one without a name only itself."""
    return frozenset(fact.indicator or f"#{fact.id}" for fact in facts)


class _Offer:
    """What may be offered for the figures of a table.

    Attributes:
        years: The year that each summary reviews, or else the last one that it tells of.
        alone: The rows of figures that are joined with none.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._roles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for fact in facts:
            self._roles[fact.indicator].add(_role(fact))
        self.years = _years(facts)
        compared = list(self._documents())
        joined = {row for pair in compared for row in self._joined(*pair)}
        self._found: dict[int, list[Scored]] = defaultdict(list)
        for one, two in (pair for both in compared for pair in (both, both[::-1])):
            alone = [figure for figure in one if figure.row not in joined]
            for row, scored in candidates(alone, two).items():
                self._found[row] += scored
        self.alone = self._found.keys()

    def _joined(self, one: Sequence[Figure], two: Sequence[Figure]) -> Iterator[int]:
        """Yield the rows of figures of two documents that are of an indicator which the other tells too."""
        for both in comparable(one, two):
            named = [grouped(some, lambda figure: self._facts.rows[figure.row].indicator) for some in both]
            for name in named[0].keys() & named[1].keys() - {""}:
                yield from (figure.row for some in named for figure in some[name])

    def _documents(self) -> Iterator[tuple[Sequence[Figure], Sequence[Figure]]]:
        """Yield the figures of two documents of one place."""
        facts = self._facts
        rows = facts.dimensions.indicators.values()
        distinct = Distinct((row.names, row.distinct) for row in rows)
        places: dict[str, dict[tuple[int, str], list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for number, fact in enumerate(facts):
            year = self.years.get(fact.summary)
            if year is not None and fact.fault is None:
                place = _place(facts, fact)
                text = facts.texts.get(fact.summary, "")
                figure = figure_of(number, _row(facts, fact), year, place, text, distinct, cells=True)
                if figure:
                    places[place][year, fact.summary].append(figure)
        yield from neighbours(places)

    def partners_of(self, row: int) -> list[Partner]:
        """Return the best partners of a figure, one for each indicator."""
        fact, found = self._facts.rows[row], dict[frozenset[str], Partner]()
        for score, figure in sorted(self._found[row], key=lambda scored: (-scored[0], scored[1].row)):
            other = self._facts.rows[figure.row]
            if self._may_be(fact, other):
                found.setdefault(_names(other), Partner(other, score, _is_restated(fact, other)))
        return list(found.values())[:OFFERED]

    def _may_be(self, one: Fact, two: Fact) -> bool:
        if not (one.indicator and two.indicator):
            return True
        if one.indicator == two.indicator or are_contrasts(one.indicator, two.indicator):
            return False
        feeds = [row.adds_to for row in map(self._facts.indicator_of, (one, two)) if row]
        if one.indicator in feeds or two.indicator in feeds:
            return False
        return self._roles[one.indicator].isdisjoint(self._roles[two.indicator])


def _years(facts: Facts) -> dict[str, int]:
    found: dict[str, int] = {}
    for summary, rows in facts.by_summary.items():
        years = [year for year in map(facts.year_of, rows) if year is not None]
        if years:
            found[summary] = max(years)
    return found


def _role(fact: Fact) -> tuple[str, ...]:
    """Return what two figures must share for one document to keep what they are of apart."""
    key = fact.key
    return fact.summary, key.about, key.measure, key.period, key.unit, key.tense


def _place(facts: Facts, fact: Fact) -> str:
    """Return what a figure is about; of a draft the region that it names, or else its publisher."""
    if fact.coded:
        return facts.owner_of(fact)
    return region_in(fact.indicator) or facts.publisher_of(fact) or fact.summary


def _row(facts: Facts, fact: Fact) -> Mapping[str, object]:
    how = facts.joined.get(fact.id)
    return {
        c.SUMMARY: fact.summary,
        c.FORM: fact.form,
        c.INDICATOR: how.words if how else facts.name_of(fact),
        c.MEASURE: fact.measure,
        c.PERIOD: fact.key.period,
        c.SECTION: fact.section,
        c.UNIT: fact.unit,
        c.HIGH: plain(fact.hard.high) if fact.hard and fact.hard.high is not None else "",
        c.PLACE: fact.place,
        c.START: fact.start,
        c.END: fact.end,
    }


def _is_restated(one: Fact, two: Fact) -> bool:
    return one.hard is not None and one.hard == two.hard and one.key.period == two.key.period


def in_order(facts: Facts, one: Fact, two: Fact) -> tuple[Fact, Fact]:
    """Return two figures, first that whose name stays if they are one.

    It is the name that more summaries tell, else the shorter one; never that of a figure without a name.
    """
    told = facts.by_indicator

    def rank(fact: Fact) -> tuple[bool, int, int, str]:
        name = fact.indicator
        return not name, -len({row.summary for row in told[name]}), len(name), name

    first, second = sorted((one, two), key=rank)
    return first, second
