"""What the script draws cards of: plain values of each, and the words that all share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gouji.checks.messages import Language
from gouji.reports.html.cards import Card
from gouji.reports.html.links import Anchored
from gouji.reports.html.words import WORDS
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
        "cards": [_values(one, cards[one.anchor], language) for one in findings],
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
        card.equation,
        card.bars,
        card.quotes,
        card.years,
        card.documents,
    )
