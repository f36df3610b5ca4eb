"""GJ207: figures that one summary states twice, with different values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gouji.checks.bindings.quantity_key import same_wording
from gouji.checks.bindings.slips import slip_between
from gouji.checks.rule import Binding, bind, rule
from gouji.facts.numbers.values import Agreement, compare
from gouji.facts.table.facts import Fact, Facts, value_of


@rule("GJ207", name="said-twice", level="error", scope="summary", by_name=True)
def said_twice(facts: Facts) -> Iterator[Binding]:
    """A summary that states a figure twice states the same value.

    Why: the figure in the overview was updated, and the one in the chapter was not; or digits were, and words
    were not.

    The rule compares figures of one summary with one comparison key, section and stage: 二十六个 and 26个, in
    the text and in a table. Parts of a total and lists are left out. Where more than two values are
    stated, they are parts, and nothing is decided. In a draft the words right before both figures must be
    the same as well, and it is a warning. A slip of the pen between them is reported by GJ701 and GJ702.

    Example:
        培育产业集群二十六个, and further down 产业集群28个.

    Source: intervals as in XBRL Calculations 1.1.
    """
    yield from (_binding(found) for found in facts.derive(repeated_figures))


def _binding(found: RepeatedFigure) -> Binding:
    bound = bind(found.one, found.two, role="told")
    return Binding(
        bound, found.agreement, "said-twice", "{told} ≠ {told_2}", obstacle="no-one-value", silent=found.slip
    )


_COMPARED = frozenset({"count", "amount", "ratio", "point"})


@dataclass(frozen=True, slots=True)
class RepeatedFigure:
    """A figure that a summary states twice.

    Attributes:
        one: The first statement.
        two: A later one.
        agreement: How they compare; None where more than two values are stated.
        slip: Whether they differ by a slip of the pen, which other rules report.
    """

    one: Fact
    two: Fact
    agreement: Agreement | None = None
    slip: bool = False


def repeated_figures(facts: Facts) -> tuple[RepeatedFigure, ...]:
    """Return every figure that one summary states more than once, each repetition with the first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if _is_compared(fact):
            groups.setdefault((fact.summary, fact.key, fact.section, fact.stage), []).append(fact)
    return tuple(found for rows in groups.values() for found in _repetitions(facts, rows))


def _is_compared(fact: Fact) -> bool:
    comparable = fact.form in _COMPARED and bool(fact.indicator) and fact.period is not None
    return comparable and fact.hard is not None and not fact.whole and not fact.members


def _repetitions(facts: Facts, rows: list[Fact]) -> Iterator[RepeatedFigure]:
    if len(rows) < 2:
        return
    rows = sorted(rows, key=lambda fact: (fact.start or 0, fact.line))
    first = rows[0]
    others = [fact for fact in rows[1:] if same_wording(facts, first, fact)]
    if others and len({fact.hard for fact in (first, *others)}) > 2:
        yield RepeatedFigure(first, others[0])
        return
    yield from (_repetition(first, other) for other in others)


def _repetition(one: Fact, two: Fact) -> RepeatedFigure:
    left, right = value_of(one), value_of(two)
    if left is None or right is None:
        return RepeatedFigure(one, two)
    return RepeatedFigure(one, two, compare(left, right), bool(slip_between(one, two).kind))
