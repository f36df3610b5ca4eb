"""Targets with what came of them: the year's target, the outcome, and the target of the year after."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from gouji.checks.bindings.report_series import chain_of, next_of
from gouji.checks.bindings.reported_values import tellings
from gouji.checks.bindings.surrounding_words import clause_of, sentence_of, words_before
from gouji.checks.bindings.target_wording import aim_of, demand_of, is_hoped, success_claimed
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.values import compare
from gouji.facts.table.fact import value_of
from gouji.reading.alignment.known_indicators import known_as
from gouji.reading.alignment.normal_form import core_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from gouji.checks.bindings.reported_values import Telling
    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.keys import Key

Status = Literal["met", "exceeded", "missed", "vague", "untold", "unchecked"]
Filed = tuple["Key", str]
_FORMS = frozenset({"count", "amount", "ratio", "point"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A target of a year, and what came of it.

    Attributes:
        target: The target.
        status: What came of it; ``vague``: missed, unless the figures are taken in their widest sense.
        outcome: What was reached; None where it is not told.
        following: The target of the same indicator for the year after; None where there is none.
        agreement: How the outcome goes with what is demanded; None where that is not decided.
        obstacle: Key of the reason why not.
        hoped: Whether the target is only striven for (力争).
        at_most: Whether the outcome is not to exceed it.
    """

    target: Fact
    status: Status
    outcome: Telling | None = None
    following: Fact | None = None
    agreement: Agreement | None = None
    obstacle: str = ""
    hoped: bool = False
    at_most: bool = False

    def claim(self, facts: Facts) -> str:
        """Return the words in which the outcome's summary asserts success; empty where it does not."""
        return success_claimed(facts, self.outcome.first) if self.outcome else ""

    def unspoken(self, facts: Facts) -> bool | None:
        """Say whether the next summary says nothing of the target; None where its text is not at hand.

        That nobody entered an outcome says nothing: its text must not name the indicator. Of a draft only
        what every report tells is asked for, and only where it is called a target (预期目标是): other
        things may be told in other words, and a review be taken for a target.
        """
        later = [facts.texts[one] for one in next_of(facts, self.target.summary) if one in facts.texts]
        if not later:
            return None
        known = known_as(self.target.indicator) is not None and "目标" in sentence_of(facts, self.target)
        row = facts.indicator_of(self.target)
        names = {core_of(name) for name in (row.names if row else (self.target.indicator,))}
        return (known or not facts.drafted) and not any(name in text for name in names for text in later)

    @property
    def share(self) -> Fraction | None:
        """How much of the target was reached, in percent; None where that says nothing."""
        aim, came = value_of(self.target), self.outcome.value if self.outcome else None
        if aim is None or came is None or not aim.printed or came.printed is None or came.printed < 0:
            return None
        counted = self.target.measure == "level" and self.target.form in {"count", "amount"}
        return came.printed / aim.printed * 100 if counted and aim.printed > 0 else None

    @property
    def expected(self) -> bool:
        """Whether the outcome is one that is expected (预计), not one that was."""
        return self.outcome is not None and not self.outcome.first.settled


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Return every target for the year after the one that its summary reviews, in the order told."""
    aimed = [fact for fact in facts if _is_target(facts, fact)]
    outcomes = _filed(facts, (fact for fact in facts if _is_outcome(facts, fact)))
    targets = _filed(facts, aimed)
    return tuple(
        _plan(facts, targets[_file(facts, fact)], fact, outcomes, targets)
        for fact in aimed
        if not any(_same_again(facts, one, fact) for one in targets[_file(facts, fact)])
    )


def _is_target(facts: Facts, fact: Fact) -> bool:
    aims = fact.section == "target" or fact.stage == "target"
    if not (aims and _is_told(facts, fact) and fact.key.period == str(_reviewed(facts, fact) + 1)):
        return False
    return not (facts.drafted and _over_years(facts, fact))


def _over_years(facts: Facts, fact: Fact) -> bool:
    """Whether a draft's target is one of several years, which stand among those of one."""
    return bool(_TOGETHER.search(clause_of(facts, fact)) or _IN_A_TERM.search(sentence_of(facts, fact)))


