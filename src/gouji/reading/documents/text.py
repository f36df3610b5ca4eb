"""Text and Markdown: decoded and otherwise unchanged, since offsets count in it."""

import re

from gouji.facts.files.csv_file import decode_file
from gouji.reading.documents.model import PARAGRAPH, ROW, Block, ReadResult

_LINE = re.compile("([^\r\n]*)(?:\r\n|\r|\n|$)")


def read(data: bytes, called: str) -> ReadResult:
    """Read a text file; every line that is not blank is a block, a row of a table where tabs part it.

    Raises:
        InputError: It is no text.
    """
    text = decode_file(data, called).text
    return ReadResult(text, blocks_of(text), "")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the lines of a text that are not blank as blocks."""
    lines = enumerate(_LINE.finditer(text), start=1)
    return tuple(Block(*line.span(1), _kind(line[1]), at) for at, line in lines if line[1].strip())


def _kind(line: str) -> str:
    """Return the kind of a line: rows have tabs, at the end two and more, or bars at both ends (Markdown)."""
    barred = line.startswith("|") and line.rstrip().endswith("|")
    return ROW if barred or "\t" in line.strip() or line.endswith("\t\t") else PARAGRAPH
