"""Shares of totals that another sentence or a table tells: 国有工业增加值8307亿元，占34.1%, of 工业增加值.

Their words alone do not say of which total they are. Those of a paragraph are tied where at least two of them
are what their parts make of figures whose names end alike; then also one that only a slip keeps from it, of
the figure that stands beside these.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.slips import makes, slips_in_ratio
from gouji.reading.links.told import Items, is_untied_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.reading.draft.mentions import Claim

VIA = "share.by-noun"
_NOUN = 3
"""So many characters at its end say what a figure is of: 增加值."""
_FEWEST, _DIGITS = 2, 3
"""So many shares of a paragraph, each of so many digits, are no chance."""
_REACH = 60
_MOST_BETWEEN = 3


class _Share(NamedTuple):
    """A share, the amount that it is told of, and figures that this may be a part of."""

    claim: Claim
    part: Claim
    wholes: Sequence[Claim]

    @property
    def fitting(self) -> Claim | None:
        """The total that makes the share; of several the first whose name the part's ends with."""
        share, part = self.claim.interval, self.part.interval
        fine = [whole for whole in self.wholes if makes(share, part, whole.interval)]
        name = self.part.indicator
        return max(fine, key=lambda one: (name.endswith(one.indicator), -one.start), default=None)


def of_totals_by_noun(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; shares of sentences with part and total, where these are known."""
    shares = [at for at, claim in enumerate(claims) if is_untied_share(claim) and claim.interval is not None]
    if len(shares) < _FEWEST:
        return list(claims)
    beside = [(at, part) for at in shares if (part := _part_of(text, claims, at)) is not None]
    if len(beside) < _FEWEST:
        return list(claims)
    items, told = Items(text), _by_noun(claims)
    paragraphs: dict[int, list[_Share]] = defaultdict(list)
    for at, part in beside:
        if wholes := list(_wholes(part, told)):
            paragraphs[items.line(claims[at].start)].append(_Share(claims[at], part, wholes))
    tied: dict[int, Claim] = {}
    for some in paragraphs.values():
        tied |= _tied(items, some)
    return [tied.get(claim.start, claim) for claim in claims] if tied else list(claims)


def _by_noun(claims: Sequence[Claim]) -> Mapping[tuple[str, str, str], list[Claim]]:
    """Return the levels of a document by time, unit and the end of their names."""
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure == "level" and claim.interval is not None and len(claim.indicator) >= _NOUN:
            found[claim.period, claim.unit, claim.indicator[-_NOUN:]].append(claim)
    return found


def _part_of(text: str, claims: Sequence[Claim], at: int) -> Claim | None:
    """Return the amount right before a share in its sentence; how it grew may stand between."""
    share = claims[at]
    for before in reversed(claims[max(0, at - _MOST_BETWEEN) : at]):
        if share.start - before.end > _REACH or pattern("full_stop").search(text, before.end, share.start):
            return None
        if before.measure == "level" and before.unit != "%" and before.interval is not None:
            return None if before.place else before
        if not before.changes:
            return None
    return None


def _wholes(part: Claim, told: Mapping[tuple[str, str, str], list[Claim]]) -> Iterator[Claim]:
    """Yield what an amount may be a part of: figures of its time, unit and noun that are greater."""
    least = part.interval.high if part.interval else None
    for one in told.get((part.period, part.unit, part.indicator[-_NOUN:]), ()):
        low = one.interval.low if one.interval else None
        if least is not None and low is not None and low > least and one.start != part.start:
            yield one


def _tied(items: Items, shares: Sequence[_Share]) -> dict[int, Claim]:
    """Return the shares of a paragraph with what they are of, if that is no chance."""
    fine = {one.claim.start: whole for one in shares if (whole := one.fitting) is not None}
    telling = [one for one in shares if one.claim.start in fine and _digits(items.text, one.claim) >= _DIGITS]
    if len(telling) < _FEWEST:
        return {}
    found = {one.claim.start: _of(one, fine[one.claim.start]) for one in shares if one.claim.start in fine}
    if 2 * len(fine) > len(shares):
        beside = {_where(items, whole) for whole in fine.values()}
        for one in shares:
            values = {whole.interval: whole for whole in one.wholes if _where(items, whole) in beside}
            if one.claim.start not in fine and len(values) == 1:
                (whole,) = values.values()
                found |= {one.claim.start: _of(one, whole)} if _slips(items.text, one, whole) else {}
    return found


def _where(items: Items, claim: Claim) -> str | int:
    """Return in which row and column of a table a figure stands, else in which line."""
    return claim.place.partition("!")[0] or items.line(claim.start)


def _digits(text: str, claim: Claim) -> int:
    return sum(map(str.isdigit, text[claim.start : claim.end]))


def _of(one: _Share, whole: Claim) -> Claim:
    share, part = one.claim, one.part
    return share._replace(totals=((whole.start, str(share.start)), (part.start, "")), via=VIA)


def _slips(text: str, one: _Share, whole: Claim) -> bool:
    stated, part, total = one.claim.interval, one.part.interval, whole.interval
    if stated is None or part is None or total is None or 0 in total:
        return False
    return slips_in_ratio(text[one.claim.start : one.claim.end], stated, (part, total))
