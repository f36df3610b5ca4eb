"""Numbered parts: （一）…（九）, 一、…, 一是…五是, 第一，…, 1.…, ①…, 一早…三早, and what ；separates."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import numeric

from gouji.facts.figures.numerals import read_numeral
from gouji.reading.lexicon.wording import pattern, patterns, words

_FARTHEST = 6000
"""Parts that are farther apart belong to different lists."""
_WIDEST_GAP, _MOST_OFF = 9, 2
_LINE = 200
_BEFORE = 40
BORDER = "。；;：:，,— \u3000\n\r\t"


class NumberedPart(NamedTuple):
    """Where a part begins, and its number.

    *tentative*: it may be none, as 8.6个 and （八） within a line; it counts only where it is the next one.
    *certain*: it is in no table; only then it can be a repeated one, or the neighbour of one left out.
    """

    start: int
    end: int
    number: int
    tentative: bool = False
    certain: bool = True


class NumberedList(NamedTuple):
    """A list of numbered parts.

    Attributes:
        kind: How its parts begin: ``（一）``, ``一是``; ``；`` where they are only separated.
        parts: Its parts, in text order; at least two.
        stated: The count stated right before it; None where there is none.
        place: Where that count is: start and end.
    """

    kind: str
    parts: tuple[NumberedPart, ...]
    stated: int | None = None
    place: tuple[int, int] = (0, 0)

    @property
    def inline(self) -> bool:
        """Whether the parts run on within a paragraph."""
        return self.kind in patterns("numbered_inline")

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers that are left out between the first part and the last; 首先 and 其次 are words as well."""
        if self.kind in words("numbered_in_words"):
            return ()
        numbers = {part.number for part in self.parts}
        sure = [(one.number, two.number) for one, two in pairwise(self.parts) if one.certain and two.certain]
        return tuple(n for one, two in sure for n in range(one + 1, two) if n not in numbers)

    @property
    def disordered(self) -> tuple[int, ...]:
        """Numbers that stand behind the one that follows them."""
        numbers = [part.number for part in self.parts]
        return tuple(number for number in numbers if number + 1 in numbers[: numbers.index(number)])

    @property
    def repeated(self) -> tuple[int, ...]:
        """Numbers that occur more than once."""
        if self.kind in words("numbered_in_words"):
            return ()
        numbers = [part.number for part in self.parts if part.certain]
        return tuple(dict.fromkeys(number for number in numbers if numbers.count(number) > 1))


def without_breaks(mark: str) -> str:
    """Return a mark without the line end that breaks it."""
    return "".join(mark.split())


def numbered(text: str) -> tuple[NumberedList, ...]:
    """Return the lists of numbered parts of a text, in text order.

    A list continues as long as numbers rise, or one is repeated; number one begins a new list. Brackets
    within a line begin none.
    """
    kinds = patterns("numbered") | patterns("numbered_inline")
    found = [parts for kind, mark in kinds.items() for parts in _of_kind(text, kind, mark)]
    found += _separated(text)
    return tuple(sorted(found, key=lambda parts: parts.parts[0].start))


def _of_kind(text: str, kind: str, mark: re.Pattern[str]) -> Iterator[NumberedList]:
    """Lists of one kind; one may be nested in a part of another, which then continues."""
    lists: list[list[NumberedPart]] = []
    open_lists: list[list[NumberedPart]] = []
    for part in _parts(text, kind, mark):
        open_lists = [one for one in open_lists if part.start - one[-1].end <= _FARTHEST]
        place = _continued(open_lists, part)
        if place is not None:
            del open_lists[place + 1 :]
            if open_lists[place][-1].tentative and open_lists[place][-1].number == part.number:
                open_lists[place].pop()
            open_lists[place].append(part)
        elif not (part.tentative and kind in {"（一）", "一、"}):
            lists.append([part])
            open_lists.append(lists[-1])
    for parts in lists:
        yield from _list(text, kind, parts)


def _continued(open_lists: list[list[NumberedPart]], part: NumberedPart) -> int | None:
    """The list that a part continues: the innermost that expects it, or else one that it nearly fits."""
    if part.number == 1:
        return None
    numbers = [one[-1].number for one in open_lists]
    next_in = [place for place, one in enumerate(open_lists) if _expects(one, part)]
    if next_in or part.tentative:
        return next_in[-1] if next_in else None
    near = [place for place, number in enumerate(numbers) if number <= part.number <= number + _WIDEST_GAP]
    return near[-1] if near else None


def _expects(parts: list[NumberedPart], part: NumberedPart) -> bool:
    """Whether a part has the next number of a list, or one that it left out before: （七）, then （六）."""
    numbers = [one.number for one in parts]
    left_out = part.certain and max(numbers) > part.number and part.number not in numbers
    return left_out or part.number == numbers[-1] + 1


