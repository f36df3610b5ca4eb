"""GJ303: joint acts that the other side's summary does not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.bindings.counterparts import links, post_in
from gouji.checks.bindings.named_organisations import kind_of, publisher_side, spoken_of, spoken_with
from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.checks.bindings.counterparts import Post
    from gouji.checks.rule import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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
    for one in facts.derive(mirrored):
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


@dataclass(frozen=True, slots=True)
class Mirrored:
    """An act as one side tells it, held against the other side's summary of the same year and kind.

    Attributes:
        fact: The pairing.
        body: The party of the side that tells it.
        partner: The party of the other side.
        other: The other side's summary.
        told: Whether it tells the act too, or at least names the body.
        obstacle: Why that cannot be known; a key of the reasons.
    """

    fact: Fact
    body: str
    partner: str
    other: str
    told: bool = False
    obstacle: str = ""


def mirrored(facts: Facts) -> tuple[Mirrored, ...]:
    """Return every act of bodies of two sides that both have a summary of one year and kind."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for name in facts.by_summary:
        row = facts.dimensions.summaries.get(name)
        if row is not None and row.series and row.year and publisher_side(facts, name):
            kinds.setdefault((row.year, kind_of(row.series)), []).append(name)
    return tuple(one for names in kinds.values() if len(names) > 1 for one in _among(facts, names))


def _among(facts: Facts, names: Iterable[str]) -> Iterator[Mirrored]:
    by_side: dict[str, list[str]] = {}
    for name in names:
        by_side.setdefault(publisher_side(facts, name), []).append(name)
    for side, own in by_side.items():
        for (body, partner), fact in _acts(facts, own, side).items():
            there = by_side.get(facts.derive(links).post(partner).side, ())
            if there:
                yield _held(facts, fact, body, partner, sorted(there))


def _acts(facts: Facts, own: Iterable[str], side: str) -> dict[tuple[str, str], Fact]:
    """The acts of a side's bodies with those of other sides, each as it was told first."""
    found: dict[tuple[str, str], Fact] = {}
    rows = (fact for name in own for fact in facts.by_summary[name] if fact.form == "pairing")
    for fact in facts.in_order_told(rows):
        bodies = {party: post for party in fact.parties if (post := post_in(facts, fact, party)).known}
        body = next((party for party, post in bodies.items() if post.side == side), None)
        for partner, post in bodies.items():
            if body is not None and post.side != side:
                found.setdefault((body, partner), fact)
    return found


def _held(facts: Facts, fact: Fact, body: str, partner: str, there: list[str]) -> Mirrored:
    answers = [_told(facts, fact, body, partner, other) for other in there]
    if any(answers):
        return Mirrored(fact, body, partner, there[0], told=True)
    obstacle = "other-not-at-hand" if None in answers else ""
    return Mirrored(fact, body, partner, there[0], obstacle=obstacle)


def _told(facts: Facts, fact: Fact, body: str, partner: str, other: str) -> bool | None:
    """Whether a summary tells an act; None where neither its text nor its table can say."""
    one, two = post_in(facts, fact, body), post_in(facts, fact, partner)
    acts = [_posts(facts, act) for act in facts.by_summary[other] if act.form == "pairing"]
    with_us = [posts for posts in acts if any(post.side == one.side and post.known for post in posts)]
    if any(one in posts or two in posts for posts in with_us):
        return True
    if other in facts.texts:
        named = spoken_of(facts, other, [body], {one})
        return named or spoken_with(facts, other, {one.function, two.function}, one.side)
    return False if with_us else None


def _posts(facts: Facts, act: Fact) -> frozenset[Post]:
    return frozenset(post_in(facts, act, party) for party in act.parties)
