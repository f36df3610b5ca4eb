"""Which rules exist: the engine's in their family folders, and those that a workspace defines itself.

``gouji rules`` and ``gouji explain`` need only entries: codes and pages are read with ``ast``, without any
import. A rule is imported when it is to run. Of a workspace only its Python files are ever executed; they
are loaded once, as ``gouji_workspace.<stem>``, and leave no bytecode behind.
"""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from gouji.checks.messages import FAMILIES, Language, page_of
from gouji.checks.relations.declared import Relation, read_relations
from gouji.checks.rule import Rule
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import Workspace

WORKSPACE_PACKAGE = "gouji_workspace"
_DECORATORS = {"rule": "?", "table_rule": "table"}
"""Decorators that turn a function into a rule, and the scope that they imply."""
_DECORATED = tuple(f"@{name}(" for name in _DECORATORS)
_LEVEL = "error"


class Entry(NamedTuple):
    """A rule as readers see it: the engine's, a relation, or a workspace's own; named as in `Rule`."""

    code: str
    name: str
    level: str
    scope: str
    page: str
    needs_texts: bool = False

    @property
    def title(self) -> str:
        """The first sentence of the page."""
        return self.page.partition("\n\n")[0].replace("\n", " ")


def catalogue(workspace: Workspace | None, language: Language) -> tuple[Entry, ...]:
    """Return every rule that an audit of *workspace* would run; for None only the engine's.

    Raises:
        InputError: The workspace's relations or rule files cannot be read.
    """
    found = [entry._replace(page=page_of(entry.code, language)) for entry in engine_entries()]
    if workspace is not None:
        if workspace.relations.is_file():
            relations = read_relations(workspace.relations, workspace.name_of(workspace.relations))
            found += [_of_relation(relation) for relation in relations]
        for path in workspace.rule_files:
            found += entries_in(path, workspace.name_of(path))
    return tuple(found)


@cache
def engine_entries() -> tuple[Entry, ...]:
    """Return the engine's rules by code, with the titles of their pages."""
    found = [entry for path in FAMILIES.glob("*/*.py") for entry in _entries_of_module(path)]
    return tuple(sorted(found, key=lambda entry: entry.code))


def _entries_of_module(path: Path) -> Iterator[Entry]:
    """Read the rules of an engine's module, only up to their docstrings: the rest is most of it."""
    for block in path.read_text(encoding="utf-8").split("\n\n\n"):
        if block.startswith(_DECORATED):
            page_end = block.index('"""', block.index('"""') + 3) + 3
            yield from _entries(ast.parse(block[:page_end]))


def engine_rules(asked: Callable[[str], bool] = lambda _: True) -> tuple[Rule, ...]:
    """Import the engine's rules whose codes are *asked* for, and return them by code."""
    modules = dict.fromkeys(module for code, module in engine_codes().items() if asked(code))
    rules = [rule for module in modules for rule in rules_in(import_module(module)) if asked(rule.code)]
    return tuple(sorted(rules, key=lambda rule: rule.code))


@cache
def engine_codes() -> dict[str, str]:
    """Return the codes of the engine's rules with their modules, whose names have the first and the last."""
    found: dict[str, str] = {}
    for path in sorted(FAMILIES.glob("*/gj*.py")):
        first, *_, last = 2 * re.findall("gj([0-9]+)", path.stem)
        module = f"{__package__}.rules.{path.parent.name}.{path.stem}"
        found |= {f"GJ{code:03}": module for code in range(int(first), int(last) + 1)}
    return found


@cache
def codes_needing_texts() -> frozenset[str]:
    """Return the codes of the rules that find nothing without the source texts."""
    return frozenset(entry.code for entry in engine_entries() if entry.needs_texts)


def rules_in(module: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that a module defines."""
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def entries_in(path: Path, name: str) -> Iterator[Entry]:
    """Read the rules that a workspace's Python file defines, without importing it.

    Raises:
        InputError: The file is not valid Python.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise InputError(name, "no-python", error=error) from None
    yield from _entries(tree)


def _entries(tree: ast.Module) -> Iterator[Entry]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for call in node.decorator_list:
                entry = _entry_of(call, node)
                if entry is not None:
                    yield entry


def _entry_of(call: ast.expr, function: ast.FunctionDef) -> Entry | None:
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _DECORATORS):
        return None
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    code = call.args[0] if call.args else None
    page = inspect.cleandoc(ast.get_docstring(function) or "")
    return Entry(
        _constant(code, "?"),
        _constant(keywords.get("name"), "?"),
        _constant(keywords.get("level"), _LEVEL),
        _constant(keywords.get("scope"), _DECORATORS[call.func.id]),
        page,
        needs_texts=_constant(keywords.get("needs_texts"), "False") == "True",
    )


def _constant(value: ast.expr | None, default: str) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else default


def _of_relation(relation: Relation) -> Entry:
    page = f"{relation.formula}\n\n{relation.why}"
    return Entry(relation.id, "relation", relation.level, "workspace", page)


def workspace_rules(workspace: Workspace) -> tuple[Rule, ...]:
    """Load the workspace's rules in Python.

    Raises:
        InputError: A file cannot be loaded, or defines no rule.
    """
    found: list[Rule] = []
    for path in workspace.rule_files:
        rules = rules_in(load_module(path, workspace.name_of(path)))
        if not rules:
            raise InputError(workspace.name_of(path), "no-rules")
        found += rules
    return tuple(found)


class _Loader(SourceFileLoader):
    """Loads a source file without writing bytecode beside it."""

    def set_data(self, path: str, data: object, *, _mode: int = 0o666) -> None:
        """Write nothing."""


def load_module(path: Path, name: str) -> ModuleType:
    """Load a Python file of a workspace; messages refer to it as *name*.

    Raises:
        InputError: It cannot be loaded.
    """
    sys.modules.setdefault(WORKSPACE_PACKAGE, ModuleType(WORKSPACE_PACKAGE))
    loader = _Loader(f"{WORKSPACE_PACKAGE}.{path.stem}", str(path))
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise InputError(name, "not-python")
    module = module_from_spec(spec)
    sys.modules[loader.name] = module
    try:
        loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise InputError(name, "not-loaded", error=f"{type(error).__name__}: {error}") from error
    return module
