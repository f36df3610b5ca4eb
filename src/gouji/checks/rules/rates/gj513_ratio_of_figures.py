"""GJ513: ratios of several terms that differ from the figures that they are of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import add

from gouji.checks.bindings.passages import whole_number
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.rule import Binding, Bound, MessageValue, bind, rule
from gouji.facts.figures.model import COUNT, RATIO
from gouji.facts.figures.numerals import read_numeral
from gouji.facts.numbers.intervals import Interval, plain
from gouji.facts.numbers.values import HUNDRED, Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern, words

DIVIDES = "ratio.by"
"""How a ratio is tied to amounts that it divides: its terms are no rounded ones."""


@rule(
    "GJ513", name="ratio-of-figures", level="warning", scope="summary", covers=lambda _, fact: _is_ratio(fact)
)
def ratio_of_figures(facts: Facts) -> Iterator[Binding]:
    """A ratio of several terms is that of the figures that it names."""
    for fact in facts:
        if _is_ratio(fact):
            yield _binding(facts, fact)
    for summary in facts.by_summary:
        text = facts.texts.get(summary, "")
        if "半" in text or "翻" in text:
            yield from _halved(text, facts.in_text_order(summary))


def _halved(text: str, rows: Sequence[Fact]) -> Iterator[Binding]:
    """Compare two levels with the words behind them: 由480件减至240件，正好减半."""
    for before, now in pairwise(rows):
        said = pattern("halved_or_doubled").match(text, now.end or 0)
        start, end = before.end or 0, now.start or 0
        moved = said and (
            (end - start <= _NEAR and pattern("reached_by").match(now.quote))
            or (end - start <= _FAR and not said["hedge"] and pattern("moves_to").search(text, start, end))
        )
        same = (before.unit_class, before.measure, before.place) == (now.unit_class, now.measure, "")
        first, last = value_of(before), value_of(now)
        if not said or not moved or not same or first is None or last is None:
            continue
        bound = bind(before, now, role="figure")
        if first.hard.low is None or first.hard.low <= 0:
            yield Binding(bound, None, obstacle="divisor-may-be-zero")
            continue
        told = _HALF if said["half"] else _TWICE
        agreement, made = compare(Value(told, told, None), last / first), last / first
        computed = plain(Fraction(round((made.printed or made.hard.low or 0) * 100), 100))
        figures = f"{now.quote}∶{before.quote}"

        def words(
            figures: str = figures, computed: str = computed, told: str = said["told"]
        ) -> dict[str, MessageValue]:
            algebra = f"{figures} = {computed} ≠ {told}"
            return {"figures": figures, "computed": f"{computed}∶1", "stated": told, "algebra": algebra}

        yield Binding(bound, agreement, "ratio-of-figures", words=words)


_NEAR, _FAR = 4, 12
"""Characters between two levels of one movement, 由A减至今年的B, and where a verb stands between them."""
_HALF = Interval.closed(Fraction(9, 20), Fraction(11, 20))
_TWICE = Interval.closed(Fraction(19, 10), Fraction(3))
"""What 减半 and 翻倍 may stand for, as parts of what there was."""


def _is_ratio(fact: Fact) -> bool:
    """Whether it is a ratio of figures that it names: no percentage, which is one of part and total."""
    return fact.form == RATIO and fact.unit != PERCENT and fact.measure == "share" and len(fact.whole) > 1


def _binding(facts: Facts, stated: Fact) -> Binding:
    """Compare a ratio with the figures that it is of."""
    of = [facts.by_id[one.total] for one in stated.whole if one.total in facts.by_id]
    found = _terms(stated.quote) or _in_words(stated)
    bound = (Bound(stated, "ratio"), *bind(*of, role="figure"))
    values = [value for value in map(value_of, of) if value is not None]
    terms = found if len(found) > 1 else [*found, _measure(found, values)]
    obstacle = ""
    if not len(terms) == len(values) == len(stated.whole):
        obstacle = "missing-value"
    elif len({fact.unit_class for fact in of}) > 1 and not all(map(_counts, of)):
        obstacle = "units-differ"
    elif any(one.hard.low is None or one.hard.low <= 0 for one in values):
        obstacle = "divisor-may-be-zero"
    if obstacle:
        return Binding(bound, None, obstacle=obstacle)
    exact = stated.via == DIVIDES
    base = pattern("base_of_index").search(stated.indicator)
    ways = [values] if exact or len(values) > 2 else [values, values[::-1]]
    if base and len(of) == len(ways):  # 性别比（以女性为100）
        ways = ways[:1] if base["of"] in of[1].indicator else ways[1:]
    agreement = min((_agreement(terms, way, exact=exact) for way in ways), key=_is_gap)

    def words() -> dict[str, MessageValue]:
        figures, computed = "∶".join(fact.quote for fact in of), "∶".join(_as_terms(terms, values))
        return {
            "figures": figures,
            "computed": computed,
            "stated": stated.quote,
            "algebra": f"{figures} = {computed} ≠ {stated.quote}",
        }

    return Binding(bound, agreement, "ratio-of-figures", words=words)


def _counts(fact: Fact) -> bool:
    """Whether a figure counts: 册次 and 次 are turns."""
    return fact.form == COUNT or fact.unit.endswith(words("units_of_turns"))


def _in_words(stated: Fact) -> list[str]:
    """Return the number of a multiple in Chinese numerals, as digits: 2 of 两倍."""
    number = whole_number(stated.quote[:1]) if pattern("times_in_words").fullmatch(stated.quote) else 0
    return [str(number)] if number else []


def _terms(quote: str) -> list[str]:
    """Return the numbers of a ratio in digits; those of 六比三比一 too.

    >>> _terms("6∶3∶1"), _terms("六比三比一")
    (['6', '3', '1'], ['6', '3', '1'])
    """
    told = pattern("number_in_ratio").findall(quote)
    spoken = (read_numeral(one) for one in pattern("between_terms").split(quote))
    return told or [str(one.value) for one in spoken if one]


def _measure(found: Sequence[str], values: Sequence[Value]) -> str:
    """Return what a ratio of one number is measured by: 100 where that is nearer to what the figures say."""
    low, high = (one.hard.low or Fraction(0) for one in values) if len(values) == 2 else (0, 0)
    return "100" if low and high and _number(found[0]) > 10 * max(low, high) / min(low, high) else "1"


def _agreement(terms: Sequence[str], values: Sequence[Value], *, exact: bool) -> Agreement:
    """Compare each term with what it is by the figures; return the first gap."""
    base = _base(terms)
    scale, whole = (_number(terms[base]), values[base]) if base is not None else _sums(terms, values)
    # What makes 100 in all has a term that is made to: 1.8∶36.1∶62.1 of 1.86%, 36.09% and 62.05%.
    off = 0 if exact else 2 if base is None and scale == HUNDRED.printed else 1
    found = [
        compare(_value(term, off), value / whole * Value.exactly(scale))
        for at, (term, value) in enumerate(zip(terms, values, strict=True))
        if at != base
    ]
    return max(found, key=_is_gap)


def _is_gap(one: Agreement) -> bool:
    return one.outcome == "inconsistent"


def _sums(terms: Sequence[str], values: Sequence[Value]) -> tuple[Fraction, Value]:
    return sum(map(_number, terms), Fraction(0)), reduce(add, values)


def _number(term: str) -> Fraction:
    return Fraction(term)


def _places(term: str) -> int:
    """Return how many decimals a term is printed with."""
    return len(term.partition(".")[2])


def _value(term: str, off: int) -> Value:
    """Return what a term stands for, so many halves of its last place off: what it is rounded from."""
    if not off:
        return Value.exactly(_number(term))
    width = Fraction(off, 10 ** _places(term))
    interval = Interval.closed(_number(term) - width / 2, _number(term) + width / 2)
    return Value(interval, interval, _number(term), (width,))


def _base(terms: Sequence[str]) -> int | None:
    """Return the term that the other one of two is measured by: the 1 of 1∶1.6, of 3∶1."""
    ones = [at for at, one in enumerate(terms) if one in _ONES]
    return ones[-1] if ones and len(terms) == 2 else None


def _as_terms(terms: Sequence[str], values: Sequence[Value]) -> Iterator[str]:
    """Yield the figures as terms of the size of the printed ones, with one decimal more."""
    base, places = _base(terms), max(map(_places, terms)) + 1
    middles = [one.printed or one.hard.low or Fraction(1) for one in values]
    total = sum(middles) / sum(map(_number, terms)) if base is None else middles[base] / _number(terms[base])
    yield from (plain(Fraction(round(one / total * 10**places), 10**places)) for one in middles)


_ONES = ("1", "100")
