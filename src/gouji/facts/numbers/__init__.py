"""Numbers: exact intervals, rounding errors, and how numbers are written for people."""
