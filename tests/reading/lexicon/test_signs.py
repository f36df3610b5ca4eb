"""Signs: what a text must have for one of several patterns to be tried on it; none may miss a match."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from tests.reading.lexicon.signs import TABLE, lines, signs_of

from gouji.reading.lexicon.signs import signed
from gouji.reading.lexicon.wording import pattern, patterns, words

ROOT = Path(__file__).parents[3]
SOUND = sorted((ROOT / "tests" / "checks" / "sound").glob("*.txt"))
CASES = tomllib.loads((ROOT / "benchmarks" / "sentences.toml").read_text(encoding="utf-8"))["case"]
TEXTS = [*(path.read_text(encoding="utf-8") for path in SOUND), *(case["text"] for case in CASES)]
SENTENCES = [f"{one}。" for text in TEXTS for one in text.replace("\n", "。").split("。") if one]
SIGNS = {
    "sign_of_time": (
        "half_of_year",
        "quarter_by_letter",
        "term_of_school",
        "during_a_plan",
        "end_of_plan",
        "years_ago",
    ),
    "sign_of_last_year": ("last_year_level",),
    "sign_of_sum": ("adds_up", "may_add_up"),
    "may_stand_apart": ("on_other_terms", "ago"),
    "sign_of_change": ("rate_before", "change_before"),
    "sign_of_before": ("earlier_place", "held_beside", "bare_level_before", "began_with"),
    "may_open_a_time": (
        "term_opening",
        "first_years_opening",
        "opens_with_last_term",
        "year_opening",
        "plan_opening",
        "names_a_year",
        "this_year_opening",
        "sets_target",
    ),
}
"""Each sign with the patterns that it stands for."""
AT_THE_BEGINNING = frozenset({"may_open_a_time"})
"""Signs that are matched, not searched for."""


@pytest.mark.parametrize(("sign", "name"), [(sign, name) for sign, names in SIGNS.items() for name in names])
def test_what_a_pattern_finds_has_its_sign(sign: str, name: str) -> None:
    begins = sign in AT_THE_BEGINNING
    looked_for = pattern(name).match if begins else pattern(name).search
    found = [found[0] for found in map(looked_for, SENTENCES) if found]
    assert [one for one in found if not pattern(sign).search(one)] == []


def test_whatever_tells_a_stage_has_its_sign() -> None:
    named = [pattern("expected"), *patterns("stages").values()]
    found = [found[0] for one in named for found in map(one.search, SENTENCES) if found]
    assert found
    assert [one for one in found if not pattern("sign_of_stage").search(one)] == []


def test_whatever_opens_a_stock_has_its_sign() -> None:
    opening = patterns("parts_of_stocks")["opening"]
    found = [found[0] for found in map(opening.search, SENTENCES) if found]
    assert found
    assert [one for one in found if not pattern("sign_of_opening").search(one)] == []


def test_whatever_rises_or_falls_has_its_sign() -> None:
    assert [
        one for name in ("rises", "falls") for one in words(name) if not pattern("sign_of_change").search(one)
    ] == []


def test_whatever_counts_nothing_has_its_sign() -> None:
    counts = ("二次供水", "四位一体", "六大行动", "三大攻坚", "五周年", "双城", "两国", "九十年代", "第一大")
    found = [one for one in counts if pattern("counts_nothing").match(one)]
    assert len(found) > len(counts) // 2
    assert all(pattern("sign_of_no_count").search(one) for one in found)


def test_the_table_of_signs_is_as_derived_from_the_patterns() -> None:
    """Where it is not: ``python -m tests.reading.lexicon.signs``."""
    assert TABLE.read_text(encoding="utf-8").splitlines() == list(lines())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("甲乙丙", [["甲乙丙"]]),
        ("甲乙?丙", [["丙"], ["甲"]]),
        ("甲|乙丙|丁{0,2}戊", [["乙丙", "戊", "甲"]]),
        ("(?<!甲)乙(?!丙)丁(?=戊)", [["乙丁"], ["戊"]]),
        ("[甲乙]{2}|丙+", [["丙", "乙", "甲"]]),
        ("[^甲]*|乙", []),
        ("(?P<one>甲)(?(one)乙|丙)", [["甲"]]),
        ("(?:甲.乙|丙)?丁", [["丁"]]),
    ],
)
def test_signs_are_what_every_match_has(source: str, found: list[list[str]]) -> None:
    assert signs_of(source) == [sorted(words) for words in found]


def test_a_pattern_with_signs_finds_what_it_finds_compiled() -> None:
    one = signed("hoped", lambda: "力争|争取", re.compile)
    assert one.search("没有") is None
    assert one.sub("", "没有") == "没有"
    assert one.split("没有") == ["没有"]
    assert [found[0] for found in one.finditer("力争、争取")] == ["力争", "争取"]
    assert one.sub("", "力争增长") == "增长"
    assert one.fullmatch("力争") is not None
