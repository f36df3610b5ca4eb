"""Where the next summary names what a target is of, though no figure of it answers the target.

What is left of a target's name without the verbs of its act, its marks and the words for its measure is its
core: 省重点花园优化重组 may be told of as 省重点花园优化重整. It counts as named where a clause that tells
what was has most of the core by its rarity: among plans a thing is named anyhow, and notes only explain.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gouji.checks.bindings.quantities import clause_of, part_of, words_before, words_of
from gouji.checks.bindings.target_kinds import row_before
from gouji.checks.bindings.target_numbers import number_of
from gouji.checks.bindings.told_text import Clause, is_in_passing, told_clauses
from gouji.facts.figures.numerals import read_numeral
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.alignment.contrasts import are_contrasts
from gouji.reading.alignment.rarity import pairs_in, rarity
from gouji.reading.lexicon.nouns import without_act
from gouji.reading.lexicon.wording import pattern, table, words

_MOST, _NEARLY_ALL, _HALF = 60, 85, 45
"""Percent of a core's rarity: so much names it with its head, without it, and beside a figure of its unit."""
_SAYS_MUCH, _SAYS_SOMETHING, _SAYS_ENOUGH = 400, 200, 125
"""Rarity that names by itself; that names beside a figure of the unit; less than this says nothing at all."""
_TWO_SENTENCES = 240
_HEAD = 2
"""So many characters at its end say what a name is of (投资, 水站)."""
_PHRASE = 6
"""So many at its end name it by themselves (世界一流企业)."""
_NAMES, _ALL = 4, 100
"""So many characters in quotes name by themselves; all of a core, in percent."""
_OF_PART = 40
"""So much of what a part does, beside most of the whole."""
_RARE, _RATHER_RARE = 40, 60
"""Less rare are the ends of names of many kinds (企业)."""


class Mention(NamedTuple):
    """Where a summary names what a target is of.

    Attributes:
        words: The clause that names it.
        figure: A figure of the target's kind in that clause; None where there is none.
        wholly: Whether the figure's own words name it wholly.
        of_years: Whether its sentence tells of several years.
    """

    words: str
    figure: Fact | None = None
    wholly: bool = False
    of_years: bool = False


class _ByPair:
    """Clauses by the pairs of neighbouring characters in them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, clause in enumerate(clauses):
            for pair in set(pairs_in(clause.words)):
                self._places[pair].append(place)

    def alike(self, core: str) -> Iterator[tuple[int, Clause]]:
        """Yield the clauses that have pairs of a core, each with the rarity of those that it has."""
        weights: dict[int, int] = defaultdict(int)
        for pair in dict.fromkeys(pairs_in(core)):
            for place in self._places.get(pair, ()):
                weights[place] += rarity(pair)
        return ((weight, self.clauses[place]) for place, weight in weights.items())


def named_again(facts: Facts, target: Fact, later: Collection[str]) -> Sequence[Mention]:
    """Return where later summaries name what a draft's target is of, those first that have most of it."""
    if target.coded:
        return ()
    told = [facts.derive(_by_pair)[summary] for summary in sorted(later) if summary in facts.texts]
    core, part = core_of_target(facts, target), part_of(facts, target)
    if _weight(core) < _SAYS_ENOUGH:
        other = _programme_named(facts, target, core, told)
        return (other,) if other else ()
    whole = core.removesuffix(part)
    all_ways = (one for way in _ways_to_say(whole) for one in _naming(facts, target, way + part, part, told))
    found = [
        one
        for one in all_ways
        if not are_contrasts(core, one.words) and not _is_of_others(facts, target, core, one)
    ]
    other = None if found else _quoted_again(facts, target, core, told)
    return (other,) if other else found


def fulfilled(mentions: Sequence[Mention]) -> str:
    """Return the clause that says how far the plan for what it names was fulfilled; empty where none does.

    城镇新增就业完成年计划的118.2%; 造林超额完成全年任务: the outcome itself is not told.
    """
    reviewed = pattern("of_the_year_reviewed").search
    said = (one for one in mentions if pattern("plan_fulfilled").search(one.words))
    of_year = (one.words for one in said if not one.of_years or reviewed(one.words))
    return next((one for one in of_year if not pattern("of_years").search(one)), "")


