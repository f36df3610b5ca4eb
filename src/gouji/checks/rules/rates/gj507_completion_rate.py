"""GJ507: completion rates that outcome and target do not make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from gouji.checks.bindings.reported_values import MOST, tellings
from gouji.checks.rule import Verdict, judged, rule, tell, unchecked
from gouji.facts.numbers.values import Value, compare
from gouji.facts.numbers.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.verdict import Level
    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ507", name="completion-rate", level="error", scope="matter")
def completion_rate(facts: Facts) -> Iterator[Verdict]:
    """A completion rate is the outcome over the target.

    Why: a rate that the two figures do not make says that one of the three was changed, most often
    the target, and nobody was told.

    Compared are figures of measure `completion` with the level of the same indicator in the same period and
    its target (section `target` or `plan`, or stage `target`): that of the period, or else of the year that
    holds it (half a year's outcome over the year's plan). It is an error where one summary says
    all three, else a warning: the target may have been revised. The finding tells the target that the
    rate would need.

    Example:
        5332.42亿元 of 4414.5亿元 is 120.79 %, and 121.08 % is said.

    Source: interval quotients; the definition of a completion rate.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and fact.measure == "completion"
    )
    yield from map(_verdict, facts.derive(completions))


def _verdict(found: Completion) -> Verdict:
    bound = tuple(bound for one, role in found.tellings for bound in tell(one, role))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle)
    summaries = {one.first.summary for one, _ in found.tellings}
    level: Level = "error" if len(summaries) == 1 else "warning"
    return judged(found.agreement, bound, level, "completion-rate", found.told())


_HUNDRED = Value.exactly(Fraction(100))


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion rate, the outcome, and the target.

    Attributes:
        rate: The rate, in percent.
        outcome: What was reached; None where it is not told.
        target: What was aimed at; None where it is not told.
        agreement: How outcome over target goes with the rate; None where it cannot be told.
        obstacle: Key of the reason why it cannot.
    """

    rate: Telling
    outcome: Telling | None = None
    target: Telling | None = None
    agreement: Agreement | None = None
    obstacle: str = ""

    @property
    def tellings(self) -> tuple[tuple[Telling, str], ...]:
        """All that is bound, with its role."""
        roles = (self.rate, "rate"), (self.outcome, "outcome"), (self.target, "target")
        return tuple((one, role) for one, role in roles if one is not None)

    def told(self) -> dict[str, str]:
        """Return the computed rate and the implied target for a message, and the computation in signs."""
        if self.outcome is None or self.target is None:
            return {}
        outcome, target, rate = self.outcome, self.target, self.rate
        computed = _percent(outcome.value / target.value * _HUNDRED, rate.first)
        return {
            "outcome": outcome.first.quote,
            "target": target.first.quote,
            "computed": computed,
            "rate": rate.first.quote,
            "implied": _implied(outcome.value, target, rate.value),
            "algebra": f"{outcome.first.quote} / {target.first.quote} = {computed} ≠ {rate.first.quote}",
        }


def completions(facts: Facts) -> tuple[Completion, ...]:
    """Return every completion rate that is told, compared with outcome over target."""
    rows: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.is_figure and fact.settled and fact.measure == "completion":
            rows.setdefault((fact.key, facts.whose(fact)), []).append(fact)
    return tuple(
        found for some in rows.values() for rate in tellings(facts, some) for found in _of(facts, rate)
    )


def _of(facts: Facts, rate: Telling) -> Iterator[Completion]:
    rows = facts.by_indicator.get(rate.first.indicator, ())
    levels = [fact for fact in rows if _level_of(facts, fact, rate.first)]
    outcomes = tellings(facts, (fact for fact in levels if fact.settled and _same_period(fact, rate.first)))
    targets = _targets(facts, levels, rate.first)
    if not outcomes or not targets:
        yield Completion(rate, obstacle="no-target" if outcomes else "no-outcome")
        return
    if any(one.crowded for one in (rate, *outcomes, *targets)) or len(outcomes) * len(targets) > MOST:
        yield Completion(rate, obstacle="no-one-value")
        return
    yield _best([_completion(rate, outcome, target) for outcome, target in product(outcomes, targets)])


def _level_of(facts: Facts, fact: Fact, rate: Fact) -> bool:
    same = facts.whose(fact) == facts.whose(rate) and fact.scope == rate.scope
    return same and fact.is_figure and fact.measure == "level"


def _same_period(fact: Fact, rate: Fact) -> bool:
    return fact.key.period == rate.key.period


def _targets(facts: Facts, levels: Sequence[Fact], rate: Fact) -> tuple[Telling, ...]:
    """The targets of the rate's own period, or else those of the year that holds it."""
    aimed = [fact for fact in levels if fact.ahead or fact.stage in {"target", "plan"}]
    own = [fact for fact in aimed if _same_period(fact, rate)]
    return tellings(facts, own or [fact for fact in aimed if _year_of(rate) == fact.key.period])


def _year_of(rate: Fact) -> str:
    period = rate.period
    if period is None or period.start is None or period.start.year != period.end.year:
        return "-"
    return f"{period.end.year:04d}"


def _completion(rate: Telling, outcome: Telling, target: Telling) -> Completion:
    found = Completion(rate, outcome, target)
    if outcome.first.unit_class != target.first.unit_class:
        return replace(found, obstacle="units-differ")
    try:
        computed = outcome.value / target.value * _HUNDRED
    except ValueError:
        return replace(found, obstacle="divisor-may-be-zero")
    return replace(found, agreement=compare(rate.value, computed))


def _best(tried: list[Completion]) -> Completion:
    """Of the values that are told differently the first that agree, or else those that were told first."""
    holding = (one for one in tried if one.agreement and one.agreement.outcome != "inconsistent")
    return next(holding, tried[0])


def _percent(value: Value, rate: Fact) -> str:
    """The computed rate with the decimals of the printed one, and at least two."""
    number = value.printed
    if number is None:
        return value.spoken("%")
    width = rate.reading.width if rate.reading else Fraction(0)
    return f"{_rounded(number, min(width or Fraction(1), Fraction(1, 100)))}%"


def _implied(outcome: Value, target: Telling, rate: Value) -> str:
    """The target that the printed rate would need, to the precision of the printed target."""
    if outcome.printed is None or not rate.printed:
        return "?"
    width = target.first.reading.width if target.first.reading else Fraction(0)
    needed = outcome.printed / rate.printed * 100
    return spoken(_rounded_to(needed, width or Fraction(1)), target.first.unit)


def _rounded_to(number: Fraction, width: Fraction) -> Fraction:
    return round(number / width) * width


def _rounded(number: Fraction, width: Fraction) -> str:
    return spoken(_rounded_to(number, width), "")
