"""GJ306: joint names that carry the mark of one side only."""

from collections import Counter
from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts, grouped


@rule("GJ306", name="side-missing-from-name", level="warning", scope="summary")
def side_missing_from_name(facts: Facts) -> Iterator[Verdict]:
    """A joint name that carries the one-character mark of one side carries the others' too."""
    joint = (fact for fact in facts.of_form("pairing") if len(facts.dimensions.sides_of(fact.parties)) > 1)
    marked = (fact for fact in joint if _marks_in(facts, fact))
    for named in grouped(marked, lambda fact: fact.summary).values():
        yield from _verdicts(facts, named)


def _verdicts(facts: Facts, named: list[Fact]) -> Iterator[Verdict]:
    whole = [fact for fact in named if _missing_sides(facts, fact) == frozenset()]
    compounds = Counter(mark for fact in whole if len(mark := _marks_in(facts, fact)) > 1)
    for fact in named:
        missing = _missing_sides(facts, fact)
        if not missing:
            yield consistent(fact)
        elif not compounds:
            yield unchecked(fact, reason="no-joint-name-elsewhere")
        else:
            yield _one_sided(facts, fact, whole, compounds.most_common(1)[0])


def _one_sided(facts: Facts, fact: Fact, whole: list[Fact], usual: tuple[str, int]) -> Verdict:
    compound, times = usual
    mark = _marks_in(facts, fact)
    missing = sorted(_missing_sides(facts, fact))
    return inconsistent(
        fact,
        message="side-missing-from-name",
        details={"missing": missing, "elsewhere": times},
        suggestion=fact.quote.replace(mark, compound, 1),
        mark=mark,
        compound=compound,
        times=times,
        missing=tuple(missing),
        example=next(other.quote for other in whole if _marks_in(facts, other) == compound),
    )


def _marks_in(facts: Facts, fact: Fact) -> str:
    """The marks of sides in the quote, outside of names, in its order: 川渝."""
    return "".join(
        char for char in facts.dimensions.without_names(fact.quote) if char in facts.dimensions.marks
    )


def _missing_sides(facts: Facts, fact: Fact) -> frozenset[str]:
    sides = facts.dimensions.sides_of(fact.parties)
    return sides - facts.dimensions.sides_named_in(fact.quote)
