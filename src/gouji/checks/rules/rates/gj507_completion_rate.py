"""GJ507: completion rates that differ from outcome over target; below the rule, how they are compared."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from gouji.checks.bindings.quantities import ReportedValue, bind_value, choose_values, reported_values
from gouji.checks.rule import Binding, MessageValue, rule
from gouji.facts.numbers.values import HUNDRED, Value, compare, formatted
from gouji.facts.table.columns import OVER
from gouji.facts.table.facts import Fact, Facts, grouped


@rule(
    "GJ507",
    name="completion-rate",
    level="error",
    scope="matter",
    covers=lambda _, fact: fact.measure == "completion",
)
def completion_rate(facts: Facts) -> Iterator[Binding]:
    """A completion rate is the outcome over the target."""
    rates = (fact for fact in facts if fact.is_figure and fact.settled and fact.measure == "completion")
    # By how much a plan was passed is no completion: 比计划多5%.
    stated = (fact for fact in rates if all(of.breakdown != OVER for of in fact.whole))
    for rows in grouped(stated, lambda fact: (fact.key, facts.owner_of(fact))).values():
        yield from (_compared(facts, rate) for rate in reported_values(facts, rows))


def _compared(facts: Facts, rate: ReportedValue) -> Binding:
    levels = facts.derive(_levels).get(_quantity(facts, rate.first), [])
    settled = (fact for fact in levels if fact.settled and _same_period(fact, rate.first))
    outcomes, targets = reported_values(facts, settled), _targets(facts, levels, rate.first)
    chosen = None
    if outcomes and targets:
        chosen = choose_values(((rate,), outcomes, targets), _completion)
    obstacle = "no-one-value" if outcomes and targets else "no-target" if outcomes else "no-outcome"
    return chosen or Binding(bind_value(rate, "rate"), None, obstacle=obstacle)


def _levels(facts: Facts) -> Mapping[tuple[str, str, str], list[Fact]]:
    levels = (fact for fact in facts if fact.is_figure and fact.measure == "level")
    return grouped(levels, lambda fact: _quantity(facts, fact))


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


def _completion(rate: ReportedValue, outcome: ReportedValue, target: ReportedValue) -> Binding:
    told = ((rate, "rate"), (outcome, "outcome"), (target, "target"))
    bound = tuple(bound for value, role in told for bound in bind_value(value, role))
    if outcome.first.unit_class != target.first.unit_class:
        return Binding(bound, None, obstacle="units-differ")
    try:
        computed = outcome.value / target.value * HUNDRED
    except ValueError:
        return Binding(bound, None, obstacle="divisor-may-be-zero")

    def words() -> dict[str, MessageValue]:
        implied = _implied(outcome.value, target, rate.value)
        return {"computed": _percent(computed, rate.first), "implied": implied}

    return Binding(
        bound, compare(rate.value, computed), "completion-rate", "{outcome} / {target} = {computed} ≠ {rate}",
        words, level="error" if len({value.first.summary for value, _ in told}) == 1 else "warning",
    )  # fmt: skip


def _percent(value: Value, rate: Fact) -> str:
    """The computed rate with as many decimals as the printed one, and at least two."""
    number = value.printed
    if number is None:
        return value.formatted("%")
    width = rate.reading.width if rate.reading else Fraction(0)
    return formatted(_rounded(number, min(width or Fraction(1), Fraction(1, 100))), "%")


def _implied(outcome: Value, target: ReportedValue, rate: Value) -> str:
    """The target that the printed rate would imply, to the precision of the printed target."""
    if outcome.printed is None or not rate.printed:
        return "?"
    width = target.first.reading.width if target.first.reading else Fraction(0)
    needed = outcome.printed / rate.printed * 100
    return formatted(_rounded(needed, width or Fraction(1)), target.first.unit)


def _rounded(number: Fraction, width: Fraction) -> Fraction:
    return round(number / width) * width
