"""Fact files in spreadsheets: what cells say as text, where the table is found, and writing it back."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.files.errors import InputError
from gouji.facts.files.sheet_file import sheet_file_of
from gouji.facts.files.sheets import escaped, number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from gouji.facts.files.sheet_file import SheetFile

HEAD = ("id", "period", "indicator", "quote")


def made(
    rows: Iterable[Sequence[Any]], dress: Callable[[Any, Worksheet], None] | None = None, **options: Any
) -> bytes:
    """Return a workbook whose second sheet has these rows, from its first row on; *dress* adds to it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        book.add_worksheet("说明").write("A1", "本表记四川的数字")
        sheet = book.add_worksheet("条目")
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                form = None
                value = cell
                if isinstance(cell, tuple):
                    value, form = cell[0], book.add_format({"num_format": cell[1]})
                sheet.write(line, column, value, form)
        if dress is not None:
            dress(book, sheet)
    return stream.getvalue()


def read(data: bytes, required: Sequence[str] = HEAD) -> SheetFile:
    return sheet_file_of(data, "a.xlsx", required)


def rows(found: SheetFile) -> list[tuple[str, ...]]:
    return [record.cells for record in found.rows]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("12", "0000", "0012"),
        ("1.5", "", "1.5"),
        ("1.5", "0.00", "1.50"),
        ("1.234", "0.00", "1.234"),
        ("8.7", "", "8.7"),
        ("8.6999999999999993", "", "8.7"),
        ("0.30000000000000004", "", "0.3"),
        ("1E-3", "", "0.001"),
        ("12345678901", "", "12345678901"),
        ("1.2E+15", "0.00E+00", "1200000000000000"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("0.05", "0%", "5%"),
        ("0.125", "0%", "12.5%"),
        ("0.125", "0.00%", "12.50%"),
        ("-0.5", "0.0%;[Red]-0.0%", "-50.0%"),
        ("355", '0"项"', "355项"),
        ("340.4", '"约"0.0"亿元"', "约340.4亿元"),
        ("340.4", "0.0\\亿", "340.4亿"),
        ("5", "_(* #,##0_)", "5"),
        ("0", "0", "0"),
        ("2024", "0", "2024"),
        ("2024", "G/通用格式", "2024"),
        ("2024", "General", "2024"),
        ("45609", "yyyy/m/d", "2024-11-13"),
        ("45609", 'yyyy"年"m"月"d"日"', "2024-11-13"),
        ("45597", 'yyyy"年"m"月"', "2024-11"),
        ("45597", "mmm-yy", "2024-11"),
        ("45597", "yyyy", "2024"),
        ("45609", "m/d", "2024-11-13"),
        ("45609.5", "yyyy/m/d h:mm", "45609.5"),
        ("45291", '[$-804]yyyy"年"m"月"d"日";@', "2023-12-31"),
        ("45291", '[DBNum1][$-804]yyyy"年"m"月"', "2023-12"),
        ("45291", 'yyyy"年"', "2023"),
        ("45291", '#,##0"日"', "45291日"),
        ("3", "0日", "3"),
        ("0.5", "h:mm", "0.5"),
        ("99999999", "yyyy/m/d", "99999999"),
        ("nonsense", "0", "nonsense"),
    ],
)
def test_a_number_is_its_shortest_decimal_with_what_its_format_adds(value: str, code: str, text: str) -> None:
    assert number_text(value, code) == text


def test_cells_are_text_whatever_a_spreadsheet_made_of_them() -> None:
    found = read(
        made(
            [
                HEAD,
                ("0012", 2024, "协议", "355项"),
                ((12, "0000"), (45597, 'yyyy"年"m"月"'), "增速", (0.125, "0%")),
                ("'x", True, "=1+1不是公式", 1.5),
            ],
            strings_to_formulas=False,
        )
    )
    assert rows(found) == [
        ("0012", "2024", "协议", "355项"),
        ("0012", "2024-11", "增速", "12.5%"),
        ("'x", "true", "=1+1不是公式", "1.5"),
    ]
    assert [record.line for record in found.records] == [1, 2, 3, 4]
    assert found.references["quote"] == "条目!D"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((14, 22, 28, 29, 30, 31, 51, 53, 54, 58), "2023-12-31"),
        ((17, 27, 36, 50, 52, 57), "2023-12"),
        ((0, 1, 3, 37), "45291"),
    ],
)
def test_formats_of_dates_in_chinese_need_no_definition(numbers: tuple[int, ...], text: str) -> None:
    found = read(made([HEAD, *((f"r{one}", (45291, one), "x", "1项") for one in numbers)]))
    assert [one[1] for one in rows(found)] == [text] * len(numbers)


