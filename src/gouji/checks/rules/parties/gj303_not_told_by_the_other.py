"""GJ303: joint acts that the other side's summary does not report."""

from collections.abc import Iterable, Iterator

from gouji.checks.bindings.counterparts import (
    counterpart_table,
    is_named,
    is_named_with,
    role_in,
    series_kind,
)
from gouji.checks.bindings.roles import OrganisationRole, publisher_side
from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts, grouped


@rule("GJ303", name="not-told-by-the-other", level="note", scope="workspace")
def not_told_by_the_other(facts: Facts) -> Iterator[Verdict]:
    """An act with a body of another side is reported by that side's summary of the same year too."""
    rows = ((name, facts.dimensions.summaries.get(name)) for name in facts.by_summary)
    named = [(name, row) for name, row in rows if row is not None and row.series and row.year]
    sided = ((name, row) for name, row in named if publisher_side(facts, name))
    for some in grouped(sided, lambda one: (one[1].year, series_kind(one[1].series))).values():
        yield from _compared_sides(facts, [name for name, _ in some])


def _compared_sides(facts: Facts, names: Iterable[str]) -> Iterator[Verdict]:
    """Compare the acts of each side with the summaries of the others, of one year and kind."""
    by_side = grouped(names, lambda name: publisher_side(facts, name))
    for side, own in by_side.items():
        for (body, partner), fact in _acts(facts, own, side).items():
            there = by_side.get(facts.derive(counterpart_table).post(partner).side, ())
            if there:
                yield _compared(facts, fact, body, partner, sorted(there))


def _acts(facts: Facts, own: Iterable[str], side: str) -> dict[tuple[str, str], Fact]:
    """The acts of a side's bodies with those of other sides, each as first reported."""
    found: dict[tuple[str, str], Fact] = {}
    rows = (fact for name in own for fact in facts.by_summary[name] if fact.form == "pairing")
    for fact in facts.in_published_order(rows):
        bodies = {party: role for party in fact.parties if (role := role_in(facts, fact, party)).known}
        body = next((party for party, role in bodies.items() if role.side == side), None)
        for partner, role in bodies.items():
            if body is not None and role.side != side:
                found.setdefault((body, partner), fact)
    return found


def _compared(facts: Facts, fact: Fact, body: str, partner: str, there: list[str]) -> Verdict:
    key, by = f"{body}|{partner}", facts.source_of(facts.by_summary[there[0]][0])
    answers = [_is_reported(facts, fact, body, partner, other) for other in there]
    if any(answers):
        return consistent(fact, key=key)
    if None in answers:
        return unchecked(fact, reason="other-not-at-hand", key=key, by=by)
    return inconsistent(
        fact,
        message="not-told-by-the-other",
        details={"other": there[0]},
        key=key,
        body=facts.dimensions.name_of(body),
        partner=facts.dimensions.name_of(partner),
        by=by,
    )


def _is_reported(facts: Facts, fact: Fact, body: str, partner: str, other: str) -> bool | None:
    """Whether a summary reports an act; None where neither its text nor its table decides."""
    ours, theirs = role_in(facts, fact, body), role_in(facts, fact, partner)
    acts = [_roles(facts, act) for act in facts.by_summary[other] if act.form == "pairing"]
    with_us = [roles for roles in acts if any(role.side == ours.side and role.known for role in roles)]
    if any(ours in roles or theirs in roles for roles in with_us):
        return True
    if other in facts.texts:
        named = is_named(facts, other, [body], {ours})
        return named or is_named_with(facts, other, {ours.function, theirs.function}, ours.side)
    return False if with_us else None


def _roles(facts: Facts, act: Fact) -> frozenset[OrganisationRole]:
    return frozenset(role_in(facts, act, party) for party in act.parties)
