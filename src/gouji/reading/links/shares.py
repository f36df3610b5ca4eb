"""Shares of totals that the words before tell, of shares, and fractions told behind: 其中A，占N%."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from operator import attrgetter

from gouji.facts.figures.model import ORDINAL
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import NESTED
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.portions import is_nearly_of
from gouji.reading.links.slips import is_misplaced
from gouji.reading.links.totals import is_no_whole

_OF_WHOLE = "share.whole"


def of_wholes(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares of a total that 其中 breaks down, with that total: 其中，甲占44%，乙占16%."""
    wholes: dict[int, int] = {}
    for at, claim in enumerate(paragraph.claims):
        if claim.measure != "share" or not pattern("bare_figure").match(paragraph.quote(at)):
            continue
        whole = _broken_down(paragraph, at, wholes)
        if whole is not None:
            total = paragraph.claims[whole]
            wholes[at] = whole
            yield claim._replace(whole=total.start, period=_period_of_part(claim, total), via=_OF_WHOLE)


def _broken_down(paragraph: Paragraph, at: int, wholes: Mapping[int, int]) -> int | None:
    """Return the place of the level that a share is of; None where none is certain.

    *wholes* are those of the shares before it.
    """
    gap = paragraph.before(at)
    if not at or pattern("sentence_ends").search(gap) or not pattern("bare_share").search(gap):
        return None
    if not pattern("partial").match(gap):
        return wholes.get(at - 1)
    for one in range(at - 1, -1, -1):
        claim = paragraph.claims[one]
        if claim.form != ORDINAL and claim.unit not in TIME_UNITS and not claim.changes:
            return one if claim.measure == "level" else None
        if pattern("sentence_ends").search(paragraph.before(one)):
            return None
    return None


def _period_of_part(part: Claim, total: Claim) -> str:
    """Return the period of a part: all the years of its total, where that is what these made together."""
    years, _, last = total.period.partition("/")
    return total.period if years.isdigit() and last == part.period else part.period


def with_named_wholes(text: str, claims: Sequence[Claim]) -> dict[int, Claim]:
    """Return the shares of a text that name their total, each with that where one is stated."""
    shares = (one for one in claims if one.whole_name is not None and one.via != _OF_WHOLE)
    return {one.start: _with_named_whole(text, one, claims) for one in shares}


def _with_named_whole(text: str, share: Claim, claims: Sequence[Claim]) -> Claim:
    """Give a share the one level of that name in its period; none where values differ, or that is a bound."""
    name = share.whole_name or ""
    names = {_of_all(name), _of_all(pattern("time_of_whole").sub("", name))} - {""}
    found = [claim for claim in claims if _of_all(claim.indicator) in names and _is_total_of(share, claim)]
    found = [claim for claim in found if not is_no_whole(text, claim)]
    one = len({claim.interval for claim in found}) == 1 and not _is_far_less(found[0], share, claims)
    return share._replace(whole=found[0].start, via=_OF_WHOLE) if one else share._replace(whole=None, via="")


def _of_all(name: str) -> str:
    """Return a name without the words that it is of all: 在校学生 of 在校学生总数."""
    return pattern("said_of_all").sub("", name)


def _is_total_of(share: Claim, claim: Claim) -> bool:
    same = (claim.period, claim.subjects) == (share.period, share.subjects)
    return same and bool(claim.period) and claim.is_level


