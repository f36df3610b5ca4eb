"""Phrases of several documents for one indicator: joined on evidence, or suggested, never guessed."""
