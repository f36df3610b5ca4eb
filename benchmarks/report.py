"""What the HTML report of many findings costs, beside coverage.py's of as many lines, in one run.

    python -m benchmarks.report [--findings 10000] [--repeats 3]

A workspace is made up in which no finding is like another: ten summaries of sums that are one off, each sum
with a name of its own. Printed are, of the report with the source texts and without them, and of the report
that coverage.py makes for a module of as many lines, the CPU seconds (the least of ``--repeats`` runs, with
garbage collected as each of the two commands does it) and the bytes; of ours also the nodes and the height on
opening where Playwright and Chromium are at hand.
"""

from __future__ import annotations

import argparse
import csv
import gc
import hashlib
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reports.html.document import render
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gouji.checks.findings import AuditResult

SUMMARIES = 10
FIRST_YEAR = 2015
KINDS = ("工业项目", "农业项目")
"""The parts of each sum."""
_OPENED = "[document.querySelectorAll('*').length, document.documentElement.scrollHeight]"

Row = dict[str, object]


def workspace(folder: Path, findings: int) -> None:
    """Write a workspace with so many wrong sums, and its texts."""
    for room in ("facts", "texts"):
        (folder / room).mkdir(parents=True)
    each, names, about = findings // SUMMARIES, [], []
    for number in range(SUMMARIES):
        year = FIRST_YEAR + number
        text, rows = f"临川县{year}年国民经济和社会发展统计公报\n", []
        for place in range(each):
            text, facts = _sum(text, place, year)
            rows += facts
        content = text.encode()
        (folder / "texts" / f"r{year}.txt").write_bytes(content)
        _write(folder / "facts" / f"r{year}.csv", rows)
        names += [row["indicator"] for row in rows]
        row: Row = {"id": f"r{year}", "year": year, "title": f"{year}年统计公报", "publisher": "临川县"}
        row |= {"published": f"{year + 1}-02-01", "url": f"https://example.org/{year}.html"}
        about.append(row | {"sha256": hashlib.sha256(content).hexdigest()})
    _write(folder / "facts" / "summaries.csv", about)
    _write(folder / "facts" / "indicators.csv", [{"id": name, "name": name} for name in dict.fromkeys(names)])


def _sum(text: str, place: int, year: int) -> tuple[str, list[Row]]:
    """Return a text with one more sentence, and the facts of that."""
    parts = [20 + (7 + 4 * kind) * (place + year) % 83 for kind in range(len(KINDS))]
    whole, name = f"{year}-{place}", f"第{place + 1}街道"
    told = [
        (name + "签约项目", sum(parts) + 1, "，分别为"),
        *zip(map(name.__add__, KINDS), parts, "、。", strict=True),
    ]
    rows: list[Row] = []
    for indicator, value, after in told:
        text += indicator if not rows else indicator.removeprefix(name)
        quote, is_part = f"{value}个", bool(rows)
        row: Row = {"id": f"{whole}-{len(rows)}", "period": year, "form": "count", "indicator": indicator}
        row |= {"quote": quote, "start": len(text), "end": len(text) + len(quote)}
        row |= {"whole": f"{whole}-0" if is_part else "", "complete": "true" if is_part else ""}
        rows.append(row)
        text += quote + after
    return text + "\n", rows


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def module(path: Path, lines: int) -> None:
    """Write a module of so many statements."""
    path.write_text(
        "".join(f"value_{n} = {n} + len('{n}')  # of a made-up line\n" for n in range(lines)), "utf-8"
    )


def cpu(work: Callable[[], object], repeats: int) -> float:
    """Return the CPU seconds of the fastest of several runs."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(repeats))


def of_coverage(folder: Path, lines: int, repeats: int) -> tuple[float, int]:
    """Return the CPU seconds and bytes of coverage.py's HTML report of a module of so many lines."""
    import coverage  # noqa: PLC0415  only where the benchmark runs

    path, out = folder / "many_lines.py", folder / "htmlcov"
    module(path, lines)
    measured = coverage.Coverage(data_file=None, config_file=False, include=[str(path)])
    measured.start()
    exec(compile(path.read_text("utf-8"), str(path), "exec"), {})  # noqa: S102  the module that was just made
    measured.stop()
    seconds = cpu(lambda: measured.html_report(directory=str(out)), repeats)
    return seconds, sum(file.stat().st_size for file in out.rglob("*") if file.is_file())


def of_gouji(result: AuditResult, style: Style, path: Path, repeats: int) -> tuple[float, int]:
    """Return the CPU seconds and bytes of the report; it is written to a file."""
    gc.collect()
    gc.disable()
    seconds = cpu(lambda: path.write_text(render(result, style), encoding="utf-8"), repeats)
    gc.enable()
    return seconds, path.stat().st_size


def opened(path: Path) -> str:
    """Return the nodes and the height of a page on opening, in words; empty where no browser is at hand."""
    browser = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        return ""
    if browser is None:
        return ""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = running.new_page(viewport={"width": 1366, "height": 900})
        page.goto(path.as_uri())
        page.locator("html[data-ready]").wait_for(state="attached", timeout=120_000)
        nodes, height = page.evaluate(_OPENED)
        running.close()
    return f"  {nodes:,} nodes, {height:,} px on opening"


def lines(findings: int, repeats: int) -> Iterator[str]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder / "made", findings)
        source, texts = source_of(open_workspace(folder / "made")), folder / "made" / "texts"
        result = audit(source, texts=texts, selection=Selection.of(("GJ205",), ()))
        characters = sum(map(len, result.evidence.texts.values()))
        yield f"{len(result.findings):,} findings, {result.facts:,} facts, texts of {characters:,} characters"
        seconds, size = of_coverage(folder, findings, repeats)
        yield f"coverage.py, {findings:,} lines     {seconds:6.2f} s  {size:>10,} bytes"
        for with_texts, told in ((False, "without texts"), (True, "with texts")):
            path = folder / f"{with_texts}.html"
            ours, size = of_gouji(result, Style(with_texts=with_texts), path, repeats)
            share = f"{ours / seconds:.2f} of coverage.py"
            yield f"gouji, {told:<20}{ours:8.2f} s  {size:>10,} bytes  {share}{opened(path)}"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    for line in lines(asked.findings, asked.repeats):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
