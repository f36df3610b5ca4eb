"""From a text to draft facts: one row per figure or joint act, with the certain cells filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from operator import attrgetter

from gouji.facts.figures.model import COUNT, DATE, LIST, ORDINAL, PAIRING, POINT, RATIO, Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import Span, scan
from gouji.facts.numbers.intervals import Interval, plain
from gouji.facts.table import columns as c
from gouji.reading.alignment.normal_form import known_as
from gouji.reading.draft.clauses import Claim, Mention, mentions_in, stated_period
from gouji.reading.draft.continuations import WHOLE_NAME, Years, aligned, fill_continuations
from gouji.reading.draft.document_info import DocumentInfo, document_info
from gouji.reading.draft.indicators import indicator_of, scope_of
from gouji.reading.draft.joint_acts import JointAct, joint_acts
from gouji.reading.draft.measures import (
    PARTICIPANT_COUNTS,
    is_yearly_total,
    measure_of,
    period_of,
    stage_of,
    stated_base,
)
from gouji.reading.draft.sections import NOTE, PLAN, REVIEW, TARGET, TERM, Sentence, sentences
from gouji.reading.draft.totals import fill_increments, listed, whole_of, with_totals
from gouji.reading.lexicon.organisations import NamedEntity, entities_in


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft fact table of one text.

    Attributes:
        summary: Id of the summary.
        info: What the document is.
        rows: Facts in text order, each with a cell for every column of the fact table.
    """

    summary: str
    info: DocumentInfo
    rows: tuple[Mapping[str, str], ...]


def draft(text: str, summary: str, name: str = "") -> Draft:
    """Read a text into draft facts.

    Args:
        text: The text, as decoded or as `gouji extract --text` prints it.
        summary: Id of the summary; ids of facts begin with it.
        name: The file's name, which may contain year and province.

    Returns:
        Facts in text order. Cells that are not certain are left empty.
    """
    info = document_info(name or summary, text)
    spans = list(scan(text))
    claims: list[Claim] = []
    indicator, years = "", _UNDATED
    for sentence in sentences(text, info):
        first, last = (bisect_left(spans, at, key=_START) for at in (sentence.start, sentence.end))
        acts = joint_acts(text, sentence, info.place)
        reading = _Reading(text, sentence, spans[first:last], info, acts, "" if sentence.first else indicator)
        continues = text[sentence.start - 1 : sentence.start] in {"；", ";"}
        years = _read_sentence(reading, years if continues else _UNDATED)
        indicator = reading.indicator
        claims += reading.claims
    claims = with_totals(sorted(claims, key=lambda claim: (claim.start, claim.end)))
    ids = {id(claim): f"{summary}-{number:04}" for number, claim in enumerate(claims, start=1)}
    return Draft(summary, info, tuple(_row(claim, text, summary, ids) for claim in claims))


PARTIES = "方数"
"""The indicator of 两地, 双方 and 三方."""
_START = attrgetter("start")
_UNDATED = ("", "")


@dataclass(slots=True)
class _Reading:
    """A sentence while it is read.

    Attributes:
        text: The whole text.
        sentence: The sentence.
        spans: Its figures, read as those of a review.
        info: What the document is.
        acts: Its joint acts.
        indicator: The last one stated, which later figures may continue.
        claims: Those of the figures read so far.
    """

    text: str
    sentence: Sentence
    spans: Sequence[Span]
    info: DocumentInfo
    acts: Sequence[JointAct]
    indicator: str
    claims: list[Claim] = field(default_factory=list)


def _read_sentence(reading: _Reading, years: Years) -> Years:
    """Read the claims of a sentence, and return the years of its levels.

    *years* are those of the levels in the part before a semicolon.
    """
    text, sentence = reading.text, reading.sentence
    mentions = mentions_in(text, sentence, reading.spans, [act.end for act in reading.acts])
    series = aligned(mentions)
    cells = [_cells(reading, mention, *series.get(mention.index, (None, mention))) for mention in mentions]
    years = fill_continuations(text, mentions, cells, sentence.period, years)
    fill_increments(text, mentions, cells)
    for mention, row in zip(mentions, cells, strict=True):
        _, lead = series.get(mention.index, (None, mention))
        reading.claims.append(_claim(reading, mention, lead, row))
    reading.claims += (_claim_of_act(act, sentence) for act in reading.acts)
    return years


