"""GJ701: 万 and 亿, and decimal points, that have slipped."""

from collections.abc import Iterator

from gouji.checks.bindings.slips import Slip, part_of_period_slips, restatement_slips, year_to_year_slips
from gouji.checks.rule import Bound, Verdict, bind, rule
from gouji.facts.table.facts import Fact, Facts


@rule("GJ701", name="magnitude-slip", level="error", scope="matter", of_size=True)
def magnitude_slip(facts: Facts) -> Iterator[Verdict]:
    """A figure has the magnitude that it has elsewhere, and one that its unit allows."""
    restated = (slip for slip in facts.derive(restatement_slips) if slip.kind != "transposed")
    yield from (_verdict(slip, "restated", "told", "told") for slip in restated)
    yield from (_verdict(slip, "jump", "now", "before") for slip in facts.derive(year_to_year_slips))
    yield from (_verdict(slip, "part", "part", "whole") for slip in facts.derive(part_of_period_slips))
    yield from (_over_100(fact) for fact in facts if _is_bounded(facts, fact))


def _verdict(slip: Slip, how: str, one: str, two: str) -> Verdict:
    """The verdict on two statements, bound in the roles *one* and *two*; *how* they are of one quantity."""
    bound = (Bound(slip.one, one), Bound(slip.two, two))
    if not slip.kind:
        return Verdict("consistent", bound, key=how)
    surely = how == "restated" and slip.one.summary == slip.two.summary
    return Verdict(
        "inconsistent", bound, f"magnitude-{how}", {"power": str(slip.power)},
        level="error" if surely else "warning", key=how,
        algebra=_ALGEBRA[how].format(slip.one.quote, slip.two.quote),
    )  # fmt: skip


_ALGEBRA = {"restated": "{} ≠ {}", "jump": "{} / {} ≈ 10^k", "part": "{} / {} ≈ 10^-k"}


def _is_bounded(facts: Facts, fact: Fact) -> bool:
    indicator = facts.indicator_of(fact)
    bounded = fact.measure == "share" or (fact.measure == "level" and indicator and indicator.bounded)
    return bool(bounded) and fact.unit == "%" and fact.hard is not None


def _over_100(fact: Fact) -> Verdict:
    low = fact.hard.low if fact.hard else None
    if low is None or low <= 100:
        return Verdict("consistent", bind(fact), key="bounded")
    algebra = f"{fact.quote} > 100%"
    return Verdict("inconsistent", bind(fact), "over-100", key="bounded", algebra=algebra)
