"""HTML: the content of a page, without navigation and tools around it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.facts.files.csv_file import decode_file
from gouji.reading.documents.cells import CellSpan, indent_of
from gouji.reading.documents.model import ROW, Piece, ReadResult, join_pieces, subscript, superscript
from gouji.reading.lexicon.wording import pattern

_MOST_SPANNED = 1000
_INDENT = re.compile(r"(?:padding-left|text-indent)\s*:\s*([0-9]{1,3})(?:\.[0-9]+)?(em|px|pt)", re.IGNORECASE)
_WIDTHS = {"em": 1, "px": 16, "pt": 12}
"""How many of each unit are as wide as a character."""
VERSION = 2
"""Of this reader: incremented whenever the same page yields a different text."""
_INVISIBLE = (
    "script,style,noscript,template,nav,aside,form,button,select,iframe,svg,object,canvas,audio,video,head,"
    "[hidden],[aria-hidden=true],rp,rt"
)
_CONTENT = (
    "#UCAP-CONTENT", "#zoom", "#Zoom", ".TRS_Editor", ".trs_editor_view", ".pages_content",
    ".article-content", ".article_content", ".view", ".content", "article", "[role=main]", "main",
)  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article",
    "main", "header", "footer", "blockquote", "pre", "table", "tbody", "thead", "tfoot", "caption", "body",
    "figure", "figcaption", "address", "center", "hr",
})  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(gb[a-z0-9-]{0,8}|utf-?8)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile("[ \t\r\n\f\u00a0]+")
_SHARE = 0.5
"""Least share of the page's paragraphs that an element of `_CONTENT` must hold."""


def read(data: bytes, called: str) -> ReadResult:
    """Read a page: a known content element, or else the smallest that holds most of its paragraphs.

    Raises:
        InputError: It is no text.
    """
    tree = LexborHTMLParser(_text(data, called))
    named = tree.css_first("title")
    title = "" if named is None else " ".join(named.text(deep=True).split())
    for node in tree.css(_INVISIBLE):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    body = tree.body
    pieces = [] if body is None else list(_pieces(_content(tree, body)))
    chrome = pattern("chrome_line")
    text, blocks = join_pieces([piece for piece in pieces if not chrome.fullmatch(piece.text)])
    return ReadResult(text, blocks, f"gouji-html/{VERSION} selectolax {version('selectolax')}", title)


def _text(data: bytes, called: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-8" if declared[1].lower().startswith(b"utf") else "gb18030"
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\0", "")
    return decode_file(data, called).text


def _content(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    """Return the element that holds the page's content."""
    whole = _paragraph_characters(body)
    if not whole:
        return body
    for selector in _CONTENT:
        for node in tree.css(selector):
            if _paragraph_characters(node) >= _SHARE * whole:
                return node
    return _densest(body, whole)


def _densest(node: LexborNode, whole: int) -> LexborNode:
    """Return the smallest element that still holds most of the page's paragraphs."""
    while True:
        inside = [(_paragraph_characters(child), child) for child in node.iter() if child.tag in _BLOCKS]
        most, child = max(inside, key=lambda pair: pair[0], default=(0, None))
        if child is None or child.tag in {"p", "table"} or most < 0.9 * whole:
            return node
        node = child


def _paragraph_characters(node: LexborNode) -> int:
    """Count the characters in an element's paragraphs; where it has none, half of all its characters."""
    inside = sum(len(found.text(deep=True)) for found in node.css("p"))
    return inside or len(node.text(deep=True).strip()) // 2


def _pieces(root: LexborNode) -> Iterator[Piece]:
    """Yield the paragraphs and rows of an element; with a stack, since pages can nest to any depth."""
    pending: list[str] = []
    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            yield from _flush(pending)
        elif node.tag == "-text":
            pending.append(node.text_content or "")
        elif node.tag == "br":
            yield from _flush(pending)
        elif node.tag in {"sup", "sub"}:
            pending.append(_raised_or_lowered(node))
        elif node.tag == "tr" and node is not root:
            yield from _flush(pending)
            yield _row(node)
        else:
            stack += _children(node)
    yield from _flush(pending)


def _row(row: LexborNode) -> Piece:
    cells, spans, opens = page_cells(row)
    texts = (" ".join(piece.text for piece in _pieces(cell)).replace("\t", " ") for cell in cells)
    return Piece("\t".join(texts).rstrip("\t"), ROW, cells=spans, opens=opens)


def _children(node: LexborNode) -> list[LexborNode | None]:
    """Return an element's children in reverse, with None at both ends where it ends paragraphs."""
    ends = [None] if node.tag in _BLOCKS else []
    return [*ends, *list(node.iter(include_text=True))[::-1], *ends]


def _flush(pending: list[str]) -> Iterator[Piece]:
    """Yield the pending characters as a piece, unless they are blank, and forget them."""
    text = _BLANKS.sub(" ", "".join(pending)).strip("\u3000 ")
    pending.clear()
    if text:
        yield Piece(text)


def _raised_or_lowered(node: LexborNode) -> str:
    """Return the text of ``sup`` or ``sub`` in Unicode's raised or lowered digits; without footnote marks."""
    text = node.text(deep=True).strip()
    if node.css_first("a") is not None or re.fullmatch(r"[\[［〔(（].{1,4}[\]］〕)）]|[①-⑳]", text):
        return ""
    return superscript(text) if node.tag == "sup" else subscript(text)


def page_cells(row: LexborNode) -> tuple[list[LexborNode], tuple[CellSpan, ...], bool]:
    """Return the cells of a row, how each lies, and whether the row is the first of its table."""
    cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}]
    spans = tuple(CellSpan(_span(cell, "colspan"), _span(cell, "rowspan"), _indent(cell)) for cell in cells)
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    return cells, spans, table is not None and table.css_first("tr") == row


def _indent(cell: LexborNode) -> int:
    """Return the indent of a cell, by its style or its blanks, in characters."""
    styled = _INDENT.search(cell.attributes.get("style") or "")
    width = int(styled[1]) // _WIDTHS[styled[2].lower()] if styled else 0
    return indent_of(cell.text(deep=True)) + width


def _span(cell: LexborNode, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    stated = (cell.attributes.get(name) or "").strip()
    return min(max(int(stated), 1), _MOST_SPANNED) if stated.isdecimal() else 1
