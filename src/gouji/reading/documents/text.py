"""Text and Markdown: decoded and otherwise unchanged, since offsets count in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.files.decode import DecodingError, decode
from gouji.facts.files.errors import InputError
from gouji.reading.documents.model import PARAGRAPH, Block

if TYPE_CHECKING:
    from gouji.reading.documents.model import ReadResult

_LINE = re.compile("([^\r\n]*)(?:\r\n|\r|\n|$)")


def read(data: bytes, called: str) -> ReadResult:
    """Read a text file; every line that is not blank is a block.

    Raises:
        InputError: It is no text.
    """
    text = decode_text(data, called)
    lines = enumerate(_LINE.finditer(text), start=1)
    return text, tuple(Block(*line.span(1), PARAGRAPH, at) for at, line in lines if line[1].strip()), ""


def decode_text(data: bytes, called: str) -> str:
    """Return bytes as text: BOM, then UTF-8, then GB18030.

    Raises:
        InputError: They are no text in these encodings, or hold NUL characters.
    """
    try:
        text = decode(data).text
    except DecodingError as error:
        raise InputError(called, str(error)) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{called}:{line}", "holds a NUL character; expected text")
    return text
