"""What made-up publishers tell: families of figures that constrain one another, over the years.

Each family is told from true values in exact arithmetic and printed as people do, rounded half up; so
what it tells is sound, but for the one error that a sheet may ask it for. Kinds of errors stand beside
each family in `FAMILIES`, with the rule that must find them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.big_sheets import LAST, YEARS
from benchmarks.printed import Unit, bare, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from benchmarks.big_sheets import Series, Sheet

MYRIAD, BILLION = Fraction(10**4), Fraction(10**8)
MONEY = Unit("亿元", "元", BILLION)
YUAN = Unit("元", "元")
TONS = Unit("万吨", "吨", MYRIAD)
JIN = Unit("亿斤", "吨", BILLION / 2000)
POWER = Unit("亿千瓦时", "千瓦时", BILLION)
MU = Unit("万亩", "亩", MYRIAD)
KILOMETRES = Unit("公里", "公里")
CARS = Unit("万辆", "辆", MYRIAD)
PEOPLE = Unit("万人", "人", MYRIAD)
HOUSEHOLDS = Unit("万户", "户", MYRIAD)
PERCENT, POINTS = Unit("%", "%", rate=True), Unit("个百分点", "百分点", rate=True)
FIRMS, SCHOOLS, ITEMS, SITES = (Unit(word, word, counts=True) for word in "户所项个")
STATIONS, ROUTES = (Unit(word, word, counts=True) for word in "座条")
RISE, FALL = "增长", "下降"
DIGITS = "0123456789"


class Told(NamedTuple):
    """An indicator that is told every year: its id, unit, decimals, and where its true values begin."""

    indicator: str
    unit: Unit
    places: int
    first: tuple[int, int]


CITY_LEVELS = (
    Told("gdp", MONEY, 2, (400, 9000)),
    Told("invest", MONEY, 1, (100, 900)),
    Told("retail", MONEY, 2, (100, 900)),
    Told("budget", MONEY, 2, (20, 200)),
    Told("steel", TONS, 1, (50, 800)),
    Told("power", POWER, 2, (30, 300)),
    Told("freight", TONS, 1, (300, 9000)),
    Told("vehicles", CARS, 2, (20, 200)),
    Told("residents", PEOPLE, 2, (90, 900)),
)
COMPANY_LEVELS = (
    Told("turnover", MONEY, 2, (20, 400)),
    Told("steel", TONS, 1, (5, 80)),
    Told("power", POWER, 2, (3, 30)),
)
BESIDE = frozenset({"invest", "steel", "turnover"})
"""Their level of the year before stands in the same summary."""


def grown(chance: Random, first: Fraction, least: int = 10, most: int = 120) -> Series:
    """Return true values from the year before the first one on; they change by so many thousandths a year."""
    found, value, before = {}, first, Fraction(0)
    for year in (YEARS[0] - 1, *YEARS):
        found[year] = value
        step = before
        while abs(abs(step) - abs(before)) < value / 500:  # two equal steps would look like a stale figure
            step = value * chance.randint(least, most) * chance.choice((1, 1, 1, -1)) / 1000
        value, before = Fraction(int(value + step)), step
    return found


def begun(sheet: Sheet, told: Told) -> Series:
    """Return the true values of an indicator, drawn when they are first asked for."""
    if told.indicator not in sheet.truth:
        low, high = (int(end * told.unit.factor) for end in told.first)
        sheet.truth[told.indicator] = grown(sheet.chance, Fraction(sheet.chance.randint(low, high)))
    return sheet.truth[told.indicator]


def change(value: Fraction, unit: Unit, places: int) -> str:
    """Print a change or growth behind the word for it."""
    return bare(abs(value), unit, places).falling(RISE, FALL, falls=value < 0).quote


def off(value: Fraction, unit: Unit, places: int) -> Fraction:
    """Return a value of which the last printed digit is three more or less, and no other one differs."""
    number = rounded(value, unit, places)
    last = int(number * 10**places) % 10
    return (number + Fraction(3 if last < 7 else -3, 10**places)) * unit.factor


def levels(sheet: Sheet, wanted: Sequence[Told]) -> None:
    """Levels with their growth; of some the level before and the change since stand beside them."""
    within = next(told for told in wanted if told.indicator in BESIDE)
    across = next(told for told in wanted if told.indicator not in BESIDE and told.indicator != "gdp")
    for told in wanted:
        true = begun(sheet, told)
        for year in YEARS:
            sheet.add(year, told.indicator, bare(true[year], told.unit, told.places).quote)
            growth = (true[year] / true[year - 1] - 1) * 100
            kind = "growth" if told is within else "growth since last report" if told is across else ""
            growth += 3 * sheet.errs(kind, year)
            quote = change(growth, PERCENT, 1)
            sheet.planted(kind, sheet.add(year, told.indicator, quote, measure="growth"))
            if told.indicator in BESIDE:
                _beside(sheet, told, year, "change" if told is within else "")


def _beside(sheet: Sheet, told: Told, year: int, kind: str) -> None:
    """Tell the level of the year before, and the change since."""
    now, before = (
        rounded(begun(sheet, told)[one], told.unit, told.places) * told.unit.factor
        for one in (year, year - 1)
    )
    sheet.add(year, told.indicator, bare(before, told.unit, told.places).quote, period=str(year - 1))
    since = now - before
    if sheet.errs(kind, year):
        since = since * 3 + told.unit.factor
    fact = sheet.add(year, told.indicator, change(since, told.unit, told.places), measure="change")
    sheet.planted(kind, fact)


def city_levels(sheet: Sheet) -> None:
    """Levels that a city tells."""
    levels(sheet, CITY_LEVELS)


def company_levels(sheet: Sheet) -> None:
    """Levels that a company tells."""
    levels(sheet, COMPANY_LEVELS)


def totals(sheet: Sheet) -> None:
    """Counts with all their parts, some of them totals themselves."""
    parts = {one: sheet.chance.randint(2000, 30000) for one in ("firms-a", "firms-b", "firms-c")}
    kinds = {one: sheet.chance.randint(20, 90) for one in ("schools-a", "schools-c", "schools-d")}
    stages = {one: sheet.chance.randint(20, 90) for one in ("schools-b1", "schools-b2")}
    for year in YEARS:
        parts = {one: count + sheet.chance.randint(50, 300) for one, count in parts.items()}
        total = sum(parts.values()) + 170 * sheet.errs("total", year)
        fact = _summed(sheet, year, "firms", total, FIRMS, parts)
        sheet.planted("total", fact)
        stages = {one: count + sheet.chance.randint(1, 3) for one, count in stages.items()}
        middle = sum(stages.values())
        whole = _summed(sheet, year, "schools", sum(kinds.values()) + middle, SCHOOLS, kinds)
        part = middle + 17 * sheet.errs("subtotal", year)
        fact = _summed(sheet, year, "schools-b", part, SCHOOLS, stages, whole=whole, complete="true")
        sheet.planted("subtotal", fact)


def _summed(
    sheet: Sheet, year: int, indicator: str, total: int, unit: Unit, parts: Mapping[str, int], **cells: str
) -> str:
    """Tell a total and all its parts; return the total."""
    whole = sheet.add(year, indicator, bare(Fraction(total), unit).quote, **cells)
    for part, count in parts.items():
        sheet.add(year, part, bare(Fraction(count), unit).quote, whole=whole, complete="true")
    return whole


def openings(sheet: Sheet) -> None:
    """A count of which some parts are told."""
    for year in YEARS:
        parts = [sheet.chance.randint(20, 60) for _ in range(2)]
        total = sum(parts) + sheet.chance.randint(5, 30)
        whole = sheet.add(year, "works", bare(Fraction(total), ITEMS).quote)
        for name, count in zip(("works-a", "works-b"), parts, strict=True):
            kind = "part over whole" if name == "works-a" else ""
            told = total + 7 if sheet.errs(kind, year) else count
            sheet.planted(kind, sheet.add(year, name, bare(Fraction(told), ITEMS).quote, whole=whole))


def split(chance: Random, pieces: int) -> list[Fraction]:
    """Return what parts a whole is cut into: shares that stay the same over the years."""
    weights = [chance.randint(20, 90) for _ in range(pieces)]
    return [Fraction(weight, sum(weights)) for weight in weights]


def output(sheet: Sheet) -> None:
    """An amount with all its parts, and the share of each."""
    names = ("output-a", "output-b", "output-c")
    total = grown(sheet.chance, Fraction(sheet.chance.randint(150, 2700) * 10**8))
    shares = split(sheet.chance, len(names))
    for year in YEARS:
        whole = sheet.add(year, "output", bare(total[year], MONEY, 1).quote)
        for name, share in zip(names, shares, strict=True):
            kind = "part" if name == names[1] else ""
            told = total[year] * share + 5 * MONEY.factor * sheet.errs(kind, year)
            fact = sheet.add(year, name, bare(told, MONEY, 1).quote, whole=whole, complete="true")
            sheet.planted(kind, fact)
            kind = {names[0]: "share", names[2]: "shares of 100"}.get(name, "")
            told = share * 100 + 3 * sheet.errs(kind, year)
            cells = {"measure": "share", "whole": f"{whole}#shares", "complete": "true"}
            sheet.planted(kind, sheet.add(year, name, bare(told, PERCENT, 1).quote, **cells))


def counted_shares(sheet: Sheet) -> None:
    """A percentage of a count whose part is not told."""
    for year in YEARS:
        count = sheet.chance.randint(20, 60)
        part = Fraction(sheet.chance.randint(5, count - 5))
        part += Fraction(1, 2) * sheet.errs("percentage of a count", year)
        whole = sheet.add(year, "sites", bare(Fraction(count), SITES).quote)
        share = bare(part / count * 100, PERCENT, 1).quote
        fact = sheet.add(year, "sites-good", share, measure="share", whole=whole)
        sheet.planted("percentage of a count", fact)


def means(sheet: Sheet) -> None:
    """A total, a count, and the mean."""
    earned = grown(sheet.chance, Fraction(sheet.chance.randint(20, 90) * 10**8))
    number = grown(sheet.chance, Fraction(sheet.chance.randint(100_000, 400_000)), 1, 20)
    for year in YEARS:
        total = sheet.add(year, "earned", bare(earned[year], MONEY, 2).quote)
        count = sheet.add(year, "households", bare(number[year], HOUSEHOLDS, 1).quote)
        mean = earned[year] / number[year] * (1 + Fraction(sheet.errs("mean", year), 10))
        fact = sheet.add(
            year, "earned-mean", bare(mean, YUAN).quote, measure="mean", whole=f"{total};{count}"
        )
        sheet.planted("mean", fact)


def cumulative(sheet: Sheet) -> None:
    """Totals since the beginning, and what each year adds."""
    for name, unit in (("matters", ITEMS), ("routes", ROUTES)):
        total = sheet.chance.randint(200, 400)
        for year in YEARS:
            added = sheet.chance.randint(41, 59)
            told = total + added + 9 * (name == "matters" and sheet.errs("running total", year))
            if name == "matters" and sheet.errs("falling total", year):
                told = total - 5
            total += added
            fact = sheet.add(year, name, bare(Fraction(told), unit).quote, period=f"../{year}")
            if name == "matters":
                sheet.planted("running total", fact)
                sheet.planted("falling total", fact)
            sheet.add(year, f"{name}-new", bare(Fraction(added), unit).quote)


def targets(sheet: Sheet) -> None:
    """Targets in one summary, outcome and completion rate of one in the next; a plan that all repeat."""
    aim = Fraction(sheet.chance.randint(80, 300))
    reached = sorted(sheet.chance.sample(range(1005, 1150), len(YEARS)))
    stations = sheet.chance.randint(101, 199)
    for year, thousandths in zip(YEARS, reached, strict=True):
        outcome = aim * Fraction(thousandths, 1000) * MONEY.factor
        if sheet.errs("missed target claimed", year):
            outcome = outcome * 4 / 5
        rate = outcome / (aim * MONEY.factor) * 100 + 4 * sheet.errs("completion", year)
        fact = sheet.add(year, "key-invest", bare(outcome, MONEY, 2).quote)
        sheet.planted("missed target claimed", fact)
        fact = sheet.add(year, "key-invest", bare(rate, PERCENT, 1).quote, measure="completion")
        sheet.planted("completion", fact)
        aim += sheet.chance.randint(5, 20)
        cells = {"section": "target", "stage": "target", "period": str(year + 1)}
        sheet.add(year, "key-invest", bare(aim * MONEY.factor, MONEY).quote, **cells)
        sheet.add(year, "jobs", bare(aim * 1000, PEOPLE, 1).quote, **cells)
        told = Fraction(stations - 30 * sheet.errs("target changed", year))
        late = sheet.errs("target passed", year)
        cells = {"section": "plan", "stage": "plan", "period": str(year - 2) if late else "2030"}
        fact = sheet.add(year, "stations", bare(told, STATIONS).quote, **cells)
        sheet.planted("target changed", fact)
        sheet.planted("target passed", fact)


def halves(sheet: Sheet) -> None:
    """A year's figure, and that of its first half."""
    true = grown(sheet.chance, Fraction(sheet.chance.randint(200, 900) * 10**4))
    for year in YEARS:
        half = true[year] * sheet.chance.randint(40, 55) / 100
        half *= 3 if sheet.errs("part over period", year) else 1
        half /= 10**4 if sheet.errs("part without its magnitude", year) else 1
        sheet.add(year, "port", bare(true[year], TONS, 2).quote)
        unit, places = (TONS, 2) if half >= 10**4 else (Unit("吨", "吨"), 0)
        fact = sheet.add(year, "port", bare(half, unit, places).quote, period=f"{year}-01/{year}-06")
        sheet.planted("part over period", fact)
        sheet.planted("part without its magnitude", fact)


