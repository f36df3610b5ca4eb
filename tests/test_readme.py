"""What both READMEs show is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.cli import cli
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_example_gives_the_findings_that_it_promises(readme: Path, tmp_path: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    this_year, last_year = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    (line,) = re.findall(r"`(a-06,.*?)`", text)
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "mine-2024.csv").write_text(this_year, encoding="utf-8")
    told = {one.rule: one.message["zh"] for one in audit(source_of(open_workspace(tmp_path))).findings}
    assert set(told) == {"GJ201", "GJ205"}
    assert "311项" in told["GJ205"]
    assert "实列4个" in told["GJ201"]
    (facts / "mine-2024.csv").write_text(f"{this_year}{line}\n", encoding="utf-8")
    (facts / "mine-2023.csv").write_text(last_year, encoding="utf-8")
    told = {one.rule: one.message["zh"] for one in audit(source_of(open_workspace(tmp_path))).findings}
    assert set(told) == {"GJ201", "GJ205", "GJ604"}
    assert "应为连续9年" in told["GJ604"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_is_named_and_no_other(readme: Path) -> None:
    named = set(re.findall(r"^\| `gouji ([a-z-]+)", readme.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == set(cli.commands)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_audit_that_is_shown_is_the_audit_of_this_workspace(readme: Path) -> None:
    shown = re.findall(
        r"^ +(?:(facts/\S+):([0-9]+) )?\S+ 第([0-9]+)—([0-9]+)字 “(.*?)”$",
        readme.read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(shown) == 3
    account = audit(source_of(open_workspace(ROOT)))
    (one,) = [finding for finding in account.findings if finding.rule == "CY-01"]
    places = {(str(place.start), str(place.end), place.quote): place for place in one.facts}
    for file, line, start, end, quote in shown:
        place = places[start, end, quote]
        assert not file or (place.file, str(place.line)) == (file, line)
