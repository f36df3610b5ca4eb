"""Sums beside Arelle, the reference tool for XBRL Calculations 1.1: verdicts, and speed.

    nox -s bench_totals

or, where `arelle-release` and gouji are installed: ``python -m benchmarks.totals [--sums 10000]``. Nothing is
fetched: the schemas of XBRL come with Arelle.

1. The 150 sums of `tests/benchmarks/calculation_cases.py` in both modes: every differing verdict is listed.
2. Figures a second, without start-up on both sides: Arelle's calculation validation of a loaded report, and
   gouji's from decimals to verdicts; the best of three runs on both sides. Ten parts a sum; every figure has
   a concept, or indicator, of its own.
3. End to end, a fresh process each: Arelle's command line loads and validates the report, with calculations;
   `gouji audit` reads a fact file of as many rows, validates it, and applies the rules on sums
   (`--select GJ2`: the same job), or every rule.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from benchmarks.calculations import REASONS, Bindings, Report, calculate, reported

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.benchmarks.calculation_cases import CASES, oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.calculations import Mode, Verdicts
    from tests.benchmarks.calculation_cases import Case

MODES: dict[Mode, int] = {"rounding": 4, "truncation": 5}
"""With Arelle's numbers for them."""
PARTS = 10
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
XBRL = (
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:e="http://example.org/e"'
)

Loaded = TypeVar("Loaded")
Result = TypeVar("Result")
Fact = tuple[str, str, str | None, int | None]
"""Concept, context, value, decimals."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sums", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for mode in MODES:
            compare(Path(folder) / mode, mode)
        speed(Path(folder) / "many", asked.sums)


def compare(folder: Path, mode: Mode) -> None:
    """Print every case on which Arelle, gouji and the oracle do not agree."""
    told = arelle_on(CASES, folder, mode)
    ours = gouji_on(CASES, mode)
    expected = [merged(oracle(case, mode, "ignored")) for case in CASES]
    agree = sum(one == two for one, two in zip(ours, expected, strict=True))
    same = sum(one == two for one, two in zip(told, expected, strict=True))
    print(f"{mode}: gouji agrees with the oracle on {agree} of {len(CASES)} sums, Arelle on {same}")
    for case, theirs, mine, right in zip(CASES, told, ours, expected, strict=True):
        if len({theirs, mine, right}) > 1:
            print(f"  {case.name}: oracle {right}, gouji {mine}, Arelle {theirs}")
            print(f"    total {case.total}, parts {case.parts}")


def merged(verdict: str) -> str:
    """What both tools can tell: a sum that is not checked is no finding."""
    return "inconsistent" if verdict == "inconsistent" else "no finding"


def gouji_on(cases: Sequence[Case], mode: Mode) -> list[str]:
    """Return our verdicts."""
    values, decimals, points, point = [], [], [], 0
    totals, binding, parts, weights = [], [], [], []
    for number, case in enumerate(cases):
        for weight, items in ((0, case.total), *case.parts):
            for value, places in items:
                values.append(value)
                decimals.append(places)
                points.append(point)
            if weight:
                binding.append(number)
                parts.append(point)
                weights.append(weight)
            else:
                totals.append(point)
            point += 1
    sums = Bindings(np.array(totals), np.array(binding), np.array(parts), np.array(weights))
    found = calculate(reported(Report(values, decimals, points), point, mode), sums, "ignored")
    return [merged(name) for name in found]


def arelle_on(cases: Sequence[Case], folder: Path, mode: Mode) -> list[str]:
    """Return Arelle's verdicts; a sum of conflicting duplicates fails, as the specification has it."""
    facts: list[Fact] = []
    arcs = []
    for number, case in enumerate(cases):
        facts += [(f"T{number}", "c", value, places) for value, places in case.total]
        for place, (weight, items) in enumerate(case.parts):
            facts += [(f"P{number}_{place}", "c", value, places) for value, places in items]
            arcs.append((f"T{number}", f"P{number}_{place}", weight))
    path = write(folder, facts, arcs, ["c"])
    failed, stopped, unbound = set(), set(), set()
    for code, concepts in arelle(path, mode):
        numbers = {int(name[1:].partition("_")[0]) for name in concepts}
        if code == "calc11e:excessDigits":
            stopped |= numbers
        elif "Duplicate" in code:
            unbound |= numbers
        else:
            failed |= numbers
    return ["inconsistent" if n in (failed | unbound) - stopped else "no finding" for n in range(len(cases))]


def arelle(path: Path, mode: Mode) -> Iterable[tuple[str, set[str]]]:
    """Load a report with Arelle and validate its calculations: codes of findings, and their concepts."""
    report = load(path)
    yield from validated(report, mode)
    report.close()


