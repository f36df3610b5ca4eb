"""Which phrases of several documents are one indicator, and by what evidence.

Evidence is one of three: both are in the table of names, both have one normal form, or one document restates
a value that the other told. Phrases that one document tells apart are never joined by a restated value. All
else is left apart; what comes close is for ``near``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.facts.alignment.known import known_as
from gouji.facts.alignment.normal import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Said = tuple[str, str]
"""A place, and a phrase or a form that its documents use."""
Evidence = Literal["name", "known", "form", "value"]
"""It is called so; its name is in the table; it has the same normal form; it restates the same value."""


class Wording(NamedTuple):
    """A figure of a document, as far as alignment asks for it.

    Attributes:
        summary: Id of the summary.
        place: Whose it is.
        phrase: What the figure is of.
        value: What two summaries must tell alike to restate a value (measure, period, bounds, unit); empty
            where the figure is too round to be known again.
    """

    summary: str
    place: str
    phrase: str
    value: tuple[str, ...] = ()


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


def align(wordings: Sequence[Wording]) -> Alignment:
    """Join the phrases of documents; the order of documents makes no difference."""
    forms = {(one.place, one.phrase): _form(one) for one in wordings if one.phrase}
    roots = _restated(wordings, forms)
    classes: dict[str, set[Said]] = defaultdict(set)
    for said, form in forms.items():
        classes[roots.get((said[0], form), form)].add(said)
    ids: dict[Said, str] = {}
    evidence: dict[str, Mapping[str, Evidence]] = {}
    for members in classes.values():
        name = _name(members, forms)
        ids.update(dict.fromkeys(members, name))
        told = {
            phrase: _evidence(name, phrase, forms[place, phrase], forms) for place, phrase in sorted(members)
        }
        evidence[name] = told
    return Alignment(ids, evidence)


def _form(one: Wording) -> str:
    """The name in the table, or else the normal form."""
    form = normal_form(one.phrase, one.place)
    known = known_as(one.phrase) or known_as(form)
    return known.id if known else form


def _name(members: Iterable[Said], forms: Mapping[Said, str]) -> str:
    """What an indicator is called: as in the table, or else by the shortest of its phrases."""
    known = sorted({form for said in members if known_as(form := forms[said])})
    phrases = sorted({phrase for _, phrase in members}, key=lambda phrase: (len(phrase), phrase))
    return known[0] if known else phrases[0]


def _evidence(name: str, phrase: str, form: str, forms: Mapping[Said, str]) -> Evidence:
    if phrase == name:
        return "name"
    if form == name and known_as(name):
        return "known"
    alike = any(other == form and phrase_ == name for (_, phrase_), other in forms.items())
    return "form" if alike else "value"


def _restated(wordings: Sequence[Wording], forms: Mapping[Said, str]) -> dict[Said, str]:
    """Forms of a place that restate a value under another one: each with the form that stands for both."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    tellers: dict[Said, set[str]] = defaultdict(set)
    for one in wordings:
        if one.phrase:
            form = forms[one.place, one.phrase]
            tellers[one.place, form].add(one.summary)
            if one.value:
                told[one.place, *one.value].add(form)
    roots: dict[Said, str] = {}
    for (place, *_), some in sorted(told.items()):
        pair = [(place, form) for form in sorted(some)]
        if len(pair) == 2 and not roots.keys() & set(pair) and _may_be_one(pair[0], pair[1], tellers):
            roots.update(dict.fromkeys(pair, pair[0][1]))
    return roots


def _may_be_one(one: Said, two: Said, tellers: Mapping[Said, set[str]]) -> bool:
    """Whether no document tells the two apart, and they are worded alike."""
    return not tellers[one] & tellers[two] and akin(one[1], two[1]) * 2 >= 1


def akin(one: str, two: str) -> Fraction:
    """Return how many of the pairs of characters of the shorter phrase the other one has, from 0 to 1."""
    left, right = _pairs(one), _pairs(two)
    least = min(len(left), len(right))
    return Fraction(len(left & right), least) if least else Fraction(0)


def _pairs(phrase: str) -> set[str]:
    return {phrase[place : place + 2] for place in range(len(phrase) - 1)}


def restatable(quote: str) -> bool:
    """Say whether a printed figure is precise enough to be known again: by three digits that are no zeros."""
    return len(_NO_DIGIT.sub("", quote).strip("0")) >= 3


_NO_DIGIT = re.compile("[^0-9]")
