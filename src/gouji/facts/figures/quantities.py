"""Numbers with a unit and the words around them: counts, amounts, rates, ranges, parts of a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import AMOUNT, COUNT, LIST, ORDINAL, POINT, RATIO, ZERO, Figure, FigureError
from gouji.facts.figures.numerals import (
    BIG,
    DASH,
    DIGITS,
    MAGNITUDE,
    NUMERAL,
    Numeral,
    magnitude_of,
    place,
    read_numeral,
    read_pair,
)
from gouji.facts.figures.qualifiers import FALL, LEVEL, SUFFIX, Bounds, Prefix, Qualifier, Size, read_prefix
from gouji.facts.figures.units import (
    KNOWN,
    PER,
    PERCENT,
    SHARE,
    TENTH,
    TIMES,
    UNIT,
    Unit,
    compiled,
    is_noun,
    per_unit,
    unit_of,
)
from gouji.facts.numbers.intervals import Interval

_MILESTONES = frozenset({"大关", "关口", "台阶"})
_WHOLE = Interval.closed(0, 100)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known before a number is read.

    Attributes:
        form: The form, if it is given.
        ahead: Whether the passage states a target or plan, where 达到N means N or more.
        prefix: The words before the number.
    """

    form: str | None
    ahead: bool
    prefix: Prefix

    def form_of(self, unit: Unit, *, big: bool) -> str:
        """Return the given form, else that of *unit*; counts with 万, 亿 or decimals are amounts."""
        if self.form:
            return self.form
        return AMOUNT if big and unit.form == COUNT else unit.form

    def words(self, suffix: str | None, *, more: bool = False) -> frozenset[Qualifier]:
        """Return all bounding words: those before the number, *suffix* after it, and a 余 inside it."""
        words = self.prefix.words
        if suffix:
            words |= {qualifiers.AFTER[suffix]}
        if suffix in _MILESTONES:  # 突破M大关 means that M was reached
            words -= {qualifiers.above}
        return words | {qualifiers.more} if more else words

    def bounds(self, size: Size, words: frozenset[Qualifier], bare: Qualifier) -> tuple[Bounds, bool]:
        """Return the bounds of a number, and whether it is printed bare; *bare* bounds it without words.

        达到 counts only where there are no other words.

        Raises:
            FigureError: The words contradict each other.
        """
        if not words and self.prefix.reach:
            bare = qualifiers.reached
            words = frozenset({qualifiers.at_least}) if self.ahead else words
        return (qualifiers.bounds(size, words), False) if words else (bare(size), True)

    def figure(
        self, bounds: Bounds, unit: Unit, form: str, printed: Fraction | None = None, width: Fraction = ZERO
    ) -> Figure:
        """Return the figure of a number in the unit as printed: in the base unit, and with its sign.

        Raises:
            FigureError: A share exceeds the whole.
        """
        factor = unit.factor
        if unit is TIMES and self.prefix.change not in {"", LEVEL}:
            # 增长2倍 is a growth of 200 %; nothing falls by more than 100 %.
            unit, factor = PERCENT, 100 * factor
            if self.prefix.change == FALL:
                return Figure(form=form, unit=unit.name)
        sign = self.prefix.sign
        hard, soft = (_converted(interval, unit, factor, sign) for interval in bounds)
        if factor != 1:
            printed, width = printed and printed * factor, width * factor
        if printed and sign < 0:
            printed = -printed
        return Figure(hard=hard, soft=soft, printed=printed, width=width, unit=unit.name, form=form)

    def between(self, interval: Interval, unit: Unit, form: str) -> Figure:
        """Return the figure of a range."""
        return self.figure((interval, interval), unit, form)


def _converted(interval: Interval, unit: Unit, factor: Fraction, sign: int) -> Interval:
    if factor != 1:
        interval = interval * factor
    if unit.share:
        cut = interval.intersection(_WHOLE)
        if cut is None:
            raise FigureError("a share of more than the whole")
        interval = cut
    return -interval if sign < 0 else interval


PER_WORD = "(?:百分之|千分之|万分之)"
_RANGE = (
    f"(?P<per>{PER_WORD})?(?P<left>{NUMERAL})(?P<left_unit>{KNOWN}|){DASH}(?P<minus>-?)"
    f"(?P<per_right>{PER_WORD})?(?P<right>{NUMERAL}){UNIT}"
)
_PAIR = f"(?P<per>{PER_WORD})?(?P<number>{NUMERAL}){UNIT}"
_NEIGHBOURS = re.compile("[一二两三四五六七八九]{2}")
_SEVERAL = f"(?:好几|[数几])(?P<number>{MAGNITUDE}|十){UNIT}"


