"""GJ201: closed lists whose stated count is not the number of items named."""

from collections.abc import Iterator

from gouji.checks.bindings.counted_names import counted_names
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ201", name="count-of-list", level="error", scope="summary")
def count_of_list(facts: Facts) -> Iterator[Verdict]:
    """A list that leaves nothing out names as many items as it states."""
    yield from counted_names(facts)
    for fact in facts.of_form("list"):
        if fact.hard is None or not fact.members or not fact.complete:
            continue
        named = len(fact.members)
        if named in fact.hard:
            yield consistent(fact)
        else:
            yield inconsistent(
                fact,
                message="count-of-list",
                # Where a list ends in a text is not always certain.
                level="warning" if fact.via else None,
                algebra=f"{fact.quote} ≠ {named}",
                named=named,
                members=fact.members,
                quote=_called(facts, fact),
            )


def _called(facts: Facts, fact: Fact) -> str:
    """Return what a count is said of, as printed: 五大工程; of a row coded by hand its quote alone."""
    text = facts.texts.get(fact.summary, "")
    noun = pattern("noun_of_count").match(text, fact.end) if fact.via and fact.end else None
    return fact.quote + (noun[0] if noun else "")
