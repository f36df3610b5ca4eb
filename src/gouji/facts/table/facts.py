"""The fact table as rules see it: facts, the keys that say what they are claims of, and no analysis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from gouji.facts.figures.model import Figure
from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Value
from gouji.facts.table.columns import AHEAD, FIGURE_FORMS, SETTLED
from gouji.facts.table.dimensions import Dimensions, Indicator, Summary
from gouji.facts.table.joined import Joined, Near
from gouji.facts.table.periods import Period

_Result = TypeVar("_Result")
_Row = TypeVar("_Row")
_Group = TypeVar("_Group")


def grouped(rows: Iterable[_Row], key: Callable[[_Row], _Group]) -> dict[_Group, list[_Row]]:
    """Return rows by a key of theirs, keys and rows in the order of the rows."""
    found: dict[_Group, list[_Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def by_key(pairs: Iterable[tuple[_Group, _Row]]) -> dict[_Group, list[_Row]]:
    """Return the second of each pair by the first, both in the order of the pairs."""
    found: dict[_Group, list[_Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found


class Key(NamedTuple):
    """A comparison key. Two facts with one key claim the same quantity; ``""`` where nothing is stated.

    Attributes:
        indicator: Id of the indicator.
        measure: What of the indicator is stated: its level, its growth …
        base: What a change or growth is measured against.
        about: The indicator's area, or else the subjects.
        period: As written.
        scope: 口径; the publisher's usual one where empty.
        unit: Unit class, as in `unit_class`.
        tense: ``ahead`` for targets and plans, ``told`` for all others.
    """

    indicator: str = ""
    measure: str = ""
    base: str = ""
    about: str = ""
    period: str = ""
    scope: str = ""
    unit: str = ""
    tense: str = ""

    @property
    def any_scope(self) -> Key:
        """The same key for any scope."""
        return Key(
            self.indicator, self.measure, self.base, self.about, self.period, "", self.unit, self.tense
        )

    @property
    def quantity(self) -> Key:
        """The same key for any period and scope."""
        return Key(self.indicator, self.measure, self.base, self.about, "", "", self.unit, self.tense)


class Whole(NamedTuple):
    """The total that a fact is part of, and the breakdown it belongs to (often unnamed)."""

    total: str
    breakdown: str = ""

    @property
    def key(self) -> str:
        """The breakdown as fact files write it: ``FACT_ID`` or ``FACT_ID#BREAKDOWN``."""
        return f"{self.total}#{self.breakdown}" if self.breakdown else self.total