def load(path: Path) -> Any:
    """Load a report with Arelle, without any network."""
    from arelle import Cntlr  # noqa: PLC0415  not for gouji's own process

    controller = Cntlr.Cntlr(logFileName="logToBuffer")
    controller.webCache.workOffline = True
    report = controller.modelManager.load(str(path))
    if report is None or report.modelDocument is None or not report.facts:
        raise SystemExit("Arelle read no facts")
    return report


def validated(report: Any, mode: Mode) -> Iterable[tuple[str, set[str]]]:
    """Validate the calculations of a loaded report."""
    from arelle import ValidateXbrlCalcs  # noqa: PLC0415  not for gouji's own process

    for found in ValidateXbrlCalcs.validate(report, MODES[mode]):
        about = found.args.get("modelObject", ())
        about = about if isinstance(about, (list, tuple, set)) else [about]
        yield str(found.codes), {fact.qname.localName for fact in about if hasattr(fact, "qname")}


def speed(folder: Path, sums: int) -> None:
    """Print figures a second, and the time from end to end."""
    facts, arcs, contexts = many(sums)
    path = write(folder, facts, arcs, contexts)
    figures = len(facts)
    arelle_alone, theirs = best_of_three(lambda: load(path), failed_in)
    gouji_alone, verdicts = best_of_three(lambda: as_columns(facts), verdicts_on)
    if verdicts.reason.any():
        raise SystemExit(f"not checked: {REASONS[int(verdicts.reason.max())]}")
    ours = sum(name == "inconsistent" for name in verdicts)
    print(f"{figures} figures in {sums} sums; inconsistent: Arelle {theirs}, gouji {ours}")
    print(f"without start-up: gouji is {arelle_alone / gouji_alone:.0f} times as fast")
    workspace = write_workspace(folder / "workspace", facts)
    command = ["-f", str(path), "--calc=c11r", "--validate", "--internetConnectivity=offline"]
    arelle_whole = timed([sys.executable, "-m", "arelle.CntlrCmdLine", *command])
    audit = [sys.executable, "-m", "gouji", "audit", "-q", str(workspace)]
    gouji_sums, gouji_whole = timed([*audit, "--select", "GJ2"]), timed(audit)
    print(f"end to end, sums: gouji is {arelle_whole / gouji_sums:.1f} times as fast")
    print(f"end to end, every rule: gouji is {arelle_whole / gouji_whole:.1f} times as fast")
    for name, seconds in (
        ("Arelle, calculations alone", arelle_alone), ("gouji, calculations alone", gouji_alone),
        ("Arelle, end to end", arelle_whole),
        ("gouji audit --select GJ2, end to end", gouji_sums),
        ("gouji audit, end to end", gouji_whole),
    ):  # fmt: skip
        print(f"  {name}: {seconds / gouji_alone:.0f} times gouji's calculations")


def best_of_three(ready: Callable[[], Loaded], work: Callable[[Loaded], Result]) -> tuple[float, Result]:
    """Return the seconds of the fastest of three runs, each on what was loaded anew, and what it made."""
    seconds = []
    for _ in range(3):
        loaded = ready()
        begun = time.perf_counter()
        made = work(loaded)
        seconds.append(time.perf_counter() - begun)
    return min(seconds), made


def failed_in(loaded: Any) -> int:
    """Return how many sums of a loaded report Arelle finds inconsistent."""
    return len(list(validated(loaded, "rounding")))


def verdicts_on(loaded: tuple[Report, Bindings]) -> Verdicts:
    """Return gouji's verdicts."""
    report, bindings = loaded
    return calculate(reported(report, len(report.values)), bindings)


def many(sums: int) -> tuple[list[Fact], list[tuple[str, str, int]], list[str]]:
    """Sums of ten parts to one decimal, every figure of its own concept; every twentieth sum is off."""
    source = random.Random(1)  # noqa: S311  no secrets
    facts: list[Fact] = []
    for number in range(sums):
        tenths = [source.randint(1, 9999) for _ in range(PARTS)]
        total = sum(tenths) + source.randint(-2, 2) + (90 if number % 20 == 0 else 0)
        facts.append((f"T{number}", "c", shown(total), 1))
        facts += [(f"P{number}_{place}", "c", shown(part), 1) for place, part in enumerate(tenths)]
    arcs = [(f"T{number}", f"P{number}_{place}", 1) for number in range(sums) for place in range(PARTS)]
    return facts, arcs, ["c"]


def shown(tenths: int) -> str:
    """Return a number of tenths as a decimal."""
    return f"{tenths // 10}.{tenths % 10}"


