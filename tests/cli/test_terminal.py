"""What a terminal gets beyond a pipe: colours, progress, its own encoding; a pipe gets none of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.cli.door import LOCALE, gouji, gouji_on_console

from gouji.cli.output import wants_colours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pty = pytest.importorskip("pty", reason="no terminals on this system")
ESCAPE = "\x1b"
TEXT = "临川县{}年工作总结\n全年签约项目210个，其中工业项目95个、农业项目85个、服务业项目40个。\n"


class Seen(NamedTuple):
    """What a pipe at stdout got, and what a terminal got."""

    code: int
    piped: str
    terminal: str


def on_terminal(*arguments: str, cwd: Path, both: bool = False, env: Mapping[str, str] | None = None) -> Seen:
    """Run gouji with a terminal as stderr, and as stdout too for *both*."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gouji", *arguments], cwd=cwd, stdin=subprocess.DEVNULL,
        stdout=theirs if both else subprocess.PIPE, stderr=theirs,
        env={**os.environ, **LOCALE, "TERM": "xterm", "COLUMNS": "100", **(env or {})},
    )  # fmt: skip
    os.close(theirs)
    found = b""
    with suppress(OSError):
        while part := os.read(ours, 1 << 16):
            found += part
    piped = process.communicate()[0] or b""
    os.close(ours)
    return Seen(process.returncode, piped.decode(), found.decode())


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with three documents."""
    (tmp_path / "文稿").mkdir()
    for year in (2022, 2023, 2024):
        (tmp_path / "文稿" / f"{year}.txt").write_text(TEXT.format(year), encoding="utf-8")
    return tmp_path


def plain(text: str) -> str:
    """Return what a terminal shows, one line for each time that it was drawn anew."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text).replace("\r", "\n")


def test_progress_tells_which_of_how_many_and_the_time_left(documents: Path) -> None:
    seen = on_terminal("audit", "文稿", cwd=documents)
    shown = plain(seen.terminal)
    assert re.search(r"2024\.txt .* 3/3 +[-0-9]+:[-0-9]+", shown)
    # The line is gone at the end.
    assert seen.terminal.rstrip("\r\n").endswith("\x1b[2K")


def test_progress_never_reaches_stdout(documents: Path) -> None:
    seen = on_terminal("audit", "文稿", cwd=documents)
    assert seen.code == 1
    assert seen.piped == gouji("audit", "文稿", cwd=documents).stdout
    assert ESCAPE not in seen.piped


def test_drafts_on_a_terminal_are_printed_after_the_progress(documents: Path) -> None:
    seen = on_terminal("extract", "文稿", cwd=documents, both=True)
    before, head, rows = seen.terminal.partition("summary,id,section")
    assert "3/3" in before
    assert head
    assert ESCAPE not in rows
    assert "\ufeff" not in seen.terminal


@pytest.mark.parametrize("command", [["audit", "文稿"], ["extract", "文稿"], ["targets", "文稿"]])
def test_in_a_pipe_there_is_no_progress(documents: Path, command: list[str]) -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm"}
    said = gouji(*command, cwd=documents, env=env).stderr
    assert ESCAPE not in said
    assert "/3" not in said


def test_quiet_shows_no_progress(documents: Path) -> None:
    assert on_terminal("audit", "文稿", "-q", cwd=documents).terminal == ""


def test_an_error_during_progress_is_one_line_behind_it(documents: Path) -> None:
    (documents / "文稿" / "x.docx").write_bytes(b"PK broken")
    seen = on_terminal("audit", "文稿", cwd=documents)
    assert seen.code == 2
    assert plain(seen.terminal.rpartition("\x1b[2K")[2]).strip().startswith("gouji: ")


class Stream:
    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("asked", "terminal", "env", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_as_asked_else_as_the_environment_says_else_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, asked: str, terminal: bool, env: dict[str, str], expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert wants_colours(asked, Stream(terminal=terminal)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("detail", [[], ["-q"], ["-v"], ["--statistics"]])
def test_colours_change_nothing_but_colours(workspace: Path, detail: list[str]) -> None:
    without = gouji("audit", *detail, cwd=workspace).stdout
    coloured = gouji("audit", *detail, "--color", "always", cwd=workspace).stdout
    assert ESCAPE not in without
    assert "\x1b[1;31m差错\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == without


def test_colours_are_on_a_terminal_and_in_no_file(workspace: Path) -> None:
    seen = on_terminal("audit", "-q", "-o", "a.txt", cwd=workspace, both=True)
    assert "\x1b[1;31m差错\x1b[0m" in seen.terminal
    assert ESCAPE not in (workspace / "a.txt").read_text(encoding="utf-8")
    gouji("audit", "--color", "always", "-o", "a.txt", cwd=workspace)
    assert ESCAPE not in (workspace / "a.txt").read_text(encoding="utf-8")
    assert ESCAPE not in on_terminal("audit", "-q", cwd=workspace, both=True, env={"NO_COLOR": "1"}).terminal


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "github", "markdown", "sarif", "junit", "gitlab"])
def test_formats_for_programs_have_no_colours(workspace: Path, kind: str) -> None:
    done = gouji("audit", "--format", kind, "--color", "always", cwd=workspace, env={"FORCE_COLOR": "1"})
    assert ESCAPE not in done.stdout


