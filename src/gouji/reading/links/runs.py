"""Runs: figures that follow one another as the items of one list."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import FIGURE, MOST, Paragraph

_STRENGTH = {"、": 1, "和": 1, "及": 1, "与": 1, "，": 2, ",": 2, "；": 3, ";": 3, "—": 3}
"""How strongly a sign parts: a list ends at a stronger one than those between its items."""
CLAUSE = 2
"""The strength of a comma."""


class Run(NamedTuple):
    """The items of a list.

    Attributes:
        parts: Their places in the paragraph.
        sure: It is certain where the list ends, and no figure in it is of another period, as 上年结余 is.
    """

    parts: tuple[int, ...]
    behind: str
    sure: bool = True

    @property
    def leaves_nothing_out(self) -> bool:
        """Whether it is certain that these are all items: there is no 等, and no 其余 without a figure."""
        return self.sure and len(self.parts) > 1 and not pattern("and_others").match(self.behind)


def run_from(paragraph: Paragraph, whole: int, first: int, *, bounded: bool) -> Run:
    """Return the items that go on from a first one, which may be parts of a total.

    *bounded*: behind a comma or a semicolon, what exceeds the total is of another matter.
    """
    parts, strength, sure, depths = [first], 0, True, paragraph.depths
    for at in range(first + 1, min(first + MOST, len(paragraph.claims))):
        gap = paragraph.between(parts[-1], at)
        outside = pattern("put_in_brackets").sub("", gap) if any(depths) else gap
        ends = pattern("ends_parts").search(outside) or _goes_into(paragraph, parts[-1], gap)
        ends = ends or is_told_once_more(paragraph, at) or is_apart(paragraph, at)
        if depths[at] < depths[first] or ends:
            break
        if depths[at] > depths[first] or not paragraph.alike(whole, at, bodies=True):
            if strength and depths[at] == depths[first] and _strongest_in(gap) > strength:
                break  # the list has ended
            sure = sure and not paragraph.has_unit_of(whole, at)
            continue
        found = pattern("next_part").fullmatch(_with_one_name(gap))
        if not found:
            # What goes on behind an equal sign may be one of them all the same.
            sure = sure and _strongest_in(gap) > strength
            break
        own = _STRENGTH[found["sep"][-1:]]
        strength = strength or own
        if own > strength or (bounded and own >= CLAUSE and paragraph.exceeds(at, whole)):
            parts += _rest_behind(paragraph, parts, at)
            break  # behind 其中甲3个，乙小组9个 is of another matter
        joined = found["sep"] != "、" and pattern("joins_list").fullmatch(found["sep"])
        if own == strength or joined or bounded:
            parts.append(at)
    others = (at for at in range(first, parts[-1]) if at not in parts)
    sure = sure and not any(_is_item(paragraph, at, strength) for at in others)
    run = Run(_up_to_rest(paragraph, parts), paragraph.behind(parts[-1]), sure)
    return _with_those_apart(paragraph, whole, run) if bounded else run


def _rest_behind(paragraph: Paragraph, parts: Sequence[int], at: int) -> list[int]:
    """Return what is left of a list behind a comma: 一级86件、二级412件，其余18件为未定级."""
    is_rest = len(parts) > 1 and pattern("rest_of_list").fullmatch(paragraph.names[at])
    return [at] if is_rest else []


def _with_those_apart(paragraph: Paragraph, whole: int, run: Run) -> Run:
    """Return a run with the parts behind ；, if there are any."""
    apart = tuple(_behind_semicolons(paragraph, whole, run.parts[-1]))
    return Run((*run.parts, *apart), paragraph.behind(apart[-1]), sure=False) if apart else run


def _behind_semicolons(paragraph: Paragraph, whole: int, at: int) -> Iterator[int]:
    """Yield the first figure behind each ；where it may be a part: 其中村委会A，小组B；居委会C，小组D.

    Right behind the last part stands what exceeds the total, and so is of another matter.
    """
    last, depth = min(at + MOST, len(paragraph.claims)), paragraph.depths[at]
    others = [one for one in range(at + 1, last) if paragraph.has_unit_of(one, whole)]
    if not others or not paragraph.exceeds(others[0], whole):
        return
    for one in range(at + 1, last):
        before = paragraph.before(one)
        if pattern("ends_parts").search(before) or paragraph.depths[one] < depth:
            return
        if "；" in before and one in others and paragraph.alike(whole, one):
            if paragraph.exceeds(one, whole):
                return
            yield one


def is_told_once_more(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is one told before, and opens what is told of it: 在这11.2亿元里，投向甲的B."""
    said = pattern("told_once_more").search(paragraph.names[at])
    return said is not None and pattern("parts_of_it").match(paragraph.behind(at)) is not None


