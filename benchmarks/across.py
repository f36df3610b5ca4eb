"""Planted errors between years: figures of one report changed so that the other year's contradicts them.

    python benchmarks/across.py --corpora DIR [--plants 500] [-v]

`pairs.csv` has figures of two (or three) reports that a reader holds against each other because one
constrains the other; they were marked by reading the reports, before any of them was audited. Each is changed
by one digit or one unit, as long as before, so that what it constrains cannot be true with it any more; that
is decided here from the quotes alone. The changed report is audited beside the other one.

- *aligned*: in the unchanged reports the figures are facts of one indicator, or stand in one binding.
- *found*: an audit of the changed reports has a new finding that holds the changed figure.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.checks.rules import engine_rules
from gouji.checks.runner import run
from gouji.facts.assemble import assemble
from gouji.facts.documents import read_document
from gouji.facts.drafted import drafted
from gouji.facts.figures import FigureError, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gouji.facts.documents import Document
    from gouji.facts.intervals import Interval
    from gouji.facts.table import Fact, Facts

PAIRS = Path(__file__).parent / "pairs.csv"
PLANTS = 500
HAN = "一二三四五六七八九"
UNITS = {"万": "亿", "亿": "万"}
RULES = [rule for rule in engine_rules() if rule.code.startswith(("GJ2", "GJ3", "GJ4", "GJ5", "GJ6", "GJ7"))]


@dataclass(frozen=True)
class Figure:
    """A figure of a report: the report's path below the corpora, the quote, and where it stands."""

    report: str
    quote: str
    start: int
    end: int

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands, whatever it says."""
        return Path(self.report).stem, self.start


@dataclass(frozen=True)
class Pair:
    """Figures that constrain one another."""

    name: str
    kind: str
    figures: tuple[Figure, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that they stand in."""
        return tuple(dict.fromkeys(figure.report for figure in self.figures))


@dataclass(frozen=True)
class Plant:
    """A pair with one of its figures changed."""

    pair: Pair
    place: int
    quote: str


Told = frozenset[tuple[str, frozenset[tuple[str, int]], str]]
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
    def bound(self) -> frozenset[frozenset[tuple[str, int]]]:
        """The places of each decided binding over several reports."""
        verdicts = (verdict for _, verdict in run(self.facts, RULES).verdicts)
        places = (
            frozenset(place(one.fact) for one in found.bound)
            for found in verdicts
            if found.outcome != "unchecked"
        )
        return frozenset(some for some in places if len({summary for summary, _ in some}) > 1)

    def aligned(self, pair: Pair) -> bool:
        """Say whether the figures of a pair are known to be of one thing."""
        facts = [self.at(figure) for figure in pair.figures]
        known = [fact for fact in facts if fact is not None]
        one = len(known) == len(facts) and len({(fact.indicator, fact.key.about) for fact in known}) == 1
        places = {figure.place for figure in pair.figures}
        return (one and bool(known[0].indicator)) or any(places <= some for some in self.bound)

    def at(self, figure: Figure) -> Fact | None:
        """Return the fact that was drafted where a figure stands."""
        summary, start = figure.place
        rows = self.facts.by_summary.get(summary, ())
        return next(
            (fact for fact in rows if fact.start is not None and fact.start <= start < (fact.end or 0)), None
        )

    def with_plant(self, plant: Plant) -> Told:
        """Return what an audit finds once a figure is changed."""
        figure = plant.pair.figures[plant.place]
        old = self.documents[figure.report]
        text = old.text[: figure.start] + plant.quote + old.text[figure.end :]
        return findings(drafts({**self.documents, figure.report: replace(old, text=text)}))


def drafts(documents: Mapping[str, Document]) -> Facts:
    """Return the draft facts of documents, by their paths."""
    made = drafted({Path(name).stem: document for name, document in documents.items()})
    return assemble(made.tables, frozenset(), (), made.texts, drafted=True)


def place(fact: Fact) -> tuple[str, int]:
    """Return where a fact stands."""
    return fact.summary, -1 if fact.start is None else fact.start


def findings(facts: Facts) -> Told:
    """Return what an audit of facts finds."""
    found = [(rule, verdict) for rule, verdict in run(facts, RULES).verdicts if verdict.is_finding]
    return frozenset(
        (rule.code, frozenset(place(bound.fact) for bound in verdict.bound), verdict.algebra)
        for rule, verdict in found
    )


def read(quote: str, section: str = "review") -> Interval:
    """Return what a quote can stand for.

    Raises:
        FigureError: It is no figure, or has no bounds.
    """
    hard = parse(quote, section=section).hard
    if hard is None:
        raise FigureError("no bounds")
    return hard


def meets(one: Interval, two: Interval) -> bool:
    """Say whether two figures can be one value."""
    return one.meets(two)


