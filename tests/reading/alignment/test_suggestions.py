"""Indicators that may be one: offered, accepted into a file, never used unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import facts_of
from gouji.facts.files.csv_file import csv_of
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reading.alignment.suggestions import accepted, suggestions

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.facts.table.facts import Facts

FACTS = """id,period,indicator,quote,summary,subject
"""


def table(root: Path, rows: str) -> Facts:
    (root / "facts").mkdir()
    (root / "facts" / "a.csv").write_text(FACTS + rows, encoding="utf-8")
    return facts_of(source_of(open_workspace(root)))


def offered(root: Path, rows: str) -> list[tuple[str, str]]:
    return [one.names for one in suggestions(table(root, rows))]


def test_two_wordings_of_two_summaries_are_offered(tmp_path: Path) -> None:
    rows = "a,2023,滨江绿道里程,12公里,s,甲\nb,2024,滨江绿道总里程,15公里,t,甲\n"
    assert offered(tmp_path, rows) == [("滨江绿道里程", "滨江绿道总里程")]


def test_the_one_that_more_summaries_tell_keeps_its_name(tmp_path: Path) -> None:
    rows = "a,2022,滨江绿道总里程,11公里,r,甲\nb,2023,滨江绿道总里程,12公里,s,甲\n"
    rows += "c,2024,滨江绿道里程,15公里,t,甲\n"
    assert offered(tmp_path, rows) == [("滨江绿道总里程", "滨江绿道里程")]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("b,2024,滨江绿道总里程,15公里,s,甲\n", id="one summary tells both"),
        pytest.param("b,2024,滨江绿道总里程,15亩,t,甲\n", id="another unit"),
        pytest.param("b,2024,滨江绿道总里程,15公里,t,乙\n", id="another place"),
        pytest.param("b,2024,滨江绿道总里程,增长15%,t,甲\n", id="a rate"),
        pytest.param("b,2024,农村公路,15公里,t,甲\n", id="other words"),
    ],
)
def test_what_cannot_be_one_is_not_offered(tmp_path: Path, other: str) -> None:
    assert offered(tmp_path, f"a,2023,滨江绿道里程,12公里,s,甲\n{other}") == []


def test_a_restated_value_comes_first(tmp_path: Path) -> None:
    rows = (
        "a,2023,花园乡镇,12个,s,甲\nb,2024,花园乡镇群,15个,t,甲\n"
        "c,2023,滨江绿道里程,12公里,s,甲\nd,2023,滨江绿道总里程,12公里,t,甲\n"
    )
    found = suggestions(table(tmp_path, rows))
    assert [one.values for one in found] == [True, False]


TABLE = "\ufeffid,name,adds_to\r\n甲,,\r\n\r\n乙,乙数,\r\n丙,,乙\r\n".encode()
"""甲; 乙, called 乙数; 丙, which adds to 乙."""


def test_an_accepted_row_becomes_names_and_the_rest_stays_as_it_is() -> None:
    made = accepted(csv_of(TABLE, "indicators.csv"), "甲", "乙")
    assert made.decode("utf-8-sig") == "id,name,adds_to,aliases\r\n甲,,,乙;乙数\r\n\r\n丙,,甲,\r\n"


def test_another_name_that_has_no_row_is_only_added() -> None:
    found = csv_of("id,aliases\n甲,乙\n丙,\n".encode(), "indicators.csv")
    assert accepted(found, "甲", "丁").decode() == "id,aliases\n甲,乙;丁\n丙,\n"
    assert accepted(found, "甲", "乙").decode() == "id,aliases\n甲,乙\n丙,\n"


@pytest.mark.parametrize(("name", "alias"), [("丁", "乙"), ("甲", "甲")])
def test_what_cannot_be_accepted_is_told(name: str, alias: str) -> None:
    with pytest.raises(InputError, match="expected an id, and another name"):
        accepted(csv_of("id,name,aliases\n甲,,\n乙,,\n".encode(), "indicators.csv"), name, alias)
