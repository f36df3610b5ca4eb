"""Planted errors: 1,000 figures changed by one digit or one unit, and whether that is found.

    python benchmarks/planted.py --corpora DIR

Figures are those that take part in a decided sum, rate or list (GJ2, GJ5, relations) of this repository's
workspace and of the twelve reports of DIR that have most of them; what is no figure any more (一个 in prose)
is no change. Each is changed in its document (of
the workspace: in its fact file), the document is drafted and audited anew, and the findings are held against
those of the unchanged one.

- *outside*: the changed figure leaves what the others allow. That is decided on the fact table of the
  unchanged document, with that one cell changed; the arithmetic has oracles of its own in tests/.
- *found*: an audit of the changed document has a new finding that holds the changed figure.
- *stray*: it has a new finding that does not.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.verdicts import every_verdict

from gouji.checks.audit import Selection, WorkspaceChecks, tables_of
from gouji.checks.runner import run
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.numbers.intervals import plain
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import assemble
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.facts.table.assemble import Tables
    from gouji.facts.table.facts import Fact, Facts
    from gouji.reading.documents.model import Document

FAMILIES = ("GJ2", "GJ5", "GJ7")
REPORTS = 12
CHANGES = 1000
HAN = "一二三四五六七八九"
UNITS = {"万": "亿", "亿": "万"}

Told = frozenset[tuple[str, frozenset[tuple[str, int | str]], str]]
"""Findings: the code, of each fact its summary and where it begins (of the workspace its id), and the sum."""


@dataclass(frozen=True)
class Change:
    """One change of one figure.

    Attributes:
        source: The document, or the workspace.
        fact: The figure as it stands.
        rule: The code of a decided binding that holds it.
        quote: What it is changed to, as long as before.
        kind: ``digit`` or ``unit``.
    """

    source: Source
    fact: Fact
    rule: str
    quote: str
    kind: str


class Source:
    """What is audited: tables, and the document that they were drafted from, if any."""

    def __init__(self, name: str, tables: Tables, document: Document | None, own: WorkspaceChecks) -> None:
        self.name, self.tables, self.document, self.own = name, tables, document, own
        self.rules = own.rules_asked(Selection((*FAMILIES, *(["CY-0"] if own.relations else []))))
        self.facts = self.assembled(tables)
        self.bound = dict(self._bound())
        self.told = self.findings(self.facts)

    def assembled(self, tables: Tables) -> Facts:
        """Return the facts of tables."""
        texts = {self.name: self.document.text} if self.document else {}
        return assemble(tables, frozenset(), texts)

    def _bound(self) -> Iterator[tuple[str, tuple[Fact, str]]]:
        """Figures of decided sums, rates and lists, by id, with the code of the last one."""
        for rule, verdict in every_verdict(self.facts, self.rules):
            if verdict.outcome in {"consistent", "rounding"} and not rule.code.startswith(LEFT):
                for bound in verdict.bound:
                    if bound.fact.id in self.facts.by_id and bound.fact.hard is not None:
                        yield bound.fact.id, (bound.fact, rule.code)

    def findings(self, facts: Facts) -> Told:
        """Return what an audit of facts finds."""
        return frozenset(
            (rule.code, frozenset(self.place(bound.fact) for bound in verdict.bound), verdict.algebra)
            for rule, verdict in run(facts, self.rules).findings
        )

    def place(self, fact: Fact) -> tuple[str, int | str]:
        """Return where a fact is, whatever it says."""
        return fact.summary, fact.id if self.document is None or fact.start is None else fact.start

    def with_cell(self, change: Change) -> Tables:
        """Return the tables with one quote changed, and its bounds read anew."""
        cells = {c.QUOTE: change.quote, **dict.fromkeys((c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN), "")}
        if self.closed_by_etc(change.fact):
            # 甲、乙、丙等三项 names all of them; 甲、乙、丙等四项 may leave one out.
            cells[c.COMPLETE] = ""
        if change.fact.given is not None:
            cells |= bounds(change)
        facts = self.tables.facts
        here = [one == change.fact.id for one in facts[c.ID]]
        for column, cell in cells.items():
            facts = facts.replaced(column, [cell] * len(facts), here)
        return replace(self.tables, facts=facts)

    def closed_by_etc(self, fact: Fact) -> bool:
        """Say whether 等 stands right before the count of a list."""
        start = fact.start or 0
        return bool(fact.members) and self.document is not None and self.document.text[start - 1] == "等"

    def is_figure(self, fact: Fact, quote: str) -> bool:
        """Say whether a changed quote is still a figure where it stands; 一个 is an article in prose."""
        if self.document is None:
            return True
        start, end = fact.start or 0, fact.end or 0
        before = self.document.text[max(0, start - 20) : start]
        text = before + quote + self.document.text[end : end + 20]
        return any(span.start == len(before) for span in scan(text, section=fact.section))

    def changed(self, change: Change) -> Facts:
        """Return the facts of the document that says the changed figure."""
        if self.document is None:
            return self.assembled(self.with_cell(change))
        text = self.document.text
        start, end = change.fact.start or 0, change.fact.end or 0
        document = replace(self.document, text=text[:start] + change.quote + text[end:])
        made = tables_of(source_of({self.name: document}))
        return assemble(made, frozenset(), {self.name: document.text})


LEFT = ("GJ203", "GJ204", "GJ207", "GJ208", "GJ7")
"""Rules that decide about no sum, rate or list of figures."""


def bounds(change: Change) -> dict[str, str]:
    """Return the bounds of the changed quote, with the sign that the words around the old one gave it."""
    fact = change.fact
    hard = parse(change.quote, section=fact.section).hard
    old = parse(fact.quote, section=fact.section).hard
    if hard is None:
        return {}
    hard = -hard if old is not None and fact.given == -old and fact.given != old else hard
    return {
        c.LOW: "" if hard.low is None else plain(hard.low),
        c.HIGH: "" if hard.high is None else plain(hard.high),
        c.LOW_OPEN: "true" if hard.low_open and hard.low is not None else "",
        c.HIGH_OPEN: "true" if hard.high_open and hard.high is not None else "",
    }


def variants(fact: Fact) -> Iterator[tuple[str, str]]:
    """Return every quote that differs from a fact's by one digit or one unit, with what was changed."""
    for place, sign in enumerate(fact.quote):
        others, kind = "", "digit"
        if sign.isdigit() and sign.isascii():
            others = "0123456789"
        elif sign in HAN:
            others = HAN
        elif sign in UNITS:
            others, kind = UNITS[sign], "unit"
        for other in others:
            quote = f"{fact.quote[:place]}{other}{fact.quote[place + 1 :]}"
            if other != sign and reads(quote, fact):
                yield quote, kind


