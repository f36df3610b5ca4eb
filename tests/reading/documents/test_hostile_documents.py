"""Documents that cannot be read end in a one-line error, in bounded memory and time."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from gouji.facts.files.errors import InputError
from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEMORY = 1 << 30
MAIN = "word/document.xml"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path, path.name)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert "\n" not in message
    return message


def written(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.wps", b"anything", "save it as .docx"),
        ("a.ofd", b"PK", "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "save it as .docx"),
        ("a.docx", b"PK\x03\x04 broken", "is no Word file"),
        ("a.docx", b"", "is no Word file"),
        ("a.pdf", b"%PDF-1.7 nothing", "no PDF"),
        ("a.pdf", b"", "no PDF"),
        ("a.txt", "甲\0乙".encode(), "NUL"),
        ("a.txt", b"\xff\xff\xff", "byte 0"),
        ("a.txt", b" \n ", "holds no text"),
        ("a.html", b"", "holds no text"),
        ("a.jpg", b"\xff\xd8", "is no document that is read"),
        ("none", b"text", "is no document that is read"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    assert message in refused(written(tmp_path, name, content))


def test_a_folder_a_missing_file_and_a_pipe_are_no_documents(tmp_path: Path) -> None:
    folder = tmp_path / "a.docx"
    folder.mkdir()
    assert "is a folder" in refused(folder)
    assert "no such file" in refused(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "c.txt")
    assert "no such file" in refused(tmp_path / "c.txt")


def test_a_line_of_fifty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(50 << 20)
    assert "expected a document of at most" in refused(path)


def zeros(path: Path, size: int) -> None:
    """Write a docx whose text part unpacks to *size* zeros: a member packed by hand, bit for bit."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        packer, block = zlib.compressobj(9, zlib.DEFLATED, -15), b"0" * (1 << 20)
        packed = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
        info = zipfile.ZipInfo(MAIN)
        info.compress_type = zipfile.ZIP_STORED
        archive.writestr(info, packed)
    path.write_bytes(_declared(path.read_bytes(), packed, size))


def _declared(data: bytes, packed: bytes, size: int) -> bytes:
    """Declare a stored member as deflated, with the size that it unpacks to (as far as 4 bytes hold it)."""
    stated = min(size, 0xFFFFFFFE).to_bytes(4, "little")
    name = MAIN.encode()
    local = data.rindex(b"PK\x03\x04", 0, data.index(packed))
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    found = bytearray(data)
    for start, method, length in ((local, 8, 22), (central, 10, 24)):
        found[start + method : start + method + 2] = (8).to_bytes(2, "little")
        found[start + length : start + length + 4] = stated
    return bytes(found)


def computed() -> float:
    """Return the seconds of CPU time that processes begun here have taken: waiting is no work of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


READING = """
import resource, sys, pathlib
from gouji.reading.documents.read import read_document
from gouji.facts.files.errors import InputError
try:
    read_document(pathlib.Path(sys.argv[1]), "a")
except InputError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def test_a_word_file_of_zeros_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    zeros(path, 1 << 30)
    assert path.stat().st_size < 2 << 20
    started = computed()
    run = subprocess.run(
        [sys.executable, "-c", READING, str(path)], capture_output=True, text=True, check=True
    )
    message, most = run.stdout.splitlines()
    assert "unpacks to more than" in message
    assert int(most) < MEMORY
    assert computed() - started < 30


def test_entities_are_refused_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MAIN, bomb)
    assert "declares entities" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MAIN, bomb.encode("utf-16"))
    assert "declares entities" in refused(path)


def test_a_word_file_without_its_text_or_with_broken_xml_is_refused(
    word: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "b.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    assert f"holds no {MAIN}" in refused(path)
    assert "is broken" in refused(word("<w:p><w:r>"))
    assert "holds no text" in refused(word("<w:p/>"))


def test_deeply_nested_elements_end(word: Callable[..., Path], tmp_path: Path) -> None:
    deep = "<w:sdt>" * 200 + "<w:p><w:r><w:t>甲48个</w:t></w:r></w:p>" + "</w:sdt>" * 200
    assert read_document(word(deep)).text == "甲48个\n"
    page = written(tmp_path, "a.html", ("<div>" * 5000 + "甲48个" + "</div>" * 5000).encode())
    assert "甲48个" in read_document(page).text


LOOP = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R
/Resources << /XObject << /X 5 0 R >> >> >> endobj
4 0 obj << /Length 5 >> stream
/X Do
endstream endobj
5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>
/Length 11 >> stream
/X Do /X Do
endstream endobj
trailer << /Root 1 0 R >>
"""


def test_a_pdf_with_loops_ends(tmp_path: Path) -> None:
    started = computed()
    assert "1000000 pages" in refused(written(tmp_path, "a.pdf", LOOP))
    one_page = LOOP.replace(b"3 0 R 2 0 R] /Count 1000000", b"3 0 R] /Count 1")
    assert "expected a PDF without loops" in refused(written(tmp_path, "b.pdf", one_page))
    assert computed() - started < 120


def test_a_page_that_declares_an_encoding_which_it_does_not_have_is_refused(tmp_path: Path) -> None:
    page = b'<html><meta charset="utf-8"><p>\xff\xfe\x81 340.4</p></html>'
    assert "expected" in refused(written(tmp_path, "a.html", page))
