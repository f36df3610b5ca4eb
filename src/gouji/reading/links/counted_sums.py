"""Sums that say how many figures, sentences or units they add up: …两类相加，共64场."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.digits import are_swapped, middle, significant
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.slips import corrections, is_near, makes_total
from gouji.reading.links.times import OF_TIMES
from gouji.reading.numbered import value_of_count

_VIA = "sum.heji"
_FEWEST, _SENTENCES, _MOST_YEARS = 2, 1, 6


def counted_sums(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the last so many figures before a sum, and that: 教育6亿元，卫生3亿元——仅此两项即支出9亿元."""
    for whole in range(_FEWEST + 1, len(paragraph.claims)):
        count = paragraph.count(whole - 1)
        if count < _FEWEST or not (_adds_up(paragraph, whole) or _names_all(paragraph, whole)):
            continue
        parts = _parts(paragraph, whole, count, whole - 2)
        if len(parts) != count or not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        sure = _adds_up(paragraph, whole) or _are_all_near(paragraph, whole, parts)
        if sure or makes_total(paragraph, whole, parts):
            yield paragraph.link(whole, parts, _VIA, complete=True)


def all_added(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the levels of a sentence with the sum of them all behind it: 上述贷款合并计算，总额达8.2亿元."""
    for whole in range(_FEWEST, len(paragraph.claims)):
        if parts := _all_before(paragraph, whole):
            yield paragraph.link(whole, parts, _VIA, complete=True)


def sums_of_so_many(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the last so many levels before a sum that counts them, or their times: 以上两项共A; 三年累计A."""
    for whole in range(_FEWEST, len(paragraph.claims)):
        yield from _of_years(paragraph, whole)
        found = pattern("sums_so_many").search(paragraph.before(whole)) if paragraph.may_sum[whole] else None
        count = value_of_count(found["times"] or found["count"]) if found else None
        if found is None or not count or count < _FEWEST:
            continue
        timed = found["times"] is not None
        parts = _parts(paragraph, whole, count, whole - 1, timed=timed)
        if len(parts) != count or not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        if timed and not _are_of_times(paragraph, parts, found["what"]):
            continue
        others = any(paragraph.has_unit_of(at, whole) for at in range(parts[0]))
        if makes_total(paragraph, whole, parts) or not (
            others or not paragraph.add_up(whole, parts, is_near)
        ):
            yield paragraph.link(whole, parts, OF_TIMES if timed else _VIA, complete=True)


def _of_years(paragraph: Paragraph, whole: int) -> Iterator[Link]:
    """Yield figures of years in turn, three and more, with their sum: 2022年A，2023年B，2024年C，累计D."""
    last = paragraph.claims[whole].period.rpartition("/")[2]
    told = paragraph.may_sum[whole] and pattern("adds_years").fullmatch(paragraph.before(whole))
    if not told or not last.isdigit():
        return
    years = (str(int(last) - back) for back in range(_MOST_YEARS))
    run = takewhile(lambda at: paragraph.has_unit_of(at, whole), range(whole - 1, -1, -1))
    parts = [at for at, year in zip(run, years, strict=False) if paragraph.claims[at].period == year]
    if len(parts) > _FEWEST and parts[-1] == whole - len(parts) and paragraph.add_up(whole, parts, is_near):
        yield paragraph.link(whole, parts[::-1], OF_TIMES, complete=True)


def _are_of_times(paragraph: Paragraph, parts: Sequence[int], what: str) -> bool:
    """Whether figures are each of a time, or of one list, and their words tell what their sum is of."""
    times = {paragraph.claims[at].period for at in parts}
    apart = len(times) == len(parts) or all(map(paragraph.joins, parts[1:]))
    return apart and (not what or what[:_FEWEST] in paragraph.before(parts[0]))


def _all_before(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the levels of the sentence before a figure that says to be their sum, and nearly is."""
    if not paragraph.opens[whole] or not pattern("all_add_up").fullmatch(paragraph.before(whole)):
        return []
    first = paragraph.sentences.index(paragraph.sentences[whole - 1]) if whole else 0
    parts = [at for at in range(first, whole) if paragraph.has_unit_of(at, whole)]
    among = any(pattern("part_told_among").search(paragraph.before(at)) for at in parts)
    plain = len(parts) >= _FEWEST and all(paragraph.alike(whole, at) for at in parts) and not among
    exact = plain and all(map(paragraph.is_exact, (whole, *parts)))
    return parts if exact and paragraph.add_up(whole, parts, is_near) else []


def _adds_up(paragraph: Paragraph, whole: int) -> bool:
    """Whether words around a count say that so many figures make the one behind it."""
    behind, before = paragraph.before(whole), paragraph.before(whole - 1)
    if pattern("adds_so_many").match(behind):
        return pattern("opens_sum_of_so_many").search(before) is not None
    only = pattern("only_so_many").search(before) is not None
    return only and pattern("only_they_make").match(behind) is not None


def _names_all(paragraph: Paragraph, whole: int) -> bool:
    """Whether a figure is told of so many behind them: 三项受助学生1440人; they must nearly make it."""
    if pattern("opens_sum_of_so_many").search(paragraph.before(whole - 1)) is None:
        return False
    said = paragraph.before(whole)
    named = pattern("noun_of_so_many").fullmatch(said) or pattern("nouns_add_up").fullmatch(said)
    return named is not None


def _are_all_near(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether figures that words add up are all of their unit before a sum, and miss it by a fifth at most.

    两个中队加在一起 are not the last two of three kinds of calls.
    """
    others = any(paragraph.has_unit_of(at, whole) for at in range(parts[0]))
    added = not others and pattern("nouns_add_up").fullmatch(paragraph.before(whole))
    return bool(added) and paragraph.add_up(whole, parts, is_near)


def _parts(paragraph: Paragraph, whole: int, count: int, last: int, *, timed: bool = False) -> list[int]:
    """Return the last so many levels of its unit from *last* on before a sum; none if one is no summand.

    Others may stand between those of one noun: 甲收入8亿元，毛利1亿元；乙收入3亿元。两块合计11亿元.
    """
    parts = _last_of_unit(paragraph, whole, count, last, timed=timed)
    ends = {paragraph.names[at][-_NOUN:] for at in parts}
    if len(ends) > 1 and not paragraph.add_up(whole, parts):
        near = [at for at in range(max(0, whole - MOST), last + 1) if paragraph.alike(whole, at)]
        for noun in ends:
            named = [at for at in near if paragraph.names[at].endswith(noun)]
            if len(named) == count and paragraph.add_up(whole, named):
                return named
    return parts


def _last_of_unit(paragraph: Paragraph, whole: int, count: int, last: int, *, timed: bool) -> list[int]:
    parts: list[int] = []
    for at in range(last, max(-1, whole - MOST), -1):
        if sum(paragraph.opens[at + 1 : whole]) > _SENTENCES + count or len(parts) == count:
            break
        among = pattern("part_told_among").search(paragraph.before(at)) and len(parts) < count - 1
        if not paragraph.has_unit_of(at, whole) or among:
            continue
        of_time = timed and paragraph.claims[at].section == paragraph.claims[whole].section
        if not of_time and not paragraph.alike(whole, at):
            return []
        parts.insert(0, at)
    return parts


_SURE, _PERHAPS = "sum.heji", "sum.zonge"


def mixed(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the items of a list with the total right behind it, where not all are counted in its unit.

    Brackets behind the unit of the total say so: （套）, （双、瓶）. Without them it is one where it holds,
    or would but for a slip.
    """
    for whole, claim in enumerate(paragraph.claims):
        if whole < 2 or not paragraph.may_sum[whole] or not _is_counted(paragraph, whole):
            continue
        if not pattern("sum_right_behind").fullmatch(paragraph.before(whole)):
            continue
        parts = _listed(paragraph, whole)
        parts = parts if len(parts) >= 2 else _in_clauses(paragraph, whole)
        units = {paragraph.claims[at].unit for at in parts}
        if len(parts) < 2 or units <= {claim.unit}:
            continue
        if not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        said = pattern("units_in_brackets").match(paragraph.text, claim.end)
        named = {claim.unit, *pattern("parts_units").split(said["units"])} if said else set()
        if said and (units <= named or not named.isdisjoint(words("units_of_all"))):
            yield paragraph.link(whole, parts, _SURE, complete=True)
        elif not said and makes_total(paragraph, whole, parts):
            yield paragraph.link(whole, parts, _PERHAPS, complete=True)


def _listed(paragraph: Paragraph, whole: int) -> Sequence[int]:
    """Return the items of the list that ends right before a figure, each counted in a word of its own."""
    parts = [whole - 1]
    while parts[0] and whole - parts[0] < MOST and pattern("joins_counted").match(paragraph.before(parts[0])):
        parts.insert(0, parts[0] - 1)
    claims = [paragraph.claims[at] for at in parts]
    one = {(claim.section, claim.period.removeprefix(_SINCE)) for claim in (*claims, paragraph.claims[whole])}
    fits = all(_is_counted(paragraph, at) and paragraph.depths[at] == paragraph.depths[whole] for at in parts)
    return parts if fits and len(one) == 1 else ()


def _in_clauses(paragraph: Paragraph, whole: int) -> Sequence[int]:
    """Return the items of a list in clauses of their own, which the units in brackets behind its sum tell.

    讲座86场，义诊42场，直播12期，累计140场（期）: they make the sum, or would but for a slip.
    """
    said = pattern("units_in_brackets").match(paragraph.text, paragraph.claims[whole].end)
    units = {paragraph.claims[whole].unit, *pattern("parts_units").split(said["units"])} if said else set()
    parts: list[int] = []
    for at in range(whole - 1, max(-1, whole - MOST), -1):
        claim = paragraph.claims[at]
        if claim.unit not in units or not _is_counted(paragraph, at) or paragraph.depths[at]:
            break
        if claim.period != paragraph.claims[whole].period.removeprefix(_SINCE):
            break
        parts.insert(0, at)
        if paragraph.opens[at] or not pattern("joins_in_clauses").fullmatch(paragraph.before(at)):
            break
    told = len(parts) >= 2
    fits = told and makes_total(paragraph, whole, parts)
    return parts if fits else ()


_SINCE = "../"
"""What the period of a figure begins with that has come together up to its end."""


def _is_counted(paragraph: Paragraph, at: int) -> bool:
    claim = paragraph.claims[at]
    return claim.is_level and is_classifier(claim.unit)


_OF_SENTENCES = "sum.sentences"
_NOUN, _FEWEST_OF, _DIGITS = 2, 2, 3
"""Characters of a noun, fewest parts, and fewest digits of a figure of which two are swapped."""


def by_sentences(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the first figures of sentences as parts of the first one of the sentence before them.

    They are all there is where the last says that it is the rest; else where each is of the noun of the
    total, and they add up to it, or would but for two digits that changed places.
    """
    places = list(firsts(paragraph))
    for place, whole in enumerate(places):
        if paragraph.added_in[whole] and paragraph.others[whole] < _FEWEST_OF:
            continue
        behind = places[place + 1 :]
        if counted := _counted(paragraph, whole, behind):
            yield paragraph.link(whole, counted, _OF_SENTENCES, complete=True)
            return
        rest = behind[1:_FEWEST_OF]
        if rest and _is_rest(paragraph, whole, behind[0], rest[0]):
            yield paragraph.link(whole, (behind[0], rest[0]), _OF_SENTENCES, complete=True)
            return
        parts = _parts_behind(paragraph, whole, behind)
        if len(parts) >= _FEWEST_OF and (
            paragraph.add_up(whole, parts) or _is_swapped(paragraph, whole, parts)
        ):
            yield paragraph.link(whole, parts, _OF_SENTENCES, complete=True)
            return


def _counted(paragraph: Paragraph, whole: int, behind: Sequence[int]) -> Sequence[int]:
    """Return as many figures as the sentence of a total says that it has sources, each of a sentence.

    投入资金共计238.5万元，来源有三。财政安排A。上级下拨B。社会募集C。
    """
    found = pattern("counts_parts").search(paragraph.behind(whole))
    count = value_of_count(found["count"]) if found else None
    parts = behind[:count] if count and count >= _FEWEST_OF else ()
    if not parts or len(parts) != count:
        return ()
    alike = all(paragraph.opens[at] and paragraph.alike(whole, at) for at in parts)
    exact = alike and all(map(paragraph.is_exact, (whole, *parts)))
    return parts if exact and makes_total(paragraph, whole, parts) else ()


def firsts(paragraph: Paragraph) -> Iterator[int]:
    """Yield the first level of each unit in each sentence; none in brackets."""
    told: set[str] = set()
    for at, unit in enumerate(paragraph.added_in):
        if paragraph.opens[at]:
            told = set()
        if paragraph.claims[at].is_level and unit not in told and not paragraph.depths[at]:
            yield at
        told.add(unit)


def _is_rest(paragraph: Paragraph, whole: int, part: int, rest: int) -> bool:
    """Whether a figure is said to be what a part leaves of a total, or would be but for a slip."""
    if not paragraph.opens[rest] or not pattern("opens_rest").search(paragraph.before(rest)):
        return False
    alike = paragraph.alike(whole, part) and paragraph.alike(whole, rest)
    exact = alike and all(map(paragraph.is_exact, (whole, part, rest)))
    return exact and makes_total(paragraph, whole, (part, rest))


def _parts_behind(paragraph: Paragraph, whole: int, behind: Sequence[int]) -> tuple[int, ...]:
    """Return the first figures of the next sentences, so long as each opens one with the noun of a total."""
    noun = paragraph.claims[whole].indicator[-_NOUN:]
    found: list[int] = []
    for at in behind:
        if paragraph.added_in[at] != paragraph.added_in[whole]:
            continue
        named = paragraph.opens[at] and len(noun) >= _NOUN and noun in paragraph.claims[at].indicator
        if not (found or named) or not (paragraph.is_exact(at) and paragraph.is_exact(whole)):
            return ()
        apart = pattern("opens_part_of_part").search(paragraph.between(whole, at))
        if apart or not named:
            break
        found.append(at)
    return tuple(found)


def _is_swapped(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether two digits that changed places, in one figure, keep parts from adding up."""
    total, *numbers = [middle(paragraph.claims[at].interval) for at in (whole, *parts)]
    known = [number for number in numbers if number is not None]
    if total is None or len(known) < len(parts):
        return False
    pairs = corrections(total, known)
    digits = [(significant(one), significant(two)) for one, two in pairs if two > 0]
    return any(min(map(len, pair)) >= _DIGITS and are_swapped(*pair) for pair in digits)


def classes(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the figures that have only a class for a name, as parts of the total that they are a class of.

    That is the first figure of their sentence in their unit; only its growth and other units stand between.
    Each part ends its clause. Others of that total may not be told.
    """
    if not any(map(pattern("bare_class").fullmatch, paragraph.names)):
        return
    for whole in firsts(paragraph):
        parts = list(_of_class(paragraph, whole))
        if not parts or not paragraph.is_exact(whole):
            continue
        said = paragraph.clause_of(whole)
        if not (pattern("is_planned").search(said) or pattern("names_class").search(said)):
            yield paragraph.link(whole, parts, "sum.dengji", complete=False)


def _of_class(paragraph: Paragraph, whole: int) -> Iterator[int]:
    for at in range(whole + 1, len(paragraph.claims)):
        if paragraph.opens[at]:
            return
        if paragraph.added_in[at] == paragraph.added_in[whole]:
            if not (paragraph.alike(whole, at) and _is_class(paragraph, at)):
                return
            yield at


def _is_class(paragraph: Paragraph, at: int) -> bool:
    if paragraph.depths[at] or not pattern("bare_class").fullmatch(paragraph.names[at]):
        return False
    return not paragraph.behind(at) or pattern("clause_stops").match(paragraph.behind(at)) is not None
