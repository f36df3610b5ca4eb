"""Planted errors: figures changed by one digit, and whether an audit reports something about them.

    python -m benchmarks.planted --corpora DIR [--sample 300] [--seed S] [--without WORDS] [--units] [-v]

Figures are those that take part in a decided sum, rate or list (GJ2, GJ5, relations) of this repository's
workspace and of the documents of DIR, drawn evenly over the kinds of these (its folders); of each figure one
variant is drawn. What is no figure any more (一个 in prose) is no change. Each is changed in its document (of
the workspace: in its fact file), that document alone is drafted and audited anew, with every rule, and the
findings are held against those of the unchanged one.

- *outside*: a binding that held in the unchanged document does not hold any more. That is decided on the
  fact table of the unchanged document, with that one cell changed; arithmetic has its own oracles in tests/.
- *noticed*: an audit of the changed document has a new finding of level warning or above that holds the
  changed figure; *note*: only one of level note.
- *stray*: it has new findings, of level warning or above, and none holds the changed figure.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.verdicts import every_verdict

from gouji.checks.audit import WorkspaceChecks, audit, tables_of
from gouji.checks.selection import Selection
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan
from gouji.facts.files.load import Source, load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.numbers.intervals import plain
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import assemble
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.checks.rule import Rule, Verdict
    from gouji.facts.table.assemble import Tables
    from gouji.facts.table.facts import Fact, Facts

ROOT = Path(__file__).parents[1]
FAMILIES = ("GJ2", "GJ5")
LEFT = ("GJ203", "GJ204", "GJ207", "GJ208")
"""Rules that decide about no sum, rate or list of figures."""
PROCESSES = 2
SAMPLE = 300
SEED = 20261124
HAN = "一二三四五六七八九"
UNITS = {"万": "亿", "亿": "万"}

Place = tuple[str | None, int | str | None]
"""The summary of a fact and where it begins; of the workspace its id."""

Told = frozenset[tuple[str, frozenset[Place], str]]
"""Findings: the code, the places, and the sum."""


class Change(NamedTuple):
    """One change of one figure.

    Attributes:
        kind: What the document is: ``workspace``, or its folder below the corpora.
        path: The document; None for the workspace.
        fact: The id of the figure.
        rule: The code of a decided binding that holds it.
        old: Its quote.
        quote: What it is changed to, as long as before.
    """

    kind: str
    path: Path | None
    fact: str
    rule: str
    old: str
    quote: str


class Judged(NamedTuple):
    """What came of a change: what it broke, and what findings hold it, by level; see the module."""

    change: Change
    outside: bool
    noticed: bool
    note: bool
    stray: bool
    seconds: float


@dataclass(frozen=True)
class Base:
    """A document as it stands: tables, texts, rules, and what they decide.

    Attributes:
        source: What is audited.
        tables: Its tables.
        own: The checks of the workspace, or none.
        rules: The rules about sums, rates and lists.
        facts: The fact table.
        held: By the id of a figure, the bindings that hold: the code and the ids.
    """

    source: Source
    tables: Tables
    own: WorkspaceChecks
    rules: Mapping[str, Rule]
    facts: Facts
    held: Mapping[str, frozenset[tuple[str, frozenset[str]]]]


@lru_cache(maxsize=2)
def base_of(path: Path | None) -> Base:
    """Read a document, or the workspace, and decide what its rules bind."""
    if path is None:
        workspace = open_workspace(ROOT)
        own, tables = WorkspaceChecks.of(workspace), load(workspace)
        source = Source("workspace", lambda _: tables, workspace)
    else:
        own, source = WorkspaceChecks(), source_of({path.stem: read_document(path, path.name)})
        tables = tables_of(source)
    chosen = own.rules_asked(Selection((*FAMILIES, *(["CY-0"] if own.relations else []))))
    rules = {rule.code: rule for rule in chosen if not rule.code.startswith(LEFT)}
    facts = assemble(tables, frozenset(), source.texts)
    held: dict[str, set[tuple[str, frozenset[str]]]] = {}
    for rule, verdict in every_verdict(facts, rules.values()):
        if verdict.outcome in {"consistent", "rounding"}:
            for fact in ids(verdict):
                held.setdefault(fact, set()).add((rule.code, ids(verdict)))
    return Base(source, tables, own, rules, facts, {fact: frozenset(found) for fact, found in held.items()})


def ids(verdict: Verdict) -> frozenset[str]:
    """Return the ids of the facts that a verdict binds."""
    return frozenset(bound.fact.id for bound in verdict.bound)


@lru_cache(maxsize=2)
def told_by(path: Path | None) -> Told:
    """Return the findings of the unchanged document."""
    base = base_of(path)
    return frozenset(told for told, _ in findings(base.source, base.own))


def findings(source: Source, own: WorkspaceChecks) -> Iterator[tuple[tuple[str, frozenset[Place], str], str]]:
    """Yield the findings of an audit with every rule, each with its level."""
    in_texts = bool(source.texts)
    for one in audit(source, own=own).findings:
        places = frozenset((fact.summary, fact.start if in_texts else fact.id) for fact in one.facts)
        yield (one.rule, places, one.algebra), one.level


def figures(kind: str, path: Path | None, *, units: bool) -> list[list[Change]]:
    """Return, for each figure of a document that takes part in a decided binding, its changes."""
    base = base_of(path)
    found = []
    for fact in base.facts.by_id.values():
        rules = base.held.get(fact.id)
        if rules and fact.hard is not None:
            rule = max(code for code, _ in rules)
            quotes = [quote for quote in variants(fact, units=units) if is_figure(base, fact, quote)]
            found.append([Change(kind, path, fact.id, rule, fact.quote, quote) for quote in quotes])
    return [changes for changes in found if changes]


def with_cell(base: Base, fact: Fact, quote: str) -> Tables:
    """Return the tables with one quote changed, and its bounds read anew."""
    cells = {c.QUOTE: quote, **dict.fromkeys((c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN), "")}
    if closed_by_etc(base, fact):
        # 甲、乙、丙等三项 names all of them; 甲、乙、丙等四项 may leave one out.
        cells[c.COMPLETE] = ""
    if fact.given is not None:
        cells |= bounds(fact, quote)
    facts = base.tables.facts
    here = [one == fact.id for one in facts[c.ID]]
    for column, cell in cells.items():
        facts = facts.replaced(column, [cell] * len(facts), here)
    return replace(base.tables, facts=facts)


def text_of(base: Base, fact: Fact) -> str:
    """Return the text that a fact stands in; of the workspace none."""
    return base.source.texts.get(fact.summary, "")


def closed_by_etc(base: Base, fact: Fact) -> bool:
    """Say whether 等 stands right before the count of a list."""
    text, start = text_of(base, fact), fact.start or 0
    return bool(fact.members) and bool(text) and text[start - 1] == "等"


def is_figure(base: Base, fact: Fact, quote: str) -> bool:
    """Say whether a changed quote is still a figure where it stands; 一个 is an article in prose."""
    text = text_of(base, fact)
    if not text:
        return True
    start, end = fact.start or 0, fact.end or 0
    before = text[max(0, start - 20) : start]
    said = before + quote + text[end : end + 20]
    return any(span.start == len(before) for span in scan(said, section=fact.section))


def changed(base: Base, path: Path | None, fact: Fact, quote: str) -> Source:
    """Return the document that says the changed figure, or the workspace."""
    if path is None:
        tables = with_cell(base, fact, quote)
        return replace(base.source, tables=lambda _: tables)
    document = read_document(path, path.name)
    start, end = fact.start or 0, fact.end or 0
    text = document.text[:start] + quote + document.text[end:]
    return source_of({path.stem: replace(document, text=text)})


def bounds(fact: Fact, quote: str) -> dict[str, str]:
    """Return the bounds of a changed quote, with the sign that the words around the old one gave it."""
    hard = parse(quote, section=fact.section).hard
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


def variants(fact: Fact, *, units: bool) -> Iterator[str]:
    """Yield every quote that differs from a fact's by one digit, or by its unit."""
    for place, sign in enumerate(fact.quote):
        others = ""
        if units:
            others = UNITS.get(sign, "")
        elif sign.isdigit() and sign.isascii():
            others = "0123456789"
        elif sign in HAN:
            others = HAN
        for other in others:
            quote = f"{fact.quote[:place]}{other}{fact.quote[place + 1 :]}"
            if other != sign and reads(quote, fact):
                yield quote


