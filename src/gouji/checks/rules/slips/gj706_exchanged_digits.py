"""GJ706: figures that others around them would make, if two digits of one changed places."""

from collections.abc import Iterator

from gouji.checks.bindings.exchanged import exchanged
from gouji.checks.bindings.passages import without_texts
from gouji.checks.rule import Verdict, inconsistent, rule
from gouji.facts.table.facts import Facts


@rule("GJ706", name="exchanged-digits", level="warning", scope="summary", needs_texts=True)
def exchanged_digits(facts: Facts) -> Iterator[Verdict]:
    """No figure is what those around it make but for two neighbouring digits."""
    yield from without_texts(facts)
    for way in exchanged(facts):
        if way.wrong:
            figures = [one.fact for one in way.numbers]
            algebra = f"{way.made} ≠ {figures[0].quote}"
            yield inconsistent(
                way.wrong.fact,
                *(fact for fact in figures if fact is not way.wrong.fact),
                message="exchanged-digits",
                algebra=algebra,
                suggestion=way.corrected,
                made=way.made,
                stated=figures[0].quote,
                quote=way.wrong.fact.quote,
                meant=way.corrected,
            )
