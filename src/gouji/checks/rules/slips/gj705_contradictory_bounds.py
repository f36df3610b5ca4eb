"""GJ705: bounds that contradict one another, and values that break a bound beside them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gouji.checks.bindings.kept_between import kept_between
from gouji.checks.bindings.kept_by_each import kept_by_each
from gouji.checks.bindings.passages import Passage, passages_read, without_texts
from gouji.checks.bindings.quantities import sentence_of
from gouji.checks.bindings.told_bounds import bounds_of_all, told_bounds
from gouji.checks.rule import Binding, Bound, Verdict, inconsistent, rule
from gouji.facts.numbers.values import Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern


@rule("GJ705", name="contradictory-bounds", level="warning", scope="summary", needs_texts=True)
def contradictory_bounds(facts: Facts) -> Iterator[Binding | Verdict]:
    """The words around a number bound it from one side, and a value beside a bound keeps to it."""
    yield from without_texts(facts)
    for passage in passages_read(facts):
        yield from _around_numbers(facts, passage)
    rows = (pair for summary in facts.by_summary for pair in pairwise(facts.in_text_order(summary)))
    beside = [found for pair in rows if _are_of_one(*pair) and (found := _beside(facts, *pair))]
    yield from beside
    known = {_place(one) for one in beside}
    for told in (told_bounds, bounds_of_all, kept_by_each):
        new = [one for one in told(facts) if _place(one) not in known]
        yield from new
        known |= {_place(one) for one in new}
    yield from kept_between(facts)


def _place(found: Binding | Verdict) -> tuple[str, int | None]:
    """Return where the first figure of a verdict stands."""
    fact = found.bound[0].fact
    return fact.summary, fact.start


def _around_numbers(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    may = pattern("sign_of_bounds").search(passage.text)
    for found in pattern("bounds_contradict").finditer(passage.text) if may else ():
        bound = passage.quoted(facts, *found.span())
        yield inconsistent(bound, message="bounds-contradict", algebra=f"∄ {bound.quote}")


def _are_of_one(one: Fact, two: Fact) -> bool:
    """Whether two figures are of one indicator, told of one time and not planned."""
    measures = {"level" if _is_level(fact) else fact.measure for fact in (one, two)}
    # 人均收入超过2.5万元，达24863元: a mean, and what it comes to.
    alike = len(measures) == 1 or (one.measure == "mean" and measures == {"mean", "level"})
    same = alike and (one.unit_class, one.section) == (two.unit_class, two.section)
    bare = pattern("bare_whole").fullmatch(two.indicator)
    named = two.indicator == one.indicator or bare is not None or not one.indicator
    return same and named and one.is_figure and two.is_figure and not one.ahead


def _is_level(fact: Fact) -> bool:
    """Whether a figure is a level: 高于99% is read as a growth where nothing says of what."""
    return fact.measure == "growth" and not fact.base and bool(pattern("compared_by_bound").match(fact.quote))


def _beside(facts: Facts, one: Fact, two: Fact) -> Binding | None:
    """Compare two figures, of which one bounds the other; None where the words do not say so."""
    between = facts.texts.get(one.summary, "")[one.end or 0 : two.start or 0]
    first, second = value_of(one), value_of(two)
    bounded = [pattern("bound_of_fact").search(fact.quote) is not None for fact in (one, two)]
    if first is None or second is None or bounded[0] == bounded[1]:
        return None
    before = sentence_of(facts, one)
    if pattern("norm_before").search(before) or pattern("not_reached").search(before):
        return None
    over = pattern("clause_over").match(facts.texts.get(two.summary, ""), two.end or 0)
    if bounded[0]:
        joined = pattern("value_behind_bound").fullmatch(between)
        tells = pattern("tells_value").search(between) or pattern("reached_level").match(two.quote)
        ends = joined and over and (tells or between in _BRACKETS)
        return _binding(one, two, first, second) if ends else None
    joined = pattern("bound_behind_value").fullmatch(between)
    added = pattern("adds_to_level").search(sentence_of(facts, one))
    near = _are_near(first, second)
    # What is said of a value before it, that it passed a mark, is no round form of it.
    passed = replace(second, soft=second.hard)
    return _binding(two, one, passed, first) if joined and over and near and not added else None


_BRACKETS = ("（", "(")


def _are_near(value: Value, bound: Value) -> bool:
    """Whether a value and the end of a bound are within a quarter of each other."""
    end = bound.hard.low if bound.hard.high is None else bound.hard.high
    number = value.hard.low
    return end is not None and number is not None and 4 * abs(end - number) <= end


def _binding(bound: Fact, value: Fact, bounds: Value, told: Value) -> Binding:
    roles = (Bound(value, "value"), Bound(bound, "bound"))
    return Binding(roles, compare(told, bounds), "bound-broken", "{value} ∉ {bound}")
