"""Chains: figures that follow one another and may be of one movement, each with its part in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from gouji.facts.numbers.digits import middle
from gouji.reading.draft.clauses import opens_parts
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Refusal
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.roles import (
    BEFORE,
    CHANGE,
    GROWTH,
    NOW,
    OTHER,
    Role,
    may_be_before,
    may_change,
    reaches,
    role_of,
)

FEWEST = 3
"""Figures of a movement without the level before."""


@dataclass(slots=True)
class Chain:
    """Figures that follow one another and are of one thing, as they are read.

    Attributes:
        noun: What they are of; empty as long as nothing says so.
        named: Where the figure is whose clause says so.
        places: Where its figures are in the paragraph, by their parts.
        again: It is of a total that its words name once more, behind the parts.
        held: Its level is held against another one, which is no earlier one.
    """

    noun: str = ""
    named: int = -1
    places: dict[str, int] = field(default_factory=dict)
    again: bool = False
    held: bool = False

    def takes(self, role: Role) -> bool:
        """Whether a figure may be of this movement: its part is free, and it is of nothing else."""
        free = role.part not in self.places
        return free and (not role.noun or not self.places or self._is_of(role))

    def _is_of(self, role: Role) -> bool:
        """Whether a figure with a noun is of the same thing; a level that comes last may vary its words."""
        if not self.noun:
            return role.part == NOW and BEFORE in self.places  # 比上年的A高B个点，续费率C
        if role.noun in self.noun or self.noun in role.noun:
            return True
        last = role.part == NOW and not {NOW, BEFORE} & self.places.keys()
        last = last or role.compared
        return last and any(one + two in self.noun for one, two in pairwise(role.noun))

    def add(self, at: int, role: Role) -> None:
        """Take a figure in that has a part."""
        if role.part == OTHER:
            return
        self.places[role.part] = at
        self.held = self.held or role.held
        if role.noun and not self.noun:
            self.noun, self.named = role.noun, at


def stretches(paragraph: Paragraph) -> Iterator[range]:
    """Yield the figures of each sentence, with those of the next where it says only how that moved."""
    first, goes_on = 0, pattern("moved_since").search
    for at in [at for at, opens in enumerate(paragraph.opens) if opens and at]:
        if not goes_on(paragraph.gaps[at]):
            yield range(first, at)
            first = at
    yield range(first, len(paragraph.claims))


def may_tell(paragraph: Paragraph, stretch: range) -> bool:
    """Whether a stretch may tell a movement: a level before, a change with its level, a total once more."""
    if len(stretch) < 2:
        return False
    several = len({paragraph.claims[at].period for at in stretch}) > 1
    kinds = paragraph.kinds[stretch.start : stretch.stop]
    alike = len(set(kinds)) < len(kinds)
    for at in stretch:
        if alike and may_change(paragraph, at, kinds):
            return True
        if may_be_before(paragraph, at, several=several) or _may_be_told_again(paragraph, at):
            return True
    return False


def _may_be_told_again(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure may be of a total told before its parts, or open a list of these."""
    said = paragraph.gaps[at]
    closes = "成" in said and pattern("closes_parts").match(said)
    if closes or pattern("of_the_whole").match(paragraph.names[at]):
        return True
    return pattern("joins_list").match(paragraph.gaps[at + 1]) is not None and opens_parts(said) is not None


