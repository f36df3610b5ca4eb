"""Figures that are told twice, by their key or by the link that reading made of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from gouji.checks.bindings.quantities import (
    ReportedValue,
    choose_values,
    digits_swapped,
    same_wording,
)
from gouji.checks.decide import Compared, fails
from gouji.checks.rule import Binding, Level, bind
from gouji.facts.numbers.digits import significant
from gouji.facts.numbers.values import compare
from gouji.facts.table.assemble import TABLE
from gouji.facts.table.columns import LIKE
from gouji.facts.table.facts import Fact, Facts, grouped, value_of


def told_again(facts: Facts) -> tuple[tuple[Fact, Fact], ...]:
    """Return the figures that a row tells again, each with the other, in text order."""
    pairs = [
        (facts.by_id[told.total], one) for one in facts for told in one.again if told.total in facts.by_id
    ]
    return tuple((one, two) if (one.start or 0) <= (two.start or 0) else (two, one) for one, two in pairs)


def repetitions(facts: Facts, message: str, *, in_tables: bool) -> Iterator[Binding]:
    """Yield what must hold of figures that reading ties: in prose, or of a figure of prose and a cell.

    Figures of one key and one clause are held against one another by that.
    """
    for one, two in facts.derive(told_again):
        across = one.place.startswith(TABLE) != two.place.startswith(TABLE)
        if across == in_tables and (across or one.key != two.key or not same_wording(facts, one, two)):
            likely = any(told.breakdown == LIKE for fact in (one, two) for told in fact.again)
            likely = likely and not (digits_swapped(one, two) and all(map(_has_several, (one, two))))
            # Reading ties what counts people to what counts them by another word: 126人, 162名.
            read = not (across or one.coded or two.coded)
            yield told_twice(one, two, message, level="warning" if likely else None, comparable=read)


def _has_several(fact: Fact) -> bool:
    value = value_of(fact)
    return value is not None and value.printed is not None and len(significant(value.printed)) >= _SEVERAL


_SEVERAL = 4
"""Digits of a figure that is no other by chance."""


def told_twice(
    one: Fact,
    two: Fact,
    message: str,
    *,
    level: Level | None = None,
    silent: bool = False,
    comparable: bool = False,
) -> Binding:
    """Return what must hold of two figures that are the same; *comparable* ones may have other units."""
    left, right, alike = value_of(one), value_of(two), comparable or one.unit_class == two.unit_class
    return Binding(
        bind(one, two, role="told"),
        compare(left, right) if left and right and alike else None,
        message,
        "{told} ≠ {told_2}",
        lambda: {"swapped": digits_swapped(one, two)},
        obstacle="no-one-value" if alike else "units-differ",
        level=level,
        silent=silent,
    )


_Compared = TypeVar("_Compared", bound=Compared)


_Values = Sequence[ReportedValue]


def borne_out(
    doubtful: Sequence[_Values], compare: Callable[..., _Compared], others: Sequence[_Values] = ()
) -> _Compared | None:
    """Choose among reported values as `choose_values` does; of two of one summary the one that all bears out.

    Where a summary tells 1204列 and 1240列 of one year, and the next 1426列 and 增长15.0%, 1240列 is meant.
    None where neither agrees, so that nothing is found that rests on what is in doubt already. Two of the
    *others* may be two parts.
    """
    found = choose_values([*map(told_apart, doubtful), *others], compare)
    return None if found is None or (_are_ambiguous(doubtful) and fails(found)) else found


def unclear(doubtful: Sequence[_Values], others: Sequence[_Values] = ()) -> str:
    """Return the key of the reason why `borne_out` chose none."""
    tried = _are_ambiguous(doubtful) and not _are_ambiguous([*map(told_apart, doubtful), *others])
    return "neither-value" if tried else "no-one-value"


def _are_ambiguous(some: Sequence[_Values]) -> bool:
    return any(value.ambiguous for values in some for value in values)


def told_apart(values: _Values) -> _Values:
    """Return reported values, an ambiguous one of two as these two; more are those of parts."""
    if len(values) != 1 or not values[0].ambiguous:
        return values
    differing = grouped(values[0].facts, lambda fact: fact.hard)
    known = [(rows, value_of(rows[0])) for rows in differing.values()]
    two = [ReportedValue(tuple(rows), value) for rows, value in known if value is not None]
    return two if len(two) == len(differing) == 2 else values
