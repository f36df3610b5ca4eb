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
    """A joint act names a party of each side, or the row says why one acts alone.

    Why: the body of the other side wants to see itself named, and a reader wants to know who it is.

    The rule compares facts of form `pairing`, and those figures and lists whose act other rows
    report too. Bodies of one side may well act together; joint bodies and third parties need no
    counterpart (`alone`, or `kind` `joint`). How necessary one is decides the level: *said* (the
    quote itself says 两地, 双方, 联合 …, and nobody is named whom it could mean) is a warning; *implied*
    (the body has a counterpart), *told* (for a figure or a list: the other rows of its act all name
    somebody) and *unknown* are notes. The counterpart is the one that `entities.csv` names, or else
    the body of the same function and level on another side; the function is read from its column,
    or from the name (教育厅 and 教委, 林草局 and 林业局).

    Other rows of an act are those with the same subjects right beside it, except notes (for places only
    lists are compared: a figure may well concern the place alone); those of the same indicator; and
    pairings that the indicator is named after (川渝通办: 川渝通办批次). Where one of them names one
    side only, they are no evidence. In drafts only pairings are compared.

    Example:
        称“两地联合”, and only 四川省××厅 is named.

    Source: editors' practice: joint programmes list their parties in pairs.
    """
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
