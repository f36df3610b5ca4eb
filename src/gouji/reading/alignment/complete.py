"""Completes the tables of drafted facts: ids for the words of texts, and rows for these ids."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import compress, permutations
from typing import Any

from gouji.facts.figures.units import unit_class
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table, Tables, are_drafts, ids_in, items, parties_in
from gouji.facts.table.columns import AHEAD
from gouji.facts.table.joined import Joined, Near
from gouji.reading.alignment.groups import Role, Wording
from gouji.reading.alignment.join import NOWHERE, align
from gouji.reading.alignment.partners import Distinct, figure_of
from gouji.reading.lexicon.nouns import known_as
from gouji.reading.lexicon.organisations import organisation_of, region_in

Row = Mapping[str, Any]


def _as_id(words: str) -> str:
    """Return words without what ids must not contain: blanks, ``;`` and ``#``."""
    return re.sub("[\\s;#]", "", words)


def complete(tables: Tables, texts: Mapping[str, str] | None = None) -> Tables:
    """Return the tables with what drafted facts lack: ids for their words, and rows for these ids.

    *texts* are those at hand, by summary: the words around a figure tell more than its indicator's name.

    Drafted facts, those with a ``certainty``, name indicators and entities in the words of texts. Words for
    one indicator, of whatever texts, get one id: that of the table of indicators where it lists one of them,
    or else what alignment calls them. Ids that only drafted facts name get a row, with what the lexicon knows
    of them. Facts that a person coded stay as they are, and so do rows that are in a file.
    """
    words, facts, drafted = _Words(tables, texts or {}), tables.facts, are_drafts(tables.facts)
    facts = facts.replaced(c.INDICATOR, map(words.indicator_of, words.wordings), drafted)
    for column in (c.SUBJECT, c.PARTNER):
        facts = facts.replaced(column, map(words.entities_of, facts[column]), drafted)
    coded, facts_of_drafts = facts.where([not draft for draft in drafted]), facts.where(drafted)
    cumulative = {row[c.INDICATOR] for row in facts.rows if row[c.PERIOD].startswith("../")}
    taken = frozenset({*words.listed, *coded[c.INDICATOR]})
    indicators = [
        _indicator(name, words, taken, cumulative=name in cumulative)
        for name in filter(None, dict.fromkeys(facts_of_drafts[c.INDICATOR]))
    ]
    areas = (row[c.AREA] for row in indicators if row[c.AREA])
    parties = dict.fromkeys((*parties_in(facts_of_drafts), *areas))
    return replace(
        tables,
        facts=facts,
        indicators=_with_rows(tables, "indicators", indicators, coded[c.INDICATOR]),
        entities=_with_rows(tables, "entities", [_entity(name) for name in parties], parties_in(coded)),
        joined=words.joined(facts[c.ID], drafted),
        near=words.near(facts[c.ID], drafted),
    )


class _Words:
    """What the words of drafted facts are called.

    Attributes:
        wordings: What each fact of the table measures, in its words.
        listed: Ids of indicators by their listed names, and by the lexicon's name for one of these.
        phrases: The phrases of each indicator.
    """

    def __init__(self, tables: Tables, texts: Mapping[str, str]) -> None:
        facts, listed = tables.facts, ids_in(tables.indicators)
        self.listed = {known.id: one for name, one in listed.items() if (known := known_as(name))} | listed
        self.wordings = list(_wordings(tables, texts))
        # Listed words of coded facts are aligned too: drafted ones may mean the same.
        drafted_or_listed = (
            draft or name in self.listed
            for draft, name in zip(are_drafts(facts), facts[c.INDICATOR], strict=True)
        )
        self._alignment = align(compress(self.wordings, drafted_or_listed), self.listed)
        self._ids = {name: self._id_of(name, said) for name, said in self._alignment.evidence.items()}
        self.phrases: dict[str, list[str]] = {}
        for name, said in self._alignment.evidence.items():
            self.phrases.setdefault(self._ids[name], []).extend(said)
        self._entities = ids_in(tables.entities)

    def _id_of(self, name: str, phrases: Iterable[str]) -> str:
        """Return the id of what alignment calls *name*: the one that its phrases are listed under, if any."""
        ids = {self.listed[phrase] for phrase in phrases if phrase in self.listed}
        return self.listed.get(name) or (ids.pop() if len(ids) == 1 else _as_id(name))

    def indicator_of(self, wording: Wording) -> str:
        """Return the id of the indicator that a wording means; empty where it names none."""
        row = wording.figure.row if wording.figure else NOWHERE
        name = self._alignment.id_of(wording.place, wording.phrase, row)
        return self.listed.get(wording.phrase) or self._ids.get(name, "")

    def joined(self, ids: Sequence[str], drafted: Sequence[bool]) -> dict[str, Joined]:
        """Return how the words of drafted facts were joined with those of other documents, by their ids."""
        found = (
            self._alignment.joined_of(one.place, one.phrase, row) for row, one in enumerate(self.wordings)
        )
        told = zip(ids, found, drafted, strict=True)
        return {name: how for name, how, draft in told if how is not None and draft}

    def near(self, ids: Sequence[str], drafted: Sequence[bool]) -> dict[str, list[Near]]:
        """Return the best partners of drafted facts in other documents by their ids, the likeliest first."""
        found: dict[str, list[Near]] = {}
        for match in self._alignment.near:
            for one, two in permutations((match.first.row, match.second.row)):
                if drafted[one] and drafted[two]:
                    near = Near(ids[two], match.likeness, match.next_best)
                    found.setdefault(ids[one], []).append(near)
        return found

    def entities_of(self, cell: str) -> str:
        """Return the ids of the entities that a cell names."""
        return ";".join(self._entities.get(name, name) for name in items(cell))


