"""Files whose names are no UTF-8, as archives made on Chinese Windows leave them."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import gouji, process

from gouji.facts.files.steps import words_of
from gouji.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "某县2024年总结"
NAME = os.fsdecode(f"{WORDS}.txt".encode("gbk"))
TEXT = "某县2024年工作总结\n\n全年完成投资100亿元，其中工业60亿元、农业30亿元、服务业20亿元。\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file names there are characters")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_such_a_document(folder: Path, form: str) -> None:
    done = gouji("audit", NAME, "-o", f"{form}=out", cwd=folder)
    assert done.returncode == 1
    assert (folder / "out").stat().st_size


def test_its_name_is_told_in_words(folder: Path) -> None:
    done = process("audit", NAME, cwd=folder)
    assert done.stdout.startswith(f"{WORDS}.txt:3: 差错")
    assert f"{WORDS} 读作：某县，2024" in done.stdout
    (found,) = json.loads(gouji("audit", ".", "--output-format", "json", cwd=folder).stdout)["findings"]
    assert {one["file"] for one in found["facts"]} == {f"{WORDS}.txt"}


def test_it_is_extracted_annotated_and_gated(folder: Path) -> None:
    assert gouji("extract", NAME, "-o", "facts", cwd=folder).returncode == 0
    assert (folder / "facts" / f"{WORDS}.csv").is_file()
    (folder / "old").mkdir()
    (folder / "old" / NAME).write_text(TEXT.replace("20亿", "10亿"), encoding="utf-8")
    assert gouji("gate", NAME, "--against", "old", cwd=folder).returncode == 1
    assert gouji("gate", NAME, "--against", f"old/{NAME}", cwd=folder).returncode == 1
    assert gouji("gate", NAME, "--against", NAME, cwd=folder).returncode == 0
    assert gouji("annotate", NAME, "--against", "old", cwd=folder).returncode == 1
    assert (folder / f"{WORDS}_批注.docx").is_file()


def test_a_workspace_has_such_a_fact_file(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    rows = "id,period,indicator,quote,whole,complete\nt,2024,甲,355项,,\np,2024,乙,95项,t,true\n"
    (tmp_path / "facts" / os.fsdecode(f"{WORDS}.csv".encode("gbk"))).write_text(rows, encoding="utf-8")
    done = process("audit", "-o", "out.html", "-o", "out.sarif", cwd=tmp_path)
    assert done.returncode == 1
    assert f"facts/{WORDS}.csv:2: " in done.stdout


def test_what_cannot_be_read_is_one_line(folder: Path) -> None:
    (folder / NAME).write_bytes(b"")
    for command in ("audit", "extract", "annotate"):
        done = process(command, NAME, cwd=folder)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert f"{WORDS}.txt: 是空的" in done.stderr


def test_bytes_that_are_no_characters_are_questions() -> None:
    assert words_of(os.fsdecode(b"\xff\xfe/a\xff.txt")) == "??/a?.txt"
    assert words_of(f"子/{NAME}") == f"子/{WORDS}.txt"
