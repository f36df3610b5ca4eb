"""What a revision of a git repository has: a workspace's data, documents.

Exporting executes nothing: no filter and no hook runs, and the work tree is left alone.
"""

import io
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import Workspace

Wanted = Callable[[str], bool]
"""Whether a file is wanted, by its name."""
_EXPORTED = ("facts", "checks", "pyproject.toml", "gouji.toml")
_WANTED = re.compile(r"facts/[^/]+\.(?:csv|xlsx)|checks/[^/]+\.(?:toml|py|json)|pyproject\.toml|gouji\.toml")
_ANCESTOR = re.compile(r"(?P<stem>.+?)(?:\^|~(?P<steps>[0-9]{0,6}))")
_REGULAR = frozenset({b"100644", b"100755"})
_MAX_LENGTH = 200
_HOOK_VARIABLES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def export_revision(root: Path, revision: str, folder: Path) -> Workspace | None:
    """Copy the workspace at *root*, as it was at *revision*, to *folder*.

    Returns:
        The copy; None if there was no such folder yet, or the revision precedes the first commit.

    Raises:
        InputError: No git, no repository, or no such revision in this clone.
    """
    commit = _commit(root, revision)
    if commit is None:
        return None
    _export(root, commit, _EXPORTED, lambda name: bool(_WANTED.fullmatch(name)), folder)
    return Workspace(folder, {}) if (folder / "facts").is_dir() else None


def export_documents(path: Path, revision: str, wanted: Wanted, folder: Path) -> bool:
    """Copy a document, or those in a folder, as they were at *revision*; return whether there were any.

    A revision is a branch, a tag or a commit. What is *wanted* is told by its name below the folder, or the
    document's; by that it is copied.

    Raises:
        InputError: No git, no repository, or no such revision in this clone.
    """
    root = path if path.is_dir() else path.parent
    commit = _commit(root, revision)
    if commit is None:
        return False
    _export(root, commit, ["." if path.is_dir() else path.name], wanted, folder)
    return any(folder.iterdir())


def _commit(root: Path, revision: str) -> str | None:
    """Return the commit that a revision names; None if it precedes the first one."""
    if revision.startswith("-") or len(revision) > _MAX_LENGTH or not revision.isprintable():
        raise InputError(revision[:_MAX_LENGTH], "revision-form")
    process = _run(root, "rev-parse", "--git-dir")
    if process.returncode:
        said = process.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        why = "no-repository" if "not a git repository" in said else "git-refuses"
        raise InputError(str(root), why, said=said)
    found = _resolved(root, revision)
    if found is not None or _precedes_first_commit(root, revision):
        return found
    if _git_text(root, "rev-parse", "--is-shallow-repository") == "true":
        raise InputError(revision, "shallow-clone")
    raise InputError(revision, "no-revision")


def _resolved(root: Path, revision: str) -> str | None:
    return _git_text(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None


def _precedes_first_commit(root: Path, revision: str) -> bool:
    """Return whether a revision precedes the first commit: 000…, HEAD of no commit, HEAD~1 of one."""
    if set(revision) == {"0"} or _resolved(root, "HEAD") is None:
        return True
    ancestor = _ANCESTOR.fullmatch(revision)
    if ancestor is None or _git_text(root, "rev-parse", "--is-shallow-repository") == "true":
        return False
    commits = _git_text(root, "rev-list", "--first-parent", "--count", ancestor["stem"], "--")
    return commits.isdigit() and int(commits) <= int(ancestor["steps"] or 1)


def _export(root: Path, commit: str, paths: Iterable[str], wanted: Wanted, folder: Path) -> None:
    """Write the files of a commit below *paths*, relative to *root*, whose names are *wanted*."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *paths) or b""
    blobs = dict(_regular(listed, wanted))
    contents = _blobs(root, blobs.values())
    for parent in {(folder / name).parent for name in blobs}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, blob in blobs.items():
        (folder / name).write_bytes(contents[blob])


def _regular(listed: bytes, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield the regular files that ``ls-tree`` lists: name, and the id of what it holds."""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.split(b" ")
        name = os.fsdecode(path)
        if mode in _REGULAR and wanted(name):
            yield name, blob


def _blobs(root: Path, blobs: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return what several ids stand for; one process of git tells all."""
    asked = list(dict.fromkeys(blobs))
    if not asked:
        return {}
    told = io.BytesIO(_run(root, "cat-file", "--batch", given=b"\n".join(asked) + b"\n").stdout)
    found = {}
    for blob in asked:
        # ID blob SIZE, what it holds, and a line end.
        about = told.readline().split()
        found[blob] = told.read(int(about[2])) if len(about) == 3 else b""
        told.read(1 if len(about) == 3 else 0)
    return found


def _git_text(root: Path, *arguments: str) -> str:
    return (_git(root, *arguments) or b"").decode("utf-8", "replace").strip()


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None if it fails."""
    process = _run(root, *arguments)
    return process.stdout if process.returncode == 0 else None


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    # A hook passes on its own repository in GIT_DIR and others; here the workspace's location decides.
    inherited = {key: value for key, value in os.environ.items() if key not in _HOOK_VARIABLES}
    env = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603  no shell
            command, cwd=root, env=env, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise InputError("git", "no-git") from None