def term(sheet: Sheet) -> None:
    """A flow year by year, and in the last summary that of all the years and its yearly growth."""
    true = grown(sheet.chance, Fraction(sheet.chance.randint(20, 90) * 10**4), 10, 80)
    for year in YEARS:
        sheet.add(year, "forest", bare(true[year], MU, 2).quote)
    total = sum(true[year] for year in YEARS) * (1 + Fraction(sheet.errs("years of term", LAST), 10))
    cells = {"section": "term", "period": f"{YEARS[0]}/{LAST}"}
    sheet.planted("years of term", sheet.add(LAST, "forest", bare(total, MU, 2).quote, **cells))
    first = YEARS[0]
    sheet.add(LAST, "forest", bare(true[first], MU, 2).quote, period=str(first))
    rate = Fraction(
        _yearly(true[LAST] / true[first], LAST - first) + 25 * sheet.errs("mean growth", LAST), 10
    )
    quote = change(rate, PERCENT, 1)
    fact = sheet.add(LAST, "forest", quote, measure="growth", base=f"{first + 1}/{LAST}")
    sheet.planted("mean growth", fact)


def _yearly(ratio: Fraction, years: int) -> int:
    """Return the yearly growth, in thousandths, that comes to a ratio after some years."""
    return next(rate for rate in range(-500, 500) if (1 + Fraction(2 * rate + 1, 2000)) ** years >= ratio)


