"""A workspace, its configuration, and its data at a revision of its git repository.

Exporting a revision executes nothing: no filter and no hook runs, and the work tree is left alone.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gouji.facts.files.configuration import project_table, read_configuration
from gouji.facts.files.errors import InputError
from gouji.facts.files.table_paths import table_path, tables_in

SUMMARIES = "summaries.csv"
ENTITIES = "entities.csv"
INDICATORS = "indicators.csv"
WAIVERS = "waivers.csv"
DIMENSION_FILES = (SUMMARIES, ENTITIES, INDICATORS, WAIVERS)
ROOMS = ("facts", "checks", "reports")
"""The folders of a workspace."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``facts/``, and perhaps ``checks/`` and ``reports/``.

    Attributes:
        root: The folder.
        options: What its configuration sets, with ``_`` for ``-`` in its keys.
    """

    root: Path
    options: dict[str, Any]

    @property
    def called(self) -> str:
        """Its name for reports: relative if possible, and never a path of this machine."""
        here = Path.cwd()
        return self.root.relative_to(here).as_posix() if self.root.is_relative_to(here) else self.root.name

    @property
    def texts(self) -> Path | None:
        """The folder of the source texts that the configuration names."""
        return self.root / self.options["texts"] if "texts" in self.options else None

    @property
    def fact_files(self) -> tuple[Path, ...]:
        """The fact files, in the order of their names."""
        return tuple(path for path in tables_in(self.root / "facts") if is_fact_file(path))

    @property
    def names_summaries(self) -> bool:
        """Whether summaries are listed in a table; else their ids are file names."""
        return table_path(self.root / "facts", SUMMARIES).is_file()

    @property
    def relations(self) -> Path:
        """Path of the declared relations, which may not exist."""
        return self.root / "checks" / "relations.toml"

    @property
    def baseline(self) -> Path:
        """Path of the known findings, which may not exist."""
        return self.root / "checks" / "baseline.json"

    @property
    def schema(self) -> Path:
        """Path of the workspace's own schema, which may not exist."""
        return self.root / "checks" / "schema.py"

    @property
    def rule_files(self) -> tuple[Path, ...]:
        """The Python files with rules of this workspace."""
        return tuple(sorted(path for path in (self.root / "checks").glob("*.py") if path != self.schema))

    def name_of(self, path: Path) -> str:
        """Return *path* as messages call it: relative to the workspace, with ``/``."""
        return path.relative_to(self.root).as_posix()


def is_fact_file(path: Path) -> bool:
    """Whether a table beside the facts holds facts, by its name."""
    return f"{path.stem}.csv" not in DIMENSION_FILES


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above *start* that is a workspace."""
    folder = start if start.is_dir() else start.parent
    return next((place for place in (folder, *folder.parents) if _is_workspace(place)), None)


def open_workspace(root: Path, *, isolated: bool = False) -> Workspace:
    """Open the workspace at *root*; *isolated* leaves its configuration unread.

    Raises:
        InputError: *root* is not a workspace, or its configuration is invalid.
    """
    if not (root / "facts").is_dir():
        raise InputError(str(root), "no-workspace")
    return Workspace(root, {} if isolated else read_configuration(root))


def _is_workspace(folder: Path) -> bool:
    if not (folder / "facts").is_dir():
        return False
    if (folder / "gouji.toml").is_file() or any(tables_in(folder / "facts")):
        return True
    shared = folder / "pyproject.toml"
    return shared.is_file() and project_table(shared) is not None


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
    for name, content in _files(root, commit):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Workspace(folder, {}) if (folder / "facts").is_dir() else None


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


def _files(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Yield the workspace's data files in a commit: name relative to the workspace, and content."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_EXPORTED) or b""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.split(b" ")
        name = os.fsdecode(path)
        if mode in _REGULAR and _WANTED.fullmatch(name):
            yield name, _git(root, "cat-file", "blob", blob.decode()) or b""


def _git_text(root: Path, *arguments: str) -> str:
    return (_git(root, *arguments) or b"").decode("utf-8", "replace").strip()


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None if it fails."""
    process = _run(root, *arguments)
    return process.stdout if process.returncode == 0 else None


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    # A hook passes on its own repository in GIT_DIR and others; here the workspace's location decides.
    inherited = {key: value for key, value in os.environ.items() if key not in _HOOK_VARIABLES}
    env = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(command, cwd=root, env=env, capture_output=True, check=False)  # noqa: S603  no shell
    except FileNotFoundError:
        raise InputError("git", "no-git") from None
