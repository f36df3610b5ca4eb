"""From what to what: 从63.8%到65.1%，城镇化率提高了1.3个百分点 is no range; bare numbers (由335增至338个)."""

import re
from fractions import Fraction

from gouji.facts.figures.model import any_of, word_table, words
from gouji.facts.figures.numerals import MAGNITUDE, compiled
from gouji.facts.figures.units import IN_TEXT, fitted

_COMMAS = frozenset("，,")
_JOURNEY = re.compile("[从由](?P<first>[0-9][0-9.,]*[^0-9到至，。；]{1,5})[到至](?=[0-9])")
_CAME_BY = f"[，,][^。；0-9]{{2,32}}(?:{any_of(words('moves_by'))})[了出]?(?:近|约)?[0-9]"


def end_of_start(text: str, at: int, end: int) -> int:
    """Return where the first of two figures ends that seem to be a range; the end of any other figure."""
    if text[end : end + 1] not in _COMMAS:
        return end
    found = _JOURNEY.match(text, max(0, at - 1), end)
    return found.end("first") if found and compiled(_CAME_BY).match(text, end) else end


_LEVEL = [word for word in word_table()["kinds"]["level"].split() if not word.startswith("调整")]
"""What is 调整为 may be corrected."""
_FIRST_OF_LEVEL = frozenset(word[0] for word in _LEVEL)
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,4})?"
_FROM = "[由从](?:(?:上年|去年|年初|原来|原有|最初)的?)?"
_FROM_HERE = re.compile(f"{_FROM}$")
_RANKS = re.compile("(?:名次|位次|排名|排位|位列|名列|居)[^，。；]{0,8}$")
"""名次由5升至3: a better place is a smaller number."""
_TO = f"(?:{any_of(_LEVEL)})了?"
_STOPS = r"(?=[，。；、（(）)\n,;]|$)"
_TO_ANOTHER = f"{_TO}{_NUMBER}{_STOPS}"
_CAME_TO = re.compile(
    f"{_FROM}{_NUMBER}{_TO}(?:{_NUMBER}[，,（(](?:净|共|比上年|较上年|同比)?(?:{any_of(words('moves_by'))}|增|减)了?)?$"
)
_TO_WITH_UNIT = f"{_TO}(?P<number>{_NUMBER})(?P<unit>(?P<magnitude>{MAGNITUDE}?)(?:{IN_TEXT}))"
_BEFORE, _BEFORE_ALL = 6, 40
"""Characters before a number: those of the word that it came from, and of all that moved."""
_ALIKE = 10


def moves_bare(text: str, at: int, end: int) -> bool:
    """Whether a number without a unit is one of those that tell a move: 由335增加到338，增加3."""
    if text[end : end + 1] in _FIRST_OF_LEVEL:
        return _comes_from(text, at) and compiled(_TO_ANOTHER).match(text, end) is not None
    first = max(0, at - _BEFORE_ALL)
    moves = text.find("由", first, at) >= 0 or text.find("从", first, at) >= 0
    came = _CAME_TO.search(text, first, at) if moves and compiled(_STOPS).match(text, end) else None
    return came is not None and not _RANKS.search(text, max(0, came.start() - _BEFORE_ALL), came.start())


def _comes_from(text: str, at: int) -> bool:
    """Whether 由 stands before a number, and no place in a ranking is told."""
    found = _FROM_HERE.search(text, max(0, at - _BEFORE), at)
    return found is not None and not _RANKS.search(text, max(0, at - _BEFORE_ALL), found.start())


def unit_of_move(text: str, at: int, end: int) -> str:
    """Return the unit of the number that another came to, which has none itself: 由335增加到338个.

    A magnitude is of both where they are of one size: 由3.2增至3.5万人, but not 由9800增至1.2万人.
    """
    if text[end : end + 1] not in _FIRST_OF_LEVEL or not _comes_from(text, at):
        return ""
    plain = compiled(_NUMBER).fullmatch(text, at, end)
    found = fitted(_TO_WITH_UNIT, text, end).match(text, end) if plain else None
    if found is None or found["unit"].endswith("点"):  # 5个百分点
        return ""
    first, second = Fraction(text[at:end]), Fraction(found["number"])
    of_one_size = second <= first * _ALIKE and first <= second * _ALIKE
    return found["unit"] if of_one_size else found["unit"].removeprefix(found["magnitude"])
