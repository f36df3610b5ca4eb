"""Which rules an audit applies, how severe they are at most, where they report nothing; what is waived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from gouji.checks.decide import at_most
from gouji.checks.findings import AuditResult, Finding, of_waiver, sorted_findings
from gouji.checks.registry import catalogue, codes_needing_texts
from gouji.checks.rule import Level, Rule
from gouji.checks.rules.house.gj901_waiver import waiver as waiver_rule
from gouji.facts.files.configuration import place_of
from gouji.facts.files.errors import InputError, nearest
from gouji.facts.files.workspace import Workspace
from gouji.facts.table.assemble import Waiver
from gouji.facts.table.facts import grouped

OFF: Literal["off"] = "off"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are selected: codes or prefixes of codes, as ``GJ2``, ``GJ401``, ``CY-01``.

    With ``lint`` relations that add nothing or bind nothing are reported too. ``levels`` says by codes how
    severe findings are at most, or ``off``; ``per_file`` which codes are not reported in files, by patterns.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lint: bool = False
    levels: Mapping[str, Level | Literal["off"]] = field(default_factory=dict)
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        select: str | Iterable[str],
        ignore: str | Iterable[str],
        options: Mapping[str, Any] | None = None,
    ) -> Selection:
        """Return a selection of codes as commands take them: several with commas, or several times.

        Levels and files are those of *options*, which are the options of a workspace.
        """
        options = options or {}
        per_file = {name: _codes(codes) for name, codes in options.get("per_file_ignores", {}).items()}
        return cls(_codes(select), _codes(ignore), levels=options.get("levels", {}), per_file=per_file)

    def refuse_unknown(self, codes: Sequence[str]) -> None:
        """Refuse what no code begins with.

        Raises:
            InputError: Nothing has a selected code.
        """
        for asked in self.select:
            if not any(code.startswith(asked) for code in codes):
                near = near_code(asked, codes)
                raise InputError(asked, "unknown-rule-near" if near else "unknown-rule", near=near)

    def finds(self, code: str, *, texts: bool) -> bool:
        """Whether a rule can find anything: it is selected, and any texts that it needs are available."""
        return self.selects(code) and (texts or code not in codes_needing_texts())

    def selects(self, code: str) -> bool:
        """Whether a rule is selected; an empty selection selects all."""
        asked = not self.select or code.startswith(self.select)
        return asked and not code.startswith(self.ignore or ("\0",)) and self.level_of(code) != OFF

    def level_of(self, code: str) -> Level | Literal["off"] | None:
        """Return how severe a rule is at most, by the longest beginning of its code; None = as it says."""
        told = [start for start in self.levels if code.startswith(start)]
        return self.levels[max(told, key=len)] if told else None

    def leveled(self, rule: Rule) -> Rule:
        """Return a rule, with the level that is configured for it."""
        level = self.level_of(rule.code)
        return rule if level is None or level == OFF else rule._replace(level=level)

    def applied(self, result: AuditResult) -> AuditResult:
        """Return a result without what is ignored in files, and no finding more severe than is configured."""
        if not (self.levels or self.per_file):
            return result
        told = grouped(result.findings, self._ignores)
        kept = map(self._capped, told.get(False, ()))
        return replace(result, findings=tuple(kept), ignored=tuple(told.get(True, ())))

    def _capped(self, finding: Finding) -> Finding:
        most = self.level_of(finding.rule)
        if most is None or most == OFF or at_most(finding.level, most) != most:
            return finding
        return replace(finding, level=most, because=("configured",))

    def _ignores(self, finding: Finding) -> bool:
        """Whether a finding is ignored in the file that it is reported in: that of its first fact."""
        if not finding.facts:
            return False
        file = PurePosixPath(finding.facts[0].file)
        return any(
            file.match(name) and finding.rule.startswith(codes) for name, codes in self.per_file.items()
        )


def _codes(given: str | Iterable[str]) -> tuple[str, ...]:
    values = [given] if isinstance(given, str) else given
    codes = (code.strip() for value in values for code in value.split(","))
    return tuple(code.upper() if code[:2].lower() == _ENGINE.lower() else code for code in codes if code)


_ENGINE = "GJ"
"""How codes of the engine's own rules begin, in capitals or small letters."""


def near_code(asked: str, codes: Iterable[str]) -> str:
    """Return what comes nearest to the beginning of a code: one with the last character off, else a code.

    >>> near_code("GJ20X", ["GJ205", "GJ520"]), near_code("GJ2205", ["GJ205", "GJ520"])
    ('GJ20', 'GJ205')
    """
    known, shorter = tuple(codes), asked[:-1]
    begins = len(shorter) > len(_ENGINE) and any(one.startswith(shorter) for one in known)
    return shorter if begins and asked.startswith(_ENGINE) else nearest(asked, known)


