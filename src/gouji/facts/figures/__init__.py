"""Figures: from the characters that state a value to what they can stand for.

`parse` reads one quote, `scan` finds those of a running text. Their parts are data: numerals
(`numerals.NUMERAL`), units (`units.KNOWN`), words before (`prefixes`) and after (`qualifiers`) a number;
all patterns are bounded, so that time grows linearly with the text.
"""
