"""Which figures of a finding may be the wrong ones, and which one it is where other relations single it out.

With one failed relation it cannot be decided: all its figures are suspects. A figure is cleared where no
value of it lets the relation hold without breaking another one that it stands in. The odd one is the only
figure that every failed relation around has, and that may have a value with which all its relations hold
(Fellegi and Holt, for one change).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gouji.checks.bindings.breakdowns import breakdowns_as_rounded
from gouji.checks.bindings.growth import growths, yearly_averages
from gouji.checks.bindings.recompute import Recomputation
from gouji.checks.bindings.shares import shares
from gouji.checks.bindings.told_again import told_again
from gouji.checks.figure_relations import ANY, TERMS, Average, Quotient, Relation, Sum, holds, in_signs
from gouji.checks.joins import said as said_of_joins
from gouji.checks.messages import Language, say_both
from gouji.checks.rule import MessageValue, Phrase, Rule, Verdict
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import SIGNS, TAKEN_OFF
from gouji.facts.table.facts import Fact, Facts, by_key

SUSPECTS, ODD, WITNESS = "suspects", "odd", "witness"


def with_suspects(
    facts: Facts, found: Sequence[tuple[Rule, Verdict]], held: Iterable[Verdict] = ()
) -> list[tuple[Rule, Verdict]]:
    """Return findings of figures with their suspects, and the odd one where there is one, in `details`.

    *held* are verdicts that hold: of figures told once more, or computed from another summary.
    """
    own = [
        _told(verdict) if _is_of_figures(rule, verdict) and _is_no_revision(rule, verdict) else None
        for rule, verdict in found
    ]
    asked = [
        _figures(verdict) if _is_of_figures(rule, verdict) and (told or _is_of_one(verdict)) else ()
        for (rule, verdict), told in zip(found, own, strict=True)
    ]
    wanted = {fact.id for some in asked for fact in some}
    relations = [*_relations(facts, wanted), *_holding(held)] if wanted else []
    known = {frozenset(fact.id for fact in one.facts) for one in relations}
    relations += [one for one in own if one and frozenset(fact.id for fact in one.facts) not in known]
    around = by_key((fact.id, relation) for relation in relations for fact in relation.facts)
    return [
        (rule, replace(verdict, details=_details(verdict, some, around)) if some else verdict)
        for (rule, verdict), some in zip(found, asked, strict=True)
    ]


def say(verdict: Verdict, values: Mapping[str, MessageValue]) -> Mapping[Language, str]:
    """Return the sentence of a finding in both languages, and which figure is in doubt, if one is."""
    said = say_both(verdict.message, values)
    odd = next((one.fact for one in verdict.bound if one.fact.id == verdict.details.get(ODD)), None)
    relation = verdict.details.get(WITNESS)
    witness = Phrase("odd-witness", {"relation": relation}) if isinstance(relation, str) else ""
    doubt = dict.fromkeys(said, "")
    if odd is not None:
        doubt |= say_both("odd-one", {"odd": odd.quote, "witness": witness})
    elif witness:
        suspects = verdict.details.get(SUSPECTS)
        ids = suspects if isinstance(suspects, list) else []
        quotes = dict.fromkeys(f"“{one.fact.quote}”" for one in verdict.bound if one.fact.id in ids)
        doubt |= say_both("odd-among", {"odd": tuple(quotes), "witness": witness})
    joined = said_of_joins(verdict)
    return {language: sentence + joined[language] + doubt[language] for language, sentence in said.items()}


def _is_of_figures(rule: Rule, verdict: Verdict) -> bool:
    """Whether a finding holds figures against one another."""
    return rule.about == "figures" and verdict.outcome == "inconsistent" and len(_figures(verdict)) > 1


def _is_no_revision(rule: Rule, verdict: Verdict) -> bool:
    """Whether a finding is of one summary, or more than a note that another was probably revised."""
    return _is_of_one(verdict) or (verdict.level or rule.level) != "note"


def _is_of_one(verdict: Verdict) -> bool:
    return len({fact.summary for fact in _figures(verdict)}) == 1


def _figures(verdict: Verdict) -> tuple[Fact, ...]:
    principal = [bound.fact for bound in verdict.bound if not bound.witness]
    return tuple(dict.fromkeys(fact for fact in principal if fact.is_figure))


def _details(
    verdict: Verdict, figures: Sequence[Fact], around: Mapping[str, list[Relation]]
) -> Mapping[str, object]:
    if SUSPECTS in verdict.details:
        return verdict.details  # siblings single them out
    own = next((one for one in around.get(figures[0].id, ()) if {*one.facts} == {*figures}), None)
    failed = _failed_with(own, around) if own is not None and not holds(own) else []
    free = [fact for fact in figures if failed and _may_be_right(fact, around.get(fact.id, ()))]
    single = [fact for fact in free if all(fact in one.facts for one in failed)]
    # Of two summaries one may have been revised: what every failed relation has must explain them all.
    free = free if len({fact.summary for fact in figures}) == 1 else []
    suspects = [fact.id for fact in (single or free or figures)]
    found: dict[str, object] = {**verdict.details, SUSPECTS: suspects}
    if len(suspects) == 1 and ODD not in found:
        found |= {SUSPECTS: [fact.id for fact in figures], ODD: suspects[0]}
        found |= _witness(_others(figures, suspects, around))
    elif own is not None and 1 < len(suspects) < len(figures) and len(suspects) <= TERMS and ODD not in found:
        found |= _witness(_others(figures, suspects, around))
    return found


def _others(
    figures: Iterable[Fact], suspects: Sequence[str], around: Mapping[str, list[Relation]]
) -> Iterator[Relation]:
    """Yield the relations of the figures that are no suspects, or that tell these once more."""
    trusted = {fact.id for fact in figures if fact.id not in suspects}
    again = {
        fact.id
        for name in trusted
        for one in around.get(name, ())
        if len(one.facts) == 2 and isinstance(one, Sum) and holds(one)
        for fact in one.facts
    }
    for name in sorted(trusted | again):
        for one in around.get(name, ()):
            if all(fact.id not in suspects for fact in one.facts):
                yield one


def _witness(relations: Iterable[Relation]) -> Mapping[str, str]:
    """Return the shortest relation of three and more figures that holds, in signs."""
    closed = (one for one in relations if not isinstance(one, Sum) or (not one.open and len(one.facts) > 2))
    found = min(filter(holds, closed), key=_shortest, default=None)
    return {WITNESS: in_signs(found)} if found is not None else {}


def _shortest(relation: Relation) -> tuple[int, list[int], str]:
    """The key of the shortest relation, of several the first in the text, whatever its figures are called."""
    return (len(relation.facts), [fact.start or 0 for fact in relation.facts], in_signs(relation))


def _failed_with(own: Relation, around: Mapping[str, list[Relation]]) -> list[Relation]:
    """Return the failed relations that hang together with one, by the figures that they share."""
    found, waiting = [own], [own]
    while waiting:
        for fact in waiting.pop().facts:
            more = [one for one in around.get(fact.id, ()) if one not in found and not holds(one)]
            found += more
            waiting += more
    return found


def _may_be_right(fact: Fact, relations: Sequence[Relation]) -> bool:
    """Whether a figure may have a value with which all its relations hold."""
    allowed: Interval | None = ANY
    for relation in relations:
        allowed = allowed.intersection(relation.allows(fact)) if allowed is not None else None
    return allowed is not None


def _relations(facts: Facts, wanted: set[str]) -> Iterator[Relation]:
    """Yield what must hold of any of the *wanted* figures."""
    found: list[Relation] = []
    if any(fact.whole for fact in facts):
        found += [*_sums(facts), *_balances(facts)]
    if any(fact.measure != "level" or len(fact.whole) > 1 for fact in facts):
        found += _quotients(facts)
    if any(fact.again for fact in facts):
        found += [Sum(one, ((two, 1),)) for one, two in facts.derive(told_again)]
    for one in found:
        if not wanted.isdisjoint(fact.id for fact in one.facts) and all(fact.is_figure for fact in one.facts):
            yield one


def _sums(facts: Facts) -> Iterator[Relation]:
    for one in facts.derive(breakdowns_as_rounded):
        if one.agreement is not None and one.comparable:
            closed = Sum(one.total, tuple((part, 1) for part in one.parts))
            # Parts that add up to their total, though 其中 leaves that open, confirm it.
            if one.complete or (len(one.parts) > 1 and holds(closed)):
                yield closed
            else:
                yield from (Sum(one.total, ((part, 1),), open=True) for part in one.parts)


def _balances(facts: Facts) -> Iterator[Relation]:
    terms = ((whole, fact) for fact in facts for whole in fact.whole if whole.breakdown in SIGNS)
    signed = ((one.total, (fact, -1 if one.breakdown == TAKEN_OFF else 1)) for one, fact in terms)
    for total, some in by_key(signed).items():
        if total in facts.by_id:
            yield Sum(facts.by_id[total], tuple(some))


def _quotients(facts: Facts) -> Iterator[Relation]:
    found = [share.recomputed for share in facts.derive(shares)]
    found += [*facts.derive(yearly_averages), *(growth.recomputed for growth in facts.derive(growths))]
    for one in found:
        relation = _relation(one) if one.agreement is not None else None
        if relation is not None and all(fact.hard is not None for fact in relation.facts):
            agreement = one.agreement
            # A rank, a rate, a mean of years is computed in another way.
            if agreement and holds(relation) == (agreement.outcome != "inconsistent" or agreement.vague):
                yield relation


def _relation(found: Recomputation) -> Relation | None:
    """Return a computed figure as a relation, where it is a simple one."""
    terms, stated = {role: fact for fact, role in found.terms}, found.stated
    match sorted(terms), stated.measure:
        case ["part", "total"], _:
            return Quotient(stated, terms["part"], terms["total"], 100)
        case ["total"], "mean" if (count := found.formula.rpartition(" / ")[2]).isdecimal() and int(count):
            return Average(stated, terms["total"], int(count))
        case ["count", "total"], _:
            return Quotient(stated, terms["total"], terms["count"])
        case ["before", "now"], "change":
            return Sum(terms["now"], ((terms["before"], 1), (stated, 1)))
        case ["before", "now"], "growth":
            return Quotient(stated, terms["now"], terms["before"], 100, 100)
    return None


def _holding(held: Iterable[Verdict]) -> Iterator[Relation]:
    """Yield the relations that verdicts tell and that hold."""
    for verdict in held:
        relation = _told(verdict)
        if relation is not None and holds(relation):
            yield relation


def _told(verdict: Verdict) -> Relation | None:
    """Return what a verdict holds to be equal, by the roles of its figures, or else by its equation."""
    terms = [(bound.role, bound.fact) for bound in verdict.bound if not bound.witness]
    if any(not fact.is_figure for _, fact in terms):
        return None
    by_role = dict(terms)
    match sorted(role for role, _ in terms):
        case ["told", "told"]:
            one, two = (fact for _, fact in terms)
            return Sum(one, ((two, 1),)) if one.unit == two.unit else None
        case ["before", "now", "stated"]:
            stated = by_role["stated"]
            if stated.measure == "growth":
                return Quotient(stated, by_role["now"], by_role["before"], 100, 100)
            change = stated.measure == "change" and stated.unit == by_role["now"].unit
            return Sum(by_role["now"], ((by_role["before"], 1), (stated, 1))) if change else None
        case [*_, "total"] if {role for role, _ in terms} - {"before"} == {"total", "added"}:
            return Sum(by_role["total"], tuple((fact, 1) for role, fact in terms if role != "total"))
    return _of_equation(verdict.algebra, [fact for _, fact in terms])


def _of_equation(algebra: str, figures: Sequence[Fact]) -> Relation | None:
    """Return ``80名 ≠ 41名 + 38名 = 79名`` as a relation, where it has each figure once, one alone."""
    sides = [_PLUS_MINUS.split(side.partition(" = ")[0]) for side in algebra.split(" ≠ ")]
    if (
        len(figures) <= 2
        or len({fact.unit for fact in figures}) > 1
        or [len(side) for side in sides][:1] != [1]
    ):
        return None
    left = {fact.quote: fact for fact in figures}
    total = left.pop(sides[0][0], None)
    names, signs = sides[-1][::2], ["+", *sides[-1][1::2]]
    if total is None or len(left) != len(figures) - 1 or sorted(names) != sorted(left):
        return None
    return Sum(
        total, tuple((left[name], 1 if sign == "+" else -1) for name, sign in zip(names, signs, strict=True))
    )


_PLUS_MINUS = re.compile(r" ([+-]) ")


_WITHIN, _ACROSS = "growth-of-levels", "growth-across"


def told_once(found: Sequence[tuple[Rule, Verdict]]) -> list[tuple[Rule, Verdict]]:
    """Return findings; of a growth, its change and last year's level that disagree only one.

    338, 23 more, a growth of 4.0 %, and 325 the year before: 338 and 325 bear the growth out, so the change
    is odd; had the change and the growth borne one another out with 325, the level would be.
    """
    found = _completions_once(found)
    across = [verdict for _, verdict in found if verdict.message == _ACROSS]
    told: list[tuple[Rule, Verdict]] = []
    gone: list[Verdict] = []
    for rule, verdict in found if across else ():
        one, others = verdict, _of_the_same(verdict, across) if verdict.message == _WITHIN else []
        odd = _odd(_terms(verdict), _terms(others[0])["before"]) if others else None
        if odd:
            gone += others
            suspects = [fact.id for fact in _terms(verdict).values()]
            more = {SUSPECTS: suspects, ODD: odd[0].id, WITNESS: in_signs(odd[1])}
            one = replace(verdict, details={**verdict.details, **more})
        told.append((rule, one))
    return [one for one in told if not any(one[1] is verdict for verdict in gone)] if gone else list(found)


def _completions_once(found: Sequence[tuple[Rule, Verdict]]) -> Sequence[tuple[Rule, Verdict]]:
    """Return findings; of a completion rate that both its sentence and its indicator contradict only one.

    That is the one that calls it so, unless the target of the other stands beside it.
    """
    of_shares, of_rates = (
        {verdict.bound[0].fact: frozenset(_figures(verdict)) for rule, verdict in found if rule.code == code}
        for code in ("GJ502", "GJ507")
    )
    twice = {
        fact: "GJ502" if of_shares[fact] == of_rates[fact] else "GJ507"
        for fact in of_shares
        if fact in of_rates
    }
    return [(rule, one) for rule, one in found if not one.bound or twice.get(one.bound[0].fact) != rule.code]


def _of_the_same(verdict: Verdict, across: Sequence[Verdict]) -> list[Verdict]:
    """Return what says of a growth or its change that last year's level does not bear it out."""
    terms = _terms(verdict)
    if terms.keys() != {"stated", "now", "change"}:
        return []
    two = {terms["stated"].id, terms["change"].id}
    return [
        one
        for one in across
        if (of := _terms(one)).keys() == {"stated", "now", "before"}
        and of["stated"].id in two
        and of["now"].id == terms["now"].id
    ]


def _terms(verdict: Verdict) -> dict[str, Fact]:
    return {bound.role: bound.fact for bound in verdict.bound if not bound.witness}


def _odd(terms: Mapping[str, Fact], before: Fact) -> tuple[Fact, Relation] | None:
    """Return the figure that the others do without, and the relation in which they agree."""
    growth, now, change = terms["stated"], terms["now"], terms["change"]
    if growth.measure != "growth" or change.measure != "change":
        return None
    if any(fact.hard is None for fact in (growth, now, change, before)):
        return None
    without: dict[str, tuple[Fact, Relation]] = {
        change.id: (change, Quotient(growth, now, before, 100, 100)),
        now.id: (now, Quotient(growth, change, before, 100)),
        growth.id: (growth, Sum(now, ((before, 1), (change, 1)))),
    }
    agree = [(fact, relation) for fact, relation in without.values() if holds(relation)]
    return agree[0] if len(agree) == 1 else None
