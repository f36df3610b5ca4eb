"""Totals and their parts: which of two totals some are of, and whether they may be tied to it at all.

What announces parts behind their total is `announced`; what adds up those before it, `added_up`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.called import is_called, is_short_for
from gouji.reading.links.link import BOUNDS, SEVERAL_TOTALS, SOME_ADD_UP, UNSURE_WORDS, Link, Refusal
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.runs import is_uncertain
from gouji.reading.links.slips import is_slip

DIVIDED = "sum.an"
"""The construct that divides a total by a criterion."""
FEWEST_PARTS = 2
WORD = 2
"""Characters of a noun."""
NEAR = 4
"""Figures before a total that its parts may be of as well."""
FAR_BEFORE = 20
"""Figures between a total and its parts where these name it."""
Found = Link | Refusal | None
"""A link, or why it was not made; None where no words announce one."""
Way = Callable[[Paragraph, int], Found]
"""Finds what one figure of a paragraph is the total of, or the first part of."""


def breakdowns(paragraph: Paragraph, ways: Sequence[Way]) -> Iterator[Link | Refusal]:
    """Yield what the first of some ways that ties a figure makes of it, and why those before it did not."""
    for whole in [at for at, others in enumerate(paragraph.others) if others]:
        for way in ways:
            found = way(paragraph, whole)
            if found is not None:
                yield found
                if isinstance(found, Link):
                    break


def only_named(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the one figure before one that has a name told with 这些 or 全部; None where several have it."""
    named = list(_all_named(paragraph, first, name))
    return named[0] if len(named) == 1 else None


def last_named(paragraph: Paragraph, first: int, name: str, *, part: bool = False) -> int | None:
    """Return the last figure before one that is of such a name; the last it fits in, if it is a *part*."""
    of_name = list(_all_named(paragraph, first, name))
    # 党员96名，发展6名；党员中青年24名
    fits = [at for at in of_name if not paragraph.exceeds(first, at)] if part else []
    last = next(iter(fits or of_name), None)
    if last is None or name not in {paragraph.claims[last].indicator, paragraph.names[last]}:
        with_noun = _last_with_noun(paragraph, first, name)  # 小学教师 of 中小学教师A人，小学B人
        last = last if with_noun is None else with_noun
    return _last_shortened(paragraph, first, name) if last is None else last


def _all_named(paragraph: Paragraph, first: int, name: str) -> Iterator[int]:
    """Yield the figures before one, the nearest first, that are of a name: 受理案件 of 受理各类案件."""
    ways = _ways_to_call(name)
    for at in range(first - 1, max(-1, first - FAR_BEFORE), -1):
        if not paragraph.alike(at, first):
            continue
        said = (paragraph.claims[at].indicator, paragraph.names[at])
        names = (*said, *(pattern("says_how_many_of").sub("", one) for one in said))
        if any(is_called(one, of) for one in names for of in ways):
            yield at


