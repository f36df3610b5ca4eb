"""Figures that nothing joins, with partners that a person may accept or refuse, by number."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gouji.checks.gains import Gains
from gouji.checks.messages import Language
from gouji.facts.files.csv_file import csv_text
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.suggestions import Partner, Suggestion, in_order
from gouji.reports.text import WORDS, Words, harmless

COLUMNS = (
    "number", "name", "alias", "likeness", "restated", "checks", "name_quote", "name_place", "alias_quote",
    "alias_place",
)  # fmt: skip


def to_text(facts: Facts, suggestions: Sequence[Suggestion], language: Language) -> str:
    """Return the suggestions for a terminal: each figure, and below it its partners."""
    words, gains = WORDS[language], Gains.of(facts)
    lines: list[str] = []
    for number, (fact, partners) in enumerate(suggestions, 1):
        lines.append(words.aliases["figure"].format_map({"number": number, **_told(facts, fact, words)}))
        for which, partner in enumerate(partners, 1):
            said = _said(words, partner, gains.of_joining(*in_order(facts, fact, partner.fact)))
            told = {"number": f"{number}.{which}", "said": said, **_told(facts, partner.fact, words)}
            lines.append(words.aliases["partner"].format_map(told))
    last = words.aliases["some" if suggestions else "none"]
    lines.append(last.format(count=len(suggestions)))
    return "".join(f"{harmless(line)}\n" for line in lines)


def to_json(facts: Facts, suggestions: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as a JSON list of objects, one a partner."""
    return json.dumps(list(_rows(facts, suggestions)), ensure_ascii=False, indent=1) + "\n"


def to_csv(facts: Facts, suggestions: Sequence[Suggestion], _: Language) -> str:
    """Return the suggestions as CSV, a line for each partner."""
    return csv_text([COLUMNS, *(row.values() for row in _rows(facts, suggestions))])


RENDERERS: Mapping[str, Callable[[Facts, Sequence[Suggestion], Language], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
}


def _told(facts: Facts, fact: Fact, words: Words) -> Mapping[str, str]:
    name = facts.name_of(fact) or words.aliases["unnamed"]
    return {"name": name, "quote": fact.quote, "place": _place(fact)}


def _said(words: Words, partner: Partner, gains: Mapping[str, int]) -> str:
    """Say how alike a partner is, and what its acceptance would bring to be checked."""
    said: Mapping[str, Any] = words.aliases
    restated = said["restated"] if partner.restated else ""
    counted = (
        said["rule"].format(code=code, about=said["about"].get(code, ""), count=count)
        for code, count in sorted(gains.items())
    )
    brings = said["brings"].format(rules=said["and"].join(counted)) if gains else said["brings_nothing"]
    return f"{said['likeness'].format(likeness=_percent(partner))}{restated}{brings}"


def _rows(facts: Facts, suggestions: Sequence[Suggestion]) -> Iterator[dict[str, str]]:
    gains = Gains.of(facts)
    for number, (fact, partners) in enumerate(suggestions, 1):
        for which, partner in enumerate(partners, 1):
            stays, other = in_order(facts, fact, partner.fact)
            checks = sorted(gains.of_joining(stays, other).items())
            cells = (
                f"{number}.{which}",
                facts.name_of(stays),
                facts.name_of(other),
                _percent(partner),
                "true" if partner.restated else "",
                ";".join(f"{code} {count}" for code, count in checks),
                stays.quote,
                _place(stays),
                other.quote,
                _place(other),
            )
            yield dict(zip(COLUMNS, cells, strict=True))


def _percent(partner: Partner) -> str:
    return f"{round(partner.likeness / 10)}%"


def _place(fact: Fact) -> str:
    return f"{fact.file}:{fact.line}"
