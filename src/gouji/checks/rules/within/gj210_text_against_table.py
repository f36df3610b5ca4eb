"""GJ210: figures of the text that a table tells otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.told_again import repetitions
from gouji.checks.rule import Binding, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ210", name="text-against-table", level="error", scope="summary", by_name=True)
def text_against_table(facts: Facts) -> Iterator[Binding | Verdict]:
    """A figure of the text and the cell of a table that tells it again have one value."""
    for found in repetitions(facts, "text-against-table", in_tables=True):
        agreement = found.agreement
        if agreement and agreement.outcome == "rounding":
            found.agreement = replace(agreement, probability=None)
        yield found
