"""Names that are of different things, however alike: each says of its things what the other's cannot be."""

from __future__ import annotations

import re
from functools import cache

from gouji.reading.alignment.rarity import pairs_in, rarity
from gouji.reading.lexicon.nouns import traits, without_act
from gouji.reading.lexicon.wording import pattern


@cache
def are_contrasts(one: str, two: str) -> bool:
    """Say whether two names have nothing in common: 国家级实验室 and 省级实验室, 进口 and 出口.

    >>> are_contrasts("国家级花园乡镇", "省级花园乡镇")
    True
    >>> are_contrasts("货物进出口总额", "货物出口总额"), are_contrasts("全国重点花园", "省重点花园")
    (True, True)
    >>> are_contrasts("国有企业利润", "工业企业利润"), are_contrasts("市本级财政收入", "财政收入")
    (True, True)
    """
    if _are_apart(one, two) or _is_part(one) != _is_part(two) or _is_lost(one) != _is_lost(two):
        return True
    said, others = dict(traits(one)), dict(traits(two))
    common = said.keys() & others.keys()
    return any(said[trait][0] > others[trait][1] or others[trait][0] > said[trait][1] for trait in common)


def have_little_in_common(one: str, two: str) -> bool:
    """Say whether two names have only their ends or their verbs in common: 科技支出 and 民生支出.

    >>> have_little_in_common("财政花木支出", "道路支出")
    True
    >>> have_little_in_common("治理违法小院", "拆除违法小院")
    False
    """
    first, second = (set(pairs_in(without_act(name))) for name in (one, two))
    least = min(sum(map(rarity, pairs)) for pairs in (first, second))
    return 100 * sum(map(rarity, first & second)) < _LITTLE * least


_LITTLE = 33
"""Percent of the rarity of the lesser name."""


def _are_apart(one: str, two: str) -> bool:
    """Whether one name has only words for a whole or a country, and the other only for a part or a place."""
    long, short = sorted((one, two), key=len, reverse=True)
    if short and long.endswith(short) and pattern("beside_another").search(long[: -len(short)]):
        # 东部和中央援助资金 is more than 中央援助资金.
        return True
    return any(
        sorted(_said(name, *pair) for name in (one, two)) == [(False, True), (True, False)]
        for pair in _pairs()
    )


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns: a name that has only the one is apart from a name that has only the other."""
    return (
        (pattern("trade_both_ways"), pattern("trade_one_way")),
        (pattern("of_nation"), pattern("of_place")),
        (pattern("gross_output"), pattern("value_added")),
        (pattern("by_owner"), pattern("by_size")),
        (pattern("by_channel"), pattern("by_settlement")),
        (pattern("how_fast"), pattern("how_great_a_part")),
        (pattern("of_all_power"), pattern("of_some_power")),
    )


def _is_part(name: str) -> bool:
    """Whether a name is of those of one kind of owner, or of one level of a place, and not of all."""
    return pattern("of_some_owners").search(name) is not None


def _is_lost(name: str) -> bool:
    """Whether a name is of what was lost, and not of what there is: 损失钢产量."""
    return pattern("signs_a_loss").search(name) is not None


def _said(name: str, first: re.Pattern[str], second: re.Pattern[str]) -> tuple[bool, bool]:
    return first.search(name) is not None, second.search(name) is not None
