"""GJ404: figures and sentences left over from last year; below the rule, how they are found."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from gouji.checks.bindings.report_series import is_about_own_year, previous_reports, year_over_year
from gouji.checks.rule import Bound, Level, Verdict, rule
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import significant
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.nouns import kind_of


@rule(
    "GJ404",
    name="stale-figure",
    level="warning",
    scope="workspace",
    by_name=True,
    covers=lambda _, fact: fact.section == "review",
)
def stale_figure(facts: Facts) -> Iterator[Verdict]:
    """A figure of one year does not repeat, digit for digit, the figure of the year before."""
    copies = list(_copied_sentences(facts))
    shown = {fact.id for now, _ in copies for fact in now}
    pairs = [*_within_summary(facts), *((one.now, one.before) for one in year_over_year(facts, _quantity))]
    stale = {now[0].id: (now[0], before[0]) for now, before in pairs if _is_stale(facts, now, before)}
    yield from (_stale(*pair) for name, pair in stale.items() if name not in shown)
    yield from (_copied(*pair) for pair in copies)


def _stale(now: Fact, before: Fact) -> Verdict:
    level: Level = "warning" if _digits(now) >= _WARNING_DIGITS else "note"
    bound, algebra = (Bound(now, "now"), Bound(before, "before")), f"{now.quote} = {before.quote}"
    return Verdict("inconsistent", bound, "stale-figure", level=level, key="figure", algebra=algebra)


def _copied(now: Sequence[Fact], before: Sequence[Fact]) -> Verdict:
    bound = (
        Bound(now[0], "now"),
        Bound(before[0], "before"),
        *(Bound(fact, "figure", witness=True) for fact in (*now[1:], *before[1:])),
    )
    values = {"figures": tuple(fact.quote for fact in now)}
    details = {"class": "copied"}
    return Verdict("inconsistent", bound, "copied-sentence", values, "", "note", "sentence", details=details)


_MIN_SENTENCE = 20
"""Shorter sentences are set phrases that are repeated every year."""
_MIN_DIGITS = 3
_WARNING_DIGITS = 4
"""This many equal digits are hardly a coincidence."""
_SENTENCE_END = re.compile("[。！？\n]")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_PUNCTUATION = re.compile(r"[\W_]+")
_RATES = frozenset({"growth", "change", "contribution", "completion"})


_Pair = tuple[Sequence[Fact], Sequence[Fact]]
"""This year's figures, and last year's."""


def _quantity(fact: Fact) -> Hashable:
    return fact.key._replace(period="")


def _within_summary(facts: Facts) -> Iterator[_Pair]:
    """This year's figures and last year's where one summary reports both."""
    told = (fact for fact in facts if fact.is_figure and fact.indicator and _is_review(fact))
    groups = grouped(told, lambda fact: (fact.summary, _quantity(fact), fact.key.period))
    for (summary, quantity, _), rows in groups.items():
        period = rows[0].period
        before = period.previous() if period else None
        if before and is_about_own_year(facts, rows[0]):
            earlier = groups.get((summary, quantity, before.text))
            if earlier:
                yield rows, earlier


def _is_stale(facts: Facts, now: Sequence[Fact], before: Sequence[Fact]) -> bool:
    """Whether a figure did not change; of several it is unknown which belong together."""
    values, one = {value_of(fact) for fact in (*now, *before)}, now[0]
    same = len(values) == 1 and one.unit == before[0].unit
    return same and _is_yearly(facts, one) and _digits(one) >= _MIN_DIGITS


def _is_yearly(facts: Facts, fact: Fact) -> bool:
    """Whether every year produces a new figure; a stock may well stay the same."""
    if fact.measure in _RATES:
        return True
    if fact.measure != "level" or fact.form not in {"count", "amount"}:
        return False
    if not fact.coded:
        return kind_of(fact.indicator).yearly
    return facts.basis_of(fact) == "flow"


def _digits(fact: Fact) -> int:
    """The number of printed digits, without zeros that only give the magnitude; 0 for a vague figure."""
    value = value_of(fact)
    return len(significant(value.printed)) if value is not None and value.printed else 0


def _copied_sentences(facts: Facts) -> Iterator[_Pair]:
    """The figures of sentences that last year's review contains in the same words, and those in it."""
    sentences = {summary: _sentences(facts, summary) for summary in facts.texts}
    for summary, current in sentences.items():
        for previous in previous_reports(facts, summary):
            earlier = sentences.get(previous, {})
            yield from ((now, earlier[words]) for words, now in current.items() if words in earlier)


def _sentences(facts: Facts, summary: str) -> Mapping[str, tuple[Fact, ...]]:
    """The sentences of a review that report figures of its year, by their words without punctuation."""
    text = facts.texts[summary]
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    found: dict[str, tuple[Fact, ...]] = {}
    rows = facts.in_text_order(summary)
    begins, index = 0, 0
    for end in ends:
        inside: list[Fact] = []
        while index < len(rows) and (rows[index].start or 0) < end:
            inside.append(rows[index])
            index += 1
        words = _PUNCTUATION.sub("", text[begins:end])
        figures = tuple(fact for fact in inside if _is_measured(facts, fact))
        told_of = [int(year[0]) for year in _YEAR.finditer(text, begins, end)]
        new_every_year = any(_would_change(fact) for fact in figures)
        if told_of and figures and max(told_of) < (facts.year_of(figures[0]) or 0):
            new_every_year = False  # An event of an earlier year is told once more.
        if new_every_year and len(words) >= _MIN_SENTENCE and all(_is_review(fact) for fact in inside):
            found.setdefault(words, figures)
        begins = end + 1
    return found


def _is_review(fact: Fact) -> bool:
    return fact.section == "review" and fact.settled


def _is_measured(facts: Facts, fact: Fact) -> bool:
    """Whether a fact is a measured figure of the summary's own year; slogans use small whole numbers."""
    measured = fact.form in {"amount", "ratio", "point"} and fact.unit not in {"", *TIME_UNITS}
    return measured and is_about_own_year(facts, fact)


def _would_change(fact: Fact) -> bool:
    """Whether a figure is new every year: no bound, no round sum in a table, nothing that stands."""
    if fact.hard is None or None in {fact.hard.low, fact.hard.high}:
        return False
    if fact.place:
        return _digits(fact) >= _WARNING_DIGITS
    return fact.form in {"ratio", "point"} or kind_of(fact.indicator).basis != "stock"
