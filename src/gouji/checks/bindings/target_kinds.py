"""What a figure of a plan sets, which figures of the next summary answer it, and which may do so.

A person's rows say what they are by their keys. In a draft, plans tell of much that is no target
(我区有20个口岸, 产值超10亿元的企业), and a figure with the words of a target may be of several years, of all
that there is while the target is of what is new, or of another body.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.quantities import clause_of, sentence_of, words_before, words_behind
from gouji.facts.figures.model import HAN
from gouji.facts.figures.units import TIME_UNITS, is_classifier
from gouji.facts.numbers.digits import significant
from gouji.facts.numbers.values import Value
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.alignment.contexts import Words, likeness, words_around
from gouji.reading.alignment.contrasts import are_contrasts
from gouji.reading.alignment.partners import LIKELY, SURE
from gouji.reading.lexicon.nouns import without_act
from gouji.reading.lexicon.wording import pattern

_MOST, _LEAST = 5, Fraction(1, 5)
"""A figure so many times its target, or less than so much of it, is rather of another thing."""
_NEAR = Fraction(1, 3)
"""So far, in parts of the target, may a value be from it to be near."""
_BEFORE, _BEHIND = 60, 24
_NAMES = 4
"""So many characters name something by themselves."""
_FORMS = frozenset({"count", "amount", "ratio", "point"})
_NOT_AIMED = ("从", "由", "每")
"""In a draft, a figure after one of these is the value before (从2.77%提高到3.3%) or a measure (每10万人)."""
_SEEN = 2
"""A unit that so few figures of a summary have tells of itself what they are of (列, 艘)."""
_ALIKE = 200
"""Least likeness, in thousandths, of figures of such a unit."""


class Near(NamedTuple):
    """A figure that may be the outcome of a target, told in other words.

    Attributes:
        fact: The figure.
        likeness: How alike the words around both are, in thousandths; None where the words are the same, but
            the figure is of another span, scope or kind.
    """

    fact: Fact
    likeness: int | None = None


def is_quantity(fact: Fact, facts: Facts) -> bool:
    """Say whether a figure is of something that can be aimed at and reached."""
    if not (fact.is_figure and fact.form in _FORMS and fact.indicator and fact.key.period):
        return False
    if fact.coded:
        return True
    whole = len(fact.indicator) > 2 and not fact.indicator.startswith("”")
    is_base = clause_of(facts, fact).endswith(_NOT_AIMED)
    # 三年行动, 六大优势产业 count nothing to be reached.
    programme = pattern("names_a_programme").search(fact.quote)
    return whole and not is_base and fact.unit not in TIME_UNITS and not programme


def is_aim(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure of a plan is to be reached: not what there is, nor how great a thing is."""
    if fact.coded:
        return True
    clause = clause_of(facts, fact)
    if pattern("years_together").search(clause) or pattern("of_years").search(sentence_of(facts, fact)):
        return False
    behind = words_behind(facts, fact, _BEHIND)
    said = words_before(facts, fact, _BEFORE)
    if pattern("there_is_now").search(said) or pattern("but_so_far").match(behind):
        return False
    if pattern("worked_on").search(clause) or pattern("part_of_plan").match(behind):
        return False
    if pattern("place_of_size").search(fact.quote):
        return False
    sized = not is_classifier(fact.unit) and fact.unit in _SIZES
    return not (sized and (pattern("size_of_thing").match(behind) or pattern("size_told").search(clause)))


_SIZES = frozenset({"", "元", "美元", "吨", "千瓦", "千瓦时", "立方米", "吨标准煤"})


def answers(facts: Facts, target: Fact, outcome: Fact) -> bool:
    """Say whether a figure with the words of a target is of the same span, kind and magnitude."""
    if target.coded or outcome.coded:
        return True
    if "/" in outcome.key.period:
        return False
    if _is_of_new(facts, target) and _is_of_all(facts, outcome):
        return False
    return not _is_far(target, outcome)


def _is_of_new(facts: Facts, fact: Fact) -> bool:
    """Whether a figure counts what is made in a time: 新建5G基站2.3万个."""
    stands = pattern("stands_at").match(fact.quote) or pattern("stands_at").search(clause_of(facts, fact))
    # 新增甲1家、乙2家: one verb is of all in a row.
    row = _ROW_END.split(words_before(facts, fact, _BEFORE))[-1]
    return not stands and pattern("makes_new").search(row) is not None


