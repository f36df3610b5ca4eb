"""Rows of tables in plain text that no tabs part: by blanks, by bars, or with each cell in its own line."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.figures.units import may_be_scaled
from gouji.reading.lexicon.wording import pattern

_FEWEST = 3
"""Rows of figures that make a table."""
_LONGEST = 40
"""Characters of a cell that stands in a line of its own, and of a name before figures."""
_MOST_CELLS = 12
_LONGEST_LINE = 400
_MOST_LINES = 2000
"""Lines of one table with a line for each cell, at most."""
_TAB = re.compile("\t")
_BARS = re.compile("[|｜│┃]")
_RULE = re.compile(r"[ \u3000]*[-=+|─━┄┈│┃┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═║]{3,}[ \u3000]*")
_BLANKS = " \u00a0\u2002\u2003\u3000"
_WIDE = re.compile(f"[ \u00a0]{{2,}}|[{_BLANKS}]*[\u2002\u2003\u3000]{{2,}}[{_BLANKS}]*")
_ANY = re.compile(f"[{_BLANKS}]+")
_FILLED = re.compile(f"[^{_BLANKS}]+")
_PUNCTUATION = frozenset("。；！？")


class Span(NamedTuple):
    """The first line of a row and the one behind its last."""

    first: int
    end: int


def rows_in(lines: Sequence[str]) -> list[Span]:
    """Return the rows of tables among lines without tabs, in order; none overlap."""
    found: list[Span] = []
    at = 0
    while at < len(lines):
        some = _barred(lines, at) or _blank_parted(lines, at) or _stacked(lines, at)
        found += some
        at = some[-1].end if some else at + 1
    return found


def cells_of(line: str) -> list[tuple[int, str]]:
    """Return the cells of a row that is no row of tabs: where each begins, and its text, with blanks around.

    >>> [text for _, text in cells_of("稻谷 万吨 12.5 3.1")], [text for _, text in cells_of("指　标  产 量")]
    (['稻谷', '万吨', '12.5', '3.1'], ['指　标', '产 量'])
    """
    if "\t" in line:
        return list(_split(line, _TAB, 0))
    if "\n" in line or "\r" in line:
        return [(one.start(), one[0]) for one in re.finditer("[^\r\n]+", line)]
    if _RULE.fullmatch(line):
        return [(0, "")]
    if _BARS.search(line):
        cells = list(_split(line, _BARS, 0))
        begin = int(not cells[0][1].strip(_BLANKS))
        end = len(cells) - 1 if begin and not cells[-1][1].strip(_BLANKS) else len(cells)
        return cells[begin:end]
    return _by_blanks(line)


def _split(text: str, by: re.Pattern[str], offset: int) -> Iterator[tuple[int, str]]:
    at = 0
    for one in by.finditer(text):
        yield offset + at, text[at : one.start()]
        at = one.end()
    yield offset + at, text[at:]


def _by_blanks(line: str) -> list[tuple[int, str]]:
    """Return the cells of a line that blanks part; of a row those before the figures, and each figure."""
    row = pattern("row_of_blanks").fullmatch(line)
    return _words(line, 0) if row is None else _of_row(row)


def _of_row(row: re.Match[str]) -> list[tuple[int, str]]:
    name, begin = row["name"], row.start("name")
    cells = _words(name, begin) if _WIDE.search(name.strip(_BLANKS)) else [(begin, name)]
    words = list(_ANY.finditer(name.rstrip(_BLANKS)))
    if len(cells) == 1 and words and may_be_scaled(name[words[-1].end() :].strip(_BLANKS)):
        cells = [(begin, name[: words[-1].start()]), (begin + words[-1].end(), name[words[-1].end() :])]
    figures = row.start("figures")
    return [*cells, *((figures + one.start(), one[0]) for one in _FILLED.finditer(row["figures"]))]


def _words(text: str, offset: int) -> list[tuple[int, str]]:
    """Return the words of a header: by wide blanks, else by any, but for signs that are set apart (指 标)."""
    begin = offset + len(text) - len(text.lstrip(_BLANKS))
    text = text.strip(_BLANKS)
    if _WIDE.search(text):
        return list(_split(text, _WIDE, begin))
    found: list[tuple[int, str]] = []
    single = False
    for start, word in _split(text, _ANY, begin):
        alone = len(word) == 1
        if single and alone:
            last = found[-1][0]
            found[-1] = (last, text[last - begin : start - begin + 1])
        else:
            found.append((start, word))
        single = alone
    return found


def _barred(lines: Sequence[str], at: int) -> list[Span]:
    """Return the lines from one on that have as many bars, and the rules between them."""
    count = 0 if "\t" in lines[at] else len(_BARS.findall(lines[at]))
    if not count or _RULE.fullmatch(lines[at]):
        return []
    end, rows = at, 0
    while end < len(lines) and len(lines[end]) <= _LONGEST_LINE and "\t" not in lines[end]:
        rule = _RULE.fullmatch(lines[end]) is not None
        if not rule and len(_BARS.findall(lines[end])) != count:
            break
        rows += not rule
        end += 1
    while end > at and _RULE.fullmatch(lines[end - 1]):
        end -= 1
    figures = sum(any(map(str.isdigit, line)) for line in lines[at:end])
    return [Span(one, one + 1) for one in range(at, end)] if rows >= _FEWEST and figures >= 2 else []


def _blank_parted(lines: Sequence[str], at: int) -> list[Span]:
    """Return the lines from one on that are a name and as many figures, and the header right above them.

    The line *at* is that header, or the first row.
    """
    for first in (at, at + 1):
        if first >= len(lines) or _width(lines[first]) == 0:
            continue
        width, end = _width(lines[first]), first
        while end < len(lines) and _width(lines[end]) in {width, width - 1} - {1}:
            end += 1
        if end - first < _FEWEST:
            return []
        if first == at:
            return [Span(one, one + 1) for one in range(first, end)]
        header = cells_of(lines[at]) if len(lines[at]) <= _LONGEST_LINE else []
        words = "\t" not in lines[at] and not _PUNCTUATION & set(lines[at]) and _width(lines[at]) == 0
        return [Span(one, one + 1) for one in range(at, end)] if words and len(header) == width else []
    return []


def _width(line: str) -> int:
    """Return how many cells a row of figures has; 0 where a line is none."""
    if not line or len(line) > _LONGEST_LINE or not line.rstrip(_BLANKS + "-—–…%％)）")[-1:].isdigit():
        return 0
    row = pattern("row_of_blanks").fullmatch(line)
    return len(_of_row(row)) if row else 0


def _stacked(lines: Sequence[str], at: int) -> list[Span]:
    """Return rows each of whose cells is a line: a header that names its first column, and rows alike."""
    if not pattern("stub_header").fullmatch(lines[at].strip(_BLANKS)):
        return []
    kinds = []
    for line in lines[at : at + _MOST_LINES]:
        kinds.append(_kind(line))
        if not kinds[-1]:
            break
    shape = "".join(kinds)
    for width in range(2, _MOST_CELLS + 1):
        for words in (1, 2):
            row = "w" * words + "n" * (width - words)
            count = 0
            while width > words and shape.startswith(row, width * (count + 1)):
                count += 1
            if count >= _FEWEST and "n" not in shape[:width]:
                return [Span(at + width * number, at + width * (number + 1)) for number in range(count + 1)]
    return []


def _kind(line: str) -> str:
    """Return whether a line is a figure (n), or may be a name or a header (w); empty for any other."""
    text = line.strip(_BLANKS)
    if not text or len(text) > _LONGEST or _PUNCTUATION & set(text) or "，" in text:
        return ""
    return "n" if pattern("bare_number").fullmatch(text) or pattern("blank_cell").fullmatch(text) else "w"
