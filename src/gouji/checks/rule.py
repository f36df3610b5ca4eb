"""What a rule is: one function, its code, its page.

The only module of the engine that a rule imports when it is loaded, so that ``gouji rules``
and ``gouji explain`` need neither pandas nor pandera.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from gouji.checks.verdict import (
    Bound,
    Phrase,
    Verdict,
    bind,
    consistent,
    inconsistent,
    judged,
    tell,
    unchecked,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gouji.checks.verdict import Level
    from gouji.facts.table import Facts

__all__ = [
    "Bound", "Phrase", "Rule", "Scope", "Verdict", "bind", "consistent", "inconsistent", "judged", "rule",
    "table_rule", "tell", "unchecked",
]  # fmt: skip

Scope = Literal["table", "row", "summary", "matter", "act", "workspace"]
"""What a rule must see at once. ``table`` rules see cells, and run with the schema."""

_CODE = re.compile(r"GJ[0-9]{3}|(?!GJ)[A-Z][A-Z0-9]{1,7}-[0-9A-Z]{1,8}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    Attributes:
        code: ``GJ205``, or a workspace's own as ``CY-11``.
        name: What it is called, as ``total-of-parts``.
        level: The gravest level that it reports.
        scope: The facts that it must see at once.
        page: Its docstring: what must hold, why, an example, the source.
        check: Facts in, verdicts out. It prints nothing, and raises nothing for bad facts.
    """

    code: str
    name: str
    level: Level
    scope: Scope
    page: str
    check: Callable[..., Any]

    def __call__(self, facts: Facts) -> tuple[Verdict, ...]:
        """Apply the rule to facts that hold whole scopes."""
        found: Iterable[Verdict] = self.check(facts)
        return tuple(found)


def rule(
    code: str, *, name: str, level: Level, scope: Scope
) -> Callable[[Callable[[Facts], Iterable[Verdict]]], Rule]:
    """Make a function a rule; its docstring becomes its page.

    Raises:
        ValueError: The code has another form than ``GJ205`` or ``CY-11``, or there is no docstring.
    """
    return lambda check: _made(code, name, level, scope, check)


def table_rule(code: str, *, name: str, level: Level = "error") -> Callable[[Callable[..., Any]], Rule]:
    """Make a function over cells, or over rows that are no facts, a rule that runs outside the runner."""
    return lambda check: _made(code, name, level, "table", check)


def _made(code: str, name: str, level: Level, scope: Scope, check: Callable[..., Any]) -> Rule:
    if not _CODE.fullmatch(code):
        raise ValueError(f'"{code}" is no code of a rule; expected GJ205 or, in a workspace, CY-11')
    if not check.__doc__:
        raise ValueError(f"{code} has no docstring; expected its page")
    return Rule(code, name, level, scope, inspect.cleandoc(check.__doc__), check)
