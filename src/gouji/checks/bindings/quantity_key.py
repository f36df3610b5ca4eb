"""Which facts of a summary refer to the same quantity: by their keys and the words around their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gouji.facts.table.facts import Fact, Facts

NEAR = 160
"""In a draft, facts of one phrase at most this many characters apart may be of one quantity."""
QuantityKey = tuple[object, ...]


def quantity_key(fact: Fact) -> QuantityKey:
    """Return what facts of one summary share if they refer to one quantity, whatever they state of it."""
    return (fact.summary, fact.indicator, fact.key.about, fact.scope, fact.ahead)


def same_sentence(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two facts read from a text are in one sentence; of coded rows their keys suffice."""
    if (one.coded and two.coded) or one.start is None or two.start is None:
        return True
    low, high = sorted((one.start, two.start))
    return high - low <= NEAR and not _SENTENCE_END.search(facts.texts.get(one.summary, ""), low, high)


def same_wording(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two facts of one key are of one quantity; read from texts, their clauses must be the same.

    The key is then a phrase that may be cut short. Only totals of a place (人口, 总产值, 里程) are repeated
    in the same words; actions (安排, 新增, 完成) have several objects.
    """
    if one.coded and two.coded:
        return True
    if not is_total(one):
        return False
    first, second = (clause_of(facts, fact) for fact in (one, two))
    # A cell of a table is named by its headers too.
    return bool(first) and first == second and "\t" not in first


def is_total(fact: Fact) -> bool:
    """Say whether a phrase names something that a place has only one of: its population, its output."""
    return fact.measure == "level" and bool(_TOTAL.search(fact.indicator))


def is_one_of_a_kind(fact: Fact) -> bool:
    """Say whether a key means one quantity: a person coded it, or its phrase fully names a total."""
    return fact.coded or (is_total(fact) and len(fact.indicator) >= _FULL_NAME)


_FULL_NAME = 5
_SENTENCE_END = re.compile("[。！？\n]")
_TOTAL = re.compile(
    "(?:总[值量额数]|收入|支出|产量|产值|人口|人数|户数|面积|里程|装机|装机容量|余额|数量|增加值|覆盖率|[^增]化率|总规模)$"
)


def same_quantity(facts: Facts, fact: Fact, measure: str, period: str, base: str = "") -> list[Fact]:
    """Return the other facts that state a measure of a fact's quantity in a period.

    Args:
        facts: The fact table.
        fact: The fact.
        measure: ``level``, ``change`` and so on.
        period: As written; empty finds nothing.
        base: What a change is measured against.
    """
    rows = facts.derive(by_quantity).get(quantity_key(fact), ())
    return [
        other
        for other in rows
        if other is not fact
        and other.measure == measure
        and period
        and other.key.period == period
        and other.base == base
        and same_sentence(facts, fact, other)
    ]


def by_quantity(facts: Facts) -> Mapping[QuantityKey, tuple[Fact, ...]]:
    """Return figures by quantity; faulty ones too, so that whatever would use them is not checked."""
    found: dict[QuantityKey, list[Fact]] = {}
    for fact in facts:
        if (fact.is_figure or fact.fault) and fact.indicator and fact.period is not None:
            found.setdefault(quantity_key(fact), []).append(fact)
    return {key: tuple(rows) for key, rows in found.items()}


_CLAUSE_ENDS = re.compile("[，。；：！？、,;:\n\u3000（(]")
_SENTENCE_ENDS = re.compile("[。！？\n]")
_CLAUSE_REACH = 40
_SENTENCE_REACH = 240


def words_before(facts: Facts, fact: Fact, reach: int) -> str:
    """Return the characters right before a figure, at most *reach*; empty where its text is not available."""
    text = facts.texts.get(fact.summary, "")
    return text[max(0, fact.start - reach) : fact.start] if fact.start is not None else ""


def clause_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's clause in front of it."""
    return _CLAUSE_ENDS.split(words_before(facts, fact, _CLAUSE_REACH))[-1]


def sentence_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's sentence in front of it."""
    return _SENTENCE_ENDS.split(words_before(facts, fact, _SENTENCE_REACH))[-1]
