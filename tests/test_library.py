"""gouji from Python: what docs/library.md and the READMEs show is what happens, and it is typed."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import assert_type

import docx
import pytest
from tests.cli.door import gouji as command

import gouji
from gouji.checks.findings import Finding
from gouji.facts.table.facts import Fact

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
REPORTS = {
    2024: "全年完成签约项目210个，其中工业项目95个、农业项目115个。“三公”经费连续11年下降。",
    2025: "“三公”经费连续13年下降。",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the examples name."""
    table = re.search(r"```csv\n(.*?)```", READMES[0].read_text("utf-8"), re.DOTALL)
    assert table is not None
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "mine-2024.csv").write_text(table[1], encoding="utf-8")
    for year, words in REPORTS.items():
        lines = (f"{year + 1}年江西省政府工作报告", "各位代表：", f"一、{year}年工作回顾", words)
        (tmp_path / f"report-{year}.txt").write_text("\n".join(lines), encoding="utf-8")
        made = docx.Document()
        for line in lines:
            made.add_paragraph(line)
        made.save(str(tmp_path / f"report-{year}.docx"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_page_shows_what_happens() -> None:
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    examples = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    done = doctest.DocTestRunner().run(
        doctest.DocTestParser().get_doctest(examples, {}, "library.md", None, None)
    )
    assert done.attempted > 8
    assert done.failed == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readmes_example_runs(readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    exec(example, {})  # noqa: S102  what a reader would run
    assert "连续13年" in capsys.readouterr().out


def test_importing_it_loads_neither_pandas_nor_pandera() -> None:
    code = "import gouji, sys; print({'pandas', 'pandera', 'numpy', 'click'} & {*sys.modules})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
    with pytest.raises(AttributeError, match="nothing"):
        gouji.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_it_finds_what_the_command_finds(folder: Path) -> None:
    done = command("audit", "--output-format", "json", cwd=folder)
    assert gouji.audit().to_json() == done.stdout
    both = sorted(folder.glob("*.docx"))
    done = command("audit", *(path.name for path in both), "--output-format", "json", cwd=folder)
    assert json.loads(gouji.audit(both).to_json()) == json.loads(done.stdout)
    assert len(gouji.audit(path.name for path in both)) == 1


def test_options_are_those_of_the_command_and_else_the_workspaces(folder: Path) -> None:
    def codes(**options: str | bool) -> list[str]:
        return [one.rule for one in gouji.audit(folder, **options)]  # type: ignore[arg-type]

    assert codes(select="GJ201, GJ6") == codes(ignore="GJ205") == ["GJ201"]
    (folder / "gouji.toml").write_text('select = ["GJ205"]\ntexts = "texts"\n', encoding="utf-8")
    with pytest.raises(gouji.InputError, match="no such folder"):
        codes()
    (folder / "texts").mkdir()
    assert codes() == ["GJ205"]
    assert codes(isolated=True) == ["GJ205", "GJ201"]
    assert codes(select="GJ201", texts=str(folder)) == ["GJ201"]


def test_what_the_baseline_knows_is_marked_and_a_fact_file_shows_its_own(folder: Path) -> None:
    assert command("baseline", "write", cwd=folder).returncode == 0
    findings = gouji.audit()
    assert {one.state for one in findings} == {"known"}
    assert findings.levels == {"error": 0, "warning": 0, "note": 0}
    assert {one.state for one in gouji.audit(isolated=True)} == {"new"}
    rows = Path("facts/mine-2024.csv").read_text("utf-8").replace("a-", "b-")
    Path("facts/other.csv").write_text(rows, encoding="utf-8")
    other = gouji.audit("facts/other.csv")
    assert [(one.rule, one.facts[0].file) for one in other] == [
        ("GJ205", "facts/other.csv"),
        ("GJ201", "facts/other.csv"),
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", ["nothing.csv", "nothing.txt", "facts/mine-2023.csv"])
def test_what_is_not_there_is_told(path: str) -> None:
    with pytest.raises(gouji.InputError, match="expected") as caught:
        gouji.audit(path)
    assert "应为" in caught.value.said("zh")


@pytest.mark.usefixtures("folder")
def test_it_is_typed() -> None:
    assert_type(gouji.audit("."), gouji.Findings)
    assert_type(gouji.read("report-2024.txt"), gouji.Document)
    assert_type(list(gouji.audit()), list[Finding])
    assert_type(gouji.read(Path("report-2024.txt")).facts, tuple[Fact, ...])
    assert_type(gouji.__version__, str)
