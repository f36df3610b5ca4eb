"""Which phrases of several documents are one indicator, and on what evidence.

Phrases with one name in the table, or with one normal form, are one indicator. Those of two documents of one
place, at most two years apart, are joined where figures of them are each other's best partner by the words
around them; never those that one document keeps apart, that a person listed apart or refused, and contrasts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Literal

from gouji.facts.table.joined import CLEARLY, Joined
from gouji.reading.alignment.contrasts import are_contrasts, common_words, have_little_in_common
from gouji.reading.alignment.groups import Groups, Usage, Wording
from gouji.reading.alignment.partners import Figure, Match, matches, neighbours
from gouji.reading.alignment.rarity import pairs_in, rarity
from gouji.reading.lexicon.nouns import known_as, normal_form

Evidence = Literal["name", "known", "form", "likeness"]
"""The phrase is the name; is in the table; has the same normal form; its figures are surely of one thing."""
NOWHERE = -1
"""The row of what is no figure."""
_RICH = 100
"""A phrase whose pairs of characters are less rare than this together names nothing by itself: 投资, 收入."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which phrases of documents are one indicator.

    Attributes:
        ids: The indicator of each phrase, by place and phrase.
        evidence: The phrases of each indicator, and why each belongs to it.
        joined: How phrases other than the indicator's own were joined, by place and phrase.
        near: Figures of two documents that are each other's best partner, whether or not they were joined.
        rows: The place and phrase by which single figures go whose own words name nothing, by their rows.
        single: How these were joined, by their rows.
    """

    ids: Mapping[Usage, str]
    evidence: Mapping[str, Mapping[str, Evidence]]
    joined: Mapping[Usage, Joined] = field(default_factory=dict)
    rows: Mapping[int, Usage] = field(default_factory=dict)
    near: Sequence[Match] = ()
    single: Mapping[int, Joined] = field(default_factory=dict)

    def id_of(self, place: str, phrase: str, row: int = NOWHERE) -> str:
        """Return the indicator of a phrase, or of the figure in a row; the phrase where nothing joins it."""
        usage = self.rows.get(row, (place, phrase))
        return self.ids.get(usage, usage[1])

    def joined_of(self, place: str, phrase: str, row: int = NOWHERE) -> Joined | None:
        """Return how a phrase, or the figure in a row, was joined; None where it needed no joining."""
        return self.single.get(row) or self.joined.get((place, phrase))


def align(wordings: Iterable[Wording], listed: Mapping[str, str] | None = None) -> Alignment:
    """Join the phrases of documents; the order of documents does not matter.

    *listed* are the indicators that a person listed, by their names: two of them are never joined.
    """
    found = list(wordings)
    forms = {(one.place, one.phrase): _form(one.place, one.phrase) for one in found if one.phrase}
    groups = Groups(listed or {})
    for one in found:
        if one.phrase:
            groups.add((one.place, forms[one.place, one.phrase]), one)
    usages = {one.figure.row: (one.place, one.phrase) for one in found if one.figure}
    single: dict[int, tuple[Usage, Joined]] = {}
    near = sorted(_matches(found), key=_strength)
    for match in near:
        if match.grade != "likely":
            _join(match, usages, forms, groups, single)
    return replace(_alignment(forms, groups, single), near=near)


def _form(place: str, phrase: str) -> str:
    """Return the name in the table, or else the normal form."""
    form = normal_form(phrase, place)
    known = known_as(phrase) or known_as(form)
    return known.id if known else form


def _matches(wordings: Iterable[Wording]) -> Iterator[Match]:
    """Yield figures of two documents of a place that are each other's best partner."""
    documents: dict[str, dict[tuple[int, str], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in wordings:
        if one.figure and one.place and one.year is not None:
            documents[one.place][one.year, one.summary].append(one.figure)
    for some, others in neighbours(documents):
        yield from matches(some, others)


def _strength(match: Match) -> tuple[int, str, str, str, str]:
    """The surest first, and nothing that depends on the order of documents."""
    first, second = match.first, match.second
    return -match.likeness, first.phrase, second.phrase, first.summary, second.summary


def _join(
    match: Match,
    usages: Mapping[int, Usage],
    forms: Mapping[Usage, str],
    groups: Groups,
    single: dict[int, tuple[Usage, Joined]],
) -> None:
    """Join what two figures are of, or a figure whose own words name nothing with what the other is of."""
    figures = (match.first, match.second)
    used = [usages[one.row] for one in figures]
    own = [(place, forms.get((place, phrase), "")) for place, phrase in used]
    if (own[0] == own[1] and own[0][1]) or are_contrasts(own[0][1], own[1][1]):
        return
    told = [Joined(used[at][1], used[1 - at][1], match.likeness, match.next_best) for at in (0, 1)]
    rich = [_is_rich(form) for _, form in own]
    if all(rich):
        apart = match.likeness < CLEARLY and have_little_in_common(own[0][1], own[1][1])
        if not apart and groups.join(*own):
            for form, joined in zip(own, told, strict=True):
                groups.joined.setdefault(form, joined)
    elif any(rich):
        poor = rich.index(False)
        single.setdefault(figures[poor].row, (used[1 - poor], told[poor]))
    elif _is_rich(name := common_words(match.first.words, match.second.words)):
        for at in (0, 1):
            single.setdefault(figures[at].row, ((used[at][0], name), told[at]))


def _is_rich(form: str) -> bool:
    """Whether a form names something by itself."""
    return known_as(form) is not None or sum(map(rarity, set(pairs_in(form)))) >= _RICH


def _alignment(
    forms: Mapping[Usage, str], groups: Groups, single: Mapping[int, tuple[Usage, Joined]]
) -> Alignment:
    classes: dict[Usage, list[Usage]] = defaultdict(list)
    for (place, phrase), form in forms.items():
        classes[groups.root((place, form))].append((place, phrase))
    # The same words of two places get one name; the facts say which place they are about.
    ids: dict[Usage, str] = {}
    evidence: dict[str, dict[str, Evidence]] = defaultdict(dict)
    joined: dict[Usage, Joined] = {}
    for (_, main), members in classes.items():
        name = _name({phrase: forms[place, phrase] for place, phrase in members})
        forms_of_name = {forms[usage] for usage in members if usage[1] == name}
        ids.update(dict.fromkeys(members, name))
        for place, phrase in sorted(members):
            form = forms[place, phrase]
            evidence[name].setdefault(phrase, _why(name, phrase, form, forms_of_name))
            if form != main and (place, form) in groups.joined:
                joined[place, phrase] = groups.joined[place, form]
    rows = {row: usage for row, (usage, _) in single.items()}
    for place, name in rows.values():
        if ids.setdefault((place, name), name) == name:
            evidence[name].setdefault(name, "name")
    return Alignment(ids, evidence, joined, rows, single={row: why for row, (_, why) in single.items()})


def _name(phrases: Mapping[str, str]) -> str:
    """Return the name for phrases (with their forms): that in the table, or else the shortest phrase."""
    known = sorted(form for form in phrases.values() if known_as(form))
    return known[0] if known else min(phrases, key=lambda phrase: (len(phrase), phrase))


def _why(name: str, phrase: str, form: str, forms_of_name: AbstractSet[str]) -> Evidence:
    if phrase == name:
        return "name"
    if form == name and known_as(name):
        return "known"
    return "form" if form in forms_of_name else "likeness"
