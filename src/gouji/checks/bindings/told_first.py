"""Which of several is told to be first, beside their figures: 东镇96.2分，西镇94.6分，西镇最高."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages_read, whole_number
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern, words


class _Run(NamedTuple):
    """Figures of one unit, each behind a name.

    Attributes:
        values: Each by its name, with where it stands in the sentence.
        noun: The words that say once what they are of.
        end: Where the last one ends.
    """

    values: Mapping[str, tuple[Fraction, tuple[int, int]]]
    unit: str
    noun: str
    end: int


def told_first(facts: Facts) -> Iterator[Verdict]:
    """Yield whether the one that a sentence calls the highest or the lowest is that among those it lists."""
    for passage in passages_read(facts):
        if pattern("sign_of_first").search(passage.text):
            yield from _of_runs(facts, passage)


def _of_runs(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    runs = [*_in_turn(passage.text), *_respectively(passage.text)]
    told = pattern("told_as_first"), pattern("first_told_behind")
    firsts = [one for first in told for one in first.finditer(passage.text)]
    for found in sorted(firsts, key=re.Match.start) if runs else ():
        before = [
            (run, who) for run in runs if run.end <= found.start() and (who := _who(found["subject"], run))
        ]
        if _goes_on_from_another(firsts, found, runs):
            continue
        if before and not pattern("own_value_behind").match(passage.text, found.end()):
            run, who = max(before, key=lambda one: one[0].end)
            others = pattern("value_in_turn").finditer(passage.text, run.end, found.start())
            if all(one["unit"].startswith(run.unit) for one in others):
                yield _verdict(facts, passage, found, run, who)


def _goes_on_from_another(
    firsts: Sequence[re.Match[str]], found: re.Match[str], runs: Sequence[_Run]
) -> bool:
    """Whether the clause before tells who is first in something else: 综合得分云台县最高，清溪县最低."""
    before = [one for one in firsts if one.end() < found.start() <= one.end() + _CLOSE]
    return any(
        not _who(one["subject"], run) and any(name[-_SHORTEST:] in one["subject"] for name in run.values)
        for one in before
        for run in runs
    )


_CLOSE = 3
"""Characters from one clause to the next."""


def _who(subject: str, run: _Run) -> str:
    """Return which of a run is said to be first; empty for none, and where it is so in something else.

    The first of a run may be told with what all of it is of: 优良天数比例清溪县, 一号线产量.
    """
    subject = pattern("among_those_told").sub("", subject)
    first = next(iter(run.values))
    if len(subject) >= _SHORTEST and first != subject and first.startswith(subject) | first.endswith(subject):
        return first
    for name in run.values:
        noun = subject.removeprefix(name)
        if len(noun) < len(subject) and (
            not noun or noun in run.noun or pattern("noun_of_first").fullmatch(noun + run.unit)
        ):
            return name
    return ""


def _verdict(facts: Facts, passage: Passage, found: re.Match[str], run: _Run, who: str) -> Verdict:
    own, place = run.values[who]
    best = max(run.values.values()) if found["least"] is None else min(run.values.values())
    if own == best[0]:
        return consistent(passage.placed(facts, *found.span("told")))
    told, value = passage.quoted(facts, *found.span("told")), passage.quoted(facts, *place)
    other = passage.quoted(facts, *best[1])
    return inconsistent(
        told, value, other, message="told-first", algebra=f"{value.quote} ≠ {other.quote}",
        value=value.quote, other=other.quote,
    )  # fmt: skip


def _in_turn(text: str) -> Iterator[_Run]:
    """Yield runs of names and figures: 柳林镇96.2分，河口镇94.6分、东岗镇91.8分."""
    runs: list[list[re.Match[str]]] = []
    named = pattern("named_value"), pattern("long_named_value")
    told = [one for value in named for one in value.finditer(text)]
    for found in sorted(told, key=re.Match.start):
        if pattern("no_name_of_run").search(found["name"]):
            continue
        if runs and _goes_on(runs[-1], found):
            runs[-1].append(found)
        else:
            runs.append([found])
    for first, *others in runs:
        values = {one["name"]: (number_in(one["value"]), one.span("value")) for one in (first, *others)}
        noun = text[max(0, first.start() - _NOUN) : first.start()]
        if others:
            yield _Run(values, first["unit"], noun, others[-1].end())


def _goes_on(run: Sequence[re.Match[str]], found: re.Match[str]) -> bool:
    """Whether a name and a figure are right behind others, in their unit, of one not yet named."""
    beside = found.start() <= run[-1].end() + 1 and found["unit"] == run[-1]["unit"]
    return beside and all(found["name"] != one["name"] for one in run)


_SHORTEST = 2
_NOUN = 24
"""Characters before a run that may say what it is of."""


def _respectively(text: str) -> Iterator[_Run]:
    """Yield runs of names before their figures: 1路、3路、21路年客运量分别为386万、412万和438万人次."""
    for found in pattern("named_respectively").finditer(text) if words("sign_of_turns")[0] in text else ():
        names = pattern("joins_listed_names").split(found["names"])
        values = list(pattern("value_in_turn").finditer(found["values"]))
        units = {one["unit"] for one in values if one["unit"]}
        scales = {one["big"] for one in values}
        if len(names) != len(values) or len(units) != 1 or len(scales) > 1 or len(set(names)) < len(names):
            continue
        at = found.start("values")
        told = {
            name: (number_in(one["value"]), (at + one.start(), at + one.end()))
            for name, one in zip(names, values, strict=True)
        }
        yield _Run(told, units.pop(), found["noun"], found.end())


def places_of_all(facts: Facts) -> Iterator[Verdict]:
    """Yield whether a place is one among as many as are told right before it: 12所高中里，我校列第13位."""
    for passage in passages_read(facts):
        for found in pattern("number_ranked").finditer(passage.text) if "第" in passage.text else ():
            yield from _places(facts, passage, found)


def _places(facts: Facts, passage: Passage, found: re.Match[str]) -> Iterator[Verdict]:
    number, last = whole_number(found["all"]), found.end()
    for place in pattern("place_among_them").finditer(passage.text, found.end()):
        far = place.end() - last > _REACH
        if far or pattern("another_field").search(passage.text, last, place.start("number")):
            return
        if whole_number(place["number"]) <= number:
            yield consistent(passage.placed(facts, *place.span("told")))
        else:
            bound = passage.quoted(facts, *place.span("told"))
            of = passage.quoted(facts, *found.span("count"))
            yield inconsistent(
                bound, of, message="place-of-none", algebra=f"{bound.quote} > {of.quote}", most=of.quote
            )
        last = place.end()


_REACH = 48
"""Characters behind the number of those that are ranked, or behind a place, in which the next is told."""
