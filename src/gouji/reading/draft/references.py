"""What a figure refers back to: a level, a target, a clause or things before it."""

import re
from collections.abc import Mapping, Sequence

from gouji.facts.figures.model import AMOUNT, COUNT, RATIO
from gouji.facts.figures.units import POINTS
from gouji.reading.draft.mentions import Claim, Claims, Mention, Passage, Series
from gouji.reading.draft.naming import bare_words, cleaned_phrase, object_of, verb_of
from gouji.reading.draft.sections import TARGET
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import entry, has_any, pattern, words

_BACK = 120
"""Characters before a figure in which what it refers back to stands."""


def beside_before(mention: Mention, claim: Claim, named: Sequence[Claim], last: str) -> Claim | None:
    """Return a figure told beside the one before it: its target, its level of the year before; else None.

    到位金额3.94亿元，上年为3.26亿元; 税收21.3亿元，实现突破21亿元的年度目标.
    """
    if last and mention.after[:1] == "的" and pattern("own_target").match(mention.after):
        return claim._replace(indicator=last, stage=TARGET)
    of_plan = claim.measure == "completion" and mention.gap == "的" and named and named[-1].stage == TARGET
    if last and claim.form == RATIO and (of_plan or pattern("times_as_much").fullmatch(mention.tail)):
        return claim._replace(indicator=named[-1].indicator if of_plan else last)
    if mention.after == "的" and mention.next_follows and (plan := _plan_of(mention, claim, named)):
        return plan
    earlier = named and pattern("sign_of_last_year").search(mention.gap)
    if earlier and pattern("last_year_level").fullmatch(mention.gap) and _is_of_a_year(named[-1]):
        return _year_before(claim, named[-1])
    bare = not (claim.indicator or mention.after or mention.next_follows)
    if bare and mention.joined and named and named[-1].unit != claim.unit:
        return _in_another_unit(claim, named)
    name = "" if claim.indicator or not named else _name_again(mention, claim, named)
    return claim._replace(indicator=name) if name else None


def _plan_of(mention: Mention, claim: Claim, named: Sequence[Claim]) -> Claim | None:
    """Return what there was to be: 完成招生计划800人的96%, 投资1.18亿元，为年度计划1.25亿元的94%.

    The second has the name of what was done, where only one level before it can be meant.
    """
    planned = pattern("planned_base").fullmatch(mention.tail)
    done = [one.indicator for one in named if one.is_level and one.unit == claim.unit]
    name = planned["what"] or (done[0] if len(done) == 1 else "") if planned else ""
    year = claim.period[:4] if pattern("of_a_year").search(mention.tail) else claim.period
    return claim._replace(indicator=name, stage=TARGET, period=year) if name else None


def _name_again(mention: Mention, claim: Claim, named: Sequence[Claim]) -> str:
    """Return the name of the figure before one that says it more exactly, or of all; empty for others.

    人均收入突破1万美元、达1.12万美元; 每股派发红利0.1元，共计3000万元.
    """
    before, gap = named[-1], mention.gap
    if before.unit != claim.unit or not (before.is_level_or_rate and claim.is_level_or_rate):
        return ""
    if mention.joined and pattern("total_reached").match(mention.span.quote):
        return "" if pattern("was_added").search(before.indicator) else before.indicator
    alone = before.measure == "mean" and sum(one.unit == claim.unit for one in named) == 1
    of_all = alone and gap.startswith(("，", "、")) and pattern("in_all").fullmatch(gap, 1)
    return pattern("each_one").sub("", before.indicator) if of_all else ""


def _in_another_unit(claim: Claim, named: Sequence[Claim]) -> Claim:
    """Return a bare figure behind 、 as one of the same: 物资68类、12.6万件; 死亡8人，…减少5起、2人."""
    before = named[-1]
    levels = (one for one in reversed(named) if one.unit == claim.unit and one.is_level)
    level = next(levels, None) if before.changes else None
    if level is None:
        return claim._replace(indicator=before.indicator)
    return claim._replace(indicator=level.indicator, measure=before.measure, base=before.base)


