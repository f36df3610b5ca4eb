"""How rare pairs of neighbouring characters are in yearly summaries: by this alignment weighs words.

    python -m benchmarks.rarity DIR... > src/gouji/reading/lexicon/rarity.txt

Counts in how many sentences of the texts (`.txt`) below the folders each pair stands. A pair's rarity is
round(10 ln((N + 1) / (n + 1))) for n of N sentences. A line for each rarity: the number, then its pairs.
Pairs of fewer than `LEAST` sentences are left out: they count as rare as those.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from pathlib import Path

from gouji.facts.table.facts import grouped
from gouji.reading.alignment.rarity import pairs_in

LEAST = 15
_SENTENCE = re.compile("[。；\n]")


def rarities(texts: list[str]) -> dict[str, int]:
    """Return the rarity of each pair that stands in enough sentences."""
    sentences = [found for text in texts for one in _SENTENCE.split(text) if (found := set(pairs_in(one)))]
    counted = Counter(pair for found in sentences for pair in found)
    whole = len(sentences) + 1
    return {pair: round(10 * math.log(whole / (n + 1))) for pair, n in sorted(counted.items()) if n >= LEAST}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    paths = sorted(path for folder in parser.parse_args().folders for path in folder.rglob("*.txt"))
    found = rarities([path.read_text(encoding="utf-8", errors="replace") for path in paths])
    for rarity, pairs in sorted(grouped(found, found.__getitem__).items()):
        print(rarity, "".join(pairs))


if __name__ == "__main__":
    main()
