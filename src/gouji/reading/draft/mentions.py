"""Mentions, a figure and the words of its clause around it, and claims, what it states; typed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gouji.facts.figures.model import DATE, RATIO
from gouji.facts.figures.numerals import DIGITS
from gouji.facts.figures.scan import Span
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.clauses import OPEN, clause_rest, clause_start, is_circumstance, marks
from gouji.reading.draft.joint_acts import JointAct
from gouji.reading.draft.sections import Sentence
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.wording import pattern, words

_OPENED = frozenset(OPEN)
_COLONS = frozenset("：:")
_LONGEST_LABEL = 16
_LOOKAROUND = 160
"""Characters examined before and after a figure; a clause of prose is shorter, with a list in it too."""


class Claim(NamedTuple):
    """What a text claims in one place: a future row of the fact table; what is not certain is empty.

    Attributes:
        start: Offset of the quote.
        end: Offset just past its end.
        form: Form of the figure; ``pairing`` for a joint act, ``list`` where its members are named.
        section: The part of the document that it belongs to.
        period: ISO 8601.
        indicator: What it is of, in words.
        measure: What is stated of it: level, change, growth, share …
        base: What a change is against.
        scope: What it covers.
        stage: How settled it is.
        unit: Base unit.
        subjects: Who acts, or whose figure it is.
        partners: All others of a joint act.
        alone: Why it has none.
        members: What a list names.
        complete: Nothing is left out of the list.
        interval: What the figure can stand for, with the sign that the words around it give.
        whole: Start of the figure that it is a part or a share of.
        via: The construct that says so.
        whole_name: The name of the total that a share is a share of; empty where it says nothing, None where
            there is none.
        origin: Start of the figure that a level started from: A in 由A增加到B.
        place: The cell of a table that it stands in, ``表2!B5``; empty in prose.
        totals: Starts of the cells that are its totals, each with the name of the breakdown.
    """

    start: int
    end: int
    form: str
    section: str
    period: str = ""
    indicator: str = ""
    measure: str = ""
    base: str = ""
    scope: str = ""
    stage: str = ""
    unit: str = ""
    subjects: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    alone: str = ""
    members: tuple[str, ...] = ()
    complete: bool = False
    interval: Interval | None = None
    whole: int | None = None
    via: str = ""
    whole_name: str | None = None
    origin: int | None = None
    place: str = ""
    totals: tuple[tuple[int, str], ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it states a change of something."""
        return self.measure in {"growth", "change"}

    @property
    def is_level_or_rate(self) -> bool:
        """Whether it states how much there is of something, or its rate."""
        return self.measure in {"level", "mean", "share"}

    @property
    def is_level(self) -> bool:
        """Whether it states how much there is of something, as a count or an amount."""
        return self.measure == "level" and self.form in {"count", "amount"}

    @property
    def stands_alone(self) -> bool:
        """Whether it is neither a part of another nor tied to any."""
        return self.whole is None and not self.totals


Claims = tuple[Claim, ...]
"""The claims of a sentence, one for each of its figures."""


class Mention(NamedTuple):
    """A figure and the words of its clause.

    Attributes:
        span: The figure.
        at: Its position among the figures of its sentence, from 0.
        before: The words from the start of the clause to the figure; each other figure in them is
            replaced by a space.
        tail: Those right before it, behind any other figure of its clause.
        after: The words from the figure to the end of the clause or the next figure.
        gap: The text between the previous figure of the sentence and this one; empty for the first.
        next_follows: No punctuation separates it from the next figure.
        limits: The words before it where these begin with a limit, the previous figure: 50万元以上的村.
        own: The words before it that are its own: 签约3个、开工5个 have one noun each.
        bracketed: It stands in brackets, as an aside.
        fills_brackets: It stands alone in them, behind its noun: 门诊药费（133元）.
    """

    span: Span
    at: int
    before: str
    tail: str
    after: str
    gap: str = ""
    next_follows: bool = False
    limits: str = ""
    own: str = ""
    bracketed: bool = False
    fills_brackets: bool = False

    def behind(self, start: int) -> Mention:
        """Return it without so many characters before it."""
        before = self.before[start:]
        own = self.limits or _own_words(before, self.after)
        return self._replace(before=before, tail=before.rpartition(" ")[2], own=own)

    @property
    def joined(self) -> bool:
        """Whether nothing but 、 和 及 is between the previous figure and this one."""
        return self.gap in _JOINING

    @property
    def is_date(self) -> bool:
        """Whether it is a date."""
        return self.span.figure.form == DATE


_JOINING = frozenset({"、", "和", "及", "以及", "与"})


Years = tuple[str, str]
"""Periods of the first and the last level of a pair; empty where not stated."""
_NO_YEARS: Years = ("", "")


