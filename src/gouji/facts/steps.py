"""Steps of one figure from period to period, also where it was told another way in between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

from gouji.facts.tellings import Telling, tellings
from gouji.facts.values import value_of
from gouji.facts.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.facts.keys import Key
    from gouji.facts.table import Fact, Facts
    from gouji.facts.values import Agreement, Value

Restated = Literal["", "scope", "term"]
"""What else than the figure changed: nothing; the scope; a year's review and a review of years."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two figures of one thing, the later one in front.

    Attributes:
        now: The later telling.
        before: The earlier one.
        agreement: How they go together.
        expected: What the later figure was expected to be; None where only a bound was.
        restated: What else changed between them.
    """

    now: Telling
    before: Telling
    agreement: Agreement
    restated: Restated = ""
    expected: Value | None = None

    @property
    def gap(self) -> str:
        """How far the later figure is from what was expected, with its unit."""
        expected = self.before.value if self.expected is None else self.expected
        return spoken(abs(self.now.value.gap_to(expected)), self.now.first.unit)


def by_thing(rows: Iterable[Fact]) -> dict[Key, list[Fact]]:
    """Group rows by what they are of, whatever the period and whatever they cover."""
    found: dict[Key, list[Fact]] = {}
    for fact in rows:
        found.setdefault(fact.key.thing, []).append(fact)
    return found


def since_beginning(fact: Fact) -> bool:
    """Say whether a fact counts since the beginning: its period has no start."""
    return fact.period is not None and fact.period.start is None


def in_a_row(facts: Facts, rows: list[Fact]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of periods that follow one another among those told."""
    ends: dict[str, list[Fact]] = {}
    for fact in rows:
        ends.setdefault(_end(fact), []).append(fact)
    for earlier, later in pairwise(sorted(ends)):
        yield from _paired(facts, ends[later], ends[earlier])


def restated_pairs(facts: Facts, rows: list[Fact]) -> Iterator[tuple[Telling, Telling, Restated]]:
    """Pairs of consecutive years of which one has a scope and the other none, or one is of a term."""
    for now, before in product(rows, rows):
        how = _how(now, before)
        if how and _comparable(facts, now, before) and not _like(rows, now, before):
            yield _alone(now), _alone(before), how


def _paired(
    facts: Facts, later: Iterable[Fact], earlier: Iterable[Fact]
) -> Iterator[tuple[Telling, Telling]]:
    for now, before in product(tellings(facts, later), tellings(facts, earlier)):
        if _comparable(facts, now.first, before.first):
            yield now, before


def _comparable(facts: Facts, one: Fact, two: Fact) -> bool:
    """Facts that say neither area nor subject are about whatever their publisher is about."""
    return bool(one.key.about) or facts.same_publisher(one, two)


def _how(now: Fact, before: Fact) -> Restated:
    if now.period is None or before.period is None or now.period.end.year != before.period.end.year + 1:
        return ""
    if since_beginning(now) != since_beginning(before):
        return "term"
    one_says = bool(now.scope) != bool(before.scope)
    return "scope" if one_says else ""


def _like(rows: list[Fact], now: Fact, before: Fact) -> bool:
    """Whether either year also tells the figure as the other does: then nothing was restated."""

    def kind(fact: Fact) -> tuple[str, bool, str]:
        return _end(fact), since_beginning(fact), fact.scope

    kinds = {kind(fact) for fact in rows}
    return (_end(now), *kind(before)[1:]) in kinds or (_end(before), *kind(now)[1:]) in kinds


def _end(fact: Fact) -> str:
    return fact.period.end.isoformat() if fact.period else ""


def _alone(fact: Fact) -> Telling:
    value = value_of(fact)
    if value is None:
        raise ValueError(f"{fact.id} has no value")
    return Telling((fact,), value)
