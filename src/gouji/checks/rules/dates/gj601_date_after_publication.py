"""GJ601: what a summary reports before it can have happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ601", name="date-after-publication", level="warning", scope="summary")
def date_after_publication(facts: Facts) -> Iterator[Verdict]:
    """What a summary reports as done begins no later than the summary was published.

    Why: a year was updated in one place and not in another, or a plan is reported as an outcome.

    The rule compares facts of stage `actual`, outside targets and plans, with the day their summary was
    published: the first day of the fact's period (for `../2024` the first day of 2024) must not be later. A
    yearly summary published in December may well cover its whole year. In documents the day in the heading
    counts, the later of meeting and page; where there is none, nothing is decided of their figures, and that
    is counted apart with the checks of gouji's own quotes. Their notes, which explain plans, are not checked.

    Example:
        The 第十次 meeting of 30 December reported as held, in a summary of 27 December.

    Source: chronological order.
    """
    for fact in facts:
        if (
            fact.period is not None
            and fact.stage == "actual"
            and not fact.ahead
            and not _in_drafted_note(facts, fact)
        ):
            yield _verdict(facts, fact)
        elif fact.fault:
            yield unchecked(fact, reason="bad-row", line=fact.line)


def _in_drafted_note(facts: Facts, fact: Fact) -> bool:
    """Whether a drafted fact is from a note: notes explain plans (到2030年布局20个) and state no stage."""
    return facts.drafted and fact.section == "note"


def _verdict(facts: Facts, fact: Fact) -> Verdict:
    summary = facts.summary_of(fact)
    published = summary.published_period if summary else None
    if summary is None or published is None or fact.period is None:
        # Of a draft this says only that gouji read no day.
        return replace(unchecked(fact, reason="no-publication-date"), about="quotes")
    if fact.period.begins <= published.end:
        return consistent(fact)
    return inconsistent(
        fact,
        message="date-after-publication",
        algebra=f"{fact.period.text} > {summary.published}",
        quote=fact.quote,
        period=fact.period.text,
        published=summary.published,
    )
