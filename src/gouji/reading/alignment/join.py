"""Which phrases of several documents are one indicator, and by what evidence.

Evidence is one of five: both are in the table of names; both have one normal form; they differ in the verb of
one act alone; one document restates a value that the other told; or they differ in one word that may go
unsaid, and in nothing else that is told. What one document tells apart is never joined by the last three.
All else is left apart; what comes close is for ``near``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.reading.alignment.known_indicators import known_as
from gouji.reading.alignment.normal_form import bare_of, core_of, is_act, normal_form, pairs_of, shorter_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Said = tuple[str, str]
"""A place, and a phrase or a form that its documents use."""
Evidence = Literal["name", "known", "form", "core", "value", "unsaid"]
"""It is called so; its name is in the table; it has the same normal form, or the same but for the verb of one
act (建成, 新建); it restates the same value; it has a word more or less that may go unsaid (城镇老旧小区)."""


class Role(NamedTuple):
    """What two figures of one document must share to be told apart by their words alone.

    A target and last year's outcome may be worded differently, and are of one thing.

    Attributes:
        measure: ``level``, ``growth`` and so on.
        period: As written.
        unit: Its unit class.
        ahead: Aimed at, not told.
    """

    measure: str = ""
    period: str = ""
    unit: str = ""
    ahead: bool = False


class Wording(NamedTuple):
    """A figure of a document, as far as alignment asks for it.

    Attributes:
        summary: Id of the summary.
        place: Whose it is.
        phrase: What the figure is of.
        value: What two summaries must tell alike to restate a value (measure, period, bounds, unit); empty
            where the figure is too round to be known again.
        role: What kind of figure it is.
    """

    summary: str
    place: str
    phrase: str
    value: tuple[str, ...] = ()
    role: Role = Role()


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the phrases of documents are called together.

    Attributes:
        ids: The indicator of each phrase, by place and phrase.
        evidence: Of each indicator its phrases, and why each belongs to it.
    """

    ids: Mapping[Said, str]
    evidence: Mapping[str, Mapping[str, Evidence]]

    def id_of(self, place: str, phrase: str) -> str:
        """Return the indicator that a phrase names; the phrase itself where nothing joins it."""
        return self.ids.get((place, phrase), phrase)


def align(wordings: Iterable[Wording]) -> Alignment:
    """Join the phrases of documents; the order of documents makes no difference."""
    said = [one for one in wordings if one.phrase]
    forms = {(one.place, one.phrase): _form(one) for one in said}
    groups = _Groups()
    for one in said:
        groups.add((one.place, forms[one.place, one.phrase]), (one.summary, one.role))
    groups.join_all(_alike(groups, bare_of), "core", by_role=True)
    groups.join_all(_alike((one for one in groups if is_act(one[1])), core_of), "core", by_role=True)
    groups.join_all(_alike(groups, core_of), "core")
    groups.join_all(_restated(said, forms), "value")
    groups.join_all(_unsaid(groups), "unsaid", by_role=True)
    return _alignment(forms, groups)


class _Groups:
    """Forms of places, joined step by step; what one document tells apart is never joined."""

    def __init__(self) -> None:
        self._above: dict[Said, Said] = {}
        self._tellers: dict[Said, set[tuple[str, Role]]] = {}
        self.why: dict[Said, Evidence] = {}

    def __iter__(self) -> Iterator[Said]:
        return iter(self._above)

    def add(self, one: Said, told: tuple[str, Role]) -> None:
        """Enter a form that a summary tells in a role."""
        self._above.setdefault(one, one)
        self._tellers.setdefault(one, set()).add(told)

    def root(self, one: Said) -> Said:
        while self._above[one] != one:
            one = self._above[one]
        return one

    def join_all(self, pairs: Iterable[tuple[Said, Said]], why: Evidence, *, by_role: bool = False) -> None:
        """Join forms; *by_role*: a document tells two apart only where it tells both in one role."""
        for one, two in sorted(pairs):
            self._join(one, two, why, by_role=by_role)

    def counted_alike(self, one: Said, two: Said) -> bool:
        """Say whether both are told in one measure and unit, and not as mere growth."""
        first, second = (
            {(role.measure, role.unit) for _, role in self._tellers[self.root(form)]} for form in (one, two)
        )
        return any(measure != "growth" for measure, _ in first & second)

    def _join(self, one: Said, two: Said, why: Evidence, *, by_role: bool) -> None:
        first, second = sorted((self.root(one), self.root(two)), key=lambda said: (len(said[1]), said))
        if first != second and not self._apart(first, second, by_role=by_role):
            self._above[second] = first
            self._tellers[first] |= self._tellers[second]
            self.why.setdefault(one, why)
            self.why.setdefault(two, why)

    def _apart(self, first: Said, second: Said, *, by_role: bool) -> bool:
        """Whether a document tells two forms apart."""
        one, two = self._tellers[first], self._tellers[second]
        return bool(
            one & two if by_role else {summary for summary, _ in one} & {summary for summary, _ in two}
        )


