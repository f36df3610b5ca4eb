"""GJ202: open lists that name more than they state."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Facts


@rule("GJ202", name="open-list-too-long", level="error", scope="row")
def open_list_too_long(facts: Facts) -> Iterator[Verdict]:
    """A list left open by 等 names no more than its stated count."""
    for fact in facts.of_form("list"):
        if fact.hard is None or not fact.members or fact.complete:
            continue
        named = len(fact.members)
        if fact.hard.high is None:
            yield unchecked(fact, reason="no-upper-bound")
        elif named in fact.hard or named < fact.hard.high:
            yield consistent(fact)
        else:
            yield inconsistent(
                fact,
                message="open-list-too-long",
                # Only what is quoted is surely one item.
                level="warning" if fact.via and fact.members[-1][-1] not in "”》" else None,
                algebra=f"{named} > {fact.quote}",
                named=named,
                members=fact.members,
            )
