"""What a text says of a target beside its outcome: that it was reached, or that it was not."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.target_kinds import names_of
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.nouns import normal_form
from gouji.reading.lexicon.wording import pattern, words


class Said(NamedTuple):
    """What a summary says of a target.

    Attributes:
        claim: The words in which it claims that the target was reached; empty where it does not.
        outcome: The outcome beside these words; where they are of all targets, the first.
        admitted: Whether the summary says itself that the target was missed, and nothing else.
    """

    claim: str
    outcome: Fact
    admitted: bool = False


def said_of_target(facts: Facts, outcomes: Sequence[Fact]) -> Said:
    """Return what a summary says of a target.

    Only what stands before the targets for the next year is a claim; 较好完成 and 基本完成 hedge. A
    summary that itself says that this target was missed claims nothing about it. Of the *outcomes*, at least
    one, that told first stands in front.
    """
    first = outcomes[0]
    text = facts.texts.get(first.summary, "")
    own = [one for one in outcomes if one.summary == first.summary]
    admits = next((one for one in own if _admits_beside(facts, text, one)), None)
    if admits is not None:
        return Said("", admits, admitted=True)
    claims = _claims(facts, text, first)
    if _is_admitted(text, facts.name_of(first)):
        return Said("", first, admitted=not claims)
    beside = ((one, _claim_beside(text, one, claims)) for one in own)
    found = next((Said(claim, one) for one, claim in beside if claim), None)
    of_all = (one[0] for one in claims if pattern("targets_of_the_year").search(one[0][2:]))
    return found or Said(next(of_all, ""), first)


def _claims(facts: Facts, text: str, outcome: Fact) -> list[re.Match[str]]:
    """Return the words of success that stand before the targets for the next year, and are no intention."""
    aims = (fact.start for fact in facts.by_summary[outcome.summary] if fact.section == "target")
    end = min((start for start in aims if start is not None and start > (outcome.start or 0)), default=None)
    found = pattern("success").finditer(text, 0, len(text) if end is None else end)
    return [one for one in found if not _is_intended(text, one)]


def _is_intended(text: str, claim: re.Match[str]) -> bool:
    opening = re.split("[。；！\n]", text[max(0, claim.start() - 40) : claim.start()])[-1]
    of_a_term = pattern("of_a_term").search(opening[-16:] + claim[0])
    return bool(pattern("intended").search(opening) or of_a_term)


_NAME_PART = 6
"""This many consecutive characters of its name identify an indicator in a sentence."""
_COMMAS = "，,、"
_REACH = 80
"""Characters behind a figure in which its sentence says what came of it."""


def _is_admitted(text: str, name: str) -> bool:
    """Whether a sentence says that the indicator of this name fell short of what was expected."""
    parts = {name[place : place + _NAME_PART] for place in range(max(1, len(name) - _NAME_PART + 1))}
    admitted = pattern("admitted")
    told = _SENTENCE.findall(text) if admitted.search(text) else ()
    return any(admitted.search(one) and any(part in one for part in parts) for one in told)


_SENTENCE = re.compile("[^。；\n]+")


def _behind(text: str, outcome: Fact) -> str:
    """Return the rest of a figure's sentence."""
    told = _SENTENCE.match(text, outcome.end, outcome.end + _REACH) if outcome.end is not None else None
    return told[0] if told else ""


def _admits_beside(facts: Facts, text: str, outcome: Fact) -> bool:
    """Whether the words behind a figure, before one of something else, say that it is too little."""
    said = _behind(text, outcome)
    found = pattern("admitted_beside").search(said) if said else None
    if found is None or outcome.end is None:
        return False
    low, high = outcome.end, outcome.end + found.start()
    between = (one for one in facts.by_summary[outcome.summary] if low <= (one.start or 0) < high)
    return all(one.measure in {"growth", "change"} for one in between)


def _claim_beside(text: str, outcome: Fact, claims: Sequence[re.Match[str]]) -> str:
    """Return the claim in the clause of an outcome itself, or right behind it."""
    if outcome.start is None or outcome.end is None:
        return ""
    said = _behind(text, outcome)
    for found in pattern("reached_beside").finditer(said):
        if not found.start() or (found["all"] and found[0][0] in _COMMAS):
            return found[0].lstrip(_COMMAS)
    return next((one[0] for one in claims if _is_around(text, outcome.start, outcome.end, one)), "")


def _is_around(text: str, start: int, end: int, claim: re.Match[str]) -> bool:
    begins = claim.start()
    return begins <= start < claim.end() or (end <= begins and not re.search("[。；，\n]", text[end:begins]))


class _Admission(NamedTuple):
    """A clause that says what fell short.

    Attributes:
        members: What it lists, each with all that follows.
    """

    clause: str
    members: Sequence[str]


def admitted(facts: Facts, target: Fact, later: Collection[str]) -> str:
    """Return the clause in which a later summary says that a target was missed; empty where none does.

    All that it lists fell short: 投资、零售总额和CPI涨幅未达年初预期; 没有实现年初确定的能耗降低4%的目标.
    What fell short of a plan of several years is another matter.
    """
    told = facts.derive(_admissions)
    found = (one for summary in sorted(later) for one in told.get(summary, ()))
    names = (facts.name_of(target), *names_of(facts, target))
    return next((one.clause for one in found if any(_names(part, names) for part in one.members)), "")


def _names(member: str, names: Sequence[str]) -> bool:
    """Whether a member of a list begins with one of some names, once what belongs to no name is gone."""
    opening = pattern("admission_opening").match(member)
    rest = member[opening.end() if opening else 0 :]
    return any(one.startswith(tuple(names)) for one in (rest, normal_form(rest)))


def _admissions(facts: Facts) -> Mapping[str, Sequence[_Admission]]:
    return {summary: tuple(_admissions_in(text)) for summary, text in facts.texts.items()}


def _admissions_in(text: str) -> Iterator[_Admission]:
    for verb in pattern("admitted").finditer(text):
        before = pattern("sentence_end").split(text[max(0, verb.start() - _AROUND) : verb.start()])[-1]
        opening = pattern("clause_end").split(before)[-1]
        clause = opening + pattern("clause_end").split(text[verb.start() : verb.end() + _AROUND])[0]
        said = clause if pattern("of_the_year_reviewed").search(clause) else f"{before}{clause}"
        if not pattern("of_a_term").search(said):
            starts = [0, *(one.end() for one in pattern("joins_members").finditer(clause))]
            yield _Admission(clause, [one for start in starts for one in _both(clause[start:])])


_AROUND = 120
"""So many characters on each side of what says that something fell short are looked at."""


def _both(member: str) -> Iterator[str]:
    """Yield a member; where it is of town and country, that of each: 城乡居民收入."""
    of_both, *each = words("town_and_country")
    yield from (member.replace(of_both, one, 1) for one in each) if of_both in member else (member,)
