"""GJ309: bodies that did not exist when they are said to act."""

from collections.abc import Iterator, Sequence

from gouji.checks.bindings.counterparts import counterpart_table, existed_in
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts, by_key


@rule("GJ309", name="body-of-other-years", level="note", scope="workspace", about="rows")
def body_of_other_years(facts: Facts) -> Iterator[Verdict]:
    """A body acts in years in which it exists."""
    for rows in facts.by_summary.values():
        for party, some in by_key((party, fact) for fact in rows for party in fact.parties).items():
            verdict = _verdict(facts, party, some)
            if verdict is not None:
                yield verdict


def _verdict(facts: Facts, party: str, rows: Sequence[Fact]) -> Verdict | None:
    """The verdict on a body and its rows in a summary; None where no dates are known of it."""
    row = facts.dimensions.entities.get(party)
    if row is None or not (row.since or row.until):
        return None
    odd = [fact for fact in rows if not any(existed_in(row, year) for year in _years(facts, fact))]
    if not odd:
        return consistent(rows[0], key=party)
    year = facts.year_of(odd[0])
    now = facts.derive(counterpart_table).successor(party, year)
    ended = bool(row.until) and year is not None and int(row.until[:4]) < year
    return inconsistent(
        odd[0],
        message=f"body-{'ended' if ended else 'not-yet'}{'-now' if now != party else ''}",
        key=party,
        details={"expected": [now] if now != party else []},
        name=facts.dimensions.name_of(party),
        since=row.since,
        until=row.until,
        now=facts.dimensions.name_of(now),
    )


def _years(facts: Facts, fact: Fact) -> set[int | None]:
    """The year of a row's summary, and those of its period."""
    ends = [int(end[:4]) for end in fact.key.period.split("/") if end[:4].isdecimal()]
    return {facts.year_of(fact), *(range(min(ends), max(ends) + 1) if ends else ())}