_ROW_END = re.compile("[，。；：！？,;:\n]")


def _is_of_all(facts: Facts, fact: Fact) -> bool:
    """Whether a figure counts all that there is: 5G基站增至18.8万个."""
    clause = clause_of(facts, fact)
    if pattern("makes_new").search(clause):
        return False
    return bool(pattern("stands_at").match(fact.quote) or pattern("stands_at").search(clause))


def _is_far(target: Fact, outcome: Fact) -> bool:
    """Whether a figure is so far from the target that it is rather of another thing."""
    share = _share(target, outcome)
    return share is not None and not _LEAST <= share <= _MOST


def _share(target: Fact, outcome: Fact) -> Fraction | None:
    """How much of a target was reached; None where that is meaningless."""
    aim, came = number_of(target), number_of(outcome)
    if target.measure in {"growth", "change"} or not aim or not came or aim < 0 or came < 0:
        return None
    return came / aim


def number_of(fact: Fact) -> Fraction | None:
    """Return a figure's number: as printed, or else the one that its quote names (4500万千瓦以上, 5%左右)."""
    value = value_of(fact)
    if value is None:
        return None
    if value.printed is not None:
        return value.printed
    low, high = value.hard.low, value.hard.high
    ends = [end for end in (low, high, value.soft.high) if end is not None]
    middle = [] if low is None or high is None else [(low + high) / 2]
    digits = _NUMBER.search(fact.quote)
    said = digits[0].replace(".", "").strip("0") if digits else ""
    named = [number for number in (*ends, *middle) if _is_said(number, said)]
    return named[0] if named else value.soft.high if low in {None, 0} else low


def _is_said(number: Fraction, digits: str) -> bool:
    """Whether a number has these digits, wherever its point stands."""
    return not 10**_PLACES % number.denominator and significant(number) == digits


_PLACES = 12
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def is_told(facts: Facts, summary: str, name: str) -> bool:
    """Say whether a summary names something where it tells what was, not only among its plans.

    粮食储备规模 is told of by 粮食储备达历史高位.
    """
    bare = pattern("bare_measure").sub("", name)
    name = bare if len(bare) >= _NAMES else name
    text, at = facts.texts.get(summary, ""), -1
    figures = [fact for fact in facts.by_summary.get(summary, ()) if fact.start is not None]
    while (at := text.find(name, at + 1)) >= 0:
        end = _SENTENCE_END.search(text, at)
        low = max(map(text[:at].rfind, "。！\n"))
        inside = [one for one in figures if low < _start(one) < (end.start() if end else len(text))]
        before = max((one for one in figures if _start(one) <= at), key=_start, default=None)
        behind = min((one for one in figures if _start(one) > at), key=_start, default=None)
        if not all(one is not None and one.ahead for one in inside or (before, behind)):
            return True
    return False


_SENTENCE_END = re.compile("[。！\n]")


def _named(facts: Facts, fact: Fact) -> str:
    """The words of a figure's clause, before it and behind."""
    return clause_of(facts, fact) + _CLAUSE_END.split(words_behind(facts, fact, _BEHIND))[0]


_CLAUSE_END = re.compile("[，。；、：！？,;:\n]")


def _start(fact: Fact) -> int:
    return fact.start or 0


def likely_outcome(facts: Facts, target: Fact, later: Collection[str], taken: Iterable[Fact]) -> Near | None:
    """Return the figure of the next summary that may be a target's outcome in other words, if there is one.

    Those *taken* answer other targets. Beside the figure that is most alike the same thing may be told once
    more: 新建7万套、累计61万套.
    """
    others = {fact.id for fact in taken}
    for near in facts.near.get(target.id, ()):
        likest = facts.by_id.get(near.fact)
        if likest is None or likest.ahead or likest.summary not in later:
            continue
        beside = facts.by_indicator[likest.indicator] if likest.indicator else ()
        for fact in (likest, *beside):
            free = fact.summary == likest.summary and not fact.ahead and fact.id not in others
            if free and _may_be(facts, target, fact, near.likeness, is_likest=fact is likest):
                return Near(fact, near.likeness)
    return None


