"""Figures of documents that are of one thing, by the words around them: each other's best, or none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal, NamedTuple, Self

from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.facts.table.columns import AHEAD
from gouji.facts.table.joined import CLEARLY
from gouji.reading.alignment.contrasts import Words, likeness, words_around
from gouji.reading.lexicon.nouns import kind_of, known_as, normal_form

Grade = Literal["words", "likeness", "likely"]
"""The same words, and enough of them; other words, but surely of one thing; perhaps of one thing."""
_WORDS, SURE, _MARGIN, LIKELY = 200, 360, 150, 240
"""Least likeness of the same words; of others, with a margin to the next best; the margin; of what may be of
one thing."""
_LEAST = 120
_OTHER_UNIT, _OTHER_SPAN, _OTHER_BASIS = 85, 85, 60
"""Percent that remain of a likeness where unit words differ, spans of time do, or a flow meets a stock."""
_FAR = 5
"""So many times as great is no year's change: other words for such a figure are of another thing."""


class Figure(NamedTuple):
    """A figure of a text, as alignment needs it; no cell: names made of headers are alike by these.

    Attributes:
        row: Its row in the table of facts.
        phrase: What it is of, in normal form; may be empty.
        kind: What two figures must share to be compared: unit class, measure, form.
        unit: Its unit, as a word.
        blocks: Among which figures of another document its partner may be: those of the same role (target or
            outcome, so many years from that which the document reviews), and those of the same year.
        basis: ``flow`` for what came in a time, ``stock`` for what there is then; empty where nobody says.
        size: Its greatest possible value; None where it has no bounds.
        distinct: What it is surely not of, in normal form.
    """

    summary: str
    row: int
    phrase: str
    kind: tuple[str, ...]
    unit: str
    blocks: tuple[tuple[object, ...], ...]
    several_years: bool
    basis: str
    size: Fraction | None
    words: Words
    distinct: frozenset[str] = frozenset()

    def is_near(self, other: Self) -> bool:
        """Say whether two figures of a kind are of one magnitude."""
        if self.unit == "%" or not self.size or not other.size or self.is_of_other_basis(other):
            return True
        return abs(self.size) <= _FAR * abs(other.size) and abs(other.size) <= _FAR * abs(self.size)

    def is_of_other_basis(self, other: Self) -> bool:
        """Say whether one is what came in a time, and the other what there is."""
        return bool(self.basis and other.basis and self.basis != other.basis)

    def may_be(self, other: Self) -> bool:
        """Say whether two figures may be of one thing: nobody said that they are not."""
        return not (other.phrase in self.distinct or self.phrase in other.distinct)


class Match(NamedTuple):
    """Two figures that are each other's best partner.

    Attributes:
        likeness: How alike the words around them are, in thousandths.
        next_best: How alike either is to the next figure of the other document.
        grade: What that proves.
    """

    first: Figure
    second: Figure
    likeness: int
    next_best: int
    grade: Grade


APART = 2
"""Documents more years apart are no evidence."""


def neighbours(
    places: Mapping[str, Mapping[tuple[int, str], Sequence[Figure]]],
) -> Iterator[tuple[Sequence[Figure], Sequence[Figure]]]:
    """Yield the figures of two documents of one place that are near enough in time, the earlier first.

    *places* has the figures of documents by place, then by the year reviewed and the summary.
    """
    for documents in places.values():
        for ((one, _), some), ((two, _), others) in combinations(sorted(documents.items()), 2):
            if two - one <= APART:
                yield some, others


Scored = tuple[int, Figure]
"""A likeness, and the figure that is so alike."""


