"""GJ007: bounds that leave no value."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    import pandas as pd


@table_rule("GJ007", name="bounds-reversed")
def bounds_reversed(low: pd.Series[str], high: pd.Series[str], opened: pd.Series[bool]) -> pd.Series[bool]:
    """The lower bound is not above the upper one, and some value lies between them.

    Why: an interval without a value agrees with nothing; every comparison with it would be a
    finding, and the true cause would not be among them.

    Example:
        low `360`, high `355`; or low and high `355` and `low_open` true.

    Source: intervals as in XBRL Calculations 1.1.
    """
    both = (low != "") & (high != "")
    least, most = low[both].map(Decimal), high[both].map(Decimal)
    return ~both | ((least < most) | ((least == most) & ~opened[both])).reindex(low.index, fill_value=False)
