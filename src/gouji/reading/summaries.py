"""The summaries in documents: what each is, and the text of each at hand; where each of several begins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from gouji.facts.files.errors import InputError
from gouji.reading.documents.model import PARAGRAPH, Block, Document
from gouji.reading.documents.read import find_documents
from gouji.reading.identity.document_info import document_info, given_together
from gouji.reading.identity.info import OTHER, DocumentInfo
from gouji.reading.identity.stated import AS_TOLD, Stated
from gouji.reading.identity.title import MOST_LINES, title_at
from gouji.reading.lexicon.wording import pattern


class Summary(NamedTuple):
    """A summary: its id, the document that it is or stands in, and what it is."""

    id: str
    document: Document
    info: DocumentInfo


def summaries_of(
    documents: Mapping[str, Document], stated: Stated | Mapping[str, Stated] = AS_TOLD
) -> list[Summary]:
    """Return the summaries in documents, each with what it is among those given together.

    Several in one document have ids of their own, with their years. Where a user says of which year a
    document is, it is one.

    Documents are by the id that each has if it is one summary; so is what a user says of some of them.

    Raises:
        InputError: Two summaries have one id.
    """
    each = dict.fromkeys(documents, stated) if isinstance(stated, Stated) else stated
    found = [
        Summary(name, part, info_of(part, each.get(document_id, AS_TOLD)))
        for document_id, document in documents.items()
        for name, part in _parts(document_id, document, each.get(document_id, AS_TOLD))
    ]
    if twice := [name for name, count in Counter(one.id for one in found).items() if count > 1]:
        raise InputError(twice[0], "two-documents")
    infos = given_together([one.info for one in found])
    return [one._replace(info=info) for one, info in zip(found, infos, strict=True)]


def _parts(name: str, document: Document, stated: Stated) -> Iterator[tuple[str, Document]]:
    """Yield the summaries in a document by their ids: with their years, or where two are of one, numbered."""
    parts = [document] if stated.year else summaries_in(document)
    if len(parts) == 1:
        yield name, document
        return
    years = [info_of(part).year for part in parts]
    marks = years if None not in years and len(set(years)) == len(years) else range(1, len(parts) + 1)
    yield from ((f"{name}_{mark}", part) for mark, part in zip(marks, parts, strict=True))


def info_of(document: Document, stated: Stated = AS_TOLD) -> DocumentInfo:
    """Return what a document is, unless a user says otherwise."""
    return document_info(document.name, document.text, document.title).overruled(stated)


def texts_in(folder: Path, summaries: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the texts of the summaries that have a copy anywhere below *folder*, whatever it is called.

    Of each summary, by its id, the SHA-256 of its document (64 hex digits) and its year are known.

    Raises:
        InputError: There is no such folder, or a matching file cannot be read.
    """
    documents = find_documents(folder, {sha256 for sha256, _ in summaries.values()})
    parts = {sha256: summaries_in(document) for sha256, document in documents.items()}
    return {
        name: _part_of(parts[sha256], year) or documents[sha256].text
        for name, (sha256, year) in summaries.items()
        if sha256 in documents
    }


def _part_of(parts: Sequence[Document], year: str) -> str:
    """Return the text of the one summary of a year; empty where there is none, or several."""
    found = [part.text for part in parts if str(info_of(part).year or "") == year]
    return found[0] if len(found) == 1 else ""


_SHORTEST = 120
"""Characters of a summary, its title included: lines of a list of contents follow one another sooner."""
_MOST = 40
"""Summaries in one file; more titles than that are a list, or a text made to be slow."""
_HEADINGS = 3
"""Headings that a summary without a title begins with as the one before it does."""
_LONGEST_LINE = 60


class _Start(NamedTuple):
    """Where a summary may begin: an offset, and its title."""

    at: int
    title: str


def summaries_in(document: Document) -> list[Document]:
    """Return the summaries that stand one behind the other in a document; mostly it is one.

    Another begins where a title differs from that of the document in its year or its body alone; where titles
    are lost, where the headings begin again as they did under the first. The text of each is as long as the
    whole: what belongs to the others is blank, so that offsets and lines stay.
    """
    lines = [block for block in document.blocks if block.kind == PARAGRAPH]
    titles = list(_titles(document.text, lines))
    if not titles:
        return [document]
    starts = _several(titles, document.text)
    starts = sorted([*starts, *_untitled(document.text, lines, starts)])
    if not 1 < len(starts) <= _MOST:
        return [document]
    # What stands before the first is its head, or the cover of a compilation.
    begin = 0 if starts[0] == titles[0] else starts[0].at
    bounds = pairwise([begin, *(start.at for start in starts[1:]), len(document.text)])
    return [_cut(document, *bound, start.title) for bound, start in zip(bounds, starts, strict=True)]


