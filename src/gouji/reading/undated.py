"""Texts that name no year: read as of some year, so that 上年 and 今年 differ, and never shown with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gouji.facts.table.nameless import NAMELESS
from gouji.reading.draft.mentions import Claim
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.wording import pattern

_A_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2} ?[年届—–~/-]")


def as_of_some_year(text: str, info: DocumentInfo) -> DocumentInfo:
    """Return what a document is to be read as: one of a nameless year, where nothing says of which it is."""
    if info.year is not None or info.period or info.published:
        return info
    if _A_YEAR.search(text) or pattern("plan_name").search(text):
        return info
    return replace(info, year=NAMELESS, period=str(NAMELESS))


def without_nameless(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims with nameless periods only where one is needed: one thing was told of two of them."""
    claims = list(claims)
    times: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        if _is_nameless(claim.period) and claim.indicator:
            times.setdefault((claim.indicator, claim.section), set()).add(claim.period)
    several = {key for key, periods in times.items() if len(periods) > 1}
    return [
        claim._replace(period="")
        if _is_nameless(claim.period) and (claim.indicator, claim.section) not in several
        else claim
        for claim in claims
    ]


def _is_nameless(period: str) -> bool:
    return period.removeprefix("../").startswith((str(NAMELESS), str(NAMELESS - 1)))
