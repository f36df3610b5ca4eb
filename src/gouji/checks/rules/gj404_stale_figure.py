"""GJ404: figures and sentences that were left standing from last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.table import Fact, Facts
    from gouji.facts.years.copies import Copy, Stale

_SURE = 4
"""So many equal digits are hardly a chance."""


@rule("GJ404", name="stale-figure", level="warning", scope="workspace")
def stale_figure(facts: Facts) -> Iterator[Verdict]:
    """What a year brought is not, digit for digit, what the year before brought.

    Why: next year's summary is written over last year's, and a figure or a whole sentence is left standing.

    Compared are figures of a `flow`, growths and changes of a review's own year with those that last
    year's summary tells of its own year, or the same summary of last year, under one key. Three digits that
    count are needed (a growth of 5.2% two years running is common); four of a figure coded by hand are
    a warning, all else is a note. Sentences of 20 characters and more that tell a measured figure are
    compared by their words: the same words with new figures are what a good office writes. Stocks, targets,
    rounded and vague figures, background and notes are left alone.

    Example:
        8374.2亿元 of new contracts in 2024, and 8374.2亿元 in 2025.

    Source: editors' practice: last year's text is the draft of this year's.
    """
    yield from (_faulty(fact) for fact in facts if fact.trouble and fact.section == "review")
    shown = {fact.id for copy in facts.years.copies for fact in copy.now}
    yield from (_stale(facts, one) for one in facts.years.stale if one.now.id not in shown)
    yield from (_copied(facts, copy) for copy in facts.years.copies)


def _faulty(fact: Fact) -> Verdict:
    return unchecked(fact, reason="bad-row", line=fact.line)


def _stale(facts: Facts, one: Stale) -> Verdict:
    level: Level = "warning" if one.digits >= _SURE and not facts.drafted else "note"
    told = {
        "indicator": facts.name_of(one.now),
        "now": one.now.quote,
        "now_by": facts.told_by(one.now),
        "year": one.now.key.period,
        "before": one.before.quote,
        "before_by": facts.told_by(one.before),
        "before_year": one.before.key.period,
    }
    bound = (Bound(one.now, "now"), Bound(one.before, "before"))
    algebra = f"{one.now.quote} = {one.before.quote}"
    return Verdict("inconsistent", bound, "stale-figure", told, "", level, "figure", algebra)


def _copied(facts: Facts, copy: Copy) -> Verdict:
    now, before = copy.now[0], copy.before[0]
    others = [*copy.now[1:], *copy.before[1:]]
    bound = (
        Bound(now, "now"),
        Bound(before, "before"),
        *(Bound(fact, "figure", witness=True) for fact in others),
    )
    told: dict[str, Value] = {
        "figures": tuple(fact.quote for fact in copy.now),
        "now_by": facts.told_by(now),
        "before_by": facts.told_by(before),
    }
    return Verdict("inconsistent", bound, "copied-sentence", told, "", "note", "sentence")
