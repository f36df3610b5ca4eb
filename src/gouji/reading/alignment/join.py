"""Which phrases of several documents are one indicator, and on what evidence.

Evidence is one of five: both are in the table of names; both have one normal form; they differ only in the
verb of one act; one document restates a value that the other reported; or they differ in one word that may be
omitted, and in nothing else stated. Phrases that one document keeps apart are never joined by the last three.
Other phrases are left apart; those that come close are for ``suggestions``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal, NamedTuple

from gouji.reading.alignment.normal_form import (
    is_act,
    known_as,
    normal_form,
    pairs_of,
    shorter_of,
    without_act,
    without_weak_verbs,
)

Usage = tuple[str, str]
"""A place, and a phrase or a normal form that its documents use."""
Evidence = Literal["name", "known", "form", "core", "value", "unsaid"]
"""The phrase is the name; it is in the table; it has the same normal form, or the same except for the verb of
one act (建成, 新建); it restates the same value; it differs by a word that may be omitted (城镇老旧小区)."""


class Role(NamedTuple):
    """What two figures of one document must share for their words alone to keep them apart.

    A target and last year's outcome may be worded differently and still be one indicator.

    Attributes:
        measure: ``level``, ``growth`` and so on.
        period: As written.
        unit: Its unit class.
        ahead: Whether it is a target or plan, not an outcome.
    """

    measure: str = ""
    period: str = ""
    unit: str = ""
    ahead: bool = False


class Wording(NamedTuple):
    """A figure of a document, as alignment needs it.

    Attributes:
        summary: Id of the summary.
        place: The place that it is about.
        phrase: What the figure measures.
        value: What two summaries must share to restate a value (measure, base, period, bounds, unit); empty
            where the figure is too round to be recognised.
        role: What kind of figure it is.
    """

    summary: str
    place: str
    phrase: str
    value: tuple[str, ...] = ()
    role: Role = Role()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which phrases of documents are one indicator.

    Attributes:
        ids: The indicator of each phrase, by place and phrase.
        evidence: The phrases of each indicator, and why each belongs to it.
    """

    ids: Mapping[Usage, str]
    evidence: Mapping[str, Mapping[str, Evidence]]

    def id_of(self, place: str, phrase: str) -> str:
        """Return the indicator that a phrase names; the phrase itself where nothing joins it."""
        return self.ids.get((place, phrase), phrase)


def align(wordings: Iterable[Wording]) -> Alignment:
    """Join the phrases of documents; the order of documents does not matter."""
    phrased = [wording for wording in wordings if wording.phrase]
    usages = dict.fromkeys((wording.place, wording.phrase) for wording in phrased)
    forms = {usage: _form(*usage) for usage in usages}
    groups = _Groups()
    for wording in phrased:
        groups.add((wording.place, forms[wording.place, wording.phrase]), (wording.summary, wording.role))
    groups.join_all(_equal_by(groups, without_weak_verbs), "core", by_role=True)
    groups.join_all(
        _equal_by((usage for usage in groups if is_act(usage[1])), without_act), "core", by_role=True
    )
    groups.join_all(_equal_by(groups, without_act), "core")
    groups.join_all(_restated(phrased, forms), "value")
    groups.join_all(_omitting(groups), "unsaid", by_role=True)
    return _alignment(forms, groups)


class _Groups:
    """Forms of places, joined step by step (union-find), except those that one document keeps apart."""

    def __init__(self) -> None:
        self._parents: dict[Usage, Usage] = {}
        self._roles: dict[Usage, set[tuple[str, Role]]] = {}
        self.why: dict[Usage, Evidence] = {}

    def __iter__(self) -> Iterator[Usage]:
        return iter(self._parents)

    def add(self, form: Usage, role: tuple[str, Role]) -> None:
        """Add a form that a summary uses in a role."""
        self._parents.setdefault(form, form)
        self._roles.setdefault(form, set()).add(role)

    def root(self, form: Usage) -> Usage:
        while self._parents[form] != form:
            form = self._parents[form]
        return form

    def join_all(self, pairs: Iterable[tuple[Usage, Usage]], why: Evidence, *, by_role: bool = False) -> None:
        """Join forms that no document keeps apart by using both; *by_role*: by using both in one role."""
        for pair in sorted(pairs):
            first, second = sorted(map(self.root, pair), key=lambda form: (len(form[1]), form))
            one, two = (
                {used if by_role else used[0] for used in self._roles[form]} for form in (first, second)
            )
            if one.isdisjoint(two):
                self._parents[second] = first
                self._roles[first] |= self._roles[second]
                for form in pair:
                    self.why.setdefault(form, why)

    def comparable(self, one: Usage, two: Usage) -> bool:
        """Return whether both are reported in one measure and unit, other than growth."""
        first, second = (
            {(role.measure, role.unit) for _, role in self._roles[self.root(form)]} for form in (one, two)
        )
        return any(measure != "growth" for measure, _ in first & second)


