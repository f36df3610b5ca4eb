"""GJ304: pairs of last year's summary that are gone this year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.acts.lost import Lost
    from gouji.facts.table import Facts


@rule("GJ304", name="lost-counterpart", level="warning", scope="workspace")
def lost_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A body that acted with one of another side last year is not told of without one this year.

    Why: programmes go on from year to year; where a name of last year's summary is gone, it was
    forgotten more often than the programme ended.

    Compared are pairings of bodies with those of the last summary of the same publisher and series.
    A warning where the body acts again and nobody of another side is named in any of its acts; a note
    where neither body is spoken of at all. Renames and mergers (`since` and `until`, aliases, 扶贫开发局
    that became 乡村振兴局) are no losses, nor is another counterpart. Of drafts nothing is said.

    Example:
        省残联与重庆市残联 last year; this year 省残联 alone.

    Source: editors' practice: last year's text is the first draft of this year's.
    """
    for one in facts.acts.lost:
        if one.obstacle:
            yield unchecked(one.before, reason=one.obstacle, key=one.body, line=one.before.line)
        elif one.now is None and not one.gone:
            yield consistent(one.before, key=one.body)
        else:
            yield _verdict(facts, one)


def _verdict(facts: Facts, one: Lost) -> Verdict:
    return inconsistent(
        *(fact for fact in (one.now, one.before) if fact is not None),
        message="lost-counterpart" if one.now else "lost-counterpart-gone",
        level="warning" if one.now else "note",
        details={"expected": [one.partner]},
        key=one.body,
        quote=one.now.quote if one.now else one.before.quote,
        body=facts.dimensions.name_of(one.body),
        partner=facts.dimensions.name_of(one.partner),
        before=one.before.quote,
    )
