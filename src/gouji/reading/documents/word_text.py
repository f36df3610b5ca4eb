"""The walk through a Word file: what a person sees once all changes are accepted, and which elements hold it.

The text that offsets count in and the elements that comments are put on come from this one walk.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from gouji.facts.figures.numerals import DIGITS
from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.model import NOTE, PARAGRAPH, ROW, Piece, join_pieces, subscript, superscript
from gouji.reading.documents.word_cells import W, number_in, word_cells

KIND = guards.Kind("Word file", ".docx")
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""Word's other namespace, of files saved as "Strict Open XML"; elements are always in the usual one, `W`."""
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_OF_NUMBERS = ("word/numbering.xml", "word/styles.xml")
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "tblPr", "sectPr"}
)
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_BLANKS = " \u3000\t\n"


class Chars(NamedTuple):
    """Characters of the text, and where they come from.

    Attributes:
        text: The characters, one for each of the element's.
        element: The ``w:t``, ``w:tab`` … that holds them; None for what stands in no element.
        first: Which of the element's characters the first one is, from 0.
    """

    text: str
    element: etree._Element | None = None
    first: int = 0


class Traced(NamedTuple):
    """A piece of the text, and the characters that it consists of, in order."""

    piece: Piece
    chars: Sequence[Chars]


class Span(NamedTuple):
    """Characters of a document from *start* to *end*, those of an element from its character *first* on."""

    start: int
    end: int
    element: etree._Element
    first: int


class WordText(NamedTuple):
    """A Word file as it was walked.

    Attributes:
        main: The name of the part that has the text.
        body: The root of that part.
        notes: The roots of the parts that have footnotes and endnotes, by name.
        traced: The pieces of the text.
    """

    main: str
    body: etree._Element
    notes: Mapping[str, etree._Element]
    traced: Sequence[Traced]

    def text(self) -> str:
        """Return the text that offsets count in."""
        return join_pieces([one.piece for one in self.traced])[0]

    def spans(self) -> Iterator[Span]:
        """Yield where in the text the characters of each element stand, in the order of the text."""
        kept = [one for one in self.traced if one.piece.text]
        _, blocks = join_pieces([one.piece for one in kept])
        for one, block in zip(kept, blocks, strict=True):
            at = block.start
            for chars in one.chars:
                if chars.element is not None and chars.text:
                    yield Span(at, at + len(chars.text), chars.element, chars.first)
                at += len(chars.text)


def walk(data: bytes, called: str) -> WordText:
    """Walk through a Word file; *called* is what messages call it.

    Raises:
        InputError: It is no Word file, broken, locked, or unpacks to more than is read.
    """
    with guards.open_zip(data, called, KIND) as archive:
        main = _main(archive, called)
        body = _part(archive, main, called)
        if body is None:
            raise InputError(called, "no-part", part=_MAIN, kind=KIND)
        numbering, styles = (_part(archive, name, called) for name in _OF_NUMBERS)
        traced = list(_blocks(body, Numbering(numbering, styles)))
        notes: dict[str, etree._Element] = {}
        for name, kind in _NOTES:
            root = _part(archive, name, called)
            if root is not None:
                notes[name] = root
                traced += _notes(root, kind)
    return WordText(main, body, notes, traced)


def walk_through(main: str, body: etree._Element) -> WordText:
    """Walk through a text that has neither notes nor numbers."""
    return WordText(main, body, {}, list(_blocks(body)))


def _main(archive: zipfile.ZipFile, called: str) -> str:
    """Return the name of the part with the text: nearly always ``word/document.xml``."""
    if _MAIN in archive.NameToInfo:
        return _MAIN
    relations = _part(archive, "_rels/.rels", called)
    for relation in () if relations is None else relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", _MAIN)).lstrip("/")
    return _MAIN


