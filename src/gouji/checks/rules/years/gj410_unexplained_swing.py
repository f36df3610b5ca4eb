"""GJ410: levels that change implausibly, without explanation; below the rule, how steps are judged."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from gouji.checks.bindings import quantities
from gouji.checks.bindings.slips import year_to_year_slips
from gouji.checks.rule import Bound, Level, MessageValue, Phrase, Verdict, rule
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern


@rule(
    "GJ410", name="unexplained-swing", level="warning", scope="matter", of_size=True, covers=lambda *_: True
)
def unexplained_swing(facts: Facts) -> Iterator[Verdict]:
    """A level that changes far more than it ever did before is explained."""
    slips = {(slip.one.id, slip.two.id) for slip in facts.derive(year_to_year_slips) if slip.kind}
    levels = grouped(
        (fact for fact in facts if _is_yearly_level(facts, fact)),
        lambda fact: (fact.key.quantity, fact.scope, facts.owner_of(fact)),
    )
    for rows in levels.values():
        yield from _steps(facts, grouped(rows, lambda fact: fact.key.period), slips)


_TIMES = 5
"""This many times the largest relative change before is implausible."""
_MIN_FACTOR = Fraction(2)
_FIRST_FACTOR = Fraction(5)
_EXTREME_FACTOR = Fraction(20)
_SMALL_COUNT = 20
_REACH = 60


def _is_yearly_level(facts: Facts, fact: Fact) -> bool:
    yearly = fact.key.period.isdigit()
    if not (fact.is_figure and fact.settled and yearly and fact.indicator and not fact.whole):
        return False
    if fact.measure != "level" or kind_of(facts.name_of(fact)).uneven:
        return False
    return quantities.is_one_of_a_kind(fact)


def _steps(facts: Facts, years: dict[str, list[Fact]], slips: set[tuple[str, str]]) -> Iterator[Verdict]:
    """Judge the steps from year to year, each by those before it."""
    usual: Fraction | None = None
    values = {year: quantities.reported_values(facts, rows) for year, rows in years.items()}
    for earlier, later in pairwise(sorted(years)):
        if int(later) != int(earlier) + 1:
            continue
        now, before = values[later], values[earlier]
        one, two = now[0], before[0]
        if (one.first.id, two.first.id) in slips:
            continue
        bound = (*quantities.bind_value(one, "now"), *quantities.bind_value(two, "before"))
        factor = _factor(quantities.only_value(now), quantities.only_value(before))
        if factor is None:
            yield Verdict("unchecked", bound, reason="no-one-value")
        elif factor > _max_factor(facts, one.first, usual) and not _explained(facts, one, two):
            yield _swing(bound, factor, usual)
        else:
            yield Verdict("consistent", bound)
            usual = max(usual or factor, factor)


def _factor(now: quantities.ReportedValue | None, before: quantities.ReportedValue | None) -> Fraction | None:
    """The larger over the smaller of two values; None where nothing can be decided."""
    left, right = now and now.value.printed, before and before.value.printed
    return max(left / right, right / left) if left and right and min(left, right) > 0 else None


def _swing(bound: tuple[Bound, ...], factor: Fraction, usual: Fraction | None) -> Verdict:
    values: dict[str, MessageValue] = {
        "times": str(round(float(factor), 1)),
        "usual": Phrase("swing-usual", {"usual": str(round(float(usual), 2))}) if usual else "",
    }
    level: Level = "warning" if factor > _EXTREME_FACTOR else "note"
    now, before = (next(one.fact.quote for one in bound if one.role == role) for role in ("now", "before"))
    return Verdict("inconsistent", bound, "unexplained-swing", values, "", level, algebra=f"{now} / {before}")


def _max_factor(facts: Facts, fact: Fact, usual: Fraction | None) -> Fraction:
    """The largest plausible factor: by the steps before, or else a fixed one, for totals and stocks only."""
    if usual is not None:
        return max(_MIN_FACTOR, 1 + _TIMES * (usual - 1))
    indicator = facts.indicator_of(fact)
    lasting = quantities.is_total(fact) or (indicator is not None and indicator.basis == "stock")
    return _FIRST_FACTOR if lasting else Fraction(10**9)


def _explained(facts: Facts, now: quantities.ReportedValue, before: quantities.ReportedValue) -> bool:
    """Whether something near the figures explains a step, or they are too small to judge it."""
    least = min(value.value.printed or 0 for value in (now, before))
    if now.first.unit != before.first.unit or (now.first.unit_class == "#" and least < _SMALL_COUNT):
        return True
    indicator = facts.indicator_of(now.first)
    if (indicator is not None and indicator.revisable) or now.first.stage == "revised":
        return True
    return any(quantities.has_growth(facts, fact) or _has_explanation(facts, fact) for fact in now.facts)


def _has_explanation(facts: Facts, fact: Fact) -> bool:
    text = facts.texts.get(fact.summary, "")
    if fact.start is None or fact.end is None:
        return False
    return bool(pattern("series_broken").search(text, max(0, fact.start - _REACH), fact.end + _REACH))
