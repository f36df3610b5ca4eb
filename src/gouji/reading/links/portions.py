"""Shares whose total is told by name or place: 占会员总数的60%, 占在校生1200人的13%, 三四级手术A，占比B."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.figures.model import COUNT
from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.called import has_signs_of, is_called
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.parts_of_shares import (
    NEAR,
    WORD,
    fills_brackets,
    first_of_list,
    levels_listed,
    names_of,
    part_in_list,
    part_of_share,
)
from gouji.reading.links.slips import gives, gives_or_slips, makes
from gouji.reading.links.totals import is_no_whole

_OF_TOLD, _OF_BASE, _OF_PART = "share.told", "share.base", "share.part"


def portioned(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares with the part right before them, and the one total that their words leave."""
    row: tuple[int, int] | None = None
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        if claim.measure != "share" or claim.whole is not None or claim.totals:
            continue
        if paragraph.on_other_terms(at):
            continue
        part, total = _in_brackets_behind(paragraph, at)
        part, total = _of_bracketed(paragraph, at) if part is None else (part, total)
        part = part_of_share(paragraph, at) if part is None else part
        total = _total(paragraph, at, part) if part is not None and total is None else total
        if part is not None and total is None and row:
            total = _goes_on(paragraph, at, part, *row)
        if part is not None and total is not None and not is_of_more(paragraph, at, part, total):
            row = at, total
            start, piece = paragraph.claims[total].start, paragraph.claims[part]
            # Each by itself, unless all parts are told: what else is told of the total may overlap.
            of_whole = piece.whole == start
            way = "" if of_whole and piece.complete else str(claim.start)
            via = _OF_PART if of_whole else _OF_BASE if total == at - 1 else _OF_TOLD
            yield claim._replace(totals=((start, way), (piece.start, "")), via=via)


def _in_brackets_behind(paragraph: Paragraph, at: int) -> tuple[int, int] | tuple[None, None]:
    """Return the part in brackets behind a share, and the level before: 1260人，六分之一（210人）.

    Or the part before it, and the total that it names, in brackets: 占总支出的6%（总支出1481万元）.
    """
    part, total = at + 1, at - 1
    if part >= len(paragraph.claims):
        return None, None
    deeper = paragraph.depths[part] > paragraph.depths[at]
    of = pattern("share_of_told").search(paragraph.names[at]) if deeper else None
    if of and of["of"] and paragraph.before(part)[1:] == of["of"]:
        piece = part_of_share(paragraph, at)
        return (None, None) if piece is None else (piece, part)
    if total < 0 or paragraph.before(part) not in {"（", "("}:
        return None, None
    closed = paragraph.text[paragraph.claims[part].end :][:1] in {"）", ")"}
    alone = closed and not paragraph.opens[at] and paragraph.depths[total] == paragraph.depths[at]
    if not alone or paragraph.added_in[total] != paragraph.added_in[part] or not paragraph.alike(total, part):
        return None, None
    bare = pattern("bare_share_before_part").fullmatch(paragraph.before(at))
    return (part, total) if bare and is_nearly_of(paragraph, at, part, total) else (None, None)


def _of_bracketed(paragraph: Paragraph, at: int) -> tuple[int, int] | tuple[None, None]:
    """Return the part and the total in brackets of a share: 高级职称教师186人，占专任教师（620人）的30%."""
    total, part = at - 1, at - 2
    if part < 0 or paragraph.before(at) not in {"）的", ")的"} or paragraph.opens[total]:
        return None, None
    named = pattern("share_of_bracketed").search(paragraph.before(total))
    alike = paragraph.added_in[part] == paragraph.added_in[total] != ""
    return (part, total) if named and alike and not paragraph.exceeds(part, total) else (None, None)


def _goes_on(paragraph: Paragraph, at: int, part: int, last: int, total: int) -> int | None:
    """Return the total of the share before one, as one of its row: 共100件。甲40件，占40%；乙25件，占25%.

    Nothing is told between them, nor is it a part of the other's part; and the total gives it, or would but
    for a slip of the pen.
    """
    if part_in_list(paragraph, at) == part and first_of_list(paragraph, at) == first_of_list(paragraph, last):
        return total  # 甲1.62亿元、乙1.26亿元，分别占45%、30%
    gap = paragraph.between(last, part)
    apart = part - last > 1 or pattern("full_stop").search(gap) or pattern("is_among").search(gap)
    bare = pattern("bare_share_of").match(paragraph.names[at]) or fills_brackets(paragraph, at)
    if apart or not bare or not paragraph.alike(total, part) or paragraph.exceeds(part, total):
        return None
    return total if gives_or_slips(paragraph, at, part, total, of_two_digits=True) else None


