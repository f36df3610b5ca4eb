"""Which cells of a text have values."""

import json
from pathlib import Path

import pytest
from tests.cli.door import gouji

from gouji.reading.tables.layout import prose_and_values

TABLE = "指标\t2023年\t2024年\n门诊量（万人次）\t31.2\t33.5\n住院人次\t8,120\t—\n"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (TABLE, ["31.2", "33.5", "8,120"]),
        (f"某医院2024年年报\n门诊见下表。\n{TABLE}全年手术410台。\n", ["31.2", "33.5", "8,120"]),
        ("|年份|案件数|\n|---|---|\n|2023|512|\n|2024|530|\n", ["512", "530"]),
        ("全年手术410台。\n", []),
        ("", []),
    ],
)
def test_values_are_cells_with_figures_below_a_header(text: str, values: list[str]) -> None:
    prose, cells = prose_and_values(text)
    assert [cell.text for cell in cells] == values
    assert [text[cell.start : cell.end] for cell in cells] == values
    assert len(prose) == len(text)
    assert ("410" in prose) == ("410" in text)


def test_the_account_counts_cells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"某医院2024年年报\n{TABLE}全年手术410台。\n", encoding="utf-8")
    run = gouji("audit", "a.txt", "--output-format", "json", cwd=tmp_path)
    summary = json.loads(run.stdout)["summary"]
    assert (summary["figures"], summary["cells"], summary["covered_cells"]) == (1, 3, 3)
    assert "数字 3 格，已录入 3" in gouji("audit", "a.txt", "--lang", "zh", cwd=tmp_path).stdout