def reads(quote: str, fact: Fact) -> bool:
    """Say whether a changed quote is still a figure of the same form."""
    try:
        figure = parse(quote, section=fact.section)
    except FigureError:
        return False
    return figure.hard is not None and not quote.lstrip("达到至增减").startswith("0")


def sources(corpora: Path) -> Iterator[Source]:
    """Return the workspace, and of all documents those with most figures in decided bindings."""
    workspace = open_workspace(Path(__file__).parents[1])
    yield Source("workspace", load(workspace), None, WorkspaceChecks.of(workspace))
    found = []
    for path in sorted(corpora.rglob("*.txt")):
        document = read_document(path, path.name)
        made = tables_of(source_of({path.stem: document}))
        found.append(Source(path.stem, made, document, WorkspaceChecks()))
    yield from sorted(found, key=lambda one: (-len(one.bound), one.name))[:REPORTS]


def outside(change: Change) -> bool:
    """Say whether a changed figure leaves what the others of its bindings allow."""
    source = change.source
    facts = source.assembled(source.with_cell(change))
    for rule, verdict in every_verdict(facts, source.rules):
        holds = any(bound.fact.id == change.fact.id for bound in verdict.bound)
        if holds and verdict.outcome == "inconsistent" and not rule.code.startswith(LEFT):
            return True
    return False


def judge(change: Change) -> tuple[bool, bool, int]:
    """Return whether a change leaves what is allowed, whether it is found, and how many strays it makes."""
    source = change.source
    fresh = source.findings(source.changed(change)) - source.told
    place = source.place(change.fact)
    found = [one for one in fresh if place in one[1]]
    return outside(change), bool(found), len(fresh) - len(found)


def drawn(everything: Sequence[Source], count: int) -> list[Change]:
    """Draw changes: figures in turn, in random order over all documents; of each, one at random."""
    source_of_chance = random.Random(20261124)  # noqa: S311  no secrets
    decks: list[list[Change]] = []
    for source in everything:
        for fact, rule in source.bound.values():
            read = [pair for pair in variants(fact) if source.is_figure(fact, pair[0])]
            deck = [Change(source, fact, rule, quote, kind) for quote, kind in read]
            source_of_chance.shuffle(deck)
            decks.append(deck)
    source_of_chance.shuffle(decks)
    found: list[Change] = []
    while len(found) < count and any(decks):
        for deck in decks:
            if deck and len(found) < count:
                found.append(deck.pop())
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    everything = list(sources(asked.corpora))
    for source in everything:
        print(f"{source.name}: {len(source.bound)} figures in decided sums, rates and lists")
    table: Counter[tuple[str, str]] = Counter()
    for change in drawn(everything, asked.changes):
        leaves, found, strays = judge(change)
        key = f"{change.rule} {change.kind}"
        table[key, "planted"] += 1
        table[key, "outside"] += leaves
        table[key, "outside and found"] += leaves and found
        table[key, "within"] += not leaves
        table[key, "stray findings"] += strays
        if asked.verbose and ((leaves and not found) or strays):
            told = f"{change.fact.quote} -> {change.quote}"
            print(f"  {change.source.name} {change.rule} {told}: {leaves=} {found=} {strays=}")
    columns = ("planted", "outside", "outside and found", "within", "stray findings")
    print("| rule, change | " + " | ".join(columns) + " |")
    for key in sorted({key for key, _ in table}):
        print(f"| {key} | " + " | ".join(str(table[key, column]) for column in columns) + " |")
    totals = (sum(table[key] for key in table if key[1] == column) for column in columns)
    print("| all | " + " | ".join(map(str, totals)) + " |")
    noticed, leaving = (
        sum(table[key] for key in table if key[1] == column) for column in ("outside and found", "outside")
    )
    print(f"noticed of those that leave what is allowed: {noticed / max(1, leaving):.3f}")


if __name__ == "__main__":
    main()
