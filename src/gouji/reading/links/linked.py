"""Claims with the totals that their text ties them to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import PAIRING
from gouji.facts.table.told import Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import Sentence
from gouji.reading.links import holds
from gouji.reading.links.added_up import added_by_name, added_up, made_up, named_ahead
from gouji.reading.links.all_kinds import all_kinds
from gouji.reading.links.alongside import alongside, paired, parallels
from gouji.reading.links.announced import divided_anew, named, opened
from gouji.reading.links.apart import on_other_terms, years_ago
from gouji.reading.links.balances import balanced
from gouji.reading.links.bands import bands
from gouji.reading.links.breakdowns import breakdowns, without_twice
from gouji.reading.links.counted_sums import all_added, counted_sums, sums_of_so_many
from gouji.reading.links.daily import daily, monthly
from gouji.reading.links.each import of_each
from gouji.reading.links.families import families
from gouji.reading.links.fractions_told import fractions_told
from gouji.reading.links.growths import growths_of_kinds, yearly_growths
from gouji.reading.links.hundred import hundred, open_shares
from gouji.reading.links.link import Link, Refusal
from gouji.reading.links.lists import listed_figures, lists
from gouji.reading.links.means import averaged
from gouji.reading.links.means_between import means_of_kinds
from gouji.reading.links.means_of_spans import drawn, means_of_spans
from gouji.reading.links.mixed import mixed
from gouji.reading.links.moved_apart import moved_apart, moved_near
from gouji.reading.links.moved_shares import moved_shares
from gouji.reading.links.movements import moved
from gouji.reading.links.nested import nested
from gouji.reading.links.openings import newcomers, openings
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.paragraphs import paragraphs
from gouji.reading.links.places import places_moved
from gouji.reading.links.plans import completed
from gouji.reading.links.plans_passed import plans_passed
from gouji.reading.links.portions import portioned
from gouji.reading.links.products import multiplied
from gouji.reading.links.rates import rated
from gouji.reading.links.ratios import ratios
from gouji.reading.links.rest_told import rest_told, rest_untold
from gouji.reading.links.sentences import by_sentences, classes
from gouji.reading.links.shares import of_wholes, shared, with_named_wholes
from gouji.reading.links.siblings import siblings
from gouji.reading.links.silence import silences
from gouji.reading.links.stocks import gathered, stocks
from gouji.reading.links.sums_near import sums_near
from gouji.reading.links.times import OF_TIMES, times

LINKERS: tuple[tuple[Callable[[Paragraph], Iterator[Link | Refusal]], holds.Need], ...] = (
    (counted_sums, holds.counts_and_more),
    (all_added, holds.three_levels),
    (sums_of_so_many, holds.three_levels),
    (named_ahead, holds.three_levels),
    (families, holds.three_levels),
    (times, holds.several_times),
    (all_kinds, holds.three_alike),
    (bands, holds.bands),
    (partial(breakdowns, ways=(opened, added_up, made_up, named, divided_anew)), holds.two_levels),
    (by_sentences, holds.three_levels),
    (rest_told, holds.rest),
    (rest_untold, holds.rest),
    (mixed, holds.counts_and_sum),
    (classes, holds.two_levels),
    (parallels, holds.among),
    (sums_near, holds.four_levels),
)
"""What finds links in a paragraph, each with what it must hold for that."""
Reader = Callable[[Paragraph], Iterator[Claim | Refusal]]
"""What reads claims of a paragraph anew."""
RENEWERS: tuple[tuple[Reader, holds.Need], ...] = (
    (moved_near, holds.moved_near),
    (moved, holds.several),
    (moved_apart, holds.moved_apart),
    (places_moved, holds.two_places),
    (lists, holds.counts),
    (listed_figures, holds.counts_and_more),
    (of_wholes, holds.share),
    (yearly_growths, holds.growths),
)
"""Those that do so by the claims beside them."""
COMPLETERS: tuple[tuple[Reader, holds.Need], ...] = (
    (years_ago, holds.apart),
    (on_other_terms, holds.apart),
    (paired, holds.parts),
    (added_by_name, holds.three_levels),
    (of_each, holds.each),
    (alongside, holds.parts),
    (balanced, holds.balance),
    (plans_passed, holds.plan),
    (stocks, holds.stock_and_flows),
    (gathered, holds.gathering),
    (openings, holds.opening),
    (newcomers, holds.new_and_total),
    (shared, holds.percentage),
    (completed, holds.percentage),
    (nested, holds.share),
    (portioned, holds.share),
    (fractions_told, holds.fraction),
    (siblings, holds.share),
    (moved_shares, holds.moved_shares),
    (hundred, holds.percentage),
    (open_shares, holds.shares),
    (growths_of_kinds, holds.three_growths),
    (means_of_kinds, holds.kinds_of_means),
    (rated, holds.rate_of_figures),
    (ratios, holds.ratio),
    (averaged, holds.mean),
    (means_of_spans, holds.mean_span),
    (drawn, holds.one_yuan),
    (multiplied, holds.so_much_each),
    (daily, holds.daily_mean),
    (monthly, holds.monthly_mean),
)
"""Those that do so by what claims are parts of."""


class Linked(NamedTuple):
    """What linkers make of a text.

    Attributes:
        claims: Its claims, with the totals and constructs that the linkers find in its paragraphs.
        tell: Tells its sentences with several figures of one unit, and why nothing ties these. A draft does
            not ask.
    """

    claims: list[Claim]
    tell: Callable[[], Iterable[Told]]


def linked(text: str, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Linked:
    """Return the claims of a text as linkers tie them."""
    refused: list[Refusal] = []
    claims = with_named_wholes(text, claims)
    kept = {claim.start: claim for claim in claims if claim.interval}
    parts: list[Paragraph] = []
    for paragraph in paragraphs(text, _bounds(sentences), claims):
        renewed = _renewed(paragraph, refused)
        parts.append(paragraph.renewed(renewed))
        tied = _with_totals(parts[-1], refused)
        kept |= renewed | tied | _completed(parts[-1].renewed(tied), refused)
    told = [kept.get(claim.start, claim) if claim.form != PAIRING else claim for claim in claims]
    return Linked(told, partial(silences, parts, kept, refused))


Anew = dict[int, Claim]
"""The claims of a paragraph that are read anew, by where they start."""


def _renewed(paragraph: Paragraph, refused: list[Refusal]) -> Anew:
    """Return what renewers read anew; each of them reads the paragraph as it was."""
    renewed: Anew = {}
    for read, need in RENEWERS:
        if need(paragraph):
            renewed |= _read(read, paragraph, refused)
    return renewed


def _with_totals(paragraph: Paragraph, refused: list[Refusal]) -> Anew:
    """Return the claims that linkers find to be parts of others."""
    found = [one for find, need in LINKERS if need(paragraph) for one in find(paragraph)]
    if not found:
        return {}
    found = without_twice(paragraph, found)
    refused += [one for one in found if isinstance(one, Refusal)]
    tied = _ties(one for one in found if not isinstance(one, Refusal))
    known = {claim.start: claim for claim in paragraph.claims}
    return {part: _tied(known[part], known[link.whole], link, way) for part, (link, way) in tied.items()}


def _completed(paragraph: Paragraph, refused: list[Refusal]) -> Anew:
    """Return what completers read anew, one behind the other."""
    completed: Anew = {}
    for read, need in COMPLETERS:
        if need(paragraph) and (anew := _read(read, paragraph, refused)):
            completed |= anew
            paragraph = paragraph.renewed(anew)
    return completed


def _read(read: Reader, paragraph: Paragraph, refused: list[Refusal]) -> Anew:
    """Return the claims that a linker reads anew; what it refuses goes to *refused*."""
    found = list(read(paragraph))
    if not found:
        return {}
    refused += [one for one in found if isinstance(one, Refusal)]
    return {claim.start: claim for claim in found if not isinstance(claim, Refusal)}


def _ties(found: Iterable[Link]) -> dict[int, tuple[Link, str]]:
    """Return the link of each part, with the name of the breakdown; the first that has a part ties it."""
    tied: dict[int, tuple[Link, str]] = {}
    ways: Counter[int] = Counter()
    for link in found:
        if not any(part in tied for part in link.parts):
            ways[link.whole] += 1
            # Parts of a second way to divide a total are no parts of the first.
            apart = link.exclusive or ways[link.whole] > 1
            way = f"分法{ways[link.whole]}" if apart else ""
            tied |= dict.fromkeys(link.parts, (link, way))
    return tied


def _tied(claim: Claim, whole: Claim, link: Link, way: str) -> Claim:
    """Return a claim as a part; it is of the period of its total, unless that has several times."""
    if claim.interval is None or claim.whole not in {None, link.whole}:
        return claim
    totals = ((link.whole, way),) if way else ()
    period = claim.period if link.via == OF_TIMES else whole.period
    return claim._replace(
        whole=link.whole, totals=totals, via=link.via, complete=link.complete, period=period
    )


def _bounds(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end: each sentence that opens one, and those up to the next."""
    firsts = [at for at, sentence in enumerate(sentences) if sentence.first]
    pairs = pairwise((*firsts, len(sentences)))
    return [(sentences[first].start, sentences[end - 1].end) for first, end in pairs]
