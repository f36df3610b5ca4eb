"""The marks of comments in the text: where each begins and ends, and where it is attached.

They stand outside of what is around a figure: fields, which are made anew, and tags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from gouji.reading.documents.word_cells import W
from gouji.reports.word.runs import Runs, atom_of

_START, _END, _ATTACHED = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
_ID = f"{W}id"
_SIZE = tuple(f"{W}{name}" for name in ("rStyle", "rFonts", "sz", "szCs"))
"""What the height of a line depends on: the mark must not be higher than the figure before it."""


@dataclass(frozen=True)
class Marks:
    """The marks of one comment in the text; each may be missing where another program wrote the file."""

    start: etree._Element | None = None
    end: etree._Element | None = None
    attached: etree._Element | None = None

    def name(self, number: str) -> None:
        """Give the marks the id of their comment."""
        for mark in (self.start, self.end, self.attached):
            if mark is not None:
                mark.set(_ID, number)

    def remove(self) -> None:
        """Take the marks out of the text."""
        for mark in (self.start, self.end, self.attached):
            if mark is None:
                continue
            run = mark.getparent()
            whole = run is not None and run.tag == f"{W}r" and all(_is_look(one, mark) for one in run)
            _take_out(run if whole and run is not None else mark)


def _is_look(child: etree._Element, mark: etree._Element) -> bool:
    return child is mark or child.tag == f"{W}rPr"


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def marks_in(body: etree._Element) -> Mapping[str, Marks]:
    """Return the marks of all comments by id."""
    found: dict[str, dict[str, etree._Element]] = {}
    for mark in body.iter(_START, _END, _ATTACHED):
        found.setdefault(mark.get(_ID, ""), {}).setdefault(str(mark.tag), mark)
    return {number: Marks(of.get(_START), of.get(_END), of.get(_ATTACHED)) for number, of in found.items()}


def ranges_in(body: etree._Element) -> int:
    """Return how many comments there are in the text."""
    return sum(1 for _ in body.iter(_START))


def put(runs: Runs, first: etree._Element, last: etree._Element) -> Marks:
    """Put marks, without an id yet, around the elements from *first* to *last*, as near as they may stand."""
    begin, end = atom_of(first), atom_of(last)
    if runs.may_have_fields(begin) or runs.may_have_fields(end):
        begin, end = field_around(begin)[0], field_around(end)[1]
    begin, end = out_of_tags(runs.before(begin), runs.behind(end))
    marks = [begin.makeelement(tag) for tag in (_START, _END, _ATTACHED)]
    attaching = _attaching(last, marks[2])
    begin.addprevious(marks[0])
    end.addnext(marks[1])
    marks[1].addnext(attaching)
    return Marks(*marks)


def _attaching(leaf: etree._Element, mark: etree._Element) -> etree._Element:
    """Return a run with a mark, of the size of a leaf that stands before it."""
    run = leaf.makeelement(f"{W}r")
    around = next(leaf.iterancestors(f"{W}r"), leaf)
    size = [deepcopy(one) for one in around.iterfind(f"{W}rPr/*") if one.tag in _SIZE]
    if size:
        look = etree.SubElement(run, f"{W}rPr")
        look.extend(size)
    run.append(mark)
    return run


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