def named_by(asked: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return which codes somebody may mean who names no whole one: GJ2, 205, GJ20X."""
    known, meant = tuple(codes), asked.upper()
    for start in (meant, _ENGINE + meant, near_code(meant, known)):
        found = tuple(one for one in known if start and one.startswith(start))
        if found:
            return found
    return ()


def refuse_unknown_asked(selection: Selection, workspace: Workspace | None) -> None:
    """Refuse what no rule of the engine or of a workspace begins with, where all its codes can be read.

    Raises:
        InputError: Nothing has a selected code, or the rules of the workspace cannot be read.
    """
    known = [entry.code for entry in catalogue(workspace, "en")] if selection.select else []
    if "?" not in known:
        selection.refuse_unknown(known)


def refuse_unknown_codes(workspace: Workspace) -> None:
    """Refuse codes in the configuration of a workspace that none of its rules begins with.

    Raises:
        InputError: There is such a code, or the rules of the workspace cannot be read.
    """
    told = list(_told(workspace.options))
    known = [entry.code for entry in catalogue(workspace, "en")] if told else []
    readable = "?" not in known  # the code of a rule in Python may be computed
    for code, path in told:
        if not any(one.startswith(code) for one in known) and (readable or code.startswith("GJ")):
            near = near_code(code, known)
            wrong = "option-rule-near" if near else "option-rule"
            place = place_of(workspace.root, *path)
            raise InputError(place, wrong, option=path[0], code=code, near=near)


def _told(options: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the codes that a configuration names, each with the keys below which it stands."""
    for name in ("select", "ignore"):
        yield from ((code, (name,)) for code in _codes(options.get(name, ())))
    yield from ((code, ("levels", code)) for code in options.get("levels", {}))
    for file, codes in options.get("per_file_ignores", {}).items():
        yield from ((code, ("per-file-ignores", file)) for code in _codes(codes))


def with_waivers(
    result: AuditResult,
    waivers: Iterable[Waiver],
    today: date | None,
    asked: Callable[[str], bool],
    *,
    whole: bool = True,
) -> AuditResult:
    """Return the result with accepted findings as waived, and a finding for each waiver that is not valid.

    A finding that says the same is the same, though documents are now called otherwise. A waiver is told to
    accept nothing only where all summaries were audited that it is of; of one that names none that is a
    note, unless the *whole* of a workspace was, so that there are no other documents. Waivers must be valid
    *today*, if that is told. *asked* says whether this audit could find anything by a rule, given its code.
    """
    rows = tuple(waivers)
    fingerprints = {finding.fingerprint for finding in result.findings}
    accepted = {(row.fingerprint, row.rule) for row in rows}
    others = [one for one in result.findings if (one.fingerprint, one.rule) not in accepted]
    valid: dict[tuple[str, str], str] = {}
    lapsed: list[Finding] = []
    for row in rows:
        again = row.said and row.fingerprint not in fingerprints
        same = next(
            (one for one in others if again and (one.rule, one.message["zh"]) == (row.rule, row.said)), None
        )
        if same:
            others.remove(same)
        meant = row._replace(fingerprint=same.fingerprint) if same else row
        problem = waiver_rule.check(meant, fingerprints, today)
        if not problem:
            valid.setdefault((meant.fingerprint, meant.rule), row.reason)
        elif asked(waiver_rule.code) and (problem != _UNMATCHED or asked(row.rule)):
            lapsed += _lapsed(row, problem, result, whole=whole)
    marked = [
        replace(finding, state="waived", waiver=valid[mark]) if mark in valid else finding
        for finding in result.findings
        for mark in [(finding.fingerprint, finding.rule)]
    ]
    return replace(result, findings=sorted_findings([*marked, *lapsed]))


_UNMATCHED, _ELSEWHERE = "waiver-unmatched", "waiver-elsewhere"


def _lapsed(row: Waiver, problem: str, result: AuditResult, *, whole: bool) -> Iterator[Finding]:
    """Yield what is told of a waiver that is not valid."""
    if problem != _UNMATCHED or whole:
        yield of_waiver(waiver_rule, row, problem)
    elif not row.summaries:
        yield replace(of_waiver(waiver_rule, row, _ELSEWHERE), level="note")
    elif result.evidence.dimensions.summaries.keys() >= set(row.summaries):
        yield of_waiver(waiver_rule, row, problem)
