"""What a finding shows beside its message: equation, bars, and the sentences that its figures stand in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import NamedTuple, Protocol

from gouji.checks.findings import Finding, Location
from gouji.checks.messages import Language
from gouji.checks.suspects import ODD
from gouji.facts.table.facts import Fact, Facts
from gouji.facts.table.periods import Period
from gouji.reports.cells import in_short, in_table
from gouji.reports.html.described import NAME, PERIOD, Shown, period_text, whole, years_of
from gouji.reports.html.intervals import Bars, bars
from gouji.reports.html.links import Anchored, Row, at_quote, key_of, web_address
from gouji.reports.html.pieces import CODED, Passage, Passages, Piece, left_out
from gouji.reports.html.words import WORDS
from gouji.reports.text import WORDS as REPORT_WORDS

BESIDE = "beside"
_COMPUTES = frozenset("+-×/＋－％")
"""Signs of an equation that computes; bars compare figures as they stand."""


class Quote(NamedTuple):
    """A sentence in a finding: its words; who says it, where, and of what; its address."""

    pieces: Sequence[Piece]
    said_by: str
    link: str


class Term(NamedTuple):
    """Words of an equation; a number that a fact states has a caption."""

    text: str
    caption: str = ""


class Card(NamedTuple):
    """What a finding shows beside its message.

    Attributes:
        equation: Its terms, the numbers that facts state with their names.
        bars: What its figures can stand for; None where that says nothing.
        quotes: The sentences that its figures stand in.
        others: Further figures that it tells of, by their words.
        years: The years of its figures, in order; of undated ones that of their summary.
        documents: The ids of the summaries that it has figures in.
    """

    equation: Sequence[Term]
    bars: Bars | None
    quotes: Sequence[Quote]
    others: Sequence[Piece]
    years: Sequence[int]
    documents: Sequence[str]


def _telling(terms: Sequence[Term]) -> Sequence[Term]:
    """Return an equation that computes, or whose figures have several names, else none."""
    names = {term.caption for term in terms if term.caption}
    computes = any(not term.caption and _COMPUTES.intersection(term.text) for term in terms)
    return terms if names and (computes or len(names) > 1) else ()


def _captioned(shown: Sequence[Shown]) -> Iterator[str]:
    """Yield what each figure is called; of one name with its period, a total without any as total."""
    alike = len({one.name for one in shown}) == 1 < len({one.period for one in shown})
    for one in shown:
        yield f"{one.name} {one.period}".strip() if alike else one.name or one.role


class Texts(Protocol):
    """What a report shows of the texts: the names of figures in them."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each summary that has facts."""

    def named_at(self, place: Location | Fact) -> int:
        """Return the place by which a fact is named; -1 where it has no name."""

    def name(self, summary: str, at: int) -> str:
        """Return the name of what stands at a place; empty where that has none."""

    def anchor(self, place: Location | Fact) -> str:
        """Return the name of a fact in its text; empty where it has none."""


