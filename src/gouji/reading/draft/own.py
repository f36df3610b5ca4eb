"""What each figure states by the words of its own clause, or of the series that it stands in."""

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, POINT, RATIO, Figure
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import TIME_UNITS, is_classifier
from gouji.facts.table.columns import AHEAD
from gouji.reading.draft.mentions import Claim, Claims, Mention, Passage, Series
from gouji.reading.draft.naming import name_of, scope_of, without_cause
from gouji.reading.draft.periods import (
    PARTICIPANT_COUNTS,
    adds_up,
    is_aim_told_again,
    may_be_together,
    period_of,
    section_for,
)
from gouji.reading.draft.sections import PLAN, REVIEW, TARGET, TERM
from gouji.reading.draft.stated_times import stated_base, stated_period
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import is_mean, unit_of_noun
from gouji.reading.lexicon.organisations import NamedEntity, entities_in, name_pattern
from gouji.reading.lexicon.wording import has_any, pattern, patterns, words


def measure_of(mention: Mention, term: str) -> tuple[str, str]:
    """Return what a figure states by its own words and those before it.

    Args:
        mention: The figure.
        term: The term of the passage, which 年均 covers; empty in a year's review.

    Returns:
        The measure (``level`` ``change`` ``growth`` ``share`` ``rank`` ``completion`` ``contribution``
        ``mean``), and what a change or growth is relative to, as in the column ``base``.
    """
    figure, quote, before = mention.span.figure, mention.span.quote, mention.before
    if figure.form == ORDINAL:
        return "rank" if figure.unit in _RANKED else "level", ""
    if figure.unit in TIME_UNITS:
        if "连" not in quote and _is_change(quote, before):
            return "change", ""
        return "mean" if "连" not in quote and _is_of_each(before) else "level", ""
    changed = _is_change(quote, before) and not _is_passed(before, mention.after)
    if figure.form == RATIO:
        changed = changed or (mention.fills_brackets and quote[0] == "-")  # 净利润1.2亿元（-3.4%）
        changed = changed or bool(pattern("cuts_down").search(before))
        measure = _measure_of_ratio(mention, changed=changed)
    elif figure.form == POINT:
        measure = "change" if changed or pattern("distance").search(before) else "level"
    elif changed and not (is_classifier(figure.unit) and pattern("act_on_items").search(before)):
        measure = "change"
    else:
        per_one = "/" in figure.unit and any(each in figure.unit for each in words("units_of_means"))
        measure = "mean" if per_one or _is_of_each(before) else "level"
    return measure, _base(before, term) if measure in {"change", "growth"} else ""


_PLACE = "位"
_RANKED = frozenset({"", _PLACE, "名", "强"})


def _is_of_each(before: str) -> bool:
    return has_any(before, words("signs_of_mean")) and pattern("mean_before").search(before) is not None


def _is_change(quote: str, before: str) -> bool:
    """Whether the figure states by how much something changed, not the level reached."""
    signed = pattern("sign_of_change").search(before)
    if signed and pattern("rate_before").search(before):
        return True
    if not quote[0].isdigit():
        told = quote.lstrip("了")
        if pattern("level_reached").match(told) or pattern("above_a_mark").match(told):
            return False
        if pattern("changed").match(told):
            return True
    return signed is not None and pattern("change_before").search(before) is not None


def _is_passed(before: str, after: str) -> bool:
    """Whether the figure is what was passed, not by how much: 超出原定2400名计划."""
    behind = pattern("what_is_passed").match(after) is not None
    return behind and pattern("passes_by_words").search(before) is not None


def _measure_of_ratio(mention: Mention, *, changed: bool) -> str:
    before = mention.before
    if pattern("contribution_before").search(before):
        return "contribution"
    if changed:
        return "growth"
    if mention.span.figure.unit == "%" and pattern("completion_before").search(before):
        return "completion"
    quote = mention.span.quote
    in_words = mention.tail.endswith("的") and quote[-1] not in "%‰倍"
    of_whole = mention.fills_brackets or pattern("told_in_parts").search(quote)
    in_parts = of_whole and not pattern("rate_told").search(before)
    beside = pattern("share_before").search(before) or pattern("share_after").match(mention.after)
    told = beside and not pattern("rate_right_before").search(before)
    kind = pattern("are_of_a_kind").match(mention.after) and pattern("opens_a_share").fullmatch(mention.tail)
    if in_words or in_parts or told or kind:
        # What it was a year ago may be less than what is held against it.
        return "level" if pattern("share_of_earlier").search(before) else "share"
    return "mean" if "均" in before and pattern("mean_of_rates").search(before) else "level"


def _base(before: str, term: str) -> str:
    if pattern("month_before").search(before):
        return "mom"
    against = pattern("compared_with").search(before)
    if against:
        return against["year"]
    return term if term and pattern("yearly").search(before) else ""


def stage_of(before: str, sentence: str, section: str) -> str:
    """Return how settled a figure is; in targets and plans the section itself.

    Args:
        before: The words of its clause before it.
        sentence: Those of its sentence: 初步核算 once applies to all that follows.
        section: That of the passage.
    """
    if section in {"target", "plan"}:
        return section
    if not pattern("sign_of_stage").search(sentence):
        return "actual"
    otherwise = "expected" if pattern("expected").search(before) else "actual"
    return next((stage for stage, named in patterns("stages").items() if named.search(sentence)), otherwise)


PARTIES = "方数"
"""The indicator of 两地, 双方 and 三方."""


def own_claims(passage: Passage, _: Claims) -> Claims:
    """Return the claims of a passage, each by its own words."""
    return tuple(_own(passage, mention) for mention in passage.mentions)


