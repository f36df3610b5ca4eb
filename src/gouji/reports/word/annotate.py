"""Comments for findings, put into a Word document; those of an earlier time are kept, or taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.checks.findings import AuditResult, Finding, Location
from gouji.checks.rule import Rule
from gouji.checks.suspects import ODD
from gouji.reports.word.comments import MOST_RANGES, Comments, alike, shortened
from gouji.reports.word.marks import Marks, marks_in, put, ranges_in
from gouji.reports.word.pages import Pages
from gouji.reports.word.runs import Order, in_box
from gouji.reports.word.wording import Wording, gravest_first, signature

_OF_ALL = "gouji"
"""What the comment is signed with that tells findings without a figure."""


class Annotated(NamedTuple):
    """A document with comments.

    Attributes:
        content: The file.
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
        pages: Its parts and its text.
        wording: Words its comments.
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
    """Put a comment for each finding into a document.

    Args:
        pages: The document.
        findings: What is found in it, or by it in others.
        wording: Words the comments.
    """
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
    wanted: dict[tuple[object, str], list[_Comment]] = {}
    for one in desk.made:
        wanted.setdefault((_extent(order, one.marks), alike(shortened(one.lines))), []).append(one)
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
    is left out: nobody mends that in a document.

    Args:
        result: An audit of the document and others.
        name: What the document is called in it.
        without: Returns the fingerprints of what is found in the others alone.
    """
    new = [one for one in result.findings if one.state == "new" and not _of_table(result.rule_of(one))]
    here = [one for one in new if any(fact.file == name for fact in one.facts)]
    apart = [one for one in new if one not in here and all(fact.summary for fact in one.facts)]
    alone = without() if apart else frozenset()
    return [*here, *(one for one in apart if one.fingerprint not in alone)]


def _of_table(rule: Rule) -> bool:
    return rule.family == "source" and rule.level == "note"