def test_what_a_fact_says_colours_nothing(workspace: Path) -> None:
    file = workspace / "facts" / "mine.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("甲", "甲\x1b[31m"), encoding="utf-8")
    done = gouji("audit", "--color", "always", cwd=workspace)
    assert "\x1b[31m" not in done.stdout
    assert "甲?[31m" in done.stdout or "甲" not in done.stdout


def test_a_workbook_is_not_shown_on_a_terminal(documents: Path) -> None:
    seen = on_terminal("extract", "文稿", "--format", "xlsx", "-q", cwd=documents, both=True)
    assert seen.code == 2
    assert "屏幕上显示不了" in seen.terminal


FOR_PEOPLE = {
    "text": ["audit"],
    "counts": ["audit", "--statistics"],
    "settings": ["config"],
    "targets": ["targets", "文稿"],
    "rules": ["rules"],
    "a rule": ["explain", "GJ205"],
    "help": ["audit", "--help"],
    "aliases": ["suggest-aliases"],
}
FOR_PROGRAMS = {
    "settings": ["config", "--format", "json"],
    "a schema": ["schema", "config"],
    "targets": ["targets", "文稿", "--format", "json"],
    "targets as a table": ["targets", "文稿", "--format", "csv"],
    "drafts": ["extract", "文稿", "-q"],
    "drafts as lines": ["extract", "文稿", "--format", "jsonl", "-q"],
    "a text": ["extract", "文稿/2024.txt", "--text", "-q"],
    "aliases": ["suggest-aliases", "--format", "json"],
}
TEXTS = {
    2023: "二、2024年工作安排\n力争签约项目220个。",
    2024: "签约项目230个。",
}


@pytest.fixture
def both(workspace: Path) -> Path:
    """A workspace with two documents in it, of which one has a target and the other its outcome."""
    (workspace / "文稿").mkdir()
    for year, text in TEXTS.items():
        told = f"{year + 1}年江西省政府工作报告\n各位代表：\n一、{year}年工作回顾\n{text}\n"
        (workspace / "文稿" / f"{year}.txt").write_text(told, encoding="utf-8")
    for year, name in ((2023, "滨江绿道里程"), (2024, "滨江绿道总里程")):
        fact = f"id,period,indicator,quote,subject\n{year},../{year},{name},10公里,甲市\n"
        (workspace / "facts" / f"y{year}.csv").write_text(fact, encoding="utf-8")
    (workspace / "gouji.toml").write_text('[per-file-ignores]\n"旧.csv" = ["GJ4"]\n', encoding="utf-8")
    return workspace


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("command", FOR_PEOPLE.values(), ids=FOR_PEOPLE)
def test_people_read_chinese_in_the_encoding_of_the_console(
    both: Path, command: list[str], encoding: str
) -> None:
    done = gouji_on_console(*command, cwd=both, encoding=encoding)
    assert done.stderr == b""
    text = done.stdout.decode("gbk" if encoding == "gbk" else "utf-8")
    assert text == gouji_on_console(*command, cwd=both, encoding="utf-8").stdout.decode("utf-8")
    assert re.search("[一-鿿]", text)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("command", FOR_PROGRAMS.values(), ids=FOR_PROGRAMS)
def test_programs_read_utf_8_whatever_the_console(both: Path, command: list[str], encoding: str) -> None:
    done = gouji_on_console(*command, cwd=both, encoding=encoding)
    assert done.stderr == b""
    assert done.stdout == gouji_on_console(*command, cwd=both, encoding="utf-8").stdout
    assert re.search("[一-鿿]", done.stdout.decode("utf-8"))


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("command", [["audit", "无此文件"], ["audit", "--no-such"], ["explain", "GJ9999"]])
def test_errors_are_told_in_the_encoding_of_the_console(
    both: Path, command: list[str], encoding: str
) -> None:
    done = gouji_on_console(*command, cwd=both, encoding=encoding)
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode("gbk" if encoding == "gbk" else "utf-8")
    assert said == gouji_on_console(*command, cwd=both, encoding="utf-8").stderr.decode("utf-8")
    assert re.search("[一-鿿]", said)
