"""How many findings each rule has, by level: in place of the findings themselves."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from gouji.checks.findings import AuditResult
from gouji.checks.messages import page_of
from gouji.checks.rule import LEVELS, Level
from gouji.reports.json import written
from gouji.reports.text import WORDS, Style, coloured, harmless, levels_line

SCHEMA = "gouji-statistics/1"


class Count(NamedTuple):
    """How many findings of one rule have one level: new ones, those that were known, and waived ones."""

    rule: str
    name: str
    level: Level
    new: int
    known: int
    waived: int


def counts(result: AuditResult) -> list[Count]:
    """Return the counts of each rule and level, the most severe first, and of these the most frequent."""
    counted = Counter((one.rule, one.name, one.level, one.state) for one in result.findings)
    kinds = {(rule, name, level) for rule, name, level, _ in counted}
    found = [
        Count(*kind, counted[*kind, "new"], counted[*kind, "known"], counted[*kind, "waived"])
        for kind in kinds
    ]
    return sorted(found, key=lambda one: (LEVELS.index(one.level), -one.new, one.rule))


def to_text(result: AuditResult, style: Style) -> str:
    """Return the counts of new findings as lines, with what each rule is about; below them the totals."""
    words = WORDS[style.language]
    rows = [one for one in counts(result) if one.new]
    width = max((len(str(one.new)) for one in rows), default=0)
    codes = max((len(one.rule) for one in rows), default=0)
    levels = max((cell_len(words.levels[one.level]) for one in rows), default=0)
    lines = [
        f"{one.new:>{width}}  {coloured(set_cell_size(words.levels[one.level], levels), one.level, style)}"
        f"  {harmless(one.rule):<{codes}}  {harmless(_about(result, one, style))}"
        for one in rows
    ]
    if style.detail:
        lines += [*map(harmless, _besides(result, style)), levels_line(result, style)]
    return "".join(f"{line}\n" for line in lines)


def _about(result: AuditResult, one: Count, style: Style) -> str:
    """Return the first line of a rule's page, in the language of the report."""
    rule = result.rules.get(one.rule)
    return (page_of(one.rule, style.language) or (rule.page if rule else "") or one.name).partition("\n")[0]


def _besides(result: AuditResult, style: Style) -> Iterator[str]:
    """Yield which rules failed, and how many findings are not counted as new."""
    words = WORDS[style.language]
    for crash in result.crashes:
        yield words.crash.format(code=crash.code, error=crash.summary)
    for state, told in words.states.items():
        if count := result.of_state(state):
            yield told.format(count)
    if result.ignored:
        yield words.ignored.format(len(result.ignored))


def to_json(result: AuditResult, _style: Style) -> str:
    """Return the counts as JSON."""
    return written(
        {
            "schema": SCHEMA,
            "workspace": result.workspace,
            "rules": [one._asdict() for one in counts(result)],
            "levels": dict(result.levels),
            "ignored": len(result.ignored),
            "crashes": [{"rule": crash.code, "error": crash.summary} for crash in result.crashes],
        }
    )


STATISTICS: Mapping[str, Callable[[AuditResult, Style], str]] = {"text": to_text, "json": to_json}
"""Writers of the counts by format."""
