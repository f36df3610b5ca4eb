"""Figures that refer to one told before by its noun: 在37.62亿元的营业收入中; with a slip of a digit."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.referents import (
    CLEAR,
    REFERENCE,
    WORD,
    Referent,
    beginning,
    is_of_part,
    is_of_reviewed,
    kind_of_any_time,
    may_have_slipped,
    slip_between,
)
from gouji.reading.links.slips import slipped
from gouji.reading.links.told import Told, is_exact, meet, unit_of
from gouji.reading.links.totals import add_total

_MOST_VALUES = 3
"""Values that a text has of a noun at most if two of them are one."""


def referred(text: str, told: Sequence[Told], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that tell one before them again, with a link to it, where a digit differs.

    Of two whose ratio or growth is told behind either, the one is no slip of the other.
    """
    for some in grouped(told, lambda one: _kind(text, one)).values():
        may = [one for one in some if may_have_slipped(text, one)] if len(some) > 1 else []
        group = [Referent(text, one) for one in may] if len(may) > 1 else []
        crowded, before = _crowded(group), list[Referent]()
        for two in group:
            alike = _alike(before, two)
            if two.said not in crowded:
                before.append(two)
            first = next((one for one in alike if _is_slip_of(text, one, two, some)), None)
            if first and two.of_reviewed and _is_of_year_before(first, two, claims):
                continue
            if first and not any(_is_rate_of(rate, first, two) for rate in claims):
                yield add_total(two.told.claim, (first.told.claim.start, SAME), REFERENCE)


def _crowded(group: Sequence[Referent]) -> set[str]:
    """Return the names of which a text has so many values that no two of them are one."""
    of_names = grouped((one for one in group if one.is_sound), lambda one: one.said)
    return {name for name, some in of_names.items() if len({one.printed for one in some}) > _MOST_VALUES}


