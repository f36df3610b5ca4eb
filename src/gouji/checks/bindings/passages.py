"""The sentences of source texts as rules of dates and wording read them; their tables and numbered lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.rule import Bound, Verdict, bind, unchecked
from gouji.facts.figures.fold import Folded, fold
from gouji.facts.figures.numerals import DIGITS, read_numeral
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.draft.sections import without_soft_ends
from gouji.reading.numbered import NumberedList

_SENTENCE = re.compile("[^。！？；\n]+")


class Passage(NamedTuple):
    """A sentence of a text, up to a stop or a semicolon.

    Attributes:
        text: Its characters, folded.
        start: Offset of the first one in the folded text.
        whole: The folded text.
    """

    summary: str
    text: str
    start: int
    whole: Folded

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the source text of a part of the sentence."""
        return self.whole.original(self.start + start, self.start + end)

    def quoted(self, facts: Facts, start: int, end: int) -> Fact:
        """Return a part of the sentence as a fact that claims nothing, for a finding to show."""
        return facts.at(self.summary, *self.place(start, end))

    def placed(self, facts: Facts, start: int, end: int) -> Fact:
        """Return a part of the sentence as a fact that tells nothing but where it is."""
        return placed(facts, self.summary, *self.place(start, end))


def placed(facts: Facts, summary: str, start: int, end: int) -> Fact:
    """Return a part of a text as a fact that tells where it is, for verdicts that show nothing."""
    rows = facts.by_summary.get(summary)
    file, line = (rows[0].file, rows[0].line) if rows else (summary, 1)
    quote = facts.texts[summary][start:end]
    return Fact(file, line, f"{summary}+{start}", summary, quote, start=start, end=end)


def passages(facts: Facts) -> Mapping[str, tuple[Passage, ...]]:
    """Return the sentences of the texts at hand, by summary."""
    return {summary: tuple(_passages(summary, text)) for summary, text in facts.texts.items()}


def _passages(summary: str, text: str) -> Iterator[Passage]:
    whole = fold(without_soft_ends(text))
    for found in _SENTENCE.finditer(whole.text):
        yield Passage(summary, found[0], found.start(), whole)


def summaries_read(facts: Facts) -> Iterator[str]:
    """Yield the summaries whose texts are at hand; where no text has any fact, all of them."""
    yield from (summary for summary in facts.by_summary or facts.texts if summary in facts.texts)


def passages_read(facts: Facts) -> Iterator[Passage]:
    """Yield the sentences of these summaries."""
    return (passage for summary in summaries_read(facts) for passage in facts.derive(passages)[summary])


def without_texts(facts: Facts) -> Iterator[Verdict]:
    """Yield that nothing was checked of summaries whose texts are not at hand."""
    for summary, rows in facts.by_summary.items():
        if summary not in facts.texts:
            yield unchecked(rows[0], reason="no-text")


def whole_number(text: str | None) -> int:
    """Return a year, a month or a count as a number; 0 for nothing.

    >>> whole_number("二零二四"), whole_number("十一"), whole_number("两")
    (2024, 11, 2)
    """
    if text and len(text) == 4 and not text.isdigit():
        return int("".join(str(DIGITS[char]) for char in text))
    numeral = read_numeral(text) if text else None
    return int(numeral.value) if numeral else 0


def year_reviewed(facts: Facts, summary: str) -> int:
    """Return the year that a summary reviews; 0 where nobody says."""
    row = facts.dimensions.summaries.get(summary)
    return (row.year_reviewed if row else None) or 0


def years_of(facts: Facts, summary: str) -> tuple[int, ...]:
    """Return the years in which a text may have been written: that reviewed, and that of its day."""
    row = facts.dimensions.summaries.get(summary)
    published = row.published_period if row else None
    years = (year_reviewed(facts, summary), published.end.year if published else 0)
    return tuple(dict.fromkeys(filter(None, years)))


def text_of(facts: Facts, summary: str) -> Folded:
    """Return a text that is at hand, folded."""
    return next((one.whole for one in facts.derive(passages)[summary]), fold(""))


class Cell(NamedTuple):
    """A cell: its text and where it begins in its line."""

    text: str
    start: int
    line: Passage

    def quoted(self, facts: Facts) -> Fact:
        """Return the cell as a fact that claims nothing."""
        return self.line.quoted(facts, self.start, self.start + len(self.text))


class Table(NamedTuple):
    """The names of the columns, and the rows that have as many cells."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(facts: Facts, summary: str) -> Iterator[Table]:
    """Yield the tables of a text: neighbouring lines with as many cells; the first names them."""
    block: list[tuple[Cell, ...]] = []
    for line in facts.derive(passages)[summary]:
        cells = _cells(line) if "\t" in line.text else ()
        if block and len(cells) != len(block[0]):
            yield from _table(block)
            block = []
        if cells:
            block.append(cells)
    yield from _table(block)


def _table(block: list[tuple[Cell, ...]]) -> Iterator[Table]:
    if len(block) > 1:
        yield Table(tuple(cell.text for cell in block[0]), tuple(block[1:]))


def _cells(line: Passage) -> tuple[Cell, ...]:
    cells, at = [], 0
    for text in line.text.split("\t"):
        cells.append(Cell(text, at, line))
        at += len(text) + 1
    return tuple(cells)


def in_order(facts: Facts, summary: str, parts: NumberedList) -> tuple[Bound, ...]:
    """Bind the parts of a list that is in order, and the count stated before it."""
    places = [(part.start, part.end) for part in parts.parts] + [parts.place] * (parts.stated is not None)
    return bind(*(placed(facts, summary, *place) for place in places), role="part")


def wrong_marks(facts: Facts, summary: str, parts: NumberedList, numbers: Sequence[int]) -> Iterator[Bound]:
    """Yield the marks where something is wrong: repeated ones, the next one behind each left out."""
    for number in numbers:
        same = [part for part in parts.parts if part.number == number][1:]
        behind = [part for part in parts.parts if part.number > number][:1]
        for part in same or behind:
            yield Bound(facts.at(summary, part.start, part.end), "mark", witness=True)
