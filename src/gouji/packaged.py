"""The files that lie beside gouji's modules; ``importlib.resources`` would slow down each start."""

import tomllib
from pkgutil import get_data
from typing import Any


def packaged_text(package: str, name: str) -> str:
    """Return a text file of a package of gouji; FileNotFoundError where the installation lacks it."""
    return (get_data(package, name) or b"").decode("utf-8")


def packaged_toml(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML file of a package of gouji; errors as `packaged_text`."""
    return tomllib.loads(packaged_text(package, name))
