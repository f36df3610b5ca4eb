"""Markdown: a table of the findings, worst first, then what was not checked and why."""

from collections.abc import Iterator

from gouji.reports.formats.record import (
    FORMAT_WORDS,
    STATES,
    Record,
    Row,
    by_level,
    first_fact,
    left_of,
    plain_markdown,
)
from gouji.reports.text import SIGNS, WORDS, Style

_GENERATOR = '<!-- name="generator" content="gouji" -->'
"""By which a report is known for one where it lies in a folder of documents."""


def render(record: Record, style: Style, most: int | None = None) -> str:
    """Return the audit as Markdown, of *most* so many bytes of UTF-8.

    Where there is such a limit, the least severe findings are left out, and that is told.
    """
    words = FORMAT_WORDS[style.language]
    head = f"{_GENERATOR}\n# {words.title}{'：' if style.language == 'zh' else ': '}{record.totals(style)}\n"
    foot = "".join(f"{line}\n" for line in _around(record, style))
    room = None if most is None else most - len((head + foot).encode()) - 1_000
    rows: list[str] = []
    kept = 0
    for line, finding in _lines(record, style):
        room = None if room is None else room - len(line.encode()) - 1
        if room is not None and room < 0:
            break
        rows.append(f"{line}\n")
        kept += finding
    left = left_of(record.findings[kept:])
    if left:
        rows.append(f"\n{words.not_shown.format(left=by_level(left, style))}\n")
    return f"{head}{''.join(rows)}{foot}"


def _lines(record: Record, style: Style) -> Iterator[tuple[str, bool]]:
    """Yield each line of the tables, a table a state, and whether it is a finding."""
    words = FORMAT_WORDS[style.language]
    for state in STATES:
        found = [one for one in record.findings if one["state"] == state]
        if found:
            head = f"\n## {words.states[state]}\n\n| {' | '.join(words.columns)} |"
            yield f"{head}\n|{'---|' * len(words.columns)}", False
            yield from ((f"| {' | '.join(_cells(one, style))} |", True) for one in found)


def _cells(finding: Row, style: Style) -> list[str]:
    fact = first_fact(finding)
    at = f"{fact['file']}:{fact['line']} {fact['cell'] or ''}".strip() if fact else ""
    level = finding["level"]
    return [
        f"{SIGNS[level]} {WORDS[style.language].levels[level]}",
        plain_markdown(at),
        plain_markdown(finding["message"][style.language]),
        plain_markdown(f"{finding['rule']} {finding['name']}"),
        f"`{finding['fingerprint']}`",
    ]


def _around(record: Record, style: Style) -> Iterator[str]:
    """Yield what the text report tells beside findings: rules that failed, changes, what was not checked."""
    words = FORMAT_WORDS[style.language]
    failed = record.crashed(style)
    if failed:
        yield ""
        yield from (f"- × {plain_markdown(told)}" for _, told in failed)
    changes = record.contract["changes"]
    if changes:
        yield from ("", f"## {words.changes}", "")
        yield from (f"- {plain_markdown(one['message'][style.language])}" for one in changes)
    left = record.reasons(style)
    if left:
        yield from ("", f"## {words.unchecked}", "")
        yield from (f"- {count}  {rule}  {plain_markdown(reason)}" for rule, count, reason in left)
