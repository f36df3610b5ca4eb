"""The engine's rules, one module each. Registering is importing: this package imports them all."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from gouji.checks.rule import Rule

if TYPE_CHECKING:
    from types import ModuleType


@cache
def engine_rules() -> tuple[Rule, ...]:
    """Return every rule of the engine, by code."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return tuple(
        sorted((rule for module in modules for rule in rules_in(module)), key=lambda rule: rule.code)
    )


def rules_in(module: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that a module defines."""
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))
