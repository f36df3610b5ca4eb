"""A folder of documents to be annotated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reports.word.files import SENTENCE, docx, p
from tests.reports.word.running import LAST_YEAR

if TYPE_CHECKING:
    from pathlib import Path


THIS_YEAR = (
    "<w:p><w:r><w:t>2025年1月14日</w:t></w:r></w:p>"
    + p("全年新建果园126个，其中山区42个、平原41个、河谷43个。")
    + p("果品互销额42.5亿元，增长6.2%。")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "总结.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "今年.docx").write_bytes(docx(THIS_YEAR))
    (tmp_path / "去年.txt").write_text(LAST_YEAR, encoding="utf-8")
    return tmp_path
