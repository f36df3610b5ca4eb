"""Parts behind a total that words announce: 分别为, 包括, 由…组成, 其中, brackets; 按…分, of one named."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from gouji.facts.figures.numerals import compiled
from gouji.reading.draft.references import flows_through
from gouji.reading.lexicon.nouns import criteria_of_people
from gouji.reading.lexicon.wording import has_any, pattern, patterns, words
from gouji.reading.links.breakdowns import (
    DIVIDED,
    FAR_BEFORE,
    NEAR,
    WORD,
    Found,
    last_named,
    only_named,
    refused,
    tie,
)
from gouji.reading.links.link import FLOW_OF_STOCK, PARTS_OPEN, PLANNED_TOTAL, Link, Refusal
from gouji.reading.links.paragraph import FIGURE, Paragraph
from gouji.reading.links.runs import Run, ends_list, is_told_once_more, run_from
from gouji.reading.links.slips import is_near, makes_total, misses_by_ten
from gouji.reading.links.totals import is_no_whole

_AMONG, _BRACKET, _MADE_UP = "sum.qizhong", "sum.kuohao", "sum.zucheng"
_BESIDE, _EACH = "sum.qiyu", "sum.fenbie"


def opened(paragraph: Paragraph, whole: int) -> Found:
    """Return the parts that a construct opens behind a total, in brackets or not."""
    for deeper in (True, False) if paragraph.has_brackets else (False,):
        first = paragraph.next_part(whole, deeper=deeper)
        if first is None or (_is_beside(paragraph, whole, first) if deeper else ends_list(paragraph, whole)):
            continue
        if pattern("range_quote").fullmatch(paragraph.quote(whole)):
            continue  # 价格在20元到30元之间，其中…: a range is no total
        if pattern("held_to_by_each").search(paragraph.names[whole]) and not paragraph.is_exact(whole):
            continue  # 均超过95分，分别为96.2分、95.8分: nor is a bound of each
        if pattern("is_planned").search(paragraph.names[whole]):
            return refused(paragraph, (whole,), PLANNED_TOTAL)
        beside = paragraph.most_bodies > _FEWEST_BESIDE or paragraph.has_rest
        # 按主体分，企业A，个人B，除此之外没有其他: A is a part as well.
        divides = paragraph.has_nothing_else and pattern("divides_anew").search(paragraph.before(whole))
        beside = beside or (paragraph.has_nothing_else and not divides)
        gap = _gap(paragraph, whole, first)
        via = _bare_each(paragraph, whole, first)
        via = via or _construct(paragraph.quote(whole), gap, bracketed=deeper, beside=beside)
        via = via or _behind_clause(paragraph, whole, first, gap)
        if first - 1 > whole and paragraph.claims[first - 1].unit == "%" and pattern("restates").search(gap):
            continue  # 保存率91.3%，即保存11.5万株
        of_change = via in words("closed_constructs") and _are_of_change(paragraph, whole, first)
        if via and not of_change and not is_told_once_more(paragraph, first):
            return _opened_by(paragraph, whole, first, via)
    return None


def _are_of_change(paragraph: Paragraph, whole: int, first: int) -> bool:
    """Whether a list is of how a total moved: 读者2.3万人，净增1800人：新办2650人，退850人."""
    change = paragraph.claims[first - 1]
    if first - 1 == whole or not change.changes or change.unit != paragraph.claims[first].unit:
        return False
    return not paragraph.add_up(whole, run_from(paragraph, whole, first, bounded=False).parts, is_near)


def _opened_by(paragraph: Paragraph, whole: int, first: int, via: str) -> Found:
    """Return the parts that a construct opens, behind the total that they are of."""
    if via == _AMONG and (others := _others_of(paragraph, whole, first)):
        done = len(others) == 1 and paragraph.alike(others[0], first) and not paragraph.exceeds(first, whole)
        return _with_parts(paragraph, others[0], first, via) if done else None
    if via == _AMONG and paragraph.before(first)[:1] == "；" and paragraph.exceeds(first, whole):
        return None  # 56岁及以上25人；其中本科284人: of all
    moved = via == _BESIDE and _moves_opening(paragraph, whole, first)
    if moved or flows_through(paragraph.claims[first], paragraph.claims[whole]):
        return refused(paragraph, (whole, first), FLOW_OF_STOCK)
    # What 按行业分 divides is the first figure of the paragraph.
    divided = via == DIVIDED and paragraph.has_before(whole)
    again = is_told_once_more(paragraph, whole)
    found = None if divided else _with_parts(paragraph, whole, first, via, named=again)
    # No word says that what stands beside a total is its parts.
    return found if via != _BESIDE or isinstance(found, Link) else None


def _moves_opening(paragraph: Paragraph, whole: int, first: int) -> bool:
    """Whether a figure came to what there was, or went from it: 年初库存A，购进B，销售C，无其他损耗."""
    said, parts = paragraph.names[first], patterns("parts_of_stocks")
    moved = any(parts[way].search(said) for way in ("came", "went"))
    return moved and parts["opening"].search(paragraph.name_of(whole)) is not None


def _others_of(paragraph: Paragraph, whole: int, first: int) -> list[int]:
    """Return the other levels of the sentence of a total that a part may be of, where it is not of that.

    受理2345件，办结2201件。其中新收2222件: it exceeds that; 完成92亿元，明年力争突破100亿元。其中工业31亿元:
    that is aimed at.
    """
    behind = any(paragraph.opens[whole + 1 : first + 1])
    aimed = behind and is_no_whole(paragraph.text, paragraph.claims[whole])
    found: list[int] = []
    for one in range(whole - 1, -1, -1) if aimed or paragraph.exceeds(first, whole) else ():
        if paragraph.ends_before(one + 1):
            break
        may_be = paragraph.has_unit_of(one, first) and not paragraph.exceeds(first, one)
        done = aimed and not is_no_whole(paragraph.text, paragraph.claims[one])
        near, total = (paragraph.claims[at].interval for at in (whole, one))
        nearly = not aimed and near is not None and total is not None and is_near(near, total)
        if may_be and (done or (nearly and paragraph.exceeds(one, whole))):
            found.append(one)
    return found


def _is_beside(paragraph: Paragraph, whole: int, first: int) -> bool:
    """Whether brackets have something else than parts: 流转率66%（承包地97万亩), 增至33家（入6家、退2家）.

    超警戒水位0.42米（警戒水位38.20米）: they say what it is held against.
    """
    of_rate = first - 1 > whole and paragraph.claims[first - 1].unit == "%"
    moved = pattern("came_to").match(paragraph.quote(whole)) and pattern("flow").match(paragraph.names[first])
    name = paragraph.names[first]
    among = pattern("is_among").search(paragraph.between(whole, first)) is not None
    held_against = len(name) >= WORD and paragraph.names[whole].endswith(name) and not among
    return of_rate or held_against or moved is not None


def _gap(paragraph: Paragraph, whole: int, first: int) -> str:
    """Return the words between a total and a part, without a verb of that part's own: 其中甲实现收入3万元."""
    gap, noun = paragraph.between(whole, first), paragraph.claims[whole].indicator[-WORD:]
    return pattern("verb_of_part").sub("", gap) if noun[1:] and gap.endswith(noun) else gap


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
    for via, construct in patterns("opened_by").items() if _opens().match(gap, start) else ():
        fits = bracketed == (via == _BRACKET) or (bracketed and via == _AMONG)
        fits = fits and (beside or via != _BESIDE)
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
    found = pattern("among_behind_clause").fullmatch(gap, start) if pattern("is_among").search(gap) else None
    several = first + 1 < len(paragraph.claims) and paragraph.before(first + 1).startswith("、")
    if not found or not several or paragraph.exceeds(first, whole):
        return ""
    said = paragraph.names[first]
    kind = pattern("is_among").split(said, 1)[1:]
    own = any(one + two in found["clause"] for name in kind for one, two in pairwise(name))
    of_noun = any(one + two in said for one, two in pairwise(paragraph.claims[whole].indicator))
    return _AMONG if of_noun and not own else ""


