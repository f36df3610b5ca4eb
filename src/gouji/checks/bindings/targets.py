"""Targets and their outcomes: the year's target, the outcome, and the target of the year after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from gouji.checks.bindings import target_numbers
from gouji.checks.bindings.added_since import added_since, counted_on
from gouji.checks.bindings.claimed_success import admitted
from gouji.checks.bindings.near_outcomes import Near, as_of_one_year, told_of_part, told_otherwise
from gouji.checks.bindings.quantities import ReportedValue, reported_values, sentence_of, words_before
from gouji.checks.bindings.report_series import next_reports, series_of
from gouji.checks.bindings.target_kinds import (
    answers,
    is_aim,
    is_explained,
    is_hoped,
    is_one_of_several,
    is_quantity,
    is_repeated,
    is_told,
    names_of,
    row_before,
)
from gouji.facts.numbers.values import Agreement, compare
from gouji.facts.table.facts import Fact, Facts, Key, grouped, value_of
from gouji.reading.lexicon.nouns import without_act
from gouji.reading.lexicon.wording import pattern

Status = Literal["met", "exceeded", "missed", "vague", "untold", "unchecked"]
_MatchKey = tuple["Key", str]


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """A target of a year, and its outcome.

    Attributes:
        status: What came of it; ``vague``: missed, unless the figures are taken in their widest sense.
        outcome: What was reached; None where it is not reported.
        following: The target of the same indicator for the year after; None where there is none.
        agreement: How the outcome compares with what is demanded; None where that is not decided.
        obstacle: Key of the reason why not.
        hoped: Whether the target is only striven for (力争).
        at_most: Whether the outcome must not exceed it.
        near: What may be the outcome, of other words, span or scope; None where nothing is.
        before: The level of the year before, where the outcome counts all that there is, and the target what
            is new; what was added is the difference. None elsewhere.
        admitted: The words in which the next summary says that it was missed; empty where it does not.
        named: The words in which the next summary names what the target is of, where no figure answers it.
    """

    target: Fact
    status: Status
    outcome: ReportedValue | None = None
    following: Fact | None = None
    agreement: Agreement | None = None
    obstacle: str = ""
    hoped: bool = False
    at_most: bool = False
    near: Near | None = None
    before: Fact | None = None
    named: str = ""
    admitted: str = ""

    def unspoken(self, facts: Facts) -> bool | None:
        """Say whether the next summary does not mention the target; None where its text is not available.

        A missing row for the outcome proves nothing: the text must not name the indicator. In a draft only
        well-known indicators count, and only where they are called a target (预期目标是): others may be
        reported in other words, and a review may be mistaken for a target.
        """
        later = [one for one in next_reports(facts, self.target.summary) if one in facts.texts]
        if not later:
            return None
        called = pattern("called_a_target").search(sentence_of(facts, self.target))
        known = self.target.certainty == "known" and called is not None
        names = {without_act(name) for name in names_of(facts, self.target)}
        if self.target.coded:
            return not any(name in facts.texts[one] for name in names for one in later)
        return known and not any(is_told(facts, one, name) for name in names for one in later)

    @property
    def share(self) -> Fraction | None:
        """How much of the target was reached, in percent; None where that is meaningless."""
        aim, came = value_of(self.target), self.outcome.value if self.outcome else None
        if aim is None or came is None or not aim.printed or came.printed is None or came.printed < 0:
            return None
        counted = self.target.measure == "level" and self.target.form in {"count", "amount"}
        return came.printed / aim.printed * 100 if counted and aim.printed > 0 else None

    @property
    def distance(self) -> Fraction | None:
        """How far the outcome is from the target, in the target's unit; None where there is none."""
        aim = target_numbers.number_of(self.target)
        came = target_numbers.number_of(self.outcome.first) if self.outcome else None
        if self.before and self.outcome:
            came = self.outcome.value.printed
        return None if aim is None or came is None else came - aim

    @property
    def expected(self) -> bool:
        """Whether the outcome is only expected (预计)."""
        return self.outcome is not None and not self.outcome.first.settled


