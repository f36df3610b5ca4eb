"""A new Word file with the paragraphs of a document that is none; of Markdown, tables and headings too."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from gouji.reading.documents.model import Document
from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import Span
from gouji.reports.word.markdown import HEADINGS, filled, filled_with_markdown, is_markdown

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SIZES = (36, 32, 28, 26, 24, 24)
"""Of headings, in half points."""


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
