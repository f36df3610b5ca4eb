"""Means per head and rates that a document tells apart from what they are of: 人均生产总值, 资产负债率."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.facts.table.columns import AHEAD, PRICES, RATE
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.told import is_bounded, meet, unit_of

_HEADS, _BY_NAME = "mean.heads", "share.known"
_SCALES = dict(zip(words("scales_of_means"), (100, 1000, 10_000), strict=True))
_About = tuple[str, str, str]


def of_known_names(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; means per head, and rates, with what their names say that they are of.

    What is told per head of all people, and of what rates are made, is known; each is told with one value.
    """
    asked = [one for one in claims if one.stands_alone and not one.place and one.section not in AHEAD]
    heads = [
        one for one in asked if one.measure == "mean" and pattern("mean_of_heads").fullmatch(one.indicator)
    ]
    rates = [one for one in asked if one.unit == "%" and pattern("known_rate").fullmatch(one.indicator)]
    if not heads and not rates:
        return list(claims)
    levels: defaultdict[_About, list[Claim]] = defaultdict(list)
    for one in claims:
        if one.is_level and one.unit not in {"", "%"} and is_bounded(one) and one.indicator:
            levels[_about(one)].append(one)
    tied = {one.start: one for one in (*_per_head(heads, levels), *_known(rates, levels))}
    return [tied.get(claim.start, claim) for claim in claims]


def _about(claim: Claim) -> _About:
    return claim.period, claim.section, claim.scope


def _one(claims: Sequence[Claim]) -> Claim | None:
    """Return the first of some levels of one name; None where they have several values."""
    return claims[0] if claims and all(meet(*pair) for pair in pairwise(claims)) else None


def _called(claims: Sequence[Claim], name: str) -> Claim | None:
    return _one([one for one in claims if pattern("says_only_all_of").sub("", one.indicator) == name])


def _per_head(means: Sequence[Claim], levels: Mapping[_About, Sequence[Claim]]) -> Iterator[Claim]:
    for mean in means:
        told = pattern("mean_of_heads").fullmatch(mean.indicator)
        near = levels.get(_about(mean), ())
        people = _called(near, words("population")[0])
        total = _called(near, pattern("says_only_all_of").sub("", told["what"])) if told else None
        if told and total and people and total.start != people.start:
            via = f"{_HEADS}.{_SCALES[told['scale']]}" if told["scale"] else _HEADS
            yield mean._replace(totals=((total.start, ""), (people.start, "")), via=via)


def _known(rates: Sequence[Claim], levels: Mapping[_About, Sequence[Claim]]) -> Iterator[Claim]:
    for rate in rates:
        near = levels.get(_about(rate), ())
        part, whole = (
            _one([one for one in near if pattern(term).fullmatch(f"{rate.indicator}/{one.indicator}")])
            for term in ("part_of_known_rate", "whole_of_known_rate")
        )
        if part and whole and unit_of(part) == unit_of(whole):
            yield rate._replace(totals=((whole.start, RATE), (part.start, RATE)), via=_BY_NAME)


def of_prices(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; real growths of what people get and spend, with the nominal ones.

    增长5.3%，扣除价格因素，实际增长5.1%: prices of what they consume rose by what lies between the two.
    """
    if "价格" not in text:
        return list(claims)
    growths = [one for one in claims if one.unit == "%" and one.changes and not one.place and not one.base]
    prices = [
        one for one in claims if pattern("prices_consumed").fullmatch(one.indicator) and is_bounded(one)
    ]
    tied: dict[int, Claim] = {}
    for nominal, real in pairwise(growths):
        between = pattern("real_behind_nominal").fullmatch(text, nominal.end, real.start)
        of_people = pattern("got_or_spent").search(text, max(0, nominal.start - _REACH), nominal.start)
        index = next(
            (one for one in prices if (one.period, one.section) == (real.period, real.section)), None
        )
        if between and of_people and index and index.base == real.base:
            tied[real.start] = real._replace(
                totals=((nominal.start, PRICES), (index.start, PRICES)),
                via=_REAL,
                scope=real.scope or between["real"],
            )
    return [tied.get(claim.start, claim) for claim in claims]


_REAL, _REACH = "growth.real", 60
