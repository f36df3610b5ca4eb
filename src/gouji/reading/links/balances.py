"""What is left of what there was, and came, less what went: 收入A，支出B，结余C."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.figures.model import LIST
from gouji.facts.figures.units import POINTS, is_classifier
from gouji.facts.numbers.digits import middle, number_in, significant
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.facts.table.columns import TAKEN_OFF
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import has_any, pattern, patterns, words
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.plans import positive
from gouji.reading.links.ratios import named_before
from gouji.reading.links.roles import held_against
from gouji.reading.links.slips import has_wrong_unit, is_misplaced, is_near, is_slip, nearly
from gouji.reading.links.totals import add_total
from gouji.reading.numbered import value_of_count

VIA = "flow.balance"
_OPENING, _CAME, _WENT, _CLOSING = "opening", "came", "went", "closing"
_OF_FLOWS = [_CAME, _WENT]


def balanced(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the terms of balances, each with what is left as its total.

    They stand together in a sentence. What is left of flows alone is that of the year (结余, 净增), not what
    has come together (累计结余), unless what there was is told as well.
    """
    may_set_off = len(paragraph.claims) > len(_OF_FLOWS) and has_any(
        paragraph.said, words("signs_of_set_off")
    )
    gathers, closes = pattern("gathers").search, patterns("parts_of_balances")[_CLOSING].search
    for closing, said in enumerate(paragraph.names):
        if paragraph.kinds[closing : closing + 1] == paragraph.kinds[closing + 1 : closing + 2]:
            yield from _held(paragraph, closing)
        if sides := _two_sides(paragraph, closing, may_set_off=may_set_off):
            yield from _claims(paragraph, closing, list(sides), list(sides.values()))
            yield positive(paragraph.claims[closing])
            continue
        if closing >= len(_OF_FLOWS) and gathers(said) and (added := _added(paragraph, closing)):
            yield from _claims(paragraph, closing, added, [_CAME] * len(added))
        if (
            closing < len(_OF_FLOWS)
            or not closes(said)
            or _part(paragraph, closing) != _CLOSING
            or paragraph.claims[closing].whole is not None
            or pattern("flows_behind").match(paragraph.behind(closing))
        ):
            continue
        for terms in _terms(paragraph, closing):
            parts = [_part(paragraph, at) for at in terms]
            if _offsets(paragraph, closing, terms) or _makes(paragraph, closing, terms, parts):
                yield from _claims(paragraph, closing, terms, parts)
                break


def _traded(paragraph: Paragraph, closing: int) -> dict[int, str]:
    """Return the two sides, each with its part, that a surplus is between: 出口A；进口B。顺差C.

    It is told in a sentence of its own. They are parts of what was traded in all; the last before it, and no
    other sides stand between.
    """
    said = pattern("surplus").fullmatch(paragraph.names[closing]) if closing > 1 else None
    if not said or paragraph.claims[closing].changes or not paragraph.opens[closing]:
        return {}
    sides = [pattern("sold"), pattern("bought")][:: -1 if said["less"] else 1]
    near = range(max(0, closing - MOST), closing)
    found = [
        [at for at in near if side.search(paragraph.names[at]) and paragraph.alike(closing, at)]
        for side in sides
    ]
    last = [places[-1] for places in found if places]
    tied = {paragraph.claims[at].whole for at in last}
    whole = len(last) == len(sides) and len(tied) == 1 and None not in tied
    return dict(zip(last, (_CAME, _WENT), strict=True)) if whole else {}


