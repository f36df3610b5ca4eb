"""What a figure takes from one before it: its name; in a series (分别下降3%、2%) the words of the first."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import takewhile

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, POINT, RATIO, Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.clauses import opens_parts
from gouji.reading.draft.lent_words import (
    in_scope_of,
    is_part_of_all,
    last_split,
    last_thing,
    names_with_noun,
    of_the_kind,
    of_what_was_lost,
    split_at_ending,
    urban_and_rural,
    with_act_of,
    with_common_end,
    with_head_of,
    with_owner,
)
from gouji.reading.draft.mentions import Carried, Claim, Claims, Mention, Passage, Series, Years
from gouji.reading.draft.naming import (
    bare_words,
    cleaned_phrase,
    is_kind,
    is_verb,
    item_of_list,
    object_of,
    of_the_topic,
    verb_of,
)
from gouji.reading.draft.periods import years_back
from gouji.reading.draft.references import (
    after_as_many,
    beside_before,
    by_growth,
    clause_before,
    measured_before,
    moved_by,
    named_before,
    ranked_in,
    referring,
    shared_with_next,
    verb_alone,
    without_growth,
)
from gouji.reading.draft.sections import REVIEW, TARGET
from gouji.reading.lexicon.wording import pattern, patterns, words


def series_in(mentions: Sequence[Mention]) -> Mapping[int, Series]:
    """Return, by index, the figures in a series: after 分别, or after as many nouns as there are."""
    found: dict[int, Series] = {}
    for index, first in enumerate(mentions):
        listed = index + 1 < len(mentions) and _goes_on(first, mentions[index + 1])
        if index in found or first.is_date or not (listed or pattern("each_of").search(first.before)):
            continue
        each = pattern("each").search(first.before)
        members = [first, *takewhile(partial(_goes_on, first), mentions[index + 1 :])]
        names = None if each else _listed_names(first, len(members))
        if not each and names is None:
            found |= after_as_many(mentions[:index], members, found)
            continue
        who = each["who"].rpartition(" ")[2] if each else first.tail
        names = names or _names(who, len(members)) or [""] * len(members)
        bare = not (cleaned_phrase(who) or all(names))
        back = years_back(who, len(members))
        found |= {
            mention.at: Series("" if bare else name, first, bare, max(0, back - at))
            for at, (name, mention) in enumerate(zip(names, members, strict=True))
        }
    return found


def _goes_on(first: Mention, other: Mention) -> bool:
    """Whether a figure may share the words of the first one: of 服务64万项、增长7% the growth does not."""
    return other.joined and (
        not pattern("changed").match(other.span.quote) or bool(pattern("changed").match(first.span.quote))
    )


def _listed_names(first: Mention, count: int) -> list[str] | None:
    """Return as many names as there are values, listed right before these: 硬化公路、安装路灯8公里、350盏."""
    if count < 2 or first.tail.count("、") + 1 < count - 1 or first.tail != first.before:
        return None
    names = _names(first.tail, count)
    return names if names and all(names) else None


def _names(who: str, count: int) -> list[str] | None:
    """Split the subjects into as many as there are values: at 、 alone, or at 和 and 及 too.

    Of 能耗由前三年分别上升A、B、C all are of one subject.
    """
    if years_back(who, count):
        return [cleaned_phrase(who)] * count
    share = patterns("scoped")["of_share"].fullmatch(who) if "占" in who else None
    if share:
        # 工业、旅游业增加值占生产总值: both are of the same whole.
        named = _names(share["rest"], count) or []
        return [cleaned_phrase(f"{one}{share['scope']}") for one in named] or None
    for parts in (
        who.split("、"),
        pattern("parts_of_series").split(who),
        last_split(who),
        split_at_ending(who),
        urban_and_rural(who),
    ):
        if len(parts) == count:
            return [item_of_list(name) for name in with_common_end([part.strip() for part in parts])]
    return None


def names_of_series(passage: Passage, claims: Claims) -> Claims:
    """Name a series without subjects after the levels, or the named series, before it: …，分别上升C、D."""
    series = passage.series
    named = list(claims)
    for lead in dict.fromkeys(one.lead.at for one in series.values() if not one.name):
        members = [index for index, one in series.items() if one.lead.at == lead]
        levels = [one for one in named[:lead] if one.measure in {"level", "mean"} and one.form != DATE]
        before = [named[index] for index, one in series.items() if index < lead and one.name]
        first = series[lead].lead
        each = pattern("each").search(first.before)
        who = each["who"].rpartition(" ")[2] if each else first.tail
        if pattern("some_of_those").search(passage.text, passage.sentence.start, first.span.start):
            # 前两项分别增长A、B: nobody can say of which list.
            named = [one._replace(indicator="") if at in members else one for at, one in enumerate(named)]
            continue
        models = (levels if series[lead].bare or not before else before)[-len(members) :]
        names = names_with_noun([one.indicator for one in models], who, claims[lead].measure)
        if series[lead].bare and len(models) == len(members) and _are_of_another_time(named, members, models):
            # 上年分别为C、D
            for index, model in zip(members, models, strict=True):
                named[index] = named[index]._replace(measure=model.measure)
            names = [one.indicator for one in models]
        if not models and series[lead].bare:
            # 甲、乙浓度均有所下降，降幅分别为A、B: the clause before lists them.
            names = _names(pattern("all_moved").sub("", clause_before(passage, first)), len(members)) or []
            models = [claims[index] for index in members]
        if len(names) != len(members) or not all(names):
            # 药品耗材品种分别增至945个、47种: nobody can say how it divides.
            names = [] if series[lead].bare else [cleaned_phrase(who)] * len(members)
            models = [claims[index] for index in members]
        for index, model, name in zip(members, models, names, strict=False):
            named[index] = named[index]._replace(indicator=name, scope=model.scope)
    return tuple(named)


def _are_of_another_time(claims: Sequence[Claim], members: Sequence[int], models: Sequence[Claim]) -> bool:
    """Whether levels are told once more for an earlier time than those they are named after."""
    pairs = [(claims[index], model) for index, model in zip(members, models, strict=True)]
    levels = all(one.is_level and one.unit == model.unit for one, model in pairs)
    return levels and all(one.period[:1].isdigit() and one.period < model.period for one, model in pairs)


def carried_names(passage: Passage, claims: Claims) -> Claims:
    """Name figures that state no name of their own, or only half of one, after those before."""
    last = passage.carried.indicator
    named: list[Claim] = []
    names: list[str] = []
    opening = passage.text[passage.sentence.start : passage.sentence.end]
    whole = last if opens_parts(opening) else ""
    for mention, claim in zip(passage.mentions, claims, strict=True):
        if claim.form == DATE:
            named.append(claim)
            continue
        whole = last if mention.gap and opens_parts(mention.gap) else whole
        told = beside_before(mention, claim, named, last)
        if told is not None:
            named.append(told)
            continue
        name = _half_named(passage, mention, claim, names, whole)
        if not name:
            levels = named if claim.measure == "change" else ()
            moved = [one.indicator for one in levels if moved_by(one, claim)] if levels else ()
            name = _carried(passage, mention, claim, moved[-1] if moved else last)
        name = referring(passage, mention, name or named_before(passage, mention, claim, named))
        if claim.form == ORDINAL and claim.measure == "rank":
            name = ranked_in(passage, mention) or name
        name = by_growth(mention, claim, name)
        name = _as_part(name, mention, claim, whole) if whole else name
        name = name or shared_with_next(passage, mention, claims)
        name = of_the_topic(name, names, passage.carried.opening)
        measure = measured_before(passage, mention, claim) if claim.unit == "%" else claim.measure
        same = (name, measure) == (claim.indicator, claim.measure)
        one = claim if same else claim._replace(indicator=name, measure=measure)
        one = in_scope_of(one, mention, named, whole) if whole else one
        named.append(one)
        # 企业126家，新进18家，年初为119家: what came alone is no name of what there was.
        if (
            one.indicator
            and not _is_aside(mention, one)
            and not pattern("bare_flow").fullmatch(one.indicator)
        ):
            last = without_growth(one.indicator)
            names.append(last)
    return of_what_was_lost(passage, tuple(named))


def _as_part(name: str, mention: Mention, claim: Claim, whole: str) -> str:
    """Return the name of a part of something named, with the noun or the act that it leaves to that."""
    if is_part_of_all(mention, claim):
        name = with_head_of(name, whole)
    return with_act_of(name, whole) if claim.is_level and name == claim.indicator else name


def values_of_series(passage: Passage, claims: Claims) -> Claims:
    """Return the claims with what each can stand for: in a series, with the words of its first figure."""
    if not passage.series and not any(claim.changes for claim in claims):
        return claims
    made: list[Claim] = []
    for mention, claim in zip(passage.mentions, claims, strict=True):
        lead = passage.series[mention.at].lead if mention.at in passage.series else mention
        one = claim
        if lead is not mention and claim.form != DATE:
            one = _worded_like(lead.span, mention.span, passage, claim)
        if claim.changes and _falls(lead):
            one = one._replace(interval=_below_zero(one.interval))
        made.append(one)
    return tuple(made)


def _falls(lead: Mention) -> bool:
    """Whether the words before a change say that it is one of less; 降幅 before 扩大2% does not."""
    directed = pattern("changed").match(lead.span.quote)
    return not directed and pattern("fall_rate_before").search(lead.before) is not None


def _worded_like(first: Span, span: Span, passage: Passage, claim: Claim) -> Claim:
    """Return a claim whose figure shares the words before its series: 分别下降3%、2%."""
    figure, prefix = None, pattern("change_prefix").match(first.quote)
    if prefix and not prefix[0].endswith(("到", "至", "达")):
        with suppress(FigureError):
            figure = parse(f"{prefix[0]}{span.quote}", section=passage.sentence.section)
    figure = figure or parse(span.quote, section=passage.sentence.section)
    figure = _in_unit_of(span.figure, figure)
    unit = claim.unit if claim.measure == "rank" else figure.unit
    return claim._replace(interval=figure.hard, unit=unit)


def _in_unit_of(found: Figure, worded: Figure) -> Figure:
    """Return a figure as worded; in a list that states its unit once (3.2和1.5个百分点), as found there."""
    own = worded.unit == found.unit or (worded.unit and found.unit != POINTS)  # 2个和1个百分点
    if own or found.hard is None or found.soft is None:
        return worded
    falls = worded.hard is not None and worded.hard.high is not None and worded.hard.high < 0
    return replace(found, hard=-found.hard, soft=-found.soft) if falls else found


def _below_zero(change: Interval | None) -> Interval | None:
    """Return a change that is one of less, unless its sign says so."""
    return change if change is None or (change.high is not None and change.high <= 0) else -change


def _is_aside(mention: Mention, claim: Claim) -> bool:
    """Whether later figures are not of this: a share's whole, in brackets, a frame (在12个乡镇中), 首次."""
    numbers = claim.form == ORDINAL and claim.measure != "rank" and not bare_words(mention)
    aside = numbers or (mention.bracketed and not mention.fills_brackets)
    framed = "在" in mention.tail and pattern("frame").search(mention.tail)
    return aside or bool(framed) or of_a_whole(mention, claim)


