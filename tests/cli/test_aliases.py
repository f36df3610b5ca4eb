"""``gouji suggest-aliases``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

HEAD = "id,period,indicator,quote,subject\n"


@pytest.fixture
def years(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "y2023.csv").write_text(
        f"{HEAD}a,../2023,滨江绿道里程,12公里,甲市\n", encoding="utf-8"
    )
    (tmp_path / "facts" / "y2024.csv").write_text(
        f"{HEAD}b,../2024,滨江绿道总里程,10公里,甲市\n", encoding="utf-8"
    )
    return tmp_path


def test_names_are_offered_with_a_quote_of_each(gouji: Run, years: Path) -> None:
    done = gouji("suggest-aliases", "--lang", "zh", cwd=years)
    assert done.returncode == 0
    assert done.stdout == (
        "滨江绿道里程 = 滨江绿道总里程  相似 73%\n"
        "    facts/y2023.csv:2 “12公里”（滨江绿道里程）\n"
        "    facts/y2024.csv:2 “10公里”（滨江绿道总里程）\n"
        "1 对名称可能同为一个指标；认可的用 --accept 名称=别名 记入 indicators.csv。\n"
    )


def test_programs_read_them_as_json_and_csv(gouji: Run, years: Path) -> None:
    as_json = json.loads(gouji("suggest-aliases", "--output-format", "json", cwd=years).stdout)
    as_csv = list(
        csv.DictReader(io.StringIO(gouji("suggest-aliases", "--output-format", "csv", cwd=years).stdout))
    )
    assert as_json == as_csv
    assert [(row["name"], row["alias"]) for row in as_csv] == [("滨江绿道里程", "滨江绿道总里程")]


def test_an_accepted_name_joins_the_years(gouji: Run, years: Path) -> None:
    assert "GJ402" not in gouji("audit", cwd=years).stdout
    assert gouji("suggest-aliases", "--accept", "滨江绿道里程=滨江绿道总里程", cwd=years).returncode == 0
    written = years / "facts" / "indicators.csv"
    written.write_text(
        written.read_text("utf-8")
        .replace("aliases\n", "aliases,basis\n")
        .replace("总里程\n", "总里程,cumulative\n"),
        "utf-8",
    )
    done = gouji("audit", cwd=years)
    assert "[GJ402]" in done.stdout
    assert "No two names" in gouji("suggest-aliases", "--lang", "en", cwd=years).stdout


@pytest.mark.parametrize("pair", ["滨江绿道里程", "=乙", "没有的=乙"])
def test_what_cannot_be_accepted_changes_nothing(gouji: Run, years: Path, pair: str) -> None:
    done = gouji("suggest-aliases", "--accept", "滨江绿道里程=绿道", "--accept", pair, cwd=years)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (years / "facts" / "indicators.csv").exists()


def test_documents_are_compared_but_have_no_table_to_write(gouji: Run, tmp_path: Path) -> None:
    for year, words in ((2024, "江河岸线绿道里程12.5公里"), (2025, "江河岸线绿道总里程15.5公里")):
        text = f"{year + 1}年江西省政府工作报告\n各位代表：\n一、{year}年工作回顾\n{words}。\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    done = gouji("suggest-aliases", "2024.txt", "2025.txt", cwd=tmp_path)
    assert done.stdout.startswith("江河岸线绿道里程 = 江河岸线绿道总里程")
    refused = gouji("suggest-aliases", "2024.txt", "--accept", "甲=乙", cwd=tmp_path, env=ENGLISH)
    assert (refused.returncode, "expects a workspace" in refused.stderr) == (2, True)


def test_what_is_accepted_in_a_workspace_of_drafts_keeps_what_is_known_of_them(
    gouji: Run, tmp_path: Path
) -> None:
    (tmp_path / "facts").mkdir()
    for year, words in ((2024, "岸线绿道里程12.5公里"), (2025, "岸线绿道总里程15.5公里")):
        head = f"{year + 1}年江西省政府工作报告\n各位代表：\n一、{year}年工作回顾\n"
        text = f"{head}地区生产总值3万亿元。{words}。\n"
        (tmp_path / f"江西省{year}.txt").write_text(text, encoding="utf-8")
    gouji("extract", "江西省2024.txt", "江西省2025.txt", "-o", "facts", cwd=tmp_path)
    before = gouji("audit", "--output-format", "json", cwd=tmp_path)
    assert gouji("suggest-aliases", "--accept", "岸线绿道里程=岸线绿道总里程", cwd=tmp_path).returncode == 0
    rows = list(csv.DictReader((tmp_path / "facts" / "indicators.csv").read_text("utf-8").splitlines()))
    known = {row["id"]: row for row in rows}
    assert (known["地区生产总值"]["revisable"], known["地区生产总值"]["growth_price"]) == ("true", "real")
    assert known["岸线绿道里程"]["aliases"] == "岸线绿道总里程"
    after = gouji("audit", "--output-format", "json", cwd=tmp_path)
    assert json.loads(after.stdout)["findings"] == json.loads(before.stdout)["findings"]
