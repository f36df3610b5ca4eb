"""What stands at the head of the report: what was audited, the verdict line, what it does not count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gouji.checks.findings import AuditResult, Finding
from gouji.reports.html.links import Anchored
from gouji.reports.text import SIGNS, Words

_MOST_NAMED = 2
"""Of more documents the heading tells how many there are."""


def called(result: AuditResult, words: Words) -> str:
    """Return what was audited: its name, or how many documents; nothing for the workspace one is in."""
    if result.workspace == ".":
        return ""
    count = len(result.evidence.texts)
    named = count <= _MOST_NAMED or not result.workspace.count("、")
    return result.workspace if named else str(words.documents.format(count=count))


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


def besides(words: Words, findings: Iterable[Finding]) -> str:
    """Return how many findings are known or waived, in words; empty if none."""
    counted = Counter(finding.state for finding in findings)
    counts = [f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]]
    return str(words.besides.format(told=words.pause.join(counts))) if counts else ""