def as_columns(facts: Sequence[Fact]) -> tuple[Report, Bindings]:
    """Return the facts as columns: each total, with the ten parts behind it."""
    count = len(facts)
    sums = count // (PARTS + 1)
    place = np.arange(count).reshape(sums, PARTS + 1)
    bindings = Bindings(
        place[:, 0],
        np.repeat(np.arange(sums), PARTS),
        place[:, 1:].ravel(),
        np.ones(sums * PARTS, dtype=np.int64),
    )
    report = Report([fact[2] for fact in facts], [fact[3] for fact in facts], place.ravel())
    return report, bindings


def timed(command: list[str]) -> float:
    """Run a command to its end; a finding is no failure."""
    begun = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  our own
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def write(
    folder: Path, facts: Sequence[Fact], arcs: Sequence[tuple[str, str, int]], contexts: Sequence[str]
) -> Path:
    """Write a report of XBRL 2.1 with a calculation linkbase of Calculations 1.1."""
    folder.mkdir(parents=True)
    names = list(dict.fromkeys(chain((fact[0] for fact in facts), *(arc[:2] for arc in arcs))))
    (folder / "e.xsd").write_text(schema(names), encoding="utf-8")
    (folder / "calc.xml").write_text(linkbase(names, arcs), encoding="utf-8")
    path = folder / "report.xml"
    path.write_text(instance(facts, contexts), encoding="utf-8")
    return path


def schema(names: Iterable[str]) -> str:
    """Return a taxonomy of decimal concepts."""
    elements = "\n".join(
        f'<xs:element name="{name}" id="{name}" type="xbrli:decimalItemType" substitutionGroup="xbrli:item" '
        'xbrli:periodType="instant" nillable="true"/>'
        for name in names
    )
    return (
        f'{HEAD}<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" {XBRL} '
        'targetNamespace="http://example.org/e" elementFormDefault="qualified">\n'
        '<xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="calc.xml" '
        'xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef" '
        'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xs:appinfo></xs:annotation>\n'
        '<xs:import namespace="http://www.xbrl.org/2003/instance" '
        'schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>\n'
        f"{elements}\n</xs:schema>\n"
    )


def linkbase(names: Iterable[str], arcs: Iterable[tuple[str, str, int]]) -> str:
    """Return summation-item arcs of Calculations 1.1."""
    arcrole = "https://xbrl.org/2023/arcrole/summation-item"
    locators = "\n".join(
        f'<link:loc xlink:type="locator" xlink:href="e.xsd#{name}" xlink:label="{name}"/>' for name in names
    )
    links = "\n".join(
        f'<link:calculationArc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{total}" '
        f'xlink:to="{part}" weight="{weight}" order="{order}"/>'
        for order, (total, part, weight) in enumerate(arcs, 1)
    )
    return (
        f"{HEAD}<link:linkbase {XBRL}>\n"
        f'<link:arcroleRef arcroleURI="{arcrole}" xlink:type="simple" '
        'xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>\n'
        '<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">\n'
        f"{locators}\n{links}\n</link:calculationLink>\n</link:linkbase>\n"
    )


def instance(facts: Iterable[Fact], contexts: Iterable[str]) -> str:
    """Return the facts, each in its context."""
    told = "\n".join(item(*fact) for fact in facts)
    where = "\n".join(
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://example.org">{name}'
        "</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant>"
        "</xbrli:period></xbrli:context>"
        for name in contexts
    )
    return (
        f"{HEAD}<xbrli:xbrl {XBRL}>\n"
        '<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>\n'
        f'{where}\n<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>\n'
        f"{told}\n</xbrli:xbrl>\n"
    )


def item(name: str, context: str, value: str | None, decimals: int | None) -> str:
    """Return one fact."""
    if value is None:
        return f'<e:{name} contextRef="{context}" unitRef="u" xsi:nil="true"/>'
    places = "INF" if decimals is None else decimals
    return f'<e:{name} contextRef="{context}" unitRef="u" decimals="{places}">{value}</e:{name}>'


def write_workspace(folder: Path, facts: Sequence[Fact]) -> Path:
    """Write the same sums as a fact file: each total, then the ten parts that name it."""
    (folder / "facts").mkdir(parents=True)
    with (folder / "facts" / "sums.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "period", "indicator", "quote", "whole", "complete"])
        for name, _, value, _ in facts:
            number, _, place = name[1:].partition("_")
            whole, complete = (f"T{number}", "true") if place else ("", "")
            writer.writerow([name, "2024", name, f"{value}亿元", whole, complete])
    return folder


if __name__ == "__main__":
    main()
