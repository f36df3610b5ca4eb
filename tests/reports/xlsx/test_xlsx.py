"""The workbook read back: its findings are those of the JSON, its links lead there, its cells are text."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook
from tests.cli.door import gouji

from gouji import audit
from gouji.facts.files.workbook import MOST_CHARACTERS, MOST_ROWS, cut, fits, new_workbook, workbook
from gouji.reports.text import Style
from gouji.reports.xlsx import book, document
from gouji.reports.xlsx.book import Book, Cell, Column

if TYPE_CHECKING:
    from pathlib import Path

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Table = list[list[Any]]
RISKY = (
    "=1+1",
    "+1",
    "-1项",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    '=HYPERLINK("http://a.example")',
    "http://a.example",
)


def tables(data: bytes) -> dict[str, Table]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


def parts(data: bytes, begins: str = "") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(begins)}


def links(data: bytes) -> list[tuple[str, str, str]]:
    """Return sheet, cell and target of every link."""
    names = [
        sheet.get("name", "") for sheet in etree.fromstring(parts(data)["xl/workbook.xml"]).iter(f"{S}sheet")
    ]
    found = []
    for number, name in enumerate(names, start=1):
        root = etree.fromstring(parts(data)[f"xl/worksheets/sheet{number}.xml"])
        found += [(name, one.get("ref", ""), one.get("location", "")) for one in root.iter(f"{S}hyperlink")]
    return found


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of ``gouji init --example``, audited into both formats in both languages."""
    folder = tmp_path_factory.mktemp("example")
    assert gouji("init", "ws", "--example", cwd=folder).returncode == 0
    for lang in ("zh", "en"):
        outputs = ("-o", f"{lang}.xlsx", "-o", f"json={lang}.json")
        done = gouji("audit", "ws", "--lang", lang, "-q", *outputs, cwd=folder)
        assert done.returncode == 1
    return folder


def test_equations_are_as_people_write_them(tmp_path: Path) -> None:
    told = "某县2024年工作总结\n\n开展五项行动：清河行动、净水行动、护林行动、修路行动。\n"
    (tmp_path / "总结.txt").write_text(told, encoding="utf-8")
    assert gouji("audit", "总结.txt", "-o", "a.xlsx", cwd=tmp_path).returncode == 0
    header, row, *_ = tables((tmp_path / "a.xlsx").read_bytes())["疑点"]
    assert dict(zip(header, row, strict=True))["算式"] == "五项 ≠ 4"


@pytest.mark.parametrize(
    ("lang", "names"),
    [("zh", ["疑点", "条目", "目标", "核对情况"]), ("en", ["Findings", "Facts", "Targets", "Account"])],
)
def test_its_findings_are_those_of_the_json(example: Path, lang: str, names: list[str]) -> None:
    found = tables((example / f"{lang}.xlsx").read_bytes())
    told = json.loads((example / f"{lang}.json").read_text(encoding="utf-8"))
    assert list(found) == names
    header, *rows = found[names[0]]
    by_mark = {row[-1]: row for row in rows}
    assert len(by_mark) == len(rows) == len(told["findings"])
    for finding in told["findings"]:
        row = dict(zip(header, by_mark[finding["fingerprint"]], strict=True))
        values = list(row.values())
        assert values[3:5] == [finding["rule"], finding["message"][lang]]
        plain = re.search("[∌∉∄→]|[<>≠=] *$", finding["algebra"]) is None
        assert (values[6] or "") == (finding["algebra"] if plain else "")
        assert values[1].split()[0] in "×!·"
        shown = [str(cell) for cell in values[8:-1] if cell]
        assert len(shown) == len(finding["facts"])
        for place, cell in zip(finding["facts"], shown, strict=True):
            assert (place["quote"] or "").replace("\n", "") in cell
    levels = [row[1].split()[-1] for row in rows]
    assert levels == sorted(levels, key=["差错", "待核", "提示", "error", "warning", "note"].index)
    facts = {str(row[0]) for row in found[names[1]][1:]}
    assert facts >= {
        place["id"] for finding in told["findings"] for place in finding["facts"] if "+" not in place["id"]
    }
    assert len(found[names[1]]) - 1 == told["summary"]["facts"]


def test_the_account_counts_what_the_json_counts(example: Path) -> None:
    summary = json.loads((example / "zh.json").read_text(encoding="utf-8"))["summary"]
    rows = tables((example / "zh.xlsx").read_bytes())["核对情况"][1:]
    totals = {what: count for kind, _, what, _, count, *_ in rows if kind == "合计"}
    assert totals["条目"] == summary["facts"]
    assert totals["核对项"] == summary["bindings"]
    assert totals["未核"] == summary["verdicts"]["unchecked"]
    assert totals["× 差错"] == summary["levels"]["error"]
    unchecked = {(rule, what, count) for kind, rule, what, _, count, *_ in rows if kind == "未核缘由"}
    assert unchecked == {(one["rule"], one["reason"], one["count"]) for one in summary["unchecked"]}


