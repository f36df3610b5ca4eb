"""Bytes to text by rule, and CSV that is written back as it was read, byte for byte.

The rule is a byte order mark, then UTF-8, then GB18030; nothing is guessed. Besides its cells every record
keeps the characters that it was read from; only changed records are formatted anew. Cells are text,
whatever they begin with.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from gouji.facts.files.errors import InputError

LINE_LIMIT = 1 << 20
"""Longest line that is accepted, in bytes; a fact takes a few hundred."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class DecodingError(ValueError):
    """The bytes are not text in any of the encodings that are tried: what byte stands where."""

    def __init__(self, byte: int, found: int) -> None:
        self.values = {"byte": byte, "found": found}
        super().__init__(f"byte {byte} (0x{found:02X}) is no text")


class Decoded(NamedTuple):
    """A text and what is needed to write it back as bytes.

    Attributes:
        text: The characters, without the byte order mark.
        encoding: Python's name for the codec.
        bom: The byte order mark that stood before them; often empty.
    """

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return *text* as bytes in this encoding, after the same mark."""
        return self.bom + text.encode(self.encoding)


def decode(data: bytes) -> Decoded:
    """Decode by the rule; offsets in a text count the characters that this returns.

    Raises:
        DecodingError: Names the byte at which the last encoding failed.

    >>> decode("勾稽".encode("gb18030")).encoding
    'gb18030'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_decode_strictly(data[len(bom) :], encoding, len(bom)), encoding, bom)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(_decode_strictly(data, "gb18030", 0), "gb18030")


def decode_file(data: bytes, called: str) -> Decoded:
    """Decode a file; *called* is what messages call it.

    Raises:
        InputError: It is no text in these encodings, or holds a NUL character.
    """
    try:
        found = decode(data)
    except DecodingError as error:
        raise InputError(called, "not-text", **error.values) from None
    if "\0" in found.text:
        line = found.text.count("\n", 0, found.text.index("\0")) + 1
        raise InputError(f"{called}:{line}", "nul")
    return found


def _decode_strictly(data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(error.start + skipped, data[error.start]) from None


@dataclass(slots=True)
class Record:
    """One record: its cells, the 1-based line that it begins on, and its characters as read.

    It is never changed; not frozen for speed, as there is one for every fact.
    """

    cells: tuple[str, ...]
    line: int
    raw: str

    def with_cells(self, cells: Sequence[str]) -> Record:
        """Return this record with other cells; the characters stay if none differs."""
        if tuple(cells) == self.cells:
            return self
        ending = self.raw[len(self.raw.rstrip("\r\n")) :]
        return replace(self, cells=tuple(cells), raw=csv_text([cells])[:-1] + ending)


class CsvFile(NamedTuple):
    """A CSV file as read. Blank records are kept for writing, but are in no table."""

    name: str
    decoded: Decoded
    records: tuple[Record, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The column names."""
        return next(record.cells for record in self.records if record.cells)

    @property
    def header_place(self) -> str:
        """File and line of the header; blank lines may precede it."""
        return f"{self.name}:{self._non_blank()[0].line}"

    @property
    def rows(self) -> tuple[Record, ...]:
        """The records below the header."""
        return self._non_blank()[1:]

    def cell(self, record: Record, column: str) -> str:
        """Return a record's cell in a column; empty if the file has no such column."""
        return record.cells[self.header.index(column)] if column in self.header else ""

    def _non_blank(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.cells)

    def changed(self, records: Sequence[Record]) -> CsvFile:
        """Return the file with other records, read anew."""
        return csv_of(self._replace(records=tuple(records)).to_bytes(), self.name)

    def with_rows(self, rows: Iterable[Mapping[str, str]]) -> CsvFile:
        """Return the file with rows below its own, each with a cell for every column; all lines stay."""
        ending = "\r\n" if self.records[0].raw.endswith("\r\n") else "\n"
        cells = [tuple(row.get(column, "") for column in self.header) for row in rows]
        added = [Record(row, 0, csv_text([row])[:-1] + ending) for row in cells]
        records = list(self.records)
        if added and not records[-1].raw.endswith(("\n", "\r")):
            records[-1] = replace(records[-1], raw=records[-1].raw + ending)
        return self._replace(records=(*records, *added))

    def to_bytes(self) -> bytes:
        """Return the file's bytes: those that were read, except for changed records."""
        return self.decoded.encode("".join(record.raw for record in self.records))


def read_csv(path: Path, name: str) -> CsvFile:
    """Read *path*; *name* is what messages call it.

    Raises:
        InputError: Not a regular file, a line over ``LINE_LIMIT``, no text, no CSV, no header,
            a repeated column, or a record with more or fewer cells than the header.
    """
    return csv_of(_bounded_bytes(path, name), name)


def csv_of(content: bytes, name: str) -> CsvFile:
    """Read the bytes of a file; *name* is what messages call it.

    Raises:
        InputError: As for ``read_csv``.
    """
    decoded = decode_file(content, name)
    found = CsvFile(name, decoded, tuple(_records(decoded.text, name)))
    _check_shape(found)
    return found


def _bounded_bytes(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise InputError(name, "no-csv-file")
    lines: list[bytes] = []
    try:
        with path.open("rb") as stream:
            while line := stream.readline(LINE_LIMIT + 1):
                if len(line) > LINE_LIMIT:
                    raise InputError(f"{name}:{len(lines) + 1}", "line-too-long", most=LINE_LIMIT)
                lines.append(line)
    except OSError as error:
        raise InputError(name, "unreadable", error=error) from None
    return b"".join(lines)


def _records(text: str, name: str) -> Iterator[Record]:
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    begin = 0
    try:
        for cells in reader:
            end = reader.line_num
            yield Record(tuple(cells), begin + 1, "".join(lines[begin:end]))
            begin = end
    except csv.Error as error:
        raise InputError(f"{name}:{begin + 1}", "no-csv", error=error) from None


def _check_shape(found: CsvFile) -> None:
    if not any(record.cells for record in found.records):
        raise InputError(found.name, "empty-csv")
    header = found.header
    for column in header:
        if header.count(column) > 1:
            raise InputError(found.header_place, "column-twice", column=column)
    for record in found.rows:
        if len(record.cells) != len(header):
            counts = {"cells": len(record.cells), "columns": len(header)}
            raise InputError(f"{found.name}:{record.line}", "cell-count", **counts)


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV, a line each."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()
