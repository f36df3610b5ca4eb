"""GJ414: what was left last year, and is told otherwise this year.

Below the rule, what a body had left when last year ended, and what it begins this year with.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.report_series import is_about_own_year, previous_reports
from gouji.checks.rule import Binding, Bound, MessageValue, bind, rule
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, by_key, grouped, value_of
from gouji.reading.lexicon.wording import pattern


class Rolled(NamedTuple):
    """What there is of something now, beside what there was a year ago, what came and what went.

    Attributes:
        now: What there is.
        before: What there was, in last year's summary.
        came: What was added.
        went: What was taken away.
        sum: What there should be.
        agreement: How that compares.
    """

    now: Fact
    before: Fact
    came: Fact
    went: Fact
    sum: Value
    agreement: Agreement

    @property
    def short(self) -> bool:
        """Whether there is less than there should be."""
        value = value_of(self.now)
        return value is not None and value.gap_to(self.sum) < 0


@rule("GJ414", name="carried-over", level="warning", scope="workspace")
def carried_over_from_last_year(facts: Facts) -> Iterator[Binding]:
    """A year begins with what the year before ended with."""
    for found in carried_over(facts):
        bound = (Bound(found.opening, "opening"), Bound(found.closing, "closing"))
        yield Binding(
            bound, found.agreement, "carried-over", "{opening} ≠ {closing}", obstacle="no-one-value"
        )
    yield from map(_rolled, rolled_over(facts))


def _rolled(found: Rolled) -> Binding:
    def words() -> dict[str, MessageValue]:
        unit, value = found.now.unit, value_of(found.now)
        gap = formatted(abs(value.gap_to(found.sum)), unit) if value else ""
        return {"sum": found.sum.formatted(unit), "gap": gap}

    bound = (
        *bind(found.now, role="now"),
        *bind(found.before, role="before"),
        *bind(found.came, role="came"),
        *bind(found.went, role="went"),
    )
    return Binding(
        bound,
        found.agreement,
        "rolled-over",
        "{before} + {came} - {went} ≠ {now}",
        words,
        level="note" if found.short else "warning",
    )


class Carried(NamedTuple):
    """What this year began with, and what last year's summary says was left.

    Attributes:
        opening: The figure of this year's summary.
        closing: The figure of last year's.
        agreement: How they compare; None where one has no value, or is told several times.
    """

    opening: Fact
    closing: Fact
    agreement: Agreement | None


def carried_over(facts: Facts) -> Iterator[Carried]:
    """Yield what was carried over, by the columns of tables, or by the noun."""
    openings, closings = (
        grouped(_told(facts, name), lambda fact: fact.summary)
        for name in ("left_from_before", "left_to_next")
    )
    for summary, some in openings.items():
        ends = [fact for one in previous_reports(facts, summary) for fact in closings.get(one, ())]
        begun, ended = grouped(some, _of_what), grouped(ends, _of_what)
        for what, (opening, *again) in begun.items():
            closing, *others = ended.get(what, [None])
            if closing is not None:
                once = not (again or others)
                yield Carried(opening, closing, _agreement(opening, closing) if once else None)


def _agreement(one: Fact, two: Fact) -> Agreement | None:
    left, right = value_of(one), value_of(two)
    return compare(left, right) if left and right else None


def _told(facts: Facts, name: str) -> Iterator[Fact]:
    """Yield figures of the year reviewed whose words, or those of whose row, say that they are left."""
    said = pattern(name)
    for fact in facts:
        if fact.measure == "level" and is_about_own_year(facts, fact):
            cell = CELL_PLACE.match(fact.place)
            if said.search((cell["row"] or "") if cell else fact.indicator):
                yield fact


def _of_what(fact: Fact) -> tuple[str, ...]:
    """What two figures of two years must share: their column, or the noun that is left; and the unit."""
    cell = CELL_PLACE.match(fact.place)
    if cell:
        return ("cell", cell["heading"] or "", fact.unit_class)
    noun = fact.indicator
    for said in (pattern("left_from_before"), pattern("left_to_next"), pattern("left_over")):
        noun = said.sub("", noun)
    return ("prose", noun, fact.unit_class)


def rolled_over(facts: Facts) -> Iterator[Rolled]:
    """Yield the rows that tell what there is, what came and what went, with last year's row of that name."""
    rows = grouped(_cells(facts), lambda found: (found[0].summary, found[1]))
    told = {key: roles for key, some in rows.items() if (roles := _roles(some))}
    for (summary, row), now in told.items():
        for previous in previous_reports(facts, summary):
            before = told.get((previous, row))
            if before and {"now", "came", "went"} <= now.keys():
                yield from _rolled_into(now, before["now"])


def _rolled_into(now: Mapping[str, Fact], before: Fact) -> Iterator[Rolled]:
    values = [value_of(one) for one in (before, now["came"], now["went"], now["now"])]
    had, came, went, has = values
    if had and came and went and has:
        summed = had + came - went
        yield Rolled(now["now"], before, now["came"], now["went"], summed, compare(has, summed))


def _cells(facts: Facts) -> Iterator[tuple[Fact, str, str]]:
    """Yield cells of the year reviewed with the names of their rows and columns."""
    for fact in facts:
        cell = CELL_PLACE.match(fact.place) if fact.unit_class == "#" else None
        if cell and cell["row"] and cell["heading"] and is_about_own_year(facts, fact):
            yield fact, cell["row"], cell["heading"]


def _roles(cells: Sequence[tuple[Fact, str, str]]) -> dict[str, Fact]:
    """Return the cells of a row by what their columns say; empty where two say the same."""
    columns = {"now": pattern("stock_now"), "came": pattern("stock_came"), "went": pattern("stock_went")}
    told = ((fact, heading, role) for fact, _, heading in cells for role in columns)
    found = by_key((role, fact) for fact, heading, role in told if columns[role].search(heading))
    once = all(len(some) == 1 for some in found.values())
    return {role: some[0] for role, some in found.items()} if once and "now" in found else {}
