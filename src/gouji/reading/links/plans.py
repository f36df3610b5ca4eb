"""How much of a plan was done, or by how much it was passed: 完成计划的93%; 较年初预算（B）超收C."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import AHEAD, OVER, TAKEN_OFF
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.slips import gives, gives_or_slips
from gouji.reading.links.totals import add_total

_OF_PLANS, _BESIDE = "share.plan", "share.beside"


def completed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield completions with the plan and the outcome that each is computed of; also what exceeds a plan."""
    told: set[tuple[int, int]] = set()
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        if not claim.stands_alone:
            continue
        passed = _passes(paragraph, at)
        over = passed or pattern("surpasses_plan").search(paragraph.names[at]) is not None
        if not (over or claim.measure == "completion" or pattern("completes").search(paragraph.names[at])):
            continue
        listed = _of_list(paragraph, at)
        found = listed or _of_base(paragraph, at) or _of_told(paragraph, at, over=over)
        # A second rate beside a plan and its outcome is of another matter: 完成率95%；其中配网完成率113%.
        if not found or (passed and not paragraph.is_exact(found[0])):
            continue
        signs = (
            bool(listed) or _is_of(paragraph, at, found),
            not over and gives(paragraph, at, found[1], found[0]),
        )
        if all(signs) if found in told else any(signs):
            told.add(found)
            kind = OVER if over else ""
            plan, outcome = (paragraph.claims[one].start for one in found)
            near = not any(paragraph.opens[min(found) + 1 : at + 1])
            held = pattern("measured_by").match(paragraph.names[found[0]])
            sure = near and (claim.measure == "completion" or over)
            sure = sure or (held is not None and not paragraph.are_of_sentences(min(found), at))
            via = _OF_PLANS if sure else _BESIDE
            yield claim._replace(measure="completion", totals=((plan, kind), (outcome, kind)), via=via)


def _passes(paragraph: Paragraph, at: int) -> bool:
    """Whether a rate is by how much the plan right before it was passed: 超出原定2400名计划的5%."""
    if not at or not pattern("of_plan_passed").fullmatch(paragraph.behind(at - 1)):
        return False
    return pattern("passes_plan").search(paragraph.before(at - 1) + paragraph.leads[at - 1]) is not None


