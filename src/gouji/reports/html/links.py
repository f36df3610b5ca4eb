"""Links of the report: to findings within it, to the pages that it quotes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from gouji.checks.verdict import LEVELS
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gouji.checks.findings import Finding

Row = tuple[str, int]
"""Where a fact stands: its file and line. Ids can be missing or repeated."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A finding, and the name by which the report links to it."""

    finding: Finding
    anchor: str


def anchored(findings: Iterable[Finding]) -> tuple[Anchored, ...]:
    """Return the findings gravest first, the new ones first in each level; each anchor stands once."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        repeated = f"-{times}" if times > 1 else ""
        found.append(Anchored(finding, f"f-{finding.fingerprint}{repeated}"))
    return tuple(sorted(found, key=lambda one: _gravity(one.finding)))


def _gravity(finding: Finding) -> tuple[int, bool]:
    return LEVELS.index(finding.level), finding.state != "new"


def by_row(findings: Iterable[Anchored], wanted: Callable[[Finding], bool]) -> Mapping[Row, Anchored]:
    """Return for every fact the gravest finding of the wanted ones that it stands in."""
    found: dict[Row, Anchored] = {}
    for one in findings:
        if wanted(one.finding):
            for place in one.finding.facts:
                found.setdefault((place.file, place.line), one)
    return found


def web_address(url: str) -> str:
    """Return an address that may be followed; empty for any other, which is shown as text only."""
    return url if url.startswith(("http://", "https://")) and harmless(url) == url else ""


def at_quote(url: str, quote: str) -> str:
    """Return the address of a quote on its page, empty if there is none to follow.

    A hyphen has a meaning in text fragments, so it is encoded as well.
    """
    address = web_address(url)
    if not (address and quote):
        return address
    joint = "" if "#" in address else "#"
    return f"{address}{joint}:~:text={percent_encoded(quote, safe='').replace('-', '%2D')}"
