"""Claims with the totals that their text ties them to, and why nothing ties others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import DATE, ORDINAL, PAIRING
from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.table.told import SENTENCE, Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import PLAN, TARGET, Sentence
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links import holds
from gouji.reading.links.added_up import added_by_name, added_up, made_up, named_ahead
from gouji.reading.links.all_kinds import all_kinds, growths_of_kinds, moved_shares, yearly_growths
from gouji.reading.links.alongside import alongside, paired, parallels
from gouji.reading.links.announced import divided_anew, named, opened
from gouji.reading.links.balances import balanced
from gouji.reading.links.breakdowns import breakdowns, of_made_totals, without_twice
from gouji.reading.links.counted_sums import (
    all_added,
    by_sentences,
    classes,
    counted_sums,
    mixed,
    sums_of_so_many,
)
from gouji.reading.links.daily import daily, monthly
from gouji.reading.links.families import bands, families
from gouji.reading.links.holds import three_alike
from gouji.reading.links.hundred import hundred, open_shares
from gouji.reading.links.link import BOUNDS, OF_LISTS, PLANNED, SIDE_BY_SIDE, YEARLY, Link, Refusal
from gouji.reading.links.lists import lists
from gouji.reading.links.means import averaged
from gouji.reading.links.means_of_spans import drawn, means_of_kinds, means_of_spans
from gouji.reading.links.moved_apart import moved_apart, moved_near
from gouji.reading.links.movements import moved, on_other_terms, places_moved, years_ago
from gouji.reading.links.nearly import changes_of_changes, moved_nearly, parts_beyond, summed_nearly
from gouji.reading.links.nearly_rates import rated_nearly
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.paragraphs import paragraphs
from gouji.reading.links.plans import completed, plans_passed
from gouji.reading.links.portions import portioned
from gouji.reading.links.rates import rated
from gouji.reading.links.ratios import ratios
from gouji.reading.links.shares import fractions_told, nested, of_wholes, with_named_wholes
from gouji.reading.links.siblings import siblings
from gouji.reading.links.stocks import gathered, newcomers, openings, stocks
from gouji.reading.links.sums_near import multiplied, of_each, rest_told, rest_untold, sums_near
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
    (of_wholes, holds.share),
    (yearly_growths, holds.growths),
)
"""Those that do so by the claims beside them."""
COMPLETERS: tuple[tuple[Reader, holds.Need], ...] = (
    (moved_nearly, holds.several),
    (changes_of_changes, holds.several),
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
    (summed_nearly, holds.three_levels),
    (rated_nearly, holds.rate_and_figures),
    (parts_beyond, holds.two_levels),
)
"""Those that do so by what claims are parts of."""


class Linked(NamedTuple):
    """What linkers make of a text.

    Attributes:
        tell: Tells its sentences with several figures of one unit, and why nothing ties these. A draft does
            not ask.
    """

    claims: list[Claim]
    tell: Callable[[], Iterable[Told]]


def linked(text: str, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Linked:
    """Return the claims of a text as linkers tie them."""
    refused: list[Refusal] = []
    kept = {claim.start: claim for claim in claims if claim.interval}
    parts: list[Paragraph] = []
    for paragraph in paragraphs(text, _bounds(text, sentences), claims):
        renewed = _renewed(paragraph, refused)
        parts.append(paragraph.renewed(renewed))
        kept |= renewed
    # Only now the level of 比上年的A增长B is of the year before, and no total of this one.
    kept |= (wholes := with_named_wholes(text, [kept.get(claim.start, claim) for claim in claims]))
    parts = [paragraph.renewed(wholes) for paragraph in parts]
    for paragraph in parts:
        tied = _with_totals(paragraph, refused)
        kept |= tied | _completed(paragraph.renewed(tied), refused)
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
    found = list(of_made_totals(paragraph, without_twice(paragraph, found)))
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


def _bounds(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return where paragraphs begin and end: each sentence that opens one, and those up to the next.

    A line that begins with 其中 goes on with the one before.
    """
    among = pattern("is_among")
    firsts = [
        at for at, one in enumerate(sentences) if one.first and not (at and among.match(text, one.start))
    ]
    pairs = pairwise((*firsts, len(sentences)))
    return [(sentences[first].start, sentences[end - 1].end) for first, end in pairs]


NO_WORD, PERIODS, NO_LEVEL_BEFORE = "no-word", "periods-differ", "no-level-before"
NO_TOTAL, UNSURE_TOTAL = "no-total-before", "unsure-total"
NO_WHOLE, NO_TERMS, TIMES, TARGETS = "no-whole", "no-terms", "times", "targets"
_NO_SUMMANDS = frozenset({DATE, ORDINAL})


