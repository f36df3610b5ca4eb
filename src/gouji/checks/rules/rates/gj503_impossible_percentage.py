"""GJ503: percentages that no whole number gives."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.checks.bindings.shares import CountedShare, counted_shares
from gouji.checks.rule import Bound, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ503", name="impossible-percentage", level="error", scope="summary")
def impossible_percentage(facts: Facts) -> Iterator[Verdict]:
    """A percentage of a count is the percentage of a whole number of items.

    Why: of 40 enterprises 13 are 32.5 % and 14 are 35.0 %; no number is 33.6 %. Then the percentage or the
    count refers to something else.

    The rule checks shares in percent that name an exact count in `whole` and whose part is not reported. A
    half may be rounded either way. Where the count is so large that every percentage of that precision is
    possible, the share is `unchecked`.

    Example:
        33.6 % of 40家.

    Source: the GRIM test (Brown and Heathers 2017), over exact fractions.
    """
    for found in facts.derive(counted_shares):
        yield _verdict(found)


def _verdict(found: CountedShare) -> Verdict:
    bound = (Bound(found.share, "share"), Bound(found.total, "total"))
    if found.obstacle:
        return Verdict("unchecked", bound, reason=found.obstacle)
    if found.possible:
        return Verdict("consistent", bound)
    values = found.message_values()
    details = {"legal": list(found.nearest)}
    return Verdict(
        "inconsistent",
        bound,
        "impossible-percentage",
        values,
        algebra=str(values["algebra"]),
        details=details,
    )
