"""The one exception for input in which nothing can be checked."""

from __future__ import annotations


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
