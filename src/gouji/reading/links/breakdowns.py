"""Totals and their parts: 分别为, 包括, 由…组成, 其中, brackets; and totals behind what they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.references import flows_through
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.called import is_called, is_short_for
from gouji.reading.links.each import counted_each
from gouji.reading.links.known_families import is_of_fewer
from gouji.reading.links.paragraph import FIGURE, Link, Paragraph, add_total
from gouji.reading.links.refusal import (
    BOUNDS,
    FLOW_OF_STOCK,
    PARTS_OPEN,
    PLANNED_TOTAL,
    SEVERAL_TOTALS,
    SOME_ADD_UP,
    UNSURE_WORDS,
    Refusal,
)
from gouji.reading.links.runs import (
    Run,
    ends_list,
    is_told_once_more,
    is_uncertain,
    last_before,
    run_before,
    run_from,
)
from gouji.reading.links.slips import is_near_sum, is_slip, misses_by_ten
from gouji.reading.numbered import value_of_count

_ADDED = "sum.heji"
_AMONG, _BRACKET, _DIVIDED, _MADE_UP = "sum.qizhong", "sum.kuohao", "sum.an", "sum.zucheng"
_BESIDE, _EACH = "sum.qiyu", "sum.fenbie"


_Found = Link | Refusal | None
"""A link, or why it was not made; None where no words announce one."""


def breakdowns(paragraph: Paragraph) -> Iterator[Link | Refusal]:
    """Yield the parts that a word opens behind their total, and those before a total that adds them up."""
    for whole in range(len(paragraph.claims)):
        if not paragraph.others_of_unit(whole):
            continue
        for way in (_opened, _added_up, _named, _divided_anew):
            found = way(paragraph, whole)
            if found is not None:
                yield found
                if isinstance(found, Link):
                    break


def added_by_name(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the parts that a total names, whatever else they are parts of: 甲和乙共149名."""
    for whole in range(_FEWEST_PARTS, len(paragraph.claims)):
        parts = _named_in_sum(paragraph, whole)
        claims = [paragraph.claims[at] for at in parts]
        told = all(claim.complete or claim.whole is None for claim in claims)
        adds_up = parts and told and _link(paragraph, whole, parts, _ADDED, complete=True, named=True)
        if isinstance(adds_up, Link):
            for claim in claims:
                total = (paragraph.claims[whole].start, "")
                yield add_total(claim, total, _ADDED)._replace(complete=True)


def _named_in_sum(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the places of all that a total names; none where one is not told before it."""
    said = paragraph.before(whole)
    found = pattern("sum_by_name").search(said) if "共" in said or "计" in said else None
    if not found:
        return []
    names = [*found["names"].split("、"), found["last"]]
    places = {_last_named(paragraph, whole, name) for name in names}
    return sorted(at for at in places if at is not None) if len(places - {None}) == len(names) else []


def _opened(paragraph: Paragraph, whole: int) -> _Found:
    """Return the parts that a construct opens behind a total, in brackets or not."""
    for deeper in (True, False) if any(paragraph.depths) else (False,):
        first = paragraph.next_part(whole, deeper=deeper)
        if first is None or (_is_beside(paragraph, whole, first) if deeper else ends_list(paragraph, whole)):
            continue
        if pattern("range_quote").fullmatch(paragraph.quote(whole)):
            continue  # 价格在20元到30元之间，其中…: a range is no total
        if pattern("is_planned").search(paragraph.names[whole]):
            return _refused(paragraph, (whole,), PLANNED_TOTAL)
        beside = paragraph.most_bodies > _FEWEST_BESIDE or paragraph.has_rest
        beside = beside or paragraph.has_nothing_else
        gap = _gap(paragraph, whole, first)
        via = _bare_each(paragraph, whole, first)
        via = via or _construct(paragraph.quote(whole), gap, bracketed=deeper, beside=beside)
        via = via or _behind_clause(paragraph, whole, first, gap)
        if via and flows_through(paragraph.claims[first], paragraph.claims[whole]):
            return _refused(paragraph, (whole, first), FLOW_OF_STOCK)
        if via:
            # What 按行业分 divides is the first figure of the paragraph.
            divided = via == _DIVIDED and paragraph.has_before(whole)
            again = is_told_once_more(paragraph, whole)
            found = None if divided else _with_parts(paragraph, whole, first, via, named=again)
            # No word says that what stands beside a total is its parts.
            return found if via != _BESIDE or isinstance(found, Link) else None
    return None


def _is_beside(paragraph: Paragraph, whole: int, first: int) -> bool:
    """Whether brackets have something else than parts: 流转率66%（承包地97万亩), 增至33家（入6家、退2家）.

    超警戒水位0.42米（警戒水位38.20米）: they say what it is held against.
    """
    of_rate = first - 1 > whole and paragraph.claims[first - 1].unit == "%"
    moved = pattern("came_to").match(paragraph.quote(whole)) and pattern("flow").match(paragraph.names[first])
    name = paragraph.names[first]
    among = pattern("is_among").search(paragraph.between(whole, first)) is not None
    held_against = len(name) >= _WORD and paragraph.names[whole].endswith(name) and not among
    return of_rate or held_against or moved is not None


def _gap(paragraph: Paragraph, whole: int, first: int) -> str:
    """Return the words between a total and a part, without a verb of that part's own: 其中甲实现收入3万元."""
    gap, noun = paragraph.between(whole, first), paragraph.claims[whole].indicator[-_WORD:]
    return pattern("verb_of_part").sub("", gap) if noun[1:] and gap.endswith(noun) else gap


