"""GJ209: what is left is what there was, and what came, less what went; below the rule, how it is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.values import Value, compare, formatted
from gouji.facts.table.columns import SIGNS, TAKEN_OFF
from gouji.facts.table.facts import Fact, Facts, value_of


@rule("GJ209", name="balance", level="error", scope="summary")
def balance(facts: Facts) -> Iterator[Binding]:
    """What is left is what there was, and what came to it, less what went."""
    found: dict[str, _Balance] = {}
    for fact in facts:
        for whole in fact.whole:
            if whole.breakdown in SIGNS and whole.total in facts.by_id:
                one = found.setdefault(whole.total, _Balance(facts.by_id[whole.total]))
                one.terms.append((fact, whole.breakdown))
    return (one.binding() for one in found.values())


@dataclass(frozen=True, slots=True)
class _Balance:
    """A figure, and those that it is made of, each with its sign."""

    closing: Fact
    terms: list[tuple[Fact, str]] = field(default_factory=list)

    def binding(self) -> Binding:
        facts = [self.closing, *(fact for fact, _ in self.terms)]
        bound = (
            Bound(self.closing, "closing"),
            *(Bound(fact, "off" if sign == TAKEN_OFF else "added") for fact, sign in self.terms),
        )
        closing = value_of(self.closing)
        terms = [(_as_set(fact, first=not at), sign) for at, (fact, sign) in enumerate(self.terms)]
        known = [-value if sign == TAKEN_OFF else value for value, sign in terms if value is not None]
        if closing is None or len(known) < len(terms):
            return Binding(bound, None, obstacle="missing-value")
        if len({fact.key.unit for fact in facts} - {POINTS}) > 1:
            return Binding(bound, None, obstacle="units-differ")
        made = reduce(add, known)
        return Binding(bound, compare(closing, made), "balance", words=lambda: self._words(closing, made))

    def _words(self, closing: Value, made: Value) -> dict[str, MessageValue]:
        unit = self.closing.unit
        # What was added first: no formula begins with a minus.
        ordered = sorted(self.terms, key=lambda term: term[1] == TAKEN_OFF)
        terms = "".join(f"{'－' if sign == TAKEN_OFF else '＋'}{fact.quote}" for fact, sign in ordered)
        shown = terms.removeprefix("＋")
        summed = made.formatted(unit)
        algebra = shown.replace("＋", " + ").replace("－", " - ")
        return {
            "terms": shown,
            "sum": summed,
            "gap": formatted(abs(closing.gap_to(made)), unit),
            "algebra": f"{algebra} = {summed} ≠ {self.closing.quote}",
        }


def _as_set(fact: Fact, *, first: bool) -> Value | None:
    """Return the value of a term; a plan of whole numbers (计划8亿元，短缺6000万元) as it was set."""
    value = value_of(fact)
    printed = value.printed if value and first and fact.via == "flow.plan" and "." not in fact.quote else None
    return value if printed is None else Value.exactly(printed)
