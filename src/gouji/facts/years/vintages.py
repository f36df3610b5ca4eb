"""One figure as several summaries tell it: vintages of a statistic, and what explains that they differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal

from gouji.facts.tellings import tellings
from gouji.facts.values import Agreement
from gouji.facts.years.revisions import census, revision
from gouji.facts.years.turns import turns_told_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling

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
