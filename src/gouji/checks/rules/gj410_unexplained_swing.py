"""GJ410: levels that change out of all proportion, without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Phrase, Verdict, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.table import Facts
    from gouji.facts.years.swings import Swing


@rule("GJ410", name="unexplained-swing", level="warning", scope="matter")
def unexplained_swing(facts: Facts) -> Iterator[Verdict]:
    """A level that changes far more than it ever did is explained.

    Why: a figure of another thing, another unit or another scope looks like a leap; so does a real leap,
    which wants a word.

    Compared are levels of one key in consecutive years. With three years and more a step is told that is five
    times the largest relative change before it, and at least a doubling or a halving; with two years only
    one beyond a factor of five of what a place has one of (totals, stocks). It is a note, a warning beyond a
    factor of twenty. Left alone: a growth or a change told beside it, another counting word, revised
    figures, a census or a change of scope or prices named near it, counts below 20, projects and contracts
    signed. Of powers of ten GJ701 tells.

    Example:
        绿道 120公里, 131公里, then 610公里.

    Source: statistical editing: ratio edits against a unit's own history.
    """
    yield from (unchecked(fact, reason="bad-row", line=fact.line) for fact in facts if fact.trouble)
    yield from (_verdict(facts, swing) for swing in facts.years.swings)


def _verdict(facts: Facts, swing: Swing) -> Verdict:
    bound = (*tell(swing.now, "now"), *tell(swing.before, "before"))
    if swing.factor is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    if not swing.implausible:
        return Verdict("consistent", bound)
    now, before = swing.now.first, swing.before.first
    times = str(round(float(swing.factor), 1))
    told: dict[str, Value] = {
        "indicator": facts.name_of(now),
        "now": now.quote,
        "year": now.key.period,
        "before": before.quote,
        "before_year": before.key.period,
        "times": times,
        "usual": Phrase("swing-usual", {"usual": str(round(float(swing.usual), 2))}) if swing.usual else "",
    }
    level: Level = "warning" if swing.grave else "note"
    algebra = f"{now.quote} / {before.quote}"
    return Verdict("inconsistent", bound, "unexplained-swing", told, "", level, "", algebra)
