"""Kinds that leave nothing out, though no word says so: what they make, their shares and growths."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import BETWEEN
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.known_families import Family, are_apart, families_in
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.runs import run_from
from gouji.reading.links.slips import NEAR_HUNDRED, Slip, makes_total, nearly, slipped
from gouji.reading.numbered import value_of_count

_VIA, _AMONG = "sum.quanbu", "sum.qizhong"
_FEWEST, _NUMBERED, _REACH = 2, 3, 14
"""Fewest parts, fewest of them that are numbered; figures behind a total among which they are."""


def all_kinds(paragraph: Paragraph) -> Iterator[Link]:
    """Yield totals with parts that are all kinds there are, where they add up, or would but for a slip."""
    said = "".join(paragraph.names) + "".join(claim.indicator for claim in paragraph.claims)
    known = families_in(said, "near")
    among = "其中" in paragraph.said
    for whole in range(len(paragraph.claims) - _FEWEST) if known or among else ():
        kind = paragraph.kinds[whole]
        if not kind or kind == "%" or paragraph.kinds.count(kind) <= _FEWEST:
            continue
        opened = _told_among(paragraph, whole) if among else ()
        for parts, slip in chain(opened, _of_kinds(paragraph, whole, known)):
            if makes_total(paragraph, whole, parts, slip):
                surely = _exceed_surely(paragraph, whole, parts)
                yield paragraph.link(whole, parts, _AMONG if surely else _VIA, complete=not surely)
                break


def _exceed_surely(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts that exclude one another (规上, 规下) are more than a total: that is wrong of any."""
    if not paragraph.add_up(whole, parts, Interval.exceeds):
        return False
    return all(are_apart(*pair) for pair in pairwise(_said(paragraph, at) for at in parts))


def _told_among(paragraph: Paragraph, whole: int) -> Iterator[tuple[tuple[int, ...], Slip]]:
    """Yield the parts that 其中 opens, if they go down to the least, or are as many as the total says."""
    exact = paragraph.is_exact(whole)
    for deeper in (False, True) if exact else ():
        first = paragraph.next_of_unit(whole, deeper=deeper)
        if first is None or not pattern("among_opens").search(paragraph.between(whole, first)):
            continue
        run = run_from(paragraph, whole, first, bounded=False)
        if not pattern("and_others").match(run.behind):
            name = paragraph.names[whole] + paragraph.claims[whole].indicator
            said = [paragraph.names[at] for at in run.parts]
            names = [pattern("is_among").split(one, 1)[-1] or one for one in said]
            size = _down_to_least(name, names)
            if size >= _FEWEST:
                yield run.parts[:size], nearly
            elif _are_counted(name, names):
                yield run.parts, nearly
            elif _are_numbered(names) or _are_spelt(name, names):
                yield run.parts, slipped


def _down_to_least(whole: str, names: Sequence[str]) -> int:
    """Return how many names there are down to the lowest that a total includes: 市级 of 市级以上.

    >>> _down_to_least("市级以上园区", ["国家级", "省级", "市级"])
    3
    """
    found = pattern("least_included").search(whole)
    said = found["least"] if found else ""
    above = pattern("tells_those_above").search
    for least in (said[start:] for start in range(len(said) - 1)):
        lowest = [at for at, name in enumerate(names) if least in name and not above(name)]
        if len(lowest) == 1:
            return lowest[0] + 1
    return 0


def _are_counted(whole: str, names: Sequence[str]) -> bool:
    """Whether a total says how many kinds there are, and of what each of them is.

    >>> _are_counted("两院院士", ["中国科学院院士", "中国工程院院士"])
    True
    """
    found = pattern("counted_kinds").finditer(whole)
    return any(
        value_of_count(one["count"]) == len(names) and all(one["of"] in name for name in names)
        for one in found
    )


def _are_numbered(names: Sequence[str]) -> bool:
    """Whether names are the first, the second, the third class: 一等奖, 二等奖, 三等奖."""
    found = [pattern("numbered_kind").match(name) for name in names]
    numbers = [value_of_count(one["number"]) for one in found if one]
    return len(numbers) == len(names) >= _NUMBERED and numbers == list(range(1, len(names) + 1))


def _are_spelt(whole: str, names: Sequence[str]) -> bool:
    """Whether a total is called by what its kinds begin with: 猪牛羊禽肉 of 猪肉, 牛肉, 羊肉 and 禽肉.

    >>> _are_spelt("猪牛羊禽肉产量", ["猪肉产量", "牛肉产量", "羊肉产量", "禽肉产量"])
    True
    """
    heads = "".join(name[:1] for name in names)
    return len(set(heads)) == len(heads) >= _NUMBERED and heads in whole


