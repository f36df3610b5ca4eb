"""Means by what they are per, and what they are of: 资助学生420名，发放助学金126万元，人均3000元."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import is_misplaced, slipped

_OF_TWO = "mean.of"
_SCALES = dict(zip(words("scales_of_means"), (100, 1000, 10_000), strict=True))
"""How many of what a mean is per, by the word that says so: 每千名老人拥有床位36张; `via` ends with it."""
_REACH = 12
"""Figures before and behind a mean among which its total and its count are looked for."""
_WORD = 2
"""Characters of a word."""
_FAR = Fraction(3, 2)
"""How far off a mean is at most that is one of the total and the count beside it."""
HALF, _NEAR = Fraction(1, 2), Fraction(1, 20)


_YIELD = "field_yield"
"""What a mean of fields is of: 总产 and 产量 are called so by a pattern of this name."""
_UNITS = (-8, -4, 4, 8)
"""Powers of ten between 元, 万元 and 亿元: a total that is so many times too much has a wrong unit."""
_WAYS = ("time", "each", "per", "size", "share")
"""Ways to say what a mean is per: 平均每月, 平均每期, 户均, 平均班额, 每股收益."""


class _Mean(NamedTuple):
    """What the words of a mean say.

    Attributes:
        of_whom: Whose mean it is: 法官 of 法官人均, 老人 of 每千名老人; empty where nothing is said.
        per: The unit or the noun that it is per: 人, 期, 个书屋.
        what: What it is of: 结案; empty where nothing is said.
    """

    of_whom: str
    per: str
    what: str
    scale: int = 1


def averaged(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield means with the total and the count beside them, in their sentence or else in the paragraph.

    The words say what a mean is per, its unit in what its total is told. Where several figures may be these,
    only those that give it are; where one total and one count are left that do not, it must be near, or
    miss them by a slip of the pen.
    """
    for at, claim in enumerate(paragraph.claims):
        if claim.measure not in {"level", "mean"} or claim.base or not claim.stands_alone:
            continue
        last = paragraph.claims[at - 1] if at and not paragraph.opens[at] else claim
        if last.unit == claim.unit and last.is_level and last.period.isdigit() and last.period < claim.period:
            continue  # 上年运送1.157亿人次，日均31.70万人次
        each = _each(paragraph, at)
        told = claim.measure == "mean" or each or pattern("yield_of_fields").search(paragraph.names[at])
        mean = _words_of(paragraph, at, each or paragraph.clause_before(at)) if told else None
        pair = _pair(paragraph, at, mean) if mean else None
        if pair:
            totals = tuple((paragraph.claims[one].start, "") for one in pair)
            via = f"{_OF_TWO}.{mean.scale}" if mean and mean.scale > 1 else _OF_TWO
            yield claim._replace(measure="mean", totals=totals, via=via)


def _words_of(paragraph: Paragraph, at: int, clause: str) -> _Mean | None:
    scaled = pattern("mean_per_many").fullmatch(clause) if "每" in clause else None
    if scaled:
        return _Mean(scaled["whom"] or "", scaled["unit"], scaled["what"], _SCALES[scaled["scale"]])
    said = pattern("mean_per").search(clause)
    if not said:
        even = pattern("divided_evenly").search(paragraph.before(at))
        return _Mean("", even["per"], "") if even else _words_of_unit(paragraph, at)
    per = next(filter(None, (said[way] for way in _WAYS)), words("mean_of_fields")[0])
    if pattern("mean_of_time").search(said[0]) and not _is_told(paragraph, at, per):
        return None
    of_whom = pattern("cases_of_whom").sub("", pattern("before_phrase").sub("", said["whom"]))
    mean = _Mean(of_whom, per, pattern("says_how_many_each").sub("", said["what"]))
    if said["field"]:
        unit = paragraph.claims[at].unit.partition("/")[2]
        return mean._replace(what=_YIELD) if unit in {"", mean.per} else None
    if pattern("day_opened").fullmatch(per):
        return mean._replace(per=words("units_of_days")[-1])
    return mean


def _is_told(paragraph: Paragraph, at: int, unit: str) -> bool:
    """Whether a figure before a mean tells of how many of its times it is: 12个月共96场，平均每月8场."""
    return any(paragraph.claims[one].unit == unit for one in _in_sentence(paragraph, at) if one < at)


def _each(paragraph: Paragraph, at: int) -> str:
    """Return what words say otherwise as 平均每个: 一亩地平均, 摊下来一天, 平均到每个支部; else nothing."""
    found = pattern("each_otherwise").search(paragraph.clause_of(at))
    return f"平均每{found['each'] or found['one']}" if found else ""


