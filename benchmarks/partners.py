"""Which figures of two years' documents are joined, against partners that were marked by reading.

    python -m benchmarks.partners --corpora DIR [-v]

`partners.csv` has figures drawn at random from the later document of a pair, each with the figure of the
earlier one that is of the same thing (told alike or reworded), with last year's target for it, or with none.
A figure counts as joined where some figure of the earlier document has its indicator, is of its kind, and of
the same time of its report, or of the same year. Recall is over those whose partner was drafted as well.
Half *a* was read for mending, *b* was not.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.checks.audit import facts_of
from gouji.facts.table.facts import grouped
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.facts.table.facts import Fact, Facts

LABELS = Path(__file__).parent / "partners.csv"
_LEVELS = frozenset({"", "level", "change", "total"})
_RATES = frozenset({"level", "share", "completion"})
Row = dict[str, str]


def main() -> None:
    """Print how many are joined, how many of these rightly, and how many partners are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    with LABELS.open(encoding="utf-8", newline="") as file:
        pairs = grouped(csv.DictReader(file), lambda row: (row["later"], row["earlier"]))
    table: Counter[tuple[str, str]] = Counter()
    for (later, earlier), rows in pairs.items():
        documents = {Path(name).stem: read_document(asked.corpora / name) for name in (later, earlier)}
        facts = facts_of(source_of(documents))
        for row in rows:
            outcome = judged(facts, row)
            for group in ("all", f"half {row['half']}", row["genre"], row["grade"]):
                table.update((group, one) for one in outcome)
            if asked.verbose and row["half"] == "a" and "right" not in outcome:
                print(row["later"], row["quote"], "|", row["partner"] or row["target"], outcome)
    for group in dict.fromkeys(name for name, _ in table):
        counts = {one: table[group, one] for one in ("figures", "drafted", "joined", "right", "false")}
        precision = 1 - counts["false"] / max(1, counts["joined"])
        recall = counts["right"] / max(1, counts["drafted"])
        print(f"{group}: {counts} precision {precision:.3f} recall {recall:.3f}")


def judged(facts: Facts, row: Row) -> Sequence[str]:
    """Return what a label counts for."""
    mine = next(_at(facts, row["later"], row["start"], row["end"]), None)
    marked = [
        fact
        for one in ("partner", "target")
        for fact in _at(facts, row["earlier"], row[f"{one}_start"], row[f"{one}_end"])
    ]
    if mine is None:
        return ["figures"]
    found = [fact for fact in facts.by_summary[Path(row["earlier"]).stem] if _is_joined(facts, mine, fact)]
    right = any(fact in found for fact in marked)
    counts: Mapping[str, bool] = {
        "figures": True,
        "drafted": bool(marked),
        "joined": bool(found),
        "right": right and bool(marked),
        "false": bool(found) and not right,
    }
    return [name for name, holds in counts.items() if holds]


def _at(facts: Facts, path: str, start: str, end: str) -> Iterator[Fact]:
    """Yield the facts that stand at a place of a document."""
    rows = facts.by_summary.get(Path(path).stem, ()) if start else ()
    yield from (
        one for one in rows if one.start is not None and one.start < int(end) and (one.end or 0) > int(start)
    )


def _is_joined(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two facts are held to be of one thing, and of times that are compared."""
    if not one.indicator or one.indicator != two.indicator or _kind(one) != _kind(two):
        return False
    if _spans(one) != _spans(two):
        return False
    same_role = one.ahead == two.ahead and _offset(facts, one) == _offset(facts, two)
    return same_role or bool(one.key.period and one.key.period == two.key.period) or one.form == "ordinal"


def _kind(fact: Fact) -> tuple[str, str, bool]:
    measure = "level" if fact.measure in _LEVELS else fact.measure
    if fact.unit == "%" and measure in _RATES:
        measure = "rate"
    return measure, fact.unit_class, fact.form == "ordinal"


def _spans(fact: Fact) -> bool:
    return "/" in fact.key.period and not fact.key.period.startswith("..")


def _offset(facts: Facts, fact: Fact) -> int:
    """Return how many years behind the year that its summary reviews a figure is."""
    year, reviewed = fact.key.period.rpartition("/")[2][:4], facts.year_of(fact)
    return int(year) - reviewed if year and reviewed else 0


if __name__ == "__main__":
    main()
