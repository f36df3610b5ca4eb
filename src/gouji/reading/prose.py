"""What a text says in sentences: its claims, and what they say of one another."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from gouji.facts.figures.fold import Folded, fold
from gouji.facts.table.told import Told
from gouji.reading.draft.draft import claims_of
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import Sentence, sentences, without_soft_ends
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.links.items import with_items
from gouji.reading.links.linked import linked


class Prose(NamedTuple):
    """What a text says in sentences.

    Attributes:
        claims: Its claims, in text order.
        sentences: Its sentences, in text order.
        tell: Tells those with several figures of one unit, and why nothing ties these.
    """

    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    tell: Callable[[], Iterable[Told]]


def read_prose(text: str, info: DocumentInfo) -> Prose:
    """Read the sentences of a text; all offsets count in it."""
    folded = fold(without_soft_ends(text))
    found = tuple(sentences(folded.text, info))
    tied, tell = linked(folded.text, found, claims_of(folded.text, info, found))
    claims = with_items(folded.text, tied)
    if not folded.cuts:
        return Prose(tuple(claims), found, tell)
    placed = (one._replace(start=folded.original(one.start, one.end)[0]) for one in found)
    shown = partial(_told_in_original, tell, folded)
    return Prose(tuple(_in_original(claim, folded) for claim in claims), tuple(placed), shown)


def _told_in_original(tell: Callable[[], Iterable[Told]], folded: Folded) -> Iterator[Told]:
    for one in tell():
        start, end = folded.original(one.start, one.end)
        figures = tuple(folded.original(*at) for at in one.figures)
        yield one._replace(start=start, end=end, figures=figures)


def _in_original(claim: Claim, folded: Folded) -> Claim:
    start, end = folded.original(claim.start, claim.end)
    whole = None if claim.whole is None else folded.original(claim.whole, claim.whole + 1)[0]
    totals = tuple((folded.original(at, at + 1)[0], kind) for at, kind in claim.totals)
    return claim._replace(start=start, end=end, whole=whole, totals=totals)