def _is_far_less(total: Claim, share: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the part before a share is none of a total: 电动车3.9万辆，占新登记汽车的34%, of 2.9万辆 new.

    A wrong unit may make it so.
    """
    before = (one for one in claims if one.start < share.start and one.indicator == share.indicator)
    part = max((one for one in before if _is_total_of(share, one)), key=attrgetter("start"), default=share)
    whole, piece = middle(total.interval), middle(part.interval)
    if not whole or not piece or total.unit != part.unit:
        return False
    return piece > whole * _FAR and not is_misplaced(piece / whole, _POWERS)


_POWERS = (-4, -3, 3, 4)
_FAR = Fraction(6, 5)


_VIA = "share.nested"


def nested(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares within what the share before them is of, with the figure that both make of a total.

    The second says within what it is, by the first word of what the first one is of; the figure stands right
    behind it (即240人). Where that first part is told itself, it is the total.
    """
    for at, claim in enumerate(paragraph.claims[:-1]):
        told = claim.unit == "%" and claim.stands_alone
        if not told or claim.measure not in {"share", "level"}:
            continue
        first, part = _share_before(paragraph, at), at + 1
        if first is None or not _is_told(paragraph, part) or paragraph.on_other_terms(at):
            continue
        own = _level_of(paragraph, first, part)
        total = _total(paragraph, first, part) if own is None else own
        if total is None:
            continue
        starts = [paragraph.claims[one].start for one in (total, first, part)]
        if own is None:
            yield claim._replace(measure="share", totals=tuple((start, NESTED) for start in starts), via=_VIA)
        else:
            yield claim._replace(
                measure="share", totals=((starts[0], str(claim.start)), (starts[-1], "")), via=_VIA
            )


def _share_before(paragraph: Paragraph, at: int) -> int | None:
    """Return the share right before one that says to be within what that is of: 女会员里又有四分之一."""
    found = pattern("within_share").search(paragraph.before(at))
    if not at or not found or paragraph.ends_before(at):
        return None
    first = paragraph.claims[at - 1]
    named = found["of"][:_WORD] in paragraph.clause_of(at - 1)
    bare = pattern("bare_share_behind").search(paragraph.names[at - 1])
    return at - 1 if first.measure == "share" and first.unit == "%" and named and bare else None


_WORD = 2
"""Characters of a word."""


def _is_told(paragraph: Paragraph, part: int) -> bool:
    """Whether a level is said to be what a share before it makes: ，即240人；."""
    return bool(
        paragraph.added_in[part]
        and _ends(paragraph, part)
        and pattern("that_is").fullmatch(paragraph.before(part))
    )


def _ends(paragraph: Paragraph, at: int) -> bool:
    """Whether a clause ends right behind a figure."""
    behind = paragraph.behind(at)
    return not behind or pattern("clause_stops").match(behind) is not None


def _level_of(paragraph: Paragraph, first: int, part: int) -> int | None:
    """Return the level right before the first share, if it is what that is of: 女会员960人，占四成."""
    if not first or not pattern("bare_share_of").match(paragraph.names[first]):
        return None
    return first - 1 if paragraph.alike(first - 1, part) and not paragraph.opens[first] else None


def _total(paragraph: Paragraph, first: int, part: int) -> int | None:
    """Return the nearest level before the first share in the unit of the figure; none behind a full stop."""
    for one in range(first - 1, max(-1, first - MOST), -1):
        if paragraph.ends_before(one + 1):
            return None
        if paragraph.alike(one, part):
            held = paragraph.exceeds(one, part) and not is_no_whole(paragraph.text, paragraph.claims[one])
            return one if held else None
    return None


def fractions_told(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield fractions in words with the part before them and its total, or the one level before that.

    What is told once more beside one, as a percentage, is of the same two: 即四分之一，25%.
    """
    tied: dict[int, tuple[tuple[int, str], ...]] = {}
    for at in range(1, len(paragraph.claims)):
        claim, part = paragraph.claims[at], at - 1
        free = claim.unit == "%" and not claim.changes and claim.stands_alone
        if not free or paragraph.opens[at]:
            continue
        fraction, beside = (pattern("fraction_only").fullmatch(paragraph.quote(one)) for one in (at, part))
        last = tied.get(part) or paragraph.claims[part].totals
        again = paragraph.claims[part].unit == "%" and last and (fraction is None) != (beside is None)
        if again and pattern("fraction_told_again").fullmatch(paragraph.before(at)):
            tied[at] = tuple((start, str(claim.start)) for start, _ in last)
        elif fraction and paragraph.added_in[part]:
            total = _total_told(paragraph, at, part)
            if total is not None:
                pair = paragraph.claims[total].start, paragraph.claims[part].start
                tied[at] = (pair[0], str(claim.start)), (pair[1], "")
        if at in tied:
            yield claim._replace(measure="share", totals=tied[at], via="share.told")


def _total_told(paragraph: Paragraph, at: int, part: int) -> int | None:
    """Return the total that a fraction is of; None where its words name something else."""
    told = pattern("rest_of_clause").match(paragraph.before(at))  # 720人参加互助，正好是三分之二
    said = paragraph.before(at)[told.end() if told else 0 :] + paragraph.leads[at]
    bare = pattern("says_fraction").fullmatch(said)
    named = None if bare else pattern("says_fraction_of").fullmatch(said)
    # 住校生900人，三分之二来自农村: of those, not of all.
    stops = _ends(paragraph, at) or paragraph.behind(at)[:1] == "的"
    of_more = bare and not pattern("is_fraction").search(said) and not stops
    if (not bare and not named) or of_more:
        return None
    tied = paragraph.claims[part].whole is not None
    total = paragraph.whole_before(part) if tied else _beside(paragraph, at, part)
    of = named["of"].removesuffix("数") if named else ""
    return total if total is not None and has_signs_of(paragraph.names[total], of) else None


def _beside(paragraph: Paragraph, at: int, part: int) -> int | None:
    """Return the level right before a part, in its unit and clause, or what its words name (报名者中)."""
    named, total = pattern("within_named").match(paragraph.names[part]), part - 1
    if named:
        may = [at for at in range(part) if named["of"] in paragraph.names[at] and paragraph.alike(at, part)]
        total = may[0] if len(may) == 1 else -1
    apart = total < 0 or (paragraph.opens[part] and not named)
    if apart or paragraph.depths[total] != paragraph.depths[part]:
        return None
    alike = paragraph.alike(total, part) and not paragraph.exceeds(part, total)
    alike &= paragraph.claims[total].period == paragraph.claims[part].period
    other = pattern("of_another_matter").search(paragraph.before(part))
    exact = paragraph.is_exact(total) and paragraph.is_exact(part)
    return total if alike and exact and not other and is_nearly_of(paragraph, at, part, total) else None
