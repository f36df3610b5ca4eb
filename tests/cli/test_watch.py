"""``gouji audit --watch``; and what a whole audit never does: open a connection."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.cli.door import LOCALE

from gouji.cli.watch import state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE = "临川县2024年工作总结\n"
BAD = "全年签约项目210个，分别为工业项目95个、农业项目85个、服务业项目40个。\n"
GOOD = BAD.replace("210", "220")
DIFFERS = "210个 ≠ 95个"


class Watching:
    """A running ``gouji audit --watch``, and what it printed."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "gouji", "audit", "--lang", "zh", "--watch", *arguments]
        self.printed = folder.parent / "printed"
        with self.printed.open("wb") as stream:
            # Tests that run in the background ignore interrupts, and so would what they start.
            before = signal.signal(signal.SIGINT, signal.default_int_handler)
            self.process = subprocess.Popen(
                command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT, env={**os.environ, **LOCALE}
            )
            signal.signal(signal.SIGINT, before)

    def wait_for(self, times: int, words: str = "文件有改动就重新核对") -> str:
        """Return what was printed once words stand there so often."""
        for _ in range(600):
            told = self.printed.read_text(encoding="utf-8")
            if told.count(words) >= times:
                return told
            assert self.process.poll() is None, told
            time.sleep(0.1)
        raise AssertionError(told)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TITLE + BAD, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    found = Watching(folder, ".", "-o", "report.html")
    yield found
    found.process.kill()
    found.process.wait()


def test_a_change_is_audited_again_until_interrupted(folder: Path, watching: Watching) -> None:
    assert DIFFERS in watching.wait_for(1)
    (folder / "a.txt").write_text(TITLE + GOOD, encoding="utf-8")
    second = watching.wait_for(2).split("文件有改动就重新核对")[1]
    assert DIFFERS not in second
    assert "不符 0" in second
    # What cannot be read is told, and then it goes on; a new document counts as well.
    (folder / "a.txt").write_bytes(b"\xff\xfe\x00")
    assert "gouji: a.txt: " in watching.wait_for(3)
    (folder / "b.txt").write_text(TITLE + BAD, encoding="utf-8")
    (folder / "a.txt").unlink()
    assert DIFFERS in watching.wait_for(4).split("文件有改动就重新核对")[3]
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=60) == 130
    told = watching.printed.read_text(encoding="utf-8")
    assert told.endswith("gouji: 已中断\n")
    assert "\x1b" not in told, "the screen is cleared on a terminal alone"


def test_what_cannot_be_read_at_first_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    found = Watching(tmp_path / "docs", ".")
    assert found.process.wait(timeout=60) == 2


def test_reports_hidden_files_and_those_of_editors_are_no_change(folder: Path) -> None:
    report = folder / "report.html"
    for name in ("report.html", ".a.txt.swp", "a.txt~", "~$a.docx"):
        (folder / name).touch()
    seen = state([folder, folder / "gone.toml"], frozenset([report.resolve()]))
    assert list(seen) == [folder / "a.txt"]


OFFLINE = """
import sys
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        sys.stderr.write(f"{event} {arguments}\\n")
        import os
        os._exit(77)
sys.addaudithook(refuse)
from gouji.cli import main
main()
"""


def offline(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run gouji in a process that ends with 77 as soon as it asks for a socket."""
    command = [sys.executable, "-c", OFFLINE, *arguments]
    env = {**os.environ, **LOCALE}
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_the_watch_for_sockets_sees_one() -> None:
    told = OFFLINE.replace("from gouji.cli import main\nmain()", "import socket\nsocket.socket()")
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, check=False).returncode == 77


def test_an_audit_of_documents_opens_no_socket(folder: Path) -> None:
    word = docx.Document()
    for line in (TITLE + BAD).splitlines():
        word.add_paragraph(line)
    word.add_table(2, 2).cell(0, 0).text = "项目"
    word.save(str(folder / "b.docx"))
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 720, "2024: 210 = 95 + 85 + 40")
    canvas.save()
    (folder / "c.pdf").write_bytes(drawn.getvalue())
    page = f"<html><head><link rel=stylesheet href=https://example.org/a.css></head><body><p>{TITLE}<p>{BAD}"
    (folder / "d.html").write_text(f"{page}<img src=https://example.org/a.png></body>", encoding="utf-8")
    done = offline("audit", ".", "-o", "r.html", "-o", "r.json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert DIFFERS in done.stdout
    assert (folder / "r.html").stat().st_size > 10_000


def test_an_audit_of_a_workspace_opens_no_socket(tmp_path: Path) -> None:
    assert offline("init", "--example", "example", cwd=tmp_path).returncode == 0
    done = offline("audit", "-o", "r.html", "--texts", "texts", cwd=tmp_path / "example")
    assert (done.returncode, done.stderr) == (1, "")
    assert "https://" not in (tmp_path / "example" / "r.html").read_text(encoding="utf-8").split("<body>")[0]
