"""What figures are of, as people labelled them who did not know the reader.

    python -m benchmarks.naming [--corpora DIR] [--show FILE]

``naming.csv`` has the labels: place and quote of a figure, whether a fact table would keep it, its value in
base units, its measure, the names that are right for it, and the words that any usable name has to contain.
The texts are those in ``naming_texts`` (written for it) and, with ``--corpora``, real ones; of a file that is
marked ``held`` only the sums are looked at, so that nothing is fitted to it.
"""

from __future__ import annotations

import argparse
import csv
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.library import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.facts.table.facts import Fact

HERE = Path(__file__).parent
LABELS = HERE / "naming.csv"
TEXTS = HERE / "naming_texts"
LEVELS = frozenset({"level", "rate"})
"""A rate is a level of its own; the fact table does not tell them apart."""
SAME_UNIT = {"名": "人", "位": "人", "口": "人", "kV": "千伏", "套（间）": "套"}


@dataclass(frozen=True)
class Label:
    """A figure as a person read it.

    Attributes:
        file: The text.
        held: Only the sums of its file may be looked at.
        start: Offset of the quote.
        end: Offset after it.
        quote: The figure as printed.
        keep: Whether a fact table would keep it.
        value: In the base unit; ``A..B`` for a range.
        unit: The base unit.
        measure: As in the fact table, or ``rate``.
        names: The names that are right.
        needs: Words of which every usable name contains one each.
    """

    file: str
    held: bool
    start: int
    end: int
    quote: str
    keep: bool
    value: str
    unit: str
    measure: str
    names: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, row: dict[str, str]) -> Label:
        """Read a row of the table."""
        return cls(
            row["file"],
            bool(row["held"]),
            int(row["start"]),
            int(row["end"]),
            row["quote"],
            row["keep"] == "yes",
            row["value"],
            row["unit"],
            row["measure"],
            tuple(map(bare, row["names"].split("|"))),
            tuple(tuple(map(bare, one.split("/"))) for one in row["needs"].split(";") if one),
        )

    def judged(self, fact: Fact | None) -> Iterator[str]:
        """Yield what is right about a fact: ``right`` ``usable`` ``empty`` ``value`` ``unit`` ``measure``."""
        name = bare(fact.indicator) if fact else ""
        if not name:
            yield "empty"
        elif name in self.names:
            yield "right"
            yield "usable"
        elif all(any(word in name for word in words) for words in self.needs):
            yield "usable"
        if fact and self._is_value(fact):
            yield "value"
        if fact and SAME_UNIT.get(fact.unit, fact.unit) == SAME_UNIT.get(self.unit, self.unit):
            yield "unit"
        if fact and (fact.measure == self.measure or {fact.measure, self.measure} <= LEVELS):
            yield "measure"

    def _is_value(self, fact: Fact) -> bool:
        if fact.hard is None:
            return False
        if ".." in self.value:
            ends = tuple(map(Fraction, self.value.split("..")))
            return (fact.hard.low, fact.hard.high) == ends
        value = Fraction(self.value)
        return value in {fact.hard.low, fact.hard.high} or value in fact.hard


def bare(name: str) -> str:
    """Return a name without what makes no difference: 的, blanks, quotation marks."""
    return "".join(char for char in name if char not in '的 “”"《》\n')


def labels() -> list[Label]:
    """Return every label, in the order of the table."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return [Label.of(row) for row in csv.DictReader(stream)]


def facts_at(facts: Iterable[Fact], found: Iterable[Label]) -> Iterator[tuple[Label, Fact | None]]:
    """Pair each label with the fact that stands where its figure does."""
    placed = sorted((fact for fact in facts if fact.hard is not None), key=lambda fact: fact.start or 0)
    starts = [fact.start or 0 for fact in placed]
    for label in found:
        at = bisect_left(starts, label.end)
        overlapping = [one for one in placed[max(0, at - 3) : at] if (one.end or 0) > label.start]
        yield label, overlapping[-1] if overlapping else None


ALL_FOUR = frozenset({"right", "value", "unit", "measure"})


def counted(facts: Iterable[Fact], found: Iterable[Label], *, show: bool) -> Counter[str]:
    """Count what is right about the figures of a file; with *show* print what is wrong."""
    sums: Counter[str] = Counter()
    for label, fact in facts_at(facts, found):
        if not label.keep:
            sums["noise"] += fact is not None
            continue
        judged = set(label.judged(fact))
        sums.update(judged | {"all"})
        sums["whole"] += judged >= ALL_FOUR
        if show and not judged >= ALL_FOUR:
            told = f"{fact.quote}|{fact.indicator}|{fact.measure}|{fact.unit}" if fact else "-"
            asked = f"{label.quote} {label.names[:2]} {label.measure} {label.value} {label.unit}"
            print(f"  {label.start} {asked} <- {told} {sorted(judged)}")
    return sums


PARTS = ("right", "usable", "empty", "value", "unit", "measure", "whole")


def main() -> None:
    """Print what is right, by file and in all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--show", default="-", help="print what is wrong in such files, unless they are held")
    asked = parser.parse_args()
    by_file: dict[str, list[Label]] = {}
    for label in labels():
        by_file.setdefault(label.file, []).append(label)
    sums: dict[str, Counter[str]] = {}
    for file, found in by_file.items():
        path = TEXTS / file if "/" not in file else asked.corpora and asked.corpora / file
        if path is not None:
            show = asked.show in file and not found[0].held
            of_file = counted(read(path).facts, found, show=show)
            for name in (file, "HELD" if found[0].held else "OPEN", "ALL"):
                sums.setdefault(name, Counter()).update(of_file)
    print("  kept  right usable  empty  value   unit measure all four, kept though no claim")
    for name, of_name in sums.items():
        parts = "  ".join(f"{of_name[part] / of_name['all']:5.2f}" for part in PARTS)
        print(f"{of_name['all']:6} {parts}  {of_name['noise']:4}  {name}")


if __name__ == "__main__":
    main()
