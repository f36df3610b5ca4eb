"""A large workspace: which errors planted in it are found, what is found elsewhere, and how long it takes.

    python -m benchmarks.big [--facts 100000] [--seed N] [--base REVISION] [--repeats 1] [--steps 12]

The workspace is made up, the same for the same seed: pairs of cities with bureaus and companies that share
indicators, six years each, sound but for errors that are planted, at most one in what one publisher tells of
one matter. Printed are

- of each kind of planted error how many are there, and how many have a finding, of level warning or above, of
  the rule that must find them;
- findings of level warning or above in which no planted error takes part: there should be none, and the
  command exits with 1 where there is one;
- the CPU seconds of an audit of a quarter, of half and of all of the facts, and the exponent with which they
  grow: of the whole, and of the steps that take most. What several rules read is counted where it is first
  read, the making of typed facts with ``texts``, the summing up with the last rule;
- with ``--base`` the CPU seconds of that revision on the same workspace, the two in turn, the least of
  ``--repeats`` runs, and the findings that only one of them has.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.big_workspace import SEED, workspace
from benchmarks.compare import ROOT, revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.big_sheets import Plant

_AUDIT = """
import gc, importlib, json, sys, time
from importlib.util import find_spec
from pathlib import Path

import pandas, pandera.pandas
from gouji.checks.audit import audit

gc.disable()
files = "gouji.facts.files" if find_spec("gouji.facts.files") else "gouji.facts"
folder, told = Path(sys.argv[1]), Path(sys.argv[2])
asked = [importlib.import_module(f"{files}.workspace").open_workspace(folder)]
loading = importlib.import_module(f"{files}.load")
if hasattr(loading, "source_of"):
    asked = [loading.source_of(*asked)]
else:
    asked.append("big")
steps = []
result = audit(
    *asked, texts=folder / "texts", report=lambda *told: steps.append((told[0], time.process_time()))
)
steps.append(("", time.process_time()))
seconds = {one[0]: two[1] - one[1] for one, two in zip(steps, steps[1:])}
findings = [(one.rule, one.level, [fact.id for fact in one.facts]) for one in result.findings]
crashes = [f"{crash.code}: {crash.error!r}" for crash in result.crashes]
answer = {"facts": result.facts, "steps": seconds, "findings": findings, "crashes": crashes}
told.write_text(json.dumps(answer))
"""
"""Run with the source of the version that is asked, before or after a source was what is audited; imports are
not counted, and as on the command line no garbage is collected."""


class Finding(NamedTuple):
    """A finding: its rule, its level, and the ids of its facts."""

    rule: str
    level: str
    facts: tuple[str, ...]


class Audit(NamedTuple):
    """An audit: how many facts, the CPU seconds of each step, what was found, which rules crashed."""

    facts: int
    steps: dict[str, float]
    findings: tuple[Finding, ...]
    crashes: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """The CPU seconds of all steps."""
        return sum(self.steps.values())


def audited(source: Path, folder: Path) -> Audit:
    """Audit a workspace with the version of gouji below *source*, in a process of its own."""
    with tempfile.TemporaryDirectory() as made:
        told = Path(made) / "told.json"
        env = {**os.environ, "PYTHONPATH": str(source)}
        command = (sys.executable, "-c", _AUDIT, str(folder), str(told))
        subprocess.run(command, env=env, check=True)  # noqa: S603
        found = json.loads(told.read_text(encoding="utf-8"))
    findings = tuple(Finding(rule, level, tuple(ids)) for rule, level, ids in found["findings"])
    return Audit(found["facts"], found["steps"], findings, tuple(found["crashes"]))


class Score(NamedTuple):
    """What an audit found of planted errors.

    Attributes:
        planted: How many there are, by kind and rule.
        found: How many of them were found.
        elsewhere: Findings of level warning or above in which none takes part.
    """

    planted: Counter[tuple[str, str]]
    found: Counter[tuple[str, str]]
    elsewhere: tuple[Finding, ...]


def scored(findings: Iterable[Finding], plants: Sequence[Plant]) -> Score:
    """Hold findings against what was planted."""
    weighty = [one for one in findings if one.level != "note"]
    told = {(one.rule, fact) for one in weighty for fact in one.facts}
    wrong = {plant.fact for plant in plants}
    return Score(
        Counter((plant.kind, plant.rule) for plant in plants),
        Counter((plant.kind, plant.rule) for plant in plants if (plant.rule, plant.fact) in told),
        tuple(one for one in weighty if wrong.isdisjoint(one.facts)),
    )


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the power of the size with which seconds grow, fitted to their logarithms."""
    points = [(log(size), log(max(second, 1e-6))) for size, second in zip(sizes, seconds, strict=True)]
    middle, height = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    slope = sum((x - middle) * (y - height) for x, y in points)
    return slope / sum((x - middle) ** 2 for x, _ in points)