def silences(
    paragraphs: Sequence[Paragraph], claims: Mapping[int, Claim], refusals: Iterable[Refusal]
) -> Iterator[Told]:
    """Yield the sentences with three and more figures of one unit, once for each such unit.

    The *claims* are as the linkers have left them, by where they start; *refusals* were tried and not made.
    """
    wholes = {at for claim in claims.values() for at in _totals(claim)}
    refused: dict[int, list[str]] = {}
    for one in refusals:
        for at in one.figures:
            refused.setdefault(at, []).append(one.reason)
    for paragraph in paragraphs:
        if not three_alike(paragraph):
            continue
        for start, end, places in _sentences(paragraph):
            for unit, group in _by_unit(paragraph, places):
                starts = [paragraph.claims[at].start for at in group]
                tied = any(at in wholes or _totals(claims[at]) for at in starts)
                reason = "" if tied else _reason(paragraph, group, claims, refused)
                figures = tuple((at, claims[at].end) for at in starts)
                yield Told(SENTENCE, start, end, unit, figures, reason)


def _totals(claim: Claim) -> list[int]:
    """Return where the totals of a claim start."""
    return [at for at, _ in claim.totals] + ([] if claim.whole is None else [claim.whole])


def _sentences(paragraph: Paragraph) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the sentences that have figures: start, end, places of the figures; a semicolon ends none."""
    text, stops = paragraph.text, pattern("full_stop")
    at, start = 0, paragraph.start
    while at < len(paragraph.claims):
        stop = stops.search(text, paragraph.claims[at].end, paragraph.end)
        end = stop.end() if stop else paragraph.end
        places = [at]
        while places[-1] + 1 < len(paragraph.claims) and paragraph.claims[places[-1] + 1].start < end:
            places.append(places[-1] + 1)
        before = [found.end() for found in stops.finditer(text, start, paragraph.claims[at].start)]
        start = before[-1] if before else start
        yield start, end, places
        at, start = places[-1] + 1, end


def _by_unit(paragraph: Paragraph, places: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the figures of a unit of which there are several."""
    found: dict[str, list[int]] = {}
    for at in places:
        if paragraph.claims[at].form not in _NO_SUMMANDS:
            found.setdefault(paragraph.kinds[at], []).append(at)
    yield from ((unit, group) for unit, group in found.items() if unit and len(group) >= 3)


def _reason(
    paragraph: Paragraph, group: Sequence[int], claims: Mapping[int, Claim], refused: Mapping[int, list[str]]
) -> str:
    """Return why the figures of a group are not tied: what a linker said of the list, or of most of them."""
    said = {one for at in group for one in refused.get(paragraph.claims[at].start, ())}
    if of_list := next((one for one in OF_LISTS if one in said), ""):
        return of_list
    asked = paragraph.renewed(claims)
    levels = (at for at in group if asked.added_in[at] and not _is_bound(asked, at))
    first = next((at for at in levels if _opens_parts(asked, at)), None)
    if first is not None:
        return UNSURE_TOTAL if any(asked.alike(at, first) for at in range(first)) else NO_TOTAL
    found = (_of_one(asked, at, group, refused.get(asked.claims[at].start, ())) for at in group)
    return Counter(found).most_common(1)[0][0]


def _is_bound(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is a bound: 2000万元及以上."""
    return pattern("is_a_bound").search(paragraph.quote(at)) is not None


def _opens_parts(paragraph: Paragraph, at: int) -> bool:
    """Whether words before a figure say that it is the first of the parts of something: 其中, 分类型看."""
    said = pattern("full_stop").split(paragraph.before(at))[-1]
    return pattern("opens_parts").match(said) is not None


def _of_one(paragraph: Paragraph, at: int, group: Sequence[int], refused: Collection[str]) -> str:
    """Return why a figure is tied to no other: what a linker said of it, else what all linkers ask first."""
    claim = paragraph.claims[at]
    if claim.measure == "mean" and _is_bound(paragraph, at):
        return BOUNDS
    if apart := {one for one in refused if one != SIDE_BY_SIDE or not claim.changes}:
        return min(apart)
    reason = _as_read(claim, paragraph.names[at])
    if reason or paragraph.added_in[at]:
        return reason or _of_level(paragraph, at, group)
    return TIMES if claim.unit in TIME_UNITS else NO_TERMS


def _as_read(claim: Claim, said: str) -> str:
    """Return why a figure is tied to none by what it states, and the words before it; empty for a level."""
    if claim.section in {TARGET, PLAN}:
        return TARGETS
    if claim.changes or claim.unit == POINTS:
        return YEARLY if pattern("yearly").search(said) else NO_LEVEL_BEFORE
    if claim.measure == "share":
        return NO_WHOLE
    return NO_TERMS if claim.unit == "%" or claim.measure != "level" else ""


def _of_level(paragraph: Paragraph, at: int, group: Sequence[int]) -> str:
    """Return why a level that others may be added to is tied to none."""
    if _is_bound(paragraph, at):
        return BOUNDS
    if paragraph.bases[at]:
        return PLANNED
    return NO_WORD if any(paragraph.alike(at, other) for other in group if other != at) else PERIODS