def test_its_targets_are_those_of_the_command(example: Path) -> None:
    listed = gouji("targets", "ws", "--output-format", "json", "--lang", "zh", cwd=example)
    told = [[cell or "" for cell in row.values()] for row in json.loads(listed.stdout)]
    assert [list(map(str, row)) for row in tables((example / "zh.xlsx").read_bytes())["目标"][1:]] == told


def test_links_lead_to_what_they_name(example: Path) -> None:
    data = (example / "zh.xlsx").read_bytes()
    found, sheets = tables(data), links(data)
    assert {sheet for sheet, *_ in sheets} == {"疑点", "条目", "目标"}
    for sheet, cell, target in sheets:
        name, row = re.fullmatch(r"'([^']+)'!A([0-9]+)", target).groups()  # type: ignore[union-attr]
        column, line = re.fullmatch("([A-Z]+)([0-9]+)", cell).groups()  # type: ignore[union-attr]
        text = str(found[sheet][int(line) - 1][ord(column) - ord("A")])
        there = found[name][int(row) - 1]
        if name == "疑点":
            assert int(there[0]) == int(text.split("、", maxsplit=1)[0])
        else:
            assert str(there[0]) in text or str(there[4]) == text


def test_the_header_stays_in_view_and_rows_can_be_filtered(example: Path) -> None:
    for name, content in parts((example / "zh.xlsx").read_bytes(), "xl/worksheets/sheet").items():
        xml = content.decode()
        assert 'state="frozen"' in xml, name
        assert "<autoFilter" in xml
        assert "customHeight" in xml


def written(cells: list[Cell], most_rows: int = MOST_ROWS) -> bytes:
    stream = io.BytesIO()
    with new_workbook(stream) as made:
        sheets = Book(made, document.WORDS["zh"], most_rows=most_rows)
        sheets.add("条目", [Column("甲", 10)], ([cell] for cell in cells), len(cells))
        sheets.add("核对情况", [Column("乙", 10)], ([Cell(text)] for text in sheets.left), len(sheets.left))
    return stream.getvalue()


def test_no_cell_is_a_formula_or_a_link_by_its_words(tmp_path: Path) -> None:
    head = "id,period,indicator,quote,whole,complete\n"
    quoted = [
        json.dumps(text, ensure_ascii=False).replace('\\"', '""') for text in RISKY if text[0] not in "\t\r"
    ]
    rows = [f"t{n},2024,{text},{n + 1}项,," for n, text in enumerate(quoted)]
    sums = "=s,2024,=甲,355项,,\n+p,2024,@乙,95项,=s,true\n-q,2024,-丙,115项,=s,true\n"
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text(head + sums + "\n".join(rows) + "\n", encoding="utf-8")
    data = document.render(audit(tmp_path).result, Style())
    found = tables(data)
    assert {row[3] for row in found["条目"][1:]} >= {"=甲", "@乙", "-丙", "http://a.example"}
    assert any("=s" in str(cell) for row in found["疑点"] for cell in row)
    xml = b"".join(parts(data, "xl/worksheets/").values())
    assert b"<f>" not in xml
    assert b"<f " not in xml
    assert not [name for name in parts(data) if "_rels/sheet" in name]
    assert all(target.startswith("'") for _, _, target in links(data))


def test_what_begins_like_a_formula_stays_text_where_somebody_edits_it() -> None:
    data = written([Cell(text) for text in RISKY])
    root = etree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])
    styles = etree.fromstring(parts(data)["xl/styles.xml"]).find(f"{S}cellXfs")
    assert styles is not None
    cells = list(root.iter(f"{S}c"))[1:]
    for text, cell in zip(RISKY, cells, strict=True):
        style = styles[int(cell.get("s", "0"))]
        risky = text[0] not in "h\r"  # a carriage return is shown as ?
        assert cell.get("t") == "s"
        assert (style.get("quotePrefix") == "1") == risky
        assert (style.get("numFmtId") == "49") == risky


def test_what_xml_and_terminals_cannot_hold_is_a_question_mark() -> None:
    data = written([Cell("甲\x00\ufffe\uffff\u202e乙\x1b[31m")])
    assert tables(data)["条目"][1] == ["甲????乙?[31m"]


def test_long_cells_are_cut_and_say_so() -> None:
    text = "一" * 40_000
    (shown,) = tables(written([Cell(text)]))["条目"][1]
    assert MOST_CHARACTERS - 2 < len(shown) <= MOST_CHARACTERS
    assert shown.endswith("…（略去 7246 字）")
    for long in ("一" * 32_768, "𠀀" * 20_000, "x" + "𠀀" * 16_383 + "y"):
        assert fits(cut(long, "…{}"))
    assert cut("𠀀" * 16_383, "…{}") == "𠀀" * 16_383


