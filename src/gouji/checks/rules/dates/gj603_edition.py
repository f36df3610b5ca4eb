"""GJ603: editions that do not fit their year; below the rule, how editions of successive reports pair up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from gouji.checks.bindings.quantities import words_before
from gouji.checks.bindings.report_series import previous_reports
from gouji.checks.bindings.told_editions import numbered_series, told_copies, told_editions
from gouji.checks.rule import Bound, Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.figures.model import ORDINAL
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern


@rule("GJ603", name="edition", level="warning", scope="workspace")
def edition(facts: Facts) -> Iterator[Verdict]:
    """The Nth edition of a recurring event falls where counting from a known one puts it."""
    pairs = {pair.now.id: pair for pair in successive_editions(facts)}
    for fact in facts.of_form("ordinal"):
        yield _pair_verdict(facts, pairs[fact.id]) if fact.id in pairs else _verdict(facts, fact)
    yield from told_editions(facts)
    yield from told_copies(facts)
    yield from numbered_series(facts)


def _pair_verdict(facts: Facts, pair: SuccessiveEditions) -> Verdict:
    """Compare an edition with the one that the previous summary reported."""
    now, before, how = pair
    number, last = _number(now) or 0, _number(before) or 0
    expected = last if how == "planned" else last + 1
    # The first edition may be reported again.
    in_term = _same_term(facts, now, before)
    restarted = number == 1 and (last == 1 or not in_term)
    # Between two yearly sessions of a term others may be held.
    between = in_term and how == "held" and number > expected
    if restarted or between or number == expected:
        return consistent(now, before)
    text = f"{expected}{now.unit}"
    return inconsistent(
        now,
        before,
        message=f"edition-{how}",
        level="note",
        algebra=f"{now.quote} ≠ 第{text}",
        expected=text,
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
    expected_text = str(least) if least == most else f"{least}—{most}"
    found = inconsistent(
        fact,
        message="edition",
        algebra=f"{fact.hard} ≠ {expected_text}",
        expected=expected_text,
        period=fact.period.text,
        first=indicator.edition.first.text,
        number=indicator.edition.number,
    )
    return replace(found, bound=(*found.bound, *_told_before(facts, fact)))


def _told_before(facts: Facts, fact: Fact) -> Iterator[Bound]:
    """Yield the last edition of an event that another summary tells of, for a reader to compare."""
    others = [one for one in facts.by_indicator[fact.indicator] if one.form == ORDINAL and one.is_figure]
    earlier = [one for one in others if one.summary != fact.summary and one.key.period < fact.key.period]
    yield from (Bound(one, "before", witness=True) for one in facts.in_published_order(earlier)[-1:])


How = Literal["held", "planned"]
"""Whether the earlier edition was reported as held, or as planned for the year of the later one."""
_UNITS = frozenset({"届", "次", "批"})
_MIN_NAME = 4
_REACH_BEFORE = 20
_REACH_AFTER = 12


class SuccessiveEditions(NamedTuple):
    """An edition of an event, the one that the previous summary reported, and how that one was."""

    now: Fact
    before: Fact
    how: How


def successive_editions(facts: Facts) -> Iterator[SuccessiveEditions]:
    """Yield pairs of editions of one event in consecutive summaries, where each reports only one."""
    editions = (fact for fact in facts.of_form(ORDINAL) if _is_edition(facts, fact))
    events = grouped(editions, lambda fact: (fact.indicator, facts.owner_of(fact), fact.unit))
    for rows in events.values():
        yield from _of_one_event(facts, grouped(rows, lambda fact: fact.summary))


def _is_edition(facts: Facts, fact: Fact) -> bool:
    usable = fact.fault is None and len(fact.indicator) >= _MIN_NAME and fact.section in {"review", "target"}
    row = facts.indicator_of(fact)
    known = row is not None and row.edition is not None
    after = facts.texts.get(fact.summary, "")[fact.end or 0 : (fact.end or 0) + _REACH_AFTER]
    if fact.unit == "届" and pattern("long_terms").search(f"{fact.indicator} {after}"):
        return False
    if pattern("of_year_before").search(words_before(facts, fact, _REACH_BEFORE)):
        return False  # 2023年第二次临时股东大会 is counted in its year.
    return usable and not known and fact.unit in _UNITS and _number(fact) is not None


def _number(fact: Fact) -> int | None:
    low = fact.hard.low if fact.hard is not None else None
    return int(low) if low is not None and low == (fact.hard.high if fact.hard else None) else None


def _of_one_event(facts: Facts, by_summary: dict[str, list[Fact]]) -> Iterator[SuccessiveEditions]:
    for summary, rows in by_summary.items():
        now = _only([fact for fact in rows if not fact.ahead])
        for previous in previous_reports(facts, summary):
            earlier = by_summary.get(previous, [])
            planned = _only([fact for fact in earlier if fact.ahead])
            held = _only([fact for fact in earlier if not fact.ahead])
            if now is not None and held is not None:
                yield SuccessiveEditions(now, held, "held")
            elif now is not None and planned is not None:
                yield SuccessiveEditions(now, planned, "planned")


def _only(rows: list[Fact]) -> Fact | None:
    """The edition that a summary reports; None where it reports several."""
    return rows[0] if rows and len({_number(fact) for fact in rows}) == 1 else None


def _same_term(facts: Facts, now: Fact, before: Fact) -> bool:
    """Whether both are sessions of one congress (第六届…第三次会议), which do not restart at 1."""
    terms = [pattern("term").search(words_before(facts, fact, _REACH_BEFORE)) for fact in (now, before)]
    return None not in terms and len({found["term"] for found in terms if found}) == 1
