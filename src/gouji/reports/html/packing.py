"""Scripts, style and long lists: what a page shows at once is markup, the script draws the rest when seen.

Columns of many rows have each value once, and for each row which, as the script takes them apart.
"""

import codecs
import gzip
import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from operator import sub
from pathlib import Path
from typing import TypeVar

from gouji.reports.text import without_controls

FIRST = 200
"""So many findings are markup where not all are."""
MOST = 2000
"""Up to so many findings all are."""
FIRST_ROWS = 15
"""So many rows of a table, or entries of a list, are markup where not all are."""
MOST_ROWS = 60
"""Up to so many rows all are."""
CHARACTERS = 60_000
"""Texts of so many characters together are markup; of longer ones every paragraph is packed."""
PARAGRAPHS = 1000
"""Of so many paragraphs, or quotes where texts are not at hand, likewise."""
CHUNK = 40
"""So many paragraphs of a text are drawn together."""
LEVEL = 6
"""How hard gzip tries: the highest level takes twice as long for one hundredth."""
_Item = TypeVar("_Item")


def split(items: Sequence[_Item], first: int, most: int) -> tuple[Sequence[_Item], Sequence[_Item]]:
    """Return the items that are markup, and those to be packed: none where there are at most *most*."""
    return (items, ()) if len(items) <= most else (items[:first], items[first:])


_CONTROLS = re.compile(r"\\\\|\\u00[01][0-9a-f]|\\[bfr]")
"""Controls as JSON has them, and its backslashes, which are none."""
_ESCAPED = "gouji.json-escaped"


def pack(value: object) -> str:
    """Return plain values, or markup, so that nothing in them is markup: JSON in GBK, as gzip, in base64.

    Chinese text is a tenth smaller so than from UTF-16, and a fifth than from UTF-8, as Deflate counts bytes;
    what GBK lacks is escaped as JSON does it. Tuples become lists, controls question marks; the same values
    give the same bytes. What is packed as markup was made by the templates, which escape the data in it; the
    script escapes the data that it makes markup of.
    """
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    content = _CONTROLS.sub(lambda found: found[0] if found[0] == r"\\" else "?", without_controls(content))
    return b64encode(gzip.compress(content.encode("gbk", _ESCAPED), LEVEL, mtime=0)).decode("ascii")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return what GBK cannot write, escaped; JSON has it inside of strings only."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escaped)


def chunks(items: Sequence[_Item], size: int = CHUNK) -> Iterable[Sequence[_Item]]:
    """Yield the items, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


Column = tuple[Sequence[Hashable], Sequence[int]]
"""The values that differ, and for each row how far its value stands behind that of the row before."""

_FIRST, _LAST = "\ue000", "\uf8ff"
"""Of the characters that stand for figures in a sentence; they are for private use."""
_TAKEN = re.compile(f"[{_FIRST}-{_LAST}]")
_MOST = 64


def column(values: Iterable[Hashable]) -> Column:
    """Return a column.

    >>> column(["甲", "乙", "乙", "甲"])
    (['甲', '乙'], [0, 1, 0, -1])
    """
    rows = list(values)
    differing = list(dict.fromkeys(rows))
    places = {value: place for place, value in enumerate(differing)}
    return differing, steps([places[value] for value in rows])


def steps(numbers: Sequence[int]) -> Sequence[int]:
    """Return by how much each number is more than the one before it, the first one from nought.

    >>> steps([4, 5, 3])
    [4, 1, -2]
    """
    return list(map(sub, numbers, chain((0,), numbers)))


def without_figures(sentences: Sequence[str], quotes: Sequence[str]) -> Sequence[str]:
    r"""Return sentences with a mark for each of their figures, so that those of one rule are alike.

    The mark of the n-th quote is the n-th character for private use. Where one of these stands already,
    sentences are left as they are, behind the last of them.

    >>> [told] = without_figures(["共95个，差5个"], ["95个", "5个"])
    >>> told == "共\ue000，差\ue001"
    True
    """
    if _TAKEN.search("".join((*sentences, *quotes))):
        return [_LAST + sentence for sentence in sentences]
    longest_first = sorted([(-len(quote), at) for at, quote in enumerate(quotes[:_MOST])])
    marks = [(quotes[at], chr(ord(_FIRST) + at)) for length, at in longest_first if length < -1]
    marked = []
    for sentence in sentences:
        told = sentence
        for quote, mark in marks:
            told = told.replace(quote, mark)
        marked.append(told)
    return marked


def hash_of(part: str) -> str:
    """Return the hash by which a Content-Security-Policy allows this style or script and no other."""
    return "sha256-" + b64encode(hashlib.sha256(part.encode("utf-8")).digest()).decode("ascii")


def _read(name: str, keep: str = "") -> str:
    """Return a style or script without indentation and comments of whole lines, but the one to *keep*."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    kept = (line for told in lines if (line := told.strip()) == keep or not line.startswith("//"))
    return "\n".join(filter(None, kept))


def script_of(drawn: Iterable[str]) -> str:
    """Return the script, with what draws the packed data that there is, without needless blanks."""
    before, _, after = _read("report.js", keep="// PACKED").partition("// PACKED")
    lines = (before + "\n".join(map(_read, drawn)) + after).splitlines()
    return "\n".join(map(_without_blanks, lines))


def _without_blanks(line: str) -> str:
    """Return a line of a script without blanks around signs; those in words, markup and patterns stay."""
    if _UNCLEAR.search(line):
        return line
    parts = enumerate(_STRINGS.split(line))
    return "".join(part if at % 2 else _BLANKS.sub(r"\1", part) for at, part in parts)


_UNCLEAR, _STRINGS = re.compile(r"['`/\\]"), re.compile('("[^"]*")')
_BLANKS = re.compile(r" ?([=<>!&|?:,;{}()\[\]+*-]+) ?")


def style_sheet() -> str:
    """Return the style without the blanks that only people need."""
    return re.sub(r" ?([{}]) ?|(?<=[:;,]) |;(?=[ \n]?})|(?<=[{};])\n", r"\1", _read("style.css"))