def _set_off(paragraph: Paragraph, closing: int) -> dict[int, str]:
    """Return the two sides of an account that are set off, if they make what is left: 收支相抵，利润总额C.

    Or they would but for a digit of it, or 万 for 亿, which is wrong without such words too. Nothing else of
    their unit is told in the sentence. In a loss both change places.
    """
    result = pattern("result_of_account").search(paragraph.before(closing))
    result = None if pattern("gathered").search(paragraph.names[closing]) else result
    terms = _before(paragraph, closing, len(_OF_FLOWS) + 1) if result else []
    if not result or len(terms) != len(_OF_FLOWS) or paragraph.claims[closing].whole is not None:
        return {}
    named, sides = [paragraph.name_of(at) for at in terms], patterns("sides_of_account").items()
    parts = [next((part for part, word in sides if word.search(name)), "") for name in named]
    if sorted(parts) != _OF_FLOWS:
        return {}
    parts = parts[::-1] if result["less"] else parts
    signs = [-1 if part == _WENT else 1 for part in parts]
    made = has_wrong_unit(paragraph, closing, terms, signs) or (
        result["off"] is not None
        and (_misses_by_digit(paragraph, closing, terms, signs) or _makes(paragraph, closing, terms, parts))
    )
    return dict(zip(terms, parts, strict=True)) if made else {}


def _misses_by_digit(paragraph: Paragraph, closing: int, terms: Sequence[int], signs: Sequence[int]) -> bool:
    """Whether a digit of what is left, or its point, keeps it from what two sides make: 900, 800; 34, 340."""
    values = [middle(paragraph.claims[at].interval) for at in (closing, *terms)]
    left, *two = (one or Fraction(0) for one in values)
    shown = pattern("printed_number").match(paragraph.quote(closing))
    number = number_in(shown["number"]) if shown else Fraction(0)
    if not left or not number or not all(map(paragraph.is_exact, (closing, *terms))):
        return False
    made = sum((one * sign for one, sign in zip(two, signs, strict=True)), Fraction(0))
    scale = 10 ** decimals(number)
    meant = made / (left / number) * scale
    if meant <= 0 or meant.denominator != 1:
        return False
    point = len(significant(meant)) > 1 and is_misplaced(number * scale / meant, (-1, 1))
    return point or nearly(number * scale, meant)


def _two_sides(paragraph: Paragraph, closing: int, *, may_set_off: bool) -> dict[int, str]:
    """Return what a figure lies between, by its words: the more and the less; nothing for others."""
    apart = _between_two(paragraph, closing) or _off_plan(paragraph, closing)
    if apart or not may_set_off:
        return dict(zip(apart or (), _OF_FLOWS, strict=False))
    return _traded(paragraph, closing) or _set_off(paragraph, closing)


