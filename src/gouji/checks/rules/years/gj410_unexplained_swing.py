"""GJ410: levels that change implausibly, without explanation; below the rule, how steps are judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gouji.checks.bindings.quantity_key import is_one_of_a_kind, is_total, same_quantity
from gouji.checks.bindings.reported_values import ReportedValue, bind_value, reported_values
from gouji.checks.bindings.slips import year_to_year_slips
from gouji.checks.rule import Level, MessageValue, Phrase, Verdict, rule
from gouji.facts.table.facts import Fact, Facts


@rule("GJ410", name="unexplained-swing", level="warning", scope="matter", covers=lambda *_: True)
def unexplained_swing(facts: Facts) -> Iterator[Verdict]:
    """A level that changes far more than it ever did before is explained.

    Why: a figure of another quantity, unit or scope looks like a leap; so does a real leap, which needs an
    explanation.

    The rule compares levels of one key in consecutive years. With three or more years it reports a step of
    five times the largest relative change before it that is at least a doubling or a halving; with two years
    only one beyond a factor of five, for what a place has one of (totals, stocks). It is a note, or a
    warning beyond a factor of twenty. Not reported: a step with a growth or change beside it, another
    counting word, revised figures, a census or a change of scope or prices mentioned nearby, counts below
    20, projects and contracts signed. Powers of ten are left to GJ701.

    Example:
        绿道 120公里, 131公里, then 610公里.

    Source: statistical editing: ratio edits against a unit's own history.
    """
    yield from (_verdict(step) for step in facts.derive(outliers))


def _verdict(step: Outlier) -> Verdict:
    bound = (*bind_value(step.now, "now"), *bind_value(step.before, "before"))
    if step.factor is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    if not step.implausible:
        return Verdict("consistent", bound)
    now, before = step.now.first, step.before.first
    times = str(round(float(step.factor), 1))
    values: dict[str, MessageValue] = {
        "times": times,
        "usual": Phrase("swing-usual", {"usual": str(round(float(step.usual), 2))}) if step.usual else "",
    }
    level: Level = "warning" if step.extreme else "note"
    algebra = f"{now.quote} / {before.quote}"
    return Verdict("inconsistent", bound, "unexplained-swing", values, "", level, "", algebra)


_TIMES = 5
"""This many times the largest relative change before is implausible."""
_MIN_FACTOR = Fraction(2)
_FIRST_FACTOR = Fraction(5)
_EXTREME_FACTOR = Fraction(20)
_SMALL_COUNT = 20
_REACH = 60
_PROJECTS = re.compile("签约|签订|项目|投资|合同|协议|意向")
_EXPLANATIONS = re.compile("普查|口径|调整|价格改革|不变价|可比价|新币|旧币|修订")


@dataclass(frozen=True, slots=True)
class Outlier:
    """The step from one year's level to the next, which may be implausible.

    Attributes:
        now: The later level.
        before: The earlier level.
        factor: The larger over the smaller; None where nothing can be decided.
        usual: The largest factor of the steps before; None where there were none.
        implausible: The factor is far beyond the usual one, and nothing near it explains it.
    """

    now: ReportedValue
    before: ReportedValue
    factor: Fraction | None = None
    usual: Fraction | None = None
    implausible: bool = False

    @property
    def extreme(self) -> bool:
        """Whether hardly anything could explain it."""
        return self.implausible and self.factor is not None and self.factor > _EXTREME_FACTOR


def outliers(facts: Facts) -> tuple[Outlier, ...]:
    """Return the steps of levels from year to year, each judged by the steps before it."""
    slips = {(slip.one.id, slip.two.id) for slip in facts.derive(year_to_year_slips) if slip.kind}
    levels: dict[object, dict[str, list[Fact]]] = {}
    for fact in facts:
        if _is_yearly_level(facts, fact):
            quantity = (fact.key.quantity, fact.scope, facts.owner_of(fact))
            levels.setdefault(quantity, {}).setdefault(fact.key.period, []).append(fact)
    return tuple(step for years in levels.values() for step in _steps(facts, years, slips))


def _is_yearly_level(facts: Facts, fact: Fact) -> bool:
    yearly = fact.key.period.isdigit()
    if not (fact.is_figure and fact.settled and yearly and fact.indicator and not fact.whole):
        return False
    if fact.measure != "level" or _PROJECTS.search(facts.name_of(fact)):
        return False
    return is_one_of_a_kind(fact)


def _steps(facts: Facts, years: dict[str, list[Fact]], slips: set[tuple[str, str]]) -> Iterator[Outlier]:
    usual: Fraction | None = None
    for earlier, later in pairwise(sorted(years)):
        if int(later) != int(earlier) + 1:
            continue
        now, before = reported_values(facts, years[later]), reported_values(facts, years[earlier])
        step = _step(facts, now, before, usual)
        if (step.now.first.id, step.before.first.id) in slips:
            continue
        yield step
        if step.factor is not None and not step.implausible:
            usual = max(usual or step.factor, step.factor)


def _step(
    facts: Facts, now: tuple[ReportedValue, ...], before: tuple[ReportedValue, ...], usual: Fraction | None
) -> Outlier:
    one, two = now[0], before[0]
    if len(now) > 1 or len(before) > 1 or one.ambiguous or two.ambiguous:
        return Outlier(one, two)
    left, right = one.value.printed, two.value.printed
    if left is None or right is None or min(left, right) <= 0:
        return Outlier(one, two)
    factor = max(left / right, right / left)
    far = factor > _max_factor(facts, one.first, usual)
    return Outlier(one, two, factor, usual, far and not _explained(facts, one, two, min(left, right)))


def _max_factor(facts: Facts, fact: Fact, usual: Fraction | None) -> Fraction:
    """The largest plausible factor: by the steps before, or else a fixed one, for totals and stocks only."""
    if usual is not None:
        return max(_MIN_FACTOR, 1 + _TIMES * (usual - 1))
    indicator = facts.indicator_of(fact)
    lasting = is_total(fact) or (indicator is not None and indicator.basis == "stock")
    return _FIRST_FACTOR if lasting else Fraction(10**9)


def _explained(facts: Facts, now: ReportedValue, before: ReportedValue, least: Fraction) -> bool:
    """Whether something near the figures explains a step, or they are too small to judge it."""
    if now.first.unit != before.first.unit or (now.first.unit_class == "#" and least < _SMALL_COUNT):
        return True
    indicator = facts.indicator_of(now.first)
    if (indicator is not None and indicator.revisable) or now.first.stage == "revised":
        return True
    return any(_has_growth(facts, fact) or _has_explanation(facts, fact) for fact in now.facts)


def _has_growth(facts: Facts, fact: Fact) -> bool:
    period = fact.key.period
    return any(same_quantity(facts, fact, measure, period) for measure in ("growth", "change"))


def _has_explanation(facts: Facts, fact: Fact) -> bool:
    text = facts.texts.get(fact.summary, "")
    if fact.start is None or fact.end is None:
        return False
    return bool(_EXPLANATIONS.search(text, max(0, fact.start - _REACH), fact.end + _REACH))