def is_apart(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is left out of the list that it stands in: 车库6套另计."""
    return pattern("counted_apart").match(paragraph.behind(at)) is not None


def _with_one_name(gap: str) -> str:
    """Return the words between two items with no list in the name of the second: ，法院判决、调解离婚."""
    at = max(gap.rfind(sign) for sign, strength in _STRENGTH.items() if strength >= CLAUSE) + 1
    name = gap[at:]
    return gap[:at] + name.replace("、", "") if at and FIGURE not in name else gap


def _is_item(paragraph: Paragraph, at: int, strength: int) -> bool:
    """Whether a figure of another unit is an item that cannot be added: 图书9万册、光盘6万件."""
    beside = paragraph.depths[at] == paragraph.depths[at - 1] and paragraph.claims[at].is_level
    return beside and _strongest_in(paragraph.between(at - 1, at)) == strength


def _goes_into(paragraph: Paragraph, part: int, gap: str) -> bool:
    """Whether the words behind a part name it, since parts of its own follow: 流动资产A，流动资产中存货B."""
    found = pattern("among_named").search(gap) if pattern("may_name_again").search(gap) else None
    return found is not None and found["whole"] in paragraph.names[part]


def _up_to_rest(paragraph: Paragraph, parts: Sequence[int]) -> tuple[int, ...]:
    """Return the items up to what is left of all, 其余35名: behind it nothing is."""
    last = next(
        (place for place, at in enumerate(parts) if pattern("is_rest").match(paragraph.names[at])), None
    )
    return tuple(parts if last is None else parts[: last + 1])


def _strongest_in(gap: str) -> int:
    return max((_STRENGTH.get(char, 0) for char in gap), default=0)


def last_before(paragraph: Paragraph, whole: int) -> int:
    """Return the last level of the unit of a figure before it, -1 if there is none.

    Figures of other units (四个 of 四个部门合计) may stand between.
    """
    near = range(whole - 1, max(-1, whole - MOST), -1)
    return next((at for at in near if paragraph.has_unit_of(whole, at)), -1)


def run_before(paragraph: Paragraph, whole: int, last: int) -> tuple[int, ...]:
    """Return the items of a list before a figure, up to the last of them; none where it is no part."""
    parts: list[int] = []
    for at in range(last, max(-1, whole - MOST), -1):
        if parts and pattern("ends_parts").search(paragraph.between(at, parts[0])):
            break
        summand = paragraph.alike(whole, at) or _is_added_too(paragraph, whole, at)
        if parts and (paragraph.depths[at] > paragraph.depths[whole] or not summand):
            continue
        if not summand:
            return ()
        gap = paragraph.between(at, parts[0]) if parts else ""
        if parts and not pattern("next_summand").fullmatch(_with_one_name(gap)):
            break
        parts.insert(0, at)
    return tuple(parts)


def _is_added_too(paragraph: Paragraph, whole: int, at: int) -> bool:
    """Whether a figure of another period is one of those added up: 上年结转, or this year's of 累计."""
    left = pattern("carried_over").search(paragraph.names[at])
    so_far = paragraph.claims[whole].period == f"../{paragraph.claims[at].period}"
    return (left is not None or so_far) and paragraph.has_unit_of(whole, at)


def ends_list(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure ends a list: 国家级24人、一级118人，其中女性745人 is of neither, or of both."""
    joined = at > 0 and pattern("joins_list").match(paragraph.before(at)) is not None
    return joined and paragraph.has_unit_of(at, at - 1)


def is_uncertain(via: str) -> bool:
    """Whether the words of a construct may say something else."""
    return via in words("uncertain_constructs")
