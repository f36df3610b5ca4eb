"""GJ307: 三方 and 两地, and how many are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.acts.parties import Stated
    from gouji.facts.table import Facts


@rule("GJ307", name="number-of-parties", level="warning", scope="summary")
def number_of_parties(facts: Facts) -> Iterator[Verdict]:
    """Where 三方, 三地 or 两省 is said of an act, as many are named.

    Why: 三方签署 with two names leaves one party out, most often because a name was cut.

    Compared is the number in the quote of a pairing, or of a count that stands within it or right
    behind it, with the parties and their sides. Bodies of one side may act as one 方 or each for
    itself, so the number lies between the sides and the parties. Left alone are 该三方, 上述两地 and
    the like, whose names stand before; acts with a joint body, or with a party of no known side, which
    may stand for many; and acts with one party only (GJ301).

    Example:
        甲厅、乙委三方签署协议.

    Source: counting.
    """
    for one in facts.acts.stated:
        facts_bound = (one.act,) if one.by is one.act else (one.act, one.by)
        if one.fit == "fits":
            yield consistent(*facts_bound, key=one.word)
        else:
            yield _verdict(facts, one)


def _verdict(facts: Facts, one: Stated) -> Verdict:
    sides = sorted(facts.acts.sides_of(one.act.parties))
    number = len(sides) if one.fit == "more-sides" else len(one.act.parties)
    return inconsistent(
        one.act,
        *(() if one.by is one.act else (one.by,)),
        message=f"number-of-parties-{one.fit}",
        level="note" if facts.drafted else "warning",
        key=one.word,
        algebra=f"{one.word} ≠ {number}",
        word=one.word,
        number=number,
        quote=one.act.quote,
        names=tuple(facts.dimensions.name_of(party) for party in one.act.parties),
        sides=tuple(sides),
    )
