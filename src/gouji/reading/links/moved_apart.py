"""Movements whose figures stand apart: the level before in another sentence, 前者 and 后者, two years.

`movements` reads chains of figures that are of one thing each. Here a level and the one before it are found
by what grammar leaves: one candidate in its unit and of its name, or two things of which 前者 says which.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.figures.model import AMOUNT, COUNT, RATIO
from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import APART
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import has_any, pattern, words
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.ratios import came_to
from gouji.reading.links.roles import signed, tells_two_bases
from gouji.reading.links.slips import differ_in_a_digit

_PAIR = 2


def moved_apart(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements whose figures stand apart, with one name and their periods."""
    yield from _told_later(paragraph)
    bracketed = {claim.start: claim for claim in _in_brackets(paragraph)} if paragraph.has_brackets else {}
    yield from bracketed.values()
    paragraph = paragraph.renewed(bracketed)
    yield from _of_several(paragraph)
    if len(paragraph.periods) > 1:
        yield from _of_two_years(paragraph)
    yield from _differences(paragraph)
    yield from _journeys(paragraph)
    yield from _journeys_behind(paragraph)


def _threes(paragraph: Paragraph) -> Iterator[tuple[int, Claim, Claim, Claim]]:
    """Yield three figures that follow one another in a sentence, behind the place of the last."""
    for at, (one, two, three) in enumerate(zip(*(paragraph.claims[n:] for n in range(3)), strict=False), 2):
        if not any(paragraph.opens[at - 1 : at + 1]):
            yield at, one, two, three


