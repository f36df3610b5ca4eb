"""What must be decided about small fact tables, from the definitions alone: an oracle in plain fractions.

Written from the definitions of what agrees (totals as in XBRL Calculations 1.1, interval quotients, GRIM, the
tail of summed rounding errors), not from gouji's code, of which nothing is imported. What a figure stands for
is known from how it was made (`benchmarks.printed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, product
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.oracle_values import Range, Value, tail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from benchmarks.printed import Printed, Span

HUNDRED = Fraction(100)
VAGUE = "一批"
IMPROBABLE = Fraction(1, 1000)
OF_SOMETHING = frozenset({"share", "mean", "growth", "completion"})
"""Measures that are of what they name in ``whole``, and no parts of it."""


class Row(NamedTuple):
    """A row of a fact table.

    Attributes:
        id: Its id.
        indicator: What is measured.
        printed: Its figure; None for a vague one, without bounds.
        measure: What of the indicator is stated.
        period: As written.
        base: What a mean is over: several years.
        ahead: It is a target.
        whole: The breakdowns that it is part of, or what it is of.
        complete: Nothing is left out of them.
        faulty: A cell of it cannot be read.
        price: At which prices the indicator grows, if that is stated.
    """

    id: str
    indicator: str
    printed: Printed | None
    measure: str = "level"
    period: str = "2023"
    base: str = ""
    ahead: bool = False
    whole: tuple[str, ...] = ()
    complete: bool = False
    faulty: bool = False
    price: str = ""

    @property
    def quote(self) -> str:
        """Its characters."""
        return self.printed.quote if self.printed else VAGUE


class Decided(NamedTuple):
    """A verdict, and the level of its finding; empty where there is none."""

    outcome: str
    level: str = ""


Binding = tuple[str, ...]
"""A rule, the id of the total or of the stated figure, and those of what else it tells bindings apart by."""
Expected = dict[Binding, frozenset[Decided]]
"""What may be decided; more than one verdict where the definitions leave it open."""
UNCHECKED = Decided("unchecked")
CONSISTENT = Decided("consistent")
SURELY = Decided("inconsistent", "error")


def decided(stated: Value, computed: Value, how: str = "==", level: str = "error") -> Decided:
    """Compare a stated value with a computed one: equal, or at least or at most that."""
    if not _possible(stated.hard, computed.hard, how):
        return Decided("inconsistent", level)
    if not _possible(stated.soft, computed.soft, how):
        return Decided("inconsistent", "warning")
    if stated.number is None or computed.number is None:
        return CONSISTENT
    gap = stated.number - computed.number
    if gap == 0 or (how == ">=" and gap > 0):
        return CONSISTENT
    if how != "==" or stated.errors is None or computed.errors is None:
        return Decided("rounding")
    unlikely = tail(gap, computed.errors, sum(stated.errors, Fraction(0))) < IMPROBABLE
    return Decided("rounding", "warning" if unlikely else "")


def _possible(stated: Range, computed: Range, how: str) -> bool:
    return stated.meets(computed) if how == "==" else stated.reaches(computed)


class Table:
    """The rows of one summary."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self.by_id = {row.id: row for row in self.rows}
        self.parts: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.measure not in OF_SOMETHING:
                for key in row.whole:
                    self.parts.setdefault(key, []).append(row)
        self.totals = {key.partition("#")[0] for key in self.parts}

    def span(self, row: Row) -> Span | None:
        """Return all that a figure can stand for: a round count beside its own parts is exact."""
        if row.printed is None:
            return None
        if row.id in self.totals and row.printed.unit.counts and row.printed.number is not None:
            return row.printed.soft
        return row.printed.hard

    def value(self, row: Row) -> Value | None:
        """Return the value of a row's figure; None where it has no bounds."""
        span = self.span(row)
        if row.printed is None or span is None:
            return None
        errors = (row.printed.width,) if row.printed.width else ()
        return Value(Range.of(span), Range.of(row.printed.soft), row.printed.number, errors)

    def stating(self, measure: str) -> Iterator[Row]:
        """Yield the rows that state a measure; what is vague states nothing that could be wrong."""
        return (row for row in self.rows if row.measure == measure and row.printed)

    def beside(self, row: Row, measure: str = "level", period: str = "") -> list[Row]:
        """Return the other figures of a row's indicator, of a measure and of a period or the row's own."""
        return [
            other
            for other in self.rows
            if other is not row
            and other.printed
            and (other.indicator, other.measure, other.ahead) == (row.indicator, measure, row.ahead)
            and other.period == (period or row.period)
        ]

    def compared(
        self, row: Row, make: Make, *roles: Sequence[Row], level: str = "error"
    ) -> frozenset[Decided]:
        """Hold a stated figure against what others make: of several the first that agrees decides."""
        tried = [self._compared(row, make, chosen, level) for chosen in product(*roles)]
        fine = [one for one in tried if one.outcome in {"consistent", "rounding"}][:1]
        # Where none of several agrees, or one of them is faulty, it may be left open which is meant.
        doubtful = len(tried) > 1 and (not fine or UNCHECKED in tried)
        return frozenset((*(fine or tried), *([UNCHECKED] if doubtful else ())))

    def _compared(self, row: Row, make: Make, chosen: Sequence[Row], level: str) -> Decided:
        values = [self.value(one) for one in (row, *chosen)]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or any(one.faulty for one in (row, *chosen)):
            return UNCHECKED
        try:
            return decided(known[0], make(*known[1:]), level=level)
        except ZeroDivisionError:
            return UNCHECKED


