"""Every rule's cases: what it finds, what it leaves alone, what it cannot check."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from tests.checks.case_books import BOOKS, audited, rule_of, told, unchecked

from gouji.checks.messages import FAMILIES, LANGUAGES, page_of, say, texts
from gouji.checks.registry import catalogue, codes_needing_texts, engine_rules
from gouji.checks.rule import Rule
from gouji.checks.runner import run, verdicts_of
from gouji.facts.table.facts import Facts
from gouji.reports.account import said_why
from gouji.reports.text import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language
    from gouji.facts.table.dimensions import Indicator
    from gouji.facts.table.facts import Fact

EVERY = [
    pytest.param((code, case), id=f"{code}: {case['name']}") for code, book in BOOKS.items() for case in book
]


@dataclass(frozen=True, slots=True)
class Studied:
    """A case, the rule that it is of, and its audit."""

    case: dict[str, Any]
    rule: Rule
    account: AuditResult


@pytest.fixture(scope="module", params=EVERY)
def studied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Studied:
    """Each case, audited once: pytest runs what asks for the same one next to each other."""
    code, case = request.param
    root = tmp_path_factory.mktemp("case")
    account = audited(root, case)
    return Studied(case, rule_of(code, root), account)


def test_case(studied: Studied) -> None:
    case, rule, account = studied.case, studied.rule, studied.account
    found = [finding for finding in account.findings if finding.rule == rule.code]
    assert sorted(told(finding) for finding in found) == sorted(case.get("finds", []))
    if "finds_en" in case:
        assert sorted(told(finding, "en") for finding in found) == sorted(case["finds_en"])
    if rule.scope != "table":
        assert sorted(unchecked(rule, account.evidence)) == sorted(case.get("unchecked", []))


UNTOLD = ("warning", "note")


def test_why_a_finding_is_of_its_level_is_told_by_its_rule(studied: Studied) -> None:
    """An error needs no more than that all is told outright; what is less has a reason of its own."""
    for one in studied.account.findings:
        if one.because:
            assert {f"level-{key}" for key in one.because} <= texts("zh").keys()
            own = one.because[0].removeprefix("one-").removeprefix("across-")
            assert own not in UNTOLD, (one.rule, one.because, one.message["zh"])
        for language in LANGUAGES:
            assert "level-" not in said_why(one, language), one.rule


def scope_key(rule: Rule, fact: Fact, families: Mapping[str, str]) -> object:
    matter = families.get(fact.indicator, fact.indicator), fact.key.about
    return {"row": id(fact), "summary": fact.summary, "act": fact.act, "matter": matter}.get(rule.scope, "")


def families_of(indicators: Mapping[str, Indicator]) -> Mapping[str, str]:
    """Return a name for all indicators that add to one another, directly or through others."""
    names = {row.id: row.id for row in indicators.values()}
    for row in indicators.values():
        if row.adds_to:
            one, other = names[row.id], names.get(row.adds_to, row.adds_to)
            names = {name: other if family == one else family for name, family in names.items()}
    return names


def test_a_rule_decides_by_its_scope_alone(studied: Studied) -> None:
    rule, facts = studied.rule, studied.account.evidence
    if rule.scope in {"table", "workspace"} or studied.case.get("crosses_its_scope"):
        return  # cells are no bindings; a workspace is one partition
    groups: dict[object, list[Fact]] = {}
    families = families_of(facts.dimensions.indicators)
    for fact in facts:
        groups.setdefault(scope_key(rule, fact, families), []).append(fact)
    alone = [Facts(tuple(rows), facts.dimensions, facts.texts, facts.changed) for rows in groups.values()]
    apart = [verdict for one in alone for verdict in verdicts_of(rule, one)]
    told_apart = sorted(
        (verdict.outcome, verdict.message, [b.fact.id for b in verdict.bound]) for verdict in apart
    )
    together = sorted(
        (verdict.outcome, verdict.message, [b.fact.id for b in verdict.bound])
        for verdict in verdicts_of(rule, facts)
    )
    assert told_apart == together


@pytest.mark.parametrize("rule", engine_rules(), ids=lambda rule: rule.code)
def test_no_rule_without_a_clean_a_found_and_an_unchecked_case(rule: Rule) -> None:
    book = BOOKS[rule.code]
    assert any(not case.get("finds") and not case.get("unchecked") for case in book)
    assert any(case.get("finds") for case in book)
    if rule.scope != "table":
        assert any(case.get("unchecked") for case in book)


@pytest.mark.parametrize("rule", engine_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_its_page_in_both_languages(rule: Rule) -> None:
    parts: dict[Language, tuple[str, ...]] = {
        "en": ("Why:", "Example:", "Source:"),
        "zh": ("为什么：", "怎样核：", "例：", "依据："),
    }
    for language, words in parts.items():
        (entry,) = [entry for entry in catalogue(None, language) if entry.code == rule.code]
        for word in words:
            assert word in entry.page
    assert rule.page == page_of(rule.code, "en").partition("\n\n")[0].replace("\n", " ")


def test_a_rule_that_finds_only_in_texts_says_that_it_needs_them() -> None:
    """Without texts its findings are not gone: neither a baseline nor a waiver may be taken for outdated."""
    in_texts = {
        code for code, book in BOOKS.items() if all("texts" in case for case in book if case.get("finds"))
    }
    assert {rule.code for rule in engine_rules() if rule.needs_texts} == in_texts
    assert codes_needing_texts() == in_texts


def test_all_that_is_said_has_only_signs_of_gbk() -> None:
    for language in ("zh", "en"):
        for text in texts(language).values():
            text.encode("gbk")
    for entry in (*catalogue(None, "zh"), *catalogue(None, "en")):
        entry.page.encode("gbk")
    for words in WORDS.values():
        str(words).encode("gbk")


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    zh, en = texts("zh"), texts("en")
    assert set(zh) == set(en)
    for key in zh:
        values = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (zh[key], en[key])]
        assert values[0] - {"number"} == values[1] - {"number"}, key


def test_no_two_places_say_one_sentence() -> None:
    shared = tomllib.loads(files("gouji.checks.messages").joinpath("zh.toml").read_text(encoding="utf-8"))
    keys = [key for part in shared.values() for key in part]
    for path in FAMILIES.glob("*/*.toml"):
        keys += tomllib.loads(path.read_text(encoding="utf-8")).get("zh", {})
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_a_vague_or_improbable_case_without_a_sentence_of_its_own_is_told_by_what_is_said_of_all() -> None:
    values = {"cell": "a", "probability": "1/2000"}
    assert "duplicate-id-vague" not in texts("zh")
    assert say("duplicate-id-vague", values, "zh").endswith("（只有把概数放到最宽才说得通。）")
    assert "1/2000" in say("duplicate-id-improbable", values, "en")
    assert say("没有这一句-vague", values, "zh") == "没有这一句-vague"


def test_a_rule_that_crashes_takes_no_other_with_it(tmp_path: Path) -> None:
    facts = audited(tmp_path, BOOKS["GJ205"][0]).evidence

    def broken(_: Facts) -> list[object]:
        raise KeyError("x")

    good = rule_of("GJ205", tmp_path)
    outcome = run(facts, [Rule("XX-1", "broken", "note", "row", "page", broken), good])
    assert [crash.summary for crash in outcome.crashes] == ["KeyError: 'x'"]
    assert outcome.tallies["GJ205", "consistent"]
