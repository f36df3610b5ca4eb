"""Movements: a level, the one before it, and by how much or how fast it came from one to the other.

Figures of one movement follow one another in a sentence; of what they are is said once. Their claims get one
name and the periods that belong to it, and the rules compare them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.periods import shifted
from gouji.reading.draft.clauses import opens_parts
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.refusal import Refusal
from gouji.reading.links.roles import (
    BEFORE,
    CHANGE,
    GROWTH,
    NOW,
    OTHER,
    Role,
    may_be_before,
    may_change,
    role_of,
)


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
        """Take a figure in."""
        self.places[role.part] = at
        self.held = self.held or role.held
        if role.noun and not self.noun:
            self.noun, self.named = role.noun, at


def _stretches(paragraph: Paragraph) -> Iterator[range]:
    """Yield the figures of each sentence, with those of the next where it says only how that moved."""
    first, goes_on = 0, pattern("moved_since").search
    for at, opens in enumerate(paragraph.opens):
        if opens and at > first and not goes_on(paragraph.before(at)):
            yield range(first, at)
            first = at
    yield range(first, len(paragraph.claims))


def _may_tell(paragraph: Paragraph, stretch: range) -> bool:
    """Whether a stretch may tell a movement: a level before, a change with its level, a total once more."""
    if len(stretch) < _FEWEST_TOLD:
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


_FEWEST_TOLD = 2
"""Figures of a stretch that may tell a movement."""


def _may_be_told_again(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure may be of a total told before its parts, or open a list of these."""
    said = paragraph.gaps[at]
    closes = "成" in said and pattern("closes_parts").match(said)
    again = closes or pattern("of_the_whole").match(paragraph.names[at])
    return bool(again or (opens_parts(said) and pattern("joins_list").match(paragraph.gaps[at + 1])))


class _Roles(dict[int, Role]):
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


def moved(paragraph: Paragraph) -> Iterator[Claim | Refusal]:
    """Yield the claims of movements, with the names, periods and measures that they have by one another."""
    roles, found = _Roles(paragraph), list[Claim]()
    for stretch in _stretches(paragraph):
        if _may_tell(paragraph, stretch):
            yield from _unnamed_changes(paragraph, stretch, roles)
            chains = list(_chains(paragraph, stretch, roles))
            movements = [chain for chain in chains if _is_movement(paragraph, chain)]
            found += (claim for chain in movements for claim in _claims(paragraph, chain))
    yield from roles.refusals()
    yield from found
    if found:
        yield from _of_others(paragraph, roles, found)


def _of_others(paragraph: Paragraph, roles: _Roles, found: list[Claim]) -> Iterator[Claim]:
    """Yield the changes that have the name of a movement and a noun of their own: 高出全市平均11个百分点."""
    names, starts = {one.indicator for one in found}, {one.start for one in found}
    for at, claim in enumerate(paragraph.claims):
        if claim.indicator in names and claim.start not in starts:
            part, noun, *_ = roles[at]
            if part in {CHANGE, GROWTH} and noun[1:] and noun not in claim.indicator:
                yield claim._replace(indicator=noun)


def _unnamed_changes(paragraph: Paragraph, stretch: range, roles: _Roles) -> Iterator[Claim]:
    """Yield the changes whose clause says only that something moved: it is the level before them."""
    level: Claim | None = None
    for at in stretch:
        claim = paragraph.claims[at]
        if paragraph.opens[at]:
            level = None
        same = level and claim.measure == "level" and claim.unit == level.unit
        if level and same and roles[at].part == CHANGE and not roles[at].noun:
            if _is_less(claim, level) and not pattern("falls_by").search(paragraph.names[at]):
                yield claim._replace(
                    indicator=level.indicator, measure="change", period=level.period, subjects=level.subjects
                )
        elif claim.measure == "level":
            level = claim if claim.indicator else None


def _chains(paragraph: Paragraph, stretch: range, roles: _Roles) -> Iterator[Chain]:
    """Yield the figures of a stretch that may be of one movement; each lies within a sentence."""
    chain = Chain()
    for at in stretch:
        role = _after(paragraph, chain, at, roles[at])
        if paragraph.opens[at] and chain.places and not _goes_on(paragraph, chain, role):
            yield chain
            chain = Chain()
        if role.part == OTHER and not role.noun:
            continue  # 为预算的101.2%, between a level and its growth
        whole = _whole_told_again(paragraph, at)
        whole = _whole_of_list(paragraph, at, role) if whole is None else whole
        part = opens_parts(paragraph.before(at)) is not None
        part = part or _is_place_among(paragraph, chain, at, role)
        if role.part == OTHER or whole is not None or part or not chain.takes(role):
            yield chain
            chain = Chain() if whole is None else Chain(roles[whole].noun, whole, {NOW: whole}, again=True)
        if role.part != OTHER:
            chain.add(at, role)
    yield chain


