"""Documents as the tables of a workspace, and what rows read from texts lack in the tables of either."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from gouji.facts.files.load import Source
from gouji.facts.files.steps import Report, silent
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table, Tables, items
from gouji.facts.table.told import Told
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.draft.draft import rows_of
from gouji.reading.draft.mentions import Claim
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.identity.stated import AS_TOLD, Stated
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.again import told_again
from gouji.reading.links.known_rates import of_known_names
from gouji.reading.links.named_wholes import of_kinds_elsewhere, of_totals_by_noun, of_wholes_elsewhere
from gouji.reading.prose import Prose, read_prose
from gouji.reading.summaries import Summary, info_of, summaries_of
from gouji.reading.tables.claims import claims_of
from gouji.reading.tables.divisions import with_divisions
from gouji.reading.tables.grid import tables_in
from gouji.reading.tables.layout import layout_of, without_cells
from gouji.reading.tables.named import of_named_totals
from gouji.reading.tables.sums import told_of

Row = Mapping[str, Any]


class Reading(NamedTuple):
    """What is read in a document.

    Attributes:
        claims: Its claims, in text order.
        tables: What its tables have, and why nothing ties that.
    """

    claims: list[Claim]
    prose: Prose
    tables: list[Told]

    @property
    def told(self) -> tuple[Told, ...]:
        """Its sentences with several figures of one unit and its tables, in text order."""
        return tuple(sorted([*self.prose.tell(), *self.tables], key=attrgetter("start")))


def read_claims(document: Document, info: DocumentInfo) -> Reading:
    """Read the sentences and the tables of a document."""
    tables = [(table, layout_of(table)) for table in tables_in(document)]
    prose = read_prose(without_cells(document.text, [table for table, layout in tables if layout]), info)
    starts = [sentence.start for sentence in prose.sentences]
    claims, told = list(prose.claims), list[Told]()
    for table, layout in tables:
        before = bisect_right(starts, table.start)
        above = prose.sentences[before - 1] if before else None
        found, how = claims_of(table, layout, above, info) if layout else ([], told_of(table, (), ()))
        claims += found
        told += [how] if how else []
    laid_out = [(table, layout) for table, layout in tables if layout]
    claims = with_divisions(laid_out, sorted(claims, key=attrgetter("start", "end")))
    claims = of_wholes_elsewhere(document.text, of_named_totals(document.text, claims))
    claims = of_kinds_elsewhere(of_totals_by_noun(document.text, claims))
    claims = of_known_names(document.text, claims)
    return Reading(told_again(document.text, claims, info.publisher), prose, told)


def as_of_some_year(text: str, info: DocumentInfo) -> DocumentInfo:
    """Return what is known of a document; of some year where neither that nor its text tells any.

    Its 上年 is the year before, whatever year that is: levels and growths of one text can be compared.
    The one year of a text that the caption of a table tells is that of all.
    """
    if info.period or info.year is not None:
        return info
    years = {found[0] for found in pattern("year_at_all").finditer(text)}
    captions = {found["year"] for found in pattern("year_of_caption").finditer(text)} if years else set()
    if years and years != captions:
        return info
    year = int(captions.pop()) if len(captions) == 1 else _SOME_YEAR
    return info._replace(year=year, period=str(year))


_SOME_YEAR = 1904
"""It stands for the year of a text that tells none, and is in no column; a leap year, before all texts."""


def told_in(name: str, text: str) -> tuple[Told, ...]:
    """Return the sentences with several figures and the tables of a text that a workspace has facts of."""
    document = Document(name, text, blocks_of(text), "", "")
    return read_claims(document, info_of(document)).told


def draft_rows(document: Document, summary: str, info: DocumentInfo | None = None) -> tuple[list[Row], Row]:
    """Return the draft facts of a document, and the row of its summary; each with a cell for every column.

    A fact that names no subject is about whoever publishes the document.
    """
    info = info or info_of(document)
    return _rows(document, summary, info, read_claims(document, info).claims)


def _rows(
    document: Document, summary: str, info: DocumentInfo, claims: Sequence[Claim]
) -> tuple[list[Row], Row]:
    about = {
        c.ID: summary,
        c.SERIES: info.series,
        c.YEAR: str(info.year or ""),
        c.TITLE: info.title or summary,
        c.PUBLISHER: info.publisher,
        c.PUBLISHED: info.published,
        c.STANDING: "primary",
        c.SHA256: document.sha256,
        c.READER: document.reader,
    }
    facts: list[Row] = [*rows_of(claims, document.text, summary, info.publisher)]
    return facts, {column: about.get(column, "") for column in c.SUMMARY_COLUMNS}


def source_of(documents: Mapping[str, Document], stated: Stated | Mapping[str, Stated] = AS_TOLD) -> Source:
    """Return documents as a source, by the ids of their summaries; *stated* is what a user says they are."""
    summaries = summaries_of(documents, stated)
    names = "、".join(document.name for document in documents.values())
    texts = {one.id: one.document.text for one in summaries}
    return Source(names, partial(draft_tables, summaries), texts=texts)


def draft_tables(summaries: Sequence[Summary], report: Report = silent) -> Tables:
    """Return the draft facts and the summaries of documents, as a workspace with their fact files has them.

    A fact's id stays the same from run to run: summary, quote, and the number of its occurrence.
    Its file is the document, its line the one with the quote. *report* is told the name of each document.
    """
    facts: list[Row] = []
    rows_of_summaries: list[Row] = []
    told: dict[str, tuple[Told, ...]] = {}
    for number, (summary, document, info) in enumerate(summaries, 1):
        report(document.name, number, len(summaries))
        alone = len(summaries) == 1
        reading = read_claims(document, as_of_some_year(document.text, info) if alone else info)
        told[summary] = reading.told
        rows, about = _rows(document, summary, info, reading.claims)
        facts += _located(rows, document)
        rows_of_summaries.append({**about, c.FILE: document.name})
    return Tables(
        facts=Table.of(facts, c.FACT_COLUMNS),
        summaries=Table.of(rows_of_summaries, c.SUMMARY_COLUMNS),
        entities=Table.of([], c.ENTITY_COLUMNS),
        indicators=Table.of([], c.INDICATOR_COLUMNS),
        waivers=Table.of([], c.WAIVER_COLUMNS),
        made_up=frozenset({"facts", "summaries", "entities", "indicators", "waivers"}),
        told=told,
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