def _is_of_a_year(claim: Claim) -> bool:
    return claim.is_level_or_rate and bool(claim.indicator) and claim.period.isdigit()


def _year_before(claim: Claim, now: Claim) -> Claim:
    """Return a level of the year before that of the one told right before it."""
    year = f"{int(now.period) - 1:04d}"
    return claim._replace(indicator=now.indicator, measure=now.measure, scope=now.scope, base="", period=year)


def named_before(passage: Passage, mention: Mention, claim: Claim, named: Sequence[Claim]) -> str:
    """Return the name of a figure that has no words of its own: that before it in brackets, or a clause's."""
    previous, within = named[-1] if named else None, mention.before.count(" ")
    if claim.measure == "share" and 0 < within < len(named) and _of_a_base(mention):
        # 甲133人，占乙（151人）的88.1%
        return named[-1 - within].indicator
    if not (pattern("only_copula").match(mention.tail) or pattern("of_whole_alone").match(mention.tail)):
        return ""
    added = previous is not None and pattern("was_added").search(previous.indicator)
    if previous is not None and previous.indicator and not added:
        again = previous.unit == claim.unit or previous.changes
        restated = mention.gap in {"（", "("} and previous.form == claim.form == RATIO
        goes_on = mention.gap.startswith(("，", ",")) and pattern("only_copula").match(mention.gap)
        if restated or (again and goes_on and claim.is_level_or_rate):
            return previous.indicator
    clause = clause_before(passage, mention)
    subject = pattern("predicate").sub("", clause)
    return cleaned_phrase(subject) if subject != clause else ""


def _of_a_base(mention: Mention) -> bool:
    return pattern("of_whole_alone").match(mention.before) is not None


def clause_before(passage: Passage, mention: Mention) -> str:
    """Return the clause right before that of a figure, if it has no figure."""
    earlier = (one.span.end for one in reversed(passage.mentions[: mention.at]) if not one.is_date)
    start = next(earlier, passage.sentence.start)
    *_, clause, _ = ["", *passage.text[start : mention.span.start].replace(",", "，").split("，")]
    return clause


def subject_before(passage: Passage, mention: Mention, claim: Claim) -> list[str]:
    """Return what is told before a first figure: 组织普测，参加学生…; 厂房竣工，建筑面积…; 学生A；教师…."""
    last, start = passage.carried.indicator, passage.sentence.start
    goes_on = not mention.at and passage.text[start - 1 : start] in {"；", ";"}
    if goes_on and last.endswith(words("dependent")) and not pattern("crop").match(last):
        # 夏粮播种面积A；总产量B
        return [last]
    clause = clause_before(passage, mention)
    if not clause or pattern("reaching").match(claim.indicator):
        return [cleaned_phrase(clause)] if pattern("acts_on_one").fullmatch(clause) else []
    done, built = pattern("finished").search(clause), pattern("built").search(clause)
    subject = cleaned_phrase(clause[: done.start()] if done else built["what"] if built else "")
    return [subject] if subject else []


def referring(passage: Passage, mention: Mention, name: str) -> str:
    """Return a name with what it refers back to, in the sentences before it."""
    found = pattern("back_reference").match(name) if has_any(name, words("that_kind")) else None
    if found is None:
        return name
    low = max(0, mention.span.start - _BACK)
    end = passage.text.rfind(found["word"], low, mention.span.start) - found.start("word")
    return _referred_to(name, passage.text[low:end]) if end > low else name


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
    runs = total.period == f"../{added.period}" and added.unit == total.unit and added.is_level
    if not (runs and pattern("runs_up").match(gap)):
        return added
    if not object_of(added.indicator) == object_of(total.indicator) != "":
        return added
    return added._replace(measure="change", indicator=total.indicator)


