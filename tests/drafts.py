"""The draft rows of a text, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reading.draft.draft import rows_of
from gouji.reading.identity.document_info import document_info
from gouji.reading.prose import read_prose

if TYPE_CHECKING:
    from collections.abc import Mapping


def draft(text: str, summary: str, name: str = "") -> list[Mapping[str, str]]:
    """Return what the sentences of a text claim, as rows."""
    return rows_of(read_prose(text, document_info(name or summary, text)).claims, text, summary)
