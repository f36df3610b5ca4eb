"""The one exception for input in which nothing can be checked, and what may have been meant instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class InputError(Exception):
    """Nothing could be checked: what is wrong, where, and what was expected (exit code 2).

    Args:
        place: File, or file and line, as a person would look them up; may be empty.
        wrong: What is wrong, and after a semicolon what was expected; one line.
        detail: Lines that show the place, such as a formula with a caret below it.
    """

    def __init__(self, place: str, wrong: str, detail: str = "") -> None:
        self.place = place
        self.wrong = wrong
        self.detail = detail
        super().__init__(f"{place}: {wrong}" if place else wrong)


def nearest(given: str, known: Iterable[str]) -> str:
    """Return which of the known names comes closest to a given one; empty where none does.

    >>> nearest("qoute", ["period", "quote"])
    'quote'
    """
    return next(iter(get_close_matches(given, list(known), n=1)), "")
