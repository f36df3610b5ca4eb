"""Findings of two versions of gouji, held against each other.

    python -m benchmarks.compare --base REVISION --corpora DIR [--jobs 2] [--only WORD] [--keep FILE]
        [--findings]

Both versions are asked through their command line, and what they print as JSON must be the same: rule, level,
facts, messages, algebra, fingerprints, what was counted and what was not checked. Asked are this workspace;
each report of ``provincial`` and ``national``, the two years of each province, provinces side by side, and
each series; each document of ``genres``, each pair of consecutive ones of a publisher, the originals in docx,
pdf and html; and every case of every rule. Prints what differs, and exits with 1 where something does. What
the base answers can be kept in a file, which then serves as ``--base`` itself. With ``--findings`` what was
counted is left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.checks.case_books import BOOKS, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = {".txt", ".docx", ".pdf", ".html"}
MOST_SHOWN = 8
LONGEST = 400
_YEAR = re.compile(r"_?(20[0-9]{2})")
_RUN = """
import gc, importlib, json, os, sys
from pathlib import Path

jobs, told = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
from gouji.cli import main
import pandas, pandera.pandas
for number, (name, arguments, folder) in enumerate(jobs):
    child = os.fork()
    if not child:
        for stream, end in ((1, "out"), (2, "err")):
            os.dup2(os.open(told / f"{number}.{end}", os.O_CREAT | os.O_WRONLY), stream)
        os.chdir(folder)
        sys.argv = ["gouji", *arguments]
        main()
    _, status = os.waitpid(child, 0)
    (told / f"{number}.code").write_text(str(os.waitstatus_to_exitcode(status)))
"""
"""Importing pandas and pandera takes most of a short run, so each job is a fork of one process."""


class Job(NamedTuple):
    """One command: what it is called, its arguments, and where it runs."""

    name: str
    arguments: tuple[str, ...]
    folder: str


def main() -> None:
    """Ask both versions, and print what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", required=True, help="a revision of this repository, or what --keep wrote")
    parser.add_argument("--keep", type=Path, help="where to write what the base answers")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="only jobs whose name holds this")
    parser.add_argument("--findings", action="store_true", help="findings alone, not what was counted")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        jobs = [job for job in all_jobs(asked.corpora.resolve(), folder / "cases") if asked.only in job.name]
        shutil.copytree(ROOT / "src", folder / "now")
        before = kept(asked.base) or answers(revision(asked.base, folder / "base") / "src", jobs, asked.jobs)
        if asked.keep:
            asked.keep.write_text(json.dumps(before, ensure_ascii=False), encoding="utf-8")
        after = answers(folder / "now", jobs, asked.jobs)
    if asked.findings:
        before, after = (
            {name: {"findings": one.get("findings", [])} for name, one in some.items()}
            for some in (before, after)
        )
    different = [job.name for job in jobs if before.get(job.name) != after[job.name]]
    print(f"{len(jobs)} audits compared, {len(different)} differ")
    for name in different:
        print(f"\n{name}")
        print(*differences(before.get(name, {}), after[name]), sep="\n")
    sys.exit(bool(different))


def kept(base: str) -> dict[str, dict[str, Any]]:
    """Return the answers that a file keeps; none where the base is no file."""
    path = Path(base)
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def revision(name: str, target: Path) -> Path:
    """Write the tree of a revision to a folder, and return it."""
    target.mkdir()
    command = ("git", "archive", name, "src")
    archive = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    subprocess.run(["tar", "-x", "-C", str(target)], input=archive.stdout, check=True)  # noqa: S603, S607
    return target


def all_jobs(corpora: Path, cases: Path) -> Iterator[Job]:
    """Return what both versions are asked."""
    yield _audit("workspace", [str(ROOT)])
    yield _audit("workspace with texts", [str(ROOT), "--texts", str(corpora.parent)])
    yield from document_jobs(corpora)
    yield from case_jobs(cases)


