"""Ratios of figures that the paragraph tells: 医护比1∶1.6, 两者之比为3∶2, 按2∶3∶5分配."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise

from gouji.facts.figures.model import AMOUNT, RATIO
from gouji.facts.figures.units import TIMES
from gouji.facts.numbers.digits import middle, number_in
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.known_families import are_apart
from gouji.reading.links.paragraph import FIGURE, Paragraph, is_on_other_terms

OF_NAMED, DIVIDES = "ratio.of", "ratio.by"
"""What the terms of a ratio are of: figures before it that it names, or those behind it that it divides."""
_REACH = 40
"""Characters before a ratio that may say what it is of."""
Places = Sequence[int]


def ratios(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the ratios with the figures that their terms are of, in the order of these terms."""
    yield from _multiples(paragraph)
    yield from _of_the_two(paragraph)
    yield from _indices(paragraph)
    for claim in paragraph.ratios:
        terms = len(pattern("between_terms").split(paragraph.text[claim.start : claim.end]))
        found = pattern("ratio_of").search(_said(paragraph, claim))
        divided = _divided(paragraph, claim, terms)
        of = divided or (_named(paragraph, claim, found, terms) if found else ())
        of = of or (_of_applicants(paragraph, claim, found["of"] or "") if found and terms == _PAIR else ())
        if not divided and found and found["of"] and not _is_theirs(paragraph, found["of"], of):
            continue
        other = is_on_other_terms(paragraph.text, paragraph.start, claim.start)
        if len(of) == terms == len(set(of)) and not other and _may_be(paragraph, claim, of):
            yield _tied(paragraph, claim, of, DIVIDES if divided else OF_NAMED)


def _may_be(paragraph: Paragraph, claim: Claim, of: Places) -> bool:
    """Whether two figures may have a ratio, or its inverse: 1.43 is none of 9600 and 3139000."""
    told = pattern("number_in_ratio").findall(paragraph.text[claim.start : claim.end])
    sizes = [middle(paragraph.claims[at].interval) for at in of]
    if len(told) != _PAIR or len(of) != _PAIR or not all(sizes) or not all(map(Fraction, told)):
        return True
    stated, made = Fraction(told[0]) / Fraction(told[1]), (sizes[0] or 1) / (sizes[1] or Fraction(1))
    return any(1 / _BEYOND < stated / one < _BEYOND for one in (made, 1 / made))


_BEYOND = 5