def _words_of_unit(paragraph: Paragraph, at: int) -> _Mean | None:
    """Return what a mean is per by its unit: 1254.9元/人次; none where that is a time, or 人·月."""
    per = paragraph.claims[at].unit.partition("/")[2]
    average = "均" in paragraph.clause_before(at)  # 学费标准5000元/人 is no mean
    timed = not average or per in TIME_UNITS or "·" in per
    timed = timed or pattern("mean_of_time").search(paragraph.clause_before(at)) is not None
    monthly = paragraph.text.startswith(("·", "/"), paragraph.claims[at].end)
    return None if timed or monthly or not per else _Mean("", per, "")


def _pair(paragraph: Paragraph, at: int, mean: _Mean) -> tuple[int, int] | None:
    """Return a total and a count of a mean, those that give it before others; None where none are certain."""
    sentence = _in_sentence(paragraph, at)
    part = [one for one in sentence if not _parted(paragraph, one, at)]
    places = (part, *([sentence] if part != sentence else ()), list(_near(paragraph, at)))
    asked = [(near, _candidates(paragraph, at, mean, near)) for near in places]
    for near, (counts, totals, named) in asked:
        pairs = product((*named, *totals), counts)
        gaps = {pair: gap for pair in pairs if (gap := _gap(paragraph, at, pair, mean)) is not None}
        best = min(gaps, key=lambda pair: gaps[pair], default=None)
        if best and (near is part or mean.what != _YIELD or _are_of_one_crop(paragraph, at, best)):
            return best
    for near, found in asked:
        counts, totals, named = (_whole_ones(paragraph, some) for some in found)
        beside = _beside(near, at, totals, counts)
        if beside:
            plain = not mean.what or pattern("says_what_of_mean").search(mean.what)
            return beside if _may_be_of(paragraph, at, beside, mean, certain=bool(plain or named)) else None
        if len(totals) == 1 and at - 1 in counts and _bound_of(paragraph.claims[totals[0]].interval):
            counts = [at - 1]
        if len(counts) == 1 == len(named or totals) and (near is part or counts[0] < at):
            pair = (named or totals)[0], counts[0]
            return pair if _may_be_of(paragraph, at, pair, mean, certain=bool(named)) else None
        if found[0] and found[1] and near is not part:
            return None
    return None


def _candidates(paragraph: Paragraph, at: int, mean: _Mean, near: Sequence[int]) -> tuple[Sequence[int], ...]:
    """Return what may be the count and the total of a mean, and those totals that are named as it is."""
    counts = _counts(paragraph, [one for one in near if _counts_others(paragraph, one, at, mean)], at, mean)
    counts = _of_all(paragraph, counts) if "/" in paragraph.claims[at].unit else counts
    totals = [one for one in near if one not in counts and _may_be_total(paragraph, one, at)]
    return counts, totals, _named(paragraph, totals, mean)


def _gap(paragraph: Paragraph, at: int, pair: tuple[int, int], mean: _Mean) -> Fraction | None:
    """Return how far a mean is from what a total and a count make; None where these do not give it."""
    stated, made = _stated(paragraph.claims[at]), _quotient(paragraph, *pair, mean)
    if made is None or _bound_of(made) is not None or not made.meets(stated):
        return None
    return abs((middle(stated) or Fraction(0)) - (middle(made) or Fraction(0)))


def _parted(paragraph: Paragraph, one: int, at: int) -> bool:
    """Whether a semicolon parts two figures of a sentence."""
    first, second = sorted((one, at))
    return "；" in paragraph.between(first, second)


def _counts_others(paragraph: Paragraph, one: int, at: int, mean: _Mean) -> bool:
    """Whether a figure may count what a mean is per: 每千人口有医师2.8人 has one unit, 每吨甘蔗产糖, too."""
    unit, named = paragraph.claims[one].unit, mean.what[:_WORD] in paragraph.names[one] and mean.what[1:]
    return unit != paragraph.claims[at].unit or mean.scale > 1 or bool(named and unit == mean.per)


def _whole_ones(paragraph: Paragraph, counts: Sequence[int]) -> list[int]:
    """Return figures without the parts of others: 演出182场，其中下乡121场、商演61场，…，场均1100人次."""
    starts = [paragraph.claims[one].start for one in counts]
    wholes = [paragraph.claims[one].whole for one in counts]
    return [
        one
        for one, whole in zip(counts, wholes, strict=True)
        if whole not in starts or wholes.count(whole) == 1
    ]


def _beside(
    near: Sequence[int], at: int, totals: Sequence[int], counts: Sequence[int]
) -> tuple[int, int] | None:
    """Return the total and the count right before a mean, where no other figure of these is told."""
    last = sorted(one for one in near if one < at)[-2:]
    total, count = ([one for one in last if one in some] for some in (totals, counts))
    return (total[0], count[0]) if len(last) == len(total) + len(count) and total and count else None