def target_outcomes(facts: Facts) -> tuple[TargetOutcome, ...]:
    """Return every target for the year after the one that its summary reviews, in the order of rows."""
    aimed = [fact for fact in facts if _is_target(facts, fact)]
    outcomes, targets = (
        grouped(rows, lambda fact: _match_key(facts, fact))
        for rows in ((fact for fact in facts if _is_outcome(facts, fact)), aimed)
    )
    read = _Read(facts, outcomes, targets)
    return tuple(
        _unless_admitted(facts, _outcome_of(read, fact))
        for fact in aimed
        if not any(is_repeated(one, fact) for one in targets[_match_key(facts, fact)])
        and not is_explained(facts, fact, aimed)
    )


def _unless_admitted(facts: Facts, found: TargetOutcome) -> TargetOutcome:
    """A target is missed where the next summary says so, whatever its figures allow: 4.7% of 5%左右."""
    reached = found.status == "exceeded" or (found.status == "met" and (found.distance or -1) >= 0)
    words = "" if reached else admitted(facts, found.target, next_reports(facts, found.target.summary))
    return replace(found, status="missed", obstacle="", admitted=words) if words else found


@dataclass(frozen=True)
class _Read:
    """The targets and outcomes of all summaries, by what both share."""

    facts: Facts
    outcomes: Mapping[_MatchKey, Sequence[Fact]]
    targets: Mapping[_MatchKey, list[Fact]]

    @cached_property
    def taken(self) -> frozenset[str]:
        """The ids of the outcomes that answer a target by their words."""
        return frozenset(
            fact.id
            for key, aims in self.targets.items()
            for fact in self.outcomes.get(key, ())
            if any(answers(self.facts, aim, fact) for aim in aims)
        )


def _is_target(facts: Facts, fact: Fact) -> bool:
    aims = fact.section == "target" or fact.stage == "target"
    of_next = fact.key.period == str(_year_reviewed(facts, fact) + 1)
    return aims and of_next and is_quantity(fact, facts) and is_aim(facts, fact)


def _is_outcome(facts: Facts, fact: Fact) -> bool:
    came = fact.settled or (not fact.ahead and fact.stage == "expected")
    return came and fact.section != "note" and is_quantity(fact, facts)


def _year_reviewed(facts: Facts, fact: Fact) -> int:
    chain = facts.derive(series_of).get(fact.summary)
    return chain.year_of(fact.summary) if chain else 0


def _match_key(facts: Facts, fact: Fact) -> _MatchKey:
    """What a target and its outcome share; a draft may call a rate (水质比例) a level or a share."""
    rate = not fact.coded and fact.form == "ratio" and fact.measure in {"level", "share"}
    # What a draft tells of several years up to that one answers no target, but is shown.
    period = fact.key.period if fact.coded else fact.key.period.rpartition("/")[2]
    key = fact.key._replace(tense="", period=period, measure="level" if rate else fact.measure)
    return (key, facts.owner_of(fact))


def _outcome_of(read: _Read, target: Fact) -> TargetOutcome:
    facts, outcomes, targets = read.facts, read.outcomes, read.targets
    later = frozenset(next_reports(facts, target.summary))
    (key, whose) = match_key = _match_key(facts, target)
    after = (key._replace(period=str(int(target.key.period) + 1)), whose)
    following = next((fact for fact in targets.get(after, ()) if fact.summary in later), None)
    found = TargetOutcome(target, "unchecked", following=following, hoped=is_hoped(facts, target))
    told = [fact for fact in outcomes.get(match_key, ()) if fact.summary in later]
    rows = [fact for fact in told if answers(facts, target, fact)]
    if not rows and not target.coded and key.measure == "level":
        # In 新建A公里、累计B公里 the first is drafted as a change of the total.
        added = key._replace(measure="change", indicator=pattern("newly_built").sub("", key.indicator))
        changes = (fact for fact in outcomes.get((added, whose), ()) if fact.summary in later)
        rows = [fact for fact in changes if not fact.base and answers(facts, target, fact)]
    rows = rows if target.coded else _outcomes_of_year(rows, target)
    if not later:
        return replace(found, obstacle="no-next-summary")
    several = is_one_of_several(facts, target, targets[match_key])
    in_row = pattern("respectively").search(row_before(facts, target))  # 粮肉奶产量分别为
    if several and (told or rows or target.coded or in_row):
        return replace(found, obstacle="no-one-value")
    bare, year = pattern("newly_built").sub("", key.indicator), str(int(target.key.period) - 1)
    keys = [(key._replace(indicator=name, period=year), whose) for name in {key.indicator, bare}]
    earlier = [fact for one in keys for fact in outcomes.get(one, ()) if fact.summary == target.summary]
    rows = rows or [fact for fact in told_of_part(facts, target, later) if answers(facts, target, fact)]
    if not rows:
        return _unanswered(read, found, told, earlier, several=several)
    values = reported_values(facts, [fact for fact in rows if fact.settled] or rows)
    if len(values) != 1 or values[0].ambiguous:
        return replace(found, obstacle="no-one-value")
    return _answered(facts, found, values[0], earlier)