def reads(quote: str, fact: Fact) -> bool:
    """Say whether a changed quote is still a figure of the same form."""
    try:
        figure = parse(quote, section=fact.section)
    except FigureError:
        return False
    return figure.hard is not None and not quote.lstrip("达到至增减").startswith("0")


def is_outside(base: Base, fact: Fact, quote: str) -> bool:
    """Say whether a binding that held before the change does not hold any more."""
    text, start, end = text_of(base, fact), fact.start or 0, fact.end or 0
    texts = {**base.source.texts, fact.summary: text[:start] + quote + text[end:]} if text else {}
    facts = assemble(with_cell(base, fact, quote), frozenset(), texts)
    held = base.held[fact.id]
    rules = [base.rules[code] for code in sorted({code for code, _ in held})]
    return any(
        verdict.outcome == "inconsistent" and (rule.code, ids(verdict)) in held
        for rule, verdict in every_verdict(facts, rules)
    )


def judge(change: Change) -> Judged:
    """Return what came of a change."""
    began = perf_counter()
    base = base_of(change.path)
    fact = base.facts.by_id[change.fact]
    if not is_outside(base, fact, change.quote):
        return Judged(change, False, False, False, False, perf_counter() - began)
    source = changed(base, change.path, fact, change.quote)
    place: Place = (fact.summary, fact.start if base.source.texts else fact.id)
    fresh = [(told, level) for told, level in findings(source, base.own) if told not in told_by(change.path)]
    here = [level for (_, places, _), level in fresh if place in places]
    noticed = any(level != "note" for level in here)
    stray = not here and any(level != "note" for _, level in fresh)
    return Judged(change, True, noticed, bool(here) and not noticed, stray, perf_counter() - began)


