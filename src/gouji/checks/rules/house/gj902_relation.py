"""GJ902: relations that contradict one another, say nothing new, or bind nothing."""

from gouji.checks.relations.declared import Problem
from gouji.checks.rule import Level, table_rule


@table_rule("GJ902", name="relation", level="warning")
def relation(problem: Problem) -> Level:
    """A relation can hold beside the others, says something of its own, and finds facts to bind.

    Why: of two relations that cannot both hold one is wrong, and every finding of theirs with it. One that
    binds nothing looks like a check and is none.

    Told are relations of `checks/relations.toml`: *contradictory*, with a smallest set that cannot hold
    together (linear ones, exactly, whatever the figures); *units* that can never be compared; an *unknown
    name*: warnings, in every audit. And by `gouji lint` alone, as notes: *redundant*, with those that
    imply it; *never bound* in this workspace, with the indicators of which nothing is told.

    Example:
        甲 == 乙 + 丙, 乙 >= 5, 丙 >= 5 and 甲 <= 9.

    Source: Fourier–Motzkin elimination over fractions; minimal sets by deletion filtering.
    """
    return "note" if problem.kind in {"redundant", "never-bound", "undecided"} else "warning"
