"""The sentences of a summary that tell what was: neither its plans nor its notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern

_LONGEST_HEADING = 60


class Clause(NamedTuple):
    """A clause that tells what was.

    Attributes:
        words: Its words.
        figures: The figures in it.
    """

    words: str
    figures: Sequence[Fact] = ()


def told_clauses(facts: Facts) -> Mapping[str, Sequence[Clause]]:
    """Return for each summary the clauses of the sentences that tell what was, in their order."""
    return {summary: tuple(_clauses_of(facts, summary, text)) for summary, text in facts.texts.items()}


def told_sentences(facts: Facts) -> Mapping[str, Sequence[str]]:
    """Return for each summary the sentences that tell what was, in their order."""
    return {
        summary: tuple(facts.texts[summary][start:end] for start, end in spans)
        for summary, spans in facts.derive(_told_spans).items()
    }


def is_in_passing(name: str, said: str) -> bool:
    """Say whether some words have a name only within that of something else: 退役军人事务, 数字贸易博览会."""
    rests = said.split(name)[1:]
    return bool(rests) and all(pattern("named_in_passing").match(rest) for rest in rests)


def _told_spans(facts: Facts) -> Mapping[str, Sequence[tuple[int, int]]]:
    return {summary: tuple(_told(text, _figures_of(facts, summary))) for summary, text in facts.texts.items()}


def _clauses_of(facts: Facts, summary: str, text: str) -> Iterator[Clause]:
    figures = _figures_of(facts, summary)
    starts = [fact.start or 0 for fact in figures]
    for start, end in facts.derive(_told_spans)[summary]:
        for clause in pattern("words_of_clause").finditer(text, start, end):
            low, high = (bisect_left(starts, at) for at in clause.span())
            yield Clause(clause[0], figures[low:high])


def _figures_of(facts: Facts, summary: str) -> list[Fact]:
    placed = (fact for fact in facts.by_summary.get(summary, ()) if fact.start is not None)
    return sorted(placed, key=lambda fact: fact.start or 0)


def _told(text: str, figures: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield where sentences that tell what was begin and end.

    The figures in a sentence say of what time it is; where it has none, those before it in its paragraph;
    where that has none, the heading above, or the paragraph before.
    """
    starts = [fact.start or 0 for fact in figures]
    told = True
    for line in _LINE.finditer(text):
        low, high = (bisect_left(starts, at) for at in line.span())
        if low < high:
            told = _tells(figures[low])
        elif len(line[0].strip()) <= _LONGEST_HEADING:
            back = pattern("looks_back_at").search(line[0])
            told = bool(back) or (told and not pattern("heading_of_plans").search(line[0]))
        for sentence in _SENTENCE.finditer(text, *line.span()):
            first, last = (bisect_left(starts, at) for at in sentence.span())
            if first < last:
                told = any(map(_tells, figures[first:last]))
            if told:
                yield sentence.span()


_LINE = re.compile("[^\n]+")
_SENTENCE = re.compile("[^。；！？]+")


def _tells(fact: Fact) -> bool:
    return not fact.ahead and fact.section != "note"