def _half_named(passage: Passage, mention: Mention, claim: Claim, names: Sequence[str], whole: str) -> str:
    """Return the name of a figure that states only a verb, or a noun that needs an owner; else empty."""
    if claim.form not in {COUNT, AMOUNT, RATIO}:
        return verb_alone(mention, claim) if not claim.indicator else ""
    verb = verb_of(mention) if names and claim.measure == "level" else ""
    thing = last_thing(names) if verb else ""
    if is_verb(thing):
        # 举办培训16期，巡察3轮: what happened is counted.
        return verb_alone(mention, claim)
    acts = names[-1].removesuffix(thing) + thing[:2] if thing else ""
    if len(verb) > 2 and (verb[:2] in acts or pattern("holds").match(verb)):
        # 登记求职A人，登记招聘B人: the second act is a thing there; so is 演出 in 举办演出N场.
        return verb
    if thing not in {verb, ""}:
        one_way = pattern("one_way").fullmatch(verb) and pattern("both_ways").match(thing)
        return f"{verb}{thing[one_way.end() :] if one_way else thing}"
    if names and is_kind(claim.indicator):
        return of_the_kind(claim.indicator, names[0] if is_kind(names[-1]) else names[-1])
    owner = with_owner(passage, mention, claim, names, whole)
    return owner or (verb_alone(mention, claim) if not names and not claim.indicator else "")


