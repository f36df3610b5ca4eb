"""GJ301: joint acts that name one side only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table import Fact, Facts

JOINT_WORDS = (
    "两地",
    "双方",
    "双城",
    "双核",
    "两省",
    "两市",
    "三方",
    "三地",
    "联合",
    "共同",
    "协同",
    "会同",
    "携手",
    "联动",
)
"""Words that say that more than one side acts."""


@rule("GJ301", name="missing-counterpart", level="warning", scope="act")
def missing_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A joint act names a party of each side, or the row says why one acts alone.

    Why: the body of the other side wants to see itself named, and a reader wants to know who it is.

    Compared are facts of form `pairing`. Bodies of one side may well act together, joint bodies and
    third parties need no counterpart (`alone`). How necessary one is decides the level: *said* (the
    quote itself says 两地, 双方, 联合 …) is a warning; *implied* (the body has a counterpart in
    `entities.csv`) and *unknown* are notes.

    Example:
        称“两地联合”, and only 四川省××厅 is named.

    Source: editors' practice: joint programmes list their parties in pairs.
    """
    for fact in facts.of_form("pairing"):
        sides = facts.dimensions.sides_of(fact.parties)
        if len(sides) > 1 or fact.alone in ("joint", "region", "third_party"):
            yield consistent(fact)
        elif sides:
            yield _one_sided(facts, fact, *sides)


def _one_sided(facts: Facts, fact: Fact, side: str) -> Verdict:
    said = any(word in fact.quote for word in JOINT_WORDS)
    if fact.partner and not said:
        return consistent(fact)
    expected = _counterparts(facts, fact)
    necessity = "said" if said else "implied" if expected else "unknown"
    return inconsistent(
        fact,
        message=f"missing-counterpart-{necessity}",
        level="warning" if said else "note",
        details={"necessity": necessity, "side": side, "expected": list(expected)},
        quote=fact.quote,
        named=_names(facts, fact.parties),
        expected=_names(facts, expected),
    )


def _counterparts(facts: Facts, fact: Fact) -> tuple[str, ...]:
    rows = (facts.dimensions.entities.get(party) for party in fact.parties)
    return tuple(dict.fromkeys(name for row in rows if row is not None for name in row.counterpart))


def _names(facts: Facts, parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(facts.dimensions.name_of(party) for party in parties)
