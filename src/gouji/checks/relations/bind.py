"""Apply a relation: which facts it binds, and the verdict of each binding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add

from gouji.checks.decide import too_many
from gouji.checks.relations.declared import Relation
from gouji.checks.relations.formula import (
    Formula,
    FormulaError,
    Leaf,
    Operation,
    UnitError,
    compute,
    read_formula,
    same_unit,
    write,
)
from gouji.checks.relations.linear import linear
from gouji.checks.rule import Binding, Bound, Decidable, MessageValue, Rule, Verdict
from gouji.facts.files.errors import InputError
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.facts.table.periods import Period

_ONE_GROUP = ""

GroupKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of a leaf, with the facts that state it, and how it is written."""

    facts: tuple[Fact, ...]
    value: Value
    unit: str
    words: str

    def bound(self, leaf: Leaf) -> tuple[Bound, ...]:
        """Bind the facts: where several state one value, all but the one reported first are witnesses."""
        added_up = leaf.how == "total"
        return tuple(
            Bound(fact, leaf.name, witness=number > 0 and not added_up)
            for number, fact in enumerate(self.facts)
        )


@dataclass(frozen=True, slots=True)
class Combination:
    """One combination of values, compared: the agreement, and how it is written."""

    agreement: Agreement
    algebra: str
    gap: str


def relation_rule(relation: Relation, file: str) -> Rule:
    """Return a relation as a rule.

    Raises:
        InputError: Its formula cannot be read, or ``prev`` has no period to step back from.
    """
    try:
        formula = read_formula(relation.formula)
    except FormulaError as error:
        wrong = "formula-unexpected" if error.found else "formula-ends"
        values = {"relation": relation.id, "found": error.found, "expected": error.expected}
        raise InputError(file, wrong, error.caret, **values) from None
    if any(leaf.how == "previous" for leaf in formula.leaves) and "period" not in relation.each:
        raise InputError(file, "no-period-before", relation=relation.id)
    page = f"`{relation.formula}`\n\n{relation.why}"
    check = RelationBinding(relation, formula).verdicts
    return Rule(relation.id, "relation", relation.level, "workspace", page, check)


