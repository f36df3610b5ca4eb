"""Why no cells of a table are tied; all tables are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.genres import cases, told_of

from gouji.checks.messages import LANGUAGES, texts
from gouji.facts.table.told import TABLE
from gouji.reading.tables import sums

CASES = list(cases(Path(__file__).with_name("silence.toml")))


@pytest.mark.parametrize(("reason", "genre", "text"), CASES, ids=lambda one: one[:16])
def test_a_table_whose_cells_nothing_ties_says_why(reason: str, genre: str, text: str) -> None:
    (one,) = told_of(genre, text)
    assert (one.kind, one.reason) == (TABLE, reason)


def test_every_reason_has_cases_and_words_in_both_languages() -> None:
    reasons = {sums.TABLE_UNREAD, sums.NO_TOTAL, sums.NOT_ADDED, sums.NOT_BORNE_OUT}
    assert {reason for reason, _, _ in CASES} == reasons
    for language in LANGUAGES:
        assert {f"silence-{reason}" for reason in reasons} <= texts(language).keys()


def test_a_table_with_a_total_has_no_reason() -> None:
    (one,) = told_of("court", "法庭\t收案（件）\n城东\t1203\n城西\t986\n合计\t2189\n")
    assert (one.reason, one.unit, len(one.figures)) == ("", "件", 3)


@pytest.mark.parametrize("text", ["序号\t单位\n1\t甲院\n2\t乙院\n3\t丙院\n", "科室\t主任\n内科\t张某\n"])
def test_a_table_without_figures_is_not_told(text: str) -> None:
    assert told_of("hospital", text) == ()
