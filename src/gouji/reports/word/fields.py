"""What is around a figure that comments are to stand outside of: fields, which are made anew, and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from gouji.reading.documents.word_cells import W

_CHARACTER, _CODE, _TAGS = f"{W}fldChar", f"{W}instrText", frozenset({f"{W}smartTag", f"{W}customXml"})
_LINK = "HYPERLINK"
_ABOUT = frozenset({f"{W}smartTagPr", f"{W}customXmlPr"})


def field_around(atom: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Return where the field begins and ends that computes an element; without one, the element twice.

    Links compute nothing; and of a field of several paragraphs, as a table of contents, a comment stands on
    its own figure.
    """
    fields = [(begin, end) for begin, end, code in _fields(atom) if not code.startswith(_LINK)]
    return fields[-1] if fields else (atom, atom)


def _fields(atom: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, str]]:
    """Yield the fields around an element that begin and end in its paragraph, the inner ones first."""
    paragraph = next(atom.iterancestors(f"{W}p"), None)
    opened: list[tuple[etree._Element, list[str]]] = []
    around = 0
    for element in () if paragraph is None else paragraph.iter():
        if element is atom:
            around = len(opened)
        elif element.tag == _CODE and opened:
            opened[-1][1].append(element.text or "")
        elif element.tag == _CHARACTER and element.get(f"{W}fldCharType") == "begin":
            opened.append((element, []))
        elif element.tag == _CHARACTER and element.get(f"{W}fldCharType") == "end" and opened:
            begin, code = opened.pop()
            if len(opened) < around:
                around = len(opened)
                yield begin, element, "".join(code).strip()


def out_of_tags(begin: etree._Element, end: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Return the outermost tags that begin and end with two elements: LibreOffice sees no marks in tags."""
    first = _risen(begin, lambda one: one.itersiblings(preceding=True))
    last = _risen(end, lambda one: one.itersiblings())
    return (begin, end) if {_parent_tag(first), _parent_tag(last)} & _TAGS else (first, last)


def _risen(
    element: etree._Element, beside: Callable[[etree._Element], Iterator[etree._Element]]
) -> etree._Element:
    parent = element.getparent()
    while parent is not None and parent.tag in _TAGS and all(one.tag in _ABOUT for one in beside(element)):
        element, parent = parent, parent.getparent()
    return element


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)
