"""Numbers with a unit and the words around them: counts, amounts, rates, ranges, parts of a whole."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import AMOUNT, COUNT, LIST, ORDINAL, POINT, RATIO, ZERO, Figure, FigureError
from gouji.facts.figures.numerals import (
    ARABIC,
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
    with_magnitude_of,
)
from gouji.facts.figures.qualifiers import FALL, LEVEL, SUFFIX, Bounds, Prefix, Qualifier, Size, read_prefix
from gouji.facts.figures.units import (
    ANY_UNIT,
    KNOWN,
    MAYBE_IN_TEXT,
    PERCENT,
    SHARE,
    TENTH,
    TIMES,
    UNIT_SLOT,
    Form,
    Unit,
    fitted,
    is_money,
    is_noun,
    per_unit,
    unit_of,
)
from gouji.facts.numbers.intervals import Interval

_MILESTONES = frozenset({"大关", "关口", "台阶"})
_WHOLE = Interval.closed(0, 100)


class _Context(NamedTuple):
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
        hard = _converted(bounds[0], unit, factor, sign)
        soft = hard if bounds[1] is bounds[0] else _converted(bounds[1], unit, factor, sign)
        if factor != 1:
            printed, width = printed and printed * factor, width * factor
        if printed and sign < 0:
            printed = -printed
        return Figure(hard=hard, soft=soft, printed=printed, width=width, unit=unit.name, form=form)

    def sound(self, figure: Figure) -> Figure:
        """Return the figure.

        Raises:
            FigureError: What is lost is no money: 亏损12家 counts those that lose.
        """
        if self.prefix.loss and not is_money(figure.unit):
            raise FigureError("a loss of what is no money")
        return figure

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


_UNIT = f"(?P<unit>{UNIT_SLOT})"
_PER = "(?P<per>百分之|千分之|万分之)"
_MORE = f"(?:(?P<more>[余多几])(?P<magnitude>{MAGNITUDE})?)?"
_SUFFIX = f"(?P<suffix>{SUFFIX})?"
_NUMBER = (
    f"(?P<number>{NUMERAL}){_MORE}(?P<loose>个[多半](?=[年月天日小]))?{_UNIT}"
    f"(?P<tenth>(?<=成)[一二三四五六七八九半]|(?<=[年月天时])半)?{_SUFFIX}"
)
_RATE = f"{_PER}(?P<number>{NUMERAL}){_MORE}{_SUFFIX}"
_TO = f"(?P<number>{ARABIC})[:∶](?P<of>1|100)(?![0-9.:∶]){_SUFFIX}"
_PRODUCT = f"(?P<times>[0-9]{{1,3}})[×✕*xX]{_NUMBER}"
_PAIR_SIGN = "[零一二两三四五六七八九十百千]{0,8}?(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)"
_RANGE = f"(?P<left>{NUMERAL})(?P<left_unit>{KNOWN}|){DASH}(?P<minus>-?)(?P<right>{NUMERAL}){_UNIT}"
_RANGE_OF_RATES = f"{_PER}(?P<left>{NUMERAL}){DASH}(?P<per_right>百分之|千分之|万分之)?(?P<right>{NUMERAL})"
_SEVERAL = f"(?:好几|[数几])(?P<number>{MAGNITUDE}|十){_UNIT}"


def _read_range(found: re.Match[str], context: _Context) -> Figure:
    """Read a range; both ends belong to it.

    Raises:
        FigureError: It descends, has two units, or is bounded by another word.
    """
    groups = found.groupdict("")
    left, right = read_numeral(groups["left"]), read_numeral(groups["right"])
    per, left_unit = groups.get("per", ""), groups.get("left_unit", "")
    if not left or not right or groups.get("per_right", "") not in {"", per}:
        raise FigureError("a range between what are no two numerals")
    unit = per_unit(per, groups.get("unit", ""))
    if left_unit and unit_of(left_unit) != unit:
        raise FigureError("a range between two units")
    if groups.get("minus"):
        right = right._replace(value=-right.value)
    return _between(left if left_unit else with_magnitude_of(left, right), right, unit, context)


def _between(left: Numeral, right: Numeral, unit: Unit, context: _Context) -> Figure:
    form = context.form_of(unit, big=left.big or right.big)
    negative = context.prefix.negative
    low, high = -left.value if negative else left.value, right.value
    if context.prefix.words or low > high:
        raise FigureError("a range that falls, or is bounded by another word")
    # The minus sign belongs to the left end alone; the figure's sign negates the interval again.
    return context.between(Interval(-high, -low) if negative else Interval(low, high), unit, form)


def _read_several(found: re.Match[str], context: _Context) -> Figure:
    """Read 数十, 几百亿: from twice the magnitude to the next one."""
    if context.prefix.words:
        raise FigureError("a bound of several")
    unit, magnitude = unit_of(found["unit"]), magnitude_of(found["number"])
    interval = Interval(Fraction(2 * magnitude), Fraction(10 * magnitude), high_open=True)
    return context.between(interval, unit, context.form_of(unit, big=magnitude >= BIG["万"]))


def _read_pair(found: re.Match[str], context: _Context) -> Figure | None:
    """Read 三五个, 两三百, 百分之七八: neighbouring digits are the ends of a range."""
    pair = read_pair(found["number"])
    return _between(*pair, per_unit(found["per"], found["unit"]), context) if pair else None


_SIMPLE = re.compile(r"[0-9.]+[^0-9半分/数几×✕*xX:∶—–―‑~至到-]*")
"""A plain number: neither a half, nor a fraction, nor a range."""
_HALVABLE = frozenset({"年", "月", "天", "小时"})
_UNROUNDED = frozenset({COUNT, LIST, ORDINAL})
_ONE_CHAR_NUMERALS = frozenset("零一二三四五六七八九十百千万亿")


def read_quantity(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    """Read a number with its unit and the words around it; None if no number stands where it should.

    The text is a normalised quote; *ahead* says that its passage states a target or plan.

    Raises:
        FigureError: There is a number, but the text around it does not make a figure.
    """
    context = _Context(form, ahead, read_prefix(text))
    body = text[context.prefix.end :]
    for shape in NUMBERS[1:] if _SIMPLE.fullmatch(body) else FORMS:
        # What was found in running text has a unit as it stands there: that pattern is compiled already.
        units = (MAYBE_IN_TEXT, ANY_UNIT) if shape.begins(body) else ()
        tried = (fitted(shape.looks, body, unit=unit).fullmatch(body) for unit in units)
        found = next(filter(None, tried), None)
        figure = shape.read(found, context) if found else None
        if figure is not None:
            return context.sound(figure)
    return None


def _read_number(found: re.Match[str], context: _Context) -> Figure:
    """Read a number in a unit, a rate (百分之五), a ratio to 1 or 100, or several of a size (2×35万千瓦)."""
    groups = found.groupdict("")
    more, loose, suffix, word = (groups.get(name, "") for name in ("more", "loose", "suffix", "unit"))
    unit = per_unit(groups.get("per", ""), word)
    if groups["number"] in _ONE_CHAR_NUMERALS and is_noun(word) and not (more or context.prefix.words):
        raise FigureError(f"a word: {found[0]}")
    numeral = _numeral(groups, unit)
    if "times" in groups:
        numeral = _multiplied(numeral, int(groups["times"]), unit)
    if "of" in groups:
        unit = TIMES._replace(factor=Fraction(1, int(groups["of"])))
    form = context.form_of(unit, big=numeral.big)
    words = context.words(suffix, more=bool(more or loose == "个多"))
    # 10倍多 and 三个多月 exceed by less than one unit, 10多倍 by less than ten.
    after_unit = loose or (suffix and word and not more)
    # The place of the last digit that is not 0 matters only with a word, or in a round number.
    uses_place = (words or numeral.is_round) and not (after_unit and qualifiers.more in words)
    last_place = place(numeral.value) if uses_place and numeral.value else numeral.last
    size = Size(numeral.value, last_place, numeral.last, rate=form in {RATIO, POINT})
    bounds, bare = context.bounds(size, words, _bare(form, numeral, context))
    width = ZERO if form in _UNROUNDED or not bare else numeral.last
    return context.figure(bounds, unit, form, numeral.value if bare else None, width)


def _numeral(groups: Mapping[str, str], unit: Unit) -> Numeral:
    numeral = _stated(groups["number"])
    tenth = "半" if groups.get("loose") == "个半" else groups.get("tenth", "")
    if tenth:
        return _with_tenth(numeral, tenth, unit)
    magnitude = magnitude_of(groups.get("magnitude", ""))
    whole, large, rest = groups["number"].rpartition("亿")
    upper, lower = read_numeral(whole + large), read_numeral(rest)
    if large and upper and lower and magnitude < BIG["亿"]:
        # 七亿七千多万: the magnitude is of what stands behind 亿.
        lower = lower.times(magnitude)
        return lower._replace(value=upper.value + lower.value, big=True)
    return numeral.times(magnitude)


def _multiplied(numeral: Numeral, times: int, unit: Unit) -> Numeral:
    """Return what several things of one size make together.

    Raises:
        FigureError: It measures nothing that adds up: 3×5米 is a shape, 4×100米 a relay, 7×24小时 always.
    """
    if unit.form != AMOUNT or unit.name in _NEVER_MULTIPLIED:
        raise FigureError("a product of what does not add up")
    return numeral._replace(value=times * numeral.value, last=times * numeral.last)


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
    return numeral._replace(value=numeral.value + Fraction(tenths, 10), last=Fraction(1, 10))


def _bare(form: str, numeral: Numeral, context: _Context) -> Qualifier:
    """Return the bounds of a number without a bounding word."""
    if form not in _UNROUNDED:
        return qualifiers.printed
    # 连续100天 is counted day by day.
    if form == COUNT and numeral.is_round and not context.prefix.run:
        return qualifiers.rounded
    return qualifiers.point


_NEVER_MULTIPLIED = frozenset({"公里", "小时", "分钟"})
_HALF = f"(?P<past>过)?(?:半数|一半|半(?![个年月天日])){_SUFFIX}"
_HALF_SIZE = Size(Fraction(50), Fraction(10), Fraction(1))
_FRACTION = (
    f"(?:(?P<over>[0-9]{{1,9}})/(?P<under>[0-9]{{1,9}})(?![0-9/])"
    f"|(?![百千万]分)(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL}))(?P<suffix>{SUFFIX}|[强弱])?"
)
_DECIMAL_PLACES = 4


def _read_half(found: re.Match[str], context: _Context) -> Figure:
    """Read 半数, 一半以上, 过半: exact unless qualified; then in steps of 10 %, like 成."""
    form = context.form or RATIO
    if found["past"]:
        if context.prefix.words or found["suffix"]:
            raise FigureError("more than one bound of a half")
        return context.between(Interval(Fraction(50), Fraction(100), low_open=True), SHARE, form)
    bounds, bare = context.bounds(_HALF_SIZE, context.words(found["suffix"]), qualifiers.point)
    return context.figure(bounds, SHARE, form, _HALF_SIZE.value if bare else None)


def _read_fraction(found: re.Match[str], context: _Context) -> Figure:
    """Read 1/4, 三分之二以上: exact if it is a finite decimal, else widened to four places."""
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


_RATE_SIGN, _DIGITS = "[百千万]分之", "[0-9,.零一二两三四五六七八九十百千万亿点半]{1,80}+"
NUMBERS = (Form(_RATE, _read_number, _RATE_SIGN), Form(_NUMBER, _read_number))
"""The forms of a single number."""
FORMS = (
    Form(_HALF, _read_half, "过?[一半]"),
    Form(_FRACTION, _read_fraction, f"{_DIGITS}(?:/|分之)"),
    Form(_SEVERAL, _read_several, "(?:好几|[数几])[十百千万亿]"),
    Form(_RANGE_OF_RATES, _read_range, _RATE_SIGN),
    Form(
        _RANGE,
        _read_range,
        f"{_DIGITS}[^，。；、]{{0,16}}?(?<!达){DASH}-?[0-9零一二两三四五六七八九十百千万亿半]",
    ),
    Form(f"{_PER}?(?P<number>{NUMERAL}){_UNIT}", _read_pair, f"(?:{_RATE_SIGN})?{_PAIR_SIGN}"),
    Form(_PRODUCT, _read_number, "[0-9]+[×✕*xX]"),
    Form(_TO, _read_number, f"{_DIGITS}[:∶]"),
    *NUMBERS,
)
"""Forms of quantities; of two that fit, the first is the longer one."""
