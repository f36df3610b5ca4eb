"""GJ508: one figure in two units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.rates.conversions import Conversion
    from gouji.facts.table import Facts


@rule("GJ508", name="converted-unit", level="error", scope="summary")
def converted_unit(facts: Facts) -> Iterator[Verdict]:
    """A figure that is told in two units is one figure.

    Why: 亿斤 and 万吨, 公顷 and 亩, 美元 and 元 are converted by hand, and only one of the two is updated.

    Compared are levels of one indicator, subject, period and scope in one summary that are printed in two
    units. Units of one kind convert exactly. Of two currencies the rate that the two figures make must lie
    within what the currency was worth in those years; otherwise it is a warning.

    Example:
        175亿美元、约合1243亿元 is 7.10 yuan a dollar; 1423亿元 would be 8.13.

    Source: legal units of measurement of China; central parities of the State Administration of Foreign
    Exchange.
    """
    for found in facts.rates.conversions:
        yield _verdict(found)


def _verdict(found: Conversion) -> Verdict:
    bound = (Bound(found.one, "told"), Bound(found.two, "told"))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle)
    if found.rate is not None:
        return judged(found.agreement, bound, "warning", "converted-money", found.told())
    return judged(found.agreement, bound, "error", "converted-unit", found.told())
