"""Claims as totals of others: which may be one, and one more of a claim."""

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern

_REACH = 40
"""Characters before a figure in which the words of its clause are looked for."""


def is_no_whole(text: str, claim: Claim) -> bool:
    """Whether a figure is no total of an exact share: a bound (5亿元以上), a target, a plan."""
    if claim.stage in {"target", "plan"} or not pattern("exact_figure").match(text, claim.start, claim.end):
        return True
    clause = pattern("clause_stops").split(text[max(0, claim.start - _REACH) : claim.start])[-1]
    behind = pattern("planned_behind").match(text, claim.end)
    return behind is not None or pattern("is_aimed_at").search(clause) is not None


def add_total(claim: Claim, total: tuple[int, str], via: str) -> Claim:
    """Return a claim as a part of one more total, which is where it starts and the name of the breakdown."""
    own = () if claim.whole is None else ((claim.whole, ""),)
    return claim._replace(totals=(*(claim.totals or own), total), via=claim.via or via)
