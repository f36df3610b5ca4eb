"""Acts in which bodies of several sides take part, and whether their functions meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.facts.acts.posts import any_akin, is_general

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.facts.acts.posts import Post
    from gouji.facts.table import Fact, Facts


@dataclass(frozen=True, slots=True)
class Other:
    """An act of bodies of several sides whose functions are all known.

    Attributes:
        fact: The pairing; where the act has none in its summary, the row that tells it first.
        also: Other rows that name the same parties: what was done, how many.
        one: The body that acts; empty where the functions meet.
        other: A body of another side that has another function than all who act on other sides.
        expected: Who is known to be *one*'s counterpart on the side of *other*.
    """

    fact: Fact
    also: tuple[Fact, ...] = ()
    one: str = ""
    other: str = ""
    expected: tuple[str, ...] = ()


def others(facts: Facts) -> tuple[Other, ...]:
    """Return every act of bodies of several sides, all of one level and of known functions."""
    found = []
    for fact, *also in _acts(facts):
        posts = {party: facts.acts.post(fact, party) for party in fact.parties}
        sides = dict.fromkeys(post.side for post in posts.values())
        if len(sides) > 1 and _comparable(posts):
            found.append(replace(_other(facts, fact, posts), also=tuple(also)))
    return tuple(found)


def _acts(facts: Facts) -> Iterator[Sequence[Fact]]:
    """The rows of one summary and the same parties, in front of the others the pairing, each of several.

    In a draft all figures of a sentence have the parties of its first act, whatever they are of.
    """
    acts: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts.of_form("pairing") if facts.drafted else facts:
        if fact.partner:
            acts.setdefault((fact.summary, fact.act), []).append(fact)
    for rows in acts.values():
        first, *pairings = [row for row in rows if row.form == "pairing"] or rows[:1]
        yield [first, *(row for row in rows if row.form != "pairing" and row is not first)]
        yield from ([row] for row in pairings)


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
    return Other(fact, (), one, other, expected)


def _left_alone(functions: Mapping[str, set[str]]) -> bool:
    """General bodies touch every function; of several functions on several sides nobody knows which meet."""
    several = sum(len(some) > 1 for some in functions.values()) > 1
    return several or any(is_general(one) for some in functions.values() for one in some)


def _met(functions: Mapping[str, set[str]], side: str) -> bool:
    return any(any_akin(functions[side], some) for other, some in functions.items() if other != side)
