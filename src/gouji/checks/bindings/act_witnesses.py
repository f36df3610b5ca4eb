"""What the other rows of an act say about who takes part in it.

An act has one row that pairs its parties, and often several beside it: what was done, how many, with what
result. Each names who takes part, so they can be compared with one another.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from gouji.checks.bindings.counterparts import (
    counterpart_table,
    counterparts,
    is_body,
    is_joint,
    role_in,
    sides_of,
)
from gouji.facts.table.facts import Fact, Facts, by_key

REACH = 240
"""Rows further apart in the text than this, in code points, belong to different passages."""
ENOUGH = 20
"""At most this many other rows of an act are consulted."""
_SHORTEST_NAME = 4
"""A shorter name (川渝, 遂潼) is that of a region, not of an act."""


@dataclass(frozen=True, eq=False)
class SameAct:
    """Finds the other rows of each row's act, and caches what it needs for that."""

    facts: Facts
    _passages: dict[str, Mapping[str, Sequence[Fact]]] = field(default_factory=dict)
    _act_names: dict[tuple[str, str], str] = field(default_factory=dict)
    _joint_acts: dict[str, bool] = field(default_factory=dict)

    def rows(self, fact: Fact) -> Iterator[Sequence[Fact]]:
        """Yield groups of rows about the same act, the strongest evidence first."""
        yield self._beside(fact)
        if fact.indicator:
            yield self._of_indicator(fact)
            yield self._named_after(fact)

    def is_joint(self, row: Fact) -> bool:
        """Say whether a row has parties of several sides."""
        if row.act not in self._joint_acts:
            self._joint_acts[row.act] = len(sides_of(self.facts, row.parties)) > 1
        return self._joint_acts[row.act]

    def _beside(self, fact: Fact) -> Sequence[Fact]:
        """The rows with the same subjects right before and after this one, the nearest first.

        A figure of a place may well concern that place alone, so for places only lists are looked up.
        """
        if fact.start is None or not (fact.form == "list" or _are_bodies(self.facts, fact)):
            return []
        if fact.summary not in self._passages:
            self._passages[fact.summary] = _passages_by_row(self.facts, self.facts.by_summary[fact.summary])
        passage, at = self._passages[fact.summary].get(fact.id, ()), fact.start
        first = bisect_left(passage, at - REACH, key=_start)
        last = bisect_right(passage, at + REACH, key=_start)
        nearby = [row for row in passage[first:last] if row is not fact]
        return sorted(nearby, key=lambda row: (abs(_start(row) - at), row.id))[:ENOUGH]

    def _of_indicator(self, fact: Fact) -> Sequence[Fact]:
        """The rows of the same indicator and subjects; none where another of them is one-sided too."""
        rows, alone = self._by_indicator.get((fact.indicator, fact.subject[0]), ((), 0))
        if alone > (not self.is_joint(fact)):
            return []
        return _taking_part(fact, rows)

    @cached_property
    def _by_indicator(self) -> Mapping[tuple[str, str], tuple[Sequence[Fact], int]]:
        """Rows by indicator and party, with the number of them that name one side only."""
        told = (row for row in self.facts if row.indicator)
        found = by_key(((row.indicator, party), row) for row in told for party in row.parties)
        return {key: (rows, sum(not self.is_joint(row) for row in rows)) for key, rows in found.items()}

    def _named_after(self, fact: Fact) -> Sequence[Fact]:
        """Pairings that an indicator is named after (川渝通办: 川渝通办批次), unless it names a side."""
        name = self.facts.name_of(fact)
        act = self._act_in(name, fact.subject[0])
        own_sides = sides_of(self.facts, fact.subject)
        if not act or own_sides & self.facts.dimensions.sides_named_in(name.replace(act, " ")):
            return []
        return _taking_part(fact, self._pairings_by_quote[fact.subject[0]][act])

    def _act_in(self, name: str, party: str) -> str:
        """The longest quote of a party's pairings that an indicator's name contains; empty where none."""
        if (name, party) not in self._act_names:
            quotes = (one for one in self._pairings_by_quote.get(party, ()) if one in name)
            self._act_names[name, party] = max(quotes, key=len, default="")
        return self._act_names[name, party]

    @cached_property
    def _pairings_by_quote(self) -> Mapping[str, Mapping[str, Sequence[Fact]]]:
        """Pairings by party and by quote."""
        found: dict[str, dict[str, list[Fact]]] = {}
        for row in self.facts.of_form("pairing"):
            name = row.quote.strip('“”"《》‘’')
            if row.partner and len(name) >= _SHORTEST_NAME:
                for party in row.parties:
                    found.setdefault(party, {}).setdefault(name, []).append(row)
        return found


def _taking_part(fact: Fact, rows: Iterable[Fact]) -> Sequence[Fact]:
    """Those of *rows*, except the row itself, in which its subjects take part."""
    subjects = set(fact.subject)
    return list(islice((row for row in rows if row is not fact and subjects.issubset(row.parties)), ENOUGH))


def _are_bodies(facts: Facts, fact: Fact) -> bool:
    return all(is_body(facts, one) for one in fact.subject)


def _are_places(facts: Facts, fact: Fact) -> bool:
    """Whether the subjects are places below the provinces; a province's report is about all of it."""
    rows = [facts.dimensions.entities.get(one) for one in fact.subject]
    return all(row is not None and row.kind == "place" and row.level != "省" for row in rows)


