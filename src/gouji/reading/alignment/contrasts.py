"""Names that are of different things, however alike, and the words around a figure, by their rarity."""

import re
from functools import cache
from math import isqrt
from typing import NamedTuple

from gouji.reading.alignment.rarity import pairs_in, rarity, weighed
from gouji.reading.lexicon.nouns import traits, without_act
from gouji.reading.lexicon.wording import pattern


@cache
def are_contrasts(one: str, two: str) -> bool:
    """Say whether two names have nothing in common: 国家级实验室 and 省级实验室, 进口 and 出口.

    >>> are_contrasts("国家级花园乡镇", "省级花园乡镇")
    True
    >>> are_contrasts("货物进出口总额", "货物出口总额"), are_contrasts("全国重点花园", "省重点花园")
    (True, True)
    >>> are_contrasts("国有企业利润", "工业企业利润"), are_contrasts("市本级财政收入", "财政收入")
    (True, True)
    """
    if _are_apart(one, two) or _is_part(one) != _is_part(two) or _is_lost(one) != _is_lost(two):
        return True
    said, others = dict(traits(one)), dict(traits(two))
    common = said.keys() & others.keys()
    return any(said[trait][0] > others[trait][1] or others[trait][0] > said[trait][1] for trait in common)


def have_little_in_common(one: str, two: str) -> bool:
    """Say whether two names have only their ends or their verbs in common: 科技支出 and 民生支出.

    >>> have_little_in_common("财政花木支出", "道路支出")
    True
    >>> have_little_in_common("治理违法小院", "拆除违法小院")
    False
    """
    first, second = (set(pairs_in(without_act(name))) for name in (one, two))
    least = min(sum(map(rarity, pairs)) for pairs in (first, second))
    return 100 * sum(map(rarity, first & second)) < _LITTLE * least


_LITTLE = 33
"""Percent of the rarity of the lesser name."""


def _are_apart(one: str, two: str) -> bool:
    """Whether one name has only words for a whole or a country, and the other only for a part or a place."""
    long, short = sorted((one, two), key=len, reverse=True)
    if short and long.endswith(short) and pattern("beside_another").search(long[: -len(short)]):
        # 东部和中央援助资金 is more than 中央援助资金.
        return True
    return any(
        sorted(_said(name, *pair) for name in (one, two)) == [(False, True), (True, False)]
        for pair in _pairs()
    )


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns: a name that has only the one is apart from a name that has only the other."""
    return (
        (pattern("trade_both_ways"), pattern("trade_one_way")),
        (pattern("of_nation"), pattern("of_place")),
        (pattern("gross_output"), pattern("value_added")),
        (pattern("by_owner"), pattern("by_size")),
        (pattern("by_channel"), pattern("by_settlement")),
        (pattern("how_fast"), pattern("how_great_a_part")),
        (pattern("of_all_power"), pattern("of_some_power")),
    )


def _is_part(name: str) -> bool:
    """Whether a name is of those of one kind of owner, or of one level of a place, and not of all."""
    return pattern("of_some_owners").search(name) is not None


def _is_lost(name: str) -> bool:
    """Whether a name is of what was lost, and not of what there is: 损失钢产量."""
    return pattern("signs_a_loss").search(name) is not None


def _said(name: str, first: re.Pattern[str], second: re.Pattern[str]) -> tuple[bool, bool]:
    return first.search(name) is not None, second.search(name) is not None


_BEFORE, _CLAUSE, _BEHIND, _SENTENCE = 60, 40, 16, 300
"""Characters looked at: before a figure, of its clause, behind it, of its sentence on each side."""
_FEWEST = 3
"""With fewer Han characters than this, a clause says too little; the part before it is read too."""
_OF_NAME, _OF_CLAUSE, _OF_SENTENCE = 20, 10, 3
"""What a word weighs: in the indicator's name, beside the figure, elsewhere in its sentence."""
_DAMPING = (8 * _OF_NAME) ** 2
"""So that figures of which little is said (投资, 投资) are not wholly alike."""
WHOLLY = 1000
"""The likeness of two figures of which the same, and much, is said."""


class Words(NamedTuple):
    """The words around a figure.

    Attributes:
        weights: What each pair of neighbouring characters weighs: its rarity, times where it stands.
        norm: The sum of the squares of the weights.
        clause: The clause before the figure.
    """

    weights: dict[str, int]
    norm: int
    clause: str = ""


def words_around(name: str, text: str, start: int, end: int) -> Words:
    """Weigh the words around a figure, and the *name* of what it is of, as its row says; that may be empty.

    The text is empty for a cell of a table, whose name says all, and where it is not at hand.
    """
    weights: dict[str, int] = {}
    clause = ""
    if text:
        sentence, clause, behind = _parts(text, start, end)
        for words, weight in ((sentence, _OF_SENTENCE), (clause, _OF_CLAUSE), (behind, _OF_CLAUSE)):
            weights |= weighed(words, weight)
    weights |= weighed(name, _OF_NAME)
    return Words(weights, sum([weight * weight for weight in weights.values()]), clause)


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence of a figure, its clause before it, and what follows it."""
    before, after = text[max(0, start - _SENTENCE) : start], text[end : end + _SENTENCE]
    opened, closed = (pattern("sentence_end").split(one) for one in (before, after))
    clauses = pattern("clause_end").split(text[max(0, start - _BEFORE) : start])
    clause = clauses[-1]
    said = pattern("clause_filler").sub("", clause)
    if len(clauses) > 1 and len(pattern("word_character").findall(said)) < _FEWEST:
        clause = f"{clauses[-2]}，{clause}"
    behind = pattern("clause_end").split(after[:_BEHIND])[0]
    return opened[-1] + closed[0], clause[-_CLAUSE:], behind


def likeness(one: Words, two: Words) -> int:
    """Return how alike the words around two figures are, from 0 to `WHOLLY`: a damped cosine."""
    common = sum([one.weights[pair] * two.weights[pair] for pair in one.weights.keys() & two.weights.keys()])
    return WHOLLY * common // isqrt((one.norm + _DAMPING) * (two.norm + _DAMPING))


def common_words(one: Words, two: Words) -> str:
    """Return the longest run of Han or Latin characters that both clauses have; the last one of several."""
    runs = pattern("word_run").findall(one.clause)
    found = (run[at:end] for run in runs for at in range(len(run)) for end in range(at + 2, len(run) + 1))
    return max((some for some in found if some in two.clause), key=len, default="")
