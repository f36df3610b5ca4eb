"""The figures that nothing checks, each in its words: what people have to check themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import SimpleNamespace

    from gouji.facts.table.facts import Fact

_BEFORE, _BEHIND = 20, 6
_SENTENCE, _CLAUSE = re.compile("[。；！？\t\r\n]"), re.compile("[，、。；！？\t\r\n]")
_MOST_LINES = 200


def quoted(facts: Iterable[Fact], text: str) -> Iterator[str]:
    """Yield a line for each figure, in the order of its text."""
    shown = [fact for fact in facts if fact.start is not None and fact.end is not None]
    for fact in sorted(shown, key=lambda one: one.start or 0):
        start, end = fact.start or 0, fact.end or 0
        quote, behind = " ".join(text[start:end].split()), _CLAUSE.split(text[end : end + _BEHIND])[0]
        yield f"{fact.place}{_words_before(text, start)}【{quote}】{behind}"


def lines(facts: Iterable[Fact], texts: Mapping[str, str], words: SimpleNamespace) -> Iterator[str]:
    """Yield a headline, and a line for each figure of the texts at hand, no more than `_MOST_LINES`."""
    by_summary: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.summary in texts:
            by_summary.setdefault(fact.summary, []).append(fact)
    found = [
        f"  {summary}: {line}"
        for summary, some in by_summary.items()
        for line in quoted(some, texts[summary])
    ]
    if found:
        yield ""
        yield words.unbound.format(len(found))
        yield from found[:_MOST_LINES]
    if len(found) > _MOST_LINES:
        yield words.account["left"].format(len(found) - _MOST_LINES)


def _words_before(text: str, start: int) -> str:
    """Return the words of a figure's sentence before it; of many, those of its last clauses."""
    told = _SENTENCE.split(text[max(0, start - _BEFORE) : start])[-1]
    cut = len(told) == _BEFORE and _CLAUSE.search(told)
    return told[cut.end() :] if cut else told
