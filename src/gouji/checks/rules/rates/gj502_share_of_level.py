"""GJ502: shares that part and total do not make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.shares import shares
from gouji.checks.rule import Bound, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.recompute import Derived
    from gouji.facts.table.facts import Facts


@rule("GJ502", name="share-of-level", level="error", scope="summary")
def share_of_level(facts: Facts) -> Iterator[Verdict]:
    """A share is the part over the total.

    Why: a share is mostly taken from another table than the two levels, and of another vintage.

    Compared are figures of measure `share` in percent that name their total in `whole`, with the level of the
    same indicator in the same period and summary. Where the part is not told, GJ503 asks
    whether any part could make the share.

    Example:
        509亿元 of 7.4万亿元 is 0.69 %, and 0.64 % is said.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    for share in facts.derive(shares):
        if share.derived.obstacle != "no-part":
            yield _verdict(share.derived)


def _verdict(found: Derived) -> Verdict:
    bound = (Bound(found.stated, "share"), *(Bound(fact, role) for fact, role in found.terms))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle)
    return judged(found.agreement, bound, "error", "share-of-level", found.told())
