"""GJ502: shares that differ from part over total."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.shares import shares
from gouji.checks.rule import Binding, rule
from gouji.facts.table.facts import Facts


@rule("GJ502", name="share-of-level", level="error", scope="summary")
def share_of_level(facts: Facts) -> Iterator[Binding]:
    """A share is the part over the total.

    Why: a share is often taken from another table than the two levels, and from another vintage.

    The rule compares figures of measure `share` in percent that name their total in `whole`, with the level
    of the same indicator in the same period and summary; in tables shares and completion rates name their
    part too, behind the total. A margin names both as `ID#rest`: it is what the second leaves of the first.
    A rate by its one noun (合格率), of any measure, names both as `ID#rate`, and is a warning at most; in a
    draft only where no other total gives it (旧存 and 新收, 结案率). One
    that tells more than was closed of what came in names them as `ID#most`: a note, since it may be of what
    was due. What an outcome is above a plan (超额完成10%) names plan and outcome as `ID#over`; a share of a
    share names the total, that share and what both make as `ID#nested`. A fraction in words (四分之一) is
    held to a point. A round count (`500批次`) beside its part is exact, and so is a plan with fewer decimals
    than its outcome.
    Where the part is not reported, GJ503 checks whether any part could give the share.

    Example:
        509亿元 of 7.4万亿元 is 0.69 %; the summary says 0.64 %.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    for share in facts.derive(shares):
        if share.recomputed.obstacle != "no-part":
            message = "rate-too-high" if share.at_most else "share-of-level"
            binding = share.recomputed.binding("share", message)
            yield replace(binding, level="note") if share.at_most else binding
