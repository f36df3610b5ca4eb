"""GJ522: points by which a term of a structure is told to have moved, between two structures beside it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from operator import add
from typing import NamedTuple

from gouji.checks.bindings.passages import whole_number
from gouji.checks.bindings.quantities import clause_of, words_before
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.figures.model import RATIO, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.values import HUNDRED, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern


@rule("GJ522", name="points-of-structure", level="warning", scope="summary")
def points_of_structure(facts: Facts) -> Iterator[Binding]:
    """A term of a structure moved by the points that lie between the two structures told before it."""
    for summary in dict.fromkeys(fact.summary for fact in facts.of_form(RATIO)):
        yield from _of_summary(facts, [fact for fact in facts.in_text_order(summary) if not fact.place])


class _Structures(NamedTuple):
    """Two structures, and the terms of each in percent."""

    before: Fact
    now: Fact
    terms: Sequence[tuple[Value, Value]]


def _of_summary(facts: Facts, told: Sequence[Fact]) -> Iterator[Binding]:
    found: _Structures | None = None
    last: Fact | None = None
    for fact in told:
        if fact.form == RATIO and (terms := _terms(fact)):
            near = last is not None and (fact.start or 0) - (last.end or 0) < _NEAR
            found = _structures(last, fact, terms) if last is not None and near else None
            last = fact
        elif found is not None and fact.measure == "change" and fact.unit == POINTS:
            if (fact.start or 0) - (found.now.end or 0) >= _REACH:
                found = None
            elif (term := _term(facts, fact, found)) is not None:
                yield _binding(fact, found, *term)


_NEAR, _REACH = 30, 60
"""Characters between two structures, and between the second and what it says of a term."""


def _terms(fact: Fact) -> Sequence[Value]:
    """Return the terms of a ratio in percent; nothing where they make no 100."""
    known: list[Value] = []
    for term in pattern("between_terms").split(fact.quote):
        with suppress(FigureError):
            figure = parse(f"{term}%")
            if figure.hard is not None and figure.soft is not None and "." in term:
                width = (figure.width,) if figure.width else ()
                known.append(Value(figure.hard, figure.soft, figure.printed, width))
    makes = len(known) > 1 and compare(reduce(add, known), HUNDRED).outcome != "inconsistent"
    return known if makes else ()


def _structures(one: Fact, two: Fact, terms: Sequence[Value]) -> _Structures | None:
    """Return two structures in the order of their times, or of the text where one tells none."""
    others = _terms(one)
    if len(others) != len(terms):
        return None
    if one.period and two.period and two.period.end < one.period.end:
        return _Structures(two, one, list(zip(terms, others, strict=True)))
    return _Structures(one, two, list(zip(others, terms, strict=True)))


def _term(facts: Facts, change: Fact, found: _Structures) -> tuple[Value, Value] | None:
    """Return the term that a change is of, in both structures; None where words do not say it."""
    earlier = found.before.period
    elsewhere = change.base and not (earlier and change.base == str(earlier.end.year))
    other = pattern("no_part_of_structure").search
    if elsewhere or other(change.indicator) or other(clause_of(facts, change)):
        return None
    named = pattern("sector_named").search(change.indicator)
    if named and len(found.terms) == _SECTORS:
        # 第三产业增加值 is no term of a structure of jobs.
        what = pattern("share_at_end").sub("", change.indicator[named.end() :])
        if what not in _said(facts, found):
            return None
        return found.terms[whole_number(named["number"]) - 1]
    if not named and len(found.terms) == _PAIR and _is_named(facts, change, found):
        # Of two terms one gains what the other loses.
        rising = (value := value_of(change)) is not None and (value.printed or 0) > 0
        gained = (found.terms[0][1].printed or 0) > (found.terms[0][0].printed or 0)
        return found.terms[0 if rising == gained else 1]
    return None


_SECTORS, _PAIR = 3, 2


def _is_named(facts: Facts, change: Fact, found: _Structures) -> bool:
    """Whether what changed stands in the words before the structures: 基础工业与加工工业的比例，…"""
    said = _said(facts, found)
    name = pattern("share_at_end").sub("", change.indicator)
    return len(name) >= _PAIR and name[:_PAIR] in said and set(name) <= set(said)


def _said(facts: Facts, found: _Structures) -> str:
    """Return what the structures are called, and the words before them."""
    first = min(found.before, found.now, key=lambda fact: fact.start or 0)
    return first.indicator + words_before(facts, first, _REACH)


def _binding(change: Fact, found: _Structures, before: Value, now: Value) -> Binding:
    value, made = value_of(change), now - before
    bound = (Bound(change, "stated"), Bound(found.before, "structure"), Bound(found.now, "structure"))

    def words() -> dict[str, MessageValue]:
        computed, stated = made.formatted(POINTS), change.quote
        first, second = found.before.quote, found.now.quote
        return {
            "before": first,
            "now": second,
            "computed": computed,
            "stated": stated,
            "algebra": f"{computed} ≠ {stated}",
        }

    agreement = compare(value, made) if value is not None else None
    return Binding(bound, agreement, "points-of-structure", words=words, obstacle="missing-value")