def _cells(reading: _Reading, mention: Mention, named: str | None, lead: Mention) -> dict[str, str]:
    """Return the cells that a figure has by its own clause.

    Args:
        reading: The sentence.
        mention: The figure.
        named: The indicator that its series (分别增长A、B) gives it; None outside a series.
        lead: The first figure of its series, whose words apply to all; else the figure itself.
    """
    text, sentence, span = reading.text, reading.sentence, mention.span
    figure, before = span.figure, text[sentence.start : span.start]
    if figure.form == DATE:
        empty = dict.fromkeys((c.INDICATOR, c.MEASURE, c.UNIT), "")
        return {**empty, c.SECTION: sentence.section, c.FORM: DATE, c.PERIOD: figure.period}
    term = sentence.period if sentence.section in {TERM, PLAN} else ""
    worded = mention if lead is mention else replace(lead, span=span._replace(quote=lead.span.quote))
    measure, base = measure_of(worded, term)
    opening = _opening_name(mention, reading.info)
    indicator = _indicator_for(mention, reading, opening) if named is None else named
    scope, indicator = scope_of(indicator)
    stated = stated_period(text, mention, reading.spans, sentence.start)
    section = _section_for(stated, sentence, reading.info)
    cells = {
        c.SECTION: section,
        c.FORM: figure.form,
        c.INDICATOR: indicator,
        c.MEASURE: measure,
        c.BASE: base,
        c.PERIOD: "" if "先后" in before else period_of(before, stated, mention, sentence),
        c.SCOPE: scope,
        c.STAGE: stage_of(lead.before, before, section),
        c.UNIT: figure.unit,
        **_party_cells(mention, reading, opening),
    }
    if figure.form == COUNT:
        cells |= _list_cells(text, span)
    if is_yearly_total(cells, mention, sentence):
        cells[c.PERIOD] = sentence.period.rpartition("/")[2]
    if measure in {"growth", "change"}:
        cells[c.BASE] = stated_base(text, mention, reading.spans, cells[c.BASE], cells[c.PERIOD])
    if indicator and not (measure == "share" and mention.before.strip(" 、，其中").startswith("占")):
        reading.indicator = indicator
    return cells


def _claim(reading: _Reading, mention: Mention, lead: Mention, cells: dict[str, str]) -> Claim:
    """Return the claim of a figure: its cells, what it can stand for, and what it is a part of."""
    span = mention.span
    if span.figure.form == DATE:
        return Claim(span.start, span.end, cells)
    # 达到N means more in a target than in a review.
    interval = parse(span.quote, section=cells[c.SECTION]).hard
    if lead is not mention:
        figure = _worded_like(lead.span, span, reading.sentence.section)
        interval, cells[c.UNIT] = figure.hard, figure.unit
    gap = reading.text[reading.claims[-1].end : span.start] if reading.claims else ""
    part = whole_of(mention, gap, reading.claims, span.figure.unit, cells[c.MEASURE])
    if part is not None and part.complete:
        cells[c.COMPLETE] = "true"
    whole_name = cells.pop(WHOLE_NAME, "")
    return Claim(span.start, span.end, cells, part.total if part else None, interval, whole_name)


def _worded_like(first: Span, span: Span, section: str) -> Figure:
    """Return a figure that shares the words before its series (分别下降3%、2%)."""
    prefix = first.quote[: len(first.quote) - len(first.quote.lstrip(_PREFIX_CHARACTERS))]
    if not prefix.endswith(("到", "至", "达")):
        with suppress(FigureError):
            return parse(f"{prefix}{span.quote}", section=section)
    return parse(span.quote, section=section)


_PREFIX_CHARACTERS = "增长加提高升下降减少低回落压缩收窄扩大了至到达涨跌"


def _indicator_for(mention: Mention, reading: _Reading, opening: NamedEntity | None) -> str:
    """Return a figure's indicator: its own, or the last one where none is stated."""
    if mention.span.quote in PARTICIPANT_COUNTS:
        return PARTIES
    own = indicator_of(_without_place(mention, opening))
    crop = _CROP.match(reading.indicator) if own in _OUTPUTS else None
    if own:
        return f"{crop[0]}产量" if crop else own
    kind = _KIND_OF_THESE.fullmatch(mention.before)
    if kind and reading.indicator:
        return f"{reading.indicator}中的{kind['kind']}"
    form, tail = mention.span.figure.form, mention.before.rpartition(" ")[2]
    is_rank = form == ORDINAL and mention.span.figure.unit in {"", "位", "名"}
    continues = is_rank or form in {RATIO, POINT} or mention.span.quote.startswith("连续")
    if not continues or _FILLER.sub("", tail) or mention.after.startswith("的"):
        return ""
    return reading.indicator


_KIND_OF_THESE = re.compile("其中(?P<kind>企业|项目|产业)")
"""Nouns for a kind of what was counted before; they mean nothing without it."""
_OUTPUTS = frozenset({"总产", "总产量", "产量"})
_CROP = re.compile("粮食|油料|棉花|油菜籽?|大豆|玉米|小麦|水稻|稻谷|谷物|蔬菜|水果|茶叶")


