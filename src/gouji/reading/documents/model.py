"""A document as text with its blocks, and the pieces that readers put it together from."""

from dataclasses import dataclass
from typing import NamedTuple

from gouji.reading.documents.cells import CellSpan

PARAGRAPH, ROW, NOTE = "paragraph", "row", "note"


class Block(NamedTuple):
    """A paragraph, a row of a table, or a footnote.

    Attributes:
        start: Offset of its first character in the text, in Unicode code points.
        end: Offset behind its last.
        kind: ``paragraph``, ``row`` or ``note``.
        number: Its place among the blocks of the document, from 1; in a text file its line.
        page: The page that it begins on, from 1; None where the document has no pages.
        cells: Of a row, how its cells lie, which tabs separate; empty where each takes one column.
        opens: It is the first row of its table.
        label: How many characters at its beginning are a number that Word counts and no run of it holds:
            what is found in the text at an offset N stands in the runs at N less these.
    """

    start: int
    end: int
    kind: str
    number: int
    page: int | None = None
    cells: tuple[CellSpan, ...] = ()
    opens: bool = False
    label: int = 0


class ReadResult(NamedTuple):
    """What a reader returns: text and blocks, the reader's name and version, a page's name for itself."""

    text: str
    blocks: tuple[Block, ...]
    reader: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text.

    Attributes:
        name: What messages call it.
        text: Its text; offsets count in it.
        blocks: Its blocks, in the order of the text.
        reader: Name and version of what made the text; empty where the file is text itself.
        sha256: Of the file's bytes, 64 hex digits.
        title: What a web page calls itself; empty for other documents.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    reader: str
    sha256: str
    title: str = ""


class Piece(NamedTuple):
    """A block before its offsets are known; see `Block`."""

    text: str
    kind: str = PARAGRAPH
    page: int | None = None
    cells: tuple[CellSpan, ...] = ()
    opens: bool = False
    label: int = 0


def join_pieces(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return pieces as one text, a line each, and their blocks; empty pieces are left out."""
    blocks: list[Block] = []
    start = 0
    kept = [piece for piece in pieces if piece.text]
    for number, piece in enumerate(kept, start=1):
        end = start + len(piece.text)
        place = (piece.page, piece.cells, piece.opens, piece.label)
        blocks.append(Block(start, end, piece.kind, number, *place))
        start += len(piece.text) + 1
    return "".join(f"{piece.text}\n" for piece in kept), tuple(blocks)


_SUPERSCRIPTS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def superscript(text: str) -> str:
    """Return digits as Unicode's superscripts: 10 with a raised 18 must not become 1018.

    >>> "10" + superscript("18")
    '10¹⁸'
    """
    return text.translate(_SUPERSCRIPTS)


def subscript(text: str) -> str:
    """Return digits as Unicode's subscripts."""
    return text.translate(_SUBSCRIPTS)
