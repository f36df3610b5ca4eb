"""Targets of which the next summary itself says that they were missed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.target_kinds import names_of
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.nouns import normal_form
from gouji.reading.lexicon.wording import pattern, words


class _Admission(NamedTuple):
    """A clause that says what fell short.

    Attributes:
        clause: Its words.
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
        before = pattern("sentence_end").split(text[max(0, verb.start() - _REACH) : verb.start()])[-1]
        opening = pattern("clause_end").split(before)[-1]
        clause = opening + pattern("clause_end").split(text[verb.start() : verb.end() + _REACH])[0]
        said = clause if pattern("of_the_year_reviewed").search(clause) else f"{before}{clause}"
        if not pattern("of_a_term").search(said):
            starts = [0, *(one.end() for one in pattern("joins_members").finditer(clause))]
            yield _Admission(clause, [one for start in starts for one in _both(clause[start:])])


_REACH = 120
"""So many characters on each side of what says that something fell short are looked at."""


def _both(member: str) -> Iterator[str]:
    """Yield a member; where it is of town and country, that of each: 城乡居民收入."""
    of_both, *each = words("town_and_country")
    yield from (member.replace(of_both, one, 1) for one in each) if of_both in member else (member,)
