"""What all tests share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator

# How long an example takes says nothing where other work keeps the machine busy.
settings.register_profile("gouji", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gouji")

_TRACED = 8
"""Of so many cases of a table one is traced: the others run the same lines, at less than half the time."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test, traced where coverage asks for it and it is no other case of a table that was."""
    case = getattr(item, "callspec", None)
    if case is None or sum(case.indices.values()) % _TRACED == 0:
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)
