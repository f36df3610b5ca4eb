"""Of when a figure is, and its section, by what is stated for it, or else by what its passage is of."""

from gouji.facts.figures.model import COUNT, ORDINAL
from gouji.facts.figures.numerals import DIGITS
from gouji.facts.figures.units import TIME_UNITS, is_classifier
from gouji.reading.draft.mentions import Mention, Passage
from gouji.reading.draft.sections import NOTE, PLAN, REVIEW, TARGET, TERM, Sentence, plan_years_in
from gouji.reading.draft.stated_times import is_over, years_in
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import ending, pattern, words

PARTICIPANT_COUNTS = frozenset(f"{count}{kind}" for count in "双两三四" for kind in "方地核城边")
"""Numbers of participants (两地, 三方), which have no period."""
_CONGRESSES = frozenset({"大", "届", "中全会"})


def period_of(before: str, stated: str, mention: Mention, sentence: Sentence, *, together: bool) -> str:
    """Return the period of a figure, *before* which stand these words of its sentence.

    Empty where what it counts has its own, or the passage leaves it open. What several years made *together*
    is of all of them.
    """
    figure, quote = mention.span.figure, mention.span.quote
    last, several = sentence.period.rpartition("/")[2], sentence.section in {TERM, PLAN}
    one_by_one = sentence.section != TERM and "先" in before and pattern("one_after_another").search(before)
    if (
        one_by_one
        or (_is_to_come(before, sentence.section) and not (stated and before.endswith("再")))
        or quote in PARTICIPANT_COUNTS
        or (figure.form == ORDINAL and figure.unit in _CONGRESSES)
    ):
        return ""
    if several and (
        (stated == last and pattern("yearly").search(mention.before[-6:]))
        or (together and pattern("compared_ago").search(before[before.rfind("，") + 1 :]))
    ):
        # 到2030年达到N，年均增长6%, 比五年前增长9%: over the years of the plan, or of the term.
        return sentence.period
    may_hold = "连续" in before and not together and figure.form != ORDINAL
    held = _years_held(before, stated or last) if may_hold else ""
    if period := held or stated or (_years_added_up(before, sentence) if "累" in before else ""):
        return period
    # From where something grew is before the term.
    grew = sentence.section == TERM and pattern("starts_from").search(mention.before)
    if _is_of_a_part(mention.before) or (grew and not pattern("came_to").match(quote)):
        return ""
    if not several and last and "累" in mention.before and pattern("cumulative").search(mention.before):
        return f"../{last}"
    return last if several and not together else sentence.period


def _is_of_a_part(before: str) -> bool:
    """Whether words name a part of the year: 一季度, 10月份."""
    signs = "月" in before or "季" in before or "半" in before
    return signs and pattern("part_of_year").search(before) is not None


def _is_to_come(before: str, section: str) -> bool:
    """Whether a figure is of a time after the review: 达产后新增N, 力争再降N; 总数A，明年新建B，总数C."""
    may_turn = section in {REVIEW, TERM} and ("明年" in before or "来年" in before)
    if may_turn and pattern("next_year_in_clause").search(before):
        return True
    again = "再" in before[-2:] and pattern("again_ahead").search(before)
    return bool(again or ("后" in before and pattern("once_done").search(before)))


def _years_held(before: str, last: str) -> str:
    """Return the years over which something was so much, up to the last: 连续三年保持在95%; else nothing."""
    held = pattern("held_for_years").search(before)
    count = years_in(held["count"]) if held else 0
    return f"{int(last) - count + 1:04d}/{last}" if count > 1 and last.isdigit() else ""


def _years_added_up(before: str, sentence: Sentence) -> str:
    """Return the years of 近三年累计 and 前四年累计 in a year's review, up to the year reviewed."""
    last = sentence.period
    if sentence.section != REVIEW or not last.isdigit():
        return ""
    found = pattern("of_last_years").search(before)
    if found is None:
        return ""
    if pattern("of_one_year").search(before, found.end()):
        return ""
    return f"{int(last) - DIGITS[found['count']] + 1:04d}/{last}"


def may_be_together(passage: Passage, before: str) -> bool:
    """Whether there may be several years that a figure could add up: its passage's, or those of words."""
    of_years = passage.sentence.section in {TERM, PLAN}
    return of_years or bool(passage.dates) or passage.timed or "连续" in before


