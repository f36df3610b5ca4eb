"""Reading: encodings, CSV byte for byte, periods, editions, texts."""

from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.checks import faults
from gouji.checks.audit import audit
from gouji.facts.files.csv_file import DecodingError, decode, read_csv
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import load, source_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.dimensions import read_edition
from gouji.facts.table.periods import Period
from gouji.reading.summaries import texts_in

if TYPE_CHECKING:
    from pathlib import Path

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=6)
BOMS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "gb18030": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


def quoted(cell: str, *, always: bool) -> str:
    return '"' + cell.replace('"', '""') + '"' if always or set(cell) & set(',"') else cell


@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=5),
    st.sampled_from(sorted(BOMS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
)
def test_a_file_read_and_written_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]], encoding: str, ending: str, final: bool, always: bool,
) -> None:  # fmt: skip
    lines = ["编号,值", "", *(",".join(quoted(cell, always=always) for cell in row) for row in rows)]
    data = BOMS[encoding] + (ending.join(lines) + (ending if final else "")).encode(encoding)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(data)
    assert read_csv(path, "a.csv").to_bytes() == data


def test_only_the_changed_record_is_spelled_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,"v"\r\n"a",1\r\n"b",2\r\n')
    found = read_csv(path, "a.csv")
    first, second = found.rows
    assert (first.line, second.line) == (2, 3)
    assert first.with_cells(("a", "1")) is first
    assert second.with_cells(("b", "x,y")).raw == 'b,"x,y"\r\n'


def test_a_cell_may_hold_line_ends_and_lines_are_still_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,v\n"a","x\ny"\nb,2\n', encoding="utf-8")
    assert [row.line for row in read_csv(path, "a.csv").rows] == [2, 4]


def test_encodings_are_found_by_rule() -> None:
    assert decode("勾稽".encode()).encoding == "utf-8"
    assert decode("勾稽".encode("gb18030")).text == "勾稽"
    assert decode(codecs.BOM_UTF8 + "勾稽".encode()).bom == codecs.BOM_UTF8
    with pytest.raises(DecodingError, match="byte 0"):
        decode(b"\xff")
    with pytest.raises(DecodingError, match="byte 3"):
        decode(codecs.BOM_UTF8 + b"\xff")


@pytest.mark.parametrize(
    "text", ["2025年", "2024-13", "2024-02-30", "2024/2021", "2024/..", "24", "", "0000", "../"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.read(text)


@pytest.mark.parametrize(
    ("text", "before"),
    [("2024", "2023"), ("../2024", "../2023"), ("2024-01", "2023-12"), ("2024-03", "2024-02")],
)
def test_a_period_has_one_before_it(text: str, before: str) -> None:
    found = Period.read(text).previous()
    assert found is not None
    assert found.text == before


@pytest.mark.parametrize("text", ["2024-11-13", "2021/2024", "0001", "0001-01"])
def test_some_periods_have_no_plain_step_back(text: str) -> None:
    assert Period.read(text).previous() is None


@pytest.mark.parametrize("text", ["2017", "2017/P0Y", "2017/P1W", "x/P1Y", "2017/P1Y="])
def test_what_is_no_edition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_edition(text)


def test_an_edition_without_a_start_expects_nothing() -> None:
    assert read_edition("2017/P1Y").within(Period.read("../2024")) is None
    assert read_edition("2017-03/P5M").within(Period.read("2017-03")) == (1, 1)


def test_texts_are_matched_by_hash_whatever_they_are_called(tmp_path: Path) -> None:
    data = "正文".encode("gb18030")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.bin").write_bytes(data)
    (tmp_path / "other.txt").write_text("别的", encoding="utf-8")
    summaries = {"s": (hashlib.sha256(data).hexdigest(), "2024"), "gone": ("0" * 64, "2024")}
    assert texts_in(tmp_path, summaries) == {"s": "正文"}
    with pytest.raises(InputError, match="no such folder"):
        texts_in(tmp_path / "no", summaries)
    (tmp_path / "bad").write_bytes(b"\xff")
    with pytest.raises(InputError, match="byte 0"):
        texts_in(tmp_path, {"s": (hashlib.sha256(b"\xff").hexdigest(), "")})


def test_pandera_that_validates_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_failures", lambda *_: [])
    with pytest.raises(faults.SchemaCrashError, match="validates nothing"):
        faults.prove_that_pandera_validates()


def test_a_bad_row_is_one_fault_a_cell_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    rows = "".join(f" ,2025年,无,,{n}\n" for n in range(50))
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote,low\n" + rows, encoding="utf-8")
    found = faults.validate(load(open_workspace(tmp_path)))
    assert len(found) == len({(fault.row, fault.column) for fault in found}) == 150
    assert {fault.line for fault in found} == set(range(2, 52))


def test_a_faulty_row_of_a_table_troubles_the_facts_that_name_it(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text(
        "id,period,indicator,quote,form\nx,2024,日,第八次,ordinal\n", encoding="utf-8"
    )
    (tmp_path / "facts" / "indicators.csv").write_text("id,edition\n日,2017/P1X\n", encoding="utf-8")
    account = audit(source_of(open_workspace(tmp_path)))
    assert [finding.rule for finding in account.findings] == ["GJ001"]
    assert {one.reason["zh"] for one in account.unchecked} == {"facts/indicators.csv第2行有误"}
