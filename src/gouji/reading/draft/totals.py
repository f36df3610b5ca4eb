"""What belongs to a total: parts (其中, 占比), increments (新增A，达到B), members of a list (甲、乙两地)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from gouji.facts.figures.model import COUNT, DATE, HAN, LIST, Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim, Claims, Mention, Passage
from gouji.reading.draft.references import increment_of
from gouji.reading.lexicon.organisations import is_place
from gouji.reading.lexicon.wording import pattern


def wholes(passage: Passage, claims: Claims) -> Claims:
    """Return the claims with what each can stand for, what it lists, and the total that it is a part of."""
    series = passage.series
    made: list[Claim] = []
    for mention, claim in zip(passage.mentions, claims, strict=True):
        if claim.form == DATE:
            made.append(claim)
            continue
        one, lead = claim, series[mention.index].lead if mention.index in series else mention
        if lead is not mention:
            one = _worded_like(lead.span, mention.span, passage, claim)
        if claim.changes and _falls(lead):
            one = one._replace(interval=_below_zero(one.interval))
        found = listed(passage.text, mention.span) if claim.form == COUNT else None
        if found:
            one = one._replace(form=LIST, members=found.members, complete=found.complete)
        total = _whole_of(mention, made) if claim.measure == "share" else None
        if total:
            period = _period_of_part(claim, total)
            one = one._replace(whole=total.start, period=period, via="share.whole")
        made.append(one)
    return tuple(made)


def _falls(lead: Mention) -> bool:
    """Whether the words before a change say that it is one of less; 降幅 before 扩大2% does not."""
    directed = pattern("changed").match(lead.span.quote)
    return not directed and pattern("fall_rate_before").search(lead.before) is not None


def _period_of_part(part: Claim, total: Claim) -> str:
    """Return the period of a part: all the years of its total, where that is what these made together."""
    years, _, last = total.period.partition("/")
    return total.period if years.isdigit() and last == part.period else part.period


def _worded_like(first: Span, span: Span, passage: Passage, claim: Claim) -> Claim:
    """Return a claim whose figure shares the words before its series: 分别下降3%、2%."""
    figure, prefix = None, pattern("change_prefix").match(first.quote)
    if prefix and not prefix[0].endswith(("到", "至", "达")):
        with suppress(FigureError):
            figure = parse(f"{prefix[0]}{span.quote}", section=passage.sentence.section)
    figure = figure or parse(span.quote, section=passage.sentence.section)
    figure = _in_unit_of(span.figure, figure)
    unit = claim.unit if claim.measure == "rank" else figure.unit
    return claim._replace(interval=figure.hard, unit=unit)


def _in_unit_of(found: Figure, worded: Figure) -> Figure:
    """Return a figure as worded; in a list that states its unit once (3.2和1.5个百分点), as found there."""
    if worded.unit == found.unit or worded.unit or found.hard is None or found.soft is None:
        return worded
    falls = worded.hard is not None and worded.hard.high is not None and worded.hard.high < 0
    return replace(found, hard=-found.hard, soft=-found.soft) if falls else found


def _below_zero(change: Interval | None) -> Interval | None:
    """Return a change that is one of less, unless its sign says so."""
    return change if change is None or (change.high is not None and change.high <= 0) else -change


def _whole_of(mention: Mention, earlier: Sequence[Claim]) -> Claim | None:
    """Return the level that a share is of; None where none is certain.

    *earlier* are the claims before it in its sentence. Which level is a part of which, links say.
    """
    if not earlier or not pattern("bare_figure").match(mention.span.quote):
        return None
    return _whole_of_share(mention.gap, earlier)


def _named_by(part: Claim, earlier: Sequence[Claim]) -> Claim | None:
    return next((claim for claim in earlier if claim.start == part.whole), None)


def _total(earlier: Sequence[Claim]) -> Claim | None:
    """Return the level that 其中 breaks down: the last one, skipping any growth stated in between."""
    for claim in reversed(earlier):
        if claim.form in {DATE, "ordinal"} or claim.unit in TIME_UNITS or claim.changes:
            continue
        return _named_by(claim, earlier) if claim.whole is not None else claim
    return None


def _whole_of_share(gap: str, earlier: Sequence[Claim]) -> Claim | None:
    """Return the total of a share after 其中: 其中，甲占44%，乙占16%."""
    if not pattern("bare_share").search(gap):
        return None
    if pattern("partial").match(gap):
        total = _total(earlier)
        return total if total is not None and total.measure == "level" else None
    return _named_by(earlier[-1], earlier) if earlier[-1].measure == "share" else None


def with_named_wholes(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, each share with the total that it names, where one is stated."""
    return [_with_named_whole(one, claims) if one.whole_name is not None else one for one in claims]


def _with_named_whole(share: Claim, claims: Sequence[Claim]) -> Claim:
    """Give a share the one level of that name in its period; none where values differ."""
    found = [claim for claim in claims if _is_total_of(share, claim)]
    one = len({claim.interval for claim in found}) == 1
    return (
        share._replace(whole=found[0].start, via="share.whole") if one else share._replace(whole=None, via="")
    )


