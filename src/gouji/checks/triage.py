"""Which findings are new, which are known, which are waived; and waivers that no longer hold."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gouji.checks.findings import of_waiver, sorted_findings
from gouji.checks.rules.house.gj901_waiver import waiver as waiver_rule
from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from gouji.checks.findings import Account, Finding
    from gouji.facts.files.waivers import Waiver


SCHEMA = "gouji-baseline/1"
_TEXTS = ("fingerprint", "digest", "rule", "level", "message")

Mark = tuple[str, str]
"""Fingerprint and digest."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A known finding, and how many times it occurred; the message is for people."""

    rule: str
    fingerprint: str
    digest: str
    level: str
    message: str
    count: int = 1

    @property
    def mark(self) -> Mark:
        """By what it is known again."""
        return self.fingerprint, self.digest


def mark_of(finding: Finding) -> Mark:
    """Return by what a finding is known again."""
    return finding.fingerprint, finding.digest


def marks(known: Iterable[Known]) -> Counter[Mark]:
    """Return how many findings of each mark are known."""
    counted: Counter[Mark] = Counter()
    for one in known:
        counted[one.mark] += one.count
    return counted


def known_of(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """Return findings as a baseline keeps them, equal ones counted."""
    firsts: dict[Mark, Finding] = {}
    counted: Counter[Mark] = Counter()
    for finding in findings:
        firsts.setdefault(mark_of(finding), finding)
        counted[mark_of(finding)] += 1
    return tuple(
        sorted(
            Known(one.rule, *mark, one.level, one.message["zh"], counted[mark])
            for mark, one in firsts.items()
        )
    )


def remaining(
    known: Iterable[Known], findings: Iterable[Finding], asked: Callable[[str], bool]
) -> tuple[Known, ...]:
    """Return the known ones that still occur, as often as they do at most.

    Those of rules that were not *asked* could not occur, and stay.
    """
    now = Counter(mark_of(finding) for finding in findings)
    kept = []
    for one in known:
        count = min(one.count, now[one.mark]) if asked(one.rule) else one.count
        if count:
            kept.append(Known(one.rule, *one.mark, one.level, one.message, count))
    return tuple(kept)


def write_baseline(known: Iterable[Known]) -> str:
    """Return the file's content."""
    rows = [
        {"rule": one.rule, "level": one.level, "fingerprint": one.fingerprint, "digest": one.digest,
         "count": one.count, "message": one.message}
        for one in sorted(known)
    ]  # fmt: skip
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(path: Path, name: str) -> tuple[Known, ...]:
    """Read the file; nothing is known where there is none.

    Raises:
        InputError: It is no baseline.
    """
    if not path.is_file():
        return ()
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"no JSON: {error}; expected what gouji baseline write makes") from None
    if (
        not isinstance(found, dict)
        or found.get("schema") != SCHEMA
        or not isinstance(found.get("findings"), list)
    ):
        raise InputError(name, f"no baseline; expected schema {SCHEMA}, as gouji baseline write makes it")
    return tuple(_known(row, name, number) for number, row in enumerate(found["findings"], 1))


def _known(row: Any, name: str, number: int) -> Known:
    sound = isinstance(row, dict) and all(isinstance(row.get(key), str) for key in _TEXTS)
    count = row.get("count") if sound else None
    if not isinstance(count, int) or count < 1:
        expected = ", ".join((*_TEXTS, "count"))
        raise InputError(name, f"finding {number} lacks a part; expected {expected}")
    return Known(row["rule"], row["fingerprint"], row["digest"], row["level"], row["message"], count)


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a workspace.

    Attributes:
        rows: The waivers.
        today: The day they are held against; None = they never run out.
        asked: Whether findings of a rule could be found in this audit at all.
    """

    rows: tuple[Waiver, ...]
    today: date | None
    asked: Callable[[str], bool]


def with_waivers(account: Account, waivers: Waivers) -> Account:
    """Return the account with accepted findings as such, and a finding for each waiver that does not hold."""
    fingerprints = {finding.fingerprint for finding in account.findings}
    holding: set[tuple[str, str]] = set()
    lapsed: list[Finding] = []
    for row in waivers.rows:
        problem = waiver_rule.check(row, fingerprints, waivers.today)
        if not problem:
            holding.add((row.fingerprint, row.rule))
        elif waivers.asked(waiver_rule.code) and (problem != "waiver-unmatched" or waivers.asked(row.rule)):
            lapsed.append(of_waiver(waiver_rule, row, problem))
    settled = [
        replace(finding, state="waived") if (finding.fingerprint, finding.rule) in holding else finding
        for finding in account.findings
    ]
    return replace(account, findings=sorted_findings([*settled, *lapsed]))


def with_known(account: Account, known: Mapping[Mark, int]) -> Account:
    """Return the account with findings that were known before as such, counted."""
    left = Counter(known)
    return replace(account, findings=tuple(_settled(account.findings, left)))


def _settled(findings: Iterable[Finding], left: Counter[Mark]) -> Iterable[Finding]:
    for finding in findings:
        if finding.state == "new" and left[mark_of(finding)] > 0:
            left[mark_of(finding)] -= 1
            yield replace(finding, state="known")
        else:
            yield finding
