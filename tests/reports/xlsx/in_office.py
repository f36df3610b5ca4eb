"""Workbooks in LibreOffice: it opens them, shows every finding, and reads back the same cells.

    nox -s office

Skipped where LibreOffice has no Calc. With ``$GOUJI_PICTURES`` the pages are left there, to be looked at.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from tests.cli.door import gouji
from tests.facts.test_sheet_file import BASE, members, read, rows
from tests.reports.xlsx.test_xlsx import links, tables

OFFICE = shutil.which("soffice") or ""
CALC = Path(OFFICE).resolve().parent / "libsclo.so" if OFFICE else Path("none")
pytestmark = pytest.mark.skipif(not CALC.exists(), reason="no LibreOffice Calc")


def convert(folder: Path, to: str, *names: str) -> Path:
    """Return the folder in which files of another format are."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = (OFFICE, profile, "--headless", "--convert-to", to, "--outdir", "made", *names)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    return folder / "made"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the example in both languages, and a fact file with rows added."""
    made = tmp_path_factory.mktemp("office")
    gouji("init", "ws", "--example", cwd=made)
    for lang in ("zh", "en"):
        gouji("audit", "ws", "--lang", lang, "-q", "-o", f"{lang}.xlsx", cwd=made)
    added = read(BASE).with_rows({"id": f"n{number}", "quote": "=1+1"} for number in range(3))
    (made / "facts.xlsx").write_bytes(added.to_bytes())
    return made


def test_every_finding_is_on_paper(folder: Path) -> None:
    made = convert(folder, "pdf", "zh.xlsx", "en.xlsx")
    for lang, first in (("zh", "疑点"), ("en", "Findings")):
        pages = pypdfium2.PdfDocument(made / f"{lang}.pdf")
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
        for row in tables((folder / f"{lang}.xlsx").read_bytes())[first][1:]:
            for part in str(row[4]).split("“")[0].split():
                assert part in text
        if pictures := os.environ.get("GOUJI_PICTURES"):
            for number, page in enumerate(pages, start=1):
                page.render(scale=1.5).to_pil().save(Path(pictures) / f"{lang}-{number:02}.png")


def test_it_reads_the_same_cells_and_links(folder: Path) -> None:
    made = convert(folder, "xlsx:Calc MS Excel 2007 XML", "zh.xlsx")
    ours, theirs = ((one / "zh.xlsx").read_bytes() for one in (folder, made))
    shown, saved = tables(ours), tables(theirs)
    assert {name: [row for row in table if any(row)] for name, table in saved.items()} == shown
    assert len(links(theirs)) == len(links(ours))
    assert b"<f" not in b"".join(members(theirs)[f"xl/worksheets/sheet{n}.xml"] for n in range(1, 5))


def test_it_reads_a_fact_file_that_was_written_back(folder: Path) -> None:
    made = convert(folder, "xlsx:Calc MS Excel 2007 XML", "facts.xlsx")
    saved = (made / "facts.xlsx").read_bytes()
    assert rows(read(saved)) == rows(read((folder / "facts.xlsx").read_bytes()))
    # What counts rows was counted anew, by the formula beside the table.
    assert tables(io.BytesIO(saved).getvalue())["说明"][-1][0] == 2
