"""Shares and kinds of a total that a table or another place tells: 2.1万亩，占水稻面积的65.6%."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import AHEAD, RATE
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.known_families import Family, known_families
from gouji.reading.links.slips import corrections, makes, slipped, slips_in_ratio
from gouji.reading.links.told import Items, is_exact, is_slip, is_telling, is_untied_share, meet, unit_of

_WORD = 2
"""Characters of a word."""


def of_wholes_elsewhere(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims; shares of a total told elsewhere, with the figure right before them as its part.

    The text tells one value of the name only, and the share is what both make, or would be but for a slip.
    """
    shares = [one for one in claims if is_untied_share(one) and _is_sound(one)] if "占" in text else []
    in_words = pattern("fraction_only").fullmatch
    shares = [one for one in shares if is_exact(one) or in_words(text, one.start, one.end)]
    told = list(_told_of_wholes(text, claims, shares))
    if not told:
        return list(claims)
    known = [claim for claim in claims if claim.is_level and claim.unit not in {"", "%"} and _is_sound(claim)]
    names: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in known:
        for name in dict.fromkeys(_names(claim.indicator)):
            names[name].append(claim)
    found: dict[int, Claim] = {}
    for share, part, said in told:
        whole = _whole(names, part, said)
        if whole is not None and _gives(share, part, whole):
            tied = ((whole.start, RATE), (part.start, RATE))
            found[share.start] = share._replace(totals=tied, via="share.elsewhere")
    return [found.get(claim.start, claim) for claim in claims]


def _told_of_wholes(
    text: str, claims: Sequence[Claim], shares: Sequence[Claim]
) -> Iterator[tuple[Claim, Claim, re.Match[str]]]:
    """Yield the shares that are told right behind an amount, with this and how."""
    prose = [claim for claim in claims if not claim.place]
    starts = [claim.start for claim in prose]
    for share in shares:
        at = bisect_left(starts, share.start)
        part = prose[at - 1] if at else None
        if part is not None and part.is_level and part.whole is None and part.unit not in {"", "%"}:
            said = pattern("share_of_elsewhere").fullmatch(text, part.end, share.start)
            if said:
                yield share, part, said


def _whole(names: Mapping[str, list[Claim]], part: Claim, said: re.Match[str]) -> Claim | None:
    """Return the only total of a name, or the largest of 占全部收入; 占规上工业 is of 规上工业利润."""
    of = said["of"]
    own = [*_names(of), f"{of}{part.indicator}"]
    found = (names.get(name, []) for name in dict.fromkeys(own))
    wholes = next(filter(None, ([one for one in some if _may_be_whole(one, part)] for some in found)), [])
    if said["all"] and not _are_one(wholes):
        largest = max(wholes, key=lambda one: middle(one.interval) or Fraction(0))
        wholes = [one for one in wholes if one.interval == largest.interval]
    return wholes[0] if wholes and _are_one(wholes) else None


def _are_one(claims: Sequence[Claim]) -> bool:
    """Whether all claims have the value of the first of them."""
    return all(meet(one, claims[0]) for one in claims)


def _is_sound(claim: Claim) -> bool:
    return claim.section not in AHEAD and claim.period != "" and claim.interval is not None


def _names(name: str) -> Iterator[str]:
    """Yield a name, and it without words that say only that it is all of it."""
    if len(name) >= _WORD:
        yield name
        yield pattern("says_only_all").sub("", name) or name
        yield pattern("number_done").sub("", name) or name


def _may_be_whole(one: Claim, part: Claim) -> bool:
    alike = unit_of(one) == unit_of(part) and one.period == part.period and one.scope == part.scope
    return alike and one.start != part.start and middle(one.interval) is not None


def _gives(share: Claim, part: Claim, whole: Claim) -> bool:
    """Whether a part of a total makes a share, or would but for a slip in it."""
    if share.interval is None or part.interval is None or whole.interval is None or 0 in whole.interval:
        return False
    if makes(share.interval, part.interval, whole.interval):
        return True
    made = part.interval / whole.interval * 100
    printed, meant = middle(share.interval) or Fraction(0), middle(made) or Fraction(0)
    size = (share.interval.high or printed) - (share.interval.low or printed)
    if not is_exact(share):
        return 0 < meant < 100 and abs(meant - printed) <= _FIFTH
    rounded = Fraction(round(meant / size)) * size if size else meant
    return is_slip(printed, rounded, powers=())


