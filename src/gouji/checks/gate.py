"""The gate: what a change brings, against what was there before under the same rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.checks.findings import Change
from gouji.checks.messages import say_both
from gouji.checks.registry import catalogue
from gouji.checks.triage import mark_of, with_known
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gouji.checks.findings import Account, Finding
    from gouji.checks.registry import Entry
    from gouji.checks.verdict import MessageValue
    from gouji.facts.files.workspace import Workspace

_MOST = 20
"""More changes of one kind than this are told as a number."""


@dataclass(frozen=True, slots=True)
class Before:
    """What there was before.

    Attributes:
        called: What a person calls it: a revision, a folder.
        workspace: Its data; None where there was none.
        account: What today's rules find in it; None where nothing could be checked.
        wrong: Why nothing could.
    """

    called: str
    workspace: Workspace | None
    account: Account | None = None
    wrong: str = ""


def before(called: str, workspace: Workspace | None, audit: Callable[[Workspace], Account]) -> Before:
    """Audit what there was before; if it cannot be, all findings of now count as new, and that is told."""
    if workspace is None:
        return Before(called, None)
    try:
        return Before(called, workspace, audit(workspace))
    except InputError as error:
        return Before(called, workspace, wrong=str(error))


def gate(now: Account, workspace: Workspace, base: Before) -> Account:
    """Return the account of now with what was there before as known, and what was taken away."""
    marked = now
    if base.account is not None:
        marked = with_known(now, Counter(mark_of(finding) for finding in base.account.findings))
    return replace(marked, changes=tuple(_changes(now, workspace, base)))


def _changes(now: Account, workspace: Workspace, base: Before) -> Iterator[Change]:
    if base.workspace is None:
        yield _change("base", base.called, "base-absent")
    elif base.account is None:
        yield _change("base", base.called, "base-unreadable", {"wrong": base.wrong})
    else:
        yield from _facts(now, base.account)
        if base.workspace.names_summaries and workspace.names_summaries:
            yield from _summaries(now, base.account)
        yield from _rules(workspace, base.workspace, base.account)
        yield from _files(workspace, base.workspace)
        yield from _options(workspace, base.workspace)
        yield from _gone(now, base.account)


def _change(kind: str, name: str, key: str, values: Mapping[str, MessageValue] | None = None) -> Change:
    return Change(kind, name, say_both(key, {"name": name, **(values or {})}))


def _facts(now: Account, base: Account) -> Iterator[Change]:
    left = {fact.id for fact in now.evidence}
    yield from _listed("fact", [fact.id for fact in base.evidence if fact.id not in left])


def _summaries(now: Account, base: Account) -> Iterator[Change]:
    left = now.evidence.dimensions.summaries
    yield from _listed("summary", [name for name in base.evidence.dimensions.summaries if name not in left])


def _listed(kind: str, names: list[str]) -> Iterator[Change]:
    yield from (_change(kind, name, f"{kind}-removed") for name in names[:_MOST])
    if len(names) > _MOST:
        yield _change(kind, "", f"{kind}-removed-more", {"count": len(names) - _MOST})


def _rules(workspace: Workspace, old: Workspace, base: Account) -> Iterator[Change]:
    """Relations and rules of the workspace that are gone or say something else, with what they found."""
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
    """The workspace's own rules, read and not run; none where they cannot be read."""
    try:
        return tuple(entry for entry in catalogue(workspace, "zh") if not entry.code.startswith("GJ"))
    except InputError:
        return ()


def _files(workspace: Workspace, old: Workspace) -> Iterator[Change]:
    """Python files that say something else: both sides were checked by what they say now."""
    for path in (*old.rule_files, old.schema):
        now = workspace.root / "checks" / path.name
        if path.is_file() and now.is_file() and path.read_bytes() != now.read_bytes():
            yield _change("rule", f"checks/{path.name}", "file-changed")
    if old.schema.is_file() and not workspace.schema.is_file():
        yield _change("rule", "checks/schema.py", "file-removed")


def _options(workspace: Workspace, old: Workspace) -> Iterator[Change]:
    """Options of the configuration that changed: one of them may be why a finding is gone."""
    try:
        before = open_workspace(old.root).options
    except InputError:
        return
    for name in sorted({*before, *workspace.options}):
        if before.get(name) != workspace.options.get(name):
            yield _change("option", name.replace("_", "-"), "option-changed")


def _gone(now: Account, base: Account) -> Iterator[Change]:
    """Findings that are no longer found: mended, or no longer looked for."""
    left = {finding.fingerprint for finding in now.findings}
    gone = [finding for finding in base.findings if finding.fingerprint not in left]
    yield from (_finding_gone(finding) for finding in gone[:_MOST])
    if len(gone) > _MOST:
        yield _change("finding", "", "finding-gone-more", {"count": len(gone) - _MOST})


def _finding_gone(finding: Finding) -> Change:
    told = {
        language: sentence + finding.message[language]
        for language, sentence in say_both("finding-gone", {"rule": finding.rule}).items()
    }
    return Change("finding", finding.fingerprint, told)
