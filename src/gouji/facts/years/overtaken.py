"""Drafted reviews of several years beside last year's reviews: what came to N in one year is N in all.

What a review of years tells of a thing holds the single years that earlier reports told, be it that they add
up (新增A项 in each) or that it grew (增至A家): either way it is at least as much as last year's was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.alignment.normal import core_of, normal_form
from gouji.facts.context import clause_of
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.prose.measures import TIMES
from gouji.facts.tellings import tellings
from gouji.facts.years.own import told_of_own_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling

Overtaken = tuple["Telling", "Telling"]
"""What a single year came to, and what the years that hold it did."""
_MAY_FALL = re.compile(
    "率$|比例|比重|占比|均|(?<!成交)价|指数|浓度|能耗|强度|排放|失业|贫困|事故|发案|立案|案件|死亡|受灾|净|利润|差额|顺差|逆差|赤字|亏损"
    "|结余|库存|债|分钟|时间|天数|编制|人口|(?<!治理水土流失)面积|门槛"
)
"""Names of what may as well grow less from year to year."""
_OF_ANY_YEAR = re.compile("每年|年均|平均|连续|稳定在|保持在|首批|其中|减|降|压|未完")
_PENDING = "未完"
_UNDER_WAY = re.compile("[^，。；、]{0,12}(?:加快|在建|抓紧|推进)")
_RISEN = re.compile("^(?:增[至到]|(?:增加|扩大|提升|增长|上升|扩展|扩容)[到至]|升至)")
"""Words that say that it is more than it was."""


def overtaken(facts: Facts) -> Iterator[Overtaken]:
    """Return what single years came to, each beside what a later draft tells of years or says has grown."""
    if not facts.drafted:
        return
    told: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if _counted(facts, fact) and (told_of_own_year(facts, fact) or fact.section == "term"):
            told.setdefault((_stem(fact.indicator), facts.whose(fact), fact.unit_class), []).append(fact)
    for rows in told.values():
        yield from _of_one_thing(facts, rows)


def _stem(indicator: str) -> str:
    """What is counted, be it new or in all: 新增博士学位授予单位 are among 博士学位授予单位."""
    return core_of(_NEW.sub("", normal_form(indicator))).replace("国家级", "国家")


_NEW = re.compile("^(?:新增|净增|新(?=[认改筹建评引入设]))")


def _counted(facts: Facts, fact: Fact) -> bool:
    sound = fact.is_figure and fact.settled and fact.measure == "level" and len(fact.indicator) > _SHORT
    if not sound or fact.form not in {COUNT, AMOUNT} or fact.unit in TIMES:
        return False
    return not _MAY_FALL.search(fact.indicator) and not _OF_ANY_YEAR.search(_words(facts, fact))


_SHORT = 2


def _words(facts: Facts, fact: Fact) -> str:
    """The words of a figure's clause in front of it, its quote, and what is being done behind it."""
    under_way = _UNDER_WAY.match(facts.texts.get(fact.summary, ""), fact.end or 0)
    return clause_of(facts, fact) + fact.quote + (_PENDING if under_way else "")


def _of_one_thing(facts: Facts, rows: list[Fact]) -> Iterator[Overtaken]:
    summaries: dict[str, list[Fact]] = {}
    for fact in rows:
        summaries.setdefault(fact.summary, []).append(fact)
    values = {summary: tellings(facts, some) for summary, some in summaries.items()}
    # What one draft tells twice is of two things, or of two parts of one.
    single = {summary: some[0] for summary, some in values.items() if len(some) == 1 and not some[0].crowded}
    for summary, whole in single.items():
        for before in facts.years.last_of(summary):
            part = single.get(before)
            if part is not None and part.first.section == "review" and _holds(facts, part.first, whole.first):
                yield part, whole


def _holds(facts: Facts, part: Fact, whole: Fact) -> bool:
    """Whether a figure is of the years that hold last year: of a term, or said to have grown since."""
    if whole.section != "term":
        reached = whole.form == COUNT and all(fact.quote.startswith("达") for fact in (part, whole))
        return reached or bool(_RISEN.match(whole.quote))
    # A year of the term (到2022年达到) may lie before the one that is held against it.
    summary = facts.summary_of(whole)
    return "/" in whole.key.period or whole.key.period in {"", summary.year if summary else ""}
