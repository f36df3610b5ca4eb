"""Targets of which the next summary itself says that they were missed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.target_kinds import names_of
from gouji.checks.bindings.told_text import told_sentences
from gouji.facts.table.facts import Fact, Facts
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
    return member.startswith(tuple(names), opening.end() if opening else 0)


def _admissions(facts: Facts) -> Mapping[str, Sequence[_Admission]]:
    told = facts.derive(told_sentences)
    return {summary: [one for said in told[summary] for one in _admissions_in(said)] for summary in told}


def _admissions_in(sentence: str) -> Iterator[_Admission]:
    if not pattern("admitted").search(sentence):
        return
    opened = ""
    for clause in pattern("words_of_clause").findall(sentence):
        opened += clause
        this_year = pattern("of_the_year_reviewed").search(clause)
        of_term = pattern("of_a_term").search(clause if this_year else opened)
        if pattern("admitted").search(clause) and not of_term:
            starts = [0, *(one.end() for one in pattern("joins_members").finditer(clause))]
            yield _Admission(clause.strip(), [one for start in starts for one in _both(clause[start:])])


def _both(member: str) -> Iterator[str]:
    """Yield a member; where it is of town and country, that of each: 城乡居民收入."""
    of_both, *each = words("town_and_country")
    yield from (member.replace(of_both, one, 1) for one in each) if of_both in member else (member,)
