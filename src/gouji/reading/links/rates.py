"""Rates that one noun names, and what they are computed of: 抽检2450批次，合格2401批次，合格率98.0%."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from gouji.facts.numbers.digits import are_swapped, middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import AT_MOST, RATE, REST
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, patterns
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.slips import gives, gives_or_slips, makes

VIA = "share.rate"


def rated(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield rates with a total and the part of it that has their name, told in their sentence.

    A rate that opens a sentence, with nothing but its noun, is of the figures behind it, or those of the
    sentence before. What a rate is of is a matter of convention (结案率 of old cases and new ones): what
    gives it, or would but for a slip of the pen, is taken for that; and else two levels side by side, where
    no other can be meant.
    """
    last = None
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        told = (claim.is_level_or_rate or claim.measure == "completion") and claim.stands_alone
        aside = pattern("base_in_aside").search(paragraph.before(at)) if told else None
        found = pattern("named_rate").search(_clause(paragraph, at, aside)) if told else None
        base = pattern("other_base_behind").match(paragraph.text, claim.end) if found else None
        if not found or base or paragraph.on_other_terms(at):
            continue
        stem, kind = found["stem"], RATE
        if aside:
            of = _of_aside(paragraph, at, stem, aside["of"])
        else:
            alone = found.start() == 0 or _has_all_behind(paragraph, at)
            of = _told(paragraph, at, stem, last, alone=alone)
            of = None if of and _is_left_or_later(paragraph, stem, *of) else of
        if of is None and not aside:
            of, kind = _left(paragraph, at, stem), REST
        if of is None and not aside:
            of, kind = _too_high(paragraph, at, stem), AT_MOST
        # 共4862批次，合格4821批次，其中省级386批次，合格率99.5%: of that part.
        part_alone = of and at - 1 > max(of) and pattern("is_among").search(paragraph.before(at - 1))
        if (
            of
            and not (part_alone or is_of_fewer(paragraph, stem, *of))
            and (aside or not is_of_another(paragraph, at, *of, left=kind == REST))
        ):
            part, total = (paragraph.claims[one].start for one in of)
            yield claim._replace(totals=((total, kind), (part, kind)), via=VIA)
            last = (at, of[1]) if kind == RATE else last


def _clause(paragraph: Paragraph, at: int, aside: re.Match[str] | None) -> str:
    """Return the words of its clause before a rate; those before an aside: 上线率（按实考人数计）为78%."""
    if aside:
        return pattern("clause_stops").split(paragraph.before(at)[: aside.start()])[-1]
    return paragraph.clause_before(at) or paragraph.name_of(at)


def _said_of(paragraph: Paragraph, at: int) -> str:
    """Return the words of a figure and those behind it in its clause."""
    return paragraph.names[at] + paragraph.clause_behind(at)


def is_of_fewer(paragraph: Paragraph, stem: str, part: int, total: int) -> bool:
    """Whether a rate is of some of the kind of its figures: 受理投诉A件，办结B件，其中消费投诉办结率C."""
    act = stem[-_WORD:]
    if act in paragraph.names[part][1:] and paragraph.names[total].startswith(act):
        return True  # 签约9840人，重点人群签约6120人，签约率86.7%
    alone = pattern("of_those_alone").match(stem)
    said = _said_of(paragraph, part) + paragraph.names[total]
    return alone is not None and alone["kind"] not in said


def _is_left_or_later(paragraph: Paragraph, stem: str, part: int, total: int) -> bool:
    """Whether a figure is excepted from what has the rate, or told as of an end, and the total is not."""
    ends = [pattern("told_of_end").search(paragraph.names[one]) is not None for one in (part, total)]
    return (ends[0] and not ends[1]) or _is_excepted(paragraph, stem, part)


def _is_excepted(paragraph: Paragraph, stem: str, part: int) -> bool:
    """Whether words except a figure from all that a rate is of: 除5人外全部及格."""
    said = paragraph.names[part] + paragraph.behind(part)
    return pattern("excepted_from").search(said, 0, max(0, said.find(stem[-_WORD:]))) is not None


def _has_act(name: str, said: str) -> bool:
    """Whether words tell the act that a rate has its name from in other words: 取得证书 of 取证."""
    acts = patterns("acts_of_rates").get(name)
    return acts is not None and acts.search(said) is not None


