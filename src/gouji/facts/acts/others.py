"""Acts in which bodies of several sides take part, and whether their functions meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.acts.posts import any_akin, is_general

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.facts.acts.posts import Post
    from gouji.facts.table import Fact, Facts


@dataclass(frozen=True, slots=True)
class Other:
    """An act of bodies of several sides whose functions are all known.

    Attributes:
        fact: The pairing.
        one: The body that acts; empty where the functions meet.
        other: A body of another side that has another function than all who act on other sides.
        expected: Who is known to be *one*'s counterpart on the side of *other*.
    """

    fact: Fact
    one: str = ""
    other: str = ""
    expected: tuple[str, ...] = ()


def others(facts: Facts) -> tuple[Other, ...]:
    """Return every pairing of bodies of several sides, all of one level and of known functions."""
    found = []
    for fact in facts.of_form("pairing"):
        posts = {party: facts.acts.post(fact, party) for party in fact.parties}
        sides = dict.fromkeys(post.side for post in posts.values())
        if len(sides) > 1 and _comparable(posts):
            found.append(_other(facts, fact, posts))
    return tuple(found)


def _comparable(posts: Mapping[str, Post]) -> bool:
    return all(post.known for post in posts.values()) and len({post.level for post in posts.values()}) == 1


def _other(facts: Facts, fact: Fact, posts: Mapping[str, Post]) -> Other:
    functions: dict[str, set[str]] = {}
    for post in posts.values():
        functions.setdefault(post.side, set()).add(post.function)
    if _left_alone(functions) or facts.acts.links.are_linked(fact.parties):
        return Other(fact)
    odd = [side for side in functions if not _met(functions, side)]
    first = fact.parties[0]
    # Of two sides neither meets the other; the one that acts is not the odd one.
    strange = [side for side in odd if len(functions) > 2 or side != posts[first].side]
    if len(strange) != 1:
        return Other(fact)
    other = next(party for party in fact.parties if posts[party].side == strange[0])
    one = next(party for party in fact.parties if posts[party].side != strange[0])
    known = facts.acts.links.counterparts(one, facts.acts.year_of(fact))
    expected = tuple(name for name in known if facts.acts.links.post(name).side == strange[0])
    return Other(fact, one, other, expected)


def _left_alone(functions: Mapping[str, set[str]]) -> bool:
    """General bodies touch every function; of several functions on several sides nobody knows which meet."""
    several = sum(len(some) > 1 for some in functions.values()) > 1
    return several or any(is_general(one) for some in functions.values() for one in some)


def _met(functions: Mapping[str, set[str]], side: str) -> bool:
    return any(any_akin(functions[side], some) for other, some in functions.items() if other != side)
