"""GJ303: joint acts that the other side's summary does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.acts.mirrored import Mirrored
    from gouji.facts.table import Facts


@rule("GJ303", name="not-told-by-the-other", level="note", scope="workspace")
def not_told_by_the_other(facts: Facts) -> Iterator[Verdict]:
    """An act with a body of another side is told by that side's summary of the same year too.

    Why: what one side calls a joint act and the other passes over was perhaps not joint, or has
    another name there; whoever reads both looks for it.

    Compared are pairings of bodies of two sides that both have a summary of one year and kind: their
    series are equal but for the province's name. The other side tells the act where a pairing of its
    own has either body, where its text names the body that acts, or where a sentence names the
    function and this side together. Without the text, and without any pairing with this side in its
    table, nothing is decided.

    Example:
        四川's summary has 省残联与重庆市残联; 重庆's of the same year names neither.

    Source: editors' practice: joint programmes are reported by both sides.
    """
    for one in facts.acts.mirrored:
        key = f"{one.body}|{one.partner}"
        if one.obstacle:
            by = facts.told_by(facts.by_summary[one.other][0])
            yield unchecked(one.fact, reason=one.obstacle, key=key, by=by)
        else:
            yield consistent(one.fact, key=key) if one.told else _verdict(facts, one, key)


def _verdict(facts: Facts, one: Mirrored, key: str) -> Verdict:
    return inconsistent(
        one.fact,
        message="not-told-by-the-other",
        details={"other": one.other},
        key=key,
        quote=one.fact.quote,
        body=facts.dimensions.name_of(one.body),
        partner=facts.dimensions.name_of(one.partner),
        by=facts.told_by(facts.by_summary[one.other][0]),
    )
