"""What all formats are written from: the JSON contract, its findings worst first, and what rules say."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Self

from gouji.checks.findings import AuditResult
from gouji.checks.rule import LEVELS, Rule
from gouji.reports.cells import in_table
from gouji.reports.json import contract
from gouji.reports.text import WORDS, Style, harmless, words_beside

STATES = ("new", "known", "waived")
"""States of findings, in the order in which they matter."""
FORMAT_WORDS = words_beside(__file__)
_PLAIN_TEXT = (".txt", ".text", ".md", ".markdown")
"""Suffixes of documents whose offsets count in the file as it is."""
_SIGNS_OF_MARKUP = "\\`*_[]|#~"

Row = Mapping[str, Any]
"""A finding, or a fact of one, under the names of the contract."""


class Record:
    """An audit as the formats see it.

    Attributes:
        contract: The JSON contract, as plain values.
        rules: The rules that were selected, by code.
        texts: The source texts at hand, by summary id.
    """

    def __init__(self, result: AuditResult) -> None:
        self.contract: Row = contract(result)
        self.rules: Mapping[str, Rule] = result.rules
        self.texts: Mapping[str, str] = result.evidence.texts
        self._line_starts: dict[str, list[int]] = {}

    @cached_property
    def findings(self) -> Sequence[Row]:
        """The findings: new before known before waived, then by level, then in the order of files."""
        rank = {level: place for place, level in enumerate(LEVELS)}
        found: list[Row] = self.contract["findings"]
        return sorted(found, key=lambda one: (STATES.index(one["state"]), rank[one["level"]]))

    @cached_property
    def new(self) -> Sequence[Row]:
        """Those of them that are new."""
        return [one for one in self.findings if one["state"] == "new"]

    def totals(self, style: Style) -> str:
        """Return how many new findings there are of each level, as words."""
        return by_level(self.contract["summary"]["levels"], style)

    def crashed(self, style: Style) -> list[tuple[str, str]]:
        """Return the code of each rule that failed itself, and a sentence that says so."""
        told, failed = WORDS[style.language].crash, self.contract["crashes"]
        return [(one["rule"], told.format(code=one["rule"], error=one["error"])) for one in failed]

    def reasons(self, style: Style) -> list[tuple[str, int, str]]:
        """Return why bindings were not checked: the rule, how many, the reason."""
        key = "reason" if style.language == "zh" else "reason_en"
        return [(one["rule"], one["count"], one[key]) for one in self.contract["summary"]["unchecked"]]

    def columns(self, fact: Row) -> tuple[int, int] | None:
        """Return the 1-based columns of a quote in its line, in code points, the end exclusive.

        None where the file is no plain text, or the quote does not stand there as the text has it.
        """
        start, end, text = fact["start"], fact["end"], self.texts.get(fact["summary"] or "")
        if text is None or start is None or PurePosixPath(fact["file"]).suffix.lower() not in _PLAIN_TEXT:
            return None
        starts = self._starts(fact["summary"], text)
        line = bisect_right(starts, start)
        stands = text[start:end] == fact["quote"] and "\n" not in fact["quote"]
        if line != fact["line"] or not stands:
            return None
        return start - starts[line - 1] + 1, end - starts[line - 1] + 1

    def _starts(self, summary: str, text: str) -> list[int]:
        """Return where each line of a text begins."""
        if summary not in self._line_starts:
            self._line_starts[summary] = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
        return self._line_starts[summary]


class Cut(NamedTuple):
    """Findings of which a limit leaves only some: those that are kept, and the others counted by level."""

    kept: Sequence[Row]
    left: Mapping[str, int]

    @classmethod
    def after(cls, findings: Sequence[Row], most: int) -> Self:
        """Keep the first *most*."""
        return cls(findings[:most], left_of(findings[most:]))


def left_of(findings: Iterable[Row]) -> dict[str, int]:
    """Return how many findings there are of each level, without levels of which there are none."""
    counted = Counter(one["level"] for one in findings)
    return {level: counted[level] for level in LEVELS if counted[level]}


def by_level(counts: Mapping[str, int], style: Style) -> str:
    """Return counts as words: 差错 3，待核 1."""
    words = WORDS[style.language]
    return str(words.comma).join(f"{words.levels[level]} {count}" for level, count in counts.items())


def first_fact(finding: Row) -> Row | None:
    """Return the fact to look at first; None for a finding without facts."""
    return next(iter(finding["facts"]), None)


def path_of(fact: Row, style: Style) -> str:
    """Return the file of a fact as seen from where gouji was started."""
    return str(PurePosixPath(style.folder) / fact["file"])


def place_of(fact: Row, style: Style) -> str:
    """Return the file, line, cell and summary of a fact, and its quote, in one line."""
    words = WORDS[style.language]
    at = f"{fact['file']}:{fact['line']}" if fact["line"] else fact["file"]
    quote = words.quoted.format(fact["quote"]) if fact["quote"] else ""
    told = f"{in_table(fact['place'], words)}{quote}".strip()
    parts = (at, fact["cell"], fact["summary"] or fact["column"], told)
    return harmless(" ".join(one for one in parts if one))


def marked(finding: Row, style: Style) -> str:
    """Return the message of a finding with its rule and fingerprint behind it."""
    return f"{finding['message'][style.language]} [{finding['rule']} {finding['fingerprint']}]"


def numbered(fingerprints: Iterable[str]) -> list[str]:
    """Return fingerprints, the second and later ones that are equal with their number: no two are alike.

    >>> numbered(["a", "b", "a"])
    ['a', 'b', 'a-2']
    """
    counted: Counter[str] = Counter()
    found = []
    for one in fingerprints:
        counted[one] += 1
        found.append(one if counted[one] == 1 else f"{one}-{counted[one]}")
    return found


def plain_markdown(text: str) -> str:
    r"""Return a text as Markdown of one line that shows nothing but its characters.

    >>> plain_markdown("a_b|c <d>")
    'a\\_b\\|c &lt;d&gt;'
    """
    line = harmless(text.replace("\n", " "))
    for sign in _SIGNS_OF_MARKUP:
        line = line.replace(sign, f"\\{sign}")
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
