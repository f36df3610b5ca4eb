"""Figures of a year before: told twice, then and on this year's terms, or corrected; those of budgets.

调整前 is what the summary of that year says itself; 调整后 is compared with no other summary.
What is corrected: 上年数据由1250万吨调整为1215.5万吨.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from gouji.checks.bindings.quantities import ReportedValue, reported_values
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern, words


def is_restated(scope: str) -> bool:
    """Say whether a scope is that of figures told on two terms.

    >>> is_restated("调整后"), is_restated("调整前"), is_restated("规上")
    (True, True, False)
    """
    return pattern("restated").fullmatch(scope) is not None


def told_then(
    facts: Facts, by_scope: Mapping[str, Sequence[Fact]]
) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Yield figures of one quantity as told before they were restated, with those of the year's own summary.

    *by_scope* has the figures of the quantity by their scopes.
    """
    own = [fact for fact in by_scope.get("", ()) if _is_of_own_year(facts, fact)]
    for scope, some in by_scope.items():
        if own and pattern("as_told_then").search(scope) and is_restated(scope):
            yield from product(reported_values(facts, own), reported_values(facts, list(some)))


def in_two_scopes(
    rows: Sequence[Fact], by_scope: Mapping[str, Iterable[ReportedValue]]
) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Yield what is told without a scope with what is told in one, if not on two terms.

    Where a summary tells both, the two are meant to differ.
    """
    if len({(fact.summary, fact.scope) for fact in rows}) > len({fact.summary for fact in rows}):
        return
    scoped = [one for scope, some in by_scope.items() if scope and not is_restated(scope) for one in some]
    yield from product(by_scope.get("", ()), scoped)


def _is_of_own_year(facts: Facts, fact: Fact) -> bool:
    summary = facts.summary_of(fact)
    return summary is not None and fact.key.period.rpartition("/")[2][:4] == summary.year


_NEAR, _BEFORE = 16, 40
"""Characters between a figure and what it is corrected to, and before it, with the words that say so."""


def corrected(facts: Facts, summary: str, told: Fact) -> Fact:
    """Return what a summary says a figure was corrected to; the figure itself if it says nothing."""
    pairs = facts.derive(_corrections).get(summary, ())
    same = (told.hard, told.unit_class)
    return next((right for wrong, right in pairs if (wrong.hard, wrong.unit_class) == same), told)


def _corrections(facts: Facts) -> Mapping[str, list[tuple[Fact, Fact]]]:
    """Return the figures of each summary that are corrected in it, each with the right one."""
    return {
        summary: [pair for pair in pairwise(facts.by_summary.get(summary, ())) if _is_corrected(text, *pair)]
        for summary, text in facts.texts.items()
    }


def _is_corrected(text: str, one: Fact, two: Fact) -> bool:
    if one.end is None or two.start is None or two.end is None or one.unit_class != two.unit_class:
        return False
    if not 0 <= two.start - one.end < _NEAR:
        return False
    # 班级由35个调整为38个 is no correction: nothing says that figures are adjusted.
    before = text[max(0, one.start - _BEFORE) : one.start] if one.start is not None else ""
    rights = pattern("sets_figures_right").search(text, one.end, two.start)
    if not (rights or pattern("figures_set_right").search(before)):
        return False
    number = next((at for at in range(two.start, two.end) if text[at].isdigit()), two.end)
    return pattern("corrected_to").fullmatch(text, one.end, number) is not None


def is_of_budget(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure is of the year that its document is the budget of."""
    summary = facts.summary_of(fact)
    if summary is None or not summary.series.endswith(tuple(words("kinds_of_budgets"))):
        return False
    return fact.key.period == summary.year
