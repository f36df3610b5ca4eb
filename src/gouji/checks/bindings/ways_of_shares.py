"""What a share is computed of, by the kind of its wholes: a part of a total, what it leaves or exceeds."""

from collections.abc import Callable, Mapping

from gouji.facts.numbers.values import HUNDRED, Value
from gouji.facts.table.columns import OVER, REST

Make = Callable[[Mapping[str, Value]], Value]
"""Computes a percentage from the values of ``part`` and ``total``; ValueError where the total may be 0."""


def way_of(kind: str) -> tuple[Make, str]:
    """Return how a share of a kind is computed, and its formula."""
    return _WAYS.get(kind, (_of_total, "{part} / {total}"))


def as_set(make: Make, *, planned: bool) -> Make:
    """Return a way with round counts as exact, and a plan with fewer decimals than its outcome as set."""

    def made(values: Mapping[str, Value]) -> Value:
        part, total = exact_count(values["part"]), exact_count(values["total"])
        coarser = max(part.widths or (0,)) < max(total.widths or (0,))
        if planned and coarser and total.printed is not None:
            total = Value.exactly(total.printed)
        return make({"part": part, "total": total})

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
    OVER: (lambda v: _of_total(v) - HUNDRED, "({part} - {total}) / {total}"),
}
