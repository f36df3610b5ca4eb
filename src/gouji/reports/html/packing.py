"""Long lists: what a page shows at once is markup, the script draws the rest where it is seen."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
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
CHUNK = 40
"""So many paragraphs of a text are drawn together."""
_Item = TypeVar("_Item")


def split(items: Sequence[_Item], first: int, most: int) -> tuple[Sequence[_Item], Sequence[_Item]]:
    """Return the items that are markup, and those to be packed: none where there are at most *most*."""
    return (items, ()) if len(items) <= most else (items[:first], items[first:])


def pack(fragments: Iterable[str]) -> str:
    """Return markup in which nothing can be mistaken for markup: JSON in UTF-16, as gzip, in base64.

    Chinese text is a sixth smaller so than from UTF-8, as Deflate counts bytes. The fragments were made by
    the templates, so what comes from facts is escaped in them already; the same ones give the same bytes.
    """
    return packed([without_controls(str(one)) for one in fragments])


def packed(content: Sequence[object]) -> str:
    """Return plain values as JSON, packed like markup; their words are shown as text, never as markup."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode("utf-16-le"), mtime=0)).decode("ascii")


def chunks(items: Sequence[_Item], size: int = CHUNK) -> Iterable[Sequence[_Item]]:
    """Yield the items, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))
