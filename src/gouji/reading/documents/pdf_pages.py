"""The lines of a PDF's pages, read in a process of its own.

A PDF can make its reader take any time and memory (a form that draws itself twice); PDFium does not
know when to stop. So ``python -m gouji.facts.documents.pages`` reads one from stdin within limits, and
writes its lines to stdout as JSON, or one line to stderr.
"""

from __future__ import annotations

import ctypes
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gouji.reading.documents import guards as limits
from gouji.reading.documents.pdf_layout import Sign, lines_of

if TYPE_CHECKING:
    from gouji.reading.documents.pdf_layout import Line

_PAGE_CHARACTERS = 100_000
_LOCKED = "password"


def main() -> None:
    """Read a PDF from stdin; write a list of pages, each a list of lines with their places."""
    _bound()
    try:
        file = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        why = "is locked by a password" if _LOCKED in str(error).lower() else "is broken, or no PDF"
        _refuse(f"{why}; expected a PDF that opens")
    if len(file) > limits.PAGES:
        _refuse(f"has {len(file)} pages; expected at most {limits.PAGES}")
    pages, read = [], 0
    for number in range(len(file)):
        lines, count = _page(file, number)
        read += count
        if count > _PAGE_CHARACTERS or read > limits.CHARACTERS:
            _refuse(f"holds too much text on page {number + 1}; expected a report")
        pages.append([tuple(line) for line in lines])
    json.dump(pages, sys.stdout)


def _refuse(why: str) -> NoReturn:
    sys.stderr.write(why)
    sys.exit(1)


def _bound() -> None:
    """Limit what this process may take, where the system can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limits.PDF_MEMORY, limits.PDF_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.PDF_SECONDS, limits.PDF_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _page(file: pdfium.PdfDocument, number: int) -> tuple[list[Line], int]:
    """The lines of a page, and how many characters it has."""
    try:
        page = file[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        _refuse(f"has a broken page {number + 1}; expected a PDF that opens")
    count = text.count_chars()
    found = (_sign(text.raw, place) for place in range(min(count, _PAGE_CHARACTERS + 1)))
    lines = lines_of([sign for sign in found if sign is not None], number + 1, page.get_height())
    text.close()
    page.close()
    return lines, count


def _sign(text: object, place: int) -> Sign | None:
    """One character; None of what PDFium adds itself (blanks and line ends)."""
    if pdfium_c.FPDFText_IsGenerated(text, place) == 1:
        return None
    code = pdfium_c.FPDFText_GetUnicode(text, place)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not code or not pdfium_c.FPDFText_GetCharBox(text, place, left, right, bottom, top):
        return None
    size = pdfium_c.FPDFText_GetFontSize(text, place)
    return Sign(chr(code), left.value, right.value, bottom.value, top.value, size)


if __name__ == "__main__":
    main()
