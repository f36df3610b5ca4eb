"""What is told of each part beside it: 机构8个，床位A；其中甲5个，床位B，乙3个，床位C.

In a second unit: 学校86所，学生12万人，其中小学52所，学生7万人; in the words of all: 收入A。其中，国有收入B.
"""

from collections.abc import Iterator, Mapping, Sequence

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph

_VIA = "sum.duiying"
_SUMS = "sum."
"""What the constructs of parts begin with."""
_FEWEST = 2
"""Parts that each have a figure of their own, and figures that have one of their noun before 其中."""


def alongside(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the figures beside the parts of a total, each as a part of the one beside the total.

    They have one noun and one unit; one stands behind each part, and one between the total and its parts.
    They are all there are where the parts are.
    """
    for whole, some in _parts_of_wholes(paragraph, levels=True).items():
        if len(some) >= _FEWEST and whole < some[0]:
            for beside in range(whole + 1, some[0]):
                yield from _told_of_each(paragraph, whole, beside, some)


def _parts_of_wholes(paragraph: Paragraph, *, levels: bool) -> Mapping[int, Sequence[int]]:
    """Return the parts of each total: of *levels*, or such as a construct of sums ties to it."""
    places = {claim.start: at for at, claim in enumerate(paragraph.claims)}
    parts: dict[int, list[int]] = {}
    for at, claim in enumerate(paragraph.claims):
        if claim.whole in places and (claim.is_level if levels else claim.via.startswith(_SUMS)):
            parts.setdefault(places[claim.whole], []).append(at)
    return parts


def _told_of_each(paragraph: Paragraph, whole: int, beside: int, parts: Sequence[int]) -> Iterator[Claim]:
    """Yield the figures of the noun of one that is told beside a total, one beside each of its parts."""
    claims, noun = paragraph.claims, _noun(paragraph, beside)
    if len(noun) < 2 or claims[beside].whole is not None or not paragraph.is_exact(beside):
        return
    if not paragraph.added_in[beside] or paragraph.added_in[beside] == paragraph.added_in[whole]:
        return
    ends = [*parts[1:], _end_of_sentence(paragraph, parts[-1])]
    found = []
    for part, end in zip(parts, ends, strict=True):
        near = [at for at in range(part + 1, end) if _is_like(paragraph, beside, at, noun)]
        if len(near) != 1:
            return
        found += near
    closed = all(claims[part].complete for part in parts) or _make_all(paragraph, whole, parts)
    if not closed and not paragraph.add_up(beside, found, lambda parts, total: not parts.exceeds(total)):
        return
    for at in found:
        yield claims[at]._replace(whole=claims[beside].start, totals=(), via=_VIA, complete=closed)


def _make_all(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether whole numbers add up to their total, so that nothing else is part of it."""
    points = all(
        (one := paragraph.claims[at].interval) is not None and one.is_point for at in (whole, *parts)
    )
    return points and paragraph.add_up(whole, parts)


def _is_like(paragraph: Paragraph, beside: int, at: int, noun: str) -> bool:
    claim = paragraph.claims[at]
    same = _noun(paragraph, at) == noun and paragraph.alike(beside, at)
    return same and not claim.complete and not pattern("tells_of_all").search(paragraph.names[at])


def _end_of_sentence(paragraph: Paragraph, part: int) -> int:
    """Return the place of the first figure behind the sentence of a part."""
    behind = range(part + 1, len(paragraph.claims))
    return next((at for at in behind if paragraph.ends_before(at)), len(paragraph.claims))


def _noun(paragraph: Paragraph, at: int) -> str:
    """Return the noun of a figure; where it has no name, the last characters right before it."""
    return (paragraph.claims[at].indicator or paragraph.names[at])[-2:]


def paired(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield figures beside the parts of a total, as parts of the figure beside that total."""
    for whole, parts in _parts_of_wholes(paragraph, levels=False).items():
        total = _beside(paragraph, whole, parts[0])
        found = [
            _beside(paragraph, *two) for two in zip(parts, [*parts[1:], len(paragraph.claims)], strict=True)
        ]
        if total is not None and all(_is_part(paragraph, total, at) for at in found):
            # Where one figure of each adds up, they are all there are.
            closed = len(parts) > 2 and _make_all(paragraph, whole, parts)
            yield from _tied(paragraph, total, parts, [at for at in found if at is not None], closed=closed)


def _beside(paragraph: Paragraph, one: int, end: int) -> int | None:
    """Return the level next behind a figure, in its sentence before *end*; changes are passed over."""
    for at in range(one + 1, end):
        apart = pattern("sentence_ends").search(paragraph.before(at))
        if apart or paragraph.depths[at] != paragraph.depths[one]:
            return None
        if paragraph.claims[at].is_level:
            return at if paragraph.claims[at].unit != paragraph.claims[one].unit else None
    return None


def _is_part(paragraph: Paragraph, total: int, part: int | None) -> bool:
    """Whether a figure is of what a total is of: they have one unit, and one noun where both tell it."""
    if part is None or paragraph.claims[part].whole is not None or not paragraph.alike(total, part):
        return False
    noun, whole = (pattern("sums_before").sub("", paragraph.names[at])[-2:] for at in (part, total))
    of_people = noun[:1] == whole[:1] and paragraph.claims[part].unit in words("units_of_people")
    # 共42个教学班、学生1968人，七年级15个班712人: 班 is what the figure before counts.
    return not noun or noun == whole or of_people or noun in paragraph.before(total)


def _tied(
    paragraph: Paragraph, total: int, parts: Sequence[int], beside: Sequence[int], *, closed: bool
) -> Iterator[Claim]:
    """Yield figures as parts of a total in the way in which others are parts of theirs."""
    whole = paragraph.claims[total].start
    for first, at in zip(parts, beside, strict=True):
        like = paragraph.claims[first]
        totals = tuple((whole, way) for _, way in like.totals)
        complete = like.complete or closed
        yield paragraph.claims[at]._replace(whole=whole, totals=totals, via=like.via, complete=complete)


def parallels(paragraph: Paragraph) -> Iterator[Link]:
    """Yield for each figure behind 其中 that of its noun and unit before it, which it is at most.

    Both stand in the same order, in the clauses or the sentence before 其中 and behind it.
    """
    for first in range(_FEWEST, len(paragraph.claims)):
        if not pattern("among_opens").search(paragraph.before(first)):
            continue
        pairs = list(_pairs(paragraph, first))
        order = [whole for whole, _ in pairs]
        if len(pairs) >= _FEWEST and order == sorted(set(order)):
            for whole, part in pairs:
                yield paragraph.link(whole, (part,), _VIA, complete=False)


def _pairs(paragraph: Paragraph, first: int) -> Iterator[tuple[int, int]]:
    """Yield the figures behind 其中, each with the only one of its noun before it."""
    start = paragraph.sentences.index(paragraph.sentences[first - 1])
    for part in range(first, len(paragraph.claims)):
        said = paragraph.names[part]
        if part > first and (paragraph.opens[part] or pattern("among_opens").search(paragraph.before(part))):
            return
        if pattern("tells_of_all").search(said):
            return
        wholes = [at for at in range(start, first) if _are_of_one(paragraph, at, part)]
        if len(wholes) == 1 and not paragraph.depths[part]:
            yield wholes[0], part


def _are_of_one(paragraph: Paragraph, whole: int, part: int) -> bool:
    one, two = _noun(paragraph, whole), _noun(paragraph, part)
    exact = paragraph.is_exact(whole) and not paragraph.depths[whole]
    return len(one) == 2 and one == two and exact and paragraph.alike(whole, part)
