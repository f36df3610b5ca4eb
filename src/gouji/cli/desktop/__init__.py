"""For people without a terminal: starters to double-click, and what these hand over."""

from gouji.reports.text import words_in

WORDS = words_in("gouji.cli.desktop")
"""What is asked and told, in both languages."""
