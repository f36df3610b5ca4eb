"""How a verdict is made: candidates, faulty rows, hard and soft readings, rounding, levels.

Rules say what must hold; whether it does, and how severe it is if not, is decided here and nowhere else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Protocol, TypeVar

from gouji.checks.rule import LEVELS, Binding, Bound, Decidable, Level, MessageValue, Phrase, Rule, Verdict
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.facts import Fact, Facts, FaultyRow

MOST = 64
"""With more combinations of candidates than this, what they stand for was named too loosely."""


class Compared(Protocol):
    """Something that was compared; without an agreement where it could not be."""

    @property
    def agreement(self) -> Agreement | None:
        """How it compares."""


_Compared = TypeVar("_Compared", bound=Compared)
_Candidate = TypeVar("_Candidate")


def choose(candidates: Sequence[Sequence[_Candidate]], compare: Callable[..., _Compared]) -> _Compared | None:
    """Return the first combination of candidates that agrees, else that cannot be compared, else of all.

    For each role there is a candidate at least. What *compare* made of one of each is returned; None where
    there are more than `MOST` combinations.
    """
    if too_many(candidates):
        return None
    tried: list[_Compared] = []
    for combination in product(*candidates):
        tried.append(compare(*combination))
        if agrees(tried[-1]):
            return tried[-1]
    return next((one for one in tried if one.agreement is None), tried[0])


def too_many(candidates: Iterable[Sequence[object]]) -> bool:
    """Say whether candidates have more than `MOST` combinations."""
    return prod(map(len, candidates)) > MOST


def agrees(one: Compared) -> bool:
    """Say whether something was compared and does not disagree."""
    return one.agreement is not None and not fails(one)


def fails(one: Compared) -> bool:
    """Say whether something was compared and cannot be true together."""
    return one.agreement is not None and one.agreement.outcome == "inconsistent"


def decide(rule: Rule, facts: Facts, found: Decidable) -> Verdict:
    """Return the verdict on what a rule found.

    A verdict that rests on a faulty row is *unchecked*, whatever the rule says.
    """
    for bound in found.bound:
        if fault := bound.fact.fault or (_misread(bound.fact) if rule.about == "figures" else None):
            return _on_faulty_row(found, fault)
    level, because = found.level or rule.level, found.because
    if rule.by_name and not all(bound.fact.coded for bound in found.bound) and level != lowered(level):
        level, because = lowered(level), (level, "by-name")
    if isinstance(found, Binding):
        found = _judged(level, facts, found)
    elif found.message:
        found = replace(found, level=level, values={**said_of(facts, found.bound), **found.values})
    return _of_second_hand(facts, replace(found, because=because)) if found.message else found


def _misread(fact: Fact) -> FaultyRow | None:
    """Return a coded row whose bounds are not its quote's (GJ103); a change may have its sign elsewhere."""
    read = fact.reading.hard if fact.coded and fact.given and fact.reading else None
    wrong = read and read != fact.given and fact.measure not in {"growth", "change"}
    return FaultyRow(fact.file, fact.line) if wrong else None


def _on_faulty_row(found: Decidable, fault: FaultyRow) -> Verdict:
    here = fault.file == found.bound[0].fact.file
    values: dict[str, MessageValue] = {"line": fault.line, **({} if here else {"file": fault.file})}
    reason = "bad-row" if here else "bad-row-of"
    return Verdict("unchecked", found.bound, reason=reason, values=values, key=found.key)


def _judged(level: Level, facts: Facts, found: Binding) -> Verdict:
    """Judge values that were compared.

    A gap that rounding explains is no finding unless it is improbable; a gap between soft readings only is a
    warning at most.
    """
    bound, key, agreement = found.bound, found.key, found.agreement
    if agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle, values=found.reason, key=key)
    details = dict(found.details)
    if agreement.probability is not None:
        details["probability"] = str(agreement.probability)
    if agreement.plain:
        return Verdict(agreement.outcome, bound, key=key, details=details)
    message = found.message
    if agreement.probability is not None:
        level, message = "warning", f"{message}-improbable"
    elif agreement.vague:
        level, message = at_most(level, "warning"), f"{message}-vague"
    if found.silent:
        return Verdict(agreement.outcome, bound, level=level, key=key, details=details)
    words = {**said_of(facts, bound), **found.words()}
    if agreement.probability is not None:
        # As people write it: once in so many cases.
        words["probability"] = f"1/{int(1 / agreement.probability)}" if agreement.probability else "0"
    algebra = str(words.get("algebra") or found.algebra.format_map(words))
    return Verdict(agreement.outcome, bound, message, words, "", level, key, algebra, details)


def said_of(facts: Facts, bound: Sequence[Bound]) -> dict[str, MessageValue]:
    """Return what a sentence may say of bound facts: by role the quote, who says it, and of when."""
    found: dict[str, MessageValue] = {}
    counted: Counter[str] = Counter()
    principal = [one for one in bound if not one.witness]
    sources = _sources(facts, [one.fact for one in principal])
    for role, fact in ((one.role, one.fact) for one in principal):
        counted[role] += 1
        name = role if counted[role] == 1 else f"{role}_{counted[role]}"
        period = fact.key.period
        found |= {name: fact.quote, f"{name}_by": sources[fact.summary], f"{name}_period": period}
        found[f"{name}_year"] = period.rpartition("/")[2][:4]
        found[f"{name}_at"] = Phrase("at-table" if fact.place else "at-text")
    if principal:
        first = principal[0].fact
        found |= {"quote": first.quote, "indicator": facts.name_of(first)}
    return found


def _sources(facts: Facts, bound: Sequence[Fact]) -> dict[str, str]:
    """Return by summary who says each fact: the publisher, or of two documents of one their titles."""
    sources = {fact.summary: facts.source_of(fact) for fact in bound}
    rows = facts.dimensions.summaries
    titles = {summary: rows[summary].title for summary in sources if summary in rows}
    alike, apart = len(set(sources.values())) < len(sources), len(set(titles.values())) == len(sources)
    told = alike and apart and all(titles.values())
    return {summary: f"《{titles[summary]}》" for summary in sources} if told else sources


def _of_second_hand(facts: Facts, verdict: Verdict) -> Verdict:
    """Return a finding, a warning at most where a second-hand summary contradicts another.

    The second-hand one may be at fault. A summary that contradicts itself is at fault in any case.
    """
    summaries = {bound.fact.summary for bound in verdict.bound} if verdict.level == "error" else ()
    rows = (facts.dimensions.summaries.get(name) for name in summaries)
    if len(summaries) > 1 and any(row is not None and row.second_hand for row in rows):
        return replace(verdict, level="warning", because=(*(verdict.because or ("error",)), "second-hand"))
    return verdict


def lowered(level: Level) -> Level:
    """Return the next lower level; a note stays one."""
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]


def at_most(level: Level, most: Level) -> Level:
    """Return a level, or *most* where it is higher."""
    return max(level, most, key=LEVELS.index)