def _between_two(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return the more and the less of two levels before what lies between: 男生比女生多16人, 相差16人."""
    said = paragraph.names[at] + paragraph.leads[at]
    if not said.endswith(words("ends_of_distance")) or paragraph.opens[at]:
        return None
    found, pair = pattern("one_over_other").fullmatch(said), None
    if planned := pattern("over_plan").fullmatch(said):
        found, pair = planned, _done_and_planned(paragraph, at, planned["plan"])
    elif found and found["two"] and "者" not in found["two"]:
        pair = named_before(paragraph, at, found["one"], found["two"])
    elif found or pattern("how_far_apart").fullmatch(paragraph.clause_of(at) + paragraph.leads[at]):
        pair = _only_two(paragraph, at, found["one"] if found else "")
    if not pair or not all(map(paragraph.is_exact, (at, *pair))):
        return None
    if any(map(paragraph.is_compound, (at, *pair))):
        return None  # 2小时11分26秒
    unit, told = paragraph.claims[pair[0]].unit, paragraph.claims[at]
    names = {paragraph.claims[one].indicator for one in pair}
    if (told.changes and told.indicator and names == {told.indicator}) or told.unit != (
        POINTS if unit == "%" else unit
    ):
        return None  # how one thing moved is told by its name
    less = found["less"] if found else paragraph.exceeds(pair[1], pair[0])
    return (pair[1], pair[0]) if less else pair


def _only_two(paragraph: Paragraph, at: int, name: str) -> tuple[int, int] | None:
    """Return the two levels of a unit told before a figure in its sentence; that of a *name* first."""
    unit = {POINTS: "%"}.get(paragraph.claims[at].unit, paragraph.claims[at].unit)
    first = paragraph.sentences.index(paragraph.sentences[at])
    told = [one for one in range(first, at) if paragraph.claims[one].unit == unit]
    wholes = {paragraph.claims[one].whole for one in told}
    told = [one for one in told if paragraph.claims[one].start not in wholes]
    if len(told) != len(_OF_FLOWS) or not all(paragraph.claims[one].is_level_or_rate for one in told):
        return None
    places = dict(zip(words("former_and_latter"), told, strict=True))
    named = [places[name]] if name in places else [one for one in told if name in paragraph.clause_of(one)]
    if pattern("earlier_at_all").search(paragraph.between(told[0], at)) or (name and len(named) != 1):
        return None
    return (told[1], told[0]) if name and named[0] == told[1] else (told[0], told[1])


def _off_plan(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return the more and the less of a plan and what was done, before what lacks: 目标24个，实签21个，差3个.

    That is what lies between them, whichever is more, or would be but for a slip.
    """
    if at < 2 or paragraph.opens[at]:
        return None
    found = pattern("off_plan").fullmatch(paragraph.before(at) + paragraph.leads[at])
    done, plan = at - 1, at - 2
    said = paragraph.clause_of(plan) + paragraph.clause_behind(plan) if found else ""
    if not found or not pattern("says_plan").search(said) or paragraph.opens[done]:
        return None
    says = pattern("done_at_all").search(paragraph.before(done) + paragraph.leads[done])
    units = {paragraph.claims[one].unit for one in (plan, done, at)}
    levels = all(paragraph.claims[one].is_level for one in (done, plan))
    if not says or len(units) > 1 or not levels or not all(map(paragraph.is_exact, (at, done, plan))):
        return None
    more, less = (plan, done) if found["less"] else (done, plan)
    off, one, two = (middle(paragraph.claims[place].interval) for place in (at, more, less))
    known = off is not None and one is not None and two is not None
    turned = known and abs(off or 0) == abs((one or 0) - (two or 0))
    return (more, less) if turned or is_slip(paragraph, at, (more, less), (1, -1)) else None


def _done_and_planned(paragraph: Paragraph, at: int, word: str) -> tuple[int, int] | None:
    """Return the level right before a figure and the one before that, which its clause calls a plan."""
    done, plan = at - 1, at - 2
    if plan < 0 or paragraph.opens[done] or word not in paragraph.clause_of(plan):
        return None
    levels = all(paragraph.claims[one].is_level for one in (done, plan))
    says = pattern("done_of_plan").fullmatch(paragraph.before(done) + paragraph.leads[done])
    alike = paragraph.claims[done].unit == paragraph.claims[plan].unit
    return (done, plan) if levels and alike and says else None


def _held(paragraph: Paragraph, at: int) -> Iterator[Claim]:
    """Yield what a level is held against, and how far it is from that: 586分，比全市576分高10分.

    It is the one level of its unit in the sentence before them, and nothing is held against it in turn:
    药占比比全省28.4%低3.1个百分点，满意率比全省95.2%高1.3个百分点 tells no level of its own.
    """
    claims, unit = paragraph.claims, paragraph.claims[at].unit
    how = held_against(paragraph, at)
    if not how or claims[at + 1].unit != (POINTS if unit == "%" else unit):
        return
    first = paragraph.sentences.index(paragraph.sentences[at])
    told = [place for place in range(first, at + 1) if claims[place].unit == unit]
    beside = len({paragraph.depths[place] for place in (*told, at + 1)}) == 1
    levels = all(claims[place].is_level_or_rate for place in told) and not held_against(paragraph, told[0])
    if told[1:] == [at] and beside and levels and all(map(paragraph.is_exact, (*told, at + 1))):
        yield from _claims(paragraph, told[0], (at, at + 1), (_CAME, _WENT if how["less"] else _CAME))


def _terms(paragraph: Paragraph, closing: int) -> Iterator[list[int]]:
    """Yield what may make what is left: what there was with all flows behind it, then two flows alone.

    What there was right before it is what it is held against: 较上年末79条净增7条.
    """
    found = _before(paragraph, closing, _MOST_TERMS)
    parts = [_part(paragraph, at) for at in found]
    if parts[-1:] == [_OPENING]:
        found, parts = found[:-1], parts[:-1]
    if _OPENING in parts:
        first = len(parts) - 1 - parts[::-1].index(_OPENING)
        if {_CAME, _WENT} == set(parts[first + 1 :]):
            yield found[first:]
    flows = found[-len(_OF_FLOWS) :]
    if sorted(parts[-len(_OF_FLOWS) :]) == _OF_FLOWS and _may_leave(paragraph, flows, closing):
        yield flows


_MOST_TERMS = 8


def _may_leave(paragraph: Paragraph, flows: Sequence[int], closing: int) -> bool:
    """Whether two flows alone may leave a figure: no 年末结余, but 未结 of 受理, which has what there was."""
    said, left = "".join(paragraph.names[at] for at in flows), paragraph.names[closing]
    if pattern("is_due").search(said) and not pattern("left_due").search(left):
        return False  # 应收A，实收B，公共收益结余C
    if not pattern("gathered").search(left) or pattern("counts_what_was").search(said):
        return True
    starts = {paragraph.claims[at].start for at in flows}
    inside = [at for at, claim in enumerate(paragraph.claims) if claim.whole in starts]
    return any(_part(paragraph, at) == _OPENING for at in inside)


def _added(paragraph: Paragraph, closing: int) -> list[int]:
    """Return what there was and what came to it: 前两批46项，第三批8项，累计54项; 6户，加上原有12户，共18."""
    terms = _counted_before(paragraph, closing) or _before(paragraph, closing, len(_OF_FLOWS))
    said = [_said_before(paragraph, at) for at in terms]
    before = [one for one in said if pattern("there_before").search(one)]
    told = len(terms) == len(_OF_FLOWS) and len(before) == 1
    dealt = pattern("deals_with").search(_said_before(paragraph, closing))
    if not told or paragraph.claims[closing].whole is not None or (dealt and dealt[0] not in "".join(said)):
        return []  # 新收1200件，加上旧存85件，共审结1243件
    if not paragraph.add_up(closing, terms) and _added_to_another(paragraph, closing, terms):
        return []
    joined = pattern("added_to").match(said[1]) or (said[0] == before[0] and _follows(*said))
    raised = pattern("raised_to").match(paragraph.quote(closing))
    exact = (terms if raised else (closing, *terms)) if joined else ()
    return terms if exact and all(map(paragraph.is_exact, exact)) else []


def _added_to_another(paragraph: Paragraph, closing: int, terms: Sequence[int]) -> bool:
    """Whether a figure before two makes a third with the later one: 在建117处，有甲102处，加上完工39处."""
    before = range(terms[0] - 1, max(-1, terms[0] - MOST), -1)
    alike = (one for one in before if paragraph.has_unit_of(closing, one))
    return any(paragraph.add_up(closing, (one, terms[-1])) for one in alike)


def _counted_before(paragraph: Paragraph, closing: int) -> list[int]:
    """Return two counts right before one that nearly make it, in other classifiers, or with their lists.

    新设甲、乙、丙三个专窗，加上原有的丁、戊两处，专窗总数达到6个.
    """
    near = [closing - 2, closing - 1, closing] if closing >= len(_OF_FLOWS) else []
    claims = [paragraph.claims[at] for at in near]
    plain = [
        is_classifier(one.unit) and one.measure == "level" and one.form in {"count", LIST} for one in claims
    ]
    if not near or not all(plain) or any(paragraph.opens[at] for at in near[1:]):
        return []
    known = [one.interval for one in claims if one.interval is not None and one.whole is None]
    if len(known) < len(near) or not is_near(Interval.total(known[:-1]), known[-1]):
        return []
    return near[:-1] if pattern("added_to").match(_said_before(paragraph, closing - 1)) else []


def _said_before(paragraph: Paragraph, at: int) -> str:
    """Return the words of its clause before a figure, with the lists in them."""
    return pattern("stop_before_list").split(paragraph.text[paragraph.start : paragraph.claims[at].start])[-1]


def _follows(earlier: str, later: str) -> bool:
    """Whether the second of two names is of the number right behind those of the first: 前两批, 第三批."""
    found = pattern("first_numbers").search(earlier), pattern("one_number").search(later)
    counts = [value_of_count(one["count"]) for one in found if one]
    return len(counts) == len(found) and counts[0] is not None and counts[0] + 1 == counts[1]


def _part(paragraph: Paragraph, at: int) -> str:
    """Return what part of a balance the words before a figure say that it is; empty where they say none."""
    said = paragraph.names[at]
    return next((part for part, word in patterns("parts_of_balances").items() if word.search(said)), "")


def _before(paragraph: Paragraph, closing: int, count: int) -> list[int]:
    """Return so many figures of the unit of one before it: in its sentence, or if it sums up in any.

    What they contain (其中会费131万元) is left out. What opens a sentence may be left of what was before it.
    """
    found: list[int] = []
    sums_up = pattern("sums_up").search(paragraph.before(closing))
    named = pattern("named_difference").search(paragraph.names[closing])
    ends = pattern("ends_parts") if named or paragraph.opens[closing] else pattern("sentence_ends")
    for at in range(closing - 1, max(-1, closing - MOST), -1):
        if len(found) == count:
            break
        if not sums_up and at + 1 < closing and ends.search(paragraph.before(at + 1)):
            break
        is_part = paragraph.claims[at].whole is not None
        if not is_part and (paragraph.has_unit_of(closing, at) or _is_like(paragraph, closing, at)):
            found.insert(0, at)
    return found


def _is_like(paragraph: Paragraph, closing: int, at: int) -> bool:
    """Whether a figure is a change in the unit of another (新增42户 of 净增), or a rate beside it."""
    one, other = paragraph.claims[at], paragraph.claims[closing]
    rates = one.unit == "%" and one.is_level_or_rate
    alike = one.unit == other.unit and paragraph.depths[at] == paragraph.depths[closing]
    return alike and (one.measure == "change" or rates)


def _offsets(paragraph: Paragraph, closing: int, terms: Sequence[int]) -> bool:
    """Whether words say that two flows are set off: 收入A，支出B，收支相抵结余C; 出口A，进口B，顺差C."""
    exact = all(map(paragraph.is_exact, (closing, *terms)))
    if pattern("named_difference").search(paragraph.names[closing]) and len(terms) == len(_OF_FLOWS):
        return exact
    if paragraph.opens[closing] and not pattern("sums_up").search(paragraph.before(closing)):
        return False
    nouns = {pattern("side_of_account").sub("", paragraph.names[at]) for at in terms}
    said = pattern("set_off").search(paragraph.before(closing))
    return said is not None and len(nouns) == 1 and exact


def _makes(paragraph: Paragraph, closing: int, terms: Sequence[int], parts: Sequence[str]) -> bool:
    """Whether a balance holds, or would but for a slip of the pen."""
    signs = [-1 if part == _WENT else 1 for part in parts]
    summed = Interval.of(0)
    for at, sign in zip(terms, signs, strict=True):
        interval = paragraph.claims[at].interval
        if interval is None or not paragraph.is_exact(at):
            return False
        summed += interval * sign
    left = paragraph.claims[closing].interval
    holds = left is not None and summed.meets(left)
    slip = is_slip(paragraph, closing, terms, signs) or has_wrong_unit(paragraph, closing, terms, signs)
    return holds or slip or _lies_between(paragraph, closing, summed)


def _lies_between(paragraph: Paragraph, closing: int, made: Interval) -> bool:
    """Whether flows make what lies between two levels: 年末86条。新开11条，停航4条，较上年末79条净增7条."""
    before = paragraph.claims[closing - 1].interval
    if _part(paragraph, closing - 1) != _OPENING or before is None:
        return False
    levels = [one.interval for at, one in enumerate(paragraph.claims) if paragraph.has_unit_of(at, closing)]
    return any(now is not None and now.meets(before + made) for now in levels)


def _claims(
    paragraph: Paragraph, closing: int, terms: Sequence[int], parts: Sequence[str]
) -> Iterator[Claim]:
    start = paragraph.claims[closing].start
    for at, part in zip(terms, parts, strict=True):
        yield add_total(paragraph.claims[at], (start, TAKEN_OFF if part == _WENT else "+"), VIA)
