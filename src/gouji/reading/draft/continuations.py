"""Figures that describe one before them: 由A增加到B，增长C，占D的E%; 新增A，累计B."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, RATIO
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table.columns import OVER
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Claim, Claims, Mention, Passage, Years
from gouji.reading.draft.naming import cleaned_phrase
from gouji.reading.draft.references import goes_with, increment_of
from gouji.reading.draft.stated_times import years_since
from gouji.reading.lexicon.wording import pattern, patterns

_LOOKBACK = 60


class _Anchor(NamedTuple):
    """What later figures of a sentence continue.

    Attributes:
        main: Index of the level that they describe.
        last: Index of the last figure that described it.
        origin: Index of the level that it started from; None where none is stated.
    """

    main: int
    last: int
    origin: int | None = None


def continuations(passage: Passage, claims: Claims) -> Claims:
    """Return the claims, with what figures that continue others of their sentence take from these."""
    text, mentions, period = passage.text, passage.mentions, passage.sentence.period
    made = _with_named_bases(passage, claims)
    anchor: _Anchor | None = None
    compared = _compared_years(text, mentions, claims)
    years = compared or passage.carried.years
    for index, mention in enumerate(mentions):
        if not _is_value(mention, made[index]):
            continue
        origin = _origin_of(text, mentions, made, index)
        gap = _gap(text, mentions, anchor.last, index) if anchor else ""
        follows = anchor and index not in passage.series and goes_with(made[index], made[anchor.main])
        if anchor and follows and _continues(gap, mention, made[index], origin):
            made[index] = _continuation(gap, made, index, anchor, period)
            if _began_the_year_before(gap, made, anchor):
                start = f"{int(made[anchor.main].period) - 1:04d}"
                made[anchor.origin or 0] = made[anchor.origin or 0]._replace(period=start)
            anchor = anchor._replace(last=index)
        elif share := _share_told(passage, made, index, anchor, origin):
            made[index] = share
            anchor = anchor._replace(last=index) if anchor and anchor.last == index - 1 else anchor
        elif origin is not None:
            years = _years_of_pair(passage, made, origin, index) or years
            years = years if years[0] else _years_of_term(period)
            made[origin], made[index] = _pair(text, mentions[origin], made[origin], made[index], years)
            anchor = _Anchor(index, index, origin)
        elif made[index].measure == "level" and made[index].form in {COUNT, AMOUNT, RATIO}:
            made[index], anchor = _level(text, mentions, made, index, anchor)
    return _with_bases(made, compared and _compared_years(text, mentions, made))


def years_told(passage: Passage, claims: Claims) -> Years:
    """Return the years that the levels of a sentence compare, for the next one."""
    years = _compared_years(passage.text, passage.mentions, claims) or passage.carried.years
    starts = [claim.start for claim in claims]
    for index, claim in enumerate(claims):
        if claim.origin is not None:
            years = _years_of_pair(passage, claims, starts.index(claim.origin), index) or years
            years = years if years[0] else _years_of_term(passage.sentence.period)
    return years


def _years_of_pair(passage: Passage, claims: Sequence[Claim], origin: int, index: int) -> Years | None:
    date = _date_of(passage.text, passage.mentions, origin)
    return None if date is None else (date.figure.period, claims[index].period.rpartition("/")[2])


def _reached_level(text: str, mentions: Sequence[Mention], claims: Sequence[Claim], index: int) -> Claim:
    """Return a level with the name of the growth that led to it, or of the threshold that it passed.

    进出口总额增长8%、居第3位，总量达到8512亿美元; 地区生产总值迈上6万亿元台阶，达到62661亿元.
    """
    claim = claims[index]
    if not index or claim.indicator or not pattern("level_after_growth").match(mentions[index].span.quote):
        return claim
    first = index - 1
    while first and (claims[first].measure == "rank" or claims[first].form == DATE):
        first -= 1
    earlier, passed = claims[first], pattern("threshold_passed").match(mentions[first].span.quote)
    last = first if claims[index - 1].form == DATE else index - 1
    between = pattern("between_levels").fullmatch(_gap(text, mentions, last, index))
    grown = earlier.measure == "growth" and ("/" in earlier.base or not earlier.base)
    if between and (grown or (passed and earlier.unit == claim.unit)):
        return claim._replace(indicator=earlier.indicator)
    return claim


def _with_bases(claims: Sequence[Claim], years: Years | None) -> Claims:
    """Return the claims; in a sentence that compares two years, changes have the first of them as base."""
    if years is None or years[0] == years[1]:
        return tuple(claims)
    return tuple(
        one._replace(base=years[0]) if one.changes and not one.base and one.period == years[1] else one
        for one in claims
    )


def _compared_years(text: str, mentions: Sequence[Mention], claims: Sequence[Claim]) -> Years | None:
    """Return the years that a sentence compares as a whole: 2024年同2020年相比，…"""
    for mention in mentions:
        span = mention.span
        is_base = span.figure.form == DATE and text[span.start - 1 : span.start] in {"同", "与", "和"}
        if is_base and pattern("behind_compared_year").match(text, span.end):
            origins = {claim.origin for claim in claims}
            later = (one for one in claims[mention.at + 1 :] if one.form != DATE and one.start not in origins)
            last = next((one.period for one in later), "")
            return span.figure.period, last
    return None


def _is_value(mention: Mention, claim: Claim) -> bool:
    return mention.span.figure.form not in {DATE, ORDINAL} and claim.unit not in TIME_UNITS


def _with_named_bases(passage: Passage, claims: Claims) -> list[Claim]:
    """Return the claims, percentages that a level is over another, called by its name, with both levels.

    去年执行数A，今年预算安排B，比去年执行数减少N%: these are two things, of which neither grew.
    """
    made = list(claims)
    for index in range(2, len(made)):
        if levels := _against_named(passage, claims, index):
            totals = tuple((claims[at].start, OVER) for at in levels)
            over = made[index]._replace(measure="completion", base="", totals=totals, via="share.plan")
            made[index] = over._replace(indicator=claims[levels[1]].indicator)
    return made


def _against_named(passage: Passage, claims: Sequence[Claim], index: int) -> tuple[int, ...]:
    """Return the two levels before a percentage, where its words call the first by its name, and its year."""
    text, mentions = passage.text, passage.mentions
    levels = [at for at in range(index) if _is_value(mentions[at], claims[at])][-2:]
    exact = claims[index].measure == "growth" and any(map(str.isdigit, mentions[index].span.quote))
    if not exact or claims[index].unit != "%" or len(levels) < 2:
        return ()  # 持平 may be nearly so
    one, two = (mentions[at].span for at in levels)
    before, now = (claims[at] for at in levels)
    told = pattern("from_named").fullmatch(text, two.end, mentions[index].span.start)
    called = pattern("named_level").search(text, passage.sentence.start, one.start) if told else None
    levelled = before.is_level and now.is_level and before.unit == now.unit and now.indicator != ""
    if not told or not called or not levelled or shifted(now.period, -1) != before.period:
        return ()
    same = told["year"] in {None, called["year"]} and called["name"].endswith(told["name"])
    return tuple(levels) if same and told["name"] not in text[one.end : two.start] else ()


def _gap(text: str, mentions: Sequence[Mention], first: int, last: int) -> str:
    """Return the text between two figures, without the dates in it."""
    spans = [mentions[index].span for index in range(first, last + 1)]
    kept = [*spans[:1], *(span for span in spans[1:-1] if span.figure.form == DATE), spans[-1]]
    return "".join(text[left.end : right.start] for left, right in pairwise(kept))


def _origin_of(text: str, mentions: Sequence[Mention], claims: Sequence[Claim], index: int) -> int | None:
    """Return the index of A in 由A增加到B; None where B has no starting level."""
    if not index:
        return None
    first = next((at for at in range(index - 1, -1, -1) if _is_value(mentions[at], claims[at])), None)
    if first is None or claims[first].unit != claims[index].unit:
        return None
    between = text[mentions[first].span.end : mentions[index].span.start] + mentions[index].span.quote
    found = pattern("moved").match(between)
    if not found or any(mark in between for mark in "，。；,;"):
        return None
    begin = (_date_of(text, mentions, first) or mentions[first].span).start
    return first if pattern("moved_from").search(text[max(0, begin - 8) : begin]) else None


def _date_of(text: str, mentions: Sequence[Mention], index: int) -> Span | None:
    """Return the date of a figure, right before it: 2020年的A."""
    date = mentions[index - 1].span if index else None
    if date is None or date.figure.form != DATE:
        return None
    return date if pattern("at_the_date").fullmatch(text, date.end, mentions[index].span.start) else None


def _years_of_term(period: str) -> Years:
    """Return the year before a term and the last year of it."""
    begin, _, end = period.partition("/")
    return (f"{int(begin) - 1:04d}", end) if end and begin.isdigit() else ("", "")


def _pair(text: str, mention: Mention, before: Claim, now: Claim, years: Years) -> tuple[Claim, Claim]:
    """Return both levels of 由A增加到B: of one thing, by one measure, each in its year."""
    indicator = max(before.indicator, now.indicator, key=len) or _subject(text, mention)
    level = "mean" if pattern("per_head").search(indicator) else "level"
    measure = before.measure if before.measure not in {"change", "level"} else level
    return (
        before._replace(indicator=indicator, measure=measure, period=years[0]),
        now._replace(
            indicator=indicator, measure=measure, period=years[1] or now.period, origin=before.start
        ),
    )


def _level(
    text: str, mentions: Sequence[Mention], claims: Sequence[Claim], index: int, anchor: _Anchor | None
) -> tuple[Claim, _Anchor]:
    """Return a level, and what goes on from it: from 较2020年的A the level before it, which began at A."""
    at = mentions[index].span.start
    if anchor and pattern("compared_level").fullmatch(text, mentions[anchor.last].span.end, at):
        level, now = claims[index], claims[anchor.main]
        period = "" if level.period == now.period else level.period
        level = level._replace(indicator=now.indicator, measure=now.measure, period=period)
        return level, anchor._replace(last=index, origin=index)
    return _reached_level(text, mentions, claims, index), _Anchor(index, index)


def _subject(text: str, mention: Mention) -> str:
    """Return the subject in a clause of its own before 从: 研究与试验开发经费，从…"""
    found = pattern("subject_before").search(
        text[max(0, mention.span.start - _LOOKBACK) : mention.span.start]
    )
    return cleaned_phrase(found["subject"]) if found else ""


def _continues(gap: str, mention: Mention, claim: Claim, origin: int | None) -> bool:
    """Whether a figure states the change of the level before it, or that level in another unit."""
    if origin is not None:
        return False
    if mention.span.figure.form == AMOUNT and pattern("converted").match(gap):
        return True
    return claim.changes and not pattern("before_change").sub("", gap)


def _continuation(gap: str, claims: Sequence[Claim], index: int, anchor: _Anchor, period: str) -> Claim:
    """Return a figure as a change of the level before it, or as that level once more."""
    main = claims[anchor.main]
    claim = claims[index]._replace(indicator=main.indicator, period=main.period)
    claim = claim if claim.unit else claim._replace(unit=main.unit)
    if not claim.changes:
        return claim._replace(measure=main.measure)
    scope = next((scope for scope, told in patterns("scopes").items() if told.search(gap)), claim.scope)
    claim = claim._replace(scope=scope)
    base = _base(gap, claim.base, claims, anchor, period)
    return claim._replace(base="", period="") if base is None else claim._replace(base=base)


def _base(gap: str, base: str, claims: Sequence[Claim], anchor: _Anchor, period: str) -> str | None:
    """Return the base of a change: the period it started from, or the years that a yearly mean covers.

    None for a yearly mean over an unknown number of years.
    """
    now, is_mean = claims[anchor.main].period, pattern("yearly").search(gap)
    if anchor.origin is None:
        first, end = _years_of_term(period)
        if base or not is_mean:
            return base or (first if now == end else "")
        return years_since(claims[anchor.last].base, now) or None
    before = claims[anchor.origin].period
    if before.isdigit() and now.isdigit():
        year_before = int(before) == int(now) - 1
        return years_since(before, now) or None if is_mean else "" if year_before else before
    return base or None if is_mean else base


def _began_the_year_before(gap: str, claims: Sequence[Claim], anchor: _Anchor) -> bool:
    """Whether a level changed within the year reviewed, where no starting year is stated."""
    if anchor.origin is None or pattern("yearly").search(gap):
        return False
    return not claims[anchor.origin].period and claims[anchor.main].period.isdigit()


def _share_told(
    passage: Passage, claims: Sequence[Claim], index: int, anchor: _Anchor | None, origin: int | None
) -> Claim | None:
    """Return a share of the level described, or of what grew right before it: 增长12%，占全部的23%."""
    if claims[index].measure != "share":
        return None
    share = _share_of_whole(passage, claims, index, anchor, origin) if anchor else None
    grown = claims[index - 1].measure == "growth" and index not in passage.series
    if share or not (index and grown and claims[index - 1].indicator):
        return share
    return _share_of_whole(passage, claims, index, _Anchor(index - 1, index - 1), None)


def _share_of_whole(
    passage: Passage, claims: Sequence[Claim], index: int, anchor: _Anchor, origin: int | None
) -> Claim | None:
    """Return a share of the level described; the second share of 从a提高到b is for its last year.

    None where the figure is no such share.
    """
    gap = _gap(passage.text, passage.mentions, anchor.last, index)
    claim, main = claims[index], claims[anchor.main]
    found = pattern("share_of").match(gap) if claim.measure == "share" else None
    whole_name: str | None
    if found:
        first = anchor.origin if pattern("moved_from").search(gap) else anchor.main
        # From where a share moved is of an earlier year, which is told only where the level moved too.
        period = "" if first is None else claims[first].period
        whole_name = cleaned_phrase(found["whole"])
    elif claim.measure == "share" and origin is not None and claims[origin].whole_name is not None:
        period, whole_name = main.period, claims[origin].whole_name
    else:
        return None
    return claim._replace(indicator=main.indicator, period=period, whole_name=whole_name)


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