@dataclass(frozen=True)
class Cards:
    """Makes the cards of findings, in one language.

    Attributes:
        texts: What the report shows of the texts, where figures lead to these.
    """

    facts: Facts
    language: Language
    texts: Texts | None = None

    @cached_property
    def _rows(self) -> Mapping[Row, Fact]:
        return {key_of(fact): fact for fact in self.facts}

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.facts.texts)

    def of(self, one: Anchored) -> Card:
        """Return the card of a finding."""
        shown, finding = self.shown(one.finding), one.finding
        told = tuple(equation(whole(finding.algebra), [one.quote for one in shown], _captioned(shown)))
        return Card(
            equation=_telling(told),
            bars=self.bars(finding),
            quotes=tuple(self._quote(passage, shown) for passage in self.passages(finding, shown)),
            others=tuple(self.others(finding)),
            years=years_of(shown),
            documents=tuple(dict.fromkeys(one.summary for one in shown if one.summary)),
        )

    def shown(self, finding: Finding) -> Sequence[Shown]:
        """Return the figures of a finding, in its order."""
        odd = finding.details.get(ODD)
        return [self._shown(place, odd) for place in finding.facts]

    def has_texts(self, finding: Finding) -> bool:
        """Whether the text of any of its figures may be shown."""
        texts = self.facts.texts
        return bool(texts) and any(place.summary in texts for place in finding.facts)

    def bars(self, finding: Finding) -> Bars | None:
        """Return the bars of a finding that compares figures as they stand."""
        if _COMPUTES.intersection(finding.algebra):
            return None
        return bars([fact for place in finding.facts if (fact := self._fact(place)) is not None])

    def passages(self, finding: Finding, shown: Sequence[Shown]) -> Iterator[Passage]:
        """Yield the sentences that a finding's figures stand in."""
        pieces = [
            Piece(
                one.quote, CODED, self.texts.name(one.summary, one.at) if self.texts else "", level=one.level
            )
            for one in shown
        ]
        return self._passages.of(finding.facts, pieces)

    def others(self, finding: Finding) -> Iterator[Piece]:
        """Yield the figures that a finding tells of beside its facts, but the first."""
        for summary, start, end, quote in islice(left_out(finding), 1, None):
            place = Location(None, "", summary, "", 0, start=start, end=end)
            yield Piece(quote, CODED, self.texts.anchor(place) if self.texts else "")

    def place_of(self, fact: Fact) -> str:
        """Return the year or the title of the summary that a fact stands in, and its paragraph or line."""
        words, summary = WORDS[self.language], self.facts.dimensions.summaries.get(fact.summary)
        called = str((summary.year_reviewed or summary.title if summary else "") or fact.summary)
        at = fact.start if fact.summary in self.facts.texts else None
        number = 0 if at is None else self._passages.paragraph(fact.summary, at)
        where = words.paragraph.format(number=number) if number else f"{fact.file}:{fact.line}"
        return str(words.between.join((called, where)))

    @property
    def numbers(self) -> Iterable[tuple[str, int]]:
        """The summaries, and the numbers by which their figures are named."""
        numbers = self.texts.numbers if self.texts else {}
        return ((name, numbers.get(name, 0)) for name in {**numbers, **self.facts.dimensions.summaries})

    def link(self, name: str) -> str:
        """Return the address of a summary; empty if it may not be followed."""
        summary = self.facts.dimensions.summaries.get(name)
        return web_address(summary.url) if summary else ""

    @cached_property
    def told_by(self) -> Callable[[str], str]:
        """Who tells what stands in a summary, each once."""
        return cache(self._said_by)

    @cached_property
    def _name(self) -> Callable[[str], str]:
        """The name of an indicator, each once."""
        known = self.facts.dimensions.indicators
        return cache(lambda name: in_short(known[name].name if name in known else name))

    def _span(self, period: Period) -> str:
        """Return a period in words."""
        return self._spans.setdefault(period.text, period_text(period, WORDS[self.language]))

    @cached_property
    def _spans(self) -> dict[str, str]:
        return {}

    @cached_property
    def _reviewed(self) -> Mapping[str, int]:
        """The year that each summary reviews; of those that review none, 0."""
        return {name: row.year_reviewed or 0 for name, row in self.facts.dimensions.summaries.items()}

    def _fact(self, place: Location) -> Fact | None:
        rows = self._rows
        return rows.get((place.file, place.line, place.id or "")) or rows.get((place.file, place.line, ""))

    def _shown(self, place: Location, odd: object) -> Shown:
        words, summary = WORDS[self.language], place.summary or ""
        name = period = scope = ""
        noted, year, fact = 0, 0, self._fact(place)
        if fact is not None:
            name, stated = self._name(fact.indicator), fact.period
            noted = NAME if fact.indicator and not place.place else 0
            scope = words.scope.format(scope=fact.scope) if fact.scope else ""
            if stated is not None:
                period, year = self._spans.get(stated.text) or self._span(stated), stated.end.year
                noted += 0 if stated.text.startswith("..") and not fact.coded else PERIOD
        return Shown(
            place.quote or "",
            summary,
            "" if place.place else place.file,
            place.line,
            name,
            words.roles.get(place.role, ""),
            period,
            tuple(self._before(place)) if place.column or place.place else (),
            noted,
            scope,
            year or self._reviewed.get(summary, 0),
            self.texts.named_at(place) if self.texts else -1,
            ODD if place.id and place.id == odd else BESIDE if place.witness else "",
        )

    def _before(self, place: Location) -> Iterator[str]:
        if place.column:
            yield WORDS[self.language].column.format(column=place.column)
        if place.place:
            yield in_table(place.place, REPORT_WORDS[self.language]).strip()

    def _quote(self, passage: Passage, shown: Sequence[Shown]) -> Quote:
        words, first = WORDS[self.language], shown[passage.numbers[0]]
        where = words.paragraph.format(number=passage.paragraph) if passage.paragraph else ""
        where = where or (f"{first.file}:{first.line}" if first.file else "")
        notes = (note for number in passage.numbers for note in shown[number].notes)
        said = filter(None, (self.told_by(passage.summary), where, *dict.fromkeys(notes)))
        return Quote(
            passage.pieces, words.between.join(said), at_quote(self.link(first.summary), first.quote)
        )

    def _said_by(self, name: str) -> str:
        """Return the title of a summary, who published it and when."""
        words, summary = WORDS[self.language], self.facts.dimensions.summaries.get(name)
        if summary is None:
            return words.titled.format(title=name) if name else ""
        title = words.titled.format(title=summary.title or summary.id)
        second_hand = words.second_hand if summary.second_hand else ""
        nowhere = "" if web_address(summary.url) or name in self.facts.texts else words.no_address
        return " ".join(filter(None, (title, summary.publisher, summary.published, nowhere))) + second_hand


_FIGURE = re.compile("第?[0-9].*")
"""A figure without the words before it: 提高到3.6%."""


def equation(algebra: str, quotes: Iterable[str], captions: Iterable[str]) -> Iterator[Term]:
    """Yield the terms of an equation in their order; a quote that does not stand in it has none."""
    taken: list[tuple[int, int, str]] = []
    for told, caption in zip(quotes, captions, strict=True):
        quote = told.strip()
        at = _free(algebra, quote, taken) if quote else -1
        if at < 0 and (figure := _FIGURE.search(quote)):
            quote = figure[0]
            at = _free(algebra, quote, taken)
        if at >= 0:
            taken.append((at, at + len(quote), caption))
    end = 0
    for start, stop, words in sorted(taken):
        if start > end:
            yield Term(algebra[end:start])
        yield Term(algebra[start:stop], words)
        end = stop
    if end < len(algebra):
        yield Term(algebra[end:])


def _free(algebra: str, quote: str, taken: Iterable[tuple[int, int, str]]) -> int:
    """Return where a quote stands as a whole number that no other fact has taken; -1 for nowhere."""
    at = algebra.find(quote)
    while at >= 0:
        end = at + len(quote)
        goes_on = _is_digit(quote[-1]) and _is_digit(algebra[end : end + 1])
        is_whole = not goes_on and not _is_digit(algebra[at - 1 : at])
        if is_whole and all(end <= start or at >= stop for start, stop, _ in taken):
            return at
        at = algebra.find(quote, at + 1)
    return -1


def _is_digit(char: str) -> bool:
    return char.isdecimal() or (bool(char) and char in ".,")