def _bare_each(paragraph: Paragraph, whole: int, first: int) -> str:
    """Return 分别为 before as many bare figures as a sentence counts: 三个库区共8万吨，分别为A、B和C."""
    if paragraph.names[first + 1 : first + 2] != ("",):
        return ""
    gap = paragraph.between(whole, first)
    each = len(gap) <= _LONGEST_EACH and has_any(gap, words("in_turn")) and pattern("bare_each").search(gap)
    if not each:
        return ""
    near = range(max(0, whole - NEAR), first)
    counts = {paragraph.count(at) for at in near if not any(paragraph.opens[at + 1 : first + 1])}
    return _EACH if len(run_from(paragraph, whole, first, bounded=False).parts) in counts else ""


_LONGEST_EACH = 30
"""Characters between a total and the bare figures of its parts."""


@cache
def _opens() -> re.Pattern[str]:
    """Return a pattern of any construct."""
    return compiled("|".join(one.pattern for one in patterns("opened_by").values()))


def _is_of_object(total: str, said: str, part: str) -> bool:
    """Whether a part is of what the clause of a total acts upon: 5个工作组走访企业，其中小微企业30个."""
    noun = part[-2:]
    at = -1 if total.endswith(noun) else said.find(noun)
    return at > 0 and pattern("acts_before").search(said, 0, at) is not None


