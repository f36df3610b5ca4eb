"""A Word document at work: its parts, its text with the runs that hold it, its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from lxml import etree

from gouji.reading.documents.model import Document
from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import Span, WordText, walk, walk_through
from gouji.reports.word.package import Package
from gouji.reports.word.plain import document_xml, parts_of_new
from gouji.reports.word.runs import Runs, in_box

_NOTES = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}
_MAIN = "word/document.xml"
_OTHER_TEXT = "with its comments the document would have another text; nothing was written"


class Pages:
    """A Word document at work.

    Attributes:
        text: Its text.

    Args:
        package: Its parts.
        walked: Its text, and the elements that hold it.
        spans: Where the characters of elements stand in the text that findings count in.
    """

    def __init__(self, package: Package, walked: WordText, spans: Sequence[Span]) -> None:
        self.package = package
        self.runs = Runs(walked.body, spans)
        self._walked = walked
        self.text = walked.text()

    @classmethod
    def of_word(cls, data: bytes, called: str) -> Pages:
        """Open a Word file; the offsets of its text are those that its reader counts.

        Raises:
            InputError: It is no Word file, broken, locked, or unpacks to more than is read.
        """
        walked = walk(data, called)
        package = Package(data, walked.main, called)
        return cls(package, walked, list(walked.spans()))

    @classmethod
    def of_text(cls, document: Document) -> Pages:
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
