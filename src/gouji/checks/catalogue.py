"""What rules there are, and their pages: read without running anything of a workspace.

``gouji rules`` and ``gouji explain`` need this alone; a workspace's Python is read with ``ast``.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from gouji.checks.relations.declared import read_relations
from gouji.checks.rules import engine_rules
from gouji.facts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.checks.messages import Language
    from gouji.checks.relations.declared import Relation
    from gouji.checks.rule import Rule
    from gouji.facts.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as a reader meets it: the engine's, a relation, or a workspace's own."""

    code: str
    name: str
    level: str
    scope: str
    page: str

    @property
    def title(self) -> str:
        """The first sentence of the page."""
        return self.page.partition("\n\n")[0].replace("\n", " ")


def catalogue(workspace: Workspace | None, language: Language) -> tuple[Entry, ...]:
    """Return every rule that an audit of *workspace* would run; the engine's alone for None.

    Raises:
        InputError: The workspace's relations or rule files cannot be read.
    """
    found = [_of_engine(rule, language) for rule in engine_rules()]
    if workspace is not None:
        relations = read_relations(workspace.relations, workspace.name_of(workspace.relations))
        found += [_of_relation(relation) for relation in relations]
        found += [entry for path in workspace.rule_files for entry in _of_file(path, workspace.name_of(path))]
    return tuple(found)


def _of_engine(rule: Rule, language: Language) -> Entry:
    page = rule.page
    if language == "zh":
        page = files("gouji.checks").joinpath(f"pages/zh/{rule.code}.md").read_text(encoding="utf-8").strip()
    return Entry(rule.code, rule.name, rule.level, rule.scope, page)


def _of_relation(relation: Relation) -> Entry:
    page = f"{relation.formula}\n\n{relation.why}"
    return Entry(relation.id, "relation", relation.level, "workspace", page)


def _of_file(path: Path, name: str) -> Iterator[Entry]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise InputError(name, f"no Python: {error}; expected a file with rules") from None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from (
                entry for call in node.decorator_list if (entry := _of_decorator(call, node)) is not None
            )


def _of_decorator(call: ast.expr, function: ast.FunctionDef) -> Entry | None:
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "rule"):
        return None
    code = call.args[0] if call.args else None
    words = {keyword.arg: keyword.value for keyword in call.keywords}
    values = [code, *(words.get(name) for name in ("name", "level", "scope"))]
    told = [str(value.value) if isinstance(value, ast.Constant) else "?" for value in values]
    return Entry(told[0], told[1], told[2], told[3], inspect.cleandoc(ast.get_docstring(function) or ""))
