"""From a text to draft facts: one row per figure or joint act, with the certain cells filled in."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from gouji.facts.figures.fold import Folded
from gouji.facts.figures.model import DATE, ORDINAL, PAIRING
from gouji.facts.numbers.intervals import Interval, plain
from gouji.facts.table import columns as c
from gouji.reading.draft.carried import (
    carried_names,
    carried_on,
    names_of_series,
    series_in,
    values_of_series,
)
from gouji.reading.draft.clauses import holding
from gouji.reading.draft.continuations import continuations, increments, years_told
from gouji.reading.draft.joint_acts import JointAct, joint_acts
from gouji.reading.draft.mentions import Carried, Claim, Claims, Passage, mentions_in
from gouji.reading.draft.no_claims import figures_in, is_no_claim
from gouji.reading.draft.own import own_claims
from gouji.reading.draft.periods import PARTICIPANT_COUNTS
from gouji.reading.draft.sections import Sentence
from gouji.reading.draft.shared_acts import joined_names, shared_acts
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import known_as
from gouji.reading.lexicon.wording import pattern


def rows_of(claims: Sequence[Claim], text: str, summary: str, publisher: str = "") -> list[Mapping[str, str]]:
    """Return the rows of claims, in their order; one that names no subject is about the publisher."""
    ids = {key_of(claim): f"{summary}-{number:04}" for number, claim in enumerate(claims, start=1)}
    quotes = (text[claim.start : claim.end] for claim in claims)
    whole = ("".join(quote.split()) if "\n" in quote else quote for quote in quotes)
    about = summary, publisher
    return [_row(claim, quote, ids, about) for claim, quote in zip(claims, whole, strict=True)]


Pass = Callable[[Passage, Claims], Claims]
"""What reads a passage once more: it takes the claims made so far, and returns what it makes of them."""


class Passes(NamedTuple):
    """The passes over a passage, in their order.

    Attributes:
        own: What each figure states by the words of its own clause, or of the series that it stands in.
        carried: Names carried from the figures before.
        series: Names of a series that states none: those of as many levels before it.
        continuations: Figures that describe one before: 由A增加到B，增长C，占D的E%.
        increments: Totals right behind what was added to them.
        values: What each can stand for, in a series with the words of its first figure.
    """

    own: Pass
    carried: Pass
    series: Pass
    continuations: Pass
    increments: Pass
    values: Pass


PASSES = Passes(own_claims, carried_names, names_of_series, continuations, increments, values_of_series)


def claims_of(text: str, info: DocumentInfo, found: Sequence[Sentence]) -> list[Claim]:
    """Return the claims of a text, sentence by sentence; what one says of the next is carried on."""
    claims: list[Claim] = []
    named: dict[int, Sequence[JointAct]] = {}
    carried = Carried()
    # All words are read before any claim is made: what reads them stays at hand in a processor's cache.
    for sentence, acts, passage_of in list(_passages(text, info, found)):
        if acts:
            named[sentence.start] = acts
            claims += [_claim_of(act, sentence) for act in acts]
        carried = carried.into(text, sentence) if sentence.first or carried.is_of_time else carried
        if passage_of is None:
            if sentence.first:
                carried = Carried(years=carried.years, opening=text[sentence.start : sentence.end])
            continue
        passage = passage_of(carried)
        made, carried = _made(passage)
        left_out = {one.at - 1 for one in passage.mentions if one.limits}
        claims += [
            claim
            for claim, one in zip(made, passage.mentions, strict=True)
            if one.at not in left_out
            and (acts or one.span.quote not in PARTICIPANT_COUNTS)
            and not (claim.form in _DATES_AND_PLACES and is_no_claim(text, one.span))
        ]
    claims += [_claim_of(*one) for one in shared_acts(text, found, info.home, named)]
    return sorted(claims, key=attrgetter("start", "end"))


def _passages(
    text: str, info: DocumentInfo, found: Sequence[Sentence]
) -> Iterator[tuple[Sentence, tuple[JointAct, ...], Callable[[Carried], Passage] | None]]:
    """Yield the sentences of a text with their joint acts; of those with figures how each is read on."""
    spans, joined = figures_in(Folded(text)), holding(joined_names(text), [one.start for one in found])
    starts, last = [*(span.start for span in spans), len(text)], 0
    for sentence in found:
        start, end = sentence.start, sentence.end
        acts = tuple(joint_acts(text, sentence, info.home)) if start in joined else ()
        first = bisect_left(starts, start, last) if starts[last] < end else last
        if starts[first] >= end:
            yield sentence, acts, None
            continue
        last = bisect_left(starts, end, first)
        figures = spans[first:last]
        mentions = mentions_in(text, sentence, figures, [act.end for act in acts])
        dates = tuple([span for span in figures if span.figure.form == DATE])
        timed = pattern("sign_of_time").search(text, start, end) is not None
        series = series_in(mentions)
        yield sentence, acts, partial(Passage, text, sentence, mentions, series, info, acts, dates, timed)


def _made(passage: Passage) -> tuple[Claims, Carried]:
    """Return the claims of a passage, made in `PASSES`, and what it says of the next."""
    made = PASSES.carried(passage, PASSES.own(passage, ()))
    made = PASSES.series(passage, made) if passage.series else made
    years = passage.carried.years
    if _may_continue(passage, made):
        made = PASSES.increments(passage, PASSES.continuations(passage, made))
        years = years_told(passage, made)
    made = PASSES.values(passage, made)
    return made, carried_on(passage, made, years)


def _may_continue(passage: Passage, claims: Claims) -> bool:
    """Whether figures may describe one before them, or years are compared; in most passages neither is so."""
    start, end = passage.sentence.start, passage.sentence.end
    others = [one for one in claims if one.form != DATE] if len(claims) > 1 else ()
    told = all(one.indicator and not one.changes and one.measure != "share" for one in others)
    return not told or pattern("continues").search(passage.text, start, end) is not None


def _claim_of(act: JointAct, sentence: Sentence) -> Claim:
    claim = Claim(act.start, act.end, PAIRING, sentence.section, sentence.period)
    return claim._replace(subjects=act.subjects, partners=act.partners, alone=act.alone)


_DATES_AND_PLACES = frozenset({DATE, ORDINAL})
_SHORTEST_PHRASE = 4
"""A shorter phrase may have been cut from a longer one."""


def _row(claim: Claim, quote: str, ids: Mapping[int, str], about: tuple[str, str]) -> dict[str, str]:
    """Return the row of a claim with its quote as printed; *about* is the summary and its publisher."""
    summary, publisher = about
    low, high, low_open, high_open = _bounds(claim.interval) if claim.interval else _NO_BOUNDS
    return {
        c.SUMMARY: summary,
        c.ID: ids[key_of(claim)],
        c.SECTION: claim.section,
        c.FORM: claim.form,
        c.SUBJECT: ";".join(claim.subjects) or publisher,
        c.PARTNER: ";".join(claim.partners),
        c.ALONE: claim.alone,
        c.INDICATOR: claim.indicator,
        c.MEASURE: claim.measure,
        c.BASE: claim.base,
        c.PERIOD: claim.period,
        c.SCOPE: claim.scope,
        c.STAGE: claim.stage,
        c.QUOTE: quote,
        c.START: str(claim.start),
        c.END: str(claim.end),
        c.LOW: low,
        c.HIGH: high,
        c.LOW_OPEN: low_open,
        c.HIGH_OPEN: high_open,
        c.UNIT: claim.unit,
        c.WHOLE: _whole(claim, ids),
        c.PLACE: claim.place,
        c.CERTAINTY: certainty_of(claim.indicator),
        c.VIA: claim.via,
        c.COMPLETE: "true" if claim.complete else "",
        c.MEMBERS: ";".join([member.replace(";", "") for member in claim.members]) if claim.members else "",
        c.NOTE: "",
    }


def _whole(claim: Claim, ids: Mapping[int, str]) -> str:
    """Return the cell that names the totals of a claim."""
    if not claim.totals:
        return "" if claim.whole is None else ids.get(claim.whole, "")
    named = ((ids[start], kind) for start, kind in claim.totals if start in ids)
    return ";".join(f"{total}#{kind}" if kind else total for total, kind in named)


def key_of(claim: Claim) -> int:
    """Return what tells a claim apart in its text: joint acts may begin where a figure or another does."""
    return -claim.end if claim.form == PAIRING else claim.start


def certainty_of(indicator: str) -> str:
    """Return how sure a row with this indicator is: ``known``, ``phrase`` or ``cut``."""
    if known_as(indicator) is not None:
        return "known"
    return "phrase" if len(indicator) >= _SHORTEST_PHRASE else "cut"


_NO_BOUNDS = ("", "", "", "")


def _bounds(interval: Interval) -> tuple[str, str, str, str]:
    """Return the ends of an interval and whether each is open, as cells; empty for no end."""
    low = "" if interval.low is None else plain(interval.low)
    high = "" if interval.high is None else low if interval.high is interval.low else plain(interval.high)
    return (
        low,
        high,
        "true" if interval.low_open and low else "",
        "true" if interval.high_open and high else "",
    )
