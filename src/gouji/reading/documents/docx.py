"""Word files (.docx), as Word and WPS write them: what a reader sees once all changes are accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from lxml import etree

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards as limits
from gouji.reading.documents.model import NOTE, PARAGRAPH, ROW, Piece, joined
from gouji.reading.documents.superscripts import lowered, raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.reading.documents.read import Read

VERSION = 1
"""Of this reader: raised whenever the same file gives another text."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_GONE = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "tblPr", "sectPr"}
)
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n"}


def read_word(data: bytes, called: str) -> Read:
    """Read a Word file.

    Paragraphs and table rows have a line each, text boxes stand behind the paragraph that holds them,
    footnotes at the end. Comments, headers and what is hidden or deleted are left out.

    Raises:
        InputError: It is no Word file, broken, locked, or unpacks to more than is read.
    """
    with _archive(data, called) as archive:
        body = _part(archive, _main(archive, called), called)
        if body is None:
            raise InputError(called, f"holds no {_MAIN}; expected a Word file")
        pieces = list(_blocks(body))
        for name, kind in _NOTES:
            notes = _part(archive, name, called)
            pieces += [] if notes is None else _notes(notes, kind)
    text, blocks = joined(pieces)
    return text, blocks, f"gouji-docx/{VERSION} lxml {version('lxml')}"


def _archive(data: bytes, called: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(called, f"is no Word file: {error}; expected .docx") from None
    if len(archive.filelist) > limits.MEMBERS:
        raise InputError(called, f"holds {len(archive.filelist)} files; expected at most {limits.MEMBERS}")
    return archive


def _main(archive: zipfile.ZipFile, called: str) -> str:
    """The name of the part with the text: nearly always ``word/document.xml``."""
    if _MAIN in archive.NameToInfo:
        return _MAIN
    relations = _part(archive, "_rels/.rels", called)
    for relation in () if relations is None else relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _part(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element | None:
    """Read one part, at most ``limits.PART_BYTES`` of it, whatever size it states."""
    if name not in archive.NameToInfo:
        return None
    try:
        with archive.open(name) as stream:
            data = stream.read(limits.PART_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError, OSError) as error:
        raise InputError(called, f"{name} cannot be unpacked: {error}; expected a Word file") from None
    if len(data) > limits.PART_BYTES:
        raise InputError(called, f"{name} unpacks to more than {limits.PART_BYTES} bytes; expected a report")
    return _parsed(data, name, called)


def _parsed(data: bytes, name: str, called: str) -> etree._Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(called, f"{name} declares entities; expected a Word file, which has none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(called, f"{name} is broken: {error}; expected a Word file") from None
    return root


def _notes(root: etree._Element, kind: str) -> list[Piece]:
    """The notes, without the separators, a line each."""
    found = []
    for note in root.iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in {None, "normal"}:
            text = " ".join(piece.text for piece in _blocks(note) if piece.text)
            found.append(Piece(text.strip(), NOTE))
    return found


def _blocks(parent: etree._Element) -> Iterator[Piece]:
    """The paragraphs and rows below an element; a deleted paragraph mark joins two paragraphs."""
    begun = ""
    for block in _block_elements(parent):
        if block.tag == f"{_W}tr":
            yield Piece(_row(block), ROW)
            continue
        text, boxes = _paragraph(block)
        begun += text
        if block.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            continue
        yield Piece(begun.strip(" \u3000\t\n"), PARAGRAPH)
        begun = ""
        for box in boxes:
            yield from _blocks(box)
    yield Piece(begun.strip(" \u3000\t\n"), PARAGRAPH)


def _block_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and rows in order, through whatever wraps them; not those within rows and paragraphs."""
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in {f"{_W}p", f"{_W}tr"}:
            if element.find(f"{_W}trPr/{_W}del") is None:
                yield element
        elif _name(element) not in _GONE:
            stack += list(_seen(element))[::-1]


def _name(element: etree._Element) -> str:
    """The element's name without Word's namespace; a comment's is an object."""
    return str(element.tag).removeprefix(_W)


def _seen(element: etree._Element) -> Iterator[etree._Element]:
    """The children that a reader sees: of alternatives the first."""
    for child in element:
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            shown = child.find(f"{_MC}Fallback") if choice is None else choice
            yield from () if shown is None else shown
        else:
            yield child


def _row(row: etree._Element) -> str:
    cells = []
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        held = merged is not None and merged.get(f"{_W}val") != "restart"
        cells.append("" if held else " ".join(piece.text for piece in _blocks(cell) if piece.text))
    return "\t".join(cells).rstrip("\t")


def _paragraph(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """The characters of a paragraph, and the text boxes that it holds."""
    signs: list[str] = []
    boxes: list[etree._Element] = []
    stack = list(_seen(paragraph))[::-1]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            signs.append(_shifted(element))
        elif name == "br":
            signs.append("\n" if element.get(f"{_W}type") in {None, "textWrapping"} else "")
        elif name in _SIGNS:
            signs.append(_SIGNS[name])
        elif name not in _GONE and not (name == "r" and _hidden(element)):
            stack += list(_seen(element))[::-1]
    return "".join(signs), boxes


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val") not in {"0", "false", "off"}


def _hidden(run: etree._Element) -> bool:
    return _on(run.find(f"{_W}rPr/{_W}vanish"))


def _shifted(element: etree._Element) -> str:
    """The characters of a run's text; raised and lowered digits keep what they are."""
    text = element.text or ""
    run = element.getparent()
    place = None if run is None else run.find(f"{_W}rPr/{_W}vertAlign")
    where = "" if place is None else place.get(f"{_W}val")
    return raised(text) if where == "superscript" else lowered(text) if where == "subscript" else text