def judge_all(changes: Sequence[Change]) -> list[Judged]:
    """Judge the changes of one document."""
    return [judge(change) for change in changes]


def documents(corpora: Path, without: Sequence[str]) -> list[tuple[str, Path | None]]:
    """Return the workspace and the documents of the corpora, each with its kind."""
    paths = [
        path for path in sorted(corpora.rglob("*.txt")) if not any(word in path.stem for word in without)
    ]
    return [("workspace", None), *((path.parent.name, path) for path in paths)]


def drawn(decks: Sequence[list[Change]], count: int, seed: int) -> list[Change]:
    """Draw changes: kinds of documents in turn, of each another figure; of a figure one change at random."""
    chance = random.Random(seed)  # noqa: S311  no secrets
    by_kind: dict[str, list[Change]] = {}
    for deck in sorted(decks, key=lambda one: (one[0].kind, str(one[0].path), one[0].fact)):
        by_kind.setdefault(deck[0].kind, []).append(chance.choice(deck))
    for changes in by_kind.values():
        chance.shuffle(changes)
    found: list[Change] = []
    while len(found) < count and any(by_kind.values()):
        for changes in by_kind.values():
            if changes and len(found) < count:
                found.append(changes.pop())
    return found


def main() -> None:
    """Print what is not noticed as it comes, and the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--without", default="", help="leave out documents whose names hold one of these")
    parser.add_argument("--units", action="store_true", help="change a unit, not a digit")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what is not noticed")
    asked = parser.parse_args()
    which = documents(asked.corpora, asked.without.split())
    with get_context("fork").Pool(PROCESSES) as pool:
        found = pool.starmap(partial(figures, units=asked.units), which, chunksize=1)
        decks = [deck for document in found for deck in document]
        print(f"{len(which)} documents, {len(decks)} figures in decided sums, rates and lists", flush=True)
        by_document: dict[Path | None, list[Change]] = {}
        for change in drawn(decks, asked.sample, asked.seed):
            by_document.setdefault(change.path, []).append(change)
        judged: list[Judged] = []
        for some in pool.imap_unordered(judge_all, sorted(by_document.values(), key=len, reverse=True)):
            judged += some
            for one in some if asked.verbose else ():
                if one.outside and not one.noticed:
                    print(f"  {said(one)}", flush=True)
            print(f"{len(judged)} changes, {said_share(judged)}", flush=True)
    print_table("kind of document", {one.change: one.change.kind for one in judged}, judged)
    print_table("rule", {one.change: one.change.rule for one in judged}, judged)


def said(one: Judged) -> str:
    """Return a change that was not noticed, in one line."""
    change = one.change
    how = "note only" if one.note else "stray" if one.stray else "nothing"
    name = change.path.stem if change.path else "workspace"
    return f"{name} {change.rule} {change.fact}: {change.old} -> {change.quote}: {how} ({one.seconds:.1f} s)"


def said_share(judged: Sequence[Judged]) -> str:
    """Return how many of the changes that leave what is allowed are noticed."""
    outside = sum(one.outside for one in judged)
    noticed = sum(one.noticed for one in judged)
    return f"{outside} leave what is allowed, {noticed} noticed: {noticed / max(1, outside):.3f}"


def print_table(head: str, keys: Mapping[Change, str], judged: Sequence[Judged]) -> None:
    """Print how many are noticed by a key of the changes."""
    table: Counter[tuple[str, str]] = Counter()
    for one in judged:
        for key in (keys[one.change], "all"):
            table[key, "planted"] += 1
            for column in ("outside", "noticed", "note", "stray"):
                table[key, column] += getattr(one, column)
    print(f"| {head} | planted | outside | noticed | note | stray |")
    for key in sorted({key for key, _ in table}, key=lambda key: (key == "all", key)):
        cells = (str(table[key, column]) for column in ("planted", "outside", "noticed", "note", "stray"))
        print(f"| {key} | {' | '.join(cells)} |")
    print(said_share(judged))


if __name__ == "__main__":
    main()
