"""Indicators that a person said are not one, however near their words: the column ``distinct``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.reading.lexicon.nouns import known_as, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_NONE: frozenset[str] = frozenset()


class Distinct:
    """What each indicator is not.

    Args:
        rows: The names of each row of the table of indicators, and the names that it is not.
    """

    def __init__(self, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        rows = list(rows)
        owners = {name: names for names, _ in rows for name in names if name}
        self._pairs = [(names, owners.get(other, (other,))) for names, others in rows for other in others]
        self._forms: dict[str, Mapping[str, frozenset[str]]] = {}

    def of(self, form: str, place: str) -> frozenset[str]:
        """Return the normal forms of what an indicator of a place, by its own normal form, is not."""
        if not self._pairs:
            return _NONE
        if place not in self._forms:
            self._forms[place] = self._of_place(place)
        return self._forms[place].get(form, _NONE)

    def _of_place(self, place: str) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, two in self._pairs:
            forms, others = (set(_all_forms(names, place)) for names in (one, two))
            for form in forms - others:
                found[form] |= others - forms
            for form in others - forms:
                found[form] |= forms - others
        return {form: frozenset(others) for form, others in found.items()}


def _all_forms(names: Iterable[str], place: str) -> Iterator[str]:
    for name in filter(None, names):
        form = normal_form(name, place)
        known = known_as(name) or known_as(form)
        yield form
        yield from (normal_form(one, place) for one in ((known.id, *known.aliases) if known else ()))
