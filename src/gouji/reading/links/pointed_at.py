"""Figures behind 这 or 该, or that sum up a year: 这164件一级文物; what something is reckoned from.

They mean one that is told before, with a slip of a digit in either.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.figures.model import AMOUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import have_swapped, middle
from gouji.facts.table.columns import AHEAD, SAME
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.referents import (
    CLEAR,
    OTHER,
    REFERENCE,
    SWAPPED,
    WORD,
    Referent,
    beginning,
    is_of_part,
    kind_of_any_time,
    slip_between,
)
from gouji.reading.links.told import Items, Told, is_bounded, unit_of
from gouji.reading.links.totals import add_total


def pointed_at(text: str, told: Sequence[Told]) -> Iterator[Claim]:
    """Yield the figures behind 这, or that sum up a year, with a link to the one told before that they mean.

    Their words may seem to tell another time: 去年 of a year that is over when its report is read.
    """
    for at, one in enumerate(told):
        start = one.claim.start
        may = at and pattern("may_point_back").search(text, max(0, start - WORD * WORD), start)
        reckoned = _reckoned_from(text, one) if at else ""
        two = Referent(text, one) if may else None
        if reckoned:
            yield from _basis(text, one, reckoned, told)
        if two is None or not (two.points_back or two.is_of_all):
            continue
        kind = kind_of_any_time(one)
        group = [Referent(text, each) for each in told if kind_of_any_time(each) == kind]
        before = [each for each in group if each.told.claim.start < start]
        first = next((each for each in before if _is_pointed_at(text, each, two, group)), None)
        if first:
            yield add_total(one.claim, (first.told.claim.start, SAME), REFERENCE)


def told_shortly(text: str, told: Sequence[Told]) -> Iterator[Claim]:
    """Yield what opens a sentence with the end of a name that the one before it tells, but for a slip.

    绕城路工程概算总投资1.36亿元，年内通车。截至年底，概算总投资16300万元全部到位.
    """
    for at, two in enumerate(told):
        name, year = two.phrase, two.claim.period[:4]
        said = text[two.sentence : two.claim.start].removesuffix(name) if at else name
        of_other = text.startswith("的", two.claim.end)  # 总产量1.63万吨的河东镇
        if of_other or len(name) < CLEAR or not pattern("only_until").fullmatch(said):
            continue
        before = [one for one in told[:at] if one.line == two.line and one.claim.indicator.endswith(name)]
        one = before[0] if len(before) == 1 else None
        stops = pattern("full_stop").findall(text, one.claim.end, two.claim.start) if one else ()
        if one is None or len(stops) != 1 or one.claim.period[:4] != year:
            continue
        pair = Referent(text, one), Referent(text, two)
        alike = kind_of_any_time(one) == kind_of_any_time(two) and all(each.is_done for each in pair)
        if alike and slip_between(*pair) and not is_of_part(text, one, pair[1]):
            yield add_total(two.claim, (one.claim.start, SAME), REFERENCE)


def pointed_wholly(text: str, claims: Sequence[Claim], items: Items) -> Iterator[Claim]:
    """Yield the figures that words tie to the one before them of their noun, whatever digits either has.

    培训班36期…上述38期培训班; 企业74家…全部72家企业; 演练9场；11场演练结束后. Where anything else before them
    makes the figure, or tells of some of them, nothing is said.
    """
    may = [one for one in claims if not one.place and one.section not in AHEAD and is_bounded(one)]
    figures = [Told(items, one) for one in may if one.unit not in {"", "%", *TIME_UNITS} and not one.base]
    for at, one in enumerate(figures):
        # Where words tell of them all, 均 makes no mean of a count.
        noun = pattern("whole_noun").match(text, one.claim.end) if at else None
        said = pattern("points_wholly").fullmatch(one.clause) if noun else None
        if not noun or not (said or (not one.clause and pattern("all_told_behind").match(text, noun.end()))):
            continue
        group = [
            each
            for each in figures[:at]
            if each.line == one.line and unit_of(each.claim) == unit_of(one.claim)
        ]
        parts = [
            [each for each in group if _is_of(text, each, name)]
            for name in pattern("and_between").split(noun["noun"])
        ]
        if (
            said
            and len(parts) == _BOTH == sum(map(len, parts))
            and sum(each[0].size for each in parts) != one.size
        ):
            for (each,) in parts:  # 博士8名、硕士27名，上述37名博士和硕士
                yield add_total(each.claim, (one.claim.start, ""), "sum.heji")._replace(complete=True)
            continue
        first = _whole_before(text, group, one, (said and said["amount"]) or noun["noun"], claims)
        if first and (said or first.size < one.size):
            yield add_total(one.claim._replace(measure="level"), (first.claim.start, SAME), REFERENCE)


def _whole_before(
    text: str, group: Sequence[Told], one: Told, noun: str, claims: Sequence[Claim]
) -> Told | None:
    """Return the only figure of a group that a noun is of, and that another may be but for a slip."""
    alike = [each for each in group if _is_of(text, each, noun)]
    first = alike[0] if len(alike) == 1 else None
    near = first is not None and 0 < first.size <= one.size * _NEARLY and one.size <= first.size * _NEARLY
    if first is None or not (near or have_swapped(first.size, one.size)):
        return None
    if any(middle(each.interval) == abs(first.size - one.size) for each in claims):
        return None  # 招聘教师36名。这63名教师中含留用27名
    between = text[first.claim.end : one.claim.start]
    sizes = [each.size for each in group]
    made = {
        sum(sizes[at:end], Fraction(0)) for at in range(len(sizes)) for end in range(at + 1, len(sizes) + 1)
    }
    made |= {abs(a - b) for a in sizes for b in sizes} | {a + b for a in sizes for b in sizes}
    rates = [each for each in claims if each.unit == "%" and first.claim.end <= each.start < one.claim.start]
    referent = Referent(text, one)
    if (
        one.size in made
        or rates
        or between.count("、") + 2 >= one.size
        or len(pattern("full_stop").findall(between)) > _BOTH
        or pattern("tells_of_some").search(between)
        or not all(each.is_done for each in (Referent(text, first), referent))
        or is_of_part(text, first, referent)
    ):
        return None
    return first


_NEARLY = Fraction(3, 2)


def _is_of(text: str, one: Told, noun: str) -> bool:
    """Whether a noun ends the words of a figure before it, or the noun behind it."""
    behind = pattern("whole_noun").match(text, one.claim.end)
    named = one.phrase.endswith(noun) or one.clause.endswith(noun)
    return named or bool(behind and behind["noun"].endswith(noun))


def _reckoned_from(text: str, one: Told) -> str:
    """Return the noun of a figure that something is reckoned from: 存栏 of 按存栏6,580头计算; or nothing."""
    if not pattern("reckoned_behind").match(text, one.claim.end):
        return ""
    start = one.claim.start
    found = pattern("reckoned_from").search(text, max(0, start - _NEAR_BEFORE), start)
    return found["what"] if found else ""


_NEAR_BEFORE = 16
"""Characters before a figure in which words tell that something is reckoned from it."""


def _basis(text: str, one: Told, noun: str, told: Sequence[Told]) -> Iterator[Claim]:
    """Yield a figure that something is reckoned from, tied to the only one of its noun in its line."""
    kind = kind_of_any_time(one)
    before = [
        Referent(text, each)
        for each in told
        if each.line == one.line and each.claim.start < one.claim.start and kind_of_any_time(each) == kind
    ]
    named = [each for each in before if each.ends_with(noun)]
    two = Referent(text, one)
    exact = any(each.printed == two.printed for each in before)
    if len(named) == 1 and not exact and named[0].is_done and slip_between(named[0], two) == "swapped":
        yield add_total(one.claim, (named[0].told.claim.start, SAME), REFERENCE)


def _is_pointed_at(text: str, one: Referent, two: Referent, group: Sequence[Referent]) -> bool:
    """Whether a figure that points back means one told before, whatever time their words seem to tell."""
    sole = two.points_back and _is_sole(one, two, group)
    beside = one.told.sentence == two.told.sentence
    if (beside and not (two.points_back and _in_clauses(text, one, two))) or (
        not sole and is_of_part(text, one.told, two)
    ):
        return False
    if two.points_back and (_is_one_amount(one, two, group) or _is_named_anew(text, one, two, group)):
        return True
    slip = slip_between(one, two) if one.is_done and two.is_done else ""
    fewest = {"swapped": SWAPPED, "digit": OTHER}.get(slip)
    if fewest is None or min(one.digits, two.digits) < fewest:
        return False
    gap = abs(one.printed - two.printed)
    if any(each.printed == gap for each in group):
        return False  # 这381万元中含上年结余63万元
    bare = sole and pattern("only_points_back").fullmatch(two.told.clause)
    if slip == "swapped" and (bare or _is_only_like_it(one, two, group)):
        return True
    alike = [each for each in group if each.is_done and _named_in(each, two)]
    return one in alike and len({each.printed for each in (*alike, two)}) <= _BOTH


def _is_only_like_it(one: Referent, two: Referent, group: Sequence[Referent]) -> bool:
    """Whether what 这 means can be one figure only: no other is it, makes it, or has its digits swapped.

    出书742种，其中新书386种、重印书356种，…；这724种图书.
    """
    if not two.points_back or one.told.line != two.told.line or two.told.claim.form == AMOUNT:
        return False  # 年末资产14.2亿元。按这12.4亿元净资产计算
    before = [each for each in group if each.told.claim.start < two.told.claim.start]
    near = [each for each in before if each.told.line == two.told.line]
    printed = [each.printed for each in near]
    sums = {a + b for at, a in enumerate(printed) for b in printed[at + 1 :]}
    gaps = {abs(a - b) for a in printed for b in printed}
    running = {sum(printed[at:], Fraction(0)) for at in range(len(printed))}
    if two.printed in sums | gaps | running | {*printed}:
        return False
    return [each for each in near if slip_between(each, two)] == [one]


_BOTH = 2


def _in_clauses(text: str, one: Referent, two: Referent) -> bool:
    """Whether two figures of a sentence stand in clauses of their own."""
    return pattern("clause_stops").search(text, one.told.claim.end, two.told.claim.start) is not None


def _is_sole(one: Referent, two: Referent, group: Sequence[Referent]) -> bool:
    """Whether a figure is the only one of its unit before another in its line."""
    before = [each for each in group if each.told.claim.start < two.told.claim.start]
    return [each for each in before if each.told.line == two.told.line] == [one]


def _named_in(one: Referent, two: Referent) -> bool:
    """Whether the words around a figure have the noun of another: 花在民生上的这N, of 民生支出M."""
    if two.is_of_all and not two.points_back:
        return pattern("comes_to").sub("", two.told.claim.indicator) in one.names[-1:]
    if beginning(two.behind, one.said):
        return True
    did = pattern("points_back").search(two.told.clause)
    if did and did["did"]:
        return did["did"] in one.told.clause + one.told.phrase  # 投资N … 所投的N
    said = "".join(pattern("around_reference").sub("", one.told.phrase))
    words_of_one = {said[at : at + WORD] for at in range(len(said) - 1)}
    return any(word in two.told.clause for word in words_of_one)


def _is_named_anew(text: str, one: Referent, two: Referent, group: Sequence[Referent]) -> bool:
    """Whether 这 begins a clause and means the one figure before it of a noun with its act.

    年内新增流转土地1.2万亩。…这一万五千亩新流转的土地…: both words stand in its name.
    """
    found = pattern("act_and_noun").match(text, two.told.claim.end)
    points = found and pattern("only_points_back").fullmatch(two.told.clause)
    if not found or not points or not _is_sole(one, two, group):
        return False
    near = 0 < one.told.size <= two.told.size * _BOTH and two.told.size <= one.told.size * _BOTH
    done = one.is_done and two.is_done
    return near and done and all(found[word][-WORD:] in one.said for word in ("act", "noun"))


def _is_one_amount(one: Referent, two: Referent, group: Sequence[Referent]) -> bool:
    """Whether 这 begins a clause and means the one amount of a noun before it: 路3.6公里 … 这五里多路."""
    bare = pattern("only_points_back").fullmatch(two.told.clause)
    noun = pattern("noun_pointed_at").match(two.behind)
    if not bare or not noun or two.told.claim.form != AMOUNT:
        return False
    before = [each.told for each in group if each.told.claim.start < two.told.claim.start]
    sole = before == [one.told] and one.told.line == two.told.line
    ends = max(
        (size for size in range(WORD, len(two.behind) + 1) if one.ends_with(two.behind[:size])), default=0
    )
    near = 0 < one.told.size <= two.told.size * _BOTH and two.told.size <= one.told.size * _BOTH
    return sole and ends > 0 and near
