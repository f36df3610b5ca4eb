"""The account of sentences and tables in words: what ties their figures, or why nothing does.

And in words why a finding stands at its level.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gouji.checks.messages import say
from gouji.facts.table.told import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import SimpleNamespace

    from gouji.checks.account import Account, Entry
    from gouji.checks.messages import Language
    from gouji.checks.rule import Level

_MOST_LINES = 100
"""Entries that a terminal shows."""
_MOST_QUOTES = 8


class Summed(NamedTuple):
    """How many entries there are, and of each reason; *reasons* has them in words, most first."""

    sentences: int
    tables: int
    decided: int
    silent: int
    reasons: Sequence[tuple[int, str]]

    def told(self, words: SimpleNamespace) -> str:
        """Return the counts as a sentence."""
        return str(words.account["head"].format(**self._asdict()))


def summed(entries: Sequence[Entry], words: SimpleNamespace) -> Summed:
    """Count entries: those where something was decided, the others by their reason."""
    tables = sum(entry.kind == TABLE for entry in entries)
    decided = sum(entry.decided > 0 for entry in entries)
    counted: dict[str, int] = {}
    for entry in entries:
        if entry.reason and not entry.decided:
            reason = entry.reason[words.language]
            counted[reason] = counted.get(reason, 0) + 1
    reasons = sorted(
        ((count, reason) for reason, count in counted.items()), key=lambda one: (-one[0], one[1])
    )
    return Summed(len(entries) - tables, tables, decided, len(entries) - decided, reasons)


def figures_of(entry: Entry, words: SimpleNamespace) -> str:
    """Return the figures of a sentence as printed, the first of many; of a table how many there are."""
    if entry.kind == TABLE:
        return str(words.account["table"].format(entry.figures))
    quotes = [quote.replace("\n", "") for quote in entry.quotes[:_MOST_QUOTES]]
    told = words.account["pause"].join(quotes)
    return str(told if entry.figures <= _MOST_QUOTES else words.account["more"].format(told, entry.figures))


def outcome_of(entry: Entry, words: SimpleNamespace) -> str:
    """Return what ties the figures of an entry, how many bindings were decided and not, and why not."""
    tied = [(by_words(words.language).get(tie.via, ""), len(tie.facts)) for tie in entry.tied]
    said = [words.account["tie"].format(by, count) for by, count in tied if by]
    said += [words.account["decided"].format(entry.decided)] if entry.decided else []
    said += [words.account["undecided"].format(entry.undecided)] if entry.undecided else []
    said += [entry.reason[words.language]] if entry.reason else []
    return str(words.comma.join(said))


@cache
def by_words(language: Language) -> Mapping[str, str]:
    """Return the words that tie figures, by the names of the constructs that reading knows."""
    return dict(tomllib.loads(Path(__file__).with_name("ties.toml").read_text(encoding="utf-8"))[language])


def lines(account: Account | None, words: SimpleNamespace) -> Iterator[str]:
    """Yield the account as lines: counts, reasons, then entries in text order, no more than `_MOST_LINES`."""
    entries = account.entries if account else ()
    if not entries:
        return
    counted = summed(entries, words)
    yield ""
    yield counted.told(words)
    yield from (f"  {count}  {reason}" for count, reason in counted.reasons)
    yield from _places(entries[:_MOST_LINES], words)
    if len(entries) > _MOST_LINES:
        yield words.account["left"].format(len(entries) - _MOST_LINES)


def _places(entries: Iterable[Entry], words: SimpleNamespace) -> Iterator[str]:
    for entry in entries:
        place = f"{entry.file}:{entry.line}" if entry.file else entry.summary
        yield f"  {place}: {figures_of(entry, words)}  {outcome_of(entry, words)}"


class _Leveled(Protocol):
    """A finding, as far as its level is told."""

    @property
    def rule(self) -> str: ...
    @property
    def level(self) -> Level: ...
    @property
    def because(self) -> tuple[str, ...]: ...


def said_why(found: _Leveled, language: Language) -> str:
    """Return why a finding stands at its level; of a cell, a waiver or a relation by its rule."""
    return _worded(found.because or (f"{found.rule[:3]}-{found.level}",), language)


@cache
def _worded(because: tuple[str, ...], language: Language) -> str:
    told = [say(f"level-{one}", {}, language) for one in because]
    return say("level-why", {"reason": {"zh": "；", "en": "; "}[language].join(told)}, language)
