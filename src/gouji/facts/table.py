"""The fact table: its columns, and the facts as rules see them.

Column names stand here and nowhere else. The contract is DESIGN's section on the fact table,
repeated for users in ``docs/fact-table.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.facts.acts import Acts
from gouji.facts.breakdowns import breakdowns
from gouji.facts.keys import Key, unit_class
from gouji.facts.kin import grouped
from gouji.facts.modes import by_mode, roundings
from gouji.facts.numbering import numbered
from gouji.facts.rates import Rates
from gouji.facts.repeats import repeats
from gouji.facts.slips import jumps, restated, shrunk
from gouji.facts.tellings import tellings
from gouji.facts.vocabulary import AHEAD, FIGURE_FORMS, SETTLED
from gouji.facts.years import Years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gouji.facts.breakdowns import Breakdown
    from gouji.facts.dimensions import Dimensions, Indicator, Summary
    from gouji.facts.figures import Figure
    from gouji.facts.intervals import Interval
    from gouji.facts.kin import Kinship
    from gouji.facts.modes import Rounding
    from gouji.facts.numbering import Parts
    from gouji.facts.periods import Period
    from gouji.facts.repeats import Repeat
    from gouji.facts.slips import Slip
    from gouji.facts.tellings import Telling

ID = "id"
# Fact files.
SUMMARY = "summary"
SECTION = "section"
FORM = "form"
SUBJECT = "subject"
PARTNER = "partner"
ALONE = "alone"
INDICATOR = "indicator"
MEASURE = "measure"
BASE = "base"
PERIOD = "period"
SCOPE = "scope"
STAGE = "stage"
QUOTE = "quote"
START = "start"
END = "end"
LOW = "low"
HIGH = "high"
LOW_OPEN = "low_open"
HIGH_OPEN = "high_open"
UNIT = "unit"
WHOLE = "whole"
COMPLETE = "complete"
MEMBERS = "members"
NOTE = "note"
# Dimension tables.
SERIES = "series"
YEAR = "year"
TITLE = "title"
PUBLISHER = "publisher"
PUBLISHED = "published"
URL = "url"
STANDING = "standing"
SHA256 = "sha256"
READER = "reader"
NAME = "name"
ALIASES = "aliases"
KIND = "kind"
SIDE = "side"
LEVEL = "level"
FUNCTION = "function"
COUNTERPART = "counterpart"
SINCE = "since"
UNTIL = "until"
BASIS = "basis"
AREA = "area"
ADDS_TO = "adds_to"
GROWTH_PRICE = "growth_price"
REMOVABLE = "removable"
EDITION = "edition"
REVISABLE = "revisable"
BOUNDED = "bounded"
BETTER = "better"
FINGERPRINT = "fingerprint"
RULE = "rule"
REASON = "reason"
WHO = "who"
# Where a row was read; added by the loader, in no file.
FILE = "file"
LINE = "line"

FACT_COLUMNS = (
    SUMMARY, ID, SECTION, FORM, SUBJECT, PARTNER, ALONE, INDICATOR, MEASURE, BASE, PERIOD, SCOPE, STAGE,
    QUOTE, START, END, LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT, WHOLE, COMPLETE, MEMBERS, NOTE,
)  # fmt: skip
SUMMARY_COLUMNS = (ID, SERIES, YEAR, TITLE, PUBLISHER, PUBLISHED, URL, STANDING, SHA256, READER)
ENTITY_COLUMNS = (ID, NAME, ALIASES, KIND, SIDE, LEVEL, FUNCTION, COUNTERPART, SINCE, UNTIL)
INDICATOR_COLUMNS = (
    ID, NAME, ALIASES, UNIT, BASIS, AREA, ADDS_TO, GROWTH_PRICE, REMOVABLE, EDITION, REVISABLE, BOUNDED,
    BETTER,
)  # fmt: skip
WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON, WHO, UNTIL)
REQUIRED_WAIVER_COLUMNS = (FINGERPRINT, RULE, REASON)
REQUIRED_FACT_COLUMNS = (ID, PERIOD, INDICATOR, QUOTE)
BOUND_COLUMNS = (LOW, HIGH, LOW_OPEN, HIGH_OPEN, UNIT)

DEFAULTS = {SECTION: "review", MEASURE: "level", STAGE: "actual"}
"""What an empty cell means, where it means something."""


def items(cell: str) -> tuple[str, ...]:
    """Split a ``;``-list."""
    return tuple(cell.split(";")) if cell else ()


def flag(cell: str) -> bool:
    """Read ``true``; spreadsheets write it back in capitals."""
    return cell.lower() == "true"


@dataclass(frozen=True, slots=True)
class Whole:
    """The total that a fact is part of, and by which breakdown (often unnamed)."""

    total: str
    breakdown: str = ""

    @property
    def key(self) -> str:
        """The breakdown as fact files write it: ``FACT_ID`` or ``FACT_ID#BREAKDOWN``."""
        return f"{self.total}#{self.breakdown}" if self.breakdown else self.total


