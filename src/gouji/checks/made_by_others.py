"""What figures make of one another: whether others than those that words tie make one that is told."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

from gouji.checks.bindings.means import bounds_of
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.rule import Verdict
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import pattern

RATES = frozenset({"growth", "share", "completion", "mean"})
"""Measures of what two figures make."""
MOVES = frozenset({"growth", "change"})
_PLAIN = frozenset({"level", "mean", "share", "change"})
"""Measures of what others are made of."""
_TERMS = 4
"""What may stand beside a change in a balance."""
_HUNDRED = 100
_NO_SLIP = 8
"""How many times too much or too little a share is that no slip of a digit makes so."""


def is_made(stated: Fact, terms: Sequence[Fact], around: Sequence[Fact], moves: Sequence[Fact]) -> bool:
    """Whether figures around one make it, or what it is held against; *moves* may be since another time."""
    plain = [one for one in around if one.measure in _PLAIN]
    alike = [one for one in plain if one.unit in {fact.unit for fact in terms}]
    if stated.measure in MOVES and _are_of_other_base(stated, terms, moves):
        return True
    if stated.measure == "change":
        return any(_meet(stated, made) for made in _changes(terms, alike))
    if stated.measure in RATES:
        rivals = [one for one in around if (one.measure, one.unit) == (stated.measure, stated.unit)]
        return not any(one.hard == stated.hard for one in rivals) and _is_rate(stated, terms, plain)
    return stated.measure == "level" and not stated.place and _is_total(stated, terms, alike)


def is_exact(fact: Fact) -> bool:
    """Whether a figure is told to a tenth of it or better."""
    return fact.hard is not None and fact.hard.is_told_to(10)


def _meet(stated: Fact, made: Interval) -> bool:
    """Whether a figure is what others make, which is not told much less precisely."""
    told = bounds_of(stated)
    ends = [end for end in (told.low, told.high, made.low, made.high) if end is not None]
    if len(ends) < 4 or not told.meets(made):
        return False
    wide = ends[3] - ends[2]
    return wide <= 5 * (ends[1] - ends[0]) or 20 * wide <= max(map(abs, ends[2:]))


def _value(fact: Fact) -> Interval:
    """Return what a figure stands for; of one held against another that is told roughly what is printed."""
    reading = fact.own_reading
    if not is_exact(fact) and reading is not None and reading.printed is not None:
        return Interval.of(reading.printed)
    return fact.hard if fact.hard is not None else Interval(None, None)


def _ratio(over: Interval, under: Interval) -> Interval:
    return over / under if under.low is not None and under.low > 0 else Interval(None, None)


def _are_of_other_base(stated: Fact, terms: Sequence[Fact], rivals: Sequence[Fact]) -> bool:
    """Whether another figure lies between two levels, or a change goes the other way: 比常年偏多9.7%."""
    low = [one.hard.low if one.hard else None for one in (stated, *terms[-1:])]
    if terms[-1].measure == "change":
        return None not in low and ((low[0] or 0) < 0) != ((low[1] or 0) < 0)
    now, before = _value(terms[0]), _value(terms[-1])
    narrows = stated.measure == "change" and pattern("narrows").search(stated.quote) is not None
    if narrows and _meet(stated, before - now):
        return True  # 差距较上年的10.3亿元收窄1.4亿元
    grown = (_ratio(now, before) - 1) * _HUNDRED
    first, names = min(fact.start or 0 for fact in (stated, *terms)), {stated.indicator, terms[0].indicator}
    for one in rivals:
        if (one.start or 0) < first and one.indicator not in names:
            continue  # 采血比A增长20%；献血B，比C增长28%
        of_levels = one.unit == terms[0].unit
        fits = one not in terms and (of_levels or one.unit == PERCENT)
        if fits and _meet(one, now - before if of_levels else grown):
            return True
    return False


def is_no_slip(stated: Fact, terms: Sequence[Fact]) -> bool:
    """Whether a share is far from what two figures make, as one of another whole is."""
    if len(terms) != len(("part", "whole")) or terms[0].unit != terms[1].unit or terms[0].unit == PERCENT:
        return False
    made = _ratio(_value(terms[0]), _value(terms[1])) * _HUNDRED
    if made.low is None or made.low <= 0:
        return False
    near = made * Interval.closed(Fraction(1, _NO_SLIP), _NO_SLIP)
    return not near.meets(_value(stated)) and not any(_meet(stated, made * 10**by) for by in range(1, 5))


def _is_rate(stated: Fact, terms: Sequence[Fact], plain: Sequence[Fact]) -> bool:
    """Whether two figures, one of those that a rate is held against among them, make it."""
    start = stated.start or 0
    last = max([start, *(fact.start or 0 for fact in terms)])
    # What stands behind all of these is told of something else; what stands before is nearer.
    grows = stated.measure == "growth"
    before = [one for one in plain if grows or (one.start or 0) <= last]
    free = any((fact.start or 0) > start for fact in terms)
    for over, under in permutations(before, 2):
        shared = over in terms or under in terms
        ahead = free and max(over.start or 0, under.start or 0) < start
        others = (shared or ahead) and {over, under} != {*terms}
        if others and any(_meet(stated, made) for made in _rates(stated, terms, over, under)):
            return True
    return stated.measure == "share" and _is_share_of_run(stated, terms, before)


def _rates(stated: Fact, terms: Sequence[Fact], over: Fact, under: Fact) -> Iterator[Interval]:
    """Yield what a rate of two figures may be."""
    one, two = _value(over), _value(under)
    if stated.measure == "mean":
        if over.unit == terms[0].unit and under.unit not in {over.unit, PERCENT, POINTS}:
            yield _ratio(one, two)
    elif over.unit == under.unit and "change" not in {under.measure, over.measure}:
        yield (_ratio(one, two) - (stated.measure == "growth")) * _HUNDRED
    elif over.unit != under.unit or over.measure != "change" or stated.measure != "growth":
        return
    elif under not in terms or not _meet(over, _value(terms[0]) - _value(terms[-1])):
        # What lies between the levels is held against the first of them, not against the last.
        yield _ratio(one, two) * _HUNDRED
        yield _ratio(one, two - one) * _HUNDRED


def _is_share_of_run(stated: Fact, terms: Sequence[Fact], before: Sequence[Fact]) -> bool:
    """Whether some figures side by side make a share together: 甲72.4、乙48.1、丙39.6，合计占…."""
    alike = [one for one in before if one.unit == terms[-1].unit and one is not terms[-1]]
    runs = (alike[first:last] for first, last in combinations(range(len(alike) + 1), 2))
    shares = (_ratio(_sum(run), _value(terms[-1])) for run in runs if len(run) > 1 and terms[0] in run)
    return any(_meet(stated, share * _HUNDRED) for share in shares)


def _changes(terms: Sequence[Fact], alike: Sequence[Fact]) -> Iterator[Interval]:
    """Yield what a change may lie between, and the balances between two levels that it may be part of."""
    for now, before in permutations(alike, 2):
        if (now in terms or before in terms) and {now, before} != {*terms}:
            yield _value(now) - _value(before)
    counted = terms[0].unit not in {PERCENT, POINTS}
    beside = [fact for fact in alike if fact not in terms][:_TERMS] if counted else []
    for signs in product((1, -1), repeat=len(beside)) if beside and len(terms) > 1 else ():
        others = Interval.total([_value(one) * sign for one, sign in zip(beside, signs, strict=True)])
        yield _value(terms[0]) - _value(terms[1]) - others
        yield _value(terms[1]) - _value(terms[0]) + others


def is_balanced(verdict: Verdict) -> bool:
    """Whether a balance holds without one of its terms, which is how far it went: 减少44辆."""
    closing, *terms = verdict.bound
    signed = [(one.fact, _value(one.fact) * (-1 if one.role == "off" else 1)) for one in terms]
    for left, _ in signed:
        kept = [value for fact, value in signed if fact is not left]
        net = any(_meet(left, _value(closing.fact) - value) for value in kept)
        if net and _meet(closing.fact, Interval.total(kept)):
            return True
    return False


def _is_total(stated: Fact, terms: Sequence[Fact], alike: Sequence[Fact]) -> bool:
    """Whether other parts side by side make a total, these make another one, or they are its changes."""
    # 甲1项、乙4项，合计15项，比上年多3项: how far it moved is no part.
    alike = [one for one in alike if one.measure != "change" or one in terms]
    others = [fact for fact in alike if fact not in terms]
    made = _sum(terms)
    far = not (_value(stated) * Interval.closed(Fraction(4, 5), Fraction(6, 5))).meets(made)
    for first, last in combinations(range(len(alike) + 1), 2):
        run = alike[first:last]
        more = len(run) > len(terms) and {*terms} < {*run}
        if (more or (far and len(run) == len(terms) > 2 and {*run} != {*terms})) and _meet(stated, _sum(run)):
            return True
    signs = product((1, -1), repeat=len(terms) - 1) if len(terms) <= _TERMS else ()
    signed = ([_value(one) * sign for one, sign in zip(terms, (1, *some), strict=True)] for some in signs)
    if any(_meet(other, Interval.total(ends)) for ends in signed for other in others):
        return True
    # 由486家增加到521家…净增35家: a part is how far the total went.
    moved = far and any(_meet(stated, _value(other) + _value(part)) for other in others for part in terms)
    return moved or any(_meet(one, _value(stated) - made) for one in others)


def _sum(some: Iterable[Fact]) -> Interval:
    return Interval.total([_value(one) for one in some])