def matches(one: Iterable[Figure], two: Iterable[Figure]) -> Iterator[Match]:
    """Yield figures of two documents that are each other's best, in each block by itself.

    Those that are each other's best of what these leave are only likely partners.
    """
    for first, second in comparable(one, two):
        best, back = _ranked(first, second)
        found = list(_mutual(first, best, back))
        yield from found
        matched = {figure.row for match in found for figure in (match.first, match.second)}
        some, others = ([one for one in figures if one.row not in matched] for figures in (first, second))
        best, back = _left(best, some, others), _left(back, others, some)
        yield from (match._replace(grade="likely") for match in _mutual(some, best, back))


_Ranking = dict[int, list[Scored]]


def _mutual(first: Iterable[Figure], best: _Ranking, back: _Ranking) -> Iterator[Match]:
    """Yield the figures that are each other's best, and surely or perhaps of one thing."""
    for figure in first:
        for score, other in best.get(figure.row, ())[:1]:
            if back[other.row][0][1].row != figure.row:
                continue
            next_best = max(
                (ranked[1][0] for ranked in (best[figure.row], back[other.row]) if ranked[1:]), default=0
            )
            grade = _grade(figure, other, score, next_best)
            if grade:
                yield Match(figure, other, score, next_best, grade)


def _left(ranking: _Ranking, figures: Iterable[Figure], others: Iterable[Figure]) -> _Ranking:
    """Return what a ranking says of these figures and others of their magnitude."""
    rows = {other.row for other in others}
    left = {
        figure.row: [
            (score, other)
            for score, other in ranking.get(figure.row, ())
            if other.row in rows and figure.is_near(other)
        ]
        for figure in figures
    }
    return {row: ranked for row, ranked in left.items() if ranked}


def candidates(one: Iterable[Figure], two: Iterable[Figure]) -> Mapping[int, Sequence[Scored]]:
    """Return for the rows of figures those of the other document that are at all alike, the best first."""
    found: dict[int, dict[int, Scored]] = defaultdict(dict)
    for first, second in comparable(one, two):
        for row, some in _ranked(first, second)[0].items():
            found[row].update((scored[1].row, scored) for scored in some)
    return {row: sorted(some.values(), key=_rank) for row, some in found.items()}


def comparable(one: Iterable[Figure], two: Iterable[Figure]) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """Yield figures of both documents that are of one kind, and in one block."""
    first, second = _in_blocks(one), _in_blocks(two)
    yield from ((some, second[block]) for block, some in first.items() if block in second)


def _in_blocks(figures: Iterable[Figure]) -> dict[tuple[object, ...], list[Figure]]:
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        for block in figure.blocks:
            found[*block, *figure.kind].append(figure)
    return found


def _ranked(
    first: Sequence[Figure], second: Sequence[Figure]
) -> tuple[dict[int, list[Scored]], dict[int, list[Scored]]]:
    """Return for the row of each figure those of the other document by likeness, the best first."""
    there, back = defaultdict[int, list[Scored]](list), defaultdict[int, list[Scored]](list)
    for figure in first:
        for other in second:
            score = _score(figure, other)
            if score >= _LEAST and figure.may_be(other):
                there[figure.row].append((score, other))
                back[other.row].append((score, figure))
    for ranked in (*there.values(), *back.values()):
        ranked.sort(key=_rank)
    return there, back


def _rank(scored: Scored) -> tuple[int, int]:
    return -scored[0], scored[1].row


def _score(one: Figure, two: Figure) -> int:
    score = likeness(one.words, two.words)
    if one.unit != two.unit:
        score = score * _OTHER_UNIT // 100
    if one.several_years != two.several_years:
        score = score * _OTHER_SPAN // 100
    if one.is_of_other_basis(two):
        score = score * _OTHER_BASIS // 100
    return score


def _grade(one: Figure, two: Figure, score: int, next_best: int) -> Grade | None:
    if one.phrase and one.phrase == two.phrase and score >= _WORDS:
        return "words"
    if not one.is_near(two):
        # A year's figure, and that of five years.
        return "likely" if score >= SURE and one.several_years != two.several_years else None
    if score >= CLEARLY or (score >= SURE and score - next_best >= _MARGIN):
        return "likeness"
    return "likely" if score >= LIKELY else None


