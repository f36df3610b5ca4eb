"""Problems of the relations themselves: contradictions, redundancy, units, indicators without facts."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from gouji.checks.relations.declared import Problem, Relation
from gouji.checks.relations.formula import Leaf, UnitError, read_formula, same_unit
from gouji.checks.relations.linear import Linear, conflict, implied, linear, minimal
from gouji.facts.figures.units import unit_class
from gouji.facts.table.facts import Facts

_MAX_UNITS = 256
_MAX_CONNECTED = 24
"""Larger sets of connected relations are not compared with one another: it could take for ever."""


def problems(
    relations: Sequence[Relation], facts: Facts, bound: AbstractSet[str], *, every: bool
) -> tuple[Problem, ...]:
    """Return the problems of relations.

    *bound* are the ids of those that decided something; with *every* idle ones are reported as well:
    redundant, never bound, or too many to be compared.
    """
    found = [problem for some in _groups(relations) for problem in _within_group(some, every=every)]
    for relation in relations:
        unknown = _unknown_names(relation, facts)
        if unknown:
            found.append(Problem("unknown-name", relation, names=unknown))
            continue
        # Declared units are those of levels; growths and shares are percentages.
        found += _units(relation, facts) if relation.measure == "level" else ()
        if every and relation.id not in bound:
            found.append(Problem("never-bound", relation, names=_unreported(relation, facts)))
    order = {relation.id: index for index, relation in enumerate(relations)}
    return tuple(sorted(found, key=lambda one: (order[one.relation.id], one.kind)))


def _leaves(relation: Relation) -> tuple[Leaf, ...]:
    return read_formula(relation.formula).leaves


def _unknown_names(relation: Relation, facts: Facts) -> tuple[str, ...]:
    known = facts.dimensions.indicator_ids
    return tuple(dict.fromkeys(leaf.name for leaf in _leaves(relation) if leaf.name not in known))


def _unreported(relation: Relation, facts: Facts) -> tuple[str, ...]:
    ids = facts.dimensions.indicator_ids
    names = (leaf.name for leaf in _leaves(relation) if ids[leaf.name] not in facts.by_indicator)
    return tuple(dict.fromkeys(names))


def _groups(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Linear relations in connected groups: those that share quantities, directly or through others."""
    groups: list[tuple[set[object], list[Relation]]] = []
    for relation in relations:
        row = _linear(relation)
        if row is None:
            continue
        names: set[object] = set(row.weights)
        touched = [group for group in groups if names & group[0]]
        groups = [group for group in groups if group not in touched]
        groups.append(
            (
                names.union(*(group[0] for group in touched)),
                [*(one for g in touched for one in g[1]), relation],
            )
        )
    order = {relation.id: index for index, relation in enumerate(relations)}
    return [sorted(some, key=lambda one: order[one.id]) for _, some in groups]


def _within_group(relations: Sequence[Relation], *, every: bool) -> Iterator[Problem]:
    """Contradictions, each as a minimal set; and among the rest, relations that others imply."""
    if len(relations) > _MAX_CONNECTED:
        yield from [Problem("undecided", relations[0], tuple(relations[1:]))] if every else []
        return
    rows = [(relation, row) for relation in relations if (row := _linear(relation)) is not None]
    while indices := conflict([row for _, row in rows]):
        first, *others = (rows[index][0] for index in indices)
        yield Problem("contradictory", first, tuple(others))
        rows = [pair for index, pair in enumerate(rows) if index not in indices]
    if every:
        yield from _redundant(rows)


def _redundant(rows: list[tuple[Relation, Linear]]) -> Iterator[Problem]:
    """Relations that the others imply, tried last to first: of two equal ones the first declared stays."""
    kept = list(rows)
    for pair in reversed(rows):
        relation, row = pair
        others = [other for other in kept if other is not pair]
        if implied(row, [other for _, other in others]):
            yield Problem("redundant", relation, tuple(_needed(row, others)))
            kept = others


def _needed(row: Linear, others: list[tuple[Relation, Linear]]) -> Iterable[Relation]:
    """A minimal set of others that implies a relation."""
    needed = minimal(others, lambda some: implied(row, [other for _, other in some]))
    return (relation for relation, _ in needed)


def _linear(relation: Relation) -> Linear | None:
    return linear(read_formula(relation.formula), relation.conditions)


def _units(relation: Relation, facts: Facts) -> Iterator[Problem]:
    """A relation whose sides can never be compared, whatever the units of its indicators."""
    formula = read_formula(relation.formula)
    units = {leaf: _units_of(leaf, facts) for leaf in formula.leaves}
    if not all(units.values()):
        return
    for tried, chosen in enumerate(product(*units.values())):
        if tried == _MAX_UNITS:
            return
        try:
            same_unit(formula, dict(zip(units, chosen, strict=True)))
        except UnitError:
            continue
        return
    reported = tuple(f"{leaf.name}（{'、'.join(sorted(_reported_units(leaf, facts)))}）" for leaf in units)
    yield Problem("units", relation, names=reported)


def _units_of(leaf: Leaf, facts: Facts) -> frozenset[str]:
    """The units of an indicator, by their classes."""
    return frozenset(unit_class(unit) for unit in _reported_units(leaf, facts))


def _reported_units(leaf: Leaf, facts: Facts) -> frozenset[str]:
    """The units that an indicator is declared in, or else those of its facts."""
    indicator = facts.dimensions.indicator_ids[leaf.name]
    declared = facts.dimensions.indicators[indicator].unit
    rows = facts.by_indicator.get(indicator, ())
    return frozenset(declared or (fact.unit for fact in rows if fact.is_figure))
