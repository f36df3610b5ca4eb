"""The words in front of a figure, where the text of its summary is at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

_CLAUSE_ENDS = re.compile("[，。；：！？、,;:\n\u3000（(]")
_SENTENCE_ENDS = re.compile("[。！？\n]")
_CLAUSE = 40
_SENTENCE = 240


def words_before(facts: Facts, fact: Fact, reach: int) -> str:
    """Return the characters right before a figure, at most *reach*; empty where its text is not at hand."""
    text = facts.texts.get(fact.summary, "")
    return text[max(0, fact.start - reach) : fact.start] if fact.start is not None else ""


def clause_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's clause in front of it."""
    return _CLAUSE_ENDS.split(words_before(facts, fact, _CLAUSE))[-1]


def sentence_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's sentence in front of it."""
    return _SENTENCE_ENDS.split(words_before(facts, fact, _SENTENCE))[-1]
