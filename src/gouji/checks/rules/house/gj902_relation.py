"""GJ902: relations that contradict one another, say nothing new, or bind nothing."""

from gouji.checks.relations.declared import Problem
from gouji.checks.rule import Level, table_rule


@table_rule("GJ902", name="relation", level="warning")
def relation(problem: Problem) -> Level:
    """A relation can hold beside the others, says something of its own, and finds facts to bind."""
    return "note" if problem.kind in {"redundant", "never-bound", "undecided"} else "warning"
