"""Totals behind the parts that they add up: 甲63人、乙88人，合计151人; 甲和乙共149名."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.facts.figures.units import is_classifier
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.breakdowns import FEWEST_PARTS, Found, last_named, tie
from gouji.reading.links.known_families import is_of_fewer
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.runs import is_apart, last_before, run_before
from gouji.reading.links.slips import is_near, is_near_sum, makes_total, misses_by_ten
from gouji.reading.links.sums_near import counted_each
from gouji.reading.links.totals import add_total
from gouji.reading.numbered import value_of_count

_VIA = "sum.heji"


def added_by_name(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the parts that a total names, whatever else they are parts of: 甲和乙共149名."""
    sums = [at for at, may in enumerate(paragraph.may_sum) if may and at >= FEWEST_PARTS]
    for whole in sums:
        parts = _named_in_sum(paragraph, whole)
        claims = [paragraph.claims[at] for at in parts]
        told = all(claim.complete or claim.whole is None for claim in claims)
        adds_up = parts and told and tie(paragraph, whole, parts, _VIA, complete=True, named=True)
        if isinstance(adds_up, Link):
            for claim in claims:
                total = (paragraph.claims[whole].start, "")
                yield add_total(claim, total, _VIA)._replace(complete=True)


def named_ahead(paragraph: Paragraph) -> Iterator[Link]:
    """Yield totals with the parts that they name, told behind them: 甲和乙合计49.1万吨。甲18.3；乙30.8."""
    for whole, may in enumerate(paragraph.may_sum[:-FEWEST_PARTS]):
        start = paragraph.claims[whole].start
        said = paragraph.text[max(paragraph.start, start - _REACH) : start] if may else ""
        found = pattern("sum_of_named").search(said)
        if not found or not paragraph.is_exact(whole) or not paragraph.claims[whole].is_level:
            continue
        names = [
            pattern("before_phrase").sub("", one) for one in (*found["names"].split("、"), found["last"])
        ]
        parts = _told_behind(paragraph, whole, names)
        if len(parts) == len(names) and _is_made_of(paragraph, whole, parts):
            yield paragraph.link(whole, parts, _VIA, complete=True)


_REACH, _AHEAD = 60, 10
"""Characters before a total in which it names its parts; figures behind it among which they are."""


def _told_behind(paragraph: Paragraph, whole: int, names: Sequence[str]) -> list[int]:
    """Return the first level behind a total of each of its names, in their parts of sentences."""
    places: dict[str, int] = {}
    for at in range(whole + 1, min(whole + 1 + _AHEAD, len(paragraph.claims))):
        if not paragraph.alike(whole, at) or paragraph.depths[at] or paragraph.claims[at].whole is not None:
            continue
        part = pattern("part_of_sentence").split(
            paragraph.text[paragraph.start : paragraph.claims[at].start]
        )[-1]
        name = max(names, key=part.rfind)
        if name not in part or "其中" in part or not paragraph.is_exact(at):
            continue
        places.setdefault(name, at)
    return sorted(places.values())


