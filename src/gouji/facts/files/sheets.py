"""The parts of a spreadsheet (.xlsx) by Excel, WPS or LibreOffice: sheets, texts, formats and cells."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from gouji.facts.files import packed
from gouji.facts.files.errors import InputError

KIND = packed.Kind("spreadsheet", ".xlsx")
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_R = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
BOOK = "xl/workbook.xml"
_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d", 31: "yyyy/m/d", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss",
    27: "yyyy/m", 28: "m/d", 29: "m/d", 30: "m/d", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    36: "yyyy/m", 50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d", 54: "m/d", 55: "h:mm", 56: "h:mm:ss",
    57: "yyyy/m", 58: "m/d",
}  # fmt: skip
"""Formats that a file uses without defining them, by number: 27 to 58 as Excel and WPS do in Chinese."""
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(f"{_PLACE.pattern}:{_PLACE.pattern}")
DIGITS = Context(prec=15)
"""A spreadsheet keeps 15 digits; further ones are the binary fraction nearest to them."""
_MOST_MERGED, _MOST_MERGED_ROWS = 10_000, 1_000_000
EPOCH, _EPOCH_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Day 0 of a spreadsheet, by which all days from March 1900 on are right; some count from 1904."""


class Style(NamedTuple):
    """How a cell is shown: its number format, and its indent in characters."""

    code: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with what its cells refer to.

    Attributes:
        part: The name of its part in the archive.
        root: Its XML, in the usual one of the two namespaces.
        shared: The texts that cells name by number.
        styles: The formats that cells name by number.
        epoch: Day 0 of its dates.
    """

    name: str
    part: str
    root: etree._Element
    shared: list[str]
    styles: list[Style]
    epoch: date = EPOCH

    @property
    def rows(self) -> Iterator[tuple[int, etree._Element]]:
        """The rows, each with its number, counted from 1."""
        return numbered(self.root.iter(f"{S}row"))

    def style_of(self, cell: etree._Element) -> Style:
        """Return how a cell is shown."""
        number = cell.get("s", "")
        known = number.isdecimal() and int(number) < len(self.styles)
        return self.styles[int(number)] if known else Style()

    def text_of(self, cell: etree._Element) -> str:
        """Return a shared text, one that stands in the cell, or what a formula yields; else nothing."""
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        if kind == "inlineStr":
            return _text(cell)
        if kind == "s":
            return self.shared[int(value)] if value.isdecimal() and int(value) < len(self.shared) else ""
        return value if kind == "str" else ""


def numbered(rows: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    """Yield rows with their numbers, counted from 1: told by the row, or else by its place."""
    for position, row in enumerate(rows, start=1):
        given = row.get("r", "")
        yield int(given) if given.isdecimal() else position, row


def by_column(cells: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    """Yield cells of a row with their columns, counted from 0: told by the cell, or else by its place."""
    for index, cell in enumerate(cells):
        place = place_of(cell.get("r", ""))
        yield place[1] if place else index, cell


def day_of(number: Decimal, epoch: date) -> date:
    """Return the day that a number stands for."""
    return epoch + timedelta(days=int(number))


def signs_of(code: str) -> str:
    """Return a format without words, colours and blanks."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code)


def is_of_days(signs: str) -> bool:
    """Whether a format, as `signs_of` leaves it, shows dates: not numbers, nor times alone.

    >>> is_of_days("yyyy/m/d"), is_of_days("m"), is_of_days("h:mm"), is_of_days("0日")
    (True, True, False, False)
    """
    counts = re.search("[0#?]", signs.partition(".")[0])
    return not counts and bool(re.search("[yd年日]|^[^hs:]*[m月][^hs:]*$", signs, re.IGNORECASE))


def sheets_of(archive: zipfile.ZipFile, called: str) -> list[Sheet]:
    """Return the sheets that are shown, in their order.

    Raises:
        InputError: It is no spreadsheet, broken, locked, or has more than is read.
    """
    book = part(archive, BOOK, called)
    if book is None:
        raise InputError(called, "no-part", part=BOOK, kind=KIND)
    shared = _shared(part(archive, "xl/sharedStrings.xml", called))
    styles = _styles(part(archive, "xl/styles.xml", called))
    about = book.find(f"{S}workbookPr")
    of_1904 = about is not None and about.get("date1904") in {"1", "true"}
    targets = relations(archive, BOOK, called)
    found = []
    for sheet in book.iter(f"{S}sheet"):
        path = targets.get(sheet.get(f"{_R}id", ""), "")
        root = part(archive, path, called) if sheet.get("state", "visible") == "visible" else None
        if root is not None:
            name, epoch = sheet.get("name", ""), _EPOCH_OF_1904 if of_1904 else EPOCH
            found.append(Sheet(name, path, root, shared, styles, epoch))
    return found


