"""What a finding shows beside its message: equation, bars, and the sentences that its figures stand in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import NamedTuple

from gouji.checks.findings import Finding, Location
from gouji.checks.messages import Language
from gouji.checks.suspects import ODD
from gouji.facts.table.facts import Fact, Facts
from gouji.facts.table.periods import Period
from gouji.reports.cells import in_short, in_table
from gouji.reports.html.described import period_text
from gouji.reports.html.equation import Term, equation
from gouji.reports.html.intervals import Bars, bars
from gouji.reports.html.links import Anchored, Row, at_quote, key_of, web_address
from gouji.reports.html.passages import Passage, Passages
from gouji.reports.html.pieces import CODED, Piece, drawn_pieces, left_out
from gouji.reports.html.words import WORDS
from gouji.reports.text import SIGNS
from gouji.reports.text import WORDS as REPORT_WORDS

BESIDE = "beside"
ZH: Mapping[Language, str] = {"zh": "", "en": ' lang="zh-CN"'}
"""The attribute of Chinese words where the page is not Chinese."""
_COMPARES = frozenset("=≠<>≤≥≈")
_COMPUTES = frozenset("+-×/＋－％")
"""Signs of an equation that computes; bars compare figures as they stand."""


class Quote(NamedTuple):
    """A sentence in a finding: its words; who says it, where, and of what; its address."""

    pieces: Sequence[Piece]
    said_by: str
    link: str


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


def _whole(algebra: str) -> str:
    """Return an equation, unless it only has one side."""
    return "" if algebra.strip()[-1:] in _COMPARES else algebra


def _telling(terms: Sequence[Term]) -> Sequence[Term]:
    """Return an equation that computes, or whose figures have several names, else none."""
    names = {term.caption for term in terms if term.caption}
    computes = any(not term.caption and _COMPUTES.intersection(term.text) for term in terms)
    return terms if names and (computes or len(names) > 1) else ()


@dataclass(frozen=True)
class Cards:
    """Makes the cards of findings, in one language.

    Attributes:
        facts: All facts, with the texts that may be shown.
        language: The language.
        anchor: Returns the name of a fact in the text that the report shows; empty for none.
    """

    facts: Facts
    language: Language
    anchor: Callable[[Location], str]

    @cached_property
    def _rows(self) -> Mapping[Row, Fact]:
        return {key_of(fact): fact for fact in self.facts}

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.facts.texts)

    def of(self, one: Anchored) -> Card:
        """Return the card of a finding."""
        places = one.finding.facts
        shown = partial(self._shown, odd=one.finding.details.get(ODD))
        told = [fact for place in places if (fact := self._fact(place)) is not None]
        return Card(
            equation=_telling(tuple(equation(_whole(one.finding.algebra), places, self._captions(places)))),
            bars=None if _COMPUTES.intersection(one.finding.algebra) else bars(told),
            quotes=tuple(map(self._quote, self._passages.of(places, shown))),
            others=tuple(self._others(one.finding)),
            years=sorted(set(filter(None, map(self._year, places)))),
            documents=tuple(dict.fromkeys(place.summary for place in places if place.summary)),
        )

    def place_of(self, fact: Fact) -> str:
        """Return the year or the title of the summary that a fact stands in, and its paragraph or line."""
        words, summary = WORDS[self.language], self.facts.dimensions.summaries.get(fact.summary)
        called = str((summary.year_reviewed or summary.title if summary else "") or fact.summary)
        at = fact.start if fact.summary in self.facts.texts else None
        number = 0 if at is None else self._passages.paragraph(fact.summary, at)
        where = words.paragraph.format(number=number) if number else f"{fact.file}:{fact.line}"
        return str(words.between.join((called, where)))

    def _others(self, finding: Finding) -> Iterator[Piece]:
        for summary, start, end, quote in list(left_out(finding))[1:]:
            place = Location(None, "", summary, "", 0, start=start, end=end)
            yield Piece(quote, CODED, self.anchor(place))

    def _fact(self, place: Location) -> Fact | None:
        return self._rows.get(key_of(place)) or self._rows.get((place.file, place.line, ""))

    def _year(self, place: Location) -> int | None:
        fact, summary = self._fact(place), self.facts.dimensions.summaries.get(place.summary or "")
        if fact and fact.period:
            return fact.period.end.year
        return summary.year_reviewed if summary else None

    def _captions(self, places: Sequence[Location]) -> Callable[[Location], str]:
        """Return what each figure is called; of one name with its period, a total without any as total."""
        words, told = WORDS[self.language], {}
        for place in places:
            fact = self._fact(place)
            name = in_short(self.facts.name_of(fact)) if fact else ""
            told[place] = (name, period_text(fact.period, words) if fact and fact.period else "")
        alike = len({name for name, _ in told.values()}) == 1 < len({period for _, period in told.values()})

        def caption(place: Location) -> str:
            name, period = told[place]
            return f"{name} {period}".strip() if alike else name or words.roles.get(place.role, "")

        return caption

    def _quote(self, passage: Passage) -> Quote:
        words, first = WORDS[self.language], passage.places[0]
        summary = self.facts.dimensions.summaries.get(first.summary or "")
        where = words.paragraph.format(number=passage.paragraph) if passage.paragraph else ""
        where = where or ("" if first.place else f"{first.file}:{first.line}")
        notes = (note for place in passage.places for note in self._notes_of(place))
        said = filter(None, (self._told_by(passage.summary), where, *dict.fromkeys(notes)))
        link = self._at_quote(summary.url, first.quote or "") if summary else ""
        return Quote(passage.pieces, words.between.join(said), link)

    @cached_property
    def _told_by(self) -> Callable[[str], str]:
        """`_said_by`, each summary once."""
        return cache(self._said_by)

    @cached_property
    def _notes_of(self) -> Callable[[Location], Sequence[str]]:
        """`_notes`, each place once."""
        return cache(lambda place: tuple(self._notes(place)))

    @cached_property
    def _at_quote(self) -> Callable[[str, str], str]:
        """`at_quote`, each quote of a page once."""
        return cache(at_quote)

    @cached_property
    def _span(self) -> Callable[[Period], str]:
        """Return a period in words, each once."""
        return cache(lambda period: period_text(period, WORDS[self.language]))

    def _said_by(self, name: str) -> str:
        """Return the title of a summary, who published it and when."""
        words, summary = WORDS[self.language], self.facts.dimensions.summaries.get(name)
        if summary is None:
            return words.titled.format(title=name) if name else ""
        title = words.titled.format(title=summary.title or summary.id)
        second_hand = words.second_hand if summary.second_hand else ""
        nowhere = "" if web_address(summary.url) or name in self.facts.texts else words.no_address
        return " ".join(filter(None, (title, summary.publisher, summary.published, nowhere))) + second_hand

    def _shown(self, place: Location, odd: object) -> Piece:
        """Return how a figure is shown: where it leads, and whether it is odd or stands beside."""
        level = ODD if place.id and place.id == odd else BESIDE if place.witness else ""
        return Piece("", CODED, self.anchor(place), level=level)

    def _notes(self, place: Location) -> Iterator[str]:
        words = WORDS[self.language]
        if place.column:
            yield words.column.format(column=place.column)
        if place.place:
            yield from filter(None, [in_table(place.place, REPORT_WORDS[self.language]).strip()])
        fact = self._fact(place)
        if fact is None:
            return
        if fact.indicator and not place.place:
            yield in_short(self.facts.name_of(fact))
        if fact.period is not None and (fact.coded or not fact.period.text.startswith("..")):
            yield self._span(fact.period)
        if fact.scope:
            yield words.scope.format(scope=fact.scope)


def drawn_cards(
    findings: Iterable[Anchored], cards: Mapping[str, Card], titles: Mapping[str, str], language: Language
) -> Mapping[str, object]:
    """Return the cards of findings as the function ``cardOf`` of ``report.js`` takes them apart."""
    words, common = WORDS[language], REPORT_WORDS[language]
    before, after = common.quoted.split("{}")
    return {
        "words": {
            "signs": SIGNS,
            "levels": common.levels,
            "states": words.states,
            "demands": {code: words.should.format(demand=title) for code, title in titles.items()},
            "quoted": [before, after],
            **{
                name: getattr(words, name)
                for name in ("suggestion", "source", "empty", "permalink", "others_of", "pause")
            },
            "zh": ZH[language],
        },
        # Column by column is a sixth smaller than card by card.
        "cards": list(zip(*(_values(one, cards[one.anchor], language) for one in findings), strict=True)),
    }


def _values(one: Anchored, card: Card, language: Language) -> tuple[object, ...]:
    finding = one.finding
    return (
        one.anchor,
        finding.rule,
        finding.level,
        finding.state,
        finding.message[language],
        finding.suggestion or "",
        [term if term.caption else term.text for term in card.equation],
        card.bars,
        [(drawn_pieces(quote.pieces), quote.said_by, quote.link) for quote in card.quotes],
        drawn_pieces(card.others),
        card.years,
        card.documents,
    )
