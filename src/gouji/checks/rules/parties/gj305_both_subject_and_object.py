"""GJ305: bodies and places that act and are acted on in one act."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern


@rule("GJ305", name="both-subject-and-object", level="note", scope="act")
def both_subject_and_object(facts: Facts) -> Iterator[Verdict]:
    """Whoever takes part in an act as a subject is not acted on in the same act."""
    acts = grouped(facts.of_form("pairing"), lambda fact: (fact.summary, fact.act))
    for rows in acts.values():
        for fact in rows:
            acted_on = [name for name in fact.partner if _acted_on(facts, fact, name)]
            yield from (_verdict(facts, fact, name, rows) for name in acted_on)


def _acted_on(facts: Facts, fact: Fact, entity: str) -> bool:
    names = facts.dimensions.names_of(entity)
    verbs = pattern("acting_on").finditer(fact.quote)
    return any(fact.quote.startswith(names, verb.end()) for verb in verbs)


def _verdict(facts: Facts, fact: Fact, entity: str, rows: list[Fact]) -> Verdict:
    acting = next((other for other in rows if entity in other.subject), None)
    if acting is None:
        return consistent(fact, key=entity)
    name = facts.dimensions.name_of(entity)
    return inconsistent(
        fact,
        acting,
        message="both-subject-and-object",
        key=entity,
        algebra=f"{name}: {acting.quote} ≠ {fact.quote}",
        name=name,
        acting=acting.quote,
        acted_on=fact.quote,
    )
