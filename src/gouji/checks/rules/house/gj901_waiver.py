"""GJ901: waivers that no longer hold."""

from collections.abc import Set as AbstractSet
from datetime import date

from gouji.checks.rule import table_rule
from gouji.facts.table.assemble import Waiver


@table_rule("GJ901", name="waiver", level="warning")
def waiver(waiver: Waiver, fingerprints: AbstractSet[str], today: date | None) -> str:
    """A waiver has a reason, has not run out, and accepts a finding that there is."""
    if not waiver.reason:
        return "waiver-without-reason"
    if waiver.until is not None and today is not None and waiver.until.end < today:
        return "waiver-expired"
    return "" if waiver.fingerprint in fingerprints else "waiver-unmatched"
