"""The whole workbook: findings, facts, targets, and the account of what was checked and what was not."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gouji.checks.bindings.targets import TargetOutcome
from gouji.checks.findings import AuditResult, Location
from gouji.facts.files.workbook import new_workbook
from gouji.facts.numbers.intervals import plain
from gouji.facts.table.facts import Fact
from gouji.facts.table.told import TABLE
from gouji.reports.account import figures_of, outcome_of
from gouji.reports.cells import in_table
from gouji.reports.html.cards import Card, Cards
from gouji.reports.html.described import period_text, whole
from gouji.reports.html.links import Anchored, Row, anchored, key_of
from gouji.reports.html.words import WORDS as PAGE_WORDS
from gouji.reports.targets import pairs_of, row_of
from gouji.reports.text import SIGNS, Style, Words, change_told, documents_taken, remarks, words_beside
from gouji.reports.text import WORDS as REPORT_WORDS
from gouji.reports.xlsx.book import Book, Cell, Column

WORDS = words_beside(__file__)
_MOST_FACTS = 8
"""Facts of a finding that have a cell of their own, with a link; one cell tells of the others."""
_LARGE = 200_000
"""From so many cells on, rows are not kept in memory."""


def render(result: AuditResult, style: Style) -> bytes:
    """Return the result as a workbook, in the style's language."""
    stream = io.BytesIO()
    facts = result.evidence if style.with_texts else replace(result.evidence, texts={})
    sheets = _Sheets(replace(result, evidence=facts), style)
    with new_workbook(stream, large=sheets.cells > _LARGE) as book:
        sheets.write(Book(book, WORDS[style.language]))
    return stream.getvalue()


def _plain_equation(algebra: str) -> str:
    """Return an equation as people write them; nothing of one that has one side, or signs of sets."""
    return "" if re.search("[∌∉∄∈→]", algebra) else whole(algebra)