Make = Callable[..., Value]
Found = Iterator[tuple[Binding, frozenset[Decided]]]


def expected(rows: Iterable[Row]) -> Expected:
    """Return every binding of a table, and what must be decided about it."""
    table = Table(rows)
    found = dict(totals(table))
    for rule in (growths, changes, shares, shares_of_100, means, completions, conversions):
        found |= dict(rule(table))
    return found


def unit_class(row: Row) -> str:
    """Return what comparable units share: all words that only count are one."""
    if row.printed is None:
        return ""
    return "#" if row.printed.unit.base in CLASSIFIERS else row.printed.unit.base


CLASSIFIERS = frozenset("个项家")


def _only(*decisions: Decided) -> frozenset[Decided]:
    return frozenset(decisions)


def totals(table: Table) -> Found:
    """A complete breakdown is equal to its total, an open one at most; no part is more than it."""
    for key, parts in table.parts.items():
        total = table.by_id[key.partition("#")[0]]
        rows = (total, *parts)
        known = [value for row in rows if (value := table.value(row)) is not None and not row.faulty]
        complete = all(part.complete for part in parts)
        # What is printed as nothing is not below it.
        negative = any(value.hard.low < 0 and value.number != 0 for value in known[1:])
        alike = len(known) == len(rows) and len({unit_class(row) for row in rows}) == 1
        if not alike or (negative and not complete):
            yield ("GJ205", total.id), _only(UNCHECKED)
            yield ("GJ206", total.id), _only(UNCHECKED)
            continue
        alone = {
            part.id: decided(known[0], value, ">=") for part, value in zip(parts, known[1:], strict=True)
        }
        more = {one: verdict for one, verdict in alone.items() if verdict.outcome == "inconsistent"}
        named = complete or len(parts) == 1 or "#" in key
        told = () if negative else more.values()
        found = _summed(known, told, complete=complete, named=named)
        yield ("GJ205", total.id), _only(found)
        if not more or found.outcome in {"consistent", "rounding"}:
            yield ("GJ206", total.id), _only(CONSISTENT)
        elif negative:
            # Another part may well be more than the total.
            yield ("GJ206", total.id), _only(UNCHECKED)
        else:
            yield from ((("GJ206", total.id, one), _only(verdict)) for one, verdict in more.items())


def _summed(values: Sequence[Value], more: Collection[Decided], *, complete: bool, named: bool) -> Decided:
    """Compare a total with the sum of its parts; *more* is said of parts that alone are more than it."""
    summed = values[1]
    for value in values[2:]:
        summed = summed.plus(value)
    found = decided(values[0], summed, "==" if complete else ">=")
    if found.outcome != "inconsistent":
        return found
    if not named and not more:
        # Parts of an open breakdown without a name may overlap, and then they do not add up.
        return UNCHECKED
    # Where a part alone is more, and as surely, it is enough to report that.
    return Decided("inconsistent") if not named or not {found, SURELY}.isdisjoint(more) else found


def growths(table: Table) -> Found:
    """Growth is now over before less one; or the change over either of them, where one is not told."""
    for row in table.stating("growth"):
        binding = ("GJ501", row.id)
        now, before = table.beside(row), table.beside(row, period=_year_before(row))
        change = table.beside(row, "change")
        terms = [some for some in (now, before) if some]
        make: Make = _growth
        if len(terms) < 2:
            terms, make = ([*terms, change], _from_now if now else _from_before)
        if not all(terms) or not (now or before):
            yield binding, _only(UNCHECKED)
            continue
        of = {unit_class(one) for some in terms for one in some}
        real = _is_money(terms[0][0]) and terms[0][0].price == "real"
        if len(of) > 1 or real:
            yield binding, _only(UNCHECKED)
            continue
        unsaid = _is_money(terms[0][0]) and not terms[0][0].price
        yield binding, table.compared(row, make, *terms, level="warning" if unsaid else "error")


def _year_before(row: Row) -> str:
    return str(int(row.period) - 1)


def _is_money(row: Row) -> bool:
    return row.printed is not None and row.printed.unit.base == "元"


def _growth(now: Value, before: Value) -> Value:
    return now.over(before).minus(Value.exactly(Fraction(1))).times(Value.exactly(HUNDRED))


