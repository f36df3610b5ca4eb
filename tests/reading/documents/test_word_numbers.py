"""Word's automatic numbers stand in the text, and blocks say that no run holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def level(at: int, kind: str, text: str, more: str = "") -> str:
    shown = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{more}'
    return f'<w:lvl w:ilvl="{at}">{shown}</w:lvl>'


LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "bullet", "·")
    + level(4, "decimal", "%1.%5", "<w:isLgl/>")
    + level(5, "ideographZodiac", "%6、")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="part"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="own"><w:basedOn w:val="part"/></w:style>'
    '<w:style w:styleId="circle"><w:basedOn w:val="circle"/></w:style>'
)


TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


def numbered(text: str, at: int | str, use: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{use}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            [("工作回顾", 0), ("审判执行", 1), ("队伍建设", 1), ("下步打算", 0)],
            ["一、工作回顾", "（一）审判执行", "（二）队伍建设", "二、下步打算"],
        ),
        ([("甲", 1), ("乙", 0), ("丙", 1)], ["（一）甲", "一、乙", "（一）丙"]),
        (
            [("2024年新建泵站3座。", 2), ("要点", 3), ("改造管网", 2)],
            ["1. 2024年新建泵站3座。", "要点", "2. 改造管网"],
        ),
        ([("甲", 2), ("乙", 2, 2), ("丙", 2, 2)], ["1. 甲", "1. 乙", "2. 丙"]),
        ([("甲", 0), ("乙", 4)], ["一、甲", "1.1 乙"]),
        ([("甲", 5), ("乙", 8), ("丙", 0, 0), ("丁", 0, 9), ("戊", "-")], ["甲", "乙", "丙", "丁", "一、戊"]),
    ],
)
def test_numbers_stand_before_their_paragraphs(
    word: Callable[..., Path], body: list[tuple[str, int]], lines: list[str]
) -> None:
    document = read_document(word("".join(numbered(*one) for one in body), numbering=LEVELS, styles=STYLES))
    assert document.text.splitlines() == lines


def test_styles_number_paragraphs_and_cells_are_not_numbered(word: Callable[..., Path]) -> None:
    body = (
        styled("甲", "part") + TABLE.format(numbered("乙", 0)) + styled("丙", "own") + styled("丁", "circle")
    )
    document = read_document(word(body, numbering=LEVELS, styles=STYLES))
    assert document.text.splitlines() == ["一、甲", "乙", "二、丙", "丁"]


def test_a_block_says_how_much_of_it_is_a_number_that_no_run_holds(word: Callable[..., Path]) -> None:
    document = read_document(word(numbered("审结3件", 0) + numbered("普通", 3), numbering=LEVELS))
    runs = [document.text[block.start + block.label : block.end] for block in document.blocks]
    assert runs == ["审结3件", "普通"]


def test_a_word_file_without_lists_has_no_numbers(word: Callable[..., Path]) -> None:
    assert read_document(word(numbered("甲", 0))).text == "甲\n"
