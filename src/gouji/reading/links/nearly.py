"""Figures that would agree but for one slip of the pen, where words tie them only loosely.

Other linkers ask for the words that bind figures. Here a slip is the evidence: figures of chance are seldom
one digit away from what others make of them. Words say only what each may be: a level before, how far
something went, a rate.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.digits import middle, significant
from gouji.facts.table.columns import APART
from gouji.facts.table.facts import by_key
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.roles import role_of, tells_two_bases
from gouji.reading.links.slips import differ_in_a_digit, is_slip
from gouji.reading.links.totals import is_no_whole

_NEAR = 3  # figures beside two levels among which how far these lie apart is told


def moved_nearly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a level, the one before it, and how far that went, which do not fit for one slip.

    Where what is told near them fits, nothing else is how far they lie apart.
    """
    claims = paragraph.claims
    for before in range(len(claims)):
        now = _now(paragraph, before) if _may_be_before(paragraph, before) else None
        if now is None or claims[before].period > claims[now].period:
            continue
        near = range(max(0, min(now, before) - 1), min(len(claims), max(now, before) + _NEAR))
        told = [at for at in near if at not in {now, before} and _may_lie_between(paragraph, now, at)]
        late = claims[now].period
        # 今年690万元，比去年增长15%，前年580万元
        if late and "" < claims[before].period[:4] < shifted(late, -1)[:4]:
            told = [at for at in told if before < at and not _is_since_last_year(paragraph, now, at)]
        fit = {at: _fit(paragraph, now, before, at) for at in told}
        slips = [at for at, how in fit.items() if how == _WRONG and _may_change(paragraph, now, at)]
        if slips and _FITS not in fit.values() and not _is_known(paragraph, now, before, slips[0]):
            yield from _moved(paragraph, now, before, slips[0])


def _is_known(paragraph: Paragraph, *places: int) -> bool:
    """Whether two levels and a change are of one thing already, and of two times."""
    now, before, change = (paragraph.claims[at] for at in places)
    named = now.indicator == before.indicator == change.indicator != ""
    return named and change.changes and before.period < now.period


def _is_since_last_year(paragraph: Paragraph, now: int, at: int) -> bool:
    """Whether a change is one since the last year by its words, or stands behind a level of that year."""
    claims, said = paragraph.claims, paragraph.before(at) + paragraph.leads[at]
    last = shifted(claims[now].period, -1)
    by_words = pattern("last_told").search(said) or pattern("time_of_base").search(said)
    return bool(by_words) or (claims[at - 1].unit == claims[now].unit and claims[at - 1].period == last)


_FITS, _WRONG, _ELSE = "fits", "wrong", "else"


def _said(paragraph: Paragraph, at: int) -> str:
    return paragraph.names[at] + paragraph.leads[at]


def _may_be_before(paragraph: Paragraph, at: int) -> bool:
    claim = paragraph.claims[at]
    plain = claim.measure == "change" and not paragraph.leads[at]
    level = claim.is_level_or_rate or (plain and not pattern("nearly_moved").search(paragraph.names[at]))
    inside = paragraph.depths[at] and pattern("includes").match(paragraph.names[at])
    if not level or not paragraph.is_exact(at) or paragraph.bases[at] or inside:
        return False
    said = pattern("brackets_within").sub("", paragraph.before(at))
    return pattern("nearly_before").search(said) is not None


def _now(paragraph: Paragraph, before: int) -> int | None:
    """Return the level next to one of before, in its unit and sentence: the one ahead of it, else behind."""
    claim = paragraph.claims[before]
    for step in (-1, 1):
        at = before + step
        while 0 <= at < len(paragraph.claims) and not paragraph.ends_before(max(at, at - step)):
            other = paragraph.claims[at]
            alike = other.unit == claim.unit and (other.measure == "share") == (claim.measure == "share")
            alike = alike and paragraph.depths[at] <= paragraph.depths[before] and paragraph.is_exact(at)
            # 比预算数25万元减少6万元: what something is held against is not what that came to.
            alike = alike and not pattern("held_against").search(paragraph.names[at])
            if alike and other.is_level_or_rate and not _may_be_before(paragraph, at):
                return at if not tells_two_bases(paragraph, at, before) else None
            at += step
    return None