def flows_through(part: Claim, total: Claim) -> bool:
    """Whether a part is money that came or went, and the total what there is: 余额A，其中利息收入B."""
    kinds = kind_of(part.indicator).basis, kind_of(total.indicator).basis
    return part.unit == "元" and kinds == ("flow", "stock")


def measured_before(passage: Passage, mention: Mention, claim: Claim) -> str:
    """Return the measure of a percentage, a share where the clause before says so: 女性占比较高，达73%."""
    bare = claim.measure == "level" and pattern("only_copula").match(mention.before)
    share = bare and pattern("told_of_share").search(clause_before(passage, mention))
    return "share" if share else claim.measure


def ranked_in(passage: Passage, mention: Mention) -> str:
    """Return what a rank is taken in, where the clause before says so: 在绩效考核中，我院位列第3名."""
    before = passage.text[passage.sentence.start : mention.span.start]
    found = pattern("ranked_in").search(before)
    if found is None:
        return ""
    # 在全市9个基层院年度考核中: what is counted there is part of no name.
    counted = (one.span.end - passage.sentence.start for one in passage.mentions[: mention.at])
    start, end = found.span("what" if found["what"] else "where")
    return cleaned_phrase(before[max([start, *(at for at in counted if at < end)]) : end])


def by_growth(mention: Mention, claim: Claim, name: str) -> str:
    """Return the name of a place or a streak that is one of growth and not of size: 增速居全省第3位."""
    of_growth = claim.measure == "rank" or mention.span.quote.startswith("连续")
    ranked = pattern("ranked_by_growth").search(mention.before) if of_growth else None
    return f"{name}{ranked['by']}" if ranked and name and not pattern("by_growth").search(name) else name


def without_growth(name: str) -> str:
    """Return what a name of growth is of: 投资 of 投资增速."""
    return pattern("by_growth").sub("", name) if name.endswith(("速", "率", "度", "幅")) else name


def verb_alone(mention: Mention, claim: Claim) -> str:
    """Return the verb of a count that names nothing else: 支持起诉45件, 招录3人."""
    verb = verb_of(mention) if claim.measure == "level" and claim.form in {AMOUNT, COUNT} else ""
    return verb if claim.unit in words("acted_on") and not pattern("was_added").match(verb) else ""


def shared_with_next(passage: Passage, mention: Mention, claims: Claims) -> str:
    """Return the name of the figure right behind one, if both count one thing: 4人6次打破校纪录."""
    bare = mention.next_follows and not mention.after and bare_words(mention) == ""
    following = passage.mentions[mention.at + 1] if bare else mention
    return claims[following.at].indicator if following.gap == "" and not following.tail else ""


def moved_by(level: Claim, change: Claim) -> bool:
    """Whether a level may be what a change is of: 演练86场，参演1.4万人次，较上年多12场 is of 演练."""
    named = level.indicator != "" and (level.is_level or level.measure == "mean")
    return named and change.measure == "change" and level.unit == change.unit


def after_as_many(
    earlier: Sequence[Mention], members: Sequence[Mention], found: Mapping[int, Series]
) -> Mapping[int, Series]:
    """Return figures in a row as a series if as many stand right before them.

    收入A、支出B，增长C、D; 甲、乙优良率分别为A、B，超标天数为C、D.
    """
    before = earlier[-len(members) :]
    grown = bool(pattern("changed").match(members[0].span.quote))
    others = before[1:] if grown else before
    listed = all(one.at in found or (grown and one.gap.startswith("、")) for one in others)
    fit = listed and len(before) == len(members)
    return {one.at: Series("", members[0], grown) for one in members} if fit else {}


def goes_with(claim: Claim, level: Claim) -> bool:
    """Whether a change has the section and unit of a level, or tells it in percent, points or times."""
    fits = claim.measure != "change" or claim.unit in {level.unit, POINTS, ""}
    return fits and claim.section == level.section