def units(sheet: Sheet) -> None:
    """One figure in two units."""
    true = grown(sheet.chance, Fraction(sheet.chance.randint(100, 900) * 10**4))
    for year in YEARS:
        sheet.add(year, "grain", bare(true[year], TONS, 1).quote)
        other = true[year] * (1 + Fraction(sheet.errs("converted unit", year), 10))
        sheet.planted("converted unit", sheet.add(year, "grain", bare(other, JIN, 2).quote))


def rates(sheet: Sheet) -> None:
    """A level that is a percentage, the one before, and the change in points."""
    level = Fraction(sheet.chance.randint(4000, 5500), 100)
    for year in YEARS:
        step = Fraction(sheet.chance.randint(40, 160), 100)
        sheet.add(year, "urban", bare(level, PERCENT, 2).quote, period=str(year - 1))
        level += step
        sheet.add(year, "urban", bare(level, PERCENT, 2).quote)
        told = step + 3 * sheet.errs("change of a rate", year)
        unit, measure = (POINTS, "change")
        if sheet.errs("points for percent", year):
            unit, measure = PERCENT, "growth"
        fact = sheet.add(year, "urban", change(told, unit, 2), measure=measure)
        sheet.planted("change of a rate", fact)
        sheet.planted("points for percent", fact)


