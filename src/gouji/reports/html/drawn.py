"""What the script draws cards, rows of years and paragraphs of: plain values, and the words they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.checks.messages import Language
from gouji.reports.html.cards import Card
from gouji.reports.html.links import Anchored
from gouji.reports.html.packing import chunks
from gouji.reports.html.pieces import Piece
from gouji.reports.html.texts import Paragraph
from gouji.reports.html.words import WORDS
from gouji.reports.html.years import Line, ReportedValue, Years
from gouji.reports.text import SIGNS
from gouji.reports.text import WORDS as REPORT_WORDS


def drawn(
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
            **{name: getattr(words, name) for name in ("suggestion", "source", "empty", "permalink")},
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
        finding.name,
        finding.message[language],
        finding.suggestion or "",
        [term if term.caption else term.text for term in card.equation],
        card.bars,
        [(_pieces(quote.pieces), quote.said_by, quote.link) for quote in card.quotes],
        card.years,
        card.documents,
    )


def drawn_rows(lines: Sequence[Line], years: Years, language: Language) -> Mapping[str, object]:
    """Return rows of the years side by side as the function ``rowOf`` of ``report.js`` takes them apart."""
    words = {"signs": SIGNS, "quoted": REPORT_WORDS[language].quoted.split("{}"), "columns": years.columns}
    return {
        "words": words,
        "rows": [(line.name, [[_told(value) for value in cell] for cell in line.cells]) for line in lines],
    }


def _told(value: ReportedValue) -> tuple[object, ...]:
    mark = (value.mark.anchor, value.mark.finding.level) if value.mark else None
    return mark, value.apart if mark else value.quote, value.distinctions, value.attributions, value.times


def drawn_text(paragraphs: Sequence[Paragraph]) -> Sequence[object]:
    """Return paragraphs as ``paragraphOf`` takes them apart, so many together."""
    return [[(line.number, _pieces(line.pieces)) for line in together] for together in chunks(paragraphs)]


def _pieces(pieces: Iterable[Piece]) -> Sequence[object]:
    """Return figures with what is known of them, other words as they are."""
    return [
        (piece if piece.anchor or piece.level else piece[:2]) if piece.kind else piece.text
        for piece in pieces
    ]
