"""The HTML report in a browser: it fits, it asks for nothing, it can be read by everyone and printed."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

pytest.importorskip("playwright")
pytest.importorskip("axe_playwright_python")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of, with_waivers
from gouji.facts.files.workspace import open_workspace
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of as source_of_documents
from gouji.reports.html.document import render
from gouji.reports.html.packing import CHARACTERS
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

    from gouji.checks.messages import Language
    from gouji.facts.files.load import Source

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ROOT = Path(__file__).parents[2]
WIDTHS = (320, 390, 1366)
SCHEMES = ("light", "dark")
REPORTS = ("own", "english", "hostile", "clean", "document")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG = "A" * 150
HOSTILE = f"""id,form,subject,period,indicator,quote
a,,,<script>document.title='taken'</script>,甲,5项
f,,,2023,{LONG},5项
g,,,2024,{LONG},6{LONG}项
h,pairing,{LONG},2024,,两地{LONG}
i,count,,../2024,{LONG},6项
"""
DOCUMENT = f"""临川县2024年国民经济和社会发展统计公报
全年签约项目210个，分别为工业项目95个、农业项目85个、服务业项目40个。
改造小区21个，新建公园14个，治理<b>{"积" * 60}33个。
产品\t产量（吨）
茶叶\t1863
香菇\t972
"""
SUMMARIES = f"""id,title,publisher,published,url,standing,sha256
case,{LONG},<img src=x onerror=alert(1)>,2024,https://example.org/{LONG},primary,{"a" * 64}
"""

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the addresses of the reports, by name."""
    folder = tmp_path_factory.mktemp("reports")
    for name, rows in (("hostile", HOSTILE), ("clean", "id,period,indicator,quote\na,2024,甲,5个\n")):
        (folder / name / "facts").mkdir(parents=True)
        (folder / name / "facts" / "case.csv").write_text(rows, encoding="utf-8")
    (folder / "hostile" / "facts" / "summaries.csv").write_text(SUMMARIES, encoding="utf-8")
    kinds: Mapping[str, tuple[Path, Language]] = {
        "own": (ROOT, "zh"),
        "english": (ROOT, "en"),
        "hostile": (folder / "hostile", "zh"),
        "clean": (folder / "clean", "zh"),
    }
    found = {
        name: written(folder / f"{name}.html", source_of(open_workspace(workspace)), language)
        for name, (workspace, language) in kinds.items()
    }
    document = Document(f"{LONG}.txt", DOCUMENT, blocks_of(DOCUMENT), "", "0" * 64)
    return found | {
        "document": written(folder / "document.html", source_of_documents({LONG: document}), "zh")
    }


