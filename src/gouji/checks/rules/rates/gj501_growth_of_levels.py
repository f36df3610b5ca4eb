"""GJ501: growth and change compared with levels; below the rule, levels from other summaries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.checks.bindings.growth import base_period, between_levels, growths, is_checked, with_price_basis
from gouji.checks.bindings.quantities import (
    ReportedValue,
    bind_value,
    by_quantity,
    quantity_key,
    reported_values,
    revision,
    same_quantity,
    same_wording,
    words_before,
)
from gouji.checks.bindings.recompute import PERCENT, Recomputation, compared
from gouji.checks.bindings.report_series import previous_reports
from gouji.checks.bindings.restated import corrected, is_of_budget
from gouji.checks.bindings.told_again import borne_out, told_apart, unclear
from gouji.checks.rule import Binding, Bound, MessageValue, Phrase, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern


@rule("GJ501", name="growth-of-levels", level="error", scope="matter")
def growth_of_levels(facts: Facts) -> Iterator[Binding]:
    """A growth or change is what follows from the levels before and after it."""
    across = {one.stated.id: (one, before) for one, before in _across_reports(facts)}
    for found in facts.derive(growths):
        elsewhere = found.recomputed.obstacle == "no-levels" and found.recomputed.stated.id in across
        if not found.swapped and not elsewhere:
            yield found.recomputed.binding("stated", "growth-of-levels")
    yield from (_binding_across(facts, *one) for one in across.values())


def _binding_across(facts: Facts, found: Recomputation, before: ReportedValue) -> Binding:
    now = [(fact, role) for fact, role in found.terms if role != "before"]
    bound = (Bound(fact, role) for fact, role in [(found.stated, "stated"), *now])
    revised = revision(facts, [found.stated, *(fact for fact, _ in now), before.first]) if now else ""

    def words() -> dict[str, MessageValue]:
        return {**found.message_values(), "explain": Phrase(f"chain-{revised or 'silent'}")}

    return Binding(
        (*bound, *bind_value(before, "before")),
        found.agreement,
        "growth-across",
        words=words,
        obstacle=found.obstacle,
        reason=found.values,
        level="note" if revised or found.stated.ahead else "warning",
        # Distinguishes it from the comparison of the same growth with levels of its own summary.
        key="across",
        details={"class": "revision" if revised else "silent change"},
    )


_LEVELS = ("level", "share", "mean")
"""Measures that a growth can refer to."""
_SHARES_FIRST = ("share", "level", "mean")
"""The same for what grew by points."""
_LevelIndex = Mapping[tuple[object, ...], list[Fact]]
_Across = tuple[Recomputation, ReportedValue]
"""A growth recomputed from two levels, and the earlier one with all facts that report it."""


def _across_reports(facts: Facts) -> Iterator[_Across]:
    """Yield every growth and change since a period whose level only other summaries report."""
    told = (fact for fact in facts if fact.is_figure and (fact.settled or fact.section == "target"))
    levels = grouped(
        (fact for fact in told if fact.measure in _LEVELS and fact.indicator),
        lambda fact: _level_key(facts, fact, fact.key.period),
    )
    for fact in facts:
        yield from _growths_of(facts, fact, levels)


def _level_key(facts: Facts, fact: Fact, period: str) -> tuple[object, ...]:
    """What a level is indexed by: its quantity, scope, publisher and period."""
    about = fact.indicator, facts.owner_of(fact), fact.scope, facts.publisher_of(fact), period
    return *about, fact.ahead, is_of_budget(facts, fact)


def _growths_of(facts: Facts, fact: Fact, levels: _LevelIndex) -> Iterator[_Across]:
    eligible = fact.settled or _is_budget(facts, fact)
    if not (is_checked(fact) and fact.is_figure and eligible) or _has_other_scope(facts, fact):
        return
    base = base_period(fact)
    earlier = levels.get(_level_key(facts, fact, base), ()) if base else ()
    if not earlier or any(one.summary == fact.summary for one in earlier):
        return
    now = _levels_now(facts, fact)
    before = [one for one in earlier if now and _same_level(facts, now[0], one)]
    if before and _comparable(facts, fact, now[0], before):
        # Those in last year's summary, or those of all summaries where it has none.
        previous = previous_reports(facts, fact.summary)
        last = [one for one in before if one.summary in previous] or before
        last = [corrected(facts, fact.summary, one) for one in last]
        yield _compare(facts, fact, reported_values(facts, now), reported_values(facts, last))


def _levels_now(facts: Facts, fact: Fact) -> list[Fact]:
    """The levels that a growth ends at, in its own summary."""
    period = fact.key.period
    measures = _SHARES_FIRST if fact.unit == POINTS else _LEVELS
    found = (
        same_quantity(facts, fact, measure, period) or _elsewhere(facts, fact, measure)
        for measure in measures
    )
    return [
        one for one in next((rows for rows in found if rows), []) if one.is_figure and one.ahead == fact.ahead
    ]


def _elsewhere(facts: Facts, fact: Fact, measure: str) -> list[Fact]:
    """The level in another sentence of a draft, for a known indicator with only one value."""
    if fact.certainty != "known":
        return []
    rows = [
        one
        for one in facts.derive(by_quantity).get(quantity_key(fact), ())
        if one.measure == measure and one.key.period == fact.key.period and not one.base
    ]
    return rows if len({one.hard for one in rows}) == 1 else []


def _is_budget(facts: Facts, fact: Fact) -> bool:
    """Whether a target is compared with last year's target; others are compared with last year's outcome."""
    if fact.section != "target" or fact.measure != "change":
        return False
    told = pattern("of_budgets").search(words_before(facts, fact, 8))
    return told is not None or kind_of(facts.name_of(fact)).issued


def _same_level(facts: Facts, now: Fact, before: Fact) -> bool:
    """Whether two levels measure one quantity; in drafts by whole phrases with one value a summary."""
    if (now.measure, now.unit_class) != (before.measure, before.unit_class):
        return False
    if same_wording(facts, now, before):
        return True
    # 17个 before 传统制造业增加值增长5.3% is not what grew.
    counted = now.unit_class == "#" and kind_of(now.indicator).money
    return not counted and all(
        len(one.indicator) >= (0 if now.place and before.place else _MIN_PHRASE)
        and len(facts.derive(_values)[_of_summary(one)]) == 1
        for one in (now, before)
    )


_MIN_PHRASE = 4
"""A shorter drafted phrase (出口, 投资) may be cut from a longer one."""


def _values(facts: Facts) -> Mapping[tuple[object, ...], set[Interval | None]]:
    """The values that a summary reports under one phrase for a period: of several, one may be a part."""
    told = grouped((fact for fact in facts if fact.is_figure), _of_summary)
    return {key: {fact.hard for fact in rows} for key, rows in told.items()}


def _of_summary(fact: Fact) -> tuple[object, ...]:
    return fact.summary, fact.indicator, fact.measure, fact.ahead, fact.key.period, fact.unit_class


def _comparable(facts: Facts, fact: Fact, now: Fact, before: list[Fact]) -> bool:
    """Whether the units allow a comparison, and in drafts whether the publisher is known."""
    named = fact.coded or bool(facts.publisher_of(fact))
    units = {one.unit_class for one in (now, *before)}
    percents = units == {PERCENT}
    allowed = {POINTS} if percents else {PERCENT} if fact.measure == "growth" else units
    return named and len(units) == 1 and fact.unit_class in allowed


def _has_other_scope(facts: Facts, fact: Fact) -> bool:
    """Whether a growth has a scope or price basis that its levels do not have (同口径增长5%)."""
    around = (fact.scope + fact.quote, words_before(facts, fact, 16))
    return any(pattern("other_scope").search(words) for words in around)


def _compare(
    facts: Facts, fact: Fact, later: Sequence[ReportedValue], earlier: Sequence[ReportedValue]
) -> _Across:
    def pair(now: ReportedValue, before: ReportedValue) -> Recomputation:
        found = compared(fact, {"now": now.first, "before": before.first}, *between_levels(fact))
        if fact.measure == "growth":
            found = with_price_basis(facts, found, now.first)
        return replace(found, firm=False)

    found = borne_out((later, earlier), pair)
    if found is None:
        return Recomputation(fact, obstacle=unclear((later, earlier))), earlier[0]
    chosen = next(one for one in told_apart(earlier) if (one.first, "before") in found.terms)
    return found, chosen
