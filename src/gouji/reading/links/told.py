"""Figures of a text with what is told of them: the words of their clause, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words

_REACH = 48
"""Characters before a figure in which the words of its clause are looked for."""
_FARTHEST = 240
"""Characters before a clause in which its line is read."""
_WORD = 2
"""Characters of a word."""


class Told(NamedTuple):
    """A figure of a text.

    Attributes:
        claim: What it states.
        clause: The words of its clause before it.
        phrase: What it is of, in the words of its clause without those of time, owner and amount.
        opens: Its clause opens a sentence, or tells of the whole period: 全年.
        acts: The phrase begins with something done: 接待读者.
        line: Where its line begins.
        item: Where the number or heading stands under which it is told; -1 above the first of them.
        sentence: Where its sentence begins.
        subject: Who acts, where the clause names one: 影院放映电影.
        of_part: The words around speak of a part of the publisher, or of a total: 城东分馆, 其中.
        apart: They speak of another time, a plan, or one topic of several.
    """

    claim: Claim
    clause: str
    phrase: str
    opens: bool
    acts: bool
    line: int
    item: int
    sentence: int
    subject: str
    of_part: bool
    apart: bool

    @property
    def size(self) -> Fraction:
        """The middle of its bounds."""
        return middle(self.claim.interval) or Fraction(0)


class Items:
    """Where a text has lines, numbered items and headings."""

    def __init__(self, text: str) -> None:
        """Find them."""
        self.text = text
        self.starts = [found.start() for found in pattern("item_of_text").finditer(text)]
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """Return where the line begins that a place of the text is in."""
        return self.lines[bisect_right(self.lines, at) - 1]

    def of(self, at: int) -> int:
        """Return where the item begins that a place of the text is in; -1 in an overview."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or pattern("opens_overview").match(self.heading(self.starts[index])):
            return -1
        return self.starts[index]

    def heading(self, start: int) -> str:
        """Return the words that an item begins with."""
        return pattern("full_stop").split(self.text[start : start + _REACH].lstrip())[0]


def told_of(items: Items, claim: Claim) -> Told:
    """Return what a text tells of one of its figures."""
    text, line, item = items.text, items.line(claim.start), items.of(claim.start)
    clause = pattern("clause_stops").split(text[max(0, claim.start - _REACH) : claim.start])[-1]
    begin = claim.start - len(clause)
    near = max(line, begin - _FARTHEST)
    sentence = max(near, *(text.rfind(stop, near, begin) + 1 for stop in words("ends_of_sentences")))
    whole = pattern("whole_period").match(clause) or pattern("opens_whole").fullmatch(text, sentence, begin)
    clause = pattern("mark_of_line").sub("", clause, count=1)
    phrase = pattern("behind_phrase").sub("", pattern("before_phrase").sub("", clause))
    behind = pattern("counted_behind").match(text, claim.end)
    phrase += behind[0] if behind else ""
    acting = None if pattern("starts_with_act").match(phrase) else pattern("who_acts").fullmatch(phrase)
    stock = len(phrase) == _WORD and pattern("says_stock").search(clause)
    of_part = (
        pattern("names_part").search(text, near, begin)
        or pattern("is_among").search(text, sentence, begin)
        or (item >= 0 and pattern("names_part").search(items.heading(item)))
    )
    of_other = pattern("speaks_of_part").search(text, sentence, begin)
    apart = of_other or pattern("planned_clause").search(clause)
    return Told(
        claim,
        clause,
        acting["phrase"] if acting else f"{_STOCK}{phrase}" if stock else phrase,
        opens=bool(whole),
        acts=pattern("phrase_acts").match(clause) is not None,
        line=line,
        item=item,
        sentence=sentence,
        subject=acting["subject"] if acting else "",
        of_part=bool(of_part),
        apart=bool(apart),
    )


_STOCK = "有"
"""What a phrase of one word begins with that is of a stock."""


def unit_of(claim: Claim) -> str:
    """Return the unit of a figure, one for all people."""
    people = words("units_of_people")
    return people[0] if claim.unit in people else claim.unit
