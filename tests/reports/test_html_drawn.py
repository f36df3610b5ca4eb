"""What the script draws is what the templates make, it stays text, and it is there only where it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect
from tests.reports.browser import CHROMIUM, opened
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
    with_states,
)

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of as source_of_documents
from gouji.reports.html import packing, texts
from gouji.reports.html.document import render
from gouji.reports.text import Style, without_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")
HOSTILE_TEXT = """临川县<img src=x onerror=alert(1)>2024年国民经济和社会发展统计公报
全年签约</script><script>alert(2)</script>项目210个，分别为javascript:alert(3)项目95个、农业项目85个、服务业项目40个。
新增学位近\u202e1000个\u0000，比上年增长5%，其中\u0007新建980个、{{ 7 * 7 }}改建1200个。
产品\t产量（吨）
茶叶"><svg onload=alert(4)>\t1863
合计\t1900
"""
ALL = "() => dispatchEvent(new Event('beforeprint'))"
MARKUP = """selector => [...document.querySelectorAll(selector)].map(one => {
  one = one.cloneNode(true);
  one.querySelector(".review")?.replaceChildren();
  one.querySelector(".review")?.removeAttribute("data-mark");
  for (const told of [one, ...one.querySelectorAll("[hidden]")]) told.removeAttribute("hidden");
  return one.outerHTML.replace(/\\s+/g, " ").replace(/(\\d)\\.0"/g, '$1"')
    .replace(/ ?(<\\/?(?:article|div|h4|li|p|svg|line|circle|text|td|th|tr|ul)\\b[^>]*>) ?/g, "$1");
})"""


def of_text(text: str) -> AuditResult:
    return audit(source_of_documents({"a|b": Document("<b>.txt", text, blocks_of(text), "", "0" * 64)}))


def of_workspace(root: Path) -> AuditResult:
    return with_states(
        audited(root, FACTS, pairs=PAIRS, summaries=SUMMARIES, entities=ENTITIES, indicators=INDICATORS)
    )


def of_own(_: Path) -> AuditResult:
    return audit(source_of(open_workspace(ROOT)))


def of_hostile_cells(root: Path) -> AuditResult:
    return audited(root, HOSTILE, summaries=HOSTILE_SUMMARY)


def of_hostile_text(_: Path) -> AuditResult:
    return of_text(HOSTILE_TEXT)


RESULTS: Mapping[str, Callable[[Path], AuditResult]] = {
    "states": of_workspace,
    "own": of_own,
    "hostile cells": of_hostile_cells,
    "hostile text": of_hostile_text,
}


def packed(result: AuditResult, language: Language) -> str:
    """Return the report in which the script has to draw all that it can draw."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FIRST", "MOST", "FIRST_ROWS", "MOST_ROWS"):
            patch.setattr(packing, name, 0)
        patch.setattr(texts, "CHARACTERS", -1)
        return render(result, Style(language))


def drawn(page: Page) -> dict[str, list[str]]:
    page.evaluate(ALL)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    # Parts of texts are drawn where they come near.
    page.evaluate("document.querySelectorAll('.part').forEach(one => one.style.minHeight = '1px')")
    expect(page.locator(".part:not(:has(p))")).to_have_count(0)
    found = ("#findings article", "#years tbody tr", "#texts .text p", "#targets tbody tr", "#silence li")
    return {name: page.evaluate(MARKUP, name) for name in found}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", RESULTS)
def test_the_script_draws_what_the_templates_make(
    chromium: Browser, tmp_path: Path, name: str, language: Language
) -> None:
    result = RESULTS[name](tmp_path)
    paths = [tmp_path / "markup.html", tmp_path / "packed.html"]
    paths[0].write_text(render(result, Style(language)), encoding="utf-8")
    paths[1].write_text(packed(result, language), encoding="utf-8")
    shown = []
    for path in paths:
        with opened(chromium, path.as_uri(), viewport={"width": 1366, "height": 20_000}) as page:
            shown.append(drawn(page))
            assert page.locator("img, svg[onload], a[href^=javascript], :is(h4, p, td) script").count() == 0
            assert page.title().startswith("× ")
    assert len(shown[0]["#findings article"]) == len(result.findings) > 0
    assert shown[0] == shown[1]


def test_what_is_packed_is_read_back_whatever_the_characters(chromium: Browser, tmp_path: Path) -> None:
    """GBK is read by a table of the browser: each character must come back as it went in."""
    planes = [*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0xFFFE), 0x1F600, 0x20087, 0x2A6D6]
    text = "".join(map(chr, planes)) + "\n\t\\u0001\\\\"
    path = tmp_path / "page.html"
    path.write_text(f'<meta charset="utf-8"><p>{packing.pack([text])}</p>', encoding="utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(path.as_uri())
        (read,) = page.evaluate("""async () => {
          const packed = document.querySelector("p").textContent;
          const bytes = Uint8Array.from(atob(packed), char => char.charCodeAt(0));
          const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
          return JSON.parse(new TextDecoder("gbk").decode(await new Response(stream).arrayBuffer()));
        }""")
    assert read == without_controls(text)


LINES = 1000
VERY_LONG = "\n".join(
    f"第{n}街道全年签约项目{n * 3 + 61}个，分别为工业项目{n + 20}个、农业项目{n + 30}个、"
    f"服务业项目{n + 10}个。" + "各部门继续做好服务，持续改进作风，推动各项工作落到实处。" * 10
    for n in range(LINES)
)


def test_of_a_very_long_text_only_what_is_seen_has_nodes(chromium: Browser, tmp_path: Path) -> None:
    """A text of 300,000 characters, of whose figures 2,000 and more stand in findings."""
    result = of_text(VERY_LONG)
    assert len(VERY_LONG) > 300_000
    assert len({place.id for one in result.findings for place in one.facts}) > 2000
    path = tmp_path / "long.html"
    path.write_text(render(result, Style()), encoding="utf-8")
    count = "document.querySelectorAll('#texts *').length"
    with opened(chromium, path.as_uri(), viewport={"width": 1366, "height": 900}) as page:
        before = page.evaluate(count)
        drawn_before = page.locator("#texts .part:has(p)").count()
        assert page.evaluate("document.querySelectorAll('*').length") < 5000
        page.evaluate("document.getElementById('texts').scrollTop = 50_000")
        page.locator("#texts .part:has(p)").nth(drawn_before).wait_for()
        assert page.evaluate(count) < 3 * before