def test_rows_that_do_not_fit_are_counted_in_the_sheet_and_in_the_account() -> None:
    found = tables(written([Cell(f"行{n}") for n in range(10)], most_rows=6))
    told = "另有 6 行放不下，未列出（JSON 列出全部）"
    assert found["条目"] == [["甲"], ["行0"], ["行1"], ["行2"], ["行3"], [told]]
    assert found["核对情况"] == [["乙"], [f"条目：{told}"]]
    assert len(tables(written([Cell("行")] * 5, most_rows=6))["条目"]) == 6


def test_links_beyond_what_excel_opens_are_text_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_LINKS", 2)
    data = written([Cell(f"行{n}", to=("条目", 1)) for n in range(5)])
    assert len(links(data)) == 2
    assert len(tables(data)["条目"]) == 6
    assert tables(data)["核对情况"][1] == ["条目：3 处放不下链接，只有文字"]


def test_nothing_leads_to_a_row_that_is_left_out(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "Book", partial(Book, most_rows=12))
    data = document.render(audit(example / "ws").result, Style())
    found = tables(data)
    assert all(len(rows) <= 12 for rows in found.values())
    assert [row for row in found["核对情况"] if row[0] == "没有列出"]
    assert all(int(target.partition("!A")[2]) <= 11 for _, _, target in links(data))


def test_same_findings_same_bytes_and_only_a_stated_clock(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = audit(example / "ws").result
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data = document.render(result, Style())
    assert data == document.render(result, Style())
    assert b"1980-01-01T00:00:00Z" in parts(data)["docProps/core.xml"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    stated = document.render(result, Style())
    assert b"1970-01-02T00:00:00Z" in parts(stated)["docProps/core.xml"]
    assert str(dt.datetime.now(dt.UTC).year).encode() + b"-" not in parts(stated)["docProps/core.xml"]


def test_a_large_one_says_the_same(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = audit(example / "ws").result
    small = document.render(result, Style())
    monkeypatch.setattr(document, "_LARGE", 0)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert tables(document.render(result, Style())) == tables(small)
    assert document.render(result, Style()) == document.render(result, Style())
    assert not list(tmp_path.iterdir())


def test_without_texts_no_sentence_of_them_is_in_it(example: Path) -> None:
    outputs = ("-o", "no.xlsx", "--no-text")
    gouji("audit", "ws/texts", "-q", *outputs, cwd=example)
    gouji("audit", "ws/texts", "-q", "-o", "with.xlsx", cwd=example)
    told = [str(tables((example / name).read_bytes())) for name in ("no.xlsx", "with.xlsx")]
    assert ["结束在开始" in one for one in told] == [True, True]
    assert ["省界清河大桥于" in one for one in told] == [False, True]


def test_nothing_found_is_said(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote\na,2024,x,5项\n", encoding="utf-8")
    found = tables(document.render(audit(tmp_path).result, Style("en")))
    assert found["Findings"][1][0].startswith("Nothing was found")
    assert found["Targets"][1][0].startswith("No target")


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote\na,2024,x,5项\n", encoding="utf-8")
    refused = gouji("audit", "-o", "none/a.xlsx", "--lang", "en", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("gouji: none/a.xlsx: cannot be written")
    assert not (tmp_path / "none").exists()
    assert gouji("audit", "-o", "xlsx=a.data", cwd=tmp_path).returncode == 0
    assert tables((tmp_path / "a.data").read_bytes())["条目"]


def test_stdout_gets_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote\na,2024,x,5项\n", encoding="utf-8")
    assert gouji("audit", "-o", "a.xlsx", cwd=tmp_path).returncode == 0
    command = [sys.executable, "-m", "gouji", "audit", "--lang", "zh", "--output-format", "xlsx"]
    with (tmp_path / "b.xlsx").open("wb") as stream:
        subprocess.run(command, cwd=tmp_path, stdout=stream, check=True)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_terminal_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote\na,2024,x,5项\n", encoding="utf-8")
    terminal, inside = os.openpty()
    command = [sys.executable, "-m", "gouji", "audit", "-q", "--lang", "en", "--output-format", "xlsx"]
    done = subprocess.run(command, cwd=tmp_path, stdout=inside, stderr=subprocess.PIPE, check=False)
    os.close(inside)
    os.close(terminal)
    assert done.returncode == 2
    assert b"expected -o FILE.xlsx" in done.stderr


def test_drafts_and_targets_as_workbooks_are_the_same_bytes_too() -> None:
    rows = [["甲", "=1"], ["乙", "\ufffe"]]
    assert workbook("facts", ("a", "b"), rows) == workbook("facts", ("a", "b"), rows)
    assert tables(workbook("facts", ("a", "b"), rows))["facts"][1:] == [["甲", "=1"], ["乙", "?"]]
