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
    from gouji.facts.table.facts import Facts

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
        family: The folder that it lies in, as ``years``; empty of a relation or a workspace's own rule.
        needs_texts: It finds nothing without the source texts.
        decides_figures: A binding of it decides something about the figures in it, not only about where
            they stand, or who acts.
        of_targets: It holds targets against outcomes.
        of_absence: It finds that somebody is not named.
        check: Facts in, verdicts out. It prints nothing, and raises nothing for bad facts.
    """

    code: str
    name: str
    level: Level
    scope: Scope
    page: str
    check: Callable[..., Any]
    family: str = ""
    needs_texts: bool = False
    decides_figures: bool = True
    of_targets: bool = False
    of_absence: bool = False

    def __call__(self, facts: Facts) -> tuple[Verdict, ...]:
        """Apply the rule to facts that hold whole scopes."""
        found: Iterable[Verdict] = self.check(facts)
        return tuple(found)


def rule(
    code: str,
    *,
    name: str,
    level: Level,
    scope: Scope,
    needs_texts: bool = False,
    decides_figures: bool = True,
    of_targets: bool = False,
    of_absence: bool = False,
) -> Callable[[Callable[[Facts], Iterable[Verdict]]], Rule]:
    """Make a function a rule; its docstring becomes its page. The arguments are attributes of `Rule`.

    Raises:
        ValueError: The code has another form than ``GJ205`` or ``CY-11``, or there is no docstring.
    """

    def made(check: Callable[[Facts], Iterable[Verdict]]) -> Rule:
        return Rule(
            _sound(code), name, level, scope, _page(code, check), check, _family(check),
            needs_texts, decides_figures, of_targets, of_absence,
        )  # fmt: skip

    return made


def table_rule(code: str, *, name: str, level: Level = "error") -> Callable[[Callable[..., Any]], Rule]:
    """Make a function over cells, or over rows that are no facts, a rule that runs outside the runner."""
    return lambda check: Rule(
        _sound(code), name, level, "table", _page(code, check), check, _family(check), decides_figures=False
    )


def _sound(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f'"{code}" is no code of a rule; expected GJ205 or, in a workspace, CY-11')
    return code


def _page(code: str, check: Callable[..., Any]) -> str:
    if not check.__doc__:
        raise ValueError(f"{code} has no docstring; expected its page")
    return inspect.cleandoc(check.__doc__)


def _family(check: Callable[..., Any]) -> str:
    """The folder of the engine's rules that a function stands in."""
    package, _, family = check.__module__.rpartition(".")[0].rpartition(".")
    return family if package == "gouji.checks.rules" else ""
