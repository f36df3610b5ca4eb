"""What a share is computed of, by the kind of its wholes: a part of a total, what it leaves or exceeds."""

from collections.abc import Callable, Mapping, Sequence

from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, Value
from gouji.facts.table.columns import NESTED, OVER, REST
from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import pattern

Make = Callable[[Mapping[str, Value]], Value]
"""Computes a percentage from the values of ``part`` and ``total``; ValueError where the total may be 0."""


def way_of(kind: str) -> tuple[Make, str]:
    """Return how a share of a kind is computed, and its formula."""
    return _WAYS.get(kind, (_of_total, "{part} / {total}"))


def roles_of(kind: str, total: Fact, named: Sequence[Fact]) -> dict[str, Sequence[Fact]]:
    """Return the facts that a share is computed of, by their roles; a share of a share names that first."""
    if kind == NESTED and len(named) > 1:
        return {"part": named[1:], "share": named[:1], "total": [total]}
    return {"part": named, "total": [total]}


def near_fraction(quote: str, stated: Value | None, computed: Value | None) -> bool:
    """Whether a share is a fraction in words, a point at most from the computed one: 241/963 is 四分之一."""
    told = pattern("fraction_in_words").fullmatch(quote)
    if not told or stated is None or computed is None:
        return False
    return not stated.hard.gap(computed.hard + Interval.closed(-1, 1))


def as_set(make: Make, *, planned: bool) -> Make:
    """Return a way with round counts as exact, and a plan with fewer decimals than its outcome as set."""

    def made(values: Mapping[str, Value]) -> Value:
        part, total = exact_count(values["part"]), exact_count(values["total"])
        coarser = max(part.widths or (0,)) < max(total.widths or (0,))
        if planned and coarser and total.printed is not None:
            total = Value.exactly(total.printed)
        return make({**values, "part": part, "total": total})

    return made


def exact_count(value: Value) -> Value:
    """Return a round count (`500家`) as exact, as it is beside its parts and shares; any other as it is."""
    rounded = value.is_vague and value.soft.is_point and value.soft.low == value.printed
    return Value.exactly(value.printed) if rounded and value.printed is not None else value


def _of_total(values: Mapping[str, Value]) -> Value:
    """Return how much a part is of a total, in percent."""
    return values["part"] / values["total"] * HUNDRED


_WAYS: Mapping[str, tuple[Make, str]] = {
    REST: (lambda v: HUNDRED - _of_total(v), "({total} - {part}) / {total}"),
    NESTED: (
        lambda v: v["part"] / (v["total"] * v["share"] / HUNDRED) * HUNDRED,
        "{part} / ({total} × {share})",
    ),
    OVER: (lambda v: _of_total(v) - HUNDRED, "({part} - {total}) / {total}"),
}