_WORD = 2
"""Characters of a noun."""


def _construct(total: str, gap: str, *, bracketed: bool, beside: bool) -> str:
    """Return what stands, with the name of a part, between a total, with its growth, and a figure.

    *beside*: a bare list may be all of them.
    """
    gap = pattern("moves_without_figure").sub("", gap)
    start = gap.rfind(FIGURE) + 1
    if "为" in gap[-1:] and pattern("named_before_figures").fullmatch(gap, start):
        return _EACH
    own = pattern("goes_on_behind").match(gap, start)
    if own and not _is_of_object(total, own[0], gap[own.end() :]):
        start = own.end()
    for via, construct in patterns("opened_by").items() if _opens(beside=beside).match(gap, start) else ():
        fits = bracketed == (via == _BRACKET) or (bracketed and via == _AMONG)
        found = construct.match(gap, start) if fits else None
        name = pattern("name_among" if via in {_AMONG, _BRACKET} else "name_of_part")
        if found and name.fullmatch(gap, found.end()):
            return via
    return ""


def _behind_clause(paragraph: Paragraph, whole: int, first: int, gap: str) -> str:
    """Return 其中 behind a clause without figures that is put between a total and its parts.

    Several parts, the first by a word of the total: 教育支出5.32亿元，…按标准拨付，其中学前教育0.61亿元、….
    """
    start = gap.rfind(FIGURE) + 1
    found = pattern("among_behind_clause").fullmatch(gap, start) if "其中" in gap else None
    name = paragraph.claims[whole].indicator
    kinds = {one + two for one, two in pairwise(name)} if found else set()
    said = paragraph.names[first]
    own = (
        any(one + two in found["clause"] for one, two in pairwise(said.partition("其中")[2]))
        if found
        else True
    )
    several = first + 1 < len(paragraph.claims) and paragraph.before(first + 1).startswith("、")
    fits = several and not own and not paragraph.exceeds(first, whole)
    return _AMONG if fits and any(one in said for one in kinds) else ""


def _bare_each(paragraph: Paragraph, whole: int, first: int) -> str:
    """Return 分别为 before as many bare figures as a sentence counts: 三个库区共8万吨，分别为A、B和C."""
    gap = paragraph.between(whole, first)
    bare = gap[-1:] in _ENDS_OF_EACH and len(gap) <= _LONGEST_EACH and pattern("bare_each").search(gap)
    if not bare or paragraph.names[first + 1 : first + 2] != ("",):
        return ""
    near = range(max(0, whole - _NEAR), first)
    counts = {paragraph.count(at) for at in near if not any(paragraph.opens[at + 1 : first + 1])}
    return _EACH if len(run_from(paragraph, whole, first, bounded=False).parts) in counts else ""


