"""GJ102: source texts that have changed since they were encoded."""

from collections.abc import Iterator, Sequence

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts


@rule("GJ102", name="source-changed", level="warning", scope="summary", needs_texts=True, about="rows")
def source_changed(facts: Facts) -> Iterator[Verdict]:
    """A source text is the file that was encoded, byte for byte."""
    for summary, rows in facts.by_summary.items():
        row = facts.dimensions.summaries.get(summary)
        if row is None or not row.sha256:
            continue
        if summary in facts.texts:
            yield consistent(rows[0])
        elif summary in facts.changed:
            yield _verdict(rows, facts.changed[summary])
        else:
            yield unchecked(rows[0], reason="no-text")


def _verdict(rows: Sequence[Fact], text: str) -> Verdict:
    placed = [fact for fact in rows if fact.start is not None and fact.end is not None]
    still = sum(text[fact.start : fact.end] == fact.quote for fact in placed)
    gone = sum(fact.quote not in text for fact in placed)
    return inconsistent(
        rows[0],
        message="source-changed",
        summary=rows[0].summary,
        quotes=len(placed),
        still=still,
        moved=len(placed) - still - gone,
        gone=gone,
    )
