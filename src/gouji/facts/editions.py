"""How the editions of a recurring event are numbered: ``FIRST/STEP``, with optional ``=N``."""

from __future__ import annotations

import re

from gouji.facts.dimensions import Edition
from gouji.facts.periods import Period

_EDITION = re.compile(r"([0-9-]{4,10})/P([0-9]{1,3})([YM])(?:=([0-9]{1,4}))?")


def read_edition(text: str) -> Edition:
    """Read a cell of the column ``edition``.

    Raises:
        ValueError: The cell has another form, or the step is 0.

    >>> read_edition("2022-06/P6M=5").number
    5
    """
    match = _EDITION.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise ValueError(f'"{text}" is no edition')
    first, step, unit, number = match.groups()
    months = int(step) * (12 if unit == "Y" else 1)
    return Edition(Period.read(first), months, int(number or 1))
