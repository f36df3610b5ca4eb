"""A relation applied: which facts it binds, and what comes of each binding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import product
from math import prod
from operator import add
from typing import TYPE_CHECKING

from gouji.checks.relations.formula import (
    FormulaError,
    Operation,
    UnitError,
    compute,
    read_formula,
    same_unit,
    write,
)
from gouji.checks.rule import Rule
from gouji.checks.verdict import Bound, Verdict, judged
from gouji.facts.files.errors import InputError
from gouji.facts.numbers.values import compare
from gouji.facts.numbers.wording import spoken
from gouji.facts.table.fact import value_of
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.checks.relations.declared import Relation
    from gouji.checks.relations.formula import Formula, Leaf
    from gouji.checks.verdict import MessageValue
    from gouji.facts.numbers.values import Agreement, Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

_MOST = 64
"""More combinations of values than this say that the relation lacks a key in ``each``."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value of a leaf, with the facts that state it."""

    facts: tuple[Fact, ...]
    value: Value
    unit: str
    words: str

    def bound(self, leaf: Leaf) -> tuple[Bound, ...]:
        """Bind the facts: of those that state one value, all behind the one told first are witnesses."""
        added_up = leaf.how == "total"
        return tuple(
            Bound(fact, leaf.name, witness=number > 0 and not added_up)
            for number, fact in enumerate(self.facts)
        )


@dataclass(frozen=True, slots=True)
class Tried:
    """One combination of values: what it came to, and how it reads."""

    facts: tuple[Fact, ...]
    agreement: Agreement
    algebra: str
    gap: str


def relation_rule(relation: Relation, file: str) -> Rule:
    """Return the rule that a relation is.

    Raises:
        InputError: Its formula cannot be read, or ``prev`` has no period to step back from.
    """
    try:
        formula = read_formula(relation.formula)
    except FormulaError as error:
        raise InputError(f"{file}: relation {relation.id}", f"formula: {error}", error.caret) from None
    if any(leaf.how == "previous" for leaf in formula.leaves) and "period" not in relation.each:
        raise InputError(
            f"{file}: relation {relation.id}", 'prev() without a period; expected each = ["period"]'
        )
    page = f"`{relation.formula}`\n\n{relation.why}"
    check = Binding(relation, formula).verdicts
    return Rule(relation.id, "relation", relation.level, "workspace", page, check)


def names_in(relation: Relation) -> tuple[str, ...]:
    """Return the names of the indicators that a relation joins into one family."""
    return tuple(dict.fromkeys(leaf.name for leaf in read_formula(relation.formula).leaves))


