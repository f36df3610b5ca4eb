"""New workbooks (.xlsx): every cell text whatever it begins with; the same bytes for the same cells."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from xlsxwriter import Workbook


MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, counted as UTF-16 does."""
_UNSTATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001  docProps have no zone; the day that members of a zip begin with
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


@contextmanager
def new_workbook(stream: io.BytesIO, *, large: bool = False) -> Iterator[Workbook]:
    """Yield a workbook that is written to *stream*; of a *large* one rows are written in their order.

    Rows of a large one do not stay in memory; they wait in a folder that is gone when all is written.
    """
    import xlsxwriter  # noqa: PLC0415  only for workbooks

    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        options |= {"constant_memory": True, "tmpdir": folder} if large else {}
        with xlsxwriter.Workbook(stream, options) as book:
            made = stated_time()
            book.set_properties({"created": made.replace(tzinfo=None) if made else _UNSTATED})
            yield book


def workbook(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an xlsx file with one sheet of this name, its header row bold and frozen.

    Raises:
        InputError: It is more than a sheet, or a cell, can hold.
    """
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        sheet = book.add_worksheet(name)
        head, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        for position, column in enumerate(columns):
            sheet.write_string(0, position, column, head)
        for line, row in enumerate(rows, start=1):
            if line >= MOST_ROWS or not all(map(fits, row)):
                raise InputError(f"{name}:{line + 1}", "sheet-limit", rows=MOST_ROWS, most=MOST_CHARACTERS)
            for position, cell in enumerate(row):
                sheet.write_string(line, position, writable(cell), text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)
    return stream.getvalue()


def writable(text: str) -> str:
    """Return a text with ``?`` for what no XML holds."""
    return _NO_XML.sub("?", text)


def cut(text: str, note: str) -> str:
    """Return what a cell holds of a text; *note* says how many characters are left out, as ``{}``.

    >>> len(cut("一" * 40_000, "…{}")) <= MOST_CHARACTERS
    True
    """
    if fits(text):
        return text
    most = MOST_CHARACTERS - len(note.format(len(text)))
    kept = text.encode("utf-16-le", "replace")[: 2 * most].decode("utf-16-le", "ignore")
    return f"{kept}{note.format(len(text) - len(kept))}"


def fits(text: str) -> bool:
    """Whether a cell can hold a text."""
    few = 2 * len(text) <= MOST_CHARACTERS
    return few or len(text.encode("utf-16-le", "replace")) <= 2 * MOST_CHARACTERS


_VARIABLE = "SOURCE_DATE_EPOCH"


def stated_time() -> dt.datetime | None:
    """Return the time, in UTC; None where none is stated.

    Raises:
        InputError: The variable is not a number of seconds.
    """
    given = os.environ.get(_VARIABLE)
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(_VARIABLE, "epoch", given=repr(given)) from None
