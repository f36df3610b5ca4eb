"""GJ401: what several summaries tell differently."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.checks.bindings.reported_values import tellings
from gouji.checks.bindings.revisions import census, revision
from gouji.checks.bindings.slips import is_slip
from gouji.checks.bindings.surrounding_words import clause_of
from gouji.checks.rule import Phrase, Verdict, bind, judged, rule, tell, unchecked
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ401", name="told-differently", level="warning", scope="matter")
def told_differently(facts: Facts) -> Iterator[Verdict]:
    """Summaries that tell the same thing of the same period tell the same figure.

    Why: of two figures for one thing one at least is out of date, of another scope, or wrong; a
    reader who holds both reports cannot know which.

    Compared are figures with one comparison key (indicator, measure, base, area or subjects, period,
    scope, unit class, told or aimed at) in different summaries. The class says what explains them:
    *revision* (a stage or `revisable` announces it, or it is one that is adjusted every year; a note), *known
    benchmark year* (a census that revises it was counted in between; a note), *restated scope* (one of them
    names a scope and the other none), *silent change* (nothing is said). What is expected is not held
    against what came, nor last year's target against this year's. Where one summary tells several
    values (parts under one indicator), and where nobody says whose figures they are, nothing is decided.
    Ordinals and dates are other rules' business, magnitudes and transposed digits GJ701's and GJ702's.

    Example:
        95项 in one announcement and 97项 in another, of the same first batch.

    Source: the practice of comparing vintages of a statistic; intervals as in XBRL Calculations 1.1.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts.of_form("count", "amount", "ratio", "point")
        if fact.trouble
    )
    yield from (_verdict(facts, vintage) for vintage in facts.derive(vintages))


def _verdict(facts: Facts, vintage: Vintage) -> Verdict:
    one, two, agreement = vintage.one, vintage.two, vintage.agreement
    bound = (*tell(one, "told"), *(tell(two, "told") if two else ()))
    if vintage.obstacle:
        return Verdict("unchecked", bind(*vintage.others) or bound, reason=vintage.obstacle)
    if two is None or agreement is None:
        return Verdict("consistent", bound, details={"class": "same"})
    kind, level = _CLASSES[vintage.explained]
    told = _told(facts, vintage, two)
    found = judged(agreement, bound, level, "told-differently", told, details={"class": kind})
    # Of a slip of the pen GJ701 and GJ702 tell.
    return replace(found, message="") if is_slip(facts, one.first, two.first) else found


def _told(facts: Facts, vintage: Vintage, other: Telling) -> dict[str, MessageValue]:
    one, two = vintage.one.first, other.first
    return {
        "indicator": facts.name_of(one),
        "period": one.key.period,
        "one": one.quote,
        "two": two.quote,
        "one_by": facts.told_by(one),
        "two_by": facts.told_by(two),
        "explain": Phrase(
            f"told-{vintage.explained}",
            {"scope": one.scope or two.scope, "census": vintage.census},
        ),
        "counted": Phrase("counted-otherwise") if one.unit != two.unit else "",
        "algebra": f"{one.quote} ≠ {two.quote}",
    }


_CLASSES: dict[str, tuple[str, Level]] = {
    "revision": ("revision", "note"),
    "benchmark": ("known benchmark year", "note"),
    "restated": ("restated scope", "warning"),
    "silent": ("silent change", "warning"),
}


_FROM = re.compile("[从由]$")
_DATED = re.compile("[0-9]年|年初|上年|去年|期末|时期|以来")
_TO = re.compile("(?:[增减提降上下扩缩压回跃][加少高低升降大减小落]?|发展)[到至]")
_APART = re.compile("[^，。；、0-9]{0,6}")


class Turn(NamedTuple):
    """Two figures that are told as one step."""

    base: Fact
    reached: Fact


def turns_told_again(facts: Facts) -> Iterator[tuple[Telling, Telling]]:
    """Return figures of steps that two drafts tell of one thing, where the other ends of the steps are equal.

    Only steps without a year of their own: 由2020年的40个 and 由2015年的30个 are two steps. What both come
    from alike may have come further by the time that it is told again.
    """
    told: dict[tuple[str, str, str], list[Turn]] = {}
    for rows in facts.by_summary.values() if facts.drafted else ():
        for turn in _turns(facts, sorted(rows, key=lambda fact: fact.start or 0)):
            thing = (turn.base.indicator, facts.whose(turn.base), turn.base.unit_class)
            told.setdefault(thing, []).append(turn)
    for turns in told.values():
        for one, two in combinations(turns, 2):
            ends = _ends(one, two) if one.base.summary != two.base.summary else None
            if ends is not None:
                yield tellings(facts, [ends[0]])[0], tellings(facts, [ends[1]])[0]


def _ends(one: Turn, two: Turn) -> tuple[Fact, Fact] | None:
    """The figures in which two steps differ, or agree throughout; none where they may be two steps."""
    if one.reached.hard == two.reached.hard:
        return one.base, two.base
    if one.base.hard != two.base.hard or one.reached.quote[0] != two.reached.quote[0]:
        return None
    values = value_of(one.reached), value_of(two.reached), value_of(one.base)
    early, late, base = (value.printed if value else None for value in values)
    if early is None or late is None or base is None:
        return None
    further = (late - base) * (early - base) > 0 and abs(late - base) > abs(early - base)
    return None if further else (one.reached, two.reached)


