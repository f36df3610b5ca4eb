"""A publisher that names itself before what it tells: 县水务局全年完成水利投资4.86亿元."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_LEVELS = "省市县区州旗镇乡"
_SHORTENED = (("委员会", "委"), ("人民", ""))
_FEWEST = 3
"""Fewest characters of a form: 县委 may be another body."""


def end_of_own_name(before: str, publisher: str) -> int:
    """Return where the publisher's name ends, in full or without its place, that opens words; else 0.

    >>> end_of_own_name("县水务局水利投资", "云桥县水务局")
    4
    >>> end_of_own_name("水利投资", "云桥县水务局")
    0
    """
    for form in _forms(publisher):
        if before.startswith(form) and len(before) > len(form) and before[len(form)] not in "的、和与及":
            return len(form)
    return 0


@lru_cache(maxsize=64)
def _forms(publisher: str) -> Sequence[str]:
    """Return how a publisher may be called in its own text, the longest first."""
    starts = [at for at, char in enumerate(publisher) if at == 0 or char in _LEVELS]
    full = [publisher[at:] for at in starts]
    short = [form.replace(long, less) for form in full for long, less in _SHORTENED]
    return sorted({form for form in (*full, *short) if len(form) >= _FEWEST}, key=len, reverse=True)
