"""Figures of the next summary that may tell of a target in other words."""

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.named_again import (
    Mention,
    core_of,
    core_of_target,
    fulfilled,
    has_unit_of,
    is_of_kind,
    named_again,
    percent_said,
    says_number,
)
from gouji.checks.bindings.quantities import (
    clause_behind,
    clause_of,
    part_of,
    same_sentence,
    sentence_of,
    words_before,
    words_of,
)
from gouji.checks.bindings.target_kinds import (
    is_of_all,
    is_of_another_part,
    is_of_new,
    is_of_other_span,
    mentions,
    row_before,
)
from gouji.checks.bindings.target_numbers import is_far, number_of, share_of
from gouji.checks.bindings.told_text import counts_list, told_in_bulk
from gouji.facts.figures.numerals import HAN
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.alignment.contrasts import Words, are_contrasts, likeness, words_around
from gouji.reading.alignment.partners import LIKELY, SURE
from gouji.reading.lexicon.wording import pattern, words

_NEAR = Fraction(1, 3)
"""So far, in parts of the target, may a value be from it to be near."""
_SEEN = 2
"""A unit that so few figures of a summary have tells of itself what they are of (列, 艘)."""
_ALIKE = 200
"""Least likeness, in thousandths, of figures of such a unit."""


class Near(NamedTuple):
    """A figure that may be the outcome of a target, told in other words.

    Attributes:
        likeness: How alike the words around both are, in thousandths; None where the words are the same, but
            the figure is of another span, scope or kind.
    """

    fact: Fact
    likeness: int | None = None


class Otherwise(NamedTuple):
    """What a later summary tells of a target that no figure answers.

    Attributes:
        obstacle: Key of the reason why it decides nothing.
        near: A figure of another span, scope or name; None where there is none.
        named: The words that name what the target is of, where no figure is near.
    """

    obstacle: str
    near: Near | None = None
    named: str = ""


def told_otherwise(
    facts: Facts, target: Fact, told: Sequence[Fact], later: Collection[str], taken: AbstractSet[str]
) -> Otherwise | None:
    """Return what later summaries tell of a target that no figure answers; None where they tell nothing.

    *told* is what they tell in the target's words, of another span, kind or magnitude; *later* are their ids,
    *taken* those of the figures that answer other targets.
    """
    mentioned = named_again(facts, target, later)
    bulk = told_in_bulk(facts, target, later)
    if done := fulfilled(mentioned) or (counts_list(facts, target) and bulk):
        return Otherwise("plan-fulfilled", named=done)
    of_it = [fact for fact in told if not is_of_another_part(facts, target, fact)]
    near = _near(facts, target, later, taken, mentioned, of_it)
    likely = next((one for one in near if _is_comparable(facts, target, one.fact)), None)
    if likely:
        return Otherwise("outcome-likely", likely)
    if of_it or near:
        return Otherwise("outcome-of-other-scope", Near((of_it or [near[0].fact])[0]))
    return _told_in_words(facts, target, later, mentioned, bulk)


def _told_in_words(
    facts: Facts, target: Fact, later: Collection[str], mentioned: Sequence[Mention], bulk: str
) -> Otherwise | None:
    """Return what is told of a target without a figure: that its list was done, or what it is of."""
    if bulk:
        return Otherwise("plan-fulfilled", named=bulk)
    alike = next((one for one in mentioned if says_number(target, one.words)), None)
    if mentioned:
        return Otherwise("outcome-likely" if alike else "only-named", named=(alike or mentioned[0]).words)
    known = not part_of(facts, target) and any(mentions(facts, summary, target) for summary in later)
    return Otherwise("only-named") if known else None


def _near(
    facts: Facts,
    target: Fact,
    later: Collection[str],
    taken: AbstractSet[str],
    mentioned: Sequence[Mention],
    told: Sequence[Fact],
) -> Sequence[Near]:
    """Return the figures that may be a target's outcome in other words, those first that are named wholly.

    Where something is *told* in its words, though of another span or kind, no less is asked of the others.
    """
    parts = _same_part(facts, target, later)
    joined = Near(parts[0][1]) if parts else _likely_outcome(facts, target, later, taken)
    whole = [
        Near(one.figure) for one in mentioned if one.figure and one.wholly and one.figure.id not in taken
    ]
    core = core_of_target(facts, target)
    if joined and (parts or percent_said(core, words_of(facts, joined.fact)) == _WHOLLY):
        whole = [joined, *whole]
    if told:
        return [one for one in whole if one.fact not in told]
    other = joined or _unnamed_outcome(facts, target, later, taken)
    named = [Near(one.figure) for one in mentioned[:1] if one.figure]
    return (whole or ([other] if other else named))[:1]


