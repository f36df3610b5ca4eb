"""PDF: lines put together from where characters stand, then paragraphs from lines.

A page in two columns is read left, then right. Page numbers, and lines at a page's edge that other pages
repeat, are left out. What the end of a line has cut is joined again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards as limits
from gouji.reading.documents.model import Piece, joined
from gouji.reading.documents.pdf_layout import Line, paragraphs

if TYPE_CHECKING:
    from gouji.reading.documents.read import Read

VERSION = 1
"""Of this reader: raised whenever the same file gives another text."""
_PAGES = "gouji.reading.documents.pdf_pages"


def read_portable(data: bytes, called: str) -> Read:
    """Read a PDF.

    Raises:
        InputError: It is broken, locked, too long, takes too much to read, or holds pictures of text only.
    """
    pieces = [Piece(paragraph.text, page=paragraph.page) for paragraph in paragraphs(_pages(data, called))]
    text, blocks = joined(pieces)
    if not text.strip():
        raise InputError(called, "holds no text; expected a PDF with text, not pictures of it")
    return text, blocks, f"gouji-pdf/{VERSION} pypdfium2 {version('pypdfium2')}"


def _pages(data: bytes, called: str) -> list[list[Line]]:
    """The lines of every page, from a process that is stopped where a PDF never ends."""
    try:
        run = subprocess.run(  # noqa: S603  our own module; the PDF goes to its stdin
            [sys.executable, "-m", _PAGES],
            input=data, capture_output=True, check=False, timeout=2 * limits.PDF_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _endless(called) from None
    if run.returncode == 1 and b"\n" not in run.stderr.strip():
        raise InputError(called, run.stderr.decode("utf-8", "replace"))
    if run.returncode:
        raise _endless(called)
    return [[Line(*line) for line in page] for page in json.loads(run.stdout)]


def _endless(called: str) -> InputError:
    return InputError(called, "takes more time or memory than a report does; expected a PDF without loops")
