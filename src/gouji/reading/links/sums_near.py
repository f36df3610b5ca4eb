"""Totals beside parts that words only hint at, with the rest told, or of several each: …，全县114家."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import FIGURE, Paragraph
from gouji.reading.links.runs import last_before, run_before
from gouji.reading.links.slips import differ_in_a_digit, is_misplaced, is_slip, makes_total, misses_by_digit
from gouji.reading.links.totals import add_total
from gouji.reading.numbered import value_of_count

_FEWEST, _MOST = 3, 12
_LONG = 4
"""Digits of a number that is no other but for a slip by chance."""


def sums_near(paragraph: Paragraph) -> Iterator[Link]:
    """Yield runs of levels with the total behind or before them, which they make, or would but for a slip."""
    units = paragraph.added_in
    for whole, unit in enumerate(units):
        if not unit or paragraph.depths[whole]:
            continue
        before, behind = units[:whole].count(unit), units[whole + 1 :].count(unit)
        if before >= _FEWEST and pattern("says_of_the_whole").search(paragraph.before(whole)):
            yield from _tied(paragraph, whole, _next_to(paragraph, whole, -1))
        if behind >= _FEWEST and pattern("tells_parts").match(paragraph.behind(whole)):
            yield from _tied(paragraph, whole, _next_to(paragraph, whole, 1))
        if before and behind >= _FEWEST - 1 and paragraph.opens[whole]:
            parts = [whole, *_next_to(paragraph, whole, 1)]
            others = pattern("names_the_others").fullmatch(paragraph.names[parts[-1]])
            if others or pattern("opens_parts_far").search(paragraph.before(whole)):
                yield from _of_one_far(paragraph, parts)


def _of_one_far(paragraph: Paragraph, parts: list[int]) -> Iterator[Link]:
    """Yield the link of parts behind 。其中 with the total that they make, or the nearest but for a slip."""
    near = range(parts[0] - 1, max(-1, parts[0] - _MOST), -1)
    unit = paragraph.added_in[parts[0]]
    wholes = [at for at in near if paragraph.added_in[at] == unit and not paragraph.depths[at]]
    wholes = [at for at in wholes if not any(paragraph.exceeds(part, at) for part in parts)]
    made = [at for at in wholes if paragraph.add_up(at, parts)]
    long = (at for at in wholes if sum(map(str.isdigit, paragraph.quote(at))) >= _LONG)
    told = (list(_tied(paragraph, at, parts)) for at in (*made, *wholes[:1], *long))
    yield from next(filter(None, told), [])


def _tied(paragraph: Paragraph, whole: int, parts: list[int]) -> Iterator[Link]:
    """Yield the link of the parts next to a total, however many make it; three and more."""
    if len(parts) < _FEWEST or not all(map(paragraph.is_exact, (whole, *parts))):
        return
    made = _is_near(paragraph, whole, parts) and makes_total(paragraph, whole, parts)
    if made and all(counted_each(paragraph, at) == 1 for at in parts):
        yield paragraph.link(whole, parts, "sum.zonge", complete=True)


def _is_near(paragraph: Paragraph, whole: int, parts: list[int]) -> bool:
    """Whether a total is at most half as much again as its parts, or they as it."""
    total, *found = [middle(paragraph.claims[at].interval) for at in (whole, *parts)]
    summed = sum((one for one in found if one is not None), Fraction(0))
    return total is not None and summed / _FAR <= total <= summed * _FAR


_FAR = Fraction(3, 2)


def _next_to(paragraph: Paragraph, whole: int, step: int) -> list[int]:
    """Return the levels beside a total that make it: behind it in its sentence, before it if *step* is -1.

    Figures that are not added may stand between them, but for a level of another unit.
    """
    found: list[int] = []
    for at in range(whole, len(paragraph.claims) if step > 0 else -1, step)[1:_MOST]:
        if paragraph.ends_before(max(at, at - step)):
            break
        if paragraph.added_in[at] == paragraph.added_in[whole] and paragraph.alike(whole, at):
            found.append(at)
        elif paragraph.added_in[at] and not paragraph.is_counted(at):
            break
    return sorted(found)


_REST = "sum.qiyu"
_MOST_PARTS = 4


def rest_told(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with its parts and what is left, which make it, or would but for a slip of the pen.

    So are parts behind which nothing else is said to be.
    """
    for rest in range(1, len(paragraph.claims)):
        closes = pattern("nothing_else").match(paragraph.behind(rest)) is not None
        told = not paragraph.depths[rest] and pattern("tells_rest").search(paragraph.before(rest))
        for whole, parts in _divided(paragraph, rest, closes=closes) if closes or told else ():
            larger = not any(paragraph.exceeds(part, whole) for part in parts)
            slip = closes and is_slip(paragraph, whole, parts, slip=differ_in_a_digit)
            plain = told and larger and _are_plain(paragraph, whole, parts)
            if larger and (slip or plain or _makes(paragraph, whole, parts)):
                yield paragraph.link(whole, parts, _REST, complete=True)
                break


