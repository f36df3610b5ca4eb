"""GJ207: what one summary tells in two ways."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.checks.rule import Verdict, bind, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level
    from gouji.facts.repeats import Repeat
    from gouji.facts.table import Facts


@rule("GJ207", name="said-twice", level="error", scope="summary")
def said_twice(facts: Facts) -> Iterator[Verdict]:
    """A summary that tells a figure twice tells it alike.

    Why: the figure in the overview was updated, and the one in the chapter was not; or digits were, and words
    were not.

    Compared are figures of one summary with one comparison key, section and stage: 二十六个 and 26个, in the
    text and in a table. Parts of a total and lists are left out. Where more than two values are told they
    mean parts, and nothing is decided. In a draft the words right before both figures must be the same as
    well, and it is a warning. Of a slip of the pen between them GJ701 and GJ702 tell.

    Example:
        培育产业集群二十六个, and further down 产业集群28个.

    Source: intervals as in XBRL Calculations 1.1.
    """
    for found in facts.repeats:
        yield _verdict(facts, found)


def _verdict(facts: Facts, found: Repeat) -> Verdict:
    bound = bind(found.one, found.two, role="told")
    if found.agreement is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    told = {
        "indicator": facts.name_of(found.one),
        "one": found.one.quote,
        "two": found.two.quote,
        "algebra": f"{found.one.quote} ≠ {found.two.quote}",
    }
    level: Level = "warning" if facts.drafted else "error"
    verdict = judged(found.agreement, bound, level, "said-twice", told)
    return replace(verdict, message="") if found.slip else verdict
