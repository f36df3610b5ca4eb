"""For people without a terminal: starters to double-click, and what these hand over."""

from gouji.reports.text import words_beside

WORDS = words_beside(__file__)
"""What is asked and told, in both languages."""
