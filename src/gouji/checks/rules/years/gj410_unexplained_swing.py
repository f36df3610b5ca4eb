"""GJ410: levels that change out of all proportion, without a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.checks.bindings.recompute import is_total, of_measure
from gouji.checks.bindings.reported_values import tellings
from gouji.checks.bindings.slips import jumps
from gouji.checks.rule import Phrase, Verdict, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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
    yield from (_verdict(facts, swing) for swing in facts.derive(swings))


def _verdict(facts: Facts, swing: Swing) -> Verdict:
    bound = (*tell(swing.now, "now"), *tell(swing.before, "before"))
    if swing.factor is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    if not swing.implausible:
        return Verdict("consistent", bound)
    now, before = swing.now.first, swing.before.first
    times = str(round(float(swing.factor), 1))
    told: dict[str, MessageValue] = {
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


TIMES = 5
"""So many times the largest relative change seen before is implausible."""
_LEAST = Fraction(2)
_FIRST = Fraction(5)
_GRAVE = Fraction(20)
_FEW = 20
_SHORTEST = 5
_NEAR = 60
_SIGNED = re.compile("签约|签订|项目|投资|合同|协议|意向")
_EXPLAINED = re.compile("普查|口径|调整|价格改革|不变价|可比价|新币|旧币|修订")


@dataclass(frozen=True, slots=True)
class Swing:
    """A level and the one of the year before.

    Attributes:
        now: The later one.
        before: The earlier one.
        factor: The greater over the lesser; None where nothing can be decided.
        usual: The largest factor seen before; None where there was none.
        implausible: The factor is out of what was seen, and nothing beside it explains it.
    """

    now: Telling
    before: Telling
    factor: Fraction | None = None
    usual: Fraction | None = None
    implausible: bool = False

    @property
    def grave(self) -> bool:
        """Whether hardly anything could explain it."""
        return self.implausible and self.factor is not None and self.factor > _GRAVE


def swings(facts: Facts) -> tuple[Swing, ...]:
    """Return the steps of levels from year to year."""
    slips = {(slip.one.id, slip.two.id) for slip in facts.derive(jumps) if slip.kind}
    told: dict[object, dict[str, list[Fact]]] = {}
    for fact in facts:
        if _levels(facts, fact):
            thing = (fact.key.thing, fact.scope, facts.whose(fact))
            told.setdefault(thing, {}).setdefault(fact.key.period, []).append(fact)
    return tuple(swing for years in told.values() for swing in _steps(facts, years, slips))


def _levels(facts: Facts, fact: Fact) -> bool:
    yearly = fact.key.period.isdigit()
    if not (fact.is_figure and fact.settled and yearly and fact.indicator and not fact.whole):
        return False
    if fact.measure != "level" or _SIGNED.search(facts.name_of(fact)):
        return False
    return not facts.drafted or (is_total(fact) and len(fact.indicator) >= _SHORTEST)


def _steps(facts: Facts, years: dict[str, list[Fact]], slips: set[tuple[str, str]]) -> Iterator[Swing]:
    usual: Fraction | None = None
    for earlier, later in pairwise(sorted(years)):
        if int(later) != int(earlier) + 1:
            continue
        now, before = tellings(facts, years[later]), tellings(facts, years[earlier])
        swing = _swing(facts, now, before, usual)
        if (swing.now.first.id, swing.before.first.id) in slips:
            continue
        yield swing
        if swing.factor is not None and not swing.implausible:
            usual = max(usual or swing.factor, swing.factor)


def _swing(
    facts: Facts, now: tuple[Telling, ...], before: tuple[Telling, ...], usual: Fraction | None
) -> Swing:
    one, two = now[0], before[0]
    if len(now) > 1 or len(before) > 1 or one.crowded or two.crowded:
        return Swing(one, two)
    left, right = one.value.printed, two.value.printed
    if left is None or right is None or min(left, right) <= 0:
        return Swing(one, two)
    factor = max(left / right, right / left)
    far = factor > _bound(facts, one.first, usual)
    return Swing(one, two, factor, usual, far and not _explained(facts, one, two, min(left, right)))


def _bound(facts: Facts, fact: Fact, usual: Fraction | None) -> Fraction:
    """The largest plausible factor: by what was seen, or else by what a place has one of."""
    if usual is not None:
        return max(_LEAST, 1 + TIMES * (usual - 1))
    indicator = facts.indicator_of(fact)
    lasting = is_total(fact) or (indicator is not None and indicator.basis == "stock")
    return _FIRST if lasting else Fraction(10**9)


def _explained(facts: Facts, now: Telling, before: Telling, least: Fraction) -> bool:
    """Whether something beside the figures explains a swing, or they are too small to tell."""
    if now.first.unit != before.first.unit or (now.first.unit_class == "#" and least < _FEW):
        return True
    indicator = facts.indicator_of(now.first)
    if (indicator is not None and indicator.revisable) or now.first.stage == "revised":
        return True
    return any(_growth_told(facts, fact) or _words_told(facts, fact) for fact in now.facts)


def _growth_told(facts: Facts, fact: Fact) -> bool:
    period = fact.key.period
    return any(of_measure(facts, fact, measure, period) for measure in ("growth", "change"))


def _words_told(facts: Facts, fact: Fact) -> bool:
    text = facts.texts.get(fact.summary, "")
    if fact.start is None or fact.end is None:
        return False
    return bool(_EXPLAINED.search(text, max(0, fact.start - _NEAR), fact.end + _NEAR))
