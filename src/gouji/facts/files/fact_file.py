"""Writing draft facts as CSV, jsonl or a workbook, or into a fact file that people have edited."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.facts.files.csv_file import Record
from gouji.facts.files.errors import InputError
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gouji.facts.files.csv_file import CsvFile

    Row = Mapping[str, str]


def workbook(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an xlsx file with one sheet of this name, its header row bold and frozen."""
    import xlsxwriter  # noqa: PLC0415  only for workbooks

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        head, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        for position, column in enumerate(columns):
            sheet.write_string(0, position, column, head)
        for line, row in enumerate(rows, start=1):
            for position, cell in enumerate(row):
                sheet.write_string(line, position, cell, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)
    return stream.getvalue()


_OFFSET_COLUMNS = frozenset({c.START, c.END})


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return a fact file: UTF-8 with a byte order mark, by which Excel and WPS recognise it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(c.FACT_COLUMNS)
    writer.writerows([row[column] for column in c.FACT_COLUMNS] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def to_jsonl(rows: Iterable[Row]) -> bytes:
    """Return one fact per line: the columns as keys, offsets as numbers, empty cells as null."""
    return "".join(
        json.dumps({column: _value(column, row[column]) for column in c.FACT_COLUMNS}, ensure_ascii=False)
        + "\n"
        for row in rows
    ).encode("utf-8")


def _value(column: str, cell: str) -> str | int | None:
    if not cell:
        return None
    return int(cell) if column in _OFFSET_COLUMNS else cell


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """Return a workbook with one sheet; every cell is text, whatever it begins with."""
    return workbook("facts", c.FACT_COLUMNS, ([row[column] for column in c.FACT_COLUMNS] for row in rows))


WRITERS: Mapping[str, Callable[[Iterable[Row]], bytes]] = {"csv": to_csv, "jsonl": to_jsonl, "xlsx": to_xlsx}
"""Formats of a draft, by name."""


def with_new_facts(found: CsvFile, rows: Sequence[Row], stem: str) -> tuple[bytes, int]:
    """Add the new facts of a draft to a fact file; all of its lines stay as they are.

    A drafted fact is not new if a row of its summary has its quote at the same offset, or at one that
    the draft does not have; each such row matches once. New ids continue the numbers of the file.

    Args:
        found: The file as read.
        rows: The draft.
        stem: The file's stem, which is the summary of rows that name none.

    Returns:
        The file's bytes, and how many facts were added.

    Raises:
        InputError: The file is not a fact file.
    """
    for column in c.REQUIRED_FACT_COLUMNS:
        if column not in found.header:
            raise InputError(found.header_place, "column-missing", column=column, columns=found.header)
    new = _new(_known(found, stem), rows)
    numbered = _renumbered(new, [found.cell(record, c.ID) for record in found.rows])
    ending = "\r\n" if found.records[0].raw.endswith("\r\n") else "\n"
    added = [_record(row, found.header, ending) for row in numbered]
    records = list(found.records)
    if added and not records[-1].raw.endswith(("\n", "\r")):
        records[-1] = replace(records[-1], raw=records[-1].raw + ending)
    return replace(found, records=(*records, *added)).to_bytes(), len(added)


def _known(found: CsvFile, stem: str) -> list[tuple[str, str, str]]:
    """Return summary, quote and start of every row."""
    return [
        (
            found.cell(record, c.SUMMARY) or stem,
            found.cell(record, c.QUOTE),
            found.cell(record, c.START),
        )
        for record in found.rows
    ]


def _new(known: Iterable[tuple[str, str, str]], rows: Sequence[Row]) -> list[Row]:
    exact = set(known)
    unmatched = [row for row in rows if (row[c.SUMMARY], row[c.QUOTE], row[c.START]) not in exact]
    drafted = {(row[c.SUMMARY], row[c.QUOTE], row[c.START]) for row in rows}
    moved = Counter(one[:2] for one in exact if one not in drafted)
    new = []
    for row in unmatched:
        key = row[c.SUMMARY], row[c.QUOTE]
        if moved[key]:
            moved[key] -= 1
        else:
            new.append(row)
    return new


_NUMBERED = re.compile("(?P<head>.*?)(?P<number>[0-9]{1,9})")


def _renumbered(rows: Iterable[Row], ids: Sequence[str]) -> list[Row]:
    """Give new facts ids that continue those of the file, also where parts name their totals."""
    used = set(ids)
    highest: defaultdict[str, int] = defaultdict(int)
    for one in ids:
        found = _NUMBERED.fullmatch(one)
        if found:
            highest[found["head"]] = max(highest[found["head"]], int(found["number"]))
    new_ids: dict[str, str] = {}
    kept = list(rows)
    for row in kept:
        found = _NUMBERED.fullmatch(row[c.ID])
        head = found["head"] if found else f"{row[c.ID]}-"
        highest[head] += 1
        while f"{head}{highest[head]:04}" in used:
            highest[head] += 1
        new_ids[row[c.ID]] = f"{head}{highest[head]:04}"
    return [{**row, c.ID: new_ids[row[c.ID]], c.WHOLE: new_ids.get(row[c.WHOLE], "")} for row in kept]


def _record(row: Row, header: Sequence[str], ending: str) -> Record:
    stream = io.StringIO()
    cells = [row.get(column, "") for column in header]
    csv.writer(stream, lineterminator="").writerow(cells)
    return Record(tuple(cells), 0, stream.getvalue() + ending)
