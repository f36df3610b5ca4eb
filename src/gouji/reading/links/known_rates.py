"""Means, rates and real growths of what a document tells apart from them, by their names: 人均生产总值."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from operator import attrgetter

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import decimals
from gouji.facts.table.columns import AHEAD, PRICES, RATE
from gouji.facts.table.facts import by_key
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.slips import slipped
from gouji.reading.links.told import is_bounded, meet

_HEADS, _BY_NAME, _REAL = "mean.heads", "share.known", "growth.real"
_SCALES = dict(zip(words("scales_of_means"), (".100", ".1000", ".10000"), strict=True))
_REACH = 60
"""Characters before a growth in which it is told what grew."""


def of_known_names(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; means per head, rates and real growths with what they are made of.

    What is told of each of all people, and what rates are made of, is known by names; of each the document
    tells one value.
    """
    levels: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    asked: list[Claim] = []
    for one in claims:
        if one.is_level and one.unit not in {"", "%"} and is_bounded(one):
            name = pattern("says_only_all_of").sub("", one.indicator)
            levels[name, one.period, one.section, one.scope].append(one)
        elif not one.place and one.stands_alone and one.section not in AHEAD:
            asked.append(one)
    known = [one for some in levels.values() for one in some]
    means = _means_of_counts(text, asked, known)
    tied = {one.start: one for one in (*means, *_made_of(asked, levels), *_at_prices(text, claims))}
    return [tied.get(claim.start, claim) for claim in claims]


def _means_of_counts(text: str, asked: Sequence[Claim], levels: Sequence[Claim]) -> Iterator[Claim]:
    """Yield means of a total of their sentence and of how many there are, told anywhere: 法官人均结案.

    No words tie them: they are believed where one slip of the pen keeps them apart, and nothing else fits.
    """
    told = ((one, pattern("mean_of_those").match(one.indicator)) for one in asked if one.measure == "mean")
    means = [(one, found) for one, found in told if found and is_bounded(one)]
    levels = sorted(levels if means else (), key=_start)
    ends = by_key((one.indicator[-size:], one) for one in levels for size in _OF_WHOM)
    of_units = by_key(((one.unit, one.period), one) for one in levels)
    nouns = by_key(
        ((one.unit, one.period, sign), one) for one in levels for sign in {*one.indicator[-_NOUN:]}
    )
    for mean, found in means:
        near = pattern("full_stop").split(text[max(0, mean.start - _REACH) : mean.start])[-1]
        first, last = (bisect_left(levels, at, key=_start) for at in (mean.start - len(near), mean.start))
        of_time = [one for one in levels[first:last] if one.period == mean.period]
        unit, what = (mean.unit, mean.period), found["what"][-1:]
        totals = [one for one in of_time if one.unit == mean.unit]
        totals = totals or list(nouns.get((*unit, what), ())[:_FEW])
        named = ends.get(found["whom"], ())[:_MOST] if totals else ()
        counts = [one for one in named if one.unit != mean.unit and one.period == mean.period]
        slips = [pair for pair in product(totals, counts) if _slips(mean, *pair)]
        if slips and not any(_makes(mean, *pair) for pair in product(of_units.get(unit, ())[:_MOST], counts)):
            yield mean._replace(totals=tuple((one.start, "") for one in slips[0]), via="mean.of")


_NOUN, _FEW = 4, 6
"""Characters of a noun with what it counts (案 of 办理案件), and levels of one noun that may be a total."""
_start = attrgetter("start")
_OF_WHOM, _MOST = range(1, 6), 40
"""Characters that say whose a mean is, as its pattern has them; counts of one name that may be meant."""


def _makes(mean: Claim, total: Claim, count: Claim) -> bool:
    stated, whole, number = mean.interval, total.interval, count.interval
    return bool(stated and whole and number and 0 not in number and (whole / number).meets(stated))


def _slips(mean: Claim, total: Claim, count: Claim) -> bool:
    """Whether a mean is what a total and a count make, but for a digit."""
    stated, whole, number = (middle(one.interval) for one in (mean, total, count))
    if not stated or not whole or not number:
        return False
    places = 10 ** decimals(stated)
    return slipped(stated, Fraction(round(whole / number * places), places))


def _made_of(asked: Sequence[Claim], levels: Mapping[tuple[str, ...], Sequence[Claim]]) -> Iterator[Claim]:
    """Yield means per head of all people, and rates, with their two terms."""
    for claim in asked:
        told = pattern("mean_of_heads").fullmatch(claim.indicator) if claim.measure == "mean" else None
        made = pattern("made_of_known").fullmatch(claim.indicator) if claim.unit == "%" else None
        terms = words("terms_of_rates")
        at = terms.index(made.lastgroup or "") + 1 if made else len(terms)
        names = (told["what"], words("population")[0]) if told else terms[at : at + 2]
        about = (claim.period, claim.section, claim.scope)
        ways = [[pattern("says_only_all_of").sub("", way) for way in name.split("/")] for name in names]
        named = [next(filter(None, (levels.get((way, *about)) for way in some)), ()) for some in ways]
        if named and all(some and all(meet(*pair) for pair in pairwise(some)) for some in named):
            (part, *_), (whole, *_) = named
            via = f"{_HEADS}{_SCALES.get(told['scale'], '')}" if told else _BY_NAME
            kind, first, last = ("", part, whole) if told else (RATE, whole, part)
            totals = ((first.start, kind), (last.start, kind))
            yield claim._replace(totals=totals, via=via)


def _at_prices(text: str, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield real growths of what people get and spend, with the nominal one and that of consumer prices.

    增长5.3%，扣除价格因素，实际增长5.1%: prices of what they consume rose by what lies between the two.
    """
    growths = [one for one in claims if one.unit == "%" and one.changes and not one.place and not one.base]
    prices = [
        one for one in claims if pattern("prices_consumed").fullmatch(one.indicator) and is_bounded(one)
    ]
    for nominal, real in pairwise(growths) if prices else ():
        between = pattern("real_behind_nominal").fullmatch(text, nominal.end, real.start)
        of_people = pattern("got_or_spent").search(text, max(0, nominal.start - _REACH), nominal.start)
        index = next((one for one in prices if (one.period, one.base) == (real.period, "")), None)
        if between and of_people and index:
            terms = ((nominal.start, PRICES), (index.start, PRICES))
            yield real._replace(totals=terms, via=_REAL, scope=real.scope or between["real"])