def _last_with_noun(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the one figure that a name tells with the noun of one before it.

    高中部新生 of 招收新生1260人，高中部740人.
    """
    near = [at for at in range(max(0, first - FAR_BEFORE), first) if paragraph.alike(at, first)]
    found = [
        at
        for at in near
        if len(own := paragraph.names[at]) >= WORD
        and name.startswith(own)
        and len(noun := name[len(own) :]) >= WORD
        and any(
            paragraph.claims[up].indicator.endswith(noun) and paragraph.exceeds(up, at)
            for up in near
            if up < at
        )
    ]
    return found[0] if len(found) == 1 else None


def _ways_to_call(name: str) -> tuple[str, ...]:
    """Return a name, and what it may be told as: 规范管理的患者 as 纳入规范管理, 护士队伍 as 护士."""
    which, of, noun = name.rpartition("的")
    ways = (name, which) if of and len(which) >= _CLEAR and 0 < len(noun) <= _CLEAR else (name,)
    short = pattern("tail_of_group").sub("", name)
    return ways if short == name else (*ways, short)


_CLEAR = 4
"""Characters that say what a thing is."""


def _last_shortened(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the figure right before one whose words a name shortens: 调撤案件 of 以调解、撤诉结案."""
    near = [at for at in range(max(0, first - NEAR), first) if paragraph.alike(at, first)]
    nouns = [paragraph.claims[at].indicator for at in near[:-1]]
    short = any(is_short_for(name, paragraph.before(near[-1]), noun) for noun in nouns)
    return near[-1] if short else None


def tie(
    paragraph: Paragraph,
    whole: int,
    parts: Sequence[int],
    via: str,
    *,
    complete: bool,
    named: bool = False,
    anew: bool = False,
) -> Link | Refusal:
    """Return a link; none, but why, where fewer parts, or an earlier total, fit: the list may be another.

    Words that may say something else tie only what adds up, or would but for a slip.
    """
    how = Interval.meets if complete else _may_hold
    if not paragraph.add_up(whole, parts, how):
        fewer = (parts[:size] for size in range(2, len(parts))) if parts[0] > whole else _later(parts)
        before = [at for at in range(max(0, whole - NEAR), whole) if at not in parts]
        alike = [at for at in before if paragraph.alike(whole, at)]
        one_sentence = not pattern("sentence_ends").search(paragraph.between(whole, parts[0]))
        if one_sentence and not paragraph.is_counted(whole):
            alike = [at for at in alike if _has_noun_of(paragraph, at, whole)]
        counted = _are_counted(paragraph, parts)
        counted = counted or _ends_with_rest_of_kind(paragraph, parts)
        if complete and not counted and any(paragraph.add_up(whole, some, how) for some in fewer):
            return refused(paragraph, (whole, *parts), SOME_ADD_UP)
        # 收案6483件，结案6241件。其中，… may be of either; so may 会员417人，新会员23人，其中….
        beside = paragraph.depths[parts[0]] == paragraph.depths[whole]
        # But for a slip they are all of the nearer one.
        uncertain = is_uncertain(via) or (complete and _is_changed(paragraph, whole, parts[0]))
        slips = (uncertain or not complete) and is_slip(paragraph, whole, parts)
        fit = Interval.meets if slips else how
        if beside and not named and any(paragraph.add_up(at, parts, fit) for at in alike):
            return refused(paragraph, (whole, *parts), SEVERAL_TOTALS)
        # Kinds of one criterion are never more than what they divide; 经济类型 overlap, each with its growth.
        bare = len(parts) == parts[-1] - parts[0] + 1
        too_many = via == DIVIDED and bare and not anew and paragraph.add_up(whole, parts, Interval.exceeds)
        if uncertain and not too_many and not slips:
            return refused(paragraph, (whole, *parts), UNSURE_WORDS)
    if is_uncertain(via) and not all(map(paragraph.is_exact, (whole, *parts))):
        return refused(paragraph, (whole, *parts), BOUNDS)
    return paragraph.link(whole, parts, via, complete=complete)


def _is_changed(paragraph: Paragraph, whole: int, first: int) -> bool:
    """Whether a change stands between a total and parts, which may be its own: 净减2户：纳入3户，退出5户."""
    between = paragraph.claims[whole + 1 : first]
    return any(one.measure == "change" and one.unit not in {"%", POINTS} for one in between)


def without_twice(paragraph: Paragraph, found: Sequence[Link | Refusal]) -> list[Link | Refusal]:
    """Return links; none of parts that make no total where their sentence says why: 内部抵销13.3亿元."""
    if not pattern("has_twice").search(paragraph.text, paragraph.start, paragraph.end):
        return list(found)
    place = {claim.start: at for at, claim in enumerate(paragraph.claims)}
    told: list[Link | Refusal] = []
    for one in found:
        if isinstance(one, Link) and one.complete:
            places = [place[start] for start in (one.whole, *one.parts)]
            last = pattern("sentence_ends").search(paragraph.text, paragraph.claims[max(places)].end)
            said = paragraph.text[paragraph.claims[min(places)].start : last.start() if last else None]
            if pattern("has_twice").search(said) and not paragraph.add_up(places[0], places[1:]):
                told.append(refused(paragraph, places, UNSURE_WORDS))
                continue
        told.append(one)
    return told


def of_made_totals(paragraph: Paragraph, found: Sequence[Link | Refusal]) -> Iterator[Link | Refusal]:
    """Yield links; of the figure before it in its sentence that its parts make one whose own is not made.

    学员386人，走训248人、住训138人，男231人、女155人: both sexes are of all.
    """
    place = {claim.start: at for at, claim in enumerate(paragraph.claims)}
    for one in found:
        if isinstance(one, Link) and len(one.parts) >= FEWEST_PARTS:
            yield _of_made_total(paragraph, one, place)
        else:
            yield one


def _of_made_total(paragraph: Paragraph, link: Link, place: Mapping[int, int]) -> Link | Refusal:
    whole, parts = place[link.whole], [place[start] for start in link.parts]
    if paragraph.add_up(whole, parts):
        return link
    first = min(whole, *parts)
    for at in range(first - 1, max(-1, first - 1 - MOST), -1):
        if paragraph.ends_before(at + 1):
            break
        if paragraph.has_unit_of(at, parts[0]) and paragraph.is_exact(at) and paragraph.add_up(at, parts):
            return link._replace(whole=paragraph.claims[at].start)
    # 总量比上年的52万人次增长20%。分馆区看，…: these are no parts of last year's.
    based = pattern("last_told").search(paragraph.before(whole)) and whole < min(parts)
    return refused(paragraph, (whole, *parts), UNSURE_WORDS) if based else link


def _ends_with_rest_of_kind(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether a list ends with what is left of its kind: 机要用车0辆、应急用车0辆、其他用车6辆."""
    if len(parts) < FEWEST_PARTS or not paragraph.before(parts[-1]).startswith("、"):
        return False
    before, last = (paragraph.names[at] for at in parts[-2:])
    one_noun = len(before) > WORD and before[-WORD:] == last[-WORD:]
    return one_noun and pattern("is_rest").match(last) is not None


def _are_counted(paragraph: Paragraph, parts: Sequence[int]) -> bool:
    """Whether words behind a list, or right before it, count as many parts: 甲58万元、…和戊8万元五块."""
    behind, before = parts[-1] + 1, parts[0] - 1
    after = behind < len(paragraph.claims) and not paragraph.before(behind) and paragraph.count(behind)
    count = paragraph.count(before) if before >= 0 else 0
    opens = count and pattern("opens_counted").search(paragraph.before(parts[0]))
    return len(parts) in {after, opens and count}


def refused(paragraph: Paragraph, places: Sequence[int], reason: str) -> Refusal:
    """Return why figures are not tied."""
    return Refusal(tuple([paragraph.claims[at].start for at in places]), reason)


def _has_noun_of(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether two figures are of things of one noun."""
    noun = paragraph.claims[one].indicator[-2:]
    return bool(noun) and noun == paragraph.claims[two].indicator[-2:]


def _later(parts: Sequence[int]) -> Iterator[Sequence[int]]:
    return (parts[at:] for at in range(1, len(parts) - 1))


def _may_hold(summed: Interval, total: Interval) -> bool:
    """Whether parts may be all or some of a total."""
    return not summed.exceeds(total)