@dataclass(slots=True, eq=False)
class Fact:
    """One claim of one summary. Empty cells are ``""``, ``()`` or None, defaults are filled in.

    A fact is never changed. It is not frozen because that would triple the time to create one, and a large
    table has a hundred thousand.

    Attributes:
        file: The fact file, relative to the workspace, with ``/``.
        line: The 1-based line that the row begins on.
        given: The interval that the row itself states; None = its bound cells are empty.
        given_unit: The unit that the row itself states.
        reading: What the figure parser makes of the quote; None where it is not a figure or unreadable.
        hard: What the figure can stand for: *given*, or else read from the quote.
        soft: The narrower reading of a vague figure; within *hard*, equal to it for all others.
        unit: Base unit of the bounds.
        key: The comparison key; facts with the same key claim the same quantity.
        act: Scope key: all who act, sorted.
        fault: Why no binding may use this row (a faulty cell); None for a sound one.
        again: The figures that it tells once more, and how surely; `whole` does not name them.
        ahead: Whether the fact states a target or a plan.
        settled: Whether it states an outcome, not a target, a plan or an expectation.
        is_figure: Whether it states a figure with bounds, in a sound row.
    """

    # The cells of its row, under the names of their columns.
    file: str
    line: int
    id: str
    summary: str
    quote: str
    section: str = ""
    subject: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    alone: str = ""
    indicator: str = ""
    measure: str = ""
    base: str = ""
    period: Period | None = None
    scope: str = ""
    stage: str = ""
    start: int | None = None
    end: int | None = None
    whole: tuple[Whole, ...] = ()
    place: str = ""
    certainty: str = ""
    via: str = ""
    complete: bool = False
    members: tuple[str, ...] = ()
    # What is made of them.
    form: str = ""
    given: Interval | None = None
    given_unit: str = ""
    reading: Figure | None = None
    hard: Interval | None = None
    soft: Interval | None = None
    unit: str = ""
    key: Key = Key()  # noqa: RUF009  a tuple
    act: str = ""
    fault: FaultyRow | None = None
    again: tuple[Whole, ...] = ()
    # What rules ask most.
    ahead: bool = field(init=False)
    settled: bool = field(init=False)
    is_figure: bool = field(init=False)

    def __post_init__(self) -> None:
        self.ahead = self.section in AHEAD
        self.settled = not self.ahead and self.stage in SETTLED
        self.is_figure = self.form in FIGURE_FORMS and self.hard is not None and self.fault is None

    @property
    def parties(self) -> tuple[str, ...]:
        """All who take part: subjects, then partners."""
        return (*self.subject, *(name for name in self.partner if name not in self.subject))

    @property
    def unit_class(self) -> str:
        """The class that comparable units share."""
        return unit_class(self.unit)

    @property
    def own_reading(self) -> Figure | None:
        """How the quote reads; None where the row states other bounds, or it cannot be read."""
        reading = self.reading
        same = reading is not None and (reading.hard is self.hard or reading.hard == self.hard)
        return reading if same else None

    @property
    def coded(self) -> bool:
        """Whether a person coded or checked the row; else it was read from a text, and may be cut short."""
        return not self.certainty

    @property
    def vagueness(self) -> tuple[bool, Fraction]:
        """Whether a bound is unknown, and else how far the bounds are apart; less is more precise."""
        low, high = (self.hard.low, self.hard.high) if self.hard else (None, None)
        return (True, Fraction(0)) if low is None or high is None else (False, high - low)


def value_of(fact: Fact) -> Value | None:
    """Return the value of a fact's figure; None where it has no bounds."""
    if fact.hard is None or fact.soft is None:
        return None
    reading = fact.own_reading
    if reading is None:
        return Value(fact.hard, fact.soft, fact.hard.low if fact.hard.is_point else None)
    return Value(fact.hard, fact.soft, reading.printed, (reading.width,) if reading.width else ())


