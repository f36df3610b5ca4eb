"""The fact table as rules see it: rows and dimension tables, and no analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from gouji.facts.table.dimensions import Dimensions, Indicator, Summary
from gouji.facts.table.fact import Fact

_Result = TypeVar("_Result")


@dataclass(frozen=True, eq=False)
class Facts:
    """All facts of a workspace, or of one of its partitions, in the order of files and lines."""

    rows: tuple[Fact, ...]
    dimensions: Dimensions
    texts: Mapping[str, str] = field(default_factory=dict)
    """The source texts available, by summary id."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Texts named like a summary but with another hash than the recorded one, by summary id."""
    _derived: dict[Callable[[Facts], Any], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.rows)

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Facts by id; for a repeated id the last one (all of them are faulty)."""
        return {fact.id: fact for fact in self.rows}

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by indicator."""
        return self._grouped(lambda fact: fact.indicator)

    @cached_property
    def by_summary(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by summary, in the order of files and lines."""
        return self._grouped(lambda fact: fact.summary)

    @cached_property
    def faulty(self) -> tuple[Fact, ...]:
        """The facts whose rows have a faulty cell."""
        return tuple(fact for fact in self.rows if fact.fault is not None)

    def _grouped(self, key: Callable[[Fact], str]) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.rows:
            found.setdefault(key(fact), []).append(fact)
        return {name: tuple(rows) for name, rows in found.items()}

    def at(self, summary: str, start: int, end: int) -> Fact:
        """Return a passage of a text as a fact that claims nothing, for a finding to show.

        Its file and line are those of the preceding fact, where a person would add it.
        """
        rows = self.by_summary[summary]
        before = [fact for fact in rows if fact.start is not None and fact.start <= start]
        nearest = max(before, key=lambda fact: fact.start or 0, default=rows[0])
        text = self.texts[summary]
        quote = text[start:end]
        fact_id = f"{summary}+{quote}+{text.count(quote, 0, start) + 1}"
        return Fact(nearest.file, nearest.line, fact_id, summary, quote, start=start, end=end)

    def derive(self, analysis: Callable[[Facts], _Result]) -> _Result:
        """Return the result of an analysis of the facts; it is computed once."""
        if analysis not in self._derived:
            self._derived[analysis] = analysis(self)
        result: _Result = self._derived[analysis]
        return result

    def only(self, rows: Iterable[Fact]) -> Facts:
        """Return the same table with other rows."""
        return Facts(tuple(rows), self.dimensions, self.texts, self.changed)

    def of_form(self, *forms: str) -> Iterator[Fact]:
        """Iterate over the facts of these forms."""
        return (fact for fact in self.rows if fact.form in forms)

    def indicator_of(self, fact: Fact) -> Indicator | None:
        """Return the indicator's row, if the fact names one that exists."""
        return self.dimensions.indicators.get(fact.indicator)

    def basis_of(self, fact: Fact) -> str:
        """Return whether the fact's indicator is a flow, a stock or cumulative; empty where nobody says."""
        indicator = self.indicator_of(fact)
        return indicator.basis if indicator else ""

    def summary_of(self, fact: Fact) -> Summary | None:
        """Return the row of the fact's summary."""
        return self.dimensions.summaries.get(fact.summary)

    def source_of(self, fact: Fact) -> str:
        """Return publisher and date of the summary that states a fact, as a reader would look it up."""
        summary = self.summary_of(fact)
        return summary.called if summary else fact.summary

    def name_of(self, fact: Fact) -> str:
        """Return the name of the fact's indicator."""
        indicator = self.indicator_of(fact)
        return indicator.name if indicator else fact.indicator

    def in_published_order(self, rows: Iterable[Fact]) -> list[Fact]:
        """Return rows in order of publication, those without a year last; then by summary.

        Of one summary the most precise comes first, then the order of the text decides, then the id.
        """
        date = self._publication_date
        return sorted(rows, key=lambda one: (date(one), one.summary, one.vagueness, one.start or 0, one.id))

    def owner_of(self, fact: Fact) -> str:
        """Return what a fact is about, or who publishes it if it names neither area nor subject."""
        return fact.key.about or self._whose(fact)

    def same_publisher(self, one: Fact, two: Fact) -> bool:
        """Return whether both have one publisher; summaries of a workspace that name none have one."""
        return self._whose(one) == self._whose(two)

    def _whose(self, fact: Fact) -> str:
        """Return the publisher of a fact; of a text that does not name one, only the text itself."""
        return self.publisher_of(fact) or ("" if fact.coded else fact.summary)

    def _publication_date(self, fact: Fact) -> str:
        """Return when a fact's summary was published, or else the year after the one that it reviews."""
        summary = self.summary_of(fact)
        reviewed = summary.year.rpartition("/")[2] if summary else ""
        after = f"{int(reviewed) + 1:04d}" if reviewed.isdigit() else "9999"
        return (summary.published if summary else "") or after

    def publisher_of(self, fact: Fact) -> str:
        """Return the publisher of the fact's summary; empty where none is named."""
        summary = self.summary_of(fact)
        return summary.publisher if summary else ""