def _multiples(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the multiples of a figure before them that the level before that one is: A，为上年B的1.75倍."""
    for at in range(2, len(paragraph.claims)):
        multiple, base = paragraph.claims[at], at - 1
        exact = multiple.unit == TIMES.name and pattern("number_of_times").fullmatch(paragraph.quote(at))
        if not exact or paragraph.before(at) != "的" or not paragraph.has_unit_of(base, base - 1):
            continue
        says = pattern("is_multiple").search(paragraph.names[base])
        if says and not pattern("sentence_ends").search(paragraph.before(base)):
            yield _tied(paragraph, multiple, (base - 1, base), OF_NAMED)


def _of_the_two(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield multiples of one of the two levels before them: 后者是前者的三倍; 上年B，相当于上年的四倍."""
    for at in range(2, len(paragraph.claims)):
        multiple, said = paragraph.claims[at], paragraph.names[at]
        if multiple.unit != TIMES.name or not said.endswith("的"):
            continue
        if multiple.totals or not pattern("number_of_times").fullmatch(paragraph.quote(at)):
            continue
        named = pattern("one_of_other").fullmatch(said)
        if named and (places := named_before(paragraph, at, named["one"], named["two"])):
            yield _tied(paragraph, multiple, places, OF_NAMED)
            continue
        found = pattern("of_the_two").fullmatch(said)
        begun = pattern("of_the_beginning").fullmatch(said)
        across = found is not None and not found["earlier"]
        pair = _last_two(paragraph, at, across=across) if found or begun else None
        if begun and pair and came_to(paragraph, pair[0], pattern("arrives_by_any_verb")):
            yield _tied(paragraph, multiple, pair[::-1], OF_NAMED)
            continue
        if found and pair:
            first, last = pair
            grew = found["earlier"] and _grew(paragraph, first, last, found)
            fell = paragraph.claims[last].period < paragraph.claims[first].period and not found["year"]
            if found["earlier"] and not (grew or fell):
                continue
            of = (last, first) if found["latter"] or grew else (first, last)
            multiple = (
                multiple._replace(period=paragraph.claims[of[0]].period) if found["earlier"] else multiple
            )
            yield _tied(paragraph, multiple, of, OF_NAMED)


def _first(paragraph: Paragraph, at: int) -> int:
    """Return the first figure of the part of a sentence that a figure is in."""
    return paragraph.sentences.index(paragraph.sentences[at])


def _grew(paragraph: Paragraph, first: int, last: int, told: re.Match[str]) -> bool:
    """Whether a movement goes from a level of a told time to the one behind: 由1.2万吨扩大到3.6万吨."""
    one, two = (paragraph.claims[place].period for place in (first, last))
    if told["when"] in paragraph.names[first]:
        return True
    came = paragraph.before(first + 1) + paragraph.leads[first + 1]
    sets_out = pattern("began_from").search(paragraph.names[first])
    goes = one < two or (sets_out is not None and pattern("arrives").fullmatch(came) is not None)
    return goes and told["year"] in {None, one[:4]}


def came_to(paragraph: Paragraph, first: int, verb: re.Pattern[str]) -> bool:
    """Whether a movement goes from a level of no time of its own, by such a verb: 由6条加密到15条."""
    came = paragraph.before(first + 1) + paragraph.leads[first + 1]
    sets_out = paragraph.names[first][-1:] in words("from_which")
    return sets_out and verb.fullmatch(came) is not None


def named_before(paragraph: Paragraph, at: int, one: str, two: str) -> tuple[int, int] | None:
    """Return the levels of two things that a sentence tells before a figure, the only ones of their names."""
    claims, first = paragraph.claims, _first(paragraph, at)
    levels = [place for place in range(first, at) if claims[place].is_level_or_rate]
    indicators = [claims[place].indicator for place in levels]
    for names in (indicators, [*map(paragraph.clause_of, levels)]):  # 上半年 is of no indicator
        told = [*zip(levels, names, strict=True)]
        ones = [place for place, name in told if one in name and two not in name]
        twos = [place for place, name in told if two in name and one not in name]
        if len(ones) == len(twos) == 1:
            alike = claims[ones[0]].unit == claims[twos[0]].unit
            of_time = names is not indicators or claims[ones[0]].period == claims[twos[0]].period
            return (ones[0], twos[0]) if alike and of_time else None
    return None


def _last_two(paragraph: Paragraph, at: int, *, across: bool = False) -> tuple[int, int] | None:
    """Return the two levels of one unit that a sentence tells before a figure; None for more or fewer.

    With *across* one may stand in the part of the sentence before: 27万册次；81万次，是前者的3倍.
    """
    first = _first(paragraph, at)
    unit = _counted_in(paragraph, at - 1)
    alike = [one for one in range(first, at) if unit and _counted_in(paragraph, one) == unit]
    if across and len(alike) == 1 and not (first and pattern("full_stop").search(paragraph.before(first))):
        first = _first(paragraph, max(0, first - 1))
        alike = [one for one in range(first, at) if _counted_in(paragraph, one)]
        if not all(paragraph.claims[one].unit.endswith((unit, *words("units_of_turns"))) for one in alike):
            return None
    wholes = {paragraph.claims[one].whole for one in alike}  # 48.6公里，其中东段30.6公里、西段18.0公里
    alike = [one for one in alike if paragraph.claims[one].start not in wholes]
    if len(alike) != 2 or alike[-1] != at - 1 or paragraph.depths[alike[0]] != paragraph.depths[at - 1]:
        return None
    return alike[0], alike[1]


def _counted_in(paragraph: Paragraph, one: int) -> str:
    """Return the unit of a level, or the words right behind a number that has none: 1.26万单位."""
    claim = paragraph.claims[one]
    if claim.measure == "mean" and claim.unit:
        return f"{FIGURE}{claim.unit}"  # 年初日均3200件，年末日均9600件
    bare = not claim.unit and claim.measure == "level"
    return paragraph.added_in[one] or (paragraph.clause_behind(one) or FIGURE if bare else "")


def _indices(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield ratios of two things that one number tells, of 1 or of 100: 收入比2.34, 性别比104.3."""
    for claim in paragraph.claims:
        if claim.unit or claim.form != AMOUNT:
            continue
        found = pattern("index_of").search(_said(paragraph, claim))
        name = pattern("of_both_sexes").sub(words("both_sexes")[0], found["of"]) if found else ""
        of = _of(paragraph, claim, name, 2) if name else ()
        if len(set(of)) == 2:
            yield _tied(paragraph, claim._replace(form=RATIO), of, OF_NAMED)


def _tied(paragraph: Paragraph, claim: Claim, of: Places, via: str) -> Claim:
    totals = tuple((paragraph.claims[at].start, "") for at in of)
    return claim._replace(measure="share", totals=totals, via=via)


def _said(paragraph: Paragraph, claim: Claim) -> str:
    """Return the words before a ratio, with those that its quote begins with: 约为3∶1."""
    end = claim.start + len(_lead(paragraph, claim))
    return paragraph.text[max(paragraph.start, claim.start - _REACH) : end]


def _lead(paragraph: Paragraph, claim: Claim) -> str:
    found = pattern("lead_of_ratio").match(paragraph.text, claim.start, claim.end)
    return found[0] if found else ""


def _divided(paragraph: Paragraph, claim: Claim, terms: int) -> Places:
    """Return as many amounts of one unit behind a ratio that divides them: 按6∶3∶1分担，分别为…."""
    behind = [at for at, one in enumerate(paragraph.claims) if one.start > claim.end][: terms + 1]
    says = pattern("divides_by").search(_said(paragraph, claim))
    if not says or len(behind) < terms or not pattern("divided_among").match(paragraph.text, claim.end):
        return ()
    parts = behind[:terms]
    # 甲出资6000万元，乙、丙各出资4500万元: one figure for two.
    alike = all(paragraph.has_unit_of(parts[0], at) and "各" not in paragraph.names[at] for at in parts)
    # One more behind them may be of the same division.
    more = len(behind) > terms and paragraph.alike(parts[0], behind[-1])
    more = more and not pattern("clause_of_its_own").search(paragraph.between(parts[-1], behind[-1]))
    return parts if alike and not more else ()


def _named(paragraph: Paragraph, claim: Claim, found: re.Match[str], terms: int) -> Places:
    """Return the figures before a ratio that its words tell: of a structure, the parts right before it."""
    if not found["parts"]:
        return _of(paragraph, claim, found["of"] or found["all"], terms)
    before = [at for at, one in enumerate(paragraph.claims) if one.end <= claim.start and _is_term(one)]
    parts = _siblings(paragraph, before, terms)
    return parts if all(paragraph.claims[at].period == claim.period for at in parts) else ()


def _of(paragraph: Paragraph, claim: Claim, name: str, terms: int) -> Places:
    """Return the figures before a ratio that its name tells: one each, else all of the list right before."""
    claims = enumerate(paragraph.claims)
    before: Places = [at for at, one in claims if one.end <= claim.start and _is_term(one)]
    if pattern("all_before").fullmatch(name):
        last, others = before[-terms:], before[-terms - 1 : -terms]
        others = [at for at in others if not paragraph.add_up(at, last)]
        alone = len(last) == terms and not any(paragraph.alike(at, last[0]) for at in others)
        return last if alone and _side_by_side(paragraph, last) else ()
    names = _names(name, terms)
    for near in (before, _behind(paragraph, claim)):
        found = [_one(paragraph, near, one) for one in names]
        if names and all(found):
            return [at for one in found for at in one]
    return _siblings(paragraph, before, terms) if pattern("listed_in_ratio").search(name) else ()


def _of_applicants(paragraph: Paragraph, claim: Claim, name: str) -> Places:
    """Return those who came and what there was for them, told before their ratio in its sentence: 竞争比30∶1.

    Of more than two figures no two are certain; what two make that is far from it is of others.
    """
    if not pattern("ratio_of_applicants").search(name):
        return ()
    before = [at for at, one in enumerate(paragraph.claims) if one.end <= claim.start and one.is_level]
    near = [at for at in before if at == before[-1] or not any(paragraph.opens[at + 1 : before[-1] + 1])]
    few, *many = sorted(middle(paragraph.claims[at].interval) or 0 for at in near) or (0,)
    terms = pattern("number_in_ratio").findall(paragraph.text[claim.start : claim.end])
    by = max(map(number_in, terms), default=0) * few
    return near if len(many) == 1 and by and many[0] <= _FAR * by and by <= _FAR * many[0] else ()


_PAIR, _FAR = 2, 2


def _is_term(claim: Claim) -> bool:
    return claim.is_level or claim.measure == "mean"


def _behind(paragraph: Paragraph, claim: Claim) -> Places:
    """Return the levels behind a ratio in its sentence: 男女之比3∶2，其中男职工420人、女职工280人."""
    ends = pattern("sentence_ends").search(paragraph.text, claim.end, paragraph.end)
    last = ends.start() if ends else paragraph.end
    return [at for at, one in enumerate(paragraph.claims) if claim.end < one.start < last and _is_term(one)]


def _side_by_side(paragraph: Paragraph, places: Places) -> bool:
    """Whether figures of one unit follow one another in one sentence."""
    gaps = (paragraph.between(one, two) for one, two in pairwise(places))
    alike = all(paragraph.alike(places[0], at) for at in places)
    return alike and not any(map(pattern("sentence_ends").search, gaps))


def _siblings(paragraph: Paragraph, before: Places, terms: int) -> Places:
    """Return the parts of one total right before a ratio, if there are as many as it has terms."""
    whole = paragraph.claims[before[-1]].whole if before else None
    parts = [at for at in before if whole is not None and paragraph.claims[at].whole == whole]
    return parts if len(parts) == terms else ()


def _names(name: str, terms: int) -> list[Callable[[str], object]]:
    """Return what tells each thing that a ratio is of: 出口与进口; a character each, 医护, 男女生."""
    listed = pattern("joins_in_ratio").split(name)
    known = patterns("short_in_ratios")
    if len(listed) == terms and known.keys() >= {one[:1] for one in listed} and not any(listed[0][1:]):
        name = "".join(one[:1] for one in listed)  # 老、中、青三代教师
    elif len(listed) == terms == 2 and are_apart(listed[0], listed[1][: len(listed[0])]):
        return [re.compile(re.escape(one[: len(listed[0])])).search for one in listed]  # 线上与线下参会人数
    elif len(listed) == terms:
        return [re.compile(f"(?<!进){re.escape(one)}(?![园院馆校])").search for one in listed]
    if known.keys() >= {*name[-terms:]} and not known.keys() >= {*name[:terms]}:
        name = name[-terms:]  # 小学生男女
    short, noun = name[:terms], name[terms:]
    if noun and not known.keys() >= {*short}:
        return []
    told = [known[one] if one in known else re.compile(one) for one in short]
    return [partial(_is_short_for, one, noun[-2:]) for one in told] if len(short) == terms else []


def _is_theirs(paragraph: Paragraph, name: str, of: Places) -> bool:
    """Whether the body that a name of one character each begins with is that of its terms: not 总校师生比."""
    known = patterns("short_in_ratios").keys()
    of_whom = pattern("of_all_in_ratio").sub("", name[: -len(of)] if known >= {*name[-len(of) :]} else "")
    told = paragraph.text[paragraph.start : min((paragraph.claims[at].start for at in of), default=0)]
    return len(of_whom) < 2 or of_whom in told or any(of_whom in paragraph.clause_of(at) for at in of)


def _is_short_for(short: re.Pattern[str], noun: str, name: str) -> bool:
    """Whether a name has what a character stands for, and the noun that all have: 男 and 女 of 男女生."""
    return short.search(name) is not None and noun in name


def _one(paragraph: Paragraph, before: Places, is_of: Callable[[str], object]) -> Places:
    """Return the one figure of such a name; of several the total, whose parts have it too."""
    names = {
        at: pattern("asserts").sub("", paragraph.names[at]) or paragraph.claims[at].indicator for at in before
    }
    named = [at for at, name in names.items() if is_of(name)]
    found = named if len(named) < 2 else [at for at in named if paragraph.claims[at].whole is None]
    if len(found) > 1:  # 专任教师1036人，外聘教师268人，教师总数1170人
        found = [at for at in found if pattern("says_all_of_ratio").search(names[at])]
    return found if len(found) == 1 else ()
