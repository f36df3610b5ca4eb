"""What a figure of a plan sets, and which figures of the next summary answer it.

A person's rows say what they are by their keys. In a draft, plans tell of much that is no target
(我区有20个口岸, 产值超10亿元的企业), and a figure with the words of a target may be of several years, of all
that there is while the target is of what is new, or of another body.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from gouji.checks.bindings.quantities import (
    clause_behind,
    clause_of,
    flows_by_name,
    part_of,
    sentence_of,
    words_before,
    words_behind,
    words_of,
)
from gouji.checks.bindings.target_numbers import is_far, share_of
from gouji.checks.bindings.told_text import is_in_passing, told_sentences
from gouji.facts.figures.units import TIME_UNITS, is_classifier
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.rarity import pairs_in
from gouji.reading.lexicon.nouns import without_act
from gouji.reading.lexicon.wording import pattern, words

_LESS, _MORE = Fraction(2, 3), Fraction(4, 3)
"""Between so many parts of a target a figure may be of its year, though told of a term."""
_BEFORE, _BEHIND = 60, 24
_NAMES = 4
"""So many characters name something by themselves."""
_HEAD = 2
"""So many characters begin a name, and so many at least end it."""
_FORMS = frozenset({"count", "amount", "ratio", "point"})


def is_quantity(fact: Fact, facts: Facts) -> bool:
    """Say whether a figure is of something that can be aimed at and reached."""
    if not (fact.is_figure and fact.form in _FORMS and fact.indicator and fact.key.period):
        return False
    if fact.coded:
        return True
    whole = len(fact.indicator) > 2 and not fact.indicator.startswith("”")
    # The value before (从2.77%提高到3.3%), or a measure (每10万人).
    is_base = clause_of(facts, fact).endswith(words("before_no_aim"))
    # 三年行动, 六大优势产业 count nothing to be reached.
    programme = pattern("names_a_programme").search(fact.quote)
    return whole and not is_base and fact.unit not in TIME_UNITS and not programme


def is_aim(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure of a plan is to be reached: not what there is, nor how great a thing is."""
    if fact.coded:
        return True
    clause = clause_of(facts, fact)
    behind = words_behind(facts, fact, _BEHIND)
    said = words_before(facts, fact, _BEFORE)
    of_plan = pattern("part_of_plan").match(f"{fact.unit}{behind}") or pattern("built_upon").match(behind)
    row = row_before(facts, fact)
    of_set = pattern("set_worked_on").match(f"{row}|{fact.quote}{behind}")
    if of_plan or of_set or _is_nobodys_sum(said, clause, behind) or _is_of_years(facts, fact):
        return False
    if pattern("there_is_now").search(said) or pattern("but_so_far").match(behind):
        return False
    if pattern("worked_on").search(clause) or pattern("list_worked_on").search(row):
        return False
    if pattern("place_of_size").search(f"{fact.quote}{behind[:1]}"):
        return False
    sized = not is_classifier(fact.unit) and (not fact.unit or fact.unit in words("units_of_size"))
    return not (sized and (pattern("size_of_thing").match(behind) or pattern("size_told").search(clause)))


def _is_nobodys_sum(said: str, clause: str, behind: str) -> bool:
    """Whether a figure is one of speech, of a standing rule or policy, or of each of many.

    A figure of speech opens its clause: 14列“动车组”节节发力; of 打造14个园区 somebody is to make so many.
    """
    rule = pattern("rule_of_time").match(behind) or pattern("standing_rule").search(said)
    spoken = not clause.strip() and pattern("figure_of_speech").match(behind)
    known = pattern("articles_of_policy").match(behind) and pattern("put_into_effect").search(clause)
    return bool(rule or spoken or known or pattern("for_each").search(said))


def _is_of_years(facts: Facts, fact: Fact) -> bool:
    """Whether a target is of several years: its clause says so, or the head of its list does.

    五年淘汰甲100万吨、乙50万吨，今年淘汰甲30万吨 sets two targets of five years.
    """
    head, _, others = row_before(facts, fact).partition("、")
    if pattern("of_years").search(sentence_of(facts, fact)):
        return True
    years = pattern("years_together").search(clause_of(facts, fact)) or pattern("years_ahead").match(head)
    return bool(years and not pattern("this_year").search(others))


