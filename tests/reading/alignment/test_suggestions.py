"""Indicators that may be one: offered, accepted into a file, never used unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import facts_of
from gouji.facts.files.csv_file import csv_of
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reading.alignment.answers import accepted, id_of, refused, with_row
from gouji.reading.alignment.suggestions import OFFERED, in_order, suggestions

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.facts.table.facts import Facts

FACTS = """id,period,indicator,quote,summary,subject
"""


def table(root: Path, rows: str, indicators: str = "") -> Facts:
    (root / "facts").mkdir()
    (root / "facts" / "a.csv").write_text(FACTS + rows, encoding="utf-8")
    if indicators:
        (root / "facts" / "indicators.csv").write_text(indicators, encoding="utf-8")
    return facts_of(source_of(open_workspace(root)))


def offered(root: Path, rows: str, indicators: str = "") -> list[tuple[str, str]]:
    """Return the pairs that are offered, each with the name that would stay first."""
    facts = table(root, rows, indicators)
    pairs = (
        in_order(facts, one.fact, partner.fact) for one in suggestions(facts) for partner in one.partners
    )
    return [(stays.indicator, other.indicator) for stays, other in pairs]


def test_two_wordings_of_two_summaries_are_offered_once(tmp_path: Path) -> None:
    rows = "a,2023,滨江绿道里程,12公里,s,甲\nb,2024,滨江绿道总里程,15公里,t,甲\n"
    assert offered(tmp_path, rows) == [("滨江绿道里程", "滨江绿道总里程")]


def test_the_one_that_more_summaries_tell_keeps_its_name(tmp_path: Path) -> None:
    rows = "a,2022,滨江绿道总里程,11公里,r,甲\nb,2023,滨江绿道总里程,12公里,s,甲\n"
    rows += "c,2024,滨江绿道里程,15公里,t,甲\n"
    assert offered(tmp_path, rows) == [("滨江绿道总里程", "滨江绿道里程")]


def test_the_likeliest_of_several_come_first_and_three_at_most(tmp_path: Path) -> None:
    names = ("湖滨滨江绿道里程", "滨江绿道总里程", "滨江绿道长度", "滨江绿道照明里程")
    rows = "".join(f"a{at},2023,{name},1{at}公里,s,甲\n" for at, name in enumerate(names))
    one, *_ = suggestions(table(tmp_path, f"{rows}b,2024,滨江绿道里程,15公里,t,甲\n"))
    scores = [partner.likeness for partner in one.partners]
    assert (one.fact.id, len(scores), scores) == ("b", OFFERED, sorted(scores, reverse=True))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("b,2024,滨江绿道总里程,15公里,s,甲\n", id="one summary tells both"),
        pytest.param("b,2024,滨江绿道总里程,15亩,t,甲\n", id="another unit"),
        pytest.param("b,2024,滨江绿道总里程,15公里,t,乙\n", id="another place"),
        pytest.param("b,2024,滨江绿道总里程,增长15%,t,甲\n", id="a rate"),
        pytest.param("b,2024,农村公路,15公里,t,甲\n", id="other words"),
        pytest.param("b,2027,滨江绿道总里程,15公里,t,甲\n", id="far apart"),
    ],
)
def test_what_cannot_be_one_is_not_offered(tmp_path: Path, other: str) -> None:
    assert offered(tmp_path, f"a,2023,滨江绿道里程,12公里,s,甲\n{other}") == []


@pytest.mark.parametrize(
    "indicators",
    [
        pytest.param("id,distinct\n滨江绿道里程,滨江绿道总里程\n滨江绿道总里程,\n", id="refused"),
        pytest.param("id,distinct\n滨江绿道里程,\n滨江绿道总里程,滨江绿道里程\n", id="by the other"),
        pytest.param("id,adds_to\n滨江绿道里程,滨江绿道总里程\n滨江绿道总里程,\n", id="adds to it"),
    ],
)
def test_what_a_person_said_is_another_is_not_offered(tmp_path: Path, indicators: str) -> None:
    rows = "a,2023,滨江绿道里程,12公里,s,甲\nb,2024,滨江绿道总里程,15公里,t,甲\n"
    assert offered(tmp_path, rows, indicators) == []


def test_a_figure_that_is_joined_is_left_alone(tmp_path: Path) -> None:
    rows = "a,2023,滨江绿道里程,12公里,s,甲\nb,2023,滨江绿道总里程,13公里,s,甲\n"
    assert offered(tmp_path, f"{rows}c,2024,滨江绿道里程,15公里,t,甲\n") == []


def test_a_restated_value_comes_first(tmp_path: Path) -> None:
    rows = (
        "a,2023,花园乡镇,12个,s,甲\nb,2024,花园乡镇群,15个,t,甲\n"
        "c,2023,滨江绿道里程,12公里,s,甲\nd,2023,滨江绿道总里程,12公里,t,甲\n"
    )
    found = suggestions(table(tmp_path, rows))
    assert [[partner.restated for partner in one.partners] for one in found] == [[True], [False]]


TABLE = "\ufeffid,name,adds_to\r\n甲,,\r\n\r\n乙,乙数,\r\n丙,,乙\r\n".encode()
"""甲; 乙, called 乙数; 丙, which adds to 乙."""


def test_an_accepted_row_becomes_names_and_the_rest_stays_as_it_is() -> None:
    made = accepted(csv_of(TABLE, "indicators.csv"), "甲", "乙")
    assert made.to_bytes().decode("utf-8-sig") == "id,name,adds_to,aliases\r\n甲,,,乙;乙数\r\n\r\n丙,,甲,\r\n"


def test_another_name_that_has_no_row_is_only_added() -> None:
    found = csv_of("id,aliases\n甲,乙\n丙,\n".encode(), "indicators.csv")
    assert accepted(found, "甲", "丁").to_bytes().decode() == "id,aliases\n甲,乙;丁\n丙,\n"
    assert accepted(found, "甲", "乙").to_bytes().decode() == "id,aliases\n甲,乙\n丙,\n"


@pytest.mark.parametrize(("name", "alias"), [("丁", "乙"), ("甲", "甲")])
def test_what_cannot_be_accepted_is_told(name: str, alias: str) -> None:
    with pytest.raises(InputError, match="expected an id, and another name"):
        accepted(csv_of("id,name,aliases\n甲,,\n乙,,\n".encode(), "indicators.csv"), name, alias)


def test_a_refusal_is_remembered_until_it_is_taken_back() -> None:
    found = refused(csv_of("id,name\n甲,\n乙,\n".encode(), "indicators.csv"), "甲", "乙")
    assert refused(found, "甲", "乙").to_bytes().decode() == "id,name,distinct\n甲,,乙\n乙,,\n"
    assert accepted(found, "甲", "乙").to_bytes().decode() == "id,name,distinct,aliases\n甲,,,乙\n"


def test_what_an_accepted_row_is_not_the_other_is_not() -> None:
    found = csv_of("id,distinct\n甲,丁\n乙,丙;甲\n".encode(), "indicators.csv")
    assert accepted(found, "甲", "乙").to_bytes().decode() == "id,distinct,aliases\n甲,丁;丙,乙\n"


def test_a_name_without_a_row_gets_one() -> None:
    found = csv_of("id,name,aliases\r\n甲,,丙".encode(), "indicators.csv")
    assert with_row(found, "乙").to_bytes().decode() == "id,name,aliases\r\n甲,,丙\r\n乙,,\r\n"
    assert with_row(found, "甲") == found
    assert (id_of(found, "丙"), id_of(found, "乙")) == ("甲", "乙")
