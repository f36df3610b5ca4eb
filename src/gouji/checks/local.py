"""What a workspace brings itself: a schema and rules in Python, relations in TOML.

Its Python files are loaded once, as ``gouji_workspace.<stem>``, and leave no compiled copies in
the workspace. Nothing else of a workspace is ever executed.
"""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType
from typing import TYPE_CHECKING

from gouji.checks.rules import rules_in
from gouji.facts.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.rule import Rule
    from gouji.facts.workspace import Workspace

PACKAGE = "gouji_workspace"


class _Loader(SourceFileLoader):
    """Loads a source file and writes no bytecode beside it."""

    def set_data(self, path: str, data: object, *, _mode: int = 0o666) -> None:
        """Keep nothing."""


def own_rules(workspace: Workspace) -> tuple[Rule, ...]:
    """Load the workspace's rules in Python.

    Raises:
        InputError: A file cannot be loaded, or defines no rule.
    """
    found: list[Rule] = []
    for path in workspace.rule_files:
        rules = rules_in(load_module(path, workspace.name_of(path)))
        if not rules:
            raise InputError(workspace.name_of(path), "defines no rule; expected a function under @rule(…)")
        found += rules
    return tuple(found)


def load_module(path: Path, name: str) -> ModuleType:
    """Load a Python file of the workspace; *name* is what messages call it.

    Raises:
        InputError: It cannot be loaded.
    """
    sys.modules.setdefault(PACKAGE, ModuleType(PACKAGE))
    loader = _Loader(f"{PACKAGE}.{path.stem}", str(path))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise InputError(name, "cannot be loaded; expected a Python file")
    module = module_from_spec(spec)
    sys.modules[loader.name] = module
    try:
        loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise InputError(name, f"cannot be loaded: {type(error).__name__}: {error}") from error
    return module