def _of_kinds(
    paragraph: Paragraph, whole: int, known: Sequence[Family]
) -> Iterator[tuple[tuple[int, ...], Slip]]:
    """Yield the figures of all kinds of one criterion that follow a total, before another may be meant."""
    if not known:
        return
    exact = paragraph.is_exact(whole) or paragraph.claims[whole].changes
    near = range(whole + 1, min(whole + _REACH, len(paragraph.claims))) if exact else ()
    alike = [at for at in near if _are_alike(paragraph, whole, at)]
    said = {at: _said(paragraph, at) for at in (whole, *alike)}
    for family in known:
        size = len(family.members)
        if len(alike) < size or not family.whole.search(said[whole]) or family.has(said[whole]):
            continue
        parts = tuple(alike[:1]) + tuple(at for at in alike[1:] if family.has(said[at]))[: size - 1]
        told = family.are_told_by([said[at] for at in parts])
        if told and all(_are_of_one_noun(said[whole], said[at]) for at in parts):
            yield parts, slipped


def _are_alike(paragraph: Paragraph, whole: int, at: int) -> bool:
    """Whether a figure may be a part of another: of a level, of a mean (人均收入), of how much it rose."""
    if paragraph.kinds[whole] != paragraph.kinds[at]:
        return False
    if paragraph.alike(whole, at):
        return True
    one, two = paragraph.claims[whole], paragraph.claims[at]
    beside = paragraph.depths[at] == paragraph.depths[whole]
    same = (one.unit, one.period, one.section, one.base) == (two.unit, two.period, two.section, two.base)
    of_mean = one.measure == "mean" and two.measure == "level"
    changes = one.measure == two.measure == "change"
    return beside and same and (of_mean or changes)


def _said(paragraph: Paragraph, at: int) -> str:
    return paragraph.claims[at].indicator or paragraph.names[at]


def _are_of_one_noun(whole: str, part: str) -> bool:
    """Whether a part is of what its total is of, or is called by its kind alone.

    >>> _are_of_one_noun("农民工总量", "外出农民工"), _are_of_one_noun("床位", "公立医院")
    (True, False)
    """
    nouns = {pattern("count_at_end").sub("", name)[-_WORD:] for name in (whole, part)}
    return len(nouns) == 1 or len(part) <= _BARE


_WORD, _BARE = 2, 3
"""Characters of a noun, and of a kind."""


