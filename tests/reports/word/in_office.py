"""Annotated files in LibreOffice: it opens them, and each comment stands exactly on its figure there too.

    nox -s office

Skipped where LibreOffice is not installed; ``$GOUJI_TEXTS`` is where real reports lie.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree
from tests.cli import door
from tests.reports.word.files import CASES
from tests.reports.word.made_up import on_every_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OFFICE = shutil.which("soffice") or ""
pytestmark = pytest.mark.skipif(not OFFICE, reason="no LibreOffice")
REAL = sorted((Path(os.environ.get("GOUJI_TEXTS", ".")) / "corpora" / "genres" / "originals").glob("*.docx"))
REAL = [path for path in REAL if "南京" not in path.name]  # kept unread
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_APART = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}ruby-text",
        f"{_DRAWING}frame",
        f"{_DRAWING}custom-shape",
        f"{_TEXT}note",
    }
)
_BLANKS = str.maketrans("", "", " \u3000\n\t")


class Noted(NamedTuple):
    """A comment as LibreOffice has it: who wrote it, what it begins with, what it stands on."""

    author: str
    first: str
    anchor: str


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """All cases, annotated and converted at once: starting LibreOffice takes longer than reading a file."""
    folder = tmp_path_factory.mktemp("office")
    names = {f"{number:02d}": name for number, name in enumerate(CASES)}
    for number, name in names.items():
        (folder / f"{number}.docx").write_bytes(CASES[name].content)
        run = door.gouji("annotate", f"{number}.docx", "-o", f"{number}-.docx", cwd=folder)
        assert run.returncode in {0, 1}, run.stderr
    convert(folder, *(f"{number}-.docx" for number in names))
    return {name: folder / f"{number}-.odt" for number, name in names.items()}


def convert(folder: Path, *names: str, to: str = "odt") -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = (OFFICE, profile, "--headless", "--convert-to", to, "--outdir", ".", *names)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)


def noted(path: Path) -> list[Noted]:
    """Return the comments of an .odt file; a comment without an end stands on nothing."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    anchors: dict[str, str] = {}
    ended: set[str] = set()
    found: list[tuple[str, str, str]] = []
    for kind, value in _events(root):
        if isinstance(value, etree._Element):
            name = value.get(f"{_OFFICE}name", "") or f"?{len(found)}"
            if kind == "end":
                ended.add(name)
                continue
            anchors[name] = ""
            lines = ["".join(map(str, line.itertext())) for line in value.iter(f"{_TEXT}p")]
            found.append((name, value.findtext(_CREATOR) or "", lines[0]))
        else:
            anchors.update({name: text + value for name, text in anchors.items() if name not in ended})
    return [Noted(author, first, anchors[name] if name in ended else "") for name, author, first in found]


def _events(element: etree._Element) -> Iterator[tuple[str, etree._Element | str]]:
    if element.tag in _APART:
        yield from (("begin", one) for one in element.iter(f"{_OFFICE}annotation"))
    elif element.tag == f"{_OFFICE}annotation":
        yield "begin", element
    elif element.tag == f"{_OFFICE}annotation-end":
        yield "end", element
    else:
        yield "text", element.text or ""
        for one in element:
            yield from _events(one)
            yield "text", one.tail or ""


def test_a_file_that_libreoffice_saved_gains_no_comment_twice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(CASES["split over runs"].content)
    door.gouji("annotate", "a.docx", "-o", "a.docx.docx", cwd=tmp_path)
    (tmp_path / "saved").mkdir()
    shutil.move(tmp_path / "a.docx.docx", tmp_path / "saved" / "b.docx")
    convert(tmp_path, "saved/b.docx", to="docx:MS Word 2007 XML")
    run = door.gouji("annotate", "b.docx", "-o", "b.docx", "--lang", "zh", cwd=tmp_path)
    assert "新加 0，原有 1，去掉 0" in run.stderr


LOST = {"content control around paragraphs"}
"""LibreOffice 7.4 loses what stands before a comment in a content control of one paragraph."""


@pytest.mark.parametrize("name", [name for name in CASES if name not in LOST])
def test_libreoffice_sees_each_comment_on_its_figure(name: str, converted: Mapping[str, Path]) -> None:
    (comment,) = [one for one in noted(converted[name]) if one.author.startswith("gouji")]
    assert comment.anchor == CASES[name].anchor
    assert comment.first.startswith("【")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_reports_with_a_comment_on_every_figure(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "a.docx")
    made = on_every_figure(tmp_path / "a.docx")
    wanted = Counter(_bare(one.facts[0].quote or "") for one in made.findings)
    assert wanted.total() > 100
    (tmp_path / "b.docx").write_bytes(made.content)
    convert(tmp_path, "b.docx")
    assert (
        Counter(_bare(one.anchor) for one in noted(tmp_path / "b.odt") if one.author.startswith("gouji"))
        == wanted
    )


def _bare(told: str) -> str:
    return told.translate(_BLANKS)
