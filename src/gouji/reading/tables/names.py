"""Names of parts put together with the names of what they are parts of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from gouji.reading.tables.compounds import is_counted_by, together, within
from gouji.reading.tables.headings import Heading, head_of_caption, joined

CHANGES = frozenset({"growth", "change", "share"})
"""What is stated of the column before it, where nothing else is said."""


def named(columns: Sequence[Sequence[Heading]]) -> list[Heading]:
    """Return what the headings over each column of values say, with names that tell columns apart."""
    found = [joined(column) for column in columns]
    uppers = [_upper(heading, column) for heading, column in zip(found, columns, strict=True)]
    names = [(heading.name, heading.when, heading.measure) for heading in found]
    for at, upper in enumerate(uppers):
        repeated = any(
            name == names[at] and other != upper and (found[at].name or other)
            for name, other in zip(names, uppers, strict=True)
        )
        lacks = bool(found[at].name) and is_counted_by(upper, found[at].name)
        if upper and (repeated or lacks):
            found[at] = found[at]._replace(name=within(upper, found[at].name))
    for at in range(len(found)):
        found[at] = _of_the_column_before(found[at], found[:at])
    return _with_units_of_parts(_as_changes(found))


def _with_units_of_parts(columns: Sequence[Heading]) -> list[Heading]:
    """Return headings; a total without a unit has that of the other levels, if these have one.

    What is among those of the column before it has the unit of that.
    """
    units = {one.unit for one in columns if not one.measure and not one.total}
    unit, found = units.pop() if len(units) == 1 else "", list(columns)
    for at, one in enumerate(columns):
        if not (one.unit or one.measure):
            before = next((two.unit for two in reversed(found[:at]) if not two.measure), "")
            found[at] = one._replace(unit=unit if one.total else before if one.among else "")
    return found


def _as_changes(columns: Sequence[Heading]) -> list[Heading]:
    """Return headings; a growth beside one of the same thing in percent is the change in units."""
    in_percent = {(one.name, one.when) for one in columns if one.measure == "growth" and one.unit == "%"}
    return [
        one._replace(measure="change")
        if one.measure == "growth" and not one.unit and (one.name, one.when) in in_percent
        else one
        for one in columns
    ]


def _upper(heading: Heading, column: Sequence[Heading]) -> str:
    """Return the nearest name above the lowest that a heading does not have in its own; empty for none."""
    above = (one.name for one in reversed(column[:-1]))
    named = bool(heading.name) or heading.total
    return next((name for name in above if name and named and name not in heading.name), "")


def _of_the_column_before(heading: Heading, before: Sequence[Heading]) -> Heading:
    """Return a growth without a name with that of the levels before it; one of a division with their noun.

    Behind a total it is of what that is the total of.
    """
    behind = list(dropwhile(lambda one: one.measure in CHANGES, reversed(before)))
    levels = [one.name for one in takewhile(lambda one: not one.measure, behind)]
    if behind and behind[0].whole:
        levels = [behind[0].whole]
    if levels[1:] and behind[0].when != behind[1].when and levels[0] == levels[1]:
        # It is between two years of one thing.
        levels = levels[:1]
    if not heading.name and heading.measure in CHANGES and len(set(levels)) == 1:
        return heading._replace(name=levels[0])
    heads = (head_of_caption(name) for name in levels) if heading.divides and heading.name else ()
    return heading._replace(name=together(heading.name, next(filter(None, heads), "")))
