"""A workspace opened and audited, as every command that checks does it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import DIMENSION_FILES, ROOMS, find_workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gouji.checks.audit import Own
    from gouji.checks.findings import Account
    from gouji.checks.triage import Known
    from gouji.cli.options import Settings
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.facts import Facts


def documents_in(given: Sequence[Path]) -> Iterator[Path]:
    """Return the documents that are named, and those in folders that are.

    Raises:
        InputError: A folder holds none.
    """
    from gouji.reading.documents.read import SUFFIXES  # noqa: PLC0415  every command imports only what it needs

    for path in given:
        if path.is_dir() and path.suffix.lower() not in SUFFIXES:
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            if not found:
                raise InputError(
                    str(path), f"holds no document; expected some of {' '.join(sorted(SUFFIXES))}"
                )
            yield from found
        else:
            yield path


def summary_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the summary of each document: its stem, or its whole name where two share the stem."""
    stems = [path.stem for path in paths]
    named = {path: path.stem if stems.count(path.stem) == 1 else path.name for path in paths}
    return {path: "_".join(name.replace(";", "_").replace("#", "_").split()) for path, name in named.items()}


def opened(paths: Sequence[Path], *, isolated: bool) -> tuple[Workspace, list[Path]]:
    """Return the one workspace that all paths lie in, and the fact files among them.

    Raises:
        InputError: They lie in none, or in several.
    """
    roots = {path: _root(path.resolve()) for path in paths or (Path(),)}
    first, *others = dict.fromkeys(roots.values())
    if others:
        raise InputError(str(others[0]), f"another workspace than {first}; expected paths of one workspace")
    return open_workspace(first, isolated=isolated), [path.resolve() for path in roots if path.is_file()]


def audited(
    workspace: Workspace,
    settings: Settings,
    *,
    extra: Sequence[Path] = (),
    own: Own | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Account:
    """Audit a workspace as the settings ask for.

    Raises:
        InputError: Nothing could be checked.
    """
    from gouji.checks.audit import Own, audit  # noqa: PLC0415  imports pandas and pandera

    account = audit(
        workspace,
        called(workspace.root),
        extra=extra,
        texts=settings.texts,
        selection=settings.selection,
        own=Own() if settings.isolated else own,
        today=today(),
        report=report,
    )
    if not account.bindings and not account.findings and not account.crashes:
        raise InputError(account.workspace, "nothing could be checked; expected facts that a rule applies to")
    return account


def audited_documents(
    paths: Sequence[Path], settings: Settings, report: Callable[[str], None] = lambda _: None
) -> Account:
    """Audit documents as they are; no workspace is needed, and none is used.

    Raises:
        InputError: One cannot be read, or nothing could be checked.
    """
    from gouji.checks.audit import audit_documents  # noqa: PLC0415  imports pandas and pandera
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  only for documents

    ids = summary_ids(paths)
    documents = {ids[path]: read_document(path, _named(path)) for path in paths}
    told = "、".join(document.name for document in documents.values())
    account = audit_documents(documents, told, selection=settings.selection, report=report)
    if not account.bindings and not account.findings and not account.crashes:
        raise InputError(told, "nothing could be checked; expected documents with figures")
    return account


def facts_of(workspace: Workspace) -> Facts:
    """Return the facts of a workspace, without any rule; nothing of checks/ is used.

    Raises:
        InputError: A table cannot be read.
    """
    from gouji.checks.audit import Own, Selection, audit  # noqa: PLC0415  imports pandas and pandera

    nothing = Selection(select=("\0",))
    return audit(workspace, called(workspace.root), selection=nothing, own=Own()).evidence


def drafts_of(paths: Sequence[Path]) -> Facts:
    """Return the draft facts of documents as they are, without any rule.

    Raises:
        InputError: One cannot be read.
    """
    from gouji.facts.table.assemble import assemble  # noqa: PLC0415  imports pandas
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  only for documents
    from gouji.reading.draft.fact_tables import drafted  # noqa: PLC0415  only for documents

    ids = summary_ids(paths)
    made = drafted({ids[path]: read_document(path, _named(path)) for path in paths})
    return assemble(made.tables, frozenset(), (), made.texts, drafted=True)


def documents_among(paths: Sequence[Path]) -> list[Path]:
    """Return the documents that are to be checked as they are; none where a workspace or its fact files are.

    A folder is one of documents, unless it is a workspace or one of its rooms.

    Raises:
        InputError: Some are documents, and some are not; or a folder holds none.
    """
    found = [_is_document(path) for path in paths]
    if any(found) and not all(found):
        raise InputError(
            str(paths[found.index(False)]), "no document like the others; expected documents only"
        )
    return list(dict.fromkeys(documents_in(paths))) if any(found) else []


def _is_document(path: Path) -> bool:
    if not path.is_dir():
        return path.suffix.lower() != ".csv"
    folder = path.resolve()
    root = find_workspace(folder)
    rooms = (root / room for room in ROOMS) if root else ()
    return folder != root and not any(folder.is_relative_to(room) for room in rooms)


def _named(path: Path) -> str:
    """Return a document's name as reports have it: as given, but never a path of this machine."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def known_before(workspace: Workspace, settings: Settings) -> tuple[Known, ...]:
    """Return the workspace's baseline; none where nothing of checks/ is used."""
    from gouji.checks.triage import read_baseline  # noqa: PLC0415  every command imports only what it needs

    return (
        () if settings.isolated else read_baseline(workspace.baseline, workspace.name_of(workspace.baseline))
    )


def today() -> dt.date:
    """Return the day that waivers are held against: that of ``SOURCE_DATE_EPOCH``, or else today.

    Raises:
        InputError: The variable holds no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise InputError("SOURCE_DATE_EPOCH", f"is {given!r}; expected seconds since 1970") from None


def called(root: Path) -> str:
    """Return what a report calls a workspace: relative where it can be; a report names no machine's paths."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else root.name


def _root(path: Path) -> Path:
    if path.is_dir() and (path / "facts").is_dir():
        return path
    if path.is_file() and (path.suffix != ".csv" or path.name in DIMENSION_FILES):
        raise InputError(str(path), "no fact file; expected a CSV file with facts, or a workspace")
    root = find_workspace(path)
    if root is None:
        raise InputError(str(path), "in no workspace; expected a folder with facts/ here or above")
    return root
