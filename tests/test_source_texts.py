"""Every encoded row proves against its source text, and says what its quote says.

The texts belong to their publishers and are not in this repository. ``GOUJI_TEXTS`` names a
folder with copies; it is searched through, and files are matched by their SHA-256.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from tests.drafts import draft

from gouji.checks.audit import audit
from gouji.checks.bindings.coverage import coverage
from gouji.facts.figures.scan import scan
from gouji.facts.files.load import load, source_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.assemble import assemble
from gouji.reading.documents.read import read_document
from gouji.reading.draft.no_claims import figures_in
from gouji.reading.summaries import texts_in

if TYPE_CHECKING:
    from gouji.facts.table.facts import Facts

ROOT = Path(__file__).parents[1]
TEXTS = os.environ.get("GOUJI_TEXTS")

pytestmark = [
    pytest.mark.texts,
    pytest.mark.skipif(not TEXTS, reason="no source texts: GOUJI_TEXTS is not set"),
]


@pytest.fixture(scope="module")
def facts() -> Facts:
    tables = load(open_workspace(ROOT))
    rows = zip(*(tables.summaries[column] for column in ("id", "sha256", "year")), strict=True)
    wanted = {name: (sha256, year) for name, sha256, year in rows if sha256}
    texts = texts_in(Path(TEXTS or ""), wanted)
    assert set(texts) == set(wanted), "a source text is missing"
    return assemble(tables, frozenset(), texts)


def test_every_quote_stands_at_its_offsets(facts: Facts) -> None:
    for fact in facts:
        if fact.summary not in facts.texts:
            assert fact.start is None, f"{fact.id} has offsets into a text that nobody can find"
            continue
        text = facts.texts[fact.summary]
        assert fact.start is not None, fact.id
        assert text[fact.start : fact.end] == fact.quote, fact.id


def test_every_bound_was_given_by_hand_and_is_what_the_quote_says(facts: Facts) -> None:
    figures = [fact for fact in facts if fact.form in {"count", "amount", "ordinal"}]
    assert figures
    for fact in figures:
        assert fact.given is not None, fact.id
        assert fact.reading is not None, fact.id
        assert fact.given == fact.reading.hard, fact.id
        assert fact.form == fact.reading.form, fact.id


def test_the_reports_of_two_years_and_two_sides_are_encoded(facts: Facts) -> None:
    summaries = Counter(fact.summary for fact in facts)
    for summary in ("sichuan-2025", "chongqing-2025", "sichuan-2026", "chongqing-2026"):
        assert summaries[summary] >= 15


def test_every_member_of_a_list_stands_in_the_text(facts: Facts) -> None:
    assert len(facts.texts) == 5
    for fact in facts.of_form("list"):
        for member in fact.members:
            assert member in facts.texts[fact.summary].replace("《", "").replace("》", ""), (fact.id, member)


def test_the_article_is_encoded_whole(facts: Facts) -> None:
    forms = Counter(fact.form for fact in facts if fact.summary == "chuanyu-2024")
    assert forms["pairing"] >= 65
    assert forms["list"] >= 50
    assert sum(forms[form] for form in ("count", "amount", "ordinal", "date")) >= 80


def test_the_figures_of_the_texts_are_found_and_most_of_the_facts_lie_among_them(facts: Facts) -> None:
    found = coverage(facts)
    assert found is not None
    scanned = [span for text in facts.texts.values() for span in scan(text)]
    assert len(scanned) > 1500
    # The others are years alone, and numerals that state nothing.
    assert 0.8 * len(scanned) < found.figures < len(scanned)
    coded = [fact for fact in facts.of_form("count", "amount", "ratio", "ordinal") if fact.start is not None]
    assert found.covered >= 0.95 * len(coded)


def test_an_audit_with_the_texts_at_hand_proves_every_quote() -> None:
    account = audit(source_of(open_workspace(ROOT)), texts=Path(TEXTS or ""))
    assert not [finding for finding in account.findings if finding.rule == "GJ101"]
    assert [one.reason["zh"] for one in account.unchecked if one.rule == "GJ101"] == ["没有记下在原文的位置"]


def test_what_is_drafted_from_the_texts_says_what_was_encoded_by_hand(facts: Facts) -> None:
    drafts = {summary: draft(text, summary) for summary, text in facts.texts.items()}
    twins = {(row["summary"], row["start"], row["end"]): row for rows in drafts.values() for row in rows}
    compared = 0
    for fact in facts.of_form("count", "amount", "ratio", "point", "ordinal"):
        twin = twins.get((fact.summary, str(fact.start), str(fact.end)))
        if twin is None or fact.given is None:
            continue
        compared += 1
        ends = (fact.given.low, fact.given.high)
        assert tuple(Fraction(twin[name]) if twin[name] else None for name in ("low", "high")) == ends, (
            fact.id
        )
        assert (twin["unit"], twin["measure"] or fact.measure) == (fact.unit, fact.measure), fact.id
        if twin["partner"]:
            assert set(fact.parties) <= {*twin["subject"].split(";"), *twin["partner"].split(";")}, fact.id
    assert compared >= 90


@pytest.mark.skipif(not (Path(TEXTS or "") / "corpora").is_dir(), reason="no corpora beside the texts")
def test_every_report_at_hand_is_drafted_the_median_within_a_second() -> None:
    corpora = Path(TEXTS or "") / "corpora"
    took = []
    for path in sorted(corpora.rglob("*.txt")):
        text = read_document(path).text
        begun = time.process_time()
        rows = draft(text, path.stem, path.name)
        took.append(time.process_time() - begun)
        # Government reports are long; of other kinds some are a page. Years get no row.
        assert len(list(scan(text))) > (0 if "genres" in path.parts else 50), path.name
        assert len(rows) > len(figures_in(text)) / 4, path.name
    assert len(took) >= 59
    assert median(took) < 1
