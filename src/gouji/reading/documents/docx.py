"""Word files (.docx) by Word and WPS: the text that a person sees once all changes are accepted."""

import zipfile
from collections.abc import Iterator

from lxml import etree

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.model import (
    NOTE,
    PARAGRAPH,
    ROW,
    Piece,
    ReadResult,
    join_pieces,
    subscript,
    superscript,
)
from gouji.reading.documents.word_cells import W as _W
from gouji.reading.documents.word_cells import word_cells
from gouji.reading.documents.word_numbers import Numbering

VERSION = 3
"""Of this reader: incremented whenever the same file yields a different text."""
_KIND = guards.Kind("Word file", ".docx")
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_OF_NUMBERS = ("word/numbering.xml", "word/styles.xml")
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "tblPr", "sectPr"}
)
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n"}


def read(data: bytes, called: str) -> ReadResult:
    """Read a Word file.

    Paragraphs and table rows are a line each, text boxes follow the paragraph that holds them, and
    footnotes come last. Paragraphs outside tables have the numbers that Word counts. Comments, headers,
    hidden and deleted text are left out.

    Raises:
        InputError: It is no Word file, broken, locked, or unpacks to more than is read.
    """
    with guards.open_zip(data, called, _KIND) as archive:
        body = _part(archive, _main(archive, called), called)
        if body is None:
            raise InputError(called, "no-part", part=_MAIN, kind=_KIND)
        numbering, styles = (_part(archive, name, called) for name in _OF_NUMBERS)
        pieces = list(_blocks(body, Numbering(numbering, styles)))
        for name, kind in _NOTES:
            notes = _part(archive, name, called)
            pieces += [] if notes is None else _notes(notes, kind)
    text, blocks = join_pieces(pieces)
    return ReadResult(text, blocks, f"gouji-docx/{VERSION} lxml {etree.__version__}")


def _main(archive: zipfile.ZipFile, called: str) -> str:
    """Return the name of the part with the text: nearly always ``word/document.xml``."""
    if _MAIN in archive.NameToInfo:
        return _MAIN
    relations = _part(archive, "_rels/.rels", called)
    for relation in () if relations is None else relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _part(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element | None:
    """Return the XML of a part, in the usual one of Word's two namespaces; None if there is no such part."""
    data = guards.read_member(archive, name, called, _KIND)
    if data is None:
        return None
    return guards.parse_xml(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()), name, called, _KIND)


def _notes(root: etree._Element, kind: str) -> list[Piece]:
    """Return the notes, without the separators, a line each."""
    found = []
    for note in root.iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in {None, "normal"}:
            text = " ".join(piece.text for piece in _blocks(note) if piece.text)
            found.append(Piece(text.strip(), NOTE))
    return found


def _blocks(parent: etree._Element, numbering: Numbering | None = None) -> Iterator[Piece]:
    """Yield the paragraphs and rows below an element; a deleted paragraph mark joins two paragraphs."""
    pending = ""
    for block in _block_elements(parent):
        if block.tag == f"{_W}tr":
            yield _row(block)
            continue
        text, boxes = _paragraph(block)
        pending += text
        if block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            continue
        label = numbering.label(block) if numbering else ""
        yield Piece(label + pending.strip(" \u3000\t\n"), PARAGRAPH, label=len(label))
        pending = ""
        for box in boxes:
            yield from _blocks(box, numbering)
    yield Piece(pending.strip(" \u3000\t\n"), PARAGRAPH)


def _block_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and rows in order, whatever wraps them; not those within rows and paragraphs."""
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in {f"{_W}p", f"{_W}tr"}:
            if element.find(f"{_W}trPr/{_W}del") is None:
                yield element
        elif _name(element) not in _SKIPPED:
            stack += list(_visible(element))[::-1]


def _name(element: etree._Element) -> str:
    """Return the element's name without Word's namespace; the tag of an XML comment is a function."""
    return str(element.tag).removeprefix(_W)


def _visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children that are shown; of alternatives, those of the first."""
    for child in element:
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            shown = child.find(f"{_MC}Fallback") if choice is None else choice
            yield from () if shown is None else shown
        else:
            yield child


def _row(row: etree._Element) -> Piece:
    """Return a row of a table; a cell that goes on from the row above has no text."""
    cells, spans, opens = word_cells(row)
    texts = (
        " ".join(piece.text for piece in _blocks(cell) if piece.text) if span.rows else ""
        for cell, span in zip(cells, spans, strict=True)
    )
    line = "\t".join(text.replace("\t", " ") for text in texts)
    return Piece(line.rstrip("\t"), ROW, cells=spans, opens=opens)


def _paragraph(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Return the characters of a paragraph, and the text boxes that it holds."""
    characters: list[str] = []
    boxes: list[etree._Element] = []
    stack = list(_visible(paragraph))[::-1]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            characters.append(_raised_or_lowered(element))
        elif name == "br":
            characters.append("\n" if element.get(f"{_W}type") in {None, "textWrapping"} else "")
        elif name in _CHARACTERS:
            characters.append(_CHARACTERS[name])
        elif name not in _SKIPPED and not (name == "r" and _is_hidden(element)):
            stack += list(_visible(element))[::-1]
    return "".join(characters), boxes


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false", "off"}


def _raised_or_lowered(element: etree._Element) -> str:
    """Return the characters of a text element, in Unicode's raised or lowered digits where its run is so."""
    text = element.text or ""
    run = element.getparent()
    align = None if run is None else run.find(f"{_W}rPr/{_W}vertAlign")
    where = "" if align is None else align.get(f"{_W}val")
    return superscript(text) if where == "superscript" else subscript(text) if where == "subscript" else text