def _form(one: Wording) -> str:
    """The name in the table, or else the normal form."""
    form = normal_form(one.phrase, one.place)
    known = known_as(one.phrase) or known_as(form)
    return known.id if known else form


def _alike(forms: Iterable[Said], rest: Callable[[str], str]) -> Iterator[tuple[Said, Said]]:
    """Forms of a place of which *rest* leaves the same: those that differ in the verb of one act alone."""
    first: dict[Said, Said] = {}
    for place, form in sorted(forms):
        core = (place, rest(form))
        if first.setdefault(core, (place, form)) != (place, form):
            yield first[core], (place, form)


def _unsaid(groups: _Groups) -> Iterator[tuple[Said, Said]]:
    """Forms of a place that differ in one word that may go unsaid, where neither has another such partner."""
    cores: dict[Said, list[Said]] = defaultdict(list)
    for place, form in groups:
        if known_as(form) is None:
            cores[place, core_of(form)].append((place, form))
    alike = [((place, core), (place, less)) for place, core in cores for less in shorter_of(core)]
    alike = [pair for pair in alike if pair[1] in cores]
    partners = Counter(one for pair in alike for one in pair)
    for one, two in alike:
        if partners[one] == partners[two] == 1:
            pairs = product(cores[one], cores[two])
            yield from (pair for pair in pairs if groups.counted_alike(*pair))


def _restated(wordings: Iterable[Wording], forms: Mapping[Said, str]) -> Iterator[tuple[Said, Said]]:
    """Forms of a place that tell one value, where two tell it and share half of their words."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in wordings:
        if one.value:
            told[one.place, *one.value].add(forms[one.place, one.phrase])
    for (place, *_), some in told.items():
        if len(some) == 2:
            first, second = sorted(some)
            if akin(first, second) * 2 >= 1:
                yield (place, first), (place, second)


def _alignment(forms: Mapping[Said, str], groups: _Groups) -> Alignment:
    classes: dict[Said, list[Said]] = defaultdict(list)
    for (place, phrase), form in forms.items():
        classes[groups.root((place, form))].append((place, phrase))
    # What two places tell in the same words bears one name; whose it is the facts say.
    ids: dict[Said, str] = {}
    evidence: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for members in classes.values():
        name = _name({phrase: forms[place, phrase] for place, phrase in members})
        ids.update(dict.fromkeys(members, name))
        for place, phrase in sorted(members):
            why = _why(name, phrase, (place, forms[place, phrase]), forms, groups)
            evidence[name].setdefault(phrase, why)
    return Alignment(ids, evidence)


def _name(phrases: Mapping[str, str]) -> str:
    """What phrases (with their forms) are called together: as in the table, or else as the shortest."""
    known = sorted(form for form in phrases.values() if known_as(form))
    return known[0] if known else min(phrases, key=lambda phrase: (len(phrase), phrase))


def _why(name: str, phrase: str, said: Said, forms: Mapping[Said, str], groups: _Groups) -> Evidence:
    place, form = said
    if phrase == name:
        return "name"
    if form == name and known_as(name):
        return "known"
    return "form" if forms.get((place, name)) == form else groups.why.get(said, "value")


def akin(one: str, two: str) -> Fraction:
    """Return how many of the pairs of characters of the shorter phrase the other one has, from 0 to 1."""
    left, right = pairs_of(one), pairs_of(two)
    least = min(len(left), len(right))
    return Fraction(len(left & right), least) if least else Fraction(0)


def restatable(quote: str) -> bool:
    """Say whether a printed figure is precise enough to be known again: by three digits that are no zeros."""
    return len(_NO_DIGIT.sub("", quote).strip("0")) >= 3


_NO_DIGIT = re.compile("[^0-9]")
