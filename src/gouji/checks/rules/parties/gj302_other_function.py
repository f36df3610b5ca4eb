"""GJ302: bodies that act together and have different functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.checks.bindings.act_witnesses import told
from gouji.checks.bindings.counterparts import any_akin, is_general, links, post_in, year_of
from gouji.checks.rule import Bound, consistent, inconsistent, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.checks.bindings.act_witnesses import Told
    from gouji.checks.bindings.counterparts import Post
    from gouji.checks.rule import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ302", name="other-function", level="warning", scope="workspace", decides_figures=False)
def other_function(facts: Facts) -> Iterator[Verdict]:
    """The body of the other side has the function of the one that acts, or one akin to it.

    Why: 教育厅 acts with 教委; where 体育局 stands there, a name may have slipped in from the next line.

    Compared are acts whose parties are all bodies of one level and of known functions (the column
    `function`, or read from the name), on two sides or more; of drafts only pairings. A warning names
    the counterpart of the same function that `entities.csv` knows; where it knows none, it is a note.
    Left alone are functions that one body carries in some provinces (广电 and 文化旅游, 法院 and
    检察), several functions on more than one side, general bodies (政府, 办公厅, 发展改革委), and
    counterparts that the table names itself. A general body too is a warning where the other rows
    of its act (as in GJ301), or the quote of a pairing, all name the counterpart, and none names it. Of
    drafts it is a note at most.

    Example:
        省教育厅 with 市体育局, where 市教委 is there.

    Source: editors' practice; the division of functions among the departments of a province.
    """
    found = set()
    for one in facts.derive(others):
        found |= {fact.id for fact in (one.fact, *one.also) if one.other}
        yield _bound(consistent(one.fact) if not one.other else _verdict(facts, one), one)
    for row in facts.derive(told):
        if row.instead and row.fact.id not in found:
            yield _instead(facts, row)


def _bound(verdict: Verdict, one: Other) -> Verdict:
    """Bind the other rows of the act as witnesses: it is the same finding with and without them."""
    return replace(verdict, bound=(*verdict.bound, *(Bound(fact, "fact", witness=True) for fact in one.also)))


def _verdict(facts: Facts, one: Other) -> Verdict:
    names = facts.dimensions
    function, other_function = (post_in(facts, one.fact, body).function for body in (one.one, one.other))
    expected = tuple(names.name_of(name) for name in one.expected)
    return inconsistent(
        one.fact,
        message="other-function" if expected else "other-function-likely",
        level="warning" if expected and not facts.drafted else "note",
        details={"expected": list(one.expected), "likely": function},
        key=one.other,
        algebra=f"{function} ≠ {other_function}",
        quote=one.fact.quote,
        one=names.name_of(one.one),
        other=names.name_of(one.other),
        function=function,
        other_function=other_function,
        expected=expected,
    )


def _instead(facts: Facts, one: Told) -> Verdict:
    """What came of a row that names another body than the other rows of its act, or than its own quote."""
    names = facts.dimensions
    quoted = one.by is one.fact
    post, other = (post_in(facts, one.fact, body) for body in (one.missing[0], one.instead))
    return inconsistent(
        *((one.fact,) if quoted else (one.fact, one.by)),
        message="other-function-quoted" if quoted else "other-function-told",
        details={"expected": list(one.missing), "likely": post.function},
        key=one.instead,
        algebra=f"{post.function} ≠ {other.function}",
        quote=one.fact.quote,
        other=names.name_of(one.instead),
        function=post.function,
        other_function=other.function,
        by=one.by.quote,
        expected=tuple(names.name_of(name) for name in one.missing),
    )


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
        posts = {party: post_in(facts, fact, party) for party in fact.parties}
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
    if _left_alone(functions) or facts.derive(links).are_linked(fact.parties):
        return Other(fact)
    odd = [side for side in functions if not _met(functions, side)]
    first = fact.parties[0]
    # Of two sides neither meets the other; the one that acts is not the odd one.
    strange = [side for side in odd if len(functions) > 2 or side != posts[first].side]
    if len(strange) != 1:
        return Other(fact)
    other = next(party for party in fact.parties if posts[party].side == strange[0])
    one = next(party for party in fact.parties if posts[party].side != strange[0])
    known = facts.derive(links).counterparts(one, year_of(facts, fact))
    expected = tuple(name for name in known if facts.derive(links).post(name).side == strange[0])
    return Other(fact, (), one, other, expected)


def _left_alone(functions: Mapping[str, set[str]]) -> bool:
    """General bodies touch every function; of several functions on several sides nobody knows which meet."""
    several = sum(len(some) > 1 for some in functions.values()) > 1
    return several or any(is_general(one) for some in functions.values() for one in some)


def _met(functions: Mapping[str, set[str]], side: str) -> bool:
    return any(any_akin(functions[side], some) for other, some in functions.items() if other != side)