class Roles(dict[int, Role]):
    """What the figures of a paragraph may be in a movement, by their places, as they are asked for."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph

    def __missing__(self, at: int) -> Role:
        role = self[at] = role_of(self.paragraph, at)
        return role

    def refusals(self) -> Iterator[Refusal]:
        """Yield why figures that were asked for can be of no movement."""
        claims = self.paragraph.claims
        return (Refusal((claims[at].start,), role.why) for at, role in self.items() if role.why)


def chains(paragraph: Paragraph, stretch: range, roles: Roles) -> Iterator[Chain]:
    """Yield the figures of a stretch that may be of one movement; each lies within a sentence."""
    chain, asides = Chain(), range(0)
    for at in stretch:
        if at in asides:
            continue
        if asides := _aside(paragraph, chain, at, roles):
            yield from chains(paragraph, asides, roles)
            continue
        role = _after(paragraph, chain, at, roles[at])
        if paragraph.opens[at] and chain.places and not _goes_on(paragraph, chain, role):
            yield chain
            chain = Chain()
        if (role.part == OTHER and not role.noun) or _is_of_total(paragraph, chain, at, roles):
            continue  # 为预算的101.2%, between a level and its growth
        whole = _whole_told_again(paragraph, at)
        whole = _whole_of_list(paragraph, at, role) if whole is None else whole
        part = opens_parts(paragraph.before(at)) is not None
        part = part or _is_place_among(paragraph, chain, at, role)
        part = part or _is_behind_what_was_left(paragraph, chain, at, roles[at]._replace(part=role.part))
        part = part or (NOW in chain.places and role.part == BEFORE and _comes_to_more(paragraph, at))
        if role.part == OTHER or whole is not None or part or not chain.takes(role):
            yield chain
            chain = Chain() if whole is None else Chain(roles[whole].noun, whole, {NOW: whole}, again=True)
        chain.add(at, role)
    yield chain


def _aside(paragraph: Paragraph, chain: Chain, at: int, roles: Roles) -> range:
    """Return the figures of brackets right behind a level that begin with another: 1,705人（含随读6人）."""
    depth = paragraph.depths[chain.places[NOW]] if NOW in chain.places else MOST
    last = at
    while last < len(paragraph.claims) and paragraph.depths[last] > depth:
        last += 1
    begins = last > at and chain.places[NOW] == at - 1 and roles[at].part in {NOW, OTHER}
    # （续建210个、新建216个），新建项目较上年增加18个
    behind = paragraph.names[last] if begins and last < len(paragraph.claims) else ""
    named = any(roles[one].noun[1:] and roles[one].noun in behind for one in range(at, last))
    return range(at, last if begins and not named else at)


def _is_of_total(paragraph: Paragraph, chain: Chain, at: int, roles: Roles) -> bool:
    """Whether a figure is a mean or a part of the level before it, as the next level is: A，月均B，比上年的C.

    So are all that are listed: 在校生3,260人，其中博士生820人、硕士生2,440人，较上年末的3,020人增加240人.
    """
    listed = paragraph.listed(at)
    first, last = listed.start, listed.stop
    one, now = paragraph.claims[at], paragraph.claims[chain.places.get(NOW, at)]
    if last == len(paragraph.claims) or roles[last].part != BEFORE or now is one:
        return False
    total, part, before = (middle(each.interval) for each in (now, one, paragraph.claims[last]))
    alike = now.unit == one.unit == paragraph.claims[last].unit and now.measure == "level"
    of_it = one.measure == "mean" or pattern("tells_a_part").match(paragraph.before(first))
    if not (alike and of_it and total and part and before):
        return False
    by = [abs(middle(each.interval) or 0) for each in paragraph.claims[last + 1 : last + 2]]
    if (abs(total - before) in by) != (abs(part - before) in by):
        return abs(total - before) in by
    return total * part < before * before  # nearer to the total


def _is_place_among(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> bool:
    """Whether one of two levels is a place and the other counts things: 590所高校中，由第186位升到第171位."""
    levels = [chain.places[part] for part in (NOW, BEFORE) if part in chain.places]
    if role.part not in {NOW, BEFORE} or not levels:
        return False
    one, two = paragraph.claims[at], paragraph.claims[levels[0]]
    if (one.measure == "rank") == (two.measure == "rank"):
        return False
    return any(claim.unit not in words("units_of_places") for claim in (one, two))


def _comes_to_more(paragraph: Paragraph, at: int) -> bool:
    """Whether what a level came to is told right behind it, and nothing before: 归集A，余额由B增至C."""
    return reaches(paragraph, at + 1) and pattern("began_from").search(paragraph.names[at]) is not None


def _is_behind_what_was_left(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> bool:
    """Whether the level before is of something else: what was left over, or told in brackets just before.

    上年结转82件，本年新收300件，同比增长5%; 受理案件（上年旧存123件）2345件; 上年末存栏2万头，今年出栏3万头.
    Or it has a change of its own: 上学期A，增加B，下学期C.
    """
    if role.part != NOW or BEFORE not in chain.places:
        return False
    before, said = chain.places[BEFORE], paragraph.names[at]
    moved = any(chain.places.get(part, -1) > before for part in (CHANGE, GROWTH))
    if (moved and role.timed) or paragraph.depths[before] > paragraph.depths[at]:
        return True
    left = pattern("stock_left").search(paragraph.names[before]) if role.noun else None
    stock = pattern("stock_at_end").search(paragraph.names[before]) if said else None
    if stock and not pattern("told_at_end").search(said):
        new = pattern("grows_a_stock").search(said) is not None
        if not set(stock["noun"]) <= set(said) or (new and not pattern("grows_a_stock").search(stock[0])):
            return True
    return left is not None and left[0] not in said


def _goes_on(paragraph: Paragraph, chain: Chain, role: Role) -> bool:
    """Whether a sentence says only how the one level of that before it moved: 用水63亿；与上年相比减少1亿."""
    now = chain.places.get(NOW, -1)
    alone = len(chain.places) == 1 and now >= 0 and (not now or paragraph.opens[now])
    return alone and role.part in {CHANGE, GROWTH} and not role.noun


def _whole_told_again(paragraph: Paragraph, at: int) -> int | None:
    """Return the total before its parts that the words of a figure are of: 其中门诊59万，总量比上年增长8%."""
    said = paragraph.before(at)
    closes = "成" in said and pattern("closes_parts").match(said)
    if not closes and not pattern("of_the_whole").match(paragraph.names[at]):
        return None
    first = pattern("made_of") if closes else pattern("opens_parts")
    for part in range(at - 1, 0, -1):
        said = paragraph.before(part)
        if first.search(said):
            return part - 1
        if paragraph.opens[part]:
            return None
    return None


def _whole_of_list(paragraph: Paragraph, at: int, role: Role) -> int | None:
    """Return the total whose change follows the list of its parts: 94件，其中来访61件、来信33件，减少18件.

    None where the figures fit the last part.
    """
    if role.part not in {CHANGE, GROWTH} or role.noun or at < FEWEST:
        return None
    first = paragraph.listed(at - 1).start
    is_list = 0 < first < at - 1 and opens_parts(paragraph.before(first))
    return first - 1 if is_list and not _fits(paragraph, at - 1, at) else None


def _fits(paragraph: Paragraph, level: int, at: int) -> bool:
    """Whether a change and the growth behind it are those of a level."""
    told = [paragraph.claims[one].interval for one in (level, at, at + 1) if one < len(paragraph.claims)]
    known = [one for one in told if one is not None]
    if len(known) < FEWEST or paragraph.claims[at + 1].unit != "%" or paragraph.claims[at].unit == "%":
        return False
    now, change, growth = known
    return (change * 100).meets(growth * (now - change))


def _after(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> Role:
    """Return what a figure is behind the others of its chain: of two levels, the later is now."""
    claim, places = paragraph.claims[at], chain.places
    if role.part == BEFORE and BEFORE in places and NOW not in places:
        return _second_level(paragraph, places, at, role)
    told = role.timed and (role.part == NOW or (role.part == BEFORE and not role.noun))
    if told and places.keys() == {NOW}:  # no 上半年A，同比增长B，下半年C
        earlier = paragraph.claims[places[NOW]]
        if _ends_before(earlier, claim) and earlier.unit == claim.unit:
            places[BEFORE] = places.pop(NOW)
            return role._replace(part=NOW, noun="")
    if role.part == NOW and {BEFORE, CHANGE} & places.keys():
        goes_on = not pattern("clause_stops").search(paragraph.before(at))
        if goes_on or (role.timed and len(role.noun) <= 2):
            return role._replace(noun="")
    now = paragraph.claims[places[NOW]] if NOW in places else None
    counts = now is not None and len(role.noun) == _UNIT_AND_COUNT and role.noun[:1] == now.unit[:1]
    return role._replace(noun="") if counts else role


def _second_level(paragraph: Paragraph, places: dict[str, int], at: int, role: Role) -> Role:
    """Return what a second level is that seems to be an earlier one; the first is now if it is the later."""
    claim, first = paragraph.claims[at], paragraph.claims[places[BEFORE]]
    if pattern("began_from").search(paragraph.names[at]):
        return role  # 上年为A，增长B，…由C增加到D
    if _ends_before(first, claim):
        return role._replace(part=NOW)
    if first.period[:4] > claim.period[:4] and first.unit == claim.unit:
        places[NOW] = places.pop(BEFORE)  # 2024年受理186件，上年为168件
    return role


def _ends_before(one: Claim, two: Claim) -> bool:
    """Whether the time of a figure is known, and ends before that of another."""
    first, last = (claim.period.rpartition("/")[2] for claim in (one, two))
    return first != "" and first < last


_UNIT_AND_COUNT = 2
"""Characters of 场次, 件数: the count of what is told in 场 or 件."""
