"""How much is read: beyond it a file is refused, before it is in memory."""

from __future__ import annotations

TEXT_BYTES = 16 << 20
"""Of a file of text or HTML; a report has a hundredth of it."""
PACKED_BYTES = 200 << 20
"""Of a file of Word or PDF, pictures and all."""
PART_BYTES = 64 << 20
"""Of one part of a Word file, unpacked."""
MEMBERS = 10_000
"""Files within a Word file."""
PAGES = 3000
"""Pages of a PDF."""
CHARACTERS = 16 << 20
"""Characters of what was read."""
PDF_MEMORY = 3 << 29
"""Bytes that reading a PDF may take."""
PDF_SECONDS = 60
"""Seconds of computing that reading a PDF may take."""
