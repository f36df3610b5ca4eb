"""GJ701: 万 and 亿, and decimal points, that have slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.slips import jumps, restated, shrunk
from gouji.checks.rule import Bound, Verdict, bind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.slips import Slip
    from gouji.checks.verdict import Level
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ701", name="magnitude-slip", level="error", scope="matter")
def magnitude_slip(facts: Facts) -> Iterator[Verdict]:
    """A figure has the magnitude that it has elsewhere, and that its unit allows.

    Why: 万 for 亿, a decimal point too far, a zero too many: the digits are right and the figure is wrong.

    Compared are (1) two statements of one figure, in one summary or several, that differ by a power of ten
    and nothing else: an error within one summary, else a warning; (2) levels of one thing in consecutive
    years of which one comes within a quarter of the other once ten, a hundred, a thousand, 万 or 亿 is taken
    away, and is more than five times it before: a warning; (3) what a flow came to in a part of a period and
    in all of it (as in GJ411), of which the part is ten thousand times less than its share of the days, and
    within three times that share once 万 or 亿 is added: a warning; (4) shares and `bounded` indicators in
    percent above 100: an error. Of drafts (3) is not asked.

    Example:
        7.4万亿元 in one year and 8.1亿元 in the next.

    Source: statistical editing: ratio edits on orders of magnitude.
    """
    for slip in facts.derive(restated):
        if slip.kind != "transposed":
            yield _restated(slip)
    for slip in facts.derive(jumps):
        yield _jump(facts, slip)
    for slip in facts.derive(shrunk):
        yield _shrunk(facts, slip)
    for fact in facts:
        if _is_bounded(facts, fact):
            yield _within(fact)


def _restated(slip: Slip) -> Verdict:
    bound = bind(slip.one, slip.two, role="told")
    if not slip.kind:
        return Verdict("consistent", bound)
    level: Level = "error" if slip.one.summary == slip.two.summary else "warning"
    told = {"one": slip.one.quote, "two": slip.two.quote, "power": str(slip.power)}
    algebra = f"{slip.one.quote} ≠ {slip.two.quote}"
    return Verdict(
        "inconsistent", bound, "magnitude-restated", told, level=level, key="restated", algebra=algebra
    )


def _jump(facts: Facts, slip: Slip) -> Verdict:
    bound = (Bound(slip.one, "now"), Bound(slip.two, "before"))
    if not slip.kind:
        return Verdict("consistent", bound, key="jump")
    told = {
        "indicator": facts.name_of(slip.one),
        "now": slip.one.quote,
        "before": slip.two.quote,
        "power": str(slip.power),
    }
    algebra = f"{slip.one.quote} / {slip.two.quote} ≈ 10^k"
    return Verdict(
        "inconsistent", bound, "magnitude-jump", told, level="warning", key="jump", algebra=algebra
    )


def _shrunk(facts: Facts, slip: Slip) -> Verdict:
    bound = (Bound(slip.one, "part"), Bound(slip.two, "whole"))
    if not slip.kind:
        return Verdict("consistent", bound, key="part")
    told = {
        "indicator": facts.name_of(slip.one),
        "part": slip.one.quote,
        "part_period": slip.one.key.period,
        "whole": slip.two.quote,
        "whole_period": slip.two.key.period,
        "power": str(slip.power),
    }
    algebra = f"{slip.one.quote} / {slip.two.quote} ≈ 10^-k"
    return Verdict(
        "inconsistent", bound, "magnitude-part", told, level="warning", key="part", algebra=algebra
    )


def _is_bounded(facts: Facts, fact: Fact) -> bool:
    indicator = facts.indicator_of(fact)
    bounded = fact.measure == "share" or (fact.measure == "level" and indicator and indicator.bounded)
    return bool(bounded) and fact.unit == "%" and fact.hard is not None


def _within(fact: Fact) -> Verdict:
    low = fact.hard.low if fact.hard else None
    if low is None or low <= _WHOLE:
        return Verdict("consistent", bind(fact), key="bounded")
    algebra = f"{fact.quote} > 100%"
    return Verdict(
        "inconsistent", bind(fact), "over-100", {"quote": fact.quote}, key="bounded", algebra=algebra
    )


_WHOLE = 100