def answers(facts: Facts, target: Fact, outcome: Fact) -> bool:
    """Say whether a figure with the words of a target is of the same span, kind and magnitude."""
    if target.coded or outcome.coded:
        return True
    if "/" in outcome.key.period or is_of_another_part(facts, target, outcome):
        return False
    if is_of_new(facts, target) and is_of_all(facts, outcome):
        return False
    same = outcome.section == "review" and clause_of(facts, target) == clause_of(facts, outcome)
    of_one = same and is_of_new(facts, target)
    far = is_far(target, outcome, of_one=of_one)
    return not (far or is_of_another_act(facts, target, outcome))


def is_of_another_part(facts: Facts, target: Fact, outcome: Fact) -> bool:
    """Say whether a share is of another part of its whole: 建成区50%以上面积达到海绵标准, 建成区绿化率."""
    own = {*pairs_in(part_of(facts, target))} - {*pairs_in(target.indicator)}
    return bool(own) and len(own & {*pairs_in(words_of(facts, outcome))}) < 2


def is_of_another_act(facts: Facts, target: Fact, outcome: Fact) -> bool:
    """Say whether another act makes what an outcome counts than what a target counts.

    What is begun (新开工) is not done; the 7 that there are, are not those added (新增2家); all firms are
    not those that changed (完成1万家企业转型). One verb is of all in a row.
    """
    if target.measure not in {"level", "change"}:
        return False
    aim, came = row_before(facts, target), row_before(facts, outcome)
    if _is_begun(came) and not _is_begun(aim):
        return True
    made = pattern("makes_new").search(came) or pattern("makes_new").search(clause_behind(facts, outcome))
    if is_added(facts, target) and not (made or pattern("adds_more").search(f"{came}{outcome.quote}")):
        return True
    done = pattern("done_to_things").match(clause_behind(facts, target))
    told = f"{came}{clause_behind(facts, outcome)}"
    return bool(done and not made and done["act"] not in told)


