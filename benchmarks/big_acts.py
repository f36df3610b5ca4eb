"""What made-up publishers tell of acts, lists, dates and one another; and cells that are wrong themselves."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.big_families import CITY_LEVELS, ITEMS, MONEY, Family, begun, grown, off
from benchmarks.big_sheets import YEARS
from benchmarks.printed import bare, rounded

if TYPE_CHECKING:
    from collections.abc import Collection

    from benchmarks.big_families import Told
    from benchmarks.big_sheets import Sheet

THINGS = tuple("松竹梅兰菊荷桂枫榆槐柳桐")
LISTED = "{}个平台"
BOTH, THREE, PLAIN = "双方签署协议", "三方签署协议", "签署协议"
STREAK, EDITION, DAY, TWICE_LESS = "连续{}年", "第{}届", "{}年3月{}日", "下降2倍"


def lists(sheet: Sheet) -> None:
    """A list that names all that it counts, and one that leaves some out."""
    for year in YEARS:
        named = sheet.chance.sample(THINGS, sheet.chance.randint(3, 6))
        stated = len(named)
        if sheet.errs("count of list", year):
            named = named[:-1]
        if sheet.errs("repeated member", year):
            named[0] = named[-1]
        cells = {"form": "list", "members": ";".join(named), "complete": "true"}
        fact = sheet.add(year, "platforms", LISTED.format(stated), **cells)
        sheet.planted("count of list", fact)
        sheet.planted("repeated member", fact)
        some = sheet.chance.sample(THINGS, 4)
        stated = 3 if sheet.errs("open list", year) else sheet.chance.randint(5, 12)
        cells = {"form": "list", "members": ";".join(some)}
        sheet.planted("open list", sheet.add(year, "platforms", LISTED.format(stated), **cells))


def acts(sheet: Sheet) -> None:
    """An act with a body of the other side: the pairing, and how much was done."""
    for year in YEARS:
        partner = sheet.wrong if sheet.errs("other function", year) else sheet.partner
        partner = "" if sheet.errs("partner missing", year) else partner
        quote = THREE if sheet.errs("number of parties", year) else BOTH
        fact = sheet.add(year, "", quote, form="pairing", partner=partner)
        for kind in ACTS.kinds:
            sheet.planted(kind, fact)
        count = Fraction(sheet.chance.randint(21, 89))
        sheet.add(year, "joint-items", bare(count, ITEMS).quote, partner=sheet.partner)
        sheet.add(year, "", PLAIN, form="pairing", partner=sheet.partner)


def dates(sheet: Sheet) -> None:
    """A streak, a yearly event, a day."""
    began = sheet.chance.randint(1998, 2010)
    for year in YEARS:
        count = year - began + 2 * sheet.errs("streak", year)
        sheet.planted("streak", sheet.add(year, "safe", STREAK.format(count)))
        number = year - 2008 + 1 + sheet.errs("edition", year)
        sheet.planted("edition", sheet.add(year, "fair", EDITION.format(number)))
        day, late = sheet.chance.randint(10, 28), sheet.errs("date after publication", year)
        period = f"{year + late}-03-{day}"
        fact = sheet.add(year, "opened", DAY.format(year + late, day), form="date", period=period)
        sheet.planted("date after publication", fact)


def retold(sheet: Sheet) -> None:
    """Figures that a bureau tells of its city, which tells them too; some with fewer digits."""
    _each_year(sheet, {"retail", "residents", "steel", "vehicles"})


def news(sheet: Sheet) -> None:
    """Figures that one publisher tells of every city."""
    _each_year(sheet, {"budget", "freight", "invest"})


def _each_year(sheet: Sheet, wanted: Collection[str]) -> None:
    for told in CITY_LEVELS:
        for year in YEARS:
            if sheet.told is not None and told.indicator in wanted:
                _retold(sheet, sheet.told, told, year)


def _retold(sheet: Sheet, city: Sheet, told: Told, year: int) -> None:
    value = begun(city, told)[year]
    places, unit = told.places, told.unit
    if told.indicator == "retail" and sheet.errs("told differently", year):
        value = off(value, unit, places)
    elif told.indicator == "vehicles" and sheet.errs("magnitude", year):
        unit, value = unit._replace(word=unit.word[1:], factor=Fraction(1)), value / unit.factor
    elif told.indicator == "residents" and not sheet.error.kind:
        places -= 1
    quote = bare(value, unit, places).quote
    if told.indicator == "steel" and sheet.errs("digits transposed", year):
        quote = transposed(quote)
    fact = sheet.add(year, told.indicator, quote, subject=city.name)
    if quote != bare(begun(city, told)[year], told.unit, told.places).quote:
        sheet.planted(_ERRORS_OF.get(told.indicator, ""), fact)


_ERRORS_OF = {"retail": "told differently", "vehicles": "magnitude", "steel": "digits transposed"}


def transposed(quote: str) -> str:
    """Return a quote with the first two neighbouring digits exchanged that differ; as it is without such."""
    for place, (one, two) in enumerate(pairwise(quote)):
        if one != two and {one, two} <= set("123456789"):
            return f"{quote[:place]}{two}{one}{quote[place + 2 :]}"
    return quote


def cells(sheet: Sheet) -> None:
    """Rows that state their bounds, and some cells that are wrong by themselves."""
    true = grown(sheet.chance, Fraction(sheet.chance.randint(100, 900) * 10**8))
    for year in YEARS:
        value = rounded(true[year - sheet.errs("stale figure", year)], MONEY, 2)
        value = (value + Fraction(3, 1000)) * MONEY.factor  # so that no digit at its end is 0
        printed = bare(value, MONEY, 3)
        low, high = (printed.hard.low or Fraction(0), printed.hard.high or Fraction(0))
        row = {"low": str(low), "high": str(high), "unit": "元", "period": str(year)}
        for kind, change in _WRONG_CELLS.items():
            row |= change if sheet.errs(kind, year) else {}
        fact = sheet.add(year, row.pop("indicator", "losses"), row.pop("quote", printed.quote), **row)
        for kind in CELLS.kinds:
            sheet.planted(kind, fact)


_WRONG_CELLS = {
    "bad cell": {"period": "2021年"},
    "unknown indicator": {"indicator": "loses"},
    "dangling whole": {"whole": "nowhere-001"},
    "misread bounds": {"high": "999999999999"},
    "unit of another kind": {"unit": "吨"},
    "multiple of a fall": {"quote": TWICE_LESS, "low": "", "high": "", "unit": "", "measure": "growth"},
}

LISTS = Family(lists, {"count of list": "GJ201", "repeated member": "GJ204", "open list": "GJ202"})
ACTS = Family(acts, {"partner missing": "GJ301", "other function": "GJ302", "number of parties": "GJ307"})
DATES = Family(dates, {"streak": "GJ604", "edition": "GJ603", "date after publication": "GJ601"})
RETOLD = Family(retold, {"told differently": "GJ401", "magnitude": "GJ701", "digits transposed": "GJ702"})
CELLS = Family(
    cells,
    {
        "bad cell": "GJ001",
        "unknown indicator": "GJ004",
        "dangling whole": "GJ006",
        "misread bounds": "GJ103",
        "unit of another kind": "GJ008",
        "multiple of a fall": "GJ703",
        "stale figure": "GJ404",
    },
)
MOVED = Family(cells, {"quote moved": "GJ101"})
"""For summaries with texts."""
