"""Reports that are opened in Chromium, and how they are opened."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of as source_of_documents
from gouji.reports.html.document import render
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


def written_reports(folder: Path) -> Mapping[str, str]:
    """Write the reports into a folder; return their addresses, by name."""
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
