"""What something came from and to, told before it: 从63.8%到65.1%，城镇化率提高了1.3个百分点; no range."""

import re

from gouji.facts.figures.model import any_of, words

_COMMAS = frozenset("，,")
_JOURNEY = re.compile("[从由](?P<first>[0-9][0-9.,]*[^0-9到至，。；]{1,5})[到至](?=[0-9])")
_CAME_BY = re.compile(f"[，,][^。；0-9]{{2,32}}(?:{any_of(words('moves_by'))})[了出]?(?:近|约)?[0-9]")


def end_of_start(text: str, at: int, end: int) -> int:
    """Return where the first of two figures ends that seem to be a range; the end of any other figure."""
    if text[end : end + 1] not in _COMMAS:
        return end
    found = _JOURNEY.match(text, max(0, at - 1), end)
    return found.end("first") if found and _CAME_BY.match(text, end) else end
