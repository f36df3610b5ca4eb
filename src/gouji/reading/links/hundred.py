"""Shares of kinds that are all there are: 女生占48.2%，男生占51.8%; they add up to 100 %."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, takewhile
from operator import itemgetter

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.known_families import Family, are_apart, are_denied, families_in, known_families
from gouji.reading.links.link import NOT_HUNDRED, Refusal
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.parts_of_shares import fills_brackets
from gouji.reading.links.slips import NEAR_HUNDRED, slipped

_SHARES = frozenset({"share", "contribution"})
"""Measures that leave nothing out together: what each sector contributes to growth, too."""


def hundred(paragraph: Paragraph) -> Iterator[Claim | Refusal]:
    """Yield shares that leave nothing out, as those of one total: the one told, or else the first of them.

    The kinds of a family may have shares of different totals (城镇、农村居民的食品支出占比): only what nearly
    adds up to 100 counts.
    """
    taken: set[int] = set()
    yield from _headed(paragraph)
    yield from _unmet(paragraph)
    for run in (run for run in _rows(paragraph) if len(run) > 1 and not _have_several(paragraph, run)):
        for places in _complete(paragraph, run):
            if not taken.isdisjoint(places):
                continue
            if _is_near_hundred(paragraph, places) or _slips_from_hundred(paragraph, places):
                taken.update(places)
                yield from _of_one_total(paragraph, places)
            else:
                yield Refusal(tuple(paragraph.claims[at].start for at in places), NOT_HUNDRED)


def _rows(paragraph: Paragraph) -> Iterator[list[int]]:
    """Yield the shares of each sentence that stand in one row: 其中 begins another.

    Those of one time go on where others are told beside them: 甲占47%，比上年的45%高2个百分点；乙占53%，….
    """
    rows: dict[tuple[str, int], list[int]] = {}
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        if claim.measure not in _SHARES:
            continue
        of_time = claim.period, paragraph.depths[at]
        run = rows.setdefault(of_time, [])
        if run and not _goes_on(paragraph, run[-1], at):
            yield run
            run = rows[of_time] = []
        run.append(at)
    yield from rows.values()


def _goes_on(paragraph: Paragraph, one: int, two: int) -> bool:
    first, second = paragraph.claims[one], paragraph.claims[two]
    return not pattern("parts_shares").search(paragraph.text, first.end, second.start)


def _complete(paragraph: Paragraph, run: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield groups of a row that are the kinds of a family, or all of it where it ends with the rest."""
    yield from _ladder(paragraph, run)
    if _exceed_hundred(paragraph, run):
        yield run
    rest = pattern("rest_of_kinds").search(paragraph.before(run[-1])) or _is_of_kinds(paragraph, run)
    if len(run) > 2 and (rest or _is_structure(paragraph, run) or _are_counted(paragraph, run)):
        # 出口占8%，内销中线上占62%，其余38%: what is left may be of the last ones alone.
        yield next((run[at:] for at in range(len(run) - 1) if _make_hundred(paragraph, run[at:])), run)
    names = [_named(paragraph, at) for at in run]
    if len(run) == 3 and pattern("three_sectors").search(names[0]):
        yield run
    for pair in pairwise(run):
        if are_denied(*(paragraph.names[at] for at in pair), by_end=True):
            yield pair
    # 省内, 省外 and 境外: where a row goes on, two of its kinds are not all.
    said = " ".join(names)
    whole_row = (family for family in families_in(said, "near") if len(family.members) == len(run))
    for family in (*families_in(said, "listed"), *whole_row):
        yield from _told_in(run, names, family)
    yield from _standing_alone(paragraph, run, names)


