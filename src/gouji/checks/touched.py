"""Which facts a change can touch: what a gate compares in place of all of them.

Between two states of a workspace some summaries changed: their rows (also their order, or their file), or
their row in ``summaries.csv``. A rule decides about groups of facts. In a group without a row of a changed
summary both states are the same, so what is found in it is the same, whether all of its rows are there or
only some; a group that has such a row must be there as a whole. Every group is one of

- a summary, or some of its rows;
- what is told of one owner: what facts are about, or else whoever publishes them;
- the reports of one publisher;
- the acts of one party, or of the bodies of one side;
- the facts that a relation binds.

So each summary is tied to others by its publisher, the parties and sides in its rows, and relations. A part
of the workspace has the changed summaries and all that are tied to them; and those that share an owner with
any of these, since findings between two documents may be told together. Where anything else could join facts
(drafts, whose words are joined; parts in other summaries; a changed table of entities, indicators or waivers;
a rule of the workspace that sees all facts), there is no such part, and all must be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from gouji.checks.bindings.roles import province_of, role_of
from gouji.checks.relations.declared import Relation
from gouji.checks.relations.formula import FormulaError, read_formula
from gouji.checks.rule import Rule
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table, Tables, are_drafts, ids_in, items
from gouji.facts.table.dimensions import Entity
from gouji.reading.lexicon.organisations import organisation_of

_SEEN_APART = frozenset({"table", "row", "summary", "matter", "act"})
"""Scopes of rules that see no more than a group."""
_OWNER = "owner"
_PLACES = frozenset({"place", "joint"})

Tie = tuple[str, str]
"""What kind of thing summaries share, and its name."""


class Part(NamedTuple):
    """The part of two states of a workspace that a change can touch.

    Attributes:
        now: Its facts as they are, with all other tables.
        base: The same as they were.
        changed: The summaries that changed. Findings that show a fact of theirs are those of the whole
            workspace; others may be of half a group, and are alike in both states.
    """

    now: Tables
    base: Tables
    changed: frozenset[str]


def touched(now: Tables, base: Tables, relations: Sequence[Relation], rules: Iterable[Rule]) -> Part | None:
    """Return the part of two states that their difference can touch; None where all must be compared.

    The relations and the own rules of the workspace are the same for both.
    """
    if any(rule.scope not in _SEEN_APART for rule in rules) or not _are_alike(now, base):
        return None
    if not (_is_apart(now) and _is_apart(base)) or _homes_matter(now) or _homes_matter(base):
        return None
    changed = _changed(now, base)
    try:
        ties = _Ties.of(now, relations)
    except FormulaError:
        return None
    if not _in_one_order(now, base, changed):
        return None
    of_now = ties.by_summary(now, changed)
    of_base = _Ties.of(base, relations).by_summary(base, changed, only=changed)
    wanted = _tied(of_now, of_base, changed)
    told = [dict.fromkeys(some.facts[c.SUMMARY]) for some in (now, base)]
    if any(wanted.isdisjoint(some) for some in told):
        # Something must be there to be checked, and it is the same in both.
        wanted.update([one for one in told[0] if one not in changed][:1])
    if wanted.issuperset(told[0]):
        return None
    return Part(_only(now, wanted), _only(base, wanted), changed)


def _tied(
    of_now: Mapping[str, set[Tie]], of_base: Mapping[str, set[Tie]], changed: frozenset[str]
) -> set[str]:
    """Return the changed summaries, those tied to them, and those that share an owner with one of these."""
    shared = {tie for some in (of_now, of_base) for one in changed for tie in some.get(one, ())}
    first = changed | {one for one, some in of_now.items() if not shared.isdisjoint(some)}
    owners = {tie for one in first for tie in of_now.get(one, ()) if tie[0] == _OWNER}
    return {*first, *(one for one, some in of_now.items() if not owners.isdisjoint(some))}


def _only(tables: Tables, wanted: set[str]) -> Tables:
    """Return tables with the facts of some summaries; of other summaries no text is looked for."""
    facts = tables.facts.where([one in wanted for one in tables.facts[c.SUMMARY]])
    others = [one not in wanted for one in tables.summaries[c.ID]]
    summaries = tables.summaries.replaced(c.SHA256, [""] * len(others), others)
    return replace(tables, facts=facts, summaries=summaries)


def _are_alike(now: Tables, base: Tables) -> bool:
    """Whether two states have the same entities, indicators and waivers; made-up indicators say nothing."""
    names = ("entities", "waivers", *(() if "indicators" in now.made_up else ("indicators",)))
    tables = ((getattr(now, name), getattr(base, name)) for name in names)
    return now.made_up == base.made_up and all(_columns(one) == _columns(two) for one, two in tables)


def _is_apart(tables: Tables) -> bool:
    """Whether no row was read from a text, all summaries are known, and no id or whole is of two of them."""
    facts = tables.facts
    if any(facts[c.VIA]) or any(are_drafts(facts)):
        return False
    if "summaries" not in tables.made_up and not {*facts[c.SUMMARY]} <= {*tables.summaries[c.ID]}:
        return False
    found: dict[str, str] = {}
    if any(
        found.setdefault(name, summary) != summary
        for name, summary in zip(facts[c.ID], facts[c.SUMMARY], strict=True)
    ):
        return False
    return all(found.get(whole, summary) == summary for summary, whole in _wholes(facts))


def _wholes(facts: Table) -> Iterator[tuple[str, str]]:
    """Yield the ids of totals that parts name, each with the part's summary."""
    for summary, cell in zip(facts[c.SUMMARY], facts[c.WHOLE], strict=True):
        for whole in items(cell):
            yield summary, whole.partition("#")[0]


