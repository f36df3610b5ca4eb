"""Plain decimals read all at once: from one text of all of them to whole numbers and decimal places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.interval_array import integers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from benchmarks.interval_array import Flags, Numerators

_MOST_DIGITS = 18
"""So many digits fit into int64 whatever they are."""
_NINE, _ZERO, _DOT, _MINUS, _END = (ord(sign) for sign in "90.-\n")


def powers(places: npt.NDArray[np.int64]) -> Numerators:
    """Return ten to each power (none negative), as Python integers where one does not fit int64."""
    if int(places.max(initial=0)) < len(_TENS):
        return _TENS[places]
    return integers([10**place for place in places.tolist()])


_TENS = np.array([10**place for place in range(19)], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Decimals:
    """Decimals as columns, one entry each.

    Attributes:
        numbers: The digits as one whole number, with its sign; 0 of what is missing.
        places: How many of them stand behind the point.
        missing: Nothing was said.
    """

    numbers: Numerators
    places: npt.NDArray[np.int64]
    missing: Flags

    def __len__(self) -> int:
        return len(self.places)


def read_decimals(values: Sequence[str | None]) -> Decimals:
    """Read plain decimals, ``[-]digits[.digits]`` in ASCII; None is missing.

    Raises:
        ValueError: One is anything else.
    """
    texts = [value for value in values if value is not None]
    missing = np.zeros(len(values), dtype=np.bool_)
    if len(texts) < len(values):
        missing = np.array([value is None for value in values], dtype=np.bool_)
        texts = ["0" if value is None else value for value in values]
    found = _all_at_once(texts)
    numbers, places = _one_by_one(texts) if found is None else found
    return Decimals(numbers, places, missing)


def _one_by_one(texts: Sequence[str]) -> tuple[Numerators, npt.NDArray[np.int64]]:
    read = [_read(text) for text in texts]
    return integers([number for number, _ in read]), np.array([places for _, places in read], dtype=np.int64)


def _read(text: str) -> tuple[int, int]:
    whole, dot, rest = text.partition(".")
    digits = whole.removeprefix("-")
    if not (text.isascii() and digits.isdigit() and (rest.isdigit() or not dot)):
        raise ValueError(f"{text[:40]!r} is no plain decimal")
    return int(whole + rest), len(rest)


def _all_at_once(texts: Sequence[str]) -> tuple[Numerators, npt.NDArray[np.int64]] | None:
    """Read them as one array of signs; None where one is long, or none at all: then each is looked at."""
    joined = "\n".join(texts)
    if not texts or not joined.isascii():
        return None
    signs = np.frombuffer(joined.encode("ascii") + b"\n", dtype=np.uint8)
    ends = np.flatnonzero(signs == _END)
    if len(ends) != len(texts):
        return None
    starts = np.concatenate(([0], ends[:-1] + 1))
    digit = (signs >= _ZERO) & (signs <= _NINE)
    so_far = np.concatenate(([0], np.cumsum(digit)))
    digits = so_far[ends] - so_far[starts]
    places = _places(signs, starts, ends, digit, so_far)
    if places is None or digits.min() < 1 or digits.max() > _MOST_DIGITS:
        return None
    rank = np.repeat(so_far[ends], digits) - np.arange(1, int(so_far[-1]) + 1)
    worth = (signs[digit] - _ZERO) * powers(rank)
    numbers = np.add.reduceat(worth, so_far[starts])
    return np.where(signs[starts] == _MINUS, -numbers, numbers), places


def _places(
    signs: npt.NDArray[np.uint8],
    starts: npt.NDArray[Any],
    ends: npt.NDArray[Any],
    digit: Flags,
    so_far: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64] | None:
    """Digits behind each point; None where a sign stands where none may."""
    dots, minuses = np.flatnonzero(signs == _DOT), np.flatnonzero(signs == _MINUS)
    known = len(dots) + len(minuses) + len(ends) + int(so_far[-1])
    between = digit[dots - 1] & digit[dots + 1] & (dots > 0)
    if known != len(signs) or not between.all() or not np.isin(minuses, starts).all():
        return None
    owner = np.searchsorted(ends, dots)
    if len(owner) > 1 and (np.diff(owner) == 0).any():
        return None
    places = np.zeros(len(ends), dtype=np.int64)
    places[owner] = so_far[ends[owner]] - so_far[dots]
    return places