def _exceed_hundred(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether four shares of a list are more than 100, and one slip is all that makes them so."""
    gaps = [paragraph.between(one, two) for one, two in pairwise(run)]
    listed = len(run) > 3 and all(map(pattern("next_of_shares").fullmatch, gaps))
    numbers = [middle(paragraph.claims[at].interval) for at in run] if listed else []
    return sum(one or 0 for one in numbers) > 100 and _slips_from_hundred(paragraph, run)


def _are_counted(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether words divide all into as many kinds as have a share: 毕业生可归为四类：签约占58.4%，…."""
    count = run[0] - 1
    if count < 0 or paragraph.count(count) != len(run) or run[-1] - count != len(run):
        return False
    divided = pattern("divides_into").search(paragraph.before(count))
    listed = divided and pattern("kinds_divided").fullmatch(paragraph.before(run[0]))
    return listed is not None and all(
        paragraph.claims[at].measure != "share" or _is_bare(paragraph, at) for at in run
    )


def _named(paragraph: Paragraph, at: int) -> str:
    """Return the words that say what a share is of; in a list (甲、乙分别占A、B) those taken from it."""
    own = paragraph.claims[at].indicator
    return own if _is_listed(paragraph, at) else f"{paragraph.names[at]} {own}"


def _is_listed(paragraph: Paragraph, at: int) -> bool:
    """Whether a share is told in a list of names: 甲、乙、丙分别占A、B和C, 分别占总数的A、B和C."""
    while at and pattern("next_of_listed_shares").fullmatch(paragraph.between(at - 1, at)):
        at -= 1
    return _opens_list(paragraph, at)


def _opens_list(paragraph: Paragraph, at: int) -> bool:
    claim = paragraph.claims[at]
    before = paragraph.text[max(paragraph.start, claim.start - _REACH) : claim.start]
    return claim.measure in _SHARES and pattern("opens_listed_shares").search(before) is not None


def _told_in(run: Sequence[int], names: Sequence[str], family: Family) -> Iterator[Sequence[int]]:
    """Yield the shares of a row that are of the kinds of a family, behind one another."""
    size = len(family.members)
    return (run[first : first + size] for first in family.told_in(names))


def _standing_alone(
    paragraph: Paragraph, run: Sequence[int], names: Sequence[str]
) -> Iterator[Sequence[int]]:
    """Yield the shares that are the kinds of a family alone: 内销占62%，外销占38%, up to ；."""
    first, last = paragraph.claims[run[0]].start, paragraph.claims[run[-1]].start
    before = paragraph.text[max(paragraph.start, first - _REACH) : last]
    for family in known_families("shares"):
        told = _told_in(run, names, family) if family.whole.search(before) else ()
        yield from (some for some in told if _stand_alone(paragraph, run, some))


def _stand_alone(paragraph: Paragraph, run: Sequence[int], some: Sequence[int]) -> bool:
    """Whether some shares of a row have ；or nothing before them and behind them."""
    before, behind = (run[: run.index(some[0])][-1:], run[run.index(some[-1]) + 1 :][:1])
    ends = pattern("semicolon").search
    return (not before or ends(paragraph.between(before[0], some[0])) is not None) and (
        not behind or ends(paragraph.between(some[-1], behind[0])) is not None
    )


def _headed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield percentages that a heading says to be shares of one whole: 去向统计：就业A，升学B，暂未落实C."""
    for first, claim in enumerate(paragraph.claims):
        if claim.unit != "%" or claim.measure != "level" or not claim.stands_alone:
            continue
        before = paragraph.text[max(paragraph.start, claim.start - _REACH) : claim.start]
        heads = pattern("heads_shares").search(before) is not None
        divided = not heads and first and pattern("divides_into").search(paragraph.before(first - 1))
        if not heads and (not divided or pattern("rate_of_kinds").search(before)):
            continue
        run = [first]
        for at in range(first + 1, len(paragraph.claims)):
            other = paragraph.claims[at]
            listed = other.unit == "%" and other.measure == "level" and not other.totals
            if not listed or not pattern("next_of_headed").fullmatch(paragraph.before(at)):
                break
            run.append(at)
        last = paragraph.names[run[-1]]
        closed = pattern("closes_outcomes").search(last) if heads else _are_counted(paragraph, run)
        if len(run) > 2 and closed and _is_near_hundred(paragraph, run):
            for one in _of_one_total(paragraph, run):
                yield one._replace(measure="share")


_REACH = 60
"""Characters before the first share of a row in which its heading, or its opener, stands."""


def _unmet(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a rate and the share right behind it that missed it: 按时办结率98.2%；仅有2.8%未能在期限内办结.

    Both are of what is due in time, or make more than all.
    """
    for one, two in pairwise(paragraph.rates):
        if two != one + 1:
            continue
        rate, share = (paragraph.claims[at] for at in (one, two))
        missed = pattern("missed_share").match(paragraph.behind(two))
        what = pattern("rate_of_done").search(paragraph.names[one]) if missed else None
        if not missed or not what or what["act"] not in missed["what"]:
            continue
        plain = all(claim.measure in {"level", "share"} and claim.stands_alone for claim in (rate, share))
        in_time = what["due"] and pattern("due_in_time").search(missed["what"])
        known = [claim.interval for claim in (rate, share) if claim.interval is not None]
        more = len(known) > 1 and Interval.total(known).exceeds(Interval.of(100))
        if plain and (in_time or more) and _is_near_hundred(paragraph, (one, two)):
            yield from (each._replace(measure="share") for each in _of_one_total(paragraph, (one, two)))


def _have_several(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether the sentence of a row says that one may have several of its kinds: （可多选）."""
    first, last = paragraph.claims[run[0]].start, paragraph.claims[run[-1]].end
    start = max(paragraph.start, paragraph.text.rfind("。", paragraph.start, first) + 1)
    end = paragraph.text.find("。", last, paragraph.end)
    several = pattern("several_answers").search
    return several(paragraph.text, start, paragraph.end if end < 0 else end) is not None


def _is_of_kinds(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether a row leaves nothing out: its kinds end with what has none, or are bounds that go on.

    18岁以下A，19岁至59岁B，60岁及以上C; 电气故障A，用火不慎B，原因不明C. Where words say what is divided,
    and two kinds exclude one another (省内, 省外), decimals that make 110 tell the same; behind 从来源看
    whole numbers do, too (六成二, 两成七, 两成一).
    """
    before = paragraph.text[paragraph.start : paragraph.claims[run[0]].start]
    opens = pattern("heads_kinds").search(before)
    last = pattern("closes_kinds").search(paragraph.names[run[-1]])
    if _are_bounds(paragraph, run):
        return True
    if pattern("opens_ways").search(before) and not pattern("who_was_asked").search(before):
        return _is_ten_off(paragraph, run, whole=True)
    if not opens or last or _is_ten_off(paragraph, run):
        return bool(opens)
    by_ways = pattern("heads_ways").search(before) and any(
        _are_apart(paragraph, *pair) for pair in pairwise(run)
    )
    return bool(by_ways) and _is_ten_off(paragraph, run, whole=True)


def _are_bounds(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether the names of shares are bounds in one unit, each from where the one before it ends."""
    said = [pattern("bounds_of_kind").search(paragraph.clause_of(at)) for at in run]
    found = [one for one in said if one]
    if len(found) < len(run) or len({one["unit"] for one in found}) > 1:
        return False
    if not ((found[0]["below"] or found[0]["under"]) and (found[-1]["above"] or found[-1]["over"])):
        return False
    spans = [(Fraction(one["low"]), Fraction(one["high"] or one["low"])) for one in found]
    return all(one["high"] for one in found[1:-1]) and all(
        0 <= two[0] - one[1] <= 1 for one, two in pairwise(spans)
    )


def _ladder(paragraph: Paragraph, run: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the shares of a row that are of the steps of one ladder, down to all below.

    会员中，高级职称占41%，中级职称占37%，初级及以下占32%: they are more than 100 together.
    """
    ends = [place for place, at in enumerate(run) if pattern("ends_ladder").search(paragraph.names[at])]
    steps = run[: ends[0] + 1] if ends else ()
    before = paragraph.text[paragraph.start : paragraph.claims[run[0]].start]
    if len(steps) < 3 or not pattern("heads_kinds").search(before):
        return
    named = all(pattern("step_of_ladder").search(paragraph.clause_of(at)) for at in steps)
    known = [one for at in steps if (one := paragraph.claims[at].interval) is not None]
    if named and Interval.total(known).exceeds(Interval.of(100)):
        yield steps


def _is_ten_off(paragraph: Paragraph, run: Sequence[int], *, whole: bool = False) -> bool:
    """Whether shares of one decimal and more make 110 to the last digit: one figure has a wrong ten.

    With *whole*, kinds exclude one another by what they are ways of, and shares may be whole numbers.
    """
    if whole:
        middles = [middle(paragraph.claims[at].interval) for at in run]
        return sum(one for one in middles if one is not None) == _TEN_OFF and None not in middles
    printed = [pattern("number_in_ratio").search(paragraph.quote(at)) for at in run]
    numbers = [Fraction(one[0]) for one in printed if one]
    exact = len(numbers) == len(run) and all(one.denominator > 1 for one in numbers)
    return exact and sum(numbers) == _TEN_OFF and any(_are_apart(paragraph, *pair) for pair in pairwise(run))


_TEN_OFF = 110


def _are_apart(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether the first words of two names exclude one another: 省内客源, 省外（不含港澳台）."""
    return are_apart(*(paragraph.claims[at].indicator[:2] for at in (one, two)))


def _is_structure(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """Whether shares are of a structure or of grades; those that make more than 100 leave nothing out."""
    names = {pattern("grade").fullmatch(paragraph.names[at]) and paragraph.names[at] for at in run}
    opens = len(names - {None}) == len(run) or pattern("opens_structure").search(paragraph.before(run[0]))
    known = [one for at in run if (one := paragraph.claims[at].interval) is not None]
    return bool(opens) and Interval.total(known).exceeds(Interval.of(100))


def _is_near_hundred(paragraph: Paragraph, places: Sequence[int]) -> bool:
    found = [paragraph.claims[at].interval for at in places]
    known = [one for one in found if one is not None]
    summed, told = Interval.total(known), len(known) == len(found)
    # 男、女职工参加活动分别占52%、55%: two of a list may be of two wholes.
    if len(places) == _FEWEST and _is_listed(paragraph, places[0]):
        return told and (100 in summed or _is_ten_off(paragraph, places, whole=True))
    return told and not summed.gap(NEAR_HUNDRED)


def _make_hundred(paragraph: Paragraph, places: Sequence[int]) -> bool:
    known = [one for at in places if (one := paragraph.claims[at].interval) is not None]
    return len(known) == len(places) and 100 in Interval.total(known)


def _slips_from_hundred(paragraph: Paragraph, places: Sequence[int]) -> bool:
    """Whether shares of three digits and more would make 100 but for one digit."""
    printed = [pattern("number_in_ratio").search(paragraph.quote(at)) for at in places]
    numbers = [Fraction(one[0]) for one in printed if one]
    left = 100 - sum(numbers)
    return len(numbers) == len(places) and any(slipped(one, one + left) for one in numbers)


def _of_one_total(paragraph: Paragraph, places: Sequence[int]) -> Iterator[Claim]:
    claims = [paragraph.claims[at] for at in places]
    told = {claim.totals[0][0] for claim in claims if claim.totals}
    of_one = len(told) == 1 and all(claim.totals for claim in claims)
    # Of a total that is told there may be other shares, which these do not go with.
    whole = (told.pop(), str(claims[0].start)) if of_one else (claims[0].start, "")
    # Who was asked may not have answered.
    told_all = not any(pattern("who_was_asked").search(claim.indicator) for claim in claims)
    for claim in claims:
        yield claim._replace(totals=(whole, *claim.totals[1:]), via="share.family", complete=told_all)


_FEWEST = 2
"""Shares that are added up."""


def open_shares(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares of one whole that stand in one row; the first of them stands for the whole.

    It is opened by what they are of (职工中，…), or by where they are (主要分布在甲（占14%）、乙（7%）).
    """
    for row in _rows(paragraph):
        if any(paragraph.claims[at].stands_alone for at in _of_kinds(paragraph, row)):
            continue  # kinds that are all there are, but do not make 100 %: of different wholes
        for some in _opened(paragraph, row):
            if len(some) >= _FEWEST and not _have_several(paragraph, some):
                total = paragraph.claims[some[0]].start
                for at in some:
                    yield paragraph.claims[at]._replace(whole=None, totals=((total, ""),), via="share.row")


def _of_kinds(paragraph: Paragraph, row: Sequence[int]) -> Iterator[int]:
    """Yield the shares of a row that are of all kinds of a family."""
    for some in _complete(paragraph, row) if len(row) >= _FEWEST else ():
        yield from some


def _opened(paragraph: Paragraph, row: Sequence[int]) -> Iterator[list[int]]:
    """Yield the shares of a row behind each of its openers, as far as they go on."""
    found: list[int] = []
    for at in row:
        claim = paragraph.claims[at]
        lists = _opens_list(paragraph, at) and _tells_one_whole(paragraph, row, at)
        bare = (claim.stands_alone or (lists and not claim.totals)) and _is_bare(paragraph, at)
        opens = lists or pattern("opens_open_shares").search(_before(paragraph, at))
        if found and (opens or not bare or not _row_goes_on(paragraph, found, at)):
            yield found
            found = []
        if bare and (found or opens):
            found.append(at)
    yield found


def _tells_one_whole(paragraph: Paragraph, row: Sequence[int], first: int) -> bool:
    """Whether listed shares are of one whole: of all (分别占总数的A、B), or of a figure before them.

    小学、初中、高中近视学生分别占A、B和C may each be of their own; behind a figure, 110 in all is a slip.
    """
    others = ((at, _is_listed(paragraph, at) and not _opens_list(paragraph, at)) for at in row if at > first)
    listed = [first, *(at for at, _ in takewhile(itemgetter(1), others))]
    if len(listed) <= _FEWEST or pattern("listed_of_all").search(_before(paragraph, first)):
        return len(listed) > _FEWEST
    of_figure = first and paragraph.claims[first - 1].is_level and not paragraph.opens[first]
    return bool(of_figure) and _is_ten_off(paragraph, listed, whole=True)


def _before(paragraph: Paragraph, at: int) -> str:
    """Return the words before a share, or before the part that it stands behind."""
    bare = at and paragraph.claims[at - 1].is_level and pattern("bare_share_of").match(paragraph.names[at])
    end = paragraph.claims[at - 1 if bare else at].start
    return paragraph.text[max(paragraph.start, end - _REACH) : end]


def _is_bare(paragraph: Paragraph, at: int) -> bool:
    """Whether a share names no whole of its own: 甲占33%, 甲3亿元，占33%, 甲（占33%）, 甲（33%）."""
    said = paragraph.names[at]
    own = pattern("names_its_own").search(said) or pattern("bare_share_of").match(said)
    return bool(own) or fills_brackets(paragraph, at) or _is_listed(paragraph, at)


def _row_goes_on(paragraph: Paragraph, found: Sequence[int], at: int) -> bool:
    """Whether a share goes on a row: ；parts it from the last one where it parts all of them, or none."""
    gaps = [paragraph.between(one, two) for one, two in zip(found, (*found[1:], at), strict=True)]
    parted = [pattern("semicolon").search(gap) is not None for gap in gaps]
    levels = [paragraph.kinds[one] for one in range(found[0], at) if paragraph.claims[one].is_level]
    same_units = len({unit for unit in levels if unit != "%"}) < _FEWEST
    return same_units and len(set(parted)) == 1 and not pattern("within").search(gaps[-1])
