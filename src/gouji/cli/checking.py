"""Opening and auditing workspaces and documents, as every command that checks does it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import DIMENSION_FILES, ROOMS, find_workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gouji.checks.audit import WorkspaceChecks
    from gouji.checks.findings import AuditResult
    from gouji.checks.triage import KnownFinding
    from gouji.cli.options import Settings
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.facts import Facts


def documents_in(given: Sequence[Path]) -> Iterator[Path]:
    """Yield the documents that are given, and those in folders that are.

    Raises:
        InputError: A folder contains none.
    """
    from gouji.reading.documents.read import SUFFIXES  # noqa: PLC0415  every command imports only what it needs

    for path in given:
        if path.is_dir() and path.suffix.lower() not in SUFFIXES:
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            if not found:
                raise InputError(str(path), "no-documents", suffixes=" ".join(sorted(SUFFIXES)))
            yield from found
        else:
            yield path


def summary_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the summary id of each document: its stem, or its whole name where two share the stem."""
    stems = [path.stem for path in paths]
    names = {path: path.stem if stems.count(path.stem) == 1 else path.name for path in paths}
    return {path: "_".join(name.replace(";", "_").replace("#", "_").split()) for path, name in names.items()}


def opened(paths: Sequence[Path], *, isolated: bool) -> tuple[Workspace, list[Path]]:
    """Return the one workspace that all paths are in, and the fact files among them.

    Raises:
        InputError: They are in none, or in several.
    """
    roots = {path: _root(path.resolve()) for path in paths or (Path(),)}
    first, *others = dict.fromkeys(roots.values())
    if others:
        raise InputError(str(others[0]), "other-workspace", first=first)
    return open_workspace(first, isolated=isolated), [path.resolve() for path in roots if path.is_file()]


def audited(
    workspace: Workspace,
    settings: Settings,
    *,
    extra: Sequence[Path] = (),
    own: WorkspaceChecks | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> AuditResult:
    """Audit a workspace according to the settings.

    Raises:
        InputError: Nothing could be checked.
    """
    from gouji.checks.audit import WorkspaceChecks, audit  # noqa: PLC0415  imports pandas and pandera

    result = audit(
        workspace,
        workspace_name(workspace.root),
        extra=extra,
        texts=settings.texts,
        selection=settings.selection,
        own=WorkspaceChecks() if settings.isolated else own,
        today=today(),
        report=report,
    )
    if not result.bindings and not result.findings and not result.crashes:
        raise InputError(result.workspace, "nothing-checked")
    return result


def audited_documents(
    paths: Sequence[Path], settings: Settings, report: Callable[[str], None] = lambda _: None
) -> AuditResult:
    """Audit documents as they are; no workspace is needed, and none is used.

    Raises:
        InputError: One cannot be read, or nothing could be checked.
    """
    from gouji.checks.audit import audit_documents  # noqa: PLC0415  imports pandas and pandera
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  only for documents

    ids = summary_ids(paths)
    documents = {ids[path]: read_document(path, document_name(path)) for path in paths}
    names = "、".join(document.name for document in documents.values())
    result = audit_documents(documents, names, selection=settings.selection, report=report)
    if not (result.bindings or result.own_quotes or result.findings or result.crashes):
        raise InputError(names.replace("、", ", "), "nothing-in-documents")
    return result


def facts_of(workspace: Workspace) -> Facts:
    """Return the facts of a workspace, without any rule; nothing of checks/ is used.

    Raises:
        InputError: A table cannot be read.
    """
    from gouji.checks.audit import Selection, WorkspaceChecks, audit  # noqa: PLC0415  imports pandas and pandera

    return audit(
        workspace, workspace_name(workspace.root), selection=Selection(nothing=True), own=WorkspaceChecks()
    ).evidence


def drafts_of(paths: Sequence[Path]) -> Facts:
    """Return the draft facts of documents as they are, without any rule.

    Raises:
        InputError: One cannot be read.
    """
    from gouji.facts.table.assemble import assemble  # noqa: PLC0415  imports pandas
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  only for documents
    from gouji.reading.draft.fact_tables import complete, draft_tables  # noqa: PLC0415  only for documents

    ids = summary_ids(paths)
    documents = {ids[path]: read_document(path, document_name(path)) for path in paths}
    texts = {summary: document.text for summary, document in documents.items()}
    return assemble(complete(draft_tables(documents)), frozenset(), (), texts)


def documents_among(paths: Sequence[Path]) -> list[Path]:
    """Return the documents to be checked as they are; none where a workspace or its fact files are given.

    A folder contains documents, unless it is a workspace or one of its rooms.

    Raises:
        InputError: Some are documents, and some are not; or a folder contains none.
    """
    found = [_is_document(path) for path in paths]
    if any(found) and not all(found):
        raise InputError(str(paths[found.index(False)]), "not-a-document")
    return list(dict.fromkeys(documents_in(paths))) if any(found) else []


def _is_document(path: Path) -> bool:
    if not path.is_dir():
        return path.suffix.lower() != ".csv"
    folder = path.resolve()
    root = find_workspace(folder)
    rooms = (root / room for room in ROOMS) if root else ()
    return folder != root and not any(folder.is_relative_to(room) for room in rooms)


def document_name(path: Path) -> str:
    """Return a document's name for reports: as given, but never a path of this machine."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def known_before(workspace: Workspace, settings: Settings) -> tuple[KnownFinding, ...]:
    """Return the workspace's baseline; empty where nothing of checks/ is used."""
    from gouji.checks.triage import read_baseline  # noqa: PLC0415  every command imports only what it needs

    return (
        () if settings.isolated else read_baseline(workspace.baseline, workspace.name_of(workspace.baseline))
    )


def today() -> dt.date:
    """Return the day for the expiry of waivers: that of ``SOURCE_DATE_EPOCH``, or else today.

    Raises:
        InputError: The variable is not a number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise InputError("SOURCE_DATE_EPOCH", "epoch", given=repr(given)) from None


def workspace_name(root: Path) -> str:
    """Return the name of a workspace for reports: relative if possible, and never a path of this machine."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else root.name


def _root(path: Path) -> Path:
    if path.is_dir() and (path / "facts").is_dir():
        return path
    if path.is_file() and (path.suffix != ".csv" or path.name in DIMENSION_FILES):
        raise InputError(str(path), "not-a-fact-file")
    root = find_workspace(path)
    if root is None:
        raise InputError(str(path), "outside")
    return root