def _may_lie_between(paragraph: Paragraph, now: int, at: int) -> bool:
    """Whether a figure of the sentence of a level has a unit in which that can change."""
    claim, level = paragraph.claims[at], paragraph.claims[now]
    told = claim.changes or claim.measure in {"level", "mean"}
    of_unit = claim.unit in ({POINTS} if level.unit == "%" else {level.unit, "%"})
    return told and of_unit and not paragraph.are_of_sentences(now, at)


def _may_change(paragraph: Paragraph, now: int, at: int) -> bool:
    """Whether a figure may be how far a level went, by its words: it names nothing else."""
    claim, said = paragraph.claims[at], _said(paragraph, at)
    moves = claim.changes or pattern("nearly_moved").search(said)
    tied = not claim.stands_alone or claim.start in {one.whole for one in paragraph.claims}
    aside = paragraph.depths[at] > paragraph.depths[now] or said[-1:] in words("reaching_leads")
    if tied or aside or not moves:
        return False
    noun = role_of(paragraph, at).noun
    return len(noun) <= _FEWEST or not {*noun}.isdisjoint(paragraph.claims[now].indicator)


def _fit(paragraph: Paragraph, *places: int) -> str:
    """Return whether a change fits two levels, or would but for one slip, or for its plain word."""
    now, _, change = told = [paragraph.claims[at] for at in places]
    later, earlier, by = (middle(one.interval) for one in told)
    if later is None or not earlier or not by or change.interval is None:
        return _ELSE
    against = change.changes and (by < 0) != (later < earlier) and now.measure != "rank"
    gap, by = abs(later - earlier), abs(by)
    meant, part = gap, change.unit == "%" != now.unit
    if part:
        size = (change.interval.high or by) - (change.interval.low or by)
        meant = round(gap / earlier * 100 / size) * size if size else gap / earlier * 100
    if against:
        plain = pattern("plainly_moved").search(_said(paragraph, places[-1]))
        return _WRONG if plain and meant == by and change.unit not in TIME_UNITS else _ELSE
    if part:
        return _FITS if meant == by else _WRONG if _is_slip(by, meant, two=True) else _ELSE
    if gap == by or gap in change.interval or -gap in change.interval:
        return _FITS
    levels = ((later, earlier + by), (later, earlier - by), (earlier, later + by), (earlier, later - by))
    slips = _is_slip(by, gap, two=True) or any(_is_slip(one, other, two=False) for one, other in levels)
    return _WRONG if slips else _ELSE


def _is_slip(printed: Fraction, meant: Fraction, *, two: bool) -> bool:
    """Whether two numbers differ by one slip; those of *two* digits, noughts behind them apart, too."""
    if meant <= 0 or not differ_in_a_digit(printed, meant):
        return False
    return two or max(len(significant(one)) for one in (printed, meant)) >= _FEWEST


def _moved(paragraph: Paragraph, now: int, before: int, at: int) -> Iterator[Claim]:
    """Yield the level before and the change of a movement, as ones of what its level now is of."""
    level, earlier, change = (paragraph.claims[one] for one in (now, before, at))
    last = earlier.period if earlier.period < level.period else shifted(level.period, -1)
    later, first = middle(level.interval), middle(earlier.interval)
    if not last or change.interval is None or later is None or first is None:
        return
    negative = change.interval.low is not None and change.interval.low < 0
    falls = (later < first) != (level.measure == "rank")
    told = earlier._replace(period=last, measure=level.measure, scope=level.scope, section=level.section)
    moved = change._replace(
        measure="growth" if change.unit == "%" and level.unit != "%" else "change",
        period=level.period,
        base="" if last == shifted(level.period, -1) else last,
        scope=level.scope,
        interval=change.interval if change.changes or negative == falls else -change.interval,
    )
    name = level.indicator or earlier.indicator or change.indicator
    for one in (told, moved, *([] if level.indicator else [level])) if name else ():
        yield one._replace(indicator=name, subjects=level.subjects, via=APART)


_FEWEST, _FEWEST_SUMMED = 3, 2
"""Parts of a sum that nothing but a slip bears out, and of one that words tell."""


