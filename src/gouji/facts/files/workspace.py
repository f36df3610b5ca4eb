"""Where a workspace is, what lies in it, and how it is configured."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SUMMARIES = "summaries.csv"
ENTITIES = "entities.csv"
INDICATORS = "indicators.csv"
WAIVERS = "waivers.csv"
DIMENSION_FILES = (SUMMARIES, ENTITIES, INDICATORS, WAIVERS)
ROOMS = ("facts", "checks", "reports")
"""Its folders."""
OPTIONS: dict[str, type] = {"lang": str, "texts": str, "fail_on": str, "select": list, "ignore": list}
"""What ``[tool.gouji]`` or ``gouji.toml`` may say, spelled with ``-`` there."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``facts/``, and perhaps ``checks/`` and ``reports/``.

    Attributes:
        root: The folder.
        options: The configuration, by the names of ``OPTIONS``.
    """

    root: Path
    options: dict[str, Any]

    @property
    def fact_files(self) -> tuple[Path, ...]:
        """The fact files, in the order of their names."""
        folder = self.root / "facts"
        return tuple(sorted(path for path in folder.glob("*.csv") if path.name not in DIMENSION_FILES))

    @property
    def names_summaries(self) -> bool:
        """Whether summaries are listed; else their ids are the names of files."""
        return (self.root / "facts" / SUMMARIES).is_file()

    @property
    def relations(self) -> Path:
        """Where the declared relations stand, if there are any."""
        return self.root / "checks" / "relations.toml"

    @property
    def baseline(self) -> Path:
        """Where the known findings stand, if there are any."""
        return self.root / "checks" / "baseline.json"

    @property
    def schema(self) -> Path:
        """Where the workspace's own schema stands, if it has one."""
        return self.root / "checks" / "schema.py"

    @property
    def rule_files(self) -> tuple[Path, ...]:
        """The Python files with rules of this workspace."""
        return tuple(sorted(path for path in (self.root / "checks").glob("*.py") if path != self.schema))

    def name_of(self, path: Path) -> str:
        """Return *path* as messages call it: relative to the workspace, with ``/``."""
        return path.relative_to(self.root).as_posix()


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above *start* that is a workspace."""
    folder = start if start.is_dir() else start.parent
    return next((place for place in (folder, *folder.parents) if _is_workspace(place)), None)


def open_workspace(root: Path, *, isolated: bool = False) -> Workspace:
    """Open the workspace at *root*; *isolated* leaves its configuration unread.

    Raises:
        InputError: *root* is no workspace, or its configuration is not understood.
    """
    if not (root / "facts").is_dir():
        raise InputError(str(root), "no workspace; expected a folder with facts/")
    return Workspace(root, {} if isolated else _options(root))


def _is_workspace(folder: Path) -> bool:
    if not (folder / "facts").is_dir():
        return False
    if (folder / "gouji.toml").is_file() or any((folder / "facts").glob("*.csv")):
        return True
    shared = folder / "pyproject.toml"
    return shared.is_file() and _table(shared) is not None


def _options(root: Path) -> dict[str, Any]:
    own, shared = root / "gouji.toml", root / "pyproject.toml"
    if own.is_file():
        return _checked(_toml(own), own.name)
    if shared.is_file():
        return _checked(_table(shared) or {}, f"{shared.name} [tool.gouji]")
    return {}


def _table(project: Path) -> dict[str, Any] | None:
    """The table ``[tool.gouji]`` of a ``pyproject.toml``, if it has one."""
    tool = _toml(project).get("tool", {})
    table = tool.get("gouji") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise InputError(project.name, f"tool.gouji is {table!r}; expected a table [tool.gouji]")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path.name, f"no TOML: {error}; expected a configuration") from None


def _checked(options: dict[str, Any], place: str) -> dict[str, Any]:
    found = {}
    for name, value in options.items():
        key = name.replace("-", "_")
        if key not in OPTIONS:
            known = ", ".join(sorted(option.replace("_", "-") for option in OPTIONS))
            raise InputError(place, f'unknown option "{name}"; expected one of {known}')
        if not isinstance(value, OPTIONS[key]):
            raise InputError(place, f'option "{name}" is {value!r}; expected a {OPTIONS[key].__name__}')
        found[key] = value
    return found
