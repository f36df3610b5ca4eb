"""The gate: what it costs beside an audit, and whether it answers as a comparison of everything does.

    python -m benchmarks.gate [--facts 100000] [--repeats 3] [--small 12000] [--changes 50] [--seed N]

On a large made-up workspace (`benchmarks.big_workspace`) one file is changed; the CPU seconds of an audit and
of the gate are printed, taken in turn, and their ratio: at most a quarter. Git is not asked: the state before
lies in a folder.

On a smaller one, of which each summary has eight rows, made unruly (rows without a subject, unknown ones,
publishers of one name, a relation over all subjects, waivers), random changes of every kind are made one by
one. After each the gate answers twice, with ``--full`` and without: the new findings, to the last word, and
what is told to be gone must be the same. The command exits with 1 where they are not.
"""

from __future__ import annotations

import argparse
import csv
import gc
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from benchmarks.big_sheets import table
from benchmarks.big_workspace import SEED, workspace

from gouji.checks.selection import Selection
from gouji.cli.gate import Gated
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import source_of
from gouji.facts.files.steps import silent
from gouji.facts.files.workspace import open_workspace
from gouji.library import audited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gouji.checks.findings import AuditResult

Files = dict[str, str]
"""The files of a workspace, by path."""
Rows = list[dict[str, str]]
BOUND = 0.25
ROWS = 8
"""So many rows of each summary are in the smaller workspace."""
SUMMARIES, INDICATORS, WAIVERS = "facts/summaries.csv", "facts/indicators.csv", "facts/waivers.csv"
OTHERS = frozenset({SUMMARIES, INDICATORS, WAIVERS, "facts/entities.csv"})
WIDE = """
[[relation]]
id = "BIG-2"
formula = "turnover >= losses"
each = ["period"]
level = "warning"
why = "Nobody loses more than what all take in."
"""
"""It binds what all companies tell together."""


class Sheet(NamedTuple):
    """A table: its columns and its rows."""

    columns: Sequence[str]
    rows: Rows

    @classmethod
    def of(cls, text: str) -> Sheet:
        """Read a table."""
        read = csv.DictReader(StringIO(text))
        return cls(tuple(read.fieldnames or ()), list(read))

    @property
    def text(self) -> str:
        """The table as CSV."""
        return table(self.columns, self.rows)


def fact_files(files: Files) -> list[str]:
    """Return the names of the fact files."""
    return sorted(name for name in files if name.startswith("facts/") and name not in OTHERS)


def thinned(files: Files, most: int) -> Files:
    """Return a workspace with some rows of each summary, of a publisher the same ones every year."""
    found = dict(files)
    for name in fact_files(found):
        sheet = Sheet.of(found[name])
        begin = crc32(name.rpartition("-")[0].encode()) % max(1, len(sheet.rows) - most + 1)
        rows = sheet.rows[begin : begin + most]
        ids = {row["id"] for row in rows}
        for row in rows:
            totals = [one for one in row["whole"].split(";") if one.partition("#")[0] in ids]
            row["whole"] = ";".join(totals)
        found[name] = Sheet(sheet.columns, rows).text
    return found


