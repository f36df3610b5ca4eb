"""The pages that the documentation is built from: what `gouji explain` says, with the cases as examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs.build import WORDS, index, page
from tests.checks.case_books import BOOKS

from gouji.checks.registry import catalogue, engine_rules

if TYPE_CHECKING:
    from gouji.checks.rule import Rule

SHOWN = ("GJ001", "GJ205")
"""Auditing the cases of every rule once more would take long: one rule of cells, and one of facts."""


@pytest.mark.parametrize("rule", engine_rules(lambda code: code in SHOWN), ids=lambda rule: rule.code)
def test_a_page_says_what_its_rule_says_and_shows_what_its_cases_find(rule: Rule) -> None:
    for language in WORDS:
        (entry,) = [entry for entry in catalogue(None, language) if entry.code == rule.code]
        text = page(rule, entry, language)
        assert entry.page in text
        for case in BOOKS[rule.code]:
            for line in case.get("finds" if language == "zh" else "finds_en", ()):
                assert f"- {line}\n" in text


def test_the_list_of_rules_leads_to_every_page() -> None:
    for language in WORDS:
        entries = {entry.code: entry for entry in catalogue(None, language)}
        text = index(entries, language)
        assert all(f"[{code}]({code}.md)" in text for code in entries)
