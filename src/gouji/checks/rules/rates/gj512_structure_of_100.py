"""GJ512: structures in one figure that do not add up to 100 %."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import add

from gouji.checks.bindings.shares import sum_in_words
from gouji.checks.rule import Binding, bind, rule
from gouji.facts.figures.model import RATIO, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.values import HUNDRED, Value, compare
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ512", name="structure-of-100", level="error", scope="row")
def structure_of_100(facts: Facts) -> Iterator[Binding]:
    """The terms of a structure add up to 100 %."""
    for fact in facts:
        terms = pattern("between_terms").split(fact.quote) if fact.form == RATIO else []
        if len(terms) > _FEWEST and pattern("structure").search(f"{fact.indicator}{fact.scope}"):
            yield _binding(fact, terms)
        elif _are_shares(terms):
            yield replace(_binding(fact, terms), level="warning")


def _are_shares(terms: Sequence[str]) -> bool:
    """Whether terms look like shares in percent: as many decimals each, and nearly 100 together."""
    decimals = {len(term.partition(".")[2]) for term in terms}
    known = [figure.printed for figure in map(_percent, terms) if figure and figure.printed is not None]
    near = _FAR if len(terms) > _FEWEST else Fraction(_FAR, 2)
    alike = len(decimals) == 1 and 0 not in decimals and len(known) == len(terms) > 1
    return alike and abs(sum(known, Fraction(-100))) <= near


_FAR = 12
"""How far shares of which one is wrong are from 100 together; two of them half as far."""


def _binding(fact: Fact, terms: Sequence[str]) -> Binding:
    """Compare the sum of the terms with 100 %."""
    known = [figure for figure in map(_percent, terms) if figure is not None]
    agreement = compare(reduce(add, known), HUNDRED) if len(known) == len(terms) else None
    return Binding(
        bind(fact, role="share"), agreement, "structure-of-100", obstacle="missing-value",
        words=lambda: sum_in_words(reduce(add, known), fact.quote, "≠"),
    )  # fmt: skip


def _percent(term: str) -> Value | None:
    with suppress(FigureError):
        figure = parse(f"{term}%")
        if figure.hard is not None and figure.soft is not None:
            return Value(figure.hard, figure.soft, figure.printed, (figure.width,) if figure.width else ())
    return None


_FEWEST = 2
"""Terms of a ratio that is no structure."""
