"""Who acts together as the text alone names it: bodies that no table has, third parties, places in brackets.

What is cheap is asked first: the last character of a body right before a word that joins it to others. Only
there names are read from the start of the clause on, each by how it ends and by what stands in none.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from gouji.facts.figures.model import any_of
from gouji.reading.lexicon.organisations import PROVINCES, compounds, organisation_table, places
from gouji.reading.lexicon.wording import has_any, pattern, words

_Names = tuple[tuple[str, ...], int]
"""Names in a row, and where the last of them ends."""
_ROW, _WINDOW, _ENDING = 5, 120, 6
"""Names in a row that act, at most; characters of all of them, and of how one ends."""


class Worded(NamedTuple):
    """What a sentence says of who takes part.

    Attributes:
        start: Offset of the phrase.
        end: Offset just past its end.
        kind: ``bodies`` that act; a ``third_party``; ``many`` others; ``parts`` of provinces; ``places``.
        names: Those who act, or what is said of the others.
        others: With whom bodies act.
        firm: Their verb is one of acts between parties, also where a table has them: 签署.
    """

    start: int
    end: int
    kind: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    firm: bool = False


def told_by_words(text: str, start: int, end: int) -> Iterator[Worded]:
    """Yield what a sentence says of who takes part, in its order; nothing overlaps."""
    said, found = text[start:end], list(_bodies(text, start, end))
    if has_any(said, words("together")):
        found += _many(text, start, end)
    if has_any(said, words("hosts")):
        found += (_worded(one, "third_party") for one in pattern("third_party").finditer(text, start, end))
    if pattern("sign_of_place").search(text, start, end):
        found += (_worded(one, "places") for one in pattern("shared_place").finditer(text, start, end))
    if pattern("sign_of_parts").search(text, start, end):
        found += (_worded(one, "parts") for one in pattern("parts_of_provinces").finditer(text, start, end))
    until = start
    for one in sorted(found):
        if one.start >= until:
            until = one.end
            yield one


def _worded(found: re.Match[str], kind: str) -> Worded:
    return Worded(*found.span(), kind, (found["said"],))


def _many(text: str, start: int, end: int) -> Iterator[Worded]:
    for one in pattern("joins_many").finditer(text, start, end):
        stop = next(_ends(text, one.end(), end, kinds=True), None)
        if stop:
            yield Worded(one.start(), stop, "many", (text[one.end() : stop],))


def _bodies(text: str, start: int, end: int) -> Iterator[Worded]:
    """Yield the acts of bodies; each place of a clause where names may begin is tried once."""
    tried = start - 1
    for sign in pattern("joins_bodies").finditer(text, start, end):
        for begin in _begins(text, start, sign.start()):
            found = _act_from(text, begin, end) if begin > tried else None
            tried = max(tried, begin)
            if found:
                tried = found.end - 1
                yield found
                break


def _begins(text: str, start: int, end: int) -> list[int]:
    """Where names before a word that joins them may begin: where their clause does, behind a date or 由."""
    begins = [] if end - start > _WINDOW else [start]
    for one in pattern("before_bodies").finditer(text, max(start, end - _WINDOW), end):
        begins = [one.end()] if one["clause"] else [*begins, one.end()]
    return begins


def _act_from(text: str, begin: int, end: int) -> Worded | None:
    """What bodies do that are named from a place on; words like 此外 may stand before them."""
    opener = pattern("opens_bodies").match(text, begin, end)
    for at in (opener.end(), begin) if opener else (begin,):
        for own, until in chain(_row(text, at, end, ("、",), _ROW), _own(text, at, end)):
            joint = pattern("joint_of_bodies").match(text, until, end)
            acts = (
                (_act(text, joint, own, *others, end) for others in _others(text, joint, end))
                if joint
                else ()
            )
            if act := next(filter(None, acts), None):
                return act._replace(start=at)
    return None


def _act(
    text: str, joint: re.Match[str], own: tuple[str, ...], others: tuple[str, ...], stop: int, end: int
) -> Worded | None:
    """The act of some bodies with others, the last of which ends here, if they do something together."""
    if text[stop : stop + 1] in words("between_partners"):
        return None
    verb = (pattern("row_does") if joint["row"] else pattern("bodies_do")).match(text, stop, end)
    if not (joint["by"] or verb):
        return None
    firm = bool(verb and not joint["by"] and not joint["row"] and verb["firm"])
    return Worded(joint.start(), stop, "bodies", own, others, firm)


def _own(text: str, at: int, end: int) -> Iterator[_Names]:
    own = pattern("own_body").match(text, at, end)
    yield from [((own[0],), own.end())] if own else ()


def _others(text: str, joint: re.Match[str], end: int) -> Iterator[_Names]:
    """Yield those behind a word that joins them to others: counted, or each by name."""
    count = pattern("count_of_bodies").match(text, joint.end(), end)
    if count:
        for stop in _ends(text, count.end(), end, kinds=True):
            yield (text[count.end() : stop],), stop
    yield from _row(text, joint.end(), end, words("between_partners"), _ROW + 1)


def _row(text: str, at: int, end: int, between: Sequence[str], most: int) -> Iterator[_Names]:
    """Yield names of bodies in a row, the longest rows first."""
    for stop in _ends(text, at, end):
        if most > 1 and text[stop : stop + 1] in between:
            for names, last in _row(text, stop + 1, end, between, most - 1):
                yield (text[at:stop], *names), last
        yield (text[at:stop],), stop


def _ends(text: str, at: int, end: int, *, kinds: bool = False) -> Iterator[int]:
    """Yield where the name of a body that begins here may end, or what says which *kinds* are counted."""
    letters = pattern("letters_of_a_body").match(text, at, end)
    ending, barred = pattern("kinds_of_bodies") if kinds else pattern("ends_a_body"), -1
    last = pattern("last_of_a_kind") if kinds else pattern("last_of_a_body")
    for char in last.finditer(text, at + 1, letters.end() if letters else at):
        stop = char.end()
        if not _is_behind(text, stop, end):
            continue
        tails = [one for one in range(max(at, stop - _ENDING), stop) if ending.fullmatch(text, one, stop)]
        if not kinds and any(pattern("no_name").fullmatch(text, at, tail) for tail in tails):
            return
        if barred < 0:
            found = pattern("in_no_body").search(text, at, end)
            barred = found.start() if found else end
        known = not kinds and pattern("known_alone").fullmatch(text, at, stop)
        if known or any(at + (not kinds) <= tail <= barred for tail in tails):
            yield stop


def _is_behind(text: str, at: int, end: int) -> bool:
    """Whether what stands here may stand behind the name of a body."""
    return any(one.match(text, at, end) for one in (pattern("behind_a_body"), pattern("in_no_body")))


@cache
def function_of(noun: str) -> str:
    """The one function that bodies named so have; empty where there is none, or several."""
    if len(noun) < 2:
        return ""
    table = organisation_table()
    of_stems = {one for one, groups in table["grammar"].items() if noun in chain(*groups)}
    whole = ((one, name) for one, groups in table["whole"].items() for name in chain(*groups))
    of_names = {one for one, name in whole if name.endswith(noun)}
    found = of_stems or of_names
    return min(found) if len(found) == 1 else ""


def local_compounds(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the compounds that name who acts; 川渝 and 成渝 name regions, whose actors stand elsewhere.

    Behind short ones, or parts of other words (投资大幅), and cities of one province stands what is shared.
    """
    local, surely = _local_compounds()
    for found in local.finditer(text, start, len(text) if end is None else end):
        if found[0] in surely or pattern("behind_a_compound").match(text, found.end()):
            yield found


@cache
def _local_compounds() -> tuple[re.Pattern[str], Collection[str]]:
    local = {name: parts for name, parts in compounds().items() if not PROVINCES.keys() >= {*parts[1:]}}
    surely = {one for one in local if len(one) > 2 and len({places()[part].side for part in local[one]}) > 1}
    return re.compile(any_of(local)), surely
