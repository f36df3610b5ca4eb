"""What a user says of documents, against what their texts say."""

from typing import NamedTuple


class Stated(NamedTuple):
    """What a user says that documents are; empty: what their texts say."""

    publisher: str = ""
    year: int | None = None
    series: str = ""


AS_TOLD = Stated()
"""A user says nothing: documents are what their texts say."""
