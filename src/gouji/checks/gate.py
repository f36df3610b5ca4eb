"""The gate: what a change introduces, compared with the state before under the same rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gouji.checks.findings import AuditResult, Change, Finding
from gouji.checks.messages import LANGUAGES, say, say_both
from gouji.checks.registry import Entry, catalogue
from gouji.checks.rule import MessageValue
from gouji.checks.triage import Mark, known_of, mark_of, said_by, with_known
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import Workspace, open_workspace

_MOST = 20
"""Beyond this many changes of one kind only their number is reported."""


def gate(
    now: AuditResult,
    base: AuditResult,
    about: Iterable[Change],
    changed: frozenset[str] | None = None,
    *,
    by_sentence: bool = False,
) -> AuditResult:
    """Return *now* with findings of the state before marked as known, and with what was removed since.

    The state before was audited by today's rules; *about* is what was removed or changed beside findings.
    Where both are only the part of a workspace that a change can touch, *changed* are the summaries that
    changed: other known findings are left out, as they may rest on half of what there is. *by_sentence* is
    as in `with_known`.
    """
    found = with_known(now, known_of(base.findings), by_sentence=by_sentence)
    if changed is not None:
        known = {mark_of(finding) for finding in base.findings}
        shown = (one for one in found.findings if _is_shown(one, known, changed))
        found = replace(found, findings=tuple(shown))
    files = {name: rows[0].file for name, rows in now.evidence.by_summary.items() if by_sentence}
    left = _gone(now, base, by_sentence=by_sentence)
    gone = (_gone_finding(one, files, base.evidence.texts) for one in left)
    return replace(found, changes=(*about, *_few("finding", "finding-gone", list(gone))))


def _is_shown(finding: Finding, known: AbstractSet[Mark], changed: frozenset[str]) -> bool:
    """Whether a finding of a part is new, or shows something of what changed."""
    if finding.state == "new" or mark_of(finding) not in known:
        return True
    return any(fact.summary in changed for fact in finding.facts)


def _gone(now: AuditResult, base: AuditResult, *, by_sentence: bool) -> Iterator[Finding]:
    """Yield findings that are no longer found: mended, or no longer looked for."""
    before = {finding.fingerprint for finding in base.findings}
    left = {finding.fingerprint for finding in now.findings}
    said = Counter(said_by(one) for one in now.findings if by_sentence and one.fingerprint not in before)
    for finding in base.findings:
        if finding.fingerprint in left:
            continue
        if said[said_by(finding)]:
            said[said_by(finding)] -= 1
        else:
            yield finding


def nothing_before(now: AuditResult, called: str, key: str = "base-absent") -> AuditResult:
    """Return *now* where there was nothing before: all is new, and a change says so."""
    return replace(now, changes=(_change("base", called, key),))


def unreadable(now: AuditResult, called: str, error: InputError) -> AuditResult:
    """Return *now* where the state before cannot be checked: all is new, and a change says why."""
    why = {
        language: say("base-unreadable", {"name": called, "wrong": error.said(language)}, language)
        for language in LANGUAGES
    }
    return replace(now, changes=(Change("base", called, why),))


def removed(kind: str, before: Iterable[str], now: Iterable[str]) -> Iterator[Change]:
    """Yield what is gone of a kind, ``fact`` or ``summary``, by the ids before and now."""
    left = {*now, ""}
    yield from _listed(kind, [name for name in before if name not in left])


def changes_of(workspace: Workspace, old: Workspace, base: AuditResult) -> Iterator[Change]:
    """Yield what changed in the checks and the configuration of a workspace."""
    yield from _rules(workspace, old, base)
    yield from _files(workspace, old)
    yield from _options(workspace, old)


def _change(kind: str, name: str, key: str, values: Mapping[str, MessageValue] | None = None) -> Change:
    return Change(kind, name, say_both(key, {"name": name, **(values or {})}))


def _listed(kind: str, names: list[str]) -> Iterator[Change]:
    yield from _few(kind, f"{kind}-removed", [_change(kind, name, f"{kind}-removed") for name in names])


def _few(kind: str, key: str, changes: list[Change]) -> Iterator[Change]:
    """Yield changes of a kind; of those beyond `_MOST` only how many there are."""
    yield from changes[:_MOST]
    if len(changes) > _MOST:
        yield _change(kind, "", f"{key}-more", {"count": len(changes) - _MOST})


def _rules(workspace: Workspace, old: Workspace, base: AuditResult) -> Iterator[Change]:
    """Relations and rules of the workspace that were removed or changed, and how much they had found."""
    found = Counter(finding.rule for finding in base.findings)
    left = {entry.code: entry for entry in _entries(workspace)}
    for entry in _entries(old):
        kind = "relation" if entry.name == "relation" else "rule"
        values: dict[str, MessageValue] = {"count": found[entry.code]}
        if entry.code not in left:
            yield _change(kind, entry.code, f"{kind}-removed", values)
        elif entry != left[entry.code]:
            yield _change(kind, entry.code, f"{kind}-changed", values)


def _entries(workspace: Workspace) -> tuple[Entry, ...]:
    """The workspace's own rules, read but not run; empty where they cannot be read."""
    try:
        return tuple(entry for entry in catalogue(workspace, "zh") if not entry.code.startswith("GJ"))
    except InputError:
        return ()


def _files(workspace: Workspace, old: Workspace) -> Iterator[Change]:
    """Python files that were changed: both states were checked by their present version."""
    for path in (*old.rule_files, old.schema):
        now = workspace.root / "checks" / path.name
        if path.is_file() and now.is_file() and path.read_bytes() != now.read_bytes():
            yield _change("rule", f"checks/{path.name}", "file-changed")
    if old.schema.is_file() and not workspace.schema.is_file():
        yield _change("rule", "checks/schema.py", "file-removed")


def _options(workspace: Workspace, old: Workspace) -> Iterator[Change]:
    """Options of the configuration that changed: they may explain why a finding is gone."""
    try:
        before = open_workspace(old.root).options
    except InputError:
        return
    for name in sorted({*before, *workspace.options}):
        if before.get(name) != workspace.options.get(name):
            yield _change("option", name.replace("_", "-"), "option-changed")


def _gone_finding(finding: Finding, files: Mapping[str, str], texts: Mapping[str, str]) -> Change:
    """Return what is told of a finding that is gone; *files* are what documents are called now."""
    places = (replace(one, file=files.get(one.summary or "", one.file)) for one in finding.facts)
    found = replace(finding, facts=tuple(places))
    return Change("finding", finding.fingerprint, finding.message, found, texts)
