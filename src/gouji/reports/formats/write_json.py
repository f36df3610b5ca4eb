"""The JSON contract itself."""

from gouji.reports.formats.record import Record
from gouji.reports.json import written
from gouji.reports.text import Style


def render(record: Record, _style: Style) -> str:
    """Return the contract as JSON."""
    return written(record.contract)
