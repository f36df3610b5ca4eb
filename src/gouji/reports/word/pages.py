"""A Word document at work: its parts, its text with the runs that hold it, its title.

A document that is none gets a new file with its paragraphs. Markdown stands there as Word shows it: headings,
tables and bold words instead of their marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, Self

from lxml import etree

from gouji.reading.documents.model import Block, Document
from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import Span, WordText, walk, walk_through
from gouji.reports.word.package import NOT_IN_XML, Package
from gouji.reports.word.runs import Runs, in_box

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SIZES = (36, 32, 28, 26, 24, 24)
"""Of headings, in half points."""
_NOTES = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}
_MAIN = "word/document.xml"
_OTHER_TEXT = "with its comments the document would have another text; nothing was written"


class Pages:
    """A Word document at work; *spans* tell where its elements stand in the text that findings count in."""

    def __init__(self, package: Package, walked: WordText, spans: Sequence[Span]) -> None:
        self.package = package
        self.runs = Runs(walked.body, spans)
        self._walked = walked
        self.text = walked.text()

    @classmethod
    def of_word(cls, data: bytes, called: str) -> Self:
        """Open a Word file; the offsets of its text are those that its reader counts.

        Raises:
            InputError: It is no Word file, broken, locked, or unpacks to more than is read.
        """
        walked = walk(data, called)
        package = Package(data, walked.main, called)
        return cls(package, walked, list(walked.spans()))

    @classmethod
    def of_text(cls, document: Document) -> Self:
        """Make a Word file with the paragraphs of another document; offsets are those of its text."""
        package = Package(None, _MAIN, document.name)
        for name, part in parts_of_new().items():
            package.write_bytes(name, part)
        body, spans = document_xml(document)
        package.write(_MAIN, body)
        return cls(package, walk_through(_MAIN, body), spans)

    def write(self) -> None:
        """Write the text, as it is now, into the package."""
        self.package.write(self.package.main, self.runs.body)

    def content(self) -> bytes:
        """Return the file.

        Raises:
            RuntimeError: It would have another text than the document.
        """
        content = self.package.content()
        if walk(content, self.package.main).text() != self.text:
            raise RuntimeError(_OTHER_TEXT)
        return content

    def in_note(self, leaf: etree._Element) -> bool:
        """Return whether an element stands in a footnote or an endnote."""
        return leaf.getroottree().getroot() is not self.runs.body

    def marks_of_note(self, leaf: etree._Element) -> list[etree._Element]:
        """Return the mark in the text that leads to the note around an element; none where it was deleted."""
        for one in leaf.iterancestors(*_NOTES):
            mark = self._marks.get((_NOTES[str(one.tag)], one.get(f"{W}id", "")))
            return [] if mark is None else [mark]
        return []

    @cached_property
    def _marks(self) -> Mapping[tuple[str, str], etree._Element]:
        """The marks of notes, by their kind and the note's id; those in deleted text lead nowhere."""
        gone = {f"{W}del", f"{W}moveFrom"}
        found: dict[tuple[str, str], etree._Element] = {}
        for mark in self.runs.body.iter(*_NOTES.values()):
            if not any(one.tag in gone for one in mark.iterancestors()):
                found.setdefault((str(mark.tag), mark.get(f"{W}id", "")), mark)
        return found

    def title(self) -> list[etree._Element]:
        """Return the elements of the first line; where all text is in boxes, the first of those."""
        body = [one for one in self.runs.elements() if not self.in_note(one)]
        free = [one for one in body if not in_box(one)] or body[:1]
        first = _paragraph(free[0]) if free else None
        return [one for one in free if _paragraph(one) is first]


def _paragraph(leaf: etree._Element) -> etree._Element | None:
    return next(leaf.iterancestors(f"{W}p"), None)


def parts_of_new() -> Mapping[str, bytes]:
    """Return the parts of a Word file beside its text: an A4 page, 12 points, a font that Chinese has."""
    types = (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
    )
    styles = (
        f'<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="360" w:lineRule="auto"/></w:pPr>'
        f"</w:pPrDefault></w:docDefaults>{''.join(map(_heading, range(1, HEADINGS + 1)))}</w:styles>"
    )
    made = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/styles.xml": styles,
        "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
    }
    return {name: f"{_HEAD}{part}".encode() for name, part in made.items()}


