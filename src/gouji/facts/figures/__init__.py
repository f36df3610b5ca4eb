"""Figures: from the characters that state a value to what they can stand for.

`parse` reads one quote, `scan` finds the figures of running text. Their building blocks are data:
numerals (`numerals.NUMERAL`), units (`units.KNOWN`) and the words around a number (`qualifiers`); all
patterns are bounded, so that time grows linearly with the text.
"""
