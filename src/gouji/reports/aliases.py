"""Indicators that may be one, for a person to accept."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gouji.checks.messages import Language
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.reading.alignment.suggestions import Suggestion

COLUMNS = ("name", "alias", "likeness", "restated", "name_quote", "name_place", "alias_quote", "alias_place")
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "line": "{name} = {alias}  相似 {likeness}{restated}",
        "restated": "，两处数值相同",
        "quote": "    {place} “{quote}”（{called}）",
        "none": "没有可能同为一个指标的名称。",
        "some": "{count} 对名称可能同为一个指标；认可的用 --accept 名称=别名 记入 indicators.csv。",
    },
    "en": {
        "line": "{name} = {alias}  likeness {likeness}{restated}",
        "restated": ", the same value in both",
        "quote": '    {place} "{quote}" ({called})',
        "none": "No two names may be one indicator.",
        "some": "{count} pairs of names may be one indicator; accept one by --accept NAME=ALIAS.",
    },
}


def to_text(facts: Facts, found: Sequence[Suggestion], language: Language) -> str:
    """Return the suggestions for a terminal, each with a quote of both."""
    words = _WORDS[language]
    lines: list[str] = []
    for one in found:
        row = _row(facts, one)
        restated = words["restated"] if one.values else ""
        lines.append(words["line"].format_map({**row, "restated": restated}))
        for fact, which in ((one.one, "name"), (one.two, "alias")):
            told = {"place": _place(fact), "quote": fact.quote, "called": row[which]}
            lines.append(words["quote"].format_map(told))
    lines.append(words["some"].format(count=len(found)) if found else words["none"])
    return "".join(f"{harmless(line)}\n" for line in lines)


def to_json(facts: Facts, found: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as a JSON list of objects."""
    return json.dumps([_row(facts, one) for one in found], ensure_ascii=False, indent=1) + "\n"


def to_csv(facts: Facts, found: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(facts, one) for one in found)
    return stream.getvalue()


RENDERERS: Mapping[str, Callable[[Facts, Sequence[Suggestion], Language], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
}


def _row(facts: Facts, one: Suggestion) -> dict[str, str]:
    percent = round(one.likeness * 100)
    return {
        "name": facts.name_of(one.one),
        "alias": facts.name_of(one.two),
        "likeness": f"{percent}%",
        "restated": "true" if one.values else "",
        "name_quote": one.one.quote,
        "name_place": _place(one.one),
        "alias_quote": one.two.quote,
        "alias_place": _place(one.two),
    }


def _place(fact: Fact) -> str:
    return f"{fact.file}:{fact.line}"