def _wordings(tables: Tables, texts: Mapping[str, str]) -> Iterator[Wording]:
    """Yield what each fact measures, and the words around it.

    Its place is the region that it names, whichever province reports it, or else its publisher's; a document
    without one is about nobody else's.
    """
    rows = tables.summaries.rows
    alone = len(tables.summaries) == 1  # then no other document tells anything again
    distinct = Distinct(
        ((row[c.ID], row[c.NAME], *items(row[c.ALIASES])), items(row[c.DISTINCT]))
        for row in tables.indicators.rows
    )
    about = {row[c.ID]: (row[c.PUBLISHER], row[c.YEAR].rpartition("/")[2]) for row in rows}
    for number, row in enumerate(tables.facts.rows):
        publisher, year = about.get(row[c.SUMMARY], ("", ""))
        reviewed = int(year) if year.isdigit() else None
        role = Role(row[c.MEASURE], row[c.PERIOD], unit_class(row[c.UNIT]), row[c.SECTION] in AHEAD)
        place = region_in(row[c.INDICATOR]) or publisher or row[c.SUMMARY]
        text = texts.get(row[c.SUMMARY], "")
        figure = figure_of(number, row, reviewed, place, text, distinct) if reviewed and not alone else None
        yield Wording(row[c.SUMMARY], reviewed, place, row[c.INDICATOR], role, figure)


def _indicator(name: str, words: _Words, taken: AbstractSet[str], *, cumulative: bool) -> Row:
    """Return the row of an indicator: its other names, those *taken* left out, and what is known of it."""
    known = known_as(name)
    phrases = (*words.phrases.get(name, ()), *(known.aliases if known else ()))
    aliases = [_as_id(phrase) for phrase in phrases if phrase not in taken]
    return {
        c.ID: name,
        c.ALIASES: ";".join(alias for alias in dict.fromkeys(aliases) if alias not in {"", name}),
        c.BASIS: "cumulative" if cumulative else "",
        c.AREA: words.entities_of(region_in(name)),
        c.GROWTH_PRICE: known.price if known else "",
        c.REVISABLE: "true" if known and known.revisable else "",
        c.BOUNDED: "true" if known and known.bounded else "",
    }


def _entity(name: str) -> Row:
    """Return the row of an entity by its name in normal form; its counterpart follows from its function."""
    named = organisation_of(name)
    if named is None:
        return {c.ID: name, c.NAME: name}
    kind = "body" if named.function else "place"
    found = {c.KIND: kind, c.SIDE: named.side, c.LEVEL: named.level, c.FUNCTION: named.function}
    return {c.ID: name, c.NAME: name, **found}


def _with_rows(tables: Tables, table: str, rows: Sequence[Row], coded: Iterable[str]) -> Table:
    """Return a table with rows added that it lacks; one that was made up of names gets these rows for them.

    What *coded* facts name must be in a file, if there is one: no row is added for it.
    """
    found: Table = getattr(tables, table)
    if table in tables.made_up:
        named = {row[c.ID] for row in rows}
        found, coded = found.where([name not in named for name in found[c.ID]]), ()
    present = {*found[c.ID], *coded}
    return found + Table.of((row for row in rows if row[c.ID] not in present), found.cells)
