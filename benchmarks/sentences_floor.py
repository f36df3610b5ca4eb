"""The floor of `benchmarks.sentences`: what 60 lines of regular expressions find.

    python -m benchmarks.sentences --tool "python -m benchmarks.sentences_floor"

A total with 其中, 分别为 or 包括 and figures of its unit behind it; growth between two levels of one unit.
"""

from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = "[0-9][0-9,]*(?:[.][0-9]+)?"
FIGURE = re.compile(f"(?P<number>{NUMBER})(?P<unit>[万亿]?[一-鿿%]{{1,2}})")
OPENS = re.compile("其中|分别为|包括")
GROWN = re.compile(f"由(?P<one>{NUMBER}).{{0,6}}到(?P<two>{NUMBER}).{{0,12}}增长(?P<rate>{NUMBER})%")
_SLACK = Fraction(1, 1000)


def value(text: str) -> Fraction:
    """Return a number as printed."""
    return Fraction(text.replace(",", ""))


def sums(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the totals of sentences whose parts do not add up to them, or exceed them."""
    for sentence in re.finditer("[^。；]+", text):
        opened = OPENS.search(sentence[0])
        before = list(FIGURE.finditer(sentence[0], 0, opened.start())) if opened else []
        if not opened or not before:
            continue
        total = before[-1]
        behind = FIGURE.finditer(sentence[0], opened.end())
        parts = [value(one["number"]) for one in behind if one["unit"] == total["unit"]]
        whole, added = value(total["number"]), sum(parts)
        closed = opened[0] != "其中" and len(parts) > 1
        if added > whole or (closed and abs(added - whole) > whole * _SLACK):
            yield sentence.start() + total.start(), sentence.start() + total.end(), "sum"


def growths(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the rates that two levels do not have."""
    for found in GROWN.finditer(text):
        one, two = value(found["one"]), value(found["two"])
        if one and abs((two / one - 1) * 100 - value(found["rate"])) > Fraction(1, 2):
            yield found.start("rate"), found.end("rate"), "growth"


def main() -> None:
    """Read texts, print what is wrong in them."""
    for line in sys.stdin:
        asked = json.loads(line)
        for start, end, kind in (*sums(asked["text"]), *growths(asked["text"])):
            print(json.dumps({"id": asked["id"], "start": start, "end": end, "kind": kind}))


if __name__ == "__main__":
    main()
