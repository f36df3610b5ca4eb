"""Documents as the tables of a workspace, and what rows read from texts lack in the tables of either."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from gouji.facts.files.load import Source
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table, Tables, items
from gouji.reading.documents.model import Document
from gouji.reading.draft.draft import rows_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.identity.stated import AS_TOLD, Stated
from gouji.reading.links.again import told_again
from gouji.reading.prose import read_prose
from gouji.reading.summaries import Summary, info_of, summaries_of
from gouji.reading.tables.claims import claims_of
from gouji.reading.tables.divisions import with_divisions
from gouji.reading.tables.layout import laid_out, without_cells
from gouji.reading.tables.named import of_named_totals

Row = Mapping[str, Any]


def draft_rows(document: Document, summary: str, info: DocumentInfo | None = None) -> tuple[list[Row], Row]:
    """Return the draft facts of a document, and the row of its summary; each with a cell for every column.

    A fact that names no subject is about whoever publishes the document.
    """
    text, info = document.text, info or info_of(document)
    tables = laid_out(document)
    prose = read_prose(without_cells(text, [table for table, _ in tables]), info)
    starts = [sentence.start for sentence in prose.sentences]
    claims = list(prose.claims)
    for table, layout in tables:
        before = bisect_right(starts, table.start)
        claims += claims_of(table, layout, prose.sentences[before - 1] if before else None, info)
    claims = with_divisions(tables, sorted(claims, key=attrgetter("start", "end")))
    claims = told_again(text, of_named_totals(text, claims))
    about = {
        c.ID: summary,
        c.SERIES: info.series,
        c.YEAR: str(info.year or ""),
        c.TITLE: summary,
        c.PUBLISHER: info.publisher,
        c.PUBLISHED: info.published,
        c.STANDING: "primary",
        c.SHA256: document.sha256,
        c.READER: document.reader,
    }
    facts: list[Row] = [*rows_of(claims, text, summary, info.publisher)]
    return facts, {column: about.get(column, "") for column in c.SUMMARY_COLUMNS}


def source_of(documents: Mapping[str, Document], stated: Stated = AS_TOLD) -> Source:
    """Return documents as a source, by the ids of their summaries; *stated* is what a user says they are."""
    summaries = summaries_of(documents, stated)
    names = "、".join(document.name for document in documents.values())
    texts = {one.id: one.document.text for one in summaries}
    return Source(names, partial(draft_tables, summaries), texts=texts)


def draft_tables(summaries: Sequence[Summary], report: Callable[[str], None] = lambda _: None) -> Tables:
    """Return the draft facts and the summaries of documents, as a workspace with their fact files has them.

    A fact's id stays the same from run to run: summary, quote, and the number of its occurrence.
    Its file is the document, its line the one with the quote. *report* is told the name of each document.
    """
    facts: list[Row] = []
    rows_of_summaries: list[Row] = []
    for summary, document, info in summaries:
        report(document.name)
        rows, about = draft_rows(document, summary, info)
        facts += _located(rows, document)
        rows_of_summaries.append({**about, c.FILE: document.name})
    return Tables(
        facts=Table.of(facts, c.FACT_COLUMNS),
        summaries=Table.of(rows_of_summaries, c.SUMMARY_COLUMNS),
        entities=Table.of([], c.ENTITY_COLUMNS),
        indicators=Table.of([], c.INDICATOR_COLUMNS),
        waivers=Table.of([], c.WAIVER_COLUMNS),
        made_up=frozenset({"facts", "summaries", "entities", "indicators", "waivers"}),
    )


def _located(rows: Sequence[Row], document: Document) -> Iterator[Row]:
    ids = _stable_ids(rows)
    lines = [0, *(index + 1 for index, char in enumerate(document.text) if char == "\n")]
    for row in rows:
        place = {c.FILE: document.name, c.LINE: bisect_right(lines, int(row[c.START]))}
        yield {**row, c.ID: ids[row[c.ID]], c.WHOLE: _renamed(row[c.WHOLE], ids), **place}


def _renamed(wholes: str, ids: Mapping[str, str]) -> str:
    """Return a cell that names totals, with other ids."""
    parts = (item.partition("#") for item in items(wholes))
    return ";".join(f"{ids[total]}{mark}{kind}" for total, mark, kind in parts if total in ids)


def _stable_ids(rows: Iterable[Row]) -> dict[str, str]:
    """Return ids of summary, quote and number of its occurrence, by the ids of the draft."""
    seen: Counter[str] = Counter()
    ids = {}
    for row in rows:
        quote = row[c.QUOTE]
        seen[quote] += 1
        ids[row[c.ID]] = f"{row[c.SUMMARY]}+{quote}+{seen[quote]}"
    return ids