def _own(passage: Passage, mention: Mention) -> Claim:
    """Return what a figure states; in a series (分别增长A、B) the words of its first figure apply to all."""
    text, sentence, span = passage.text, passage.sentence, mention.span
    series = passage.series.get(mention.at)
    figure, before = span.figure, text[sentence.start : span.start]
    if figure.form == DATE:
        return Claim(
            start=span.start, end=span.end, form=DATE, section=sentence.section, period=figure.period
        )
    lead = series.lead if series else mention
    worded = lead._replace(span=span._replace(quote=lead.span.quote)) if series else mention
    term = sentence.period if sentence.section in {TERM, PLAN} else ""
    measure, base = measure_of(worded, term)
    opening = _opening_name(mention, passage.info)
    scope, indicator = _named(mention, series, opening, measure)
    told_behind = mention.after.startswith(("均", "平均"))  # 其余27人均毕业于…: of all of them
    if measure == "level" and figure.form != ORDINAL and is_mean(indicator) and not told_behind:
        measure = "mean"
    elif measure == "share" and (
        indicator.endswith(words("portions")) or pattern("rate_of_act").search(indicator)
    ):
        # 药占比 is a rate of this name.
        measure = "level"
    together = may_be_together(passage, before) and adds_up(mention, indicator, measure, before)
    stated = stated_period(passage, mention, together=together)
    if not stated and lead is not mention:
        stated = stated_period(passage, lead, together=together)
    stated = stated or passage.carried.period
    period = period_of(before, stated, mention, sentence, together=together)
    if series and series.back and period.isdigit():
        period = f"{int(period) - series.back:04d}"
    changes = measure in {"growth", "change"}
    section = section_for(stated, before, lead, sentence, passage.info)
    section = TARGET if section == REVIEW and is_aim_told_again(mention) else section
    stage = stage_of(lead.before, before, section)
    subjects, partners = _parties(mention, passage, opening)
    return Claim(
        start=span.start,
        end=span.end,
        form=figure.form,
        section=section,
        period=period,
        indicator=indicator,
        measure=measure,
        base=stated_base(passage, mention, lead, base, period) if changes else base,
        scope=scope,
        stage="preliminary" if stage == "actual" and passage.info.preliminary else stage,
        unit=_unit_of(figure, measure, indicator),
        subjects=subjects,
        partners=partners,
        # 达到N means more in a target than in a review.
        interval=(parse(span.quote, section=section) if section in AHEAD else figure).hard,
    )


def _unit_of(figure: Figure, measure: str, indicator: str) -> str:
    """Return the unit of a figure, of one without any that of what it counts: 参观人数突破30万."""
    if measure == "rank":
        return figure.unit or _PLACE
    bare = not figure.unit and figure.form in {AMOUNT, COUNT} and measure in {"level", "change"}
    return unit_of_noun(indicator) if bare else figure.unit


def _named(
    mention: Mention, series: Series | None, opening: NamedEntity | None, measure: str
) -> tuple[str, str]:
    """Return the scope and the name of what a figure is of; empty where its own words do not say it."""
    alone = measure == "share" and not mention.limits and pattern("of_whole_alone").match(mention.tail)
    if series is None and alone:
        # 仅占总支出的2.1%: the whole is no name of the part.
        return "", ""
    own = PARTIES if mention.span.quote in PARTICIPANT_COUNTS else ""
    name = series.name if series else own or name_of(_without_place(mention, opening))
    scope, indicator = scope_of(name, measure, counted=is_classifier(mention.span.figure.unit))
    return scope, without_cause(indicator) if measure in {"growth", "change"} else indicator


def _without_place(mention: Mention, opening: NamedEntity | None) -> Mention:
    """Return the figure without a full name that opens its clause: 泸州市经济总量, but not 上海港."""
    if opening is None or not mention.before[: opening.end].endswith(_FULL_NAME_ENDINGS):
        return mention
    return mention.behind(opening.end)


_FULL_NAME_ENDINGS = ("市", "省", "区", "县", "州", "厅", "局", "委", "会", "联", "部", "院", "办")


Parties = tuple[tuple[str, ...], tuple[str, ...]]


def _parties(mention: Mention, passage: Passage, opening: NamedEntity | None) -> Parties:
    """Return who acts in a figure's sentence, or opens its clause, and with whom; empty where uncertain."""
    if mention.span.quote in PARTICIPANT_COUNTS or mention.span.figure.form == ORDINAL:
        return (), ()
    for act in passage.acts:
        if act.end <= mention.span.start and not act.compound:
            return act.subjects, act.partners
    return (opening.name,) if opening is not None else (), ()


_LONGEST_OPENING = 24


def _may_open(text: str) -> bool:
    """Say whether a name is at the beginning, or behind the words that may stand before one: a cheap test."""
    at, before = 0, pattern("before_a_name")
    while not (name := name_pattern().match(text, at, _LONGEST_OPENING)):
        found = before.match(text, at, _LONGEST_OPENING)
        if not found:
            break
        at = found.end()
    return name is not None


def _opening_name(mention: Mention, info: DocumentInfo) -> NamedEntity | None:
    """Return who opens the words before a figure, with offsets in them: another than the publisher."""
    before = mention.before
    own = info.publisher and before.startswith(info.publisher)
    if own or not before or not _may_open(before):
        return None
    opening = next(entities_in(before, info.home, 0, _LONGEST_OPENING), None)
    return None if opening and pattern("before_a_name").sub("", before[: opening.start]) else opening
