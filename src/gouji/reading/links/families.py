"""Kinds that are all there are: 第一、二、三产业, 男 and 女, the quarters of a year, 18岁以下 to 36岁以上."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from gouji.reading.draft.clauses import opens_parts
from gouji.reading.lexicon.wording import pattern, patterns
from gouji.reading.links.known_families import (
    Family,
    are_denied,
    are_of_one,
    are_opposed,
    families_in,
    known_families,
    may_be_opposed,
    tell_fewer,
    tell_more,
)
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import FIGURE, MOST, Paragraph
from gouji.reading.links.slips import makes_total, misses_by_digit

_VIA = "sum.family"


def families(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the parts of totals that are the members of a family, each told once right behind the total.

    What 分产业看 opens in a sentence of its own belongs to the first figure of the paragraph.
    """
    said = FIGURE.join(paragraph.names)
    known = families_in(said, "listed", "made")
    may_deny = "不" in said or "未" in said or "非" in said
    spelt = any(_are_spelt("", *two) for two in pairwise(map(_without_lead, paragraph.names)))
    may_be_two = may_deny or spelt or may_be_opposed(said)
    for whole in range(len(paragraph.claims)) if known or may_be_two else ():
        # 女生比男生多12人，男生186人，女生198人: how far they are apart is no total of them.
        if paragraph.others[whole] < 2 or pattern("off_another").search(paragraph.names[whole]):
            continue
        groups = [group for group in _groups(paragraph, whole) if len(group) > 1]
        if paragraph.has_brackets and len(within := _in_brackets(paragraph, whole)) > 1:
            groups.append(within)
        earlier = _before(paragraph, whole)
        if not groups and not earlier:
            continue
        pairs = [group[:2] for group in groups if group[0] == whole + 1]
        denied = (
            pair for pair in pairs
            if are_denied(*_names(paragraph, pair)) and not _came_to_others(paragraph, whole)
        )  # fmt: skip
        opposed = (
            pair for pair in _pairs(paragraph, whole, groups)
            if are_opposed(paragraph.names[whole], *_names(paragraph, pair))
            or (spelt and _make_one_word(paragraph, whole, pair))
        )  # fmt: skip
        # 受理837人，起诉582人、不起诉201人: of what came in some may be left.
        all_told = not pattern("came_in").search(_name_of_total(paragraph, whole))
        yield from (paragraph.link(whole, pair, _VIA, complete=all_told) for pair in denied)
        yield from (paragraph.link(whole, pair, _VIA, complete=True) for pair in opposed)
        for family in known:
            for parts in _of_family(paragraph, whole, family, groups, earlier):
                yield paragraph.link(whole, parts, _VIA, complete=True)


def _of_family(
    paragraph: Paragraph, whole: int, family: Family, groups: Sequence[Sequence[int]], earlier: Sequence[int]
) -> Iterator[Sequence[int]]:
    """Yield the parts of a total that are the members of one family, behind it or before it."""
    if not family.whole.search(_name_of_total(paragraph, whole)):
        return
    found = filter(None, [_members(paragraph, group, family) for group in groups])
    links: list[Sequence[int]] = [parts for parts in found if _is_of(paragraph, whole, parts, groups)]
    last = earlier[-len(family.members) :]
    if family.whole.pattern and family.are_told_by(_names(paragraph, last)):
        alike = are_of_one(family, paragraph.names[whole], _names(paragraph, last))
        links += [last] if alike or paragraph.add_up(whole, last) else []
    total, made_up = paragraph.names[whole], family in known_families("made")
    for parts in links:
        fits = makes_total(paragraph, whole, parts)
        names = _names(paragraph, parts)
        if not tell_more(family, total, names) and not tell_fewer(family, total, names):
            # 国内外专利A，国内发明B，国外C are not all.
            fits = fits or not made_up or misses_by_digit(paragraph, whole, parts)
        if fits:
            yield parts


def _members(paragraph: Paragraph, group: Sequence[int], family: Family) -> tuple[int, ...]:
    """Return figures near the front of a group that are of the members of a family, one each."""
    size = len(family.members)
    first = next(family.told_in(_names(paragraph, group[: size + 2])), None)
    return () if first is None else tuple(group[first : first + size])