def repeats(sheet: Sheet) -> None:
    """A figure that a summary tells twice."""
    true = grown(sheet.chance, Fraction(sheet.chance.randint(2000, 9000)), 2, 20)
    for year in YEARS:
        sheet.add(year, "roads", bare(true[year], KILOMETRES, 1).quote)
        again = off(true[year], KILOMETRES, 1) if sheet.errs("said twice", year) else true[year]
        sheet.planted("said twice", sheet.add(year, "roads", bare(again, KILOMETRES, 1).quote))


def trade(sheet: Sheet) -> None:
    """Figures that a relation of the workspace joins."""
    total = grown(sheet.chance, Fraction(sheet.chance.randint(200, 1800) * 10**8))
    shares = split(sheet.chance, 2)
    for year in YEARS:
        for name, share in zip(("exports", "imports"), shares, strict=True):
            sheet.add(year, name, bare(total[year] * share, MONEY, 1).quote)
        told = total[year] * (1 + Fraction(sheet.errs("relation", year), 10))
        sheet.planted("relation", sheet.add(year, "trade", bare(told, MONEY, 1).quote))


class Family(NamedTuple):
    """What is told together.

    Attributes:
        tell: Tells it on a sheet.
        kinds: The errors that can be planted in it, with the rule that must find each.
        years: The years in whose summaries they can be.
    """

    tell: Callable[[Sheet], None]
    kinds: Mapping[str, str]
    years: Sequence[int] = YEARS[1:]


