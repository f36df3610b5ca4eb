"""The words around a figure by which it is known again in another document, weighed by their rarity."""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

from gouji.reading.alignment.rarity import weighed
from gouji.reading.lexicon.wording import pattern

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
    """Weigh the words around a figure.

    Args:
        name: What it is of, as its row says; may be empty.
        text: The text; empty for a cell of a table, whose name says all, and where the text is not at hand.
        start: Where the figure begins in it.
        end: Where it ends.
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
