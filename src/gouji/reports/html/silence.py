"""Accounts of texts: what ties the figures of sentences and tables, with which, or why nothing does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.account import Entry
from gouji.checks.findings import AuditResult
from gouji.checks.rule import Verdict
from gouji.facts.table.facts import by_key
from gouji.reports.account import Summed, by_words, figures_of, outcome_of, summed
from gouji.reports.html.links import Anchored, at_quote
from gouji.reports.html.packing import pack
from gouji.reports.html.pieces import ALONE, CODED, IDLE, Passages, SourceText
from gouji.reports.text import Words

_MOST, _MARKS = 2000, 5


class Shown(NamedTuple):
    """An entry in words.

    Attributes:
        title: The summary that it stands in.
        place: Its paragraph; of a fact file also its line.
        figures: Its figures as printed, or how many a table has.
        outcome: What ties them and how many bindings were decided, or why none.
        link: The address of its first figure on the page of its summary; empty where that is unknown.
        marks: The findings about figures in it.
    """

    title: str
    place: str
    figures: str
    outcome: str
    link: str
    marks: Sequence[Anchored]


class Silence(NamedTuple):
    """The part: the counts in a sentence and by reason, the entries, and how many more there are."""

    counted: Summed
    told: str
    entries: Sequence[Shown]
    left: int


def silence(result: AuditResult, findings: Sequence[Anchored], words: Words, common: Words) -> Silence | None:
    """Return the part; None where no text is at hand."""
    entries = result.account.entries if result.account else ()
    if not entries:
        return None
    counted = summed(entries, common)
    shown = tuple(_shown(result, findings, entries[:_MOST], words, common))
    return Silence(counted, counted.told(common), shown, max(0, len(entries) - _MOST))


def _shown(
    result: AuditResult, findings: Sequence[Anchored], entries: Sequence[Entry], words: Words, common: Words
) -> Iterator[Shown]:
    passages = Passages(result.evidence.texts)
    told = ((fact, one) for one in findings for fact in one.finding.facts)
    places = by_key((fact.summary, (fact.start, one)) for fact, one in told if fact.start is not None)
    summaries = result.evidence.dimensions.summaries
    for entry in entries:
        summary = summaries.get(entry.summary)
        found = places.get(entry.summary, ())
        where = words.paragraph.format(number=passages.paragraph(entry.summary, entry.start))
        coded = result.evidence.by_summary.get(entry.summary)
        line = f" {entry.file}:{entry.line}" if entry.file and coded and coded[0].coded else ""
        yield Shown(
            title=(summary.title if summary else "") or entry.summary,
            place=f"{where}{line}",
            figures=figures_of(entry, common),
            outcome=outcome_of(entry, common),
            link=at_quote(summary.url, entry.quotes[0]) if summary and entry.quotes else "",
            marks=tuple({one.anchor: one for at, one in found if entry.start <= at < entry.end}.values())[
                :_MARKS
            ],
        )


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
        at = _places_shown(verdict, places)
        if len(at) >= 2:
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


def _places_shown(verdict: Verdict, places: Mapping[tuple[str, int], Place]) -> list[Place]:
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
