"""GJ207: figures that one summary states twice, with different values."""

from collections.abc import Iterator

from gouji.checks.bindings.printed_like import in_two_units, may_be_converted
from gouji.checks.bindings.quantities import same_wording
from gouji.checks.bindings.slips import is_comparable, slip_between
from gouji.checks.bindings.told_again import repetitions, told_twice
from gouji.checks.rule import Binding, bind, rule
from gouji.facts.table.facts import Fact, Facts, grouped


@rule("GJ207", name="said-twice", level="error", scope="summary", by_name=True)
def said_twice(facts: Facts) -> Iterator[Binding]:
    """A summary that states a figure twice states the same value.

    Why: the figure in the overview was updated, the one in the chapter was not; or digits were, not words.

    The rule compares figures of one summary with one key, section and stage: 二十六个 and 26个. Parts of a
    total and lists are left out; more than two values are those of parts. In a draft it is a warning, and the
    words before must be the same, or reading ties one to the other (`#same`; `#like` is a note). Slips of the
    pen are told by GJ701 and GJ702, other units by GJ508, what a cell tells of a figure of the text by GJ210.

    Example:
        培育产业集群二十六个, and further down 产业集群28个.

    Source: intervals as in XBRL Calculations 1.1.
    """
    compared = (fact for fact in facts if is_comparable(fact) and fact.period is not None)
    for rows in grouped(compared, lambda one: (one.summary, one.key, one.section, one.stage)).values():
        yield from _repetitions(facts, rows)
    yield from repetitions(facts, "said-twice", in_tables=False)


def _repetitions(facts: Facts, rows: list[Fact]) -> Iterator[Binding]:
    """Compare each repetition of a figure with the first; where more than two values are stated, none."""
    first, *others = sorted(rows, key=lambda fact: (fact.start or 0, fact.line))
    others = [fact for fact in others if same_wording(facts, first, fact)]
    if others and len({fact.hard for fact in (first, *others)}) > 2:
        yield Binding(bind(first, others[0], role="told"), None, obstacle="no-one-value")
        return
    for other in others:
        if not _is_conversion(first, other):
            yield told_twice(first, other, "said-twice", silent=bool(slip_between(first, other).kind))


def _is_conversion(one: Fact, two: Fact) -> bool:
    """Say whether GJ508 tells of the two, which a person coded."""
    both = (one, two)
    return all(fact.coded and may_be_converted(fact) for fact in both) and in_two_units(*both)