def _may_be(facts: Facts, target: Fact, fact: Fact, likeness: int, *, is_likest: bool) -> bool:
    """Whether a figure that is so alike may be a target's outcome; one beside the likest must be near it."""
    if are_contrasts(_named(facts, target), _named(facts, fact)) or target.unit_class != fact.unit_class:
        return False
    of_years = is_likest and "/" in fact.key.period
    if _is_far(target, fact) and not of_years:
        return False
    share = _share(target, fact)
    is_near = share is not None and abs(share - 1) <= (0 if target.form == "ratio" else _NEAR)
    return (is_likest and likeness >= SURE) or (is_near and likeness >= LIKELY)


def unnamed_outcome(facts: Facts, target: Fact, later: Collection[str], taken: Iterable[Fact]) -> Near | None:
    """Return the figure that may tell of a draft's target in other words, though nothing joins them.

    Its words are alike, and it is of one magnitude; the less alike, the more must be in common: a run of
    words (建设“水盆子”684个, “水盆子”1459个), or a unit that few figures have (开行2500列).
    """
    if target.coded or target.measure not in {"level", "share"}:
        return None
    others = {fact.id for fact in taken}
    reading = facts.derive(_Around)
    told = [fact for summary in later for fact in reading.told(summary, target) if _tells(fact, target)]
    scored = [
        (reading.likeness(target, fact), fact)
        for fact in told
        if fact.id not in others and _is_of_magnitude(target, fact)
    ]
    for score, best in sorted(scored, key=lambda one: -one[0]):
        if score < _LEAST_ALIKE:
            break
        if _is_akin(facts, target, best):
            rare = sum(fact.unit == target.unit for fact in told) <= _SEEN
            return Near(best, score) if _is_enough(facts, target, best, score, rare=rare) else None
    return None


def _is_enough(facts: Facts, target: Fact, best: Fact, score: int, *, rare: bool) -> bool:
    """Whether so much likeness makes a figure a likely outcome."""
    homes = best.unit != target.unit and {best.unit, target.unit} <= _HOMES
    run = len(_in_common(facts, target, best))
    if score >= _MUCH or (score >= _RATHER and run >= _RUN) or (homes and score >= SURE):
        return True
    if best.unit != target.unit:
        return False
    return (rare and score >= _ALIKE and _is_near(target, best)) or (
        _share(target, best) == 1 and run >= _WORD
    )


_LEAST_ALIKE = 100
"""Less than this tells nothing, even of one value."""
_RATHER, _MUCH, _RUN = 250, 400, 3
"""Likeness, in thousandths, that is enough with a run of so many common characters, and without one."""
_WORD = 2
"""So many common characters are a word."""
_SPREAD = Fraction(5, 2)
"""So many times a target, or that part of it, is still of its magnitude."""


def _tells(fact: Fact, target: Fact) -> bool:
    """Whether a figure is in a unit of a target."""
    unit = fact.unit_class == target.unit_class or {fact.unit, target.unit} <= _HOMES
    return unit and fact.section != "note"


def _is_of_magnitude(target: Fact, fact: Fact) -> bool:
    share = _share(target, fact)
    return share is not None and 1 / _SPREAD <= share <= _SPREAD


def _is_akin(facts: Facts, target: Fact, fact: Fact) -> bool:
    """Whether nothing says that a figure is of another kind than a target."""
    return not (
        are_contrasts(_named(facts, target), _named(facts, fact))
        or (_is_of_new(facts, target) and _is_of_all(facts, fact))
    )