_TOGETHER = re.compile("[二三四五六]年|累计")
_IN_A_TERM = re.compile("[一二三四五六七八九]五[”’]?(?:期间|时期)[，,]?[^，,；;]*$")


def _is_outcome(facts: Facts, fact: Fact) -> bool:
    came = fact.settled or (not fact.ahead and fact.stage == "expected")
    return came and fact.section != "note" and _is_told(facts, fact)


def _is_told(facts: Facts, fact: Fact) -> bool:
    if not (fact.is_figure and fact.form in _FORMS and fact.indicator and _year_of(facts, fact)):
        return False
    if not facts.drafted:
        return True
    whole = len(fact.indicator) > 2 and not fact.indicator.startswith("”")
    base = clause_of(facts, fact).endswith(_FROM)
    return whole and not base and fact.unit not in TIME_UNITS and not _NAMES_A_PROGRAMME.search(fact.quote)


_FROM = ("从", "由")
"""Behind these a draft tells what was before (从2.77%提高到3.3%)."""
_NAMES_A_PROGRAMME = re.compile("^[一二三四五六七八九十两百千万]+[^成]{0,2}$|[级大方区]$")
"""In a draft, what names a programme (三年行动, 六大优势产业) and counts nothing that is to be reached."""


def _reviewed(facts: Facts, fact: Fact) -> int:
    chain = facts.derive(chain_of).get(fact.summary)
    return chain.year_of(fact.summary) if chain else 0


def _file(facts: Facts, fact: Fact) -> Filed:
    """What a target and its outcome share; a draft may call a rate (水质比例) a level or a share."""
    rate = facts.drafted and fact.form == "ratio" and fact.measure in {"level", "share"}
    key = fact.key._replace(tense="", period=_year_of(facts, fact), measure="level" if rate else fact.measure)
    return (key, facts.whose(fact))


def _year_of(facts: Facts, fact: Fact) -> str:
    """The year that a figure is of; of what a draft's review of years has come to, its last one."""
    of_years = facts.drafted and fact.section == "term" and fact.measure in {"level", "share", "mean"}
    if not of_years or _OVER_YEARS.search(clause_of(facts, fact)):
        return fact.key.period
    return str(_reviewed(facts, fact))


_OVER_YEARS = re.compile("每年|年均|平均|连续")


def _filed(facts: Facts, rows: Iterable[Fact]) -> Mapping[Filed, list[Fact]]:
    found: dict[Filed, list[Fact]] = {}
    for fact in rows:
        found.setdefault(_file(facts, fact), []).append(fact)
    return found


def _same_again(facts: Facts, one: Fact, fact: Fact) -> bool:
    """Whether a draft tells the same target in the same words once more; the first stands for it."""
    before = (one.start or 0, one.line, one.id) < (fact.start or 0, fact.line, fact.id)
    return before and one.summary == fact.summary and one.quote == fact.quote and facts.drafted


