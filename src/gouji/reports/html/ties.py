"""Which figures of the texts are checked with one another, by which words, and how that came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.checks.findings import AuditResult
from gouji.checks.rule import Verdict
from gouji.reports.account import by_words
from gouji.reports.html.packing import pack
from gouji.reports.html.pieces import ALONE, CODED, IDLE, SourceText
from gouji.reports.text import Words

_FEWEST = 2
_STOPS = "。."
_ONE_SIDED = frozenset({"GJ402", "GJ411"})
"""Rules that hold one figure against another as no more, or no less, and add nothing up."""

Place = tuple[int, int, int]
"""Where a figure is shown: the text, its paragraph, and the figure in that, each counted from nought."""


def ties(
    result: AuditResult, texts: Sequence[SourceText], titles: Mapping[str, str], words: Words, common: Words
) -> str:
    """Return the ties of the figures in whole texts, packed; empty where there are none.

    They are JSON: the labels, each once, the year of each text, or its title where it states none, how many
    ties do not hold; then a list of numbers for each tie, its label before the places, those first.
    """
    places = dict(_places(texts))
    labels: dict[str, int] = {}
    wrong: dict[tuple[int, ...], None] = {}
    right: dict[tuple[int, ...], None] = {}
    for code, verdict in result.account.judged if result.account and places else ():
        at = _shown(verdict, places)
        if len(at) >= _FEWEST:
            label = labels.setdefault(_label(code, verdict, titles, words, common), len(labels))
            found = wrong if verdict.outcome == "inconsistent" else right
            found[(label, *(number for place in at for number in place))] = None
    rows = result.evidence.dimensions.summaries
    years = [rows[one.name].year_reviewed if one.name in rows else None for one in texts]
    called = [str(year or one.title) for year, one in zip(years, texts, strict=True)]
    return pack([[*labels], called, len(wrong), *wrong, *right]) if places else ""


def _places(texts: Sequence[SourceText]) -> Iterator[tuple[tuple[str, int], Place]]:
    for number, text in enumerate(texts):
        for index, line in enumerate(text.paragraphs if text.whole else ()):
            figures = [piece for piece in line.pieces if piece.kind in {CODED, ALONE, IDLE}]
            for at, piece in enumerate(figures):
                yield (text.name, piece.start), (number, index, at)


def _shown(verdict: Verdict, places: Mapping[tuple[str, int], Place]) -> list[Place]:
    """Return where the figures of a decided verdict are shown, each once."""
    if verdict.outcome == "unchecked":
        return []
    asked = ((one.fact.summary, one.fact.start) for one in verdict.bound if not one.witness)
    return list(
        dict.fromkeys(places[name, at] for name, at in asked if at is not None and (name, at) in places)
    )


def _label(code: str, verdict: Verdict, titles: Mapping[str, str], words: Words, common: Words) -> str:
    """Return in words what must hold, which words tie the figures, and the outcome."""
    rule = titles.get(code, code).rstrip(_STOPS)
    told = {"rule": rule, "verdict": common.verdicts[verdict.outcome]}
    ids = {one.fact.id for one in verdict.bound}
    tied = (one.fact.via for one in verdict.bound if any(whole.total in ids for whole in one.fact.whole))
    known = by_words(words.language)
    by = next((known[via] for via in tied if via in known), "")
    if code in _ONE_SIDED and verdict.outcome != "inconsistent":
        return str(words.tie_bounded.format(**told))
    return str(words.tie_label.format(by=by, **told) if by else words.tie_alone.format(**told))