def _part(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element | None:
    """Return the XML of a part, in the usual one of Word's two namespaces; None if there is no such part."""
    data = guards.read_member(archive, name, called, KIND)
    if data is None:
        return None
    return guards.parse_xml(data.replace(STRICT[1:-1].encode(), W[1:-1].encode()), name, called, KIND)


def _notes(root: etree._Element, kind: str) -> list[Traced]:
    """Return the notes, without the separators, a line each."""
    shown = (note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type") in {None, "normal"})
    return [_traced(_stripped(_in_a_line(_blocks(note)), None), NOTE) for note in shown]


def _traced(chars: Sequence[Chars], kind: str = PARAGRAPH) -> Traced:
    return Traced(Piece("".join(one.text for one in chars), kind), chars)


def _in_a_line(blocks: Iterable[Traced]) -> list[Chars]:
    """Return the characters of all blocks that have some, with a blank between two."""
    found: list[Chars] = []
    for block in blocks:
        if block.piece.text:
            found += [*([Chars(" ")] if found else []), *block.chars]
    return found


def _stripped(chars: Sequence[Chars], blanks: str | None = _BLANKS, *, left: bool = True) -> list[Chars]:
    """Return characters without blanks at the end, and where *left*, at the beginning."""
    text = "".join(one.text for one in chars)
    begin, end = len(text) - len(text.lstrip(blanks)) if left else 0, len(text.rstrip(blanks))
    found, at = [], 0
    for one in chars:
        first, last = max(begin - at, 0), min(end - at, len(one.text))
        if first < last:
            found.append(Chars(one.text[first:last], one.element, one.first + first))
        at += len(one.text)
    return found


class Numbering:
    """Counts the numbered paragraphs of a document, which are asked for in its order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read which lists there are, and which styles number their paragraphs."""
        self._lists = _by_id(numbering, "abstractNum", "abstractNumId")
        self._uses = _by_id(numbering, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """Return the number that Word shows before a paragraph; empty where it shows none, or only a dot."""
        settings = self._settings(paragraph)
        use, level = self._uses.get(_value(settings, "numId")), _whole(settings, "ilvl", 0)
        listed = self._lists.get(_value(use, "abstractNumId"))
        levels = {} if listed is None else {number_in(one, "ilvl"): one for one in listed.iter(f"{W}lvl")}
        if use is None or level not in levels:
            return ""
        # A list that begins anew somewhere is counted for itself.
        anew = {
            number_in(one, "ilvl"): _whole(one, "startOverride", 0) for one in use.iter(f"{W}lvlOverride")
        }
        name = _value(settings, "numId") + "+" if any(anew.values()) else _value(use, "abstractNumId")
        first = {at: anew.get(at) or _whole(one, "start", 1) for at, one in levels.items()}
        counts = self._counts.get(name, {})
        kept = {at: count for at, count in counts.items() if at < level}
        self._counts[name] = kept | {level: counts.get(level, first[level] - 1) + 1}
        return _shown(levels, level, first | self._counts[name])

    def _settings(self, paragraph: etree._Element) -> etree._Element | None:
        """Return what numbers a paragraph: its own setting, or that of its style, or of its style's."""
        element: etree._Element | None = paragraph
        above = f"pPr/{W}pStyle"
        for _ in range(_DEEPEST):
            found = None if element is None else element.find(f"{W}pPr/{W}numPr")
            if _value(found, "numId"):
                return found
            element, above = self._styles.get(_value(element, above)), "basedOn"
        return None


def _blocks(parent: etree._Element, numbering: Numbering | None = None) -> Iterator[Traced]:
    """Yield the paragraphs and rows below an element; a deleted paragraph mark joins two paragraphs."""
    pending: list[Chars] = []
    for block in _block_elements(parent):
        if block.tag == f"{W}tr":
            yield _row(block)
            continue
        chars, boxes = _paragraph(block)
        pending += chars
        if block.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            continue
        label = numbering.label(block) if numbering else ""
        whole = [Chars(label), *_stripped(pending)]
        yield Traced(Piece("".join(one.text for one in whole), PARAGRAPH, label=len(label)), whole)
        pending = []
        for box in boxes:
            yield from _blocks(box, numbering)
    yield _traced(_stripped(pending))


def _block_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and rows in order, whatever wraps them; not those within rows and paragraphs."""
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if element.tag in {f"{W}p", f"{W}tr"}:
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif _name(element) not in _SKIPPED:
            stack += list(_visible(element))[::-1]


def _name(element: etree._Element) -> str:
    """Return the element's name without Word's namespace; the tag of an XML comment is a function."""
    return str(element.tag).removeprefix(W)


def _visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children that are shown; of alternatives, those of the first."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            shown = child.find(f"{MC}Fallback") if choice is None else choice
            yield from () if shown is None else shown
        else:
            yield child


def _row(row: etree._Element) -> Traced:
    """Return a row of a table; a cell that goes on from the row above has no text."""
    cells, spans, opens = word_cells(row)
    found: list[Chars] = []
    for number, (cell, span) in enumerate(zip(cells, spans, strict=True)):
        found += [Chars("\t")] if number else []
        inside = _in_a_line(_blocks(cell)) if span.rows else []
        found += [one._replace(text=one.text.replace("\t", " ")) for one in inside]
    chars = _stripped(found, "\t", left=False)
    text = "".join(one.text for one in chars)
    return Traced(Piece(text, ROW, cells=spans, opens=opens), chars)


def _paragraph(paragraph: etree._Element) -> tuple[list[Chars], list[etree._Element]]:
    """Return the characters of a paragraph, and the text boxes that it holds."""
    characters: list[Chars] = []
    boxes: list[etree._Element] = []
    stack = list(_visible(paragraph))[::-1]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            characters.append(Chars(_raised_or_lowered(element), element))
        elif name == "br":
            if element.get(f"{W}type") in {None, "textWrapping"}:
                characters.append(Chars("\n", element))
        elif name in _CHARACTERS:
            characters.append(Chars(_CHARACTERS[name], element))
        elif name not in _SKIPPED and not (name == "r" and _is_hidden(element)):
            stack += list(_visible(element))[::-1]
    return characters, boxes


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false", "off"}


def _raised_or_lowered(element: etree._Element) -> str:
    """Return the characters of a text element, in Unicode's raised or lowered digits where its run is so."""
    text = element.text or ""
    run = element.getparent()
    align = None if run is None else run.find(f"{W}rPr/{W}vertAlign")
    where = "" if align is None else align.get(f"{W}val")
    return superscript(text) if where == "superscript" else subscript(text) if where == "subscript" else text


_DEEPEST = 9
"""Styles are based on one another; broken files have circles of them, and numbers of any length."""
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting"})
_DIGITS = "".join(DIGITS)[:10]


def _by_id(part: etree._Element | None, kind: str, name: str) -> dict[str, etree._Element]:
    found = () if part is None else part.iter(f"{W}{kind}")
    return {one.get(f"{W}{name}", ""): one for one in found}


def _value(element: etree._Element | None, name: str) -> str:
    """Return what a child of an element says; empty where there is none."""
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _whole(element: etree._Element | None, name: str, otherwise: int) -> int:
    value = _value(element, name)
    return int(value) if value.isdecimal() and len(value) < _DEEPEST else otherwise


def _shown(levels: Mapping[int, etree._Element], level: int, counts: Mapping[int, int]) -> str:
    """Return the number of a level as printed, with a blank behind it where it might run into the text."""
    own = levels[level]
    plain = own.find(f"{W}isLgl") is not None
    kinds = {at: "decimal" if plain else _value(one, "numFmt") for at, one in levels.items()}
    numbers = {f"%{at + 1}": _printed(kinds[at], counts[at]) for at in levels if at <= level}
    label = re.sub("%[1-9]", lambda found: numbers.get(found[0], ""), _value(own, "lvlText")).strip()
    if not numbers[f"%{level + 1}"] or not label:
        return ""
    return label if label[-1] in "、）" else f"{label} "


def _printed(kind: str, count: int) -> str:
    """Return a number in the way of counting; empty for bullets and ways that are not known.

    >>> [_printed("chineseCounting", count) for count in (3, 10, 12, 20)]
    ['三', '十', '十二', '二十']
    """
    tens, ones = divmod(count, 10)
    if kind in _CHINESE and tens < len(_DIGITS):
        return _DIGITS[tens] * (tens > 1) + "十" * (tens > 0) + _DIGITS[ones] * (ones > 0)
    return str(count) if kind in {"decimal", "decimalFullWidth"} else ""