def says_number(target: Fact, said: str) -> bool:
    """Say whether some words have a target's number where no figure of it is read: 六大专项 of 6个专项."""
    number = number_of(target)
    if number is None or target.form not in {"count", "ratio"}:
        return False
    ratio = target.form == "ratio"
    found = (one["number"] for one in pattern("numeral_said").finditer(said) if (one["unit"] == "%") == ratio)
    return any(one is not None and one.value == number for one in map(read_numeral, found))


def _is_of_others(facts: Facts, target: Fact, core: str, mention: Mention) -> bool:
    """Whether what names a target's core is only of a part by its place, of others by name, or of no growth.

    五环路以内信号灯 is a part of 信号灯; 甲、乙等一批企业 are others than 丙等5家企业; the growth of 项目投资
    is not told by how many 项目 there are.
    """
    own = f"{row_before(facts, target)}{words_of(facts, target)}"
    at = mention.words.find(core[:_HEAD])
    by_place = at > 0 and pattern("part_by_place").search(mention.words[:at])
    if by_place and by_place[0] not in own:
        return True
    some, others = (pattern("some_by_name").search(words) for words in (own, mention.words))
    if some and others and not mention.figure:
        tails = [one[-_HEAD:] for one in others["members"].split("、")]
        if not any(tail in some["members"] for tail in tails):
            return True
    return target.measure == "growth" and facts.name_of(target)[-_HEAD:] not in mention.words


def _ways_to_say(core: str) -> Iterator[str]:
    """Yield a core, and the same with another word for one of its kinds: 煤炭产量, 原煤产量."""
    yield core
    for ways in _same_kinds():
        said = next((way for way in ways if way in core), "")
        yield from (core.replace(said, way) for way in ways if said and said not in way and way not in said)


@cache
def _same_kinds() -> Sequence[Sequence[str]]:
    """Return the words that are used for one kind, where there are several."""
    kinds = (kind.split("|") for family in table("kinds")["kinds"].values() for kind in family)
    return [
        ways for ways in kinds if len(ways) > 1 and all(len(way) >= _HEAD and way.isalpha() for way in ways)
    ]


def _naming(facts: Facts, target: Fact, core: str, part: str, told: Sequence[_ByPair]) -> Iterator[Mention]:
    """Yield the clauses that name a core, which may end with what a *part* does."""
    found = (one for clauses in told for one in clauses.alike(core))
    for weight, clause in sorted(found, key=lambda one: -one[0]):
        said, mention = clause.words, _mention(facts, target, core, clause)
        if part:
            whole = percent_said(core.removesuffix(part), said)
            named = whole >= _MOST and percent_said(part, said) >= _OF_PART
        else:
            named = _is_named(core, said, weight, mention.figure) or _ends_so(facts, core, mention.figure)
        if named and not is_in_passing(core, said):
            yield mention


def _ends_so(facts: Facts, core: str, figure: Fact | None) -> bool:
    """Whether the words before a figure of the target's unit end as its core does, with a rare word: 造林."""
    head = core[-_HEAD:]
    if figure is None or rarity(head) < _RATHER_RARE or not clause_of(facts, figure).endswith(head):
        return False
    return percent_said(core, clause_of(facts, figure)) >= _HALF


def core_of_target(facts: Facts, target: Fact) -> str:
    """Return the core of what a target is of, with what a part does: 建成区50%以上面积达到海绵城市标准."""
    return core_of(facts.name_of(target)) + part_of(facts, target)


def percent_said(core: str, said: str) -> int:
    """Return how much of a core, in percent of its rarity, some words have."""
    pairs, around = set(pairs_in(core)), set(pairs_in(said))
    return 100 * sum(map(rarity, pairs & around)) // (sum(map(rarity, pairs)) or 1)


