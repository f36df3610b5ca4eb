"""Runs of a Word text: cut in two where a comment begins or ends, with all that they look like."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cached_property
from itertools import takewhile
from operator import attrgetter

from lxml import etree

from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import MC, Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _PARAGRAPH, _BOX, _CELL = f"{W}r", f"{W}p", f"{W}txbxContent", f"{W}tc"
_CLOSED = frozenset({f"{W}ruby", f"{W}fldSimple", f"{MC}AlternateContent"})
"""What no comment begins or ends inside of: it is made anew, or shown in one of two ways."""
_FILLED_IN = ("text", "date", "dropDownList", "comboBox", "dataBinding", "picture")
"""Content controls of these kinds hold nothing but what they are filled with."""


class Order:
    """Which elements come first, and where in the text those between two others stand."""

    def __init__(self, body: etree._Element, spans: Iterable[Span]) -> None:
        self._at = {element: number for number, element in enumerate(body.iter())}
        inside = sorted((self._at[one.element], one) for one in spans if one.element in self._at)
        self._leaves = [number for number, _ in inside]
        self._spans = [one for _, one in inside]
        marks = body.iter(f"{W}footnoteReference", f"{W}endnoteReference")
        self._marks = [(self._at[mark], mark) for mark in marks]

    def extent(self, start: etree._Element, end: etree._Element) -> tuple[object, ...]:
        """Return what stands between two elements: offsets, or a note's mark; empty for nothing."""
        first, last = self._at[start], self._at[end]
        inside = self._spans[bisect_left(self._leaves, first) : bisect_left(self._leaves, last)]
        if inside:
            return min(one.start for one in inside), max(one.end for one in inside)
        return tuple(mark for at, mark in self._marks if first < at < last)[:1]


class Runs:
    """The elements of a text by where in it they stand; comments are put into those below *body*.

    Where their characters stand is told in the order of the text, also of those of notes.
    """

    def __init__(self, body: etree._Element, spans: Iterable[Span]) -> None:
        self.body = body
        self._spans = sorted(spans, key=attrgetter("start"))

    def leaves(self, start: int, end: int) -> list[etree._Element]:
        """Return the elements with the characters from *start* to *end*, cut there.

        Of several cells or parts, those of the first.
        """
        self._cut(start)
        self._cut(end)
        first = bisect_right(self._spans, start, key=attrgetter("end"))
        last = bisect_left(self._spans, end, key=attrgetter("start"))
        found = [one.element for one in self._spans[first:last]]
        return [one for one in found if _story(one) is _story(found[0])]

    def elements(self) -> list[etree._Element]:
        """Return all elements that hold characters, in the order of the text."""
        return [one.element for one in self._spans]

    def _cut(self, at: int) -> None:
        """Cut the element that holds the characters on both sides of an offset."""
        index = bisect_right(self._spans, at, key=attrgetter("start")) - 1
        if index < 0:
            return
        start, end, element, first = self._spans[index]
        whole = element.tag != f"{W}t" or len(element) or self._is_apart(element)
        if whole or not start < at < end:
            return
        second = _split_text(element, first + at - start)
        self._spans[index : index + 1] = [Span(start, at, element, first), Span(at, end, second, 0)]

    def _is_apart(self, leaf: etree._Element) -> bool:
        """Return whether an element stands in a note or a text box, where no comment is put."""
        return in_box(leaf) or leaf.getroottree().getroot() is not self.body

    def in_order(self) -> Order:
        """Return the order of the elements as they are now."""
        return Order(self.body, self._spans)

    def may_have_fields(self, atom: etree._Element) -> bool:
        """Return whether the paragraph around an element has fields: most have none, and some are long."""
        return next(atom.iterancestors(_PARAGRAPH), None) in self._with_fields

    @cached_property
    def _with_fields(self) -> frozenset[etree._Element | None]:
        marks = self.body.iter(f"{W}fldChar")
        return frozenset(next(mark.iterancestors(_PARAGRAPH), None) for mark in marks)

    @cached_property
    def _ids(self) -> Iterator[int]:
        """Ids that no change of the text has."""
        numbers = [int(told) for one in self.body.iter() if (told := one.get(f"{W}id") or "").isdecimal()]
        return itertools.count(max(numbers, default=0) + 1)

    def before(self, atom: etree._Element) -> etree._Element:
        """Return the run that begins with an element, or the element where it is in none."""
        run = atom.getparent()
        if run is None or run.tag != _RUN:
            return atom
        earlier = [one for one in atom.itersiblings(preceding=True) if one.tag != f"{W}rPr"][::-1]
        if earlier:
            run.addprevious(self._like(run, earlier))
        return run

    def behind(self, atom: etree._Element) -> etree._Element:
        """Return the run that ends with an element, or the element where it is in none."""
        run = atom.getparent()
        if run is None or run.tag != _RUN:
            return atom
        later = list(atom.itersiblings())
        if later:
            run.addnext(self._like(run, later))
        return run

    def _like(self, run: etree._Element, children: Sequence[etree._Element]) -> etree._Element:
        """Return a run that looks like another, with some of its children."""
        made = run.makeelement(run.tag, attrib=_attributes(run))
        look = run.find(f"{W}rPr")
        if look is not None:
            look = deepcopy(look)
            look.tail = None
            for change in look.iter(f"{W}rPrChange"):
                change.set(f"{W}id", str(next(self._ids)))
            made.append(look)
        made.extend(children)
        return made


def atom_of(leaf: etree._Element) -> etree._Element:
    """Return the smallest element around a leaf that comments may begin before and end behind.

    It is the child of a run, or stands between runs. Of a text box it is what holds the box: Word does not
    show comments inside of them.
    """
    chain = [leaf, *leaf.iterancestors()]
    box = max((number for number, one in enumerate(chain) if one.tag == _BOX), default=0)
    above = list(takewhile(lambda one: one.tag != _PARAGRAPH, chain[box:]))
    closed = max((number for number, one in enumerate(above) if _is_closed(one)), default=0)
    in_run = (one for one in above[closed:] if (parent := one.getparent()) is not None and parent.tag == _RUN)
    return next(in_run, above[-1] if box and not closed else above[closed])


def in_box(leaf: etree._Element) -> bool:
    """Return whether an element stands in a text box."""
    return any(one.tag == _BOX for one in leaf.iterancestors())


def _is_closed(element: etree._Element) -> bool:
    if element.tag == f"{W}sdt":
        return any(element.find(f"{W}sdtPr/{W}{kind}") is not None for kind in _FILLED_IN)
    return element.tag in _CLOSED


def _story(leaf: etree._Element) -> etree._Element:
    """Return the cell, text box or part that an element stands in."""
    around = (one for one in leaf.iterancestors() if one.tag in {_CELL, _BOX})
    return next(around, leaf.getroottree().getroot())


def _split_text(element: etree._Element, at: int) -> etree._Element:
    """Cut a text element before its character *at*, and return the second half."""
    text = element.text or ""
    second = element.makeelement(element.tag, attrib=_attributes(element))
    element.text, second.text = text[:at], text[at:]
    # Where blanks at the ends do not count, those at the cut do.
    if element.text[-1:].isspace():
        element.set(_SPACE, "preserve")
    if second.text[:1].isspace():
        second.set(_SPACE, "preserve")
    element.addnext(second)
    return second


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
