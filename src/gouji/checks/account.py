"""The account of silence: sentences with several figures and tables; what ties these, or why nothing does."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gouji.checks.messages import Language, say_both
from gouji.checks.rule import Verdict
from gouji.facts.table.columns import LIKE, SAME
from gouji.facts.table.facts import Fact, Facts, by_key
from gouji.facts.table.told import SENTENCE, Told

Teller = Callable[[str, str], Sequence[Told]]
"""Reads the text of a summary (its id, its text) for what is told of it."""
Judged = tuple[str, Verdict]
"""A verdict, with the code of its rule."""
UNCODED, NOT_COMPARED = "uncoded", "not-compared"
_CODED = "coded"


@dataclass(frozen=True, slots=True)
class Tie:
    """Facts that one construct ties; *via* is its name, else the code of the rule that compared them."""

    via: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence with three and more figures of one unit, or a table.

    Attributes:
        file: The document; of a workspace the fact file of its first fact, or of the one before it.
        line: The line of the document that it begins in, or of that fact.
        start: Offset of its first character in the text.
        end: Offset behind its last.
        kind: ``sentence`` or ``table``.
        figures: How many figures there are.
        quotes: The figures of a sentence as printed; of a table none.
        unit: Their unit; empty where those of a table have several, or they have none.
        tied: Which of them are tied, and by what.
        decided: How many bindings of two and more of them, or of one and what it is tied to, were decided.
        undecided: How many of them were not.
        why: Key of the reason why no more was decided; empty where nothing was left undecided.
        reason: It in words, in both languages; None where there is none.
    """

    summary: str
    file: str
    line: int
    start: int
    end: int
    kind: str
    figures: int
    quotes: tuple[str, ...]
    unit: str
    tied: tuple[Tie, ...]
    decided: int
    undecided: int
    why: str
    reason: Mapping[Language, str] | None


@dataclass(frozen=True, eq=False)
class Account:
    """What is needed to tell it; entries are made when somebody asks.

    Attributes:
        judged: Verdicts about figures that stand in texts.
        told: What reading has told of documents, by summary.
        tell: Tells it of the texts of a workspace; None = that is not asked.
    """

    facts: Facts
    judged: Sequence[Judged]
    told: Mapping[str, Sequence[Told]]
    tell: Teller | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all texts at hand, each in the order of its text."""
        return tuple(entry for summary in self.facts.texts for entry in self._of(summary))

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many entries there are of each reason, most first; empty for those with nothing undecided."""
        return dict(Counter(entry.why for entry in self.entries).most_common())

    @cached_property
    def _by_fact(self) -> Mapping[Fact, Sequence[Judged]]:
        facts = ((judged, {bound.fact for bound in judged[1].bound}) for judged in self.judged)
        return by_key((fact, judged) for judged, some in facts for fact in some)

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[Fact]]:
        """The parts and shares of each total, by its id."""
        return by_key((total, fact) for fact in self.facts for total in _totals(fact))

    def _of(self, summary: str) -> Iterator[Entry]:
        text, read = self.facts.texts[summary], self.told.get(summary)
        told = self.tell(summary, text) if read is None and self.tell else read or ()
        rows = [row for row in self.facts.by_summary.get(summary, ()) if row.start is not None]
        at = {place: row for row in rows for place in range(row.start or 0, row.end or 0)}
        ends = [place for place, char in enumerate(text) if char == "\n"]
        for one in told:
            facts = _facts_in(at, (place for span in one.figures for place in range(*span)))
            near = facts[0] if facts else self.facts.at(summary, one.start, one.end) if rows else None
            line = bisect_right(ends, one.figures[0][0] - 1) + 1
            if read is None:
                line = near.line if near else 0
            ties = self._ties(facts)
            together = {fact.id for fact in _facts_in(at, range(one.start, one.end))}.union(*ties.values())
            judged = self._judged(facts)
            held = [pair for pair in judged if len(_ids(pair[1]) & together) >= 2]
            decided = [(code, verdict) for code, verdict in held if verdict.outcome != "unchecked"]
            left = [verdict for _, verdict in held if verdict.outcome == "unchecked"]
            coded = read is not None or len(facts) >= 2
            known = "" if decided or left else one.reason if coded else UNCODED
            why, reason = _why(known, left) if left or not decided else ("", None)
            yield Entry(
                summary=summary,
                file=near.file if near else "",
                line=line,
                start=one.start,
                end=one.end,
                kind=one.kind,
                figures=len(one.figures),
                quotes=tuple(text[start:end] for start, end in one.figures) if one.kind == SENTENCE else (),
                unit=one.unit,
                tied=tuple(Tie(via, tuple(ids)) for via, ids in (ties | _compared(decided, ties)).items()),
                decided=len(decided),
                undecided=len(left),
                why=why,
                reason=reason,
            )

    def _judged(self, facts: Iterable[Fact]) -> list[Judged]:
        """Return the verdicts about some facts, each once."""
        found = {id(judged): judged for fact in facts for judged in self._by_fact.get(fact, ())}
        return list(found.values())

    def _ties(self, facts: Iterable[Fact]) -> dict[str, dict[str, None]]:
        """Return the ids of facts that are parts and totals, by the construct that ties them."""
        found: dict[str, dict[str, None]] = {}
        for fact in facts:
            for part in (*([fact] if _totals(fact) else ()), *self._parts.get(fact.id, ())):
                ids = [*_totals(part), part.id]
                found.setdefault(part.via or _CODED, {}).update(dict.fromkeys(ids))
        return found


def _totals(fact: Fact) -> list[str]:
    """Return the ids of what a fact is a part, a term or a share of; not of what it tells once more."""
    return [whole.total for whole in fact.whole if whole.breakdown not in {SAME, LIKE}]


def _facts_in(at: Mapping[int, Fact], places: Iterable[int]) -> list[Fact]:
    return list(dict.fromkeys(at[place] for place in places if place in at))


def _ids(verdict: Verdict) -> set[str]:
    return {bound.fact.id for bound in verdict.bound}


def _compared(decided: Iterable[Judged], ties: Mapping[str, dict[str, None]]) -> dict[str, dict[str, None]]:
    """Return the ids of facts that no construct ties and rules compare all the same, by their codes."""
    found: dict[str, dict[str, None]] = {}
    for code, verdict in decided:
        ids = [bound.fact.id for bound in verdict.bound]
        if not any(some.keys() & ids for some in ties.values()):
            found.setdefault(code, {}).update(dict.fromkeys(ids))
    return found


def _why(known: str, left: Iterable[Verdict]) -> tuple[str, Mapping[Language, str]]:
    """Return why no more was decided, as key and in words: what reading has said, else what rules have.

    The key *known* is empty where reading ties something, or something was decided.
    """
    reasons = Counter((one.reason, tuple(one.values.items())) for one in left if one.reason)
    if known or not reasons:
        key = known or NOT_COMPARED
        return key, say_both(f"silence-{key}", {})
    key, values = reasons.most_common(1)[0][0]
    return key, say_both(key, dict(values))
