"""A large made-up workspace: pairs of cities with their bureaus and companies, and six years of summaries."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.big_acts import ACTS, CELLS, DATES, LISTS, MOVED, RETOLD, news
from benchmarks.big_families import (
    CITY_LEVELS_FAMILY,
    CLAIMED,
    COMPANY_LEVELS_FAMILY,
    CUMULATIVE,
    FIGURES,
    TARGETS,
)
from benchmarks.big_sheets import Error, Sheet, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.big_families import Family
    from benchmarks.big_sheets import Made

SEED = 20261128
WRONG = 8
"""One family in so many has an error planted in it."""
WITH_TEXTS = 4
"""One pair of cities in so many has texts."""
NAMES = "安宁平和长兴永清东南西北山河江海新广高青白云金石龙凤德仁义信"
FUNCTIONS = (("教育局", "教育"), ("交通运输局", "交通运输"))
COMPANIES = ("重工", "电力")
REPORT, REVIEW, STATEMENT, NEWS = "工作报告", "工作总结", "年度公告", "快讯"
AGENCY = "新闻社"
"""It tells something of every city, in a summary of its own."""
CITY = (CITY_LEVELS_FAMILY, *FIGURES, CUMULATIVE, LISTS, DATES)
BUREAU = (RETOLD, ACTS, CUMULATIVE, LISTS, DATES)
COMPANY = (COMPANY_LEVELS_FAMILY, CELLS, LISTS)

Entities = list[dict[str, str]]


def workspace(facts: int, seed: int = SEED) -> Made:
    """Return a workspace of at least so many facts; a larger one begins with the same pairs of cities."""
    sheets: list[Sheet] = []
    entities: Entities = []
    count = number = 0
    while count < facts:
        pair = list(pair_of_cities(number, seed, entities))
        count += sum(len(rows) for sheet in pair for rows in sheet.rows.values())
        sheets += pair
        number += 1
    return made(sheets, entities)


def pair_of_cities(number: int, seed: int, entities: Entities) -> Iterator[Sheet]:
    """Yield the summaries of two cities, their bureaus and companies, and enter these into *entities*."""
    chance = Random(f"{seed}/{number}")  # noqa: S311  no secrets
    texts = number % WITH_TEXTS == 0
    cities = [name_of(2 * number + side) for side in range(2)]
    for city, other in (cities, cities[::-1]):
        entities.append({"id": f"{city}市", "kind": "place", "side": city, "level": "市"})
        sheet = Sheet(f"{city}市", REPORT, chance, texts=texts)
        _told(sheet, (*CITY, MOVED if texts else CELLS, CLAIMED if texts else TARGETS))
        yield sheet
        retold = Sheet(f"{city}市", NEWS, chance, told=sheet, publisher=AGENCY)
        news(retold)
        yield retold
        for place, (body, function) in enumerate(FUNCTIONS):
            bureau = Sheet(f"{city}市{body}", REVIEW, chance, texts=texts, told=sheet)
            bureau.partner, bureau.wrong = f"{other}市{body}", f"{other}市{FUNCTIONS[1 - place][0]}"
            role = {"kind": "body", "side": city, "level": "市", "function": function}
            linked = bureau.partner if number % 2 else ""
            entities.append({"id": bureau.name, **role, "counterpart": linked})
            _told(bureau, BUREAU[place:])
            yield bureau
        for company in COMPANIES:
            alone = Sheet(f"{city}{company}公司", STATEMENT, chance, texts=texts)
            entities.append({"id": alone.name, "kind": "body", "side": city})
            _told(alone, (*COMPANY, CLAIMED if texts else TARGETS))
            yield alone


def _told(sheet: Sheet, families: Sequence[Family]) -> None:
    for family in families:
        sheet.error = _drawn(sheet.chance, family)
        family.tell(sheet)


def _drawn(chance: Random, family: Family) -> Error:
    """Draw the error to be planted in a family; mostly none."""
    if chance.randrange(WRONG):
        return Error()
    kind = chance.choice(list(family.kinds))
    return Error(kind, family.kinds[kind], chance.choice(family.years))


def name_of(number: int) -> str:
    """Return a made-up name, another one for each number."""
    digits: list[str] = []
    while number or len(digits) < 2:
        number, digit = divmod(number, len(NAMES))
        digits.append(NAMES[digit])
    return "".join(digits)
