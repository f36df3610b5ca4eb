"""The words of the HTML report, and how many findings are known or waived."""

from collections import Counter
from collections.abc import Iterable

from gouji.checks.findings import Finding
from gouji.reports.text import Words, words_in

WORDS = words_in("gouji.reports.html")
"""The fixed words of the HTML report (``words.toml``), in both languages; all can be encoded in GBK."""


def besides(words: Words, findings: Iterable[Finding]) -> str:
    """Return how many findings are known or waived, in words; empty if none."""
    counted = Counter(finding.state for finding in findings)
    counts = [f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]]
    return str(words.besides.format(told=words.pause.join(counts))) if counts else ""