def written(path: Path, source: Source, language: Language) -> str:
    path.write_text(render(audit(source), Style(language)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@contextmanager
def opened(chromium: Browser, address: str, asked_for: str = "", **options: Any) -> Iterator[Page]:
    """Open a report; it may ask for nothing but itself, and the console stays silent."""
    with chromium.new_context(**options) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        page.locator("html[data-ready]").wait_for(state="attached")
        yield page
        assert {url for url in asked if not url.startswith("data:")} == {asked_for or address}
        assert said == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", REPORTS)
def test_it_fits_the_width_asks_for_nothing_and_says_nothing(
    chromium: Browser, reports: Mapping[str, str], report: str, width: int, scheme: str
) -> None:
    view = {"width": width, "height": 800}
    with opened(chromium, reports[report], viewport=view, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.title().startswith("× ")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
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


def test_a_marked_figure_leads_to_its_finding(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["own"]) as page:
        link = page.locator("#years a:has(mark)").first
        link.click()
        assert page.url == reports["own"] + str(link.get_attribute("href"))
        assert page.locator("article:target").is_visible()


def test_what_a_cell_holds_is_never_run(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["hostile"]) as page:
        assert page.title().startswith("× ")
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 1
        assert page.get_by_text("<script>document.title='taken'</script>").count() >= 1


def test_a_figure_in_the_text_leads_to_its_finding_and_back(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["document"], viewport={"width": 1366, "height": 800}) as page:
        figure = page.locator("#texts a.figure").first
        told = figure.inner_text()
        figure.click()
        finding = page.locator("article:target")
        assert finding.is_visible()
        finding.locator(".said a", has_text=told).first.click()
        assert page.locator(".figure:target").inner_text() == told


def test_every_mark_in_the_text_belongs_to_the_fact_that_it_stands_on(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["document"]) as page:
        marked = page.locator("#texts a.figure").all()
        assert marked
        for figure in marked:
            finding = page.locator(str(figure.get_attribute("href")))
            quotes = finding.locator(f".said a[href='#{figure.get_attribute('id')}']")
            assert quotes.first.inner_text() == figure.inner_text()


def test_search_filters_and_keys_show_what_is_asked_for(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["own"]) as page:
        cards, status = page.locator("#findings article"), page.locator("#filter .shown [role=status]")
        every = cards.count()
        assert status.inner_text() == f"显示 {every} 条，共 {every} 条"
        page.keyboard.press("/")
        page.keyboard.type("残联")
        shown = page.locator("#findings article:visible")
        assert 0 < shown.count() < every
        assert all("残联" in text for text in shown.all_inner_texts())
        assert status.inner_text() == f"显示 {shown.count()} 条，共 {every} 条"
        page.keyboard.press("Escape")
        assert shown.count() == every
        page.get_by_role("checkbox", name="待核").uncheck()
        assert page.locator("#findings article.warning:visible").count() == 0
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.id")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") != first
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.id") == first


def test_all_words_of_a_search_are_in_what_is_shown_and_headings_count_it(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["own"]) as page:
        shown, status = (
            page.locator("#findings article:visible"),
            page.locator("#filter .shown [role=status]"),
        )
        search, every = page.locator("#search"), page.locator("#findings article").count()
        search.fill("残联 2024")
        assert 0 < shown.count() < every
        assert all("残联" in text and "2024" in text for text in shown.all_inner_texts())
        for group in page.locator(".group:visible").all():
            count = group.locator("h3 .count").inner_text()
            assert count.startswith(f"{group.locator('article:visible').count()}／")
        search.fill("残联 没有这样的话")
        assert shown.count() == 0
        assert status.inner_text() == f"没有符合的（共 {every} 条）"
        page.get_by_role("button", name="清除筛选").click()
        assert shown.count() == every
        assert "／" not in "".join(page.locator(".group h3").all_inner_texts())
        page.locator("form[data-list=years] input").fill("没有 这样")
        assert "没有符合的" in page.locator("form[data-list=years] .shown").inner_text()


def test_a_link_to_a_finding_that_is_filtered_out_shows_it(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["own"]) as page:
        anchor = page.locator("#findings article").last.get_attribute("id")
        page.locator("#search").fill("没有这样的话")
        assert page.locator("#findings article:visible").count() == 0
        page.evaluate(f"location.hash = '{anchor}'")
        page.locator(f"#{anchor}").wait_for(state="visible")


def test_pointing_at_a_figure_outlines_what_is_checked_with_it_and_says_by_which_words(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["document"], viewport={"width": 1366, "height": 800}) as page:
        note = page.locator("#ties")
        assert not note.is_visible()
        page.locator("#texts .figure", has_text="85个").hover()
        tied = page.locator("#texts .tied").all_inner_texts()
        assert tied == ["210个", "95个", "85个", "40个"]
        assert "210个 · 95个 · 85个 · 40个：合计等于各分项之和" in note.inner_text()
        assert "“分别为”，不符" in note.inner_text()
        page.locator("#texts .text i", has_text="21个").click()
        assert page.locator("#texts .tied").count() == 0
        assert note.get_by_role("status").inner_text() == "21个：没有用于任何核对"
        page.keyboard.press("ArrowLeft")
        assert "210个 · 95个 · 85个 · 40个" in note.inner_text()


def test_what_is_said_of_a_figure_goes_when_it_is_closed_or_its_figure_is_out_of_view(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(
        chromium, reports["document"], viewport={"width": 390, "height": 700}, has_touch=True
    ) as page:
        note, figure = page.locator("#ties"), page.locator("#texts .text i", has_text="21个")
        page.locator("#texts summary").tap()

        def bring(block: str) -> None:
            figure.evaluate("(one, block) => one.scrollIntoView({block})", block)
            figure.tap()
            assert note.is_visible()
            box, at = note.bounding_box(), figure.bounding_box()
            assert box
            assert at
            assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"], "covers it"

        bring("start")
        note.get_by_role("status").tap()
        assert note.is_visible(), "what lies below is not tapped"
        note.get_by_role("button", name="关闭").tap()
        assert not note.is_visible()
        bring("end")
        page.keyboard.press("Escape")
        assert not note.is_visible()
        assert page.locator(".tied").count() == 0
        bring("end")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        note.wait_for(state="hidden")
        bring("end")
        page.locator("#texts summary").tap()
        note.wait_for(state="hidden")


def test_what_is_said_of_a_figure_tells_of_which_year_each_is_and_what_does_not_hold_first(
    chromium: Browser, tmp_path: Path
) -> None:
    texts = {
        "b2023": "青石县2023年国民经济和社会发展统计公报\n全县粮食产量20.0万吨。\n",
        "b2024": "青石县2024年国民经济和社会发展统计公报\n全县粮食产量21.0万吨，比上年增长8.0%。\n",
    }
    documents = {
        name: Document(f"{name}.txt", text, blocks_of(text), "", name * 13) for name, text in texts.items()
    }
    address = written(tmp_path / "two.html", source_of_documents(documents), "zh")
    with opened(chromium, address, viewport={"width": 1366, "height": 800}) as page:
        page.locator("#texts details").last.evaluate("one => one.open = true")
        page.locator("#texts .figure", has_text="增长8.0%").hover()
        lines = page.locator("#ties p")
        assert lines.first.get_attribute("class") == "wrong"
        assert "2024 增长8.0% · 21.0万吨 · 2023 20.0万吨" in lines.first.inner_text()


def test_counterparts_stand_in_a_matrix_by_year(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["own"]) as page:
        listed, matrix = page.locator("#pairs > .wide:not(#matrix)"), page.locator("#matrix")
        assert listed.is_visible()
        assert not matrix.is_visible()
        page.get_by_role("button", name="矩阵").click()
        assert matrix.is_visible()
        assert not listed.is_visible()
        every = matrix.locator("tbody tr").count()
        row = matrix.locator("tbody tr", has=page.locator("th", has_text="四川省残联")).first
        assert row.locator("td:not(:empty)").count() >= 1
        page.locator("#views select").select_option("2024")
        assert 0 < matrix.locator("tbody tr").count() < every
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_review_list_has_what_the_filters_show(
    chromium: Browser, reports: Mapping[str, str], tmp_path: Path
) -> None:
    with opened(chromium, reports["document"]) as page:
        first = page.locator("#findings article").first
        first.locator(".review button").click()
        first.locator("select[name=mark]").select_option("to-mend")
        first.locator("input[name=remark]").fill("=改为220个")
        page.locator("#filter select[name=mark]").select_option("to-mend")
        assert page.locator("#findings article:visible").count() == 1
        with page.expect_download() as download:
            page.locator("#export-list").click()
        assert download.value.suggested_filename == "复核单.csv"
        download.value.save_as(tmp_path / "list.csv")
    head, row = csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines())
    assert head[0] == "序号"
    assert row[2] == "待改"
    assert "第2段" in row[3]
    assert row[-1] == "'=改为220个", "what begins like a formula is text"


def test_findings_are_printed_alone_where_that_is_asked(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    def printed(page: Page) -> str:
        pages = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        return "".join(one.get_textpage().get_text_range() for one in pages)

    with opened(chromium, reports["document"]) as page:
        whole = printed(page)
        assert "SHA-256" in whole
        assert "未看" not in whole
        assert "点击" not in whole
        page.get_by_role("checkbox", name="只印疑点").check()
        alone = printed(page)
        assert "合计对不上" in alone
        assert "SHA-256" not in alone
        assert "只印了筛选出的疑点" not in alone
        page.locator("#search").fill("没有这样的话")
        assert "只印了筛选出的疑点（查找 没有这样的话）：0 条，共" in printed(page)
        page.get_by_role("button", name="清除筛选").click()
        assert "只印了筛选出的疑点" not in printed(page)


def test_a_link_to_a_figure_brings_its_finding_up(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["document"], viewport={"width": 1366, "height": 500}) as page:
        name = page.locator("#texts a.figure").first.get_attribute("id")
        about = page.locator("#texts a.figure").first.get_attribute("href")
        page.locator("#search").fill("没有这样的话")
        page.evaluate(f"location.hash = '{name}'")
        page.locator(str(about)).wait_for(state="visible")


def test_review_marks_are_kept_and_read_back_as_waivers(
    chromium: Browser, reports: Mapping[str, str], tmp_path: Path
) -> None:
    with opened(chromium, reports["document"]) as page:
        card = page.locator("#findings article").first
        fingerprint = str(card.get_attribute("id")).removeprefix("f-")
        card.locator(".review button").click()
        card.locator("select[name=mark]").select_option("no-problem")
        card.locator("input[name=remark]").fill('口径不同，见"说明"')
        page.reload()
        assert card.locator(".review button").inner_text() == '非问题 口径不同，见"说明"'
        with page.expect_download() as download:
            page.locator("#export").click()
        assert download.value.suggested_filename == "waivers.csv"
        download.value.save_as(tmp_path / "waivers.csv")
    document = Document(f"{LONG}.txt", DOCUMENT, blocks_of(DOCUMENT), "", "0" * 64)
    source = with_waivers(source_of_documents({LONG: document}), tmp_path / "waivers.csv")
    found = audit(source)
    assert [one.fingerprint for one in found.findings if one.state == "waived"] == [fingerprint]
    assert not [one for one in found.findings if one.rule in {"GJ001", "GJ901"}]


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
