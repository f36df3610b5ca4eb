"""Column names, and the words that cells may hold. Cheap to import: `gouji rules` needs them too."""

import re

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
PLACE = "place"
CERTAINTY = "certainty"
VIA = "via"
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
DISTINCT = "distinct"
FINGERPRINT = "fingerprint"
RULE = "rule"
REASON = "reason"
WHO = "who"
SAID = "said"
SUMMARIES = "summaries"
# Where a row was read: added by the loader, not in any file.
FILE = "file"
LINE = "line"

CELL_PLACE = re.compile(
    "表(?P<table>[0-9]+)(?:“(?P<row>[^”]+)”行)?(?:“(?P<heading>[^”]+)”列)?!(?P<column>[A-Z]+)(?P<number>[0-9]+)"
)
"""The place of a cell: its table, the names of its row and column, and both as spreadsheets write them."""

FACT_COLUMNS = (
    SUMMARY, ID, SECTION, FORM, SUBJECT, PARTNER, ALONE, INDICATOR, MEASURE, BASE, PERIOD, SCOPE, STAGE,
    QUOTE, START, END, LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT, WHOLE, PLACE, CERTAINTY, VIA, COMPLETE, MEMBERS,
    NOTE,
)  # fmt: skip
SUMMARY_COLUMNS = (ID, SERIES, YEAR, TITLE, PUBLISHER, PUBLISHED, URL, STANDING, SHA256, READER)
ENTITY_COLUMNS = (ID, NAME, ALIASES, KIND, SIDE, LEVEL, FUNCTION, COUNTERPART, SINCE, UNTIL)
INDICATOR_COLUMNS = (
    ID, NAME, ALIASES, UNIT, BASIS, AREA, ADDS_TO, GROWTH_PRICE, REMOVABLE, EDITION, REVISABLE, BOUNDED,
    BETTER, DISTINCT,
)  # fmt: skip
WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON, WHO, UNTIL, SAID, SUMMARIES)
REQUIRED_WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON)
REQUIRED_FACT_COLUMNS = (ID, PERIOD, INDICATOR, QUOTE)
BOUND_COLUMNS = (LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT)

DEFAULTS = {SECTION: "review", MEASURE: "level", STAGE: "actual"}
"""What an empty cell means, in columns that have a default."""


SECTIONS = ("review", "term", "target", "plan", "background", "note")
AHEAD = frozenset({"target", "plan"})
"""Sections that state targets and plans; they are compared only with one another."""
FIGURE_FORMS = ("count", "amount", "ratio", "point", "ordinal", "date")
FORMS = (*FIGURE_FORMS, "list", "pairing")
ALONES = ("joint", "region", "third_party", "not_said")
MEASURES = ("level", "change", "growth", "share", "rank", "completion", "contribution", "mean")
TAKEN_OFF, SIGNS = "-", frozenset("+-")
"""Breakdowns of a balance: what was added, and what was taken off."""
REST = "rest"
"""Kind of both wholes of a rate that is what the second leaves of the first: a margin, of sales and costs."""
RATE = "rate"
"""Kind of both wholes of a rate that is the second over the first, whatever its measure: 合格率."""
AT_MOST = "most"
"""Kind of both wholes of a rate that is no more than the second over the first, which may have had others."""
OVER = "over"
"""Kind of both wholes of what the second, an outcome, is above the first, a plan, in percent of that."""
SIBLING, OF_100, NESTED, BETWEEN, WITHIN = "sibling", "100", "nested", "between", "within"
"""Kinds of wholes of a share: of a total nobody tells (its first one, and its part); of 100 %; of a share.
That of a growth begins with BETWEEN, that of a mean is WITHIN: of all, which lies between the parts."""
PRICES = "prices"
"""Kind of both wholes of a real growth: the nominal one, and that of the prices of what people consume."""
WAY = "="
"""What the kind of a part begins with whose whole is told by the sum of a division: =1, =2 for each."""
SAME, LIKE = "same", "like"
APART, OF_ROW = "movement.apart", "movement.row"
"""The constructs (`via`) of a movement whose figures stand apart in their text, or in a row of a table."""
_OF_SHARES = {NESTED, SIBLING, OF_100, WITHIN, PRICES}
NO_PARTS = SIGNS | _OF_SHARES | {REST, RATE, AT_MOST, OVER, SAME, LIKE} | {f"{WAY}{n}" for n in range(10)}
"""Kinds of what is no part of its whole; the last two name what a row tells again."""
NO_SUMMANDS = frozenset({"share", "mean", "growth", "completion", "contribution"})
"""Measures that name in ``whole`` what they are of, in whatever unit; they never add up to it."""
STAGES = ("actual", "target", "plan", "expected", "preliminary", "final", "revised")
SETTLED = frozenset({"actual", "preliminary", "final", "revised"})
"""Stages of outcomes; the others are targets, plans and expectations."""
CERTAINTIES = ("known", "phrase", "cut")
"""How sure a row is that was read from a text; empty: a person coded or checked it."""
STANDINGS = ("primary", "second-hand")
KINDS = ("body", "place", "joint")
BASES = ("flow", "stock", "cumulative")
GROWTH_PRICES = ("nominal", "real")
BETTERS = ("up", "down")
