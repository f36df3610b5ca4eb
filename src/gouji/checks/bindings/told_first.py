"""Who is told to be first, last or second, beside the figures of all: 东镇96.2分，西镇94.6分，西镇最高."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.passages import (
    Passage,
    passages,
    passages_read,
    summaries_read,
    whole_number,
    year_reviewed,
)
from gouji.checks.bindings.told_first_siblings import Siblings, columns_told, number_of, siblings_told
from gouji.checks.rule import Verdict, bind, consistent, inconsistent
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern

_REACH, _FAR, _FEWEST = 400, 48, 5
"""Characters between a sentence and a table; behind those ranked, or a place; rows not in order by chance."""


class _Claim(NamedTuple):
    """A clause that gives one of several a place, and whether by words for who is better, not more."""

    of: Siblings
    at: int
    nth: int
    low: bool
    judged: bool


def told_first(facts: Facts) -> Iterator[Verdict]:
    """Yield whether the one that a clause gives a place has it among the figures told side by side.

    They stand in the same sentence, in the one before it, or in a column of a table beside it.
    """
    for summary in summaries_read(facts):
        sentences = facts.derive(passages)[summary]
        some = [one for one in sentences if pattern("sign_of_placed").search(one.text)]
        columns = list(columns_told(facts, summary)) if some else []
        for passage in some:
            before = sentences[max(0, sentences.index(passage) - 1)]
            yield from _of_sentence(facts, passage, before, columns)


def _of_sentence(
    facts: Facts, passage: Passage, before: Passage, columns: Sequence[Siblings]
) -> Iterator[Verdict]:
    """Yield whether the claims of a sentence hold.

    A clause that names no measure is of the figures told last, unless a clause between speaks of more.
    """
    own = list(siblings_told(facts, passage))
    apart = before is passage or "\n" in passage.whole.text[before.start : passage.start]
    earlier = [] if apart else list(siblings_told(facts, before))
    last, measure, free = None, "", True
    for found in pattern("clause_of_place").finditer(passage.text):
        clause = passage._replace(text=found[0], start=passage.start + found.start())
        at, stop = passage.place(*found.span())
        topic = pattern("topic_of_places").fullmatch(clause.text)
        if topic:
            measure = topic["measure"] or measure
        elif any(_goes_on(clause.text, one, at, stop) for one in own):
            last, measure, free = None, "", True
        else:
            told = [one for one in own if one.end <= at] or earlier or own
            near = [one for one in columns if _is_near(one, at, passage.text[: found.start()])]
            groups: tuple[list[Siblings], ...] = [last.of] if last else [], told, near
            for some in groups:
                claims = [claim for of in some if (claim := _claim(facts, clause, of, last, measure, free))]
                if claims:
                    break
            end = max((one.of.end for one in claims), default=0)
            nearest = [one for one in claims if one.of.in_table or one.of.end == end]
            last = nearest[0] if len(nearest) == 1 else None
            free = last is not None
            if last:
                yield _verdict(facts, clause, last)


def _goes_on(clause: str, of: Siblings, at: int, stop: int) -> bool:
    """Whether a clause is one of those that tell some siblings, or gives only one more figure like theirs."""
    more = pattern("value_in_turn").search(clause) if of.end <= at else None
    like = more is not None and more[0].endswith(of.unit) and not pattern("place_told").search(clause)
    return like or (of.start < stop and at < of.end)


def _is_near(column: Siblings, at: int, before: str) -> bool:
    """Whether a column is near a clause, and no words before this say that only some rows are meant."""
    if max(column.start - at, at - column.end) > _REACH:
        return False
    said, counts = before.replace(column.said, ""), pattern("counts_the_rows")
    counted = {whole_number(one["count"]) for one in counts.finditer(said)} - {0}
    return counted <= {len(column.names)} and not pattern("of_some_rows").search(counts.sub("", said))


def _claim(
    facts: Facts, clause: Passage, of: Siblings, last: _Claim | None, measure: str, free: bool
) -> _Claim | None:
    """Return the place that a clause gives one of some siblings; None where any of its words is of more."""
    text, reviewed = clause.text, f"{year_reviewed(facts, clause.summary)}年"
    if of.names[-1] == reviewed or pattern("counts_those_placed").search(text):
        text = pattern("named_this_year").sub(of.names[-1] if of.names[-1][:4].isdigit() else "", text)
    at, name = of.named(text)
    places = list(pattern("place_told").finditer(text.replace(name, "|" * len(name)))) if name else []
    behind = pattern("own_value_behind").match(clause.whole.text, clause.start + len(clause.text))
    another = behind and not of.in_table and number_in(behind["value"]) not in of.values
    if len(places) != 1 or another:
        return None
    place = places[0]
    rest = (text[: place.start()] + "|" + text[place.end() :]).replace(name, "|", 1)
    own = pattern("value_in_turn").search(rest)
    if own and number_in(own["value"]) == of.values[at] and own[0].endswith(of.unit):
        rest = rest.replace(own[0], "")
    count = pattern("counts_those_placed").search(rest)
    rest = rest.replace(count[0], "|") if count else rest
    said = [pattern("aside_of_place").sub("", part) for part in rest.split("|")]
    said = [part for part in said if part and part[-1] != name[-1]] or [measure]  # 最繁忙的线路
    of_part = pattern("of_part_of_year").search(of.said) and not pattern("of_part_of_year").search(name)
    of_more = (of_part and pattern("of_whole_year").search(rest)) or (last and last.of is not of)
    free = not of_more and (last is not None or (free and of.bare))
    counted = whole_number(count["count"]) if count else 0
    if counted not in {0, len(of.names)} or not all(_is_of(of, part, free=free) for part in said):
        return None
    if place["next"]:
        return last._replace(at=at, nth=last.nth + 1) if last and last.of is of else None
    most = place["most"] or place["least"]
    return _Claim(of, at, whole_number(place["nth"]) or 1, bool(place["least"] or place["last"]), not most)


def _is_of(of: Siblings, said: str, *, free: bool) -> bool:
    """Whether words name the measure of some siblings, or none where they can be of no other."""
    if not said or pattern("measure_off_unit").search(f"{said}|{of.unit}"):
        return free and not said
    header = next((one for one in (of.said, of.said[:-1]) if len(one) > 1 and said.endswith(one)), "")
    if of.in_table and header:
        return pattern("of_some_rows").search(said.removesuffix(header)) is None
    generic = pattern("measure_by_unit").search(f"{said}|{of.unit}")
    bare = said[: generic.start()] if generic else said
    return pattern("another_place").search(said) is None and (not bare or (len(bare) > 1 and bare in of.said))


def _verdict(facts: Facts, clause: Passage, claim: _Claim) -> Verdict:
    of, own, place = claim.of, claim.of.values[claim.at], (0, len(clause.text))
    places = sorted(of.values, reverse=not claim.low)
    told = places[claim.nth - 1] if claim.nth <= len(places) else own
    # 其中甲、乙…: others may lie before these; 用时居首 may be the shortest.
    some = (own < told) == claim.low and pattern("leaves_some_out").search(of.said)
    mirrored = claim.judged and own in places[-claim.nth :][:1]
    less = mirrored and pattern("least_is_first").search(of.said + of.unit)
    if own == told or some or less:
        return consistent(clause.placed(facts, *place))
    value, other = of.facts[claim.at], of.facts[of.values.index(told)]
    verdict = inconsistent(
        clause.quoted(facts, *place), message="told-first",
        algebra=f"{value.quote} ≠ {other.quote}", value=value.quote, other=other.quote,
    )  # fmt: skip
    # That both are parts of a sum of their table bears neither out.
    return replace(verdict, bound=(*verdict.bound, *bind(value, other, role="told")))


def places_of_all(facts: Facts) -> Iterator[Verdict]:
    """Yield whether a place is one among as many as are told right before it: 12所高中里，我校列第13位."""
    for passage in passages_read(facts):
        for found in pattern("number_ranked").finditer(passage.text) if "第" in passage.text else ():
            yield from _places(facts, passage, found)


def _places(facts: Facts, passage: Passage, found: re.Match[str]) -> Iterator[Verdict]:
    number, last = whole_number(found["all"]), found.end()
    for place in pattern("place_among_them").finditer(passage.text, found.end()):
        far = place.end() - last > _FAR
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


_Column = Mapping[str, tuple[Fact, Fraction]]
"""The cells of a column with their numbers, by their rows."""


def ranked_rows(facts: Facts) -> Iterator[Verdict]:
    """Yield the ranks of columns of tables, each with the figure that it ranks: 比重18.8%，位次1.

    A column is ranked by the nearest before it, of its time, that falls as they rise in all rows but one; a
    rank of that row which is not its place is the odd one. Equal figures may have their ranks in any order.
    """
    cells = [(at, fact, number_of(fact)) for fact in facts if (at := CELL_PLACE.fullmatch(fact.place))]
    for some in grouped(cells, lambda cell: (cell[1].summary, cell[0]["table"])).values():
        columns = grouped(some, lambda cell: (len(cell[0]["column"]), cell[0]["column"]))
        ordered = [
            {at["number"]: (fact, number) for at, fact, number in columns[place] if number is not None}
            for place in sorted(columns)
        ]
        for place, ranks in enumerate(ordered):
            if len(ranks) >= _FEWEST and _first(ranks).measure == "rank":
                yield from _of_column(ranks, [one for one in ordered[:place] if one])


def _first(column: _Column) -> Fact:
    return next(iter(column.values()))[0]


def _of_column(ranks: _Column, before: Sequence[_Column]) -> Iterator[Verdict]:
    for column in reversed(before):
        alike = _first(column).key.period == _first(ranks).key.period and column.keys() >= ranks.keys()
        if not alike or _first(column).measure == "rank":
            continue
        rows = sorted(ranks, key=lambda row: ranks[row][1])
        falling = [[column[one][1] for one in rows if one != row] for row in rows]
        odd = [row for row, some in zip(rows, falling, strict=True) if some == sorted(some, reverse=True)]
        for row in rows if odd else ():
            (rank, number), (fact, value) = ranks[row], column[row]
            better = sum(column[other][1] > value for other in rows)
            if better < number <= better + sum(column[other][1] == value for other in rows):
                yield consistent(rank, fact)
            elif row in odd:
                yield inconsistent(
                    rank, fact, message="rank-of-row", algebra=f"{better + 1} ≠ {rank.quote}",
                    rank=rank.quote, value=fact.quote, place=str(better + 1),
                )  # fmt: skip
        if odd:
            return
