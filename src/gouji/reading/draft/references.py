"""What a figure refers back to: a level, a target, a clause or things before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.facts.figures.model import RATIO
from gouji.reading.draft.mentions import Claim, Mention, Passage
from gouji.reading.draft.naming import cleaned_phrase, object_of
from gouji.reading.draft.sections import TARGET
from gouji.reading.lexicon.wording import entry, pattern

_BACK = 120
"""Characters before a figure in which what it refers back to stands."""


def beside_before(mention: Mention, claim: Claim, named: Sequence[Claim], last: str) -> Claim | None:
    """Return a figure told beside the one before it: its target, its level of the year before; else None.

    到位金额3.94亿元，上年为3.26亿元; 税收21.3亿元，实现突破21亿元的年度目标.
    """
    if last and pattern("own_target").match(mention.after):
        return claim._replace(indicator=last, stage=TARGET)
    if named and pattern("last_year_level").fullmatch(mention.gap) and _is_of_a_year(named[-1]):
        return _year_before(claim, named[-1])
    bare = not (claim.indicator or mention.after or mention.next_follows)
    if bare and mention.joined and named and named[-1].unit != claim.unit:
        return _in_another_unit(claim, named)
    return None


def _in_another_unit(claim: Claim, named: Sequence[Claim]) -> Claim:
    """Return a bare figure behind 、 as one of the same: 物资68类、12.6万件; 死亡8人，…减少5起、2人."""
    before = named[-1]
    level = next((one for one in reversed(named) if one.unit == claim.unit and one.is_level), None)
    if level is not None and before.changes:
        return claim._replace(indicator=level.indicator, measure=before.measure, base=before.base)
    return claim._replace(indicator=(level or before).indicator)


def _is_of_a_year(claim: Claim) -> bool:
    return claim.is_level_or_rate and bool(claim.indicator) and claim.period.isdigit()


def _year_before(claim: Claim, now: Claim) -> Claim:
    """Return a level of the year before that of the one told right before it."""
    year = f"{int(now.period) - 1:04d}"
    return claim._replace(indicator=now.indicator, measure=now.measure, scope=now.scope, base="", period=year)


def named_before(passage: Passage, mention: Mention, claim: Claim, named: Sequence[Claim]) -> str:
    """Return the name of a figure that has no words of its own: that before it in brackets, or a clause's."""
    previous = named[-1] if named else None
    if not pattern("only_copula").match(mention.tail):
        return ""
    added = previous is not None and pattern("was_added").search(previous.indicator)
    if previous is not None and previous.indicator and not added:
        again = previous.unit == claim.unit or previous.changes
        restated = mention.gap in {"（", "("} and previous.form == claim.form == RATIO
        goes_on = mention.gap.startswith(("，", ",")) and pattern("only_copula").match(mention.gap)
        if restated or (again and goes_on and claim.is_level_or_rate):
            return previous.indicator
    clause = _clause_before(passage, mention)
    subject = pattern("predicate").sub("", clause)
    return cleaned_phrase(subject) if subject != clause else ""


def _clause_before(passage: Passage, mention: Mention) -> str:
    """Return the clause right before that of a figure, if it has no figure."""
    start = passage.mentions[mention.index - 1].span.end if mention.index else passage.sentence.start
    *_, clause, _ = ["", *passage.text[start : mention.span.start].replace(",", "，").split("，")]
    return clause


def subject_before(passage: Passage, mention: Mention, claim: Claim) -> list[str]:
    """Return what the clause before a first figure is about: 组织普测，参加学生…; 厂房竣工，建筑面积…."""
    clause = _clause_before(passage, mention)
    if not clause or pattern("reaching").match(claim.indicator):
        return [cleaned_phrase(clause)] if pattern("acts_on_one").fullmatch(clause) else []
    done, built = pattern("finished").search(clause), pattern("built").search(clause)
    subject = cleaned_phrase(clause[: done.start()] if done else built["what"] if built else "")
    return [subject] if subject else []


def referring(passage: Passage, mention: Mention, name: str) -> str:
    """Return a name with what it refers back to, in the sentences before it."""
    end = mention.span.start - len(mention.tail)
    return _referred_to(name, passage.text[max(0, end - _BACK) : end])


def _referred_to(name: str, before: str) -> str:
    """Return a name with what it refers back to: 审结此类案件 behind 电信诈骗案件."""
    found = pattern("back_reference").match(name)
    if not found:
        return name
    acted, head = pattern("antecedent_of_act").search(before), found["head"]
    things = list(re.finditer(entry("antecedent").replace("HEAD", head), before))
    what = cleaned_phrase(acted["what"] if acted else things[-1][0] if things else "")
    verb = name[: found.start("word")]
    return f"{verb}{object_of(what).removesuffix(head)}{head}{name[found.end() :]}" if what else name


def increment_of(added: Claim, total: Claim, gap: str) -> Claim:
    """Return an act as a change of the running total right behind it: 改造管网72公里，累计改造441公里."""
    things = object_of(added.indicator), object_of(total.indicator)
    same = added.unit == total.unit and things[0] == things[1] != ""
    runs = total.period == f"../{added.period}" and bool(pattern("runs_up").match(gap))
    if not (same and runs and added.is_level):
        return added
    return added._replace(measure="change", indicator=total.indicator)


def is_of_either(mention: Mention, total: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether a part over the total before it may be of another: 会员417人，新会员23人，其中男会员138人."""
    return _is_more(mention, total) and _others(total, earlier)


def _is_more(mention: Mention, total: Claim) -> bool:
    part, whole = mention.span.figure.hard, total.interval
    if part is None or whole is None or part.low is None or whole.high is None:
        return False
    return part.low > whole.high


def _others(total: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether there is another level of things of the same kind before a total."""
    levels = (one for one in earlier if one.is_level and one.unit == total.unit and one.start < total.start)
    return any(one.indicator and one.indicator[-2:] == total.indicator[-2:] for one in levels)