def core_of(name: str) -> str:
    """Return a name without the verbs of its act, its measure and its marks; what is too short stays.

    >>> core_of("改造提升单村水站"), core_of("推动两地通办事项"), core_of("“百亿县”")
    ('单村水站', '两地通办', '百亿县')
    """
    bare = pattern("name_marks").sub("", name)
    bare = pattern("spent_on_research").sub(words("research")[0], bare)
    core = pattern("core_opening").sub("", without_act(bare))
    core = core if len(core) >= _HEAD else bare
    short = pattern("core_ending").sub("", core)
    return short if len(short) >= _HEAD else core


def _is_named(core: str, said: str, weight: int, figure: Fact | None) -> bool:
    """Whether a clause that has so much of a core names it; beside a *figure* of its unit less will do."""
    part, with_head = 100 * weight // _weight(core), core[-_HEAD:] in said
    if core[-_PHRASE:] in said and len(core) >= _PHRASE:
        return True
    if part >= _MOST and (with_head or part >= _NEARLY_ALL or weight >= _SAYS_MUCH):
        return True
    beside = figure is not None and rarity(core[-_HEAD:]) >= _RARE
    return beside and with_head and part >= _HALF and weight >= _SAYS_SOMETHING


def _programme_named(facts: Facts, target: Fact, core: str, told: Sequence[_ByPair]) -> Mention | None:
    """Return where the programme of a target is named again whose own name says little: 年度投资1万亿元."""
    around = pattern("last_two_sentences").search(words_before(facts, target, _TWO_SENTENCES))
    names = pattern("quoted_name").findall(around[0]) if around else ()
    for clause in (one for clauses in told for one in clauses.clauses):
        if core[-_HEAD:] in clause.words and any(name in clause.words for name in names):
            return _mention(facts, target, core, clause)
    return None


def _quoted_again(facts: Facts, target: Fact, core: str, told: Sequence[_ByPair]) -> Mention | None:
    """Return where what a target's name has in quotes is named again: “单项冠军”企业, 单项冠军."""
    names = pattern("quoted_name").findall(facts.name_of(target))
    for name in (one for one in names if len(one) >= _NAMES and _weight(one) >= _SAYS_ENOUGH):
        for clause in (one for clauses in told for one in clauses.clauses):
            if name in pattern("name_marks").sub("", clause.words) and not are_contrasts(core, clause.words):
                return _mention(facts, target, name, clause)
    return None


def _mention(facts: Facts, target: Fact, core: str, clause: Clause) -> Mention:
    """Return the mention, with the figure of the target's kind whose own words have most of the core."""
    alike = [one for one in clause.figures if is_of_kind(one, target) and not one.ahead]
    said = [(percent_said(core, words_of(facts, one)), one) for one in alike]
    most = max((share for share, _ in said), default=0)
    return Mention(
        clause.words.strip(),
        next((one for share, one in said if share == most), None),
        wholly=most == _ALL,
        of_years=clause.of_years,
    )


def is_of_kind(fact: Fact, target: Fact) -> bool:
    """Say whether a figure has the unit, form and measure of a target.

    A draft may call a rate a level or a share, and 1.7万列 an amount beside 4000班次.
    """
    one, two = (
        ("level" if fact.form == "ratio" and fact.measure == "share" else fact.measure, fact.form == "ratio")
        for fact in (fact, target)
    )
    return one == two and has_unit_of(fact, target)


def has_unit_of(fact: Fact, target: Fact) -> bool:
    """Say whether a figure is in a target's unit, or in another of what it counts: homes in 套, 户."""
    units = {fact.unit, target.unit}
    families = (words("units_of_homes"), words("units_of_trains"))
    return fact.unit_class == target.unit_class or any(units <= {*one} for one in families)


def _weight(words: str) -> int:
    return sum(map(rarity, set(pairs_in(words))))


def _by_pair(facts: Facts) -> dict[str, _ByPair]:
    return {summary: _ByPair(clauses) for summary, clauses in facts.derive(told_clauses).items()}
