"""What other rows of one act tell of who takes part in it.

An act has one row that pairs its parties and often several beside it: what was done, how many, what came
of it. Each names who takes part, so that they can be held against one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from gouji.checks.bindings.counterparts import counterparts, is_body, is_joint, links, post_in, sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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
            self._joint[row.act] = len(sides_of(self.facts, row.parties)) > 1
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
        own = sides_of(self.facts, fact.subject)
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
    return all(is_body(facts, one) for one in fact.subject)


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


@dataclass(frozen=True, slots=True)
class Told:
    """A row of an act of which other rows tell too.

    Attributes:
        fact: The row.
        by: A row that names whoever takes part on another side; the row itself where its quote does.
        missing: Whom *by* names on another side, and the row does not; empty where they agree.
        instead: The body of another function that the row names in their stead; empty = nobody.
    """

    fact: Fact
    by: Fact
    missing: tuple[str, ...] = ()
    instead: str = ""


def told(facts: Facts) -> tuple[Told, ...]:
    """Return every row of one side's subjects of whose act other rows tell, as they tell it.

    Of drafts nothing is said: all figures of a sentence have the parties of its first act there.
    """
    if facts.drafted:
        return ()
    around = Around(facts)
    found = (_held(facts, fact, around) for fact in facts if _is_asked(facts, fact))
    return tuple(one for one in found if one is not None)


def _is_asked(facts: Facts, fact: Fact) -> bool:
    """Whether a row has subjects of one side, none of them a joint body, and gives no reason to be alone."""
    joint = any(is_joint(facts, party) for party in fact.parties)
    return not joint and not fact.alone and len(sides_of(facts, fact.subject)) == 1


def _held(facts: Facts, fact: Fact, around: Around) -> Told | None:
    quoted = _quoted(facts, fact)
    if quoted is not None:
        return quoted
    for rows in around.rows(fact):
        # Where one of them names nobody either, they do not say that somebody is missing.
        if rows and all(around.is_joint(row) for row in rows):
            return _against(facts, fact, rows)
    return None


def _against(facts: Facts, fact: Fact, rows: Sequence[Fact]) -> Told:
    by = rows[0]
    if not fact.partner:
        return Told(fact, by, _beyond(facts, fact, by.parties))
    for other in _strange(facts, fact):
        named = {party for row in rows for party in row.parties}
        agreed = [party for party in by.parties if all(party in row.parties for row in rows)]
        meant = _meant(facts, fact, other, agreed)
        if meant and other not in named and not _names(facts, fact, other):
            return Told(fact, by, meant, other)
    return Told(fact, by)


def _quoted(facts: Facts, fact: Fact) -> Told | None:
    """A pairing whose quote names the body that is meant, and not the one in the row."""
    if fact.form != "pairing":
        return None
    for other in _strange(facts, fact):
        meant = _meant(facts, fact, other, facts.dimensions.entities)
        said = tuple(one for one in meant if _names(facts, fact, one))
        if said and not _names(facts, fact, other):
            return Told(fact, fact, said, other)
    return None


def _beyond(facts: Facts, fact: Fact, parties: Iterable[str]) -> tuple[str, ...]:
    """Those of the parties who stand on another side than a row's subjects."""
    own = sides_of(facts, fact.subject)
    return tuple(one for one in parties if (side := facts.derive(links).post(one).side) and side not in own)


def _strange(facts: Facts, fact: Fact) -> Iterator[str]:
    """The bodies of other sides among a row's partners that have another function than its subjects."""
    functions = {post_in(facts, fact, one).function for one in fact.subject} - {""}
    for other in _beyond(facts, fact, fact.partner):
        post = post_in(facts, fact, other)
        if functions and post.known and post.function not in functions:
            yield other


def _meant(facts: Facts, fact: Fact, other: str, among: Iterable[str]) -> tuple[str, ...]:
    """The counterparts of a row's subjects that hold another post on the side of *other*."""
    post = post_in(facts, fact, other)
    likely = set(counterparts(facts, fact))
    posts = ((one, post_in(facts, fact, one)) for one in among if one in likely)
    return tuple(one for one, its in posts if (its.side, its.level) == (post.side, post.level))


def _names(facts: Facts, fact: Fact, entity: str) -> bool:
    """Whether a row's quote has a name of an entity; some names are those of both sides' bodies."""
    return not set(facts.dimensions.names_of(entity)).isdisjoint(facts.dimensions.names_in(fact.quote))
