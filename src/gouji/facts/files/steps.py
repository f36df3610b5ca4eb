"""How a run tells how far it has come."""

from typing import Protocol


class Report(Protocol):
    """Is told the name of each step of a run as it begins."""

    def __call__(self, step: str, number: int = 0, total: int = 0, /) -> None:
        """Take a step, and which one it is of how many, where steps are counted."""


def silent(_step: str, _number: int = 0, _total: int = 0, /) -> None:
    """Take a step, and tell nobody."""
