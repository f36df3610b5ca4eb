"""Whether a figure that was reported earlier may have been revised since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from gouji.facts.table.facts import Fact, Facts


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A census or survey that revises earlier figures.

    Attributes:
        name: What it is called.
        years: Its reference years; the results are known in the year after.
        of: Pattern for the names of the indicators that it revises.
    """

    name: str
    years: tuple[int, ...]
    of: re.Pattern[str]


BENCHMARKS = (
    Benchmark(
        "经济普查",
        (2004, 2008, 2013, 2018, 2023),
        re.compile(
            "生产总值|增加值|GDP|经济总量|国内生产|能耗|总产值|零售|服务业|企业|法人|个体|经营主体|从业|营业收入|资产"
        ),
    ),
    Benchmark(
        "农业普查",
        (1996, 2006, 2016),
        re.compile("农|粮|棉|油料|肉|蛋|奶|猪|牛|羊|禽|畜|渔|水产|播种|耕地|蔬菜|水果|农村人口"),
    ),
    Benchmark("人口普查", (2000, 2010, 2020), re.compile("人口|人均|城镇化|城市化|老龄|出生|就业人员|户数")),
    Benchmark("研发资源清查", (2000, 2009), re.compile("研发|研究与试验|研究与开发|R&D|科研经费")),
)
"""The known benchmark years.

Source: the bulletins of the National Bureau of Statistics on each census, and on the revision after it.
"""

ADJUSTED = re.compile("生产总值|增加值|GDP|国民收入|能耗|能源消费|碳排放|排放量|研发|研究与试验|R&D")
"""What is first reported as preliminary and adjusted afterwards in every year, census or not.

Source: the bureau's rules on preliminary and final accounts of GDP, and those on energy and emissions.
"""


def benchmark_between(name: str, first: int, last: int) -> Benchmark | None:
    """Return the benchmark that revised figures of an indicator after they were reported.

    Args:
        name: What the indicator is called.
        first: The year that the earlier summary reviews, or the year of its figure if that is later.
        last: The year that the later summary reviews.

    >>> benchmark_between("地区生产总值", 2023, 2024).name
    '经济普查'
    """
    between = (one for one in BENCHMARKS if any(first <= year < last for year in one.years))
    return next((one for one in between if one.of.search(name)), None)


def adjusted(name: str) -> bool:
    """Say whether figures of an indicator are adjusted in every year after they were first reported."""
    return bool(ADJUSTED.search(name))


Revision = Literal["", "stage", "revisable", "census"]
"""What indicates a revision: nothing; different stages; the indicator; a census in between."""


def revision(facts: Facts, rows: Sequence[Fact]) -> Revision:
    """Return what indicates that figures of one quantity were revised between several summaries."""
    indicator = facts.indicator_of(rows[0])
    if len({fact.stage for fact in rows}) > 1:
        return "stage"
    # Yearly adjustments do not explain a difference between reports of the same year.
    later = len(_years_known(facts, rows)) > 1
    if (indicator is not None and indicator.revisable) or (later and adjusted(facts.name_of(rows[0]))):
        return "revisable"
    return "census" if census(facts, rows) else ""


def census(facts: Facts, rows: Sequence[Fact]) -> str:
    """Return the name of the census taken between summaries; empty where there was none."""
    years = sorted(_years_known(facts, rows))
    found = benchmark_between(facts.name_of(rows[0]), years[0], years[-1]) if len(years) > 1 else None
    return found.name if found else ""


def _years_known(facts: Facts, rows: Iterable[Fact]) -> frozenset[int]:
    return frozenset(year for fact in rows if (year := facts.year_of(fact)) is not None)
