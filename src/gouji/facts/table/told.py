"""What reading tells of figures that stand together: where they are, and why it tied none of them."""

from typing import NamedTuple

SENTENCE, TABLE = "sentence", "table"


class Told(NamedTuple):
    """A sentence with several figures of one unit, or a table.

    Attributes:
        kind: ``sentence`` or ``table``.
        start: Offset of its first character.
        end: Offset behind its last.
        unit: The unit of its figures; empty for those of a table that have several.
        figures: Where each begins and ends.
        reason: Key of the reason why nothing ties them, as far as reading knows; empty where something does.
    """

    kind: str
    start: int
    end: int
    unit: str
    figures: tuple[tuple[int, int], ...]
    reason: str
