"""The part with the summaries that were checked: where they come from, and which file it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reports.html.links import web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.table.dimensions import Summary
    from gouji.reports.html.words import PageWords


@dataclass(frozen=True, slots=True)
class Source:
    """A summary; *link* is its address where it may be followed."""

    title: str
    publisher: str
    published: str
    standing: str
    url: str
    link: str
    sha256: str


def sources(summaries: Iterable[Summary], words: PageWords) -> tuple[Source, ...]:
    """Return the summaries in the order of their table."""
    return tuple(
        Source(
            title=summary.title or summary.id,
            publisher=summary.publisher,
            published=summary.published,
            standing=words.standings.get(summary.standing, ""),
            url=summary.url,
            link=web_address(summary.url),
            sha256=summary.sha256,
        )
        for summary in summaries
    )