def _homes_matter(tables: Tables) -> bool:
    """Whether a body may be of the province whose summaries name it, wherever these are."""
    entities = tables.entities
    sides = dict(zip(entities[c.ID], entities[c.SIDE], strict=True))
    if not any(province_of(_side_of_publisher(one, sides)) for one in {*tables.summaries[c.PUBLISHER]}):
        return False
    kinds = zip(entities[c.KIND], entities[c.SIDE], strict=True)
    return any(kind not in _PLACES and not province_of(side) for kind, side in kinds)


def _side_of_publisher(publisher: str, sides: Mapping[str, str]) -> str:
    named = organisation_of(publisher) if publisher and not sides.get(publisher) else None
    return sides.get(publisher) or (named.side if named else "")


def _changed(now: Tables, base: Tables) -> frozenset[str]:
    """Return the summaries that have other rows, or another row of their own."""
    files = _other_files(now.facts, base.facts)
    facts = [_by(table, c.SUMMARY, _of_files(table, files)) for table in (now.facts, base.facts)]
    summaries = [_by(some.summaries, c.ID, range(len(some.summaries))) for some in (now, base)]
    return frozenset(
        name
        for one, two in (facts, summaries)
        for name in one.keys() | two.keys()
        if one.get(name) != two.get(name)
    )