def test_what_a_formula_yields_is_read_and_dates_of_1904() -> None:
    def dress(_: Any, sheet: Worksheet) -> None:
        sheet.write_formula("D2", '="355"&"项"', None, "355项")
        sheet.write_formula("B2", "=2000+24", None, 2024)

    assert rows(read(made([HEAD, ("a", "", "x", "")], dress))) == [("a", "2024", "x", "355项")]
    data = made([HEAD, ("a", (45597 - 1462, "yyyy/m/d"), "x", "1项")], date_1904=True)
    assert rows(read(data)) == [("a", "2024-11-01", "x", "1项")]


def test_a_header_is_found_below_titles_in_any_sheet_and_merged_cells_hold_for_each_row() -> None:
    def dress(book: Any, sheet: Worksheet) -> None:
        sheet.merge_range("A1:D1", "2024年条目", book.add_format())
        sheet.merge_range("B3:B5", 2024, book.add_format())
        sheet.set_row(3, None, None, {"hidden": True})

    found = read(
        made(
            [(), HEAD, ("a", "", "x", "1项"), ("b", "", "y", "2项"), ("c", "", "z", "3项"), (), ("d",)], dress
        )
    )
    assert found.header_place == "a.xlsx:2"
    assert [row[:2] for row in rows(found)] == [("a", "2024"), ("b", "2024"), ("c", "2024"), ("d", "")]
    assert found.rows[-1].line == 7


