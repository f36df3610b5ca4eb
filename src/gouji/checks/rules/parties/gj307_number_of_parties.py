"""GJ307: 三方 and 两地, and how many parties are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gouji.checks.bindings.counterparts import counterpart_table, is_joint, sides_of
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts


@rule("GJ307", name="number-of-parties", level="warning", scope="summary", by_name=True)
def number_of_parties(facts: Facts) -> Iterator[Verdict]:
    """Where an act is said to be one of 三方, 三地 or 两省, as many are named.

    Why: 三方签署 with two names leaves one party out, most often because a name was cut.

    The rule compares the number in the quote of a pairing, or in a count within it or right behind
    it, with the parties and their sides. Bodies of one side may act as one 方 or each for itself, so
    the number lies between that of the sides and that of the parties. Not checked: 该三方, 上述两地 and
    the like, whose names come before; acts with a joint body, or with a party of unknown side,
    which may stand for many; and acts with one party only (GJ301).

    Example:
        甲厅、乙委三方签署协议.

    Source: counting.
    """
    for one in facts.derive(stated_party_counts):
        bound = (one.act,) if one.by is one.act else (one.act, one.by)
        if one.fit == "fits":
            yield consistent(*bound, key=one.word)
        else:
            yield _verdict(facts, one)


def _verdict(facts: Facts, one: StatedPartyCount) -> Verdict:
    sides = sorted(sides_of(facts, one.act.parties))
    number = len(sides) if one.fit == "more-sides" else len(one.act.parties)
    return inconsistent(
        one.act,
        *(() if one.by is one.act else (one.by,)),
        message=f"number-of-parties-{one.fit}",
        key=one.word,
        algebra=f"{one.word} ≠ {number}",
        word=one.word,
        number=number,
        names=tuple(facts.dimensions.name_of(party) for party in one.act.parties),
        sides=tuple(sides),
    )


Fit = Literal["fits", "fewer", "more-sides"]
_NUMBERS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_KINDS = (
    "省区市|省市|省区|方(?![面针案式向法言])|地(?![区方块铁标下])|省(?![级道委直])|市(?![场民辖级县委])"
    "|城(?![乡市镇区经])|核(?!心)"
)
_STATED = re.compile(
    f"(?P<back>[该这此各另]|上述|前述|其[他余中])?(?P<count>[{''.join(_NUMBERS)}])(?P<kind>{_KINDS})"
)


@dataclass(frozen=True, slots=True)
class StatedPartyCount:
    """A stated number of parties, and the act that it refers to.

    Attributes:
        act: The pairing.
        by: The fact that states the number: the pairing, or a count within its quote or right beside it.
        word: As printed: 三方.
        count: The number.
        fit: Whether the named parties can be as many.
    """

    act: Fact
    by: Fact
    word: str
    count: int
    fit: Fit


def stated_party_counts(facts: Facts) -> tuple[StatedPartyCount, ...]:
    """Return every stated number of parties of an act that names two or more of them.

    The parties of one side may act as one 方, and each for itself: the number lies between that of
    the sides and that of the parties.
    """
    found = []
    for rows in facts.by_summary.values():
        acts = [fact for fact in rows if fact.form == "pairing" and len(fact.parties) > 1]
        counts = _counts(rows)
        found += [one for act in acts for one in _stated(facts, act, counts)]
    return tuple(found)


def _counts(rows: Sequence[Fact]) -> list[tuple[int, Fact]]:
    """Facts that are nothing but a number of parties, by position."""
    counts = [
        (fact.start, fact)
        for fact in rows
        if fact.form in {"count", "list"} and fact.start is not None and _STATED.fullmatch(fact.quote)
    ]
    return sorted(counts, key=lambda one: (one[0], one[1].id))


def _stated(facts: Facts, act: Fact, counts: Sequence[tuple[int, Fact]]) -> Iterator[StatedPartyCount]:
    by_word: dict[str, StatedPartyCount] = {}
    for by in (act, *_beside(act, counts)):
        word = _STATED.search(by.quote)
        if word is not None and not word["back"]:
            by_word.setdefault(word[0], _compared(facts, act, by, word))
    yield from by_word.values()


def _beside(act: Fact, counts: Sequence[tuple[int, Fact]]) -> list[Fact]:
    if act.start is None or act.end is None:
        return []
    first = bisect_left(counts, act.start, key=lambda one: one[0])
    last = bisect_left(counts, act.end + 1, key=lambda one: one[0])
    return [fact for _, fact in counts[first:last]]


def _compared(facts: Facts, act: Fact, by: Fact, word: re.Match[str]) -> StatedPartyCount:
    count = _NUMBERS[word["count"]]
    sides = sides_of(facts, act.parties)
    fit: Fit = "more-sides" if len(sides) > count else "fewer" if _names_fewer(facts, act, count) else "fits"
    return StatedPartyCount(act, by, word[0], count, fit)


def _names_fewer(facts: Facts, act: Fact, count: int) -> bool:
    """Whether fewer are named; a party of unknown side may stand for many (区县文联, 高校)."""
    sided = all(facts.derive(counterpart_table).post(party).side for party in act.parties)
    return sided and len(act.parties) < count and not any(is_joint(facts, one) for one in act.parties)
