"""GJ302: bodies that act together but have different functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.checks.bindings.act_witnesses import ActWitness, act_witnesses
from gouji.checks.bindings.counterparts import (
    OrganisationRole,
    any_related,
    counterpart_table,
    is_general,
    role_in,
    year_of,
)
from gouji.checks.bindings.quantities import grouped
from gouji.checks.rule import Bound, Verdict, consistent, inconsistent, rule
from gouji.facts.table.fact import Fact
from gouji.facts.table.facts import Facts


@rule("GJ302", name="other-function", level="warning", scope="workspace", about="rows", by_name=True)
def other_function(facts: Facts) -> Iterator[Verdict]:
    """The body of the other side has the function of the one that acts, or a related one.

    Why: 教育厅 acts with 教委; where it says 体育局, a name may have slipped in from the next line.

    The rule compares acts whose parties are all bodies of one level and of known functions (from
    the column `function`, or read from the name), on two sides or more; in drafts only pairings. A
    warning names the counterpart of the same function in `entities.csv`; where there is none, it is
    a note. Not reported: functions that one body combines in some provinces (广电 and 文化旅游, 法院
    and 检察), several functions on more than one side, general bodies (政府, 办公厅, 发展改革委), and
    counterparts that the table itself names. A general body, too, is a warning where the other rows of
    its act (as in GJ301), or the quote of a pairing, all name the counterpart and none names that
    body. In drafts it is a note at most.

    Example:
        省教育厅 with 市体育局, where there is a 市教委.

    Source: editors' practice; the division of functions among the departments of a province.
    """
    found = set()
    for one in function_mismatches(facts):
        found |= {fact.id for fact in (one.fact, *one.also) if one.other}
        yield _with_witnesses(consistent(one.fact) if not one.other else _verdict(facts, one), one)
    for row in facts.derive(act_witnesses):
        if row.instead and row.fact.id not in found:
            yield _witnessed(facts, row)


def _with_witnesses(verdict: Verdict, one: FunctionMismatch) -> Verdict:
    """Bind the other rows of the act as witnesses: the finding is the same with and without them."""
    return replace(verdict, bound=(*verdict.bound, *(Bound(fact, "fact", witness=True) for fact in one.also)))


def _verdict(facts: Facts, one: FunctionMismatch) -> Verdict:
    names = facts.dimensions
    function, other_function = (role_in(facts, one.fact, body).function for body in (one.one, one.other))
    expected = tuple(names.name_of(name) for name in one.expected)
    return inconsistent(
        one.fact,
        message="other-function" if expected else "other-function-likely",
        level="warning" if expected else "note",
        details={"expected": list(one.expected), "likely": function},
        key=one.other,
        algebra=f"{function} ≠ {other_function}",
        one=names.name_of(one.one),
        other=names.name_of(one.other),
        function=function,
        other_function=other_function,
        expected=expected,
    )


def _witnessed(facts: Facts, one: ActWitness) -> Verdict:
    """The verdict on a row that names another body than the other rows of its act, or than its own quote."""
    names = facts.dimensions
    quoted = one.by is one.fact
    missing, other = (role_in(facts, one.fact, body) for body in (one.missing[0], one.instead))
    return inconsistent(
        *((one.fact,) if quoted else (one.fact, one.by)),
        message="other-function-quoted" if quoted else "other-function-told",
        details={"expected": list(one.missing), "likely": missing.function},
        key=one.instead,
        algebra=f"{missing.function} ≠ {other.function}",
        other=names.name_of(one.instead),
        function=missing.function,
        other_function=other.function,
        by=one.by.quote,
        expected=tuple(names.name_of(name) for name in one.missing),
    )


@dataclass(frozen=True, slots=True)
class FunctionMismatch:
    """An act of bodies of several sides whose functions are all known.

    Attributes:
        fact: The pairing; where the act has none in its summary, its first row.
        also: Other rows that name the same parties: what was done, how many.
        one: The body that acts; empty where the functions match.
        other: A body of another side whose function none of the other sides has.
        expected: The known counterparts of *one* on the side of *other*.
    """

    fact: Fact
    also: tuple[Fact, ...] = ()
    one: str = ""
    other: str = ""
    expected: tuple[str, ...] = ()


def function_mismatches(facts: Facts) -> Iterator[FunctionMismatch]:
    """Yield every act of bodies of several sides, all of one level and of known functions."""
    for fact, *also in _acts(facts):
        roles = {party: role_in(facts, fact, party) for party in fact.parties}
        sides = dict.fromkeys(role.side for role in roles.values())
        if len(sides) > 1 and _comparable(roles):
            yield replace(_compared(facts, fact, roles), also=tuple(also))


def _acts(facts: Facts) -> Iterator[Sequence[Fact]]:
    """Groups of rows of one summary with the same parties, a pairing in front; further pairings stand alone.

    All figures read from a sentence get the parties of its first act, whatever they measure.
    """
    told = (fact for fact in facts if fact.partner and (fact.coded or fact.form == "pairing"))
    for rows in grouped(told, lambda fact: (fact.summary, fact.act)).values():
        first, *pairings = [row for row in rows if row.form == "pairing"] or rows[:1]
        yield [first, *(row for row in rows if row.form != "pairing" and row is not first)]
        yield from ([row] for row in pairings)


def _comparable(roles: Mapping[str, OrganisationRole]) -> bool:
    return all(role.known for role in roles.values()) and len({role.level for role in roles.values()}) == 1


def _compared(facts: Facts, fact: Fact, roles: Mapping[str, OrganisationRole]) -> FunctionMismatch:
    functions: dict[str, set[str]] = {}
    for role in roles.values():
        functions.setdefault(role.side, set()).add(role.function)
    if _is_exempt(functions) or facts.derive(counterpart_table).are_linked(fact.parties):
        return FunctionMismatch(fact)
    unmatched = [side for side in functions if not _is_matched(functions, side)]
    first = fact.parties[0]
    # With two sides neither matches the other; the side that acts is not the odd one.
    odd = [side for side in unmatched if len(functions) > 2 or side != roles[first].side]
    if len(odd) != 1:
        return FunctionMismatch(fact)
    other = next(party for party in fact.parties if roles[party].side == odd[0])
    one = next(party for party in fact.parties if roles[party].side != odd[0])
    linked = facts.derive(counterpart_table).counterparts(one, year_of(facts, fact))
    expected = tuple(name for name in linked if facts.derive(counterpart_table).post(name).side == odd[0])
    return FunctionMismatch(fact, (), one, other, expected)


def _is_exempt(functions: Mapping[str, set[str]]) -> bool:
    """Whether a body is general, or which of several functions on several sides match is unclear."""
    several = sum(len(some) > 1 for some in functions.values()) > 1
    return several or any(is_general(one) for some in functions.values() for one in some)


def _is_matched(functions: Mapping[str, set[str]], side: str) -> bool:
    return any(any_related(functions[side], some) for other, some in functions.items() if other != side)
