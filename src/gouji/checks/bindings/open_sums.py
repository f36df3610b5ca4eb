"""Parts of which no word says that they are all (其中), held against their total as a person would.

Kinds of persons and cases overlap all the time, sums of money seldom do; and of two numbers that differ in
one digit the one is likely a slip for the other. Neither is sure.
"""

from collections.abc import Sequence
from fractions import Fraction

from gouji.checks.bindings.breakdowns import Breakdown, is_bare
from gouji.checks.bindings.quantities import clause_of, words_behind
from gouji.checks.rule import Level, Verdict
from gouji.facts.figures.units import is_money, unit_class
from gouji.facts.numbers.digits import is_one_slip
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern, words

OVERLAPPING = "kinds-may-overlap"
_FEWEST, _CLEAR = 3, 4
"""Digits of a number of which another may be a slip; of one of which few others are."""
_NEAR = 10
"""Parts that leave out more than a tenth of their total are not meant to be all."""
_REACH = 16
_TEN = 10


def doubtful(facts: Facts, breakdown: Breakdown) -> Verdict | None:
    """Return what is doubtful of a total and parts that may be some of it; None where nothing is.

    A finding where the parts exceed their total: a warning where they are of a measure that adds up, as money
    or length, or kinds of one noun that nearly are the total, and one digit of three parts, or of long
    numbers, makes them fit; else a note of money, or where one digit does. Where they are less, by one digit
    and no more than a tenth, a note.
    """
    total, parts = value_of(breakdown.total), breakdown.sum
    open_ones = not breakdown.complete and len(breakdown.parts) > 1 and "#" not in breakdown.key
    if not open_ones or any(fact.coded or fact.place for fact in breakdown.facts):
        return None
    if total is None or parts is None or total.printed is None or parts.printed is None:
        return None
    if not all(is_bare(fact) for fact in breakdown.facts):
        return None
    level: Level | None
    if breakdown.obstacle == OVERLAPPING and total.printed < parts.printed:
        level, message = _level_of_excess(facts, breakdown, total.printed), "parts-may-overlap"
    elif breakdown.agreement is not None and breakdown.agreement.plain and parts.printed < total.printed:
        level, message = _level_of_gap(facts, breakdown, total.printed, parts.printed), "parts-fall-short"
    else:
        return None
    values = breakdown.message_values()
    algebra = str(values.get("algebra", ""))
    algebra = algebra.replace(" < ", " > ", 1) if parts.printed < total.printed else algebra
    return level and Verdict(
        "inconsistent", breakdown.bound, message, values, level=level, key=breakdown.key, algebra=algebra
    )


def _level_of_excess(facts: Facts, breakdown: Breakdown, total: Fraction) -> Level | None:
    printed = [_printed(part) for part in breakdown.parts]
    # GJ206 tells of a part that is more; 出口 and 进口 make the total, the 顺差 beside them is no part.
    more = any(part > total for part in printed)
    closed = any(sum(printed[:at] + printed[at + 1 :]) == total for at in range(len(printed)))
    if more or closed or _differ_in_criterion(facts, breakdown.parts):
        return None
    slip, unit = _is_slip(breakdown), breakdown.total.unit
    clear = len(printed) >= _FEWEST or _is_slip(breakdown, fewest=_CLEAR)
    kinds = _are_kinds_of_noun(facts, breakdown.parts) and (sum(printed) - total) * _CLOSE <= total
    if slip and clear and (kinds or (_adds_up(unit) and "/" not in unit)):
        return "warning"
    return "note" if slip or is_money(unit) else None


_CLOSE = 12
"""By a twelfth of it kinds that overlap seldom happen to be more than their total."""


def _are_kinds_of_noun(facts: Facts, parts: Sequence[Fact]) -> bool:
    """Whether three parts and more end alike, as kinds of one noun do: 合同纠纷、家事纠纷、侵权纠纷.

    None has a trait that one of another kind may have too (女教师, 住校生).
    """
    names = [facts.name_of(part) for part in parts]
    one_noun = len({one[-1:] for one in names}) == 1 and min(map(len, names)) > 1
    kinds = len({*names}) == len(names) >= _FEWEST and one_noun
    return kinds and not any(map(pattern("trait").search, names))


