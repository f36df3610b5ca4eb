"""The gate: what a change introduces, compared with the state before under the same rules."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from gouji.checks.findings import AuditResult, Change, Finding
from gouji.checks.messages import LANGUAGES, say, say_both
from gouji.checks.registry import Entry, catalogue
from gouji.checks.rule import MessageValue
from gouji.checks.triage import mark_of, with_known
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import Workspace, open_workspace

_MOST = 20
"""Beyond this many changes of one kind only their number is reported."""


def gate(
    now: AuditResult,
    workspace: Workspace,
    called: str,
    old: Workspace | None,
    audit: Callable[[Workspace], AuditResult],
) -> AuditResult:
    """Return *now* with findings of the state before marked as known, and with what was removed since.

    If nothing of that state can be checked, all findings count as new, and a change says why.

    Args:
        now: What is found now.
        workspace: The workspace as it is now.
        called: The name of the state before, for people: a revision, a folder.
        old: Its data; None where there was none.
        audit: Audits it by today's rules.
    """
    if old is None:
        return replace(now, changes=(_change("base", called, "base-absent"),))
    try:
        base = audit(old)
    except InputError as error:
        why = {
            language: say("base-unreadable", {"name": called, "wrong": error.said(language)}, language)
            for language in LANGUAGES
        }
        return replace(now, changes=(Change("base", called, why),))
    marked = with_known(now, Counter(mark_of(finding) for finding in base.findings))
    return replace(marked, changes=tuple(_changes(now, workspace, base, old)))


def _changes(now: AuditResult, workspace: Workspace, base: AuditResult, old: Workspace) -> Iterator[Change]:
    yield from _facts(now, base)
    if old.names_summaries and workspace.names_summaries:
        yield from _summaries(now, base)
    yield from _rules(workspace, old, base)
    yield from _files(workspace, old)
    yield from _options(workspace, old)
    yield from _gone(now, base)


def _change(kind: str, name: str, key: str, values: Mapping[str, MessageValue] | None = None) -> Change:
    return Change(kind, name, say_both(key, {"name": name, **(values or {})}))


def _facts(now: AuditResult, base: AuditResult) -> Iterator[Change]:
    left = {fact.id for fact in now.evidence}
    yield from _listed("fact", [fact.id for fact in base.evidence if fact.id not in left])


def _summaries(now: AuditResult, base: AuditResult) -> Iterator[Change]:
    left = now.evidence.dimensions.summaries
    yield from _listed("summary", [name for name in base.evidence.dimensions.summaries if name not in left])


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


def _gone(now: AuditResult, base: AuditResult) -> Iterator[Change]:
    """Findings that are no longer found: fixed, or no longer looked for."""
    left = {finding.fingerprint for finding in now.findings}
    gone = (finding for finding in base.findings if finding.fingerprint not in left)
    yield from _few("finding", "finding-gone", [_gone_finding(finding) for finding in gone])


def _gone_finding(finding: Finding) -> Change:
    message = {
        language: sentence + finding.message[language]
        for language, sentence in say_both("finding-gone", {"rule": finding.rule}).items()
    }
    return Change("finding", finding.fingerprint, message)
