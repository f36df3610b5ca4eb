"""GJ510: a level that falls where the words say that it rises, or the other way round."""

from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.numbers.values import compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern

_FARTHEST = 24
"""Characters between two levels of one movement: 由A人增加到2024年底的B人."""


@rule("GJ510", name="direction", level="error", scope="summary")
def direction(facts: Facts) -> Iterator[Binding]:
    """What rises to a level was lower before, and what falls to one was higher.

    Why: the two figures were swapped, or one lost a digit, or the verb was left from last year's text.

    The rule compares a figure whose quote says that it rose or fell to it (增加到, 降至) with the figure of
    the same indicator right before it in the text. A place moves up towards the first. Below zero nothing is
    decided: a loss that falls comes nearer to it.

    Example:
        由45天增加到38天.

    Source: the words themselves.
    """
    for rows in facts.by_summary.values():
        told = sorted((row for row in rows if row.start is not None), key=lambda row: row.start or 0)
        for before, now in pairwise(told):
            found = pattern("reached_by").match(now.quote)
            if found and _of_one(before, now):
                yield _binding(before, now, rises=found["rises"] is not None)


def _of_one(before: Fact, now: Fact) -> bool:
    """Whether two figures that follow one another are of one quantity."""
    if before.end is None or now.start is None or now.start - before.end > _FARTHEST:
        return False
    if now.unit == "位" and now.measure != "rank":
        return False  # places, or people
    same = (before.indicator, before.measure, before.unit_class) == (
        now.indicator,
        now.measure,
        now.unit_class,
    )
    return (
        same and bool(now.indicator) and not before.place and not (_is_negative(before) or _is_negative(now))
    )


def _is_negative(fact: Fact) -> bool:
    return fact.hard is not None and fact.hard.low is not None and fact.hard.low < 0


def _binding(before: Fact, now: Fact, *, rises: bool) -> Binding:
    bound = (Bound(now, "now"), Bound(before, "before"))
    first, second = value_of(before), value_of(now)
    if first is None or second is None:
        return Binding(bound, None, obstacle="missing-value")
    larger = rises != (now.measure == "rank")
    agreement = compare(second, first, ">=" if larger else "<=")
    algebra = "{now} < {before}" if larger else "{now} > {before}"
    return Binding(bound, agreement, "rises-to-less" if rises else "falls-to-more", algebra)
