"""What both READMEs show is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import docx
import pytest
from tests.cli.door import gouji

from gouji.checks.audit import audit
from gouji.cli import COMMANDS
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
    assert named == set(COMMANDS)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_two_word_files_give_what_is_shown(readme: Path, tmp_path: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for name, lines in zip(("2024.docx", "2025.docx"), blocks(text, "text"), strict=True):
        made = docx.Document()
        for line in lines.splitlines():
            made.add_paragraph(line)
        made.save(str(tmp_path / name))
    language = "en" if readme.name == "README.md" else "zh"
    audits, *_ = [block.splitlines() for block in blocks(text, "sh") if "gouji annotate" in block]
    checked, annotated = (gouji(*shlex.split(line)[1:], "--lang", language, cwd=tmp_path) for line in audits)
    (shown,) = blocks(text, "console")
    assert checked.stdout.startswith(shown)
    assert checked.returncode == 1
    assert set(re.findall(r"\[(\w+)\]$", checked.stdout, re.MULTILINE)) == {
        "GJ205",
        "GJ403",
        "GJ501",
        "GJ604",
    }
    assert annotated.returncode == 1, annotated.stderr
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "commented.docx").is_file()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_workspace_begins_with_a_document(readme: Path, tmp_path: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    made = docx.Document()
    for line in blocks(text, "text")[1].splitlines():
        made.add_paragraph(line)
    made.save(str(tmp_path / "2025.docx"))
    (commands,) = [block.splitlines() for block in blocks(text, "sh") if "gouji extract" in block]
    codes = [gouji(*shlex.split(line)[1:], cwd=tmp_path).returncode for line in commands]
    assert codes == [0, 0, 1]


def test_both_languages_show_the_same() -> None:
    english, chinese = (path.read_text("utf-8") for path in READMES)
    for pattern in (r"^#+ ", r"\]\((?!README)(.*?)\)", r"^\| `(gouji .*?)` \|"):
        told = [re.findall(pattern, text, re.MULTILINE) for text in (english, chinese)]
        assert sorted(told[0]) == sorted(told[1]), pattern
    for language in ("sh", "csv", "text"):
        assert blocks(english, language) == blocks(chinese, language)


def test_every_page_that_is_named_is_there() -> None:
    for page in (*READMES, *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


def blocks(text: str, language: str) -> list[str]:
    """Return what stands between fences of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
