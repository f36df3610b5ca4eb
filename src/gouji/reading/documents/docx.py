"""Word files (.docx) by Word and WPS: the text that a person sees once all changes are accepted."""

from lxml import etree

from gouji.reading.documents.model import ReadResult, join_pieces
from gouji.reading.documents.word_text import walk

VERSION = 3
"""Of this reader: incremented whenever the same file yields a different text."""


def read(data: bytes, called: str) -> ReadResult:
    """Read a Word file.

    Paragraphs and table rows are a line each, text boxes follow the paragraph that holds them, and
    footnotes come last. Paragraphs outside tables have the numbers that Word counts. Comments, headers,
    hidden and deleted text are left out.

    Raises:
        InputError: It is no Word file, broken, locked, or unpacks to more than is read.
    """
    text, blocks = join_pieces([one.piece for one in walk(data, called).traced])
    return ReadResult(text, blocks, f"gouji-docx/{VERSION} lxml {etree.__version__}")
