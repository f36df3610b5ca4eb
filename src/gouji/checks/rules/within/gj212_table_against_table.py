"""GJ212: figures that two tables tell differently."""

from collections.abc import Iterator

from gouji.checks.bindings.cells_again import cells_again
from gouji.checks.bindings.rows_again import rows_again
from gouji.checks.rule import Binding, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ212", name="table-against-table", level="error", scope="summary", by_name=True)
def table_against_table(facts: Facts) -> Iterator[Binding | Verdict]:
    """A row or a column that one table tells again in another has the same figures.

    Why: one of two tables was updated, the other was not; or it was typed anew.

    Cells of two tables whose name (of header and stub), measure, period, scope, section and stage are the
    same are compared. Names may leave out of which fund, or of whose accounts, a table is: cells that differ
    are reported only where two other cells of the row have the same values in both tables and no other
    differs; or where three of the column do, and the digits of the two differ by a slip. A row of another
    name is the same where three of its cells say so, under the same headers. Nothing is decided where one
    table gives two values, or the words above the tables differ in time, accounts or fund (上半年, 合并,
    财政拨款). In a draft findings are one level lower.

    Example:
        销售费用 2741.85 and 2180.36, up 25.75 %, and in a later table 2714.85, 2180.36 and 25.75 %.

    Source: intervals as in XBRL Calculations 1.1.
    """
    yield from cells_again(facts)
    yield from rows_again(facts)
