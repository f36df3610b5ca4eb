"""Cells of tables, told by the names of their table, row and column."""

from __future__ import annotations

import re
from types import SimpleNamespace

from gouji.facts.table.columns import CELL_PLACE


def in_table(place: str | None, words: SimpleNamespace) -> str:
    """Return the table, row and column of a place, with what follows them in a line; else nothing."""
    found = CELL_PLACE.fullmatch(place or "")
    if found is None:
        return ""
    names = (*found.group("table", "row", "heading"), found["column"] + found["number"])
    told = zip(("table", "row", "column", "cell"), names, strict=True)
    return "".join(words.cell[name].format(value) for name, value in told if value)


def in_short(name: str) -> str:
    """Return a name without the figures of the sentence above a table that it was taken from.

    >>> in_short("全年工业总产值45亿元，比上年增长10.0%，分行业情况如下合计")
    '全年工业总产值合计'
    """
    found = _SENTENCE.fullmatch(name)
    return f"{found['what']}{found['total'] or ''}" if found else name


_SENTENCE = re.compile("(?P<what>[^0-9，]{2,30})[0-9][^，]*，.*?(?P<total>合计|总计|小计)?")