FIGURES = (
    Family(totals, {"total": "GJ205", "subtotal": "GJ205"}),
    Family(openings, {"part over whole": "GJ206"}),
    Family(output, {"part": "GJ205", "share": "GJ502", "shares of 100": "GJ504"}),
    Family(counted_shares, {"percentage of a count": "GJ503"}),
    Family(means, {"mean": "GJ505"}),
    Family(halves, {"part over period": "GJ411", "part without its magnitude": "GJ701"}),
    Family(term, {"years of term": "GJ413", "mean growth": "GJ506"}, (LAST,)),
    Family(units, {"converted unit": "GJ508"}),
    Family(rates, {"change of a rate": "GJ501", "points for percent": "GJ509"}),
    Family(repeats, {"said twice": "GJ207"}),
    Family(trade, {"relation": "BIG-1"}),
)
GROWTHS = {"growth": "GJ501", "growth since last report": "GJ501", "change": "GJ501"}
CITY_LEVELS_FAMILY = Family(city_levels, GROWTHS)
COMPANY_LEVELS_FAMILY = Family(company_levels, GROWTHS)
CUMULATIVE = Family(cumulative, {"running total": "GJ403", "falling total": "GJ402"})
TARGETS = Family(targets, {"completion": "GJ507", "target changed": "GJ406", "target passed": "GJ602"})
CLAIMED = Family(targets, {"missed target claimed": "GJ405"})
"""For summaries with texts: a missed target is a warning where the text claims that all were reached."""
