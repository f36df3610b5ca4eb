"""The members that a text lists right before a stated count: 甲、乙、丙三座分馆."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from gouji.facts.figures.numerals import HAN
from gouji.reading.lexicon.organisations import is_place
from gouji.reading.lexicon.wording import pattern, words

MOST_MEMBERS = 40
_LOOKBACK = 120
_CLAUSE = re.compile("[，。；：！？:;,\n（）()]")
_MOST_OFF_OF_WORDS = 4
"""By how much the number of bare words may differ from their count: 退休、调离、辞职39人 names no persons."""
_WORD = re.compile(f"{HAN}{{1,4}}")


class Listed(NamedTuple):
    """The members listed right before a stated count.

    Attributes:
        complete: None is left out: no 等, or as many named as stated.
    """

    members: tuple[str, ...]
    complete: bool


def listed(text: str, at: int, stated: int, unit: str = "") -> Listed | None:
    """Return what is listed right before a count; None where it is not certain what belongs to it.

    Members are certain, whatever their number, if all are names of places, quoted, or words of one
    length, and the first is at the beginning of the clause or after a verb. Bare words before persons or
    cases are ways or kinds (退休、调离3人), as are those of quite another number.
    Source: reading of reports: 分别, 和 and 及 before the last, 等.
    """
    if not 0 < stated <= MOST_MEMBERS:
        return None
    low = max(0, at - _LOOKBACK)
    joined = max(text.rfind("、", low, at), text.rfind("和", low, at))
    if joined < 0 or _CLAUSE.search(text, joined, at):
        return None
    phrase = _phrase_before(text, at)
    is_open = phrase.endswith("等")
    members = _members(phrase.removesuffix("等"))
    if members is None:
        return None
    off = 0 if is_open else abs(len(members) - stated)
    if _are_words(members) and (unit in words("counted_unnamed") or off > _MOST_OFF_OF_WORDS):
        return None
    return Listed(members, not is_open or len(members) == stated)


def _are_words(members: Sequence[str]) -> bool:
    """Whether nothing but their length makes these members of one list: neither places nor quoted."""
    return not any(all(map(is_member, members)) for is_member in _kinds())


def _kinds() -> tuple[Callable[[str], object], ...]:
    """Return what tells a name by its looks: a place, a quoted name."""
    return is_place, pattern("member_quoted").fullmatch


def _phrase_before(text: str, at: int) -> str:
    phrase = text[max(0, at - _LOOKBACK) : at]
    return _CLAUSE.split(phrase)[-1].rpartition("的")[2].strip()


def _members(phrase: str) -> tuple[str, ...] | None:
    parts = phrase.split("、")
    head, joined, last = parts[-1].rpartition("和")
    if joined and head and last:
        parts = [*parts[:-1], head, last]
    opening, others = parts[0], parts[1:]
    if len(parts) < 2 or not all(others):
        return None
    first = _first_member(opening, others)
    return (first, *others) if first else None


def _first_member(first: str, others: list[str]) -> str:
    """Return the first member without the words before it; empty where any member is uncertain."""
    for is_member in _kinds():
        if all(map(is_member, others)):
            return next((first[at:] for at in range(len(first)) if _is_start(first, at, is_member)), "")
    sizes = {len(part) for part in others}
    if len(others) + 1 < 3 or len(sizes) > 1 or not all(map(_WORD.fullmatch, others)):
        return ""
    at = len(first) - sizes.pop()
    return first[at:] if at >= 0 and _is_start(first, at, _WORD.fullmatch) else ""


def _is_start(first: str, at: int, is_member: Callable[[str], object]) -> bool:
    """Whether a member begins at *at*: at the beginning of the clause, or after a verb."""
    return bool(is_member(first[at:])) and (at == 0 or bool(pattern("before_a_list").search(first[:at])))
