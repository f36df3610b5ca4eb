"""Planted errors in this repository's workspace: what only a table can lose.

    python -m benchmarks.workspace [-v]

The workspace is read once; its tables are changed at one place and audited, without texts, again and again:

- *counterpart*: a joint act names nobody of the other side any more;
- *renamed*: the partner of a joint act is another body of the same side, of another function;
- *edition*: an edition that the table of indicators dates is one too high;
- *streak*: 连续N年 is two too high;
- *unit*: 亿 is 万, or 万 is 亿, or 万亿 is 亿;
- *batch*: the row of a numbered batch is gone.

*Found* means a finding that the unchanged workspace does not have and that holds the changed row; of a batch
that is gone, of any row. *Asked* are all but

- counterparts of a joint body, and partners of subjects of both sides: without them nobody is missing;
- units of rows whose value no decided binding of the unchanged workspace holds against that of another row
  (that quotes do not overlap, who acts and when says nothing of an amount);
- batches that are neither part nor total of a complete breakdown: without what it needs a relation is
  unchecked, with the reason, and no finding; where the batch is told once more elsewhere nothing is lost.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.verdicts import every_verdict

from gouji.checks.audit import WorkspaceChecks, audit
from gouji.checks.bindings.counterparts import is_joint, sides_of
from gouji.checks.selection import Selection
from gouji.facts.files.load import Source, load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import assemble
from gouji.reading.lexicon.organisations import organisation_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from gouji.facts.table.assemble import Tables
    from gouji.facts.table.facts import Fact, Facts

ROOT = Path(__file__).parents[1]
BOUNDS = ("low", "high", "low_open", "high_open", "unit")
ABOUT_ELSE = ("GJ1", "GJ3", "GJ6")
"""Beginnings of the codes of rules that bind where quotes stand, who acts and when, and no amounts."""
SWAPPED = {"万": "亿", "亿": "万", "万亿": "亿"}
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
            yield from _said(fact, "unit", re.sub("万亿|[万亿]", lambda unit: SWAPPED[unit[0]], fact.quote))
        if row is not None and re.search("第[一二三四]批", row.name) and fact.form == "count":
            yield Plant("batch", fact.file, fact.id, None)


def _other_body(facts: Facts, fact: Fact, names: Mapping[str, str]) -> str:
    """A body of the partner's side and of another function."""
    named = organisation_of(facts.dimensions.name_of(fact.partner[0]))
    if named is None or not named.function or len(fact.partner) > 1:
        return ""
    bodies = ((one, organisation_of(name)) for one, name in names.items())
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


def planted(tables: Tables, plant: Plant) -> Tables:
    """Return the tables with a plant in them, as if its file had been changed and read again."""
    facts = tables.facts
    places = zip(facts[c.FILE], facts[c.ID], strict=True)
    here = [place == (plant.file, plant.id) for place in places]
    if plant.cells is None:
        return replace(tables, facts=facts.where([not one for one in here]))
    for column, cell in plant.cells.items():
        facts = facts.replaced(column, [cell] * len(facts), here)
    return replace(tables, facts=facts)


Told = frozenset[tuple[str, frozenset[str], str]]


def told(tables: Tables, own: WorkspaceChecks) -> Told:
    """What an audit finds: the rule, its facts, the sum."""
    found = audit(Source(".", lambda _: tables), own=own).findings
    return frozenset(
        (one.rule, frozenset(filter(None, (fact.id for fact in one.facts))), one.algebra) for one in found
    )


def asked_of(facts: Facts, own: WorkspaceChecks) -> Mapping[str, Container[str]]:
    """Return, of the kinds that are not asked of every row, the ids of those of which they are."""
    return {
        "counterpart": {fact.id for fact in facts if _is_left_alone(facts, fact)},
        "unit": _constrained(facts, own),
        "batch": {fact.id for fact in facts if fact.complete and fact.whole}
        | {whole.total for fact in facts if fact.complete for whole in fact.whole},
    }


def _is_left_alone(facts: Facts, fact: Fact) -> bool:
    """Whether nobody of another side is there without the partner, and no joint body acts."""
    joint = any(is_joint(facts, one) for one in fact.subject)
    return not joint and len(sides_of(facts, fact.subject)) == 1


def _constrained(facts: Facts, own: WorkspaceChecks) -> Container[str]:
    """Ids of facts whose value a decided binding holds against that of another one."""
    rules = own.rules_asked(Selection(ignore=ABOUT_ELSE))
    verdicts = (verdict for _, verdict in every_verdict(facts, rules) if verdict.outcome != "unchecked")
    bound = ({one.fact.id for one in verdict.bound} for verdict in verdicts)
    return frozenset(one for some in bound if len(some) > 1 for one in some)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", "--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    tables, own = load(open_workspace(ROOT)), WorkspaceChecks.of(open_workspace(ROOT))
    facts = assemble(tables, frozenset(), {})
    known = asked_of(facts, own)
    before = told(tables, own)
    table: Counter[tuple[str, str]] = Counter()
    for plant in plants(facts):
        fresh = told(planted(tables, plant), own) - before
        found = any(plant.cells is None or plant.id in ids for _, ids, _ in fresh)
        asked = plant.id in known.get(plant.kind, facts.by_id)
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