def _is_total_of(share: Claim, claim: Claim) -> bool:
    name = share.whole_name or ""
    names = {name, pattern("time_of_whole").sub("", name)}
    same = claim.indicator in names and (claim.period, claim.subjects) == (share.period, share.subjects)
    return same and bool(claim.period) and claim.is_level


def increments(passage: Passage, claims: Claims) -> Claims:
    """Return the claims, with totals named that are stated right after what was added to them.

    A total without a name of its own takes that of the addition; the addition is a change of it.
    """
    mentions, made = passage.mentions, list(claims)
    for at in range(1, len(mentions)):
        gap = mentions[at].gap
        found = pattern("total_after").fullmatch(gap) if "总" in gap or "累" in gap else None
        made[at - 1] = increment_of(made[at - 1], made[at], gap)
        reached = gap in {"，", "、", ","} and bool(pattern("total_reached").match(mentions[at].span.quote))
        if not (found or reached) or made[at].indicator:
            continue
        count = _run_length(mentions, at) if found and found["each"] else 1
        if found and made[at].unit == made[at - 1].unit and made[at - 1].is_level:
            made[at] = made[at]._replace(indicator=made[at - 1].indicator)
        if at >= count and pattern("was_added").search(
            mentions[at - count].before + mentions[at - count].span.quote
        ):
            for total in range(at, at + count):
                added = total - count
                made[added], made[total] = _added(made[added], made[total], cumulative=bool(found))
    return tuple(made)


def _run_length(mentions: Sequence[Mention], first: int) -> int:
    """Return how many figures are in a row: C和D."""
    last = first + 1
    while last < len(mentions) and mentions[last].joined:
        last += 1
    return last - first


def _added(added: Claim, total: Claim, *, cumulative: bool) -> tuple[Claim, Claim]:
    """Return an addition and the total named after it; those that do not fit as they were.

    *cumulative*: the total since the beginning (累计); else the stock at the end.
    """
    noun = pattern("was_added").sub("", added.indicator, count=1)
    fit = added.unit == total.unit and added.is_level and total.is_level
    if not (fit and len(noun) > 1):
        return added, total
    if not added.period.isdigit():
        return added, total._replace(indicator=noun)
    period = f"../{added.period}" if cumulative else total.period
    told = total._replace(indicator=noun, period=period)
    # 新建绿道A公里，累计B公里: what was built is told as such.
    act = pattern("was_added").match(added.indicator)
    made = act is not None and not pattern("grows_a_stock").match(act[0])
    return added if made else added._replace(indicator=noun, measure="change"), told


_LOOKBACK = 120
_CLAUSE = re.compile("[，。；：！？:;,\n（）()]")
_MOST_MEMBERS = 40
_FEWEST_WORDS = 3
"""Fewest words that make a list; a number after two may count something else: 长三角、珠三角九市."""
_WORD = re.compile(f"{HAN}{{1,4}}")


@dataclass(frozen=True, slots=True)
class Listed:
    """The members listed right before a stated count.

    Attributes:
        members: Their names, in text order.
        complete: None is left out: no 等, or as many named as stated.
    """

    members: tuple[str, ...]
    complete: bool


def listed(text: str, span: Span) -> Listed | None:
    """Return what is listed right before a count; None where it is not certain what belongs to it.

    Members are certain, whatever their number, if all are names of places, quoted, or words of one
    length, and the first is at the beginning of the clause or after a verb.

    Source: reading of reports: 分别, 和 and 及 before the last, 等.
    """
    stated = span.figure.printed
    if stated is None or not pattern("counts_a_list").match(span.quote) or not 0 < stated <= _MOST_MEMBERS:
        return None
    phrase = _phrase_before(text, span.start)
    is_open = phrase.endswith("等")
    members = _members(phrase.removesuffix("等"))
    if members is None:
        return None
    return Listed(members, not is_open or len(members) == stated)


def _phrase_before(text: str, at: int) -> str:
    phrase = text[max(0, at - _LOOKBACK) : at]
    return _CLAUSE.split(phrase)[-1].rpartition("的")[2].strip()


def _members(phrase: str) -> tuple[str, ...] | None:
    parts = phrase.split("、")
    head, joined, last = parts[-1].rpartition("和")
    if joined and head and last:
        parts = [*parts[:-1], head, last]
    opening, others = parts[0], parts[1:]
    if len(parts) < 2 or not all(others):
        return None
    first = _first_member(opening, others)
    return (first, *others) if first else None


def _first_member(first: str, others: list[str]) -> str:
    """Return the first member without the words before it; empty where any member is uncertain."""
    for is_member in (is_place, pattern("member_quoted").fullmatch):
        if all(map(is_member, others)):
            return next((first[at:] for at in range(len(first)) if _is_start(first, at, is_member)), "")
    sizes = {len(part) for part in others}
    if len(others) + 1 < _FEWEST_WORDS or len(sizes) > 1 or not all(map(_WORD.fullmatch, others)):
        return ""
    at = len(first) - sizes.pop()
    return first[at:] if at >= 0 and _is_start(first, at, _WORD.fullmatch) else ""


def _is_start(first: str, at: int, is_member: Callable[[str], object]) -> bool:
    """Whether a member begins at *at*: at the beginning of the clause, or after a verb."""
    return bool(is_member(first[at:])) and (at == 0 or bool(pattern("before_a_list").search(first[:at])))
