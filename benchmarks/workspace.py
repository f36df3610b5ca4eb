"""Planted errors in this repository's workspace: what only a table can lose.

    python -m benchmarks.workspace [-v]

A copy of the workspace is changed at one place and audited, without texts, again and again:

- *counterpart*: a joint act names nobody of the other side any more;
- *renamed*: the partner of a joint act is another body of the same side, of another function;
- *edition*: an edition that the table of indicators dates is one too high;
- *streak*: 连续N年 is two too high;
- *unit*: 亿 is 万, or 万 is 亿;
- *batch*: the row of a numbered batch is gone.

*Found* means a finding that the unchanged workspace does not have and that holds the changed row; of a batch
that is gone, of any row. *Asked* leaves out changed units of rows that nothing else in the table constrains:
no decided binding of the unchanged workspace that holds more than the row itself has them.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.audit import audit
from gouji.checks.rules import engine_rules
from gouji.checks.runner import run
from gouji.facts.assemble import assemble
from gouji.facts.load import load
from gouji.facts.prose.bodies import body_of
from gouji.facts.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.facts.table import Fact, Facts

ROOT = Path(__file__).parents[1]
BOUNDS = ("low", "high", "low_open", "high_open", "unit")
HAN = "一二三四五六七八九"


class Plant(NamedTuple):
    """A row that is changed: its kind, file and id, and the cells that are set; None = the row goes."""

    kind: str
    file: str
    id: str
    cells: dict[str, str] | None


def plants(facts: Facts) -> Iterator[Plant]:
    """Return one plant a row and kind."""
    names = {one.id: one.name for one in facts.dimensions.entities.values()}
    for fact in facts:
        if fact.subject and fact.partner and not fact.alone:
            yield Plant("counterpart", fact.file, fact.id, {"partner": ""})
            other = _other_body(facts, fact, names)
            if other:
                yield Plant("renamed", fact.file, fact.id, {"partner": other})
        row = facts.indicator_of(fact)
        if fact.form == "ordinal" and row is not None and row.edition is not None:
            yield from _said(fact, "edition", _raised(fact.quote, 1))
        if fact.quote.startswith("连续"):
            yield from _said(fact, "streak", _raised(fact.quote, 2))
        if fact.form == "amount" and re.search("[万亿]", fact.quote):
            swapped = fact.quote.translate(str.maketrans("万亿", "亿万"))
            yield from _said(fact, "unit", swapped)
        if row is not None and re.search("第[一二三四]批", row.name) and fact.form == "count":
            yield Plant("batch", fact.file, fact.id, None)


def _other_body(facts: Facts, fact: Fact, names: Mapping[str, str]) -> str:
    """A body of the partner's side and of another function."""
    named = body_of(facts.dimensions.name_of(fact.partner[0]))
    if named is None or not named.function or len(fact.partner) > 1:
        return ""
    bodies = ((one, body_of(name)) for one, name in names.items())
    fit = (
        one
        for one, body in bodies
        if body and body.side == named.side and body.function and body.function != named.function
    )
    return next(fit, "")


def _said(fact: Fact, kind: str, quote: str) -> Iterator[Plant]:
    if quote != fact.quote:
        yield Plant(kind, fact.file, fact.id, {"quote": quote, **dict.fromkeys(BOUNDS, "")})


def _raised(quote: str, by: int) -> str:
    """The quote with its number raised; unchanged where it has none of one digit or of digits."""
    digits = re.search("[0-9]+", quote)
    if digits:
        return f"{quote[: digits.start()]}{int(digits[0]) + by}{quote[digits.end() :]}"
    found = re.search(f"(?<![十百])[{HAN}](?![十百])", quote)
    if found is None or HAN.index(found[0]) + by >= len(HAN):
        return quote
    return f"{quote[: found.start()]}{HAN[HAN.index(found[0]) + by]}{quote[found.end() :]}"


def planted(root: Path, plant: Plant) -> None:
    """Write a plant into a copy of the workspace."""
    path = root / plant.file
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["id"] != plant.id or plant.cells is not None]
    for row in kept:
        if row["id"] == plant.id and plant.cells is not None:
            row.update({name: cell for name, cell in plant.cells.items() if name in row})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


Told = frozenset[tuple[str, frozenset[str], str]]


def told(root: Path) -> Told:
    """What an audit finds: the rule, its facts, the sum."""
    found = audit(open_workspace(root), ".").findings
    return frozenset(
        (one.rule, frozenset(filter(None, (fact.id for fact in one.facts))), one.algebra) for one in found
    )


def constrained(facts: Facts) -> frozenset[str]:
    """Ids of facts that stand in a decided binding with others."""
    verdicts = (
        verdict for _, verdict in run(facts, engine_rules()).verdicts if verdict.outcome != "unchecked"
    )
    bound = ({one.fact.id for one in verdict.bound} for verdict in verdicts)
    return frozenset(one for some in bound if len(some) > 1 for one in some)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", "--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    facts = assemble(load(open_workspace(ROOT)), frozenset(), (), {})
    bound = constrained(facts)
    table: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        for name in ("facts", "checks"):
            shutil.copytree(ROOT / name, clean / name)
        shutil.copy(ROOT / "pyproject.toml", clean)
        before = told(clean)
        for plant in plants(facts):
            work = Path(folder) / "work"
            shutil.copytree(clean, work)
            planted(work, plant)
            fresh = told(work) - before
            shutil.rmtree(work)
            found = any(plant.cells is None or plant.id in ids for _, ids, _ in fresh)
            asked = plant.kind != "unit" or plant.id in bound
            for column, counted in (
                ("planted", True), ("found", found), ("asked", asked), ("asked and found", asked and found)
            ):  # fmt: skip
                table[plant.kind, column] += counted
            if verbose and not found:
                print(f"  {plant.kind} {asked=}: {plant.id} {plant.cells}")
    show(table)


def show(table: Counter[tuple[str, str]]) -> None:
    """Print the table, a line a kind."""
    columns = ("planted", "found", "asked", "asked and found")
    print("| kind | " + " | ".join(columns) + " |")
    for kind in sorted({kind for kind, _ in table}):
        print(f"| {kind} | " + " | ".join(str(table[kind, column]) for column in columns) + " |")
    print(
        "| all | "
        + " | ".join(str(sum(n for (_, c), n in table.items() if c == one)) for one in columns)
        + " |"
    )


if __name__ == "__main__":
    main()
