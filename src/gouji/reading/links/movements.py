"""Movements: a level or place, the one before it, and by how much or how fast it came from one to the other.

Figures of one movement follow one another in a sentence; of what they are is said once. Their claims get one
name and the periods that belong to it, and the rules compare them.
"""

from collections.abc import Iterator, Mapping

from gouji.facts.figures.units import POINTS
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.nouns import known_as
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.chains import FEWEST, Chain, Roles, chains, may_tell, stretches
from gouji.reading.links.link import Refusal
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.roles import BEFORE, CHANGE, GROWTH, NOW, OTHER, signed, tells_two_bases
from gouji.reading.numbered import value_of_count


def moved(paragraph: Paragraph) -> Iterator[Claim | Refusal]:
    """Yield the claims of movements, with the names, periods and measures that they have by one another."""
    roles, found = Roles(paragraph), list[Claim]()
    for stretch in stretches(paragraph):
        if may_tell(paragraph, stretch):
            yield from _unnamed_changes(paragraph, stretch, roles)
            for chain in chains(paragraph, stretch, roles):
                if _is_movement(paragraph, chain):
                    found += _claims(paragraph, chain)
                elif {NOW, CHANGE, BEFORE} <= chain.places.keys():
                    yield from _since_start(paragraph, chain.places)
    yield from roles.refusals()
    yield from found
    if found:
        yield from _of_others(paragraph, roles, found)


def _of_others(paragraph: Paragraph, roles: Roles, found: list[Claim]) -> Iterator[Claim]:
    """Yield the changes that have the name of a movement and a noun of their own: 高出全市平均11个百分点."""
    names, starts = {one.indicator for one in found}, {one.start for one in found}
    for at, claim in enumerate(paragraph.claims):
        if claim.indicator in names and claim.start not in starts:
            part, noun, *_ = roles[at]
            over = part == OTHER and claim.changes and pattern("over_others").search(noun)
            if (over or part in {CHANGE, GROWTH}) and noun[1:] and noun not in claim.indicator:
                yield claim._replace(indicator=noun)


def _unnamed_changes(paragraph: Paragraph, stretch: range, roles: Roles) -> Iterator[Claim]:
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
            level = claim if claim.indicator and roles[at].part != BEFORE else None


def _is_movement(paragraph: Paragraph, chain: Chain) -> bool:
    """Whether figures are a movement: there is a level now, one more, and their units go together."""
    places = chain.places
    if (chain.held and _is_compared_twice(paragraph, places)) or _is_of_another_year(paragraph, places):
        return False
    if NOW not in places:
        return _has_only_before(paragraph, places)
    if len(places) < FEWEST and BEFORE not in places and not chain.again:
        return False
    only = not {CHANGE, GROWTH} & places.keys()
    if only and BEFORE in places and places[BEFORE] > places[NOW] and _came_from(paragraph, places):
        return False  # 由 behind a level begins what it is made of
    claims = {part: paragraph.claims[at] for part, at in places.items()}
    if BEFORE in places and pattern("bare_flow").fullmatch(claims[NOW].indicator):
        return False  # 企业126家，新进18家，净增7家，年初为119家
    now, by = claims[NOW], [claims[part] for part in (CHANGE, GROWTH) if part in claims]
    before, of_ranks = claims.get(BEFORE, now), now.measure == "rank"
    is_rank = before.measure == "rank" or before.unit in words("units_of_places")
    levels = is_rank if of_ranks else before.unit == now.unit and before.measure != "rank"
    less = of_ranks or all(_is_less(one, now) for one in by)
    return len(claims) > 1 and levels and less and {one.unit for one in by} <= _units(now)


def _since_start(paragraph: Paragraph, places: Mapping[str, int]) -> Iterator[Claim]:
    """Yield a change since a year began beside the level of another time: 较年初…，去年同期为1.28%."""
    claim, last = paragraph.claims[places[CHANGE]], shifted(paragraph.claims[places[NOW]].period, -1)
    since = pattern("time_of_base").search(paragraph.before(places[CHANGE]))
    begins = since and since["start"] and last.isdigit()
    if begins and tells_two_bases(paragraph, places[NOW], places[BEFORE]):
        yield claim._replace(base=f"{last}-12")


def _is_of_another_year(paragraph: Paragraph, places: Mapping[str, int]) -> bool:
    """Whether a growth is not since the level told behind it: 增长8%，恢复至2019年（A）的106%.

    Nor since the half of the year before: 上半年A，下半年B，同比增长C.
    """
    if not {NOW, BEFORE} <= places.keys():
        return False
    if tells_two_bases(paragraph, places[NOW], places[BEFORE]):
        return True
    now, before = (paragraph.claims[places[part]].period for part in (NOW, BEFORE))
    by = [paragraph.names[places[part]] for part in (CHANGE, GROWTH) if part in places]
    if before != now and before[:4] == now[:4] and any(map(pattern("since_last_year").search, by)):
        return True
    if not _is_behind_change(places):
        return False
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
    if len(places) >= FEWEST or BEFORE not in places or not _came_from(paragraph, places):
        return False
    # 五保户较上年减少，由14户减为11户
    return pattern("earlier").search(paragraph.before(places[BEFORE])) is None


