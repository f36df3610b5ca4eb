"""A fact: one claim of one summary, as rules see it; and the key that says what it is a claim of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.figures.model import Figure
from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Value
from gouji.facts.table.columns import AHEAD, FIGURE_FORMS, SETTLED
from gouji.facts.table.periods import Period


class Key(NamedTuple):
    """A comparison key. Two facts with one key claim the same quantity; ``""`` where nothing is stated.

    Attributes:
        indicator: Id of the indicator.
        measure: What of the indicator is stated: its level, its growth …
        base: What a change or growth is measured against.
        about: The indicator's area, or else the subjects.
        period: As written.
        scope: 口径; the publisher's usual one where empty.
        unit: Unit class: one for all classifiers, else the unit itself.
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
        return self._replace(scope="")

    @property
    def quantity(self) -> Key:
        """The same key for any period and scope."""
        return self._replace(scope="", period="")


def unit_class(unit: str) -> str:
    """Return the class that comparable units share: one for all classifiers, else the unit itself."""
    return "#" if is_classifier(unit) else unit


@dataclass(frozen=True, slots=True)
class Whole:
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
        matter: Scope key: the family of indicators, and the area.
        act: Scope key: all who act, sorted.
        fault: Why no binding may use this row (a faulty cell); None for a sound one.
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
    matter: str = ""
    act: str = ""
    fault: FaultyRow | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """All who take part: subjects, then partners."""
        return (*self.subject, *(name for name in self.partner if name not in self.subject))

    @property
    def unit_class(self) -> str:
        """The class that comparable units share: one for all classifiers, else the unit itself."""
        return unit_class(self.unit)

    @property
    def ahead(self) -> bool:
        """Whether the fact states a target or a plan."""
        return self.section in AHEAD

    @property
    def coded(self) -> bool:
        """Whether a person coded or checked the row; else it was read from a text, and may be cut short."""
        return not self.certainty

    @property
    def is_figure(self) -> bool:
        """Whether the fact states a figure with bounds, in a sound row."""
        return self.form in FIGURE_FORMS and self.hard is not None and self.fault is None

    @property
    def vagueness(self) -> tuple[bool, Fraction]:
        """Whether a bound is unknown, and else how far the bounds are apart; less is more precise."""
        low, high = (self.hard.low, self.hard.high) if self.hard else (None, None)
        return (True, Fraction(0)) if low is None or high is None else (False, high - low)

    @property
    def settled(self) -> bool:
        """Whether the fact states an outcome, not a target, a plan or an expectation."""
        return not self.ahead and self.stage in SETTLED


def value_of(fact: Fact) -> Value | None:
    """Return the value of a fact's figure; None where it has no bounds."""
    if fact.hard is None or fact.soft is None:
        return None
    reading = fact.reading
    if reading is None or (reading.hard is not fact.hard and reading.hard != fact.hard):
        return Value(fact.hard, fact.soft, fact.hard.low if fact.hard.is_point else None)
    return Value(fact.hard, fact.soft, reading.printed, (reading.width,) if reading.width else ())


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A faulty row, given as the reason why bindings were not checked."""

    file: str
    line: int
    columns: tuple[str, ...] = ()