def adds_up(mention: Mention, indicator: str, measure: str, before: str) -> bool:
    """Return whether a figure of years is what these made together, not what there was at their end."""
    figure, quote, own = mention.span.figure, mention.span.quote, mention.before + mention.span.quote
    if measure in {"growth", "change"}:
        return True
    came_to = not quote[0].isdigit() and pattern("came_to").match(quote)
    if figure.form == ORDINAL or figure.unit in _SPANS or came_to:
        return False
    if pattern("over_years").search(own) or (
        before.endswith(words("spendings")) and pattern("spent").search(before)
    ):
        return not pattern("total_now").search(mention.tail)
    kind = kind_of(indicator)
    if measure != "level" or kind.basis == "rate" or kind.price:
        return _is_of_those(mention, before)
    said = mention.tail.strip("、，和及并")
    acts = ending(said, "acts", "behind_act") and pattern("ends_with_act").search(said[-_LONGEST_ACT:])
    if acts or pattern("opens_with_act_of_years").match(said):
        return True
    there = kind.basis == "stock" or pattern("reached").match(quote)
    return not there and _happened(mention)


_SPANS = {"连", *TIME_UNITS}
_LONGEST_ACT = 8
"""Characters of an act, with what may stand behind it."""


def _is_of_those(mention: Mention, before: str) -> bool:
    """Whether a figure is of those that the clause before says years made: 累计受理310件，九成的案件."""
    found = pattern("part_of_those").match(mention.after) if "的" in mention.after[:3] else None
    clause = before.rstrip("，").rpartition("，")[2]
    return found is not None and found["noun"] in clause and bool(pattern("over_years").search(clause))


def _happened(mention: Mention) -> bool:
    """Whether a figure is of what happened, by the words around it: 640人次, 12个项目获评, 促成12个项目."""
    figure, own = mention.span.figure, mention.before + mention.span.quote
    if figure.unit.endswith("次") or pattern("flows").search(own):
        return True
    happened = pattern("happened_behind").match(mention.after) or _is_object(mention)
    return figure.form == COUNT and bool(happened)


def _is_object(mention: Mention) -> bool:
    """Whether a count with its noun behind it is what a verb made: 促成12个项目, not 全县12个项目."""
    behind_a_verb = len(mention.tail) > 1 and not pattern("no_verb_before").search(mention.tail)
    return behind_a_verb and bool(pattern("noun_right_behind").match(mention.after))


def section_for(stated: str, before: str, lead: Mention, sentence: Sentence, info: DocumentInfo) -> str:
    """Return a figure's section: that of its sentence, unless its words or its stated period say another."""
    section = sentence.section
    if section in {REVIEW, TERM} and _is_to_come(before, section):
        return TARGET
    if stated and info.year is not None and section != NOTE:
        last, ahead = stated.rpartition("/")[2], int(stated.rpartition("/")[2][:4]) - info.year
        over = is_over(last, info.period.rpartition("/")[2])
        if ahead > info.report:
            told = ahead == 1 and not pattern("modals").search(before)
            section = section if told or is_over(last, info.published) else PLAN
        elif ahead == 1 and stated.isdigit() and not info.delivered:
            section = section if pattern("expected").search(before) else TARGET
        elif section in {TARGET, REVIEW} and over:
            section = TERM if _is_of_a_plan(stated, before) else REVIEW
        elif section == REVIEW and not over and info.report and "-" in info.period:
            section = TARGET if pattern("intends").search(before) else REVIEW
    set_earlier = section == REVIEW and "的" in lead.before and pattern("set_earlier").match(lead.before)
    return TARGET if set_earlier else section


def is_aim_told_again(mention: Mention) -> bool:
    """Say whether a figure is what was aimed at, beside what was done: 超额完成9.5亿元的年度目标."""
    aim = pattern("aim_behind").match(mention.after)
    # 完成12项目标任务 counts tasks.
    if not aim or (not aim["which"] and is_classifier(mention.span.figure.unit)):
        return False
    reached = pattern("aim_before").search(mention.before) or pattern("aim_in_quote").match(
        mention.span.quote
    )
    return reached is not None


def _is_of_a_plan(period: str, before: str) -> bool:
    """Whether a period ends with the plan that the words before a figure name: “十四五”期间."""
    plans = (plan_years_in(found[0]) for found in pattern("during_a_plan").finditer(before))
    return any(years[-4:] == period[-4:] for years in plans)


def years_back(who: str, count: int) -> int:
    """Return how many years ago the first of a series of yearly values was; 0 where it is none."""
    found = pattern("years_before").search(who)
    return count if found and years_in(found["count"]) == count else 0
