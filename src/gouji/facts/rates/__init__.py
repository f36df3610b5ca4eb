"""Figures that others make: growth of levels, shares, averages, converted units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.facts.rates.averages import averages
from gouji.facts.rates.conversions import conversions
from gouji.facts.rates.growth import growths
from gouji.facts.rates.shares import counted_shares, shares, wholes

if TYPE_CHECKING:
    from gouji.facts.kin import Derived
    from gouji.facts.rates.conversions import Conversion
    from gouji.facts.rates.growth import Growth
    from gouji.facts.rates.shares import Count, Hundred, Share
    from gouji.facts.table import Facts


@dataclass(frozen=True, eq=False)
class Rates:
    """What the rates of a fact table are of; each is computed once, when it is asked for."""

    facts: Facts

    @cached_property
    def growths(self) -> tuple[Growth, ...]:
        """Every growth and change since one earlier period, with the levels that it lies between."""
        return growths(self.facts)

    @cached_property
    def averages(self) -> tuple[Derived, ...]:
        """Every yearly mean, of growth, of change or of a total, with what it is the mean of."""
        return averages(self.facts)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Every share of a total, with the total and, where it is told, the part."""
        return shares(self.facts)

    @cached_property
    def counted(self) -> tuple[Count, ...]:
        """Every share of a count whose part is not told, and whether a whole number makes it."""
        return counted_shares(self.facts)

    @cached_property
    def wholes(self) -> tuple[Hundred, ...]:
        """Shares that name one breakdown, held against 100 %."""
        return wholes(self.facts)

    @cached_property
    def conversions(self) -> tuple[Conversion, ...]:
        """Every figure that a summary tells in two units."""
        return conversions(self.facts)
