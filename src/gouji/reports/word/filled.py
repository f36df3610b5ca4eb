"""Runs of a new Word file, filled with characters of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import Span
from gouji.reports.word.package import NOT_IN_XML

_PIECE = re.compile("[^\t\r\n]+|\t|\r\n|\r|\n")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def filled(run: etree._Element, text: str, at: int) -> Iterator[Span]:
    """Fill a run with a text, which begins at an offset, and yield where each of its elements stands."""
    for found in _PIECE.finditer(text):
        piece = found[0]
        tag = "tab" if piece == "\t" else "br" if piece[0] in "\r\n" else "t"
        element = etree.SubElement(run, f"{W}{tag}")
        if tag == "t":
            element.set(_SPACE, "preserve")
            element.text = NOT_IN_XML.sub(" ", piece)
        yield Span(at + found.start(), at + found.end(), element, 0)
