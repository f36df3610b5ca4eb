"""Means, rates and real growths of what a document tells apart from them, by their names: 人均生产总值."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gouji.facts.table.columns import AHEAD, PRICES, RATE
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
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
    tied = {one.start: one for one in (*_made_of(asked, levels), *_at_prices(text, claims))}
    return [tied.get(claim.start, claim) for claim in claims]


def _made_of(asked: Sequence[Claim], levels: Mapping[tuple[str, ...], Sequence[Claim]]) -> Iterator[Claim]:
    """Yield means per head of all people, and rates, with their two terms."""
    for claim in asked:
        told = pattern("mean_of_heads").fullmatch(claim.indicator) if claim.measure == "mean" else None
        made = pattern("made_of_known").fullmatch(claim.indicator) if claim.unit == "%" else None
        terms = words("terms_of_rates")
        at = terms.index(made.lastgroup or "") + 1 if made else len(terms)
        names = (told["what"], words("population")[0]) if told else terms[at : at + 2]
        about = (claim.period, claim.section, claim.scope)
        named = [levels.get((pattern("says_only_all_of").sub("", name), *about), ()) for name in names]
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