def is_added(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure counts only what is added to what there is: 新增2家."""
    return pattern("adds").search(row_before(facts, fact)) is not None


def _is_begun(row: str) -> bool:
    """Whether the last verb of a row says that work began: 新开工, and not 新开工甲5个、建成乙."""
    acts = list(pattern("begun_or_done").finditer(row))
    return bool(acts and acts[-1]["begun"])


def row_before(facts: Facts, fact: Fact) -> str:
    """Return the words before a figure in its row, which may list several: 新增甲1家、乙."""
    return _ROW_END.split(words_before(facts, fact, _BEFORE))[-1]


def is_of_other_span(facts: Facts, target: Fact, fact: Fact) -> bool:
    """Say whether a figure is of several years, or a mean of them, while a target is of one.

    A review of a term need not say of which years its sums are; what there is, it tells of the last one.
    """
    if fact.key.period.startswith("../"):
        return not is_of_all(facts, target)
    if "/" in fact.key.period or pattern("yearly").search(f"{clause_of(facts, fact)}{fact.quote}"):
        return True
    if fact.section != "term" or fact.form not in {"count", "amount"} or is_of_all(facts, fact):
        return False
    share = share_of(target, fact)
    near = share is not None and _LESS <= share <= _MORE
    return not near and (is_of_new(facts, fact) or flows_by_name(facts, fact))


def is_of_new(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure counts what is made in a time: 新建5G基站2.3万个."""
    stands = pattern("stands_at").match(fact.quote) or pattern("stands_at").search(clause_of(facts, fact))
    # 新增甲1家、乙2家: one verb is of all in a row.
    return not stands and pattern("makes_new").search(row_before(facts, fact)) is not None


_ROW_END = re.compile("[，。；：！？,;:\n]")


def is_of_all(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure counts all that there is: 5G基站增至18.8万个."""
    clause = clause_of(facts, fact)
    if pattern("makes_new").search(clause):
        return False
    return bool(pattern("stands_at").match(fact.quote) or pattern("stands_at").search(clause))


def is_told(facts: Facts, summary: str, name: str, *, in_passing: bool = True) -> bool:
    """Say whether a summary names something where it tells what was, not only among its plans.

    粮食储备规模 is told of by 粮食储备达历史高位, and 粮食总产 by 粮食播种面积、单产、总产.
    Unless *in_passing*, 退役军人事务 tells nothing of 退役军人.
    """
    bare = pattern("bare_measure").sub("", name)
    name = bare if len(bare) >= _NAMES else name
    told = facts.derive(told_sentences).get(summary, ())
    return any(
        (name in said and (in_passing or not is_in_passing(name, said))) or is_in_list(said, name)
        for said in told
    )


def is_in_list(said: str, name: str) -> bool:
    """Say whether a list names something by its end only, behind a first member with its beginning.

    >>> is_in_list("粮食播种面积、单产、总产连续6年增长", "粮食总产")
    True
    >>> is_in_list("粮食储备、总产值", "粮食总产")
    False
    """
    head, tail = name[:_HEAD], name[_HEAD:]
    if len(tail) < _HEAD or head not in said or f"、{tail}" not in said:
        return False
    rows = (row for row in _ROW_END.split(said) if head in row)
    listed = (one for row in rows for one in row[row.index(head) :].split("、")[1:])
    return any(one.startswith(tail) and not pattern("name_goes_on").match(one, len(tail)) for one in listed)


def is_explained(facts: Facts, fact: Fact, aimed: Iterable[Fact]) -> bool:
    """Whether a draft's sentence only explains a target that is set elsewhere: 增长目标设定为6%左右."""
    if fact.coded or not pattern("target_is_set").search(clause_of(facts, fact)):
        return False
    same = (fact.summary, fact.hard, fact.unit)
    return any(one is not fact and (one.summary, one.hard, one.unit) == same for one in aimed)


def is_one_of_several(facts: Facts, target: Fact, alike: list[Fact]) -> bool:
    """Say whether a summary sets several targets of one name for the year.

    Of a draft those count whose sentence names no several years, or else all.
    """
    several = pattern("several_years")
    of_year = [fact for fact in alike if fact.coded or not several.search(sentence_of(facts, fact))]
    return len({fact.quote for fact in of_year or alike if fact.summary == target.summary}) > 1


def mentions(facts: Facts, summary: str, target: Fact) -> bool:
    """Whether the summary of the year after mentions a target's indicator in another form."""
    if (summary, target.indicator) in facts.derive(_told):
        return True
    # In a draft the words may stand beside another figure, or beside none, and what is counted behind it.
    bare = pattern("newly_built").sub("", without_act(target.indicator))
    behind = pattern("noun_behind").match(words_behind(facts, target, _BEHIND))
    names = {bare, pattern("averaged").sub("", bare), *([behind["noun"]] if behind else [])}
    # 出口 is a part of 进出口: a short name may be one of another thing.
    names |= {name for name in names_of(facts, target) if len(name) >= _NAMES or name.isascii()}
    return not target.coded and any(is_told(facts, summary, name, in_passing=False) for name in names)


def names_of(facts: Facts, fact: Fact) -> Sequence[str]:
    """Return the names that what a fact is of goes by."""
    row = facts.indicator_of(fact)
    return row.names if row else (fact.indicator,)


def _told(facts: Facts) -> frozenset[tuple[str, str]]:
    """The indicators of which a summary says something that is no target."""
    return frozenset((fact.summary, fact.indicator) for fact in facts if not fact.ahead)


def is_repeated(other: Fact, fact: Fact) -> bool:
    """Whether a draft stated the same target in the same words before; the first stands for all."""
    before = (other.start or 0, other.line, other.id) < (fact.start or 0, fact.line, fact.id)
    return before and other.summary == fact.summary and other.quote == fact.quote and not fact.coded


def is_hoped(facts: Facts, target: Fact) -> bool:
    """Say whether a summary only strives for a target (力争, 争取): missing it breaks no promise."""
    return bool(pattern("hoped").search(clause_of(facts, target) + target.quote))