def _of_list(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return the plan and the outcome that have a completion's place in lists of as many figures.

    计划造林A、抚育B，实际分别完成C和D，为年计划的X和Y: Y is of B and D.
    """
    first = last = at
    while first and _is_listed(paragraph, first):
        first -= 1
    while last + 1 < len(paragraph.claims) and _is_listed(paragraph, last + 1):
        last += 1
    size = last - first + 1
    done, plans = first - size, first - 2 * size
    if size < _PAIR or plans < 0 or any(paragraph.opens[plans + 1 : last + 1]):
        return None
    units = paragraph.added_in
    told = all(units[plans + place] == units[done + place] != "" for place in range(size))
    listed = all(_is_listed(paragraph, one) for one in range(done + 1, first))
    each = pattern("one_each").search(paragraph.before(done))
    if not (told and listed and each and _is_planned(paragraph, plans)):
        return None
    return plans + at - first, done + at - first


def _is_listed(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is listed with the one before it, percentages apart, with nothing between but that."""
    alike = (paragraph.kinds[at] == "%") == (paragraph.kinds[at - 1] == "%")
    return alike and paragraph.joins(at)


def _of_base(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return the plan right before a completion, and its outcome: 投资3.6亿元，占年度计划4亿元的90%."""
    plan = at - 1
    listed = pattern("joins_list").match(paragraph.before(plan))
    if not paragraph.bases[plan] or listed or not pattern("base_of_plan").search(paragraph.names[plan]):
        return None
    alike = [
        one
        for one in _levels(paragraph, at, plan)
        if paragraph.added_in[one] == paragraph.added_in[plan] and not paragraph.bases[one]
    ]
    near = [one for one in alike if not any(paragraph.opens[one + 1 : at + 1])]
    # 完成投资4.86亿元。完成年度计划4.8亿元的101.3%: the one level of the sentence before.
    near = near or [one for one in alike if len(alike) == 1 and _is_of_last(paragraph, at, one)]
    outcome = _outcome(paragraph, at, plan, near)
    return None if outcome is None else (plan, outcome)


def _is_of_last(paragraph: Paragraph, at: int, one: int) -> bool:
    """Whether a completion has the name and the time of an outcome in the sentence before."""
    rate, outcome = paragraph.claims[at], paragraph.claims[one]
    alike = rate.indicator == outcome.indicator != "" and rate.period == outcome.period
    return alike and not _is_planned(paragraph, one)


def _outcome(paragraph: Paragraph, at: int, plan: int, near: Sequence[int]) -> int | None:
    """Return the nearest level that may be an outcome; behind the parts of one it is that which fits."""
    if not near or not paragraph.is_exact(near[0]):
        return None
    if paragraph.claims[near[0]].whole is None:
        return None if pattern("joins_list").match(paragraph.before(near[0])) else near[0]
    return next((one for one in near if gives_or_slips(paragraph, at, one, plan)), None)


def _of_told(paragraph: Paragraph, at: int, *, over: bool) -> tuple[int, int] | None:
    """Return the plan and the outcome before a completion: the two levels of one unit right before it.

    Where two plans are told it is of the one that gives it; other levels between are of other matters.
    """
    taken = pattern("taken_of_plan").fullmatch(f"{paragraph.names[at - 1]}§{paragraph.before(at)}")
    if paragraph.bases[at - 1] or taken:
        return None  # 按照4亿元任务的30%安排
    near = list(_levels(paragraph, at, at))
    if len(near) < _PAIR:
        return None
    unit = paragraph.added_in[near[0]]
    alike = list(takewhile(lambda one: paragraph.added_in[one] == unit, near))
    plans = [one for one in alike[:_NEAR] if _is_planned(paragraph, one)]
    done = [one for one in alike[:_PAIR] if one not in plans]
    if not unit or not plans or len(done) != 1 or alike.index(plans[0]) > 1:
        return None
    # The plan nearest to a completion, and what stands right before it if that is planned too.
    first = alike.index(plans[0])
    told = [one for place, one in enumerate(plans) if alike.index(one) == first + place]
    fitting = (
        told
        if len(told) == 1 or over
        else [one for one in told if gives_or_slips(paragraph, at, done[0], one)]
    )
    # 到位A，其中外资B；对照C的任务，完成D: of A, where that gives it.
    done += [one for one in alike if paragraph.claims[one].start == paragraph.claims[done[0]].whole]
    outcome = _outcome(paragraph, at, fitting[0], done) if fitting else None
    return None if outcome is None else (fitting[0], outcome)


_PAIR, _NEAR = 2, 3


def _is_of(paragraph: Paragraph, at: int, found: tuple[int, int]) -> bool:
    """Whether a completion behind a plan and an outcome names nothing else than these do.

    计划造林3000亩，实际造林3100亩；封山育林完成率97%: of another matter.
    """
    if paragraph.on_other_terms(at):
        return False
    plan, outcome = found
    based = plan == at - 1 and paragraph.bases[plan]
    said = paragraph.between(outcome if based else max(found), at)
    if based and pattern("says_of_subject").match(paragraph.names[plan]):
        said = said[: len(said) - len(paragraph.names[plan]) - len("§的")]
    words = [paragraph.clause_of(one) for one in ([outcome] if based else found)]
    told = "".join((*words, *(paragraph.claims[one].indicator for one in found if not based)))
    nouns = (pattern("of_any_plan").sub("", one) for one in pattern("clause_stops").split(said))
    return all(one in pattern("of_any_plan").sub("", told) for one in nouns)


def _levels(paragraph: Paragraph, at: int, before: int) -> Iterator[int]:
    """Yield the levels before a place that are of the time of a rate, the nearest first.

    They stand in its sentence or the one before; what there was a year ago is left out.
    """
    ends, rate = sum(paragraph.opens[before + 1 : at + 1]), paragraph.claims[at]
    for one in range(before - 1, max(-1, at - MOST), -1):
        ends += paragraph.opens[one + 1]
        if ends > 1:
            return
        claim = paragraph.claims[one]
        earlier = claim.period < rate.period and not _is_planned(paragraph, one)
        if claim.is_level and paragraph.depths[one] <= paragraph.depths[at] and not earlier:
            yield one


def _is_planned(paragraph: Paragraph, at: int) -> bool:
    """Whether a level was planned, by its section or the words around it: 年初确定的目标为1.2万册."""
    claim = paragraph.claims[at]
    if claim.section in AHEAD or claim.stage in AHEAD:
        return True
    planned = pattern("plans").search(paragraph.names[at])
    behind = pattern("planned_behind").match(paragraph.behind(at))
    return planned is not None or behind is not None


_PASSED = "flow.plan"


def plans_passed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a plan and what lies between it and the one level before it in its sentence.

    How much of it was done may stand between: 相当于预算3.2亿元的105%，超出1600万元.
    """
    for plan in range(1, len(paragraph.claims) - 1):
        by, outcome = plan + 1 + paragraph.bases[plan], _outcome_of(paragraph, plan)
        held = pattern("base_of_plan") if paragraph.bases[plan] else pattern("held_to_plan")
        if outcome is None or by == len(paragraph.claims) or not held.search(paragraph.before(plan)):
            continue
        if not paragraph.bases[plan] and _is_distance(paragraph, outcome, plan):
            continue  # 税收18.6亿元，超预算0.6亿元，增收0.8亿元
        found = pattern("passed_by").fullmatch(paragraph.before(by) + paragraph.leads[by])
        same = paragraph.claims[by].unit == paragraph.claims[plan].unit
        free = paragraph.claims[plan].stands_alone and paragraph.claims[by].stands_alone
        if found and same and free and all(paragraph.is_exact(at) or at == by for at in (outcome, plan, by)):
            start, gap = paragraph.claims[outcome].start, paragraph.claims[by]
            yield add_total(paragraph.claims[plan], (start, "+"), _PASSED)
            if paragraph.leads[by]:  # 减少6.4万元 is below 0 as it is printed
                yield add_total(gap._replace(measure="level", base=""), (start, "+"), _PASSED)
            else:
                yield add_total(positive(gap), (start, TAKEN_OFF if found["less"] else "+"), _PASSED)


def _outcome_of(paragraph: Paragraph, plan: int) -> int | None:
    """Return the last level in the unit of a plan before it, in its sentence; changes may stand between."""
    for at in range(plan - 1, -1, -1):
        claim = paragraph.claims[at]
        if paragraph.opens[at + 1] or not (
            claim.changes or paragraph.has_unit_of(at, plan) or paragraph.depths[plan]
        ):
            return None
        if claim.is_level and claim.unit == paragraph.claims[plan].unit and not paragraph.depths[at]:
            return at if claim.whole is None else None
    return None


def _is_distance(paragraph: Paragraph, outcome: int, plan: int) -> bool:
    """Whether a figure is by how much a plan was passed: behind 超, and a small part of the outcome."""
    done, told = (middle(paragraph.claims[at].interval) for at in (outcome, plan))
    small = done is not None and told is not None and told * _SMALL < done
    return small and pattern("passes_by_itself").search(paragraph.before(plan)) is not None


_SMALL = 5
"""Times that an outcome is what lies between it and its plan, at least."""


def positive(claim: Claim) -> Claim:
    """Return a change as an amount: what fell short of a plan is taken off by its sign."""
    interval = claim.interval
    below = interval is not None and interval.high is not None and interval.high < 0
    return claim._replace(measure="level", base="", interval=-interval if below and interval else interval)
