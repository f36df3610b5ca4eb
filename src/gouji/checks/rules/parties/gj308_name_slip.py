"""GJ308: joint things that are called by almost their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

SHORTEST = 5
"""Of shorter names two that differ by a character may well be two things."""
MOST_EDITS = 2


@rule("GJ308", name="name-slip", level="warning", scope="workspace")
def name_slip(facts: Facts) -> Iterator[Verdict]:
    """A thing goes by its name, in every summary.

    Why: 川渝中线科创走廊 for 成渝中线科创走廊 sends a reader to look for a second corridor.

    Compared are the quotes of pairings with one subject of kind `joint` and no partner (a park, a corridor, a
    court) with the names and aliases that `entities.csv` gives it. A quote of five characters and more that
    comes within two characters of a name and is none is a slip; all slips of one thing are one
    finding. A quote that says it otherwise (该园区) is left alone. An accepted spelling becomes an alias.

    Example:
        成渝中线科创走廊, and elsewhere 川渝中线科创走廊, 成渝中线科创大走廊.

    Source: editors' practice: one name a thing. Levenshtein distance.
    """
    named: dict[str, list[Fact]] = {}
    for fact in facts.of_form("pairing"):
        if len(fact.subject) == 1 and not fact.partner and _is_joint(facts, fact.subject[0]):
            named.setdefault(fact.subject[0], []).append(fact)
    for entity, rows in named.items():
        yield from _verdicts(facts, entity, facts.in_order_told(rows))


def _is_joint(facts: Facts, entity: str) -> bool:
    row = facts.dimensions.entities.get(entity)
    return row is not None and row.kind == "joint"


def _verdicts(facts: Facts, entity: str, rows: list[Fact]) -> Iterator[Verdict]:
    names = facts.dimensions.names_of(entity)
    slips = [fact for fact in rows if _is_slip(_bare(fact.quote), names)]
    right = [fact for fact in rows if _bare(fact.quote) in names]
    yield from (Verdict("consistent", (Bound(fact, "name"),)) for fact in rows if fact not in slips)
    if slips:
        yield _slipped(facts, entity, slips, right)


def _slipped(facts: Facts, entity: str, slips: list[Fact], right: list[Fact]) -> Verdict:
    spellings: dict[str, Fact] = {}
    for fact in slips:
        spellings.setdefault(_bare(fact.quote), fact)
    told = tuple(f"{name}（{facts.told_by(fact)}）" for name, fact in spellings.items())
    bound = [Bound(fact, "slip", witness=fact not in spellings.values()) for fact in slips]
    bound += [Bound(fact, "name", witness=True) for fact in right]
    name = facts.dimensions.name_of(entity)
    details = {"name": name, "spellings": list(spellings)}
    return Verdict(
        "inconsistent",
        tuple(bound),
        "name-slip",
        {"name": name, "spellings": told},
        key=entity,
        algebra=" ≠ ".join((*spellings, name)),
        details=details,
        suggestion=name,
    )


def _bare(quote: str) -> str:
    return quote.strip('“”"《》‘’')


def _is_slip(quote: str, names: tuple[str, ...]) -> bool:
    if len(quote) < SHORTEST or quote in names:
        return False
    return any(len(name) >= SHORTEST and _edits(quote, name) <= MOST_EDITS for name in names)


def _edits(one: str, two: str) -> int:
    """The Levenshtein distance; more than MOST_EDITS is told as that and one more."""
    if abs(len(one) - len(two)) > MOST_EDITS:
        return MOST_EDITS + 1
    row = list(range(len(two) + 1))
    for place, sign in enumerate(one, 1):
        above, row[0] = row[0], place
        for other, mark in enumerate(two, 1):
            above, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, above + (sign != mark))
    return row[-1]
