"""Figures: from the characters that state a value to what they can stand for.

`parse` reads one quote, `scan` finds those of a running text. Their parts are data: numerals
(`numerals.NUMERAL`), units (`units.KNOWN`), words before (`prefixes`) and after (`qualifiers`) a number;
all patterns are bounded, so that time grows linearly with the text.
"""

from gouji.facts.figures.model import Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import Span, scan
from gouji.facts.figures.streaks import is_streak, streak_words
from gouji.facts.figures.units import is_classifier, is_money

__all__ = [
    "Figure", "FigureError", "Span", "is_classifier", "is_money", "is_streak", "parse", "scan",
    "streak_words",
]  # fmt: skip
