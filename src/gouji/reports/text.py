"""Findings for a terminal: one a line, as linters print them, and the account below.

Only signs that GBK has. What comes from a fact file is printed as text: control characters, and
those that turn the direction of writing, are shown as ``?``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.reports.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.findings import Account, Finding, Place
    from gouji.reports.style import Style
    from gouji.reports.words import Words

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def render(account: Account, style: Style) -> str:
    """Return the account as lines of text."""
    words = WORDS[style.language]
    shown = [one for one in account.findings if one.state == "new" or style.detail > 1]
    lines = [line for finding in shown for line in _finding(finding, style, words)]
    lines += [change.message[style.language] for change in account.changes]
    if style.detail:
        lines += ([""] if lines else []) + list(_account(account, words))
    return "".join(f"{harmless(line)}\n" for line in lines)


def _finding(finding: Finding, style: Style, words: Words) -> Iterator[str]:
    first = finding.facts[0] if finding.facts else None
    place = f"{first.file}:{first.line}: " if first else ""
    state = "" if finding.state == "new" else " " + words.states[finding.state].format("").strip()
    yield f"{place}{words.levels[finding.level]} {finding.message[style.language]} [{finding.rule}]{state}"
    if style.detail:
        for fact in finding.facts:
            yield f"    {_place(fact, first, words)}"
    if style.detail > 1:
        yield f"    {finding.name}  {finding.fingerprint}  {finding.digest}"


def _place(fact: Place, first: Place | None, words: Words) -> str:
    at = "" if fact is first else f"{fact.file}:{fact.line} "
    span = "" if fact.start is None else words.span.format(start=fact.start, end=fact.end) + " "
    name = fact.summary or fact.column or ""
    return f"{at}{name} {span}{words.quoted.format(fact.quote)}"


def _account(account: Account, words: Words) -> Iterator[str]:
    verdicts = words.comma.join(f"{words.verdicts[name]} {count}" for name, count in account.verdicts.items())
    yield words.account.format(
        facts=account.facts, coded=account.coded, bindings=account.bindings, verdicts=verdicts
    )
    if account.coverage:
        yield words.coverage.format(
            figures=account.coverage.figures,
            covered=account.coverage.covered,
            left=account.coverage.figures - account.coverage.covered,
        )
    for one in account.unchecked:
        yield f"  {words.verdicts['unchecked']} {one.count}  {one.rule}  {one.reason[words.language]}"
    if account.unbound:
        yield words.unbound.format(len(account.unbound))
    for rounding in account.roundings:
        mode = words.modes[rounding.mode]
        yield words.rounding.format(
            summary=rounding.summary, mode=mode, sums=rounding.sums, closed=rounding.closed
        )
    for crash in account.crashes:
        yield words.crash.format(code=crash.code, error=crash.told)
    besides = [
        told.format(count) for state, told in words.states.items() if (count := account.of_state(state))
    ]
    if besides:
        yield words.besides.format(states=words.comma.join(besides))
    yield "  ".join(
        f"{words.signs[level]} {words.levels[level]} {count}" for level, count in account.levels.items()
    )


def harmless(line: str) -> str:
    """Return a line without what a terminal would obey."""
    return _UNSAFE.sub("?", line)
