"""GJ601: what a summary reports before it can have happened."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.quantities import sentence_of
from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ601", name="date-after-publication", level="warning", scope="summary", covers=lambda *_: True)
def date_after_publication(facts: Facts) -> Iterator[Verdict]:
    """What a summary reports as done begins no later than the summary was published."""
    for fact in facts:
        done = fact.stage == "actual" and fact.period is not None and not fact.ahead
        if done and not fact.fault and not _says_not_when(facts, fact):
            yield _verdict(facts, fact)


def _says_not_when(facts: Facts, fact: Fact) -> bool:
    """Whether a fact was read from where no stage is stated: a note (到2030年布局20个), a date, a plan."""
    bare = fact.section == "note" or fact.form == "date"
    return not fact.coded and (bare or bool(pattern("plans_before").search(sentence_of(facts, fact))))


def _verdict(facts: Facts, fact: Fact) -> Verdict:
    summary = facts.summary_of(fact)
    published = summary.published_period if summary else None
    if summary is None or published is None or fact.period is None:
        # Of a draft this says only that gouji read no day.
        return replace(unchecked(fact, reason="no-publication-date"), about="quotes")
    if fact.period.begins <= published.end:
        return consistent(fact)
    return inconsistent(
        fact, message="date-after-publication", algebra=f"{fact.period.text} > {summary.published}",
        period=fact.period.text, published=summary.published,
    )  # fmt: skip
