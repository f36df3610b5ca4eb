"""GJ203: lists of which only the count is stated."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts


@rule("GJ203", name="nothing-listed", level="note", scope="row")
def nothing_listed(facts: Facts) -> Iterator[Verdict]:
    """A list that states its count names at least one member.

    Why: a reader who does not know the “九位一体” by heart cannot tell what the nine are. It is no
    error, hence a note; often the list was dropped when a longer text was cut.

    The rule checks facts of form `list` with a stated count. A plain `count` (9个区) promises no list,
    and one of a kind (一廊) is called by it.

    Example:
        “九位一体”警务合作机制, but none of the nine is named.

    Source: editors' practice: an abbreviation is explained where it first occurs.
    """
    for fact in facts.of_form("list"):
        if fact.hard is None:
            continue
        if fact.members or fact.hard.high == 1:
            yield consistent(fact)
        else:
            yield inconsistent(fact, message="nothing-listed")
