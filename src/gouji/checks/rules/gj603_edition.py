"""GJ603: editions that do not fit their year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table import Fact, Facts


@rule("GJ603", name="edition", level="warning", scope="row")
def edition(facts: Facts) -> Iterator[Verdict]:
    """The N-th edition of a recurring event falls where counting from a known one puts it.

    Why: 第N次 is copied from last year's text and not raised, or raised twice.

    `edition` in `indicators.csv` says when which edition was held and the step between two:
    `2017/P1Y` (the first in 2017, one a year), `2022-06/P6M=5` (the fifth in the first half of 2022,
    one each half-year). A year may have been skipped or doubled, so it is a warning.

    Example:
        第九次全国残疾预防日 told of 2024: first in 2017, so 2024 had the eighth.

    Source: ISO 8601 recurring intervals; N = year - first year + 1 for yearly events.
    """
    for fact in facts.of_form("ordinal"):
        yield _verdict(facts, fact)


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
