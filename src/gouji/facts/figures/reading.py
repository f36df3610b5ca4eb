"""From a number and the words around it to a figure in the base unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import AMOUNT, COUNT, ZERO, Figure, FigureError
from gouji.facts.figures.qualifiers import FALL, LEVEL, Prefix
from gouji.facts.figures.units import PERCENT, TIMES
from gouji.facts.numbers.intervals import Interval

if TYPE_CHECKING:
    from fractions import Fraction

    from gouji.facts.figures.qualifiers import Bounds, Qualifier, Size
    from gouji.facts.figures.units import Unit

_MILESTONES = frozenset({"大关", "关口", "台阶"})
_WHOLE = Interval.closed(0, 100)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a number is read.

    Attributes:
        form: The form, if it is given.
        ahead: Whether the passage states a target or plan, where 达到N means N or more.
        prefix: The words before the number.
    """

    form: str | None = None
    ahead: bool = False
    prefix: Prefix = field(default_factory=Prefix)

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A number in the unit as printed, without sign.

    Attributes:
        bounds: The hard interval and the soft one.
        unit: The unit, not yet converted.
        form: Form of the figure.
        printed: The value as printed; None where it is qualified.
        width: Width of a rounding error; 0 where it is qualified.
    """

    bounds: Bounds
    unit: Unit
    form: str
    printed: Fraction | None = None
    width: Fraction = ZERO

    @classmethod
    def between(cls, interval: Interval, unit: Unit, form: str) -> Reading:
        """Return the reading of a range."""
        return cls((interval, interval), unit, form)

    def figure(self, prefix: Prefix) -> Figure:
        """Return the figure in the base unit, with the sign that *prefix* gives it.

        Raises:
            FigureError: A share exceeds the whole.
        """
        unit, factor = self.unit, self.unit.factor
        if unit is TIMES and prefix.change not in {"", LEVEL}:
            # 增长2倍 is a growth of 200 %; nothing falls by more than 100 %.
            unit, factor = PERCENT, 100 * factor
            if prefix.change == FALL:
                return Figure(form=self.form, unit=unit.name)
        hard, soft = (_converted(interval, unit, factor, prefix.sign) for interval in self.bounds)
        printed, width = self.printed, self.width
        if factor != 1:
            printed, width = printed and printed * factor, width * factor
        if printed and prefix.sign < 0:
            printed = -printed
        return Figure(hard=hard, soft=soft, printed=printed, width=width, unit=unit.name, form=self.form)


def _converted(interval: Interval, unit: Unit, factor: Fraction, sign: int) -> Interval:
    if factor != 1:
        interval = interval * factor
    if unit.share:
        cut = interval.intersection(_WHOLE)
        if cut is None:
            raise FigureError("a share of more than the whole")
        interval = cut
    return -interval if sign < 0 else interval


def read_size(
    size: Size, words: frozenset[Qualifier], bare: Qualifier, context: Context
) -> tuple[Bounds, bool]:
    """Return the bounds of a number, and whether it is printed bare.

    Args:
        size: The number.
        words: The bounding words; 达到 counts only if there are none.
        bare: Gives the bounds without such words.
        context: Tells whether 达到 stands before it, and whether in a target or plan.

    Raises:
        FigureError: The words contradict each other.
    """
    if not words and context.prefix.reach:
        bare = qualifiers.reached
        words = frozenset({qualifiers.at_least}) if context.ahead else words
    return (qualifiers.bounds(size, words), False) if words else (bare(size), True)
