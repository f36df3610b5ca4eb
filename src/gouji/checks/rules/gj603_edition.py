"""GJ603: editions that do not fit their year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table import Fact, Facts
    from gouji.facts.years.editions import Edition


@rule("GJ603", name="edition", level="warning", scope="workspace")
def edition(facts: Facts) -> Iterator[Verdict]:
    """The N-th edition of a recurring event falls where counting from a known one puts it.

    Why: 第N次 is copied from last year's text and not raised, or raised twice.

    `edition` in `indicators.csv` says when which edition was held and the step between two:
    `2017/P1Y` (the first in 2017, one a year), `2022-06/P6M=5` (the fifth in the first half of 2022,
    one each half-year). A year may have been skipped or doubled, so it is a warning. Of events of which
    nothing is said there, the edition counts that last year's summary of the same publisher and series
    told: one held last year is followed by the next number (or by the first of a new count), one planned is
    held under its own. Another number is a note. Terms of congresses (第十四届) last for years and are left
    alone; their sessions are not.

    Example:
        第九次全国残疾预防日 told of 2024: first in 2017, so 2024 had the eighth.

    Source: ISO 8601 recurring intervals; N = year - first year + 1 for yearly events.
    """
    chained = {one.now.id: one for one in facts.years.editions}
    for fact in facts.of_form("ordinal"):
        yield _after(facts, chained[fact.id]) if fact.id in chained else _verdict(facts, fact)


def _after(facts: Facts, one: Edition) -> Verdict:
    """The edition held against the one that the summary before told."""
    if one.fits:
        return consistent(one.now, one.before)
    expected = f"{one.expected}{one.now.unit}"
    return inconsistent(
        one.now,
        one.before,
        message=f"edition-{one.how}",
        level="note",
        algebra=f"{one.now.quote} ≠ 第{expected}",
        indicator=facts.name_of(one.now),
        quote=one.now.quote,
        before=one.before.quote,
        before_by=facts.told_by(one.before),
        expected=expected,
    )


def _verdict(facts: Facts, fact: Fact) -> Verdict:
    indicator = facts.indicator_of(fact)
    if indicator is None or indicator.edition is None:
        return unchecked(fact, reason="no-first-edition")
    if fact.period is None or fact.hard is None:
        return unchecked(fact, reason="unreadable-figure", quote=fact.quote)
    expected = indicator.edition.within(fact.period)
    if expected is None:
        return unchecked(fact, reason="no-start-of-period")
    least, most = expected
    if any(number in fact.hard for number in range(least, most + 1)):
        return consistent(fact)
    said = str(least) if least == most else f"{least}—{most}"
    return inconsistent(
        fact,
        message="edition",
        algebra=f"{fact.hard} ≠ {said}",
        quote=fact.quote,
        expected=said,
        period=fact.period.text,
        first=indicator.edition.first.text,
        number=indicator.edition.number,
    )
