"""Summaries of made-up publishers: rows of fact files, their texts, and the errors planted in them."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction
    from random import Random

INDICATORS = Path(__file__).parent / "big_indicators.csv"
YEARS = range(2018, 2024)
"""The years that are reviewed."""
LAST = YEARS[-1]
FACT_COLUMNS = (
    "id", "section", "form", "subject", "partner", "indicator", "measure", "base", "period", "stage", "quote",
    "start", "end", "low", "high", "unit", "whole", "complete", "members",
)  # fmt: skip
SUMMARY_COLUMNS = ("id", "series", "year", "publisher", "published", "sha256")
ENTITY_COLUMNS = ("id", "kind", "side", "level", "function", "counterpart")
RELATIONS = """
[[relation]]
id = "BIG-1"
formula = "trade == exports + imports"
each = ["period", "subject"]
level = "error"
why = "Exports and imports are all of the trade."
"""
CLAIM = "圆满完成全年目标任务。\n"
"""Every text claims it, before its targets."""

Series = dict[int, "Fraction"]
"""True values by year, in the base unit."""


class Plant(NamedTuple):
    """A planted error: its kind, the rule that must find it, and a fact of every such finding."""

    kind: str
    rule: str
    fact: str


class Error(NamedTuple):
    """An error to be planted in what one family tells of one publisher.

    Attributes:
        kind: What is wrong; empty where nothing is.
        rule: The code of the rule that must find it.
        year: The year of the summary.
    """

    kind: str = ""
    rule: str = ""
    year: int = 0


@dataclass
class Sheet:
    """All summaries of one publisher, or all that one publisher tells of one city.

    Attributes:
        name: Who or what it is about: an entity.
        series: What its summaries are called.
        chance: Where all that is random comes from.
        partner: The body of the other side that it acts with; empty for those that act alone.
        wrong: Another body of that side, of another function.
        texts: Whether there are texts.
        told: Of whom it tells figures that have been told before, if of anybody.
        publisher: Who publishes it, if that is another.
        rows: The rows of each year's summary.
        truth: What it knows, by indicator.
        plants: The errors planted in it.
        error: The error to be planted by the family at work.
    """

    name: str
    series: str
    chance: Random
    partner: str = ""
    wrong: str = ""
    texts: bool = False
    told: Sheet | None = None
    publisher: str = ""
    rows: dict[int, list[dict[str, str]]] = field(default_factory=lambda: {year: [] for year in YEARS})
    truth: dict[str, Series] = field(default_factory=dict)
    plants: list[Plant] = field(default_factory=list)
    error: Error = field(default_factory=Error)

    def summary(self, year: int) -> str:
        """Return the id of a year's summary."""
        return f"{self.name}{self.publisher}-{year}"

    def add(self, year: int, indicator: str, quote: str, **cells: str) -> str:
        """Add a row about whom the sheet is about and the year reviewed, unless cells say otherwise.

        Returns:
            The id of the fact.
        """
        rows = self.rows[year]
        row = dict.fromkeys(FACT_COLUMNS, "")
        row |= {"id": f"{self.summary(year)}-{len(rows) + 1:03d}", "subject": self.name}
        row |= {"period": str(year), "indicator": indicator, "quote": quote, **cells}
        rows.append(row)
        return row["id"]

    def errs(self, kind: str, year: int) -> bool:
        """Say whether an error of this kind is to be planted in this year's summary."""
        return (self.error.kind, self.error.year) == (kind, year)

    def planted(self, kind: str, fact: str) -> None:
        """Note that a fact has an error, where one of this kind is to be planted in its summary."""
        if self.errs(kind, int(fact[-8:-4])):
            self.plants.append(Plant(kind, self.error.rule, fact))

    def row(self, fact: str) -> dict[str, str]:
        """Return the row of a fact, to be changed."""
        return self.rows[int(fact[-8:-4])][int(fact[-3:]) - 1]


@dataclass
class Made:
    """A workspace in memory: its files by path, and the errors planted in it."""

    files: dict[str, str]
    plants: tuple[Plant, ...]
    facts: int

    def write(self, folder: Path) -> None:
        """Write all files below a folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")


def made(sheets: Sequence[Sheet], entities: Iterable[Mapping[str, str]]) -> Made:
    """Return the workspace of all publishers."""
    files = {
        "gouji.toml": "",
        "checks/relations.toml": RELATIONS,
        "facts/indicators.csv": INDICATORS.read_text(encoding="utf-8"),
        "facts/entities.csv": table(ENTITY_COLUMNS, entities),
    }
    names = {row["id"]: row["name"] for row in csv.DictReader(files["facts/indicators.csv"].splitlines())}
    summaries = []
    for sheet in sheets:
        for year, rows in sheet.rows.items():
            name = sheet.summary(year)
            summary = {
                "id": name,
                "series": sheet.series,
                "year": str(year),
                "published": f"{year + 1}-01-20",
            }
            summary["publisher"] = sheet.publisher or sheet.name
            if sheet.texts:
                text = text_of(sheet, rows, names)
                files[f"texts/{name}.txt"] = text
                summary["sha256"] = hashlib.sha256(text.encode()).hexdigest()
            files[f"facts/{name}.csv"] = table(FACT_COLUMNS, rows)
            summaries.append(summary)
    files["facts/summaries.csv"] = table(SUMMARY_COLUMNS, summaries)
    plants = tuple(plant for sheet in sheets for plant in sheet.plants)
    return Made(files, plants, sum(len(rows) for sheet in sheets for rows in sheet.rows.values()))


def text_of(sheet: Sheet, rows: Iterable[dict[str, str]], names: Mapping[str, str]) -> str:
    """Write the text of a summary, targets last, and enter into its rows where their quotes stand."""
    parts, length = [sheet.name + sheet.series + "\n", CLAIM], 0
    length = sum(map(len, parts))
    for row in sorted(rows, key=lambda row: row["section"] in {"target", "plan"}):
        before = row["members"].replace(";", "、") or names.get(row["indicator"], "")
        start = length + len(before)
        row["start"], row["end"] = str(start), str(start + len(row["quote"]))
        parts.append(f"{before}{row['quote']}。\n")
        length += len(parts[-1])
    for plant in sheet.plants:
        row = sheet.row(plant.fact)
        if plant.kind == "quote moved" and row in rows:
            row["start"], row["end"] = str(int(row["start"]) + 1), str(int(row["end"]) + 1)
    return "".join(parts)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV."""
    written = StringIO()
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def counted(plants: Iterable[Plant]) -> Counter[str]:
    """Return how many errors of each kind are planted."""
    return Counter(plant.kind for plant in plants)
