"""The part that accounts for sentences and tables: what ties their figures, or why nothing does."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.checks.account import Entry
from gouji.checks.findings import AuditResult
from gouji.reports.account import Summed, figures_of, outcome_of, summed
from gouji.reports.html.links import Anchored, at_quote
from gouji.reports.html.passages import Passages
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
    places: dict[str, list[tuple[int, Anchored]]] = {}
    for one in findings:
        for fact in one.finding.facts:
            if fact.start is not None:
                places.setdefault(fact.summary or "", []).append((fact.start, one))
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
