"""The comments of a Word document: those of gouji, those of people, and who replied to whom."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lxml import etree

from gouji.facts.files.workbook import stated_time
from gouji.facts.table.facts import grouped
from gouji.reading.documents.word_cells import W
from gouji.reports.text import without_controls
from gouji.reports.word.package import NOT_IN_XML, Package

AUTHOR, INITIALS = "gouji 勾稽", "gouji"
"""By these, and by the last line, gouji knows its own comments. Word shows nine characters of initials."""
MOST_RANGES = 32_767
"""Comments with a range in one document: Word opens no file with more ([MS-OI29500] 2.1.315)."""
MOST_CHARACTERS = 2000
"""Of one comment: what is longer nobody reads in a margin."""
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIGNED = re.compile("gouji|(gouji )?[A-Z][0-9A-Z-]+( [0-9a-f]{16})?")
"""The last line: the rule; earlier versions wrote a fingerprint behind it."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W16_ID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_W16_EX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENDS_OF_FAULT = "：:。"
_ALIKE = re.compile(r"\s+")
_CUT = "…"


class Comments:
    """The comments of a document, as its package has them; `write` gives them back to it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        name = package.related("comments")
        root = package.xml(name) if name else None
        self._root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}) if root is None else root
        self._threads = _Threads(package)
        self._date = _date()

    def own(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text of each comment of gouji."""
        for comment in self._root.iter(f"{W}comment"):
            lines = _lines(comment)
            mine = (comment.get(f"{W}author"), comment.get(f"{W}initials")) == (AUTHOR, INITIALS)
            if mine and lines and _SIGNED.fullmatch(lines[-1].strip()):
                yield comment.get(f"{W}id", ""), alike(lines[:-1])

    def free_ids(self, taken: Iterable[str]) -> Iterator[str]:
        """Yield ids that no comment has; *taken* are those that the text names."""
        used = {*taken, *(comment.get(f"{W}id", "") for comment in self._root)}
        return (str(number) for number in count() if str(number) not in used)

    def add(self, number: str, lines: Sequence[str], signed: str) -> None:
        """Add a comment of gouji: what is wrong is bold, and it is *signed* in small letters."""
        comment = _add(self._root, "comment", id=number, author=AUTHOR, initials=INITIALS, **self._date)
        head, *others = shortened(lines)
        first = _paragraph(comment)
        etree.SubElement(etree.SubElement(first, f"{W}r"), f"{W}annotationRef")
        ends = [head.find(mark) + 1 for mark in _ENDS_OF_FAULT if mark in head]
        fault = min(ends, default=len(head))
        _run(first, head[:fault], bold=True)
        _run(first, head[fault:])
        for line in others:
            _run(_paragraph(comment), line)
        _run(_paragraph(comment), signed, small=True)

    def remove(self, numbers: Iterable[str]) -> list[str]:
        """Remove comments of gouji, and return which; one with a reply is marked as done, and stays."""
        by_id = grouped(self._root.iter(f"{W}comment"), lambda one: one.get(f"{W}id", ""))
        return [number for number in numbers if self._remove(by_id.get(number, ()))]

    def _remove(self, found: Sequence[etree._Element]) -> bool:
        paragraphs = [line.get(f"{_W14}paraId", "") for one in found for line in one.iter(f"{W}p")]
        if self._threads.replied(paragraphs):
            self._threads.close(paragraphs)
            return False
        self._threads.forget(paragraphs)
        for one in found:
            self._root.remove(one)
        return True

    def write(self) -> None:
        """Write the comments into the package, and declare them where there were none."""
        self._package.write(self._package.relate("comments", _CONTENT), self._root)
        self._threads.write()


