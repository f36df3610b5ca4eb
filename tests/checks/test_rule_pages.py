"""The pages in docs/rules; `nox -s pages` makes them anew and fails if they differed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.checks.test_cases import BOOKS

from gouji.checks.messages import LANGUAGES
from gouji.checks.registry import catalogue, engine_rules

if TYPE_CHECKING:
    from gouji.checks.rule import Rule

PAGES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("rule", engine_rules(), ids=lambda rule: rule.code)
def test_a_page_says_what_its_rule_says_and_shows_what_its_cases_find(rule: Rule) -> None:
    code = rule.code
    for language in LANGUAGES:
        text = (PAGES / language / f"{code}.md").read_text(encoding="utf-8")
        (entry,) = [entry for entry in catalogue(None, language) if entry.code == code]
        assert entry.page in text
        for case in BOOKS[code]:
            for line in case.get("finds" if language == "zh" else "finds_en", ()):
                assert f"- {line}\n" in text


def test_there_is_no_page_of_a_rule_that_is_none() -> None:
    codes = {"README", *(rule.code for rule in engine_rules())}
    for language in LANGUAGES:
        assert {path.stem for path in (PAGES / language).glob("*.md")} == codes
