"""Two names made one: of a thing and its quantity, of a whole and its part."""

from __future__ import annotations

from gouji.reading.lexicon.wording import pattern


def together(one: str, two: str) -> str:
    """Return two names as one, without repeating what the first ends and the second begins with."""
    if two in one:
        return one
    size = next((size for size in range(min(len(one), len(two)), 1, -1) if one.endswith(two[:size])), 0)
    return one + two[size:]


def within(whole: str, part: str) -> str:
    """Return what a part is called with the name of what it is part of.

    The quantity goes last; one that both end with is said once.

    >>> within("货物运输总量", "公路"), within("债务限额", "一般债务"), within("行政复议", "结果维持")
    ('公路货物运输总量', '一般债务限额', '行政复议结果维持')
    >>> within("住户贷款", "短期贷款")
    '住户短期贷款'
    """
    if whole in part or part in whole:
        return max(whole, part, key=len)
    noun = next((part[at:] for at in range(len(part) - 1) if whole.endswith(part[at:])), "")
    if pattern("names_quantity").search(noun) and not pattern("of_one_head").search(whole):
        return whole.removesuffix(noun) + part
    overlaps = together(part, whole) != part + whole
    if overlaps or is_counted_by(whole, part):
        return together(part, whole)
    return together(whole, part)


def is_counted_by(upper: str, name: str) -> bool:
    """Whether the upper name has the quantity that a name lacks: 问题数量 over 查出."""
    quantity = pattern("names_quantity")
    return quantity.search(upper) is not None and quantity.search(name) is None