def _is_place_among(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> bool:
    """Whether one of two levels is a place and the other counts things: 590所高校中，由第186位升到第171位."""
    levels = [chain.places[part] for part in (NOW, BEFORE) if part in chain.places]
    if role.part not in {NOW, BEFORE} or not levels:
        return False
    one, two = paragraph.claims[at], paragraph.claims[levels[0]]
    places = [claim.measure == "rank" for claim in (one, two)]
    counts = any(claim.unit not in words("units_of_places") for claim in (one, two))
    return places[0] != places[1] and counts


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
    if role.part not in {CHANGE, GROWTH} or role.noun or at < _FEWEST:
        return None
    first = at - 1
    while first and pattern("joins_list").match(paragraph.before(first)):
        first -= 1
    is_list = 0 < first < at - 1 and opens_parts(paragraph.before(first))
    return first - 1 if is_list and not _fits(paragraph, at - 1, at) else None


def _fits(paragraph: Paragraph, level: int, at: int) -> bool:
    """Whether a change and the growth behind it are those of a level."""
    told = [paragraph.claims[one].interval for one in (level, at, at + 1) if one < len(paragraph.claims)]
    known = [one for one in told if one is not None]
    if len(known) < _FEWEST or paragraph.claims[at + 1].unit != "%" or paragraph.claims[at].unit == "%":
        return False
    now, change, growth = known
    return (change * 100).meets(growth * (now - change))


def _after(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> Role:
    """Return what a figure is behind the others of its chain: of two levels, the later is now."""
    claim, places = paragraph.claims[at], chain.places
    if role.part == BEFORE and BEFORE in places and NOW not in places:
        return _second_level(paragraph, places, at, role)
    if role.part == NOW and NOW in places and BEFORE not in places:
        earlier = paragraph.claims[places[NOW]]
        if earlier.period < claim.period and earlier.unit == claim.unit and role.timed:
            places[BEFORE] = places.pop(NOW)
            return role._replace(noun="")
    if role.part == NOW and {BEFORE, CHANGE} & places.keys():
        goes_on = not pattern("clause_stops").search(paragraph.before(at))
        if goes_on or (role.timed and len(role.noun) <= _LONGEST_VERB):
            return role._replace(noun="")
    now = paragraph.claims[places[NOW]] if NOW in places else None
    counts = now is not None and len(role.noun) == _UNIT_AND_COUNT and role.noun[:1] == now.unit[:1]
    return role._replace(noun="") if counts else role


def _second_level(paragraph: Paragraph, places: dict[str, int], at: int, role: Role) -> Role:
    """Return what a second level is that seems to be an earlier one; the first is now if it is the later."""
    claim, first = paragraph.claims[at], paragraph.claims[places[BEFORE]]
    if pattern("began_from").search(paragraph.names[at]):
        return role  # 上年为A，增长B，…由C增加到D
    if first.period < claim.period:
        return role._replace(part=NOW)
    if first.period[:4] > claim.period[:4] and first.unit == claim.unit:
        places[NOW] = places.pop(BEFORE)  # 2024年受理186件，上年为168件
    return role


_LONGEST_VERB = 2
"""Characters of a verb that says what something came to: 今年定格在."""
_UNIT_AND_COUNT = 2
"""Characters of 场次, 件数: the count of what is told in 场 or 件."""


def _is_movement(paragraph: Paragraph, chain: Chain) -> bool:
    """Whether figures are a movement: there is a level now, one more, and their units go together."""
    places = chain.places
    if (chain.held and _is_compared_twice(paragraph, places)) or _is_of_another_year(paragraph, places):
        return False
    if NOW not in places:
        return _has_only_before(paragraph, places)
    if len(places) < _FEWEST and BEFORE not in places and not chain.again:
        return False
    only = not {CHANGE, GROWTH} & places.keys()
    if only and BEFORE in places and places[BEFORE] > places[NOW] and _came_from(paragraph, places):
        return False  # 由 behind a level begins what it is made of
    claims = {part: paragraph.claims[at] for part, at in places.items()}
    now, by = claims[NOW], [claims[part] for part in (CHANGE, GROWTH) if part in claims]
    before, of_ranks = claims.get(BEFORE, now), now.measure == "rank"
    is_rank = before.measure == "rank" or before.unit in words("units_of_places")
    levels = is_rank if of_ranks else before.unit == now.unit and before.measure != "rank"
    less = of_ranks or all(_is_less(one, now) for one in by)
    return len(claims) > 1 and levels and less and {one.unit for one in by} <= _units(now)


def _is_of_another_year(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether a growth is not since the level told behind it: 增长8%，恢复至2019年（A）的106%."""
    if not {NOW, BEFORE} <= places.keys() or not _is_behind_change(places):
        return False
    now, before = (paragraph.claims[places[part]].period for part in (NOW, BEFORE))
    return before not in {"", now, shifted(now, -1)}


def _is_behind_change(places: Mapping[str, int]) -> bool:
    """Whether the level before is told behind the change or the growth."""
    return any(places[part] < places[BEFORE] for part in (CHANGE, GROWTH) if part in places)


def _is_compared_twice(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether a sentence tells another change of a level: 比上年提高A, and 高于全国平均（B）C."""
    if _is_behind_change(places):
        return True
    for at in range(min(places.values()), len(paragraph.claims)):
        if at > min(places.values()) and paragraph.opens[at]:
            return False
        if paragraph.claims[at].changes and at not in places.values():
            return True
    return False


def _has_only_before(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether a level before is compared with one told elsewhere: 收入比上年的2958万元增加327万元."""
    if BEFORE not in places or not pattern("of_last_year").search(paragraph.names[places[BEFORE]]):
        return False
    by = {paragraph.claims[at].unit for part, at in places.items() if part != BEFORE}
    return bool(by) and by <= _units(paragraph.claims[places[BEFORE]])


def _came_from(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    return pattern("began_from").search(paragraph.names[places[BEFORE]]) is not None


def _may_be_long_ago(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether a level was earlier and nothing says when: 由A增长到B."""
    if len(places) >= _FEWEST or BEFORE not in places or not _came_from(paragraph, places):
        return False
    # 五保户较上年减少，由14户减为11户
    return pattern("earlier").search(paragraph.before(places[BEFORE])) is None


def _units(now: Claim) -> set[str]:
    """Return the units that changes of a level have."""
    if now.measure == "rank":
        return set(words("units_of_places"))
    return {POINTS, "%"} if now.unit == "%" else {now.unit, "%"}


_FEWEST = 3
"""Figures of a movement without the level before."""


def _is_less(change: Claim, level: Claim) -> bool:
    """Whether a change may be one of a level: it is less than that, if it has its unit."""
    if change.unit != level.unit or change.unit == "%" or change.interval is None or level.interval is None:
        return True
    high, low = change.interval.high, level.interval.low
    return high is not None and low is not None and high < low


def _name(paragraph: Paragraph, chain: Chain) -> str:
    """Return what the figures of a chain are of: as its first noun is read, without the words of movement."""
    told = sorted(chain.places.values(), key=lambda at: (at != chain.named, at))
    name = next((paragraph.claims[at].indicator for at in told if paragraph.claims[at].indicator), "")
    ranked = any(paragraph.claims[at].measure == "rank" for at in told)
    if ranked and not set(chain.noun) & set(name):  # the name is carried from another clause
        own = chain.noun if chain.noun[_SHORTEST_NAME:] else ""
        if not chain.noun:
            own = _subject(paragraph, min(told))
        if own or name:
            return own or name
        return words("name_of_places")[0] if len(told) >= _FEWEST else chain.noun
    before, noun, rest = name.rpartition(chain.noun) if chain.noun else ("", "", "")
    if rest in words("dependent"):
        return name  # 执行到位金额: what is counted is no word of movement
    return before + noun or name or chain.noun or _subject(paragraph, min(chain.places.values()))


_SHORTEST_NAME = 4
"""Characters of a noun that is surely a name."""


def _subject(paragraph: Paragraph, first: int) -> str:
    """Return the clause before the first figure of a movement: 平均审理天数，上年为52天，今年…."""
    found = pattern("subject_of_movement").search(paragraph.before(first))
    return found["subject"] if found else ""


def _claims(paragraph: Paragraph, chain: Chain) -> Iterator[Claim]:
    places = chain.places
    now = paragraph.claims[places.get(NOW, max(places.values()))]
    before = paragraph.claims[places[BEFORE]] if BEFORE in places else None
    name, last, falls = _name(paragraph, chain), shifted(now.period, -1), _falls(paragraph, places)
    earlier = before.period if before and before.period != now.period else ""
    if not name or not (last or earlier) or falls is None:
        return
    if not earlier and not _may_be_long_ago(paragraph, places):
        earlier = last

    def of_movement(claim: Claim, period: str, measure: str) -> Claim:
        return claim._replace(
            indicator=name,
            subjects=now.subjects,
            scope=now.scope if measure == now.measure else claim.scope or now.scope,
            section=now.section,
            period=period,
            measure=measure,
        )

    if NOW in places:
        yield now._replace(indicator=name)
    if before:
        yield of_movement(before, earlier, now.measure if NOW in places else before.measure)
    for part in (CHANGE, GROWTH):
        if part in places:
            at = places[part]
            claim = of_movement(paragraph.claims[at], now.period, part)
            interval = _signed(claim.interval, falls=falls) if paragraph.is_exact(at) else claim.interval
            base = earlier if claim.base in {"", now.period} else claim.base
            yield claim._replace(base="" if base == last else base, interval=interval)


def _falls(paragraph: Paragraph, places: Mapping[str, int]) -> bool | None:
    """Return whether a movement is a fall: by its levels, since not all verbs are known, or by these."""
    if not {NOW, BEFORE} <= places.keys():
        said = (paragraph.names[at] for part, at in places.items() if part in {CHANGE, GROWTH})
        return any(map(pattern("falls_by").search, said))
    now, before = paragraph.claims[places[NOW]], paragraph.claims[places[BEFORE]].interval
    if now.interval is None or before is None or now.interval.low is None or before.low is None:
        return None
    return (now.interval.low < before.low) != (now.measure == "rank")


def _signed(change: Interval | None, *, falls: bool) -> Interval | None:
    """Return a change with the sign of its movement."""
    if change is None or change.low is None or not falls or change.low < 0:
        return change
    return -change
