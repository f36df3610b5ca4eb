"""GJ104: figures of the source text that no fact quotes."""

from collections.abc import Iterator, Sequence

from gouji.checks.rule import Phrase, Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.figures.scan import Span
from gouji.facts.table.facts import Facts


@rule("GJ104", name="uncoded-figure", level="note", scope="summary", needs_texts=True, about="rows")
def uncoded_figure(facts: Facts) -> Iterator[Verdict]:
    """Every figure of a source text is in the fact table, or was left out knowingly."""
    from gouji.checks.bindings.coverage import uncoded  # noqa: PLC0415  `gouji rules` needs no figures

    for summary, rows in facts.by_summary.items():
        if summary not in facts.texts:
            if any(fact.start is not None for fact in rows):
                yield unchecked(rows[0], reason="no-text")
            continue
        uncovered = uncoded(facts, summary)
        for section, spans in uncovered.items():
            yield _verdict(facts, summary, section, spans)
        if not uncovered:
            yield consistent(rows[0])


def _verdict(facts: Facts, summary: str, section: str, spans: Sequence[Span]) -> Verdict:
    first = spans[0]
    bound = facts.at(summary, first.start, first.end)
    details = {"section": section, "figures": [[span.start, span.end, span.quote] for span in spans]}
    if len(spans) == 1:
        return inconsistent(bound, message="uncoded-figure", quote=first.quote, key=section, details=details)
    shown = tuple(span.quote for span in spans[:5])
    return inconsistent(
        bound,
        message="uncoded-figures",
        section=Phrase(f"section-{section}"),
        count=len(spans),
        shown=shown,
        key=section,
        details=details,
    )
