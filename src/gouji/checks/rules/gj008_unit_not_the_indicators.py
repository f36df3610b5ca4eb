"""GJ008: units that the indicator does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@table_rule("GJ008", name="unit-not-the-indicators")
def unit_not_the_indicators(
    unit: pd.Series[str], indicator: pd.Series[str], allowed: Mapping[str, tuple[str, ...]]
) -> pd.Series[bool]:
    """The unit of a level is one that `indicators.csv` allows for its indicator.

    Why: 项 and 种, 人 and 人次, 元 and 美元 count different things. An indicator says which units
    it may be told in; an empty cell there allows every unit.

    Example:
        `159种` under an indicator whose unit is `项`.

    Source: unit checks of XBRL's Units Registry.
    """
    pairs = indicator + "\n" + unit
    verdict = {pair: _sound(pair, allowed) for pair in pairs.unique()}
    return pairs.map(verdict).astype(bool)


def _sound(pair: str, allowed: Mapping[str, tuple[str, ...]]) -> bool:
    indicator, _, unit = pair.partition("\n")
    return not unit or unit in (allowed.get(indicator) or (unit,))
