"""How a report is wanted: language, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.checks.messages import Language


@dataclass(frozen=True, slots=True)
class Style:
    """Attributes: language; detail: 0 = findings only, 1 = with places and the account, 2 = all."""

    language: Language = "zh"
    detail: int = 1
