"""GJ210: figures of the text that a table tells otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.told_again import repetitions
from gouji.checks.rule import Binding, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ210", name="text-against-table", level="error", scope="summary", by_name=True)
def text_against_table(facts: Facts) -> Iterator[Binding | Verdict]:
    """A figure of the text and the cell of a table that tells it again have one value.

    Why: tables come from another department, or are updated after the text was written.

    A row that tells again what another one does names it in `whole`, as `ID#same` or, where that is only
    likely, `ID#like`: then it is a note. In a draft that is a cell whose name (of header and stub), period,
    scope, section and unit are those of a figure of the text: levels, growths and shares; or the one whose
    row and column the words before a figure name (玉米受旱，平均亩产720公斤), where both differ by a slip or
    a growth or difference told beside the figure is that of the cell; or the row that a path names
    (教育支出（类）普通教育（款）小学教育（项）), in the column that tells other such figures; or, of a
    total in the caption (表1 项目清单（合计124项）), the one in its unit in the row 合计. Where no cell has
    its value, both must tell one value only; they then differ by a slip of the pen, or their row or column
    tells the figures beside, or else it is a note. In a draft findings are one level lower.
    Accounts cut off what others round: one unit of the last digit is no finding.

    Example:
        全年外借图书57.7万册次, and in the table below 59.7 in the row 合计.

    Source: intervals as in XBRL Calculations 1.1.
    """
    for found in repetitions(facts, "text-against-table", in_tables=True):
        agreement = found.agreement
        if agreement and agreement.outcome == "rounding":
            found.agreement = replace(agreement, probability=None)
        yield found
