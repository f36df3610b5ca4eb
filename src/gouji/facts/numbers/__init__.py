"""Numbers: exact intervals, what rounding leaves open, how numbers are written out."""