def unruly(files: Files, chance: Random) -> None:
    """Make a workspace harder to cut in parts, here and there."""
    files["checks/relations.toml"] += WIDE
    for name in fact_files(files):
        sheet, lot = Sheet.of(files[name]), chance.randrange(90)
        some = [row for row in sheet.rows if row["form"] != "pairing"]
        for row in some if lot == 0 else chance.sample(some, len(some) // 9) if lot in {1, 2} else ():
            row.update({"whole": "nowhere"} if lot == 2 else {"subject": "无此单位" if lot else ""})
        files[name] = sheet.text
    summaries = Sheet.of(files[SUMMARIES])
    for row in summaries.rows:
        if row["publisher"].endswith("公司") and row["publisher"].startswith("安"):
            row["publisher"] = "公司联合会"
        elif not chance.randrange(150):
            row["publisher"] = ""
    files[SUMMARIES] = summaries.text


def waived(files: Files, result: AuditResult, chance: Random) -> None:
    """Accept some of the findings, and one that there is not."""
    some = chance.sample(list(result.findings), min(8, len(result.findings)))
    rows = [{"fingerprint": one.fingerprint, "rule": one.rule, "reason": "原文如此"} for one in some]
    rows.append({"fingerprint": "0" * 16, "rule": "GJ205", "reason": "原文如此"})
    files[WAIVERS] = table(("fingerprint", "rule", "reason", "who", "until"), rows)


def _of_row(change: Callable[[dict[str, str], Rows, Random], None]) -> Callable[[Files, Random], None]:
    """Return a change of one row of a fact file drawn at random."""

    def changed(files: Files, chance: Random) -> None:
        name = chance.choice([name for name in fact_files(files) if files[name].count("\n") > 1])
        sheet = Sheet.of(files[name])
        change(chance.choice(sheet.rows), sheet.rows, chance)
        files[name] = sheet.text

    return changed


def _value(row: dict[str, str], rows: Rows, chance: Random) -> None:
    figures = [one for one in rows if any(map(str.isdigit, one["quote"]))] or [row]
    one = chance.choice(figures)
    digit = next((sign for sign in one["quote"] if sign.isdigit()), "")
    one["quote"] = one["quote"].replace(digit, str((int(digit or 0) + chance.randint(1, 8)) % 9 + 1), 1)
    if chance.randrange(2):
        one.update(dict.fromkeys(("low", "high", "unit"), ""))


def _added(row: dict[str, str], rows: Rows, chance: Random) -> None:
    rows.insert(chance.randrange(len(rows)), {**row, "id": f"{row['id']}x", "start": "", "end": ""})
    _value(rows[-1], rows, chance)


def _removed(row: dict[str, str], rows: Rows, _chance: Random) -> None:
    rows.remove(row)


def _indicator(row: dict[str, str], rows: Rows, chance: Random) -> None:
    row["indicator"] = chance.choice(rows)["indicator"]


def _period(row: dict[str, str], _rows: Rows, chance: Random) -> None:
    row["period"] = str(chance.randint(2018, 2024))


def _subject(row: dict[str, str], _rows: Rows, chance: Random) -> None:
    row["subject"] = chance.choice(["", "安安市", "安平市", "无此单位", f"{row['subject']};安和市"])


def _whole(row: dict[str, str], rows: Rows, chance: Random) -> None:
    row["whole"] = chance.choice([chance.choice(rows)["id"], "nowhere", "安安市-2020-001"])


def _twice(row: dict[str, str], rows: Rows, _chance: Random) -> None:
    rows.append({**row})


def _order(_row: dict[str, str], rows: Rows, chance: Random) -> None:
    chance.shuffle(rows)


def _publisher(files: Files, chance: Random) -> None:
    sheet = Sheet.of(files[SUMMARIES])
    chance.choice(sheet.rows)["publisher"] = chance.choice(["", "安安市", "公司联合会", "新来的单位"])
    files[SUMMARIES] = sheet.text


def _year(files: Files, chance: Random) -> None:
    sheet = Sheet.of(files[SUMMARIES])
    chance.choice(sheet.rows)["year"] = str(chance.randint(2017, 2024))
    files[SUMMARIES] = sheet.text


def _new_file(files: Files, chance: Random) -> None:
    name = chance.choice(fact_files(files))
    sheet, summaries = Sheet.of(files[name]), Sheet.of(files[SUMMARIES])
    for row in sheet.rows:
        row["id"] += "b"
        row["whole"] = ";".join(f"{one}b" for one in row["whole"].split(";") if one and "#" not in one)
    row = next(row for row in summaries.rows if f"facts/{row['id']}.csv" == name)
    summaries.rows.append({**row, "id": "新篇", "sha256": "", "year": str(chance.randint(2018, 2025))})
    files["facts/新篇.csv"], files[SUMMARIES] = sheet.text, summaries.text


def _deleted_file(files: Files, chance: Random) -> None:
    del files[chance.choice(fact_files(files))]


def _renamed_file(files: Files, chance: Random) -> None:
    name = chance.choice(fact_files(files))
    sheet, stem = Sheet.of(files.pop(name)), Path(name).stem
    rows = [{**row, "summary": stem} for row in sheet.rows]
    files["facts/改名.csv"] = table(("summary", *sheet.columns), rows)


def _waivers(files: Files, chance: Random) -> None:
    sheet = Sheet.of(files[WAIVERS])
    sheet.rows.remove(chance.choice(sheet.rows))
    files[WAIVERS] = sheet.text


def _indicators(files: Files, chance: Random) -> None:
    sheet = Sheet.of(files[INDICATORS])
    row = chance.choice(sheet.rows)
    row["basis"] = chance.choice(["", "flow", "stock", "cumulative"])
    files[INDICATORS] = sheet.text


def _relations(files: Files, chance: Random) -> None:
    name = "checks/relations.toml"
    sign = chance.choice(["<=", "=="])
    files[name] = files[name].replace("turnover >= losses", f"turnover {sign} losses")


CHANGES: Mapping[str, Callable[[Files, Random], None]] = {
    "a value": _of_row(_value),
    "a row more": _of_row(_added),
    "a row less": _of_row(_removed),
    "an indicator": _of_row(_indicator),
    "a period": _of_row(_period),
    "a subject": _of_row(_subject),
    "a whole": _of_row(_whole),
    "an id twice": _of_row(_twice),
    "the order of rows": _of_row(_order),
    "a publisher": _publisher,
    "a year reviewed": _year,
    "a new file": _new_file,
    "a file gone": _deleted_file,
    "a file renamed": _renamed_file,
    "waivers": _waivers,
    "indicators": _indicators,
    "relations": _relations,
}
"""Kinds of changes."""


def write(files: Files, folder: Path) -> None:
    """Write files below a folder, and take away those in it that are no more; what is there already stays."""
    for path in [one for one in folder.rglob("*") if one.is_file()]:
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="")


