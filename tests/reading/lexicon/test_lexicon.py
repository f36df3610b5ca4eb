"""What words say: of figures by their names, and patterns by theirs."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from gouji.reading.lexicon.nouns import _LONGEST, Kind, _words, census_between, kind_of
from gouji.reading.lexicon.wording import _TOPICS, entry, pattern, patterns, table
from gouji.reading.links.known_families import Way

CASES = tomllib.loads(Path(__file__).with_name("nouns.toml").read_text(encoding="utf-8"))
SOURCE = Path(__file__).parents[3] / "src" / "gouji"


@pytest.mark.parametrize(
    ("name", "what", "value"),
    [
        (name, what, value)
        for what, names_of in CASES.items()
        for value, names in names_of.items()
        for name in names.split()
    ],
)
def test_what_a_name_says(name: str, what: str, value: str) -> None:
    found = getattr(kind_of(name), what)
    assert found == ({"true": True, "false": False}.get(value, value))


@pytest.mark.parametrize("part", ["noun", "before"])
def test_every_listed_word_is_short_enough_and_says_what_is_known(part: str) -> None:
    for word, says in _words(part).items():
        assert len(word) <= _LONGEST
        assert set(says) <= set(Kind._fields)


@pytest.mark.parametrize(
    ("name", "first", "last", "census"),
    [
        ("规上企业营业收入", 2023, 2024, "经济普查"),
        ("规上企业营业收入", 2024, 2025, ""),
        ("水果产量", 2015, 2018, "农业普查"),
        ("常住人口", 2019, 2021, "人口普查"),
        ("受理案件", 2018, 2024, ""),
    ],
)
def test_a_census_between_two_years_is_found_by_the_name(
    name: str, first: int, last: int, census: str
) -> None:
    assert census_between(name, first, last) == census


def test_every_pattern_of_the_table_is_asked_for_by_its_name() -> None:
    tables = [dict(table(topic)) for topic in _TOPICS]
    listed = [one.pop("words", {}) for one in tables]
    known = {name: said for one in (*tables, *listed) for name, said in one.items()}
    assert len(known) == sum(map(len, (*tables, *listed)))  # each name stands once
    paths = (path for path in SOURCE.rglob("*.py") if "figures" not in path.parts)  # its words are its own
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    asked = set(re.findall(r"""\b(?:patterns?|entry|words)\(["']([a-z_]+)["']\)""", code))
    assert asked <= set(known)
    used = set(re.findall(r"\{([a-z_]+)\}", str(known)))
    assert set(known) == asked | used
    for name in asked - {"equivalent"}:
        of_words = isinstance(known[name], dict) and any(map(_is_list_of_years, known[name].values()))
        assert of_words or (patterns(name) if isinstance(known[name], dict) else pattern(name))


def _is_list_of_years(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, int) for one in found)


def test_kinds_that_leave_nothing_out_stand_once_each_with_ways_that_are_known() -> None:
    known = entry("kinds")
    assert {way for kinds in known.values() for way in kinds} == {"members", *get_args(Way)}
    assert all(len(kinds) > 1 for kinds in known.values())
    assert [pair for pair in combinations([kinds["members"] for kinds in known.values()], 2)
            if set(pair[0]) == set(pair[1])] == []  # fmt: skip