@dataclass(frozen=True)
class _Sheets:
    """The sheets of one result."""

    result: AuditResult
    style: Style

    @property
    def words(self) -> Words:
        """The words of the workbook."""
        return WORDS[self.style.language]

    @property
    def cells(self) -> int:
        """About how many cells there will be."""
        return 20 * len(self.result.evidence) + 12 * len(self.findings)

    @cached_property
    def findings(self) -> tuple[Anchored, ...]:
        """The findings, most severe first; each stands in the row of its number, counted from 1."""
        return anchored(self.result.findings)

    @cached_property
    def rows(self) -> Mapping[Row, int]:
        """The row of each fact, counted from 1; a fact whose id is faulty has none."""
        found: dict[Row, int] = {}
        for row, fact in enumerate(self.result.evidence, start=1):
            found.setdefault(key_of(fact), row)
            found.setdefault((fact.file, fact.line, ""), row)
        return found

    @cached_property
    def numbers(self) -> Mapping[int, Sequence[int]]:
        """The numbers of the findings that a fact is part of, by its row."""
        found: dict[int, dict[int, None]] = {}
        for number, one in enumerate(self.findings, start=1):
            for place in one.finding.facts:
                row = self.row_of(place)
                if row:
                    found.setdefault(row, {})[number] = None
        return {row: tuple(numbers) for row, numbers in found.items()}

    def row_of(self, place: Location | Fact) -> int:
        """Return the row of a fact; 0 where it has none, as a passage of a text."""
        by_line = (place.file, place.line, "") if isinstance(place, Location) and place.column else None
        return self.rows.get(key_of(place)) or (self.rows.get(by_line, 0) if by_line else 0)

    def write(self, book: Book) -> None:
        """Write all sheets."""
        names, facts = self.words.sheets, self.result.evidence
        fitting = book.fitting(len(facts))
        book.add(names["findings"], self._finding_columns, self._findings(fitting), len(self.findings))
        columns = _columns(self.words.facts)
        shown = book.fitting(len(self.findings))
        book.add(names["facts"], columns, self._facts(shown), len(facts))
        pairs = tuple(pairs_of(facts))
        book.add(names["targets"], _columns(self.words.targets), self._targets(pairs, fitting), len(pairs))
        entries = list(account(self.result, self.words, REPORT_WORDS[self.style.language], book.left))
        book.add(names["account"], _columns(self.words.account), entries, len(entries))

    @cached_property
    def _most(self) -> int:
        """So many cells with facts the rows of findings have."""
        return min(_MOST_FACTS, max((len(one.finding.facts) for one in self.findings), default=1))

    @property
    def _finding_columns(self) -> tuple[Column, ...]:
        *before, fact, mark = _columns(self.words.findings)
        numbered = (fact._replace(name=fact.name.format(number + 1)) for number in range(self._most))
        return (*before, *numbered, mark)

    def _findings(self, fitting: int) -> Iterator[Sequence[Cell]]:
        """Yield the findings; *fitting* facts have a row to lead to."""
        common, language = REPORT_WORDS[self.style.language], self.style.language
        cards = Cards(self.result.evidence, language)
        states = {"new": self.words.new, **PAGE_WORDS[language].states}
        for number, one in enumerate(self.findings, start=1):
            finding = one.finding
            level = f"{SIGNS[finding.level]} {common.levels[finding.level]}"
            quotes = "\n".join(self._quotes(cards.of(one)))
            yield (
                Cell(number),
                Cell(level, finding.level),
                Cell(states[finding.state], "" if finding.state == "new" else "muted"),
                Cell(finding.rule),
                Cell(finding.message[language]),
                Cell(quotes),
                Cell(_plain_equation(finding.algebra)),
                Cell(finding.suggestion or ""),
                *self._places(finding.facts, fitting),
                Cell(finding.fingerprint, "muted"),
            )

    def _quotes(self, card: Card) -> Iterator[str]:
        """Yield the sentences of a finding, their figures in brackets, and further figures it tells of."""
        for quote in card.quotes:
            words = "".join(f"【{one.text}】" if one.kind else one.text for one in quote.pieces)
            told = " ".join(words.split())
            yield self.words.told.format(words=told, by=quote.said_by) if quote.said_by else told
        if card.others:
            page = PAGE_WORDS[self.style.language]
            yield page.others_of + page.pause.join(piece.text for piece in card.others)

    def _places(self, places: Sequence[Location], fitting: int) -> Iterator[Cell]:
        """Yield a cell for each fact of a finding, as many as there are columns."""
        most = self._most if len(places) <= self._most else self._most - 1
        for place in places[:most]:
            yield Cell(self._place(place), to=self._to(self.row_of(place), fitting))
        if len(places) > most:
            yield Cell(self.words.facts_left.format(count=len(places) - most), "muted")
        yield from [Cell("")] * (self._most - len(places))

    def _to(self, row: int, fitting: int) -> tuple[str, int] | None:
        """Return where the row of a fact is; None where it has none, or it does not fit."""
        return (self.words.sheets["facts"], row) if 0 < row <= fitting else None

    def _place(self, place: Location) -> str:
        """Return what leads to a fact: its figure and its id; of what is no fact of the table where it is."""
        quote = REPORT_WORDS[self.style.language].quoted.format((place.quote or "").replace("\n", ""))
        if self.row_of(place) and place.id and not place.column:
            return f"{quote} {place.id}"
        where = f"{place.file} {place.cell}" if place.cell else f"{place.file}:{place.line}"
        return " ".join((quote, place.column or place.summary or "", where)).replace("  ", " ")

    def _facts(self, shown: int) -> Iterator[Sequence[Cell]]:
        """Yield the facts; the first *shown* findings have a row to lead to."""
        for row, fact in enumerate(self.result.evidence, start=1):
            numbers = self.numbers.get(row, ())
            to = (self.words.sheets["findings"], numbers[0]) if numbers and numbers[0] <= shown else None
            level = self.findings[numbers[0] - 1].finding.level if numbers else ""
            marks = Cell(self.words.comma.join(map(str, numbers)), level, to)
            yield (Cell(fact.id), marks, *map(Cell, self._fact(fact)))

    def _fact(self, fact: Fact) -> Iterator[str | int]:
        facts, page, words = self.result.evidence, PAGE_WORDS[self.style.language], self.words
        low, high = (fact.hard.low, fact.hard.high) if fact.hard else (None, None)
        yield facts.source_of(fact)
        yield facts.name_of(fact)
        yield fact.quote.replace("\n", "")
        yield period_text(fact.period, page) if fact.period else ""
        yield page.measures.get(fact.measure, "")
        yield words.sections.get(fact.section, fact.section)
        yield page.stages.get(fact.stage, "")
        yield from ("" if bound is None else plain(bound) for bound in (low, high))
        yield fact.unit
        yield words.comma.join(fact.subject)
        yield fact.scope
        yield words.comma.join(whole.key for whole in fact.whole)
        yield words.certainties.get(fact.certainty, fact.certainty)
        yield in_table(fact.place, REPORT_WORDS[self.style.language]).strip() or fact.place
        yield fact.file
        yield fact.line

    def _targets(self, pairs: Sequence[TargetOutcome], fitting: int) -> Iterator[Sequence[Cell]]:
        """Yield targets and outcomes as `gouji targets` tells them, each figure leading to its fact."""
        for pair in pairs:
            told = row_of(self.result.evidence, pair, self.style.language)
            linked = {
                "target": pair.target,
                "outcome": pair.outcome.first if pair.outcome else None,
                "next_target": pair.following,
                "near": pair.near.fact if pair.near else None,
            }
            rows = {name: self.row_of(fact) for name, fact in linked.items() if fact is not None}
            look = "warning" if pair.status in {"missed", "untold"} else ""
            yield [
                Cell(text, look if name == "status" else "", self._to(rows.get(name, 0), fitting))
                for name, text in told._asdict().items()
            ]


