"""Suggestions of indicators that may be one, for a person to accept."""

import json
from collections.abc import Callable, Mapping, Sequence

from gouji.checks.messages import Language
from gouji.facts.files.csv_file import csv_text
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.suggestions import Suggestion
from gouji.reports.text import WORDS, harmless

COLUMNS = ("name", "alias", "likeness", "restated", "name_quote", "name_place", "alias_quote", "alias_place")


def to_text(facts: Facts, suggestions: Sequence[Suggestion], language: Language) -> str:
    """Return the suggestions for a terminal, each with a quote from both indicators."""
    words = WORDS[language].aliases
    lines: list[str] = []
    for suggestion in suggestions:
        row = _row(facts, suggestion)
        restated = words["restated"] if suggestion.values else ""
        lines.append(words["line"].format_map({**row, "restated": restated}))
        for fact, which in ((suggestion.first, "name"), (suggestion.second, "alias")):
            lines.append(words["quote"].format(place=_place(fact), quote=fact.quote, called=row[which]))
    lines.append(words["some"].format(count=len(suggestions)) if suggestions else words["none"])
    return "".join(f"{harmless(line)}\n" for line in lines)


def to_json(facts: Facts, suggestions: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as a JSON list of objects."""
    return json.dumps([_row(facts, one) for one in suggestions], ensure_ascii=False, indent=1) + "\n"


def to_csv(facts: Facts, suggestions: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as CSV."""
    return csv_text([COLUMNS, *(_row(facts, one).values() for one in suggestions)])


RENDERERS: Mapping[str, Callable[[Facts, Sequence[Suggestion], Language], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
}


def _row(facts: Facts, suggestion: Suggestion) -> dict[str, str]:
    return {
        "name": facts.name_of(suggestion.first),
        "alias": facts.name_of(suggestion.second),
        "likeness": f"{round(suggestion.likeness * 100)}%",
        "restated": "true" if suggestion.values else "",
        "name_quote": suggestion.first.quote,
        "name_place": _place(suggestion.first),
        "alias_quote": suggestion.second.quote,
        "alias_place": _place(suggestion.second),
    }


def _place(fact: Fact) -> str:
    return f"{fact.file}:{fact.line}"