def told_as_whole(text: str, told: Sequence[Told], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that open a sentence as a whole whose parts make another told before of its noun.

    确定的128个市级重点项目全部开工。…138个市级重点项目中，竣工51个，在建77个. Parts that leave some out
    say less: then one digit differs, and the first is told of all there are.
    """
    for at, two in enumerate(told):
        found = pattern("whole_told_again").match(text, two.claim.end) if at else None
        if not found or not pattern("only_refers").fullmatch(two.clause):
            continue
        kind, noun = _kind(text, two), found["noun"]
        if text.find(noun, 0, two.claim.start) < 0:
            continue
        alike = [one for one in told[:at] if _names(text, one, noun) and _kind(text, one) == kind]
        named = [one for one in (Referent(text, each) for each in alike) if _is_of_noun(one, noun)]
        values, again = {one.printed for one in named}, Referent(text, two)
        made = _made_by_parts(text, two.claim, claims) if named else set()
        first = next((one for one in named if one.printed in made), None) or next(iter(named), None)
        if first is None or again.printed in values or not first.is_done:
            continue
        sole = len(values) == 1 and _is_all_but_for_digit(first, again, noun)
        if first.printed in made or sole:
            yield add_total(two.claim, (first.told.claim.start, SAME), REFERENCE)


def told_as_all(text: str, told: Sequence[Told], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that open a sentence as all of what the one before it tells, and are more than that.

    全年举办展览14个，其中甲6个、乙8个。16个展览共吸引观众21万人次. Fewer may be some of them.
    """
    for one, two in pairwise(one for one in told if one.claim.whole is None):
        found = pattern("all_told_again").match(text, two.claim.end)
        if not found or not pattern("only_refers").fullmatch(two.clause) or one.line != two.line:
            continue
        between = text[one.claim.end : two.claim.start]
        behind = pattern("sentence_ends").findall(between) if _names(text, one, found["noun"]) else ()
        parts = [claim for claim in claims if claim.whole == one.claim.start]
        made = sum((middle(part.interval) or Fraction(0) for part in parts), Fraction(0))
        sound = len(parts) > 1 and made == one.size and _kind(text, one) == _kind(text, two)
        if len(behind) == 1 and sound and one.size < two.size < one.size * 3 / 2:
            yield add_total(two.claim, (one.claim.start, SAME), REFERENCE)


def _names(text: str, one: Told, noun: str) -> bool:
    """Whether a noun stands in a figure's phrase, or close behind it."""
    return noun in one.phrase or noun in text[one.claim.end : one.claim.end + len(noun) + CLEAR * WORD]


def _made_by_parts(text: str, whole: Claim, claims: Sequence[Claim]) -> set[Fraction]:
    """Return what the parts of a whole make, and what all of its unit behind it in its sentence do."""
    full_stop = pattern("full_stop").search(text, whole.end)
    end, unit = full_stop.start() if full_stop else len(text), unit_of(whole)
    behind = [one for one in claims if whole.end <= one.start < end and one.is_level and unit_of(one) == unit]
    ways = (behind, [one for one in behind if one.whole == whole.start])
    return {
        sum((middle(one.interval) or Fraction(0) for one in way), Fraction(0)) for way in ways if len(way) > 1
    }


def _is_of_noun(one: Referent, noun: str) -> bool:
    """Whether a figure is exactly told, of a noun: 128个市级重点项目, 市级重点项目128个."""
    return one.is_printed and (one.behind.startswith(noun) or one.told.phrase.endswith(noun))


def _is_all_but_for_digit(one: Referent, two: Referent, noun: str) -> bool:
    """Whether a figure is told of all there are of a clear noun, and another is that but for a digit."""
    told_of_all = pattern("of_all_there_are").search(one.told.clause) is not None
    clear = len(noun) >= CLEAR or (len(noun) > WORD and slip_between(one, two) == "swapped")
    sound = told_of_all and clear and one.is_sound and two.is_sound
    return sound and slipped(one.printed / one.step, two.printed / one.step)


def _is_of_year_before(one: Referent, two: Referent, claims: Sequence[Claim]) -> bool:
    """Whether a figure of 去年 is told of the year before too, or is by a told change away from the other."""
    claim, kind = two.told.claim, unit_of(two.told.claim)
    gap = abs(one.printed - two.printed)
    alike = [each for each in claims if each is not claim and each.interval and unit_of(each) == kind]
    return any(
        (each.period == claim.period and each.start != claim.start and meet(each, claim))
        or (each.measure == "change" and each.interval is not None and each.interval.meets(Interval.of(gap)))
        for each in alike
    )


def _is_rate_of(rate: Claim, one: Referent, two: Referent) -> bool:
    """Whether a figure is a percentage that is told behind one of two others, and is what they make."""
    behind = any(0 < rate.start - each.told.claim.start < _RATE_BEHIND for each in (one, two))
    rated = behind and rate.unit == "%" and is_exact(rate)
    if not rated or not one.printed or not two.printed:
        return False
    ratios = (one.printed / two.printed * 100, two.printed / one.printed * 100)
    values = [Interval.of(value) for ratio in ratios for value in (ratio, ratio - 100, 100 - ratio)]
    return any(rate.interval is not None and rate.interval.meets(value) for value in values)


_RATE_BEHIND = 60
"""Characters behind a figure in which its rate is told."""


def _alike(before: Sequence[Referent], two: Referent) -> Sequence[Referent]:
    """Return the figures before one that have its name, with 中 as a part of theirs, or what it counts."""
    begins, own = two.behind[:WORD], two.names[:1]
    if two.within and own:
        return [one for one in before if (begins and begins in one.said) or own[0] in one.said]
    return [one for one in before if (begins and begins in one.said) or one.names[:1] == own]


def _is_slip_of(text: str, one: Referent, two: Referent, told: Sequence[Told]) -> bool:
    """Whether a figure is one told before it, but for a slip; *told* are all of their kind."""
    slip = slip_between(one, two) if one.is_printed and two.is_printed else ""
    sound = slip != "" and one.is_sound and two.is_sound
    name = _shared(one, two, slip) if sound and not is_of_part(text, one.told, two) else ""
    if not name:
        return False
    group = [Referent(text, each) for each in told]
    values = {each.printed for each in group if any(name in said for said in each.names) and each.is_sound}
    return len(values | {one.printed, two.printed}) <= _MOST_VALUES


def _kind(text: str, one: Told) -> tuple[str, ...]:
    period = one.claim.period
    if is_of_reviewed(text, one) and period.isdigit():
        period = str(int(period) + 1)
    return (period, *kind_of_any_time(one))


def _shared(one: Referent, two: Referent, slip: str) -> str:
    """Return the noun that two figures share; empty where they may be of two things.

    Told by name alike, or as what a figure counts: 37.62亿元的营业收入. A short noun must be referred to.
    """
    own, other = one.names[:1], two.names[:1]
    if own == other and own and len(own[0]) >= CLEAR and one.told.subject == two.told.subject:
        return own[0]
    if slip == "point":  # 上网电量1.25亿千瓦时；1250万千瓦时的上网电量
        name = max((beginning(two.behind, each) for each in one.names), key=len, default="")
        return name if len(name) > WORD and not two.told.clause else ""
    refers = pattern("refers_to").search(two.told.clause)
    within = [name for name in other if refers and two.within and any(name in each for each in one.names)]
    if within:
        return within[0]
    name, full = max(
        ((beginning(two.behind, each), each) for each in one.names),
        key=lambda found: len(found[0]),
        default=("", ""),
    )
    rest = two.behind[len(name) :]
    refers = refers or pattern("refers_behind").match(rest)
    if len(name) >= CLEAR:
        # Fewer words for it may be of more than it, unless they refer to it.
        return name if refers or full.startswith(name[:WORD]) or pattern("is_within").match(rest) else ""
    said = pattern("around_reference").sub("", two.told.clause)
    known = two.points_back or any(said in each for each in one.names)
    short = refers and known and slip == "swapped" and pattern("ends_reference").match(rest)
    return name if short and len(name) >= WORD else ""