def _are_plain(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a sentence opens with a total and tells its parts and what is left, and nothing else beside.

    新建公厕8座，已完工5座，其余2座在建: what is near, whatever its digits.
    """
    told = range(whole, parts[-1] + 1)
    opens = whole == 0 or paragraph.ends_before(whole)
    noun = paragraph.claims[whole].indicator[-_WORD:]
    # 新建公厕8座，改造公厕5座，其余2座: the second is no part.
    names = [paragraph.names[at] for at in parts]
    among = any(noun in name or pattern("is_among").search(name) for name in names)
    bare = bool(noun) and opens and [whole, *parts] == list(told) and not among
    return (
        bare
        and all(map(paragraph.is_exact, told))
        and _is_near(paragraph, whole, list(parts))
        and not any(paragraph.depths[at] for at in told)
    )


_WORD = 2
"""Characters of a word."""


def _divided(paragraph: Paragraph, last: int, *, closes: bool) -> Iterator[tuple[int, list[int]]]:
    """Yield totals with their parts up to the last one, those that are made before others that may be.

    审结492件。从类型看，甲286件，乙103件，其余103件为…: the total stands in the last sentence. Behind the
    brackets: 新收（刑事12件、民事64件，无其他类型）76件.
    """
    beside, behind = _beside(paragraph, last), last + 1
    if closes and behind < len(paragraph.claims) and paragraph.depths[behind] < paragraph.depths[last]:
        yield behind, [*beside, last]
        return
    ways = [(beside[at], [*beside[at + 1 :], last]) for at in range(len(beside) - 2, -1, -1)]
    before = range(beside[0] - 1, max(-1, beside[0] - _MOST), -1) if beside else ()
    above = next((one for one in before if paragraph.has_unit_of(one, last)), None)
    apart = above is not None and any(map(paragraph.ends_before, range(above + 1, beside[0] + 1)))
    far = [(above, [*beside, last])] if above is not None and apart else []
    yield from (
        way for way in (*ways, *far) if paragraph.add_up(*way) and all(map(paragraph.is_exact, way[1]))
    )
    yield from (*ways, *far * closes)


def rest_untold(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with the parts behind it whose others are told without a figure: …，其余为移送结案."""
    for at in range(2, len(paragraph.claims)):
        if not pattern("tells_rest_alone").match(paragraph.behind(at)):
            continue
        last = next((one for one in range(at, -1, -1) if paragraph.added_in[one] or paragraph.opens[one]), at)
        beside = _beside(paragraph, last) if not paragraph.depths[last] else []
        # The parts, the last of them too, are those behind the one level that is more than they are together.
        for first in range(len(beside) - 1, 0, -1):
            whole, parts = beside[first - 1], (*beside[first:], last)
            leave_some = paragraph.add_up(whole, parts, lambda made, total: total.exceeds(made))
            if leave_some and paragraph.is_exact(whole):
                yield paragraph.link(whole, parts, _REST, complete=False)._replace(exclusive=True)
                break


def _beside(paragraph: Paragraph, rest: int) -> list[int]:
    """Return the levels that may be a total and its parts before what is left, in text order.

    They stand in its sentence, in the brackets that it stands in, and have its unit.
    """
    found: list[int] = []
    for at in range(rest - 1, -1, -1):
        if paragraph.has_unit_of(at, rest) and paragraph.alike(rest, at):
            found.insert(0, at)
        if len(found) > _MOST_PARTS or paragraph.ends_before(at):
            break
    return found


_SEVERAL, _MOST_EACH = 2, 9
"""Bodies that one figure may be told of, where it is told of several."""


def of_each(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what a total behind them adds up, some of it told of several bodies each, once for each.

    They make the total, or would but for a slip of the pen, or if one body more were counted, or one less.
    A figure that is a part of something else is left as it is.
    """
    for whole in [at for at, may in enumerate(paragraph.may_sum) if at and may]:
        last = last_before(paragraph, whole)
        times = _times_each(paragraph, whole, last)
        parts = (last,) if times else run_before(paragraph, whole, last) if last >= 0 else ()
        parts = (*_told_ahead(paragraph, whole, parts), *parts)
        counts = [times or counted_each(paragraph, at) for at in parts]
        free = all(paragraph.claims[at].stands_alone for at in parts)
        told = times or paragraph.most_alike > len((whole, last))
        if not (free and told) or max(counts, default=1) < _SEVERAL or not all(counts):
            continue
        terms = [at for at, count in zip(parts, counts, strict=True) for _ in range(count)]
        # In the first of five years there may have been none.
        if _makes(paragraph, whole, terms) or (not times and _miscounts(paragraph, whole, parts, counts)):
            total = (paragraph.claims[whole].start, "+")
            for at, count in zip(parts, counts, strict=True):
                claim = paragraph.claims[at]
                for _ in range(count):
                    claim = add_total(claim, total, "sum.each")
                yield claim


def _times_each(paragraph: Paragraph, whole: int, at: int) -> int:
    """Return in how many times a figure was told each time: 每年资助80名，五年累计资助400名."""
    each = pattern("each_time").search(paragraph.clause_of(at)) if at >= 0 else None
    said = pattern("sums_each_time").search(paragraph.before(whole)) if each else None
    if not each or not said or pattern("says_plan").search(paragraph.before(at)):
        return 0
    count = value_of_count(said["count"]) if said["time"] == each["time"] else None
    return count or (_IN_A_YEAR.get(each["time"], 0) if said["year"] else 0)


_IN_A_YEAR = {"月": 12, "季度": 4}


def _told_ahead(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> list[int]:
    """Return what a sentence tells ahead of what is told of each: 第5辑10册，前4辑各12册，累计58册."""
    found: list[int] = []
    for at in range(parts[0] if parts else 0, 0, -1):
        if paragraph.opens[at]:
            break
        if paragraph.has_unit_of(whole, at - 1):
            found.insert(0, at - 1)
    return found if parts and pattern("each_of_counted").fullmatch(paragraph.before(parts[0])) else []


def counted_each(paragraph: Paragraph, at: int) -> int:
    """Return of how many bodies a figure is told; 0 where it is told of each of some that are not counted.

    音协、舞协、剧协各组织演出3次: of three.
    """
    said = paragraph.clause_of_list(at)
    if at and pattern("each_of_counted").fullmatch(paragraph.before(at)):
        count = paragraph.count(at - 1)  # 科技、教育、卫生三个支部各发展党员2名
        return count if count <= _MOST_EACH else 0
    if "各" not in said:
        return 1
    found = pattern("told_of_each").fullmatch(said)
    if not found:
        return 0 if pattern("of_each_uncounted").search(said) else 1
    names = pattern("joins_names_of_each").split(found["names"])
    return len(names) if len(names) <= _MOST_EACH else 0


def _miscounts(paragraph: Paragraph, whole: int, parts: Sequence[int], counts: Sequence[int]) -> bool:
    """Whether what is told of each, taken once more or less, makes a total, all as they are printed."""
    total, *numbers = [middle(paragraph.claims[at].interval) or Fraction(0) for at in (whole, *parts)]
    gap = total - sum(one * count for one, count in zip(numbers, counts, strict=True))
    each = [one for one, count in zip(numbers, counts, strict=True) if count > 1]
    return all(map(paragraph.is_exact, (whole, *parts))) and any(abs(gap) == one for one in each)


def _makes(paragraph: Paragraph, whole: int, terms: Sequence[int]) -> bool:
    """Whether terms make a total, or would but for a slip; each of them is exact."""
    exact = all(map(paragraph.is_exact, (whole, *terms)))
    return exact and (makes_total(paragraph, whole, terms) or misses_by_digit(paragraph, whole, terms))


_POWERS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""Of ten: how many times too much a total is whose unit lacks a 万, or has 亿 for it."""


def multiplied(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is told of each as a mean, with the total and the count beside it in its sentence.

    Only one figure of the sentence is told of each, one counts these, and one has its unit. Of each at each
    time (每人每月800元) the times are told, too. A total that no words tell as all there is may be of more:
    it is what the others make, or would be but for a digit.
    """
    said = {at: found for at in range(len(paragraph.claims)) if (found := _says_each(paragraph, at))}
    for at, found in said.items():
        if any(one != at and not paragraph.are_of_sentences(one, at) for one in said):
            continue  # 高中生200名，每人2000元；大学生320名，每人3000元，共136万元
        claim = paragraph.claims[at]
        plain = claim.measure in {"level", "mean"} and claim.stands_alone
        of = _made_of(paragraph, at, found) if plain and paragraph.is_exact(at) else ()
        if of:
            totals = tuple((paragraph.claims[one].start, "") for one in of)
            scale = f".{found['scale']}" if found["scale"] else ""
            yield claim._replace(measure="mean", totals=totals, via="mean.of" + scale)


def _says_each(paragraph: Paragraph, at: int) -> re.Match[str] | None:
    """Return how words tell a figure of each of several: 每户, 每人每月, 单价."""
    return pattern("so_much_each").search(paragraph.names[at])


def _is_parted(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether a sentence or its part ends between two figures."""
    first, last = sorted((one, two))
    return any(paragraph.opens[first + 1 : last + 1])


def _made_of(paragraph: Paragraph, at: int, said: re.Match[str]) -> tuple[int, ...]:
    """Return the total, the count and the times of what is told of each; none where several may be these."""
    near = [
        one
        for one in range(max(0, at - _REACH), min(len(paragraph.claims), at + _REACH + 1))
        if one != at and paragraph.claims[one].is_level and not _is_parted(paragraph, one, at)
    ]
    times = [one for one in near if said["times"] and paragraph.claims[one].unit == said["times"]]
    counts = [one for one in near if one not in times and _counts(paragraph, one, at, said["per"] or "")]
    totals = [one for one in near if one not in counts and _may_be_total(paragraph, one, at)]
    if len(counts) != 1 or len(totals) != 1 or len(times) != bool(said["times"]):
        return ()
    of = (totals[0], counts[0], *times)
    scale = Fraction(said["scale"]) if said["scale"] else Fraction(1)
    return of if paragraph.is_exact(totals[0]) and _is_made(paragraph, at, of, scale) else ()


_TELLING = 1000
"""A total less than that has too few digits to be a slip for another."""
_REACH = 3
"""Figures before and behind what is told of each among which its count and its total are."""


def _counts(paragraph: Paragraph, one: int, at: int, per: str) -> bool:
    """Whether a figure counts what something is told of each of: 24个村 of 每个村 and 每村; any of 单价."""
    unit, behind = paragraph.claims[one].unit, paragraph.clause_behind(one)
    if not unit or not paragraph.is_exact(one) or _says_each(paragraph, one):
        return False
    if not per:
        return unit not in {paragraph.claims[at].unit, *TIME_UNITS}
    people = words("units_of_people")
    if per in TIME_UNITS:
        return False  # 每天接待500人 may be how many can come
    if per in people:
        return unit in people
    noun = per.removeprefix(unit)
    if noun != per:
        return not noun or noun in behind + paragraph.names[one]
    return behind.startswith(per)


def _may_be_total(paragraph: Paragraph, one: int, at: int) -> bool:
    """Whether a figure in the unit of another, or of what comes again, is no part of a total or of a pay."""
    total, mean = (paragraph.claims[each] for each in (one, at))
    units = {claim.unit.removesuffix(words("units_of_turns")[0]) or claim.unit for claim in (total, mean)}
    if len(units) > 1 and not units <= {*words("units_of_people")}:
        return False
    if not total.stands_alone or paragraph.depths[one] != paragraph.depths[at]:
        return False
    return not pattern("paid_in_part").search(f"{paragraph.names[one]}{FIGURE}{paragraph.behind(one)}")


def _is_told_whole(paragraph: Paragraph, one: int, at: int) -> bool:
    """Whether a figure is told as all there is, and not divided, or right before what it is made of."""
    told = pattern("told_in_all").search(paragraph.names[one] + paragraph.leads[one]) is not None
    divided = any(claim.whole == paragraph.claims[one].start for claim in paragraph.claims)
    before = one == at - 1 and pattern("by_so_much").search(paragraph.before(at)) is not None
    return before or (told and not divided)


def _is_made(paragraph: Paragraph, at: int, of: Sequence[int], scale: Fraction) -> bool:
    """Whether a total is what its count makes, near it, or misses it by its unit."""
    total, *others = (middle(paragraph.claims[one].interval) for one in (*of, at))
    made = prod((one or Fraction(0) for one in others), start=1 / scale)
    if not (total and made):
        return False
    if not _is_told_whole(paragraph, of[0], at):
        expected = pattern("is_aimed_at").search(paragraph.names[of[0]])
        return total == made or (differ_in_a_digit(total, made) and total >= _TELLING and not expected)
    return 1 / _FAR <= total / made <= _FAR or is_misplaced(total / made, _POWERS)
