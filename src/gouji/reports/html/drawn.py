"""The cards of findings that the script draws: what each figure says, and what the rest is made of.

``report.js`` puts equations, names of figures and who says what together as `Cards` does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Protocol

from gouji.checks.findings import Finding
from gouji.checks.messages import Language
from gouji.reports.account import said_why
from gouji.reports.html.described import ZH, Shown, whole, years_of
from gouji.reports.html.intervals import Bars
from gouji.reports.html.links import Anchored
from gouji.reports.html.packing import column, steps, without_figures
from gouji.reports.html.pieces import Passage, Piece, drawn_pieces
from gouji.reports.html.words import WORDS
from gouji.reports.text import SIGNS
from gouji.reports.text import WORDS as REPORT_WORDS

_HEX = 16
_IN_WORDS = (
    "suggestion",
    "source",
    "empty",
    "permalink",
    "others_of",
    "pause",
    "between",
    "paragraph",
    "bars_help",
)


class _Cards(Protocol):
    """What is asked of `gouji.reports.html.cards.Cards`."""

    @property
    def language(self) -> Language: ...
    @property
    def numbers(self) -> Iterable[tuple[str, int]]: ...
    @property
    def told_by(self) -> Callable[[str], str]: ...
    def link(self, name: str) -> str: ...
    def shown(self, finding: Finding) -> Sequence[Shown]: ...
    def has_texts(self, finding: Finding) -> bool: ...
    def bars(self, finding: Finding) -> Bars | None: ...
    def others(self, finding: Finding) -> Iterator[Piece]: ...
    def passages(self, finding: Finding, shown: Sequence[Shown]) -> Iterator[Passage]: ...


def drawn_cards(
    findings: Sequence[Anchored], cards: _Cards, titles: Mapping[str, str]
) -> tuple[Mapping[str, object], set[int]]:
    """Return the cards as ``cardsOf`` of ``report.js`` takes them apart, and the years in them."""
    language, told = cards.language, [one.finding for one in findings]
    shown = [cards.shown(finding) for finding in told]
    sentences = [
        without_figures((one.message[language], whole(one.algebra)), [figure.quote for figure in figures])
        for one, figures in zip(told, shown, strict=True)
    ]
    fields = zip(*(figure for figures in shown for figure in figures), strict=True)
    figures = dict(zip(Shown._fields, fields, strict=False)) or dict.fromkeys(Shown._fields, ())
    drawn = {
        "words": _words(language, titles),
        "summaries": {
            name: (cards.told_by(name), cards.link(name), number) for name, number in cards.numbers
        },
        "fingerprints": "".join(finding.fingerprint for finding in told),
        "repeated": _few(one.anchor[2 + _HEX :] for one in findings),
        **{name: column(map(attrgetter(name), told)) for name in ("rule", "level", "state")},
        "message": column(message for message, _ in sentences),
        "why": column(said_why(one, language) for one in told),
        "algebra": column(algebra for _, algebra in sentences),
        "suggestion": _few(finding.suggestion for finding in told),
        "bars": _few(map(cards.bars, told)),
        "others": _few("figures" in one.details and drawn_pieces(cards.others(one)) for one in told),
        "passages": _few(
            _passages(list(cards.passages(finding, of))) if cards.has_texts(finding) else ()
            for finding, of in zip(told, shown, strict=True)
        ),
        "counts": column(map(len, shown)),
        **{f"its_{name}": column(figures[name]) for name in Shown._fields if name not in _NUMBERS},
        **{f"its_{name}": steps(figures[name]) for name in _NUMBERS},
    }
    return drawn, {year for of in shown for year in years_of(of)}


_NUMBERS = ("line", "at")


def _words(language: Language, titles: Mapping[str, str]) -> Mapping[str, object]:
    words, common = WORDS[language], REPORT_WORDS[language]
    return {
        "signs": SIGNS,
        "levels": common.levels,
        "states": words.states,
        "demands": {code: words.should.format(demand=title) for code, title in titles.items()},
        "quoted": common.quoted.split("{}"),
        **{name: getattr(words, name) for name in _IN_WORDS},
        "zh": ZH[language],
    }


def _few(values: Iterator[object]) -> Mapping[int, object]:
    """Return what few findings have, by the finding's number."""
    return {number: value for number, value in enumerate(values) if value}


def _passages(passages: Sequence[Passage]) -> Sequence[object]:
    """Return sentences; a figure in them is its number in the finding, with its words if they are others."""
    if not any(passage.paragraph for passage in passages):
        return ()
    return [_passage(passage) for passage in passages]


def _passage(passage: Passage) -> Sequence[object]:
    at = {place.start: number for place, number in zip(passage.places, passage.numbers, strict=True)}
    quotes = {number: place.quote for place, number in zip(passage.places, passage.numbers, strict=True)}
    pieces: list[object] = []
    for piece in passage.pieces:
        if not piece.kind:
            pieces.append(piece.text)
        else:
            number = at.get(piece.start, passage.numbers[0])
            pieces.append(number if piece.text == quotes[number] else (number, piece.text))
    return passage.paragraph, passage.numbers, pieces
