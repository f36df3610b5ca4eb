"""GJ507: completion rates that differ from outcome over target; below the rule, how they are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.checks.bindings.reported_values import ReportedValue, bind_value, choose_values, reported_values
from gouji.checks.rule import Binding, Level, MessageValue, rule
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts


@rule(
    "GJ507",
    name="completion-rate",
    level="error",
    scope="matter",
    covers=lambda _, fact: fact.measure == "completion",
)
def completion_rate(facts: Facts) -> Iterator[Binding]:
    """A completion rate is the outcome over the target.

    Why: a rate that does not follow from the two figures shows that one of the three was changed, most
    often the target, without saying so.

    The rule compares figures of measure `completion` with the level of the same indicator in the same period
    and its target (section `target` or `plan`, or stage `target`): that of the period, or else of the year
    that contains it (half a year's outcome over the year's plan). It is an error where one summary states
    all three, else a warning: the target may have been revised. The finding states the target that the
    rate would imply.

    Example:
        5332.42亿元 of 4414.5亿元 is 120.79 %; the summary says 121.08 %.

    Source: interval quotients; the definition of a completion rate.
    """
    yield from map(_binding, facts.derive(completions))


def _binding(found: Completion) -> Binding:
    bound = tuple(bound for value, role in found.values_with_roles for bound in bind_value(value, role))
    summaries = {value.first.summary for value, _ in found.values_with_roles}
    level: Level = "error" if len(summaries) == 1 else "warning"
    return Binding(
        bound,
        found.agreement,
        "completion-rate",
        words=found.message_values,
        obstacle=found.obstacle,
        level=level,
    )


_HUNDRED = Value.exactly(Fraction(100))


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion rate, the outcome, and the target.

    Attributes:
        rate: The rate, in percent.
        outcome: The level that was reached; None where it is not reported.
        target: The level that was aimed at; None where it is not reported.
        agreement: Whether outcome over target agrees with the rate; None where they cannot be compared.
        obstacle: Key of the reason why they cannot.
    """

    rate: ReportedValue
    outcome: ReportedValue | None = None
    target: ReportedValue | None = None
    agreement: Agreement | None = None
    obstacle: str = ""

    @property
    def values_with_roles(self) -> tuple[tuple[ReportedValue, str], ...]:
        """The values that are known, each with its role in the binding."""
        roles = (self.rate, "rate"), (self.outcome, "outcome"), (self.target, "target")
        return tuple((value, role) for value, role in roles if value is not None)

    def message_values(self) -> dict[str, MessageValue]:
        """Return the computed rate and the implied target for a message, and the computation in symbols."""
        if self.outcome is None or self.target is None:
            return {}
        outcome, target, rate = self.outcome, self.target, self.rate
        computed = _percent(outcome.value / target.value * _HUNDRED, rate.first)
        return {
            "computed": computed,
            "implied": _implied(outcome.value, target, rate.value),
            "algebra": f"{outcome.first.quote} / {target.first.quote} = {computed} ≠ {rate.first.quote}",
        }


def completions(facts: Facts) -> tuple[Completion, ...]:
    """Return every reported completion rate, compared with outcome over target."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.is_figure and fact.settled and fact.measure == "completion":
            groups.setdefault((fact.key, facts.owner_of(fact)), []).append(fact)
    rates = (rate for rows in groups.values() for rate in reported_values(facts, rows))
    return tuple(found for rate in rates for found in _completions_of(facts, rate))


def _completions_of(facts: Facts, rate: ReportedValue) -> Iterator[Completion]:
    levels = facts.derive(_levels).get(_quantity(facts, rate.first), [])
    outcomes = reported_values(
        facts, (fact for fact in levels if fact.settled and _same_period(fact, rate.first))
    )
    targets = _targets(facts, levels, rate.first)
    if not outcomes or not targets:
        yield Completion(rate, obstacle="no-target" if outcomes else "no-outcome")
        return
    yield choose_values(((rate,), outcomes, targets), _completion) or Completion(
        rate, obstacle="no-one-value"
    )


def _levels(facts: Facts) -> Mapping[tuple[str, str, str], list[Fact]]:
    found: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.is_figure and fact.measure == "level":
            found.setdefault(_quantity(facts, fact), []).append(fact)
    return found


def _quantity(facts: Facts, fact: Fact) -> tuple[str, str, str]:
    """What outcome, target and rate share, whatever their periods."""
    return fact.indicator, facts.owner_of(fact), fact.scope


def _same_period(fact: Fact, rate: Fact) -> bool:
    return fact.key.period == rate.key.period


def _targets(facts: Facts, levels: Sequence[Fact], rate: Fact) -> tuple[ReportedValue, ...]:
    """The targets of the rate's own period, or else those of the year that contains it."""
    targets = [fact for fact in levels if fact.ahead or fact.stage in {"target", "plan"}]
    own = [fact for fact in targets if _same_period(fact, rate)]
    return reported_values(facts, own or [fact for fact in targets if _year_of(rate) == fact.key.period])


def _year_of(rate: Fact) -> str:
    period = rate.period
    if period is None or period.start is None or period.start.year != period.end.year:
        return "-"
    return f"{period.end.year:04d}"


def _completion(rate: ReportedValue, outcome: ReportedValue, target: ReportedValue) -> Completion:
    found = Completion(rate, outcome, target)
    if outcome.first.unit_class != target.first.unit_class:
        return replace(found, obstacle="units-differ")
    try:
        computed = outcome.value / target.value * _HUNDRED
    except ValueError:
        return replace(found, obstacle="divisor-may-be-zero")
    return replace(found, agreement=compare(rate.value, computed))


def _percent(value: Value, rate: Fact) -> str:
    """The computed rate with as many decimals as the printed one, and at least two."""
    number = value.printed
    if number is None:
        return value.formatted("%")
    width = rate.reading.width if rate.reading else Fraction(0)
    return f"{_rounded_text(number, min(width or Fraction(1), Fraction(1, 100)))}%"


def _implied(outcome: Value, target: ReportedValue, rate: Value) -> str:
    """The target that the printed rate would imply, to the precision of the printed target."""
    if outcome.printed is None or not rate.printed:
        return "?"
    width = target.first.reading.width if target.first.reading else Fraction(0)
    needed = outcome.printed / rate.printed * 100
    return formatted(_rounded(needed, width or Fraction(1)), target.first.unit)


def _rounded(number: Fraction, width: Fraction) -> Fraction:
    return round(number / width) * width


def _rounded_text(number: Fraction, width: Fraction) -> str:
    return formatted(_rounded(number, width), "")
