"""What other rows of one act tell of who takes part in it.

An act has one row that pairs its parties and often several beside it: what was done, how many, what came
of it. Each names who takes part, so that they can be held against one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.acts.around import Around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.facts.table import Fact, Facts


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
    joint = any(facts.acts.is_joint(party) for party in fact.parties)
    return not joint and not fact.alone and len(facts.acts.sides_of(fact.subject)) == 1


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
    own = facts.acts.sides_of(fact.subject)
    return tuple(one for one in parties if (side := facts.acts.links.post(one).side) and side not in own)


def _strange(facts: Facts, fact: Fact) -> Iterator[str]:
    """The bodies of other sides among a row's partners that have another function than its subjects."""
    functions = {facts.acts.post(fact, one).function for one in fact.subject} - {""}
    for other in _beyond(facts, fact, fact.partner):
        post = facts.acts.post(fact, other)
        if functions and post.known and post.function not in functions:
            yield other


def _meant(facts: Facts, fact: Fact, other: str, among: Iterable[str]) -> tuple[str, ...]:
    """The counterparts of a row's subjects that hold another post on the side of *other*."""
    post = facts.acts.post(fact, other)
    likely = set(facts.acts.counterparts(fact))
    posts = ((one, facts.acts.post(fact, one)) for one in among if one in likely)
    return tuple(one for one, its in posts if (its.side, its.level) == (post.side, post.level))


def _names(facts: Facts, fact: Fact, entity: str) -> bool:
    """Whether a row's quote has a name of an entity; some names are those of both sides' bodies."""
    return not set(facts.dimensions.names_of(entity)).isdisjoint(facts.dimensions.names_in(fact.quote))
