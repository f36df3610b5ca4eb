"""Text and Markdown: as decoded, unchanged, since offsets count in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.files.decode import DecodingError, decode
from gouji.facts.files.errors import InputError
from gouji.reading.documents.model import PARAGRAPH, Block

if TYPE_CHECKING:
    from gouji.reading.documents.read import Read

_LINE = re.compile("[^\r\n]+|\r\n|\r|\n")


def read_plain(data: bytes, called: str) -> Read:
    """Read text: BOM, then UTF-8, then GB18030.

    Raises:
        InputError: It is no text in these encodings, or holds NUL characters.
    """
    text = decoded(data, called)
    return text, tuple(_blocks(text)), ""


def decoded(data: bytes, called: str) -> str:
    """Return bytes as text.

    Raises:
        InputError: They are none.
    """
    try:
        text = decode(data).text
    except DecodingError as error:
        raise InputError(called, str(error)) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(f"{called}:{line}", "holds a NUL character; expected text")
    return text


def _blocks(text: str) -> list[Block]:
    blocks, line = [], 1
    for found in _LINE.finditer(text):
        if found[0] in {"\r\n", "\r", "\n"}:
            line += 1
        elif found[0].strip():
            blocks.append(Block(found.start(), found.end(), PARAGRAPH, line))
    return blocks
