"""A workspace and its configuration."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gouji.facts.files.configuration import project_table, read_configuration
from gouji.facts.files.errors import InputError
from gouji.facts.files.steps import words_of
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
        options: What its configuration sets, with ``_`` for ``-`` in its keys.
    """

    root: Path
    options: dict[str, Any]

    @property
    def called(self) -> str:
        """Its name for reports: relative if possible, and never a path of this machine."""
        here = Path.cwd()
        return words_of(self.root.relative_to(here) if self.root.is_relative_to(here) else self.root.name)

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
        return words_of(path.relative_to(self.root))


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
