"""Which facts refer to the same quantity, what values summaries report of it, and whether it was revised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from gouji.checks.decide import MOST, Compared, choose
from gouji.checks.rule import Bound, Phrase
from gouji.facts.figures.ordinals import streak_words
from gouji.facts.numbers.digits import have_swapped_digits
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Comparison, Value, compare, formatted
from gouji.facts.table.columns import APART, OF_ROW
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.nouns import census_between, kind_of
from gouji.reading.lexicon.wording import pattern

_Compared = TypeVar("_Compared", bound=Compared)
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
    text = facts.texts.get(one.summary, "")
    return high - low <= NEAR and not pattern("end_of_sentence").search(text, low, high)


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
    return fact.measure == "level" and kind_of(fact.indicator).single


def is_one_of_a_kind(fact: Fact) -> bool:
    """Say whether a key means one quantity: a person coded it, or its phrase fully names a total."""
    return fact.coded or (is_total(fact) and len(fact.indicator) >= 5)


def flows_by_name(facts: Facts, fact: Fact) -> bool:
    """Say whether a level measures what happens in a period, and so adds up over several.

    The basis in ``indicators.csv`` decides; where it is empty, the name and the unit do.
    """
    basis = facts.basis_of(fact)
    if basis:
        return basis == "flow"
    return "/" not in fact.unit and kind_of(facts.name_of(fact)).adds_up


def same_quantity(facts: Facts, fact: Fact, measure: str, period: str, base: str = "") -> list[Fact]:
    """Return the other facts that state a measure of a fact's quantity in a period.

    The *period* is as written, an empty one finds nothing; *base* is what a change is measured against.
    """
    rows = facts.derive(by_quantity).get(quantity_key(fact), ()) if period else ()
    asked = (measure, period, base)
    told = [one for one in rows if one is not fact and (one.measure, one.key.period, one.base) == asked]
    near = [one for one in told if same_sentence(facts, fact, one) or _is_compared(facts, fact, one)]
    # Years may be the rows of a table.
    table = fact.place.partition("!")[0].partition("“")[0]
    return near or [one for one in told if table and one.place.startswith((f"{table}!", f"{table}“"))]


def _is_compared(facts: Facts, change: Fact, level: Fact) -> bool:
    """Say whether the next sentence compares a level with the year before: 。与上年相比，支出增加3万元."""
    if change.via == level.via == APART or (change.via == OF_ROW and level.place):
        return True
    if change.start is None or level.end is None or not 0 < change.start - level.end <= NEAR:
        return False
    between = facts.texts.get(level.summary, "")[level.end : change.start]
    return pattern("compared_next").fullmatch(between) is not None


def has_growth(facts: Facts, fact: Fact) -> bool:
    """Say whether a growth or a change against the year before is reported beside a level."""
    period = fact.key.period
    return any(same_quantity(facts, fact, measure, period) for measure in ("growth", "change"))


def by_quantity(facts: Facts) -> Mapping[QuantityKey, list[Fact]]:
    """Return figures by quantity; faulty ones too, so that whatever would use them is not checked."""
    figures = (fact for fact in facts if (fact.is_figure or fact.fault) and fact.indicator and fact.period)
    return grouped(figures, quantity_key)


_CLAUSE_ENDS = re.compile("[，。；：！？、,;:\n\u3000（(]")
_CLAUSE_END_BEHIND = re.compile("[，。；、：！？,;:\n]")
_CLAUSE_REACH, _REACH_BEHIND, _SENTENCE_REACH = 40, 24, 240


def words_before(facts: Facts, fact: Fact, reach: int) -> str:
    """Return the characters right before a figure, at most *reach*; empty where its text is not available."""
    text = facts.texts.get(fact.summary, "")
    return text[max(0, fact.start - reach) : fact.start] if fact.start is not None else ""


def words_behind(facts: Facts, fact: Fact, reach: int) -> str:
    """Return the characters right behind a figure, at most *reach*; empty where its text is not available."""
    text = facts.texts.get(fact.summary, "")
    return text[fact.end : fact.end + reach] if fact.end is not None else ""


def clause_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's clause in front of it."""
    return _CLAUSE_ENDS.split(words_before(facts, fact, _CLAUSE_REACH))[-1]