def _parts(text: str, kind: str, mark: re.Pattern[str]) -> Iterator[NumberedPart]:
    for found in mark.finditer(text):
        number = _number(without_breaks(found["number"]))
        start = found.end() - len(found[0].lstrip(BORDER))
        if number is not None:
            tentative, certain = _is_tentative(text, kind, found), _is_certain(text, found.end())
            yield NumberedPart(start, found.end(), number, tentative, certain)


def _number(mark: str) -> int | None:
    """Return the number of a mark: 三, 3, ③, 再次."""
    if mark in words("numbers_in_words"):
        return words("numbers_in_words").index(mark) + 1
    return int(numeric(mark)) if len(mark) == 1 and mark in _CIRCLED else value_of_count(mark)


_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))


def _is_certain(text: str, end: int) -> bool:
    """Whether a mark is in no table: no tab is in its line, nor in the next, which may be the same cell."""
    return not any("\t" in line.strip() for line in text[end : end + _LINE].split("\n", 2)[:2])


def _is_tentative(text: str, kind: str, found: re.Match[str]) -> bool:
    """Whether a mark may be none: a number that goes on, a bracket within a line."""
    if kind in {"（一）", "一、"}:
        line = text[max(0, found.start() - _LINE) : found.start()].rpartition("\n")[2].strip()
        goes_on = kind == "（一）" and line[-1:] in "；;" and _number(found["number"]) != 1
        return line[-1:] not in {"", "：", ":"} and not goes_on
    return kind == "1." and text[found.end() : found.end() + 1].isdigit()


def _list(text: str, kind: str, parts: list[NumberedPart]) -> Iterator[NumberedList]:
    if len(parts) < 2 or parts[0].number != 1:
        return
    stated = _stated(text, kind, parts[0].start) or _headed(text, kind, parts)
    yield NumberedList(kind, tuple(parts), *((stated[0], stated[1:]) if stated else ()))


def _stated(text: str, kind: str, at: int) -> tuple[int, int, int] | None:
    """The count that is stated right before a list: value, start, end."""
    begin = max(0, at - _BEFORE)
    before = text[begin:at].rstrip("（( \u3000\n")
    found = pattern("counted_before").search(before)
    if not found:
        return None
    value = value_of_count(found["count"])
    signs = {"：", ":", "——"}
    signs |= {"，", ","} if kind in words("counted_before_a_comma") else set()
    signs |= {"。"} if kind in words("counted_before_a_stop") else set()
    announced = found["sign"] in signs or pattern("follows").search(before)
    if value is None or value < 2 or not announced:
        # 两个方面。 sums up what precedes, 两个方面： announces what follows.
        return None
    return value, begin + found.start("count"), begin + found.end("noun")


def _headed(text: str, kind: str, parts: list[NumberedPart]) -> tuple[int, int, int] | None:
    """The count of a heading right above a list of lines: 未来一年的10条预测."""
    start = text.rfind("\n", 0, parts[0].start - 1) + 1
    found = pattern("counts_lines").search(text[start : parts[0].start].rstrip())
    value = value_of_count(found["count"]) if found and kind in {"1.", "一、"} else None
    near = found and value and abs(len(parts) - value) <= _MOST_OFF
    return (value, start + found.start("count"), start + found.end()) if found and value and near else None


def value_of_count(count: str) -> int | None:
    """Return the whole number that a numeral states; None where it states none."""
    numeral = read_numeral(count)
    return None if numeral is None or numeral.value % 1 else int(numeral.value)


def _separated(text: str) -> Iterator[NumberedList]:
    """Parts after 包括 that are separated only by ；."""
    for found in pattern("counted_and_listed").finditer(text):
        value, body = value_of_count(found["count"]), found["body"]
        cuts = list(_cuts(body))
        inside = "（" in text[found.end("count") : found.start("body")]
        if value is None or len(cuts) < 2 or (not inside and abs(len(cuts) + 1 - value) > _MOST_OFF):
            continue  # so many more or fewer are of something else
        if len(cuts) + 1 < value and text.startswith("\n", found.end()):
            continue  # the rest may be on the next line
        starts = [0, *(cut + 1 for cut in cuts)]
        begin = found.start("body")
        parts = (NumberedPart(begin + at, begin + at + 1, number) for number, at in enumerate(starts, 1))
        yield NumberedList("；", tuple(parts), value, (found.start("count"), found.end("noun")))


def _cuts(body: str) -> Iterator[int]:
    """Where ；parts a list, outside brackets; up to the bracket that encloses it, or to another list."""
    depth = 0
    for place, sign in enumerate(body):
        depth += (sign in "（(“《") - (sign in "）)”》")
        if depth < 0 or (sign in "；;" and not depth and pattern("other_list").match(body, place + 1)):
            return
        if sign in "；;" and not depth:
            yield place
