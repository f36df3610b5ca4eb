"""How rare pairs of neighbouring characters are in yearly summaries: what weighs as phrases are compared."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from unicodedata import normalize

_NO_WORD = re.compile("[^一-鿿A-Z]+")
_NUMBER = re.compile("[0-9][0-9.,%]*")


def pairs_in(text: str) -> Iterator[str]:
    """Yield the pairs of neighbouring Han or Latin characters; numbers part them, other signs do not.

    >>> list(pairs_in("“小巨人” 企业9家"))
    ['小巨', '巨人', '人企', '企业']
    """
    for bare in _between_numbers(text):
        yield from map(add, bare, bare[1:])


def _between_numbers(text: str) -> list[str]:
    """Return the Han and Latin characters of each part of a text between numbers."""
    return [_NO_WORD.sub("", words) for words in _NUMBER.split(normalize("NFKC", text).upper())]


def rarity(pair: str) -> int:
    """Return how rare a pair is, from 0; one that the table does not know is as rare as the rarest.

    >>> rarity("发展") < rarity("班列")
    True
    """
    known, most = _table()
    return known.get(pair, most)


@lru_cache(maxsize=2048)
def weighed(text: str, weight: int) -> Mapping[str, int]:
    """Return the pairs of a text, each with its rarity times a weight."""
    known, most = _table()
    pairs = (map(add, bare, bare[1:]) for bare in _between_numbers(text))
    return {pair: weight * known.get(pair, most) for some in pairs for pair in some}


@cache
def _table() -> tuple[Mapping[str, int], int]:
    """Return the rarity of the known pairs (``benchmarks/rarity.py`` counts them), and the greatest one."""
    text = (Path(__file__).parents[1] / "lexicon" / "rarity.txt").read_text(encoding="utf-8")
    known: dict[str, int] = {}
    for line in text.splitlines():
        number, _, pairs = line.partition(" ")
        known.update(dict.fromkeys(re.findall("..", pairs), int(number)))
    return known, max(known.values())
