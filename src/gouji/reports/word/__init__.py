"""Findings as comments in a Word document, on the figures that they are about; all else stays as it is."""
