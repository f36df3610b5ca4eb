"""Planted errors between years: figures of one report changed so that the other year's contradicts them.

    python -m benchmarks.across --corpora DIR [--pairs FILE] [--plants 500] [-v]

`plants.py` says which figures constrain one another, and how one is changed. The changed report is audited
beside the other one.

- *aligned*: in the unchanged reports the figures are facts of one indicator, or stand in one binding.
- *found*: an audit of the changed reports has a new finding that holds the changed figure.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.plants import PAIRS, Place, drawn, pairs
from benchmarks.verdicts import every_verdict

from gouji.checks.audit import tables_of
from gouji.checks.registry import engine_rules
from gouji.checks.runner import run
from gouji.facts.table.assemble import assemble
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.plants import Figure, Pair, Plant

    from gouji.facts.table.facts import Fact, Facts
    from gouji.reading.documents.model import Document

PLANTS = 500
RULES = [rule for rule in engine_rules() if rule.code.startswith(("GJ2", "GJ3", "GJ4", "GJ5", "GJ6", "GJ7"))]


@dataclass(frozen=True)
class Tried:
    """What came of a plant."""

    plant: Plant
    aligned: bool
    found: bool


Told = frozenset[tuple[str, frozenset[Place], str]]
"""Findings: the code, the places of its facts, and the sum."""


class Reports:
    """Reports that are audited together."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.facts = drafts(documents)

    @cached_property
    def told(self) -> Told:
        """What an audit of them as they are finds."""
        return findings(self.facts)

    @cached_property
    def bound(self) -> frozenset[frozenset[Place]]:
        """The places of each decided binding over several reports."""
        verdicts = (verdict for _, verdict in every_verdict(self.facts, RULES))
        places = (
            frozenset(place(one.fact) for one in found.bound)
            for found in verdicts
            if found.outcome != "unchecked"
        )
        return frozenset(some for some in places if len({summary for summary, *_ in some}) > 1)

    def aligned(self, pair: Pair) -> bool:
        """Say whether the figures of a pair are known to be of one thing."""
        facts = [self.at(figure) for figure in pair.figures]
        known = [fact for fact in facts if fact is not None]
        one = len(known) == len(facts) and len({(fact.indicator, fact.key.about) for fact in known}) == 1
        bound = any(all(figure.within(some) for figure in pair.figures) for some in self.bound)
        return (one and bool(known[0].indicator)) or bound

    def at(self, figure: Figure) -> Fact | None:
        """Return the fact that was drafted where a figure stands."""
        rows = self.facts.by_summary.get(Path(figure.report).stem, ())
        return next((fact for fact in rows if figure.within([place(fact)])), None)

    def finds(self, plant: Plant) -> bool:
        """Say whether an audit finds something new at a figure once it is changed."""
        fresh = self.with_plant(plant) - self.told
        return any(plant.pair.figures[plant.place].within(told[1]) for told in fresh)

    def with_plant(self, plant: Plant) -> Told:
        """Return what an audit finds once a figure is changed."""
        figure = plant.pair.figures[plant.place]
        old = self.documents[figure.report]
        text = old.text[: figure.start] + plant.quote + old.text[figure.end :]
        return findings(drafts({**self.documents, figure.report: replace(old, text=text)}))


def drafts(documents: Mapping[str, Document]) -> Facts:
    """Return the draft facts of documents, by their paths."""
    named = {Path(name).stem: document for name, document in documents.items()}
    texts = {name: document.text for name, document in named.items()}
    return assemble(tables_of(source_of(named)), frozenset(), texts)


def place(fact: Fact) -> Place:
    """Return where a fact stands."""
    return fact.summary, -1 if fact.start is None else fact.start, fact.end or 0


def findings(facts: Facts) -> Told:
    """Return what an audit of facts finds."""
    return frozenset(
        (rule.code, frozenset(place(bound.fact) for bound in verdict.bound), verdict.algebra)
        for rule, verdict in run(facts, RULES).findings
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--plants", type=int, default=PLANTS)
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    names = {report for pair in pairs(asked.pairs) for report in pair.reports}
    texts = {name: read_document(asked.corpora / name, Path(name).name).text for name in names}
    together: dict[tuple[str, ...], list[Plant]] = {}
    for plant in drawn(asked.plants, texts, asked.pairs):
        together.setdefault(plant.pair.reports, []).append(plant)
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(tried, together.values(), repeat(asked.corpora)))
    table: Counter[tuple[str, str]] = Counter()
    for one in (one for some in results for one in some):
        count(table, one)
        if asked.verbose and not one.found:
            pair, changed = one.plant.pair, one.plant.pair.figures[one.plant.place]
            print(
                f"  {pair.name} {pair.kind} aligned={one.aligned}: {changed.report} {changed.quote} -> "
                f"{one.plant.quote}"
            )
    show(table)


def tried(some: Sequence[Plant], corpora: Path) -> list[Tried]:
    """Audit reports with each of several plants in them."""
    names = some[0].pair.reports
    reports = Reports({name: read_document(corpora / name, Path(name).name) for name in names})
    return [Tried(plant, reports.aligned(plant.pair), reports.finds(plant)) for plant in some]


def count(table: Counter[tuple[str, str]], one: Tried) -> None:
    """Enter a plant into the table."""
    kind = one.plant.pair.kind
    table[kind, "planted"] += 1
    table[kind, "found"] += one.found
    table[kind, "aligned"] += one.aligned
    table[kind, "aligned and found"] += one.aligned and one.found


def show(table: Counter[tuple[str, str]]) -> None:
    """Print the table, a line a kind."""
    columns = ("planted", "found", "aligned", "aligned and found")
    print("| kind | " + " | ".join(columns) + " |")
    for kind in sorted({kind for kind, _ in table}):
        print(f"| {kind} | " + " | ".join(str(table[kind, column]) for column in columns) + " |")
    totals = {
        name: sum(number for (_, column), number in table.items() if column == name) for name in columns
    }
    print("| all | " + " | ".join(map(str, totals.values())) + " |")
    share, of_aligned = (
        totals["found"] / totals["planted"],
        totals["aligned and found"] / max(1, totals["aligned"]),
    )
    print(f"found: {share:.1%} of all, {of_aligned:.1%} of those that are aligned")


if __name__ == "__main__":
    main()
