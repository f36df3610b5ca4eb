"""Percentages that figures of their sentence would give but for one slip: 应到168名，缺席9名，出席率96.4%."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise, permutations, takewhile

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import RATE, REST
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.rates import is_kind_of, is_of_another, is_of_fewer
from gouji.reading.links.slips import differ_in_a_digit, makes, slips_in_ratio

_VIA = {"share": "share.told", "completion": "share.plan", "level": "share.rate"}
_MOST_LEVELS = 8
"""Levels before a percentage among which what it is of is looked for."""


def rated_nearly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield percentages with the one part and total that would give each but for one slip.

    Its noun has a character of what the part is (破案率 of 破获), or 占 stands right behind the part. Where
    any two figures near it give it, nothing is wrong.
    """
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        told = claim.measure in {"level", "share", "completion"} and claim.stands_alone
        if not told or paragraph.on_other_terms(at) or not paragraph.is_exact(at) or paragraph.depths[at]:
            continue
        if "其中" in paragraph.before(at) or pattern("other_base_behind").match(paragraph.text, claim.end):
            continue
        near = _near(paragraph, at)
        pairs = [pair for pair in permutations(near, 2) if _may_divide(paragraph, *pair)]
        made = {one for one in paragraph.rates for pair in pairs if _fits(paragraph, one, *pair)}
        if at in made:
            continue
        pairs = [pair for pair in pairs if not _is_told(paragraph, {*pair}, made)]
        slips = [
            (part, total, left)
            for part, total in pairs
            for left in (False, True)
            if _are_of(paragraph, at, part, total, left=left)
            and _slips(paragraph, at, part, total, left=left)
        ]
        if len(slips) == 1:
            yield _tied(paragraph, claim, *slips[0])


def _tied(paragraph: Paragraph, claim: Claim, part: int, total: int, left: bool) -> Claim:
    ways = {"level": (REST if left else RATE,) * 2, "share": (str(claim.start), "")}.get(
        claim.measure, ("", "")
    )
    starts = (paragraph.claims[one].start for one in (total, part))
    return claim._replace(totals=tuple(zip(starts, ways, strict=True)), via=_VIA[claim.measure])


def _near(paragraph: Paragraph, at: int) -> list[int]:
    """Return the levels before a percentage in its sentence."""
    near = takewhile(lambda one: not paragraph.opens[one + 1], range(at - 1, max(-1, at - MOST), -1))
    claims = ((one, paragraph.claims[one]) for one in near)
    levels = [one for one, claim in claims if claim.form in _FORMS and claim.measure in {"level", "change"}]
    return levels[:_MOST_LEVELS]


_FORMS = frozenset({"count", "amount"})


def _may_divide(paragraph: Paragraph, part: int, total: int) -> bool:
    return paragraph.kinds[part] == paragraph.kinds[total] and all(map(paragraph.is_exact, (part, total)))


def _are_of(paragraph: Paragraph, at: int, part: int, total: int, *, left: bool) -> bool:
    """Whether words may say that a percentage is of a part, or of what that leaves, of its total."""
    claim, said = paragraph.claims[at], paragraph.names[part] + paragraph.clause_behind(part)
    if claim.measure == "completion":
        planned = pattern("plan_word").search(paragraph.clause_before(total) + paragraph.clause_behind(total))
        return planned is not None and not left
    if not paragraph.exceeds(total, part):
        return False
    found = pattern("nearly_rate").search(paragraph.clause_of(at))
    if found is None:
        return False
    if found["share"]:
        return not left and part == next(iter(_near(paragraph, at)), -1) and not paragraph.opens[at]
    noun = found["noun"]
    finishes = pattern("finishes").search(noun) and pattern("came_in").search(paragraph.names[total])
    in_time = pattern("nearly_in_time").search(noun)
    another = (
        finishes
        or (in_time and in_time[0] not in said)
        or is_of_another(paragraph, at, part, total, left=left)
    )
    if another or is_of_fewer(paragraph, noun, part, total) or not is_kind_of(paragraph, noun, part, total):
        return False
    denied = pattern("nearly_denied").search(said) and not pattern("nearly_denied").search(noun)
    denies = any(one in "不未" and one + two in said for one, two in pairwise(noun))
    planned = pattern("plan_word").search(said)
    return left == bool(denied) and not planned and (denies or not {*noun[-2:]}.isdisjoint(said))


def _parts(
    paragraph: Paragraph, at: int, part: int, total: int, *, left: bool
) -> tuple[Interval, Interval, Interval] | None:
    stated, piece, whole = (paragraph.claims[one].interval for one in (at, part, total))
    if stated is None or piece is None or whole is None or 0 in whole:
        return None
    return stated, whole - piece if left else piece, whole


def _fits(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a part makes a percentage of its total, or leaves it."""
    ways = (_parts(paragraph, at, part, total, left=left) for left in (False, True))
    return any(found is not None and makes(*found) for found in ways)


def _is_told(paragraph: Paragraph, pair: set[int], made: Iterable[int]) -> bool:
    """Whether two figures have their percentage already, whichever of them is the part."""
    one, other = pair
    return any(_fits(paragraph, at, one, other) or _fits(paragraph, at, other, one) for at in made)


def _slips(paragraph: Paragraph, at: int, part: int, total: int, *, left: bool) -> bool:
    """Whether a percentage is one slip from what a part makes, to the places that it is printed with."""
    found = _parts(paragraph, at, part, total, left=left)
    printed = pattern("number_in_ratio").search(paragraph.quote(at))
    piece, whole = map(middle, found[1:]) if found else (None, None)
    if found is None or piece is None or not whole or not printed:
        return False
    steps = 10 ** len(printed[0].partition(".")[2])
    told, meant = Fraction(printed[0]) * steps, Fraction(round(piece / whole * 100 * steps))
    if slips_in_ratio(paragraph.quote(at), found[0], found[1:]):
        return True
    alone = sum(_may_divide(paragraph, one, part) for one in _near(paragraph, at)) == 2
    return alone and differ_in_a_digit(told, meant)
