"""Sheets of the workbook: how cells look, that each is text, what leads where, and what does not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gouji.facts.files.workbook import MOST_CHARACTERS, MOST_ROWS, cut, writable
from gouji.reports.text import FORMULA_SIGNS, Words, without_controls

MOST_LINKS = 65_530
"""Links of a sheet that Excel opens."""
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "number": {"align": "left"},
    "head": {"bold": True, "bg_color": "#E7ECF2", "bottom": 1, "valign": "vcenter"},
    "error": {"bold": True, "font_color": "#8F1D14", "bg_color": "#F9DEDC"},
    "warning": {"bold": True, "font_color": "#6B4A00", "bg_color": "#FCEFC9"},
    "note": {"font_color": "#24496E", "bg_color": "#E3EDF7"},
    "muted": {"font_color": "#6A6A6A", "italic": True},
}
"""How cells look, by name; a level is a word as well as a colour."""
_TEXT = 49
"""The number format of text (``@``)."""
_LINK = {"font_color": "#0B57A4", "underline": 1}


class Cell(NamedTuple):
    """A cell: what it says, how it looks (`LOOKS`), and the row of another sheet that it leads to."""

    says: str | int
    look: str = ""
    to: tuple[str, int] | None = None


class Column(NamedTuple):
    """A column: its name, and its width in characters."""

    name: str
    width: int


@dataclass(frozen=True)
class Book:
    """A workbook that sheets are added to.

    Attributes:
        left: What did not fit, in words, in the order of the sheets.
        most_rows: Rows of a sheet, its header among them.
    """

    book: Workbook
    words: Words
    left: list[str] = field(default_factory=list)
    most_rows: int = MOST_ROWS
    _formats: dict[tuple[str, bool, bool], Format] = field(default_factory=dict)

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], count: int) -> None:
        """Add a sheet of *count* rows; where they are too many, its last row says how many are left out."""
        sheet = self.book.add_worksheet(name)
        _arrange(sheet, columns)
        for position, column in enumerate(columns):
            sheet.write_string(0, position, column.name, self._format("head"))
        fitting = self.fitting(count)
        links = 0
        for line, row in zip(range(1, fitting + 1), rows, strict=False):
            sheet.set_row(line, _height(row, columns))
            for position, cell in enumerate(row):
                links += cell.to is not None
                self._write(sheet, line, position, cell, linked=links <= MOST_LINKS)
        told = [self.words.no_rows[name]] if not count and name in self.words.no_rows else []
        if fitting < count:
            told.append(self.words.rows_left.format(count=count - fitting))
            self._leave(name, told[-1])
        if links > MOST_LINKS:
            self._leave(name, self.words.links_left.format(count=links - MOST_LINKS))
        for line, text in enumerate(told, start=fitting + 1):
            sheet.write_string(line, 0, text, self._format("muted", wrapped=False))
        sheet.autofilter(0, 0, max(fitting, 1), len(columns) - 1)
        sheet.print_area(0, 0, max(fitting, 1), min(len(columns), _PRINTED) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_LAST}"})

    def _leave(self, name: str, told: str) -> None:
        self.left.append(f"{name}{self.words.colon}{told}")

    def fitting(self, count: int) -> int:
        """Return how many of so many rows a sheet has, below its header and above what says what is left."""
        return count if count < self.most_rows else self.most_rows - 2

    def _write(self, sheet: Worksheet, line: int, position: int, cell: Cell, *, linked: bool) -> None:
        if isinstance(cell.says, int):
            sheet.write_number(line, position, cell.says, self._format(cell.look or "number"))
            return
        text = cut(writable(without_controls(cell.says)), self.words.characters_left)
        target = cell.to if linked and text else None
        look = self._format(cell.look, risky=text.startswith(FORMULA_SIGNS), link=target is not None)
        if target is None:
            sheet.write_string(line, position, text, look)
        else:
            name, row = target
            sheet.write_url(line, position, f"internal:'{name}'!A{row + 1}", look, text)

    def _format(self, look: str, *, risky: bool = False, link: bool = False, wrapped: bool = True) -> Format:
        key = (f"{look}{wrapped}", risky, link)
        if key not in self._formats:
            made = {"text_wrap": wrapped, "valign": "top", **LOOKS[look], **(_LINK if link else {})}
            made |= {"quote_prefix": True, "num_format": _TEXT} if risky else {}
            self._formats[key] = self.book.add_format(made)
        return self._formats[key]


_LAST = f"XFD{MOST_ROWS}"
_PRINTED = 12
"""So many columns are printed; what is behind them is for sorting and following."""
_LINE, _HIGHEST = 14.5, 409.0
"""Heights of a line, and of the highest row, in points."""
_FULL = 0.93
"""So much of a line is full: some fonts are wider, and words do not break anywhere."""


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Return the height that shows all lines of a row; LibreOffice does not work it out itself."""
    lines = (_lines(str(cell.says), column.width) for cell, column in zip(row, columns, strict=True))
    return min(_HIGHEST, _LINE * max(lines) + 1)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two digits."""
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    wide = (len(line.encode("gb18030", "replace")) for line in text[:MOST_CHARACTERS].split("\n"))
    return sum(max(1, -(-one // max(1, int(width * _FULL)))) for one in wide)


def _arrange(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Set widths, the header that stays in view, and how the sheet is printed."""
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&A  &P / &N")
