"""The part with the counterparts: who acts with whom, and where one is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gouji.checks.findings import AuditResult
from gouji.facts.table.dimensions import Dimensions
from gouji.facts.table.facts import Fact, grouped
from gouji.reports.html.links import Anchored, Row, by_row, key_of
from gouji.reports.text import Words

FAMILY = "parties"
"""Family of rules whose findings are marked here: a party is missing, or one that is there is doubtful."""
MOST = 3
"""At most this many sides have a column each."""
SELDOM = 10
"""A side that acts this many times less often than the most active one has none."""


class Pair(NamedTuple):
    """Parties that act together, by column; *check* is the finding about them, in a word."""

    cells: Sequence[str]
    times: int
    years: str
    quote: str
    mark: Anchored | None
    check: str
    alone: str
    rank: int


class Pairs(NamedTuple):
    """The whole list; those with a finding come first. *sides* are the two of a matrix, or none."""

    columns: Sequence[str]
    rows: Sequence[Pair]
    sides: Sequence[str]


def pairs(result: AuditResult, findings: Sequence[Anchored], words: Words) -> Pairs:
    """List who acts with whom, one row per set of parties."""
    doubtful = by_row(findings, lambda finding: result.rule_of(finding).family == FAMILY)
    missing = by_row(findings, lambda finding: result.rule_of(finding).of_absence)
    dimensions = result.evidence.dimensions
    by_parties = grouped(result.evidence.of_form("pairing"), lambda fact: frozenset(fact.parties))
    acts = [rows for parties, rows in by_parties.items() if parties]
    columns = _columns(dimensions, acts, words)
    rows = [_pair(dimensions, act, columns, (doubtful, missing), words) for act in acts]
    ordered, sides = tuple(sorted(rows, key=lambda pair: pair.rank)), [*filter(None, columns)]
    return Pairs(tuple(columns.values()), ordered, sides[:2] if sides[1:] else ())


def _columns(dimensions: Dimensions, acts: Sequence[Sequence[Fact]], words: Words) -> Mapping[str, str]:
    """Return the columns by side: the most active sides, then ``""`` for all others and for no side."""
    sides_of_acts = [{dimensions.side_of(party) for party in rows[0].parties} for rows in acts]
    counted = Counter(side for sides in sides_of_acts for side in sides if side)
    most = max(counted.values(), default=0)
    chosen = {side for side, count in counted.most_common(MOST) if count * SELDOM >= most}
    named = {row.side: row.side for row in dimensions.entities.values() if row.side in chosen}
    return {**named, **({"": words.others} if any(sides - chosen for sides in sides_of_acts) else {})}


def _pair(
    dimensions: Dimensions,
    rows: Sequence[Fact],
    columns: Mapping[str, str],
    findings: tuple[Mapping[Row, Anchored], Mapping[Row, Anchored]],
    words: Words,
) -> Pair:
    """Return the row of an act; *findings* are those of doubtful parties, and of missing ones."""
    doubtful, missing = findings
    incomplete = [fact for fact in rows if key_of(fact) in missing]
    marked = incomplete or [fact for fact in rows if key_of(fact) in doubtful]
    shown = (marked or rows)[0]
    key = key_of(shown)
    return Pair(
        cells=_cells(dimensions, rows[0].parties, columns, words),
        times=len(rows),
        years=words.pause.join(_years(rows)),
        quote=shown.quote,
        mark=missing.get(key) or doubtful.get(key),
        check=_check(rows, marked, missing.get(key) or doubtful.get(key), words),
        alone=words.alone.get(shown.alone, ""),
        rank=0 if incomplete else 1 if marked else 2,
    )


def _check(rows: Sequence[Fact], marked: Sequence[Fact], mark: Anchored | None, words: Words) -> str:
    """Return in a word what is wrong, by the name of the rule; of acts of several years also in which."""
    if mark is None:
        return ""
    said, years = words.party_checks.get(mark.finding.name, words.doubtful), _years(marked)
    return f"{said} {words.pause.join(years)}" if years and years != _years(rows) else str(said)


def _years(rows: Sequence[Fact]) -> Sequence[str]:
    return sorted({str(fact.period.end.year) for fact in rows if fact.period})


def _cells(
    dimensions: Dimensions, parties: Sequence[str], columns: Mapping[str, str], words: Words
) -> tuple[str, ...]:
    cells: dict[str, list[str]] = {column: [] for column in columns}
    for party in parties:
        side = dimensions.side_of(party)
        cells[side if side in columns else ""].append(dimensions.name_of(party))
    return tuple(words.pause.join(names) for names in cells.values())
