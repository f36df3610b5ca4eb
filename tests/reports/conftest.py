"""The audits whose reports are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reports.browser import CHROMIUM, FLAGS, written_reports
from tests.reports.cases import (
    ENTITIES,
    FACTS,
    HOSTILE,
    HOSTILE_SUMMARY,
    INDICATORS,
    PAIRS,
    ROOT,
    SUMMARIES,
    audited,
)

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from gouji.checks.findings import AuditResult


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    root = tmp_path_factory.mktemp("account")
    return audited(root, FACTS, pairs=PAIRS, summaries=SUMMARIES, entities=ENTITIES, indicators=INDICATORS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    return audited(tmp_path_factory.mktemp("hostile"), HOSTILE, summaries=HOSTILE_SUMMARY)


@pytest.fixture(scope="module")
def own() -> AuditResult:
    return audit(source_of(open_workspace(ROOT)))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the addresses of the reports that are opened, by name."""
    return written_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.importorskip("playwright.sync_api").sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()
