"""Comments stand exactly on their figures, however a Word file holds them; nothing else of it changes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from tests.cli import door
from tests.reports.word.files import CASES, SENTENCE
from tests.reports.word.looked_at import comments, faults, own, parts

from gouji.reading.documents.docx import read

if TYPE_CHECKING:
    from pathlib import Path

FAILING = ("--fail-on", "warning")


@pytest.mark.parametrize("name", CASES)
def test_a_comment_stands_on_its_figure(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    (tmp_path / "总结.docx").write_bytes(case.content)
    assert faults(case.content) == []
    run = door.gouji("annotate", "总结.docx", "-o", "批注.docx", *FAILING, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, ""), run.stderr
    made = (tmp_path / "批注.docx").read_bytes()
    (comment,) = own(made)
    assert comment.anchor == case.anchor
    assert comment.lines[0].startswith("【")
    assert faults(made) == []
    Document(io.BytesIO(made))
    assert read(made, "").text == read(case.content, "").text
    assert [one for one in comments(made) if one.author == "王编辑"] == comments(case.content)
    before, after = parts(case.content), parts(made)
    touched = {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert {part for part in before if before[part] != after[part]} <= touched
    assert (tmp_path / "总结.docx").read_bytes() == case.content


@pytest.mark.parametrize("name", CASES)
def test_a_second_run_changes_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "总结.docx").write_bytes(CASES[name].content)
    door.gouji("annotate", "总结.docx", "-o", "批注.docx", *FAILING, cwd=tmp_path)
    once = (tmp_path / "批注.docx").read_bytes()
    run = door.gouji("annotate", "批注.docx", "-o", "批注.docx", *FAILING, cwd=tmp_path)
    assert run.returncode == 1, run.stderr
    assert (tmp_path / "批注.docx").read_bytes() == once


@pytest.mark.parametrize("name", ["text box", "older text box", "text box in a cell", "footnote", "endnote"])
def test_a_comment_beside_its_figure_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "总结.docx").write_bytes(CASES[name].content)
    door.gouji("annotate", "总结.docx", "-o", "批注.docx", *FAILING, cwd=tmp_path)
    (comment,) = own((tmp_path / "批注.docx").read_bytes())
    assert comment.lines[1].startswith("所指在")
    assert comment.lines[1].endswith(SENTENCE)
