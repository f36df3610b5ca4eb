"""Where a table lies: in CSV, or in a spreadsheet of the same name."""

from collections.abc import Iterator
from pathlib import Path

from gouji.facts.files.errors import InputError

CSV, SHEET = ".csv", ".xlsx"
SUFFIXES = (CSV, SHEET)
_LOCKS = ("~$", ".")
"""What the names of files begin with that Excel, WPS and LibreOffice keep while one is open."""


def tables_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may hold tables, in the order of their names."""
    for path in sorted(folder.glob("*")):
        if path.suffix in SUFFIXES and not path.name.startswith(_LOCKS):
            yield path


def table_path(folder: Path, file: str) -> Path:
    """Return where a table lies that is called *file* as CSV: the spreadsheet of its name, if only that is.

    Raises:
        InputError: Both are there.
    """
    path = folder / file
    sheet = path.with_suffix(SHEET)
    if not sheet.exists():
        return path
    if path.exists():
        raise InputError(f"{folder.name}/{sheet.name}", "two-tables", other=file)
    return sheet
