"""How well figures are read from prose, against labels; and how fast, against peers.

    python benchmarks/reading.py --corpora DIR

DIR holds ``corpora/`` and ``seed/``. Speed against recognizers-text is printed where it can be imported
(it needs ``emoji<2``: an environment of its own, `nox -s bench`).
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan
from gouji.reading.documents.read import read_document
from gouji.reading.source import draft_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

HERE = Path(__file__).parent
ARTICLE = HERE.parent / "facts" / "chuanyu-2024.csv"
FIGURES = {"count", "amount", "ratio", "point", "ordinal", "date"}

_QUALIFIED = re.compile(
    "[余几约近超]|多(?!年)|突破|以上|以下|左右|上下|以内|不足|不到|不超过|不低于|达|上万|上百|数十|数百|大关|及以"
)
_HAN = "[一二两三四五六七八九十百千双首]"
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", re.compile("(?:19|20)[0-9]{2}[年-]|[0-9]月|^[一二][〇零一二三四五六七八九]{3}年")),
    ("range", re.compile("[0-9%万亿][—–~～至-][0-9]")),
    ("ordinal", re.compile("第|首|[届]$|全国第")),
    ("collective", re.compile("^[两双三四][地方核城]$")),
    ("qualified", _QUALIFIED),
    ("percent", re.compile("%|百分|成|倍|番|‰|半|/|持平")),
    ("chinese", re.compile(f"^(?:连续|连)?{_HAN}")),
    ("arabic", re.compile("[0-9０-９]")),
)
BOUNDS = {
    "date": Fraction(92, 100), "range": Fraction(98, 100), "ordinal": Fraction(92, 100),
    "collective": Fraction(92, 100), "qualified": Fraction(98, 100), "percent": Fraction(98, 100),
    "chinese": Fraction(92, 100), "arabic": Fraction(98, 100),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A figure as a person read it, or as the reader did."""

    start: int
    end: int
    cells: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Which kind of figure it is, by its characters."""
        quote = self.cells["quote"]
        if self.cells["form"] == "date":
            return "date"
        return next((name for name, pattern in KINDS if pattern.search(quote)), "arabic")

    @property
    def value(self) -> tuple[object, ...]:
        """What must be equal: the interval in the base unit, of dates the period."""
        if self.cells["form"] == "date":
            return (self.cells["period"],)
        ends = (self.cells["low"], self.cells["high"])
        bounds = tuple(Fraction(end) if end else None for end in ends)
        return (*bounds, *(bool(self.cells[name]) for name in ("low_open", "high_open")))

    def meets(self, other: Label) -> bool:
        """Whether two stand on common characters."""
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    shares: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def count(self, name: str, *, good: bool, told: str = "") -> None:
        """Count one more of *name*."""
        self.of[name] += 1
        self.shares[name] += good
        if not good and told:
            self.told.append(f"{name}: {told}")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def labels(rows: Iterable[Mapping[str, str]]) -> list[Label]:
    """Rows as labels."""
    return [Label(int(row["start"]), int(row["end"]), row) for row in rows]


def drafted(path: Path) -> list[Label]:
    """The figures of a document, as the reader drafts them; lists by their stated count."""
    rows, _ = draft_rows(read_document(path, path.name), path.stem)
    return labels(row for row in rows if row["form"] in FIGURES or (row["form"] == "list" and row["low"]))


def compare(tally: Tally, marked: Sequence[Label], read: Sequence[Label], where: str) -> None:
    """Count what of *marked* was read, and what was read beside it."""
    for label in marked:
        tally.labelled[label.kind] += 1
        near = [one for one in read if one.meets(label)]
        same = [one for one in near if one.value == label.value]
        if same:
            tally.found[label.kind] += 1
            details(tally, label, same[0], where)
        else:
            seen = [(one.cells["quote"], one.cells["low"], one.cells["high"]) for one in near]
            tally.told.append(f"missed {label.kind} {where}:{label.start} {label.cells['quote']} {seen}")
    for one in read:
        tally.read[one.kind] += 1
        if any(one.meets(label) and one.value == label.value for label in marked):
            tally.right[one.kind] += 1
        else:
            tally.told.append(f"wrong {one.kind} {where}:{one.start} {one.cells['quote']}")


def details(tally: Tally, label: Label, one: Label, where: str) -> None:
    """Count spans, qualifiers, measure with sign and base, section."""
    place = f"{where}:{label.start} {label.cells['quote']}"
    exact = (label.start, label.end) == (one.start, one.end)
    tally.count("span", good=exact, told=f"{place} / {one.cells['quote']}")
    if label.kind == "qualified":
        kept = _QUALIFIED.findall(label.cells["quote"]) == _QUALIFIED.findall(one.cells["quote"])
        tally.count("qualifiers", good=kept, told=f"{place} / {one.cells['quote']}")
    if label.kind == "date":
        return
    if label.cells.get("measure"):
        same = label.cells["measure"] == one.cells["measure"]
        tally.count("measure", good=same, told=f"{place}: {label.cells['measure']} / {one.cells['measure']}")
    if label.cells.get("section"):
        same = label.cells["section"] == one.cells["section"]
        tally.count("section", good=same, told=f"{place}: {label.cells['section']} / {one.cells['section']}")


def sample(folder: Path) -> Iterator[tuple[str, list[Label], list[Label]]]:
    """Each document of the sample with its labels, and with what the reader drafts in its passages."""
    marked, passages = rows_of(HERE / "labels.csv"), rows_of(HERE / "passages.csv")
    for document in dict.fromkeys(row["document"] for row in passages):
        spans = [(int(row["start"]), int(row["end"])) for row in passages if row["document"] == document]
        read = [
            one
            for one in drafted(folder / "corpora" / document)
            if any(start <= one.start and one.end <= end for start, end in spans)
        ]
        yield document, labels(row for row in marked if row["document"] == document), read


def article(folder: Path) -> tuple[list[Label], list[Label]]:
    """The encoded article's figures, and those that the reader drafts where facts were encoded."""
    (path,) = (folder / "seed").glob("*.txt")
    marked = [
        {**row, **_read_bounds(row), "section": "", "measure": row.get("measure") or "level"}
        for row in rows_of(ARTICLE)
        if row["form"] in FIGURES or (row["form"] == "list" and row["low"])
    ]
    return labels(marked), drafted(path)


