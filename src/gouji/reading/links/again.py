"""Figures that a text tells again: in its opening and a section, in other units, in prose and a table."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import have_swapped
from gouji.facts.table.columns import AHEAD, LIKE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.by_column import told_of_captions, told_of_columns
from gouji.reading.links.by_path import told_of_items, told_of_paths
from gouji.reading.links.by_row import grown_of_rows, told_of_rows
from gouji.reading.links.in_tables import told_by_signs, told_in_tables
from gouji.reading.links.pointed_at import pointed_at, pointed_wholly, told_shortly
from gouji.reading.links.references import referred, told_as_all, told_as_whole
from gouji.reading.links.told import (
    Items,
    Told,
    are_contrasted,
    bare_name,
    by_value,
    is_bounded,
    is_near,
    is_slip,
    is_telling,
    meet,
    tell_few_values,
    told_of,
    unit_of,
)
from gouji.reading.links.totals import add_total

_PROSE, _SINCE = "again.prose", "again.since"
_SHORTEST, _CLEAR, _SPECIFIC = 3, 4, 6
"""Characters of a phrase that may be told again, of one that says what it is of, and of one that says all."""


def told_again(text: str, claims: Sequence[Claim], publisher: str = "") -> list[Claim]:
    """Return the claims of a text, each that tells a figure once more with a link to the one told first.

    A noun stands again for other things all the time: parts, other places, other periods. So figures are the
    same only where all that is told of them is: name with all its words, period, scope, section and unit;
    where no more than two values are told of it; and where both stand for the whole, or differ by a slip.
    The *publisher* may be named before any of them.
    """
    known = [claim for claim in claims if _may_be_told_again(claim)]
    cells, prose = [one for one in known if one.place], [one for one in known if not one.place]
    items = Items(text, publisher)
    figures = [Told(items, claim) for claim in _with_others(prose, cells)]
    told = [one for one in figures if one.claim.indicator]
    tied: dict[int, Claim] = {}
    whole = [one for one in told if one.claim.stands_alone and len(one.phrase) >= _SHORTEST]
    by_phrase = grouped(whole, lambda one: (one.phrase, *told_of(one.claim))).values()
    alike = [some for some in by_phrase if len(some) > 1]
    named = grouped((one for one in claims if one.is_level and not one.place), _named) if alike else {}
    clear = (one for one in told if len(one.claim.indicator) >= _CLEAR)
    same_names = grouped(clear, lambda one: _by_name(one.claim)).values()
    tied |= {claim.start: claim for some in (*same_names, *alike) for claim in _equal(some)}
    tied |= {claim.start: claim for claim in _rates(items, claims, told, tied)}
    tied |= {claim.start: claim for claim in _exchanged(items, claims) if claim.start not in tied}
    for some in alike:
        group = [one for one in some if not (one.of_part or one.apart)]
        if len(group) > 1 and _is_one_thing(group, named):
            tied |= {claim.start: claim for claim in _tied(group)}
    by_start = {claim.start: claim for claim in claims}
    linked = [(one.start, first) for one in tied.values() for first, _ in one.totals]
    differing = [pair for pair in linked if not meet(by_start[pair[0]], by_start[pair[1]])]
    known_already = {start for pair in differing for start in pair}
    others = [one for one in figures if one.claim.start not in known_already]
    tied |= {claim.start: claim for claim in referred(text, others, claims)}
    wholes = (*told_as_whole(text, others, claims), *told_as_all(text, others, claims))
    tied |= {claim.start: claim for claim in wholes if claim.start not in tied}
    of_any_time = [Told(items, claim) for claim in prose]
    pointing = (
        *pointed_at(text, of_any_time),
        *pointed_wholly(text, claims, items),
        *told_shortly(text, of_any_time),
    )
    tied |= {claim.start: claim for claim in pointing if claim.start not in tied}
    tied |= {claim.start: claim for claim in told_since(items, claims) if claim.start not in tied}
    tied |= {claim.start: claim for claim in told_in_tables(items, told, claims)}
    for tell in (
        told_of_items,
        told_of_paths,
        told_of_columns,
        told_of_captions,
        told_of_rows,
        told_by_signs,
        grown_of_rows,
    ):
        tied |= {one.start: one for one in tell(items, [tied.get(claim.start, claim) for claim in claims])}
    return [tied.get(claim.start, claim) if claim.interval else claim for claim in claims]


def _may_be_told_again(claim: Claim) -> bool:
    told = claim.measure == "level" and claim.is_level and (claim.indicator != "" or not claim.place)
    now = told and claim.section not in AHEAD and claim.unit not in TIME_UNITS
    return now and claim.period != "" and is_bounded(claim)


Kind = tuple[str, str]
"""A unit and a period."""


def _with_others(prose: Sequence[Claim], cells: Sequence[Claim]) -> list[Claim]:
    """Return the figures of prose beside which there is another one of their unit and period."""
    told = [(unit_of(one), one.period) for one in prose]
    in_tables = {(unit, one.period) for one in cells for unit in (unit_of(one), one.unit)}
    kinds = Counter(told)
    found = {kind for kind, count in kinds.items() if count > 1 or _is_beside(kind, kinds, in_tables)}
    return [one for one, kind in zip(prose, told, strict=True) if kind in found]


def _is_beside(kind: tuple[str, str], kinds: Collection[Kind], in_tables: Collection[Kind]) -> bool:
    """Whether a table tells figures of a unit and period, or prose those of a year beside it."""
    unit, period = kind
    # 去年 may be the year that is reviewed.
    years = [str(int(period) + by) for by in (-1, 1)] if period.isdigit() else []
    return kind in in_tables or ("", period) in in_tables or any((unit, year) in kinds for year in years)


def _by_name(claim: Claim) -> tuple[object, ...]:
    return (bare_name(claim), *told_of(claim))


def _named(claim: Claim) -> tuple[str, str, str]:
    return claim.indicator, unit_of(claim), claim.period


def _is_one_thing(group: Sequence[Told], named: Mapping[tuple[str, str, str], Sequence[Claim]]) -> bool:
    """Whether a text tells at most two values of what a group is of, wherever it names it."""
    names = dict.fromkeys(_named(one.claim) for one in group)
    return tell_few_values(claim for name in names for claim in named[name])


def _tied(group: Sequence[Told]) -> Iterator[Claim]:
    """Yield the figures of a group, with a link to the first of the value that is told most often."""
    base = by_value(one.claim for one in group)[0][0]
    first = next(one for one in group if one.claim is base)
    for one in group:
        kind = _kind(first, one) if one is not first else ""
        if kind:
            yield add_total(one.claim, (base.start, kind), _PROSE)


def _equal(group: Sequence[Told]) -> Iterator[Claim]:
    """Yield the figures of one name that have the value of one before them, in another sentence."""
    if not 1 < len(group) <= _MOST_TOLD:
        return
    for some in by_value(one.claim for one in group):
        told = [one for one in group if one.claim in some]
        for one in told[1:]:
            if is_telling(one.claim) and one.sentence != told[0].sentence:
                yield add_total(one.claim, (told[0].claim.start, SAME), _PROSE)


_MOST_TOLD = 40
"""Figures of one phrase; what is told more often is of many things."""


def _exchanged(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield figures that one of their name tells with two digits in another order, whatever is named near.

    The name says all, or both stand behind figures of one name and value: 立案137起，罚款1,428.6万元.
    """
    known = [one for one in claims if one.indicator and not one.place and is_bounded(one)]
    told = [Told(items, one) for one in known if one.section not in AHEAD and one.measure in _MEASURES]
    for some in grouped(range(len(told)), lambda at: _by_name(told[at].claim)).values():
        first, *others = some
        for at in others:
            swapped = have_swapped(told[first].size, told[at].size, fewest=3) and _are_one(told, first, at)
            if swapped and tell_few_values(told[one].claim for one in some):
                yield add_total(told[at].claim, (told[first].claim.start, SAME), _PROSE)