class Carried(NamedTuple):
    """What the sentence before says of the next.

    Attributes:
        indicator: The last one stated, which later figures may continue.
        years: The years of its levels.
        opening: The first sentence of the paragraph if it has no figure: its heading, perhaps.
        period: The one period of its levels, where that is not its passage's.
        dated: That time opens it.
    """

    indicator: str = ""
    years: Years = _NO_YEARS
    opening: str = ""
    period: str = ""
    dated: bool = False

    @property
    def is_of_time(self) -> bool:
        """Whether it says when something is, which the next sentence may not go on with."""
        return self.period != "" or self.dated or self.years != _NO_YEARS

    def into(self, text: str, sentence: Sentence) -> Carried:
        """Return what is left of it in a sentence: a paragraph carries no name, a full stop no years."""
        continues = text[sentence.start - 1 : sentence.start] in {"；", ";"}
        years = self.years if continues else _NO_YEARS
        if sentence.first:
            return Carried("", years)
        if not (self.period or self.dated):
            return self._replace(years=years) if years != self.years else self
        parts = pattern("partial").match(text[sentence.start : sentence.end])
        kept = bool(parts) or (continues and self.dated)
        return Carried(self.indicator, years, self.opening, self.period if kept else "", self.dated and kept)


class Series(NamedTuple):
    """A figure's place in a series.

    Attributes:
        name: What it is of; empty where there are no subjects, or more or fewer than values.
        lead: The first figure of the series, whose words apply to all.
        bare: No subjects are stated.
        back: How many years before the one reviewed it is for: 3 for the first of 前三年分别上升A、B、C.
    """

    name: str
    lead: Mention
    bare: bool = False
    back: int = 0


class Passage(NamedTuple):
    """A sentence with its figures.

    Attributes:
        text: The whole text.
        sentence: The sentence.
        mentions: Its figures, read as those of a review.
        series: The place of those that stand in a series, by index.
        info: What the document is.
        acts: Its joint acts.
        dates: Those of its figures that are dates.
        timed: It has words that may name a time without a date: 上半年.
        carried: What the sentence before says of it.
    """

    text: str
    sentence: Sentence
    mentions: tuple[Mention, ...]
    series: Mapping[int, Series]
    info: DocumentInfo
    acts: tuple[JointAct, ...]
    dates: tuple[Span, ...]
    timed: bool
    carried: Carried


def mentions_in(
    text: str, sentence: Sentence, spans: Sequence[Span], actors: Sequence[int]
) -> tuple[Mention, ...]:
    """Return the figures of a sentence with the words around them.

    *actors* are the end offsets of the names of those who act; the words of a figure start after them.
    """
    mentions, begin, end = [], sentence.start, sentence.end
    bounds, brackets = marks(text, begin, end), text.find("（", begin, end) >= 0
    following, count = [*(span.start for span in spans[1:]), end], len(spans)
    for index, span in enumerate(spans):
        at, after_start = span.start, span.end
        low = max(begin, at - _LOOKAROUND)
        start = clause_start(text, bounds, low, at)
        if alone := start == at > low and text[start - 1] in _OPENED:
            # 甲（53%）、乙（21%）: what a figure alone in brackets is of stands before these.
            start = clause_start(text, bounds, low, start - 1)
        elif text[start - 1 : start] in _OPENED and pattern("starts_from").fullmatch(text, start, at):
            # 平均合入数（从116个提升到722个)
            start = clause_start(text, bounds, low, start - 1)
        if text[start] in _BEGIN_MARKS:
            start = _behind_mark(text, start, at)
        if actors:
            start = max((start, *(name_end for name_end in actors if name_end <= at)))
        before = _words_before(text, start, spans, index) or _label(text, low, span)
        gap = text[spans[index - 1].end : at] if index else ""
        next_start = following[index]
        if brackets:
            after_start, next_start = _behind(text, spans, index, next_start, end)
        after = clause_rest(text, bounds, after_start, min(next_start, after_start + _LOOKAROUND))
        follows = index + 1 < count and after_start + len(after) == next_start
        limits = _limits(text, start, spans[index - 1], gap) if index else ""
        bracketed = brackets and text.rfind("（", begin, at) > text.rfind("）", begin, at)
        before = pattern("bracketed_unit").sub("", before) if "（" in before else before
        tail = before.rpartition(" ")[2]
        own = limits or (_own_words(before, after) if tail != before or is_circumstance(after) else before)
        mentions.append(
            Mention(span, index, before, tail, after, gap, follows, limits, own, bracketed, alone)
        )
    return tuple(mentions)