def _same_part(facts: Facts, target: Fact, later: Collection[str]) -> Sequence[tuple[str, Fact]]:
    """Return what is told of the part that a target is of, with its whole: 经营主体增长，其中企业数增长5%."""
    said = pattern("part_begins").sub("", row_before(facts, target))
    bare = pattern("counted_of").sub("", said)
    if said == row_before(facts, target) or not bare:
        return ()
    reading, around = facts.derive(_Around), words_before(facts, target, 60)
    told = (fact for summary in later for fact in reading.told(summary, target))
    named = ((facts.name_of(fact).removesuffix(bare), fact) for fact in told)
    wholes = ((name.removesuffix(words("part_in_whole")[0]), fact) for name, fact in named)
    return [
        (whole, fact)
        for whole, fact in wholes
        if len(whole) >= _WORD and whole in around and facts.name_of(fact).endswith(bare)
    ]


def told_of_part(facts: Facts, target: Fact, later: Collection[str]) -> Sequence[Fact]:
    """Return what is told of the part of a whole that a target is of, where the whole has a target too.

    So both texts name one whole: of 农村经营主体增长5%，其中企业数增长5% a part of 经营主体 tells nothing.
    """
    found = _same_part(facts, target, later)
    aims = (one for one in facts.by_summary[target.summary] if found and one.ahead)
    beside = (clause_of(facts, one) for one in aims if same_sentence(facts, one, target))
    wholes = {pattern("counted_of").sub("", clause) for clause in beside}
    return [
        fact
        for whole, fact in found
        if fact.section != "term"
        and any(said.endswith(whole) and _begins_run(said, sentence_of(facts, fact)) for said in wholes)
    ]


def _begins_run(said: str, sentence: str) -> bool:
    """Whether a run of Han characters in a sentence begins so: 商户达16万户, and not 外贸商户达16万户."""
    return any(run.startswith(said) for run in _HAN_RUN.findall(sentence))


def as_of_one_year(facts: Facts, target: Fact, fact: Fact) -> Fact:
    """Return the figure of a review of one year that tells the same as one of a review of several."""
    if fact.section != "term":
        return fact
    core, told = core_of_target(facts, target), (fact.key.period, number_of(fact))
    same = (
        one
        for one in facts.by_summary[fact.summary]
        if one.section == "review" and one.settled and (one.key.period, number_of(one)) == told
        if is_of_kind(one, fact) and percent_said(core, words_of(facts, one)) >= _NEARLY_ALL
    )
    return next(same, fact)


def _is_comparable(facts: Facts, target: Fact, fact: Fact) -> bool:
    """Whether a figure near a target differs from its outcome in name only, and not in span or scope."""
    of_all = is_of_new(facts, target) and is_of_all(facts, fact)
    return not (of_all or is_far(target, fact) or is_of_other_span(facts, target, fact))


def _likely_outcome(
    facts: Facts, target: Fact, later: Collection[str], taken: AbstractSet[str]
) -> Near | None:
    """Return the figure of the next summary that may be a target's outcome in other words, if there is one.

    Those *taken*, by id, answer other targets. Beside the figure that is most alike the same thing may be
    told once more: 新建7万套、累计61万套.
    """
    for near in facts.near.get(target.id, ()):
        likest = facts.by_id.get(near.fact)
        if likest is None or likest.ahead or likest.summary not in later:
            continue
        beside = facts.by_indicator[likest.indicator] if likest.indicator else ()
        for fact in (likest, *beside):
            free = fact.summary == likest.summary and not fact.ahead and fact.id not in taken
            if free and _may_be(facts, target, fact, near.likeness, is_likest=fact is likest):
                return Near(fact, near.likeness)
    return None


