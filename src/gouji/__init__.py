"""gouji (勾稽): a checker that finds what cannot be true together in yearly summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.checks.schema import FACTS

__version__ = "0.1.0"
__all__ = ["FACTS", "__version__"]


def __getattr__(name: str) -> object:
    """Load ``FACTS``, the Pandera schema of the fact table, on first use: importing pandera is slow."""
    if name == "FACTS":
        from gouji.checks.schema import FACTS  # noqa: PLC0415

        return FACTS
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