def _behind(text: str, spans: Sequence[Span], index: int, next_start: int, end: int) -> tuple[int, int]:
    """Return where the words behind a figure begin, and the figure after them.

    Passed over are another unit in brackets, 7万套（间）, and the figure again, 超过六成（62.7%）的受访者.
    """
    span = spans[index]
    if text[span.end : span.end + 1] != "（":
        return span.end, next_start
    if bracket := pattern("other_unit").match(text, span.end, next_start):
        return bracket.end(), next_start
    if span.figure.form == RATIO and text[span.end : next_start] == "（" and index + 1 < len(spans):
        again = spans[index + 1].end
        if text[again : again + 1] == "）":
            return again + 1, spans[index + 2].start if index + 2 < len(spans) else end
    return span.end, next_start


def _label(text: str, low: int, span: Span) -> str:
    """Return what stands before the colon of a figure that is alone behind it: 建筑面积：1200平方米."""
    colon = text[low : span.start].rstrip()[-1:] in _COLONS and pattern("labelled").match(text, span.end)
    found = (
        pattern("label").search(text, max(low, span.start - _LONGEST_LABEL), span.start) if colon else None
    )
    return found["label"] if found else ""


def _limits(text: str, start: int, limit: Span, gap: str) -> str:
    """Return the words before a figure with the limit among them, if the one before is such a limit."""
    if limit.start < start or pattern("clause_break").search(gap.replace("、", "，")):
        return ""
    if limit.figure.form == RATIO and pattern("opens_a_share").fullmatch(text, start, limit.start):
        # 超过10%的受访者认为: what opens a clause is a share.
        return ""
    limited = gap.startswith("的") and pattern("limit").search(limit.quote)
    if not limited and (limit.quote[-1] in _ENDS_A_LIMIT or gap.startswith("内")):
        limited = pattern("within_a_name").match(f"{text[limit.start - 1]}{limit.quote} {gap}")
    return text[start : limit.end] + gap if limited else ""


_ENDS_A_LIMIT = frozenset("上下内时钟%‰％股人岁年元")


def _behind_mark(text: str, start: int, end: int) -> int:
    """Return where a clause begins behind the number of its part: （一）, 2., ③; 一、 only opens lines."""
    before = start
    while before and text[before - 1] in " \u3000":
        before -= 1
    opens = not before or text[before - 1] == "\n"
    mark = pattern("mark_of_line") if opens else pattern("mark_of_part")
    found = mark.match(text, start, end)
    return found.end() if found else start


_BEGIN_MARKS = frozenset(" \u3000（(十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | DIGITS.keys()


def _words_before(text: str, start: int, spans: Sequence[Span], index: int) -> str:
    """Return the words of a clause up to one of the figures, with a space for each other one."""
    first, before, end = index, "", spans[index].start
    while first and spans[first - 1].end > start:
        first -= 1
    kept = end
    if first < index and text[end - 1] == "）":
        # 案件（含上年结转82件）1240件 are cases; 总量（按2020年价格计算）295亿元 is such an amount.
        left_out = pattern("aside_left_out").search(text, start, end)
        of_name = pattern("aside_of_name").search(text, start, end)
        end, kept = left_out.start() if left_out else end, of_name.start() if of_name else kept
    for other in spans[first:index]:
        if other.start < min(kept, end) and not _is_within(text, other):
            before += f"{text[start : other.start]} "
            start = other.end
    return before + text[start:end].rstrip(OPEN)


def _is_within(text: str, other: Span) -> bool:
    """Whether a figure stays among the words of another: the period of a base, 首次 in 首次信访案件."""
    return is_base(text, other.start) if other.figure.form == DATE else other.quote in words("within_names")


def is_base(text: str, start: int) -> bool:
    """Return whether a date is the base period of a change; it stays among the words around a figure."""
    return text[start - 1 : start] in {"比", "较", "与"}


def _own_words(before: str, after: str) -> str:
    before = _without_circumstance(before, after)
    if " " not in before or "的 " in before:
        # 绩效目标的2024年度项目4个: what a year parts is one phrase.
        return before.replace("的 ", "的")
    if any(part.endswith(words("serving")) for part in before.split(" ")[:-1]):
        before = pattern("served_before").sub("", before)
    before = pattern("came_from").sub("", before)
    streak, _, last = before.rpartition(" ")
    if pattern("kept_up").fullmatch(last):
        # 粮食产量连续13年稳定在430亿斤: the streak is of the level.
        before = streak
    head, _, last = before.rpartition("、")
    # 2024年查处制假、售假案件: a date before the list parts nothing in it.
    dated = head[:1] == " " and (head[1:3] == "以来" or pattern("acts_on_one").match(head[1:]))
    return last if " " in head and not dated else before


def _without_circumstance(before: str, after: str) -> str:
    """Return the words before a figure that are not of what happened meanwhile: 在甲减少A的情况下乙增长B."""
    head, figure, behind = before.rpartition(" ")
    if is_circumstance(after):
        return behind.rpartition("在")[2]
    meanwhile = pattern("circumstance").match(behind) if figure else None
    return behind[meanwhile.end() :] or head.rpartition("在")[0] if meanwhile else before