def _unanswered(
    read: _Read, found: TargetOutcome, told: Sequence[Fact], earlier: Sequence[Fact], *, several: bool
) -> TargetOutcome:
    """What comes of a target that no figure in its words answers; of *several* of a name none is shown."""
    facts, target = read.facts, found.target
    since = added_since(facts, target, told, earlier)
    if since is not None:
        return _judged(facts, replace(found, outcome=since.value, before=since.before))
    other = told_otherwise(facts, target, told, next_reports(facts, target.summary), read.taken)
    if several and other and other.near:
        return replace(found, obstacle="no-one-value")
    if other and other.near:
        near = other.near._replace(fact=as_of_one_year(facts, target, other.near.fact))
        other = other._replace(near=near)
    return replace(found, **(other._asdict() if other else {"status": "untold"}))


def _answered(
    facts: Facts, found: TargetOutcome, came: ReportedValue, earlier: Sequence[Fact]
) -> TargetOutcome:
    """What comes of a target that one value answers, which may count all that there is."""
    first = as_of_one_year(facts, found.target, came.first)
    came = came._replace(facts=(first, *came.facts)) if first is not came.first else came
    since = counted_on(facts, found.target, came, earlier)
    if since is None:
        return _judged(facts, replace(found, outcome=came))
    added = _judged(facts, replace(found, outcome=since.value, before=since.before))
    if added.status in {"met", "exceeded"}:
        return added
    return replace(found, obstacle="outcome-of-other-scope", near=Near(came.first))


def _outcomes_of_year(rows: list[Fact], target: Fact) -> list[Fact]:
    """Outcomes that a draft reports for the year: not the target repeated, nor a review of several years."""
    others = [fact for fact in rows if fact.quote != target.quote] or rows
    return [fact for fact in others if fact.section != "term"] or others


def _judged(facts: Facts, found: TargetOutcome) -> TargetOutcome:
    """Compare the one outcome with what the target demands."""
    how = target_numbers.demand_of(facts, found.target)
    if found.outcome is None or not how:
        return replace(found, obstacle="direction-unknown")
    aim, came = target_numbers.aim_of(found.target, how), found.outcome.value
    # 扣除房地产开发投资后，固定资产投资增长2.7%
    of_rest = pattern("part_excluded").search(words_before(facts, found.outcome.first, 30))
    if of_rest or target_numbers.may_be_multi_year(facts, found.target, aim, came.printed):
        return replace(found, obstacle="outcome-of-other-scope")
    if target_numbers.is_below_a_price(facts, found.target, came):
        return replace(found, obstacle="below-a-price")
    value = came if found.before else target_numbers.as_printed(found.outcome.first, came)
    agreement = compare(value, aim, how)
    found = replace(found, at_most=how == "<=", agreement=agreement)
    if how == ">=" and target_numbers.only_equals(found.target, came):
        return replace(found, status="vague")
    if agreement.outcome == "inconsistent":
        return replace(found, status="vague" if agreement.vague else "missed")
    exact = how == ">=" and pattern("reaches").match(found.target.quote)
    gap = agreement.gap or (found.distance if exact else None)  # 达到160项: 168 are more
    more = gap is not None and (gap > 0 if how == ">=" else gap < 0)
    better = more and not target_numbers.is_bounded(facts, found.target)
    return replace(found, status="exceeded" if better else "met")