def _in_sentence(paragraph: Paragraph, at: int) -> list[int]:
    """Return the levels of a mean's sentence that are of its time."""
    return [one for one in _near(paragraph, at) if not paragraph.are_of_sentences(one, at)]


def _near(paragraph: Paragraph, at: int) -> Iterator[int]:
    """Yield the levels of a mean's time around it."""
    mean = paragraph.claims[at]
    for one in range(max(0, at - _REACH), min(len(paragraph.claims), at + _REACH)):
        claim = paragraph.claims[one]
        told = claim.is_level or _is_averaged(paragraph, one)
        if told and _is_of_time(claim, mean) and not paragraph.bases[one]:
            yield one


def _is_of_time(claim: Claim, mean: Claim) -> bool:
    """Whether a figure is of the time of a mean, or adds up to its end: 累计."""
    since, _, end = claim.period.rpartition("/")
    return claim.section == mean.section and (end if since == ".." else claim.period) == mean.period


def _is_averaged(paragraph: Paragraph, one: int) -> bool:
    """Whether a figure is a number that stands for a whole period: 年平均常住人口95万人."""
    claim = paragraph.claims[one]
    return claim.measure == "mean" and pattern("averaged_over_time").search(paragraph.names[one]) is not None


def _of_all(paragraph: Paragraph, counts: Sequence[int]) -> list[int]:
    """Return counts without those that are parts of others: of all, and of some of them, all are meant."""
    starts = {paragraph.claims[one].start for one in counts}
    return [one for one in counts if paragraph.claims[one].whole not in starts]


def _counts(paragraph: Paragraph, near: Sequence[int], at: int, mean: _Mean) -> list[int]:
    """Return the figures that count what a mean is per: people, or else how often they came."""
    bare = [one for one in near if at < one and not paragraph.names[one] and not _parted(paragraph, one, at)]
    anybody = mean._replace(of_whom="") if mean.scale == 1 else mean
    # 主体班平均每期53人，24期共1272人: of whom is said before the mean.
    found = [one for one in near if _is_count(paragraph, one, anybody if one in bare else mean)]
    found = [one for one in found if middle(paragraph.claims[one].interval) != 1]
    if mean.per in words("units_of_days") and len(found) > 1:
        found = [one for one in found if pattern("days_open").search(paragraph.clause_of(one))]
    if found or mean.per not in words("units_of_people"):
        return found
    return [one for one in near if _is_count(paragraph, one, mean._replace(per=words("units_of_turns")[0]))]


def _is_count(paragraph: Paragraph, one: int, mean: _Mean) -> bool:
    """Whether a figure counts what a mean is per, of those whose it is."""
    claim = paragraph.claims[one]
    name = claim.indicator + paragraph.names[one] + paragraph.clause_behind(one)
    if mean.scale > 1:
        people = words("units_of_people")
        alike = claim.unit in people if mean.per in people else claim.unit == mean.per
        whom = [sign for sign in mean.of_whom if sign not in people]
        of_all = not whom and pattern("is_population").search(name) is not None
        return alike and (of_all or any(sign in name for sign in whom))
    if mean.per in words("units_of_days"):
        whose = pattern("days_of_act").fullmatch(mean.of_whom)
        return claim.unit in words("units_of_days") and (not whose or whose["act"] in name)
    if mean.of_whom and mean.of_whom[-_WORD:] not in name:
        return False
    for units in (words("units_of_people"), words("units_of_turns")):
        if mean.per in units:
            return claim.unit in units
    noun = pattern("counting_word").sub("", mean.per)
    unit = _without_turns(claim.unit)
    counted = unit and mean.per.startswith(unit) and (unit != "个" or noun[:_WORD] in name)
    if noun != mean.per:
        return bool(counted and noun[:_WORD] in name) or (len(noun) >= _WORD and noun[:_WORD] in name)
    of_bodies = unit in words("units_of_bodies") and mean.per in paragraph.clause_behind(one)
    of_cases = pattern("case_counted").search(f"{mean.per}§{claim.indicator}") is not None
    called = claim.indicator[-1:] == mean.per[:1] and not claim.indicator.endswith(f"每{mean.per}")
    return bool(counted) or of_bodies or of_cases or called


def _without_turns(unit: str) -> str:
    """Return the unit of what comes again and again: 册 of 册次."""
    return unit.removesuffix(words("units_of_turns")[0]) or unit


