"""Findings for a terminal: one per line, as linters print them, and the totals below.

Only characters that GBK has. What comes from a fact file is printed as text: control characters, and
those that change the direction of writing, are shown as ``?``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reports.words import WORDS, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.findings import AuditResult, Finding, Location
    from gouji.reports.words import Style, Words


def render(result: AuditResult, style: Style) -> str:
    """Return the result as lines of text."""
    words = WORDS[style.language]
    shown = [one for one in result.findings if one.state == "new" or style.detail > 1]
    lines = [line for finding in shown for line in _finding(finding, style, words)]
    lines += [change.message[style.language] for change in result.changes]
    if style.detail:
        lines += ([""] if lines else []) + list(_totals(result, words))
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


def _place(fact: Location, first: Location | None, words: Words) -> str:
    at = "" if fact is first else f"{fact.file}:{fact.line} "
    span = "" if fact.start is None else words.span.format(start=fact.start, end=fact.end) + " "
    name, quote = fact.summary or fact.column or "", (fact.quote or "").replace("\n", "")
    return f"{at}{name} {span}{words.quoted.format(quote)}"


def summed_up(result: AuditResult, words: Words) -> Iterator[str]:
    """Yield how much was checked and how it came out; apart, how many quotes of gouji's own were."""
    verdicts = words.comma.join(f"{words.verdicts[name]} {count}" for name, count in result.verdicts.items())
    yield words.totals.format(
        facts=result.facts, coded=result.coded, bindings=result.bindings, verdicts=verdicts
    )
    if result.own_quotes:
        yield words.own_quotes.format(result.own_quotes)


def remarks(result: AuditResult, words: Words) -> Iterator[str]:
    """Yield the remarks on figures that nothing checks, and on rounding."""
    if result.unbound:
        yield words.unbound.format(len(result.unbound))
    for one in result.roundings:
        mode = words.modes[one.mode]
        yield words.rounding.format(summary=one.summary, mode=mode, sums=one.sums, closed=one.closed)


def _totals(result: AuditResult, words: Words) -> Iterator[str]:
    yield from summed_up(result, words)
    if result.coverage:
        yield words.coverage.format(
            figures=result.coverage.figures,
            covered=result.coverage.covered,
            left=result.coverage.figures - result.coverage.covered,
        )
    for one in result.unchecked:
        yield f"  {words.verdicts['unchecked']} {one.count}  {one.rule}  {one.reason[words.language]}"
    yield from remarks(result, words)
    for crash in result.crashes:
        yield words.crash.format(code=crash.code, error=crash.summary)
    besides = [
        text.format(count) for state, text in words.states.items() if (count := result.of_state(state))
    ]
    if besides:
        yield words.besides.format(states=words.comma.join(besides))
    yield "  ".join(
        f"{words.signs[level]} {words.levels[level]} {count}" for level, count in result.levels.items()
    )
    if result.all_idle and not result.findings:
        yield words.nothing_checked
