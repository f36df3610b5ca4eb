"""CY-11: pairings whose quote names a party that the row does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks import consistent, inconsistent, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks import Verdict
    from gouji.facts.table.facts import Fact, Facts


@rule("CY-11", name="named-parties", level="warning", scope="row")
def named_parties(facts: Facts) -> Iterator[Verdict]:
    """A body of this workspace that a pairing's quote names is a party of the pairing.

    Why: the table is written by hand; a party that was left out, or taken from the neighbouring
    sentence, would look like a missing counterpart of the text.

    Names are those of `entities.csv` with two characters and more; of overlapping names the
    longest counts. What several entities are called (两地省市机关工委) names any of them.

    Example:
        Quote `省残联与重庆市残联`, subject 四川省残联, and no partner.

    Source: the quotes of the summaries themselves.
    """
    for fact in facts.of_form("pairing"):
        strangers = _strangers(facts, fact)
        if strangers:
            told = "、".join(strangers)
            yield inconsistent(fact, message=f"“{fact.quote}”写到了{told}，条目的主体和共同方里没有。请核。")
        else:
            yield consistent(fact)


def _strangers(facts: Facts, fact: Fact) -> list[str]:
    """Names of bodies in the quote that no party of the row goes by."""
    known = {name for party in fact.parties for name in facts.dimensions.names_of(party)}
    return [
        name
        for name in facts.dimensions.names_in(fact.quote)
        if name not in known and facts.dimensions.is_body(name)
    ]
