"""HTML: the text of a page without the page around it."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from gouji.facts.figures.model import words
from gouji.facts.files.decode import decode
from gouji.reading.documents.model import PARAGRAPH, ROW, Piece, joined
from gouji.reading.documents.superscripts import lowered, raised
from gouji.reading.documents.text import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from gouji.reading.documents.read import Read

VERSION = 1
"""Of this reader: raised whenever the same page gives another text."""
_UNSEEN = (
    "script,style,noscript,template,nav,aside,form,button,select,iframe,svg,object,canvas,audio,video,head,"
    "[hidden],[aria-hidden=true],rp,rt"
)
_ROOTS = (
    "#UCAP-CONTENT", "#zoom", "#Zoom", ".TRS_Editor", ".trs_editor_view", ".pages_content",
    ".article-content", ".article_content", ".view", ".content", "article", "[role=main]", "main",
)  # fmt: skip
_BLOCKS = frozenset(
    words(
        """
        p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article main header footer blockquote pre
        table tbody thead tfoot caption body figure figcaption address center hr
        """
    )
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(gb[a-z0-9-]{0,8}|utf-?8)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile("[ \t\r\n\f\u00a0]+")
_CHROME = re.compile(
    "(?:[【\\[]?(?:打印(?:本页)?|关闭(?:窗口|本页)?|字[体号][:：]?|[大中小]|收藏|下载|全屏|分享(?:到|至)?[:：]?"
    "|微信|微博|复制链接|加大|还原|减小)[】\\]]?[ |｜/]*)+"
    "|(?:责任)?编辑[:：].{0,20}|扫一扫.{0,30}|(?:上|下)一(?:篇|条).{0,60}|(?:您(?:现在)?(?:所在)?的?位置|当前位置).{0,80}"
    "|相关(?:链接|报道|附件|文章).{0,10}|浏览(?:次数|量).{0,12}|返回(?:顶部|首页)|网站(?:地图|首页)|版权所有.{0,60}"
)
_SHARE = 0.5
"""A content element that is known by its name must hold so much of the page's paragraphs."""


def read_web(data: bytes, called: str) -> Read:
    """Read a page: what is known as its content, or else the element with most of its paragraphs.

    Raises:
        InputError: It is no text.
    """
    tree = LexborHTMLParser(_text(data, called))
    for node in tree.css(_UNSEEN):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    body = tree.body
    pieces = [] if body is None else list(_pieces(_root(tree, body)))
    text, blocks = joined([piece for piece in pieces if not _CHROME.fullmatch(piece.text)])
    return text, blocks, f"gouji-html/{VERSION} selectolax {version('selectolax')}"


def _text(data: bytes, called: str) -> str:
    said = _CHARSET.search(data[:4096])
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-8" if said[1].lower().startswith(b"utf") else "gb18030"
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            return decode(data).text
    return decoded(data, called)


def _root(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    whole = _paragraphs(body)
    if not whole:
        return body
    for selector in _ROOTS:
        for node in tree.css(selector):
            if _paragraphs(node) >= _SHARE * whole:
                return node
    return _densest(body, whole)


def _densest(node: LexborNode, whole: int) -> LexborNode:
    """The smallest element that still holds most of the page's paragraphs."""
    while True:
        inner = [(_paragraphs(child), child) for child in node.iter() if child.tag in _BLOCKS]
        most, child = max(inner, key=lambda pair: pair[0], default=(0, None))
        if child is None or child.tag in {"p", "table"} or most < 0.9 * whole:
            return node
        node = child


def _paragraphs(node: LexborNode) -> int:
    """How many characters stand in the paragraphs of an element; of one without any, half of all."""
    inside = sum(len(found.text(deep=True)) for found in node.css("p"))
    return inside or len(node.text(deep=True).strip()) // 2


def _pieces(root: LexborNode) -> Iterator[Piece]:
    """Walk through an element; a stack, since pages nest as deep as they like."""
    pending: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield from _ended(pending, one)
        elif one.tag == "-text":
            pending.append(one.text_content or "")
        elif one.tag == "br":
            yield from _ended(pending, PARAGRAPH)
        elif one.tag in {"sup", "sub"}:
            pending.append(_shifted(one))
        elif one.tag == "tr" and one is not root:
            yield from _ended(pending, PARAGRAPH)
            yield Piece("\t".join(map(_cell, one.css("td,th"))).strip("\t"), ROW)
        else:
            stack += _opened(one)
    yield from _ended(pending, PARAGRAPH)


def _cell(node: LexborNode) -> str:
    """The characters of a table's cell, in one line."""
    return " ".join(piece.text for piece in _pieces(node))


def _opened(node: LexborNode) -> list[LexborNode | str]:
    """An element's children in reverse, as a stack takes them; a block ends what stood before and itself."""
    children: list[LexborNode | str] = [*node.iter(include_text=True)]
    if node.tag in _BLOCKS:
        children = [PARAGRAPH, *children, PARAGRAPH]
    return children[::-1]


def _ended(pending: list[str], kind: str) -> Iterator[Piece]:
    text = _BLANKS.sub(" ", "".join(pending)).strip("\u3000 ")
    pending.clear()
    if text:
        yield Piece(text, kind)


def _shifted(node: LexborNode) -> str:
    """A footnote's mark is left out; other raised and lowered digits keep what they are."""
    text = node.text(deep=True).strip()
    if node.css_first("a") is not None or re.fullmatch(r"[\[［〔(（].{1,4}[\]］〕)）]|[①-⑳]", text):
        return ""
    return raised(text) if node.tag == "sup" else lowered(text)