def moved_shares(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the shares of all kinds of a family, of one time and in one sentence, as of one whole.

    Of two kinds, one must be said to go with the other: 女性占比升到52%，男性相应降至48%.
    """
    if not pattern("tells_shares").search(paragraph.said):
        return
    yield from _rests(paragraph)
    loose = [at for at in paragraph.rates if paragraph.claims[at].stands_alone]
    loose = [at for at in loose if paragraph.claims[at].measure in {"share", "level"}]
    for family in families_in(paragraph.said, "listed", "near"):
        for run in grouped(loose, lambda at: paragraph.sentences[at]).values():
            places = _shares_of_kinds(paragraph, family, run)
            # What is told as shares throughout is tied as such.
            bare = any(paragraph.claims[at].measure != "share" for at in places)
            if bare and len(places) == len(family.members) and _make_a_whole(paragraph, places):
                first = paragraph.claims[places[0]].start
                for at in places:
                    yield paragraph.claims[at]._replace(
                        measure="share", totals=((first, ""),), via="share.family", complete=True
                    )
                return


def _rests(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield percentages that are what two shares and more leave: 升学占36%，就业占58%，其余6%尚在求职."""
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        shares = all(paragraph.claims[one].measure == "share" for one in range(max(0, at - 2), at)) and at > 1
        bare = claim.measure == "level" and claim.stands_alone and not paragraph.opens[at]
        if shares and bare and pattern("rest_of_shares").fullmatch(paragraph.before(at)):
            yield claim._replace(measure="share")


def _shares_of_kinds(paragraph: Paragraph, family: Family, run: Sequence[int]) -> list[int]:
    """Return the percentages of kinds of a family, those of the latest time; none where one has two."""
    latest = max((paragraph.claims[at].period for at in run), default="")
    found: dict[int, int] = {}
    for at in run:
        said = paragraph.clause_of(at) + paragraph.leads[at]
        kinds = [
            place
            for place, member in enumerate(family.members)
            if (one := member.search(said)) and one.start() <= _LEAD
        ]
        if len(kinds) != 1 or paragraph.claims[at].period != latest or paragraph.depths[at]:
            continue
        if not pattern("share_of_kind").search(said) or kinds[0] in found:
            return []
        found[kinds[0]] = at
    return sorted(found.values())


_LEAD = 3
"""Characters before the word of a kind in its clause: 其中第."""


def _make_a_whole(paragraph: Paragraph, places: Sequence[int]) -> bool:
    """Whether shares nearly make 100, at least one is called a share, and of two one goes with the other."""
    known = [one for at in places if (one := paragraph.claims[at].interval) is not None]
    said = [paragraph.clause_of(at) for at in places]
    some = any(map(pattern("tells_shares").search, said))
    together = len(places) >= 3 or any(map(pattern("goes_with_it").search, said))
    return len(known) == len(places) and some and together and not Interval.total(known).gap(NEAR_HUNDRED)


_SPAN = range(2, 51)
"""Years over which something may grow so much a year."""


def growths_of_kinds(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the growths of the kinds of a family, each with that of all of them, told before.

    规上工业增加值增长4.7%。其中，轻工业增长16.8%，重工业增长1.0%: they follow one another, behind words that
    open parts. What is told of each person (人均) may grow faster than for each kind.
    """
    told = [
        at for at, claim in enumerate(paragraph.claims) if claim.measure == "growth" and claim.unit == "%"
    ]
    said = {at: _said_of_growth(paragraph, at) for at in told}
    taken: set[int] = set()
    for family in families_in(" ".join(said.values()), "growths"):
        size = len(family.members)
        # 第二产业投资增长11.1%，其中工业投资增长11.0%；第三产业: what is among a kind parts it from no other.
        kept = [at for at in told if family.has(said[at]) or not pattern("is_among").match(said[at])]
        for first in family.told_in([said[at] for at in kept]):
            parts, before = kept[first : first + size], [at for at in kept[:first] if at not in taken]
            total = _total(paragraph, before, parts, family) if taken.isdisjoint(parts) else None
            if total is not None and _are_plain(paragraph, total, parts, family):
                taken.update(parts)
                start = paragraph.claims[total].start
                way = f"{BETWEEN}{paragraph.claims[parts[0]].start}"
                for at in parts:
                    yield paragraph.claims[at]._replace(totals=((start, way),), via="growth.family")


def _total(paragraph: Paragraph, before: Sequence[int], parts: Sequence[int], family: Family) -> int | None:
    """Return the growth of what kinds are of; None where no words open parts, or several may be meant."""
    claims = paragraph.claims
    several = len({(claims[at].period, claims[at].base, claims[at].section) for at in parts}) > 1
    if several or any(claims[at].totals for at in parts):
        return None
    first = claims[parts[0]]
    said = paragraph.text[max(paragraph.start, first.start - _REACH_GROWTH) : first.start]
    found = list(pattern("opens_growths").finditer(said))
    if not found:
        return None
    # Behind 其中 it is the growth right before; what divides anew must leave one that it can be of.
    near = before[-1:] if pattern("is_among").match(found[-1][0]) else before
    fitting = [at for at in near if family.whole.search(_said_of_growth(paragraph, at))]
    if len(fitting) != 1 or parts[0] - fitting[0] > MOST:
        return None
    total = claims[fitting[0]]
    alike = (total.period, total.base, total.section) == (first.period, first.base, first.section)
    otherwise = pattern("grows_otherwise").search(_said_of_growth(paragraph, fitting[0]))
    return fitting[0] if alike and not total.totals and not otherwise else None


def _are_plain(paragraph: Paragraph, total: int, parts: Sequence[int], family: Family) -> bool:
    """Whether nothing else stands before the names of kinds: 高新技术产品出口 is no 出口."""
    said = _said_of_growth(paragraph, total)
    for at in parts:
        name = paragraph.claims[at].indicator or paragraph.clause_before(at)
        starts = [found.start() for one in family.members if (found := one.search(name))]
        first = min(starts, default=0)
        if pattern("before_phrase").sub("", name[:first]) not in said:
            return False
    return True


def _said_of_growth(paragraph: Paragraph, at: int) -> str:
    return f"{paragraph.clause_before(at)} {paragraph.claims[at].indicator}"


_REACH_GROWTH = 60
"""Characters before the growth of a part in which words open it."""


def yearly_growths(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield yearly growths behind a growth over years, with these: 比2015年增长1.5倍，平均每年增长9.6%."""
    for at in range(1, len(paragraph.claims)):
        claim, over = paragraph.claims[at], paragraph.claims[at - 1]
        if claim.unit != "%" or over.measure != "growth" or over.unit != "%" or not over.base.isdigit():
            continue
        told = pattern("yearly_growth").fullmatch(paragraph.before(at) + paragraph.leads[at])
        years = int(claim.period) - int(over.base) if claim.period.isdigit() else 0
        if told and years in _SPAN and claim.period == over.period:
            base = f"{int(over.base) + 1:04d}/{claim.period}"
            indicator, scope = over.indicator, over.scope
            yield claim._replace(
                measure="growth", base=base, indicator=indicator, scope=scope, via="growth.yearly"
            )