@dataclass(slots=True, eq=False)
class Fact:
    """One claim of one summary. Empty cells are ``""``, ``()`` or None, defaults are filled in.

    Nobody changes a fact. It is not frozen because that would triple the time to make one, of which a
    large table makes a hundred thousand.

    Attributes:
        file: The fact file, relative to the workspace, with ``/``.
        line: The 1-based line that the row begins on.
        given: The interval that the row states itself; None = its bound cells are empty.
        given_unit: The unit that the row states itself.
        reading: What the figure parser makes of the quote; None where it is no figure or unreadable.
        hard: What the figure can stand for: *given*, or else read from the quote.
        soft: The narrower reading of a vague figure; within *hard*, equal to it for all others.
        unit: Base unit of the bounds.
        key: The comparison key; facts with the same one speak of the same thing.
        matter: Scope key: the family of indicators, and the area.
        act: Scope key: all who act, sorted.
        trouble: Why no binding may use this row (a faulty cell); empty for a sound one.
    """

    file: str
    line: int
    id: str
    summary: str
    section: str
    form: str
    subject: tuple[str, ...]
    partner: tuple[str, ...]
    alone: str
    indicator: str
    measure: str
    base: str
    period: Period | None
    scope: str
    stage: str
    quote: str
    start: int | None
    end: int | None
    given: Interval | None
    given_unit: str
    reading: Figure | None
    hard: Interval | None
    soft: Interval | None
    unit: str
    whole: tuple[Whole, ...]
    complete: bool
    members: tuple[str, ...]
    key: Key = Key()  # noqa: RUF009  a tuple
    matter: str = ""
    act: str = ""
    trouble: Trouble | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """All who take part: subjects, then partners."""
        return (*self.subject, *(name for name in self.partner if name not in self.subject))

    @property
    def unit_class(self) -> str:
        """What two units must share to be compared: classifiers count alike, measures do not."""
        return unit_class(self.unit)

    @property
    def ahead(self) -> bool:
        """Whether the fact tells a target or a plan."""
        return self.section in AHEAD

    @property
    def is_figure(self) -> bool:
        """Whether the fact states a figure with bounds, in a sound row."""
        return self.form in FIGURE_FORMS and self.hard is not None and self.trouble is None

    @property
    def settled(self) -> bool:
        """Whether the fact tells what was, not what is to be or may be expected."""
        return not self.ahead and self.stage in SETTLED


