"""The part of a workspace that a change can touch: small enough, and its findings those of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.big_workspace import workspace
from benchmarks.gate import CHANGES, Sheet, fact_files, thinned, tried

from gouji.checks.registry import engine_rules
from gouji.checks.relations.declared import Relation
from gouji.checks.rule import Rule
from gouji.checks.touched import touched
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gouji.checks.rule import Scope
    from gouji.checks.touched import Part

SEED = 7
HEAD = "id,subject,partner,indicator,period,quote,whole,certainty\n"
FILES = {
    "summaries.csv": "id,series,year,publisher\n"
    "甲2023,报告,2023,甲市\n甲2024,报告,2024,甲市\n乙2024,报告,2024,乙市\n丙2024,报告,2024,丙市\n",
    "entities.csv": "id,kind,side\n甲市,place,甲\n甲局,body,甲\n乙市,place,乙\n丙市,place,丙\n丙局,body,丙\n",
    "indicators.csv": "id,name,unit,area\n人口,人口,人,\n粮食,粮食,吨,\n全国粮食,全国粮食,吨,丙市\n",
    "waivers.csv": "fingerprint,rule,reason\n",
    "甲2023.csv": HEAD + "a1,甲市,,人口,2023,5万人,,\n",
    "甲2024.csv": HEAD + "a2,甲市,,人口,2024,6万人,,\n",
    "乙2024.csv": HEAD + "b1,乙市,,人口,2024,7万人,,\nb2,乙市,,粮食,2024,7万吨,,\n",
    "丙2024.csv": HEAD + "c1,丙市,,粮食,2024,8万吨,,\nc2,丙局,,人口,2024,1万人,,\n",
}
ACROSS = (
    "GJ301", "GJ302", "GJ303", "GJ304", "GJ305", "GJ308", "GJ309", "GJ401", "GJ402", "GJ403", "GJ404",
    "GJ405", "GJ406", "GJ407", "GJ408", "GJ409", "GJ410", "GJ411", "GJ412", "GJ413", "GJ414", "GJ501",
    "GJ507", "GJ603", "GJ604", "GJ701", "GJ702",
)  # fmt: skip
"""Rules that hold facts of several summaries against one another, each by ties of `checks.touched`."""
OF_B, OF_C = (
    FILES[f"{name}.csv"].replace("id,", "summary,id,", 1).replace(f"\n{sign}", f"\n{name},{sign}")
    for name, sign in (("乙2024", "b"), ("丙2024", "c"))
)
"""The rows of two files, with their summary in a column."""


def part(tmp_path: Path, changes: dict[str, str], relation: str = "", scope: Scope = "row") -> Part | None:
    """Return the part that changes of files can touch."""
    tables = []
    for state, files in (("base", FILES), ("now", {**FILES, **changes})):
        folder = tmp_path / state / "facts"
        folder.mkdir(parents=True)
        for name, text in files.items():
            if text:
                (folder / name).write_text(text, encoding="utf-8")
        tables.append(load(open_workspace(folder.parent)))
    each = ("period",) if relation else ()
    relations = [Relation("XX-1", relation, each, ("review",), "error", "因为")] if relation else []
    own = Rule("XX-2", "own", "error", scope, "page", lambda _: ())
    return touched(tables[1], tables[0], relations, [own])


def summaries(found: Part | None, state: str = "now") -> set[str]:
    """Return the summaries in a part; all of them where everything must be compared."""
    if found is None:
        return {"all"}
    return {*(found.now if state == "now" else found.base).facts["summary"]}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return a file with other words in it."""
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        # Its publisher's reports; nobody else tells of it.
        (changed("甲2024.csv", "6万人", "9万人"), {"甲2023", "甲2024"}),
        (changed("乙2024.csv", "7万吨", "9万吨"), {"乙2024"}),
        # A party of a row, its side, and what an indicator is about.
        (changed("乙2024.csv", "b1,乙市,,", "b1,乙市,甲市,"), {"乙2024", "甲2023", "甲2024"}),
        (changed("乙2024.csv", "b1,乙市,,", "b1,乙市,甲局,"), {"乙2024", "甲2023", "甲2024"}),
        (changed("乙2024.csv", "b2,乙市,,粮食", "b2,乙市,,全国粮食"), {"乙2024", "丙2024"}),
        # What names no subject is about its publisher.
        (changed("乙2024.csv", "b1,乙市", "b1,"), {"乙2024"}),
        # The publisher before, and the one now.
        (changed("summaries.csv", "2024,乙市", "2024,甲市"), {"乙2024", "甲2023", "甲2024"}),
        (changed("summaries.csv", "2024,丙市", "2024,"), {"丙2024"}),
        # A file that is gone, or has another name.
        ({"甲2024.csv": ""}, {"甲2023"}),
        ({"乙2024.csv": "", "改名.csv": OF_B}, {"乙2024"}),
    ],
)
def test_a_change_touches_what_shares_a_name_with_it(
    tmp_path: Path, changes: dict[str, str], wanted: set[str]
) -> None:
    assert summaries(part(tmp_path, changes)) == wanted


