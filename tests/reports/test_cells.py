"""Findings name the cells of tables by table, row and column, in all formats and both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import read_text
from gouji.reading.source import source_of
from gouji.reports import json as as_json
from gouji.reports import text
from gouji.reports.cells import in_table
from gouji.reports.html import document
from gouji.reports.text import WORDS, Style

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult

TABLE = (
    "甲川市2024年部门决算\n科目\t预算数（万元）\t决算数（万元）\n“三公”经费\t20\t18\n"
    "教育\t50\t47\n合计\t70\t56\n"
)
PLACE = "表1“合计”行“决算数（万元）”列!C4"


def result(table: str = TABLE) -> AuditResult:
    """Return the audit of a text file."""
    found = read_text(table.encode(), "x")
    return audit(source_of({"a": Document("x.txt", found.text, found.blocks, "", "")}))


def test_text_says_where_a_cell_stands_in_both_languages() -> None:
    found = result()
    zh, en = (text.render(found, Style(language, 1)) for language in ("zh", "en"))
    assert "表1“合计”行“决算数（万元）”列（C4）“56”" in zh
    assert "表1“‘三公’经费”行“决算数（万元）”列（C2）“18”" in zh
    assert 'table 1, row "合计", column "决算数（万元）", C4 "56"' in en


def test_json_and_html_say_it_too() -> None:
    found = result()
    told = json.loads(as_json.render(found, Style()))["findings"]
    assert next(one["facts"][0]["place"] for one in told if one["rule"] == "GJ205") == PLACE
    assert "表1“合计”行“决算数（万元）”列（C4）" in document.render(found, Style())


@pytest.mark.parametrize("place", [None, "", "p12"])
def test_what_stands_in_no_cell_has_no_name(place: str | None) -> None:
    assert in_table(place, WORDS["zh"]) == ""


def test_a_cell_without_a_stub_has_only_its_column() -> None:
    assert in_table("表2“件数”列!A3", WORDS["zh"]) == "表2“件数”列（A3）"
    assert in_table("表2!A3", WORDS["en"]) == "table 2, A3 "
