"""Which body of another side is a body's counterpart, read from names alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.checks.case_books import written

from gouji.checks.audit import facts_of
from gouji.checks.bindings.counterparts import (
    CounterpartTable,
    counterpart_table,
    is_general,
    related,
)
from gouji.checks.bindings.roles import OrganisationRole, role_of
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.dimensions import Entity
from gouji.reading.lexicon.organisations import PROVINCES, organisation_table

ROOT = Path(__file__).parents[3]
BODIES = Path(__file__).with_name("bodies.csv")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def entity(name: str, **cells: str) -> Entity:
    """Return a body of which nothing is known but its name, and what else is told."""
    given = {"kind": "body", "side": "", "level": "", "function": "", "since": "", "until": "", **cells}
    counterpart = tuple(filter(None, given.pop("counterpart", "").split(";")))
    return Entity(id=name, name=name, aliases=(), counterpart=counterpart, **given)


def links(*bodies: Entity) -> CounterpartTable:
    return CounterpartTable({body.id: body for body in bodies})


def linked(names: list[str]) -> dict[str, set[str]]:
    made = links(*map(entity, names))
    return {name: set(made.counterparts(name)) for name in names}


def province_pairs() -> dict[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows(BODIES):
        one, other = row["one"], row["other"]
        sides = role_of(entity(one)).side, role_of(entity(other)).side
        found.setdefault(sides, []).append((one, other))
    return found


def test_every_body_of_the_workspace_links_to_its_counterpart_and_to_no_other() -> None:
    bodies = [row for row in rows(ROOT / "facts" / "entities.csv") if row["kind"] == "body"]
    names = {row["id"]: row["name"] for row in bodies}
    found = linked(list(names.values()))
    truth = {row["name"]: {names[one] for one in filter(None, [row["counterpart"]])} for row in bodies}
    assert found == truth
    assert sum(map(bool, truth.values())) >= 2 * 32


def as_said(name: str) -> str:
    """Return the name of a body as a summary of its own province writes it: 省残联, 商务厅, 团省委."""
    province = next((one for one in PROVINCES if name.startswith(one)), "")
    short = name.removeprefix(province)
    if not province or short.endswith("厅"):
        return short
    return ("自治区" if province.endswith("自治区") else province[-1]) + short


def test_the_bodies_of_the_workspace_link_as_their_summary_calls_them() -> None:
    bodies = [row for row in rows(ROOT / "facts" / "entities.csv") if row["counterpart"]]
    bodies = [row for row in bodies if row["kind"] == "body"]
    own = {row["name"]: as_said(row["name"]) for row in bodies if row["side"] == "四川"}
    own["共青团四川省委"], own["四川金融监管部门"] = "团省委", "四川金融监管部门"
    truth = {own[row["name"]]: row["counterpart"] for row in bodies if row["name"] in own}
    made = links(*map(entity, [*own.values(), *truth.values()]))
    assert len(truth) >= 32
    assert {name: set(made.counterparts(name)) for name in truth} == {a: {b} for a, b in truth.items()}
    assert {made.post(name).level for name in truth} == {"省"}
    assert all(made.post(name).function for name in truth)


@pytest.mark.parametrize("sides", province_pairs(), ids="-".join)
def test_bodies_of_other_provinces_link_as_either_calls_its_own(sides: tuple[str, str]) -> None:
    pairs = province_pairs()[sides]
    for mine in (0, 1):
        said = {as_said(pair[mine]): pair[1 - mine] for pair in pairs}
        made = links(*map(entity, [*said, *said.values()]))
        missed = {name for name, other in said.items() if set(made.counterparts(name)) != {other}}
        assert len(missed) * 20 <= len(said), missed


def test_a_name_without_a_place_is_of_the_side_told_in_its_row() -> None:
    assert role_of(entity("商务厅", side="浙江")) == OrganisationRole("浙江", "省", "商务")
    assert role_of(entity("市商务委"), "上海市") == OrganisationRole("上海", "省", "商务")
    assert role_of(entity("商务厅")) == OrganisationRole("", "省", "商务")


def test_a_body_is_of_the_province_whose_summary_names_it(tmp_path: Path) -> None:
    told = """
