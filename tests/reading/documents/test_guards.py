"""Guards that readers share, with the names of a format that has no reader yet."""

from __future__ import annotations

import io
import os
import resource
import zipfile
from typing import TYPE_CHECKING

import pytest

from gouji.facts.files import packed as limits
from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OFD = guards.Kind("OFD file", ".ofd", "an")


def packed(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_what_is_no_archive_or_has_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"^a: is no OFD file: File is not a zip file; expected \.ofd$"):
        guards.open_zip(b"PK", "a", OFD)
    monkeypatch.setattr(limits, "MEMBERS", 2)
    assert guards.open_zip(packed(a="", b=""), "a", OFD).namelist() == ["a", "b"]
    with pytest.raises(InputError, match=r"^a: holds 3 files; expected at most 2$"):
        guards.open_zip(packed(a="", b="", c=""), "a", OFD)


def test_a_word_file_of_too_many_members_is_refused(
    word: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 1)
    with pytest.raises(InputError, match="holds 2 files; expected at most 1"):
        read.read_document(word("<w:p/>"))


def test_a_member_is_read_up_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBER_BYTES", 4)
    archive = guards.open_zip(packed(fits="1234", bomb="12345"), "a", OFD)
    assert guards.read_member(archive, "fits", "a", OFD) == b"1234"
    assert guards.read_member(archive, "none", "a", OFD) is None
    with pytest.raises(InputError, match=r"^a: bomb unpacks to more than 4 bytes; expected a report$"):
        guards.read_member(archive, "bomb", "a", OFD)


def test_a_broken_member_is_refused() -> None:
    archive = guards.open_zip(packed(a="1234").replace(b"1234", b"1235"), "a", OFD)
    with pytest.raises(InputError, match=r"^a: a cannot be unpacked: .*; expected an OFD file$"):
        guards.read_member(archive, "a", "a", OFD)


@pytest.mark.parametrize(
    ("xml", "wrong"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "declares entities"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a b="&b;"/>'.encode(
                "utf-16"
            ),
            "declares",
        ),
        (b"<a><b></a>", "is broken"),
        (b"<a>" * 9999, "is broken"),
    ],
)
def test_xml_with_entities_or_broken_is_refused(xml: bytes, wrong: str) -> None:
    with pytest.raises(InputError, match=rf"^a: b\.xml {wrong}.*; expected an OFD file"):
        guards.parse_xml(xml, "b.xml", "a", OFD)
    assert guards.parse_xml(b"<a>1</a>", "b.xml", "a", OFD).text == "1"


def computed() -> float:
    """Return the seconds of CPU time that processes begun here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Write a module that runs as a reader, within a second of CPU time; return its name."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)

    def write(body: str) -> str:
        begin = "import sys\nfrom gouji.reading.documents import guards\n"
        limits = "guards.PROCESS_SECONDS = 1\nguards.limit_process()\n"
        (tmp_path / "some_reader.py").write_text(f"{begin}{limits}{body}\n", encoding="utf-8")
        return "some_reader"

    return write


def test_a_reader_in_a_process_of_its_own_returns_its_output_or_one_line(
    reader: Callable[[str], str],
) -> None:
    upper = reader("sys.stdout.write(sys.stdin.read().upper())")
    assert guards.run_reader(upper, b"text", "a", OFD) == b"TEXT"
    with pytest.raises(InputError, match=r"^a: is locked; expected an OFD file$"):
        guards.run_reader(reader("guards.refuse('is locked; expected an OFD file')"), b"", "a", OFD)


@pytest.mark.parametrize("body", ["while True: pass", "b'0' * guards.PROCESS_MEMORY", "1 / 0"])
def test_a_reader_that_exceeds_its_time_or_memory_or_fails_is_stopped(
    reader: Callable[[str], str], body: str
) -> None:
    started = computed()
    with pytest.raises(
        InputError, match=r"^a: takes more time or memory .* expected an OFD file without loops$"
    ):
        guards.run_reader(reader(body), b"", "a", OFD)
    assert computed() - started < guards.PROCESS_SECONDS


def test_a_reader_that_only_waits_is_stopped(
    reader: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "PROCESS_SECONDS", 0.5)
    with pytest.raises(InputError, match="takes more time or memory"):
        guards.run_reader(reader("import time; time.sleep(60)"), b"", "a", OFD)


def test_an_office_format_is_read_once_it_has_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ofd"
    path.write_text("乙项48个。", encoding="utf-8")
    with pytest.raises(InputError, match=r"\.ofd files are not read"):
        read.read_document(path)
    monkeypatch.setitem(read.READERS, ".ofd", read.READERS[".txt"])
    assert read.read_document(path).text == "乙项48个。"


def test_nothing_that_lies_in_the_current_folder_is_imported(
    reader: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "json.py").write_text("print('executed')", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert guards.run_reader(reader("import json; sys.stdout.write('read')"), b"", "a", OFD) == b"read"
