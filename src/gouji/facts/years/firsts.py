"""What is told as passed for the first time (首次突破, 突破) in two years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.context import words_before
from gouji.facts.years.own import pairs

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gouji.facts.table import Fact, Facts

_FIRST = re.compile("首次(?:突破|超过|达到|跨越|站上|迈上)?$|^(?:首次)?(?:突破|跨越|站上|迈上)")
_BACK = 4


class First(NamedTuple):
    """A threshold that two summaries in a row tell as passed, each in its own year."""

    now: Fact
    before: Fact
    again: bool


def firsts(facts: Facts) -> tuple[First, ...]:
    """Return what two summaries in a row tell as passed in their own years, and whether it is the same."""
    found = []
    for pair in pairs(facts, _thing):
        now, before = (
            next((one for one in some if _passes(facts, one)), None) for some in (pair.now, pair.before)
        )
        if now is not None and before is not None:
            found.append(First(now, before, now.hard == before.hard))
    return tuple(found)


def _thing(fact: Fact) -> Hashable:
    return fact.indicator, fact.measure, fact.base, fact.scope, fact.unit_class


def _passes(facts: Facts, fact: Fact) -> bool:
    """Whether a figure is told as a threshold that was passed."""
    return bool(_FIRST.search(fact.quote) or _FIRST.search(words_before(facts, fact, _BACK)))
