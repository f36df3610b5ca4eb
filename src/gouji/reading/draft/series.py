"""Values that are aligned with their subjects: 甲、乙分别增长3%、5%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.reading.draft.indicators import cleaned_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.reading.draft.clauses import Around

_EACH = re.compile("(?P<who>[^，。；：]+?)(?:分别|依次|各自)(?P<what>[^，。；：]{0,12})$")
_PARTS = re.compile("、|(?<=[^、])(?:以及|和|及|与)(?=[^、])")
_COMMON = re.compile("(?P<head>(?:[^、]*?[的省市区])?)(?P<first>[^、]+)")


def aligned(words: Sequence[Around]) -> Mapping[int, tuple[str, Around]]:
    """Return, for figures in a series behind 分别, the indicator of each and the first figure of the series.

    Nothing is returned for a series whose subjects are not as many as its values.
    """
    found: dict[int, tuple[str, Around]] = {}
    for place, first in enumerate(words):
        each = _EACH.search(first.before) if place not in found else None
        if not each:
            continue
        series = [first]
        for one in words[place + 1 :]:
            if not one.joined:
                break
            series.append(one)
        names = _names(each["who"].rpartition(" ")[2], len(series))
        for name, one in zip(names or [""] * len(series), series, strict=True):
            found[one.place] = (name, first)
    return found


def _names(who: str, count: int) -> list[str] | None:
    """Split the subjects so that there are as many as values: at 、 alone, or at 和 and 及 too."""
    for parts in (who.split("、"), _PARTS.split(who), _last_split(who), _both(who)):
        if len(parts) == count:
            return [cleaned_phrase(name) for name in _with_common_end([part.strip() for part in parts])]
    return None


def _both(who: str) -> list[str]:
    """城乡居民收入 are two: those of 城镇 and of 农村."""
    return [who.replace("城乡", "城镇"), who.replace("城乡", "农村")] if who.count("城乡") == 1 else [who]


def _last_split(who: str) -> list[str]:
    """Split at 、 and at one 和 in the last part: nested 和 stay."""
    *head, last = who.split("、")
    one, sign, two = last.rpartition("和")
    return [*head, one, two] if sign else [*head, last]


_ENDINGS = re.compile(
    "(?:居民人均可支配收入|增加值|产量|总额|人均可支配收入|可支配收入|收入|投资|消费|出口|进口|吞吐量|营收|覆盖率|入学率|率|比重|价格|面积|销量)$"
)


def _with_common_end(parts: list[str]) -> list[str]:
    """Give each subject the ending that only the last one states: 优势产业、高技术制造业增加值."""
    ending = _ENDINGS.search(parts[-1])
    if ending is None or len(parts) < 2 or len(parts[-1]) <= len(ending[0]):
        return parts
    return [part if _ENDINGS.search(part) else _lengthened(part, ending[0]) for part in parts]


def _lengthened(part: str, ending: str) -> str:
    """A part with the common ending; what both have stands once (城镇居民, 居民人均可支配收入)."""
    size = next((size for size in (3, 2) if part.endswith(ending[:size])), 0)
    return part + ending[size:]