def test_a_header_may_be_merged_over_two_rows() -> None:
    def dress(book: Any, sheet: Worksheet) -> None:
        sheet.merge_range("A1:A2", "id", book.add_format())
        sheet.merge_range("B1:D1", "数字", book.add_format())

    assert read(made([("",), ("", *HEAD[1:]), ("a", "2024", "x", "1项")], dress)).header == HEAD


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            [HEAD, ("a", "2024", "x", "1项", "", "旁注")],
            r"^a\.xlsx:条目!F2: the cell says something in a column",
        ),
        ([(*HEAD, "quote")], r"^a\.xlsx:条目!D1: column \"quote\" stands twice"),
    ],
)
def test_what_is_no_table_names_its_cell(cells: list[Sequence[str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(made(cells))


def test_errors_and_formulas_without_a_value_are_refused_but_not_above_the_table() -> None:
    def broken(cell: str, value: object) -> bytes:
        return made(
            [("", ""), HEAD, ("a", "2024", "x", "1项")],
            lambda _, sheet: sheet.write_formula(cell, "=X1", None, value) and None,
        )

    with pytest.raises(InputError, match=r"^a\.xlsx:条目!D3: the cell is an error, #REF!"):
        read(broken("D3", "#REF!"))
    assert rows(read(broken("A1", "#REF!")))
    data = broken("D3", 7)
    with pytest.raises(InputError, match=r"^a\.xlsx:条目!D3: the cell is a formula without a value"):
        read(replaced(data, "xl/worksheets/sheet2.xml", b"<v>7</v>", b""))


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return an archive with other words in one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as other:
        for member in archive.namelist():
            content = archive.read(member)
            other.writestr(member, content.replace(old, new) if member == name else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "is no spreadsheet"),
        (made([]), "is empty"),
        (
            replaced(made([HEAD]), "xl/worksheets/sheet2.xml", b"<worksheet", b"<!DOCTYPE x><worksheet"),
            "entities",
        ),
        (replaced(made([HEAD]), "xl/workbook.xml", b"</workbook>", b""), "broken"),
    ],
    ids=["nothing", "no archive", "no row", "entities", "broken"],
)
def test_hostile_and_broken_files_are_an_error_of_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(without_notes(data))


def without_notes(data: bytes) -> bytes:
    """Return a workbook without the words of its first sheet."""
    if not data.startswith(b"PK\x03\x04") or len(data) < 100:
        return data
    return replaced(data, "xl/worksheets/sheet1.xml", b' t="s"><v>0</v>', b">")


def dressed(book: Any, sheet: Worksheet) -> None:
    """Add what people add: widths, colours, a filter, rules, a table's comment, a picture of the numbers."""
    sheet.set_column("C:C", 40, book.add_format({"italic": True}))
    sheet.set_row(1, 30)
    sheet.autofilter("A1:D3")
    sheet.conditional_format("D2:D3", {"type": "duplicate", "format": book.add_format({"bg_color": "red"})})
    sheet.data_validation("B2:B3", {"validate": "list", "source": ["2023", "2024"]})
    sheet.write_comment("D2", "已核")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=条目!$D$2:$D$3"})
    book.worksheets()[0].insert_chart("B3", chart)
    book.worksheets()[0].write_formula("A9", "=COUNTA(条目!A2:A3)", None, 2)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


BASE = made([HEAD, ("a-1", 2024, "x", "1项"), ("a-2", 2024, "y", "2项")], dressed)
SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"


def test_rows_are_added_below_in_the_look_of_the_last_one_and_all_else_stays() -> None:
    new = read(BASE).with_rows([{"id": "a-3", "quote": "=3项"}, {"id": "a-4", "period": "2024"}])
    before, after = members(BASE), members(new.to_bytes())
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {SHEET, BOOK}
    assert rows(new)[2:] == [("a-3", "", "", "=3项"), ("a-4", "2024", "", "")]
    assert [record.line for record in new.rows] == [2, 3, 4, 5]
    xml = after[SHEET].decode()
    for grown in ('autoFilter ref="A1:D5"', 'conditionalFormatting sqref="D2:D5"', 'sqref="B2:B5"'):
        assert grown in xml
    assert "$A$1:$D$5" in after[BOOK].decode()
    assert b"<f>" not in after[SHEET]
    assert "legacyDrawing" in xml


def test_changed_cells_keep_their_look_and_rows_that_are_gone_are_blank() -> None:
    found = read(BASE)
    header, first, second = found.records
    changed = found.changed(
        [header.with_cells((*header.cells, "note")), second.with_cells((*second.cells[:3], "20项", "改"))]
    )
    assert changed.header == (*HEAD, "note")
    assert rows(changed) == [("a-2", "2024", "y", "20项", "改")]
    assert changed.rows[0].line == 3
    assert first.line == 2
    assert 'ht="30"' in members(changed.to_bytes())[SHEET].decode()


def test_nothing_new_leaves_the_file_byte_for_byte() -> None:
    assert read(BASE).with_rows([]).to_bytes() == BASE
    assert {**members(read(BASE).changed(read(BASE).records).to_bytes()), SHEET: b""} == {
        **members(BASE),
        SHEET: b"",
    }


def test_a_table_of_excel_goes_on_to_the_last_row() -> None:
    def dress(_: Any, sheet: Worksheet) -> None:
        sheet.add_table(
            "A1:D2", {"columns": [{"header": name} for name in HEAD], "data": [["a", "2024", "x", "1项"]]}
        )

    new = read(made([], dress)).with_rows([{"id": "b"}])
    assert b'ref="A1:D3"' in members(new.to_bytes())["xl/tables/table1.xml"]


def test_a_formula_is_not_overwritten() -> None:
    data = made([HEAD], lambda _, sheet: sheet.write_formula("D2", '="1"&"项"', None, "1项") and None)
    found = read(data)
    with pytest.raises(InputError, match=r"^a\.xlsx:D2: the cell is a formula, which is not overwritten"):
        found.changed([found.records[0], found.rows[0].with_cells(("", "", "", "2项"))])


CELLS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_every_text_is_read_as_it_was_written(added: list[tuple[str, ...]]) -> None:
    new = read(BASE).with_rows(dict(zip(HEAD, row, strict=True)) for row in added)
    assert rows(new)[2:] == added


@given(st.text(st.characters(codec="utf-8")))
def test_what_xml_cannot_hold_is_written_by_its_number(text: str) -> None:
    assert not set(escaped(text)) & {
        chr(number) for number in (*range(9), 11, 12, *range(14, 32), 13, 0xFFFE)
    }


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with its sheet and its book written in another way."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as other:
        for member in archive.namelist():
            content = archive.read(member)
            other.writestr(member, change(content) if member in {SHEET, BOOK} else content)
    return stream.getvalue()


def with_prefix(content: bytes) -> bytes:
    """Write every element with a prefix, as some programs do."""
    prefixed = re.sub(rb"<(/?)([A-Za-z]+)(?=[ />])", rb"<\1x:\2", content)
    return prefixed.replace(b"xmlns=", b"xmlns:x=")


def strictly(content: bytes) -> bytes:
    """Write the strict form of the format, as Excel does where it is asked to."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    others = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return content.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        others, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def without_references(content: bytes) -> bytes:
    """Leave out where rows and cells are; they are then in their order."""
    return re.sub(rb' (?:r|spans)="[A-Z0-9:]+"', b"", content)


@pytest.mark.parametrize("change", [with_prefix, strictly])
def test_other_ways_to_write_the_same_are_read_and_written_back(change: Callable[[bytes], bytes]) -> None:
    new = read(rewritten(BASE, change)).with_rows([{"id": "a-3", "quote": "3项"}])
    assert rows(new) == [*rows(read(BASE)), ("a-3", "", "", "3项")]
    xml = members(new.to_bytes())[SHEET]
    assert change(b'<autoFilter ref="A1:D4"/>') in xml
    changed = new.changed([*new.records[:2], new.records[3].with_cells(("b", "2024", "z", ""))])
    assert rows(changed)[1:] == [("b", "2024", "z", "")]


def test_rows_and_cells_without_places_are_in_their_order() -> None:
    plain = made([HEAD, ("a", "2024", "x", "1项"), ("b", "2024", "y", "2项")])
    assert rows(read(rewritten(plain, without_references))) == rows(read(plain))


def test_merged_cells_without_end_take_no_time() -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:A9999"/>' * 20_000 + b"</mergeCells>"
    data = replaced(made([HEAD, ("a", "2024", "x", "1项")]), SHEET, b"</sheetData>", b"</sheetData>" + merged)
    begun = time.process_time()
    read(data)
    assert time.process_time() - begun < 5
