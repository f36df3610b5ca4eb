"""Starters to double-click, run as a desktop runs them, and what they hand over."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import BAD_SUM
from tests.cli.door import LOCALE, gouji

from gouji.cli.ask import dropped, fresh, paths_in
from gouji.cli.init import starters

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "青石县图书馆2024年工作总结\n\n全年举办讲座48场，分别为少儿讲座21场、老年讲座19场、家长讲座12场。\n"
LAST_YEAR = "青石县图书馆2023年工作总结\n\n全年举办讲座40场，分别为少儿讲座21场、老年讲座19场。\n"
NAMES = ("总结.txt", "a b.txt", "甲&乙 100%.txt", "it's.txt", 'say "hi".txt', "$HOME `x` (1);.txt", "-q.txt")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with starters, and an ``xdg-open`` that notes what it is asked to open."""
    assert gouji("init", "--desktop", "桌 面", "--lang", "zh", cwd=tmp_path).returncode == 0
    (tmp_path / "bin").mkdir()
    opener = tmp_path / "bin" / "xdg-open"
    opener.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$1" >> {shlex.quote(str(tmp_path / "opened"))}\n', encoding="utf-8"
    )
    opener.chmod(0o755)
    return tmp_path


def started(
    desk: Path, starter: str, *files: str, given: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    whole = {**os.environ, **LOCALE, "PATH": path, **(env or {})}
    return subprocess.run(
        [str(desk / "桌 面" / starter), *files], cwd=desk, env=whole,
        input=given, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def opened(desk: Path, count: int) -> set[str]:
    """Return the names of what was opened; each is by a process of its own that nobody waits for."""
    noted, until = desk / "opened", time.monotonic() + 30
    while True:
        lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
        if len(lines) >= count or time.monotonic() > until:
            return {line.rpartition("/")[2] for line in lines}
        time.sleep(0.05)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_dropped_on_a_starter_is_checked_and_its_report_opened(desk: Path, name: str) -> None:
    (desk / name).write_text(SUMMARY, encoding="utf-8")
    done = started(desk, "勾稽.sh", str(desk / name))
    report = (desk / name).with_name(f"{name.removesuffix('.txt')}-核对.html")
    assert done.returncode == 0, done.stderr
    assert "分别为" in report.read_text(encoding="utf-8")
    assert report.name in opened(desk, 1)
    assert f"报告：{report}" in done.stdout


def test_files_that_are_dragged_into_the_window_or_typed_are_taken(desk: Path) -> None:
    for name, text in (("今年 稿.txt", SUMMARY), ("去年.txt", LAST_YEAR)):
        (desk / name).write_text(text, encoding="utf-8")
    dragged = f"'{desk / '今年 稿.txt'}' {shlex.quote(str(desk / '去年.txt'))}\n没有的.txt\n\n"
    done = started(desk, "勾稽.command", given=dragged)
    assert done.returncode == 0, done.stderr
    assert "把要核对的文件拖进这个窗口" in done.stdout
    assert "没有这个文件：没有的.txt" in done.stdout
    assert "核对 2 份文件" in done.stdout
    assert "今年 稿-核对.html" in opened(desk, 1)
    # A second run overwrites nothing.
    started(desk, "勾稽.command", given=dragged)
    assert (desk / "今年 稿-核对(2).html").exists()


def test_comments_are_asked_of_annotate_and_opened(desk: Path) -> None:
    """``gouji annotate`` is stood in for: this is about what is handed over to it."""
    for name, text in (("今年.txt", SUMMARY), ("去年.txt", LAST_YEAR)):
        (desk / name).write_text(text, encoding="utf-8")
    stand_in = desk / "stand" / "sitecustomize.py"
    stand_in.parent.mkdir()
    stand_in.write_text(
        "import sys\n"
        "a = sys.argv + getattr(sys, 'orig_argv', [])\n"
        "if 'annotate' in a:\n"
        "    rest = a[a.index('annotate') + 1:]\n"
        "    open(rest[rest.index('-o') + 1], 'w').write(' '.join(rest))\n"
        "    import os; os._exit(0)\n",
        encoding="utf-8",
    )
    path = os.pathsep.join((str(stand_in.parent), os.environ.get("PYTHONPATH", "")))
    done = started(desk, "勾稽.sh", str(desk / "今年.txt"), str(desk / "去年.txt"), env={"PYTHONPATH": path})
    assert opened(desk, 3) == {"今年-核对.html", "今年-批注.docx", "去年-批注.docx"}
    words = (desk / "今年-批注.docx").read_text(encoding="utf-8")
    assert words.split()[:2] == ["--lang", "zh"]
    assert f"{desk / '今年.txt'} --against {desk / '去年.txt'} -o {desk / '今年-批注.docx'}" in words
    assert f"批注：{desk / '今年-批注.docx'}" in done.stdout


def test_a_folder_is_its_documents_without_what_gouji_wrote_there(desk: Path) -> None:
    folder = desk / "稿 件"
    folder.mkdir()
    (folder / "今年.txt").write_text(SUMMARY, encoding="utf-8")
    for name in ("今年-核对.html", "今年-核对(2).html", "今年-批注.txt", "a-comments.txt"):
        (folder / name).write_text("<p>不是文档：12个，其中3个。", encoding="utf-8")
    assert "核对 1 份文件" in started(desk, "勾稽.sh", str(folder)).stdout
    assert (desk / "稿 件-核对.html").exists()
    (folder / "今年.txt").unlink()
    assert "没有文件，不核对。" in started(desk, "勾稽.sh", str(folder)).stdout


def test_a_workspace_is_checked_as_one(desk: Path) -> None:
    (desk / "ws" / "facts").mkdir(parents=True)
    (desk / "ws" / "facts" / "a.csv").write_text(BAD_SUM, encoding="utf-8")
    assert started(desk, "勾稽.sh", str(desk / "ws")).returncode == 1
    assert (desk / "ws-核对.html").exists()


def test_nothing_given_checks_nothing(desk: Path) -> None:
    done = started(desk, "勾稽.sh", given="\n")
    assert (done.returncode, "没有文件，不核对。" in done.stdout) == (2, True)
    (desk / "空.txt").write_text("", encoding="utf-8")
    refused = started(desk, "勾稽.sh", "空.txt")
    assert refused.returncode == 2
    assert "没有写成报告，原因见上。" in refused.stdout
    assert "空.txt" in refused.stderr


def test_nothing_that_lies_in_the_current_folder_is_run(desk: Path) -> None:
    (desk / "click.py").write_text("raise SystemExit(77)\n", encoding="utf-8")
    (desk / "总结.txt").write_text(SUMMARY, encoding="utf-8")
    assert started(desk, "勾稽.sh", "总结.txt").returncode == 0


def test_without_its_python_a_starter_finds_gouji_or_says_what_to_do(desk: Path) -> None:
    starter = desk / "桌 面" / "勾稽.sh"
    starter.write_text(starter.read_text(encoding="utf-8").replace(sys.executable, "/gone"), encoding="utf-8")
    there = desk / "bin" / "gouji"
    there.write_text('#!/bin/sh\necho "found: $*"\n', encoding="utf-8")
    there.chmod(0o755)
    assert started(desk, "勾稽.sh", "a b.txt").stdout == "found: ask --wait --lang zh -- a b.txt\n"
    there.unlink()
    gone = started(desk, "勾稽.sh", env={"PATH": "/usr/bin:/bin"})
    assert (gone.returncode, "pip install gouji" in gone.stdout) == (2, True)


def test_starters_are_executable_and_overwrite_nothing(desk: Path) -> None:
    folder = desk / "桌 面"
    executable = {path.suffix for path in folder.iterdir() if path.stat().st_mode & stat.S_IXUSR}
    assert executable == {".sh", ".command", ".desktop"}
    again = gouji("init", "--desktop", "桌 面", "--lang", "zh", cwd=desk)
    assert again.returncode == 2
    assert "已经有了" in again.stderr
    both = gouji("init", "--desktop", "--example", "x", "--lang", "en", cwd=desk)
    assert (both.returncode, both.stderr) == (2, "gouji: one of --example and --desktop is expected\n")
    english = gouji("init", "--desktop", "en", "--lang", "en", cwd=desk)
    assert "double-click" in english.stdout
    assert min(path.name for path in (desk / "en").iterdir()) == "gouji.bat"


def test_the_batch_file_is_ascii_with_ends_of_lines_as_windows_has_them() -> None:
    bat, *_ = starters("zh", r"C:\Program Files\100%\python.exe", windows=True)
    text = bat.content.decode("ascii")
    assert text.count("\r\n") == text.count("\n")
    assert r'set "GOUJI_PYTHON=C:\Program Files\100%%\python.exe"' in text
    assert '"!GOUJI_PYTHON!" -P -m gouji ask --wait --lang zh' in text
    assert "%*" not in text
    assert "%1" not in text
    # Only a path that is not ASCII makes the file so; it is read after the code page is set.
    other, *_ = starters("en", r"C:\用户\python.exe", windows=True)
    before = other.content[: other.content.index("用户".encode())]
    assert b"chcp 65001" in before
    assert before.isascii()


def test_the_entry_of_a_desktop_quotes_its_python_by_the_rules() -> None:
    *_, entry = starters("zh", '/opt/a b/$x "y" 100%/python', windows=False)
    lines = entry.content.decode("utf-8").splitlines()
    assert r'Exec="/opt/a b/\\$x \\"y\\" 100%%/python" -P -m gouji ask --wait --lang zh -- %F' in lines


@pytest.mark.parametrize(
    ("command", "files"),
    [
        (r'C:\Windows\system32\cmd.exe /c ""C:\桌面\勾稽.bat" "', []),
        (r'cmd /c ""C:\a\勾稽.bat" C:\稿\总结.docx"', [r"C:\稿\总结.docx"]),
        (r'cmd /c ""C:\a b\勾稽.bat" "C:\c d.docx" C:\a&b%T%!x!.doc"', [r"C:\c d.docx", r"C:\a&b%T%!x!.doc"]),
        (r'cmd /c ""C:\a.batch\x.BAT" "C:\c (1).docx""', [r"C:\c (1).docx"]),
        (r'"C:\Windows\system32\cmd.exe"', []),
        ("", []),
    ],
)  # fmt: skip
def test_what_explorer_drops_is_found_in_its_command_line(command: str, files: list[str]) -> None:
    assert dropped(command) == files


@pytest.mark.parametrize(
    ("line", "windows", "paths"),
    [
        (r'"C:\a b.docx" C:\c.docx', True, [r"C:\a b.docx", r"C:\c.docx"]),
        (r"/Users/x/a\ b.docx /Users/x/c\&d.docx ", False, ["/Users/x/a b.docx", "/Users/x/c&d.docx"]),
        ("'/home/x/a b.docx' ", False, ["/home/x/a b.docx"]),
        ("'/home/x/it'\\''s.docx'", False, ["/home/x/it's.docx"]),
        ("file:///home/x/%E7%A8%BF.docx", False, ["/home/x/稿.docx"]),
        ("it's.docx", False, ["it's.docx"]),
        ("", False, []),
    ],
)
def test_lines_are_read_as_people_paste_them(line: str, windows: bool, paths: list[str]) -> None:
    assert [str(path) for path in paths_in(line, windows=windows)] == paths


def test_a_line_that_is_a_path_is_one(tmp_path: Path) -> None:
    file = tmp_path / "a b & c.txt"
    file.write_text("x", encoding="utf-8")
    for line in (str(file), f'"{file}"', f"  '{file}'\n"):
        assert paths_in(line, windows=False) == [file]
        assert paths_in(line, windows=True) == [file]
    assert fresh(file).name == "a b & c(2).txt"
