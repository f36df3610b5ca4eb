"""The verdict line: what came of it all, in a few signs and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from gouji.checks.findings import Account
    from gouji.checks.messages import Language


@dataclass(frozen=True, slots=True)
class Tally:
    """One count of the verdict line, with its sign and word."""

    kind: str
    sign: str
    word: str
    count: int

    def __str__(self) -> str:
        return f"{self.sign} {self.word} {self.count}".lstrip()


def tallies(account: Account, language: Language) -> tuple[Tally, ...]:
    """Count new findings by level, then what agrees, then what was not checked."""
    words = REPORT_WORDS[language]
    levels = [
        Tally(level, words.signs[level], words.levels[level], count)
        for level, count in account.levels.items()
    ]
    agreeing = Tally("consistent", "√", words.verdicts["consistent"], account.verdicts["consistent"])
    unchecked = Tally("unchecked", "", words.verdicts["unchecked"], account.verdicts["unchecked"])
    return (*levels, agreeing, unchecked)


def summed_up(account: Account, language: Language) -> str:
    """Return the account in one sentence."""
    words = REPORT_WORDS[language]
    told = words.comma.join(f"{words.verdicts[name]} {count}" for name, count in account.verdicts.items())
    return words.account.format(
        facts=account.facts, coded=account.coded, bindings=account.bindings, verdicts=told
    )