def _form(place: str, phrase: str) -> str:
    """Return the name in the table, or else the normal form."""
    form = normal_form(phrase, place)
    known = known_as(phrase) or known_as(form)
    return known.id if known else form


def _equal_by(forms: Iterable[Usage], reduced: Callable[[str], str]) -> Iterator[tuple[Usage, Usage]]:
    """Yield forms of a place with the same *reduced* form: those that differ only in the verb of one act."""
    first: dict[Usage, Usage] = {}
    for place, form in sorted(forms):
        key = (place, reduced(form))
        if first.setdefault(key, (place, form)) != (place, form):
            yield first[key], (place, form)


def _omitting(groups: _Groups) -> Iterator[tuple[Usage, Usage]]:
    """Yield forms of a place that differ by one word that may be omitted, if neither has another partner."""
    cores: dict[Usage, list[Usage]] = defaultdict(list)
    for place, form in groups:
        if known_as(form) is None:
            cores[place, without_act(form)].append((place, form))
    alike = [((place, core), (place, shorter)) for place, core in cores for shorter in shorter_of(core)]
    alike = [pair for pair in alike if pair[1] in cores]
    counts = Counter(first for pair in alike for first in pair)
    for first, second in alike:
        if counts[first] == counts[second] == 1:
            pairs = product(cores[first], cores[second])
            yield from (pair for pair in pairs if groups.comparable(*pair))


def _restated(wordings: Iterable[Wording], forms: Mapping[Usage, str]) -> Iterator[tuple[Usage, Usage]]:
    """Yield forms of a place with one value, where only two have it and share half of their words."""
    reported: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for wording in wordings:
        if wording.value:
            reported[wording.place, *wording.value].add(forms[wording.place, wording.phrase])
    for (place, *_), sharing in reported.items():
        if len(sharing) == 2:
            first, second = sorted(sharing)
            if overlap(first, second) * 2 >= 1:
                yield (place, first), (place, second)


def _alignment(forms: Mapping[Usage, str], groups: _Groups) -> Alignment:
    classes: dict[Usage, list[Usage]] = defaultdict(list)
    for (place, phrase), form in forms.items():
        classes[groups.root((place, form))].append((place, phrase))
    # The same words of two places get one name; the facts say which place they are about.
    ids: dict[Usage, str] = {}
    evidence: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for members in classes.values():
        name = _name({phrase: forms[place, phrase] for place, phrase in members})
        ids.update(dict.fromkeys(members, name))
        for place, phrase in sorted(members):
            why = _why(name, phrase, (place, forms[place, phrase]), forms, groups)
            evidence[name].setdefault(phrase, why)
    return Alignment(ids, evidence)


def _name(phrases: Mapping[str, str]) -> str:
    """Return the name for phrases (with their forms): that in the table, or else the shortest phrase."""
    known = sorted(form for form in phrases.values() if known_as(form))
    return known[0] if known else min(phrases, key=lambda phrase: (len(phrase), phrase))


def _why(name: str, phrase: str, usage: Usage, forms: Mapping[Usage, str], groups: _Groups) -> Evidence:
    place, form = usage
    if phrase == name:
        return "name"
    if form == name and known_as(name):
        return "known"
    return "form" if forms.get((place, name)) == form else groups.why.get(usage, "value")


def overlap(one: str, two: str) -> Fraction:
    """Return the share of the shorter phrase's pairs of characters that the other has, from 0 to 1."""
    left, right = pairs_of(one), pairs_of(two)
    least = min(len(left), len(right))
    return Fraction(len(left & right), least) if least else Fraction(0)


def restatable(quote: str) -> bool:
    """Return whether a printed figure is precise enough to be recognised: it has three significant digits."""
    return len(_NO_DIGIT.sub("", quote).strip("0")) >= 3


_NO_DIGIT = re.compile("[^0-9]")