def _units(now: Claim) -> set[str]:
    """Return the units that changes of a level have."""
    if now.measure == "rank":
        return set(words("units_of_places"))
    return {POINTS, "%"} if now.unit == "%" else {now.unit, "%"}


def _is_less(change: Claim, level: Claim) -> bool:
    """Whether a change may be one of a level: it is less than that, if it has its unit."""
    if change.unit != level.unit or change.unit == "%" or change.interval is None or level.interval is None:
        return True
    high, low = change.interval.high, level.interval.low
    return high is not None and low is not None and high < low


def _name(paragraph: Paragraph, chain: Chain) -> str:
    """Return what the figures of a chain are of: as its first noun is read, without the words of movement."""
    told = sorted(chain.places.values(), key=lambda at: (at != chain.named, at))
    names = (paragraph.claims[at].indicator for at in told)
    name = next((one for one in names if one and not pattern("says_how").fullmatch(one)), "")
    ranked = any(paragraph.claims[at].measure == "rank" for at in told)
    if ranked and not set(chain.noun) & set(name):  # the name is carried from another clause
        own = chain.noun if chain.noun[_SHORTEST_NAME:] else ""
        if not chain.noun:
            own = _subject(paragraph, min(told))
        if own or name:
            return own or name
        return words("name_of_places")[0] if len(told) >= FEWEST else chain.noun
    before, noun, rest = name.rpartition(chain.noun) if chain.noun else ("", "", "")
    if rest in words("dependent") or known_as(name) is not None:
        return name  # 执行到位金额, 地区生产总值: what is counted is no word of movement
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
    name, last = _name(paragraph, chain), shifted(now.period, -1)
    earlier = before.period if before and before.period != now.period else ""
    own = not earlier and _is_of_this_year(paragraph, places, now.period)
    falls = None if own else _falls(paragraph, places)
    if falls is None or not (name and (last or earlier)):
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
        at = places.get(part)
        if at is not None and paragraph.claims[at].section == now.section:
            claim = of_movement(paragraph.claims[at], now.period, part)
            told = pattern("moved_in_yield").search(paragraph.names[at])
            fell = falls if told is None else told["falls"] is not None
            interval = signed(claim.interval, falls=fell) if paragraph.is_exact(at) else claim.interval
            base = earlier if claim.base in {"", now.period} else claim.base
            yield claim._replace(base="" if base == last else base, interval=interval)


def _is_of_this_year(paragraph: Paragraph, places: Mapping[str, int], period: str) -> bool:
    """Whether a level said to be before is told of the year that what follows is of: 2023年为2260人."""
    said = paragraph.before(places[BEFORE]) if BEFORE in places else ""
    told = pattern("year_of_level").search(said)
    return told is not None and told["year"] == period


def _falls(paragraph: Paragraph, places: Mapping[str, int]) -> bool | None:
    """Return whether a movement is a fall: by its levels, since not all verbs are known, or by these."""
    if not {NOW, BEFORE} <= places.keys():
        said = (paragraph.names[at] for part, at in places.items() if part in {CHANGE, GROWTH})
        return any(map(pattern("falls_by").search, said))
    now, before = paragraph.claims[places[NOW]], paragraph.claims[places[BEFORE]].interval
    if now.interval is None or before is None or now.interval.low is None or before.low is None:
        return None
    return (now.interval.low < before.low) != (now.measure == "rank")


_VIA = "movement.places"


