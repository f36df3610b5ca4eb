"""Names that are of different things, however alike: each says of its things what the other's cannot be."""

from __future__ import annotations

from functools import cache

from gouji.reading.lexicon.nouns import traits


@cache
def are_contrasts(one: str, two: str) -> bool:
    """Say whether two names have nothing in common: 国家级实验室 and 省级实验室, 进口 and 出口.

    >>> are_contrasts("国家级花园乡镇", "省级花园乡镇")
    True
    """
    said, others = dict(traits(one)), dict(traits(two))
    common = said.keys() & others.keys()
    return any(said[trait][0] > others[trait][1] or others[trait][0] > said[trait][1] for trait in common)