def _passages_by_row(facts: Facts, rows: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    """The passage of each row of a summary, by row id; rows of bodies and of places are split separately.

    Notes are not part of the text: the date of publication does not belong to the first act reported.
    """
    placed = [row for row in rows if row.start is not None and row.subject and row.section != "note"]
    placed.sort(key=lambda row: (_start(row), row.id))
    tracks = [[row for row in placed if belongs(facts, row)] for belongs in (_are_bodies, _are_places)]
    return {row.id: passage for track in tracks for passage in _split(track) for row in passage}


def _split(rows: Iterable[Fact]) -> Iterator[Sequence[Fact]]:
    """Split rows where the subjects change, or where the next row is far away."""
    passage: list[Fact] = []
    for row in rows:
        if passage and not _same_passage(passage[-1], row):
            yield passage
            passage = []
        passage.append(row)
    if passage:
        yield passage


def _same_passage(one: Fact, two: Fact) -> bool:
    return _start(two) - _start(one) <= REACH and set(one.subject) == set(two.subject)


def _start(fact: Fact) -> int:
    return fact.start or 0


class ActWitness(NamedTuple):
    """A row of an act that other rows report too.

    Attributes:
        by: A row that names the parties of other sides; the row itself where its quote names them.
        missing: Parties of other sides that *by* names and the row does not; empty where they agree.
        instead: The body of another function that the row names in their place; empty = none.
    """

    fact: Fact
    by: Fact
    missing: tuple[str, ...] = ()
    instead: str = ""


def act_witnesses(facts: Facts) -> tuple[ActWitness, ...]:
    """Return every row of one side's subjects whose act other rows report too, with that evidence.

    Rows read from texts are not checked: all figures of a sentence get the parties of its first act.
    """
    same_act = SameAct(facts)
    compared = (fact for fact in facts if fact.coded and _is_compared(facts, fact))
    found = (_witness_of(facts, fact, same_act) for fact in compared)
    return tuple(one for one in found if one is not None)


def _is_compared(facts: Facts, fact: Fact) -> bool:
    """Whether a row has subjects of one side, no joint body, and no stated reason to act alone."""
    joint = any(is_joint(facts, party) for party in fact.parties)
    return not joint and not fact.alone and len(sides_of(facts, fact.subject)) == 1


def _witness_of(facts: Facts, fact: Fact, same_act: SameAct) -> ActWitness | None:
    quoted = _quote_witness(facts, fact)
    if quoted is not None:
        return quoted
    for rows in same_act.rows(fact):
        # If one of them is one-sided too, they are no evidence that somebody is missing.
        if rows and all(same_act.is_joint(row) for row in rows):
            return _compared(facts, fact, rows)
    return None


def _compared(facts: Facts, fact: Fact, rows: Sequence[Fact]) -> ActWitness:
    by = rows[0]
    if not fact.partner:
        return ActWitness(fact, by, _on_other_sides(facts, fact, by.parties))
    for other in _mismatched(facts, fact):
        named = {party for row in rows for party in row.parties}
        agreed = [party for party in by.parties if all(party in row.parties for row in rows)]
        intended = _intended(facts, fact, other, agreed)
        if intended and other not in named and not _is_quoted(facts, fact, other):
            return ActWitness(fact, by, intended, other)
    return ActWitness(fact, by)


def _quote_witness(facts: Facts, fact: Fact) -> ActWitness | None:
    """The evidence of a pairing's own quote, where it names the intended body and not the one in the row."""
    if fact.form != "pairing":
        return None
    for other in _mismatched(facts, fact):
        intended = _intended(facts, fact, other, facts.dimensions.entities)
        quoted = tuple(one for one in intended if _is_quoted(facts, fact, one))
        if quoted and not _is_quoted(facts, fact, other):
            return ActWitness(fact, fact, quoted, other)
    return None


def _on_other_sides(facts: Facts, fact: Fact, parties: Iterable[str]) -> tuple[str, ...]:
    """Those of the parties that are on another side than a row's subjects."""
    own = sides_of(facts, fact.subject)
    return tuple(
        one for one in parties if (side := facts.derive(counterpart_table).post(one).side) and side not in own
    )


def _mismatched(facts: Facts, fact: Fact) -> Iterator[str]:
    """The bodies of other sides among a row's partners whose function none of its subjects has."""
    functions = {role_in(facts, fact, one).function for one in fact.subject} - {""}
    for other in _on_other_sides(facts, fact, fact.partner):
        role = role_in(facts, fact, other)
        if functions and role.known and role.function not in functions:
            yield other


def _intended(facts: Facts, fact: Fact, other: str, among: Iterable[str]) -> tuple[str, ...]:
    """Those of *among* that are counterparts of a row's parties, on the side and level of *other*."""
    wanted = role_in(facts, fact, other)
    expected = set(counterparts(facts, fact))
    roles = ((one, role_in(facts, fact, one)) for one in among if one in expected)
    return tuple(one for one, role in roles if (role.side, role.level) == (wanted.side, wanted.level))


def _is_quoted(facts: Facts, fact: Fact, entity: str) -> bool:
    """Whether a row's quote contains a name of an entity; bodies of both sides may share a name."""
    return not set(facts.dimensions.names_of(entity)).isdisjoint(facts.dimensions.names_in(fact.quote))
