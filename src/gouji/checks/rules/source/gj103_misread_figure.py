"""GJ103: bounds that differ from those of the quote."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.figures.cell import reading_of
from gouji.facts.figures.model import ORDINAL, Figure
from gouji.facts.figures.units import POINTS
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ103", name="misread-figure", level="error", scope="row", about="quotes")
def misread_figure(facts: Facts) -> Iterator[Verdict]:
    """The bounds, unit and year that a row states are those of its quote."""
    for fact in facts:
        if fact.form == "date":
            yield _date_verdict(fact)
        elif fact.given is not None:
            yield _bounds_verdict(fact, fact.reading)
        elif fact.reading is None and fact.form not in {"list", "pairing"}:
            yield inconsistent(fact, message="unreadable-quote", level="warning")


def _bounds_verdict(fact: Fact, reading: Figure | None) -> Verdict:
    if reading is None or reading.hard is None:
        return unchecked(fact, reason="unreadable-figure", quote=fact.quote)
    if fact.given != reading.hard and not (_signed_elsewhere(fact, reading) or _shares_unit(fact, reading)):
        return inconsistent(fact, message="misread-bounds", read=str(reading.hard), given=str(fact.given))
    if not _is_unit(fact, reading) and not _signed_elsewhere(fact, reading):
        return inconsistent(fact, message="misread-unit", read=reading.unit, given=fact.given_unit)
    return consistent(fact)


def _shares_unit(fact: Fact, reading: Figure) -> bool:
    """Whether a drafted figure has the unit of the next one of its series: 分别为1.2、2.3万人."""
    bare = not (fact.coded or reading.unit)
    return bare and reading_of(fact.quote, fact.given_unit, fact.given) is not None


def _is_unit(fact: Fact, reading: Figure) -> bool:
    """Whether a row has the unit of its quote, if that has one: 参观人数突破30万 is of 人, 第3名 a place.

    Of 提高1.2个和2.3个百分点 the first has that of the second.
    """
    rank = fact.measure == "rank" and reading.form == ORDINAL
    shared = not fact.coded and reading.unit == "个" and fact.given_unit == POINTS
    return fact.given_unit == reading.unit or not reading.unit or rank or shared


def _signed_elsewhere(fact: Fact, reading: Figure) -> bool:
    """Whether the word of change stands before the quote: 分别下降3%、2%, 分别增长3倍和2倍, 减少近500亿元."""
    if fact.measure not in {"growth", "change"} or pattern("changed").match(fact.quote):
        return False
    if fact.given is None or reading.hard is None:
        return False
    grown = reading.hard * 100 if reading.unit == "倍" and fact.given_unit == "%" else reading.hard
    return fact.given in {grown, -grown}


def _date_verdict(fact: Fact) -> Verdict:
    if fact.reading is None or not fact.reading.period:
        return unchecked(fact, reason="no-year-in-quote")
    if fact.period is not None and fact.period.text == fact.reading.period:
        return consistent(fact)
    given = fact.period.text if fact.period else ""
    return inconsistent(fact, message="misread-date", read=fact.reading.period, given=given)
