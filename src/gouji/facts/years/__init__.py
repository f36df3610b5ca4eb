"""What several years and several summaries tell of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.facts.years.chains import chains
from gouji.facts.years.completion import completions
from gouji.facts.years.copies import copies, stale
from gouji.facts.years.editions import editions
from gouji.facts.years.firsts import firsts
from gouji.facts.years.growth import across
from gouji.facts.years.parts import parts
from gouji.facts.years.plans import plans
from gouji.facts.years.replans import replans
from gouji.facts.years.restatements import restatements
from gouji.facts.years.running import streaks
from gouji.facts.years.swings import swings
from gouji.facts.years.terms import terms
from gouji.facts.years.totals import falls, rolls
from gouji.facts.years.vanished import vanished
from gouji.facts.years.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.facts.table import Facts
    from gouji.facts.years.chains import Chain
    from gouji.facts.years.completion import Completion
    from gouji.facts.years.copies import Copy, Stale
    from gouji.facts.years.editions import Edition
    from gouji.facts.years.firsts import First
    from gouji.facts.years.growth import Across
    from gouji.facts.years.parts import Part
    from gouji.facts.years.plans import Plan
    from gouji.facts.years.replans import Replan
    from gouji.facts.years.restatements import Restatement
    from gouji.facts.years.steps import Step
    from gouji.facts.years.swings import Swing
    from gouji.facts.years.terms import Term
    from gouji.facts.years.totals import Roll
    from gouji.facts.years.vanished import Vanished
    from gouji.facts.years.vintages import Vintage


@dataclass(frozen=True, eq=False)
class Years:
    """What a fact table tells year after year; each is computed once, when it is asked for."""

    facts: Facts

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """The summaries of one publisher and series, year by year."""
        return chains(self.facts)

    @cached_property
    def chain_of(self) -> Mapping[str, Chain]:
        """The chain that each summary is a link of, by the summary's id."""
        return {summary: chain for chain in self.chains for summary in chain.summaries}

    def next_of(self, summary: str) -> tuple[str, ...]:
        """Return the summaries of the year after, in the same chain; empty where there is none."""
        chain = self.chain_of.get(summary)
        return chain.after(summary) if chain else ()

    def last_of(self, summary: str) -> tuple[str, ...]:
        """Return the summaries of the year before, in the same chain; empty where there is none."""
        chain = self.chain_of.get(summary)
        return chain.before(summary) if chain else ()

    @cached_property
    def vintages(self) -> tuple[Vintage, ...]:
        """Every figure that several summaries tell, compared."""
        return vintages(self.facts)

    @cached_property
    def falls(self) -> tuple[Step, ...]:
        """Every cumulative figure with the one told before it."""
        return falls(self.facts)

    @cached_property
    def rolls(self) -> tuple[Roll, ...]:
        """Every running total with last period's and with what was added since."""
        return rolls(self.facts)

    @cached_property
    def streaks(self) -> tuple[Step, ...]:
        """Every 连续N年 with the one told before it."""
        return streaks(self.facts)

    @cached_property
    def completions(self) -> tuple[Completion, ...]:
        """Every completion rate with the outcome and the target that it is of."""
        return completions(self.facts)

    @cached_property
    def stale(self) -> tuple[Stale, ...]:
        """Figures of a year that are last year's."""
        return stale(self.facts)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Sentences of reviews that are last year's."""
        return copies(self.facts)

    @cached_property
    def restatements(self) -> tuple[Restatement, ...]:
        """What consecutive summaries tell of one indicator, with what changed in how it is told."""
        return restatements(self.facts)

    @cached_property
    def swings(self) -> tuple[Swing, ...]:
        """Steps of levels from year to year."""
        return swings(self.facts)

    @cached_property
    def vanished(self) -> tuple[Vanished, ...]:
        """Indicators that the newest summary does not tell any more."""
        return vanished(self.facts)

    @cached_property
    def growths(self) -> tuple[Across, ...]:
        """Every growth and change whose earlier level another summary told."""
        return across(self.facts)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every part of a period with the shortest period that holds it."""
        return parts(self.facts)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every figure of several years with those of the single years."""
        return terms(self.facts)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every target with what came of it."""
        return plans(self.facts)

    @cached_property
    def replans(self) -> tuple[Replan, ...]:
        """Every target that summaries of different years set for one period."""
        return replans(self.facts)

    @cached_property
    def firsts(self) -> tuple[First, ...]:
        """What two summaries in a row tell as passed for the first time."""
        return firsts(self.facts)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition of an event that two summaries in a row tell."""
        return editions(self.facts)
