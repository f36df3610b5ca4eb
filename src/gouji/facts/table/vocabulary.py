"""The words that cells may hold. Importing this costs nothing: `gouji rules` needs them too."""

from __future__ import annotations

SECTIONS = ("review", "term", "target", "plan", "background", "note")
AHEAD = frozenset({"target", "plan"})
"""Sections that tell what shall be; they are compared with one another only."""
FIGURE_FORMS = ("count", "amount", "ratio", "point", "ordinal", "date")
FORMS = (*FIGURE_FORMS, "list", "pairing")
ALONES = ("joint", "region", "third_party", "not_said")
MEASURES = ("level", "change", "growth", "share", "rank", "completion", "contribution", "mean")
STAGES = ("actual", "target", "plan", "expected", "preliminary", "final", "revised")
SETTLED = frozenset({"actual", "preliminary", "final", "revised"})
"""Stages of what was; the others tell what is to be, or may be expected."""
STANDINGS = ("primary", "second-hand")
KINDS = ("body", "place", "joint")
BASES = ("flow", "stock", "cumulative")
GROWTH_PRICES = ("nominal", "real")
BETTERS = ("up", "down")