def of_a_whole(mention: Mention, claim: Claim) -> bool:
    """Return whether a share states its whole alone (占全省的5%), which is what no later figure is of."""
    return claim.measure == "share" and mention.before.strip(" 、，其中").startswith("占")


def _carried(passage: Passage, mention: Mention, claim: Claim, last: str) -> str:
    own = (
        claim.indicator if claim.measure != "completion" or pattern("filler").sub("", claim.indicator) else ""
    )
    if own in words("outputs"):
        # 粮食再获丰收。…，总产量N: of what the paragraph opens with.
        topics = last, passage.carried.opening.lstrip("— \u3000")
        crops = [found[0] for topic in topics if (found := pattern("crop").match(topic))]
        own = f"{crops[0]}产量" if crops else own
    if own:
        return own
    kind = pattern("kind_of_these").fullmatch(mention.before)
    if kind and last:
        return f"{last}中的{kind['kind']}"
    if claim.form == ORDINAL and claim.unit in {"", "位", "名"}:
        return "" if cleaned_phrase(mention.tail) else last
    behind = pattern("said_behind").match(mention.after)
    if behind and (last or claim.form == RATIO):
        thing = last.partition(behind[0][:2])[0] if claim.form == RATIO else object_of(last)
        return f"{thing}{behind[0]}"
    continues = claim.form in {RATIO, POINT} or claim.changes or mention.span.quote.startswith("连续")
    if not continues or mention.after.startswith("的"):
        return ""
    filled = not pattern("filler").sub("", mention.tail) or (claim.changes and not bare_words(mention))
    return last if filled else ""


