"""Notes that say one thing of many figures: revisions and copied sentences of two documents are said once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.checks.rule import Bound, Rule, Verdict
from gouji.facts.table.facts import Facts, grouped

FEW = 3
"""So many of one class between two documents are told one by one."""
_MESSAGES = {"revision": "revised-together", "copied": "copied-together"}
"""What is said of those of a class together."""
_SHOWN = 3


def gathered(facts: Facts, found: Sequence[tuple[Rule, Verdict]]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield findings, of many notes of one class between two documents one in the place of the first.

    The one holds this document's figures, those to look at in front; its `details` have the computation
    of each, with the figures by id.
    """
    together = grouped(found, _kind)
    for one in found:
        kind = _kind(one)
        same = together[kind]
        if not kind or len(same) <= FEW:
            yield one
        elif one is same[0]:
            verdicts = sorted((verdict for _, verdict in same), key=_place)
            yield one[0], _together(facts, verdicts)


def _kind(one: tuple[Rule, Verdict]) -> tuple[object, ...]:
    """The rule, the class and the documents of a note that is told with others; else empty."""
    rule, verdict = one
    named = verdict.details.get("class")
    if verdict.level != "note" or named not in _MESSAGES:
        return ()
    summaries = tuple(sorted({bound.fact.summary for bound in verdict.bound}))
    return (rule.code, named, verdict.bound[0].fact.summary, summaries) if len(summaries) > 1 else ()


def _place(verdict: Verdict) -> tuple[int, int, str]:
    """Where the first figure of a finding stands: the order of its text, whatever file it comes from."""
    fact = verdict.bound[0].fact
    return fact.start or 0, fact.line if fact.start is None else 0, verdict.algebra


def _together(facts: Facts, same: Sequence[Verdict]) -> Verdict:
    first, named = same[0], str(same[0].details["class"])
    own = first.bound[0].fact.summary
    other = next(bound.fact for bound in first.bound if bound.fact.summary != own)
    # One figure may be found in two ways; any of this document's may be the wrong one.
    shown = {verdict.bound[0].fact.id: verdict.bound[0] for verdict in same}
    others = {one.fact.id: one for verdict in same for one in verdict.bound if one.fact.summary == own}
    bound = list((shown | others).values())
    each = [
        {
            "formula": verdict.values.get("formula", verdict.algebra),
            "stated": verdict.bound[0].fact.quote,
            "facts": [one.fact.id for one in verdict.bound],
        }
        for verdict in same
    ]
    return replace(
        first,
        bound=(*bound, Bound(other, "before", witness=True)),
        message=_MESSAGES[named],
        values={
            "count": str(len(same)),
            "other": facts.source_of(other),
            "some": tuple(f"{facts.name_of(one.fact)}“{one.fact.quote}”" for one in bound[:_SHOWN]),
        },
        algebra="",
        key="together",
        details={"class": named, "count": len(same), "each": each},
    )