def _read_bounds(row: Mapping[str, str]) -> dict[str, str]:
    """Dates say their period where the quote does; 11月13日 does not."""
    if row["form"] != "date":
        return {}
    try:
        return {"period": parse(row["quote"], form="date").period}
    except FigureError:
        return {}


def table(tally: Tally) -> bool:
    """Print recall and precision by kind, and the shares; say whether all bounds are met."""
    met = True
    print(f"{'figures':<12}{'labelled':>9}{'recall':>9}{'read':>7}{'precision':>11}{'bound':>8}")
    for kind, bound in BOUNDS.items():
        recall = _share(tally.found[kind], tally.labelled[kind])
        precision = _share(tally.right[kind], tally.read[kind])
        enough = min(recall, precision) >= bound
        met &= enough
        print(
            f"{kind:<12}{tally.labelled[kind]:>9}{float(recall):>9.3f}{tally.read[kind]:>7}"
            f"{float(precision):>11.3f}{float(bound):>8.2f}{'' if enough else '  below'}"
        )
    print(f"{'all':<12}{sum(tally.labelled.values()):>9}")
    for name, least in (("span", 98), ("qualifiers", 99), ("measure", 95), ("section", 98)):
        share = _share(tally.shares[name], tally.of[name])
        enough = share >= Fraction(least, 100)
        met &= enough
        told = f"{name:<12}{tally.of[name]:>9}{float(share):>9.3f}{least / 100:>26.2f}"
        print(f"{told}{'' if enough else '  below'}")
    return met


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(1)


def seconds(work: Callable[[], object], least: float = 0.5) -> float:
    """The best of several runs: noise only adds."""
    best, spent = float("inf"), 0.0
    while spent < least:
        begun = time.perf_counter()
        work()
        took = time.perf_counter() - begun
        best, spent = min(best, took), spent + took
    return best


def _scanned(text: str) -> int:
    return sum(1 for _ in scan(text))


def speed(folder: Path) -> None:
    """Print how fast the scan is, beside a plain search for digits and recognizers-text."""
    paths = sorted((folder / "corpora").rglob("*.txt"))
    text = "\n".join(read_document(path).text for path in paths if path.parent.name == "provincial")
    digits = re.compile("[0-9]+")
    own, plain = seconds(lambda: _scanned(text)), seconds(lambda: list(digits.finditer(text)))
    rates = [len(text) / took / 1e6 for took in (own, plain)]
    print(f"\n{len(text)} characters: scan {rates[0]:.2f} M a second, digits {rates[1]:.1f} M")
    print(f"a plain re.finditer of digits is {own / plain:.1f} times as fast (at most 25)")
    short = text[:50_000]
    grown = seconds(lambda: _scanned(short * 20)) / seconds(lambda: _scanned(short))
    print(f"20 times the text takes {grown:.1f} times as long (at most 22)")
    prose = seconds(lambda: _scanned(text[:100_000])) / 100_000
    for sign in "一9（、":
        sizes = (25_000, 50_000, 100_000, 200_000)
        times = [seconds(partial(_scanned, sign * size)) for size in sizes]
        ratios = [two / one for one, two in pairwise(times)]
        print(
            f"{sign}: doubling takes at most {max(ratios):.2f} times as long (2.2); "
            f"{times[2] / 100_000 / prose:.2f} times the time of prose (50)"
        )
    peer(text[:20_000])


def peer(text: str) -> None:
    """Print how long recognizers-text takes for the same text."""
    try:
        from recognizers_number import Culture, NumberRecognizer  # noqa: PLC0415
        from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415
    except ImportError:
        print("recognizers-text is not installed here: nox -s bench")
        return
    number = NumberRecognizer(Culture.Chinese).get_number_model()
    units = NumberWithUnitRecognizer(Culture.Chinese)
    models = [number, units.get_currency_model(), units.get_dimension_model(), units.get_age_model()]
    sentences = text.split("\n")

    def theirs() -> None:
        for sentence in sentences:
            for model in models:
                model.parse(sentence)

    begun = time.perf_counter()
    theirs()
    took = time.perf_counter() - begun
    own = seconds(lambda: [list(scan(sentence)) for sentence in sentences])
    print(f"recognizers-text number + unit takes {took / own:.0f} times as long on {len(text)} of them (50)")


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared")
    options.add_argument("-v", "--verbose", action="store_true", help="tell what was missed and misread")
    options.add_argument("--no-speed", action="store_true")
    given = options.parse_args()
    tally = Tally()
    for document, marked, read in sample(given.corpora):
        compare(tally, marked, read, document)
    compare(tally, *article(given.corpora), "article")
    table(tally)
    if given.verbose:
        print("\n".join(tally.told))
    if not given.no_speed:
        speed(given.corpora)


if __name__ == "__main__":
    main()
