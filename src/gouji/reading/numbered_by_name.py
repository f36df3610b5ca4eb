"""Parts that begin with what was counted beside them: “三早”：一早发现，二早…; 送医、送学、送法“三送”."""

import re
from collections.abc import Iterator

from gouji.reading.lexicon.wording import pattern
from gouji.reading.numbered import BORDER, NumberedList, NumberedPart, value_of_count


def numbered_by_name(text: str) -> Iterator[NumberedList]:
    """Yield the lists of a text whose parts begin with the character that was counted, or with its number."""
    yield from _listed(text)
    for found in pattern("counted_by_name").finditer(text):
        mark = re.compile(f"(?:^|[{BORDER}])(?P<number>{pattern('number').pattern}){found['same']}")
        line_end = text.find("\n", found.end(), found.end() + _FARTHEST)
        line_end = line_end if line_end > 0 else min(len(text), found.end() + _FARTHEST)
        marks = mark.finditer(text, found.end() - 1, line_end)
        parts = [
            NumberedPart(one.start("number"), one.end(), value_of_count(one["number"]) or 0) for one in marks
        ]
        place = found.start("count"), found.end("noun")
        if len(parts) > 1:
            kind = text[parts[0].start : parts[0].end]
            yield NumberedList(kind, tuple(parts), value_of_count(found["count"]), place)


_FARTHEST = 1500
"""Characters behind a count in which its parts begin."""


def _listed(text: str) -> Iterator[NumberedList]:
    """Yield lists without numbers, beside what their items begin or end with and its count."""
    for found in pattern("listed_by_name").finditer(text):
        count, same = value_of_count(found["count"]) or 0, found["same"]
        behind = pattern("behind_name").match(text, found.end())
        near = max(0, found.start() - _REACH, text.rfind("\n", 0, found.start()) + 1)
        before = pattern("before_name").search(text, near, found.start())
        # “进景区、进街区、进商圈”活动，…“三进”活动: in quotes, in a clause or a sentence before.
        quoted = list(pattern("quoted_by_name").finditer(text, near, found.start()))[-1:]
        for items in (behind, before, *quoted):
            parts = _items(items["items"], items.start("items"), same) if items else ()
            # A list that stands apart may be of fewer than are counted.
            most_off = 1 if items in quoted else _MOST_OFF
            if parts and abs(len(parts) - count) <= most_off:
                yield NumberedList(same, parts, count, (found.start("count"), found.end("same")))
                break


_REACH, _MOST_OFF, _FEWEST = 120, 2, 3


def _items(items: str, start: int, same: str) -> tuple[NumberedPart, ...]:
    """Return the items of a list that all begin or all end with some characters; nothing where one does not.

    The first may have words before it: 开展送清凉、送文化.
    """
    places = [0, *(mark.end() for mark in re.finditer("、", items))]
    all_end = len(places) == items.count(same) == len(re.findall(f"{same}(?=、|$)", items))
    if not all_end or len(places) < _FEWEST or pattern("joins_last").search(items, 1):
        places = _begun(items, same)
    return tuple(NumberedPart(start + at, start + at + 1, number) for number, at in enumerate(places, 1))


def _begun(items: str, same: str) -> list[int]:
    """Return where the items of a list begin, if all do with some characters."""
    marks = list(re.finditer(f"(?:{pattern('joins_by_name').pattern})(?={same})", items))
    first = items.rfind(same, 0, marks[0].start()) if marks else -1
    others = re.search(f"、(?!{same})", items) or pattern("and_others").search(items[-_FEWEST:])
    if first < 0 or others or len(marks) + 1 < _FEWEST:
        return []
    return [first, *(mark.end() for mark in marks)]
