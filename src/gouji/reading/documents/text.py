"""Text and Markdown: decoded and otherwise unchanged, since offsets count in it."""

import re

from gouji.facts.files.csv_file import decode_file
from gouji.reading.documents.model import PARAGRAPH, Block, ReadResult

_LINE = re.compile("([^\r\n]*)(?:\r\n|\r|\n|$)")


def read(data: bytes, called: str) -> ReadResult:
    """Read a text file; every line that is not blank is a block.

    Raises:
        InputError: It is no text.
    """
    text = decode_file(data, called).text
    lines = enumerate(_LINE.finditer(text), start=1)
    return text, tuple(Block(*line.span(1), PARAGRAPH, at) for at, line in lines if line[1].strip()), ""
