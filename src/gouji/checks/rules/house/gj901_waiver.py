"""GJ901: waivers that no longer hold."""

from collections.abc import Set as AbstractSet
from datetime import date

from gouji.checks.rule import table_rule
from gouji.facts.table.assemble import Waiver


@table_rule("GJ901", name="waiver", level="warning")
def waiver(waiver: Waiver, fingerprints: AbstractSet[str], today: date | None) -> str:
    """A waiver has a reason, has not run out, and accepts a finding that there is.

    Why: a waiver is a promise to look again. One that nobody can explain, or that outlives its finding, hides
    the next slip under the same fingerprint.

    Told are waivers in `facts/waivers.csv` without `reason`, behind the last day of `until`, and those whose
    fingerprint no finding of this audit has (where the rule was asked for). The first two accept
    nothing: the finding counts again. Of documents one that says the same is the same, whatever they are now
    called (`said`), and what no finding has is told only where all were read that it is of (`summaries`); a
    note where a row does not name them. The day is that of `SOURCE_DATE_EPOCH`, or else today.

    Example:
        until `2025-06`, and it is July.

    Source: repo-review and pip-audit: what is accepted carries its reason and its end.
    """
    if not waiver.reason:
        return "waiver-without-reason"
    if waiver.until is not None and today is not None and waiver.until.end < today:
        return "waiver-expired"
    return "" if waiver.fingerprint in fingerprints else "waiver-unmatched"
