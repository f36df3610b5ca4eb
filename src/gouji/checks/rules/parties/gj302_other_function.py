"""GJ302: bodies that act together but have different functions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.checks.bindings.act_witnesses import ActWitness, act_witnesses
from gouji.checks.bindings.counterparts import any_related, counterpart_table, is_general, role_in
from gouji.checks.bindings.roles import OrganisationRole
from gouji.checks.rule import Bound, Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts, grouped


@rule("GJ302", name="other-function", level="warning", scope="workspace", about="rows", by_name=True)
def other_function(facts: Facts) -> Iterator[Verdict]:
    """The body of the other side has the function of the one that acts, or a related one."""
    found = set()
    for fact, *also in _acts(facts):
        roles = {party: role_in(facts, fact, party) for party in fact.parties}
        if not _comparable(roles):
            continue
        odd = _odd_one(facts, fact, roles)
        if odd is not None:
            found |= {row.id for row in (fact, *also)}
        verdict = consistent(fact) if odd is None else _verdict(facts, fact, *odd)
        # The other rows of the act are witnesses: the finding is the same with and without them.
        yield replace(verdict, bound=(*verdict.bound, *(Bound(row, "fact", witness=True) for row in also)))
    for row in facts.derive(act_witnesses):
        if row.instead and row.fact.id not in found:
            yield _witnessed(facts, row)


def _verdict(facts: Facts, fact: Fact, one: str, other: str) -> Verdict:
    """The finding on a body that acts, and a body of another side whose function none of the others has."""
    names, bodies = facts.dimensions, facts.derive(counterpart_table)
    role, other_role = (role_in(facts, fact, body) for body in (one, other))
    linked = bodies.counterparts(one, facts.year_of(fact))
    expected = [name for name in linked if bodies.post(name).side == other_role.side]
    return inconsistent(
        fact,
        message="other-function" if expected else "other-function-likely",
        level="warning" if expected else "note",
        details={"expected": expected, "likely": role.function},
        key=other,
        algebra=f"{role.function} ≠ {other_role.function}",
        one=names.name_of(one),
        other=names.name_of(other),
        function=role.function,
        other_function=other_role.function,
        expected=tuple(map(names.name_of, expected)),
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
    """Whether these are bodies of several sides, all of one level and of known functions."""
    known, levels = all(role.known for role in roles.values()), {role.level for role in roles.values()}
    return known and len(levels) == 1 and len({role.side for role in roles.values()}) > 1


def _odd_one(facts: Facts, fact: Fact, roles: Mapping[str, OrganisationRole]) -> tuple[str, str] | None:
    """The body that acts, and that of another side whose function none of the others has."""
    sides = grouped(roles.values(), lambda role: role.side)
    functions = {side: {role.function for role in some} for side, some in sides.items()}
    if _is_exempt(functions) or facts.derive(counterpart_table).are_linked(fact.parties):
        return None
    unmatched = [side for side in functions if not _is_matched(functions, side)]
    # With two sides neither matches the other; the side that acts is not the odd one.
    acting = roles[fact.parties[0]].side
    odd = [side for side in unmatched if len(functions) > 2 or side != acting]
    if len(odd) != 1:
        return None
    one = next(party for party in fact.parties if roles[party].side != odd[0])
    return one, next(party for party in fact.parties if roles[party].side == odd[0])


def _is_exempt(functions: Mapping[str, set[str]]) -> bool:
    """Whether a body is general, or which of several functions on several sides match is unclear."""
    several = sum(len(some) > 1 for some in functions.values()) > 1
    return several or any(is_general(one) for some in functions.values() for one in some)


def _is_matched(functions: Mapping[str, set[str]], side: str) -> bool:
    return any(any_related(functions[side], some) for other, some in functions.items() if other != side)