def _may_be(facts: Facts, target: Fact, fact: Fact, likeness: int, *, is_likest: bool) -> bool:
    """Whether a figure that is so alike may be a target's outcome; one beside the likest must be near it."""
    of_years = is_likest and "/" in fact.key.period
    if target.unit_class != fact.unit_class or (is_far(target, fact) and not of_years):
        return False
    if not _may_be_of(facts, target, fact):
        return False
    is_near = _is_near(target, fact, Fraction(0) if target.form == "ratio" else _NEAR)
    return (is_likest and likeness >= SURE) or (is_near and likeness >= LIKELY)


def _unnamed_outcome(
    facts: Facts, target: Fact, later: Collection[str], taken: AbstractSet[str]
) -> Near | None:
    """Return the figure that may tell of a draft's target in other words, though nothing joins them.

    Its words are alike, and it is of one magnitude; the less alike, the more must be in common: a run of
    words (建设“水盆子”684个, “水盆子”1459个), or a unit that few figures have (开行2500列).
    """
    if target.coded or target.measure not in {"level", "share"}:
        return None
    reading = facts.derive(_Around)
    read = (fact for summary in later for fact in reading.told(summary, target) if fact.section != "note")
    told = [fact for fact in read if has_unit_of(fact, target)]
    scored = [
        (reading.likeness(target, fact), fact)
        for fact in told
        if fact.id not in taken and _is_of_magnitude(target, fact)
    ]
    for score, best in sorted(scored, key=lambda one: -one[0]):
        if score < _LEAST_ALIKE:
            break
        of_all = is_of_new(facts, target) and is_of_all(facts, best)
        if not of_all and _may_be_of(facts, target, best):
            rare = sum(fact.unit == target.unit for fact in told) <= _SEEN
            return Near(best, score) if _is_enough(facts, target, best, score, rare=rare) else None
    return None


def _is_enough(facts: Facts, target: Fact, best: Fact, score: int, *, rare: bool) -> bool:
    """Whether so much likeness makes a figure a likely outcome."""
    homes = best.unit != target.unit and {best.unit, target.unit} <= {*words("units_of_homes")}
    run = len(_in_common(facts, target, best))
    if score >= _MUCH or (score >= _RATHER and run >= _RUN) or (homes and score >= SURE):
        return True
    if best.unit != target.unit:
        return False
    near = "/" in best.key.period or _is_near(target, best, _NEAR)
    return (rare and score >= _ALIKE and near) or (share_of(target, best) == 1 and run >= _WORD)


_LEAST_ALIKE = 100
"""Less than this tells nothing, even of one value."""
_RATHER, _MUCH, _RUN = 250, 400, 3
"""Likeness, in thousandths, that is enough with a run of so many common characters, and without one."""
_WORD = 2
"""So many common characters are a word."""
_LEAST_OF_RATE, _HALF, _NEARLY_ALL, _WHOLLY = 30, 45, 85, 100
"""Percent of a name that a rate must have beside it; that are enough to be of it; that name it."""
_SPREAD = Fraction(5, 2)
"""So many times a target, or that part of it, is still of its magnitude."""


def _is_of_magnitude(target: Fact, fact: Fact) -> bool:
    share = share_of(target, fact)
    return share is not None and 1 / _SPREAD <= share <= _SPREAD


def _may_be_of(facts: Facts, target: Fact, fact: Fact) -> bool:
    """Whether the words beside a figure say something of what a target is of, and not of its neighbours.

    新增甲企业5户、乙企业30户 is followed by 乙企业41户: of 甲 that tells nothing.
    """
    if are_contrasts(words_of(facts, target), words_of(facts, fact)):
        return False
    own = percent_said(core_of_target(facts, target), words_of(facts, fact))
    if own >= _HALF:
        return True
    rate = target.form == "ratio"
    if own < (_LEAST_OF_RATE if rate else 1) and not _is_near(target, fact, Fraction(0) if rate else _NEAR):
        return False
    name = core_of(facts.name_of(fact))
    rivals = (one for one in facts.by_summary[target.summary] if one is not target and one.ahead)
    rivals = (one for one in rivals if one.unit_class == target.unit_class)
    beside = (one for one in rivals if same_sentence(facts, one, target))
    return not any(percent_said(name, facts.name_of(one)) >= _NEARLY_ALL for one in beside)


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
    return f"{row_before(facts, fact)}|{clause_behind(facts, fact)}"


def _is_near(target: Fact, fact: Fact, most: Fraction) -> bool:
    """Whether a value is so far, in parts of the target, from it at most."""
    share = share_of(target, fact)
    return share is not None and abs(share - 1) <= most
