"""Word files and PDFs, made as several programs make them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Write a Word file from the XML of its body, and of other parts."""

    def write(body: str, name: str = "a.docx", **parts: str) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
            for part, content in parts.items():
                archive.writestr(f"word/{part}.xml", f"<w:{part} {NAMES}>{content}</w:{part}>")
        return path

    return write


@pytest.fixture
def reportlab_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Write a PDF with reportlab: lines at places on pages, ``(x, y, text[, size])`` in points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def write(*pages: list[tuple[float, float, str] | tuple[float, float, str, float]]) -> Path:
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(595, 842))
        for page in pages:
            for x, y, text, *size in page:
                canvas.setFont("STSong-Light", size[0] if size else 12)
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
        path = tmp_path / "a.pdf"
        path.write_bytes(stream.getvalue())
        return path

    return write


@pytest.fixture
def chromium_pdf(tmp_path: Path) -> Callable[[str], Path]:
    """Print a page to PDF with Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium")

    def write(html: str) -> Path:
        page, path = tmp_path / "page.html", tmp_path / "page.pdf"
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--no-pdf-header-footer",
                f"--user-data-dir={tmp_path / 'profile'}",
                f"--print-to-pdf={path}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return path

    return write
