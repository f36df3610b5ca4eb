"""Editions (第N次, 第N届, 第N批) from one summary to the next, where no table says when the first was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.facts.context import words_before
from gouji.facts.figures.model import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts

How = Literal["held", "planned"]
"""The earlier one was told as held, or as planned for the year of the later one."""
_UNITS = frozenset({"届", "次", "批"})
_SHORT = 4
_TERMS = re.compile("代表大会|全会|全体会议|委员会|[省市区县党]委|政协|部署|精神")
"""What is called 届 for years: a congress and what it elected; its sessions are counted anew (次)."""


class Edition(NamedTuple):
    """An edition of an event, and the one that the summary before told.

    Attributes:
        now: The later one.
        before: The earlier one.
        how: How the earlier one was told.
        fits: The number is the next one, or of what was planned the same; a new count begins at 1.
        expected: The number that was expected.
    """

    now: Fact
    before: Fact
    how: How
    fits: bool
    expected: int


def editions(facts: Facts) -> tuple[Edition, ...]:
    """Return every edition that two summaries in a row tell, each of its own year, one of it in each."""
    told: dict[tuple[str, str, str], dict[str, list[Fact]]] = {}
    for fact in facts.of_form(ORDINAL):
        if _is_edition(facts, fact):
            thing = (fact.indicator, facts.whose(fact), fact.unit)
            told.setdefault(thing, {}).setdefault(fact.summary, []).append(fact)
    return tuple(one for by_summary in told.values() for one in _of_one_event(facts, by_summary))


def _is_edition(facts: Facts, fact: Fact) -> bool:
    sound = fact.trouble is None and len(fact.indicator) >= _SHORT and fact.section in {"review", "target"}
    row = facts.indicator_of(fact)
    known = row is not None and row.edition is not None
    behind = facts.texts.get(fact.summary, "")[fact.end or 0 : (fact.end or 0) + _BEHIND]
    if fact.unit == "届" and _TERMS.search(f"{fact.indicator} {behind}"):
        return False
    return sound and not known and fact.unit in _UNITS and _number(fact) is not None


def _number(fact: Fact) -> int | None:
    low = fact.hard.low if fact.hard is not None else None
    return int(low) if low is not None and low == (fact.hard.high if fact.hard else None) else None


def _of_one_event(facts: Facts, by_summary: dict[str, list[Fact]]) -> Iterator[Edition]:
    for summary, rows in by_summary.items():
        now = _only([fact for fact in rows if not fact.ahead])
        for last in facts.years.last_of(summary):
            earlier = by_summary.get(last, [])
            planned = _only([fact for fact in earlier if fact.ahead])
            held = _only([fact for fact in earlier if not fact.ahead])
            if now is not None and held is not None:
                yield _edition(facts, now, held, "held")
            elif now is not None and planned is not None:
                yield _edition(facts, now, planned, "planned")


def _only(rows: list[Fact]) -> Fact | None:
    """The edition that a summary tells; None where it tells several."""
    return rows[0] if rows and len({_number(fact) for fact in rows}) == 1 else None


def _edition(facts: Facts, now: Fact, before: Fact, how: How) -> Edition:
    number, last = _number(now) or 0, _number(before) or 0
    expected = last if how == "planned" else last + 1
    # The first one may be told of once more.
    anew = number == 1 and (last == 1 or not _in_one_term(facts, now, before))
    return Edition(now, before, how, anew or number == expected, expected)


def _in_one_term(facts: Facts, now: Fact, before: Fact) -> bool:
    """Whether both are sessions of one congress (第六届…第三次会议): within it none counts from 1 again."""
    terms = [_TERM.search(words_before(facts, fact, _NEAR)) for fact in (now, before)]
    return None not in terms and len({found["term"] for found in terms if found}) == 1


_TERM = re.compile("第(?P<term>[一二三四五六七八九十0-9]+)届[^，。；]*$")
_NEAR = 20
_BEHIND = 12
