"""Column names of the fact table and of the dimension tables; they stand here and nowhere else.

The contract is repeated for users in ``docs/fact-table.md``.
"""

from __future__ import annotations

ID = "id"
# Fact files.
SUMMARY = "summary"
SECTION = "section"
FORM = "form"
SUBJECT = "subject"
PARTNER = "partner"
ALONE = "alone"
INDICATOR = "indicator"
MEASURE = "measure"
BASE = "base"
PERIOD = "period"
SCOPE = "scope"
STAGE = "stage"
QUOTE = "quote"
START = "start"
END = "end"
LOW = "low"
HIGH = "high"
LOW_OPEN = "low_open"
HIGH_OPEN = "high_open"
UNIT = "unit"
WHOLE = "whole"
COMPLETE = "complete"
MEMBERS = "members"
NOTE = "note"
# Dimension tables.
SERIES = "series"
YEAR = "year"
TITLE = "title"
PUBLISHER = "publisher"
PUBLISHED = "published"
URL = "url"
STANDING = "standing"
SHA256 = "sha256"
READER = "reader"
NAME = "name"
ALIASES = "aliases"
KIND = "kind"
SIDE = "side"
LEVEL = "level"
FUNCTION = "function"
COUNTERPART = "counterpart"
SINCE = "since"
UNTIL = "until"
BASIS = "basis"
AREA = "area"
ADDS_TO = "adds_to"
GROWTH_PRICE = "growth_price"
REMOVABLE = "removable"
EDITION = "edition"
REVISABLE = "revisable"
BOUNDED = "bounded"
BETTER = "better"
FINGERPRINT = "fingerprint"
RULE = "rule"
REASON = "reason"
WHO = "who"
# Where a row was read; added by the loader, in no file.
FILE = "file"
LINE = "line"

FACT_COLUMNS = (
    SUMMARY, ID, SECTION, FORM, SUBJECT, PARTNER, ALONE, INDICATOR, MEASURE, BASE, PERIOD, SCOPE, STAGE,
    QUOTE, START, END, LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT, WHOLE, COMPLETE, MEMBERS, NOTE,
)  # fmt: skip
SUMMARY_COLUMNS = (ID, SERIES, YEAR, TITLE, PUBLISHER, PUBLISHED, URL, STANDING, SHA256, READER)
ENTITY_COLUMNS = (ID, NAME, ALIASES, KIND, SIDE, LEVEL, FUNCTION, COUNTERPART, SINCE, UNTIL)
INDICATOR_COLUMNS = (
    ID, NAME, ALIASES, UNIT, BASIS, AREA, ADDS_TO, GROWTH_PRICE, REMOVABLE, EDITION, REVISABLE, BOUNDED,
    BETTER,
)  # fmt: skip
WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON, WHO, UNTIL)
REQUIRED_WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON)
REQUIRED_FACT_COLUMNS = (ID, PERIOD, INDICATOR, QUOTE)
BOUND_COLUMNS = (LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT)

DEFAULTS = {SECTION: "review", MEASURE: "level", STAGE: "actual"}
"""What an empty cell means, where it means something."""


def items(cell: str) -> tuple[str, ...]:
    """Split a ``;``-list."""
    return tuple(cell.split(";")) if cell else ()


def flag(cell: str) -> bool:
    """Read ``true``; spreadsheets write it back in capitals."""
    return cell.lower() == "true"
