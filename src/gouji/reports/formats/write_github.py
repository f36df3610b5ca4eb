"""Workflow commands of GitHub Actions: findings as annotations of a step, worst first, within its limits."""

from collections.abc import Iterable

from gouji.checks.rule import LEVELS
from gouji.reports.formats.record import (
    FORMAT_WORDS,
    Record,
    Row,
    by_level,
    first_fact,
    left_of,
    marked,
    path_of,
)
from gouji.reports.text import Style, harmless

LIMIT = 10
"""So many annotations of each level does GitHub show of a step; later ones are dropped in silence."""
SUMMARY_LIMIT = 1_000_000
"""A step summary has at most 1 MiB."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(record: Record, style: Style) -> str:
    """Return new findings as commands, at most ten of each level; the last notice says what is left out."""
    failed = [_command("error", told, title=code) for code, told in record.crashed(style)][:LIMIT]
    room = {"error": LIMIT - len(failed), "warning": LIMIT, "note": LIMIT}
    if any(count > room[level] for level, count in left_of(record.new).items()):
        room["note"] -= 1  # for the notice below
    shown, left = _within(record.new, room)
    lines = failed + [_annotation(one, record, style) for one in shown]
    if left:
        told = FORMAT_WORDS[style.language].not_annotated
        counts = by_level(left, style)
        lines.append(_command("notice", told.format(limit=LIMIT, left=counts), title="gouji"))
    return "".join(f"{line}\n" for line in (*lines, record.totals(style)))


def _within(findings: Iterable[Row], room: dict[str, int]) -> tuple[list[Row], dict[str, int]]:
    """Return the findings for which there is room, and how many of each level are left."""
    levels = {level: [one for one in findings if one["level"] == level] for level in LEVELS}
    shown = [one for level, found in levels.items() for one in found[: room[level]]]
    return shown, left_of(one for level, found in levels.items() for one in found[room[level] :])


def _annotation(finding: Row, record: Record, style: Style) -> str:
    properties: dict[str, object] = {}
    if fact := first_fact(finding):
        properties = {"file": path_of(fact, style), "line": fact["line"]}
        if columns := record.columns(fact):
            properties |= {"endLine": fact["line"], "col": columns[0], "endColumn": columns[1]}
    title = f"{finding['rule']} {finding['name']}"
    return _command(_COMMANDS[finding["level"]], marked(finding, style), **properties, title=title)


def _command(name: str, message: str, **properties: object) -> str:
    given = ((key, value) for key, value in properties.items() if value not in (None, "", 0))
    listed = ",".join(f"{key}={escaped(str(value), ':,')}" for key, value in given)
    return f"::{name} {listed}::{escaped(message)}"


def escaped(text: str, also: str = "") -> str:
    """Return a text as it may stand in a command; in a property ``:`` and ``,`` are escaped *also*.

    >>> escaped("100%: a,b", ":,")
    '100%25%3A a%2Cb'
    """
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return harmless(text)
