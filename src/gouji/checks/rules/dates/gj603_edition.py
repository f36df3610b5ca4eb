"""GJ603: editions that do not fit their year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.checks.bindings.report_series import last_of
from gouji.checks.bindings.surrounding_words import words_before
from gouji.checks.rule import consistent, inconsistent, rule, unchecked
from gouji.facts.figures.model import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ603", name="edition", level="warning", scope="workspace")
def edition(facts: Facts) -> Iterator[Verdict]:
    """The N-th edition of a recurring event falls where counting from a known one puts it.

    Why: 第N次 is copied from last year's text and not raised, or raised twice.

    `edition` in `indicators.csv` says when which edition was held and the step between two:
    `2017/P1Y` (the first in 2017, one a year), `2022-06/P6M=5` (the fifth in the first half of 2022,
    one each half-year). A year may have been skipped or doubled, so it is a warning. Of events of which
    nothing is said there, the edition counts that last year's summary of the same publisher and series
    told: one held last year is followed by the next number (or by the first of a new count), one planned is
    held under its own. Another number is a note. Terms of congresses (第十四届) last for years and are left
    alone; their sessions are not.

    Example:
        第九次全国残疾预防日 told of 2024: first in 2017, so 2024 had the eighth.

    Source: ISO 8601 recurring intervals; N = year - first year + 1 for yearly events.
    """
    chained = {one.now.id: one for one in facts.derive(editions)}
    for fact in facts.of_form("ordinal"):
        yield _after(facts, chained[fact.id]) if fact.id in chained else _verdict(facts, fact)


def _after(facts: Facts, one: Edition) -> Verdict:
    """The edition held against the one that the summary before told."""
    if one.fits:
        return consistent(one.now, one.before)
    expected = f"{one.expected}{one.now.unit}"
    return inconsistent(
        one.now,
        one.before,
        message=f"edition-{one.how}",
        level="note",
        algebra=f"{one.now.quote} ≠ 第{expected}",
        indicator=facts.name_of(one.now),
        quote=one.now.quote,
        before=one.before.quote,
        before_by=facts.told_by(one.before),
        expected=expected,
    )


def _verdict(facts: Facts, fact: Fact) -> Verdict:
    indicator = facts.indicator_of(fact)
    if indicator is None or indicator.edition is None:
        return unchecked(fact, reason="no-first-edition")
    if fact.period is None or fact.hard is None:
        return unchecked(fact, reason="unreadable-figure", quote=fact.quote)
    expected = indicator.edition.within(fact.period)
    if expected is None:
        return unchecked(fact, reason="no-start-of-period")
    least, most = expected
    if any(number in fact.hard for number in range(least, most + 1)):
        return consistent(fact)
    said = str(least) if least == most else f"{least}—{most}"
    return inconsistent(
        fact,
        message="edition",
        algebra=f"{fact.hard} ≠ {said}",
        quote=fact.quote,
        expected=said,
        period=fact.period.text,
        first=indicator.edition.first.text,
        number=indicator.edition.number,
    )


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
        for last in last_of(facts, summary):
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
