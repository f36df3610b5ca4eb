"""The sheet that accounts for the audit: what was checked and how it came out, what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.checks.findings import AuditResult
from gouji.facts.table.told import TABLE
from gouji.reports.account import figures_of, outcome_of
from gouji.reports.text import SIGNS, Words, change_told, documents_taken, remarks
from gouji.reports.xlsx.book import Cell


def account(
    result: AuditResult, words: Words, common: Words, left: Sequence[str]
) -> Iterator[Sequence[Cell]]:
    """Yield rows of one kind each: what was left out, counts, reasons, rules, then sentences and tables.

    Args:
        result: What is accounted for.
        words: The words of the workbook.
        common: The words of all reports.
        left: What the other sheets do not show.
    """
    for text in left:
        yield _row(words.kinds["left"], what=text, look="warning")
    for name, count in _counts(result, words, common):
        yield _row(words.kinds["total"], what=name, count=count)
    for told in documents_taken(result, common):
        yield _row(words.kinds["document"], what=told)
    yield from _rules(result, words.kinds, common)
    for text in remarks(result, common):
        yield _row(words.kinds["remark"], what=text)
    for change in result.changes:
        yield _row(words.kinds["change"], what=change_told(change, common.language))
    yield from _entries(result, words, common)


def _rules(result: AuditResult, kinds: Mapping[str, str], common: Words) -> Iterator[Sequence[Cell]]:
    """Yield why bindings were not checked, how those of each rule came out, and rules that failed."""
    for one in result.unchecked:
        reason = one.reason[common.language]
        yield _row(kinds["unchecked"], rule=one.rule, what=reason, count=one.count)
    for tally in result.tallies:
        verdicts = (f"{common.verdicts[name]} {count}" for name, count in tally.verdicts.items() if count)
        count = sum(tally.verdicts.values())
        name = result.rules[tally.rule].name if tally.rule in result.rules else ""
        yield _row(
            kinds["rule"], rule=tally.rule, what=name, outcome=common.comma.join(verdicts), count=count
        )
    for crash in result.crashes:
        yield _row(kinds["crash"], rule=crash.code, what=crash.summary, look="error")


def _counts(result: AuditResult, words: Words, common: Words) -> Iterator[tuple[str, int]]:
    yield words.counts["facts"], result.facts
    yield words.counts["coded"], result.coded
    for level, count in result.levels.items():
        yield f"{SIGNS[level]} {common.levels[level]}", count
    yield words.counts["bindings"], result.bindings
    for name, count in result.verdicts.items():
        yield common.verdicts[name], count
    yield words.counts["own_quotes"], result.own_quotes
    if result.coverage:
        yield words.counts["figures"], result.coverage.figures
        yield words.counts["covered"], result.coverage.covered


def _entries(result: AuditResult, words: Words, common: Words) -> Iterator[Sequence[Cell]]:
    for entry in result.account.entries if result.account else ():
        yield _row(
            words.kinds["table" if entry.kind == TABLE else "sentence"],
            summary=entry.summary,
            place=f"{entry.file}:{entry.line}" if entry.file else "",
            what=figures_of(entry, common),
            outcome=outcome_of(entry, common),
            count=entry.decided,
            look="" if entry.decided else "muted",
        )


def _row(
    kind: str, *, rule: str = "", summary: str = "", place: str = "", what: str = "", outcome: str = "",
    count: int | None = None, look: str = "",
) -> Sequence[Cell]:  # fmt: skip
    counted = Cell("" if count is None else count)
    return (Cell(kind, look), Cell(rule), Cell(what), Cell(outcome), counted, Cell(summary), Cell(place))