def show_score(score: Score) -> None:
    """Print what was planted and found, and what was found elsewhere."""
    print("| kind | rule | planted | found |")
    for (kind, rule), count in sorted(score.planted.items(), key=lambda one: (one[0][1], one[0][0])):
        print(f"| {kind} | {rule} | {count} | {score.found[kind, rule]} |")
    print(f"| all | | {score.planted.total()} | {score.found.total()} |")
    print(f"\nfindings of level warning or above on sound facts: {len(score.elsewhere)}")
    for finding in score.elsewhere[:20]:
        print(f"  {finding.rule} {finding.level} {' '.join(map(str, finding.facts))}")


def show_times(audits: Sequence[Audit], most: int) -> None:
    """Print the CPU seconds of audits of growing size, and of the steps that take most in the last."""
    sizes = [one.facts for one in audits]
    print(f"\n| CPU seconds | {' | '.join(f'{size:,} facts' for size in sizes)} | exponent |")
    _line("all", sizes, [one.seconds for one in audits])
    last = audits[-1].steps
    for step in sorted(last, key=lambda name: -last[name])[:most]:
        _line(step, sizes, [one.steps.get(step, 0.0) for one in audits])


def _line(name: str, sizes: Sequence[int], seconds: Sequence[float]) -> None:
    print(f"| {name} | {' | '.join(f'{one:.2f}' for one in seconds)} | {exponent(sizes, seconds):.2f} |")


def show_comparison(now: Sequence[Audit], before: Sequence[Audit], base: str) -> None:
    """Print the least CPU seconds of two versions, and the findings that only one of them has."""
    least_now, least = (min(one.seconds for one in some) for some in (now, before))
    print(f"\n{base}: {least:.2f} s, here {least_now:.2f} s, ratio {least_now / least:.2f}")
    found, known = (Counter(some[0].findings) for some in (now, before))
    for word, only in (("here", found - known), (f"at {base}", known - found)):
        print(f"findings only {word}: {only.total()}")
        for finding in list(only)[:10]:
            print(f"  {finding.rule} {finding.level} {' '.join(map(str, finding.facts))}")


def main() -> None:
    """Make the workspaces, audit them, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--base", help="a revision of this repository")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--steps", type=int, default=12)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, source = Path(made), ROOT / "src"
        sizes = [asked.facts // 4, asked.facts // 2, asked.facts]
        workspaces = [workspace(size, asked.seed) for size in sizes]
        for number, one in enumerate(workspaces):
            one.write(folder / str(number))
        audits = [audited(source, folder / str(number)) for number in range(len(sizes))]
        score = scored(audits[-1].findings, workspaces[-1].plants)
        print(*audits[-1].crashes, sep="\n", end="")
        show_score(score)
        show_times(audits, asked.steps)
        if asked.base:
            old, largest = revision(asked.base, folder / "base") / "src", folder / str(len(sizes) - 1)
            pairs = [(audited(old, largest), audited(source, largest)) for _ in range(asked.repeats)]
            show_comparison([now for _, now in pairs], [before for before, _ in pairs], asked.base)
    sys.exit(bool(score.elsewhere or audits[-1].crashes))


if __name__ == "__main__":
    main()