def moved_near(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements whose level before is told by its time alone, wherever it stands."""
    yield from _moved_beside(paragraph)
    yield from _moved_on(paragraph)
    for before in range(1, len(paragraph.claims) - 1):
        now = _level_compared(paragraph, before)
        if now is not None:
            yield from _movement(paragraph, now, before, [before + 1])


def _level_compared(paragraph: Paragraph, before: int) -> int | None:
    """Return the level that one of the year before is held against, told by name: A。与上年的B相比，A提高C.

    It stands in the sentence before, the last of that name and unit.
    """
    change, level = paragraph.claims[before + 1], paragraph.claims[before]
    held = change.changes and pattern("held_against_last").search(paragraph.before(before))
    if not held or not pattern("compared_behind").match(paragraph.behind(before)):
        return None
    last = [at for at in range(before) if paragraph.sentences[at] == paragraph.sentences[before] - 1]
    kind = level.unit, change.indicator or None
    named = [at for at in last if (paragraph.claims[at].unit, paragraph.claims[at].indicator) == kind]
    return named[-1] if named and paragraph.claims[named[-1]].is_level_or_rate else None


def _moved_beside(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements whose level before is told by its time alone: 上年这一数字为A，一年间多N.

    The level now is the last one before it in its unit and sentence; changes stand behind the level before,
    between both, or before the level now: 增长19%，达到52万；去年这一数据为44万.
    """
    for before in range(1, len(paragraph.claims)):
        claim = paragraph.claims[before]
        if not claim.is_level_or_rate or not pattern("level_of_last").fullmatch(paragraph.before(before)):
            continue
        now = _level_before(paragraph, before)
        if now is not None and (changes := _changes_of(paragraph, now, before)):
            yield from _movement(paragraph, now, before, changes)


def _moved_on(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements that begin with the year before: 上一年的经费是A，这一年冲到B，净多N."""
    for now in range(1, len(paragraph.claims) - 1):
        before, level = paragraph.claims[now - 1], paragraph.claims[now]
        same = before.is_level_or_rate and level.is_level_or_rate and before.unit == level.unit
        said = paragraph.before(now) + paragraph.leads[now]
        if not same or paragraph.opens[now] or not pattern("level_of_this_year").fullmatch(said):
            continue
        name = pattern("name_of_last").match(before.indicator)
        timed = pattern("level_begins_last").search(paragraph.clause_of(now - 1))
        changes = [
            at
            for at in range(now + 1, min(now + 1 + _PAIR, len(paragraph.claims)))
            if pattern("moved_from_last_by").fullmatch(paragraph.before(at) + paragraph.leads[at])
        ]
        if name and name["what"] and timed and changes:
            named = level._replace(indicator=name["what"])
            yield named
            yield from _movement(paragraph.renewed({level.start: named}), now, now - 1, changes[:1])


def _level_before(paragraph: Paragraph, before: int) -> int | None:
    """Return the last level before a figure, in its unit and sentence; only changes stand between."""
    for at in range(before - 1, -1, -1):
        claim = paragraph.claims[at]
        if paragraph.ends_before(at + 1):
            return None
        if claim.changes:
            continue
        beside = paragraph.depths[at] == paragraph.depths[before]
        same = beside and claim.unit == paragraph.claims[before].unit
        return at if same and claim.is_level_or_rate and claim.indicator else None
    return None


def _changes_of(paragraph: Paragraph, now: int, before: int) -> list[int]:
    """Return the changes around a level and the one before it that name nothing else."""
    between = [at for at in range(now + 1, before) if pattern("only_grew").fullmatch(paragraph.before(at))]
    between = [] if tells_two_bases(paragraph, now, before) else between
    behind: list[int] = []
    for at in range(before + 1, min(before + 1 + _PAIR, len(paragraph.claims))):
        if paragraph.opens[at] or not pattern("moved_from_last_by").fullmatch(
            paragraph.before(at) + paragraph.leads[at]
        ):
            break
        behind.append(at)
    return [*_leading_to(paragraph, now), *between, *behind]


def _leading_to(paragraph: Paragraph, now: int) -> list[int]:
    """Return the change right before a level, if that is what it came to: 增长19%，达到52万."""
    change, level = paragraph.claims[now - 1], paragraph.claims[now]
    if not now or paragraph.opens[now] or not change.changes or change.indicator not in {level.indicator, ""}:
        return []
    came = pattern("came_to_behind").fullmatch(paragraph.before(now) + paragraph.leads[now])
    return [now - 1] if came else []


def _told_later(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a growth and the level before that a later sentence tells: A，增长6%。…回看上年，门诊量81万."""
    for at, opens in enumerate(paragraph.opens):
        if not opens or not pattern("looks_back").search(paragraph.before(at)):
            continue
        before = paragraph.claims[at]
        grown = [
            one for one in _growths_before(paragraph, at) if _is_short_for(before, paragraph.claims[one - 1])
        ]
        if len(grown) == 1 and before.is_level and not paragraph.depths[at]:
            yield from _movement(paragraph, grown[0] - 1, at, grown)


def _growths_before(paragraph: Paragraph, at: int) -> Iterator[int]:
    """Yield the growths and changes of the sentence before, each behind a level in the unit of a figure."""
    for one in range(at - 1, 0, -1):
        claim, level = paragraph.claims[one], paragraph.claims[one - 1]
        alike = level.is_level and level.unit == paragraph.claims[at].unit
        own = alike and claim.changes and not paragraph.opens[one]
        if own and _is_of_a_year(paragraph, one) and claim.indicator in {level.indicator, ""}:
            yield one
        if paragraph.opens[one]:
            return


def _is_of_a_year(paragraph: Paragraph, at: int) -> bool:
    """Whether a growth or a change may be one since the year before: no other time stands in its words."""
    claim = paragraph.claims[at]
    last, said = shifted(claim.period, -1), paragraph.before(at)
    return claim.base in {"", last} and "初" not in said and pattern("only_grew").fullmatch(said) is not None


def _is_short_for(before: Claim, now: Claim) -> bool:
    """Whether a level is called as another is, or shortly: 门急诊量, of 门急诊服务量."""
    short, long = sorted((before.indicator, now.indicator), key=len)
    return len(short) >= _PAIR and before.section == now.section and has_signs_of(long, short)


def _movement(paragraph: Paragraph, now: int, before: int, changes: Sequence[int]) -> Iterator[Claim]:
    """Yield the level before and the changes of a movement, of what its level now is of."""
    level, earlier = paragraph.claims[now], paragraph.claims[before]
    last = shifted(level.period, -1)
    if not last or not level.indicator or paragraph.bases[now] or paragraph.bases[before]:
        return
    changed = [_changed(paragraph, level, earlier, at) for at in changes]
    if None in changed:
        return
    told = earlier._replace(period=last, measure=level.measure, scope=level.scope, via=APART)
    yield told._replace(indicator=level.indicator, subjects=level.subjects, section=level.section)
    yield from (one for one in changed if one is not None)


def _changed(paragraph: Paragraph, now: Claim, before: Claim, at: int, first: int = -1) -> Claim | None:
    """Return a figure as what lies between two levels, with its sign; None where its words go the other way.

    In a list that begins with *first*, it goes as that does where it has no words of its own.
    """
    claim, earlier, later = paragraph.claims[at], middle(before.interval), middle(now.interval)
    if claim.interval is None or earlier is None or later is None:
        return None
    units = {POINTS, "%"} if now.unit == "%" else {now.unit, "%"}
    if claim.unit not in units or before.unit != now.unit:
        return None
    gap, fell = later - earlier, later < earlier
    of_list = 0 <= first < at and paragraph.joins(at) and not paragraph.leads[at]
    told = first if of_list else at
    said = paragraph.before(told) + paragraph.leads[told]
    falls = pattern("goes_down").search(said) is not None
    against = fell != falls
    sizes = (
        [gap]
        if claim.unit != "%" or now.unit == "%"
        else [100 * gap / one for one in (earlier, later) if one]
    )
    meant = any(size in _signed(claim.interval, gap) for size in sizes)
    if against and not (meant and falls != _says_rise(said, claim)):
        return None
    return claim._replace(
        indicator=now.indicator,
        subjects=now.subjects,
        section=now.section,
        scope=now.scope,
        period=now.period,
        base="",
        measure="growth" if claim.unit == "%" and now.unit != "%" else "change",
        interval=signed(claim.interval, falls=falls),
        via=APART,
    )


def _says_rise(said: str, change: Claim) -> bool:
    """Whether words say right before a figure that something rose; 提升5天 may be of what became quicker."""
    quicker = change.unit in TIME_UNITS and "提" in said
    return not quicker and pattern("goes_up").search(said) is not None


def _signed(change: Interval, gap: Fraction) -> Interval:
    """Return a change without the sign of its words, with that of what lies between two levels."""
    negative = change.low is not None and change.low < 0
    return -change if negative != (gap < 0) else change


def _in_brackets(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the levels before that stand alone in brackets behind the later ones: 31.4%（上年：33.9%）."""
    for at in range(1, len(paragraph.claims)):
        claim, now = paragraph.claims[at], paragraph.claims[at - 1]
        alone = paragraph.depths[at] and claim.unit == now.unit and not paragraph.depths[at - 1]
        said = pattern("last_year_in_brackets").fullmatch(paragraph.before(at))
        last = shifted(now.period, -1) if alone and now.is_level_or_rate and said else ""
        if last:
            of_before = claim._replace(period=last, measure=now.measure)
            yield of_before._replace(indicator=now.indicator, subjects=now.subjects)


def _of_several(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the changes of things of which both levels are told: 上年分别为A和B，前者降N%，后者升M%.

    两项分别回落A和B says so of all; where not both levels of all are told, these changes are of nothing.
    """
    signs = words("signs_of_several")
    may_be = [at for at, gap in enumerate(paragraph.gaps[:-1]) if has_any(gap, signs)]
    for at, said in ((at, paragraph.names[at]) for at in may_be):
        if found := pattern("one_of_two").search(said):
            pairs, which = _told(paragraph, at), [at]
            places = [0 if found["former"] else 1] if len(pairs) == _PAIR else []
        elif pattern("of_all_each").search(paragraph.before(at)) or pattern("both_each").fullmatch(said):
            pairs, which = _told(paragraph, at), [*range(at, paragraph.listed(at).stop)]
            places = list(range(len(which))) if len(which) == len(pairs) >= _PAIR else []
        else:
            continue
        if any(not paragraph.claims[one].changes for one in which):
            continue
        for place, change in zip(places, which, strict=False):
            now, before = pairs[place]
            if one := _changed(paragraph, paragraph.claims[now], paragraph.claims[before], change, which[0]):
                yield one
        if not places and found is None and paragraph.claims[at].changes and _is_of_all(paragraph, at):
            yield paragraph.claims[at]._replace(indicator="")


def _is_of_all(paragraph: Paragraph, at: int) -> bool:
    """Whether a change is the first of several that words count: 三项分别提高."""
    said = paragraph.before(at)
    counted = "者" in said or (at > 0 and paragraph.is_counted(at - 1))
    return paragraph.has_brackets and counted and pattern("of_all_each").search(said) is not None


def _told(paragraph: Paragraph, at: int) -> list[tuple[int, int]]:
    """Return the levels now and before of each thing told before a figure in its sentence.

    None where one has other levels too, or another is told with no level before.
    """
    names: dict[str, list[int]] = {}
    for one in range(at - 1, -1, -1):
        claim = paragraph.claims[one]
        figure = claim.form in _FIGURES and not paragraph.is_counted(one)
        if figure and claim.is_level_or_rate and claim.indicator:
            names.setdefault(claim.indicator, []).insert(0, one)
        if paragraph.opens[one]:
            break
    told = [places for places in names.values() if len(places) > 1]
    alone = [places[0] for places in names.values() if len(places) == 1]
    first = min((places[0] for places in told), default=0)
    if any(len(places) != _PAIR for places in told) or any(one > first for one in alone):
        return []
    pairs = [(one, two) if _is_later(paragraph, one, two) else (two, one) for one, two in told]
    return sorted(pairs) if all(_is_later(paragraph, *pair) for pair in pairs) else []


_FIGURES = frozenset({COUNT, AMOUNT, RATIO})


def _is_later(paragraph: Paragraph, now: int, before: int) -> bool:
    """Whether a level is of the year behind that of another."""
    later, earlier = paragraph.claims[now].period, paragraph.claims[before].period
    return bool(earlier) and shifted(later, -1) == earlier


def _of_two_years(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what lies between the levels of two years: 2022年、2023年分别为A和B，后一年增长N%."""
    for at, one, two, by in _threes(paragraph):
        pair = one.is_level_or_rate and two.is_level_or_rate and one.indicator == two.indicator != ""
        if not pair or one.unit != two.unit or not by.changes:
            continue
        each = paragraph.joins(at - 1) and pattern("one_each").search(paragraph.before(at - 2))
        later = each and pattern("in_the_later_year").fullmatch(paragraph.before(at))
        if later and _is_later(paragraph, at - 1, at - 2) and (changed := _changed(paragraph, two, one, at)):
            yield changed


def _differences(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what lies between two levels and is told as a noun: 上年为A，省下来的N."""
    for at, now, before, by in _threes(paragraph):
        levels = now.is_level and before.is_level and now.unit == before.unit == by.unit
        if not levels or any(paragraph.depths[at - 2 : at + 1]):
            continue
        said = paragraph.before(at) + paragraph.leads[at]
        if not _nearly_lies_between(now, before, by):
            continue
        if came_to(paragraph, at - 2, pattern("arrives")) and pattern("set_free").fullmatch(said):
            yield from _between(paragraph, at - 2, at)
            continue
        told = pattern("difference_as_noun").search(paragraph.before(at))
        if told and pattern("level_of_last").fullmatch(paragraph.before(at - 1)) and paragraph.is_exact(at):
            yield from _movement(paragraph, at - 2, at - 1, [at])


def _nearly_lies_between(one: Claim, two: Claim, by: Claim) -> bool:
    """Whether a figure is what lies between two others, or would be but for a slip of the pen."""
    first, second, told = middle(one.interval), middle(two.interval), middle(by.interval)
    if first is None or second is None or told is None or by.interval is None:
        return False
    gap = abs(first - second)
    return gap in by.interval or differ_in_a_digit(abs(told), gap)


def _between(paragraph: Paragraph, began: int, at: int) -> Iterator[Claim]:
    """Yield what a movement began with, came to, and the figure behind that as what lies between."""
    before, now, by = paragraph.claims[began], paragraph.claims[began + 1], paragraph.claims[at]
    first, reached, last = middle(before.interval), middle(now.interval), shifted(now.period or by.period, -1)
    if first is None or reached is None or by.interval is None or not last or not now.indicator:
        return
    interval = signed(by.interval, falls=reached < first)
    name, period = now.indicator, shifted(last, 1)
    yield before._replace(period=last, indicator=name, subjects=now.subjects, via=APART)
    yield now._replace(period=period, via=APART)
    moved = by._replace(indicator=name, subjects=now.subjects, via=APART)
    yield moved._replace(measure="change", base="", period=period, interval=interval)


def _journeys(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield two levels told before what they are of, and what lies between: 从A到B，城镇化率提高C."""
    for at, before, now, by in _threes(paragraph):
        levels = before.is_level_or_rate and now.is_level_or_rate and before.unit == now.unit
        if not (levels and by.changes and by.indicator):
            continue
        came = paragraph.before(at - 1) + paragraph.leads[at - 1]
        if not pattern("sets_out").search(paragraph.before(at - 2)) or not pattern("arrives").fullmatch(came):
            continue
        last = shifted(by.period, -1)
        if last and pattern("names_what_moved").fullmatch(paragraph.before(at)):
            level = now._replace(indicator=by.indicator, subjects=by.subjects, period=by.period, via=APART)
            if changed := _changed(paragraph, level, before, at):
                yield level
                yield before._replace(indicator=by.indicator, subjects=by.subjects, period=last, via=APART)
                yield changed


def _journeys_behind(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield two levels told behind what lies between them: 志愿者比年初多N，队伍从A壮大到B."""
    for at, by, before, now in _threes(paragraph):
        levels = before.is_level and now.is_level and before.unit == now.unit == by.unit
        name = by.indicator or now.indicator
        if not (levels and by.changes and name):
            continue
        last = shifted(by.period, -1)
        sets_out = pattern("bare_journey").fullmatch(paragraph.before(at - 1))
        came = pattern("arrives").fullmatch(paragraph.before(at) + paragraph.leads[at])
        since = pattern("changed_since_last").search(paragraph.clause_of(at - 2) + paragraph.leads[at - 2])
        if sets_out and came and since and last and before.period in {"", last, by.period}:
            told = by, before._replace(period=last), now._replace(period=by.period)
            yield from (
                one._replace(indicator=name, subjects=by.subjects, scope=by.scope, via=APART) for one in told
            )
