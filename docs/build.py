"""The rules' pages for readers: what `gouji explain` says, and the cases as examples, in both languages.

    nox -s docs

writes ``docs/rules/``, which is not committed.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.checks.case_books import BOOKS, audited, told, unchecked

from gouji.checks.registry import catalogue, engine_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.messages import Language
    from gouji.checks.registry import Entry
    from gouji.checks.rule import Rule

ROOT = Path(__file__).parent / "rules"
TABLES = ("facts", "summaries", "entities", "indicators", "relations", "waivers")
WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "规则", "examples": "例", "finds": "得出：", "clean": "没有疑点。", "unchecked": "未核：",
        "text": "原文", "level": "级别", "scope": "范围", "rule": "规则", "about": "核什么",
    },
    "en": {
        "title": "Rules", "examples": "Examples", "finds": "Found:", "clean": "Nothing is found.",
        "unchecked": "Unchecked:", "text": "text", "level": "level", "scope": "scope", "rule": "rule",
        "about": "what must hold",
    },
}  # fmt: skip


def pages() -> Iterator[tuple[str, str]]:
    """Return every page by its path below ``docs/rules``."""
    for language in WORDS:
        entries = {entry.code: entry for entry in catalogue(None, language)}
        yield f"{language}/README.md", index(entries, language)
        for rule in engine_rules():
            yield f"{language}/{rule.code}.md", page(rule, entries[rule.code], language)


def index(entries: dict[str, Entry], language: Language) -> str:
    """Return the list of all rules."""
    words = WORDS[language]
    head = f"# {words['title']}\n\n| {words['rule']} | {words['level']} | {words['about']} |\n|---|---|---|\n"
    rows = (
        f"| [{one.code}]({one.code}.md) {one.name} | {one.level} | {one.title} |" for one in entries.values()
    )
    return head + "\n".join(rows) + "\n"


def page(rule: Rule, entry: Entry, language: Language) -> str:
    """Return one rule's page: what it says of itself, then its cases."""
    words = WORDS[language]
    parts = [
        f"# {entry.code} {entry.name}",
        f"{words['level']}: `{entry.level}` · {words['scope']}: `{entry.scope}`",
        entry.page,
        f"## {words['examples']}",
    ]
    cases = zip(BOOKS[rule.code], outcomes(rule.code), strict=True)
    parts += [example(case, outcome, number, language) for number, (case, outcome) in enumerate(cases, 1)]
    return "\n\n".join(parts) + "\n"


def example(case: dict[str, Any], outcome: dict[Language, Told], number: int, language: Language) -> str:
    """Return one case: its tables and texts, and what is made of them."""
    words = WORDS[language]
    name = f" {case['name']}" if language == "en" else ""
    parts = [f"### {number}.{name}"]
    parts += [f"`{key}`\n\n```\n{case[key].strip()}\n```" for key in TABLES if key in case]
    for summary, text in case.get("texts", {}).items():
        parts.append(f"{words['text']} `{summary}`\n\n```\n{text.strip()}\n```")
    finds, left = outcome[language]
    parts += [listed(words["finds"], finds)] if finds else []
    parts += [listed(words["unchecked"], left)] if left else []
    return "\n\n".join(parts if finds or left else [*parts, words["clean"]])


Told = tuple[list[str], list[str]]
"""What is found, and what is left unchecked."""


@cache
def outcomes(code: str) -> list[dict[Language, Told]]:
    """Return what an audit of each case of a rule tells under it, in both languages."""
    rule = next(rule for rule in engine_rules() if rule.code == code)
    return [_outcome(rule, case) for case in BOOKS[code]]


def _outcome(rule: Rule, case: dict[str, Any]) -> dict[Language, Told]:
    with tempfile.TemporaryDirectory() as folder:
        account = audited(Path(folder), case)
        found = [one for one in account.findings if one.rule == rule.code]
        return {
            language: (
                [told(one, language) for one in found],
                [] if rule.scope == "table" else sorted(unchecked(rule, account.evidence, language)),
            )
            for language in WORDS
        }


def listed(head: str, lines: list[str]) -> str:
    """Return lines as a list under a head."""
    return "\n".join([head, "", *(f"- {line}" for line in lines)])


def main() -> None:
    """Write all pages."""
    for path, text in pages():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