@pytest.mark.parametrize(
    "changes",
    [
        changed("indicators.csv", "人口,人口,人", "人口,人口,万人"),
        changed("entities.csv", "乙市,place,乙", "乙市,place,甲"),
        changed("waivers.csv", "reason\n", "reason\n0123456789abcdef,GJ205,原文如此\n"),
        # A row read from a text, an id of two summaries, a whole of another, a summary that nobody lists.
        changed("甲2024.csv", "6万人,,", "6万人,,phrase"),
        changed("甲2024.csv", "a2,", "a1,"),
        changed("甲2024.csv", "6万人,", "6万人,b1"),
        {"丁2024.csv": HEAD + "d1,甲市,,人口,2024,6万人,,\n"},
    ],
)
def test_where_anything_else_may_join_facts_all_are_compared(tmp_path: Path, changes: dict[str, str]) -> None:
    assert part(tmp_path, changes) is None


def test_all_rules_across_summaries_are_tied() -> None:
    """A new one belongs into `ACROSS` once its groups are among those of `checks.touched`."""
    rules = engine_rules(lambda _: True)
    assert tuple(rule.code for rule in rules if rule.scope in {"matter", "act", "workspace"}) == ACROSS


def test_files_whose_names_are_exchanged_are_both_changed(tmp_path: Path) -> None:
    found = part(tmp_path, {"乙2024.csv": OF_C, "丙2024.csv": OF_B})
    assert found is not None
    assert found.changed == {"乙2024", "丙2024"}


@pytest.mark.parametrize(
    ("scope", "alone"), [("row", True), ("matter", True), ("act", True), ("workspace", False)]
)
def test_a_rule_of_the_workspace_is_taken_at_its_word(tmp_path: Path, scope: Scope, alone: bool) -> None:
    found = part(tmp_path, changed("乙2024.csv", "7万吨", "9万吨"), scope=scope)
    assert (found is not None) == alone


def test_a_relation_over_all_subjects_joins_what_it_names(tmp_path: Path) -> None:
    found = part(tmp_path, changed("甲2024.csv", "6万人", "9万人"), "粮食 >= 全国粮食")
    assert summaries(found) == {"甲2023", "甲2024"}
    found = part(tmp_path / "2", changed("乙2024.csv", "7万人", "9万人"), "粮食 >= 全国粮食")
    assert summaries(found) == {"乙2024", "丙2024"}
    found = part(tmp_path / "3", changed("乙2024.csv", "7万人", "9万人"), "没有 ( 结尾")
    assert found is None


def test_where_nothing_changed_a_little_is_checked(tmp_path: Path) -> None:
    found = part(tmp_path, {})
    assert found is not None
    assert found.changed == frozenset()
    assert summaries(found) == summaries(found, "base") == {"丙2024"}


def test_both_states_have_the_same_others(tmp_path: Path) -> None:
    found = part(tmp_path, {"甲2024.csv": ""})
    assert found is not None
    assert (summaries(found), summaries(found, "base")) == ({"甲2023"}, {"甲2023", "甲2024"})
    assert found.changed == {"甲2024"}


@pytest.mark.parametrize("kinds", [list(CHANGES)[::2], list(CHANGES)[1::2]], ids=["some", "others"])
def test_the_findings_of_a_part_are_those_of_the_whole(tmp_path: Path, kinds: Sequence[str]) -> None:
    files = thinned(dict(workspace(6_000, SEED).files), 3)
    facts = sum(len(Sheet.of(files[name]).rows) for name in fact_files(files))
    told = tried(files, kinds, SEED, tmp_path)
    assert [one.kind for one in told if not one.same] == []
    assert sum(one.new for one in told) > 0
    assert min(one.compared or facts for one in told) < facts / 2
