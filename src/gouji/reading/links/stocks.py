"""What there was, what came and went, what is left, in any order: 新收A件，旧存B件，办结C件，未结D件."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import AHEAD, SAME, TAKEN_OFF
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.roles import reaches
from gouji.reading.links.slips import has_wrong_unit, is_near, is_slip, makes_total, nearly
from gouji.reading.links.totals import add_total

_STOCK, _GATHERED = "flow.stock", "flow.gathered"
_OPENING, _CAME, _WENT, _CLOSING, _EITHER = "opening", "came", "went", "closing", "either"
_FEWEST = 4
_MOST_TERMS = 8


class _Term(NamedTuple):
    """A figure, and what part of a balance its words say that it is."""

    at: int
    part: str


def stocks(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the terms of balances that are told whole: what there was, came and went, and what is left.

    They stand side by side, in whatever order, in a sentence or two; each says by its words which it is.
    What came and what went is no change of what there was: 年末A，年初B，新增C，退出D.
    """
    for terms in _whole_balances(paragraph):
        closing = next(term.at for term in terms if term.part == _CLOSING)
        if {_CAME, _WENT} <= {term.part for term in terms}:
            changes = {term.at: _as_flow(paragraph, term.at) for term in terms}
            yield from changes.values()
            paragraph = paragraph.renewed({claim.start: claim for claim in changes.values()})
        tied = paragraph.claims[closing].whole is not None
        tied = tied or any(_is_tied(paragraph, one.at) for one in terms)
        if tied or pattern("flows_behind").match(paragraph.behind(terms[-1].at)):
            continue
        signs = _signs(paragraph, closing, [term for term in terms if term.at != closing])
        for at, sign in signs:
            total = (paragraph.claims[closing].start, TAKEN_OFF if sign < 0 else "+")
            yield add_total(paragraph.claims[at], total, _STOCK)
    yield from _carried_on(paragraph)


