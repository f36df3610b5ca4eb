"""Summaries of five genres by their heads, for cases that are to hold in all of them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import read_claims
from gouji.reading.summaries import info_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.facts.table.told import Told

HEADS = {
    "hospital": "白水县人民医院2024年工作总结",
    "school": "青石中学2024年工作总结",
    "county": "临川县2024年国民经济和社会发展统计公报",
    "court": "云岭县人民法院2024年工作报告",
    "company": "远山电器股份有限公司2024年工作总结",
}


def cases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the cases of a file: a reason, a genre, what stands in a summary of that genre."""
    for reason, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert told.keys() == HEADS.keys()
        yield from ((reason, genre, text) for genre, text in told.items())


def told_of(genre: str, text: str) -> tuple[Told, ...]:
    """Return what is told of the sentences and tables of a summary of a genre."""
    whole = f"{HEADS[genre]}\n{text}\n"
    document = Document("x.txt", whole, blocks_of(whole), "", "")
    return read_claims(document, info_of(document)).told