def _are_one(told: Sequence[Told], *places: int) -> bool:
    """Whether the name of two figures in two sentences says all, or they stand behind one and the same."""
    one, two = (told[at] for at in places)
    before = [told[at - 1].claim for at in places if at and told[at - 1].sentence == told[at].sentence]
    company = {(_by_name(claim), claim.interval) for claim in before}
    named = len(bare_name(two.claim)) >= _LONG or (len(before) == len(places) and len(company) == 1)
    return named and one.sentence != two.sentence


_MEASURES = frozenset({"level", "change", "mean", "growth"})
_LONG = 8
"""Characters of a name that says all."""


def _rates(
    items: Items, claims: Sequence[Claim], told: Sequence[Told], tied: Mapping[int, Claim]
) -> Iterator[Claim]:
    """Yield the growths that one before them has told: equal ones, or those of one level told twice."""
    growths = [one for one in claims if one.measure == "growth" and not one.place and _is_named(one)]
    alike = [some for some in grouped(growths, _by_name).values() if 1 < len(some) <= _MOST_TOLD]
    if not alike:
        return
    firsts = {claim.start: claim.totals[-1][0] for claim in tied.values()}
    levels = {
        (one.claim.indicator, one.sentence): firsts.get(one.claim.start, one.claim.start) for one in told
    }
    for some in alike:
        first, *others = [Told(items, claim) for claim in some]
        one_thing = tell_few_values(some)
        for one in others:
            pair = [levels.get((each.claim.indicator, each.sentence)) for each in (first, one)]
            apart = any(each.of_part or each.apart for each in (first, one))
            of_one_level = pair[0] is not None and pair[0] == pair[1] and not apart and one_thing
            if one.sentence != first.sentence and (meet(first.claim, one.claim) or of_one_level):
                yield add_total(one.claim, (first.claim.start, SAME), _PROSE)