def _read_range(body: str, context: _Context) -> Figure | None:
    """Read a range; both ends belong to it.

    Raises:
        FigureError: It descends, has two units, or is bounded by another word.
    """
    ends = _ends(body) or _neighbours(body)
    if not ends:
        return None
    left, right, unit = ends
    form = context.form_of(unit, big=left.big or right.big)
    negative = context.prefix.negative
    low, high = -left.value if negative else left.value, right.value
    if context.prefix.words or low > high:
        raise FigureError("a range that falls, or is bounded by another word")
    # The minus sign belongs to the left end alone; the figure's sign negates the interval again.
    return context.between(Interval(-high, -low) if negative else Interval(low, high), unit, form)


def _read_several(body: str, context: _Context) -> Figure | None:
    """Read 数十, 几百亿: from twice the magnitude to the next one."""
    found = compiled(_SEVERAL).fullmatch(body) if body.startswith(("好几", "数", "几")) else None
    if not found:
        return None
    if context.prefix.words:
        raise FigureError("a bound of several")
    unit, magnitude = unit_of(found["unit"]), magnitude_of(found["number"])
    interval = Interval(Fraction(2 * magnitude), Fraction(10 * magnitude), high_open=True)
    return context.between(interval, unit, context.form_of(unit, big=magnitude >= BIG["万"]))


def _ends(body: str) -> tuple[Numeral, Numeral, Unit] | None:
    found = compiled(_RANGE).fullmatch(body) if re.search(DASH, body) else None
    if not found:
        return None
    left, right = read_numeral(found["left"]), read_numeral(found["right"])
    if not left or not right or (found["per_right"] and found["per_right"] != found["per"]):
        raise FigureError("a range between what are no two numerals")
    unit = per_unit(found["per"], found["unit"])
    if found["left_unit"] and unit_of(found["left_unit"]) != unit:
        raise FigureError("a range between two units")
    if found["minus"]:
        right = replace(right, value=-right.value)
    return left if found["left_unit"] else _with_magnitude_of(left, right), right, unit


def _with_magnitude_of(left: Numeral, right: Numeral) -> Numeral:
    """Return *left* with *right*'s magnitude if it has none and the range still rises (3—5万; 5000—1万)."""
    if left.magnitude > 1 or right.magnitude <= 10:
        return left
    inherited = left.times(right.magnitude)
    return inherited if inherited.value <= right.value else left


def _neighbours(body: str) -> tuple[Numeral, Numeral, Unit] | None:
    found = compiled(_PAIR).fullmatch(body) if _NEIGHBOURS.search(body) else None
    pair = read_pair(found["number"]) if found else None
    return (*pair, per_unit(found["per"], found["unit"])) if found and pair else None


_NUMBER = re.compile(
    f"(?P<per>{PER_WORD})?(?P<number>{NUMERAL})(?:(?P<more>[余多几])(?P<magnitude>{MAGNITUDE})?)?"
    f"(?P<loose>个[多半](?=.))?{UNIT}(?P<tenth>[一二三四五六七八九半])?(?P<suffix>{SUFFIX})?"
)
_SIMPLE = re.compile(r"[0-9.]+[^0-9半分/数几—–―‑~至到-]*")
"""A plain number: neither a half, nor a fraction, nor a range."""
_HALVABLE = frozenset({"年", "月", "天", "小时"})
_UNROUNDED = frozenset({COUNT, LIST, ORDINAL})
_ONE_CHAR_NUMERALS = frozenset("零一二三四五六七八九十百千万亿")


