"""GJ408: an indicator told in another unit or scope than last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level
    from gouji.facts.table import Facts
    from gouji.facts.years.restatements import Restatement


@rule("GJ408", name="changed-unit-or-scope", level="warning", scope="matter")
def changed_unit_or_scope(facts: Facts) -> Iterator[Verdict]:
    """An indicator is told in the unit and the scope in which last year's summary told it.

    Why: of 300种 and 420项, or of 全省 and 省级, no reader can say what grew.

    Compared are levels of one indicator in consecutive summaries, each of its own year: base units (万户 and
    户 are one), counting words only where one counts kinds or times (种, 类, 批, 次) and the other things,
    and the scope where each year tells one. It is a note, and a warning where another unit or scope
    stands beside a growth or a change. A year that also tells the old unit or scope is left alone. In drafts
    only totals of a place are compared.

    Example:
        货运量 in 吨 in one year and in 吨公里 in the next.

    Source: the comparability principle of official statistics.
    """
    yield from (unchecked(fact, reason="bad-row", line=fact.line) for fact in facts if fact.trouble)
    yield from (_verdict(facts, one) for one in facts.years.restatements)


def _verdict(facts: Facts, one: Restatement) -> Verdict:
    bound = (Bound(one.now, "now"), Bound(one.before, "before"))
    if not one.what:
        return Verdict("consistent", bound)
    told = {
        "indicator": facts.name_of(one.now),
        "now": one.now.quote,
        "now_by": facts.told_by(one.now),
        "before": one.before.quote,
        "before_by": facts.told_by(one.before),
    }
    if one.what == "scope":
        told |= {"now_scope": one.now.scope or "-", "before_scope": one.before.scope or "-"}
    level: Level = "warning" if one.compared and one.what != "classifier" else "note"
    return Verdict("inconsistent", bound, f"changed-{one.what}", told, "", level)