summary,id,period,indicator,quote,form,subject,partner
a,1,2024,,商务厅与上海市商务委,pairing,商务厅,上海市商务委
b,2,2024,,市教委会同浙江省教育厅,pairing,市教委,浙江省教育厅
b,3,2024,,省科协,pairing,省科协,
a,4,2024,,省科协,pairing,省科协,
"""
    known = "id\n商务厅\n上海市商务委\n市教委\n浙江省教育厅\n省科协\n"
    by = "id,year,publisher\na,2024,浙江省人民政府\nb,2024,上海市人民政府\n"
    case = {"facts": told, "entities": known, "summaries": by}
    made = facts_of(source_of(open_workspace(written(tmp_path, case)))).derive(counterpart_table)
    assert made.post("商务厅") == OrganisationRole("浙江", "省", "商务")
    assert made.post("市教委") == OrganisationRole("上海", "省", "教育")
    assert made.post("省科协").side == ""
    assert made.counterparts("商务厅") == ("上海市商务委",)


@pytest.mark.parametrize("sides", province_pairs(), ids="-".join)
def test_bodies_that_no_summary_here_names_link_as_well(sides: tuple[str, str]) -> None:
    assert all(sides)
    pairs = province_pairs()[sides]
    found = linked([name for pair in pairs for name in pair])
    truth = {one: {other} for pair in pairs for one, other in (pair, pair[::-1])}
    assert found == truth


def test_there_are_more_than_sixty_of_them() -> None:
    assert sum(map(len, province_pairs().values())) > 60


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("四川省教育厅", OrganisationRole("四川", "省", "教育")),
        ("成都市体育局", OrganisationRole("四川", "市", "体育")),
        ("重庆市永川区人民政府", OrganisationRole("重庆", "县", "政府")),
        ("成都海关", OrganisationRole("四川", "省", "海关")),
        ("中国国际贸易促进委员会四川省委员会", OrganisationRole("四川", "省", "贸促")),
        ("中国共产主义青年团四川省委员会", OrganisationRole("四川", "省", "共青团")),
        ("四川省人民政府国资委", OrganisationRole("四川", "省", "国资")),
        ("国家税务总局重庆市税务局", OrganisationRole("重庆", "省", "税务")),
        ("某联合新区", OrganisationRole()),
    ],
)
def test_a_name_tells_what_a_body_is_there_for(name: str, post: OrganisationRole) -> None:
    assert role_of(entity(name)) == post


def test_columns_that_are_filled_are_believed_before_the_name() -> None:
    assert role_of(entity("四川省教育厅", function="督导")).function == "督导"
    one, other = entity("四川省教育厅", function="督导"), entity("重庆市教育督导室", side="重庆", level="省")
    assert links(one, other).counterparts(one.id) == ()
    other = entity("重庆市教育督导室", side="重庆", level="省", function="督导")
    assert links(one, other).counterparts(one.id) == (other.id,)


def test_bodies_of_one_function_on_two_levels_are_no_counterparts() -> None:
    assert linked(["成都市教育局", "重庆市教育委员会"]) == {"成都市教育局": set(), "重庆市教育委员会": set()}


def test_a_function_is_looked_up_as_of_the_year() -> None:
    one = entity("四川省扶贫开发局")
    made = links(
        one,
        entity("重庆市扶贫开发办公室", until="2021-05"),
        entity("重庆市乡村振兴局", since="2021-05", until="2023"),
        entity("重庆市农业农村委员会"),
    )
    assert made.counterparts(one.id, 2019) == ("重庆市扶贫开发办公室",)
    assert made.counterparts(one.id, 2022) == ("重庆市乡村振兴局",)
    assert made.counterparts(one.id, 2024) == ("重庆市农业农村委员会",)


def test_of_a_counterpart_that_was_renamed_the_one_in_force_is_meant() -> None:
    one = entity("四川省科技厅", counterpart="重庆市科学技术委员会")
    old, new = entity("重庆市科学技术委员会", until="2018"), entity("重庆市科技局", since="2019")
    made = links(one, old, new)
    assert made.counterparts(one.id, 2017) == (old.id,)
    assert made.counterparts(one.id, 2024) == (new.id,)
    assert made.counterparts(one.id) == (old.id,)
    assert links(one, old).counterparts(one.id, 2024) == (old.id,)


def test_of_an_unknown_entity_nothing_is_known() -> None:
    assert links().counterparts("某局") == ()
    assert links().post("某局", 2024) == OrganisationRole()


def test_functions_that_one_body_may_carry_are_akin() -> None:
    assert related("广电", "文化旅游")
    assert not related("教育", "体育")
    assert not related("审计", "税务")
    assert related("财政", "国资")
    assert is_general("发展改革")
    assert not is_general("残联")


def test_the_table_of_bodies_names_functions_that_exist() -> None:
    made = organisation_table()
    known = {*made["grammar"], *made["whole"], *made["around"], "共青团"}
    for kind in ("related", "general"):
        for functions in made[kind].values():
            assert set(functions) <= known
    assert {*made["successors"], *(into for into, _ in made["successors"].values())} <= known