class _Threads:
    """Who replied to whom, and what is done: parts that Word adds for itself, by ids of paragraphs."""

    def __init__(self, package: Package) -> None:
        self._package = package
        names = (package.related(kind) for kind in ("commentsExtended", "commentsIds", "commentsExtensible"))
        self._parts = [(name, package.xml(name) if name else None) for name in names]
        self._changed: set[str] = set()

    def replied(self, paragraphs: Iterable[str]) -> bool:
        """Return whether somebody replied to a comment."""
        wanted = {*paragraphs} - {""}
        return any(one.get(f"{_W15}paraIdParent", "") in wanted for one in self._in(0))

    def close(self, paragraphs: Iterable[str]) -> None:
        """Mark a comment as done."""
        wanted = {*paragraphs} - {""}
        for one in self._in(0):
            if one.get(f"{_W15}paraId", "") in wanted and one.get(f"{_W15}done") != "1":
                one.set(f"{_W15}done", "1")
                self._changed.add(self._parts[0][0])

    def forget(self, paragraphs: Iterable[str]) -> None:
        """Remove what is told of a comment."""
        wanted = {*paragraphs} - {""}
        self._remove(0, f"{_W15}paraId", wanted)
        durable = {
            one.get(f"{_W16_ID}durableId", "")
            for one in self._in(1)
            if one.get(f"{_W16_ID}paraId", "") in wanted
        }
        self._remove(1, f"{_W16_ID}paraId", wanted)
        self._remove(2, f"{_W16_EX}durableId", durable - {""})

    def write(self) -> None:
        """Write the parts that were changed."""
        for name, root in self._parts:
            if name in self._changed and root is not None:
                self._package.write(name, root)

    def _in(self, part: int) -> list[etree._Element]:
        root = self._parts[part][1]
        return [] if root is None else list(root)

    def _remove(self, part: int, attribute: str, values: set[str]) -> None:
        for one in self._in(part):
            parent = one.getparent()
            if one.get(attribute, "") in values and parent is not None:
                parent.remove(one)
                self._changed.add(self._parts[part][0])


def _lines(comment: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p")]


def alike(lines: Iterable[str]) -> str:
    """Return what two comments that say the same have in common."""
    return _ALIKE.sub("", "".join(map(_printable, lines)))


def _printable(text: str) -> str:
    return NOT_IN_XML.sub("?", without_controls(text))


def shortened(lines: Sequence[str]) -> list[str]:
    """Return lines of a comment, no more than people read: what is too much ends in an ellipsis."""
    kept: list[str] = []
    left = MOST_CHARACTERS
    for line in lines:
        if left <= 0:
            kept[-1] = kept[-1].removesuffix(_CUT) + _CUT
            break
        kept.append(line if len(line) <= left else line[: left - 1] + _CUT)
        left -= len(line)
    return kept


def _paragraph(comment: etree._Element) -> etree._Element:
    """Add a paragraph that does not look like the document around it, and return it; it has no indent."""
    paragraph = etree.SubElement(comment, f"{W}p")
    layout = etree.SubElement(paragraph, f"{W}pPr")
    _add(layout, "spacing", before="0", after="0", line="240", lineRule="auto")
    _add(layout, "ind", left="0", right="0", firstLineChars="0", firstLine="0")
    _add(layout, "jc", val="left")
    return paragraph


def _run(paragraph: etree._Element, words: str, *, bold: bool = False, small: bool = False) -> None:
    """Add words in a size of their own."""
    run = etree.SubElement(paragraph, f"{W}r")
    letters = etree.SubElement(run, f"{W}rPr")
    if bold:
        _add(letters, "b")
    if small:
        _add(letters, "color", val="808080")
    for name in ("sz", "szCs"):
        _add(letters, name, val="13" if small else "18")
    text = etree.SubElement(run, f"{W}t")
    text.set(_SPACE, "preserve")
    text.text = _printable(words)


def _date() -> dict[str, str]:
    """Return the date of new comments: the time that is stated, else none; gouji looks at no clock."""
    stated = stated_time()
    return {"date": stated.strftime("%Y-%m-%dT%H:%M:%SZ")} if stated else {}


def _add(parent: etree._Element, tag: str, **values: str) -> etree._Element:
    return etree.SubElement(parent, f"{W}{tag}", {f"{W}{name}": value for name, value in values.items()})
