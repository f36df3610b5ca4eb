"""However runs cut a text, and whatever they stand in, each comment stands on its figure."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.word.files import CASES, SENTENCE, docx, p, r
from tests.reports.word.looked_at import faults, own
from tests.reports.word.made_up import figures, finding, on_every_figure

import gouji
from gouji.reading.documents.docx import read
from gouji.reports.word.annotate import annotate
from gouji.reports.word.pages import Pages
from gouji.reports.word.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.findings import Finding

TEXT = f"{SENTENCE}产值12.5亿元，增长3.1%。"
BESIDE = {"text box", "older text box", "text box in a cell", "footnote", "endnote"}
WIDER = {"content control to be filled in", "alternatives", "ruby", "field", "field in runs"}
"""There a comment stands on what is around a figure as well."""
AROUND = (
    ("", ""),
    ('<w:ins w:id="1" w:author="李">', "</w:ins>"),
    ('<w:hyperlink r:id="rId90">', "</w:hyperlink>"),
    ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ('<w:smartTag w:uri="u" w:element="e">', "</w:smartTag>"),
    ('<w:del w:id="2" w:author="李"><w:r><w:delText>9</w:delText></w:r></w:del>', ""),
    ('<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r><w:proofErr w:type="gramStart"/>', ""),
    ("</w:p><w:p>", ""),
)
LOOKS = ("", "<w:b/>", '<w:sz w:val="40"/>', '<w:rPrChange w:id="3" w:author="李"><w:rPr/></w:rPrChange>')


@cache
def whole() -> tuple[list[Finding], Wording]:
    """Return a finding for each figure of the text, and their wording; reading it once is enough."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(docx(p(TEXT)))
        found = [finding(number, fact) for number, fact in enumerate(figures(path))]
        return found, Wording(gouji.audit(path).result.evidence, found[0].facts[0].file, "zh")


def runs(cuts: Sequence[int], around: Sequence[int], looks: Sequence[int]) -> str:
    """Return the XML of the text, cut and wrapped; a paragraph that ends within has a deleted mark."""
    bounds = [0, *sorted({cut % len(TEXT) for cut in cuts} - {0}), len(TEXT)]
    made = ""
    for number, (start, end) in enumerate(pairwise(bounds)):
        before, after = AROUND[around[number % len(around)]]
        if before == "</w:p><w:p>":
            before = "" if number == 0 else f"{before}{DELETED}" if number < len(bounds) - 2 else ""
        made += f"{before}{r(TEXT[start:end], LOOKS[looks[number % len(looks)]])}{after}"
    parts = made.split("</w:p><w:p>")
    marked = [part if DELETED in part else DELETED + part for part in parts[:-1]]
    return "".join(f"<w:p>{part}</w:p>" for part in [*marked, parts[-1].replace(DELETED, "")])


DELETED = '<w:pPr><w:rPr><w:del w:id="4" w:author="李"/></w:rPr></w:pPr>'


@given(
    st.lists(st.integers(0, 500), max_size=25),
    st.lists(st.integers(0, len(AROUND) - 1), min_size=1, max_size=9),
    st.lists(st.integers(0, len(LOOKS) - 1), min_size=1, max_size=5),
)
@settings(max_examples=120, deadline=None)
def test_comments_stand_on_figures_in_any_runs(cuts: list[int], around: list[int], looks: list[int]) -> None:
    findings, wording = whole()
    content = docx(runs(cuts, around, looks))
    assert TEXT in read(content, "").text
    made = annotate(Pages.of_word(content, "a.docx"), findings, wording)
    assert [one.anchor for one in own(made.content)] == [one.facts[0].quote for one in findings]
    assert [fault for fault in faults(made.content) if "comment" in fault] == []
    assert read(made.content, "").text == read(content, "").text
    again = annotate(Pages.of_word(made.content, "a.docx"), findings, wording)
    assert (again.added, again.kept) == (0, len(findings))


@pytest.mark.parametrize("name", [name for name in CASES if name not in BESIDE | WIDER])
def test_a_comment_on_every_figure(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(CASES[name].content)
    made = on_every_figure(path)
    assert [one.anchor for one in own(made.content)] == [one.facts[0].quote for one in made.findings]
    assert made.left == ()
    assert faults(made.content) == []