_ENDS_OF_EACH = frozenset("为是：:")
_LONGEST_EACH = 30
"""Characters between a total and the bare figures of its parts."""


@cache
def _opens(*, beside: bool) -> re.Pattern[str]:
    """Return a pattern of any construct, with *beside* of a bare list too."""
    listed = [one.pattern for via, one in patterns("opened_by").items() if beside or via != _BESIDE]
    return re.compile("|".join(listed))


def _is_of_object(total: str, said: str, part: str) -> bool:
    """Whether a part is of what the clause of a total acts upon: 5个工作组走访企业，其中小微企业30个."""
    noun = part[-2:]
    at = -1 if total.endswith(noun) else said.find(noun)
    return at > 0 and pattern("acts_before").search(said, 0, at) is not None


def _named(paragraph: Paragraph, first: int) -> _Found:
    """Return the parts of a total that is named once more before them: 流动资产中，存货16.9亿元、…."""
    said = paragraph.before(first)
    if first > 1 and paragraph.is_counted(first - 1):
        said = f"{paragraph.before(first - 1)}{FIGURE}{said}"  # 病房按科室分为三块：内科238张
    if not first or not pattern("may_name_again").search(said):
        return None
    for via, construct in ((_DIVIDED, pattern("divided_named")), (_AMONG, pattern("among_named"))):
        found = construct.search(said)
        whole = _last_named(paragraph, first, found["whole"]) if found else None
        if found and via == _AMONG and (found["all"] or found["these"]):
            whole = _only_named(paragraph, first, found["whole"])
        if whole is not None:
            return _with_parts(paragraph, whole, first, via, named=True)
    return None


def _divided_anew(paragraph: Paragraph, first: int) -> _Found:
    """Return the parts that a further sentence divides a total into: …。从港区看，甲A吨，乙B吨; 按河段，….

    The total stands farther before: the last figure that they add up to, or the first but for a slip.
    """
    divides = pattern("divides_anew").search
    said = paragraph.before(first)
    may_divide = first and ("按" in said or "从" in said or "分" in said)
    if not may_divide or not divides(said) or divides(paragraph.before(0)):
        return None
    near = range(max(0, first - _FAR_BEFORE), first)
    wholes = [at for at in near if paragraph.alike(at, first)]
    runs = [(whole, run_from(paragraph, whole, first, bounded=False)) for whole in wholes]
    closed = [(whole, run.parts) for whole, run in runs if run.leaves_nothing_out]
    told = [one for one in closed if paragraph.add_up(*one)] or closed[:1]
    return _link(paragraph, *told[-1], _DIVIDED, complete=True, anew=True) if told else None