@dataclass(frozen=True, slots=True)
class RelationBinding:
    """A relation and its parsed formula, ready to be applied."""

    relation: Relation
    formula: Formula

    def verdicts(self, facts: Facts) -> Iterator[Decidable]:
        """Apply the relation to every group of facts that share its keys."""
        ids = facts.dimensions.indicator_ids
        unknown = next((leaf.name for leaf in self.formula.leaves if leaf.name not in ids), None)
        if unknown is not None:
            yield Verdict("unchecked", (), reason="unknown-name", values={"name": unknown})
            return
        named = {leaf: ids[leaf.name] for leaf in self.formula.leaves}
        groups = self._groups(facts, frozenset(named.values()))
        starts = {indicator for leaf, indicator in named.items() if leaf.how != "previous"}
        for key, group in groups.items():
            if any(fact.indicator in starts for fact in group):
                yield from self._group_verdicts(key, named, groups)

    def _groups(self, facts: Facts, indicators: frozenset[str]) -> dict[GroupKey, list[Fact]]:
        rows = (fact for indicator in indicators for fact in facts.by_indicator.get(indicator, ()))
        covered = (fact for fact in facts.in_published_order(rows) if self._covers(facts, fact))
        return grouped((fact for fact in covered if fact.hard or fact.fault), self._key)

    def _covers(self, facts: Facts, fact: Fact) -> bool:
        """Whether the relation refers to a fact."""
        wanted = self.relation
        row = facts.indicator_of(fact)
        about = {*fact.subject, row.area if row else ""}
        return (
            fact.section in wanted.sections
            and fact.measure == wanted.measure
            and (not wanted.scopes or fact.scope in wanted.scopes)
            and (not wanted.entities or not about.isdisjoint(wanted.entities))
        )

    def _key(self, fact: Fact) -> GroupKey:
        parts = {
            "period": fact.period.text if fact.period else "",
            "subject": ";".join(sorted(fact.subject)),
            "summary": fact.summary,
        }
        # Figures of different scopes are never compared, whatever the relation says.
        return (*(parts[name] for name in self.relation.each), fact.scope)

    def _group_verdicts(
        self, key: GroupKey, named: Mapping[Leaf, str], groups: Mapping[GroupKey, list[Fact]]
    ) -> Iterator[Decidable]:
        key_text = ";".join(key).removesuffix(";")
        found: dict[Leaf, list[Fact]] = {}
        for leaf, indicator in named.items():
            leaf_key = self._previous(key) if leaf.how == "previous" else key
            found[leaf] = [fact for fact in groups.get(leaf_key or (), ()) if fact.indicator == indicator]
        bound = tuple(Bound(fact, leaf.name) for leaf, facts in found.items() for fact in facts)
        missing = next((leaf for leaf, facts in found.items() if not facts), None)
        if missing is not None:
            values = {"name": missing.name}
            yield Verdict("unchecked", bound, reason="missing-indicator", values=values, key=key_text)
        elif any(one.fact.fault for one in bound):
            yield Verdict("unchecked", bound, reason="missing-value", key=key_text)
        elif any(leaf.how == "total" and _several_units(facts) for leaf, facts in found.items()):
            yield Verdict("unchecked", bound, reason="units-differ", key=key_text)
        else:
            yield from self._value_verdicts(
                key_text, {leaf: _candidates(leaf, facts) for leaf, facts in found.items()}
            )

    def _previous(self, key: GroupKey) -> GroupKey | None:
        """The same key one period before; None where the previous period is not defined."""
        index = self.relation.each.index("period")
        period = Period.read(key[index]).previous() if key[index] else None
        return None if period is None else (*key[:index], period.text, *key[index + 1 :])

    def _value_verdicts(self, key: str, found: Mapping[Leaf, list[Candidate]]) -> Iterator[Decidable]:
        bound = tuple(item for leaf, some in found.items() for one in some for item in one.bound(leaf))
        if too_many(found.values()):
            yield Verdict("unchecked", bound, reason="too-many-values", key=key)
            return
        compared: list[Combination] = []
        for candidates in product(*found.values()):
            chosen = dict(zip(found, candidates, strict=True))
            try:
                compared.append(self._combination(chosen))
            except UnitError:
                yield Verdict("unchecked", _bound(chosen), reason="units-differ", key=key)
            except ValueError:
                yield Verdict("unchecked", _bound(chosen), reason="divisor-may-be-zero", key=key)
        yield from self._compare(key, bound, compared)

    def _combination(self, chosen: Mapping[Leaf, Candidate]) -> Combination:
        unit_class = same_unit(self.formula, {leaf: one.facts[0].unit_class for leaf, one in chosen.items()})
        values = {leaf: one.value for leaf, one in chosen.items()}
        left, right = compute(self.formula.left, values), compute(self.formula.right, values)
        agreement = self._as_one_sum(values) or compare(left, right, self.formula.how)
        unit = next((one.unit for one in chosen.values()), "") if unit_class is not None else ""
        algebra = self._algebra(chosen, left, right, unit, agreement)
        return Combination(agreement, algebra, formatted(abs(left.gap_to(right)), unit))

    def _as_one_sum(self, values: Mapping[Leaf, Value]) -> Agreement | None:
        """Compare with 0 where a figure stands in it twice: it is equal to itself, however it was rounded."""
        row = linear(self.formula, _ONE_GROUP) if self.formula.repeats else None
        if row is None:
            return None
        terms = (
            values[leaf] * Value.exactly(row.weights.get((leaf, _ONE_GROUP), Fraction(0)))
            for leaf in self.formula.leaves
        )
        nothing = Value.exactly(Fraction(0))
        return compare(
            reduce(add, terms, Value.exactly(row.constant)), nothing, "==" if row.sign == "==" else "<="
        )

    def _algebra(
        self,
        chosen: Mapping[Leaf, Candidate],
        left: Value,
        right: Value,
        unit: str,
        agreement: Agreement,
    ) -> str:
        words = {leaf: one.words for leaf, one in chosen.items()}
        failed = {"==": "≠", "<=": ">", ">=": "<"}[self.formula.how]
        sign = failed if agreement.outcome == "inconsistent" else self.formula.how.replace("==", "=")
        sides = [write(side, words) for side in (self.formula.left, self.formula.right)]
        written = [
            f"{text} = {value.formatted(unit)}" if isinstance(side, Operation) else text
            for side, text, value in zip(
                (self.formula.left, self.formula.right), sides, (left, right), strict=True
            )
        ]
        return f"{written[0]} {sign} {written[1]}"

    def _compare(self, key: str, bound: tuple[Bound, ...], compared: list[Combination]) -> Iterator[Binding]:
        """One binding per combination; only the first that fails is reported, and says which agree."""
        agreeing = tuple(one.algebra for one in compared if one.agreement.outcome == "consistent")
        message = "relation-some" if agreeing else "relation"
        reported = False
        for number, one in enumerate(compared):
            again = reported and not one.agreement.plain
            key_text = f"{key}#{number}" if again else key
            words: dict[str, MessageValue] = {
                "algebra": one.algebra, "gap": one.gap, "why": self.relation.why, "agreeing": agreeing
            }  # fmt: skip
            yield Binding(bound, one.agreement, message, words=words.copy, key=key_text, silent=again)
            reported = reported or not one.agreement.plain


def _candidates(leaf: Leaf, facts: list[Fact]) -> list[Candidate]:
    """The different values of a leaf; ``sum`` adds all of them up into one."""
    known = [(fact, value) for fact in facts if (value := value_of(fact)) is not None]
    if leaf.how == "total":
        known = _without_repeats(known)
        words = " + ".join(fact.quote for fact, _ in known)
        total = reduce(add, (value for _, value in known))
        return [Candidate(tuple(fact for fact, _ in known), total, known[0][0].unit, f"({words})")]
    by_value = grouped(known, lambda one: (str(one[1].hard), one[0].unit_class))
    return [
        Candidate(tuple(fact for fact, _ in some), some[0][1], some[0][0].unit, some[0][0].quote)
        for some in by_value.values()
    ]


def _several_units(facts: list[Fact]) -> bool:
    return len({fact.unit_class for fact in facts}) > 1


def _without_repeats(known: list[tuple[Fact, Value]]) -> list[tuple[Fact, Value]]:
    """The values to add up, without those that another summary only repeats."""
    sources: dict[tuple[object, str], str] = {}
    kept = []
    for fact, value in known:
        source = sources.setdefault((fact.key, str(value.hard)), fact.summary)
        if source == fact.summary:
            kept.append((fact, value))
    return kept


def _bound(chosen: Mapping[Leaf, Candidate]) -> tuple[Bound, ...]:
    return tuple(bound for leaf, one in chosen.items() for bound in one.bound(leaf))
