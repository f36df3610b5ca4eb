"""What is done with the HTML report in a browser: figures, findings, filters, marks, links."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pypdfium2
import pytest

pytest.importorskip("playwright")

from tests.reports.browser import CHROMIUM, DOCUMENT, LONG, opened, written

from gouji.checks.audit import audit
from gouji.facts.files.load import with_waivers
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of as source_of_documents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page


pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")


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
        first_anchor = first.get_attribute("id")
        page.locator("#filter select[name=mark]").select_option("to-mend")
        assert page.locator("#findings article:visible").count() == 1
        with page.expect_download() as download:
            page.locator("#export-list").click()
        assert download.value.suggested_filename == "复核单.csv"
        download.value.save_as(tmp_path / "list.csv")
    head, row = csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines())
    assert head[0] == "序号"
    told = dict(zip(head, row, strict=True))
    assert told["复核"] == "待改"
    assert told["规则"] == "GJ205"
    assert "第2段" in told["篇名和位置"]
    assert told["意见"] == "'=改为220个", "what begins like a formula is text"
    assert str(first_anchor).startswith(f"f-{told['指纹']}")


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


def test_what_is_filtered_stands_in_the_address_and_comes_back(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    with opened(chromium, reports["own"]) as page:
        shown, every = page.locator("#findings article:visible"), page.locator("#findings article").count()
        page.locator("#search").fill("残联")
        page.get_by_role("checkbox", name="提示").uncheck()
        count, address = shown.count(), page.url
        assert 0 < count < every
        assert "#?" in address
        page.reload()
        page.locator("html[data-ready]").wait_for(state="attached")
        assert page.url == address
        assert shown.count() == count
        assert page.locator("#search").input_value() == "残联"
        page.get_by_role("button", name="清除筛选").click()
        assert "#" not in page.url
        page.evaluate("location.hash = '#?level=warning'")
        page.locator("#findings article.error").first.wait_for(state="hidden")
        assert shown.count() == page.locator("#findings article.warning").count()


def test_an_address_that_leads_to_nothing_says_so(chromium: Browser, reports: Mapping[str, str]) -> None:
    with opened(chromium, reports["own"]) as page:
        lost = page.locator("#lost")
        for name in ("f-0123456789abcdef", "t-3-9999", "%E0%A4%A", "<b>"):
            page.evaluate(f"location.hash = {name!r}")
            lost.wait_for(state="visible")
            assert "不在这份报告里" in lost.inner_text()
            page.evaluate("location.hash = 'years'")
            lost.wait_for(state="hidden")


def test_a_link_to_a_figure_says_what_it_is_checked_with(
    chromium: Browser, reports: Mapping[str, str]
) -> None:
    for width in (1366, 390):
        with opened(chromium, reports["document"], viewport={"width": width, "height": 800}) as page:
            figure = page.locator("#texts a.figure", has_text="85个")
            page.evaluate("name => { location.hash = name; }", figure.get_attribute("id"))
            page.locator("#ties").wait_for(state="visible")
            assert "85个 · 40个：合计等于各分项之和" in page.locator("#ties").inner_text()


def test_of_a_figure_in_a_finding_the_finding_is_told_where_no_tie_tells_it(
    chromium: Browser, tmp_path: Path
) -> None:
    text = "青石县2024年工作总结\n全年办结来信310件。项目于11月31日开工。\n"
    source = source_of_documents({"a": Document("a.txt", text, blocks_of(text), "", "a" * 64)})
    with opened(
        chromium, written(tmp_path / "a.html", source, "zh"), viewport={"width": 1366, "height": 800}
    ) as page:
        page.locator("#texts .figure", has_text="11月31日").hover()
        first = page.locator("#ties p").first
        assert first.get_attribute("class") == "wrong"
        assert page.locator("article .message").first.inner_text() in first.inner_text()


def test_a_figure_checked_by_itself_does_not_look_like_one_checked_with_others(
    chromium: Browser, tmp_path: Path
) -> None:
    text = "青石县2024年工作总结\n举办讲座48场，其中少儿讲座21场、老年讲座27场。\n"
    before = text.replace("2024", "2023").replace("48场", "47场").replace("27场", "26场")
    documents = {
        name: Document(f"{name}.txt", told, blocks_of(told), "", name * 64)
        for name, told in (("a", before + "新增读者证3120张。\n"), ("b", text + "新增读者证3150张。\n"))
    }
    address = written(tmp_path / "two.html", source_of_documents(documents), "zh")
    with opened(chromium, address, viewport={"width": 1366, "height": 800}) as page:
        style = (
            "one => [getComputedStyle(one).textDecorationStyle, getComputedStyle(one).textDecorationColor]"
        )
        alone = page.locator("#texts .text u.alone", has_text="3150张")
        checked = page.locator("#texts .text u:not(.alone)", has_text="21场").first
        assert alone.evaluate(style) != checked.evaluate(style)
        assert page.locator(".legend u.alone").inner_text() == "只核了自身的数字"
