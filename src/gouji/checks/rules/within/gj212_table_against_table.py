"""GJ212: figures that two tables tell differently."""

from collections.abc import Iterator

from gouji.checks.bindings.cells_again import cells_again
from gouji.checks.bindings.rows_again import rows_again
from gouji.checks.rule import Binding, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ212", name="table-against-table", level="error", scope="summary", by_name=True)
def table_against_table(facts: Facts) -> Iterator[Binding | Verdict]:
    """A row or a column that one table tells again in another has the same figures."""
    yield from cells_again(facts)
    yield from rows_again(facts)
