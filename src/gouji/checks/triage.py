"""Which findings are new, and which are known."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gouji.checks.findings import AuditResult, Finding
from gouji.facts.files.errors import InputError

SCHEMA = "gouji-baseline/1"
_TEXT_KEYS = ("fingerprint", "digest", "rule", "level", "message")

Mark = tuple[str, str]
"""Fingerprint and digest."""
Said = tuple[str, str]
"""The code of a rule, and the sentence that a finding says in Chinese."""


@dataclass(frozen=True, slots=True, order=True)
class KnownFinding:
    """A finding of a baseline, and how many times it occurred; the messages are for people."""

    rule: str
    fingerprint: str
    digest: str
    level: str
    message: str
    count: int = 1
    message_en: str = ""
    summaries: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        """What identifies it in a later audit."""
        return self.fingerprint, self.digest

    @property
    def said(self) -> Said:
        """What it says."""
        return self.rule, self.message


def mark_of(finding: Finding) -> Mark:
    """Return what identifies a finding in a later audit."""
    return finding.fingerprint, finding.digest


def said_by(finding: Finding) -> Said:
    """Return what a finding says."""
    return finding.rule, finding.message["zh"]


def marks(known: Iterable[KnownFinding]) -> Counter[Mark]:
    """Return how many findings are known of each mark."""
    counted: Counter[Mark] = Counter()
    for one in known:
        counted[one.mark] += one.count
    return counted


def known_of(findings: Iterable[Finding]) -> tuple[KnownFinding, ...]:
    """Return findings as a baseline stores them, equal ones counted."""
    firsts: dict[Mark, Finding] = {}
    counted: Counter[Mark] = Counter()
    for finding in findings:
        firsts.setdefault(mark_of(finding), finding)
        counted[mark_of(finding)] += 1
    return tuple(
        sorted(
            KnownFinding(
                one.rule, *mark, one.level, one.message["zh"], counted[mark], one.message["en"], one.summaries
            )
            for mark, one in firsts.items()
        )
    )


def remaining(
    known: Iterable[KnownFinding],
    findings: Iterable[Finding],
    asked: Callable[[KnownFinding], bool],
    *,
    by_sentence: bool = False,
) -> tuple[KnownFinding, ...]:
    """Return the known findings that still occur, with a count of at most how often they do.

    Those that were not *asked* for could not occur, and stay. *by_sentence* is that of `with_known`.
    """
    known, findings = tuple(known), tuple(findings)
    now, here = Counter(mark_of(finding) for finding in findings), marks(known)
    said = Counter(said_by(one) for one in findings if by_sentence and mark_of(one) not in here)
    kept = []
    for one in known:
        count = min(one.count, now[one.mark]) if asked(one) else one.count
        again = min(one.count - count, said[one.said])
        said[one.said] -= again
        if count + again:
            kept.append(replace(one, count=count + again))
    return tuple(kept)


def write_baseline(known: Iterable[KnownFinding]) -> str:
    """Return the content of the baseline file."""
    rows = [
        {"rule": one.rule, "level": one.level, "fingerprint": one.fingerprint, "digest": one.digest,
         "count": one.count, "message": one.message, "message_en": one.message_en, "summaries": one.summaries}
        for one in sorted(known)
    ]  # fmt: skip
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(path: Path, name: str) -> tuple[KnownFinding, ...]:
    """Read a baseline; *name* is what messages call it. Where there is none, nothing is known.

    Raises:
        InputError: The file is not a baseline.
    """
    if not path.is_file():
        return ()
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(name, "no-json", error=error) from None
    if (
        not isinstance(found, dict)
        or found.get("schema") != SCHEMA
        or not isinstance(found.get("findings"), list)
    ):
        raise InputError(name, "no-baseline", schema=SCHEMA)
    return tuple(_known(row, name, number) for number, row in enumerate(found["findings"], 1))


def _known(row: Any, name: str, number: int) -> KnownFinding:
    complete = isinstance(row, dict) and all(isinstance(row.get(key), str) for key in _TEXT_KEYS)
    count = row.get("count") if complete else None
    if not isinstance(count, int) or count < 1:
        raise InputError(name, "baseline-part", number=number, keys=(*_TEXT_KEYS, "count"))
    texts = {key: row[key] for key in _TEXT_KEYS}
    about = row.get("summaries", ())
    found = tuple(map(str, about)) if isinstance(about, list) else ()
    return KnownFinding(**texts, count=count, message_en=str(row.get("message_en", "")), summaries=found)


def with_known(
    result: AuditResult, known: Iterable[KnownFinding], *, by_sentence: bool = False
) -> AuditResult:
    """Return the result with findings marked as known, as many of each mark as are *known*.

    With *by_sentence* one that says the same is the same, though its figures are counted otherwise: in
    documents as they are one more 5% in front makes the third one the fourth.
    """
    known = tuple(known)
    left = marks(known)
    findings = tuple(_marked(result.findings, left, mark_of))
    if by_sentence:
        said = Counter[Said]()
        for one in known:
            said[one.said] += min(left[one.mark], one.count)
            left[one.mark] -= min(left[one.mark], one.count)
        findings = tuple(_marked(findings, said, said_by))
    return replace(result, findings=findings)


def _marked(
    findings: Iterable[Finding], left: Counter[tuple[str, str]], mark: Callable[[Finding], tuple[str, str]]
) -> Iterable[Finding]:
    for finding in findings:
        if finding.state == "new" and left[mark(finding)] > 0:
            left[mark(finding)] -= 1
            yield replace(finding, state="known")
        else:
            yield finding
