"""Figures that are told again, and means of the figures beside them; all paragraphs are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.timing import grows_at_most

from gouji.facts.table import columns as c
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import draft_rows


def _cases(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name(name)
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def _links(text: str) -> tuple[list[str], list[str]]:
    """Return what a text tells again, and the means of its figures, in words."""
    whole = f"白水县2024年工作总结\n{text}\n"
    document = Document("白水县2024年工作总结.txt", whole, blocks_of(whole), "", "0" * 64)
    rows, _ = draft_rows(document, "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    wholes = [(row, one.partition("#")) for row in rows for one in row[c.WHOLE].split(";") if one]
    again = [
        f"{row[c.QUOTE]} {kind} {quotes[first]}"
        for row, (first, _, kind) in wholes
        if kind in {"same", "like"}
    ]
    means = [row[c.WHOLE].split(";") for row in rows if row[c.VIA] == "mean.of"]
    return again, [" / ".join(quotes[one] for one in mean) for mean in means]


@pytest.mark.parametrize("case", _cases("again.toml"), ids=lambda case: case["text"][:24])
def test_what_is_told_again_is_tied(case: dict[str, Any]) -> None:
    assert _links(case["text"])[0] == case.get("ties", [])


@pytest.mark.parametrize("case", _cases("means.toml"), ids=lambda case: case["text"][:24])
def test_means_are_tied_to_their_totals_and_counts(case: dict[str, Any]) -> None:
    assert _links(case["text"])[1] == case.get("of", [])


@pytest.mark.parametrize("case", _cases("sentences.toml"), ids=lambda case: case["text"][:24])
def test_parts_told_in_sentences_of_their_own_are_of_their_total(case: dict[str, Any]) -> None:
    document = Document("白水县2024年工作总结.txt", case["text"], blocks_of(case["text"]), "", "0" * 64)
    rows, _ = draft_rows(document, "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    found = [(quotes[row[c.WHOLE]], row[c.QUOTE]) for row in rows if row[c.VIA] == "sum.sentences"]
    assert found == [(case["whole"], part) for part in case.get("parts", [])]


@pytest.mark.parametrize(
    "line",
    [
        "第{0}区全年改造小区{1}个，其中老旧小区{2}个。",
        "{0}号街道全年资助{1}名困难儿童入学。",
        "在{1}.{0}万元的第{0}类收入中，税收收入占{2}%。",
        "第{0}公司营业收入{1}.5万元，利润{2}万元。",
    ],
)
def test_time_grows_with_the_number_of_figures_that_may_be_one(line: str) -> None:
    def read(lines: int) -> None:
        told = (line.format(one, 1000 + one * 37 % 8999, 10 + one * 31 % 89) for one in range(1, lines))
        text = "\n".join(told)
        document = Document("a.txt", text, blocks_of(text), "", "0" * 64)
        draft_rows(document, "a")

    assert grows_at_most(2.5, read, 150, 2400)
