"""Parts that begin with what was counted right before them: “三早”：一早发现，二早干预，三早帮扶."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.reading.lexicon.wording import pattern
from gouji.reading.numbered import BORDER, NumberedList, NumberedPart, value_of_count


def numbered_by_name(text: str) -> Iterator[NumberedList]:
    """Yield the lists of a text whose parts begin with a number and the character that was counted."""
    for found in pattern("counted_by_name").finditer(text):
        mark = re.compile(f"(?:^|[{BORDER}])(?P<number>{pattern('number').pattern}){found['same']}")
        line_end = text.find("\n", found.end(), found.end() + _FARTHEST)
        line_end = line_end if line_end > 0 else min(len(text), found.end() + _FARTHEST)
        marks = mark.finditer(text, found.end() - 1, line_end)
        parts = [
            NumberedPart(one.start("number"), one.end(), value_of_count(one["number"]) or 0) for one in marks
        ]
        place = found.start("count"), found.end("noun")
        if len(parts) > 1:
            kind = text[parts[0].start : parts[0].end]
            yield NumberedList(kind, tuple(parts), value_of_count(found["count"]), place)


_FARTHEST = 1500
"""Characters behind a count in which its parts begin."""
