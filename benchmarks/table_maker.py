"""Small random fact tables: figures that constrain one another, printed in many ways, some of them wrong."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from benchmarks.printed import Unit, bare, qualified
from benchmarks.table_oracle import Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.printed import Printed

MYRIAD, BILLION = Fraction(10**4), Fraction(10**8)
MONEY = (Unit("亿元", "元", BILLION), Unit("万元", "元", MYRIAD))
TONS = (Unit("万吨", "吨", MYRIAD), Unit("吨", "吨"))
LAND = (Unit("万亩", "亩", MYRIAD), Unit("亩", "亩"))
CONVERTED = ((TONS[0], Unit("亿斤", "吨", BILLION / 2000)), (LAND[1], Unit("公顷", "亩", Fraction(15))))
COUNTS = tuple(Unit(word, word, counts=True) for word in "个项家")
HOUSEHOLDS = (Unit("户", "户", counts=True), Unit("万户", "户", MYRIAD))
PERCENT = (Unit("%", "%", rate=True),)
KINDS = (MONEY, TONS, LAND, COUNTS, HOUSEHOLDS)
UPWARDS, DOWNWARDS = ("近", "不到"), ("超", "余", "以上")
RISE, FALL, MINUS = "增长", "下降", "-"
CHANGES = ("增加", "减少")


class Maker:
    """Makes the rows of one table."""

    def __init__(self, chance: Random, name: str) -> None:
        self.chance, self.name = chance, name
        self.rows: list[Row] = []

    def happens(self, percent: int) -> bool:
        """Say whether something happens that does in so many of a hundred cases."""
        return self.chance.randrange(100) < percent

    def figure(self, value: Fraction, units: tuple[Unit, ...], *, exact: int = 65) -> Printed:
        """Print a value of 0 or more, in so many of a hundred cases bare, else with a word beside it."""
        unit = self.chance.choice(units)
        if value <= 0 or self.happens(exact):
            # An amount without decimals and a magnitude would be a count.
            places = 0 if unit.counts else self.chance.choice((0, 0, 1, 1, 2))
            return bare(value, unit, places)
        return self._qualified(value, unit)

    def _qualified(self, value: Fraction, unit: Unit) -> Printed:
        """Print a value with a word that fits it, in a few digits."""
        number, step = value / unit.factor, Fraction(1) if unit.counts else Fraction(1, 100)
        while step * 10 <= number and self.happens(75):
            step *= 10
        up, down = -(-number // step) * step, number // step * step
        word = self.chance.choice((*UPWARDS, *DOWNWARDS, "约", "左右"))
        shown = up if word in UPWARDS else down if word in DOWNWARDS else round(number / step) * step
        places = 0 if step >= 1 else 1 if step == Fraction(1, 10) else 2
        if not shown or (word == "余" and (places or unit.rate)):
            return bare(value, unit, places)
        return qualified(word, shown, unit, places)

    def slipped(self, value: Fraction, percent: int = 35) -> Fraction:
        """Return a value, in so many of a hundred cases one beside it: by a digit, by a little, by much."""
        if not self.happens(percent):
            return value
        step = Fraction(10) ** self.chance.randint(-2, 1) * (MYRIAD if value > MYRIAD else 1)
        beside = max(value + self.chance.randint(-3, 3) * step, Fraction(0))
        return self.chance.choice((beside, beside, value * 11 / 10, value * 9 / 10, value * 2))

    def add(self, indicator: str, printed: Printed, **cells: Any) -> str:
        """Add a row, now and then a vague or a faulty one; return its id."""
        name = f"{self.name}-{len(self.rows) + 1}"
        row = Row(name, f"{self.name}{indicator}", printed, faulty=self.happens(1), **cells)
        self.rows.append(row if row.faulty or not self.happens(1) else row._replace(printed=None))
        return name

    def whole_number(self, low: int, high: int) -> Fraction:
        """Draw a whole number."""
        return Fraction(self.chance.randint(low, high))


def _size(made: Maker, units: tuple[Unit, ...]) -> Fraction:
    """Draw the true size of something in these units."""
    if units[0].counts:
        return made.whole_number(3, 400)
    return made.whole_number(100, 90000) * units[0].factor / 100


def breakdown(made: Maker) -> None:
    """A total and its parts: all of them, or some."""
    units, complete = made.chance.choice(KINDS), made.happens(60)
    parts = [_size(made, units) for _ in range(made.chance.randint(1, 5))]
    signs = [-1 if made.happens(3) else 1 for _ in parts]
    rest = Fraction(0) if complete else _size(made, units) * made.chance.choice((0, 0, 1, 2)) / 2
    signed = [part * sign for part, sign in zip(parts, signs, strict=True)]
    total = made.slipped(max(sum(made.chance.choice((parts, signed)), rest), Fraction(0)), 50)
    whole = made.add("total", made.figure(total, units))
    # Parts of a named breakdown are by one criterion: they may be added up.
    key = f"{whole}#p" if made.happens(70) else whole
    for number, (part, sign) in enumerate(zip(parts, signs, strict=True)):
        told = made.figure(made.slipped(part, 15), units if made.happens(99) else TONS)
        told = told.falling("", MINUS, falls=sign < 0)
        made.add(f"part{number}", told, whole=(key,), complete=complete)


def growth(made: Maker) -> None:
    """Levels of two years, the change and the growth; not all of them are told."""
    units = made.chance.choice(KINDS)
    price = made.chance.choice(("", "nominal", "nominal", "real"))
    before = _size(made, units)
    now = before * (100 + made.chance.randint(-30, 60)) / 100
    if units[0].counts:
        now = Fraction(round(now))
    missing = made.chance.choice(("", "", "change", "now", "before"))
    for name, value, period in (("now", now, "2023"), ("before", before, "2022")):
        for _ in range(0 if name == missing else 2 if made.happens(7) else 1):
            told = made.figure(made.slipped(value, 20), units, exact=85)
            made.add("grown", told, period=period, price=price)
    if missing != "change":
        since = made.slipped(abs(now - before))
        told = made.figure(since, units, exact=85).falling(*CHANGES, falls=now < before)
        made.add("grown", told, measure="change", price=price)
    rate = made.slipped(abs(now / before - 1) * 100)
    told = made.figure(rate, PERCENT, exact=75).falling(RISE, FALL, falls=now < before)
    made.add("grown", told, measure="growth", price=price)


def share(made: Maker) -> None:
    """A total, parts of it that are told, and their shares."""
    units, complete = made.chance.choice(KINDS), made.happens(60)
    parts = [_size(made, units) for _ in range(made.chance.randint(1, 4))]
    total = sum(parts, Fraction(0) if complete else _size(made, units))
    whole = made.add("sum", made.figure(total, units, exact=85))
    for number, part in enumerate(parts):
        if made.happens(70):
            made.add(f"of{number}", made.figure(made.slipped(part, 15), units, exact=85))
        rate = made.slipped(part / total * 100)
        told = made.figure(rate, PERCENT, exact=85)
        made.add(f"of{number}", told, measure="share", whole=(f"{whole}#s",), complete=complete)


def counted(made: Maker) -> None:
    """A share of a count whose part is not told."""
    count = made.whole_number(5, 300)
    part = made.whole_number(0, int(count))
    whole = made.add("count", made.figure(count, COUNTS, exact=95))
    rate = made.slipped(part / count * 100, 50)
    made.add("counted", made.figure(rate, PERCENT, exact=95), measure="share", whole=(whole,))


def mean(made: Maker) -> None:
    """A total, a count or some years, and the mean."""
    units = made.chance.choice((MONEY, TONS, LAND))
    total, count = _size(made, units), made.whole_number(3, 900)
    if made.happens(30):
        years = made.chance.randint(2, 6)
        span = f"{2024 - years}/2023"
        made.add("yearly", made.figure(total, units, exact=85), period=span)
        told = made.figure(made.slipped(total / years), units, exact=85)
        made.add("yearly", told, measure="mean", base=span)
        return
    one = made.add("all", made.figure(total, units, exact=85))
    two = made.add("number", made.figure(count, HOUSEHOLDS[:1], exact=85))
    told = made.figure(made.slipped(total / count), units[1:], exact=85)
    made.add("mean", told, measure="mean", whole=(one, two))


def completion(made: Maker) -> None:
    """A target, an outcome, and how much of the target that is."""
    units = made.chance.choice(KINDS)
    target = _size(made, units)
    outcome = target * made.chance.randint(50, 140) / 100
    if units[0].counts:
        outcome = Fraction(round(outcome))
    if made.happens(95):
        made.add("done", made.figure(target, units, exact=85), ahead=True)
    if made.happens(95):
        made.add("done", made.figure(outcome, units, exact=85))
    rate = made.slipped(outcome / target * 100)
    made.add("done", made.figure(rate, PERCENT, exact=85), measure="completion")


def conversion(made: Maker) -> None:
    """One figure in two units."""
    units = made.chance.choice(CONVERTED)
    value = _size(made, units[:1])
    made.add("both", made.figure(value, units[:1], exact=75))
    made.add("both", made.figure(made.slipped(value), units[1:], exact=75))


FAMILIES: tuple[Callable[[Maker], None], ...] = (
    breakdown, breakdown, growth, growth, share, counted, mean, completion, conversion,
)  # fmt: skip


def table(chance: Random, name: str) -> tuple[Row, ...]:
    """Return a random table: what one or two families tell."""
    made = Maker(chance, name)
    for family in dict.fromkeys(chance.choices(FAMILIES, k=2)):
        family(made)
    return tuple(made.rows)
