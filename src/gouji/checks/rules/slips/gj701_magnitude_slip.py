"""GJ701: 万 and 亿, and decimal points, that have slipped."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.checks.bindings.slips import Slip, part_of_period_slips, restatement_slips, year_to_year_slips
from gouji.checks.rule import Bound, Level, Verdict, bind, rule
from gouji.facts.table.fact import Fact
from gouji.facts.table.facts import Facts


@rule("GJ701", name="magnitude-slip", level="error", scope="matter")
def magnitude_slip(facts: Facts) -> Iterator[Verdict]:
    """A figure has the magnitude that it has elsewhere, and one that its unit allows.

    Why: 万 for 亿, a misplaced decimal point, a zero too many: the digits are right and the figure is wrong.

    The rule reports (1) two statements of one figure, in one summary or several, that differ by a power
    of ten and nothing else: an error within one summary, else a warning; (2) levels of one quantity in
    consecutive years of which one is more than five times the other, but comes within a quarter of it
    once ten, a hundred, a thousand, 万 or 亿 is taken away: a warning; (3) figures of a flow for a part
    of a period and for all of it (as in GJ411), of which the part is ten thousand times less than its
    share of the days, but within three times that share once 万 or 亿 is added: a warning; (4) shares and
    `bounded` indicators in percent above 100: an error. In drafts (3) is not checked.

    Example:
        7.4万亿元 in one year and 8.1亿元 in the next.

    Source: statistical editing: ratio edits on orders of magnitude.
    """
    for slip in facts.derive(restatement_slips):
        if slip.kind != "transposed":
            yield _restated(slip)
    for slip in facts.derive(year_to_year_slips):
        yield _jump(slip)
    for slip in facts.derive(part_of_period_slips):
        yield _shrunken_part(slip)
    for fact in facts:
        if _is_bounded(facts, fact):
            yield _over_100(fact)


def _restated(slip: Slip) -> Verdict:
    bound = bind(slip.one, slip.two, role="told")
    if not slip.kind:
        return Verdict("consistent", bound)
    level: Level = "error" if slip.one.summary == slip.two.summary else "warning"
    values = {"power": str(slip.power)}
    algebra = f"{slip.one.quote} ≠ {slip.two.quote}"
    return Verdict(
        "inconsistent", bound, "magnitude-restated", values, level=level, key="restated", algebra=algebra
    )


def _jump(slip: Slip) -> Verdict:
    bound = (Bound(slip.one, "now"), Bound(slip.two, "before"))
    if not slip.kind:
        return Verdict("consistent", bound, key="jump")
    values = {"power": str(slip.power)}
    algebra = f"{slip.one.quote} / {slip.two.quote} ≈ 10^k"
    return Verdict(
        "inconsistent", bound, "magnitude-jump", values, level="warning", key="jump", algebra=algebra
    )


def _shrunken_part(slip: Slip) -> Verdict:
    bound = (Bound(slip.one, "part"), Bound(slip.two, "whole"))
    if not slip.kind:
        return Verdict("consistent", bound, key="part")
    values = {"power": str(slip.power)}
    algebra = f"{slip.one.quote} / {slip.two.quote} ≈ 10^-k"
    return Verdict(
        "inconsistent", bound, "magnitude-part", values, level="warning", key="part", algebra=algebra
    )


def _is_bounded(facts: Facts, fact: Fact) -> bool:
    indicator = facts.indicator_of(fact)
    bounded = fact.measure == "share" or (fact.measure == "level" and indicator and indicator.bounded)
    return bool(bounded) and fact.unit == "%" and fact.hard is not None


def _over_100(fact: Fact) -> Verdict:
    low = fact.hard.low if fact.hard else None
    if low is None or low <= _HUNDRED:
        return Verdict("consistent", bind(fact), key="bounded")
    algebra = f"{fact.quote} > 100%"
    return Verdict("inconsistent", bind(fact), "over-100", key="bounded", algebra=algebra)


_HUNDRED = 100