def _names(paragraph: Paragraph, places: Sequence[int]) -> list[str]:
    return [paragraph.names[at] for at in places]


def _in_brackets(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the figures in brackets behind a total that may be its parts: 项目39个（其中“优”36个；…）."""
    found: list[int] = []
    at = paragraph.next_of_unit(whole, deeper=True)
    while at is not None and at < whole + MOST and paragraph.alike(whole, at):
        found.append(at)
        at = paragraph.next_of_unit(at)
    return found


def _name_of_total(paragraph: Paragraph, whole: int) -> str:
    """Return the words right before a total, and what it is of behind brackets: 采购金额（…）为9万元."""
    name = paragraph.names[whole]
    return name if len(name) > 1 else name + paragraph.claims[whole].indicator


def _pairs(paragraph: Paragraph, whole: int, groups: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the two figures right behind a total that are a list of their own; none of 其中甲；乙；丙."""
    among = opens_parts(paragraph.before(whole)) is not None
    for group in groups:
        one, two, *others = group
        listed = among and paragraph.before(one)[:1] == paragraph.before(two)[:1]
        if listed and not makes_total(paragraph, whole, (one, two)):
            continue
        goes_on = others and not pattern("ends_pair_of_kinds").search(paragraph.between(two, others[0]))
        if one == whole + 1 and two == one + 1 and not goes_on:
            yield one, two


def _make_one_word(paragraph: Paragraph, whole: int, pair: Sequence[int]) -> bool:
    """Whether a total is called by what its two kinds begin with, and they make it but for a slip: 门急诊."""
    names = map(_without_lead, _names(paragraph, pair))
    return _are_spelt(paragraph.names[whole], *names) and makes_total(paragraph, whole, pair)


def _without_lead(name: str) -> str:
    return pattern("lead_of_kind").sub("", name)


def _are_spelt(whole: str, one: str, two: str) -> bool:
    """Whether two names differ in their first sign, both of which their total has, if that is told."""
    rest = one[1:]
    both = (one[:1] + two[:1] + rest[:1], two[:1] + one[:1] + rest[:1])
    return len({one, two}) > 1 and rest == two[1:] != "" and any(word in (whole or word) for word in both)


def _came_to_others(paragraph: Paragraph, whole: int) -> bool:
    """Whether a total came to what there was, told right before it: 旧存316件，新收4872件，办结…，未办结…."""
    if not whole or paragraph.opens[whole] or not paragraph.has_unit_of(whole - 1, whole):
        return False
    opening, came = (patterns("parts_of_stocks")[part] for part in ("opening", "came"))
    return bool(opening.search(paragraph.name_of(whole - 1)) and came.search(paragraph.name_of(whole)))


def _is_of(paragraph: Paragraph, whole: int, parts: Sequence[int], groups: Sequence[Sequence[int]]) -> bool:
    """Whether parts are of this total: they stand right behind it, or name it (常住人口中，…).

    党员61人、男会员101人、女会员92人 is one list.
    """
    if paragraph.before(parts[0]).startswith("、") or _are_of_another(paragraph, whole, parts):
        return False
    found = pattern("among_named").search(paragraph.before(parts[0]))
    if found:
        return paragraph.names[whole].endswith(found["whole"])
    return any(group[0] == parts[0] and not _are_more(paragraph, whole, parts, group) for group in groups)


def _are_more(paragraph: Paragraph, whole: int, parts: Sequence[int], group: Sequence[int]) -> bool:
    """Whether a total has parts behind the members of its family: 软硬件A，软件B，硬件C，集成D."""
    more = (group[:count] for count in range(len(parts) + 1, len(group) + 1))
    return not paragraph.add_up(whole, parts) and any(paragraph.add_up(whole, some) for some in more)


def _before(paragraph: Paragraph, whole: int) -> tuple[int, ...]:
    """Return the figures before one that it may add up; none where its words do not say so."""
    if not whole or not pattern("adds_up_family").search(paragraph.before(whole)):
        return ()
    return tuple(at for at in range(max(0, whole - MOST), whole) if paragraph.alike(whole, at))


def _are_of_another(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether figures make up another total before them, or fit one nearer than this, which they exceed.

    零售额…，乡村…，餐饮…、商品…; 新获授权57项，累计拥有412项，其中发明专利136项、实用新型238项、….
    """
    if paragraph.add_up(whole, parts):
        return False
    others = [at for at in range(parts[0]) if at != whole and paragraph.alike(at, whole)]
    exceeded = any(paragraph.exceeds(part, whole) for part in parts)
    nearer = exceeded and any(
        at > whole and not any(paragraph.exceeds(part, at) for part in parts) for at in others
    )
    return nearer or any(paragraph.add_up(at, parts) for at in others)


def _groups(paragraph: Paragraph, whole: int) -> Iterator[list[int]]:
    """Yield the figures behind a total that may be its parts; those of each way to divide it together."""
    found: list[int] = []
    last, at = whole, paragraph.next_of_unit(whole)
    while at is not None and at < whole + MOST:
        gap = paragraph.between(last, at)
        if pattern("another_matter").search(gap):
            break
        if pattern("divides_again").search(gap):
            yield found
            found = []
            if whole:
                return
        if paragraph.alike(whole, at):
            found.append(at)  # between them the year before may be told
        last, at = at, paragraph.next_of_unit(at)
    yield found


def bands(paragraph: Paragraph) -> Iterator[Link]:
    """Yield levels whose names are bounds that go on from one another, with the total before them.

    Of several totals they are of the one that they make, or would but for a slip of the pen; so are
    those that begin with a bound: 60至69岁.
    """
    for run in _runs(paragraph):
        wholes = [
            at
            for at in _levels_before(paragraph, run[0])
            if not any(paragraph.exceeds(one, at) for one in run)
        ]
        made = [at for at in wholes if makes_total(paragraph, at, run)]
        if len({_noun_of(paragraph, at) for at in run}) > 1:
            continue  # 46岁以上的党员志愿者210人
        below = pattern("below_bound").search(paragraph.clause_of(run[0]))
        whole = made[0] if made else wholes[0] if len(wholes) == 1 and below else None
        if whole is not None and all(map(paragraph.is_exact, (whole, *run))):
            yield paragraph.link(whole, run, "sum.an", complete=True)


def _noun_of(paragraph: Paragraph, at: int) -> str:
    """Return what a clause says behind its bounds: 志愿者 of 46岁以上的志愿者."""
    said = paragraph.clause_of(at)
    found = pattern("bounds_of_kind").search(said)
    last = max(found.end(name) for name in ("unit", "below", "above")) if found else 0
    return said[last:].strip("的有为）)")


def _runs(paragraph: Paragraph) -> Iterator[list[int]]:
    """Yield the levels behind one another whose bounds leave nothing out: from below one to above another."""
    run: list[int] = []
    found: list[re.Match[str]] = []
    for at, unit in enumerate(paragraph.added_in):
        if not unit:
            continue
        bound = pattern("bounds_of_kind").search(paragraph.clause_of(at))
        goes_on = run and paragraph.alike(run[-1], at) and paragraph.depths[run[-1]] == paragraph.depths[at]
        if bound and goes_on and _follows(found[-1], bound):
            run, found = [*run, at], [*found, bound]
            if len(run) >= 3 and (bound["above"] or bound["over"]):
                yield run
                run, found = [], []
        elif bound and (bound["below"] or bound["under"] or bound["high"]):
            run, found = [at], [bound]
        elif pattern("bound_itself").match(paragraph.behind(at)) is None:
            run, found = [], []


def _follows(one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether a band begins where another ends, in its unit."""
    if one["unit"] != two["unit"]:
        return False
    return 0 <= Fraction(two["low"]) - Fraction(one["high"] or one["low"]) <= 1


def _levels_before(paragraph: Paragraph, first: int) -> list[int]:
    """Return the levels of its sentence that stand before the first band, the nearest first."""
    found: list[int] = []
    for at in range(first - 1, -1, -1):
        if paragraph.are_of_sentences(at, first):
            break
        if paragraph.alike(at, first) and paragraph.depths[at] <= paragraph.depths[first]:
            found.append(at)
    return found