@dataclass(frozen=True, slots=True)
class Binding:
    """A relation and its formula, ready to be applied."""

    relation: Relation
    formula: Formula

    def verdicts(self, facts: Facts) -> Iterator[Verdict]:
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
                yield from self._of_group(key, named, groups)

    def _groups(self, facts: Facts, indicators: frozenset[str]) -> dict[Key, list[Fact]]:
        groups: dict[Key, list[Fact]] = {}
        rows = (fact for indicator in indicators for fact in facts.by_indicator.get(indicator, ()))
        for fact in facts.in_order_told(rows):
            if self._told(facts, fact) and (fact.hard is not None or fact.trouble is not None):
                groups.setdefault(self._key(fact), []).append(fact)
        return groups

    def _told(self, facts: Facts, fact: Fact) -> bool:
        """Whether a fact is one that the relation speaks of."""
        wanted = self.relation
        row = facts.indicator_of(fact)
        whom = {*fact.subject, row.area if row else ""}
        return (
            fact.section in wanted.sections
            and fact.measure == wanted.measure
            and (not wanted.scopes or fact.scope in wanted.scopes)
            and (not wanted.entities or not whom.isdisjoint(wanted.entities))
        )

    def _key(self, fact: Fact) -> Key:
        parts = {
            "period": fact.period.text if fact.period else "",
            "subject": ";".join(sorted(fact.subject)),
            "summary": fact.summary,
        }
        # Figures of different scopes are never compared, whatever the relation says.
        return (*(parts[name] for name in self.relation.each), fact.scope)

    def _of_group(
        self, key: Key, named: Mapping[Leaf, str], groups: Mapping[Key, list[Fact]]
    ) -> Iterator[Verdict]:
        told = ";".join(key).removesuffix(";")
        found: dict[Leaf, list[Fact]] = {}
        for leaf, indicator in named.items():
            place = self._before(key) if leaf.how == "previous" else key
            found[leaf] = [fact for fact in groups.get(place or (), ()) if fact.indicator == indicator]
        everyone = tuple(Bound(fact, leaf.name) for leaf, facts in found.items() for fact in facts)
        missing = next((leaf for leaf, facts in found.items() if not facts), None)
        if missing is not None:
            values = {"name": missing.name}
            yield Verdict("unchecked", everyone, reason="missing-indicator", values=values, key=told)
        elif any(bound.fact.trouble for bound in everyone):
            yield Verdict("unchecked", everyone, reason="missing-value", key=told)
        elif any(leaf.how == "total" and _several_units(facts) for leaf, facts in found.items()):
            yield Verdict("unchecked", everyone, reason="units-differ", key=told)
        else:
            yield from self._of_candidates(
                told, {leaf: _candidates(leaf, facts) for leaf, facts in found.items()}
            )

    def _before(self, key: Key) -> Key | None:
        """The same key one period before; None where no step back is plain."""
        place = self.relation.each.index("period")
        period = Period.read(key[place]).previous() if key[place] else None
        return None if period is None else (*key[:place], period.text, *key[place + 1 :])

    def _of_candidates(self, key: str, found: Mapping[Leaf, list[Candidate]]) -> Iterator[Verdict]:
        everyone = tuple(bound for leaf, some in found.items() for one in some for bound in one.bound(leaf))
        if prod(len(some) for some in found.values()) > _MOST:
            yield Verdict("unchecked", everyone, reason="too-many-values", key=key)
            return
        tried: list[Tried] = []
        for combination in product(*found.values()):
            chosen = dict(zip(found, combination, strict=True))
            try:
                tried.append(self._tried(chosen))
            except UnitError:
                yield Verdict("unchecked", _bound(chosen), reason="units-differ", key=key)
            except ValueError:
                yield Verdict("unchecked", _bound(chosen), reason="divisor-may-be-zero", key=key)
        yield from self._tell(key, everyone, tried)

    def _tried(self, chosen: Mapping[Leaf, Candidate]) -> Tried:
        unit_class = same_unit(self.formula, {leaf: one.facts[0].unit_class for leaf, one in chosen.items()})
        values = {leaf: one.value for leaf, one in chosen.items()}
        left, right = compute(self.formula.left, values), compute(self.formula.right, values)
        agreement = compare(left, right, self.formula.how)
        unit = next((one.unit for one in chosen.values()), "") if unit_class is not None else ""
        facts = tuple(fact for one in chosen.values() for fact in one.facts)
        return Tried(
            facts,
            agreement,
            self._algebra(chosen, left, right, unit, agreement),
            spoken(abs(left.gap_to(right)), unit),
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
        told = [
            f"{text} = {value.spoken(unit)}" if isinstance(side, Operation) else text
            for side, text, value in zip(
                (self.formula.left, self.formula.right), sides, (left, right), strict=True
            )
        ]
        return f"{told[0]} {sign} {told[1]}"

    def _tell(self, key: str, everyone: tuple[Bound, ...], tried: list[Tried]) -> Iterator[Verdict]:
        """One verdict a combination; the first that fails tells of all, and which agree."""
        agreeing = tuple(one.algebra for one in tried if one.agreement.outcome == "consistent")
        message = "relation-some" if agreeing else "relation"
        reported = False
        for number, one in enumerate(tried):
            told: dict[str, MessageValue] = {
                "algebra": one.algebra,
                "gap": one.gap,
                "why": self.relation.why,
                "agreeing": agreeing,
            }
            verdict = judged(one.agreement, everyone, self.relation.level, message, told, key)
            if verdict.is_finding and reported:
                verdict = replace(verdict, message="", key=f"{key}#{number}")
            reported = reported or verdict.is_finding
            yield verdict


def _candidates(leaf: Leaf, facts: list[Fact]) -> list[Candidate]:
    """The different values that facts give a leaf; ``sum`` adds them all up into one."""
    known = [(fact, value) for fact in facts if (value := value_of(fact)) is not None]
    if leaf.how == "total":
        known = _once(known)
        words = " + ".join(fact.quote for fact, _ in known)
        total = reduce(add, (value for _, value in known))
        return [Candidate(tuple(fact for fact, _ in known), total, known[0][0].unit, f"({words})")]
    by_value: dict[tuple[object, str], list[tuple[Fact, Value]]] = {}
    for fact, value in known:
        by_value.setdefault((str(value.hard), fact.unit_class), []).append((fact, value))
    return [
        Candidate(tuple(fact for fact, _ in some), some[0][1], some[0][0].unit, some[0][0].quote)
        for some in by_value.values()
    ]


def _several_units(facts: list[Fact]) -> bool:
    return len({fact.unit_class for fact in facts}) > 1


def _once(known: list[tuple[Fact, Value]]) -> list[tuple[Fact, Value]]:
    """What is added up, without what another summary only says once more."""
    told: dict[tuple[object, str], str] = {}
    kept = []
    for fact, value in known:
        teller = told.setdefault((fact.key, str(value.hard)), fact.summary)
        if teller == fact.summary:
            kept.append((fact, value))
    return kept


def _bound(chosen: Mapping[Leaf, Candidate]) -> tuple[Bound, ...]:
    return tuple(bound for leaf, one in chosen.items() for bound in one.bound(leaf))