def _plan(
    facts: Facts,
    aimed: list[Fact],
    target: Fact,
    outcomes: Mapping[Filed, list[Fact]],
    targets: Mapping[Filed, list[Fact]],
) -> Plan:
    later = frozenset(next_of(facts, target.summary))
    (key, whose) = filed = _file(facts, target)
    after = (key._replace(period=str(int(target.key.period) + 1)), whose)
    following = next((fact for fact in targets.get(after, ()) if fact.summary in later), None)
    found = Plan(target, "unchecked", following=following, hoped=is_hoped(facts, target))
    told = outcomes.get(filed, ())
    rows = [fact for fact in told if fact.summary in later]
    if not rows and facts.drafted and key.measure == "level":
        # Of 新建A公里、累计B公里 the first is told as a change of what there is.
        added = key._replace(measure="change", indicator=_NEW.sub("", key.indicator))
        rows = [fact for fact in outcomes.get((added, whose), ()) if fact.summary in later and not fact.base]
    rows = _of_the_year(rows, target) if facts.drafted else rows
    if not later:
        return replace(found, obstacle="no-next-summary")
    if len({fact.quote for fact in _for_the_year(facts, aimed) if fact.summary == target.summary}) > 1:
        return replace(found, obstacle="no-one-value")
    if not rows:
        spoken_of = any(_speaks_of(facts, summary, target) for summary in later)
        return replace(found, obstacle="outcome-otherwise") if spoken_of else replace(found, status="untold")
    settled = [fact for fact in rows if fact.settled]
    values = tellings(facts, settled or rows)
    if len(values) != 1 or values[0].crowded:
        return replace(found, obstacle="no-one-value")
    return _judged(facts, replace(found, outcome=values[0]))


_NEW = re.compile("^(?:新增|净增|新建(?![设成]))(?=..)")


def _of_the_year(rows: list[Fact], target: Fact) -> list[Fact]:
    """The outcomes that a draft tells of the year: neither the target once more, nor a review of years."""
    told = [fact for fact in rows if fact.quote != target.quote] or rows
    return [fact for fact in told if fact.section != "term"] or told


def _for_the_year(facts: Facts, aimed: list[Fact]) -> list[Fact]:
    """The targets that are set for the year; of a draft without those whose sentence speaks of several."""
    if not facts.drafted:
        return aimed
    return [fact for fact in aimed if not _SEVERAL_YEARS.search(sentence_of(facts, fact))] or aimed


def _judged(facts: Facts, found: Plan) -> Plan:
    """Hold the one outcome against what the target demands."""
    how = demand_of(facts, found.target)
    if found.outcome is None or not how:
        return replace(found, obstacle="direction-unknown")
    aim = aim_of(found.target, how)
    if _without(facts, found.outcome.first) or (
        facts.drafted and _of_other_years(facts, found.target, aim.printed, found.outcome.value.printed)
    ):
        return replace(found, obstacle="outcome-otherwise")
    agreement = compare(found.outcome.value, aim, how)
    found = replace(found, at_most=how == "<=", agreement=agreement)
    if agreement.outcome == "inconsistent":
        return replace(found, status="vague" if agreement.vague else "missed")
    better = agreement.gap is not None and (agreement.gap > 0 if how == ">=" else agreement.gap < 0)
    return replace(found, status="exceeded" if better else "met")


def _without(facts: Facts, outcome: Fact) -> bool:
    """Whether an outcome leaves out what the target does not: 扣除房地产开发投资后，固定资产投资增长2.7%."""
    return bool(_LEFT_OUT.search(words_before(facts, outcome, _BACK)))


_LEFT_OUT = re.compile("(?:扣除|剔除|不含)[^。；]*$")
_BACK = 30


def _of_other_years(facts: Facts, target: Fact, aim: Fraction | None, came: Fraction | None) -> bool:
    """Whether a drafted target is rather one of several years: its sentence says so, and it is far off."""
    if aim is None or came is None or abs(aim) <= 3 * abs(came):
        return False
    return bool(_SEVERAL_YEARS.search(sentence_of(facts, target)))


_SEVERAL_YEARS = re.compile(
    "[一二三四五六七八九十]+五[”’]?(?:时?期|规划|末)|[二三四五两]年(?!来)|到20[0-9]{2}年|期间|规划"
)


def _speaks_of(facts: Facts, summary: str, target: Fact) -> bool:
    """Whether the summary of the year after speaks of a target's indicator in another form."""
    rows = facts.by_indicator.get(target.indicator, ())
    if any(fact.summary == summary and not fact.ahead for fact in rows):
        return True
    # In a draft the words may stand beside another figure, or beside none.
    return facts.drafted and core_of(target.indicator) in facts.texts.get(summary, "")
