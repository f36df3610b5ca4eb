"""Acts that one side tells, and whether the other side's summary of the same year tells them too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.acts.naming import kind_of, publisher_side, spoken_of, spoken_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.facts.acts.posts import Post
    from gouji.facts.table import Fact, Facts


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
            there = by_side.get(facts.acts.links.post(partner).side, ())
            if there:
                yield _held(facts, fact, body, partner, sorted(there))


def _acts(facts: Facts, own: Iterable[str], side: str) -> dict[tuple[str, str], Fact]:
    """The acts of a side's bodies with those of other sides, each as it was told first."""
    found: dict[tuple[str, str], Fact] = {}
    rows = (fact for name in own for fact in facts.by_summary[name] if fact.form == "pairing")
    for fact in facts.in_order_told(rows):
        bodies = {party: post for party in fact.parties if (post := facts.acts.post(fact, party)).known}
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
    one, two = facts.acts.post(fact, body), facts.acts.post(fact, partner)
    acts = [_posts(facts, act) for act in facts.by_summary[other] if act.form == "pairing"]
    with_us = [posts for posts in acts if any(post.side == one.side and post.known for post in posts)]
    if any(one in posts or two in posts for posts in with_us):
        return True
    if other in facts.texts:
        named = spoken_of(facts, other, [body], {one})
        return named or spoken_with(facts, other, {one.function, two.function}, one.side)
    return False if with_us else None


def _posts(facts: Facts, act: Fact) -> frozenset[Post]:
    return frozenset(facts.acts.post(act, party) for party in act.parties)
