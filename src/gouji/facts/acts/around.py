"""Rows that tell the act of another row: beside it, by its indicator, by the name of the act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.facts.table import Fact, Facts

REACH = 240
"""Rows that stand further apart in the text, in code points, are of two passages."""
ENOUGH = 20
"""Of more rows that tell one act no more are asked."""
_SHORTEST = 4
"""A shorter name of an act (川渝, 遂潼) is one of a region."""


@dataclass(frozen=True, eq=False)
class Around:
    """The rows around each row of a fact table."""

    facts: Facts
    _passages: dict[str, Mapping[str, Sequence[Fact]]] = field(default_factory=dict)
    _acts: dict[tuple[str, str], str] = field(default_factory=dict)
    _joint: dict[str, bool] = field(default_factory=dict)

    def rows(self, fact: Fact) -> Iterator[Sequence[Fact]]:
        """Return rows that tell the row's act, the surest evidence first."""
        yield self._beside(fact)
        if fact.indicator:
            yield self._of_indicator(fact)
            yield self._called(fact)

    def is_joint(self, row: Fact) -> bool:
        """Say whether the parties of a row are of several sides."""
        if row.act not in self._joint:
            self._joint[row.act] = len(self.facts.acts.sides_of(row.parties)) > 1
        return self._joint[row.act]

    def _beside(self, fact: Fact) -> Sequence[Fact]:
        """The rows of the same subjects right before and behind, the nearest first.

        A figure of a place may well be about this place alone: of places only lists are asked.
        """
        if fact.start is None or not (fact.form == "list" or _are_bodies(self.facts, fact)):
            return []
        if fact.summary not in self._passages:
            self._passages[fact.summary] = _parted(self.facts, self.facts.by_summary[fact.summary])
        passage, at = self._passages[fact.summary].get(fact.id, ()), fact.start
        first = bisect_left(passage, at - REACH, key=_start)
        last = bisect_right(passage, at + REACH, key=_start)
        near = [row for row in passage[first:last] if row is not fact]
        return sorted(near, key=lambda row: (abs(_start(row) - at), row.id))[:ENOUGH]

    def _of_indicator(self, fact: Fact) -> Sequence[Fact]:
        """The rows of the same indicator in which the subjects take part; none where another is alone too."""
        rows, alone = self._by_indicator.get((fact.indicator, fact.subject[0]), ((), 0))
        if alone > (not self.is_joint(fact)):
            return []
        return _taking_part(fact, rows)

    @cached_property
    def _by_indicator(self) -> Mapping[tuple[str, str], tuple[Sequence[Fact], int]]:
        """Rows by indicator and party, and how many of them name one side only."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for row in self.facts:
            if row.indicator:
                for party in row.parties:
                    found.setdefault((row.indicator, party), []).append(row)
        return {key: (rows, sum(not self.is_joint(row) for row in rows)) for key, rows in found.items()}

    def _called(self, fact: Fact) -> Sequence[Fact]:
        """Pairings that name the indicator (川渝通办: 川渝通办批次); none where it is one side's part."""
        name = self.facts.name_of(fact)
        called = self._act_of(name, fact.subject[0])
        own = self.facts.acts.sides_of(fact.subject)
        if not called or own & self.facts.dimensions.sides_named_in(name.replace(called, " ")):
            return []
        return _taking_part(fact, self._named[fact.subject[0]][called])

    def _act_of(self, name: str, party: str) -> str:
        """The longest quote of a party's pairings that an indicator's name holds; empty: it holds none."""
        if (name, party) not in self._acts:
            quotes = (one for one in self._named.get(party, ()) if one in name)
            self._acts[name, party] = max(quotes, key=len, default="")
        return self._acts[name, party]

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, Sequence[Fact]]]:
        """Pairings by party and by their quote."""
        found: dict[str, dict[str, list[Fact]]] = {}
        for row in self.facts.of_form("pairing"):
            name = row.quote.strip('“”"《》‘’')
            if row.partner and len(name) >= _SHORTEST:
                for party in row.parties:
                    found.setdefault(party, {}).setdefault(name, []).append(row)
        return found


def _taking_part(fact: Fact, rows: Iterable[Fact]) -> Sequence[Fact]:
    """Those of *rows* in which a row's subjects take part, itself left out."""
    subjects = set(fact.subject)
    return list(islice((row for row in rows if row is not fact and subjects.issubset(row.parties)), ENOUGH))


def _are_bodies(facts: Facts, fact: Fact) -> bool:
    return all(facts.acts.is_body(one) for one in fact.subject)


def _are_places(facts: Facts, fact: Fact) -> bool:
    """Whether the subjects are places below the provinces; a province's report tells all of the province."""
    rows = [facts.dimensions.entities.get(one) for one in fact.subject]
    return all(row is not None and row.kind == "place" and row.level != "省" for row in rows)


def _parted(facts: Facts, rows: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    """The passage of every row of a summary: rows of bodies, and of places, each in a track of its own.

    Notes stand beside the text: when it was put on the web is no part of the act that it tells first.
    """
    told = [row for row in rows if row.start is not None and row.subject and row.section != "note"]
    told.sort(key=lambda row: (_start(row), row.id))
    tracks = [[row for row in told if of(facts, row)] for of in (_are_bodies, _are_places)]
    return {row.id: passage for track in tracks for passage in _passages(track) for row in passage}


def _passages(rows: Iterable[Fact]) -> Iterator[Sequence[Fact]]:
    """Part rows where the subjects change, or where the next one stands far away."""
    passage: list[Fact] = []
    for row in rows:
        if passage and not _goes_on(passage[-1], row):
            yield passage
            passage = []
        passage.append(row)
    if passage:
        yield passage


def _goes_on(one: Fact, two: Fact) -> bool:
    return _start(two) - _start(one) <= REACH and set(one.subject) == set(two.subject)


def _start(fact: Fact) -> int:
    return fact.start or 0