def part(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element | None:
    """Return the XML of a part, in the usual one of its two namespaces; None if there is no such part."""
    data = packed.read_member(archive, name, called, KIND)
    if data is None:
        return None
    for strict, usual in ((_STRICT, S), (_STRICT_R, _R)):
        data = data.replace(strict[1:-1].encode(), usual[1:-1].encode())
    return packed.parse_xml(data, name, called, KIND)


def relations(archive: zipfile.ZipFile, name: str, called: str) -> Mapping[str, str]:
    """Return what a part refers to: the names of other parts, by id."""
    folder, _, file = name.rpartition("/")
    found = part(archive, f"{folder}/_rels/{file}.rels", called)
    targets = {} if found is None else {one.get("Id", ""): one.get("Target", "") for one in found}
    return {key: _joined(folder, target) for key, target in targets.items()}


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    while target.startswith("../"):
        folder, target = folder.rpartition("/")[0], target[3:]
    return f"{folder}/{target}"


def _shared(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_text(item) for item in root.iter(f"{S}si")]


def _text(item: etree._Element) -> str:
    """Return the characters of a text, without the readings above them."""
    return "".join(
        found.text or "" for found in item.iter(f"{S}t") if next(found.iterancestors(f"{S}rPh"), None) is None
    )


def _styles(root: etree._Element | None) -> list[Style]:
    if root is None:
        return []
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{S}numFmt")}
    used = root.find(f"{S}cellXfs")
    found = []
    for style in () if used is None else used:
        number, alignment = style.get("numFmtId", "0"), style.find(f"{S}alignment")
        code = own.get(number) or _FORMATS.get(int(number) if number.isdecimal() else 0, "")
        indent = "0" if alignment is None else alignment.get("indent", "0")
        found.append(Style(code, int(indent) if indent.isdecimal() else 0))
    return found


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row and column of a cell, each counted from 0; None where it is no cell.

    >>> place_of("AB12")
    (11, 27)
    """
    found = _PLACE.fullmatch(reference)
    return (int(found[2]) - 1, column_of(found[1])) if found else None


def column_of(letters: str) -> int:
    """Return the number of a column, counted from 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def letters_of(column: int) -> str:
    """Return the letters of a column.

    >>> letters_of(0), letters_of(27)
    ('A', 'AB')
    """
    found, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        found = chr(ord("A") + digit) + found
    return found


def merged_in(root: etree._Element, most_columns: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the merged cells of a sheet: top and left, bottom and right, each counted from 0.

    There are no more than `_MOST_MERGED_ROWS` rows of them in all.
    """
    rows = 0
    for one in root.iter(f"{S}mergeCell"):
        ends = _RANGE.fullmatch(one.get("ref", ""))
        top, bottom = (int(ends[2]) - 1, int(ends[4]) - 1) if ends else (0, 0)
        rows += max(0, bottom - top)
        if rows > _MOST_MERGED_ROWS:
            return
        if ends and bottom - top <= _MOST_MERGED:
            yield top, column_of(ends[1]), bottom, min(column_of(ends[3]), most_columns)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cell_text(sheet: Sheet, cell: etree._Element, where: str) -> str:
    """Return the text of a cell; *where* is what messages call it.

    Raises:
        InputError: It is an error, or a formula that nobody has computed.
    """
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
    if kind == "e":
        raise InputError(where, "error-cell", value=value)
    if not value and cell.find(f"{S}f") is not None and kind != "str":
        raise InputError(where, "no-value")
    if kind == "b":
        return "true" if value == "1" else "false"
    if kind == "d":
        return value
    if kind == "n":
        return number_text(value, sheet.style_of(cell).code, sheet.epoch) if value else ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), sheet.text_of(cell))


def number_text(value: str, code: str, epoch: date = EPOCH) -> str:
    """Return a number as its shortest decimal, with the zeros, the % and the words of its format.

    No digit is lost, whatever the format hides. A date is as fact files write it.

    >>> number_text("1.5", ""), number_text("1.5", "0.00"), number_text("1.234", "0.00")
    ('1.5', '1.50', '1.234')
    >>> number_text("12", "0000"), number_text("0.125", "0%"), number_text("355", '0"项"')
    ('0012', '12.5%', '355项')
    >>> number_text("45609", "yyyy/m/d"), number_text("45597", 'yyyy"年"m"月"')
    ('2024-11-13', '2024-11')
    """
    try:
        number = DIGITS.create_decimal(value)
        form = code.split(";", maxsplit=1)[0]
        plain = signs_of(form)
        if is_of_days(plain) and number >= 0 and number == int(number):
            return _date_text(day_of(number, epoch), plain.lower())
    except (InvalidOperation, ValueError, OverflowError):
        return value
    return _decimal_text(number, form, plain) if re.search("[0#]", plain) else f"{number.normalize():f}"


def _date_text(day: date, form: str) -> str:
    if "d" in form or "日" in form:
        return day.isoformat()
    return f"{day.year:04}-{day.month:02}" if "m" in form else f"{day.year:04}"


def _decimal_text(number: Decimal, form: str, plain: str) -> str:
    percent = "%" in plain
    number = number * 100 if percent else number
    whole, _, places = f"{abs(number).normalize():f}".partition(".")
    if "E" not in plain:
        wanted, _, fraction = plain.replace(",", "").partition(".")
        whole = whole.zfill(len(re.sub("[^0]", "", wanted)))
        places = places.ljust(len(re.sub("[^0]", "", fraction)), "0")
    digits = f"{'-' if number < 0 else ''}{whole}{'.' if places else ''}{places}{'%' if percent else ''}"
    before, after = re.split("[0#?][0#?,.%]*", re.sub(r"\[[^\]]*\]|_.|\*.", "", form), maxsplit=1)
    return f"{_words(before)}{digits}{_words(after)}"


def _words(form: str) -> str:
    """Return the words in a part of a format, quoted or behind a backslash."""
    found = re.findall(r'"([^"]*)"|\\(.)', form)
    return "".join(quoted or escaped for quoted, escaped in found).strip()


def escaped(text: str) -> str:
    r"""Return a text as spreadsheets write it: what XML cannot hold by its number.

    >>> escaped("甲\x01_x0041_")
    '甲_x0001__x005F_x0041_'
    """
    kept = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return re.sub(f"\r|{_NO_TEXT.pattern}", lambda found: f"_x{ord(found[0]):04X}_", kept)