def read_quantity(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    """Read a number with its unit and the words around it; None if no number stands where it should.

    Args:
        text: Normalised quote.
        form: The form, if it was given.
        ahead: Whether the passage states a target or plan.

    Raises:
        FigureError: There is a number, but the text around it does not make a figure.
    """
    prefix = read_prefix(text)
    context = _Context(form, ahead, prefix)
    body = text[prefix.end :]
    readers = (_read_number,) if _SIMPLE.fullmatch(body) else _READERS
    return next((figure for read in readers if (figure := read(body, context))), None)


def _read_number(body: str, context: _Context) -> Figure | None:
    found = _NUMBER.fullmatch(body)
    if not found:
        return None
    unit = per_unit(found["per"], found["unit"])
    if (
        found["number"] in _ONE_CHAR_NUMERALS
        and is_noun(found["unit"])
        and not (found["more"] or context.prefix.words)
    ):
        raise FigureError(f"a word: {body}")
    numeral = _numeral(found, unit)
    form = context.form_of(unit, big=numeral.big)
    words = context.words(found["suffix"], more=bool(found["more"] or found["loose"] == "个多"))
    # 10倍多 and 三个多月 exceed by less than one unit, 10多倍 by less than ten.
    after_unit = found["loose"] or (found["suffix"] and found["unit"] and not found["more"])
    # The place of the last digit that is not 0 matters only with a word, or in a round number.
    uses_place = (words or numeral.is_round) and not (after_unit and qualifiers.more in words)
    last_place = place(numeral.value) if uses_place and numeral.value else numeral.last
    size = Size(numeral.value, last_place, numeral.last, rate=form in {RATIO, POINT})
    bounds, bare = context.bounds(size, words, _bare(form, numeral, context))
    width = ZERO if form in _UNROUNDED or not bare else numeral.last
    return context.figure(bounds, unit, form, numeral.value if bare else None, width)


def _numeral(found: re.Match[str], unit: Unit) -> Numeral:
    numeral = _stated(found["number"])
    if found["loose"] == "个半" or found["tenth"]:
        return _with_tenth(numeral, found["tenth"] or "半", unit)
    return numeral.times(magnitude_of(found["magnitude"] or ""))


def _stated(text: str) -> Numeral:
    numeral = read_numeral(text)
    if not numeral:
        raise FigureError(f"no numeral: {text}")
    return numeral


def _with_tenth(numeral: Numeral, char: str, unit: Unit) -> Numeral:
    """Read 三成五, and the half of 一年半, 两个半月."""
    if numeral.value % 1 or not (unit is TENTH or (char == "半" and unit.name in _HALVABLE)):
        raise FigureError(f"words after the unit: {char}")
    tenths = 5 if char == "半" else DIGITS[char]
    return replace(numeral, value=numeral.value + Fraction(tenths, 10), last=Fraction(1, 10))


def _bare(form: str, numeral: Numeral, context: _Context) -> Qualifier:
    """Return the bounds of a number without a bounding word."""
    if form not in _UNROUNDED:
        return qualifiers.printed
    # 连续100天 is counted day by day.
    if form == COUNT and numeral.is_round and not context.prefix.run:
        return qualifiers.rounded
    return qualifiers.point


_HALF = re.compile(f"(?P<past>过)?(?:半数|一半|半)(?P<suffix>{SUFFIX})?")
_HALF_SIZE = Size(Fraction(50), Fraction(10), Fraction(1))
_FRACTION = re.compile(
    f"(?:(?P<over>[0-9]{{1,9}})/(?P<under>[0-9]{{1,9}})|(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL}))"
    f"(?P<suffix>{SUFFIX})?"
)
_DECIMAL_PLACES = 4


def _read_half(body: str, context: _Context) -> Figure | None:
    """Read 半数, 一半以上, 过半: exact unless qualified; then in steps of 10 %, like 成."""
    found = _HALF.fullmatch(body)
    if not found:
        return None
    form = context.form or RATIO
    if found["past"]:
        if context.prefix.words or found["suffix"]:
            raise FigureError("more than one bound of a half")
        return context.between(Interval(Fraction(50), Fraction(100), low_open=True), SHARE, form)
    bounds, bare = context.bounds(_HALF_SIZE, context.words(found["suffix"]), qualifiers.point)
    return context.figure(bounds, SHARE, form, _HALF_SIZE.value if bare else None)


def _read_fraction(body: str, context: _Context) -> Figure | None:
    """Read 1/4, 三分之二以上: exact if it is a finite decimal, else widened to four places."""
    found = _FRACTION.fullmatch(body)
    if not found or f"{found['whole']}分之" in PER:
        return None
    part, whole = _stated(found["over"] or found["part"]), _stated(found["under"] or found["whole"])
    if not whole.value:
        raise FigureError("a fraction of nothing")
    value = part.value / whole.value * 100
    size = _HALF_SIZE._replace(value=value)
    bounds, bare = context.bounds(size, context.words(found["suffix"]), qualifiers.point)
    hard, soft = (_widened_to_decimals(interval) for interval in bounds)
    # Without a finite decimal, there is no printed value to compare with exactly.
    exact = bare and _rounded_up(value) == value
    unit = SHARE if value <= 100 else PERCENT
    return context.figure((hard, soft), unit, context.form or RATIO, value if exact else None)


def _widened_to_decimals(interval: Interval) -> Interval:
    """Return *interval*; ends that are not finite decimals are moved outwards and open."""
    high = _rounded_up(interval.high)
    low = _rounded_up(None if interval.low is None else -interval.low)
    low = None if low is None else -low
    return Interval(
        low, high, interval.low_open or low != interval.low, interval.high_open or high != interval.high
    )


def _rounded_up(end: Fraction | None) -> Fraction | None:
    """Return *end* if nine decimal places are enough for it, else round it up to four."""
    if end is None or 10**9 % end.denominator == 0:
        return end
    return Fraction(-(-end * 10**_DECIMAL_PLACES // 1), 10**_DECIMAL_PLACES)


_READERS = (_read_half, _read_fraction, _read_several, _read_range, _read_number)