def carried_on(passage: Passage, claims: Claims, years: Years) -> Carried:
    """Return what a sentence says of the next, given the years that its levels compare."""
    last, part = passage.carried.indicator, False
    for mention, claim in zip(passage.mentions, claims, strict=True):
        # 收入A，其中会费B、捐赠C；支出D: no part is carried on.
        opens = "其" in mention.gap and pattern("partial").match(mention.gap)
        part = bool(opens) or (part and mention.gap[:1] in _JOINS_PARTS)
        if claim.indicator and not part and claim.whole is None and not of_a_whole(mention, claim):
            last = claim.indicator
    return Carried(last, years, passage.carried.opening, *_dated(passage, claims))


_JOINS_PARTS = frozenset("、和及与")


def _dated(passage: Passage, claims: Claims) -> tuple[str, bool]:
    """Return the period of a sentence's levels, if it is one and not the passage's, and if it opens it."""
    sentence, first = passage.sentence, passage.mentions[0]
    periods = {one.period for one in claims if one.is_level_or_rate}
    if sentence.section not in {REVIEW, TARGET} or len(periods) != 1 or sentence.period in periods:
        return "", False
    # A deadline (6月底前) is that of its own task.
    behind = passage.text[sentence.start : first.span.start].strip(" 　")
    opens = first.is_date and not (behind or pattern("deadline").match(passage.text, first.span.end))
    return periods.pop().removeprefix("../"), opens or passage.carried.dated
