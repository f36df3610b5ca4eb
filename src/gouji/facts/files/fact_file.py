"""Writing draft facts as CSV, jsonl or a workbook, or into files that people have edited."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from gouji.facts.files.csv_file import csv_of, csv_text
from gouji.facts.files.errors import InputError
from gouji.facts.files.table_file import TableFile, read_table
from gouji.facts.files.table_paths import table_path, tables_in
from gouji.facts.files.workspace import SUMMARIES, is_fact_file
from gouji.facts.table import columns as c

Row = Mapping[str, str]


def to_csv(rows: Iterable[Row], columns: Sequence[str] = c.FACT_COLUMNS) -> bytes:
    """Return a fact file: UTF-8 with a byte order mark, by which Excel and WPS recognise it."""
    cells = ([row[column] for column in columns] for row in rows)
    return csv_text([columns, *cells]).encode("utf-8-sig")


def to_jsonl(rows: Iterable[Row]) -> bytes:
    """Return one fact per line: the columns as keys, offsets as numbers, empty cells as null."""
    lines = []
    for row in rows:
        values: dict[str, object] = {column: row[column] or None for column in c.FACT_COLUMNS}
        values |= {column: int(row[column]) for column in (c.START, c.END) if row[column]}
        lines.append(json.dumps(values, ensure_ascii=False) + "\n")
    return "".join(lines).encode("utf-8")


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """Return a workbook with one sheet; every cell is text, whatever it begins with."""
    from gouji.facts.files.workbook import workbook  # noqa: PLC0415  only for workbooks

    return workbook("facts", c.FACT_COLUMNS, ([row[column] for column in c.FACT_COLUMNS] for row in rows))


WRITERS: Mapping[str, Callable[[Iterable[Row]], bytes]] = {"csv": to_csv, "jsonl": to_jsonl, "xlsx": to_xlsx}
"""Formats of a draft, by name."""


def with_new_facts(found: TableFile, rows: Sequence[Row], stem: str) -> tuple[bytes, int]:
    """Add the new facts of a draft to a fact file; all of its lines stay as they are.

    A drafted fact is not new if a row of its summary has its quote at the same offset, or at one that
    the draft does not have; each such row matches once. New ids continue the numbers of the file. Its *stem*
    is the summary of rows that name none. Returned are its bytes, and how many facts were added.

    Raises:
        InputError: The file is not a fact file.
    """
    for column in c.REQUIRED_FACT_COLUMNS:
        if column not in found.header:
            raise InputError(found.header_place, "column-missing", column=column, columns=found.header)
    new = _new(_known(found, stem), rows)
    numbered = _renumbered(new, [found.cell(record, c.ID) for record in found.rows])
    return found.with_rows(numbered).to_bytes(), len(numbered)


def with_summary(folder: Path, row: Row) -> tuple[Path, bytes, int]:
    """Add a summary to the table of summaries in a folder; all of its lines stay as they are.

    A new table also names the summaries of the fact files that the folder has already. Returned are where
    the table lies, its bytes, and how many summaries were added.
    """
    path = table_path(folder, SUMMARIES)
    rows = {row[c.ID]: row}
    if path.exists():
        found = read_table(path, str(path), (c.ID,))
    else:
        found = csv_of(to_csv([], c.SUMMARY_COLUMNS), str(path))
        files = (file for file in tables_in(folder) if is_fact_file(file))
        tables = ((read_table(file, str(file), c.REQUIRED_FACT_COLUMNS), file.stem) for file in files)
        named = (name for table, stem in tables for name, *_ in _known(table, stem))
        rows = {name: {c.ID: name} for name in named} | rows
    new = rows.keys() - {found.cell(record, c.ID) for record in found.rows}
    return path, found.with_rows(rows[name] for name in rows if name in new).to_bytes(), len(new)


def _known(found: TableFile, stem: str) -> list[tuple[str, str, str]]:
    """Return summary, quote and start of every row."""
    columns = (c.SUMMARY, c.QUOTE, c.START)
    rows = ([found.cell(record, column) for column in columns] for record in found.rows)
    return [(summary or stem, quote, start) for summary, quote, start in rows]


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


def _renumbered(rows: Sequence[Row], ids: Iterable[str]) -> list[Row]:
    """Give new facts ids that continue those of the file, also where parts name their totals."""
    highest: Counter[str] = Counter()
    for one in ids:
        head, _, number = one.rpartition("-")
        if number.isdecimal():
            highest[head] = max(highest[head], int(number))
    new_ids: dict[str, str] = {}
    for row in rows:
        head = row[c.ID].rpartition("-")[0]
        highest[head] += 1
        new_ids[row[c.ID]] = f"{head}-{highest[head]:04}"
    return [{**row, c.ID: new_ids[row[c.ID]], c.WHOLE: new_ids.get(row[c.WHOLE], "")} for row in rows]