def _carried_on(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what there was and what a year left of its flows, as terms of what is left then.

    年初结存A，收入B，支出C，当年结余D，年末结存E: D is told by its flows, and E by A and D.
    """
    told = Counter(start for claim in paragraph.claims for start, kind in claim.totals if kind in _SIGNS)
    for at, claim in enumerate(paragraph.claims):
        if told[claim.start] < _FLOWS or claim.whole is not None or _is_tied(paragraph, at):
            continue
        near_by = {paragraph.sentences[at], paragraph.sentences[at] + 1}
        beside = (one for one, of in enumerate(paragraph.sentences) if of in near_by)
        near = [one for one in beside if one == at or paragraph.has_unit_of(one, at)]
        before = [one for one in near if one < at and _part(paragraph, one) == _OPENING]
        behind = [one for one in near if one > at and _part(paragraph, one) == _CLOSING]
        if len(before) != 1 or not behind or behind[0] != near[near.index(at) + 1]:
            continue
        terms = (before[0], at)
        free = not any(_is_tied(paragraph, one) for one in (*terms, behind[0]))
        exact = all(_is_exact(paragraph, one) for one in (*terms, behind[0]))
        net = pattern("told_as_net").search(paragraph.names[at]) is not None
        nearly = net and _is_same_noun(paragraph, before[0], behind[0])
        nearly = nearly and paragraph.add_up(behind[0], terms, is_near)
        holds = nearly or makes_total(paragraph, behind[0], terms)
        if free and exact and holds and not told[paragraph.claims[behind[0]].start]:
            total = (paragraph.claims[behind[0]].start, "+")
            yield from (add_total(paragraph.claims[one], total, _STOCK) for one in terms)


def _is_same_noun(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether a figure is told of what another is, or of nothing: 年末9863户, 市场主体总数9863户."""
    noun = paragraph.claims[two].indicator
    return not noun or any(a + b in paragraph.names[one] for a, b in pairwise(noun))


_SIGNS, _FLOWS = frozenset({"+", TAKEN_OFF}), 2
"""Kinds of the terms of a balance, and how many flows the balance of a year has at least."""


def _as_flow(paragraph: Paragraph, at: int) -> Claim:
    """Return a change as what came or went, by its word: 新增会员; any other figure as it is."""
    claim = paragraph.claims[at]
    if claim.measure != "change":
        return claim
    word = pattern("word_of_flow").search(paragraph.names[at] + paragraph.leads[at])
    noun = pattern("word_of_flow").sub("", claim.indicator, count=1)
    interval = claim.interval
    if interval is not None and _falls(claim) and not paragraph.leads[at]:
        interval = -interval  # what a quote says itself stays below 0: 减少9家
    named = f"{word[0] if word else ''}{noun}"
    return claim._replace(measure="level", base="", indicator=named, interval=interval)


def _is_exact(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure has no word but that of what came or went: 减少9家."""
    lead = paragraph.leads[at]
    reaches = lead[-1:] in words("reaching_leads") and len(lead) > 1
    skips = reaches or pattern("word_of_flow").fullmatch(lead)
    start = paragraph.claims[at].start + (len(lead) if skips else 0)
    return pattern("exact_figure").match(paragraph.text, start, paragraph.claims[at].end) is not None


def _falls(claim: Claim) -> bool:
    """Whether a figure is below 0."""
    return claim.interval is not None and claim.interval.high is not None and claim.interval.high < 0


def gathered(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what there was before and what came to it: 累计A，其中今年新建B，此前C."""
    for three in zip(*(range(at, len(paragraph.claims)) for at in range(3)), strict=False):
        told = [paragraph.claims[at] for at in three]
        counts = told[0].unit != "%" and all(one.is_level or one.measure == "change" for one in told)
        if not counts or len({one.unit for one in told}) > 1:
            continue
        at_of = {_part_of_all(paragraph, at): at for at in three}
        if at_of.keys() != {_CAME, _CLOSING, _OPENING}:
            continue
        whole = at_of[_CLOSING]
        free = paragraph.claims[whole].whole is None and _is_free(paragraph, whole, three)
        # 比上年末净增127家 is no stock.
        free = free and paragraph.claims[at_of[_OPENING]].measure != "change"
        # 到2022年底累计287件: by its date alone it may be of another kind than all.
        dated = not pattern("there_before_all").search(paragraph.clause_of(at_of[_OPENING]))
        pair = at_of[_OPENING], at_of[_CAME]
        near = not dated or "累计" in paragraph.clause_of(whole)
        near = near and (not dated or paragraph.add_up(whole, pair, is_near))
        near = near and not any(paragraph.opens[min(three) + 1 : max(three) + 1])
        free = free and (near or makes_total(paragraph, whole, pair))
        if free and all(_is_exact_or_reached(paragraph, at) for at in three):
            start = paragraph.claims[whole].start
            for at in pair:
                yield paragraph.claims[at]._replace(whole=None, totals=((start, "+"),), via=_GATHERED)
    yield from _added_on(paragraph)


def _added_on(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what a year brought and what there was, in sentences of their own: 今年建成A。加上已有的B，累计C.

    A is the figure of their unit right before B, whatever is told between.
    """
    for at in range(1, len(paragraph.claims) - 1):
        if not pattern("adds_what_was").search(paragraph.clause_of(at)):
            continue
        unit, whole = paragraph.added_in[at], at + 1
        before = [one for one in range(at) if unit and paragraph.added_in[one] == unit]
        alike = before and paragraph.added_in[whole] == unit and not paragraph.opens[whole]
        came = before[-1] if alike and pattern("gathers_all").search(paragraph.clause_of(whole)) else None
        if came is None or not pattern("came_this_year").search(paragraph.clause_of(came)):
            continue
        start = paragraph.claims[whole].start
        exact = all(_is_exact_or_reached(paragraph, one) for one in (came, at, whole))
        if exact and paragraph.claims[whole].whole is None and _is_free(paragraph, whole, (came, at, whole)):
            for one in (came, at):
                yield paragraph.claims[one]._replace(whole=None, totals=((start, "+"),), via=_GATHERED)


def _is_exact_or_reached(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure has no word that bounds it; 达到 says only what it came to."""
    return paragraph.is_exact(at) or paragraph.leads[at][-1:] in words("reaching_leads")


def _is_tied(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is a term of a balance already."""
    return any(kind in {"+", TAKEN_OFF} for _, kind in paragraph.claims[at].totals)


def _is_free(paragraph: Paragraph, whole: int, three: Sequence[int]) -> bool:
    """Whether figures are tied to nothing but one another."""
    own = {None, paragraph.claims[whole].start}
    others = [at for at in three if at != whole]
    return all(paragraph.claims[at].whole in own and not _is_tied(paragraph, at) for at in others)


def _part_of_all(paragraph: Paragraph, at: int) -> str:
    """Return what a figure is of what has come together: all, what was before, what came; else empty."""
    said = paragraph.clause_of(at)
    period = paragraph.claims[at].period
    earlier = period.isdigit() and any(one.isdigit() and one > period for one in paragraph.periods)
    dated = earlier and pattern("up_to_year_end").search(paragraph.before(at))
    if dated or pattern("there_before_all").search(said):
        return _OPENING
    if pattern("gathers_all").search(said):
        return _CLOSING
    return _CAME if pattern("came_this_year").search(said) else ""


def _whole_balances(paragraph: Paragraph) -> Iterator[list[_Term]]:
    """Yield figures that are side by side and tell a balance whole, each figure in one of them."""
    units = dict.fromkeys(unit for unit in paragraph.added_in if unit)
    places = grouped(range(len(paragraph.claims)), lambda at: _unit_of_term(paragraph, at))
    for told in (places.get(unit, ()) for unit in units):
        if len(told) < _FEWEST:
            continue
        terms = [_Term(at, _part(paragraph, at)) for at in told]
        kept = [term for term in terms if not _was_a_flow(paragraph, term.at)]
        terms = kept if _EITHER not in {term.part for term in kept} else terms
        terms = _as_dated(paragraph, _as_listed(paragraph, terms))
        by_sentence = grouped(terms, lambda term: paragraph.sentences[term.at]).values()
        within = [found for some in by_sentence for found in _runs(paragraph, some)]
        yield from within
        taken = {term for found in within for term in found}
        yield from _runs(paragraph, [term for term in terms if term not in taken])


def _was_a_flow(paragraph: Paragraph, at: int) -> bool:
    """Whether a level is what a flow right before it was the year before: 收入86万元，比上年的72万元增长."""
    one, now = paragraph.claims[at], paragraph.claims[at - 1]
    same = at > 0 and one.indicator == now.indicator != "" and one.period < now.period
    return same and _part(paragraph, at - 1) in {_CAME, _WENT}


def _runs(paragraph: Paragraph, terms: Sequence[_Term]) -> Iterator[list[_Term]]:
    """Yield the runs of terms that tell a balance whole."""
    first = 0
    while first + _FEWEST <= len(terms):
        found = _from(paragraph, terms, first)
        if found:
            yield found
        first += len(found) or 1


def _as_listed(paragraph: Paragraph, terms: Sequence[_Term]) -> list[_Term]:
    """Return terms, those that say nothing as the one that they are listed with: 发行新增债券A、再融资债券B.

    Where no other goes one way, one that says nothing does: 收入A、费用B.
    """
    if not {_CAME, _WENT} <= {term.part for term in terms}:
        return list(terms)
    found: list[_Term] = []
    for term in terms:
        beside = found and found[-1].at == term.at - 1
        listed = beside and pattern("listed_in_ratio").match(paragraph.before(term.at))
        flow = listed and term.part == _EITHER and found[-1].part in {_CAME, _WENT}
        found.append(term._replace(part=found[-1].part) if flow else term)
    return found


def _as_dated(paragraph: Paragraph, terms: Sequence[_Term]) -> list[_Term]:
    """Return terms; what was left at the end of an earlier year is what there was: 2023年末A, 2024年末B."""
    last = max((paragraph.claims[term.at].period for term in terms), default="")
    earlier = [term for term in terms if term.part == _CLOSING and paragraph.claims[term.at].period < last]
    closes = any(term.part == _CLOSING and term not in earlier for term in terms)
    return [term._replace(part=_OPENING) if closes and term in earlier else term for term in terms]


def _unit_of_term(paragraph: Paragraph, at: int) -> str:
    """Return the unit of a level or a change that may be a term of a balance; empty for a part of another."""
    claim = paragraph.claims[at]
    if claim.whole is not None or paragraph.depths[at] or (claim.section in AHEAD and not claim.period):
        return ""
    # 比上年末增加849万人 is no flow, nor is what is behind the level that was: 比年初的18亿元增加1.6亿元.
    since = pattern("net_change").search(paragraph.names[at] + paragraph.leads[at])
    if claim.measure == "change":
        was = at and not paragraph.before(at) and pattern("net_change").search(paragraph.names[at - 1])
        return "" if since or was else paragraph.kinds[at]
    # 比旧存少102件 lies between two of them, 净增912户 sums up two.
    asides = (pattern("off_another"), pattern("told_as_net"))
    aside = any(one.search(paragraph.names[at]) for one in asides)
    aside = aside or (since is not None and _changes_behind(paragraph, at))
    return "" if aside else paragraph.added_in[at]


def _changes_behind(paragraph: Paragraph, at: int) -> bool:
    """Whether a change stands right behind a figure: what it was, and how far it moved."""
    behind = paragraph.claims[at + 1 : at + 2]
    return bool(behind) and not paragraph.before(at + 1) and behind[0].measure == "change"


def _from(paragraph: Paragraph, terms: Sequence[_Term], first: int) -> list[_Term]:
    """Return the terms from one on that tell a balance whole; empty where they tell none.

    Flows behind what is left, in its own sentence, belong to it too. Each may have a sentence of its own
    where all four are told, by words of their own.
    """
    for last in range(first + _FEWEST, min(len(terms), first + _MOST_TERMS) + 1):
        some = terms[first:last]
        parts = [term.part for term in some]
        ends = sum(paragraph.opens[some[0].at + 1 : some[-1].at + 1])
        most = _MOST_ENDS if set(parts) == _ALL_TOLD and _is_one_stock(paragraph, some) else 1
        twice = max(map(parts.count, (_OPENING, _CLOSING, _EITHER))) > 1
        if twice or ends > _MOST_ENDS or not _are_near(paragraph, some):
            return []
        whole = {_OPENING, _CLOSING} <= set(parts) and {_CAME, _WENT} & set(parts)
        behind = terms[last] if last < len(terms) else None
        goes_on = behind is not None and behind.part in {_CAME, _WENT} and not paragraph.opens[behind.at]
        if whole and not goes_on and ends <= most:
            return list(some)
    return []


def _is_one_stock(paragraph: Paragraph, terms: Sequence[_Term]) -> bool:
    """Whether what is left does not speak of what came as well: 年末入库项目 is another stock."""
    came = patterns("parts_of_stocks")[_CAME].search
    return not any(term.part == _CLOSING and came(paragraph.name_of(term.at)) for term in terms)


def _are_near(paragraph: Paragraph, terms: Sequence[_Term]) -> bool:
    """Whether not much is told between terms; their parts and rates do not count."""
    claims = paragraph.claims
    asides = [one.whole is not None or one.unit in _RATES for one in claims]
    return all(two.at - one.at - sum(asides[one.at + 1 : two.at]) <= _NEAR for one, two in pairwise(terms))


_NEAR, _MOST_ENDS = 3, 4
_RATES = frozenset({"%", POINTS})


def _part(paragraph: Paragraph, at: int) -> str:
    """Return what part of a balance the words of its clause say that a figure is, else either flow."""
    clause = f"{paragraph.name_of(at)}{paragraph.leads[at]}§{paragraph.clause_behind(at)}"
    if pattern("opens_movement_of_stock").search(paragraph.names[at]) and reaches(paragraph, at + 1):
        # 教师总数因此由623人增加到644人; 上年末有660人，…，总数由623人增加到644人 tells the first twice.
        opening = patterns("parts_of_stocks")[_OPENING]
        told = any(opening.search(paragraph.name_of(earlier)) for earlier in range(at))
        return _EITHER if told else _OPENING
    reached = at and not paragraph.names[at] and reaches(paragraph, at)
    if reached and pattern("opens_movement_of_stock").search(paragraph.names[at - 1]):
        return _CLOSING
    said = next((part for part, word in patterns("parts_of_stocks").items() if word.search(clause)), _EITHER)
    closes = said == _EITHER and pattern("at_year_end").search(paragraph.before(at))
    return _CLOSING if closes else said


def _signs(paragraph: Paragraph, closing: int, terms: Sequence[_Term]) -> list[tuple[int, int]]:
    """Return the terms with their signs where they make what is left, or would but for a slip of the pen.

    A flow that says neither goes the way that the others do not: 结题 beside 新立项, 归集 beside 支出. Beside
    both it goes the one way that makes what is left, or would but for a slip: 新入矫, 期满解矫, 撤销收监.
    """
    places, parts = [term.at for term in terms], {term.part for term in terms}
    if not all(_is_exact(paragraph, at) for at in (closing, *places)):
        return []
    either = 1 if _WENT in parts else -1
    if _EITHER in parts and {_WENT, _CAME} <= parts:
        ways = [
            [term._replace(part=part) if term.part == _EITHER else term for term in terms]
            for part in (_CAME, _WENT)
        ]
        fitting = [made for way in ways if (made := _signs(paragraph, closing, way))]
        return fitting[0] if len(fitting) == 1 else []
    below = {term.at for term in terms if _falls(paragraph.claims[term.at])}  # 减少9家
    signs = [1 if term.at in below else {_WENT: -1, _EITHER: either}.get(term.part, 1) for term in terms]
    holds = _makes(paragraph, closing, places, signs) or is_slip(paragraph, closing, places, signs)
    holds = holds or has_wrong_unit(paragraph, closing, places, signs)
    holds = holds or (
        sorted(term.part for term in terms) == _TOLD_WHOLE
        and (
            _is_nearly(paragraph, closing, places, signs)
            or _makes(paragraph, closing, places, _reversed(terms, signs))
        )
    )
    holds = holds or (_EITHER not in parts and _forgets_opening(paragraph, closing, terms, signs))
    holds = holds or _is_said_whole(paragraph, [closing, *places], [term.part for term in terms])
    return list(zip(places, signs, strict=True)) if holds and (below or -1 in signs) else []


def _is_said_whole(paragraph: Paragraph, places: Sequence[int], parts: Sequence[str]) -> bool:
    """Whether nothing else moved: by words (除此之外无其他增减), or as both flows are of all: 收入, 支出."""
    if _EITHER in parts or not {_OPENING, _CAME, _WENT} <= {*parts}:
        return False
    said = paragraph.text[paragraph.claims[min(places)].end : paragraph.claims[max(places)].start]
    told = [at for at in range(min(places), max(places) + 1) if paragraph.has_unit_of(at, places[0])]
    flows = [at for at in told if pattern("flow_of_all").fullmatch(paragraph.names[at])]
    of_all = len(told) == len(_ALL_TOLD) == len(flows) + 2
    return of_all or pattern("nothing_else_moved").search(said) is not None


_TOLD_WHOLE = sorted([_OPENING, _CAME, _WENT])
_ALL_TOLD = {*_TOLD_WHOLE, _CLOSING}


def _reversed(terms: Sequence[_Term], signs: Sequence[int]) -> list[int]:
    """Return the signs as who takes what came off and adds what went has them."""
    return [sign if term.part == _OPENING else -sign for term, sign in zip(terms, signs, strict=True)]


def _forgets_opening(
    paragraph: Paragraph, closing: int, terms: Sequence[_Term], signs: Sequence[int]
) -> bool:
    """Whether flows alone make what has gathered, though there was something: 上年结转A，…，年末累计结余."""
    gathers = pattern("gathered_over_years").search(paragraph.name_of(closing))
    flows = [(term.at, sign) for term, sign in zip(terms, signs, strict=True) if term.part != _OPENING]
    return bool(gathers) and _makes(paragraph, closing, [at for at, _ in flows], [sign for _, sign in flows])


def _is_nearly(paragraph: Paragraph, closing: int, terms: Sequence[int], signs: Sequence[int]) -> bool:
    """Whether one digit of a number of two keeps a balance of three terms, each told by its words."""
    printed = [middle(paragraph.claims[at].interval) or Fraction(0) for at in (closing, *terms)]
    made = sum((one * sign for one, sign in zip(printed[1:], signs, strict=True)), Fraction(0))
    meant = [made, *(one + (printed[0] - made) * sign for one, sign in zip(printed[1:], signs, strict=True))]
    whole = all(one.denominator == 1 for one in printed)
    near = whole and any(nearly(*pair) for pair in zip(printed, meant, strict=True) if pair[1] > 0)
    return near or is_slip(paragraph, closing, terms, signs, nearly)


def _makes(paragraph: Paragraph, closing: int, terms: Sequence[int], signs: Sequence[int]) -> bool:
    """Whether terms with their signs make what is left."""
    left, summed = paragraph.claims[closing].interval, Interval.of(0)
    for at, sign in zip(terms[:MOST], signs, strict=True):
        interval = paragraph.claims[at].interval
        if interval is None:
            return False
        summed += interval * sign
    return left is not None and summed.meets(left)


_NEAR_OPENING = 8
"""Figures behind what there was among which a movement of it begins."""
_APART = 40
"""Characters before what there is by now, behind what is new, that are read."""


def openings(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the levels that a movement begins with, with a link to the one told as last year's before it.

    上年末18.4亿元。…余额由14.8亿元增加到22.9亿元。
    The movement has no noun but 总数, 余额 and the like, and its figure is the same, or differs by a slip of
    the pen, or by what the change told behind it says that it is.
    """
    for at, opening in enumerate(paragraph.claims):
        if not opening.is_level or not pattern("told_as_opening").search(paragraph.clause_of(at)):
            continue
        for began in range(at + 1, min(at + 1 + _NEAR_OPENING, len(paragraph.claims) - 1)):
            if _begins_anew(paragraph, at, began):
                break
            if _goes_on_from(paragraph, at, began) and _is_one(paragraph, at, began):
                yield add_total(paragraph.claims[began], (opening.start, SAME), "again.opening")
                break


def _begins_anew(paragraph: Paragraph, at: int, other: int) -> bool:
    """Whether another figure of its unit is told as what there was."""
    same = paragraph.claims[at].unit == paragraph.claims[other].unit
    return same and pattern("told_as_opening").search(paragraph.clause_of(other)) is not None


def _goes_on_from(paragraph: Paragraph, at: int, began: int) -> bool:
    """Whether a movement begins there that has no noun of its own: 总数由153名增至168名."""
    one, two = paragraph.claims[at], paragraph.claims[began]
    found = pattern("bare_movement").search(paragraph.names[began])
    if not found or not two.is_level or one.unit != two.unit or two.totals:
        return False
    named = not found["noun"] or found["all"] or found["noun"] in paragraph.clause_of(at)
    reached = pattern("reached_by").match(paragraph.quote(began + 1))
    return bool(named and reached and paragraph.claims[began + 1].unit == one.unit)


def _is_one(paragraph: Paragraph, at: int, began: int) -> bool:
    """Whether both are the same figure, or one that was mistyped."""
    one, two = (paragraph.claims[each].interval for each in (at, began))
    if one is None or two is None or not (paragraph.is_exact(at) and paragraph.is_exact(began)):
        return False
    if one.meets(two) or is_slip(paragraph, began, (at,)):
        return True
    now = paragraph.claims[began + 1].interval
    change = paragraph.claims[began + 2] if began + 2 < len(paragraph.claims) else None
    if now is None or change is None or change.measure != "change" or change.interval is None:
        return False
    return change.interval.meets(now - one) and not change.interval.meets(now - two)


def newcomers(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is newly there with the total right behind it in its sentence, which it is a part of.

    新增上市公司4家，总数达到164家。
    What it is added to must be called so (累计, 总数, 总量), of the same things and in the same unit.
    """
    for at in range(1, len(paragraph.claims)):
        claim, total = paragraph.claims[at - 1], paragraph.claims[at]
        told = claim.measure in {"change", "level"} and claim.stands_alone and total.is_level
        if not told or paragraph.kinds[at - 1] != paragraph.kinds[at] or claim.section != total.section:
            continue
        between = paragraph.text[claim.end : total.start]
        if len(between) > _APART or pattern("full_stop").search(between):
            continue
        new = pattern("newly_there").search(paragraph.names[at - 1])
        if new and pattern("total_by_now").search(between) and _are_of_one(claim, total):
            yield claim._replace(totals=((total.start, str(claim.start)),), via="part.new")


def _are_of_one(new: Claim, total: Claim) -> bool:
    """Whether both are of the same things: 新发展会员 and 会员总数."""
    own = pattern("behind_name_told").sub("", pattern("newly_there").sub("", total.indicator))
    bare = pattern("newly_there").sub("", new.indicator)
    kept = new.indicator.removeprefix(words("sign_of_new")[0])
    # 新发展外籍会员 are of the 会员总数; of a total of some alone others may be new.
    return len(own) >= 2 and (bare.endswith(own) or kept == own)
