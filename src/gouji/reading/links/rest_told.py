"""What is left of a total, told in a clause before its figure: 研究生A，博士B，余者皆为硕士，计C."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.numbers.intervals import Interval
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import makes_total, misses_by_digit

_VIA = "sum.qiyu"
_MOST_PARTS = 4


def rest_told(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with its parts and what is left, which make it, or would but for a slip of the pen."""
    for rest in range(2, len(paragraph.claims)):
        said = paragraph.before(rest)
        if paragraph.depths[rest] or not pattern("tells_rest").search(said):
            continue
        beside = _beside(paragraph, rest)
        for first in range(len(beside) - 1):
            whole, parts = beside[-2 - first], (*beside[len(beside) - 1 - first :], rest)
            exact = all(map(paragraph.is_exact, (whole, *parts)))
            larger = not any(paragraph.exceeds(part, whole) for part in parts)
            told = makes_total(paragraph, whole, parts) or misses_by_digit(paragraph, whole, parts)
            if exact and larger and told:
                yield paragraph.link(whole, parts, _VIA, complete=True)
                break


def rest_untold(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with the parts behind it whose others are told without a figure: …，其余为移送结案."""
    for at in range(2, len(paragraph.claims)):
        if not pattern("tells_rest_alone").match(paragraph.behind(at)):
            continue
        last = next((one for one in range(at, -1, -1) if paragraph.added_in[one] or paragraph.opens[one]), at)
        beside = _beside(paragraph, last) if not paragraph.depths[last] else []
        # The parts, the last of them too, are those behind the one level that is more than they are together.
        for first in range(len(beside) - 1, 0, -1):
            whole, parts = beside[first - 1], (*beside[first:], last)
            if paragraph.add_up(whole, parts, _is_less) and paragraph.is_exact(whole):
                yield paragraph.link(whole, parts, _VIA, complete=False)._replace(exclusive=True)
                break


def _is_less(parts: Interval, whole: Interval) -> bool:
    """Whether parts certainly leave something of a total."""
    return whole.exceeds(parts)


def _beside(paragraph: Paragraph, rest: int) -> list[int]:
    """Return the levels that may be a total and its parts before what is left, in text order.

    They stand in its sentence, in the brackets that it stands in, and have its unit.
    """
    found: list[int] = []
    for at in range(rest - 1, -1, -1):
        if paragraph.has_unit_of(at, rest) and paragraph.alike(rest, at):
            found.insert(0, at)
        if len(found) > _MOST_PARTS or paragraph.ends_before(at):
            break
    return found