def _columns(named: Mapping[str, Sequence[object]]) -> tuple[Column, ...]:
    return tuple(Column(str(name), int(str(width))) for name, width in named.values())


def account(
    result: AuditResult, words: Words, common: Words, left: Sequence[str]
) -> Iterator[Sequence[Cell]]:
    """Yield rows of one kind each: what was left out, counts, reasons, rules, then sentences and tables.

    *left* is what the other sheets do not show.
    """
    for text in left:
        yield _row(words.kinds["left"], what=text, look="warning")
    for name, count in _counts(result, words, common):
        yield _row(words.kinds["total"], what=name, count=count)
    for told in documents_taken(result, common):
        yield _row(words.kinds["document"], what=told)
    yield from _rules(result, words.kinds, common)
    for text in remarks(result, common):
        yield _row(words.kinds["remark"], what=text)
    for change in result.changes:
        yield _row(words.kinds["change"], what=change_told(change, common.language))
    yield from _entries(result, words, common)


def _rules(result: AuditResult, kinds: Mapping[str, str], common: Words) -> Iterator[Sequence[Cell]]:
    """Yield why bindings were not checked, how those of each rule came out, and rules that failed."""
    for one in result.unchecked:
        reason = one.reason[common.language]
        yield _row(kinds["unchecked"], rule=one.rule, what=reason, count=one.count)
    for tally in result.tallies:
        verdicts = (f"{common.verdicts[name]} {count}" for name, count in tally.verdicts.items() if count)
        count = sum(tally.verdicts.values())
        name = result.rules[tally.rule].name if tally.rule in result.rules else ""
        yield _row(
            kinds["rule"], rule=tally.rule, what=name, outcome=common.comma.join(verdicts), count=count
        )
    for crash in result.crashes:
        yield _row(kinds["crash"], rule=crash.code, what=crash.summary, look="error")


def _counts(result: AuditResult, words: Words, common: Words) -> Iterator[tuple[str, int]]:
    yield words.counts["facts"], result.facts
    yield words.counts["coded"], result.coded
    for level, count in result.levels.items():
        yield f"{SIGNS[level]} {common.levels[level]}", count
    yield words.counts["bindings"], result.bindings
    for name, count in result.verdicts.items():
        yield common.verdicts[name], count
    yield words.counts["own_quotes"], result.own_quotes
    if result.coverage:
        yield words.counts["figures"], result.coverage.figures
        yield words.counts["covered"], result.coverage.covered


def _entries(result: AuditResult, words: Words, common: Words) -> Iterator[Sequence[Cell]]:
    for entry in result.account.entries if result.account else ():
        yield _row(
            words.kinds["table" if entry.kind == TABLE else "sentence"],
            summary=entry.summary,
            place=f"{entry.file}:{entry.line}" if entry.file else "",
            what=figures_of(entry, common),
            outcome=outcome_of(entry, common),
            count=entry.decided,
            look="" if entry.decided else "muted",
        )


def _row(
    kind: str, *, rule: str = "", summary: str = "", place: str = "", what: str = "", outcome: str = "",
    count: int | None = None, look: str = "",
) -> Sequence[Cell]:  # fmt: skip
    counted = Cell("" if count is None else count)
    return (Cell(kind, look), Cell(rule), Cell(what), Cell(outcome), counted, Cell(summary), Cell(place))