def named(paragraph: Paragraph, first: int) -> Found:
    """Return the parts of a total that is named once more before them: 流动资产中，存货16.9亿元、…."""
    may_name = pattern("may_name_again").search
    said = paragraph.between(max(0, first - 2), first)
    if not first or not may_name(said):
        return None
    if first == 1 or not paragraph.is_counted(first - 1):  # 病房按科室分为三块：内科238张
        said = paragraph.before(first)
        if not may_name(said):
            return None
    divided = ((DIVIDED, pattern("divided_named")),) if has_any(said, words("signs_of_division")) else ()
    for via, construct in (*divided, (_AMONG, pattern("among_named"))):
        found = construct.search(said)
        whole = last_named(paragraph, first, found["whole"], part=via == _AMONG) if found else None
        if found and via == _AMONG and (found["all"] or found["these"]):
            whole = only_named(paragraph, first, found["whole"])
            # 取得博士学位的48人；这些博士里有…的21人: the figure right before has their name.
            near = whole is None and found["these"] and found["whole"] in paragraph.names[first - 1]
            whole = first - 1 if near and paragraph.alike(first - 1, first) else whole
        if whole is not None:
            return _with_parts(paragraph, whole, first, via, named=True)
    return None


def divided_anew(paragraph: Paragraph, first: int) -> Found:
    """Return the parts that a further sentence divides a total into: …。从港区看，甲A吨，乙B吨; 按河段，….

    The total stands farther before: the last figure that they add up to, or the first but for a slip.
    """
    divides = pattern("divides_anew").search
    said = paragraph.before(first)
    may_divide = first and ("按" in said or "从" in said or "分" in said)
    if not may_divide or not divides(said) or divides(paragraph.before(0)):
        return None
    near = range(max(0, first - FAR_BEFORE), first)
    wholes = [at for at in near if paragraph.alike(at, first)]
    runs = [(whole, run_from(paragraph, whole, first, bounded=False)) for whole in wholes]
    closed = [(whole, run.parts) for whole, run in runs if run.leaves_nothing_out]
    told = [one for one in closed if paragraph.add_up(*one)] or closed[:1]
    return tie(paragraph, *told[-1], DIVIDED, complete=True, anew=True) if told else None


