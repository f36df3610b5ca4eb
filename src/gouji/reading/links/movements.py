"""Movements: a level, the one before it, and by how much or how fast it came from one to the other.

Figures of one movement follow one another: one level now, one that words mark as earlier, and changes, rates
of growth or points between them. Their claims get one name and the periods that belong to it, and the rules
compare them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.periods import Period
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph

NOW, BEFORE, CHANGE, GROWTH, OTHER = "now", "before", "change", "growth", "other"
_PLAIN = ("bare_figure", "reached_by")
_LEVELS = frozenset({"level", "mean", "share", "rank"})


@dataclass(frozen=True, slots=True)
class Movement:
    """Figures of one movement, by their places in the paragraph.

    Attributes:
        now: The level that it came to.
        before: The level that it began with.
        by: Changes and rates of growth.
    """

    now: int
    before: int
    by: tuple[int, ...]


def moved(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the claims of movements, with the names, periods and measures that they have by one another."""
    roles = [_role(paragraph, at) for at in range(len(paragraph.claims))]
    yield from _unnamed_changes(paragraph)
    for movement in _movements(paragraph, roles):
        yield from _claims(paragraph, movement, roles)


def _unnamed_changes(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the changes whose clause says only that something moved: it is the level before them."""
    level: Claim | None = None
    for at, claim in enumerate(paragraph.claims):
        words = paragraph.names[at]
        if pattern("sentence_ends").search(paragraph.before(at)):
            level = None
        if level and claim.measure == "level" and claim.unit == level.unit and _only_moves(words):
            if _is_less(claim, level) and not pattern("falls_by").search(words):
                yield claim._replace(
                    indicator=level.indicator, measure="change", period=level.period, subjects=level.subjects
                )
        elif claim.measure == "level":
            level = claim if claim.indicator else None


def _role(paragraph: Paragraph, at: int) -> str:
    """Return what part of a movement a figure may be, by its unit and the words of its clause around it."""
    claim, said = paragraph.claims[at], paragraph.names[at]
    quote = paragraph.text[claim.start : claim.end]
    planned = pattern("planned_behind").match(paragraph.behind(at))
    if pattern("yearly").search(said) or planned:
        return OTHER
    if claim.unit == POINTS or claim.measure == "growth":
        return GROWTH if claim.measure == "growth" else CHANGE
    if claim.measure == "change" or (claim.measure == "level" and _only_moves(said)):
        return CHANGE if claim.unit != "%" else GROWTH
    plain = claim.measure == "rank" or any(
        pattern(name).match(quote) for name in ("bare_figure", "reached_by")
    )
    if claim.measure not in _LEVELS or not plain or pattern("compared").search(said):
        return OTHER
    return BEFORE if pattern("began_with").search(said) else NOW


def _movements(paragraph: Paragraph, roles: Sequence[str]) -> Iterator[Movement]:
    """Yield the movements of a paragraph: in one sentence, one level now and what stands around it."""
    for first, last in _runs(paragraph, roles):
        now = [at for at in range(first, last) if roles[at] == NOW]
        before = [at for at in range(first, last) if roles[at] == BEFORE]
        by = tuple(at for at in range(first, last) if roles[at] in {CHANGE, GROWTH})
        if len(now) == len(before) == 1 and by and _fit(paragraph, now[0], before, by):
            yield Movement(now[0], before[0], by)


def _runs(paragraph: Paragraph, roles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield runs of figures in one sentence with no other level between them.

    A run ends before a second level now that what is told so far does not wait for.
    """
    first = 0
    for at in range(1, len(roles) + 1):
        ended = (
            at == len(roles) or roles[at] == OTHER or pattern("sentence_ends").search(paragraph.before(at))
        )
        told = roles[first:at]
        if (
            ended
            or (roles[at] == NOW and NOW in told)
            or (told and _is_of_another(paragraph, first, at, roles))
        ):
            if at - first > 1:
                yield first, at
            first = at if at < len(roles) and roles[at] != OTHER else at + 1


def _only_moves(words: str) -> bool:
    """Whether a clause says by how much something moved, and nothing else."""
    return pattern("went_by").search(words) is not None and not pattern("words_of_movement").sub("", words)


def _is_of_another(paragraph: Paragraph, first: int, at: int, roles: Sequence[str]) -> bool:
    """Whether a figure names something that the run before it does not: 夺金数与上届持平 behind 运动员."""
    if roles[at] == NOW:
        return False
    own = pattern("words_of_movement").sub("", paragraph.claims[at].indicator)
    names = [claim.indicator for claim in paragraph.claims[first:at] if claim.indicator]
    return bool(own) and not any(own in name or name in own for name in names)


def _fit(paragraph: Paragraph, now: int, before: Sequence[int], by: Sequence[int]) -> bool:
    """Whether the units of a movement go together."""
    claims, unit = paragraph.claims, paragraph.claims[now].unit
    ranks = [claims[one].measure == "rank" for one in (now, *before)]
    levels = all(ranks) or (not any(ranks) and all(claims[one].unit == unit for one in before))
    changes = [claims[one].unit for one in by]
    allowed = {POINTS, "%"} if unit == "%" else set(words("units_of_places")) if all(ranks) else {unit, "%"}
    less = all(ranks) or all(_is_less(claims[one], claims[now]) for one in by)
    return levels and less and set(changes) <= allowed and len(changes) == len(set(changes))


def _is_less(change: Claim, level: Claim) -> bool:
    """Whether a change may be one of a level: it is less than that, if it has its unit."""
    if change.unit != level.unit or change.unit == "%" or change.interval is None or level.interval is None:
        return True
    high, low = change.interval.high, level.interval.low
    return high is not None and low is not None and high < low


def _claims(paragraph: Paragraph, movement: Movement, roles: Sequence[str]) -> Iterator[Claim]:
    claims = paragraph.claims
    now, before = claims[movement.now], claims[movement.before]
    names = [now.indicator, before.indicator, *(claims[one].indicator for one in movement.by)]
    name, falls = next(filter(None, names), ""), _falls(paragraph, movement)
    if not name or not now.period.isdigit() or falls is None:
        return
    last = _year_before(now.period)
    earlier = before.period if before.period not in {"", now.period} else last

    def of_movement(claim: Claim, period: str, measure: str) -> Claim:
        return claim._replace(
            indicator=name,
            subjects=now.subjects,
            scope=claim.scope or now.scope,
            section=now.section,
            period=period,
            measure=measure,
        )

    yield now._replace(indicator=name)
    yield of_movement(before, earlier, now.measure)
    for one in movement.by:
        claim = of_movement(claims[one], now.period, "growth" if roles[one] == GROWTH else "change")
        bare = paragraph.is_exact(one)
        interval = _signed(claim.interval, falls=falls) if bare else claim.interval
        base = claim.base or ("" if earlier == last else earlier)
        yield claim._replace(base=base, interval=interval)


def _falls(paragraph: Paragraph, movement: Movement) -> bool | None:
    """Return whether a movement is a fall, by its levels: verbs of changes (短收, 缩水) are not all known."""
    claims = paragraph.claims
    now, before = claims[movement.now].interval, claims[movement.before].interval
    if now is None or before is None or now.low is None or before.low is None:
        return None
    return (now.low < before.low) != (claims[movement.now].measure == "rank")


def _signed(change: Interval | None, *, falls: bool) -> Interval | None:
    """Return a change with the sign of its movement."""
    if change is None or change.low is None or not falls or change.low < 0:
        return change
    return -change


def _year_before(period: str) -> str:
    previous = Period.read(period).previous()
    return previous.text if previous else ""