def _go_both_ways(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether some figures are what came and others what went: 发行A，偿还B."""
    told, ways = [paragraph.names[at] for at in parts], patterns("parts_of_stocks")
    return all(any(map(ways[way].search, told)) for way in ("came", "went"))


def summed_nearly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the parts of a total that miss it by one slip: all figures of their unit in their sentence.

    The total stands behind them, as a sum by its words, there or alone in the next sentence; or before a
    list of bare nouns, there or alone in the sentence before.
    """
    sentences = list(_levels_by_sentence(paragraph))
    for place, (unit, levels) in enumerate(sentences):
        before, behind = (
            [other[0] for of, other in some if of == unit and len(other) == 1]
            for some in (sentences[max(0, place - _FEWEST) : place], sentences[place + 1 : place + _FEWEST])
        )
        ways = [(levels[-1], levels[:-1]), (levels[-1], [*before[-1:], *levels[:-1]])]
        ways += [(one, levels) for one in behind[:1]]
        ways = [way for way in ways if _is_told_as_sum(paragraph, way[0])]
        ahead = [(levels[0], levels[1:]), *((one, levels) for one in before[-1:])]
        ways += [way for way in ahead if _are_listed(paragraph, way[1])]
        for whole, parts in ways:
            if _misses_by_slip(paragraph, whole, parts) and not _go_both_ways(paragraph, parts):
                for at in parts:
                    claim = paragraph.claims[at]
                    yield claim._replace(whole=paragraph.claims[whole].start, via="sum.zonge", complete=True)
                break


def _levels_by_sentence(paragraph: Paragraph) -> Iterator[tuple[str, list[int]]]:
    """Yield the levels outside brackets of each sentence, by their unit, in text order."""
    sentences = accumulate(map(paragraph.ends_before, range(len(paragraph.claims))))
    units = enumerate(zip(sentences, paragraph.added_in, strict=True))
    told = ((key, at) for at, key in units if key[1] and not paragraph.depths[at])
    levels = by_key((key, at) for key, at in told if not paragraph.is_counted(at))
    yield from ((unit, some) for (_, unit), some in levels.items())


def _is_told_as_sum(paragraph: Paragraph, at: int) -> bool:
    if paragraph.leads[at][-1:] in words("reaching_leads"):
        return True  # 上年底6105份，今年再入库1230份，库容升至7335份
    said = paragraph.before(at), paragraph.clause_of(at)
    return any(map(pattern("nearly_sum").search, said))


def _are_listed(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether three figures or more follow one another as items of a list of nouns."""
    gaps = [paragraph.between(one, two) for one, two in pairwise(parts)]
    return len(parts) >= _FEWEST and all(map(pattern("nearly_listed").fullmatch, gaps))


def _misses_by_slip(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts that nothing else ties miss a total by one slip, and are of its time, or of several."""
    told = [paragraph.claims[at] for at in (whole, *parts)]
    made = [middle(one.interval) or Fraction(0) for one in told]
    digits = max(len(significant(one)) for one in (made[0], sum(made[1:], Fraction(0))))
    if digits < _FEWEST or len(parts) < _FEWEST_SUMMED or len({one.section for one in told}) > 1:
        return False
    total, *periods = (one.period for one in told)
    of_time = {*periods} == {total} or (len({*periods}) == len(parts) and total not in periods[:-1])
    wholes = {one.whole for one in paragraph.claims}
    free = all(one.stands_alone and one.start not in wholes for one in told)
    exact = all(map(paragraph.is_exact, parts)) and not is_no_whole(paragraph.text, told[0])
    larger = not any(paragraph.exceeds(at, whole) for at in parts)
    return of_time and free and exact and larger and is_slip(paragraph, whole, parts, slip=differ_in_a_digit)


def parts_beyond(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is told within the figure before it and is more than that: 96人，这96人中有未成年人106人."""
    for at in range(1, len(paragraph.claims)):
        part, whole = paragraph.claims[at], paragraph.claims[at - 1]
        found = pattern("told_within").fullmatch(paragraph.before(at)) if part.stands_alone else None
        if not found or not paragraph.alike(at - 1, at) or not paragraph.exceeds(at, at - 1):
            continue
        pointed = pattern("points_at_whole").search(paragraph.names[at - 1])
        named = found["of"] in paragraph.names[at - 1] if found["of"] else found.lastgroup or pointed
        if named and all(map(paragraph.is_exact, (at - 1, at))):
            yield part._replace(whole=whole.start, via="sum.qizhong")


def changes_of_changes(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield changes that lie between two changes, as ones of nothing: 减产2.1万吨，比上年少减1.5万吨."""
    for at, claim in enumerate(paragraph.claims):
        said = _said(paragraph, at) if claim.changes and "增" not in claim.indicator else ""
        if pattern("change_of_change").search(said):
            yield claim._replace(indicator="")
