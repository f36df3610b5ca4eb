"""What stands at the head of the report: what was audited, the verdict line, what it does not count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gouji.checks.findings import AuditResult, Finding, Unchecked
from gouji.checks.messages import say
from gouji.reports.html.links import Anchored
from gouji.reports.html.pieces import SourceText
from gouji.reports.text import SIGNS, Words

_MOST_NAMED = 2
"""Of more documents the heading tells how many there are."""


def called(result: AuditResult, words: Words) -> str:
    """Return what was audited: the name of a workspace, else the titles of few summaries, or how many."""
    facts = result.evidence
    drafted = next((not fact.coded for fact in facts), False)
    if result.workspace != "." and not drafted:
        return result.workspace
    rows = facts.dimensions.summaries
    titles = [rows[name].title or name for name in facts.by_summary if name in rows]
    if len(titles) > _MOST_NAMED:
        return str(words.documents.format(count=len(titles)))
    named = words.pause.join(words.entitled.format(title=title) for title in titles)
    return named or result.workspace.removeprefix(".")


def account(result: AuditResult, texts: Iterable[SourceText], words: Words) -> Iterator[str]:
    """Yield how many figures were checked, and how the checks came out."""
    shown = list(texts)
    counts = zip(*((one.checked, one.marked, one.alone, one.idle, one.uncoded) for one in shown), strict=True)
    checked, marked, alone, idle, uncoded = map(sum, counts) if shown else (0,) * 5
    if shown:
        told = {"checked": checked, "marked": marked, "alone": alone, "idle": idle, "uncoded": uncoded}
        yield words.figures.format(count=checked + alone + idle, **told)
    yield words.checks.format_map(
        {"count": result.bindings} | {str(name): n for name, n in result.verdicts.items()}
    )


def states(findings: Iterable[Anchored], words: Words) -> Mapping[str, str]:
    """Return the states that findings have, in words."""
    named = {"new": words.new, **words.states}
    found = {one.finding.state for one in findings}
    return {state: word for state, word in named.items() if state in found}


class Tally(NamedTuple):
    """A number of the verdict line, with its sign and word."""

    kind: str
    sign: str
    word: str
    number: int

    def __str__(self) -> str:
        return f"{self.sign} {self.word} {self.number}".lstrip()


def tallies(result: AuditResult, words: Words) -> Iterator[Tally]:
    """Count new findings by level, then the bindings that agree, then those not checked."""
    for level, number in result.levels.items():
        yield Tally(level, SIGNS[level], words.levels[level], number)
    yield Tally("consistent", "√", words.verdicts["consistent"], result.verdicts["consistent"])
    yield Tally("unchecked", "", words.verdicts["unchecked"], result.verdicts["unchecked"])


def not_yet(result: AuditResult, words: Words) -> tuple[Sequence[Unchecked], Sequence[Unchecked]]:
    """Return why bindings were not checked, but where the summary of the next year is missing; these."""
    waiting = say("no-next-summary", {}, words.language)
    left = [one for one in result.unchecked if one.reason[words.language] != waiting]
    later = [one for one in result.unchecked if one not in left]
    shown = {facts: None for one in later for facts in one.bound}
    seen = [
        replace(one, bound=tuple(facts for facts in one.bound if shown.pop(facts, 1) is None))
        for one in later
    ]
    return left, seen


def besides(words: Words, findings: Iterable[Finding]) -> str:
    """Return how many findings are known or waived, in words; empty if none."""
    counted = Counter(finding.state for finding in findings)
    counts = [f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]]
    return str(words.besides.format(told=words.pause.join(counts))) if counts else ""
