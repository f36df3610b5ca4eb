"""Every error and warning on the corpora, held against how a person judged it.

    python benchmarks/judge.py --corpora DIR [--write]

Documents as they are: the twelve provinces, two years each; two provinces that act together, of both years;
the national series; and those of other genres, each alone. `judged.csv` has the findings that were read,
each with a judgement that begins with `true` or `false`; those that it does not have are listed (with
`--write` added to it, not judged), and those that are not found any more. Notes are counted only.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.checks.findings import AuditResult, Finding

JUDGED = Path(__file__).parent / "judged.csv"
COLUMNS = ("reports", "rule", "level", "told", "judgement")
LEFT_OUT = ("GJ104", "GJ203")
"""Coverage, and lists that prose does not give: notes by the dozen, and no errors."""
JOINT = (("2025_四川省", "2025_重庆市", "2026_四川省", "2026_重庆市"),)


class Told(NamedTuple):
    """A finding as it is known again: in which reports, by which rule, how grave, and its quotes."""

    reports: str
    rule: str
    level: str
    told: str


def main() -> None:
    """Print what is judged, and what is not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found: dict[Told, Finding] = {}
    densest, notes = 0.0, 0
    for paths in groups(asked.corpora):
        account = audited(paths)
        characters = sum(len(text) for text in account.evidence.texts.values())
        levels = Counter(finding.level for finding in account.findings)
        densest = max(densest, 10_000 * levels["warning"] / characters)
        notes += levels["note"]
        found |= {told(one): one for one in account.findings if one.level in {"error", "warning"}}
    judged = read()
    report(found, judged)
    print(f"warnings a report of 10,000 characters: at most {densest:.2f}; notes in all: {notes}")
    if asked.write:
        write(found, judged)


def groups(corpora: Path) -> Iterator[Sequence[Path]]:
    """Which documents are audited together."""
    years: dict[str, list[Path]] = {}
    for path in sorted((corpora / "provincial").glob("*.txt")):
        years.setdefault(path.stem.partition("_")[2], []).append(path)
    yield from years.values()
    for names in JOINT:
        yield [corpora / "provincial" / f"{name}.txt" for name in names]
    yield sorted((corpora / "national").glob("*.txt"))
    yield from ([path] for path in sorted((corpora / "genres").rglob("*.txt")))


def audited(paths: Iterable[Path]) -> AuditResult:
    """Audit documents as they are."""
    documents = {path.stem: read_document(path, path.name) for path in paths}
    return audit(source_of(documents), selection=Selection((), LEFT_OUT))


def told(finding: Finding) -> Told:
    """Return a finding as it is known again."""
    reports = " ".join(dict.fromkeys(str(fact.summary) for fact in finding.facts))
    quotes = " / ".join(str(fact.quote) for fact in finding.facts)
    return Told(reports, finding.rule, finding.level, finding.algebra or quotes)


def read() -> dict[Told, str]:
    """Return the judgements."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {Told(*(row[name] for name in COLUMNS[:4])): row["judgement"] for row in csv.DictReader(file)}


def report(found: dict[Told, Finding], judged: dict[Told, str]) -> None:
    """Print the table, and what is missing in it."""
    tally: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        tally[one.level, one.rule, judged.get(one, "not judged").partition(":")[0].partition(" ")[0]] += 1
    for (level, rule, judgement), count in sorted(tally.items()):
        print(f"| {level} | {rule} | {judgement} | {count} |")
    for level in ("error", "warning"):
        of = Counter(name for (one, _, name), count in tally.items() for _ in range(count) if one == level)
        print(f"{level}: {sum(of.values())}, false {of['false']}, not judged {of['not']}")
    for one in sorted(set(found) - set(judged)):
        print("not judged:", *one, "|", found[one].message["zh"])
    for one in sorted(set(judged) - set(found)):
        print("not found any more:", *one)


def write(found: dict[Told, Finding], judged: dict[Told, str]) -> None:
    """Write `judged.csv` with all that is found."""
    with JUDGED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*one, judged.get(one, "")) for one in sorted(found))


if __name__ == "__main__":
    main()