def clause_behind(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's clause behind it."""
    return _CLAUSE_END_BEHIND.split(words_behind(facts, fact, _REACH_BEHIND))[0]


def words_of(facts: Facts, fact: Fact) -> str:
    """Return the name of a figure, and the words of its clause, before it and behind."""
    return facts.name_of(fact) + clause_of(facts, fact) + clause_behind(facts, fact)


def sentence_of(facts: Facts, fact: Fact) -> str:
    """Return the words of a figure's sentence in front of it."""
    return pattern("end_of_sentence").split(words_before(facts, fact, _SENTENCE_REACH))[-1]


class ReportedValue(NamedTuple):
    """One value, and the facts that report it.

    Attributes:
        facts: The one reported first in front: it stands for all of them, so that a summary added
            later changes nothing.
        value: The value of the first.
        ambiguous: Whether they report several values, and which is meant is unknown; nothing is decided then.
    """

    facts: tuple[Fact, ...]
    value: Value
    ambiguous: bool = False

    @property
    def first(self) -> Fact:
        """The fact that was reported first."""
        return self.facts[0]

    @property
    def streak_words(self) -> str:
        """Of a streak (连续N年), the words for what went on."""
        return streak_words(self.first.quote)

    def compare(self, other: ReportedValue, how: Comparison = "==") -> Agreement | None:
        """Compare two values; None where it is unknown which of several are meant."""
        return None if self.ambiguous or other.ambiguous else compare(self.value, other.value, how)

    def gap_to(self, other: ReportedValue) -> str:
        """Return how far this value is from another, with its unit."""
        return formatted(abs(self.value.gap_to(other.value)), self.first.unit)


def reported_values(facts: Facts, rows: Iterable[Fact]) -> tuple[ReportedValue, ...]:
    """Return the different values that *rows* report, in order of publication; ambiguous ones as one.

    A row joins the first value that it agrees with: 5332亿元 reports the same value as 5332.42亿元.
    """
    known = [
        (fact, value) for fact in facts.in_published_order(rows) if (value := value_of(fact)) is not None
    ]
    if len(known) == 1:
        # Most quantities are reported once.
        return (ReportedValue((known[0][0],), known[0][1]),)
    found: list[tuple[Value, list[Fact]]] = []
    indices: dict[Interval, int] = {}
    for fact, value in known:
        index = indices.get(value.hard)
        if index is None:
            index = _index_of(found, value)
            indices[value.hard] = index
        if index == len(found):
            found.append((value, []))
        if len(found) > MOST:
            break
        found[index][1].append(fact)
    if len(found) > MOST or _is_ambiguous(found):
        return (ReportedValue(tuple(one for one, _ in known), known[0][1], ambiguous=True),)
    return tuple(ReportedValue(tuple(some), value) for value, some in found)


def only_value(values: Sequence[ReportedValue]) -> ReportedValue | None:
    """Return the one value that is reported; None where there are several or none."""
    return values[0] if len(values) == 1 and not values[0].ambiguous else None


def counted_otherwise(one: Fact, two: Fact) -> Phrase | str:
    """Return the remark that two facts count in different units; empty where they do not."""
    return Phrase("counted-otherwise") if one.unit != two.unit else ""


def digits_swapped(one: Fact, two: Fact) -> Phrase | str:
    """Return the remark that only two digits changed places; empty where the figures differ otherwise."""
    left, right = value_of(one), value_of(two)
    if left is None or right is None or left.printed is None or right.printed is None:
        return ""
    return Phrase("digits-swapped") if have_swapped_digits(left.printed, right.printed) else ""


def _is_ambiguous(found: list[tuple[Value, list[Fact]]]) -> bool:
    """Whether one summary reports several values: parts, or kinds that the key does not distinguish."""
    sources = [{fact.summary for fact in rows} for _, rows in found]
    return sum(map(len, sources)) > len(set().union(*sources))


def _index_of(found: list[tuple[Value, list[Fact]]], value: Value) -> int:
    """The index of the first value that agrees with *value*; past the last where none does."""
    agreeing = (
        index for index, (known, _) in enumerate(found) if compare(known, value).outcome != "inconsistent"
    )
    return next(agreeing, len(found))


def choose_values(
    candidates: Sequence[Sequence[ReportedValue]], compare: Callable[..., _Compared]
) -> _Compared | None:
    """Choose among reported values; None where it is unknown which are meant."""
    if any(value.ambiguous for some in candidates for value in some):
        return None
    return choose(candidates, compare)


def bind_value(reported: ReportedValue, role: str) -> tuple[Bound, ...]:
    """Bind the fact that reported a value first; the others that report it are its witnesses."""
    first, *others = reported.facts
    return (Bound(first, role), *(Bound(fact, role, witness=True) for fact in others))


Revision = Literal["", "stage", "revisable", "census"]
"""What indicates a revision: nothing; different stages; the indicator; a census in between."""


def revision(facts: Facts, rows: Sequence[Fact]) -> Revision:
    """Return what indicates that figures of one quantity were revised between several summaries."""
    indicator = facts.indicator_of(rows[0])
    stages, summaries = {fact.stage for fact in rows}, {fact.summary for fact in rows}
    if len(stages) > 1 or ("preliminary" in stages and len(summaries) > 1):
        # What was preliminary last year is settled since.
        return "stage"
    # Yearly adjustments do not explain a difference between reports of the same year.
    later = len(_years_known(facts, rows)) > 1
    adjusted = later and kind_of(facts.name_of(rows[0])).adjusted
    if adjusted or (indicator is not None and indicator.revisable):
        return "revisable"
    return "census" if census(facts, rows) else ""


def census(facts: Facts, rows: Sequence[Fact]) -> str:
    """Return the name of the census taken between summaries; empty for none, and for a body's own books."""
    years, books = sorted(_years_known(facts, rows)), pattern("keeps_books")
    own = any(books.search(facts.publisher_of(fact)) for fact in rows)
    return census_between(facts.name_of(rows[0]), years[0], years[-1]) if years[1:] and not own else ""


def _years_known(facts: Facts, rows: Iterable[Fact]) -> frozenset[int]:
    return frozenset(year for fact in rows if (year := facts.year_of(fact)) is not None)


def part_of(facts: Facts, fact: Fact) -> str:
    """Return what is done by a share of something, or at so many places; empty for other figures."""
    clause = clause_of(facts, fact)
    share = (
        fact.form == "ratio" and fact.measure in {"level", "share"} and not pattern("is_rate").search(clause)
    )
    of_part = share or pattern("at_places").search(clause)
    found = pattern("part_that").match(clause_behind(facts, fact)) if of_part else None
    return found["does"] if found else ""
