"""Draft facts written as CSV, jsonl or a workbook, or added to a fact file that people have edited."""

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
from gouji.facts.files.workbook import workbook
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gouji.facts.files.csv_file import CsvFile

    Row = Mapping[str, str]

_PLACES = frozenset({c.START, c.END})


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return a fact file: UTF-8 with a byte order mark, by which Excel and WPS know it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(c.FACT_COLUMNS)
    writer.writerows([row[column] for column in c.FACT_COLUMNS] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def to_jsonl(rows: Iterable[Row]) -> bytes:
    """Return one fact a line: the columns as keys, offsets as numbers, what is empty as null."""
    return "".join(
        json.dumps({column: _value(column, row[column]) for column in c.FACT_COLUMNS}, ensure_ascii=False)
        + "\n"
        for row in rows
    ).encode("utf-8")


def _value(column: str, cell: str) -> str | int | None:
    if not cell:
        return None
    return int(cell) if column in _PLACES else cell


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """Return a workbook with one sheet; every cell is text, whatever it begins with."""
    return workbook("facts", c.FACT_COLUMNS, ([row[column] for column in c.FACT_COLUMNS] for row in rows))


WRITERS: Mapping[str, Callable[[Iterable[Row]], bytes]] = {"csv": to_csv, "jsonl": to_jsonl, "xlsx": to_xlsx}
"""Formats of a draft, by name."""


def updated(found: CsvFile, rows: Sequence[Row], stem: str) -> tuple[bytes, int]:
    """Add to a fact file what is new in a draft; every line of it stays as it is.

    A drafted fact is not new where a row of its summary has its quote: at the same place, or as
    often as the draft has it. New ids go on behind the highest number of the file.

    Args:
        found: The file as read.
        rows: The draft.
        stem: The file's stem, which is the summary of rows that name none.

    Returns:
        The file's bytes, and how many facts were added.

    Raises:
        InputError: The file is no fact file.
    """
    for column in c.REQUIRED_FACT_COLUMNS:
        if column not in found.header:
            raise InputError(found.header_place, f'column "{column}" is missing; expected a fact file')
    new = _new(_known(found, stem), rows)
    numbered = _renumbered(new, [found.cell(record, c.ID) for record in found.rows])
    ending = "\r\n" if found.records[0].raw.endswith("\r\n") else "\n"
    added = [_record(row, found.header, ending) for row in numbered]
    records = list(found.records)
    if added and not records[-1].raw.endswith(("\n", "\r")):
        records[-1] = replace(records[-1], raw=records[-1].raw + ending)
    return replace(found, records=(*records, *added)).to_bytes(), len(added)


def _known(found: CsvFile, stem: str) -> list[tuple[str, str, str]]:
    """Summary, quote and start of every row."""
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
    left = [row for row in rows if (row[c.SUMMARY], row[c.QUOTE], row[c.START]) not in exact]
    there = {(row[c.SUMMARY], row[c.QUOTE], row[c.START]) for row in rows}
    moved = Counter(one[:2] for one in exact if one not in there)
    new = []
    for row in left:
        key = row[c.SUMMARY], row[c.QUOTE]
        if moved[key]:
            moved[key] -= 1
        else:
            new.append(row)
    return new


_NUMBERED = re.compile("(?P<head>.*?)(?P<number>[0-9]{1,9})")


def _renumbered(rows: Iterable[Row], ids: Sequence[str]) -> list[Row]:
    """Give new facts ids that go on where the file's end; parts follow their totals."""
    used = set(ids)
    highest: defaultdict[str, int] = defaultdict(int)
    for one in ids:
        found = _NUMBERED.fullmatch(one)
        if found:
            highest[found["head"]] = max(highest[found["head"]], int(found["number"]))
    named: dict[str, str] = {}
    kept = list(rows)
    for row in kept:
        found = _NUMBERED.fullmatch(row[c.ID])
        head = found["head"] if found else f"{row[c.ID]}-"
        highest[head] += 1
        while f"{head}{highest[head]:04}" in used:
            highest[head] += 1
        named[row[c.ID]] = f"{head}{highest[head]:04}"
    return [{**row, c.ID: named[row[c.ID]], c.WHOLE: named.get(row[c.WHOLE], "")} for row in kept]


def _record(row: Row, header: Sequence[str], ending: str) -> Record:
    stream = io.StringIO()
    cells = [row.get(column, "") for column in header]
    csv.writer(stream, lineterminator="").writerow(cells)
    return Record(tuple(cells), 0, stream.getvalue() + ending)