def _without_place(mention: Mention, opening: NamedEntity | None) -> Mention:
    """Return the figure without a full name that opens its clause: 泸州市经济总量, but not 上海港."""
    if opening is None or not mention.before[: opening.end].endswith(_FULL_NAME_ENDINGS):
        return mention
    return replace(mention, before=mention.before[opening.end :])


_FULL_NAME_ENDINGS = ("市", "省", "区", "县", "州", "厅", "局", "委", "会", "联", "部", "院", "办")
_FILLER = re.compile(
    "[ 、，,并均总量和增速]|实现|转为|同比|环比|比?较?(?:上年|去年)(?:同期)?|其中|实际|名义|占比|比重|占"
    "|位?居|排名?|位列|名列|稳居|跃居|跃升至?|升至|全国|世界|全球|中部|西部|东部"
)


def _section_for(stated: str, sentence: Sentence, info: DocumentInfo) -> str:
    """Return a figure's section: that of its sentence, unless its stated period belongs to another."""
    if not stated or info.year is None or sentence.section == NOTE:
        return sentence.section
    last = int(stated.rpartition("/")[2][:4])
    if last > info.year + info.report:
        return PLAN
    if last <= info.year and sentence.section == TARGET:
        return REVIEW
    return sentence.section


def _party_cells(mention: Mention, reading: _Reading, opening: NamedEntity | None) -> dict[str, str]:
    """Return a figure's parties: who acts in its sentence, or opens its clause; empty where uncertain."""
    if mention.span.quote in PARTICIPANT_COUNTS or mention.span.figure.form == ORDINAL:
        return {}
    acting = [act for act in reading.acts if act.end <= mention.span.start and not act.compound]
    if acting:
        return _sides(acting[0])
    return {c.SUBJECT: opening.name} if opening is not None else {}


def _opening_name(mention: Mention, info: DocumentInfo) -> NamedEntity | None:
    """Return the organisation or place that opens the words before a figure, with offsets in them."""
    opening = next(entities_in(mention.before, info.place), None)
    if opening is None or _BEFORE_A_NAME.sub("", mention.before[: opening.start]):
        return None
    return opening


_BEFORE_A_NAME = re.compile("力争|争取|确保|推动|支持|[ \u3000其中和及、“]")
"""What may stand between the beginning of a clause and the name of its subject."""


def _list_cells(text: str, span: Span) -> dict[str, str]:
    found = listed(text, span)
    if found is None:
        return {}
    members = ";".join(member.replace(";", "") for member in found.members)
    return {c.FORM: LIST, c.MEMBERS: members, c.COMPLETE: "true" if found.complete else ""}


def _claim_of_act(act: JointAct, sentence: Sentence) -> Claim:
    cells = {c.SECTION: sentence.section, c.FORM: PAIRING, c.PERIOD: sentence.period}
    return Claim(act.start, act.end, cells | _sides(act))


def _sides(act: JointAct) -> dict[str, str]:
    return {c.SUBJECT: ";".join(act.subjects), c.PARTNER: ";".join(act.partners)}


_EMPTY_ROW = dict.fromkeys(c.FACT_COLUMNS, "")


def _row(claim: Claim, text: str, summary: str, ids: Mapping[int, str]) -> Mapping[str, str]:
    cells = {
        c.SUMMARY: summary,
        c.ID: ids[id(claim)],
        c.QUOTE: text[claim.start : claim.end],
        c.START: str(claim.start),
        c.END: str(claim.end),
        c.WHOLE: ids[id(claim.whole)] if claim.whole is not None else "",
        c.VIA: _construct(claim),
        c.CERTAINTY: certainty_of(claim.cells.get(c.INDICATOR, "")),
        **_bounds(claim.interval),
        **claim.cells,
    }
    return _EMPTY_ROW | cells


def _construct(claim: Claim) -> str:
    """Return the name of the construct that tied a claim to its whole."""
    if claim.whole is None:
        return ""
    return "share.whole" if claim.cells[c.MEASURE] == "share" else "sum.qizhong"


_SHORTEST_PHRASE = 4
"""A shorter phrase may have been cut from a longer one."""


def certainty_of(indicator: str) -> str:
    """Return how sure a row with this indicator is: ``known``, ``phrase`` or ``cut``."""
    if known_as(indicator) is not None:
        return "known"
    return "phrase" if len(indicator) >= _SHORTEST_PHRASE else "cut"


def _bounds(interval: Interval | None) -> dict[str, str]:
    if interval is None:
        return {}
    return {
        c.LOW: "" if interval.low is None else plain(interval.low),
        c.HIGH: "" if interval.high is None else plain(interval.high),
        c.LOW_OPEN: "true" if interval.low_open and interval.low is not None else "",
        c.HIGH_OPEN: "true" if interval.high_open and interval.high is not None else "",
    }