def _by(table: Table, column: str, places: Iterable[int]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows at some places by a cell, in their order; on which line each stands is no matter."""
    columns = _columns(table)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for place in places:
        row = tuple([cells[place] for cells in columns])
        found.setdefault(table[column][place], []).append(row)
    return found


def _columns(table: Table) -> list[list[Any]]:
    return [cells for name, cells in table.cells.items() if name != c.LINE]


def _other_files(now: Table, base: Table) -> set[str]:
    """Return the files that differ in a cell, or are in one state alone."""
    places = _places(now), _places(base)
    columns = list(zip(_columns(now), _columns(base), strict=True))
    return {
        name
        for name in places[0].keys() | places[1].keys()
        for one, two in [(places[0].get(name), places[1].get(name))]
        if one is None or two is None or any(cells[one] != before[two] for cells, before in columns)
    }


def _places(table: Table) -> dict[str, slice]:
    """Return where the rows of each file stand; a file's follow one another."""
    found, begin = {}, 0
    for name, some in groupby(table[c.FILE]):
        end = begin + len(list(some))
        found[name] = slice(begin, end)
        begin = end
    return found


def _of_files(table: Table, files: set[str]) -> Iterator[int]:
    for name, place in _places(table).items():
        if name in files:
            yield from range(place.start, place.stop)


def _in_one_order(now: Tables, base: Tables, changed: frozenset[str]) -> bool:
    """Whether the rows of all other summaries follow one another as before."""
    orders = ([one for one in some.facts[c.SUMMARY] if one not in changed] for some in (now, base))
    return next(orders) == next(orders)


@dataclass(frozen=True, slots=True)
class _Ties:
    """What summaries share, where a rule may hold facts of several against one another.

    Attributes:
        publishers: Of each summary the publisher; empty where none is named.
        sides: Of each entity and publisher its side, where it has one.
        entities: All entities that are known; a subject that is none is none for rules either.
        indicators: The ids of indicators by all their names.
        areas: What indicators are about, whoever tells them.
        related: Of each indicator the relations that name it, and whether these bind all of its facts.
        joining: The names of indicators that have an area or are in a relation.
    """

    publishers: Mapping[str, str]
    sides: Mapping[str, str]
    entities: frozenset[str]
    indicators: Mapping[str, str]
    areas: Mapping[str, str]
    related: Mapping[str, Sequence[tuple[str, bool]]]
    joining: frozenset[str]

    @classmethod
    def of(cls, tables: Tables, relations: Sequence[Relation]) -> _Ties:
        """Return what ties the summaries of a workspace.

        Raises:
            FormulaError: A relation cannot be read.
        """
        summaries, entities, indicators = tables.summaries, tables.entities, tables.indicators
        stated = dict(zip(entities[c.ID], entities[c.SIDE], strict=True))
        sides = {one: _side_of_publisher(one, stated) for one in {*summaries[c.PUBLISHER]}}
        sides |= {row[c.ID]: row[c.SIDE] or role_of(_entity(row)).side for row in entities.rows}
        ids = ids_in(indicators)
        units = dict(zip(indicators[c.ID], indicators[c.UNIT], strict=True))
        areas = dict(zip(indicators[c.ID], indicators[c.AREA], strict=True))
        related = _related(relations, ids, units)
        return cls(
            dict(zip(summaries[c.ID], summaries[c.PUBLISHER], strict=True)),
            sides,
            frozenset(entities[c.ID]),
            ids,
            areas,
            related,
            frozenset(name for name, one in ids.items() if areas.get(one) or one in related),
        )

    def by_summary(
        self, tables: Tables, changed: frozenset[str], only: frozenset[str] | None = None
    ) -> dict[str, set[Tie]]:
        """Return the ties of summaries with facts, or of some *only*, and of those that *changed*."""
        facts = tables.facts
        named = {*zip(*(facts[name] for name in (c.SUMMARY, c.SUBJECT, c.PARTNER)), strict=True)}
        found: dict[str, set[Tie]] = {one: set(self._of_publisher(one)) for one in changed}
        for summary, subject, partner in named:
            if only is None or summary in only:
                if summary not in found:
                    found[summary] = set(self._of_publisher(summary))
                found[summary].update(self._of_parties(summary, subject, partner))
        told = zip(*(facts[name] for name in (c.SUMMARY, c.SUBJECT, c.INDICATOR)), strict=True)
        for summary, subject, indicator in {one for one in told if one[2] in self.joining}:
            if summary in found:
                found[summary].update(self._of_indicator(subject, self.indicators[indicator]))
        ids = {*facts[c.ID]}
        for summary, whole in _wholes(facts):
            if whole not in ids and summary in found:
                found[summary].add(("whole", whole))
        return found

    def _of_publisher(self, summary: str) -> Iterator[Tie]:
        publisher = self.publishers.get(summary, "")
        # What names no subject is about whoever publishes it.
        yield from (("name", one) for one in _named(publisher))
        if side := self.sides.get(publisher):
            yield "side", side

    def _of_parties(self, summary: str, subject: str, partner: str) -> Iterator[Tie]:
        for party in (*items(subject), *items(partner)):
            yield "name", party
            if side := self.sides.get(party):
                yield "side", side
        yield from ((_OWNER, one) for one in items(subject))
        if self._is_unsaid(subject):
            yield from ((_OWNER, one) for one in _named(self.publishers.get(summary, "")))

    def _of_indicator(self, subject: str, indicator: str) -> Iterator[Tie]:
        if area := self.areas.get(indicator):
            yield from (("name", area), (_OWNER, area))
        for relation, binds_all in self.related.get(indicator, ()):
            if binds_all or self._is_unsaid(subject):
                yield "relation", relation

    def _is_unsaid(self, subject: str) -> bool:
        """Whether a row is about whoever publishes it: it names no subject, or an unknown one."""
        return not subject or not self.entities.issuperset(items(subject))


def _named(publisher: str) -> tuple[str, ...]:
    return items(publisher) or ("",)


def _entity(row: Mapping[str, Any]) -> Entity:
    cells = {name: row[name] for name in c.ENTITY_COLUMNS}
    lists = {name: items(cells[name]) for name in (c.ALIASES, c.COUNTERPART)}
    return Entity(**{**cells, **lists, c.NAME: cells[c.NAME] or cells[c.ID]})


def _related(
    relations: Iterable[Relation], ids: Mapping[str, str], units: Mapping[str, str]
) -> Mapping[str, Sequence[tuple[str, bool]]]:
    """Return by indicator the relations that bind facts of several summaries, and whether all of them.

    Those for each subject bind rows that name none, or an unknown one, together. Where an indicator has no
    unit, whether the relation's units agree at all is told by the units of all its facts.
    """
    found: dict[str, list[tuple[str, bool]]] = {}
    for relation in relations:
        named = {ids.get(leaf.name, leaf.name) for leaf in read_formula(relation.formula).leaves}
        of_units = relation.measure == "level" and not all(units.get(one) for one in named)
        if of_units or "summary" not in relation.each:
            for one in named:
                found.setdefault(one, []).append((relation.id, of_units or "subject" not in relation.each))
    return found
