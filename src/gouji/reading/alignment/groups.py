"""Which forms of phrases go together: joined step by step, except those that cannot be one indicator."""

from collections.abc import Mapping
from typing import NamedTuple

from gouji.facts.table.joined import Joined
from gouji.reading.alignment.partners import Figure

Usage = tuple[str, str]
"""A place, and a phrase or a normal form that its documents use."""


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
        year: The year that it reviews; None where nobody says.
        phrase: What the figure measures; may be empty.
        role: What kind of figure it is.
        figure: The same with the words around it; None for what is no figure.
    """

    summary: str
    year: int | None
    place: str
    phrase: str
    role: Role = Role()
    figure: Figure | None = None


class Groups:
    """Forms of places, joined step by step (union-find), except those that one document keeps apart."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self._listed = listed
        self._parents: dict[Usage, Usage] = {}
        self._roles: dict[Usage, set[tuple[str, Role]]] = {}
        self._ids: dict[Usage, set[str]] = {}
        self._figures: dict[Usage, list[Figure]] = {}
        self.joined: dict[Usage, Joined] = {}

    def add(self, form: Usage, wording: Wording) -> None:
        """Add a form and a figure that a summary tells in its words."""
        self._parents.setdefault(form, form)
        self._roles.setdefault(form, set()).add((wording.summary, wording.role))
        if wording.phrase in self._listed:
            self._ids.setdefault(form, set()).add(self._listed[wording.phrase])
        if wording.figure:
            self._figures.setdefault(form, []).append(wording.figure)

    def root(self, form: Usage) -> Usage:
        """Return the form that stands for all that a form was joined with."""
        while self._parents[form] != form:
            form = self._parents[form]
        return form

    def join(self, one: Usage, two: Usage) -> bool:
        """Join two forms; False where they cannot be one.

        So it is where a document tells both in one role, a person listed them apart or refused to join them,
        or figures of one kind are of other magnitudes.
        """
        first, second = sorted(map(self.root, (one, two)), key=lambda form: (len(form[1]), form))
        if first == second:
            return True
        ids = self._ids.get(first, set()) | self._ids.get(second, set())
        some, others = self._figures.get(first, []), self._figures.get(second, [])
        if len(ids) > 1 or not self._roles[first].isdisjoint(self._roles[second]):
            return False
        if any((a.kind == b.kind and not a.is_near(b)) or not a.may_be(b) for a in some for b in others):
            return False
        self._parents[second] = first
        self._roles[first] |= self._roles[second]
        self._ids[first] = ids
        self._figures[first] = some + others
        return True