def at_most(one: Interval, two: Interval) -> bool:
    """Say whether *one* can be at most *two*."""
    return one.low is None or two.high is None or one.low <= two.high


def grown(before: Interval, change: Interval, now: Interval, unit: str) -> bool:
    """Say whether a level can have come from another by a change, or by a growth in percent."""
    return ((now / before - 1) * 100 if unit == "%" else now - before).meets(change)


def holds(kind: str, quotes: Sequence[str]) -> bool:
    """Say whether figures of a pair can be true together.

    Raises:
        FigureError: One is no figure any more.
        ValueError: What it is divided by may be 0.
    """
    target = ["target" if kind == "target" and not place_ else "review" for place_ in range(len(quotes))]
    known = [read(quote, section) for quote, section in zip(quotes, target, strict=True)]
    return CONSTRAINTS[kind](known, [parse(quote).unit for quote in quotes])


CONSTRAINTS: Mapping[str, Callable[[Sequence[Interval], Sequence[str]], bool]] = {
    "restated": lambda known, _: all(meets(known[0], other) for other in known[1:]),
    "joint": lambda known, _: all(meets(known[0], other) for other in known[1:]),
    "running": lambda known, _: meets(known[0] + known[1], known[2]),
    "chain": lambda known, units: grown(known[0], known[1], known[2], units[1]),
    "streak": lambda known, _: meets(known[0] + 1, known[1]),
    "edition": lambda known, _: meets(known[0] + 1, known[1]),
    "term": lambda known, _: at_most(sum(known[1:-1], known[0]), known[-1]),
    "part": lambda known, _: at_most(known[0], known[1]),
    "cumulative": lambda known, _: at_most(known[0], known[1]),
    "target": lambda known, _: at_most(known[0], known[1]),
}
"""What must hold by kind of pair, in the order in which `pairs.csv` has the figures."""


def pairs() -> Iterator[Pair]:
    """Return the pairs that were marked."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures = [
                Figure(
                    row[f"doc_{one}"], row[f"quote_{one}"], int(row[f"start_{one}"]), int(row[f"end_{one}"])
                )
                for one in "abc"
                if row[f"doc_{one}"]
            ]
            yield Pair(row["pair"], row["kind"], tuple(figures))


def variants(quote: str) -> Iterator[str]:
    """Return every quote that differs by one digit or one unit and is as long as before."""
    for place_, sign in enumerate(quote):
        others = HAN if sign in HAN else UNITS.get(sign, "")
        if sign.isascii() and sign.isdigit():
            others = "0123456789"
        yield from (f"{quote[:place_]}{other}{quote[place_ + 1 :]}" for other in others if other != sign)


def plants(pair: Pair, chance: random.Random) -> list[Plant]:
    """Return changes of a pair that contradict it, in a random order."""
    quotes = [figure.quote for figure in pair.figures]
    found = []
    for place_, quote in enumerate(quotes):
        for other in variants(quote):
            try:
                broken = not holds(pair.kind, [*quotes[:place_], other, *quotes[place_ + 1 :]])
            except (FigureError, ValueError):
                continue
            if broken and not other.lstrip("达到至增减约近超").startswith("0"):
                found.append(Plant(pair, place_, other))
    chance.shuffle(found)
    return found


def drawn(count: int) -> list[Plant]:
    """Draw plants: the pairs in turn, so that each takes part."""
    chance = random.Random(20261127)  # noqa: S311  no secrets
    decks = [plants(pair, chance) for pair in pairs() if pair.kind in CONSTRAINTS]
    found: list[Plant] = []
    while len(found) < count and any(decks):
        for deck in decks:
            if deck and len(found) < count:
                found.append(deck.pop())
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--plants", type=int, default=PLANTS)
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    known: dict[tuple[str, ...], Reports] = {}
    table: Counter[tuple[str, str]] = Counter()
    for plant in drawn(asked.plants):
        pair = plant.pair
        if pair.reports not in known:
            documents = {name: read_document(asked.corpora / name, Path(name).name) for name in pair.reports}
            known[pair.reports] = Reports(documents)
        reports = known[pair.reports]
        fresh = reports.with_plant(plant) - reports.told
        changed = pair.figures[plant.place]
        found = any(changed.place in told[1] for told in fresh)
        aligned = reports.aligned(pair)
        count(table, pair.kind, aligned=aligned, found=found)
        if asked.verbose and not found:
            print(f"  {pair.name} {pair.kind} {aligned=}: {changed.report} {changed.quote} -> {plant.quote}")
    show(table)


def count(table: Counter[tuple[str, str]], kind: str, *, aligned: bool, found: bool) -> None:
    """Enter a plant into the table."""
    table[kind, "planted"] += 1
    table[kind, "found"] += found
    table[kind, "aligned"] += aligned
    table[kind, "aligned and found"] += aligned and found


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
