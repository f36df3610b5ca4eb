"""GJ404: figures and sentences that were left standing from last year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.bindings.report_series import last_of, pairs, told_of_own_year
from gouji.checks.rule import Bound, Verdict, rule, unchecked
from gouji.facts.numbers.intervals import plain
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


_SURE = 4
"""So many equal digits are hardly a chance."""


@rule("GJ404", name="stale-figure", level="warning", scope="workspace")
def stale_figure(facts: Facts) -> Iterator[Verdict]:
    """What a year brought is not, digit for digit, what the year before brought.

    Why: next year's summary is written over last year's, and a figure or a whole sentence is left standing.

    Compared are figures of a `flow`, growths and changes of a review's own year with those that last
    year's summary tells of its own year, or the same summary of last year, under one key. Three digits that
    count are needed (a growth of 5.2% two years running is common); four of a figure coded by hand are
    a warning, all else is a note. Sentences of 20 characters and more that tell a measured figure are
    compared by their words: the same words with new figures are what a good office writes. Stocks, targets,
    rounded and vague figures, background and notes are left alone.

    Example:
        8374.2亿元 of new contracts in 2024, and 8374.2亿元 in 2025.

    Source: editors' practice: last year's text is the draft of this year's.
    """
    yield from (_faulty(fact) for fact in facts if fact.trouble and fact.section == "review")
    shown = {fact.id for copy in facts.derive(copies) for fact in copy.now}
    yield from (_stale(facts, one) for one in facts.derive(stale) if one.now.id not in shown)
    yield from (_copied(facts, copy) for copy in facts.derive(copies))


def _faulty(fact: Fact) -> Verdict:
    return unchecked(fact, reason="bad-row", line=fact.line)


def _stale(facts: Facts, one: Stale) -> Verdict:
    level: Level = "warning" if one.digits >= _SURE and not facts.drafted else "note"
    told = {
        "indicator": facts.name_of(one.now),
        "now": one.now.quote,
        "now_by": facts.told_by(one.now),
        "year": one.now.key.period,
        "before": one.before.quote,
        "before_by": facts.told_by(one.before),
        "before_year": one.before.key.period,
    }
    bound = (Bound(one.now, "now"), Bound(one.before, "before"))
    algebra = f"{one.now.quote} = {one.before.quote}"
    return Verdict("inconsistent", bound, "stale-figure", told, "", level, "figure", algebra)


def _copied(facts: Facts, copy: Copy) -> Verdict:
    now, before = copy.now[0], copy.before[0]
    others = [*copy.now[1:], *copy.before[1:]]
    bound = (
        Bound(now, "now"),
        Bound(before, "before"),
        *(Bound(fact, "figure", witness=True) for fact in others),
    )
    told: dict[str, MessageValue] = {
        "figures": tuple(fact.quote for fact in copy.now),
        "now_by": facts.told_by(now),
        "before_by": facts.told_by(before),
    }
    return Verdict("inconsistent", bound, "copied-sentence", told, "", "note", "sentence")


SHORTEST = 20
"""Shorter sentences are turns of phrase, which every year repeats."""
_FEWEST_DIGITS = 3
_SENTENCE_END = re.compile("[。！？\n]")
_SIGNS = re.compile(r"[\W_]+")
_RATES = frozenset({"growth", "change", "contribution", "completion"})
_FLOWING = re.compile(
    "新增|新建|增加|完成|实现|生产|销售|签订|吸引|接待|产量|产值|增加值|收入|支出|投资|总额"
)


@dataclass(frozen=True, slots=True)
class Stale:
    """A figure of a year that is, digit for digit, the figure of the year before.

    Attributes:
        now: This year's.
        before: Last year's, as last year's summary tells it, or this one beside it.
        digits: How many digits it has that a chance would have to repeat.
    """

    now: Fact
    before: Fact
    digits: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A sentence of a review that stands in last year's review with the same figures.

    Attributes:
        now: Its figures.
        before: The figures of last year's sentence.
    """

    now: tuple[Fact, ...]
    before: tuple[Fact, ...]


