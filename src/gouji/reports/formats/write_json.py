"""The JSON contract itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reports.json import written

if TYPE_CHECKING:
    from gouji.reports.formats.record import Record
    from gouji.reports.text import Style


def render(record: Record, _style: Style) -> str:
    """Return the contract as JSON."""
    return written(record.contract)