class _Around:
    """The words around figures, each weighed once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._words: dict[str, Words] = {}
        told = (fact for fact in facts if fact.settled and not fact.ahead and fact.start is not None)
        self._told = grouped(told, lambda fact: (fact.summary, fact.form, fact.measure))

    def told(self, summary: str, target: Fact) -> Sequence[Fact]:
        """Return what a summary tells of in the form and the measure of a target."""
        return self._told.get((summary, target.form, target.measure), ())

    def likeness(self, one: Fact, two: Fact) -> int:
        """Return how alike the words around two figures are, in thousandths."""
        return likeness(self._around(one), self._around(two))

    def _around(self, fact: Fact) -> Words:
        if fact.id not in self._words:
            text = self._facts.texts[fact.summary]
            found = words_around(fact.indicator, text, fact.start or 0, fact.end or 0)
            self._words[fact.id] = found
        return self._words[fact.id]


def _in_common(facts: Facts, one: Fact, two: Fact) -> str:
    """The longest run of Han characters that the words around two figures have in common."""
    runs = _HAN_RUN.findall(_row_of(facts, one))
    around = _row_of(facts, two)
    parts = (run[at:end] for run in runs for at in range(len(run)) for end in range(at + 1, len(run) + 1))
    return max((part for part in parts if part in around), key=len, default="")


_HAN_RUN = re.compile(f"{HAN}+")


def _row_of(facts: Facts, fact: Fact) -> str:
    before = _ROW_END.split(words_before(facts, fact, _BEFORE))[-1]
    return f"{before}|{_CLAUSE_END.split(words_behind(facts, fact, _BEHIND))[0]}"


_HOMES = frozenset({"套", "户", "间"})
"""Homes are counted by any of these."""


def _is_near(target: Fact, fact: Fact) -> bool:
    share = _share(target, fact)
    return share is not None and abs(share - 1) <= _NEAR


def is_explained(facts: Facts, fact: Fact, aimed: Iterable[Fact]) -> bool:
    """Whether a draft's sentence only explains a target that is set elsewhere: 增长目标设定为6%左右."""
    if fact.coded or not pattern("target_is_set").search(clause_of(facts, fact)):
        return False
    same = (fact.summary, fact.hard, fact.unit)
    return any(one is not fact and (one.summary, one.hard, one.unit) == same for one in aimed)


def excludes_part(facts: Facts, outcome: Fact) -> bool:
    """Whether an outcome excludes what its target includes: 扣除房地产开发投资后，固定资产投资增长2.7%."""
    return bool(pattern("part_excluded").search(words_before(facts, outcome, _EXCLUSION_REACH)))


def may_be_multi_year(facts: Facts, target: Fact, aim: Value, came: Fraction | None) -> bool:
    """Whether a drafted target is rather for several years: its sentence says so, and it is far off."""
    number = aim.hard.low if aim.printed is None else aim.printed
    if number is None or came is None or abs(number) <= 3 * abs(came):
        return False
    return bool(pattern("several_years").search(sentence_of(facts, target)))


def targets_of_year(facts: Facts, targets: list[Fact]) -> list[Fact]:
    """The targets that are set for the year; in a draft, without those whose sentence names several years."""
    return [
        fact
        for fact in targets
        if fact.coded or not pattern("several_years").search(sentence_of(facts, fact))
    ] or targets


_EXCLUSION_REACH = 30


def as_printed(target: Fact, outcome: Fact, value: Value) -> Value:
    """Return an outcome's value; a whole number is meant as printed: 4 % does not reach 5 % 左右.

    Of 超过60% and 60% nobody knows how the latter was rounded.
    """
    reading = outcome.own_reading
    if (
        pattern("more_than").search(target.quote)
        or reading is None
        or reading.printed is None
        or "." in outcome.quote
    ):
        return value
    return Value.exactly(reading.printed)


def mentions(facts: Facts, summary: str, target: Fact) -> bool:
    """Whether the summary of the year after mentions a target's indicator in another form."""
    if (summary, target.indicator) in facts.derive(_told):
        return True
    # In a draft the words may stand beside another figure, or beside none, and what is counted behind it.
    bare = pattern("newly_built").sub("", without_act(target.indicator))
    behind = pattern("noun_behind").match(words_behind(facts, target, _BEHIND))
    names = {bare, pattern("averaged").sub("", bare), *([behind["noun"]] if behind else [])}
    return not target.coded and any(is_told(facts, summary, name) for name in names)


def _told(facts: Facts) -> frozenset[tuple[str, str]]:
    """The indicators of which a summary says something that is no target."""
    return frozenset((fact.summary, fact.indicator) for fact in facts if not fact.ahead)


def is_repeated(other: Fact, fact: Fact) -> bool:
    """Whether a draft stated the same target in the same words before; the first stands for all."""
    before = (other.start or 0, other.line, other.id) < (fact.start or 0, fact.line, fact.id)
    return before and other.summary == fact.summary and other.quote == fact.quote and not fact.coded
