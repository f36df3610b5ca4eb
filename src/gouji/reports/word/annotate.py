"""Comments for findings, marked in a Word document; those of an earlier time are kept, or taken away."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from gouji.checks.findings import AuditResult, Finding, Location
from gouji.checks.rule import Rule
from gouji.checks.suspects import ODD
from gouji.facts.table.facts import grouped
from gouji.reading.documents.word_cells import W
from gouji.reports.word.comments import MOST_RANGES, Comments, alike, shortened
from gouji.reports.word.pages import Pages
from gouji.reports.word.runs import Order, Runs, atom_of, in_box
from gouji.reports.word.wording import Wording, gravest_first, signature

_OF_ALL = "gouji"
"""What the comment is signed with that tells findings without a figure."""


class Annotated(NamedTuple):
    """A document with comments.

    Attributes:
        findings: Those that have a comment.
        left: Those that have none of their own.
        added: How many comments are new.
        kept: How many were there already, and are right.
        removed: How many are no longer.
        answered: How many would be no longer if nobody had replied; they are marked as done.
    """

    content: bytes
    findings: tuple[Finding, ...]
    left: tuple[Finding, ...]
    added: int
    kept: int
    removed: int
    answered: int


class Marks(NamedTuple):
    """The marks of one comment in the text; each may be missing where another program wrote the file."""

    start: etree._Element | None = None
    end: etree._Element | None = None
    attached: etree._Element | None = None

    def name(self, number: str) -> None:
        """Give the marks the id of their comment."""
        for mark in self:
            if mark is not None:
                mark.set(_ID, number)

    def remove(self) -> None:
        """Take the marks out of the text."""
        for mark in self:
            if mark is None:
                continue
            run = mark.getparent()
            whole = run is not None and run.tag == f"{W}r" and all(_is_look(one, mark) for one in run)
            _take_out(run if whole and run is not None else mark)


@dataclass
class _Comment:
    """A comment that is to stand in the document."""

    lines: list[str]
    signed: str
    marks: Marks
    finding: Finding | None = None
    number: str = ""


@dataclass
class _Desk:
    """The document at work.

    Attributes:
        room: How many comments more it may have.
        made: The comments that it is to have.
        left: Findings that have none.
    """

    pages: Pages
    wording: Wording
    room: int
    made: list[_Comment] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)


def annotate(pages: Pages, findings: Iterable[Finding], wording: Wording) -> Annotated:
    """Put a comment for each finding into a document, of what is found in it, or by it in others."""
    comments = Comments(pages.package)
    own = dict(comments.own())
    before = marks_in(pages.runs.body)
    others = ranges_in(pages.runs.body) - sum(number in before for number in own)
    desk = _Desk(pages, wording, MOST_RANGES - others - 1)
    for finding in gravest_first(tuple(findings)):
        _comment_on(desk, finding)
    if desk.left:
        _comment_on_all(desk)
    kept = _kept(desk, before, own)
    ids = comments.free_ids(before)
    for one in desk.made:
        if not one.number:
            number = next(ids)
            one.marks.name(number)
            comments.add(number, one.lines, one.signed)
    gone = [number for number in own if number not in kept]
    removed = comments.remove(gone)
    for number in removed:
        before.get(number, Marks()).remove()
    added = len(desk.made) - len(kept)
    if added or gone:
        comments.write()
        pages.write()
    commented = tuple(one.finding for one in desk.made if one.finding)
    left = tuple(desk.left)
    return Annotated(
        pages.content(), commented, left, added, len(kept), len(removed), len(gone) - len(removed)
    )


def _comment_on(desk: _Desk, finding: Finding) -> None:
    """Put the marks of a finding's comment into the text; without a place for them it is left."""
    for at in _figures(finding, desk.wording.name) if desk.room > 0 else ():
        leaves = desk.pages.runs.leaves(at.start or 0, at.end or 0)
        note = bool(leaves) and desk.pages.in_note(leaves[0])
        around = desk.pages.marks_of_note(leaves[0]) if note else leaves
        if not around:
            continue
        lines = desk.wording.lines(finding, at)
        if note or in_box(around[0]):
            lines.insert(1, desk.wording.instead(at, note=note))
        marks = put(desk.pages.runs, around[0], around[-1])
        desk.made.append(_Comment(lines, signature(finding), marks, finding))
        desk.room -= 1
        return
    desk.left.append(finding)


def _comment_on_all(desk: _Desk) -> None:
    """Put one comment on the title, for all that have none."""
    leaves = desk.pages.title()
    if leaves and desk.room >= 0:
        marks = put(desk.pages.runs, leaves[0], leaves[-1])
        desk.made.append(_Comment(desk.wording.of_all(desk.left), _OF_ALL, marks))


def _figures(finding: Finding, name: str) -> Iterator[Location]:
    """Yield the figures of a finding that stand in a document: the odd one, the others, those said again."""
    here = [one for one in finding.facts if one.file == name and one.start is not None and one.end]
    odd = finding.details.get(ODD)
    yield from sorted(here, key=lambda one: (not (odd and one.id == odd), one.witness))


def _kept(desk: _Desk, before: Mapping[str, Marks], own: Mapping[str, str]) -> set[str]:
    """Return the comments of before that say what is to be said, where it is to be said.

    The marks that were put for the same are taken out again.
    """
    order = desk.pages.runs.in_order()
    wanted = grouped(desk.made, lambda one: (_extent(order, one.marks), alike(shortened(one.lines))))
    kept = set()
    for number, text in own.items():
        marks = before.get(number, Marks())
        found = wanted.get((_extent(order, marks), text))
        if found:
            one = found.pop(0)
            one.marks.remove()
            one.marks, one.number = marks, number
            kept.add(number)
    return kept


def _extent(order: Order, marks: Marks) -> tuple[object, ...]:
    if marks.start is None or marks.end is None or marks.attached is None:
        return ()
    return order.extent(marks.start, marks.end)


def about(result: AuditResult, name: str, without: Callable[[], AbstractSet[str]]) -> list[Finding]:
    """Return the new findings that are about a document.

    They have a figure in it, or would not be there without it. What is about gouji's own table of figures
    is left out: nobody mends that in a document. *without* returns the fingerprints of what is found in the
    others alone.
    """
    new = [one for one in result.findings if one.state == "new" and not _of_table(result.rule_of(one))]
    here = [one for one in new if any(fact.file == name for fact in one.facts)]
    apart = [one for one in new if one not in here and all(fact.summary for fact in one.facts)]
    alone = without() if apart else frozenset()
    return [*here, *(one for one in apart if one.fingerprint not in alone)]


def _of_table(rule: Rule) -> bool:
    return rule.family == "source" and rule.level == "note"


_START, _END, _ATTACHED = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
_ID = f"{W}id"
_SIZE = tuple(f"{W}{name}" for name in ("rStyle", "rFonts", "sz", "szCs"))
"""What the height of a line depends on: the mark must not be higher than the figure before it."""


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
