"""``gouji suggest-aliases``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import ENGLISH

from gouji.checks.audit import facts_of
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

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
        "1. 滨江绿道总里程 “10公里” facts/y2024.csv:2\n"
        "    1.1 滨江绿道里程 “12公里” facts/y2023.csv:2  相似72%；认可后可多核：数量级1处（GJ701）\n"
        "1 个数字没有与别篇对上。同一指标的用 --accept 3.2（第3个数字的第2个）记入 indicators.csv，"
        "不是的用 --refuse 3.2（或 3，全都不是）。\n"
    )


def test_programs_read_them_as_json_and_csv(gouji: Run, years: Path) -> None:
    as_json = json.loads(gouji("suggest-aliases", "--output-format", "json", cwd=years).stdout)
    as_csv = list(
        csv.DictReader(io.StringIO(gouji("suggest-aliases", "--output-format", "csv", cwd=years).stdout))
    )
    assert as_json == as_csv
    told = [(row["number"], row["name"], row["alias"], row["checks"]) for row in as_csv]
    assert told == [("1.1", "滨江绿道里程", "滨江绿道总里程", "GJ701 1")]


@pytest.mark.parametrize("answer", ["滨江绿道里程=滨江绿道总里程", "1.1"])
def test_an_accepted_name_joins_the_years(gouji: Run, years: Path, answer: str) -> None:
    assert "GJ402" not in gouji("audit", cwd=years).stdout
    assert gouji("suggest-aliases", "--accept", answer, cwd=years).returncode == 0
    written = years / "facts" / "indicators.csv"
    written.write_text(
        written.read_text("utf-8")
        .replace("aliases\n", "aliases,basis\n")
        .replace("总里程\n", "总里程,cumulative\n"),
        "utf-8",
    )
    done = gouji("audit", cwd=years)
    assert "[GJ402]" in done.stdout
    assert "No figure left alone" in gouji("suggest-aliases", "--lang", "en", cwd=years).stdout


@pytest.mark.parametrize("answer", ["滨江绿道里程=滨江绿道总里程", "1.1", "1"])
def test_a_refused_name_is_not_offered_again(gouji: Run, years: Path, answer: str) -> None:
    assert gouji("suggest-aliases", "--refuse", answer, cwd=years).returncode == 0
    rows = csv.DictReader((years / "facts" / "indicators.csv").read_text("utf-8").splitlines())
    assert {row["id"]: row["distinct"] for row in rows} == {
        "滨江绿道里程": "滨江绿道总里程",
        "滨江绿道总里程": "",
    }
    assert "No figure left alone" in gouji("suggest-aliases", "--lang", "en", cwd=years).stdout
    assert gouji("audit", cwd=years).returncode == 0


@pytest.mark.parametrize("pair", ["滨江绿道里程", "=乙", "没有的=乙", "1", "1.0", "1.2", "2.1", "0.1"])
def test_what_cannot_be_accepted_changes_nothing(gouji: Run, years: Path, pair: str) -> None:
    done = gouji("suggest-aliases", "--accept", "滨江绿道里程=绿道", "--accept", pair, cwd=years)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (years / "facts" / "indicators.csv").exists()


def report(year: int, words: str) -> str:
    return f"{year + 1}年江西省政府工作报告\n各位代表：\n一、{year}年工作回顾\n{words}。\n"


def test_documents_are_compared_but_have_no_table_to_write(gouji: Run, tmp_path: Path) -> None:
    for year, words in ((2024, "改造老旧水闸12座"), (2025, "除险加固水闸15座")):
        (tmp_path / f"{year}.txt").write_text(report(year, words), encoding="utf-8")
    done = gouji("suggest-aliases", "2024.txt", "2025.txt", cwd=tmp_path)
    assert [line.split()[:2] for line in done.stdout.splitlines()[:2]] == [
        ["1.", "除险加固水闸"],
        ["1.1", "改造老旧水闸"],
    ]
    for option in ("--accept", "--refuse"):
        refused = gouji("suggest-aliases", "2024.txt", option, "甲=乙", cwd=tmp_path, env=ENGLISH)
        assert (refused.returncode, "expects a workspace" in refused.stderr) == (2, True)


@pytest.fixture
def drafts(gouji: Run, tmp_path: Path) -> Callable[[str, str], Path]:
    def write(before: str, now: str) -> Path:
        (tmp_path / "facts").mkdir()
        for year, words in ((2024, before), (2025, now)):
            (tmp_path / f"江西省{year}.txt").write_text(report(year, words), encoding="utf-8")
        gouji("extract", "江西省2024.txt", "江西省2025.txt", "-o", "facts", cwd=tmp_path)
        return tmp_path

    return write


def test_what_was_joined_is_told_apart_once_it_is_refused(
    gouji: Run, drafts: Callable[[str, str], Path]
) -> None:
    root = drafts("江河岸线绿道里程12.5公里", "江河岸线绿道总里程15.5公里")
    names = ("江河岸线绿道里程", "江河岸线绿道总里程")
    assert len({fact.indicator for fact in facts_of(source_of(open_workspace(root)))}) == 1
    assert gouji("suggest-aliases", "--refuse", "=".join(names), cwd=root).returncode == 0
    assert {fact.indicator for fact in facts_of(source_of(open_workspace(root)))} == set(names)
    assert "No figure left alone" in gouji("suggest-aliases", "--lang", "en", cwd=root).stdout
    assert gouji("suggest-aliases", "--accept", "=".join(names), cwd=root).returncode == 0
    assert len({fact.indicator for fact in facts_of(source_of(open_workspace(root)))}) == 1


def test_names_that_an_own_table_lacks_get_a_row(gouji: Run, drafts: Callable[[str, str], Path]) -> None:
    root = drafts("改造老旧水闸12座", "除险加固水闸15座")
    written = root / "facts" / "indicators.csv"
    written.write_text("id,aliases\n粮食产量,\n", encoding="utf-8")
    assert gouji("suggest-aliases", "--accept", "1.1", cwd=root).returncode == 0
    assert written.read_text("utf-8") == "id,aliases\n粮食产量,\n改造老旧水闸,除险加固水闸\n"
    assert len({fact.indicator for fact in facts_of(source_of(open_workspace(root)))}) == 1


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