def _only_named(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the one figure before one that has a name told with 这些 or 全部; None where several have it."""
    named = list(_all_named(paragraph, first, name))
    return named[0] if len(named) == 1 else None


def _last_named(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the last figure before one that is of such a name and may be its total."""
    last = next(_all_named(paragraph, first, name), None)
    return _last_shortened(paragraph, first, name) if last is None else last


def _all_named(paragraph: Paragraph, first: int, name: str) -> Iterator[int]:
    """Yield the figures before one, the nearest first, that are of a name: 受理案件 of 受理各类案件."""
    for at in range(first - 1, max(-1, first - _FAR_BEFORE), -1):
        said = (paragraph.claims[at].indicator, paragraph.names[at])
        names = (*said, *(pattern("says_how_many_of").sub("", one) for one in said))
        if any(is_called(one, of) for one in names for of in _ways_to_call(name)) and paragraph.alike(
            at, first
        ):
            yield at


def _ways_to_call(name: str) -> tuple[str, ...]:
    """Return a name, and what stands before 的 in it: 规范管理的患者 may be told as 纳入规范管理."""
    which, of, noun = name.rpartition("的")
    return (name, which) if of and len(which) >= _CLEAR and 0 < len(noun) <= _CLEAR else (name,)


_CLEAR = 4
"""Characters that say what a thing is."""


def _last_shortened(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the figure right before one whose words a name shortens: 调撤案件 of 以调解、撤诉结案."""
    near = [at for at in range(max(0, first - _NEAR), first) if paragraph.alike(at, first)]
    nouns = [paragraph.claims[at].indicator for at in near[:-1]]
    short = any(is_short_for(name, paragraph.before(near[-1]), noun) for noun in nouns)
    return near[-1] if short else None


_FAR_BEFORE = 20
"""Figures between a total and its parts where these name it."""


def _with_parts(paragraph: Paragraph, whole: int, first: int, via: str, *, named: bool = False) -> _Found:
    """Return a total with its parts; behind 其中 what exceeds it is of another matter.

    *named*: the words before the parts name the total.
    """
    # 全村412户中，…，…: all clauses are of them.
    within = pattern("all_within").match(paragraph.behind(whole))
    run = run_from(paragraph, whole, first, bounded=via == _AMONG and not within)
    sibling = _sibling(paragraph, whole, run) if via == _AMONG else None
    if sibling:
        own = tuple(at for at in run.parts if at < sibling)
        link = _link(paragraph, whole, own, via, complete=False, named=True)
        return _kept_apart(link, apart=_are_choices(paragraph, whole, own))
    if via == _BESIDE and pattern("nothing_else").match(run.behind):
        return _link(paragraph, whole, run.parts, _MADE_UP, complete=True, named=True)
    closed = _is_closed(paragraph, via, run) or _ends_with_rest(paragraph, run)
    if via == _BESIDE and len(run.parts) >= _FEWEST_BESIDE:
        closed = closed or not paragraph.add_up(whole, run.parts, lambda parts, total: total.exceeds(parts))
    some = via == _BRACKET and pattern("includes").match(paragraph.names[first])
    complete = run.leaves_nothing_out and closed and not some
    alone = via == _BRACKET and len(run.parts) == 1 and _is_kind_of(paragraph, whole, first)
    if not complete and via != _AMONG and not alone and not some:
        return _refused(paragraph, (whole, *run.parts), PARTS_OPEN)
    link = _link(paragraph, whole, run.parts, via, complete=complete, named=named)
    apart = pattern("rest_without_figure").match(run.behind) or _are_choices(paragraph, whole, run.parts)
    return _kept_apart(link, apart=bool(apart) and not complete)


def _kept_apart(link: Link | Refusal, *, apart: bool) -> Link | Refusal:
    """Return a link; of parts that have nothing in common, so that they may be added up."""
    return link._replace(exclusive=True) if isinstance(link, Link) and apart else link


def _are_choices(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts are told by one act that each does once: 选择国企的61人，选择乡镇单位的31人.

    Of several criteria they may overlap all the same: what is more than the total is so by one digit.
    """
    said = [pattern("chooses_one").match(paragraph.names[at]) for at in parts]
    acts = {one["act"] for one in said if one}
    return len(parts) > 1 and None not in said and len(acts) == 1 and misses_by_ten(paragraph, whole, parts)


def _sibling(paragraph: Paragraph, whole: int, run: Run) -> int | None:
    """Return what makes a total with one that has parts: 单位27个，一类22个，其中科级13个，二类5个."""
    near = [at for at in range(max(0, whole - _NEAR), whole) if paragraph.alike(at, whole)]
    behind = (*run.parts[1:], paragraph.next_of_unit(run.parts[-1])) if near else ()
    found = (at for at in behind if at and any(paragraph.add_up(total, (whole, at)) for total in near))
    return next(found, None)


_FEWEST_BESIDE = 4
"""Items of a list right behind a total that are all there are though no word says so, if nothing is left."""


def _is_kind_of(paragraph: Paragraph, whole: int, part: int) -> bool:
    """Whether a name has the noun of another: 中文图书7.92万册（少儿图书2.94万册）."""
    kind, noun = paragraph.names[part], paragraph.claims[whole].indicator
    return len(kind) > 1 and (kind[-1] == noun[-1:] or any(one + two in noun for one, two in pairwise(kind)))


def _is_closed(paragraph: Paragraph, via: str, run: Run) -> bool:
    """Whether a construct says that the parts are all there are."""
    end = paragraph.claims[run.parts[-1]].end
    # The 四 of 四部分组成 is a figure.
    behind = run.behind or paragraph.text[end : paragraph.end]
    made_up = via != _MADE_UP or pattern("makes_up").match(behind) is not None
    return via in words("closed_constructs") and made_up


def _ends_with_rest(paragraph: Paragraph, run: Run) -> bool:
    """Whether a list ends with what is left: 其余35名."""
    return pattern("is_rest").match(paragraph.names[run.parts[-1]]) is not None


def _added_up(paragraph: Paragraph, whole: int) -> _Found:
    """Return the parts that a total adds up behind them: 甲63人、乙88人，合计151人; …，两类人员共151人."""
    # What adds up says so behind any figure of another unit.
    if not pattern("sign_of_sum").search(paragraph.before(whole)):
        return None
    last = last_before(paragraph, whole)
    gap, between = paragraph.between(last, whole), range(last + 1, whole)
    if last < 0 or pattern("names_rest").search(gap):
        return None
    parts = _with_this_year(paragraph, whole, run_before(paragraph, whole, last))
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
    return _link(paragraph, whole, parts, _ADDED if surely else "sum.zonge", complete=True)


def _as_counted(
    paragraph: Paragraph, whole: int, parts: tuple[int, ...], counted: Sequence[int]
) -> tuple[int, ...] | None:
    """Return as many parts as a total counts (前两类共84场), or all; None where it counts something else."""
    number = counted[-1] if counted else len(parts)
    if number not in range(_FEWEST_PARTS, len(parts) + 1):
        return None
    first = bool(counted) and paragraph.before(whole - 1)[-1:] == "前"
    return parts[:number] if first else parts[-number:]


def _may_add_up(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts before a total are enough, of its unit and told once, and no words mean others."""
    return (
        len(parts) >= _FEWEST_PARTS
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
    if not found or len(parts) <= _FEWEST_PARTS:
        return False
    said, names = found["noun"], [paragraph.names[at] for at in parts]
    shared = any(all(one + two in name for name in names) for one, two in pairwise(said))
    if not shared or paragraph.add_up(whole, parts) or misses_by_ten(paragraph, whole, parts):
        return shared
    listed = all(paragraph.before(at).startswith("、") for at in parts[1:])
    return len(parts) > _SEVERAL and listed and is_near_sum(paragraph, whole, parts)


_SEVERAL = 3


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


def _counts_them(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a sum is of what is added up: 停车位共44个 behind 菜园3个、车场2个 is not."""
    own = pattern("own_noun_of_sum").fullmatch(paragraph.names[whole])
    said = "".join(f"{paragraph.names[at]}{paragraph.claims[at].unit}" for at in parts)
    return own is None or own["noun"] in said


def _names_others(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a sum names what it adds up, and that is not what stands before it: 退休、离职合计175人."""
    found = pattern("sum_of_listed").search(paragraph.before(whole))
    said = "".join(paragraph.clause_of(at) for at in parts)
    listed = pattern("joins_names").split(found["names"]) if found else []
    return not all(name in said for name in listed) and not paragraph.add_up(whole, parts)


def _may_be_all(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether nothing says that the parts before a sum are more, or fewer, than it adds up."""
    said = paragraph.names[whole]
    if pattern("held_against").search(said) or pattern("less_than_a_year").search(said):
        return False
    years = pattern("sum_over_years").search(said)
    if years and value_of_count(years["count"]) != len(parts):
        return False
    each = any(pattern("of_each_time").search(paragraph.names[at]) for at in parts)
    return not each and not pattern("added_to").match(paragraph.names[parts[0]])


_FEWEST_PARTS = 2


def _link(
    paragraph: Paragraph,
    whole: int,
    parts: Sequence[int],
    via: str,
    *,
    complete: bool,
    named: bool = False,
    anew: bool = False,
) -> Link | Refusal:
    """Return a link; none, but why, where fewer parts, or an earlier total, fit: the list may be another.

    Words that may say something else tie only what adds up, or would but for a slip.
    """
    how = Interval.meets if complete else _may_hold
    if not paragraph.add_up(whole, parts, how):
        fewer = (parts[:size] for size in range(2, len(parts))) if parts[0] > whole else _later(parts)
        before = [at for at in range(max(0, whole - _NEAR), whole) if at not in parts]
        alike = [at for at in before if paragraph.alike(whole, at)]
        one_sentence = not pattern("sentence_ends").search(paragraph.between(whole, parts[0]))
        if one_sentence and not paragraph.is_counted(whole):
            alike = [at for at in alike if _has_noun_of(paragraph, at, whole)]
        counted = _are_counted(paragraph, parts)
        counted = counted or _ends_with_rest_of_kind(paragraph, parts)
        if complete and not counted and any(paragraph.add_up(whole, some, how) for some in fewer):
            return _refused(paragraph, (whole, *parts), SOME_ADD_UP)
        # 收案6483件，结案6241件。其中，… may be of either; so may 会员417人，新会员23人，其中….
        beside = paragraph.depths[parts[0]] == paragraph.depths[whole]
        # But for a slip they are all of the nearer one.
        slipped = not complete and is_slip(paragraph, whole, parts)
        fit = Interval.meets if slipped else how
        if beside and not named and any(paragraph.add_up(at, parts, fit) for at in alike):
            return _refused(paragraph, (whole, *parts), SEVERAL_TOTALS)
        # Kinds of one criterion are never more than what they divide; 经济类型 overlap, each with its growth.
        bare = len(parts) == parts[-1] - parts[0] + 1
        too_many = via == _DIVIDED and bare and not anew and paragraph.add_up(whole, parts, Interval.exceeds)
        if is_uncertain(via) and not too_many and not is_slip(paragraph, whole, parts):
            return _refused(paragraph, (whole, *parts), UNSURE_WORDS)
    if is_uncertain(via) and not all(map(paragraph.is_exact, (whole, *parts))):
        return _refused(paragraph, (whole, *parts), BOUNDS)
    return paragraph.link(whole, parts, via, complete=complete)


def _ends_with_rest_of_kind(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether a list ends with what is left of its kind: 机要用车0辆、应急用车0辆、其他用车6辆."""
    if len(parts) < _FEWEST_PARTS or not paragraph.before(parts[-1]).startswith("、"):
        return False
    before, last = (paragraph.names[at] for at in parts[-2:])
    one_noun = len(before) > _WORD and before[-_WORD:] == last[-_WORD:]
    return one_noun and pattern("is_rest").match(last) is not None


def _are_counted(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether words behind a list, or right before it, count as many parts: 甲58万元、…和戊8万元五块."""
    behind, before = parts[-1] + 1, parts[0] - 1
    after = behind < len(paragraph.claims) and not paragraph.before(behind) and paragraph.count(behind)
    opens = (
        before >= 0
        and paragraph.count(before)
        and pattern("opens_counted").search(paragraph.before(parts[0]))
    )
    return len(parts) in {after, opens and paragraph.count(before)}


def _refused(paragraph: Paragraph, places: Sequence[int], reason: str) -> Refusal:
    return Refusal(tuple([paragraph.claims[at].start for at in places]), reason)


def _has_noun_of(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether two figures are of things of one noun."""
    noun = paragraph.claims[one].indicator[-2:]
    return bool(noun) and noun == paragraph.claims[two].indicator[-2:]


_NEAR = 4
"""Figures before a total that its parts may be of as well."""


def _later(parts: Sequence[int]) -> Iterator[Sequence[int]]:
    return (parts[at:] for at in range(1, len(parts) - 1))


def _may_hold(summed: Interval, total: Interval) -> bool:
    """Whether parts may be all or some of a total."""
    return not summed.exceeds(total)
