"""What reports say around findings, in both languages; and findings for a terminal, one a line, totals below.

Only characters that GBK has. What comes from a fact file is printed as text: control characters, and
those that change the direction of writing, are shown as ``?``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.messages import LANGUAGES, Language
from gouji.checks.rule import Level
from gouji.reports import account, unchecked
from gouji.reports.cells import head_of, place_told, standing

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult, Change, Finding


class Style(NamedTuple):
    """How a report is written.

    Attributes:
        detail: 0 = findings only, 1 = with places and totals, 2 = all.
        with_texts: Whether source texts may stand in it, where they are at hand.
        folder: The workspace as seen from where gouji runs; empty = here.
        coloured: Whether lines for a terminal have colours.
    """

    language: Language = "zh"
    detail: int = 1
    with_texts: bool = True
    folder: str = ""
    coloured: bool = False


_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_IN_TEXT, _IN_LINE = re.compile(f"[{_CONTROLS}]"), re.compile(f"[\n{_CONTROLS}]")
SIGNS: Mapping[Level, str] = {"error": "×", "warning": "!", "note": "·"}
"""A sign beside each word: a level is never shown by colour alone."""


Words = SimpleNamespace
"""One language's words, under the keys of a ``words.toml``; templates are filled with named values."""


def words_beside(module: str) -> Mapping[Language, Words]:
    """Return the words of the ``words.toml`` beside a module's file, by language."""
    table = tomllib.loads(Path(module).with_name("words.toml").read_text(encoding="utf-8"))
    return {language: Words(language=language, **table[language]) for language in LANGUAGES}


WORDS = words_beside(__file__)


def harmless(line: str) -> str:
    """Return a line with ``?`` for the characters that a terminal would act on."""
    return _IN_LINE.sub("?", line)


_COLOURS = {"error": "1;31", "warning": "33", "note": "36", "place": "1", "aside": "2"}
"""How parts of a line are shown on a terminal, as it is told: bold red, yellow, cyan, bold, faint."""


def coloured(text: str, part: str, style: Style) -> str:
    """Return a harmless text as a terminal shows such a part of a line, in colours where they are wanted."""
    return f"\x1b[{_COLOURS[part]}m{text}\x1b[0m" if style.coloured and text else text


def in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows of cells as lines, each column as wide on a terminal as its widest cell."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415  every command imports only what it needs

    widths = [max(map(cell_len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(map(set_cell_size, row, widths)).rstrip()


FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a cell a formula in a spreadsheet, where it stands first."""


def without_controls(text: str) -> str:
    """Return a text with ``?`` for control and direction characters; its lines stay."""
    return _IN_TEXT.sub("?", text)


def render(result: AuditResult, style: Style) -> str:
    """Return the result as lines of text."""
    words = WORDS[style.language]
    shown = [one for one in result.findings if one.state == "new" or style.detail > 1]
    lines = [line for finding in shown for line in _finding(finding, style, words, result.evidence.texts)]
    lines += [harmless(change_told(change, style.language)) for change in result.changes]
    if style.detail > 1:
        lines += map(harmless, account.lines(result.account, words))
        lines += map(harmless, unchecked.lines(result.unbound, result.evidence.texts, words))
    if style.detail:
        lines += [""] * bool(lines) + [*map(harmless, _totals(result, words)), levels_line(result, style)]
        lines += [words.nothing_checked] * (result.all_idle and not result.findings)
    return "".join(f"{line}\n" for line in lines)


def change_told(change: Change, language: Language) -> str:
    """Return what a gate tells of the state before: of a finding that is gone also where it stood."""
    found, words = change.finding, WORDS[language]
    if found is None:
        return change.message[language]
    place = "".join(f"{standing(one, words, change.texts)}: " for one in found.facts[:1])
    said, level = found.message[language], words.levels[found.level]
    return str(words.gone.format(place=place, level=level, said=said, rule=found.rule))


def levels_line(result: AuditResult, style: Style) -> str:
    """Return how many new findings there are of each level, each with its sign."""
    words = WORDS[style.language]
    told = {level: f"{SIGNS[level]} {words.levels[level]} {count}" for level, count in result.levels.items()}
    return "  ".join(
        coloured(one, level, style) if result.levels[level] else one for level, one in told.items()
    )


def _finding(finding: Finding, style: Style, words: Words, texts: Mapping[str, str]) -> Iterator[str]:
    first = finding.facts[0] if finding.facts else None
    place = harmless(f"{head_of(first, words, texts)}: ") if first else ""
    state = "" if finding.state == "new" else " " + words.states[finding.state].format("").strip()
    head = coloured(place, "place", style) + coloured(words.levels[finding.level], finding.level, style)
    rule = coloured(f"[{finding.rule}]", "aside", style)
    yield f"{head} {harmless(finding.message[style.language])} {rule}{state}"
    for fact in finding.facts if style.detail else ():
        yield coloured(harmless(f"    {place_told(fact, first, words, texts)}"), "aside", style)
    if style.detail > 1:
        yield coloured(f"    {account.said_why(finding, style.language)}", "aside", style)
        yield coloured(f"    {finding.name}  {finding.fingerprint}  {finding.digest}", "aside", style)


def summed_up(result: AuditResult, words: Words) -> Iterator[str]:
    """Yield how much was checked and how it came out; apart, how many quotes of gouji's own were."""
    verdicts = words.comma.join(f"{words.verdicts[name]} {count}" for name, count in result.verdicts.items())
    yield words.totals.format(
        facts=result.facts, coded=result.coded, bindings=result.bindings, verdicts=verdicts
    )
    if result.own_quotes:
        yield words.own_quotes.format(result.own_quotes)


def taken_for(name: str, publisher: str, year: str, series: str, words: Words) -> str:
    """Return what a document was taken for: who publishes it, the year that it reviews, its series."""
    who, when = publisher or words.no_publisher, year or words.no_year
    told: str = words.taken_for.format(name=name, publisher=who, year=when, series=series or words.no_series)
    return told


def documents_taken(result: AuditResult, words: Words) -> Iterator[str]:
    """Yield what each document was taken for that gouji has read itself."""
    for name, rows in result.evidence.by_summary.items():
        row = result.evidence.dimensions.summaries.get(name)
        if row is not None and not rows[0].coded:
            yield taken_for(name, row.publisher, row.year, row.series, words)


def remarks(result: AuditResult, words: Words) -> Iterator[str]:
    """Yield the remarks on findings left out, on figures that nothing checks, and on rounding."""
    if result.ignored:
        yield words.ignored.format(len(result.ignored))
    if result.unbound:
        yield words.unbound.format(len(result.unbound))
    for one in result.roundings:
        mode = words.modes[one.mode]
        yield words.rounding.format(summary=one.summary, mode=mode, sums=one.sums, closed=one.closed)


def _totals(result: AuditResult, words: Words) -> Iterator[str]:
    yield from documents_taken(result, words)
    if result.out_of is not None:
        yield words.compared.format(facts=result.facts, all=result.out_of)
    yield from summed_up(result, words)
    if result.coverage:
        yield words.coverage.format(
            figures=result.coverage.figures,
            covered=result.coverage.covered,
            left=result.coverage.figures - result.coverage.covered,
        )
    if result.coverage and result.coverage.cells:
        yield words.cells.format(cells=result.coverage.cells, covered=result.coverage.covered_cells)
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