def _cut(document: Document, begin: int, end: int, title: str) -> Document:
    """Return a document with nothing but what stands between two offsets."""
    blank, own = _blank(document.text[:begin]), document.text[begin:end]
    blocks = tuple(block for block in document.blocks if begin <= block.start < end)
    text = f"{blank}{own}{_blank(document.text[end:])}"
    return replace(document, text=text, blocks=blocks, title=title)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _titles(text: str, lines: Sequence[Block]) -> Iterator[_Start]:
    """Yield the titles that stand in lines of their own."""
    taken = 0
    for index, block in enumerate(lines):
        if block.start < taken or block.end - block.start > _LONGEST_LINE:
            continue
        near = lines[index : index + MOST_LINES]
        if not pattern("any_year").search(text, block.start, near[-1].end):
            continue
        title, count = title_at([text[line.start : line.end] for line in near])
        if title:
            taken = near[count - 1].end
            yield _Start(block.start, title)


def _several(titles: Sequence[_Start], text: str) -> list[_Start]:
    """Return the titles that begin a summary of their own.

    They differ from one another in their year or their body alone. A year of the several that the first title
    is of has a chapter there, unless it is that of a compilation.
    """
    first = document_info("", titles[0].title)
    alike: dict[str, dict[tuple[str, str], _Start]] = {}
    for title, then in pairwise([*titles, _Start(len(text), "")]):
        info = _info_of(title, text[title.at : then.at])
        if then.at - title.at < _SHORTEST or info.kind == OTHER or not info.period or _covers(first, info):
            continue
        alike.setdefault(_called(info), {}).setdefault(
            (info.publisher or first.publisher, info.period), title
        )
    most = max(alike.values(), key=len, default={})
    return list(most.values()) if len(most) > 1 else [titles[0]]


def _info_of(title: _Start, text: str) -> DocumentInfo:
    """Return what a summary is by its title, or where that has no year, by a day below it."""
    info = document_info("", title.title)
    if info.period:
        return info
    below = document_info("", text[:_HEAD])
    return below if below.published else info


_HEAD = 600
"""Characters of a summary that may have its day."""


def _called(info: DocumentInfo) -> str:
    """Return what a document is called without its year and how long that is, and without its body."""
    return pattern("length_in_title").sub("", info.called.replace(info.publisher, "", 1))


def _covers(first: DocumentInfo, info: DocumentInfo) -> bool:
    if pattern("compilation").search(first.title):
        return False
    begin, _, end = first.period.partition("/")
    return len(begin) == len(end) == 4 and begin <= info.period[:4] <= end and info.period != first.period


def _untitled(text: str, lines: Sequence[Block], starts: Sequence[_Start]) -> Iterator[_Start]:
    """Yield where summaries without a title begin, called as the first with the year that they begin with."""
    runs = list(_runs(text, lines))
    years = {year[0] for start in starts if (year := pattern("year_of_title").search(start.title))}
    for before, run in pairwise(runs):
        alike = [text[line.start : line.end] for line in before[:_HEADINGS]]
        if len(run) < _HEADINGS or alike != [text[line.start : line.end] for line in run[:_HEADINGS]]:
            continue
        at = _lead(text, lines, run[0], before[-1])
        year = pattern("year_of_title").search(text, at, run[_HEADINGS - 1].start)
        titled = any(before[-1].start < start.at <= run[0].start for start in starts)
        if year and year[0] not in years and not titled:
            years.add(year[0])
            yield _Start(at, pattern("year_of_title").sub(year[0], starts[0].title))


def _runs(text: str, lines: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the headings 一、 二、 三、 … of the first level, from each 一、 to the next."""
    run: list[Block] = []
    for line in lines:
        if line.end - line.start > _LONGEST_LINE:
            continue
        if pattern("first_heading").match(text, line.start, line.end):
            if run:
                yield run
            run = [line]
        elif run and pattern("top_heading").match(text, line.start, line.end):
            run.append(line)
    if run:
        yield run


def _lead(text: str, lines: Sequence[Block], heading: Block, after: Block) -> int:
    """Return where the sentences before a heading begin; the line before them is a signature or a note."""
    before = [line for line in lines if after.start < line.start < heading.start]
    at = heading.start
    for line in reversed(before):
        if not pattern("lead_sentence").match(text, line.start, line.end):
            break
        at = line.start
    return at