def _from_now(now: Value, change: Value) -> Value:
    # Each is used once: change / (now - change) = 1 / (now / change - 1).
    return Value.exactly(HUNDRED).over(now.over(change).minus(Value.exactly(Fraction(1))))


def _from_before(before: Value, change: Value) -> Value:
    return change.over(before).times(Value.exactly(HUNDRED))


def changes(table: Table) -> Found:
    """A change is now less before."""
    for row in table.stating("change"):
        now, before = table.beside(row), table.beside(row, period=_year_before(row))
        if not (now and before):
            continue
        alike = len({unit_class(one) for one in (row, *now, *before)}) == 1
        found = table.compared(row, Value.minus, now, before) if alike else _only(UNCHECKED)
        yield ("GJ501", row.id), found


def shares(table: Table) -> Found:
    """A share is the part over the total; without a part, a whole number must give it."""
    for row in table.stating("share"):
        total = table.by_id[row.whole[0].partition("#")[0]]
        parts = [part for part in table.beside(row) if part is not total]
        alike = [part for part in parts if unit_class(part) == unit_class(total)]
        if parts:
            make = lambda part, whole: part.over(whole).times(Value.exactly(HUNDRED))  # noqa: E731
            yield ("GJ502", row.id), table.compared(row, make, alike, [total]) if alike else _only(UNCHECKED)
        elif total.printed is not None and total.printed.unit.counts:
            yield ("GJ503", row.id), _only(_counted(table, row, total))


def _counted(table: Table, row: Row, total: Row) -> Decided:
    """Say whether a share is that of a whole number; of so many that every percentage is, nothing is said."""
    count, share = table.value(total), row.printed
    if row.faulty or total.faulty or count is None or share is None or not share.width:
        return UNCHECKED
    number, places = count.hard.low, len(share.quote.rstrip("%").partition(".")[2])
    if not count.is_exact or number >= 10 ** (places + 2):
        return UNCHECKED
    low, high = (share.hard.low or Fraction(0)) / HUNDRED, (share.hard.high or HUNDRED) / HUNDRED
    possible = max(ceil(low * number), 0) <= min(floor(high * number), int(number))
    return CONSISTENT if possible else Decided("inconsistent", "error")


def shares_of_100(table: Table) -> Found:
    """Shares of one breakdown add up to 100, or to at most that where some are left out."""
    breakdowns: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.measure == "share":
            for key in row.whole:
                breakdowns.setdefault(key, []).append(row)
    for rows in breakdowns.values():
        if len(rows) < 2:
            continue
        known = [value for row in rows if (value := table.value(row)) is not None and not row.faulty]
        binding = ("GJ504", *(row.id for row in rows))
        if len(known) < len(rows):
            yield binding, _only(UNCHECKED)
            continue
        summed = known[0]
        for value in known[1:]:
            summed = summed.plus(value)
        how = "==" if all(row.complete for row in rows) else ">="
        yield binding, _only(decided(Value.exactly(HUNDRED), summed, how))


def means(table: Table) -> Found:
    """A mean is the total over the count, or over the number of years."""
    for row in table.stating("mean"):
        binding = ("GJ505", row.id)
        if row.base:
            first, last = row.base.split("/")
            years = Value.exactly(Fraction(int(last) - int(first) + 1))
            spans = table.beside(row, period=row.base)
            make = lambda total, years=years: total.over(years)  # noqa: E731
            yield binding, table.compared(row, make, spans) if spans else _only(UNCHECKED)
            continue
        total, count = (table.by_id[key] for key in row.whole)
        if unit_class(total) != unit_class(row):
            yield binding, _only(UNCHECKED)
        else:
            yield binding, table.compared(row, Value.over, [total], [count])


def completions(table: Table) -> Found:
    """A completion rate is the outcome over the target."""
    for row in table.stating("completion"):
        outcomes = table.beside(row)
        targets = table.beside(row._replace(ahead=True))
        alike = {unit_class(one) for one in (*outcomes, *targets)}
        if not (outcomes and targets) or len(alike) > 1:
            yield ("GJ507", row.id), _only(UNCHECKED)
            continue
        make = lambda outcome, target: outcome.over(target).times(Value.exactly(HUNDRED))  # noqa: E731
        yield ("GJ507", row.id), table.compared(row, make, outcomes, targets)


def conversions(table: Table) -> Found:
    """One figure in two units of one kind has one value."""
    for one, two in combinations(table.rows, 2):
        same = (one.indicator, one.period, one.ahead) == (two.indicator, two.period, two.ahead)
        levels = one.measure == two.measure == "level" and not (one.whole or two.whole)
        if not (same and levels and one.printed and two.printed) or one.printed.unit.counts:
            continue
        units = one.printed.unit, two.printed.unit
        if units[0].base == units[1].base and units[0].noun != units[1].noun:
            found = table.compared(one, lambda value: value, [two])
            yield ("GJ508", *sorted((one.id, two.id))), found