_NONE: frozenset[str] = frozenset()


class Distinct:
    """What each indicator is not, by the names of its row in the table of indicators, and those it is not."""

    def __init__(self, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        rows = list(rows)
        owners = {name: names for names, _ in rows for name in names if name}
        self._pairs = [(names, owners.get(other, (other,))) for names, others in rows for other in others]
        self._forms: dict[str, Mapping[str, frozenset[str]]] = {}

    def of(self, form: str, place: str) -> frozenset[str]:
        """Return the normal forms of what an indicator of a place, by its own normal form, is not."""
        if not self._pairs:
            return _NONE
        if place not in self._forms:
            self._forms[place] = self._of_place(place)
        return self._forms[place].get(form, _NONE)

    def _of_place(self, place: str) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, two in self._pairs:
            forms, others = (set(_all_forms(names, place)) for names in (one, two))
            for form in forms - others:
                found[form] |= others - forms
            for form in others - forms:
                found[form] |= forms - others
        return {form: frozenset(others) for form, others in found.items()}


def _all_forms(names: Iterable[str], place: str) -> Iterator[str]:
    for name in filter(None, names):
        form = normal_form(name, place)
        known = known_as(name) or known_as(form)
        yield form
        yield from (normal_form(one, place) for one in ((known.id, *known.aliases) if known else ()))


Row = Mapping[str, Any]
_COMPARED = frozenset({"count", "amount", "ratio", "point", "ordinal"})
_RATES = frozenset({"", "level", "share", "completion"})
_LEVELS = {"": "level", "change": "level", "total": "level"}


def figure_of(
    number: int, row: Row, reviewed: int, place: str, text: str, distinct: Distinct, *, cells: bool = False
) -> Figure | None:
    """Return a figure with the words around it; None for what is no figure.

    The number is that of the row in its table; year, place and text are those of its document, the text empty
    where it is not at hand. With *cells* those of tables are wanted too, whose names say all.
    """
    if row[c.FORM] not in _COMPARED or (row[c.PLACE] and not cells):
        return None
    start, end = (int(row[column] or 0) for column in (c.START, c.END))
    ordinal, measure = row[c.FORM] == "ordinal", str(row[c.MEASURE])
    measure = "rate" if row[c.UNIT] == "%" and measure in _RATES else _LEVELS.get(measure, measure)
    phrase = normal_form(row[c.INDICATOR], place) if row[c.INDICATOR] else ""
    in_text = row[c.END] and not row[c.PLACE]
    return Figure(
        summary=row[c.SUMMARY],
        row=number,
        phrase=phrase,
        kind=(("ordinal",) if ordinal else (unit_class(row[c.UNIT]), measure)),
        unit=row[c.UNIT],
        blocks=(("ordinal",),) if ordinal else _blocks(row[c.PERIOD], reviewed, row[c.SECTION] in AHEAD),
        several_years="/" in row[c.PERIOD] and not row[c.PERIOD].startswith(".."),
        basis=_basis(row),
        size=exact(row[c.HIGH]) if row[c.HIGH] else None,
        words=words_around(row[c.INDICATOR], text if in_text else "", start, end),
        distinct=distinct.of(phrase, place),
    )


def _basis(row: Row) -> str:
    if row[c.MEASURE] == "change":
        return "flow"
    said = "stock" if row[c.PERIOD].startswith("..") else kind_of(row[c.INDICATOR]).basis
    return said if said in {"flow", "stock"} else ""


def _blocks(period: str, reviewed: int, ahead: bool) -> tuple[tuple[object, ...], ...]:
    """Return among which figures of another document the partner may be: of one role, or of one year."""
    year = period.rpartition("/")[2][:4]
    role = ("role", ahead, int(year) - reviewed if year else 0)
    return (role, ("year", year)) if year else (role,)
