"""gouji (勾稽): a checker that finds what cannot be true together in yearly summaries."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.checks.schema import FACTS
    from gouji.facts.files.errors import InputError
    from gouji.library import Document, Findings, audit, read
else:

    def __getattr__(name: str) -> object:
        """Load the library on first use: importing pandas and pandera is slow."""
        if name in __all__:
            return getattr(import_module(_HOMES.get(name, "gouji.library")), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__version__ = "0.1.0"
__all__ = ["FACTS", "Document", "Findings", "InputError", "__version__", "audit", "read"]
_HOMES = {"FACTS": "gouji.checks.schema", "InputError": "gouji.facts.files.errors"}
