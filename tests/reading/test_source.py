"""What drafted rows get from the tables beside them, and what they leave alone. Sentences are invented."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import gouji

from gouji.checks.faults import validate
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import are_drafts
from gouji.reading.alignment.complete import complete

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.facts.table.assemble import Table, Tables

REPORT = """{next}年江西省政府工作报告
各位代表：
一、{year}年工作回顾
{words}
"""
THIS = "地区生产总值达到32200亿元。新建口袋公园41座。江西省残联与湖南省残联联合举办活动12场。"
NEXT = "GDP达到34100亿元。建成口袋公园27座。川渝共建项目达到300个。"
HEAD = "id,summary,period,indicator,quote,subject\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the drafts of two reports."""
    (tmp_path / "facts").mkdir()
    for year, words in ((2023, THIS), (2024, NEXT)):
        text = REPORT.format(next=year + 1, year=year, words=words)
        (tmp_path / f"江西省{year}.txt").write_text(text, encoding="utf-8")
    done = gouji("extract", "江西省2023.txt", "江西省2024.txt", "-o", "facts", cwd=tmp_path)
    assert done.returncode == 0
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / "facts" / f"{name}.csv").write_text(text, encoding="utf-8")


def completed(root: Path) -> Tables:
    return complete(load(open_workspace(root)))


def faults(tables: Tables) -> list[tuple[str, str, str]]:
    return [(fault.rule.code, fault.id, fault.cell) for fault in validate(tables)]


def cells(table: Table, key: str, column: str) -> dict[str, str]:
    return dict(zip(table[key], table[column], strict=True))


def indicators(tables: Tables) -> dict[str, str]:
    """Return the indicator of each quote."""
    return cells(tables.facts, c.QUOTE, c.INDICATOR)


def test_words_of_two_reports_get_one_id_and_a_row_of_it(workspace: Path) -> None:
    made = completed(workspace)
    names = indicators(made)
    assert names["达到32200亿元"] == names["达到34100亿元"] == "地区生产总值"
    assert names["41座"] == names["27座"] == "建成口袋公园"
    row = next(row for row in made.indicators.rows if row[c.ID] == "地区生产总值")
    assert ("GDP" in row[c.ALIASES].split(";"), row[c.REVISABLE]) == (True, "true")
    assert cells(made.entities, c.ID, c.KIND)["江西省残联"] == "body"
    assert cells(made.facts, c.QUOTE, c.SUBJECT)["达到32200亿元"] == "江西省"
    assert faults(made) == []


def test_what_the_table_of_indicators_lists_comes_first(workspace: Path) -> None:
    write(workspace, "indicators", "id,aliases,basis,revisable\ngdp,GDP,flow,\n公园,建成口袋公园,flow,\n")
    made = completed(workspace)
    names = indicators(made)
    assert names["达到32200亿元"] == names["达到34100亿元"] == "gdp"
    assert names["27座"] == names["41座"] == "公园"
    listed = {column: cell for column, cell in next(made.indicators.rows).items() if cell}
    place = {c.FILE: "facts/indicators.csv", c.LINE: 2}
    assert listed == {c.ID: "gdp", c.ALIASES: "GDP", c.BASIS: "flow", **place}
    assert faults(made) == []


def test_two_listed_indicators_stay_two(workspace: Path) -> None:
    write(workspace, "indicators", "id\n新建口袋公园\n建成口袋公园\n")
    names = indicators(completed(workspace))
    assert (names["41座"], names["27座"]) == ("新建口袋公园", "建成口袋公园")


def test_an_entity_that_is_listed_keeps_its_row_and_others_get_one(workspace: Path) -> None:
    write(workspace, "entities", "id,name,side\ncl,江西省残联,赣\n")
    made = completed(workspace)
    parties = [cells(made.facts, c.QUOTE, column)["12场"] for column in (c.SUBJECT, c.PARTNER)]
    assert parties == ["cl", "湖南省残联"]
    assert cells(made.entities, c.ID, c.SIDE)["cl"] == "赣"
    assert {"湖南省残联", "江西省", "川渝"} <= {*made.entities[c.ID]}
    assert faults(made) == []


def test_rows_of_a_person_stay_as_they_are_and_must_be_listed(workspace: Path) -> None:
    rows = f"{HEAD}h1,江西省2024,2024,新建口袋公园,27座,江西\nh2,江西省2024,2024,没有的,3座,\n"
    write(workspace, "mine", rows)
    write(workspace, "indicators", "id\n公园\n")
    write(workspace, "entities", "id\n江西省\n")
    before = load(open_workspace(workspace)).facts
    made = completed(workspace)
    coded = [not draft for draft in are_drafts(before)]
    assert any(coded)
    assert made.facts.where(coded) == before.where(coded)
    names = {one for _, one, _ in faults(made) if one.startswith("h")}
    assert names == {"h1", "h2"}
    assert {"没有的", "新建口袋公园"}.isdisjoint(made.indicators[c.ID])


def test_drafted_rows_join_the_words_of_a_row_that_a_person_has_checked(workspace: Path) -> None:
    path = workspace / "facts" / "江西省2023.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    checked = [{**row, c.CERTAINTY: "" if row[c.QUOTE] == "41座" else row[c.CERTAINTY]} for row in rows]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, c.FACT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(checked)
    path.write_text(stream.getvalue(), encoding="utf-8")
    made = completed(workspace)
    names = indicators(made)
    assert names["41座"] == names["27座"] == "新建口袋公园"
    assert faults(made) == []
    assert gouji("extract", "江西省2023.txt", "-o", "facts", "--update", cwd=workspace).returncode == 0
    assert path.read_text(encoding="utf-8") == stream.getvalue()


def test_a_workspace_without_drafts_imports_no_alignment(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    write(tmp_path, "a", f"{HEAD}a,a,2024,甲,355项,\n")
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


LOADED = """
import sys
import gouji

gouji.audit()
print({"gouji.reading.alignment.join", "gouji.reading.source"} & {*sys.modules})
"""
