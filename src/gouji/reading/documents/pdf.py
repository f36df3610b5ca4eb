"""PDF: lines are assembled from the positions of characters, and paragraphs from lines.

Of two columns the left is read first. Page numbers, and lines at a page's edge that other pages repeat,
are left out. Words and figures that a line break splits are joined again.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.model import Piece, join_pieces
from gouji.reading.documents.pdf_layout import Line, paragraphs

if TYPE_CHECKING:
    from gouji.reading.documents.model import ReadResult

VERSION = 1
"""Of this reader: incremented whenever the same file yields a different text."""
_KIND = guards.Kind("PDF", ".pdf")
_PAGES = "gouji.reading.documents.pdf_pages"


def read(data: bytes, called: str) -> ReadResult:
    """Read a PDF.

    Raises:
        InputError: It is empty, broken, locked, too long, takes too much time or memory, or holds no text.
    """
    if not data:
        raise InputError(called, "empty-file", kind=_KIND)
    pieces = [Piece(paragraph.text, page=paragraph.page) for paragraph in paragraphs(_pages(data, called))]
    text, blocks = join_pieces(pieces)
    if not text.strip():
        raise InputError(called, "no-text-in-pdf")
    return text, blocks, f"gouji-pdf/{VERSION} pypdfium2 {version('pypdfium2')}"


def _pages(data: bytes, called: str) -> list[list[Line]]:
    """Return the lines of every page, as a process of its own reads them."""
    written = guards.run_reader(_PAGES, data, called, _KIND)
    return [[Line(*line) for line in page] for page in json.loads(written)]
