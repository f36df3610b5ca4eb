"""Documents of two years as they are read, and what is found in them."""

from __future__ import annotations

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.source import source_of

LEFT_OUT = ("GJ1", "GJ203")


def document(name: str, text: str) -> Document:
    return Document(name, text, (), "0" * 64, "")


def report(year: int, sentence: str, place: str = "江西省") -> tuple[str, Document]:
    text = f"{year + 1}年{place}政府工作报告\n各位代表：\n一、{year}年工作回顾\n{sentence}\n"
    name = f"{place}{year}"
    return name, document(f"{name}.txt", text)


def bulletin(year: int, sentence: str) -> tuple[str, Document]:
    text = f"江北市{year}年国民经济和社会发展统计公报\n江北市统计局\n\n{sentence}\n"
    return f"江北市{year}", document(f"江北市{year}.txt", text)


def found(*reports: tuple[str, Document], rules: tuple[str, ...] = ()) -> list[str]:
    account = audit(source_of(dict(reports)), selection=Selection(rules, LEFT_OUT))
    return [f"{one.rule} {one.level}: {one.algebra}" for one in account.findings]
