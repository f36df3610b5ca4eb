"""Documents without a table: their draft facts as the tables that a workspace would have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts import table as t
from gouji.facts.load import Tables, framed
from gouji.facts.prose.draft import draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gouji.facts.documents import Document
    from gouji.facts.prose.draft import Draft


@dataclass(frozen=True, slots=True)
class Drafted:
    """Tables made from documents, and the texts that they were made from, by summary."""

    tables: Tables
    texts: Mapping[str, str]


def drafted(documents: Mapping[str, Document], report: Callable[[str], None] = lambda _: None) -> Drafted:
    """Draft the facts of documents.

    A fact's id is what stays the same from run to run: summary, quote, and which occurrence of it.
    Its file is the document, its line the one on which the quote stands.

    Args:
        documents: Documents by the id of the summary that each is.
        report: Called with the name of each document as it begins.
    """
    facts: list[list[object]] = []
    summaries: list[list[object]] = []
    for summary, document in documents.items():
        report(document.name)
        made = draft(document.text, summary, document.name)
        facts += _facts(made, document)
        summaries.append(_summary(made, document))
    entities = _named(facts, (t.SUBJECT, t.PARTNER))
    indicators = _named(facts, (t.INDICATOR,))
    tables = Tables(
        facts=framed(facts, t.FACT_COLUMNS),
        summaries=framed(summaries, t.SUMMARY_COLUMNS),
        entities=framed(_blank(entities, t.ENTITY_COLUMNS), t.ENTITY_COLUMNS),
        indicators=framed(_blank(indicators, t.INDICATOR_COLUMNS), t.INDICATOR_COLUMNS),
        waivers=framed([], t.WAIVER_COLUMNS),
    )
    return Drafted(tables, {summary: document.text for summary, document in documents.items()})


def _facts(made: Draft, document: Document) -> list[list[object]]:
    ids = _lasting_ids(made)
    lines = _line_starts(document.text)
    rows: list[list[object]] = []
    for row in made.rows:
        cells = {**row, t.ID: ids[row[t.ID]], t.WHOLE: ids.get(row[t.WHOLE], "")}
        # Of whom nothing is said is told of the place whose report it is.
        cells[t.SUBJECT] = cells[t.SUBJECT] or made.occasion.place
        line = bisect_right(lines, int(row[t.START]))
        rows.append([*(cells[column] for column in t.FACT_COLUMNS), document.name, line])
    return rows


def _lasting_ids(made: Draft) -> dict[str, str]:
    """By the draft's own ids: summary, quote, and the how-manieth occurrence of it."""
    seen: Counter[str] = Counter()
    ids = {}
    for row in made.rows:
        quote = row[t.QUOTE]
        seen[quote] += 1
        ids[row[t.ID]] = f"{made.summary}+{quote}+{seen[quote]}"
    return ids


def _line_starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]


def _summary(made: Draft, document: Document) -> list[object]:
    occasion = made.occasion
    cells = {
        t.ID: made.summary,
        t.SERIES: f"{occasion.place}政府工作报告" if occasion.report and occasion.place else "",
        t.YEAR: str(occasion.year or ""),
        t.TITLE: made.summary,
        t.PUBLISHER: occasion.place,
        t.STANDING: "primary",
        t.SHA256: document.sha256,
        t.READER: document.reader,
    }
    return [*(cells.get(column, "") for column in t.SUMMARY_COLUMNS), document.name, 0]


def _named(facts: Iterable[Sequence[object]], columns: Iterable[str]) -> list[str]:
    places = [t.FACT_COLUMNS.index(column) for column in columns]
    names = (name for row in facts for place in places for name in t.items(str(row[place])))
    return list(dict.fromkeys(names))


def _blank(ids: Iterable[str], columns: Sequence[str]) -> list[list[object]]:
    return [[*(one if column == t.ID else "" for column in columns), "", 0] for one in ids]
