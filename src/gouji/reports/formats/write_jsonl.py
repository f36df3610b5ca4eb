"""JSON Lines: one finding a line, as the contract has it."""

import json

from gouji.reports.formats.record import Record
from gouji.reports.text import Style

_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""What some programs take for the end of a line, escaped; JSON has such signs in strings only."""


def render(record: Record, _style: Style) -> str:
    """Return the findings, worst first; both languages, whatever the style."""
    lines = (json.dumps(one, ensure_ascii=False) for one in record.findings)
    return "".join(f"{line.translate(_LINE_ENDS)}\n" for line in lines)
