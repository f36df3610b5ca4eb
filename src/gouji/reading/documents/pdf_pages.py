"""The lines of a PDF's pages, read in a process of its own.

A PDF can make its reader take any amount of time and memory (a form that draws itself twice), and PDFium
does not stop by itself. So ``python -m gouji.reading.documents.pdf_pages`` reads one from stdin within
limits, and writes its lines to stdout as JSON, or one line to stderr.
"""

import ctypes
import json
import math
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gouji.reading.documents import guards
from gouji.reading.documents.page_runs import Character
from gouji.reading.documents.pdf import Line, page_lines
from gouji.reading.documents.ruled_grids import rules_of

_PAGE_CHARACTERS = 100_000


def main() -> None:
    """Read a PDF from stdin; write a list of pages, each a list of lines with their positions."""
    guards.limit_process()
    try:
        file = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        guards.refuse("pdf-locked" if "password" in str(error).lower() else "pdf-broken")
    if len(file) > guards.PAGES:
        guards.refuse("pdf-pages", pages=len(file), most=guards.PAGES)
    pages, total = [], 0
    for number in range(len(file)):
        lines, count = _page(file, number)
        total += count
        if total > guards.CHARACTERS:
            guards.refuse("pdf-page-text", page=number + 1)
        pages.append([tuple(line) for line in lines])
    json.dump(pages, sys.stdout)


def _page(file: pdfium.PdfDocument, number: int) -> tuple[list[Line], int]:
    """Return the lines of a page, and the number of its characters."""
    try:
        page = file[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        guards.refuse("pdf-page-broken", page=number + 1)
    count = text.count_chars()
    if count > _PAGE_CHARACTERS:
        guards.refuse("pdf-page-text", page=number + 1)
    found = (_character(text.raw, place) for place in range(count))
    characters = [character for character in found if character is not None]
    lines = page_lines(characters, rules_of(page), number + 1, page.get_height())
    text.close()
    page.close()
    return lines, count


def _character(text: object, place: int) -> Character | None:
    """Return one character; None for those that PDFium adds itself (blanks and line ends)."""
    if pdfium_c.FPDFText_IsGenerated(text, place) == 1:
        return None
    code = pdfium_c.FPDFText_GetUnicode(text, place)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not code or not pdfium_c.FPDFText_GetCharBox(text, place, left, right, bottom, top):
        return None
    return Character(chr(code), left.value, right.value, bottom.value, top.value, _font_size(text, place))


def _font_size(text: object, place: int) -> float:
    """Return the size that a character is drawn in; what prints spreadsheets sets large ones, and scales."""
    matrix = pdfium_c.FS_MATRIX()
    scaled = pdfium_c.FPDFText_GetMatrix(text, place, matrix)
    scale = math.hypot(matrix.c, matrix.d) if scaled else 1.0
    return max(1.0, float(pdfium_c.FPDFText_GetFontSize(text, place)) * scale)


if __name__ == "__main__":
    main()
