"""How probable it is that rounding alone explains a gap between a total and its parts."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb, factorial, lcm, prod
from typing import Literal

Mode = Literal["rounding", "truncation"]
"""The rounding convention of figures: half up, or cut off after their last digit."""
_MAX_UNEQUAL_PARTS = 16


def gap_probability(gap: Fraction, widths: Sequence[Fraction], total_width: Fraction) -> Fraction | None:
    """Return P(abs(Σ uᵢ) ≥ abs(gap) − total_width/2) for independent uniform rounding errors.

    Args:
        gap: Printed total minus the sum of the printed parts.
        widths: For each part, one unit of its last printed digit: uᵢ is uniform on [−wᵢ/2, wᵢ/2].
            Exact parts have width 0 and are ignored.
        total_width: The same for the total, which is rounded from the sum.

    Returns:
        The exact probability; None for more than 16 parts of unequal widths, which would take too long.

    Raises:
        ValueError: A width is negative.

    Source: Irwin–Hall for equal widths, inclusion–exclusion over the parts for unequal ones.

    >>> gap_probability(Fraction(1), [Fraction(1)] * 3, Fraction(1))
    Fraction(1, 3)
    """
    if total_width < 0 or any(width < 0 for width in widths):
        raise ValueError("the width of a rounding error is negative")
    threshold = abs(gap) - total_width / 2
    errors = [width for width in widths if width]
    if threshold <= 0:
        return Fraction(1)
    below = sum(errors, Fraction(0)) / 2 - threshold
    if below <= 0:
        return Fraction(0)
    if len(set(errors)) == 1:
        return 2 * _irwin_hall(len(errors), below / errors[0])
    return 2 * _inclusion_exclusion(errors, below) if len(errors) <= _MAX_UNEQUAL_PARTS else None


def _irwin_hall(parts: int, x: Fraction) -> Fraction:
    """Return P(U₁ + … + Uₙ ≤ x), uᵢ uniform on [0, 1]; in integers over the denominator of *x*."""
    top, unit = x.numerator, x.denominator
    terms = (
        (-1) ** k * comb(parts, k) * (top - k * unit) ** parts for k in range(parts + 1) if k * unit < top
    )
    return Fraction(sum(terms), factorial(parts) * unit**parts)


def _inclusion_exclusion(widths: Sequence[Fraction], x: Fraction) -> Fraction:
    """Return P(w₁U₁ + … + wₙUₙ ≤ x): the volume of a box cut by a plane, over that of the box.

    Corners of the box at the same distance are counted together, so that few distinct widths stay cheap.
    """
    unit = lcm(x.denominator, *(width.denominator for width in widths))
    scaled = [int(width * unit) for width in widths]
    top = int(x * unit)
    corners = {0: 1}
    for width in scaled:
        shifted = {at + width: -sign for at, sign in corners.items() if at + width < top}
        corners = {at: corners.get(at, 0) + shifted.get(at, 0) for at in corners.keys() | shifted.keys()}
    volume = sum(sign * (top - at) ** len(scaled) for at, sign in corners.items())
    return Fraction(volume, factorial(len(scaled)) * prod(scaled))