def _adds_up(unit: str) -> bool:
    """Whether what has a unit is of one kind only: no people, and nothing that is counted."""
    kind = unit_class(unit)
    return kind != "#" and kind not in words("people")


def level_of_shares(facts: Facts, shares: Sequence[Fact]) -> Level | None:
    """Return how surely open shares that make more than 100 % of a draft have a wrong digit.

    A warning of three and more that are printed with decimals, of what adds up (money, length); else a note;
    None where they may well overlap, and are left alone.
    """
    bare = all(not one.coded and not one.place and is_bare(one) for one in shares)
    if len(shares) < _FEWEST or not bare or _differ_in_criterion(facts, shares):
        return None
    printed = [_printed(one) for one in shares]
    unit = min(one.own_reading.width for one in shares if one.own_reading is not None) or Fraction(1)
    gap, numbers = (sum(printed, -_HUNDRED)) / unit, [one / unit for one in printed]
    slip = gap >= _TEN and any(_slips(one, one - gap, _FEWEST - 1) for one in numbers)
    totals = [facts.by_id.get(of.total) for one in shares for of in one.whole]
    adds_up = all(one is not None and one.unit != "%" and _adds_up(one.unit) for one in totals)
    return ("warning" if unit < 1 and adds_up else "note") if slip else None


_HUNDRED = Fraction(100)


def _differ_in_criterion(facts: Facts, parts: Sequence[Fact]) -> bool:
    """Whether parts are told by several criteria: 民营企业, 机电产品; or one is a kind of another."""
    names = [facts.name_of(part) for part in parts]
    crossing = [sum(pattern(one).search(name) is not None for name in names) for one in _CRITERIA]
    nested = any(one != two and one in two for one in names for two in names)
    both = any(pattern("of_two_kinds").search(clause_of(facts, part)) for part in parts)
    return nested or both or any(0 < count < len(names) for count in crossing)


_CRITERIA = ("by_owner", "by_size", "by_channel", "by_settlement")


def _level_of_gap(facts: Facts, breakdown: Breakdown, total: Fraction, parts: Fraction) -> Level | None:
    many = len(breakdown.parts) >= _FEWEST
    behind = words_behind(facts, breakdown.parts[-1], _REACH)
    near = (total - parts) * _NEAR <= total
    if not many or not near or pattern("more_left").match(behind) or _meets(breakdown):
        return None
    return "note" if _is_slip(breakdown) else None


def _meets(breakdown: Breakdown) -> bool:
    """Whether the parts may be all, but for rounding."""
    bounds = [fact.hard for fact in breakdown.parts if fact.hard is not None]
    return breakdown.total.hard is not None and Interval.total(bounds).meets(breakdown.total.hard)


def _printed(fact: Fact) -> Fraction:
    reading = fact.own_reading
    return reading.printed if reading is not None and reading.printed is not None else Fraction(0)


def _is_slip(breakdown: Breakdown, fewest: int = _FEWEST) -> bool:
    """Whether one digit of a figure, printed with *fewest* and more, keeps parts from making their total."""
    widths = [fact.own_reading.width for fact in breakdown.facts if fact.own_reading is not None]
    unit = min((width for width in widths if width), default=Fraction(1))
    total, *parts = [_printed(fact) / unit for fact in breakdown.facts]
    gap = total - sum(parts)
    if abs(gap) < _TEN:
        return False  # a wrong last digit, which rounding or any small rest makes
    pairs = [(total, total - gap), *((part, part + gap) for part in parts)]
    return any(_slips(one, two, fewest) for one, two in pairs)


def _slips(one: Fraction, two: Fraction, fewest: int) -> bool:
    if one <= 0 or two <= 0 or decimals(one) or decimals(two):
        return False
    digits = str(int(one)), str(int(two))
    return min(map(len, digits)) >= fewest and is_one_slip(*digits)
