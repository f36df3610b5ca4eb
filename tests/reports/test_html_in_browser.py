"""The HTML report in a browser: it fits, it asks for nothing, it can be read by everyone and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

pytest.importorskip("playwright")
pytest.importorskip("axe_playwright_python")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from tests.reports.browser import CHROMIUM, opened

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of as source_of_documents
from gouji.reports.html.document import render
from gouji.reports.html.packing import CHARACTERS
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser


VIEWS = ((320, "light"), (390, "dark"), (1366, "light"), (1366, "dark"))
"""Widths and colour schemes: each of the one with some of the other."""
REPORTS = ("own", "english", "hostile", "clean", "document")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("report", REPORTS)
def test_it_fits_the_width_asks_for_nothing_and_says_nothing(
    chromium: Browser, reports: Mapping[str, str], report: str, width: int, scheme: str
) -> None:
    view = {"width": width, "height": 800}
    with opened(chromium, reports[report], viewport=view, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.title().startswith("× ")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("report", ["own", "hostile", "clean", "document"])
def test_axe_finds_no_violation_of_wcag_22_aa(
    chromium: Browser, reports: Mapping[str, str], report: str, width: int, scheme: str
) -> None:
    view: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with chromium.new_context(**view, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(reports[report])
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    assert len(found.response["passes"]) > 5
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_the_style_applies_under_its_own_policy(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["own"]) as page:
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"


def test_dark_is_dark_on_the_screen_and_never_on_paper(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["own"], color_scheme="dark") as page:
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(paper) == "rgb(23, 25, 28)"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("report", REPORTS)
def test_it_prints_to_pages(chromium: Browser, reports: Mapping[str, str], report: str) -> None:
    with opened(chromium, reports[report]) as page:
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_the_folded_list_opens_by_key_leads_to_findings_and_is_printed(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["document"]) as page:
        listed = page.locator("#silence li")
        assert listed.count() == 3
        assert not listed.first.is_visible()
        printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        assert "21个、14个" in "".join(one.get_textpage().get_text_range() for one in printed)
        page.locator("#silence summary").press("Enter")
        assert listed.first.is_visible()
        page.locator("#silence li a").first.click()
        assert page.locator("article:target").is_visible()


MANY = 2100
LONG_TEXT = "\n".join(f"第{n}区全年改造小区{n + 20}个，其中老旧小区{n + 30}个。" for n in range(1, 2600))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a report with many findings and a long text."""
    document = Document("long.txt", LONG_TEXT, blocks_of(LONG_TEXT), "", "0" * 64)
    result = audit(source_of_documents({"long": document}))
    assert len(result.findings) > MANY
    assert len(LONG_TEXT) > CHARACTERS
    path = tmp_path_factory.mktemp("large") / "large.html"
    path.write_text(render(result, Style()), encoding="utf-8")
    return path.as_uri()


def test_a_large_report_draws_only_what_is_seen(chromium: Browser, large: str) -> None:
    with opened(chromium, large) as page:
        assert page.evaluate("document.querySelectorAll('*').length") < 8000
        assert page.evaluate("document.documentElement.scrollHeight") < 20_000
        shown, before = page.locator("#findings article:visible"), 30
        assert shown.count() == before
        page.locator(".more[data-list=findings]").scroll_into_view_if_needed()
        shown.nth(before).wait_for()
        assert page.locator("#texts .part:has(p)").count() < page.locator("#texts .part").count()


def test_links_and_search_reach_what_is_packed(chromium: Browser, large: str) -> None:
    last = f"第{2500}区"
    with opened(chromium, large) as page:
        page.locator("#search").fill(last)
        finding = page.locator("#findings article:visible")
        assert finding.count() >= 1
        anchor = finding.first.get_attribute("id")
        finding.first.locator(".said a").first.click()
        page.locator(".figure:target").wait_for()
        assert last in page.locator("#texts p:has(.figure:target)").inner_text()
    with opened(chromium, f"{large}#{anchor}", asked_for=large) as page:
        page.locator(f"#{anchor}").wait_for(state="visible")


def test_a_large_report_prints_all_that_is_asked_for(chromium: Browser, large: str) -> None:
    with opened(chromium, large) as page:
        page.locator("#search").fill("第250")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        found = page.locator("#findings article:visible")
        assert found.count() > 10
        assert all("第250" in text for text in found.all_inner_texts())
