"""A workspace as a revision of its git repository had it: the data alone, copied out of the repository.

Nothing of it is executed, no filter and no hook runs, and the work tree is left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARTS = ("facts", "checks", "pyproject.toml", "gouji.toml")
_WANTED = re.compile(r"facts/[^/]+\.csv|checks/[^/]+\.(?:toml|py|json)|pyproject\.toml|gouji\.toml")
_ABOVE = re.compile(r"(?P<stem>.+?)(?:\^|~(?P<steps>[0-9]{0,6}))")
_REGULAR = frozenset({b"100644", b"100755"})
_LONGEST = 200
_HANDED_ON = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def export(root: Path, revision: str, folder: Path) -> Workspace | None:
    """Copy what the workspace at *root* was at *revision* to *folder*.

    Returns:
        The copy; None where there was none: no such folder yet, or no commit before the first.

    Raises:
        InputError: No git, no repository, or no such revision in this clone.
    """
    commit = _commit(root, revision)
    if commit is None:
        return None
    for name, content in _files(root, commit):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Workspace(folder, {}) if (folder / "facts").is_dir() else None


def _commit(root: Path, revision: str) -> str | None:
    """The commit that a revision names; None where it names what came before the first one."""
    if revision.startswith("-") or len(revision) > _LONGEST or not revision.isprintable():
        raise InputError(revision[:_LONGEST], "is no revision; expected a branch, a tag or a commit")
    done = _run(root, "rev-parse", "--git-dir")
    if done.returncode:
        raise InputError(str(root), _why_no_repository(done.stderr.decode("utf-8", "replace")))
    found = _resolved(root, revision)
    if found is not None or _before_the_first(root, revision):
        return found
    if _said(root, "rev-parse", "--is-shallow-repository") == "true":
        wrong = "is not in this shallow clone; expected it fetched, as by git fetch --unshallow"
        raise InputError(revision, wrong)
    raise InputError(revision, "is no revision of this repository; expected a branch, a tag or a commit")


def _resolved(root: Path, revision: str) -> str | None:
    return _said(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None


def _before_the_first(root: Path, revision: str) -> bool:
    """Say whether a revision lies before the first commit: 000…, HEAD of no commit, HEAD~1 of one."""
    if set(revision) == {"0"} or _resolved(root, "HEAD") is None:
        return True
    above = _ABOVE.fullmatch(revision)
    if above is None or _said(root, "rev-parse", "--is-shallow-repository") == "true":
        return False
    commits = _said(root, "rev-list", "--first-parent", "--count", above["stem"], "--")
    return commits.isdigit() and int(commits) <= int(above["steps"] or 1)


def _files(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """The workspace's data files in a commit: name relative to the workspace, and content."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_PARTS) or b""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.split(b" ")
        name = os.fsdecode(path)
        if mode in _REGULAR and _WANTED.fullmatch(name):
            yield name, _git(root, "cat-file", "blob", blob.decode()) or b""


def _said(root: Path, *arguments: str) -> str:
    return (_git(root, *arguments) or b"").decode("utf-8", "replace").strip()


def _why_no_repository(said: str) -> str:
    if "not a git repository" in said:
        return "lies in no git repository; expected one, or --against DIR"
    return (
        f"is not read by git: {said.strip().partition(chr(10))[0]}; expected a repository, or --against DIR"
    )


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails."""
    done = _run(root, *arguments)
    return done.stdout if done.returncode == 0 else None


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    # A hook hands its own repository on in GIT_DIR and others; where the workspace lies decides here.
    around = {key: value for key, value in os.environ.items() if key not in _HANDED_ON}
    env = {**around, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(command, cwd=root, env=env, capture_output=True, check=False)  # noqa: S603  no shell
    except FileNotFoundError:
        raise InputError("git", "is not installed; expected it, or --against DIR") from None