def places_moved(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield two places and the change told beside them, of one name and of the periods that they have.

    They follow one another in a sentence: the place before, the change and the place now, or both places
    and the change. The words of the first say that it is the earlier one.
    """
    for first in range(len(paragraph.claims) - 2):
        three = (first, first + 1, first + 2)
        if any(paragraph.opens[at] for at in three[1:]) or paragraph.claims[first].measure != "rank":
            continue
        for change, now in ((first + 1, first + 2), (first + 2, first + 1)):
            if _is_moved(paragraph, first, change, now):
                yield from _of_one(paragraph, first, change, now)
        if _is_told_behind(paragraph, first):
            yield from _of_one(paragraph, first + 1, first + 2, first)
    for now in range(len(paragraph.claims) - 2):
        before = _before_by_year(paragraph, now)
        if before:
            yield from _of_one(paragraph, before, now + 1, now)


def _before_by_year(paragraph: Paragraph, now: int) -> int | None:
    """Return the place of the year before, told behind: 2024年第9名，上升3名，2023年…是第12名."""
    claims, change = paragraph.claims, now + 1
    year = claims[now].period
    if claims[now].measure != "rank" or not year.isdigit() or paragraph.opens[change]:
        return None
    moves = claims[change].unit in words("units_of_places") and claims[change].measure in {"change", "level"}
    by = pattern("places_moved_by").search(paragraph.names[change] + paragraph.leads[change])
    if not moves or not by or pattern("place_of_before").search(paragraph.clause_before(now)):
        return None
    for at in range(change + 1, min(len(claims), change + 3)):
        if paragraph.opens[at]:
            return None
        if claims[at].measure == "rank" and claims[at].period == shifted(year, -1):
            named = pattern("place_by_year").search(paragraph.before(at))
            return at if named else None
    return None


def _is_moved(paragraph: Paragraph, before: int, change: int, now: int) -> bool:
    claims = paragraph.claims
    if claims[now].measure != "rank" or not claims[now].period.isdigit():
        return False
    if claims[change].unit not in words("units_of_places") or claims[change].measure not in {
        "change",
        "level",
    }:
        return False
    named = {claims[at].indicator for at in (before, change)} | {""}
    told_already = before > 0 and claims[before - 1].measure == "rank" and not paragraph.opens[before]
    if told_already or (now > change and claims[now].indicator not in named):
        return False
    said, reached = paragraph.clause_before(before), paragraph.quote(now) + paragraph.clause_before(now)
    earlier = pattern("place_of_before").search(said)
    later = not pattern("place_of_before").search(paragraph.clause_before(now))
    if now < change:
        later = later and pattern("moved_to_place").search(reached) is not None
    by = pattern("places_moved_by").search(paragraph.names[change] + paragraph.leads[change])
    return bool(earlier and later and by)


def _is_told_behind(paragraph: Paragraph, now: int) -> bool:
    """Whether the place of last year and the change stand behind a place: 第33位，去年第41位，前进了8位."""
    claims, change = paragraph.claims, now + 2
    told_already = now > 0 and claims[now - 1].measure == "rank" and not paragraph.opens[now]
    if told_already or claims[now + 1].measure != "rank" or not claims[now].period.isdigit():
        return False
    moves = claims[change].unit in words("units_of_places") and claims[change].measure in {"change", "level"}
    if not moves or pattern("place_of_before").search(paragraph.clause_before(now)):
        return False
    last, by = (paragraph.before(at) + paragraph.leads[at] for at in (now + 1, change))
    return bool(
        pattern("place_of_last").fullmatch(last.rstrip("第")) and pattern("places_moved_on").fullmatch(by)
    )


def _of_one(paragraph: Paragraph, before: int, change: int, now: int) -> Iterator[Claim]:
    claims = [paragraph.claims[at] for at in (before, change, now)]
    year = claims[2].period
    names = [one.indicator for one in (claims[2], claims[0]) if one.indicator]
    name = names[0] if names else words("name_of_places")[0]
    said = paragraph.names[change] + paragraph.leads[change]
    by = claims[1].interval
    if by is not None and pattern("places_lost").search(said) and (by.low or 0) > 0:
        by = -by
    yield claims[0]._replace(indicator=name, period=shifted(year, -1))
    yield claims[1]._replace(indicator=name, period=year, measure="change", base="", interval=by)
    yield claims[2]._replace(indicator=name)


_TWO = 2
"""Years between 前年 and the year reviewed."""
_OF_FIGURES = frozenset({"level", "growth", "change", "mean"})


def years_ago(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield levels of some years ago with their year, and the change right behind each with it as base."""
    for at, claim in enumerate(paragraph.claims[:-1]):
        found = pattern("ago").search(paragraph.names[at])
        change = paragraph.claims[at + 1]
        if not found or paragraph.behind(at) or not change.changes or not change.period.isdigit():
            continue
        years = value_of_count(found["count"]) if found["count"] else _TWO
        if years:
            year = f"{int(change.period) - years:04d}"
            yield _unsigned(claim)._replace(measure="level", period=year, base="", indicator=change.indicator)
            yield change._replace(base=year)


def _unsigned(claim: Claim) -> Claim:
    """Return a level that was taken for a fall as what is printed."""
    interval = claim.interval
    fell = interval is not None and interval.high is not None and interval.high < 0
    return claim._replace(interval=interval * -1) if interval is not None and fell else claim


def on_other_terms(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is counted otherwise than the figures before, in a scope of its own."""
    for at, claim in enumerate(paragraph.claims):
        if claim.measure in _OF_FIGURES and not claim.scope and paragraph.on_other_terms(at):
            yield claim._replace(scope="另一口径")
