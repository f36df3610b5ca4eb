"""From a text to draft facts: one row a figure, one a joint act, with what is certain filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gouji.facts.figures.model import COUNT, DATE, ORDINAL, POINT, RATIO, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan
from gouji.facts.numbers.intervals import plain
from gouji.facts.table import columns as c
from gouji.facts.table.vocabulary import AHEAD
from gouji.reading.draft.claim import Claim
from gouji.reading.draft.clauses import around, time_said
from gouji.reading.draft.continuations import OF, join
from gouji.reading.draft.document_info import occasion_of
from gouji.reading.draft.increments import accrue
from gouji.reading.draft.indicators import indicator_of, scope_of
from gouji.reading.draft.joint_acts import pairings
from gouji.reading.draft.lists import listed
from gouji.reading.draft.measures import base_said, measure_of, stage_of
from gouji.reading.draft.sections import NOTE, REVIEW, TARGET, TERM, sentences
from gouji.reading.draft.series import aligned
from gouji.reading.draft.shares import whole_of, with_totals
from gouji.reading.draft.times import COLLECTIVES, is_yearly_total, time_of
from gouji.reading.lexicon.organisations import named_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.facts.figures.scan import Span
    from gouji.facts.numbers.intervals import Interval
    from gouji.reading.draft.clauses import Around
    from gouji.reading.draft.document_info import Occasion
    from gouji.reading.draft.joint_acts import Pairing
    from gouji.reading.draft.sections import Sentence
    from gouji.reading.lexicon.organisations import Named


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft fact table of one text.

    Attributes:
        summary: Id of the summary.
        occasion: What the document is.
        rows: Facts, each a cell for every column of the fact table, in text order.
    """

    summary: str
    occasion: Occasion
    rows: tuple[Mapping[str, str], ...]


def draft(text: str, summary: str, name: str = "") -> Draft:
    """Read a text into draft facts.

    Args:
        text: The text, as decoded or as `gouji extract --text` prints it.
        summary: Id of the summary; ids of facts begin with it.
        name: The file's name, which may tell year and province.

    Returns:
        Facts in text order. What the reader is not sure of is left empty.
    """
    occasion = occasion_of(name or summary, text)
    claims: list[Claim] = []
    figures = _Figures(text)
    carried = ""
    for sentence in sentences(text, occasion):
        found, carried = _of_sentence(text, sentence, figures, occasion, "" if sentence.first else carried)
        claims += found
    claims = with_totals(sorted(claims, key=lambda claim: (claim.start, claim.end)))
    ids = {id(claim): f"{summary}-{place:04}" for place, claim in enumerate(claims, start=1)}
    return Draft(summary, occasion, tuple(_row(claim, text, summary, ids) for claim in claims))


PARTIES = "方数"
"""What 两地, 双方 and 三方 count."""


class _Figures:
    """The figures of a text, read once for reviews and once for targets."""

    def __init__(self, text: str) -> None:
        self._spans = {
            ahead: list(scan(text, section=TARGET if ahead else REVIEW)) for ahead in (False, True)
        }
        self.years = ("", "")
        self._starts = {ahead: [span.start for span in spans] for ahead, spans in self._spans.items()}

    def within(self, sentence: Sentence) -> list[Span]:
        ahead = sentence.section in AHEAD
        starts = self._starts[ahead]
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        return self._spans[ahead][first:last]


@dataclass(slots=True)
class _Reading:
    """What earlier figures of a sentence leave for later ones."""

    sentence: Sentence
    occasion: Occasion
    acts: Sequence[Pairing]
    indicator: str = ""
    claims: list[Claim] = field(default_factory=list)


def _of_sentence(
    text: str, sentence: Sentence, figures: _Figures, occasion: Occasion, carried: str
) -> tuple[list[Claim], str]:
    spans = figures.within(sentence)
    acts = pairings(text, sentence, occasion.place)
    reading = _Reading(sentence, occasion, acts, carried)
    words = around(text, sentence, spans, [act.end for act in acts])
    shared = aligned(words)
    cells = [_cells(text, one, spans, reading, shared.get(one.place)) for one in words]
    goes_on = text[sentence.start - 1 : sentence.start] in {"；", ";"}
    figures.years = join(text, words, cells, sentence.period, figures.years if goes_on else ("", ""))
    accrue(text, words, cells)
    for one, row in zip(words, cells, strict=True):
        reading.claims.append(_claim(text, one, row, reading, shared.get(one.place)))
    return [*reading.claims, *(_of_act(act, sentence) for act in acts)], reading.indicator