def is_of_more(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a share is of what a total is itself a share of, and not of that total.

    老年人7366人，占24.9%，其中高龄5562人，占18.8%: both are of all, as what they tell of it shows, or the
    figure for all, told before.
    """
    if gives(paragraph, at, part, total):
        return False
    levels = (one for one in range(max(0, total - MOST), total) if paragraph.alike(one, part))
    if any(gives(paragraph, at, part, one) for one in levels):
        return True
    shares = range(max(0, total - MOST), at)
    told = (
        (part_of_share(paragraph, one), one) for one in shares if paragraph.claims[one].measure == "share"
    )
    return any(
        piece is not None
        and piece <= total
        and paragraph.alike(piece, part)
        and _tell_one(paragraph, at, part, one, piece)
        for piece, one in told
    )


def _tell_one(paragraph: Paragraph, at: int, part: int, other: int, piece: int) -> bool:
    """Whether two shares with their parts tell one total."""
    made = [_whole_of(paragraph, *pair) for pair in ((at, part), (other, piece))]
    return made[0] is not None and made[1] is not None and made[0].meets(made[1])


def _whole_of(paragraph: Paragraph, at: int, part: int) -> Interval | None:
    """Return the total that a share tells of its part."""
    stated, piece = paragraph.claims[at].interval, paragraph.claims[part].interval
    return None if stated is None or piece is None or 0 in stated else piece / stated


def _total(paragraph: Paragraph, at: int, part: int) -> int | None:
    """Return the total that a share is of, by the words of its clause; None where they leave none, or two."""
    said = paragraph.names[at]
    if paragraph.bases[at - 1]:
        same = paragraph.added_in[part] == paragraph.added_in[at - 1] != ""
        return at - 1 if same and pattern("makes_up_base").search(paragraph.names[at - 1]) else None
    listed = levels_listed(paragraph, first_of_list(paragraph, at))
    near = [one for one in _wholes(paragraph, part) if one not in listed]
    if found := pattern("share_of_told").search(said):
        scope, name = found["scope"] or "", pattern("in_general").sub("", found["of"])
        near = [one for one in near if scope in paragraph.text[paragraph.start : paragraph.claims[one].start]]
        if scope and not found["of"]:
            return _of_own_body(paragraph, at, part, near, scope)
        if not name:
            return _of_all(paragraph, part, near)
        of_all = pattern("says_of_all").match(found["of"])
        if of_all:  # 境内收入8亿元，境外收入4亿元，占全部收入的三分之一
            near = [one for one in near if not _make_all(paragraph, at, part, one)]
        named = _named(paragraph, near, name)
        if named is None and of_all:
            named = _largest(paragraph, near, name)
        return _alike(paragraph, at, part, said[found.start() :]) if named is None else named
    bare = pattern("bare_share_of").match(said) or names_its_part(paragraph, at, part)
    if not bare and not listed and not fills_brackets(paragraph, at):
        return None
    return _beside(paragraph, at, part, near)


def _make_all(paragraph: Paragraph, at: int, part: int, other: int) -> bool:
    """Whether a share is of a part and another figure together, which it is no part of."""
    if paragraph.claims[part].whole == paragraph.claims[other].start:
        return False
    stated, piece, beside = (paragraph.claims[one].interval for one in (at, part, other))
    return beside is not None and piece is not None and makes(stated, piece, piece + beside)


def _of_own_body(paragraph: Paragraph, at: int, part: int, near: Sequence[int], scope: str) -> int | None:
    """Return the one level that a clause tells of a body by the word that a share names: 占全系统的31.5%.

    That gives the share, or would but for a slip, or it gives another share of its sentence, as told of a
    part beside. 占全省的5% may be of another body's.
    """
    told = [one for one in near if scope in paragraph.names[one]]
    only = _only(paragraph, told) if len(near) == len(told) else None
    if only is None or any(map(paragraph.ends_before, range(only + 1, at + 1))):
        return None
    if gives_or_slips(paragraph, at, part, only):
        return only
    others = [one for one in range(at + 1, len(paragraph.claims)) if paragraph.claims[one].measure == "share"]
    for one in others[:_WITNESSES]:
        other = part_of_share(paragraph, one)
        behind = other is not None and other > at and paragraph.alike(only, other)
        if other is not None and behind and gives(paragraph, one, other, only):
            return only
    return None


_WITNESSES = 3
"""Shares behind one that may tell of what total it is."""


def _wholes(paragraph: Paragraph, part: int) -> Iterator[int]:
    """Yield the levels before a part that may be its total, the nearest first: no bound, plan or part."""
    for one in range(part - 1, max(-1, part - MOST), -1):
        # 总投资2.35亿元，累计完成1.88亿元，占总投资的80%: what has gathered is of it.
        since = paragraph.claims[part].period[:2] == ".." and not any(paragraph.opens[one + 1 : part + 1])
        alike = paragraph.alike(one, part) or (since and paragraph.alike(part, one))
        alike = alike and not is_no_whole(paragraph.text, paragraph.claims[one])
        if alike and not paragraph.exceeds(part, one) and paragraph.depths[one] <= paragraph.depths[part]:
            yield one


def _named(paragraph: Paragraph, near: Sequence[int], name: str) -> int | None:
    """Return the one total of a name: 会员单位320家 for 占会员总数; one of just that name comes first."""
    told = [one for one in near if _is_of_name(paragraph, one, name)]
    exact = [one for one in told if name in {*names_of(paragraph, one)}]
    return _only(paragraph, exact) if exact else _only(paragraph, _no_parts(paragraph, told))


def _largest(paragraph: Paragraph, near: Sequence[int], name: str) -> int | None:
    """Return the level that is more than all others of a name: 占全部处方 of 处方A, of which 西药处方B."""
    told = [one for one in near if _is_of_name(paragraph, one, name)]
    most = [one for one in told if all(one == other or paragraph.exceeds(one, other) for other in told)]
    return most[0] if most else None


def _is_of_name(paragraph: Paragraph, one: int, name: str) -> bool:
    """Whether a figure has a name, or is called by it: 新收各类案件 by 新收案件."""
    own = paragraph.names[one] + paragraph.claims[one].indicator
    plain = pattern("total_within_name").sub("", name)
    return (
        name in own
        or (len(plain) > WORD and paragraph.names[one].endswith(plain))
        or any(is_called(said, name) for said in names_of(paragraph, one))
    )


def _alike(paragraph: Paragraph, at: int, part: int, said: str) -> int | None:
    """Return the one total that gives a share, or would but for a slip, and is told in other words.

    It has a word of what the share says that it is of (占全港箱量 of 全港集装箱吞吐量), or its name, but
    counts what holds the parts: 收回有效问卷2968份, 表示满意的1751人占有效问卷的59%.
    """
    of, found = pattern("share_of_told").sub(r"\g<scope>\g<of>", said), []
    short = pattern("in_general").sub("", of)
    for one in range(part - 1, max(-1, part - MOST), -1):
        claim, clause = paragraph.claims[one], paragraph.names[one]
        counts = claim.form == COUNT == paragraph.claims[part].form and len(of) > WORD
        counted = counts and any(name.endswith(of) for name in names_of(paragraph, one))
        shares = any(of[start : start + WORD] in clause for start in range(len(of) - 1))
        named = has_signs_of(clause, short) and short[1:]  # 新收各类案件: 收案
        if named and claim.start == paragraph.claims[part].whole:
            return one
        beside = paragraph.alike(one, part) and (shares or named) and not paragraph.exceeds(part, one)
        if (counted or beside) and not is_no_whole(paragraph.text, claim):
            found.append(one)
    fitting = [one for one in found if gives_or_slips(paragraph, at, part, one)]
    return fitting[0] if len(fitting) == 1 else None


def _of_all(paragraph: Paragraph, part: int, near: Sequence[int]) -> int | None:
    """Return the total that a part is one of, else the only one told before it: 占总数的5%."""
    if paragraph.claims[part].whole is not None:
        return paragraph.whole_before(part)
    return _only(paragraph, _no_parts(paragraph, near))


def _no_parts(paragraph: Paragraph, near: Sequence[int]) -> list[int]:
    """Return the levels of some that are not parts of others, nor have a share of their own."""
    return [
        one
        for one in near
        if paragraph.claims[one].whole is None and paragraph.claims[one + 1].measure != "share"
    ]


def _only(paragraph: Paragraph, near: Sequence[int]) -> int | None:
    """Return the last of the levels that are told, if all have one value."""
    values = {paragraph.claims[one].interval for one in near}
    return near[0] if len(values) == 1 else None


def _beside(paragraph: Paragraph, at: int, part: int, near: Sequence[int]) -> int | None:
    """Return the total of a share that names none: that of its part, or the level beside it.

    That is one whose name the part has with a word before it (手术A，三四级手术B，占C), or which gives the
    share, or would but for a slip of the pen.
    """
    if paragraph.claims[part].whole is not None:
        return paragraph.whole_before(part)
    within = [one for one in near if pattern("within_these").match(paragraph.behind(one))]
    if within and part - within[0] <= NEAR and is_nearly_of(paragraph, at, part, within[0]):
        return within[0]  # 在2640件投诉中，食品类792件，占30%
    beside = [
        one
        for one in _no_parts(paragraph, near)
        if not any(paragraph.opens[_told_to(paragraph, one) : part + 1])
    ]
    only = _only(paragraph, beside)
    if only is None:
        return None
    kind = paragraph.claims[only].indicator
    if _is_of_all_people(paragraph, at, part, only) or _is_of_all_told(paragraph, at, part, only):
        return only
    named = len(kind) > 1 and paragraph.clause_of(part).endswith(kind) and not paragraph.opens[part]
    return only if named or gives_or_slips(paragraph, at, part, only, of_two_digits=True) else None


def _told_to(paragraph: Paragraph, one: int) -> int:
    """Return the place behind a level and how it moved, from which no sentence may end before its part."""
    at = one + 1
    while at < len(paragraph.claims) and paragraph.claims[at].changes and not paragraph.opens[at]:
        at += 1
    return at + 1


def _is_of_all_people(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a part is of people of whom a figure says that they are all: 员工总数A，…；研发人员B，占比C."""
    units = words("units_of_people")
    both = paragraph.claims[part].unit in units and paragraph.claims[total].unit in units
    told = pattern("says_all").search(paragraph.names[total])
    staff = pattern("is_staff").search
    names = (paragraph.claims[one].indicator for one in (part, total))
    return bool(both and told and all(map(staff, names)) and is_nearly_of(paragraph, at, part, total))


def names_its_part(paragraph: Paragraph, at: int, part: int) -> bool:
    """Whether a share begins with the name of its part, right before it or the last list that makes a total.

    税收收入A，税收占比B; 支出A，其中助学B、养老C，助学支出占D.
    """
    found, claim = pattern("share_of_its_part").fullmatch(paragraph.names[at]), paragraph.claims[part]
    if not found or not claim.indicator.startswith(found["who"]):
        return False
    listed = {paragraph.claims[one].whole for one in range(part, at)}
    tied = claim.whole is not None and listed == {claim.whole}
    return tied or (part == at - 1 and found["share"] is not None)


def _is_of_all_told(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a share right behind a part is of the level before that, which words call all."""
    beside = part - total == 1 == at - part and not any(paragraph.opens[part : at + 1])
    told = beside and pattern("says_it_is_all").search(paragraph.clause_of(total))
    exact = all(map(paragraph.is_exact, (total, part)))
    another = pattern("of_another_matter").search(paragraph.before(part))
    return bool(told and exact and not another and is_nearly_of(paragraph, at, part, total))


def is_nearly_of(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a share is at most half as much again as its part makes of a total, or that of it."""
    made, stated = _whole_of(paragraph, at, part), paragraph.claims[total].interval
    whole = middle(stated)
    told = middle(made * 100) if made is not None else None
    return bool(whole and told and whole / _FAR <= told <= whole * _FAR)


_FAR = Fraction(3, 2)