def document_jobs(corpora: Path) -> Iterator[Job]:
    """Documents by themselves, in pairs, side by side, in series."""
    provincial, national, genres = (corpora / name for name in ("provincial", "national", "genres"))
    for folder in (provincial, national, genres):
        for path in sorted(folder.rglob("*")):
            if path.suffix in DOCUMENTS:
                yield _audit(f"alone: {path.relative_to(corpora)}", [str(path)])
                yield _job(
                    f"extract: {path.relative_to(corpora)}",
                    "extract",
                    [str(path), "--output-format", "jsonl"],
                )
    for path in sorted(provincial.glob("2025_*.txt")):
        yield _audit(f"pair: {path.stem[5:]}", [str(path), str(path.with_name(f"2026{path.name[4:]}"))])
    for year in ("2025", "2026"):
        found = sorted(provincial.glob(f"{year}_*.txt"))
        for one, two in itertools.pairwise(found):
            yield _audit(f"side by side: {one.stem}, {two.stem}", [str(one), str(two)])
    for one, two in consecutive(sorted(genres.rglob("*.txt"))):
        yield _audit(f"pair: {one.stem}, {two.stem}", [str(one), str(two)])
    yield _audit("series: provincial", [str(provincial)])
    yield _audit("series: national", [str(national)])
    joint = [provincial / f"{year}_{name}.txt" for year in (2025, 2026) for name in ("四川省", "重庆市")]
    yield _audit("joint: 四川省, 重庆市", [str(path) for path in joint])
    yield _job("targets: 重庆市", "targets", [str(path) for path in joint[1::2]])


def consecutive(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Pairs of documents whose names differ in one year alone."""
    series: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        series.setdefault((path.parent, _YEAR.sub("", path.stem)), []).append(path)
    for found in series.values():
        yield from itertools.pairwise(found)


def case_jobs(folder: Path) -> Iterator[Job]:
    """Write every case of every rule as a workspace."""
    for code, book in BOOKS.items():
        for number, case in enumerate(book):
            root = folder / f"{code}-{number}"
            root.mkdir(parents=True)
            written(root, case)
            yield _audit(f"case: {code}: {case['name']}", [".", "--texts", "texts"], root)


def answers(source: Path, jobs: Sequence[Job], processes: int) -> dict[str, dict[str, Any]]:
    """Return what one version answers to each job: exit code, what it printed, what it said."""
    shares = [jobs[start::processes] for start in range(processes)]
    with ThreadPoolExecutor(processes) as pool:
        found = pool.map(lambda share: _answered(source, share), shares)
        return {name: answer for part in found for name, answer in part.items()}


def _answered(source: Path, jobs: Sequence[Job]) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        asked = folder / "jobs.json"
        asked.write_text(json.dumps(jobs), encoding="utf-8")
        env = {
            **os.environ, "PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0",
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", _RUN, str(asked), made], env=env, check=True)  # noqa: S603
        return {job.name: _answer(folder, number) for number, job in enumerate(jobs)}


def _answer(folder: Path, number: int) -> dict[str, Any]:
    printed = (folder / f"{number}.out").read_text(encoding="utf-8")
    code = (folder / f"{number}.code").read_text(encoding="utf-8")
    said = (folder / f"{number}.err").read_text(encoding="utf-8")
    try:
        found = json.loads(printed)
    except ValueError:
        return {"code": code, "said": said, "printed": printed.splitlines()}
    found.pop("version", None)
    return {"code": code, "said": said, **found}


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Return what differs, in a few lines: findings that went and came, then other parts."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if not isinstance(old, list) or not isinstance(new, list):
            yield f"  {key}: {shown(old)} -> {shown(new)}"
            continue
        counted = [Counter(json.dumps(one, ensure_ascii=False) for one in some) for some in (old, new)]
        for sign, left in (("-", counted[0] - counted[1]), ("+", counted[1] - counted[0])):
            yield from [f"  {sign} {one[:LONGEST]}" for one in left.elements()][:MOST_SHOWN]
        if counted[0] == counted[1]:
            yield f"  {key}: the same, in another order"


def shown(value: object) -> str:
    """Return a value as JSON, cut where it is long."""
    return json.dumps(value, ensure_ascii=False)[:LONGEST]


def _audit(name: str, arguments: Sequence[str], folder: Path = ROOT) -> Job:
    return _job(name, "audit", [*arguments, "--output-format", "json"], folder)


def _job(name: str, command: str, arguments: Sequence[str], folder: Path = ROOT) -> Job:
    return Job(name, (command, *arguments), str(folder))


if __name__ == "__main__":
    main()