def _cells(
    text: str, one: Around, spans: Sequence[Span], reading: _Reading, shared: tuple[str, Around] | None
) -> dict[str, str]:
    """What a figure claims by its own clause."""
    span, sentence = one.span, reading.sentence
    figure = span.figure
    if figure.form == DATE:
        return {**dict.fromkeys((c.INDICATOR, c.MEASURE), ""), **_of_date(span, sentence)}
    lead = shared[1] if shared else one
    measured = measure_of(replace(lead, span=_worded(lead, one)) if shared else one, _term(sentence))
    indicator = _named(one, reading, shared)
    scope, indicator = scope_of(indicator)
    said = time_said(text, one, spans, sentence.start)
    section = _section(said, sentence, reading.occasion)
    cells = {
        c.SECTION: section,
        c.FORM: figure.form,
        c.INDICATOR: indicator,
        c.MEASURE: measured.name,
        c.BASE: measured.base,
        c.PERIOD: "" if "先后" in text[sentence.start : span.start] else time_of(text, said, one, sentence),
        c.SCOPE: scope,
        c.STAGE: stage_of(lead.before, text[sentence.start : span.start], section),
        c.UNIT: figure.unit,
        **_parties(one, reading),
    }
    cells |= _list_cells(text, span) if figure.form == COUNT else {}
    if is_yearly_total(cells, one, sentence):
        cells[c.PERIOD] = sentence.period.rpartition("/")[2]
    if measured.name in {"growth", "change"}:
        cells[c.BASE] = base_said(text, one, spans, cells[c.BASE], cells[c.PERIOD])
    if indicator and not (measured.name == "share" and one.before.strip(" 、，其中").startswith("占")):
        reading.indicator = indicator
    return cells


def _claim(
    text: str, one: Around, cells: dict[str, str], reading: _Reading, shared: tuple[str, Around] | None
) -> Claim:
    """The claim that a figure is: its cells, what it can stand for, and what it is a part of."""
    span, sentence = one.span, reading.sentence
    if span.figure.form == DATE:
        return Claim(span.start, span.end, cells)
    lead = shared[1] if shared else one
    interval = _in_section(span, sentence.section, cells[c.SECTION])
    if shared and lead is not one:
        interval, cells[c.UNIT] = _as_first(lead.span, span, sentence.section)
    gap = text[reading.claims[-1].end : span.start] if reading.claims else ""
    whole = whole_of(one, gap, reading.claims, span.figure.unit, cells[c.MEASURE])
    if whole is not None and whole.complete:
        cells[c.COMPLETE] = "true"
    of = cells.pop(OF, "")
    return Claim(span.start, span.end, cells, whole.total if whole else None, interval, of)


def _worded(lead: Around, one: Around) -> Span:
    """The figure of *one* in the words of the first of its series (分别增长A、B)."""
    return one.span._replace(quote=lead.span.quote)


def _in_section(span: Span, read_in: str, section: str) -> Interval | None:
    """What a figure can stand for in *section*, where 达到N may mean more than in the one it was read in."""
    if (read_in in AHEAD) == (section in AHEAD):
        return span.figure.hard
    return parse(span.quote, section=section).hard


def _as_first(first: Span, span: Span, section: str) -> tuple[Interval | None, str]:
    """Interval and unit of a figure that shares the words of the first in its series (分别下降3%、2%)."""
    prefix = first.quote[: len(first.quote) - len(first.quote.lstrip(_WORDS_BEFORE))]
    if prefix.endswith(("到", "至", "达")):
        return span.figure.hard, span.figure.unit
    try:
        figure = parse(f"{prefix}{span.quote}", section=section)
    except FigureError:
        figure = span.figure
    return figure.hard, figure.unit


_WORDS_BEFORE = "增长加提高升下降减少低回落压缩收窄扩大了至到达涨跌"


def _named(one: Around, reading: _Reading, shared: tuple[str, Around] | None) -> str:
    """The indicator: its own, that of its series, or where nothing is said the last one of the sentence."""
    if shared:
        return shared[0]
    if one.span.quote in COLLECTIVES:
        return PARTIES
    own = indicator_of(_without_place(one, reading.occasion))
    crop = _CROP.match(reading.indicator) if own in _OUTPUTS else None
    if own:
        return f"{crop[0]}产量" if crop else own
    of_these = _OF_THESE.fullmatch(one.before)
    if of_these and reading.indicator:
        return f"{reading.indicator}中的{of_these['kind']}"
    form, tail = one.span.figure.form, one.before.rpartition(" ")[2]
    ranks = form == ORDINAL and one.span.figure.unit in {"", "位", "名"}
    goes_on = ranks or form in {RATIO, POINT} or one.span.quote.startswith("连续")
    if not goes_on or _SAYING_NOTHING.sub("", tail) or one.after.startswith("的"):
        return ""
    return reading.indicator


