"""How verdicts are made of what rules yield: candidates, faulty rows, readings, levels, witnesses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gouji.checks.decide import MOST, choose, decide
from gouji.checks.rule import LEVELS, Binding, Bound, Rule, Verdict, bind
from gouji.checks.runner import RunResult
from gouji.checks.witnesses import reasons, with_witnesses
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.dimensions import Dimensions, Summary
from gouji.facts.table.facts import Fact, Facts, FaultyRow, Key

if TYPE_CHECKING:
    from gouji.checks.rule import Level

ONE = Fact("facts/a.csv", 2, "a", "甲", "10家")
TWO = Fact("facts/a.csv", 3, "b", "甲", "12家")
GAP = Agreement("inconsistent")
VAGUE = Agreement("inconsistent", vague=True)


@dataclass
class Tried:
    agreement: Agreement | None


def rule_of(level: Level = "error", *, by_name: bool = False) -> Rule:
    return Rule("XX-1", "a rule", level, "row", "page", lambda _: (), by_name=by_name)


def table(*rows: Fact, second_hand: str = "") -> Facts:
    standing = {name: "second-hand" if name == second_hand else "primary" for name in ("甲", "乙")}
    summaries = {
        name: Summary(name, "", "2024", "", "", "", "", how, "", "") for name, how in standing.items()
    }
    return Facts(rows, Dimensions(summaries, {}, {}))


def decided(*rows: Fact, agreement: Agreement | None = GAP, rule: Rule | None = None) -> Verdict:
    binding = Binding(bind(*rows), agreement, "said-twice", "{fact} ≠ {fact_2}", obstacle="no-one-value")
    return decide(rule or rule_of(), table(*rows), binding)


def test_of_several_candidates_the_first_that_agrees_is_meant() -> None:
    agrees = Agreement("consistent")
    roles: list[list[Agreement | None]] = [[GAP, None, agrees], [GAP]]
    found = choose(roles, lambda one, _: Tried(one))
    assert found is not None
    assert found.agreement is agrees


def test_where_none_agrees_one_that_cannot_be_compared_leaves_it_open() -> None:
    found = choose([[GAP, None]], Tried)
    assert found is not None
    assert found.agreement is None


def test_where_all_disagree_the_first_is_reported() -> None:
    found = choose([[GAP, VAGUE]], Tried)
    assert found is not None
    assert found.agreement is GAP


def test_too_many_candidates_decide_nothing() -> None:
    assert choose([[GAP] * (MOST + 1)], Tried) is None
    assert choose([[GAP] * MOST], Tried) is not None


@pytest.mark.parametrize(
    ("agreement", "outcome", "level", "message"),
    [
        (Agreement("consistent"), "consistent", None, ""),
        (GAP, "inconsistent", "error", "said-twice"),
        (VAGUE, "inconsistent", "warning", "said-twice-vague"),
        (Agreement("rounding", probability=Fraction(1, 3)), "rounding", None, ""),
        (
            Agreement("rounding", probability=Fraction(1, 5000)),
            "rounding",
            "warning",
            "said-twice-improbable",
        ),
        (Agreement("rounding"), "rounding", None, ""),
        (None, "unchecked", None, ""),
    ],
)
def test_hard_gaps_soft_gaps_and_rounding(
    agreement: Agreement | None, outcome: str, level: str | None, message: str
) -> None:
    found = decided(ONE, TWO, agreement=agreement)
    assert (found.outcome, found.level, found.message) == (outcome, level, message)


def test_a_gap_between_soft_readings_never_raises_a_level() -> None:
    assert decided(ONE, TWO, agreement=VAGUE, rule=rule_of("note")).level == "note"


def test_words_are_only_asked_for_a_finding() -> None:
    def words() -> dict[str, str]:
        raise AssertionError

    binding = Binding(bind(ONE), Agreement("consistent"), "said-twice", words=words)
    assert decide(rule_of(), table(ONE), binding).outcome == "consistent"


def test_a_sentence_may_name_bound_facts_by_their_roles() -> None:
    part = replace(ONE, indicator="企业", key=Key(period="2024"))
    whole = Bound(replace(TWO, summary="乙", key=Key(period="2021/2025")), "whole")
    bound = (Bound(part, "part"), whole, Bound(TWO, "part"), Bound(TWO, "part", witness=True))
    binding = Binding(bound, GAP, "x", "{part} > {whole}", lambda: {"whole": "some"})
    found = decide(rule_of(), table(part), binding)
    assert found.algebra == "10家 > some"
    told = {"part": "10家", "part_2": "12家", "part_period": "2024", "whole": "some", "whole_year": "2025"}
    assert {key: found.values[key] for key in told} == told
    assert (found.values["indicator"], found.values["quote"], found.values["whole_by"]) == (
        "企业",
        "10家",
        "乙",
    )
    assert "part_3" not in found.values


def test_what_another_rule_reports_is_counted_and_not_reported() -> None:
    binding = Binding(bind(ONE), GAP, "said-twice", silent=True)
    found = decide(rule_of(), table(ONE), binding)
    assert (found.outcome, found.message) == ("inconsistent", "")


@pytest.mark.parametrize("found", [Binding(bind(ONE), GAP, "x"), Verdict("inconsistent", bind(ONE), "x")])
def test_whatever_rests_on_a_faulty_row_is_unchecked(found: Binding | Verdict) -> None:
    here = replace(TWO, fault=FaultyRow("facts/a.csv", 3))
    found = replace(found, bound=bind(ONE, here))
    told = decide(rule_of(), table(ONE, here), found)
    assert (told.outcome, told.reason, dict(told.values)) == ("unchecked", "bad-row", {"line": 3})
    elsewhere = replace(TWO, fault=FaultyRow("facts/indicators.csv", 7))
    told = decide(rule_of(), table(ONE, elsewhere), replace(found, bound=bind(ONE, elsewhere)))
    assert (told.reason, dict(told.values)) == ("bad-row-of", {"file": "facts/indicators.csv", "line": 7})


@pytest.mark.parametrize(("level", "lower"), [("error", "warning"), ("warning", "note"), ("note", "note")])
def test_a_rule_that_goes_by_names_claims_less_of_rows_that_were_read(level: Level, lower: str) -> None:
    read = replace(TWO, certainty="phrase")
    assert decided(ONE, read, rule=rule_of(level, by_name=True)).level == lower
    assert decided(ONE, TWO, rule=rule_of(level, by_name=True)).level == level
    assert decided(ONE, read, rule=rule_of(level)).level == level


def test_a_second_hand_summary_that_contradicts_another_is_a_warning_at_most() -> None:
    other, binding = replace(TWO, summary="乙"), Binding(bind(ONE), GAP, "x")
    across = replace(binding, bound=bind(ONE, other))
    assert decide(rule_of(), table(ONE, other, second_hand="乙"), across).level == "warning"
    assert decide(rule_of(), table(ONE, other), across).level == "error"
    assert decide(rule_of(), table(ONE, second_hand="甲"), binding).level == "error"


def test_a_construct_that_comes_out_bad_more_often_than_fine_claims_no_error() -> None:
    tied = replace(ONE, via="sum.x")
    bad = Verdict("inconsistent", bind(tied), "x")
    fine = Verdict("consistent", bind(tied))
    for verdicts, level in (([bad], "warning"), ([bad, fine], None), ([bad, bad, fine], "warning")):
        ran = RunResult()
        for verdict in verdicts:
            ran.add(rule_of(), verdict)
        assert {one.level for _, one in with_witnesses(ran, {"sum.x"})} == {level}
        assert {one.level for _, one in with_witnesses(ran)} == {None}


def test_a_finding_keeps_why_its_level_was_lowered_in_that_order() -> None:
    read, other = replace(TWO, certainty="phrase", via="sum.x"), replace(ONE, summary="乙")
    rule, facts = rule_of(by_name=True), table(read, other, second_hand="乙")
    ran = RunResult()
    ran.add(rule, decide(rule, facts, Binding(bind(read, other), GAP, "said-twice")))
    ((_, found),) = with_witnesses(ran, {"sum.x"})
    assert (found.level, found.because) == ("note", ("error", "by-name", "unwitnessed"))
    assert reasons(rule, found) == ("own-error", "by-name", "unwitnessed")
    second = decide(rule_of(), facts, Binding(bind(read, other), GAP, "said-twice"))
    assert reasons(rule_of(), second) == ("own-error", "second-hand")
    told = decide(rule_of(), facts, Binding(bind(ONE), GAP, "said-twice", level="note", because=("cut-off",)))
    assert reasons(rule_of(), told) == ("cut-off",)


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        (GAP, ("own-error", "by-name")),
        (VAGUE, ("vague", "by-name")),
        # What chance hardly makes is a warning, whatever the indicator is called.
        (Agreement("rounding", probability=Fraction(1, 5000)), ("improbable",)),
    ],
)
def test_soft_readings_and_rounding_are_reasons(agreement: Agreement, told: tuple[str, ...]) -> None:
    rule = rule_of(by_name=True)
    found = decided(ONE, replace(TWO, certainty="phrase"), agreement=agreement, rule=rule)
    assert reasons(rule, found) == told


def test_a_note_that_cannot_be_lowered_tells_no_reason_for_it() -> None:
    rule = rule_of("note", by_name=True)
    assert reasons(rule, decided(ONE, replace(TWO, certainty="phrase"), rule=rule)) == ("own-note",)


def test_a_row_that_a_person_coded_needs_no_witness() -> None:
    ran = RunResult()
    ran.add(rule_of(), Verdict("inconsistent", bind(ONE), "x"))
    assert [one.level for _, one in with_witnesses(ran, {"sum.x", ""})] == [None]


def test_every_level_has_its_place() -> None:
    assert LEVELS == ("error", "warning", "note")