def _is_named(claim: Claim) -> bool:
    named = len(claim.indicator) >= _CLEAR
    return named and claim.section not in AHEAD and claim.period != "" and is_bounded(claim)


def _kind(one: Told, two: Told) -> str:
    """Return how surely two figures of one phrase are the same; empty where they may well not be."""
    if are_contrasted(one, two):
        return ""
    both_open = one.opens and two.opens
    # Of one paragraph, or of two under one heading, both must be of all of it.
    overview = one.line != two.line and min(one.item, two.item) < 0
    if (not overview and not (both_open and one.item == two.item)) or one.sentence == two.sentence:
        return ""
    if one.subject != two.subject:
        # One may be a part of the other.
        whole = not (one.subject and two.subject) and one.line != two.line
        return SAME if whole and is_slip(one.size, two.size, powers=()) else ""
    if meet(one.claim, two.claim) or is_slip(one.size, two.size):
        return SAME
    if not (is_near(one.size, two.size) and one.acts and two.acts and len(one.phrase) >= _CLEAR):
        return ""
    clear = one.line == two.line or len(one.phrase) >= _SPECIFIC
    return SAME if both_open and clear else LIKE


def told_since(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that tell again what came since something began, or by how much it changed.

    Their time or measure hides that they are one: 自2016年成立以来, 建馆以来; 比上年增加225人, 一年多出225人.
    """
    text = items.text
    since = claims if "以来" in text else ()
    told = [Told(items, one) for one in since if "/" in one.period and one.is_level and _may_be_since(one)]
    sums: dict[int, str] = {}
    for one in told:
        began = pattern("since_it_began").search(text, one.sentence, one.claim.start)
        if began and len(_since_name(one)) >= _CLEAR and not _is_of_part(text, one):
            sums[one.claim.start] = began["what"]
    yield from _tied_to_first(
        [one for one in told if one.claim.start in sums],
        lambda one: (_since_name(one), sums[one.claim.start], one.claim.period.rpartition("/")[2]),
        near=True,
    )
    changes = [claim for claim in claims if claim.measure == "change" and _may_be_since(claim)]
    for some in grouped(changes, _moved).values() if len(changes) > 1 else ():
        if len(some) > 1 and len(_moved(some[0])[0]) >= _SHORTEST:
            named = [one for one in (Told(items, claim) for claim in some) if not _is_of_part(text, one)]
            yield from _tied_to_first(named, lambda one: _moved(one.claim), near=False)


def _may_be_since(claim: Claim) -> bool:
    told = not claim.place and claim.section not in AHEAD and claim.unit not in {"", "%"}
    return told and is_bounded(claim)


def _is_of_part(text: str, one: Told) -> bool:
    """Whether its sentence names a part of the publisher before it, or 其中."""
    said = (text, one.sentence, one.claim.start)
    return any(pattern(name).search(*said) for name in ("names_part", "is_among"))


def _since_name(one: Told) -> str:
    """Return what came since something began, without these words."""
    return pattern("before_since").sub("", one.phrase)


def _moved(claim: Claim) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what changed, and of when; changes of one thing share it."""
    name = pattern("time_behind_name").sub("", bare_name(claim))
    return name, claim.period, claim.base, tuple(claim.subjects)


def _tied_to_first(
    figures: Sequence[Told], what: Callable[[Told], Hashable], *, near: bool
) -> Iterator[Claim]:
    """Yield the figures of one thing with the first of it: equal ones, and those that differ by a slip.

    *near*: or such as are near each other.
    """
    whole = [one for one in figures if one.claim.stands_alone]
    for some in grouped(
        whole, lambda one: (what(one), unit_of(one.claim), one.claim.section, one.claim.stage)
    ).values():
        first, *others = some
        one_thing = tell_few_values(one.claim for one in some)
        for one in others if one_thing else ():
            equal = meet(first.claim, one.claim) and is_telling(one.claim)
            slip = is_slip(first.size, one.size, powers=()) or (near and is_near(first.size, one.size))
            if one.sentence != first.sentence and (equal or (slip and not meet(first.claim, one.claim))):
                yield add_total(one.claim, (first.claim.start, SAME), _SINCE)
