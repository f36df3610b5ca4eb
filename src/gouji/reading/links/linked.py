"""Claims with the totals that their text ties them to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import Sentence
from gouji.reading.links.breakdowns import breakdowns
from gouji.reading.links.families import families
from gouji.reading.links.paragraph import Link, Paragraph, paragraphs

Linker = Callable[[Paragraph], Iterator[Link]]
"""What finds links in a paragraph."""
LINKERS: tuple[Linker, ...] = (families, breakdowns)


def linked(text: str, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, with the totals and constructs that the linkers find in its paragraphs."""
    found = [
        link
        for paragraph in paragraphs(text, _bounds(text, sentences), claims)
        for linker in LINKERS
        for link in linker(paragraph)
    ]
    tied = {part: link for link in reversed(found) for part in link.parts}
    return [_tied(claim, tied.get(claim.start)) for claim in claims]


def _tied(claim: Claim, link: Link | None) -> Claim:
    if link is None or claim.interval is None or claim.whole not in {None, link.whole}:
        return claim
    return claim._replace(whole=link.whole, via=link.via, complete=link.complete)


def _bounds(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end: sentences with no line end between them."""
    found: list[tuple[int, int]] = []
    for sentence in sentences:
        if found and "\n" not in text[found[-1][1] : sentence.start]:
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((sentence.start, sentence.end))
    return found
