"""The large workspace at small size: all that is planted is found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks.big import audited, exponent, scored, show_comparison, show_score, show_times
from benchmarks.big_acts import ACTS, CELLS, DATES, LISTS, MOVED, RETOLD
from benchmarks.big_families import CITY_LEVELS_FAMILY, CLAIMED, CUMULATIVE, FIGURES, TARGETS
from benchmarks.big_workspace import workspace

if TYPE_CHECKING:
    from benchmarks.big import Audit
    from benchmarks.big_sheets import Made

SOURCE = Path(__file__).parents[2] / "src"
FAMILIES = (
    *FIGURES,
    CITY_LEVELS_FAMILY,
    ACTS,
    CELLS,
    CLAIMED,
    CUMULATIVE,
    DATES,
    LISTS,
    MOVED,
    RETOLD,
    TARGETS,
)


@pytest.fixture(scope="module")
def small() -> Made:
    return workspace(5000)


@pytest.fixture(scope="module")
def audit(small: Made, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("big")
    small.write(folder)
    return audited(SOURCE, folder)


def test_every_planted_error_is_found_and_nothing_on_sound_facts(small: Made, audit: Audit) -> None:
    score = scored(audit.findings, small.plants)
    assert (audit.facts, audit.crashes) == (small.facts, ())
    assert score.found == score.planted
    assert score.elsewhere == ()


def test_errors_are_of_many_kinds_and_of_all_families_of_rules() -> None:
    kinds = {kind: rule for family in FAMILIES for kind, rule in family.kinds.items()}
    assert len(kinds) > 40
    assert {rule[:3] for rule in kinds.values()} >= {f"GJ{family}" for family in range(8)}


def test_the_workspace_is_the_same_for_the_same_seed_and_begins_alike(small: Made) -> None:
    assert workspace(5000) == small
    assert workspace(5000, seed=1) != small
    larger = workspace(9000).files
    own = {name for name in small.files if not name.endswith(("summaries.csv", "entities.csv"))}
    assert all(larger[name] == small.files[name] for name in own)


def test_what_is_printed(small: Made, audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    show_score(scored(audit.findings, small.plants))
    show_times([audit, audit._replace(facts=2 * audit.facts)], 3)
    show_comparison([audit], [audit._replace(findings=audit.findings[1:])], "before")
    said = capsys.readouterr().out
    assert "findings of level warning or above on sound facts: 0\n" in said
    assert "| exponent |" in said
    assert "findings only here: 1\n" in said
    assert "findings only at before: 0\n" in said


def test_a_finding_elsewhere_is_told(small: Made, audit: Audit) -> None:
    wrong = {plant.fact for plant in small.plants}
    finding = next(one for one in audit.findings if one.level != "note" and not wrong.isdisjoint(one.facts))
    assert scored([finding._replace(facts=("nowhere",))], small.plants).elsewhere
    assert not scored([finding._replace(facts=("nowhere",), level="note")], small.plants).elsewhere


def test_the_exponent_of_a_square_is_two() -> None:
    assert exponent([10, 20, 40], [1, 4, 16]) == pytest.approx(2)
