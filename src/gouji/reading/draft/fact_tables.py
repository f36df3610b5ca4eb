"""Documents without a table: their draft facts as the tables that a workspace would have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.files.load import Tables, framed
from gouji.facts.table import columns as c
from gouji.facts.table.keys import unit_class
from gouji.facts.table.vocabulary import AHEAD, SETTLED
from gouji.reading.alignment.join import Role, Wording, align, restatable
from gouji.reading.alignment.known_indicators import known_as
from gouji.reading.draft.draft import draft
from gouji.reading.lexicon.organisations import body_of
from gouji.reading.lexicon.places import region_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gouji.reading.alignment.join import Alignment
    from gouji.reading.documents.model import Document
    from gouji.reading.draft.draft import Draft


@dataclass(frozen=True, slots=True)
class Drafted:
    """Tables made from documents.

    Attributes:
        tables: The tables.
        texts: The texts that they were made from, by summary.
        alignment: Which phrases were taken for one indicator, and why.
    """

    tables: Tables
    texts: Mapping[str, str]
    alignment: Alignment


def drafted(documents: Mapping[str, Document], report: Callable[[str], None] = lambda _: None) -> Drafted:
    """Draft the facts of documents.

    A fact's id is what stays the same from run to run: summary, quote, and which occurrence of it.
    Its file is the document, its line the one on which the quote stands.

    Args:
        documents: Documents by the id of the summary that each is.
        report: Called with the name of each document as it begins.
    """
    drafts = [_drafted(summary, document, report) for summary, document in documents.items()]
    alignment = align([wording for made in drafts for wording in _wordings(made)])
    facts: list[list[object]] = []
    for made, document in zip(drafts, documents.values(), strict=True):
        facts += _facts(made, document, alignment)
    entities = _named(facts, (c.SUBJECT, c.PARTNER))
    tables = Tables(
        facts=framed(facts, c.FACT_COLUMNS),
        summaries=framed(list(map(_summary, drafts, documents.values())), c.SUMMARY_COLUMNS),
        entities=framed([_entity(one) for one in entities], c.ENTITY_COLUMNS),
        indicators=framed(list(_indicators(facts, alignment)), c.INDICATOR_COLUMNS),
        waivers=framed([], c.WAIVER_COLUMNS),
    )
    return Drafted(tables, {summary: document.text for summary, document in documents.items()}, alignment)


def _drafted(summary: str, document: Document, report: Callable[[str], None]) -> Draft:
    report(document.name)
    return draft(document.text, summary, document.name)


def _wordings(made: Draft) -> Iterator[Wording]:
    """What alignment asks for: what each figure is of, and its value where it can be known again."""
    for row in made.rows:
        settled = row[c.STAGE] in SETTLED and row[c.SECTION] not in AHEAD
        known_again = settled and row[c.PERIOD] and restatable(row[c.QUOTE])
        value = tuple(row[column] for column in _VALUE) if known_again else ()
        role = Role(row[c.MEASURE], row[c.PERIOD], unit_class(row[c.UNIT]), row[c.SECTION] in AHEAD)
        yield Wording(made.summary, _of_whom(made, row[c.INDICATOR]), row[c.INDICATOR], value, role)


def _of_whom(made: Draft, phrase: str) -> str:
    """The place whose phrase it is: a region that it names is one place, whichever province tells of it."""
    return region_in(phrase) or made.occasion.place


_VALUE = (c.MEASURE, c.BASE, c.PERIOD, c.LOW, c.HIGH, c.UNIT)


def _indicators(facts: Iterable[Sequence[object]], alignment: Alignment) -> Iterator[list[object]]:
    """A row an indicator: what else it is called, and what is known of it."""
    counted = _counted_up(facts)
    for name in _named(facts, (c.INDICATOR,)):
        known = known_as(name)
        called = (*alignment.evidence.get(name, ()), *(known.aliases if known else ()))
        cells: dict[str, object] = {
            c.ID: name,
            c.ALIASES: ";".join(phrase for phrase in dict.fromkeys(called) if phrase != name),
            c.BASIS: "cumulative" if name in counted else "",
            c.AREA: region_in(name),
            c.GROWTH_PRICE: known.price if known else "",
            c.REVISABLE: "true" if known and known.revisable else "",
            c.BOUNDED: "true" if known and known.bounded else "",
        }
        yield [*(cells.get(column, "") for column in c.INDICATOR_COLUMNS), "", 0]


def _counted_up(facts: Iterable[Sequence[object]]) -> frozenset[str]:
    """Indicators that a text counts up since the beginning (累计)."""
    indicator, period = (c.FACT_COLUMNS.index(column) for column in (c.INDICATOR, c.PERIOD))
    return frozenset(str(row[indicator]) for row in facts if str(row[period]).startswith("../"))


def _facts(made: Draft, document: Document, alignment: Alignment) -> list[list[object]]:
    ids = _lasting_ids(made)
    lines = _line_starts(document.text)
    rows: list[list[object]] = []
    for row in made.rows:
        cells = {**row, c.ID: ids[row[c.ID]], c.WHOLE: ids.get(row[c.WHOLE], "")}
        # Of whom nothing is said is told of the place whose report it is.
        cells[c.SUBJECT] = cells[c.SUBJECT] or made.occasion.place
        cells[c.INDICATOR] = alignment.id_of(_of_whom(made, cells[c.INDICATOR]), cells[c.INDICATOR])
        line = bisect_right(lines, int(row[c.START]))
        rows.append([*(cells[column] for column in c.FACT_COLUMNS), document.name, line])
    return rows


def _lasting_ids(made: Draft) -> dict[str, str]:
    """By the draft's own ids: summary, quote, and the how-manieth occurrence of it."""
    seen: Counter[str] = Counter()
    ids = {}
    for row in made.rows:
        quote = row[c.QUOTE]
        seen[quote] += 1
        ids[row[c.ID]] = f"{made.summary}+{quote}+{seen[quote]}"
    return ids


def _line_starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]


def _summary(made: Draft, document: Document) -> list[object]:
    occasion = made.occasion
    cells = {
        c.ID: made.summary,
        c.SERIES: f"{occasion.place}政府工作报告" if occasion.report and occasion.place else "",
        c.YEAR: str(occasion.year or ""),
        c.TITLE: made.summary,
        c.PUBLISHER: occasion.place,
        c.PUBLISHED: occasion.published,
        c.STANDING: "primary",
        c.SHA256: document.sha256,
        c.READER: document.reader,
    }
    return [*(cells.get(column, "") for column in c.SUMMARY_COLUMNS), document.name, 0]


def _named(facts: Iterable[Sequence[object]], columns: Iterable[str]) -> list[str]:
    places = [c.FACT_COLUMNS.index(column) for column in columns]
    names = (name for row in facts for place in places for name in c.items(str(row[place])))
    return list(dict.fromkeys(names))


def _entity(name: str) -> list[object]:
    """What a name in normal form tells of a body or a place; its counterpart follows from its function."""
    cells = {c.ID: name, c.NAME: name}
    named = body_of(name)
    if named is not None:
        cells |= {
            c.KIND: "body" if named.function else "place",
            c.SIDE: named.side,
            c.LEVEL: named.level,
            c.FUNCTION: named.function,
        }
    return [*(cells.get(column, "") for column in c.ENTITY_COLUMNS), "", 0]