def _is_made_of(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts make a total, or nearly do: but for a slip, or under its very noun."""
    if not paragraph.add_up(whole, parts, is_near):
        return False
    if makes_total(paragraph, whole, parts):
        return True
    noun = paragraph.claims[whole].indicator[-2:]
    said = [pattern("act_before_noun").sub("", paragraph.names[at]) for at in parts]
    return set(said) == {noun}


def _named_in_sum(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the places of all that a total names; none where one is not told before it."""
    said = paragraph.before(whole)
    found = pattern("sum_by_name").search(said)
    if not found:
        return []
    names = [*found["names"].split("、"), found["last"]]
    places = {last_named(paragraph, whole, name) for name in names}
    return sorted(at for at in places if at is not None) if len(places - {None}) == len(names) else []


def added_up(paragraph: Paragraph, whole: int) -> Found:
    """Return the parts that a total adds up behind them: 甲63人、乙88人，合计151人; …，两类人员共151人."""
    # What adds up says so behind any figure of another unit.
    if not paragraph.may_sum[whole]:
        return None
    last = last_before(paragraph, whole)
    gap, between = paragraph.between(last, whole), range(last + 1, whole)
    if last < 0 or pattern("names_rest").search(gap):
        return None
    parts = _with_this_year(paragraph, whole, run_before(paragraph, whole, last))
    parts = tuple(at for at in parts if not is_apart(paragraph, at))
    parts = _without_total(paragraph, whole, parts)
    if not _may_add_up(paragraph, whole, parts):
        return None
    surely = pattern("adds_up").fullmatch(gap) is not None
    if not surely:
        surely = _sums_noun(paragraph, whole, parts)
        if not surely and not pattern("may_add_up").fullmatch(gap):
            return None
    counted = _as_counted(paragraph, whole, parts, list(map(paragraph.count, between)))
    parts = counted or parts
    surely = surely and counted is not None and _counts_them(paragraph, whole, parts)
    names = [paragraph.names[at] for at in parts]
    if not surely and is_of_fewer(paragraph.names[whole], names) and not paragraph.add_up(whole, parts):
        return None
    return tie(paragraph, whole, parts, _VIA if surely else "sum.zonge", complete=True)


def made_up(paragraph: Paragraph, whole: int) -> Found:
    """Return the parts before a total that are said to make it: 甲28万亩、乙52万亩，构成了80万亩公益林.

    They make it nearly; 构成…的主体 says that there are others.
    """
    if whole < FEWEST_PARTS or not pattern("made_up_before").fullmatch(paragraph.before(whole)):
        return None
    parts = run_before(paragraph, whole, last_before(paragraph, whole))
    behind = (one for one in range(whole + 1, len(paragraph.claims))[:1] if paragraph.alike(whole, one))
    more = any(paragraph.add_up(whole, (*parts, one)) for one in behind)
    if more or pattern("made_up_mainly").match(paragraph.behind(whole)):
        return None
    made = _may_add_up(paragraph, whole, parts) and paragraph.add_up(whole, parts, is_near)
    return tie(paragraph, whole, parts, "sum.zucheng", complete=True) if made else None


def _as_counted(
    paragraph: Paragraph, whole: int, parts: tuple[int, ...], counted: Sequence[int]
) -> tuple[int, ...] | None:
    """Return as many parts as a total counts (前两类共84场), or all; None where it counts something else."""
    number = counted[-1] if counted else len(parts)
    if number not in range(FEWEST_PARTS, len(parts) + 1):
        return None
    first = bool(counted) and paragraph.before(whole - 1)[-1:] == "前"
    return parts[:number] if first else parts[-number:]


def _may_add_up(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts before a total are enough, of its unit and told once, and no words mean others."""
    return (
        len(parts) >= FEWEST_PARTS
        and not _has_other_units(paragraph, whole, parts)
        and _may_be_all(paragraph, whole, parts)
        and not _names_others(paragraph, whole, parts)
        and all(counted_each(paragraph, at) == 1 for at in parts)
    )


def _sums_noun(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether several parts have a noun that stands with their sum, which holds or would but for a slip.

    预算执行审计7个、政府投资审计16个、专项审计17个，全年共实施审计项目40个. Of four and more that 、 joins
    the sum may be near, and miss by its last digit alone.
    """
    found = pattern("may_sum_noun").fullmatch(paragraph.between(parts[-1], whole))
    if not found or len(parts) <= FEWEST_PARTS:
        return False
    said, names = found["noun"], [paragraph.names[at] for at in parts]
    shared = any(all(one + two in name for name in names) for one, two in pairwise(said))
    if not shared or paragraph.add_up(whole, parts) or misses_by_ten(paragraph, whole, parts):
        return shared
    listed = all(paragraph.before(at).startswith("、") for at in parts[1:])
    return len(parts) > 3 and listed and is_near_sum(paragraph, whole, parts)


def _has_other_units(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a total in several units, 共66台（套）, has items between its parts in other ones."""
    said = pattern("units_in_brackets").match(paragraph.text, paragraph.claims[whole].end)
    between = (paragraph.claims[at].unit for at in range(parts[0], whole) if at not in parts)
    return said is not None and any(map(is_classifier, between))


def _with_this_year(paragraph: Paragraph, whole: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return years with this year's, told before: 找到14名；此前三年，找到9名、13名、17名，四年共53名."""
    years = pattern("years_told_before").search(paragraph.before(parts[0])) if parts else None
    if not years or value_of_count(years["count"]) != len(parts):
        return parts
    told = [at for at in range(parts[0]) if paragraph.has_unit_of(at, whole)]
    return (*told, *parts) if len(told) == 1 else parts


def _without_total(paragraph: Paragraph, whole: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return parts without a total told before: 投资60万元，甲30万元、乙20万元，共计60万元.

    It leaves nothing for the others, and they make nearly the total without it. What is named as they are
    (文科60人，理科30人，工科20人，合计60人) is one of them, and 30个村，60个组 are of something else.
    """
    if len(parts) <= FEWEST_PARTS or paragraph.add_up(whole, parts):
        return parts
    first, *others = parts
    name, *names = (paragraph.names[at] for at in parts)
    as_they = name[-1:] in {one[-1:] for one in names} and not all(name in one for one in names)
    if as_they or paragraph.claims[first].interval != paragraph.claims[whole].interval:
        return parts
    bare = all(paragraph.text[paragraph.claims[at].end :][:1] in _CLOSES for at in others)
    return tuple(others) if bare and paragraph.add_up(whole, others, is_near) else parts


_CLOSES = frozenset("、，,；;（(")
"""What stands behind a figure whose noun is told before it, unlike 54个乡镇."""


def _counts_them(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a sum is of what is added up: 停车位共44个 behind 菜园3个、车场2个 is not."""
    own = pattern("own_noun_of_sum").fullmatch(paragraph.names[whole])
    said = "".join(f"{paragraph.names[at]}{paragraph.claims[at].unit}" for at in parts)
    return own is None or own["noun"] in said


def _names_others(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a sum names what it adds up, and that is not all that stands before it: 退休、离职合计175人."""
    found = pattern("sum_of_listed").search(paragraph.before(whole))
    said = "".join(paragraph.clause_of(at) for at in parts)
    listed = pattern("joins_names").split(found["names"]) if found else []
    all_told = all(name in said for name in listed) and len(listed) not in range(1, len(parts))
    return not all_told and not paragraph.add_up(whole, parts)


def _may_be_all(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether nothing says that the parts before a sum are more, or fewer, than it adds up."""
    said = paragraph.names[whole]
    if pattern("held_against").search(said) or pattern("less_than_a_year").search(said):
        return False
    years = pattern("sum_over_years").search(said)
    if years and value_of_count(years["count"]) != len(parts):
        return False
    if paragraph.exceeds(parts[0], whole) and pattern("sum_of_group").search(said):
        return False  # 全市投资86.4亿元，市本级31.2亿元，县区合计55.2亿元
    each = any(pattern("of_each_time").search(paragraph.names[at]) for at in parts)
    return not each and not pattern("added_to").match(paragraph.names[parts[0]])
