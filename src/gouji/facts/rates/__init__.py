"""Figures that others make: growth of levels, shares, averages, converted units."""