def _told(
    paragraph: Paragraph, at: int, stem: str, last: tuple[int, int] | None, *, alone: bool
) -> tuple[int, int] | None:
    """Return the part and the total of a rate; *last* are the place and the total of the rate before it."""
    for place, near in enumerate(_near(paragraph, at, alone=alone)):
        of = _of(paragraph, at, stem, near, beyond=place > 0) or _of_row(paragraph, at, stem, near, last)
        if of:
            return of
    return (
        _of_clause_before(paragraph, at, stem)
        or _of_both_names(paragraph, at)
        or _of_its_whole(paragraph, at, stem)
    )


def _of_its_whole(paragraph: Paragraph, at: int, stem: str) -> tuple[int, int] | None:
    """Return the part right before a rate, with the total that it is a part of: …。其中升学947人，升学率26%.

    It has both words of the name of the rate: 升学深造率.
    """
    part = at - 1
    if part < 0 or paragraph.opens[at] or not counts(paragraph.claims[part]):
        return None
    said = paragraph.claims[part].indicator + paragraph.clause_of(part) + paragraph.clause_behind(part)
    total = paragraph.whole_before(part)
    named = len(stem) > _WORD and stem[:_WORD] in said and stem[-_WORD:] in said
    if total is None or not named or paragraph.claims[part].complete:
        return None
    return (part, total) if _may_divide(paragraph, part, total) else None


def _of_aside(paragraph: Paragraph, at: int, stem: str, base: str) -> tuple[int, int] | None:
    """Return the part of a rate, and the one total of a name: that on which an aside says it is computed."""
    near = next(_near(paragraph, at, alone=False))
    part = _named(paragraph, near, [stem, stem[-_WORD:]])
    if part is None:
        return None
    others = [one for one in near if one != part and base[:_WORD] in paragraph.names[one]]
    totals = [one for one in others if _may_divide(paragraph, part, one)]
    return (part, totals[0]) if len(totals) == 1 else None


def _near(paragraph: Paragraph, at: int, *, alone: bool) -> Iterator[list[int]]:
    """Yield the levels of a sentence that a rate may be of, the nearest first: before it, behind it."""
    levels = [one for one, claim in enumerate(paragraph.claims) if counts(claim)]
    before = [one for one in levels if one < at and not any(paragraph.opens[one + 1 : at + 1])]
    yield [one for one in reversed(before) if at - one < MOST]
    if before or not alone:
        return
    behind = takewhile(
        lambda one: not any(paragraph.opens[at + 1 : one + 1]), (one for one in levels if one > at)
    )
    yield list(reversed(list(behind)[:2]))
    if paragraph.opens[at]:
        ends = [one for one in levels if one < at and sum(paragraph.opens[one + 1 : at + 1]) == 1]
        yield list(reversed(ends))


