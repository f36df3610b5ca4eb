"""Where figures stand: file, line or paragraph; cells by the names of their table, row and column."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Protocol

from gouji.facts.table.columns import CELL_PLACE


class Place(Protocol):
    """A place of a finding, as `gouji.checks.findings.Location` is one."""

    @property
    def summary(self) -> str | None: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def column(self) -> str | None: ...  # noqa: D102
    @property
    def quote(self) -> str | None: ...  # noqa: D102
    @property
    def start(self) -> int | None: ...  # noqa: D102
    @property
    def end(self) -> int | None: ...  # noqa: D102
    @property
    def place(self) -> str | None: ...  # noqa: D102
    @property
    def cell(self) -> str | None: ...  # noqa: D102


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


def place_told(fact: Place, first: Place | None, words: SimpleNamespace, texts: Mapping[str, str]) -> str:
    """Return where a fact of a finding stands and its quote, behind the line of the *first* one."""
    quoted = f"{in_table(fact.place, words)}{words.quoted.format((fact.quote or '').replace(chr(10), ''))}"
    if _has_paragraphs(fact, texts):
        return f"{line_of(fact, words, texts)} {quoted}"
    at = "" if fact is first else f"{fact.file}:{fact.line} "
    at += f"{fact.cell} " if fact.cell else ""
    span = "" if fact.start is None else words.span.format(start=fact.start, end=fact.end) + " "
    return f"{at}{fact.summary or fact.column or ''} {span}{quoted}"


def line_of(place: Place, words: SimpleNamespace, texts: Mapping[str, str]) -> str:
    """Return file and line; where nobody sees lines, the paragraph, and of a cell the file alone."""
    if not _has_paragraphs(place, texts):
        return f"{place.file}:{place.line}"
    if place.place:
        return place.file
    told = texts[place.summary or ""][: (place.start or 0) + 1]
    return f"{place.file} {words.paragraph.format(sum(bool(line.strip()) for line in told.splitlines()))}"


def head_of(place: Place, words: SimpleNamespace, texts: Mapping[str, str]) -> str:
    """Return file and line or paragraph of a place, of a cell of a document its table."""
    found = CELL_PLACE.fullmatch(place.place or "")
    table = words.cell["table"].format(found["table"]).rstrip(" ,") if found and found["table"] else ""
    told = line_of(place, words, texts)
    return f"{told} {table}" if table and told == place.file else told


def standing(place: Place, words: SimpleNamespace, texts: Mapping[str, str]) -> str:
    """Return file and line or paragraph of a place, and its table, row and column."""
    return f"{line_of(place, words, texts)} {in_table(place.place, words)}".rstrip(" ,")


def _has_paragraphs(place: Place, texts: Mapping[str, str]) -> bool:
    """Whether a place is in a document as Word and others show it, not in a file of lines."""
    shown = place.file == place.summary or place.file.lower().endswith(_SHOWN)
    return shown and place.start is not None and place.summary in texts


_SHOWN = (".docx", ".pdf", ".html", ".htm")