@dataclass(frozen=True, slots=True)
class Trouble:
    """A faulty row, by which bindings explain why they were not checked."""

    file: str
    line: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Facts:
    """All facts of a workspace, or of one of its partitions, in the order of files and lines."""

    rows: tuple[Fact, ...]
    dimensions: Dimensions
    texts: Mapping[str, str] = field(default_factory=dict)
    """The source texts at hand, by summary id."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Texts that are called as a summary and have another hash than the recorded one, by summary id."""
    drafted: bool = False
    """Whether the facts were drafted from texts: what they are of is a phrase, which may be cut short."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Facts by id; of a repeated id the last (all of them are faulty)."""
        return {fact.id: fact for fact in self.rows}

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by indicator."""
        return self._grouped(lambda fact: fact.indicator)

    @cached_property
    def by_summary(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by summary, in the order of files and lines."""
        return self._grouped(lambda fact: fact.summary)

    def _grouped(self, key: Callable[[Fact], str]) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.rows:
            found.setdefault(key(fact), []).append(fact)
        return {name: tuple(rows) for name, rows in found.items()}

    def at(self, summary: str, start: int, end: int) -> Fact:
        """Return what stands at a place of a text as a fact that claims nothing, for a finding to show.

        Its file and line are those of the fact before it: where somebody would add it.
        """
        rows = self.by_summary[summary]
        before = [fact for fact in rows if fact.start is not None and fact.start <= start]
        near = max(before, key=lambda fact: fact.start or 0, default=rows[0])
        text = self.texts[summary]
        quote = text[start:end]
        return Fact(
            file=near.file, line=near.line, id=f"{summary}+{quote}+{text.count(quote, 0, start) + 1}",
            summary=summary, section="", form="", subject=(), partner=(), alone="", indicator="",
            measure="", base="", period=None, scope="", stage="", quote=quote, start=start, end=end,
            given=None, given_unit="", reading=None, hard=None, soft=None, unit="", whole=(),
            complete=False, members=(),
        )  # fmt: skip

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Every figure that one summary tells more than once."""
        return repeats(self)

    @cached_property
    def restated(self) -> tuple[Slip, ...]:
        """Every pair of statements of one figure, with the slip that may lie between them."""
        return restated(self)

    @cached_property
    def jumps(self) -> tuple[Slip, ...]:
        """Levels of one thing in consecutive years, with the power of ten that parts them."""
        return jumps(self)

    @cached_property
    def shrunk(self) -> tuple[Slip, ...]:
        """What parts of a period came to beside the whole, with the 万 or 亿 that they may lack."""
        return shrunk(self)

    @cached_property
    def numbered(self) -> Mapping[str, tuple[Parts, ...]]:
        """The lists of numbered parts of the texts at hand, by summary."""
        return {summary: numbered(text) for summary, text in self.texts.items() if summary in self.by_summary}

    @cached_property
    def kin(self) -> Mapping[Kinship, tuple[Fact, ...]]:
        """Figures by the thing that they speak of in one summary."""
        return grouped(self.rows)

    @cached_property
    def rates(self) -> Rates:
        """What the rates are of."""
        return Rates(self)

    @cached_property
    def years(self) -> Years:
        """What several years and summaries tell."""
        return Years(self)

    @cached_property
    def acts(self) -> Acts:
        """Who acts with whom."""
        return Acts(self)

    @cached_property
    def stray_parts(self) -> Mapping[str, tuple[Fact, ...]]:
        """Rows whose ``whole`` is faulty, by summary: parts of nobody knows which total."""
        found: dict[str, list[Fact]] = {}
        for fact in self.rows:
            if fact.trouble is not None and WHOLE in fact.trouble.columns:
                found.setdefault(fact.summary, []).append(fact)
        return {summary: tuple(facts) for summary, facts in found.items()}

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Every total with the parts that name it, compared in the way in which its summary rounds."""
        return by_mode(self._half_up, self.roundings)

    @cached_property
    def roundings(self) -> tuple[Rounding, ...]:
        """How each summary rounds that has sums enough to tell."""
        return roundings(self._half_up)

    @cached_property
    def _half_up(self) -> tuple[Breakdown, ...]:
        return breakdowns(self)

    def tellings(self, rows: Iterable[Fact]) -> tuple[Telling, ...]:
        """Return the different values that these rows tell, each with all who tell it."""
        return tellings(self, rows)

    def only(self, rows: Iterable[Fact]) -> Facts:
        """Return the same table with other rows."""
        return Facts(tuple(rows), self.dimensions, self.texts, self.changed, self.drafted)

    def of_form(self, *forms: str) -> Iterator[Fact]:
        """Iterate over the facts of these forms."""
        return (fact for fact in self.rows if fact.form in forms)

    def indicator_of(self, fact: Fact) -> Indicator | None:
        """Return the indicator's row, if the fact names one that exists."""
        return self.dimensions.indicators.get(fact.indicator)

    def summary_of(self, fact: Fact) -> Summary | None:
        """Return the row of the fact's summary."""
        return self.dimensions.summaries.get(fact.summary)

    def told_by(self, fact: Fact) -> str:
        """Return who tells a fact, and when, as a reader would look it up."""
        summary = self.summary_of(fact)
        return summary.called if summary else fact.summary

    def name_of(self, fact: Fact) -> str:
        """Return what the fact's indicator is called."""
        indicator = self.indicator_of(fact)
        return indicator.name if indicator else fact.indicator

    def in_order_told(self, rows: Iterable[Fact]) -> list[Fact]:
        """Return rows by the day that their summaries were published, those of no year last, then by id."""
        return sorted(rows, key=lambda fact: (self._published(fact), fact.summary, fact.id))

    def whose(self, fact: Fact) -> str:
        """Return what a fact is about; of one that names neither area nor subject, who publishes it."""
        return fact.key.about or self.publisher_of(fact)

    def is_slip(self, one: Fact, two: Fact) -> bool:
        """Say whether two statements of one figure are told as a slip of the pen."""
        return frozenset((one.id, two.id)) in self._slips

    @cached_property
    def _slips(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset((slip.one.id, slip.two.id)) for slip in self.restated if slip.kind)

    def same_publisher(self, one: Fact, two: Fact) -> bool:
        """Say whether one publisher tells both; summaries that name none count as one publisher's."""
        return self.publisher_of(one) == self.publisher_of(two)

    def _published(self, fact: Fact) -> str:
        """When a summary was published; of one that does not say, the year after the one that it reviews."""
        summary = self.summary_of(fact)
        reviewed = summary.year.rpartition("/")[2] if summary else ""
        after = f"{int(reviewed) + 1:04d}" if reviewed.isdigit() else "9999"
        return (summary.published if summary else "") or after

    def publisher_of(self, fact: Fact) -> str:
        """Return who publishes the fact's summary; empty where nobody is named."""
        summary = self.summary_of(fact)
        return summary.publisher if summary else ""
