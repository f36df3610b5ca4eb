"""Spreadsheets: each cell as it is shown."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from gouji.facts.files.errors import InputError
from gouji.reading.documents.read import read_document
from gouji.reading.documents.xlsx import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def book(fill: Callable[[Any, Any], None]) -> bytes:
    """Return a spreadsheet with one sheet, which *fill* writes into."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        fill(workbook, workbook.add_worksheet("收支"))
    return stream.getvalue()


def test_a_number_is_shown_by_its_format() -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        shown = ["0.0%", "#,##0.00", "0", "General", '0.0"亿元"', "yyyy年m月d日"]
        for column, code in enumerate(shown):
            value = {0: 0.125, 5: date(2024, 3, 1)}.get(column, 1234.5)
            sheet.write(0, column, value, workbook.add_format({"num_format": code}))
        sheet.write(1, 0, 0.1 + 0.2)

    text = read(book(fill), "x").text
    assert text == "12.5%\t1,234.50\t1235\t1234.5\t1234.5亿元\t2024年3月1日\n0.3\n"


def test_dates_and_times_of_chinese_formats_are_shown() -> None:
    codes = [
        27,
        28,
        31,
        57,
        58,
        'yyyy"年"m"月"d"日"',
        '[DBNum1][$-804]yyyy"年"m"月"',
        'yyyy"年"',
        '#,##0"日"',
    ]

    def fill(workbook: Any, sheet: Any) -> None:
        for column, code in enumerate(codes):
            sheet.write(0, column, 45291, workbook.add_format({"num_format": code}))
        for column, code in enumerate([20, 32, "[h]:mm", "0.00E+00"]):
            sheet.write(1, column, 1.5, workbook.add_format({"num_format": code}))

    day, month = "2023年12月31日", "2023年12月"
    shown = "\t".join([month, day, day, month, day, day, month, "2023年", "45,291日"])
    assert read(book(fill), "x").text == f"{shown}\n12:00\t12:00\t36:00\t1.50\n"


def test_columns_are_of_the_months_that_their_headers_date(tmp_path: Path) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        month = workbook.add_format({"num_format": 27})
        sheet.write(0, 0, "甲川市园林局苗圃台账")
        sheet.write_row(1, 0, ["科目", 45291, 45657], month)
        for at, row in enumerate([["乔木（株）", 30, 36], ["灌木（株）", 12, 15], ["合计（株）", 42, 51]], 2):
            sheet.write_row(at, 0, row)

    path = tmp_path / "台账.xlsx"
    path.write_bytes(book(fill))
    import gouji  # noqa: PLC0415

    facts = gouji.read(path).facts
    assert {fact.quote: fact.period and fact.period.text for fact in facts if fact.quote in {"30", "36"}} == {
        "30": "2023-12",
        "36": "2024-12",
    }


def test_merged_cells_blank_rows_and_hidden_sheets() -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:B1", "合并")
        sheet.merge_range("A2:A3", "甲")
        sheet.write("B2", 1)
        sheet.write("B3", 2)
        sheet.write("A5", "乙")
        workbook.add_worksheet("藏").hide()

    found = read(book(fill), "x")
    assert found.text == "合并\n甲\t1\n\t2\n乙\n"
    assert [block.opens for block in found.blocks] == [True, False, False, True]
    assert [span.columns for span in found.blocks[0].cells] == [2]
    assert [span.rows for span in found.blocks[2].cells] == [0, 1]


def test_sheets_are_named_where_there_are_several() -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write("A1", "甲")
        workbook.add_worksheet("人员").write("A1", "乙")

    assert read(book(fill), "x").text == "收支\n甲\n人员\n乙\n"


def test_a_spreadsheet_is_audited(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        rows = [
            ["甲川市园林局2024年部门预算"],
            ["单位：万元"],
            ["科目", "金额"],
            ["养护", 30],
            ["会务", 12],
            ["合计", 45],
        ]
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    path = tmp_path / "预算.xlsx"
    path.write_bytes(book(fill))
    import gouji  # noqa: PLC0415

    found = list(gouji.audit(path, select="GJ205"))
    assert [(one.rule, one.level) for one in found] == [("GJ205", "warning")]
    assert {fact.quote for fact in found[0].facts} == {"45", "30", "12"}


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip"])
def test_what_is_no_spreadsheet_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError):
        read(data, "x.xlsx")


def test_a_zip_without_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    with pytest.raises(InputError, match=r"xl/workbook\.xml"):
        read_document(path)
