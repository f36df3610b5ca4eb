"""Links between the claims of a paragraph, as linkers find them."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """Claims that are the parts of another; all are named by where they start.

    Attributes:
        whole: The total.
        parts: Its parts, in text order.
        via: The construct that says so.
        complete: There are no others.
        exclusive: The others are told without a figure (其余若干): no two of those told overlap.
    """

    whole: int
    parts: tuple[int, ...]
    via: str
    complete: bool
    exclusive: bool = False