def _may_be_total(paragraph: Paragraph, one: int, at: int) -> bool:
    """Whether a figure has the unit of a mean, and is more than that."""
    total, mean = (paragraph.claims[each] for each in (one, at))
    units = {_without_turns(claim.unit.partition("/")[0]) for claim in (total, mean)}
    people = {*words("units_of_people")}
    more = total.interval and mean.interval and not mean.interval.exceeds(total.interval)
    return bool(more) and total.measure == "level" and (len(units) == 1 or units <= people)


def _named(paragraph: Paragraph, totals: Sequence[int], mean: _Mean) -> list[int]:
    """Return the totals that are of what a mean is of, those that say all of it before others."""
    named = [one for one in totals if _is_named(paragraph, one, mean)]
    wholly = [one for one in named if mean.what and mean.what in paragraph.claims[one].indicator]
    return wholly if len(wholly) == 1 else named


def _is_named(paragraph: Paragraph, one: int, mean: _Mean) -> bool:
    """Whether a total is of what a mean is of."""
    name = paragraph.claims[one].indicator + paragraph.names[one] + paragraph.clause_behind(one)
    if mean.what == _YIELD:
        return pattern(_YIELD).search(name) is not None
    return not mean.what or mean.what[-_WORD:] in name or mean.what[:_WORD] in name


def _quotient(paragraph: Paragraph, total: int, count: int, mean: _Mean) -> Interval | None:
    whole, number = (paragraph.claims[at].interval for at in (total, count))
    return None if whole is None or number is None or 0 in number else whole / number * mean.scale


def _stated(mean: Claim) -> Interval:
    """Return what a mean stands for: of what is counted it is rounded, too."""
    stated = mean.interval or Interval(None, None)
    number = stated.low if stated.is_point else None
    return stated if number is None else Interval.closed(number - HALF, number + HALF)


def _may_be_of(paragraph: Paragraph, at: int, pair: tuple[int, int], mean: _Mean, *, certain: bool) -> bool:
    """Whether a mean that does not fit a total and a count is of these all the same.

    What is per head of a population is computed by those of half a year before: it must be a slip.
    """
    total, count = pair
    stated, made = _stated(paragraph.claims[at]), _quotient(paragraph, total, count, mean)
    printed, computed = middle(stated), _bound_of(made) or middle(made)
    if printed is None or not computed or stated.high is None or stated.low is None:
        return False
    if mean.what == _YIELD and not _are_of_one_crop(paragraph, at, pair):
        return False
    step, of_some = stated.high - stated.low, mean.scale > 1 and bool(mean.of_whom)
    if mean.scale > 1 and not of_some and abs(printed / computed - 1) < _NEAR:
        return False
    whole, number = (middle(paragraph.claims[one].interval) for one in pair)
    as_told = whole / number * mean.scale if whole and number else computed
    meant = {Fraction(round(one / step)) for one in (computed, as_told)}
    if any(slipped(printed / step, one) for one in meant) or is_misplaced(printed / computed, _UNITS):
        return True
    plain = certain and (of_some or not _is_population(paragraph, count))
    return plain and computed / _FAR < printed < computed * _FAR


def _are_of_one_crop(paragraph: Paragraph, at: int, pair: tuple[int, int]) -> bool:
    """Whether nothing says that a yield, its harvest and its fields are of several crops, or of a part.

    Of two yields beside one harvest (头季亩产, 再生季亩产) either may be of some of it.
    """
    total, count = pair
    crop = pattern("crop_harvested").search(pattern("before_phrase").sub("", paragraph.names[total]))
    fields = paragraph.names[count] + paragraph.claims[count].indicator
    first, last = min(at, *pair), max(at, *pair)
    among = any("其中" in paragraph.before(one) for one in range(first + 1, last + 1))
    others = {*range(len(paragraph.claims))} - {at}
    beside = (
        one for one in others if not (paragraph.are_of_sentences(one, at) or _parted(paragraph, one, at))
    )
    alone = not any(pattern("yield_of_fields").search(paragraph.names[one]) for one in beside)
    return alone and not among and (not crop or crop["crop"][-_WORD:] in fields)


def _bound_of(made: Interval | None) -> Fraction | None:
    """Return the one end of a total that is told from one side, over its count: 总产值不到1500万元."""
    if made is None or (made.low and made.high is not None):
        return None
    return made.low or made.high


def _is_population(paragraph: Paragraph, count: int) -> bool:
    """Whether a figure counts people whose mean others compute by another number of them.

    What is said to be computed by it (以常住人口76万人计) is.
    """
    told = paragraph.claims[count]
    if _is_averaged(paragraph, count) or (
        pattern("computed_by").search(paragraph.names[count])
        and pattern("computed_behind").match(paragraph.text, told.end)
    ):
        return False
    return pattern("is_population").search(told.indicator) is not None
