"""``gouji init --example``: it is found what its README says is planted, and nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.cli.door import gouji

import gouji as library

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_REPORT = 200_000
MOST_OF_THEM = 0.7
"""Share of what is planted that the texts show without the fact files."""


class Planted(NamedTuple):
    """A row of the README's table."""

    year: str
    rule: str
    quote: str
    in_documents: bool


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "example"
    made = gouji("init", "--example", str(folder), "--lang", "en", cwd=folder.parent)
    assert made.returncode == 0
    assert "README.md" in made.stdout
    return folder


@pytest.fixture(scope="module")
def findings(example: Path) -> list[dict[str, Any]]:
    return found_in(example, example)


def found_in(path: Path, cwd: Path) -> list[dict[str, Any]]:
    audited = gouji("audit", str(path), "-q", "--output-format", "json", cwd=cwd)
    assert audited.returncode == 1
    found: list[dict[str, Any]] = json.loads(audited.stdout)["findings"]
    return found


def tables(example: Path) -> list[list[Planted]]:
    """Return the rows of the README's tables, the Chinese one and the English one."""
    parts = (example / "README.md").read_text("utf-8").split("\n## An example to play with\n")
    return [
        [
            Planted(cells[0], cells[1], cells[2], cells[4] == "√")
            for line in part.splitlines()
            if line.startswith("| 20")
            for cells in ([cell.strip() for cell in line.strip("|").split("|")],)
        ]
        for part in parts
    ]


def is_of(finding: dict[str, Any], planted: Planted) -> bool:
    told = {(fact["summary"], fact["quote"]) for fact in finding["facts"]}
    return finding["rule"] == planted.rule and (f"zelan-{planted.year}", planted.quote) in told


def test_both_tables_of_the_readme_say_the_same(example: Path) -> None:
    chinese, english = tables(example)
    assert chinese == english
    assert len(chinese) == len(set(chinese)) == 26
    assert len({planted.rule for planted in chinese}) == 25
    assert chinese == sorted(chinese, key=lambda planted: planted.year)


def test_what_is_planted_is_found_and_nothing_else(example: Path, findings: list[dict[str, Any]]) -> None:
    for planted in tables(example)[0]:
        assert sum(is_of(finding, planted) for finding in findings) == 1, planted
    told = Counter(planted.rule for planted in tables(example)[0])
    assert Counter(finding["rule"] for finding in findings) == told
    assert {finding["state"] for finding in findings} == {"new"}


def test_most_is_found_in_the_documents_alone(example: Path) -> None:
    planted = [one for one in tables(example)[0] if one.in_documents]
    assert len(planted) >= MOST_OF_THEM * len(tables(example)[0])
    found = [one for one in found_in(example / "texts", example) if one["rule"] != "GJ104"]  # 三方、两地
    for one in planted:
        assert sum(is_of(finding, one) for finding in found) == 1, one
    assert len(found) == len(planted)


def test_every_figure_is_coded_and_proven(example: Path) -> None:
    result = json.loads(gouji("audit", "-q", "--output-format", "json", cwd=example).stdout)["summary"]
    assert result["coded"] >= result["figures"] > 250
    assert result["verdicts"]["consistent"] > 50 * result["verdicts"]["inconsistent"]
    assert result["verdicts"]["inconsistent"] == 26
    for summary in ("zelan-2022.txt", "zelan-2023.txt", "zelan-2024.docx"):
        content = (example / "texts" / summary).read_bytes()
        assert hashlib.sha256(content).hexdigest() in (example / "facts" / "summaries.csv").read_text("utf-8")


def test_the_report_is_small_and_the_same_each_time(example: Path, tmp_path: Path) -> None:
    reports = [tmp_path / name for name in ("one.html", "two.html")]
    for report in reports:
        gouji("audit", "-q", "-o", str(report), cwd=example)
    one, two = (report.read_bytes() for report in reports)
    assert len(one) < LARGEST_REPORT
    assert one == two


def test_a_mended_figure_is_no_finding(example: Path, tmp_path: Path) -> None:
    mended = tmp_path / "mended"
    for path in (path for path in example.rglob("*") if path.is_file()):
        copy = mended / path.relative_to(example)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    text, facts, summaries = (
        mended / name for name in ("texts/zelan-2022.txt", "facts/zelan-2022.csv", "facts/summaries.csv")
    )
    before = hashlib.sha256(text.read_bytes()).hexdigest()
    facts.write_text(
        facts.read_text("utf-8").replace("126项", "124项").replace(",126,126,", ",124,124,"), "utf-8"
    )
    assert {one.rule for one in library.audit(mended)} >= {"GJ101"}
    text.write_text(text.read_text("utf-8").replace("126项", "124项"), "utf-8")
    after = hashlib.sha256(text.read_bytes()).hexdigest()
    summaries.write_text(summaries.read_text("utf-8").replace(before, after), "utf-8")
    found = [one.rule for one in library.audit(mended)]
    assert len(found) == 25
    assert found.count("GJ205") == 1


def test_init_overwrites_nothing_of_an_example(example: Path) -> None:
    assert gouji("init", "--example", str(example), cwd=example).returncode == 2


def test_the_document_tells_of_no_person_and_no_machine() -> None:
    content = (files("gouji.cli") / "starter" / "example" / "texts" / "zelan-2024.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        properties = parts.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in properties
        assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties
        assert b"<Application>" not in parts.read("docProps/app.xml")
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