def _turns(facts: Facts, rows: list[Fact]) -> Iterator[Turn]:
    """Steps of a summary: figures behind 从 or 由, each with the one right behind it that says to what."""
    for base, reached in pairwise(rows):
        words = clause_of(facts, base)
        if not (_FROM.search(words) and _TO.match(reached.quote)) or _DATED.search(words):
            continue
        gap = facts.texts[base.summary][base.end or 0 : reached.start or 0]
        alike = (base.indicator, base.unit_class) == (reached.indicator, reached.unit_class)
        if alike and base.indicator and base.is_figure and reached.is_figure and _APART.fullmatch(gap):
            yield Turn(base, reached)


Explained = Literal["", "revision", "benchmark", "restated", "silent"]
"""Why two tellings differ: they do not; a revision is announced or usual; a known benchmark year (a census)
lies between; one of them names a scope; nothing is said."""
_COMPARED = ("count", "amount", "ratio", "point")


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure as one or two groups of summaries tell it.

    Attributes:
        one: The telling that was told first.
        two: Another one; None where all summaries agree, or where nothing was compared.
        agreement: How the two go together; None where nothing was compared.
        explained: What explains that they differ.
        obstacle: Key of the reason why nothing was compared.
        census: What the census is called that lies between; of a benchmark year.
        others: Where nobody says whose figures they are, the first of each publisher.
    """

    one: Telling
    two: Telling | None = None
    agreement: Agreement | None = None
    explained: Explained = ""
    obstacle: str = ""
    census: str = ""
    others: tuple[Fact, ...] = ()


def vintages(facts: Facts) -> tuple[Vintage, ...]:
    """Return every figure that several summaries tell, compared.

    A figure is told by several where its key is the same but for the scope, it is settled in all of them or
    expected in all, and, of a target, set in reports on one year. So is, of a draft, what something came from
    (从40个减少到29个) where two tell that it came to the same.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts.of_form(*_COMPARED):
        if fact.is_figure and (fact.period or _of_a_region(facts, fact)) and fact.indicator:
            groups.setdefault((fact.key.whatever_scope, *_told_as(facts, fact)), []).append(fact)
    found = [one for rows in groups.values() if _summaries(rows) > 1 for one in _of_one_key(facts, rows)]
    bound = {(one.one.first.id, one.two.first.id) for one in found if one.two}
    again = (_pair(facts, one, two) for one, two in turns_told_again(facts))
    return (*found, *(one for one in again if one.two and (one.one.first.id, one.two.first.id) not in bound))


def _told_as(facts: Facts, fact: Fact) -> tuple[str, str]:
    """What must be equal beside the key: settled or expected, and the year of a target."""
    summary = facts.summary_of(fact)
    tense = "settled" if fact.settled else fact.stage
    return tense, summary.year if summary and (fact.ahead or not fact.period) else ""


def _of_a_region(facts: Facts, fact: Fact) -> bool:
    """Whether a draft's review of years tells what its place has in common with another one (川渝)."""
    return facts.drafted and fact.section == "term" and fact.key.about != facts.publisher_of(fact)


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Vintage]:
    """Compare rows; those that do not say whose figures they are only within one publisher."""
    whose: dict[str, list[Fact]] = {}
    for fact in rows:
        whose.setdefault(facts.whose(fact), []).append(fact)
    if len(whose) > 1:
        first = tuple(some[0] for some in whose.values())
        yield Vintage(tellings(facts, first[:1])[0], obstacle="whose-unknown", others=first)
    for some in whose.values():
        if _summaries(some) > 1:
            yield from _of_one_owner(facts, some)


def _of_one_owner(facts: Facts, rows: list[Fact]) -> Iterator[Vintage]:
    scopes: dict[str, list[Fact]] = {}
    for fact in rows:
        scopes.setdefault(fact.scope, []).append(fact)
    told = {scope: tellings(facts, some) for scope, some in scopes.items()}
    for same in told.values():
        yield from (_alone(one) for one in same if one.crowded or _summaries(one.facts) > 1)
        yield from (_pair(facts, one, two) for one, two in combinations(same, 2) if _apart(one, two))
    if not _both_told_by_one(rows):
        scoped = [one for scope, some in told.items() if scope for one in some]
        yield from (_pair(facts, one, two) for one, two in product(told.get("", ()), scoped))


def _alone(one: Telling) -> Vintage:
    if one.crowded:
        return Vintage(one, obstacle="no-one-value")
    return Vintage(one, agreement=Agreement("consistent"))


def _pair(facts: Facts, one: Telling, two: Telling) -> Vintage:
    if one.crowded or two.crowded:
        return Vintage(one, two, obstacle="no-one-value")
    explained = _explained(facts, one.first, two.first)
    counted = census(facts, (one.first, two.first)) if explained == "benchmark" else ""
    return Vintage(one, two, one.compare(two), explained, census=counted)


def _explained(facts: Facts, one: Fact, two: Fact) -> Explained:
    if one.scope != two.scope:
        return "restated"
    if one.ahead and one.stage == two.stage:
        return "silent"
    how = revision(facts, (one, two))
    return "benchmark" if how == "census" else "revision" if how else "silent"


def _summaries(rows: Iterable[Fact]) -> int:
    return len({fact.summary for fact in rows})


def _apart(one: Telling, two: Telling) -> bool:
    """Whether more than one summary tells them."""
    return _summaries((*one.facts, *two.facts)) > 1


def _both_told_by_one(rows: list[Fact]) -> bool:
    """Whether a summary tells the figure in two scopes: then it knows that they are two."""
    return len({(fact.summary, fact.scope) for fact in rows}) > _summaries(rows)
