"""Where the next summary names what a target is of, though no figure of it answers the target.

What is left of a target's name without the verbs of its act, its marks and the words for its measure is its
core: 省重点花园优化重组 may be told of as 省重点花园优化重整. It counts as named where a clause that tells
what was has most of the core by its rarity: among plans a thing is named anyhow, and notes only explain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gouji.checks.bindings.quantities import words_before
from gouji.checks.bindings.told_text import Clause, told_clauses
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.contrasts import are_contrasts
from gouji.reading.alignment.rarity import pairs_in, rarity
from gouji.reading.lexicon.nouns import without_act
from gouji.reading.lexicon.wording import pattern, words

_MOST, _NEARLY_ALL, _HALF = 60, 85, 45
"""Percent of a core's rarity: so much names it with its head, without it, and beside a figure of its unit."""
_SAYS_MUCH, _SAYS_SOMETHING, _SAYS_ENOUGH = 400, 200, 130
"""Rarity that names by itself; that names beside a figure of the unit; less than this says nothing at all."""
_TWO_SENTENCES = 240
_HEAD = 2
"""So many characters at its end say what a name is of (投资, 水站)."""
_PHRASE = 6
"""So many at its end name it by themselves (世界一流企业)."""
_RARE = 40
"""Less rare are the ends of names of many kinds (企业)."""


class Mention(NamedTuple):
    """Where a summary names what a target is of.

    Attributes:
        words: The clause that names it.
        figure: A figure of the target's unit in that clause; None where there is none.
    """

    words: str
    figure: Fact | None = None


def named_again(facts: Facts, target: Fact, later: Collection[str]) -> Mention | None:
    """Return where a later summary names what a draft's target is of; None where none does."""
    if target.coded:
        return None
    told = [facts.derive(_by_pair)[summary] for summary in sorted(later) if summary in facts.texts]
    core = core_of(facts.name_of(target))
    if _weight(core) < _SAYS_ENOUGH:
        return _programme_named(facts, target, told)
    found = [one for clauses in told for one in clauses.alike(core)]
    for weight, clause in sorted(found, key=lambda one: -one[0]):
        mention = _mention(target, clause)
        if _is_named(core, clause.words, weight, beside=mention.figure is not None) and not are_contrasts(
            core, clause.words
        ):
            return mention
    return None


def core_of(name: str) -> str:
    """Return a name without the verbs of its act, its measure and its marks; what is too short stays.

    >>> core_of("改造提升单村水站"), core_of("推动两地通办事项"), core_of("“百亿县”")
    ('单村水站', '两地通办', '百亿县')
    """
    bare = pattern("name_marks").sub("", name)
    bare = pattern("spent_on_research").sub(words("research")[0], bare)
    core = pattern("core_opening").sub("", without_act(bare))
    core = core if len(core) >= _HEAD else bare
    short = pattern("core_ending").sub("", core)
    return short if len(short) >= _HEAD else core


def _is_named(core: str, said: str, weight: int, *, beside: bool) -> bool:
    """Whether a clause that has so much of a core names it; *beside* a figure of its unit less will do."""
    part, with_head = 100 * weight // _weight(core), core[-_HEAD:] in said
    if core[-_PHRASE:] in said and len(core) >= _PHRASE:
        return True
    if part >= _MOST and (with_head or part >= _NEARLY_ALL or weight >= _SAYS_MUCH):
        return True
    beside = beside and rarity(core[-_HEAD:]) >= _RARE
    return beside and with_head and part >= _HALF and weight >= _SAYS_SOMETHING


def _programme_named(facts: Facts, target: Fact, told: Sequence[_ByPair]) -> Mention | None:
    """Return where the programme of a target is named again whose own name says little: 年度投资1万亿元."""
    around = pattern("last_two_sentences").search(words_before(facts, target, _TWO_SENTENCES))
    names = pattern("quoted_name").findall(around[0]) if around else ()
    head = core_of(facts.name_of(target))[-_HEAD:]
    for clause in (one for clauses in told for one in clauses.clauses):
        if head in clause.words and any(name in clause.words for name in names):
            return _mention(target, clause)
    return None


def _mention(target: Fact, clause: Clause) -> Mention:
    kind = (target.unit, target.form, target.measure)
    alike = (one for one in clause.figures if (one.unit, one.form, one.measure) == kind and not one.ahead)
    return Mention(clause.words.strip(), next(alike, None))


def _weight(words: str) -> int:
    return sum(map(rarity, set(pairs_in(words))))


class _ByPair:
    """Clauses by the pairs of neighbouring characters in them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, clause in enumerate(clauses):
            for pair in set(pairs_in(clause.words)):
                self._places[pair].append(place)

    def alike(self, core: str) -> Iterator[tuple[int, Clause]]:
        """Yield the clauses that have pairs of a core, each with the rarity of those that it has."""
        weights: dict[int, int] = defaultdict(int)
        for pair in dict.fromkeys(pairs_in(core)):
            for place in self._places.get(pair, ()):
                weights[place] += rarity(pair)
        return ((weight, self.clauses[place]) for place, weight in weights.items())


def _by_pair(facts: Facts) -> dict[str, _ByPair]:
    return {summary: _ByPair(clauses) for summary, clauses in facts.derive(told_clauses).items()}
