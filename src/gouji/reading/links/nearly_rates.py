"""Percentages that figures of their sentence would give but for one slip: 应到168名，缺席9名，出席率96.4%."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations, takewhile
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import RATE, REST
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.rates import counts, is_kind_of, is_of_another, is_of_fewer
from gouji.reading.links.slips import differ_in_a_digit, makes, slips_in_ratio

_VIA = {"share": "share.told", "completion": "share.plan", "level": "share.rate"}
_MOST_LEVELS = 8
"""Levels before a percentage among which what it is of is looked for."""


class _Rate(NamedTuple):
    """A percentage.

    Attributes:
        noun: What it is called by (出席 of 出席率); empty where 占 stands before it, or it is of a plan.
        near: The levels before it in its sentence, the nearest first.
    """

    at: int
    measure: str
    noun: str
    near: Sequence[int]


class _Pair(NamedTuple):
    """Two figures; a percentage is what the part makes of the total, or what it has *left* of that."""

    part: int
    total: int
    left: bool


def rated_nearly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield percentages with the one part and total that would give each but for one slip.

    Its noun has a character of what the part is (破案率 of 破获), or 占 stands right behind the part. Where
    any two figures near it give it, nothing is wrong.
    """
    for rate in (found for at in paragraph.rates if (found := _rate(paragraph, at))):
        pairs = [pair for pair in permutations(rate.near, 2) if _may_divide(paragraph, *pair)]
        of = (_Pair(*pair, left) for pair in pairs for left in (False, True))
        slips = [one for one in of if _are_of(paragraph, rate, one) and _slips(paragraph, rate, one)]
        slips = [one for one in slips if not _is_explained(paragraph, rate, one)]
        if len(slips) == 1 and not any(_fits(paragraph, rate.at, *pair) for pair in pairs):
            yield _tied(paragraph, paragraph.claims[rate.at], slips[0])


def _rate(paragraph: Paragraph, at: int) -> _Rate | None:
    """Return a percentage that nothing ties, and that words may say to be of figures; None for any other."""
    claim = paragraph.claims[at]
    told = claim.measure in _VIA and claim.stands_alone and not paragraph.depths[at]
    if not told or paragraph.on_other_terms(at) or not paragraph.is_exact(at):
        return None
    if "其中" in paragraph.before(at) or pattern("other_base_behind").match(paragraph.text, claim.end):
        return None
    found = None if claim.measure == "completion" else pattern("nearly_rate").search(paragraph.clause_of(at))
    if found is None and claim.measure != "completion":
        return None
    return _Rate(at, claim.measure, (found["noun"] or "") if found else "", _near(paragraph, at))


def _tied(paragraph: Paragraph, claim: Claim, pair: _Pair) -> Claim:
    of_rate = REST if pair.left else RATE
    ways = {"level": (of_rate, of_rate), "share": (str(claim.start), "")}.get(claim.measure, ("", ""))
    starts = (paragraph.claims[one].start for one in (pair.total, pair.part))
    return claim._replace(totals=tuple(zip(starts, ways, strict=True)), via=_VIA[claim.measure])


def _near(paragraph: Paragraph, at: int) -> list[int]:
    near = takewhile(lambda one: not paragraph.opens[one + 1], range(at - 1, max(-1, at - MOST), -1))
    return [one for one in near if counts(paragraph.claims[one])][:_MOST_LEVELS]


def _may_divide(paragraph: Paragraph, part: int, total: int) -> bool:
    of_time = paragraph.claims[part].period == paragraph.claims[total].period
    alike = of_time and paragraph.kinds[part] == paragraph.kinds[total]
    return alike and all(map(paragraph.is_exact, (part, total)))


def _are_of(paragraph: Paragraph, rate: _Rate, pair: _Pair) -> bool:
    """Whether words may say that a percentage is of a part, or of what that leaves, of its total."""
    part, total, left = pair
    said = paragraph.names[part] + paragraph.clause_behind(part)
    if rate.measure == "completion":
        planned = pattern("plan_word").search(paragraph.clause_before(total) + paragraph.clause_behind(total))
        return planned is not None and not left
    if not paragraph.exceeds(total, part):
        return False
    noun = rate.noun
    if not noun:
        return not left and part == rate.near[0] and not paragraph.opens[rate.at]
    finishes = pattern("finishes").search(noun) and pattern("came_in").search(paragraph.names[total])
    in_time = pattern("nearly_in_time").search(noun)
    if finishes or (in_time and in_time[0] not in said) or pattern("plan_word").search(said):
        return False
    if is_of_fewer(paragraph, noun, part, total) or not is_kind_of(paragraph, noun, part, total):
        return False
    denied = pattern("nearly_denied").search(said) and not pattern("nearly_denied").search(noun)
    denies = any(one in "不未" and one + two in said for one, two in pairwise(noun))
    return left == bool(denied) and (denies or not {*noun[-2:]}.isdisjoint(said))


def _fits(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a part makes a percentage of its total, or leaves it."""
    stated, piece, whole = (paragraph.claims[one].interval for one in (at, part, total))
    left = None if piece is None or whole is None else whole - piece
    return makes(stated, piece, whole) or makes(stated, left, whole)


def _is_explained(paragraph: Paragraph, rate: _Rate, pair: _Pair) -> bool:
    """Whether another total gives a percentage, or two figures have theirs, whichever of them is the part."""
    part, total, left = pair
    if rate.noun and is_of_another(paragraph, rate.at, part, total, left=left):
        return True
    ways = ((part, total), (total, part))
    return any(_fits(paragraph, at, *way) for at in paragraph.rates for way in ways)


def _slips(paragraph: Paragraph, rate: _Rate, pair: _Pair) -> bool:
    """Whether a percentage is one slip from what a part makes, to the places that it is printed with."""
    stated, piece, whole = (paragraph.claims[one].interval for one in (rate.at, pair.part, pair.total))
    quote = paragraph.quote(rate.at)
    printed = pattern("number_in_ratio").search(quote)
    if stated is None or piece is None or whole is None or 0 in whole or not printed:
        return False
    piece = whole - piece if pair.left else piece
    if slips_in_ratio(quote, stated, (piece, whole)):
        return True
    some, of = middle(piece), middle(whole)
    alone = sum(_may_divide(paragraph, one, pair.part) for one in rate.near) == 2
    if some is None or not of or not alone:
        return False
    steps = 10 ** len(printed[0].partition(".")[2])
    return differ_in_a_digit(Fraction(printed[0]) * steps, Fraction(round(some / of * 100 * steps)))