class FaultyRow(NamedTuple):
    """A faulty row, given as the reason why bindings were not checked."""

    file: str
    line: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Facts:
    """All facts of a workspace, or of one of its partitions, in the order of files and lines."""

    rows: tuple[Fact, ...]
    dimensions: Dimensions
    texts: Mapping[str, str] = field(default_factory=dict)
    """The source texts available, by summary id."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Texts named like a summary but with another hash than the recorded one, by summary id."""
    joined: Mapping[str, Joined] = field(default_factory=dict)
    """How the words of facts were joined with those of other documents, by the facts' ids."""
    near: Mapping[str, Sequence[Near]] = field(default_factory=dict)
    """The best partners of facts in other documents by the facts' ids, the likeliest first."""
    _derived: dict[Callable[[Facts], Any], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Facts by id; for a repeated id the last one (all of them are faulty)."""
        return {fact.id: fact for fact in self.rows}

    @cached_property
    def by_indicator(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by indicator."""
        return grouped(self.rows, lambda fact: fact.indicator)

    @cached_property
    def by_summary(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by summary, in the order of files and lines."""
        return grouped(self.rows, lambda fact: fact.summary)

    @cached_property
    def _by_start(self) -> Mapping[str, tuple[Sequence[int], Mapping[int, Fact]]]:
        """Where facts begin, in text order, and the first one at each place, by summary."""
        found: dict[str, dict[int, Fact]] = {}
        for fact in self.rows:
            if fact.start is not None:
                found.setdefault(fact.summary, {}).setdefault(fact.start, fact)
        return {summary: (sorted(by_start), by_start) for summary, by_start in found.items()}

    @cached_property
    def faulty(self) -> tuple[Fact, ...]:
        """The facts whose rows have a faulty cell."""
        return tuple(fact for fact in self.rows if fact.fault is not None)

    def at(self, summary: str, start: int, end: int) -> Fact:
        """Return a passage of a text as a fact that claims nothing, for a finding to show.

        Its file and line are those of the preceding fact, where a person would add it; of a document that
        gouji has read itself, the line is its own.
        """
        rows = self.by_summary.get(summary) or (Fact(summary, 1, "", summary, ""),)
        starts, by_start = self._by_start.get(summary, ((), {}))
        before = bisect_right(starts, start)
        nearest = by_start[starts[before - 1]] if before else rows[0]
        text = self.texts[summary]
        quote = text[start:end]
        fact_id = f"{summary}+{quote}+{text.count(quote, 0, start) + 1}"
        line = nearest.line if nearest.coded and nearest.file != summary else text.count("\n", 0, start) + 1
        return Fact(nearest.file, line, fact_id, summary, quote, start=start, end=end)

    def derive(self, analysis: Callable[[Facts], _Result]) -> _Result:
        """Return the result of an analysis of the facts; it is computed once."""
        if analysis not in self._derived:
            self._derived[analysis] = analysis(self)
        result: _Result = self._derived[analysis]
        return result

    def of_form(self, *forms: str) -> Iterator[Fact]:
        """Iterate over the facts of these forms."""
        return (fact for fact in self.rows if fact.form in forms)

    def indicator_of(self, fact: Fact) -> Indicator | None:
        """Return the indicator's row, if the fact names one that exists."""
        return self.dimensions.indicators.get(fact.indicator)

    def basis_of(self, fact: Fact) -> str:
        """Return whether the fact's indicator is a flow, a stock or cumulative; empty where nobody says."""
        indicator = self.indicator_of(fact)
        return indicator.basis if indicator else ""

    def summary_of(self, fact: Fact) -> Summary | None:
        """Return the row of the fact's summary."""
        return self.dimensions.summaries.get(fact.summary)

    def source_of(self, fact: Fact) -> str:
        """Return who published the summary of a fact (else its title, or its id), and when."""
        summary = self.summary_of(fact)
        if summary is None:
            return fact.summary
        return " ".join(filter(None, (summary.publisher or summary.title or summary.id, summary.published)))

    def year_of(self, fact: Fact) -> int | None:
        """Return the year that a fact's summary reviews, else its own; None where neither is stated."""
        summary = self.summary_of(fact)
        year = summary.year_reviewed if summary else None
        return fact.period.end.year if year is None and fact.period else year

    def name_of(self, fact: Fact) -> str:
        """Return the name of the fact's indicator."""
        indicator = self.indicator_of(fact)
        return indicator.name if indicator else fact.indicator

    def in_published_order(self, rows: Iterable[Fact]) -> list[Fact]:
        """Return rows in order of publication, those without a year last; then by summary.

        Of one summary the most precise comes first, then the order of the text decides, then the id.
        """
        date, ordered = self._publication_date, list(rows)
        if len(ordered) > 1:
            ordered.sort(key=lambda one: (date(one), one.summary, one.vagueness, one.start or 0, one.id))
        return ordered

    def in_text_order(self, summary: str) -> list[Fact]:
        """Return the facts of a summary that have a place in its text, by these."""
        placed = (fact for fact in self.by_summary.get(summary, ()) if fact.start is not None)
        return sorted(placed, key=lambda fact: fact.start or 0)

    def owner_of(self, fact: Fact) -> str:
        """Return what a fact is about, or who publishes it if it names neither area nor subject."""
        return fact.key.about or self._whose(fact)

    def same_publisher(self, one: Fact, two: Fact) -> bool:
        """Return whether both have one publisher; summaries of a workspace that name none have one."""
        return self._whose(one) == self._whose(two)

    def _whose(self, fact: Fact) -> str:
        """Return the publisher of a fact; of a text that does not name one, only the text itself."""
        return self.publisher_of(fact) or ("" if fact.coded else fact.summary)

    def _publication_date(self, fact: Fact) -> str:
        """Return when a fact's summary was published, or else the year after the one that it reviews."""
        summary = self.summary_of(fact)
        reviewed = summary.year.rpartition("/")[2] if summary else ""
        after = f"{int(reviewed) + 1:04d}" if reviewed.isdigit() else "9999"
        return (summary.published if summary else "") or after

    def publisher_of(self, fact: Fact) -> str:
        """Return the publisher of the fact's summary; empty where none is named."""
        summary = self.summary_of(fact)
        return summary.publisher if summary else ""
