"""GJ301: joint acts that name one side only."""

from collections.abc import Iterator

from gouji.checks.bindings.act_witnesses import ActWitness, act_witnesses
from gouji.checks.bindings.counterparts import counterparts, needs_none, role_in, sides_of
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern

MOST = 3
"""With more likely counterparts than this it is unclear which is meant."""


@rule("GJ301", name="missing-counterpart", level="warning", scope="workspace", about="rows", of_absence=True)
def missing_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A joint act names a party of each side, or the row says why one acts alone."""
    for fact in facts.of_form("pairing"):
        sides = sides_of(facts, fact.parties)
        if len(sides) > 1 or needs_none(facts, fact):
            yield consistent(fact)
        elif sides:
            yield _one_sided(facts, fact, *sides)
    yield from (_witnessed(facts, one) for one in facts.derive(act_witnesses) if one.fact.form != "pairing")


def _one_sided(facts: Facts, fact: Fact, side: str) -> Verdict:
    said = _says_joint(facts, fact)
    if fact.partner and not said:
        return consistent(fact)
    expected = counterparts(facts, fact)
    likely = expected if len(expected) <= MOST else ()
    necessity = "said" if said else "implied" if likely else "unknown"
    return inconsistent(
        fact,
        message=f"missing-counterpart-{necessity}" + ("" if likely or not said else "-by-whom"),
        level="warning" if said else "note",
        details={"necessity": necessity, "side": side, "expected": list(likely)},
        named=_names(facts, fact.parties),
        expected=_names(facts, likely),
    )


def _witnessed(facts: Facts, one: ActWitness) -> Verdict:
    """The verdict on a figure or a list, compared with another row of the same act."""
    if not one.missing or one.instead:
        return consistent(one.fact, one.by)
    return inconsistent(
        one.fact,
        one.by,
        message="missing-counterpart-told",
        level="note",
        details={"necessity": "told", "side": _side(facts, one.fact), "expected": list(one.missing)},
        named=_names(facts, one.fact.parties),
        by=one.by.quote,
        expected=_names(facts, one.missing),
    )


def _side(facts: Facts, fact: Fact) -> str:
    return min(sides_of(facts, fact.parties))


def _says_joint(facts: Facts, fact: Fact) -> bool:
    """Whether the quote says that others act too, and the named parties cannot be all of them."""
    if pattern("sides").search(fact.quote):
        places = [party for party in fact.parties if not role_in(facts, fact, party).function]
        return len(places) < 2
    return not fact.partner and len(fact.parties) < 2 and bool(pattern("joint").search(fact.quote))


def _names(facts: Facts, parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(facts.dimensions.name_of(party) for party in parties)
