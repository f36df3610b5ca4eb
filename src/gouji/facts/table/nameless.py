"""What stands for what a text does not say: its year, and the names of figures that stand apart."""

NAMELESS = 9001
"""The year of a text that names none: such a period tells times apart, and is not shown."""
APART = "movement.apart"
"""The construct (`via`) of a movement whose figures stand apart in their text."""