_OF_THESE = re.compile("其中(?P<kind>企业|项目|产业)")
"""Nouns that say of which kind some are, and nothing without what they are some of."""
_OUTPUTS = frozenset({"总产", "总产量", "产量"})
_CROP = re.compile("粮食|油料|棉花|油菜籽?|大豆|玉米|小麦|水稻|稻谷|谷物|蔬菜|水果|茶叶")


def _without_place(one: Around, occasion: Occasion) -> Around:
    """The figure without the full name that opens its clause (泸州市经济总量); 上海港 is another name."""
    opening = _opening(one, occasion)
    if opening is None or not one.before[: opening.end].endswith(_FULL):
        return one
    return replace(one, before=one.before[opening.end :])


_FULL = ("市", "省", "区", "县", "州", "厅", "局", "委", "会", "联", "部", "院", "办")
_SAYING_NOTHING = re.compile(
    "[ 、，,并均总量和增速]|实现|转为|同比|环比|比?较?(?:上年|去年)(?:同期)?|其中|实际|名义|占比|比重|占"
    "|位?居|排名?|位列|名列|稳居|跃居|跃升至?|升至|全国|世界|全球|中部|西部|东部"
)


def _term(sentence: Sentence) -> str:
    return sentence.period if sentence.section in {TERM, "plan"} else ""


def _of_date(span: Span, sentence: Sentence) -> dict[str, str]:
    period = span.figure.period
    return {c.SECTION: sentence.section, c.FORM: DATE, c.PERIOD: period, c.UNIT: ""}


def _section(said: str, sentence: Sentence, occasion: Occasion) -> str:
    """The section, where the time that is said does not put a figure into another one."""
    if not said or occasion.year is None or sentence.section == NOTE:
        return sentence.section
    last = int(said.rpartition("/")[2][:4])
    if last > occasion.year + occasion.report:
        return "plan"
    if last <= occasion.year and sentence.section == TARGET:
        return REVIEW
    return sentence.section


def _parties(one: Around, reading: _Reading) -> dict[str, str]:
    """Who a figure is of: who acts in its sentence, or opens its clause; else nobody is certain."""
    if one.span.quote in COLLECTIVES or one.span.figure.form == ORDINAL:
        return {}
    acting = [act for act in reading.acts if act.end <= one.span.start and not act.compound]
    if acting:
        return {c.SUBJECT: ";".join(acting[0].subjects), c.PARTNER: ";".join(acting[0].partners)}
    opening = _opening(one, reading.occasion)
    return {c.SUBJECT: opening.name} if opening is not None else {}


def _opening(one: Around, occasion: Occasion) -> Named | None:
    """The body or place that opens the words before a figure, by its place in them."""
    opening = next(named_in(one.before, occasion.place), None)
    if opening is None or _BEFORE_A_NAME.sub("", one.before[: opening.start]):
        return None
    return opening


_BEFORE_A_NAME = re.compile("力争|争取|确保|推动|支持|[ \u3000其中和及、“]")
"""What may stand between the beginning of a clause and whom it is about."""


def _list_cells(text: str, span: Span) -> dict[str, str]:
    found = listed(text, span)
    if found is None:
        return {}
    members = ";".join(member.replace(";", "") for member in found.members)
    return {c.FORM: "list", c.MEMBERS: members, c.COMPLETE: "true" if found.complete else ""}


def _of_act(act: Pairing, sentence: Sentence) -> Claim:
    cells = {
        c.SECTION: sentence.section,
        c.FORM: "pairing",
        c.SUBJECT: ";".join(act.subjects),
        c.PARTNER: ";".join(act.partners),
        c.PERIOD: sentence.period,
    }
    return Claim(act.start, act.end, cells)


def _row(claim: Claim, text: str, summary: str, ids: Mapping[int, str]) -> Mapping[str, str]:
    cells = {
        c.SUMMARY: summary,
        c.ID: ids[id(claim)],
        c.QUOTE: text[claim.start : claim.end],
        c.START: str(claim.start),
        c.END: str(claim.end),
        c.WHOLE: ids[id(claim.whole)] if claim.whole is not None else "",
        **_bounds(claim.interval),
        **claim.cells,
    }
    return {column: cells.get(column, "") for column in c.FACT_COLUMNS}


def _bounds(interval: Interval | None) -> dict[str, str]:
    if interval is None:
        return {}
    return {
        c.LOW: "" if interval.low is None else plain(interval.low),
        c.HIGH: "" if interval.high is None else plain(interval.high),
        c.LOW_OPEN: "true" if interval.low_open and interval.low is not None else "",
        c.HIGH_OPEN: "true" if interval.high_open and interval.high is not None else "",
    }
