"""Documents as people have them, read as text that maps back to paragraph and page.

A format is one module that defines ``read(data, called)``, and a line per suffix in `read.READERS`.
Limits and guards are shared in `guards`; what cannot be read is a one-line error, never a half-read text.
"""
