"""GJ403: a running total and what was added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.cumulative import rolls
from gouji.checks.rule import Bound, Phrase, Verdict, judged, rule, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.cumulative import Roll
    from gouji.checks.verdict import Level
    from gouji.facts.table.facts import Facts


@rule("GJ403", name="running-total", level="error", scope="matter")
def running_total(facts: Facts) -> Iterator[Verdict]:
    """A running total is last period's total and what was added since.

    Why: a reader who adds this year's batch to last year's total must arrive at this year's total.

    Compared are figures of a `cumulative` indicator in consecutive periods (`../2023`, `../2024`), and
    those of the flows that name it in `adds_to` (or its own measure `change`); a flow that is negative
    (减少7项) takes away. With nothing said of removals a total that falls short is a warning at most
    (items may have been dropped); one that exceeds them is an error, a warning where publishers differ.

    Example:
        311项 and a fourth batch of 51项 make 362项, not 355项.

    Source: XBRL US data-quality practice on roll-forwards; interval sums as in Calculations 1.1.
    """
    yield from (_verdict(facts, roll) for roll in facts.derive(rolls))


def _verdict(facts: Facts, roll: Roll) -> Verdict:
    if roll.agreement is None or roll.before is None:
        bound = (*tell(roll.now, "total"), *(Bound(fact, "added") for fact in roll.faulty))
        return Verdict("unchecked", bound, reason=_REASONS[roll.missing])
    bound = tell(roll.now, "total") + tell(roll.before, "before")
    bound += tuple(one for added in roll.added for one in tell(added, "added"))
    return judged(roll.agreement, bound, _level(facts, roll), "running-total", _told(roll))


_REASONS = {"added": "no-addition", "too-many": "no-one-value"}


def _level(facts: Facts, roll: Roll) -> Level:
    told = [one.first for one in (roll.now, roll.before, *roll.added) if one is not None]
    if roll.short and not roll.removals:
        return "warning"
    return "error" if all(facts.same_publisher(told[0], fact) for fact in told) else "warning"


def _told(roll: Roll) -> dict[str, str | Phrase]:
    computed = roll.told()
    added, removed = computed.get("added", ""), computed.get("removed", "")
    return {
        **computed,
        "now": roll.now.first.quote,
        "before": roll.before.first.quote if roll.before else "",
        "added": Phrase("running-added", {"added": added}) if added else "",
        "removed": Phrase("running-removed", {"removed": removed}) if removed else "",
        "gap": Phrase("running-short" if roll.short else "running-over", {"gap": computed.get("gap", "")}),
    }
