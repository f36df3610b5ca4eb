"""GJ308: joint entities that are called by almost their name."""

from collections.abc import Iterator

from gouji.checks.bindings.counterparts import is_joint
from gouji.checks.rule import Bound, Verdict, rule
from gouji.facts.table.facts import Fact, Facts, grouped

SHORTEST = 5
"""Shorter names that differ by a character may well be two names."""
MOST_EDITS = 2


@rule("GJ308", name="name-slip", level="warning", scope="workspace")
def name_slip(facts: Facts) -> Iterator[Verdict]:
    """A joint entity is called by its name in every summary."""
    alone = (fact for fact in facts.of_form("pairing") if len(fact.subject) == 1 and not fact.partner)
    for entity, rows in grouped(alone, lambda fact: fact.subject[0]).items():
        if is_joint(facts, entity):
            yield from _verdicts(facts, entity, facts.in_published_order(rows))


def _verdicts(facts: Facts, entity: str, rows: list[Fact]) -> Iterator[Verdict]:
    names = facts.dimensions.names_of(entity)
    slips = [fact for fact in rows if _is_slip(_bare(fact.quote), names)]
    right = [fact for fact in rows if _bare(fact.quote) in names]
    yield from (Verdict("consistent", (Bound(fact, "name"),)) for fact in rows if fact not in slips)
    if slips:
        yield _slip_verdict(facts, entity, slips, right)


def _slip_verdict(facts: Facts, entity: str, slips: list[Fact], right: list[Fact]) -> Verdict:
    spellings: dict[str, Fact] = {}
    for fact in slips:
        spellings.setdefault(_bare(fact.quote), fact)
    with_sources = tuple(f"{name}（{facts.source_of(fact)}）" for name, fact in spellings.items())
    bound = [Bound(fact, "slip", witness=fact not in spellings.values()) for fact in slips]
    bound += [Bound(fact, "name", witness=True) for fact in right]
    name = facts.dimensions.name_of(entity)
    details = {"name": name, "spellings": list(spellings)}
    return Verdict(
        "inconsistent",
        tuple(bound),
        "name-slip",
        {"name": name, "spellings": with_sources},
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
    """The Levenshtein distance; MOST_EDITS + 1 where it is more than MOST_EDITS."""
    if abs(len(one) - len(two)) > MOST_EDITS:
        return MOST_EDITS + 1
    row = list(range(len(two) + 1))
    for index, char in enumerate(one, 1):
        above, row[0] = row[0], index
        for place, mark in enumerate(two, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (char != mark))
    return row[-1]
