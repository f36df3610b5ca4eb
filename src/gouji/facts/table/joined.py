"""Why figures of several documents are held to be of one thing though their words differ."""

from typing import NamedTuple

CLEARLY = 550
"""From this likeness on, in thousandths, words alone tell that figures are of one thing, and may warn."""


class Joined(NamedTuple):
    """How the words for a figure's indicator were joined with those of another document.

    Attributes:
        words: The indicator in the words of the figure's own document; empty where it names none.
        others: In the words of the document that it was joined with.
        likeness: How alike the words around both figures are, in thousandths.
        next_best: How alike the next figure of the other document is.
    """

    words: str
    others: str
    likeness: int
    next_best: int


class Near(NamedTuple):
    """A figure of another document that is the best partner of a figure, and may be of the same thing.

    Attributes:
        fact: Its id.
        likeness: How alike the words around both figures are, in thousandths.
        next_best: How alike the next figure of the other document is.
    """

    fact: str
    likeness: int
    next_best: int
