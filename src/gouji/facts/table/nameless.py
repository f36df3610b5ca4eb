"""The construct of figures that stand apart in their text."""

APART = "movement.apart"
"""The construct (`via`) of a movement whose figures stand apart in their text."""