_FIFTH = 20  # percent of a total by which a fraction in words is off at most
_NAME = 5
"""Characters of a name that says fully what a figure is of."""


class _Told(NamedTuple):
    """Of what unit, time and part of the document a figure is."""

    unit: str
    period: str
    section: str


def of_kinds_elsewhere(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; levels that are all kinds of a total told elsewhere as its parts.

    The name of each is that of the total with the word of its kind before it. They add up, or would but for
    a slip; the document tells one value of each name only.
    """
    levels = (claim for claim in claims if claim.is_level and not claim.place)
    plain = [one for one in levels if one.unit not in {"", "%"} and len(one.indicator) >= _NAME]
    ends = _ends_of_others({pattern("act_of_insured").sub("", claim.indicator) for claim in plain})
    named: dict[_Told, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in plain if ends else ():
        if claim.indicator.endswith(ends) and is_telling(claim):
            told = _Told(unit_of(claim), claim.period, claim.section)
            named[told][pattern("act_of_insured").sub("", claim.indicator)].append(claim)
    found: dict[int, Claim] = {}
    for some in named.values():
        for whole, parts in _divided(some):
            if not any(part.start in found for part in parts):
                found |= {
                    part.start: part._replace(whole=whole.start, via="sum.elsewhere", complete=True)
                    for part in parts
                }
    return [found.get(claim.start, claim) for claim in claims] if found else list(claims)


def _ends_of_others(names: Collection[str]) -> tuple[str, ...]:
    """Return the names that two others end with: only a total may be called so.

    >>> _ends_of_others({"保险基金收入", "职工保险基金收入", "居民保险基金收入", "居民收入"})
    ('保险基金收入',)
    """
    ordered = sorted(name[::-1] for name in names)
    found = []
    for at, name in enumerate(ordered[: -2 or None]):
        if all(other.startswith(name) for other in ordered[at + 1 : at + 3]):
            found.append(name[::-1])
    return tuple(found)


def _divided(named: Mapping[str, list[Claim]]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Yield totals, each with all kinds of it."""
    for name, (whole, *again) in named.items():
        longer = [one for one in named if one != name and one.endswith(name)]
        for family in known_families("near") if len(longer) > 1 and not again else ():
            if family.whole.search(name):
                told = [_of_kind(longer, name, kind, family) for kind in family.members]
                parts = [named[one][0] for one in told if one and len(named[one]) == 1]
                free = all(part.stands_alone for part in parts)
                if len(parts) == len(family.members) and free and _makes(whole, parts):
                    yield whole, parts


def _of_kind(longer: Sequence[str], name: str, kind: re.Pattern[str], family: Family) -> str:
    """Return the only name that has one kind, and no other, before that of the total; empty for none."""
    heads = {one: one.removesuffix(name) for one in longer}
    found = [
        one for one, head in heads.items() if [each for each in family.members if each.search(head)] == [kind]
    ]
    return found[0] if len(found) == 1 else ""


def _makes(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts add up to a total, or would but for a slip in one figure."""
    known = [part.interval for part in parts if part.interval is not None]
    if whole.interval is None or len(known) < len(parts):
        return False
    if Interval.total(known).meets(whole.interval):
        return True
    total, numbers = middle(whole.interval), [middle(one) for one in known]
    terms = [one for one in numbers if one is not None]
    if total is None or len(terms) < len(parts):
        return False
    return any(slipped(*pair) for pair in corrections(total, terms))


VIA = "share.by-noun"
_NOUN = 3
"""So many characters at its end say what a figure is of: 增加值."""
_FEWEST_NOUNS, _DIGITS = 2, 3
"""So many shares of a paragraph, each of so many digits, are no chance."""
_REACH = 60


class _Share(NamedTuple):
    """A share, the amount that it is told of, and figures that this may be a part of."""

    claim: Claim
    part: Claim
    wholes: Sequence[Claim]

    @property
    def fitting(self) -> Claim | None:
        """The total that makes the share; of several the first whose name the part's ends with."""
        share, part = self.claim.interval, self.part.interval
        fine = [whole for whole in self.wholes if makes(share, part, whole.interval)]
        name = self.part.indicator
        return max(fine, key=lambda one: (name.endswith(one.indicator), -one.start), default=None)


def of_totals_by_noun(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; shares of sentences with part and total, where these are known."""
    shares = [at for at, claim in enumerate(claims) if is_untied_share(claim) and claim.interval is not None]
    if len(shares) < _FEWEST_NOUNS:
        return list(claims)
    beside = [(at, part) for at in shares if (part := _part_of(text, claims, at)) is not None]
    if len(beside) < _FEWEST_NOUNS:
        return list(claims)
    items, told = Items(text), _by_noun(claims)
    paragraphs: dict[int, list[_Share]] = defaultdict(list)
    for at, part in beside:
        if wholes := list(_wholes(part, told)):
            paragraphs[items.line(claims[at].start)].append(_Share(claims[at], part, wholes))
    tied: dict[int, Claim] = {}
    for some in paragraphs.values():
        tied |= _tied(items, some)
    return [tied.get(claim.start, claim) for claim in claims] if tied else list(claims)


def _by_noun(claims: Sequence[Claim]) -> Mapping[tuple[str, str, str], list[Claim]]:
    """Return the levels of a document by time, unit and the end of their names."""
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure == "level" and claim.interval is not None and len(claim.indicator) >= _WORD:
            found[claim.period, claim.unit, _noun(claim)].append(claim)
    return found


def _noun(claim: Claim) -> str:
    """Return what a figure is of, 资产总计 being 资产总额: 增加值."""
    return pattern("counted_up").sub(words("sum_of_money")[0], claim.indicator)[-_NOUN:]


def _part_of(text: str, claims: Sequence[Claim], at: int) -> Claim | None:
    """Return the amount right before a share in its sentence; how it grew may stand between."""
    share = claims[at]
    for before in reversed(claims[max(0, at - 3) : at]):
        if share.start - before.end > _REACH or pattern("full_stop").search(text, before.end, share.start):
            return None
        if before.measure == "level" and before.unit != "%" and before.interval is not None:
            return None if before.place else before
        if not before.changes:
            return None
    return None


def _wholes(part: Claim, told: Mapping[tuple[str, str, str], list[Claim]]) -> Iterator[Claim]:
    """Yield what an amount may be a part of: figures of its time, unit and noun that are greater."""
    least = part.interval.high if part.interval else None
    alike = told.get((part.period, part.unit, _noun(part)), ())
    for one in alike if len(alike) <= _MOST_ALIKE else ():
        low = one.interval.low if one.interval else None
        if least is not None and low is not None and low > least and one.start != part.start:
            yield one


_MOST_ALIKE = 60
"""Figures of one noun; what is told of more often says too little."""


def _tied(items: Items, shares: Sequence[_Share]) -> dict[int, Claim]:
    """Return the shares of a paragraph with what they are of, if that is no chance."""
    fine = {one.claim.start: whole for one in shares if (whole := one.fitting) is not None}
    telling = [one for one in shares if one.claim.start in fine and _digits(items.text, one.claim) >= _DIGITS]
    if len(telling) < _FEWEST_NOUNS:
        return {}
    found = {one.claim.start: _of(one, fine[one.claim.start]) for one in shares if one.claim.start in fine}
    if 2 * len(fine) > len(shares):
        beside = {_where(items, whole) for whole in fine.values()}
        for one in shares:
            values = {whole.interval: whole for whole in one.wholes if _where(items, whole) in beside}
            if one.claim.start not in fine and len(values) == 1:
                (whole,) = values.values()
                found |= {one.claim.start: _of(one, whole)} if _slips(items.text, one, whole) else {}
    return found


def _where(items: Items, claim: Claim) -> str | int:
    """Return in which row and column of a table a figure stands, else in which line."""
    return claim.place.partition("!")[0] or items.line(claim.start)


def _digits(text: str, claim: Claim) -> int:
    return sum(map(str.isdigit, text[claim.start : claim.end]))


def _of(one: _Share, whole: Claim) -> Claim:
    share, part = one.claim, one.part
    return share._replace(totals=((whole.start, str(share.start)), (part.start, "")), via=VIA)


def _slips(text: str, one: _Share, whole: Claim) -> bool:
    stated, part, total = one.claim.interval, one.part.interval, whole.interval
    if stated is None or part is None or total is None or 0 in total:
        return False
    return slips_in_ratio(text[one.claim.start : one.claim.end], stated, (part, total))
