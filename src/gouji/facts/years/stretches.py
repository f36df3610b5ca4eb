"""Figures of several years and of single ones: over which years each is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.context import clause_of, sentence_of
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.prose.measures import TIMES

if TYPE_CHECKING:
    from gouji.facts.table import Fact, Facts

_YEARS = re.compile("([0-9]{4})/([0-9]{4})")
_YEAR = re.compile("[0-9]{4}")
_LONGEST = 60
_OF_YEARS = frozenset({"level", "change", "growth", "mean"})


class Stretch(NamedTuple):
    """Several years, both ends in; *mean*: the figure is a yearly mean over them."""

    first: int
    last: int
    mean: bool = False

    @property
    def years(self) -> range:
        """The years."""
        return range(self.first, self.last + 1)

    @property
    def length(self) -> int:
        """How many years."""
        return len(self.years)


def stretch_of(facts: Facts, fact: Fact) -> Stretch | None:
    """Return the years that a figure is of together; None where it is not of several."""
    if not _told(facts, fact):
        return None
    mean = _between(fact.base)
    if mean is not None:
        return None if fact.measure == "level" else mean._replace(mean=True)
    over = _between(fact.key.period)
    if fact.measure == "mean":
        return None
    if over is not None:
        return over if fact.base in {"", str(over.first - 1)} else None
    return _since(fact) if fact.measure in {"growth", "change"} else None


def year_of(facts: Facts, fact: Fact) -> int | None:
    """Return the year that a figure is of; None where it is of no single one."""
    period = fact.key.period
    if fact.measure == "mean" or not _YEAR.fullmatch(period) or not _told(facts, fact):
        return None
    return int(period) if fact.base in {"", str(int(period) - 1)} else None


def _between(text: str) -> Stretch | None:
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return Stretch(first, last) if first < last < first + _LONGEST else None


def _since(fact: Fact) -> Stretch | None:
    """The years between the one that a change is against and its own."""
    base, period = fact.base, fact.key.period
    if not (_YEAR.fullmatch(base) and _YEAR.fullmatch(period)) or not 1 < int(period) - int(base) < _LONGEST:
        return None
    return Stretch(int(base) + 1, int(period))


def _told(facts: Facts, fact: Fact) -> bool:
    """Whether a figure adds up over years, or multiplies; of a draft, whether it is certain of what."""
    if not (fact.is_figure and fact.settled and fact.indicator and fact.measure in _OF_YEARS):
        return False
    sound = fact.unit == "%" if fact.measure == "growth" else fact.form in {COUNT, AMOUNT}
    flows = fact.measure not in {"level", "mean"} or flows_by_name(facts, fact)
    return sound and flows and fact.unit not in TIMES and (not facts.drafted or plainly_told(facts, fact))


_NO_FLOW = re.compile(
    "率$|率（|占比|比重|比例|均|价格|单价|指数|浓度|密度|水平|余额|存量|保有量|人口|里程|在[校园册岗建]|总数|装机"
    "|库存|储量|面积|户数|家数|拥有量|净|利润|顺差|逆差|差额|结余|亏损|强度|寿命|标准"
)


def flows_by_name(facts: Facts, fact: Fact) -> bool:
    """Say whether a level is of what happens in a period and adds up over several.

    What ``indicators.csv`` says of its basis counts; where it says nothing, the name and the unit.
    """
    indicator = facts.indicator_of(fact)
    if indicator is not None and indicator.basis:
        return indicator.basis == "flow"
    return "/" not in fact.unit and not _NO_FLOW.search(facts.name_of(fact))


_SAYING_WHEN = re.compile(
    "(?:19|20)[0-9]{2}(?:年|-|—)|[近前过去“”十一二三四五六七八九两几]*年[来间]?累计|[一二三四五六七八九十]年[来间]?|累计|比?(?:上年|去年)(?:同期)?|同比"
    "|年均|平均每年|每年|全年|全国|全省|全市|全区|我国|我省|又|再|共|转为|达到?|实现|[ \u3000]"
)
_OF_SERIES = re.compile("[^，。；,;]*分别[^，。；,;]*$")
"""Of a series (甲、乙分别下降A和B) the names stand in front of all the figures."""
_OF_ANY_YEAR = re.compile("年均|每年|平均|稳定在|保持在")
"""In a review of years what is so in each of them is no total."""


def plainly_told(facts: Facts, fact: Fact) -> bool:
    """Say whether the clause of a drafted figure says what it is of, when, and nothing else."""
    if fact.summary not in facts.texts or fact.start is None or not facts.publisher_of(fact):
        return False
    clause = clause_of(facts, fact)
    if fact.measure == "level" and _OF_ANY_YEAR.search(clause):
        return False
    indicator = facts.indicator_of(fact)
    names = indicator.names if indicator else (fact.indicator,)
    series = _OF_SERIES.search(sentence_of(facts, fact))
    if series:
        return any(name in series[0] for name in names)
    return _SAYING_WHEN.sub("", clause) in {"", *(_SAYING_WHEN.sub("", name) for name in names)}
