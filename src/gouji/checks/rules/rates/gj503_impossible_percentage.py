"""GJ503: percentages that no whole number gives."""

from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.shares import places_of, possible_counts, shares
from gouji.checks.rule import Bound, Verdict, rule
from gouji.facts.table.facts import Fact, Facts


@rule("GJ503", name="impossible-percentage", level="error", scope="summary")
def impossible_percentage(facts: Facts) -> Iterator[Verdict]:
    """A percentage of a count is the percentage of a whole number of items."""
    for share in facts.derive(shares):
        total, stated = share.total, share.recomputed.stated
        if share.recomputed.obstacle == "no-part" and total is not None and total.form == "count":
            yield _verdict(stated, total)


def _verdict(share: Fact, total: Fact) -> Verdict:
    bound, places = (Bound(share, "share"), Bound(total, "total")), places_of(share)
    if places is None or share.hard is None:
        return Verdict("unchecked", bound, reason="vague-share")
    if total.hard is None or not total.hard.is_point or total.hard.low is None or total.hard.low <= 0:
        return Verdict("unchecked", bound, reason="vague-count")
    found = possible_counts(share.hard, places, int(total.hard.low))
    if not found.informative:
        return Verdict("unchecked", bound, reason="not-informative")
    if found.possible:
        return Verdict("consistent", bound)
    around = (one for one in (found.below, found.above) if one)
    nearest = [f"{count}{total.unit}＝{_fixed(percent, places)}%" for count, percent in around]
    return Verdict(
        "inconsistent",
        bound,
        "impossible-percentage",
        {"nearest": "，".join(nearest)},
        algebra=f"{share.quote} ∌ k / {total.quote}",
        details={"legal": nearest},
    )


def _fixed(number: Fraction, places: int) -> str:
    scaled = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}" if places else scaled
