"""Movements: a level, the one before it, and by how much or how fast it came from one to the other.

Figures of one movement follow one another in a sentence; of what they are is said once. Their claims get one
name and the periods that belong to it, and the rules compare them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.periods import a_year_before
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.roles import BEFORE, CHANGE, GROWTH, NOW, OTHER, Role, role_of

RoleAt = Callable[[int], Role]
"""Tells what a figure of a paragraph is, read when it is first asked for."""


@dataclass(slots=True)
class Chain:
    """Figures that follow one another and are of one thing, as they are read.

    Attributes:
        noun: What they are of; empty as long as nothing says so.
        named: Where the figure is whose clause says so.
        places: Where its figures are in the paragraph, by their parts.
    """

    noun: str = ""
    named: int = -1
    places: dict[str, int] = field(default_factory=dict)

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
        if role.noun and not self.noun:
            self.noun, self.named = role.noun, at


def moved(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements, with the names, periods and measures that they have by one another."""
    if len(paragraph.claims) < _FEWEST - 1:
        return
    role_at = cache(partial(role_of, paragraph))
    yield from _unnamed_changes(paragraph, role_at)
    sentences = [told for told in paragraph.sentences() if _may_move(paragraph, role_at, told)]
    chains = (chain for told in sentences for chain in _chains(paragraph, role_at, told))
    movements = [chain for chain in chains if _is_movement(paragraph, chain.places)]
    found = [claim for chain in movements for claim in _claims(paragraph, chain)]
    yield from found
    if found:
        yield from _of_others(paragraph, role_at, found)


def _may_move(paragraph: Paragraph, role_at: RoleAt, told: range) -> bool:
    """Whether a sentence may tell of a movement: of an earlier time, or of both a growth and a change."""
    claims = {at: paragraph.claims[at] for at in told} if len(told) >= _FEWEST - 1 else {}
    if len({claim.period for claim in claims.values()}) > 1:
        return True
    if claims and pattern("sign_of_before").search(*paragraph.around(told)):
        return True
    grows = any(role_at(at).part == GROWTH for at, claim in claims.items() if claim.unit == "%")
    return grows and any(role_at(at).part == CHANGE for at in told)


def _of_others(paragraph: Paragraph, role_at: RoleAt, found: list[Claim]) -> Iterator[Claim]:
    """Yield the changes that have the name of a movement and a noun of their own: 高出全市平均11个百分点."""
    names, starts = {one.indicator for one in found}, {one.start for one in found}
    for at, claim in enumerate(paragraph.claims):
        role = role_at(at) if claim.indicator in names and claim.start not in starts else None
        if role and role.part in {CHANGE, GROWTH} and role.noun[1:] and role.noun not in claim.indicator:
            yield claim._replace(indicator=role.noun)


def _unnamed_changes(paragraph: Paragraph, role_at: RoleAt) -> Iterator[Claim]:
    """Yield the changes whose clause says only that something moved: it is the level before them."""
    level: Claim | None = None
    for at, claim in enumerate(paragraph.claims):
        if paragraph.opens[at]:
            level = None
        if claim.measure != "level":
            continue
        if level and claim.unit == level.unit and role_at(at).part == CHANGE and not role_at(at).noun:
            if _is_less(claim, level) and not pattern("falls_by").search(paragraph.names[at]):
                yield claim._replace(
                    indicator=level.indicator, measure="change", period=level.period, subjects=level.subjects
                )
        else:
            level = claim if claim.indicator else None


def _chains(paragraph: Paragraph, role_at: RoleAt, told: range) -> Iterator[Chain]:
    """Yield the figures of a sentence that may be of one movement."""
    chain = Chain()
    for at in told:
        role = _after(paragraph, chain, at, role_at(at))
        if role.part == OTHER and not role.noun:
            continue  # 为预算的101.2%, between a level and its growth
        whole = _whole_told_again(paragraph, at)
        part = pattern("opens_parts").match(paragraph.before(at)) is not None
        if role.part == OTHER or whole is not None or part or not chain.takes(role):
            yield chain
            chain = Chain() if whole is None else Chain(role_at(whole).noun, whole, {NOW: whole})
        if role.part != OTHER:
            chain.add(at, role)
    yield chain


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


def _after(paragraph: Paragraph, chain: Chain, at: int, role: Role) -> Role:
    """Return what a figure is behind the others of its chain: of two levels, the later is now."""
    claim, places = paragraph.claims[at], chain.places
    if role.part == BEFORE and BEFORE in places and NOW not in places:
        first = paragraph.claims[places[BEFORE]]
        if first.period < claim.period:
            return role._replace(part=NOW)
        if first.period[:4] > claim.period[:4] and first.unit == claim.unit:
            places[NOW] = places.pop(BEFORE)  # 2024年受理186件，上年为168件
        return role
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


_LONGEST_VERB = 2
"""Characters of a verb that says what something came to: 今年定格在."""
_UNIT_AND_COUNT = 2
"""Characters of 场次, 件数: the count of what is told in 场 or 件."""


def _is_movement(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether figures are a movement: there is a level now, one more, and their units go together."""
    if NOW not in places:
        return _has_only_before(paragraph, places)
    if len(places) < _FEWEST and BEFORE not in places:
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
    if len(places) >= _FEWEST or not _came_from(paragraph, places):
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
    name, last, falls = _name(paragraph, chain), a_year_before(now.period), _falls(paragraph, places)
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