def _of_row(
    paragraph: Paragraph, at: int, stem: str, near: Sequence[int], last: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return the part of a rate with the total of the rate before it: 合格率A，其中优良B人，优良率C.

    That total gives it, or would but for a slip of the pen.
    """
    part = _named(paragraph, near, [stem])
    if last is None or part is None or part < last[0] or paragraph.are_of_sentences(last[0], at):
        return None
    fits = _may_divide(paragraph, part, last[1]) and gives_or_slips(paragraph, at, part, last[1])
    return (part, last[1]) if fits else None


def _of_clause_before(paragraph: Paragraph, at: int, stem: str) -> tuple[int, int] | None:
    """Return the part right before a rate with a total before ；: 开行286458列；正点285541列，正点率99.7%.

    It has the name of the rate, and the total gives that, or would but for two digits that changed places.
    """
    part = at - 1
    if part < 0 or paragraph.opens[at] or not counts(paragraph.claims[part]):
        return None
    if _named(paragraph, [part], [stem]) is None:
        return None
    for total in range(part - 1, max(-1, at - MOST), -1):
        if paragraph.are_of_sentences(total, at):
            return None
        may_divide = counts(paragraph.claims[total]) and _may_divide(paragraph, part, total)
        if may_divide and (gives(paragraph, at, part, total) or _is_swapped(paragraph, at, part, total)):
            return part, total
    return None


def _of_both_names(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return what both nouns of a rate name, in sentences before it: 营业收入A。利润总额B。营业收入利润率C.

    Nothing else before it has these names; they give the rate, or would but for a slip.
    """
    name = paragraph.claims[at].indicator[:-1]
    whole, noun = name[:-_WORD], name[-_WORD:]
    if len(whole) < _LONGEST:
        return None
    told = [(one, paragraph.claims[one].indicator) for one in range(at) if counts(paragraph.claims[one])]
    totals = [one for one, name in told if name.endswith(whole)]
    parts = [one for one, name in told if noun in name and not name.endswith(whole)]
    if len(totals) != 1 or len(parts) != 1 or not _may_divide(paragraph, parts[0], totals[0]):
        return None
    return (parts[0], totals[0]) if gives_or_slips(paragraph, at, parts[0], totals[0]) else None


def _is_swapped(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a percentage is that of a part of a total with two digits that changed places."""
    printed = pattern("number_in_ratio").search(paragraph.quote(at))
    piece, whole = (middle(paragraph.claims[one].interval) for one in (part, total))
    if not printed or piece is None or not whole:
        return False
    steps = 10 ** len(printed[0].partition(".")[2])
    return are_swapped(printed[0].replace(".", ""), str(round(piece / whole * 100 * steps)))


def _too_high(paragraph: Paragraph, at: int, stem: str) -> tuple[int, int] | None:
    """Return the cases that came in and those closed of them, of which a rate tells more: 办结率.

    With the cases of the year before it would be less. All three stand side by side.
    """
    part, total, stated = at - 1, at - 2, paragraph.claims[at].interval
    if total < 0 or any(paragraph.opens[total + 1 : at + 1]) or not pattern("finishes").search(stem):
        return None
    came_in = pattern("came_in").search(paragraph.names[total])
    both = all(counts(paragraph.claims[one]) for one in (part, total))
    if not (
        came_in
        and both
        and _named(paragraph, [part], [stem]) is not None
        and _may_divide(paragraph, part, total)
    ):
        return None
    others = (one for one in range(max(0, total - MOST), total) if counts(paragraph.claims[one]))
    if any(_may_divide(paragraph, part, one) for one in others):
        return None
    piece, whole = (paragraph.claims[one].interval for one in (part, total))
    if stated is None or piece is None or whole is None or 0 in whole:
        return None
    return (part, total) if stated.exceeds(piece / whole * 100) else None


def _left(paragraph: Paragraph, at: int, stem: str) -> tuple[int, int] | None:
    """Return what a rate leaves out of its total, and that: 抽检6240批次，检出不合格131批次，合格率97.9%.

    Both stand side by side right before it; of cases that came in, they give it.
    """
    near = next((one for one in _near(paragraph, at, alone=_has_all_behind(paragraph, at)) if one), [])
    if len(near) < 2:
        return None
    part, total = near[:2]
    said = _said_of(paragraph, part)
    kind = pattern("how_rated").sub("", stem[:-_WORD])
    if not _is_left_out(paragraph, stem, part) or kind[-_WORD:] not in said + paragraph.names[total]:
        return None  # 复检合格率
    alone = [one for one in near[1:] if _may_divide(paragraph, part, one)] == [total]
    beside = alone and part - total == 1 and 1 in {at - part, total - at}
    came_in = pattern("came_in").search(paragraph.names[total])
    return (part, total) if beside and (not came_in or _is_left(paragraph, at, part, total)) else None


def _is_left_out(paragraph: Paragraph, stem: str, part: int) -> bool:
    """Whether words deny what a rate is of, or except a figure: 未取得证书, 除5人外全部及格."""
    apart, said = "[^，。；]{0,2}" if len(stem) == _WORD else "", _said_of(paragraph, part)
    found = re.search(f"{re.escape(stem[-_WORD])}{apart}{re.escape(stem[-1])}", said)
    denied = found and pattern("denied").search(said, 0, found.start())
    return bool(denied) or _is_excepted(paragraph, stem, part)


def _is_left(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a percentage is what a part leaves of a total."""
    stated, piece, whole = (paragraph.claims[one].interval for one in (at, part, total))
    return stated is not None and makes(Interval.of(100) - stated, piece, whole)


def counts(claim: Claim) -> bool:
    """Whether a figure may be a part or a total: a level, a change of one (新增), days too."""
    return claim.is_level or (claim.measure == "change" and claim.form in {"count", "amount"})


def _of(
    paragraph: Paragraph, at: int, stem: str, near: Sequence[int], *, beyond: bool
) -> tuple[int, int] | None:
    """Return the part and the total of a rate among levels.

    Those *beyond* the words before it have its whole name.
    """
    less = near[1:] if len(near) > 2 and _are_all(paragraph, near[0], near[1]) else near
    behind = bool(near) and near[-1] > at and not _has_all_behind(paragraph, at)
    due = None if behind else _due(paragraph, stem, less)
    if due:
        return due
    part = _named(paragraph, near, [stem] if beyond else [stem, stem[-_WORD:]])
    part = _abridged(paragraph, near, stem) if part is None else part
    if part is None:
        return None
    totals = [one for one in near if one != part and _may_divide(paragraph, part, one)]
    totals = [
        one for one in totals if is_kind_of(paragraph, stem, part, one) and not _are_all(paragraph, part, one)
    ]
    at_once = pattern("at_once").match(stem)
    wanting = at_once is not None and at_once[0] not in _said_of(paragraph, part)
    for one in (*(one for one in totals if gives(paragraph, at, part, one)), *totals[:1]):
        if wanting and not gives(paragraph, at, part, one):
            continue
        if gives_or_slips(paragraph, at, part, one) or _stand_alone(paragraph, at, stem, near, part, totals):
            return part, one
    return None


def _has_all_behind(paragraph: Paragraph, at: int) -> bool:
    """Whether a rate opens its sentence, and behind it stands what all of it is of: 全年应种23500剂次."""
    opens = (paragraph.opens[at] or not at) and at + 2 < len(paragraph.claims)
    found = pattern("all_behind_rate").fullmatch(paragraph.before(at + 1)) if opens else None
    return found is not None and (found["act"] or "") in paragraph.names[at]


def _are_all(paragraph: Paragraph, part: int, other: int) -> bool:
    """Whether two figures are all parts of one total: 460人，其中批准逮捕368人，不批准逮捕92人."""
    one, two = paragraph.claims[part], paragraph.claims[other]
    return one.whole is not None and one.whole == two.whole and one.complete and two.complete


def _may_divide(paragraph: Paragraph, part: int, total: int) -> bool:
    """Whether a figure may be the total of another: in its unit, of its section, and no less."""
    one, other = paragraph.claims[part], paragraph.claims[total]
    alike = paragraph.alike(total, part) or (
        one.unit == other.unit and (one.section, one.period) == (other.section, other.period)
    )
    alike = alike or _is_so_far(paragraph, part, total)
    piece, whole = _sharp(paragraph, part), _sharp(paragraph, total)
    return alike and piece is not None and whole is not None and not piece.exceeds(whole)


def _sharp(paragraph: Paragraph, at: int) -> Interval | None:
    """Return what a figure stands for; a round count is exact beside its part, as shares have it."""
    claim, value = paragraph.claims[at], middle(paragraph.claims[at].interval)
    counted = claim.form == "count" and value is not None and paragraph.is_exact(at)
    return Interval.of(value) if counted and value is not None else claim.interval


def is_of_another(paragraph: Paragraph, at: int, part: int, total: int, *, left: bool) -> bool:
    """Whether another total gives a rate, and its own does not: 旧存120，新收1000，办结1064，结案率95.0%.

    That is its own with another figure of its unit, or less one (扣除中止案件), or another alone; and the two
    may change places: 应缴3000户，新增200户，实缴3040户，缴费率95%. A rate of last year is of other figures.
    """
    if len({paragraph.claims[one].period.rpartition("/")[2][:4] for one in (at, total)}) > 1:
        return True
    stated = paragraph.claims[at].interval
    piece, whole = _sharp(paragraph, part), _sharp(paragraph, total)
    if stated is None or piece is None or whole is None:
        return False
    stated = Interval.of(100) - stated if left else stated
    if makes(stated, piece, whole):
        return False
    unit, near = paragraph.claims[total].unit, range(max(0, at - MOST), min(len(paragraph.claims), at + MOST))
    others = [one for one in near if one not in {part, total} and paragraph.claims[one].unit == unit]
    known = [one for each in others if (one := _sharp(paragraph, each)) is not None]
    ways = [(piece, of) for one in known for of in (whole + one, whole - one, one)]
    ways += [(whole, piece + one) for one in known]
    return any(makes(stated, some, of) for some, of in ways)


def _fulfils(stem: str, due: str) -> bool:
    """Whether a rate is how much was done of what was due: 兑现率, 计划执行率, 运行图兑现率 of 图定."""
    found = pattern("fulfils").fullmatch(stem)
    of = found["of"] if found else ""
    planned = pattern("plan_word").search(of) is not None
    return found is not None and (not of or planned or any(one in due for one in of))


def _is_so_far(paragraph: Paragraph, part: int, total: int) -> bool:
    """Whether a part is counted up to a day of the year of its total: 毕业生625人，到8月底签约575人."""
    one, other = paragraph.claims[part], paragraph.claims[total]
    within = one.period.startswith(f"{other.period}-") and one.section == other.section
    of_unit = paragraph.added_in[part] == paragraph.added_in[total] != ""
    return within and of_unit and pattern("until_date").search(paragraph.before(part)) is not None


def _due(paragraph: Paragraph, stem: str, near: Sequence[int]) -> tuple[int, int] | None:
    """Return what was done of what was due, side by side: 应到会150名，实到144名，到会率96%; 床位使用率."""
    if len(near) < 2 or near[0] - near[1] != 1 or not _may_divide(paragraph, near[0], near[1]):
        return None
    due = pattern("due").search(paragraph.names[near[1]])
    done = pattern("done_of_due").search(paragraph.names[near[0]])
    owner = paragraph.claims[near[1]].indicator
    act = due["act"][0] if due and done and due["act"][0] == done["act"][0] else ""
    same = act and (act in stem or _fulfils(stem, paragraph.names[near[1]]))
    owned = done and len(owner) >= _WORD and stem.startswith((owner, owner[-_WORD:])) and stem != owner
    did = done["act"] if done else ""
    owned = owned and (did[:1] in stem or _has_act(stem, did))  # 实际开放 is no 使用 of 床位
    return (near[0], near[1]) if same or owned else None


def _stand_alone(
    paragraph: Paragraph, at: int, stem: str, near: Sequence[int], part: int, totals: Sequence[int]
) -> bool:
    """Whether a total and its part stand side by side, right before their rate, and no other can be meant.

    Cases that came in and cases closed are no such two: some closed ones are old.
    """
    said = _said_of(paragraph, part)
    beside = len(totals) == 1 and part - totals[0] == 1 and near[0] == part and abs(at - part) < 3
    beside = beside and not any(_may_divide(paragraph, totals[0], one) for one in near[2:])
    finishes = pattern("finishes").search(stem)
    if not beside or (finishes and pattern("came_in").search(paragraph.names[totals[0]])):
        return False
    owner, act = stem[:-_WORD], stem[-_WORD:]  # 资产负债率, 处方合格率; 床 of 病床使用率
    owned = owner in paragraph.names[totals[0]] or _owns(paragraph, stem, part, totals[0])
    return stem in said or _has_act(stem, said) or ((act in said or _has_act(act, said)) and owned)


def _owns(paragraph: Paragraph, stem: str, part: int, total: int) -> bool:
    """Whether both figures of a rate have the noun that it is of, or its end: 总床日 of 病床使用率."""
    owner = pattern("how_rated").sub("", stem[:-_WORD])
    beside = all(owner[-1:] in paragraph.names[one] for one in (part, total))
    return 0 < len(owner) <= _WORD and beside


def is_kind_of(paragraph: Paragraph, stem: str, part: int, total: int) -> bool:
    """Whether what a rate is of is told by its part or its total: 资产负债率, but not 管网水合格率."""
    said = _said_of(paragraph, part) + paragraph.names[total]
    kind = pattern("how_rated").sub("", stem[:-_WORD])
    named = stem in said or kind[-_WORD:] in said or _has_act(stem, said)
    return named or _owns(paragraph, stem, part, total)


def _named(paragraph: Paragraph, near: Sequence[int], names: Sequence[str]) -> int | None:
    """Return the nearest figure that has the name of a rate, or its last word: 按期办结 of 按期办结率."""
    for name in dict.fromkeys(names):
        for at in near:
            said = _said_of(paragraph, at)
            acts = patterns("acts_of_rates").get(name)
            found = acts.search(said) if acts else None
            place = found.start() if found else said.find(name)
            denied = pattern("denied").search(said, 0, place) or pattern("excepted").search(said, 0, place)
            if place >= 0 and not denied:
                return at
    return None


def _abridged(paragraph: Paragraph, near: Sequence[int], stem: str) -> int | None:
    """Return the nearest figure whose name a rate shortens to two characters: 取得证书 of 取证率."""
    if not near or len(stem) != _WORD:
        return None
    said = _said_of(paragraph, near[0])
    begins, ends = said.find(stem[0]), said.rfind(stem[1])
    return near[0] if 0 <= begins < ends - 1 <= begins + _LONGEST else None


_WORD = 2
"""Characters of a word."""
_LONGEST = 4