def stale(facts: Facts) -> tuple[Stale, ...]:
    """Return figures that stayed from year to year, though they are of a year's own doing."""
    found = (_stale_copies(facts, pair.now, pair.before) for pair in pairs(facts, _thing))
    beside = (_stale_copies(facts, now, before) for now, before in _beside(facts))
    return tuple({one.now.id: one for some in (beside, found) for one in some if one}.values())


def _thing(fact: Fact) -> Hashable:
    return fact.key._replace(period="")


def _beside(facts: Facts) -> Iterator[tuple[tuple[Fact, ...], tuple[Fact, ...]]]:
    """This year's figures and last year's where one summary tells both."""
    told: dict[tuple[str, Hashable, str], list[Fact]] = {}
    for fact in facts:
        if fact.is_figure and fact.settled and fact.section == "review" and fact.indicator:
            told.setdefault((fact.summary, _thing(fact), fact.key.period), []).append(fact)
    for (summary, thing, _), rows in list(told.items()):
        period = rows[0].period
        before = period.previous() if period else None
        if before and told_of_own_year(facts, rows[0]):
            earlier = told.get((summary, thing, before.text))
            if earlier:
                yield tuple(rows), tuple(earlier)


def _stale_copies(facts: Facts, now: tuple[Fact, ...], before: tuple[Fact, ...]) -> Stale | None:
    """One figure each: of several it cannot be known which goes with which."""
    if len({value_of(fact) for fact in now}) > 1 or len({value_of(fact) for fact in before}) > 1:
        return None
    one, two = now[0], before[0]
    if value_of(one) != value_of(two) or one.unit != two.unit or not _of_a_year(facts, one):
        return None
    digits = _digits(one)
    return Stale(one, two, digits) if digits >= _FEWEST_DIGITS else None


def _of_a_year(facts: Facts, fact: Fact) -> bool:
    """Whether a figure is made anew every year; a stock may well stay as it was."""
    if fact.measure in _RATES:
        return True
    if fact.measure != "level" or fact.form not in {"count", "amount"}:
        return False
    if facts.drafted:
        return bool(_FLOWING.search(fact.indicator))
    indicator = facts.indicator_of(fact)
    return indicator is not None and indicator.basis == "flow"


def _digits(fact: Fact) -> int:
    """The digits that are printed, without zeros that only give the magnitude; none of a vague figure."""
    value = value_of(fact)
    if value is None or not value.printed:
        return 0
    return len(plain(value.printed).strip("-").replace(".", "").strip("0"))


def copies(facts: Facts) -> tuple[Copy, ...]:
    """Return the sentences of reviews that last year's review has in the same words with the same figures."""
    sentences = {summary: _sentences(facts, summary) for summary in facts.texts}
    return tuple(
        Copy(now, sentences[last][words])
        for summary, told in sentences.items()
        for last in last_of(facts, summary)
        for words, now in told.items()
        if words in sentences.get(last, {})
    )


def _sentences(facts: Facts, summary: str) -> Mapping[str, tuple[Fact, ...]]:
    """The sentences of a review that tell figures of its year, by their words without signs."""
    text = facts.texts[summary]
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    found: dict[str, tuple[Fact, ...]] = {}
    rows = sorted(
        (fact for fact in facts.by_summary.get(summary, ()) if fact.start is not None),
        key=lambda fact: fact.start or 0,
    )
    begins, place = 0, 0
    for end in ends:
        some: list[Fact] = []
        while place < len(rows) and (rows[place].start or 0) < end:
            some.append(rows[place])
            place += 1
        words = _SIGNS.sub("", text[begins:end])
        figures = tuple(fact for fact in some if _tells(facts, fact))
        if figures and len(words) >= SHORTEST and all(_reviews(fact) for fact in some):
            found.setdefault(words, figures)
        begins = end + 1
    return found


def _reviews(fact: Fact) -> bool:
    return fact.section == "review" and fact.settled


def _tells(facts: Facts, fact: Fact) -> bool:
    """Whether a fact is a measured figure of the summary's own year: slogans count in small whole numbers."""
    measured = fact.form in {"amount", "ratio", "point"} and bool(fact.unit)
    return measured and told_of_own_year(facts, fact)
