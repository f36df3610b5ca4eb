"""The examples in docstrings are what happens."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import gouji

MODULES = [
    module.name
    for module in pkgutil.walk_packages(gouji.__path__, "gouji.")
    if not module.name.endswith(("__main__", "pdf_pages"))
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
