"""What linkers find between the claims of a paragraph: a link, or why they tie nothing."""

from typing import NamedTuple

SEVERAL_TOTALS = "several-totals"
SOME_ADD_UP = "some-add-up"
UNSURE_WORDS = "unsure-words"
BOUNDS = "bounds"
PARTS_OPEN = "parts-open"
PLANNED_TOTAL = "planned-total"
FLOW_OF_STOCK = "flow-of-stock"
NOT_HUNDRED = "not-hundred"
HELD_AGAINST = "held-against"
SIDE_BY_SIDE = "side-by-side"
YEARLY = "yearly"
PLANNED = "planned"
OF_LISTS = (
    SEVERAL_TOTALS,
    SOME_ADD_UP,
    UNSURE_WORDS,
    BOUNDS,
    PARTS_OPEN,
    PLANNED_TOTAL,
    FLOW_OF_STOCK,
    NOT_HUNDRED,
)
"""Reasons that hold for the figures of a list together, the most telling first."""


class Link(NamedTuple):
    """Claims that are the parts of another; all are named by where they start.

    Attributes:
        complete: There are no others.
        exclusive: The others are told without a figure (其余若干): no two of those told overlap.
    """

    whole: int
    parts: tuple[int, ...]
    via: str
    complete: bool
    exclusive: bool = False


class Refusal(NamedTuple):
    """A link that was tried and not made.

    Attributes:
        figures: Starts of the figures that it would have tied, or of the one that is tied to none.
    """

    figures: tuple[int, ...]
    reason: str
