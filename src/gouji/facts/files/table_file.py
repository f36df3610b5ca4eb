"""Files that hold a table as text, CSV or a spreadsheet: one reader for both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gouji.facts.files.csv_file import CsvFile, read_csv
from gouji.facts.files.table_paths import SHEET

if TYPE_CHECKING:
    from gouji.facts.files.sheet_file import SheetFile

TableFile: TypeAlias = "CsvFile | SheetFile"


def read_table(path: Path, name: str, required: Iterable[str]) -> TableFile:
    """Read a table; *name* is what messages call the file, *required* columns by which a sheet is known.

    Raises:
        InputError: It cannot be read as a table.
    """
    if path.suffix.lower() != SHEET:
        return read_csv(path, name)
    from gouji.facts.files.sheet_file import read_sheet  # noqa: PLC0415  CSV needs no lxml

    return read_sheet(path, name, required)
