"""GJ502: shares that differ from part over total."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.shares import shares
from gouji.checks.rule import Binding, rule
from gouji.facts.table.facts import Facts


@rule("GJ502", name="share-of-level", level="error", scope="summary")
def share_of_level(facts: Facts) -> Iterator[Binding]:
    """A share is the part over the total."""
    for share in facts.derive(shares):
        if share.recomputed.obstacle != "no-part":
            message = "rate-too-high" if share.at_most else "share-of-level"
            binding = share.recomputed.binding("share", message)
            yield replace(binding, level="note") if share.at_most else binding