def _with_parts(paragraph: Paragraph, whole: int, first: int, via: str, *, named: bool = False) -> Found:
    """Return a total with its parts; behind 其中 what exceeds it is of another matter.

    *named*: the words before the parts name the total.
    """
    # 全村412户中，…，…: all clauses are of them.
    within = pattern("all_within").match(paragraph.behind(whole))
    run = run_from(paragraph, whole, first, bounded=via == _AMONG and not within)
    sibling = _sibling(paragraph, whole, run) if via == _AMONG else None
    if sibling:
        own = tuple(at for at in run.parts if at < sibling)
        link = tie(paragraph, whole, own, via, complete=False, named=True)
        return _kept_apart(link, apart=_are_choices(paragraph, whole, own))
    if via == _BESIDE and any(paragraph.may_sum[at] and paragraph.exceeds(at, whole) for at in run.parts):
        return None  # 内科120张，外科96张，…，合在一起为320张
    several = via == _AMONG or len(run.parts) > 1
    several &= not any(paragraph.exceeds(at, whole) for at in run.parts)
    if via in {_BESIDE, _AMONG} and several and pattern("nothing_else").match(run.behind):
        return tie(paragraph, whole, run.parts, _MADE_UP, complete=True, named=True)
    closed = _is_closed(paragraph, via, run) or _ends_with_rest(paragraph, via, whole, run)
    if via == _BESIDE and len(run.parts) >= _FEWEST_BESIDE:
        closed = closed or not paragraph.add_up(whole, run.parts, lambda parts, total: total.exceeds(parts))
    closed = closed and not _are_of_one_kind(paragraph, whole, run.parts)
    closed = closed and not _may_overlap(paragraph, whole, run.parts)
    closed = closed and (via != _BRACKET or _may_be_all(paragraph, whole, run.parts))
    some = via == _BRACKET and pattern("includes").match(paragraph.names[first])
    complete = run.leaves_nothing_out and closed and not some
    alone = via == _BRACKET and len(run.parts) == 1 and _is_kind_of(paragraph, whole, first)
    if not complete and via != _AMONG and not alone and not some:
        return refused(paragraph, (whole, *run.parts), PARTS_OPEN)
    link = tie(paragraph, whole, run.parts, via, complete=complete, named=named)
    apart = pattern("rest_without_figure").match(run.behind) or _are_choices(paragraph, whole, run.parts)
    return _kept_apart(link, apart=bool(apart) and not complete)


def _may_be_all(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether a list in brackets may be all of a total: it makes it, or nearly, and is not of what moved.

    手术8620台（四级手术1216台，微创2418台，日间1105台）: some kinds. 干部412人（新接收26人，去世19人): flows.
    """
    if makes_total(paragraph, whole, parts):
        return True
    names = [paragraph.names[at] for at in parts]
    flows = all(
        any(patterns("parts_of_stocks")[way].search(one) for one in names) for way in ("came", "went")
    )
    return not flows and paragraph.add_up(whole, parts, is_near)


def _are_of_one_kind(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether all parts are of one of two nouns that a total joins: 讲座和活动30场，包括法律讲座12场、….

    Others may be of the other one, unless the parts make the total but for a slip.
    """
    nouns = pattern("joins_two_nouns").search(paragraph.claims[whole].indicator)
    names = [paragraph.claims[at].indicator for at in parts] if nouns else []
    one_kind = nouns and any(all(name.endswith(noun) for name in names) for noun in nouns.groups())
    return bool(one_kind) and not makes_total(paragraph, whole, parts)


def _may_overlap(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts are people by several criteria, and do not make their total: 包括农民工、妇女、老年人."""
    told = {criteria_of_people(paragraph.claims[at].indicator) for at in parts}
    return len(told - {frozenset()}) > 1 and not makes_total(paragraph, whole, parts)


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
    near = [at for at in range(max(0, whole - NEAR), whole) if paragraph.alike(at, whole)]
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


def _ends_with_rest(paragraph: Paragraph, via: str, whole: int, run: Run) -> bool:
    """Whether a list ends with what is left: 其余35名; behind 其中 利息及其他收入8万元, 尚有53件未结."""
    first, last = run.parts[0], run.parts[-1]
    rest = pattern("ends_list_as_rest") if via == _AMONG else pattern("is_rest")
    undone = pattern("left_undone").fullmatch(paragraph.names[last] + FIGURE + paragraph.clause_behind(last))
    if undone and undone["act"][-1] in paragraph.names[first]:
        return len(run.parts) == len((first, last)) and makes_total(paragraph, whole, run.parts)
    return rest.match(paragraph.names[last]) is not None