def texts_of(folder: Path) -> Path | None:
    """Return where the texts of a workspace are; None where it has none."""
    return folder / "texts" if (folder / "texts").is_dir() else None


def gated(now: Path, base: Path, *, whole: bool) -> AuditResult | str:
    """Return what the gate finds in a workspace against another; the line why nothing could be checked."""
    found = open_workspace(now)
    asked = {"selection": Selection(), "isolated": False, "texts": texts_of(now)}
    try:
        change = Gated(source_of(found), found, asked, whole=whole, report=silent)
        return change.against("base", open_workspace(base, isolated=True))
    except InputError as error:
        return str(error)


def answer(result: AuditResult | str) -> object:
    """Return what must be the same however much was compared."""
    if isinstance(result, str):
        return result
    new = [one for one in result.findings if one.state == "new"]
    return new, sorted((one.kind, one.name) for one in result.changes), [one.code for one in result.crashes]


class Tried(NamedTuple):
    """A change, how many facts were compared (None = all), what is new, and whether all is as in full."""

    kind: str
    compared: int | None
    new: int
    same: bool


def tried(first: Files, changes: Sequence[str], seed: int, folder: Path) -> list[Tried]:
    """Make a workspace unruly, change it, each time from its first state, and compare both answers."""
    chance = Random(seed)  # noqa: S311  no secrets
    unruly(first, chance)
    base, now = folder / "base", folder / "now"
    write(first, base)
    found = open_workspace(base)
    waived(first, audited(source_of(found), Selection(), texts=texts_of(base)), chance)
    write(first, base)
    told = []
    for kind in changes:
        files = dict(first)
        CHANGES[kind](files, chance)
        write(files, now)
        part, full = (gated(now, base, whole=whole) for whole in (False, True))
        same = answer(part) == answer(full)
        compared = part.facts if not isinstance(part, str) and part.out_of is not None else None
        new = 0 if isinstance(full, str) else sum(full.levels.values())
        told.append(Tried(kind, compared, new, same))
        gc.collect()
    return told


def seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a run, this process alone; as on the command line no garbage is collected."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    run()
    taken = time.process_time() - begin
    gc.enable()
    return taken


def costs(facts: int, repeats: int, seed: int, folder: Path) -> list[tuple[float, float]]:
    """Return the CPU seconds of an audit and of the gate on a workspace with one changed file, in turn."""
    files = dict(workspace(facts, seed).files)
    base, now = folder / "base", folder / "now"
    write(files, base)
    chance = Random(seed)  # noqa: S311  no secrets
    CHANGES["a value"](files, chance)
    write(files, now)
    found = open_workspace(now)
    pairs = []
    gated(now, base, whole=False)  # imports are not counted
    for _ in range(repeats):
        full = seconds(lambda: audited(source_of(found), Selection(), texts=texts_of(now)))
        pairs.append((full, seconds(lambda: gated(now, base, whole=False))))
    return pairs


def main() -> None:
    """Print what the gate costs, and how it answers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--small", type=int, default=12_000)
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    kinds = list(CHANGES)
    with tempfile.TemporaryDirectory() as made:
        changes = [kinds[number % len(kinds)] for number in range(asked.changes)]
        small = thinned(dict(workspace(asked.small, asked.seed).files), ROWS)
        told = tried(small, changes, asked.seed, Path(made) / "small")
        print("| change | facts compared | new findings | as in full |")
        for one in told:
            print(f"| {one.kind} | {one.compared or 'all'} | {one.new} | {'yes' if one.same else 'NO'} |")
        print(f"{sum(one.same for one in told)} of {len(told)} answers are those of a full comparison")
        pairs = costs(asked.facts, asked.repeats, asked.seed, Path(made) / "large") if asked.repeats else []
        for full, part in pairs:
            print(f"audit {full:.2f} s, gate {part:.2f} s, ratio {part / full:.3f}")
    dear = bool(pairs) and min(part / full for full, part in pairs) > BOUND
    sys.exit(dear or not all(one.same for one in told))


if __name__ == "__main__":
    main()
