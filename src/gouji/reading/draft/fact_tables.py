"""Documents without a fact table: their draft facts, as the tables that a workspace would have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Tables, to_frame
from gouji.facts.table.columns import AHEAD, SETTLED
from gouji.facts.table.fact import unit_class
from gouji.reading.alignment.join import Role, Wording, align, restatable
from gouji.reading.alignment.normal_form import known_as
from gouji.reading.draft.draft import draft
from gouji.reading.lexicon.organisations import organisation_of, region_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gouji.reading.alignment.join import Alignment
    from gouji.reading.documents.model import Document
    from gouji.reading.draft.draft import Draft


@dataclass(frozen=True, slots=True)
class DraftTables:
    """Tables made from documents.

    Attributes:
        tables: The tables.
        texts: The texts that they were made from, by summary.
        alignment: Which phrases were joined into one indicator, and why.
    """

    tables: Tables
    texts: Mapping[str, str]
    alignment: Alignment


def draft_tables(
    documents: Mapping[str, Document], report: Callable[[str], None] = lambda _: None
) -> DraftTables:
    """Draft the facts of documents.

    A fact's id stays the same from run to run: summary, quote, and the number of its occurrence.
    Its file is the document, its line the one with the quote.

    Args:
        documents: Documents by the id of their summary.
        report: Called with the name of each document before it is drafted.
    """
    drafts = [_draft_of(summary, document, report) for summary, document in documents.items()]
    alignment = align([wording for drafted in drafts for wording in _wordings(drafted)])
    facts: list[list[object]] = []
    for drafted, document in zip(drafts, documents.values(), strict=True):
        facts += _facts(drafted, document, alignment)
    entities = _names_in(facts, (c.SUBJECT, c.PARTNER))
    tables = Tables(
        facts=to_frame(facts, c.FACT_COLUMNS),
        summaries=to_frame(list(map(_summary, drafts, documents.values())), c.SUMMARY_COLUMNS),
        entities=to_frame([_entity(name) for name in entities], c.ENTITY_COLUMNS),
        indicators=to_frame(list(_indicators(facts, alignment)), c.INDICATOR_COLUMNS),
        waivers=to_frame([], c.WAIVER_COLUMNS),
    )
    return DraftTables(tables, {summary: document.text for summary, document in documents.items()}, alignment)


def _draft_of(summary: str, document: Document, report: Callable[[str], None]) -> Draft:
    report(document.name)
    return draft(document.text, summary, document.name)


def _wordings(drafted: Draft) -> Iterator[Wording]:
    """Yield what alignment needs: what each figure measures, and its value where it can be recognised."""
    for row in drafted.rows:
        settled = row[c.STAGE] in SETTLED and row[c.SECTION] not in AHEAD
        recognisable = settled and row[c.PERIOD] and restatable(row[c.QUOTE])
        value = tuple(row[column] for column in _VALUE_COLUMNS) if recognisable else ()
        role = Role(row[c.MEASURE], row[c.PERIOD], unit_class(row[c.UNIT]), row[c.SECTION] in AHEAD)
        yield Wording(drafted.summary, _place_of(drafted, row[c.INDICATOR]), row[c.INDICATOR], value, role)


def _place_of(drafted: Draft, phrase: str) -> str:
    """Return the place of a phrase: the region it names, whichever province reports it, or the document's."""
    return region_in(phrase) or drafted.info.place


_VALUE_COLUMNS = (c.MEASURE, c.BASE, c.PERIOD, c.LOW, c.HIGH, c.UNIT)


def _indicators(facts: Iterable[Sequence[object]], alignment: Alignment) -> Iterator[list[object]]:
    """Yield a row per indicator: its other names, and what is known of it."""
    cumulative = _cumulative(facts)
    for name in _names_in(facts, (c.INDICATOR,)):
        known = known_as(name)
        names = (*alignment.evidence.get(name, ()), *(known.aliases if known else ()))
        cells: dict[str, object] = {
            c.ID: name,
            c.ALIASES: ";".join(phrase for phrase in dict.fromkeys(names) if phrase != name),
            c.BASIS: "cumulative" if name in cumulative else "",
            c.AREA: region_in(name),
            c.GROWTH_PRICE: known.price if known else "",
            c.REVISABLE: "true" if known and known.revisable else "",
            c.BOUNDED: "true" if known and known.bounded else "",
        }
        yield [*(cells.get(column, "") for column in c.INDICATOR_COLUMNS), "", 0]


def _cumulative(facts: Iterable[Sequence[object]]) -> frozenset[str]:
    """Return the indicators that a text totals since the beginning (累计)."""
    indicator, period = (c.FACT_COLUMNS.index(column) for column in (c.INDICATOR, c.PERIOD))
    return frozenset(str(row[indicator]) for row in facts if str(row[period]).startswith("../"))


def _facts(drafted: Draft, document: Document, alignment: Alignment) -> list[list[object]]:
    ids = _stable_ids(drafted)
    lines = _line_starts(document.text)
    rows: list[list[object]] = []
    for row in drafted.rows:
        cells = {**row, c.ID: ids[row[c.ID]], c.WHOLE: ids.get(row[c.WHOLE], "")}
        # A fact that names no subject is about the place of the report.
        cells[c.SUBJECT] = cells[c.SUBJECT] or drafted.info.place
        cells[c.INDICATOR] = alignment.id_of(_place_of(drafted, cells[c.INDICATOR]), cells[c.INDICATOR])
        line = bisect_right(lines, int(row[c.START]))
        rows.append([*(cells[column] for column in c.FACT_COLUMNS), document.name, line])
    return rows


def _stable_ids(drafted: Draft) -> dict[str, str]:
    """Return ids of summary, quote and number of its occurrence, by the ids of the draft."""
    seen: Counter[str] = Counter()
    ids = {}
    for row in drafted.rows:
        quote = row[c.QUOTE]
        seen[quote] += 1
        ids[row[c.ID]] = f"{drafted.summary}+{quote}+{seen[quote]}"
    return ids


def _line_starts(text: str) -> list[int]:
    return [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]


def _summary(drafted: Draft, document: Document) -> list[object]:
    info = drafted.info
    cells = {
        c.ID: drafted.summary,
        c.SERIES: f"{info.place}政府工作报告" if info.report and info.place else "",
        c.YEAR: str(info.year or ""),
        c.TITLE: drafted.summary,
        c.PUBLISHER: info.place,
        c.PUBLISHED: info.published,
        c.STANDING: "primary",
        c.SHA256: document.sha256,
        c.READER: document.reader,
    }
    return [*(cells.get(column, "") for column in c.SUMMARY_COLUMNS), document.name, 0]


def _names_in(facts: Iterable[Sequence[object]], columns: Iterable[str]) -> list[str]:
    positions = [c.FACT_COLUMNS.index(column) for column in columns]
    names = (name for row in facts for position in positions for name in c.items(str(row[position])))
    return list(dict.fromkeys(names))


def _entity(name: str) -> list[object]:
    """Return the row of an entity by its name in normal form; its counterpart follows from its function."""
    cells = {c.ID: name, c.NAME: name}
    named = organisation_of(name)
    if named is not None:
        cells |= {
            c.KIND: "body" if named.function else "place",
            c.SIDE: named.side,
            c.LEVEL: named.level,
            c.FUNCTION: named.function,
        }
    return [*(cells.get(column, "") for column in c.ENTITY_COLUMNS), "", 0]
