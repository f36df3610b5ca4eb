"""Links to findings and quotes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote as percent_encoded

from gouji.checks.findings import Finding, Location
from gouji.checks.rule import LEVELS
from gouji.facts.table.facts import Fact
from gouji.reports.html.pieces import left_out
from gouji.reports.text import harmless

Row = tuple[str, int, str]
"""The row of a fact: its file, line and id; a line of a document is a paragraph, and an id may be faulty."""


class Anchored(NamedTuple):
    """A finding, the name by which the report links to it, and its number in the report, from nought."""

    finding: Finding
    anchor: str
    number: int = 0


def anchored(findings: Iterable[Finding]) -> tuple[Anchored, ...]:
    """Return the findings, most severe first, new ones first in each level, those of figures left out last.

    Anchors are unique.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        repeated = f"-{times}" if times > 1 else ""
        found.append(Anchored(finding, f"f-{finding.fingerprint}{repeated}"))

    def order(one: Anchored) -> tuple[int, bool, bool]:
        return (
            LEVELS.index(one.finding.level),
            one.finding.state != "new",
            "figures" in one.finding.details and any(left_out(one.finding)),
        )

    found.sort(key=order)
    return tuple(Anchored(one.finding, one.anchor, number) for number, one in enumerate(found))


def key_of(fact: Fact | Location) -> Row:
    """Return the row of a fact, or of a fact in a finding."""
    return fact.file, fact.line, fact.id or ""


def by_row(findings: Iterable[Anchored], wanted: Callable[[Finding], bool]) -> Mapping[Row, Anchored]:
    """Return for every fact the most severe of the wanted findings that it is part of."""
    found: dict[Row, Anchored] = {}
    for one in findings:
        if wanted(one.finding):
            for place in one.finding.facts:
                found.setdefault(key_of(place), one)
                found.setdefault((place.file, place.line, ""), one)  # a fact whose id is faulty has none
    return found


def web_address(url: str) -> str:
    """Return an address that may be followed; empty for any other, which is shown as text only."""
    return url if url.startswith(("http://", "https://")) and harmless(url) == url else ""


def at_quote(url: str, quote: str) -> str:
    """Return the address of a quote on its page; empty if it may not be followed.

    A hyphen has a meaning in text fragments, so it is encoded as well.
    """
    address = web_address(url)
    if not (address and quote):
        return address
    separator = "" if "#" in address else "#"
    return f"{address}{separator}:~:text={percent_encoded(quote, safe='').replace('-', '%2D')}"
