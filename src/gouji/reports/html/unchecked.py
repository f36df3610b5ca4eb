"""The part that tells what was not checked, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.checks.findings import Account
    from gouji.checks.messages import Language


@dataclass(frozen=True, slots=True)
class Skipped:
    """Bindings of one rule that were not checked for one reason."""

    count: int
    code: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotChecked:
    """All that was not checked.

    *crashes* are the rules that failed themselves, *besides* what is told of all sums and figures.
    """

    count: int
    rows: tuple[Skipped, ...]
    crashes: tuple[str, ...]
    besides: tuple[str, ...]


def not_checked(account: Account, language: Language, titles: Mapping[str, str]) -> NotChecked:
    """Tell what was not checked, and why."""
    crash = REPORT_WORDS[language].crash
    return NotChecked(
        sum(one.count for one in account.unchecked),
        tuple(
            Skipped(one.count, one.rule, titles.get(one.rule, ""), one.reason[language])
            for one in account.unchecked
        ),
        tuple(crash.format(code=one.code, error=one.told) for one in account.crashes),
        tuple(_besides(account, language)),
    )


def _besides(account: Account, language: Language) -> Iterator[str]:
    words = REPORT_WORDS[language]
    if account.unbound:
        yield words.unbound.format(len(account.unbound))
    for one in account.roundings:
        mode = words.modes[one.mode]
        yield words.rounding.format(summary=one.summary, mode=mode, sums=one.sums, closed=one.closed)
