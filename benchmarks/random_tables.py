"""Random small fact tables, audited, and held against an oracle in plain fractions.

    python -m benchmarks.random_tables [--tables 20000] [--seed N] [--shown 50]

A table has totals with all or some of their parts, levels with their change and growth, shares of levels and
of counts, means, completion rates, one figure in two units; printed with more or fewer digits, bare or with
约 近 超 余 以上 不到 左右, some of them wrong, vague, or in a faulty row. Each table is a summary of its own.
Of every binding of GJ205, GJ206, GJ501 to GJ505, GJ507 and GJ508 the verdict, and the level of a finding,
must be those of `benchmarks.table_oracle`, which imports nothing of gouji; where the definitions leave it
open, one of several.

What a figure stands for is known from how it was made. A figure that gouji reads otherwise is listed once; a
binding of its table that is decided otherwise says nothing, and is counted apart. (How a summary rounds is
not in question: no table has the three complete sums from which that is inferred.) Printed are the counts by
rule, and each disagreement with its table; the command exits with 1 where there is one.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.oracle_values import Range
from benchmarks.printed import Span
from benchmarks.table_maker import table
from benchmarks.table_oracle import Decided, Table, expected
from benchmarks.verdicts import every_verdict

from gouji.checks.audit import WorkspaceChecks
from gouji.checks.faults import validate
from gouji.checks.selection import Selection
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.table_oracle import Binding, Row

    from gouji.checks.rule import Rule, Verdict
    from gouji.facts.numbers.intervals import Interval
    from gouji.facts.table.facts import Fact, Facts

SEED = 20261128
RULES = ("GJ205", "GJ206", "GJ501", "GJ502", "GJ503", "GJ504", "GJ505", "GJ507", "GJ508")
OF_ONE = frozenset({"GJ205", "GJ501", "GJ502", "GJ503", "GJ505", "GJ507"})
"""Rules whose bindings are known by the total or the stated figure: what it is held against may be open."""
BATCH = 500
COLUMNS = (
    "summary", "id", "indicator", "measure", "base", "period", "section", "quote", "whole", "complete", "low"
)  # fmt: skip
BAD_BOUND = "1O0"


class Disagreement(NamedTuple):
    """A binding that is decided otherwise: the table, the binding, the verdict, and those expected."""

    rows: tuple[Row, ...]
    binding: Binding
    found: Decided | None
    expected: frozenset[Decided]


class Result(NamedTuple):
    """What became of the bindings of some tables.

    Attributes:
        agreed: How many are decided as expected, by rule and outcome.
        misread: Figures that are read otherwise, by quote, with both readings.
        unheld: How many bindings rest on such figures, by rule.
        disagreements: The others.
    """

    agreed: Counter[tuple[str, str]]
    misread: dict[str, str]
    unheld: Counter[str]
    disagreements: list[Disagreement]


def facts_of(tables: Iterable[Sequence[Row]]) -> Facts:
    """Return the fact table of random tables, read from a workspace as an audit reads it."""
    rows = [(f"s{number}", row) for number, some in enumerate(tables) for row in some]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "facts"
        folder.mkdir()
        _write(folder / "tables.csv", COLUMNS, (_cells(summary, row) for summary, row in rows))
        prices = {row.indicator: row.price for _, row in rows}
        _write(folder / "indicators.csv", ("id", "growth_price"), prices.items())
        tables_read = load(open_workspace(Path(made)))
    bad = frozenset((fault.table, fault.row, fault.column) for fault in validate(tables_read))
    return assemble(tables_read, bad, {})


def _cells(summary: str, row: Row) -> tuple[str, ...]:
    return (
        summary, row.id, row.indicator, row.measure, row.base, row.period,
        "target" if row.ahead else "review", row.quote, ";".join(row.whole),
        "true" if row.complete else "", BAD_BOUND if row.faulty else "",
    )  # fmt: skip


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def compared(tables: Sequence[tuple[Row, ...]]) -> Result:
    """Audit tables, and hold every verdict against what the oracle expects."""
    facts = facts_of(tables)
    verdicts = every_verdict(facts, WorkspaceChecks().rules_asked(Selection(RULES)))
    found = {binding: told for rule, verdict in verdicts for binding, told in _decided(rule, verdict)}
    result = Result(Counter(), {}, Counter(), [])
    for rows in tables:
        known = Table(rows)
        misread = {row.id: told for row in rows for told in _misread(known, row, facts.by_id[row.id])}
        result.misread.update({row.quote: misread[row.id] for row in rows if row.id in misread})
        wanted = expected(rows)
        ids = {row.id for row in rows}
        bindings = {*wanted, *(binding for binding in found if binding[1] in ids)}
        for binding in sorted(bindings):
            _hold(result, rows, binding, found.get(binding), wanted.get(binding, frozenset()), misread)
    return result


def _decided(rule: Rule, verdict: Verdict) -> Iterator[tuple[Binding, Decided]]:
    """A verdict by what it binds."""
    ids = [bound.fact.id for bound in verdict.bound]
    if rule.code in OF_ONE or (rule.code == "GJ206" and verdict.outcome != "inconsistent"):
        ids = ids[:1]
    elif rule.code == "GJ508":
        ids.sort()
    level = (verdict.level or rule.level) if verdict.message else ""
    yield (rule.code, *ids), Decided(verdict.outcome, level)


def _misread(known: Table, row: Row, fact: Fact) -> Iterator[str]:
    """What gouji takes a figure for and what it stands for, where these differ."""
    span = known.span(row)
    if row.printed is None or span is None:
        return
    right = [Range.of(one) for one in (span, row.printed.soft)]
    read = [_range(one) for one in (fact.hard, fact.soft)]
    if read != right or fact.unit != row.printed.unit.base:
        yield f"{' '.join(map(str, read))} {fact.unit}, expected {' '.join(map(str, right))}"


def _range(interval: Interval | None) -> Range | None:
    if interval is None:
        return None
    low, high = (None if end is None else Fraction(end) for end in (interval.low, interval.high))
    return Range.of(Span(low, high, interval.low_open, interval.high_open))


def _hold(
    result: Result,
    rows: tuple[Row, ...],
    binding: Binding,
    found: Decided | None,
    wanted: frozenset[Decided],
    misread: dict[str, str],
) -> None:
    if found in wanted and found is not None:
        result.agreed[binding[0], found.outcome] += 1
    elif misread:
        result.unheld[binding[0]] += 1
    else:
        result.disagreements.append(Disagreement(rows, binding, found, wanted))


def show(result: Result, shown: int) -> None:
    """Print counts by rule, figures read otherwise, and each disagreement with its table."""
    outcomes = ("consistent", "rounding", "inconsistent", "unchecked")
    against = Counter(one.binding[0] for one in result.disagreements)
    print(f"| rule | {' | '.join(outcomes)} | figures read otherwise | decided otherwise |")
    for code in RULES:
        counts = " | ".join(str(result.agreed[code, outcome]) for outcome in outcomes)
        print(f"| {code} | {counts} | {result.unheld[code]} | {against[code]} |")
    print(f"\nfigures read otherwise: {len(result.misread)}")
    for quote, readings in sorted(result.misread.items())[:shown]:
        print(f"  {quote}: {readings}")
    print(f"\nbindings decided otherwise: {len(result.disagreements)}")
    for one in sorted(result.disagreements, key=lambda one: len(one.rows))[:shown]:
        wanted = " or ".join(" ".join(decided) for decided in sorted(one.expected)) or "nothing"
        print(f"\n{' '.join(one.binding)}: {' '.join(one.found or ('nothing',))}, expected {wanted}")
        for row in one.rows:
            cells = zip(COLUMNS, _cells("", row), strict=True)
            print("  ", " ".join(f"{name}={cell}" for name, cell in cells if cell and name != "summary"))


def main() -> None:
    """Make the tables, audit them, and print what agrees and what does not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--shown", type=int, default=50, help="so many of each list are printed")
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311  no secrets
    tables = [table(chance, f"t{number}") for number in range(asked.tables)]
    whole = Result(Counter(), {}, Counter(), [])
    for start in range(0, len(tables), BATCH):
        part = compared(tables[start : start + BATCH])
        whole.agreed.update(part.agreed)
        whole.misread.update(part.misread)
        whole.unheld.update(part.unheld)
        whole.disagreements.extend(part.disagreements)
    show(whole, asked.shown)
    sys.exit(bool(whole.misread or whole.disagreements))


if __name__ == "__main__":
    main()