def _heading(level: int) -> str:
    """Return the style of a heading, as Word's navigation knows it."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{_SIZES[level - 1]}"/></w:rPr></w:style>'
    )


def _relations(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def document_xml(document: Document) -> tuple[etree._Element, list[Span]]:
    """Return the text of a document as Word has it, and where the characters of its elements stand."""
    root = etree.Element(f"{W}document", nsmap={"w": W[1:-1]})
    body = etree.SubElement(root, f"{W}body")
    spans: list[Span] = []
    if is_markdown(document):
        spans += filled_with_markdown(body, document)
    else:
        for block in document.blocks:
            run = etree.SubElement(etree.SubElement(body, f"{W}p"), f"{W}r")
            spans += filled(run, document.text[block.start : block.end], block.start)
    page = etree.SubElement(body, f"{W}sectPr")
    etree.SubElement(page, f"{W}pgSz", {f"{W}w": "11906", f"{W}h": "16838"})
    sides = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    etree.SubElement(page, f"{W}pgMar", {f"{W}{side}": width for side, width in sides.items()})
    return root, spans


HEADINGS = 6
"""Levels of headings."""
_SUFFIXES = (".md", ".markdown")
_HEADING = re.compile("[ ]{0,3}(?P<signs>#{1,6})[ \t\u3000]+(?P<words>.*?)[ \t#]*")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*")
_RULE = re.compile(r"[ ]{0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_CELL = re.compile(r"\|[ \t\u3000]*(?P<words>(?:[^|\\]|\\.)*?)[ \t\u3000]*(?=\|)")
_BOLD = re.compile(r"\*\*(?=\S)(?P<words>[^*\n]+?)(?<=\S)\*\*")
_PIECE = re.compile("[^\t\r\n]+|\t|\r\n|\r|\n")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_WIDTH = 9000
"""Of a table, in twentieths of a point: what the sides of an A4 page leave."""


class _Line(NamedTuple):
    """A line of a document: what it says, and where in the document that begins."""

    text: str
    start: int
    number: int

    def cells(self) -> list[Self]:
        """Return the cells of a row."""
        found = _CELL.finditer(self.text)
        return [self._replace(text=one["words"], start=self.start + one.start("words")) for one in found]


def is_markdown(document: Document) -> bool:
    """Say whether a document is Markdown, by its name."""
    return document.name.lower().endswith(_SUFFIXES)


def filled_with_markdown(body: etree._Element, document: Document) -> Iterator[Span]:
    """Fill the body of a Word text, and yield where the characters of its elements stand."""
    lines = [_line(document, block) for block in document.blocks]
    for kind, some in groupby(_numbered(lines), lambda pair: pair[0]):
        told = [line for _, line in some]
        if kind:
            yield from _table(body, [line for line in told if not _RULE.fullmatch(line.text)])
        else:
            for line in told:
                yield from _add_paragraph(body, line)


def _line(document: Document, block: Block) -> _Line:
    return _Line(document.text[block.start : block.end], block.start, block.number)


def _numbered(lines: Sequence[_Line]) -> Iterator[tuple[int, _Line]]:
    """Yield lines, those of tables with the number of their table, the others with 0."""
    table, last = 0, -1
    for line in lines:
        is_row = _ROW.fullmatch(line.text) is not None
        if is_row and line.number != last + 1:
            table += 1
        last = line.number if is_row else -1
        yield (table if is_row else 0), line


def _add_paragraph(parent: etree._Element, line: _Line) -> Iterator[Span]:
    paragraph = etree.SubElement(parent, f"{W}p")
    if heading := _HEADING.fullmatch(line.text):
        look = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(look, f"{W}pStyle", {f"{W}val": f"Heading{len(heading['signs'])}"})
        line = _Line(heading["words"], line.start + heading.start("words"), line.number)
    yield from _runs(paragraph, line)


def _runs(paragraph: etree._Element, line: _Line) -> Iterator[Span]:
    """Fill a paragraph with runs, bold ones where the marks say so."""
    at = 0
    for found in _BOLD.finditer(line.text):
        yield from _run(paragraph, line, at, found.start())
        yield from _run(paragraph, line, found.start("words"), found.end("words"), bold=True)
        at = found.end()
    yield from _run(paragraph, line, at, len(line.text))


def _run(
    paragraph: etree._Element, line: _Line, start: int, end: int, *, bold: bool = False
) -> Iterator[Span]:
    if start == end:
        return
    run = etree.SubElement(paragraph, f"{W}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
    yield from filled(run, line.text[start:end], line.start + start)


def _table(body: etree._Element, rows: Sequence[_Line]) -> Iterator[Span]:
    """Add a table, and an empty paragraph behind it, which parts it from the next one."""
    if not rows:
        return
    cells = [row.cells() for row in rows]
    width = max(map(len, cells))
    table = etree.SubElement(body, f"{W}tbl")
    look = etree.SubElement(table, f"{W}tblPr")
    etree.SubElement(look, f"{W}tblW", {f"{W}w": str(_WIDTH), f"{W}type": "dxa"})
    borders = etree.SubElement(look, f"{W}tblBorders")
    for side in _SIDES:
        etree.SubElement(borders, f"{W}{side}", {f"{W}val": "single", f"{W}sz": "4"})
    grid = etree.SubElement(table, f"{W}tblGrid")
    for _ in range(width):
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(_WIDTH // width)})
    for some in cells:
        row = etree.SubElement(table, f"{W}tr")
        for number in range(width):
            cell = etree.SubElement(row, f"{W}tc")
            size = etree.SubElement(etree.SubElement(cell, f"{W}tcPr"), f"{W}tcW")
            size.attrib.update({f"{W}w": str(_WIDTH // width), f"{W}type": "dxa"})
            inside = etree.SubElement(cell, f"{W}p")
            yield from _runs(inside, some[number]) if number < len(some) else ()
    etree.SubElement(body, f"{W}p")


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
