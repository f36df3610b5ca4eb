"""What a comment says of a finding: the fault, the arithmetic, and the other places, each with its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gouji.checks.findings import Finding, Location
from gouji.checks.joins import JOINED, said_of
from gouji.checks.messages import Language
from gouji.checks.rule import LEVELS
from gouji.facts.table.facts import Facts
from gouji.reports.cells import in_table
from gouji.reports.html.pieces import CODED, Passage, Passages, Piece
from gouji.reports.text import WORDS as REPORT_WORDS
from gouji.reports.text import words_beside

WORDS = words_beside(__file__)
_PLACES = 8
"""So many other places a comment quotes."""
_LISTED = 20
"""So many findings without a figure one comment lists."""
_COMPUTES, _OF_SETS = re.compile("[+×÷＋－−]| [-/] "), re.compile("[∌∉∄∈→]")
_NUMBER = re.compile(r"[0-9][0-9.,]*")


@dataclass(frozen=True)
class Wording:
    """Words comments of one document.

    Attributes:
        name: What the document is called in findings.
    """

    facts: Facts
    name: str
    language: Language

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.facts.texts)

    def lines(self, finding: Finding, at: Location) -> list[str]:
        """Return the lines of a comment that stands at one of a finding's figures."""
        words = WORDS[self.language]
        told = [self.head(finding)]
        if _says_more(finding.algebra, finding.message[self.language]):
            told.append(words.arithmetic.format(algebra=finding.algebra))
        if finding.suggestion:
            told.append(words.suggestion.format(suggestion=finding.suggestion))
        if isinstance(how := finding.details.get(JOINED), dict):
            told.append(words.joined.format(words=how["words"], others=how["others"]))
        others = [
            one for one in self._passages.of(finding.facts, _shown(finding.facts)) if at not in one.places
        ]
        told += dict.fromkeys(self._place(one) for one in others[:_PLACES])
        return told + [words.many.format(count=len(others))] * (len(others) > _PLACES)

    def head(self, finding: Finding) -> str:
        """Return the level of a finding and its message."""
        level = REPORT_WORDS[self.language].levels[finding.level]
        message = finding.message[self.language]
        if isinstance(how := finding.details.get(JOINED), dict):
            # How alike two wordings are says nothing to an editor; that they differ is a line of its own.
            message = message.replace(said_of(how)[self.language], "")
        return str(WORDS[self.language].head.format(level=level, message=message))

    def instead(self, at: Location, *, note: bool) -> str:
        """Return what a comment is about that stands beside the figure, which is in a text box or a note."""
        words = WORDS[self.language]
        (passage,) = self._passages.of([at], _shown([at]))
        template = words.instead_note if note else words.instead_box
        return str(template.format(quote=_quote(passage)))

    def of_all(self, findings: Sequence[Finding]) -> list[str]:
        """Return the lines of the comment that tells all findings that no comment of their own stands for."""
        words = WORDS[self.language]
        told = [words.instead_more.format(count=len(findings))]
        told += [self.head(finding) for finding in findings[:_LISTED]]
        return told + [words.and_more.format(count=len(findings))] * (len(findings) > _LISTED)

    def _place(self, passage: Passage) -> str:
        words, first = WORDS[self.language], passage.places[0]
        cell = in_table(first.place, REPORT_WORDS[self.language])
        # Word numbers no paragraphs, and after a mending they would have others: words are what is sought.
        own = first.file == self.name
        where = words.here if own else words.there.format(document=self._document(first))
        return str(words.quoted.format(where=f"{where}{cell}", quote=_quote(passage)))

    def _document(self, place: Location) -> str:
        words, summary = WORDS[self.language], self.facts.dimensions.summaries.get(place.summary or "")
        if summary is None:
            return place.file
        told = " ".join(filter(None, (summary.publisher, summary.published)))
        by = words.by.format(told=told) if told else ""
        return str(words.document.format(title=summary.title or summary.id, by=by))


def signature(finding: Finding) -> str:
    """Return the last line of a comment: the rule, which ``gouji explain`` tells of."""
    return finding.rule


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings, those of the most severe level first."""
    return sorted(findings, key=lambda one: LEVELS.index(one.level))


def _shown(places: Iterable[Location]) -> Sequence[Piece]:
    return [Piece(place.quote or "", CODED) for place in places]


def _quote(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces).strip()


def _says_more(algebra: str, message: str) -> bool:
    """Return whether an equation computes, and has a number that the message does not tell.

    >>> _says_more("5 × 2 = 10 ≠ 12", "称“12”"), _says_more("[5, 5] ∌ 4", "实列4个")
    (True, False)
    """
    computes = _COMPUTES.search(algebra) and not _OF_SETS.search(algebra)
    return bool(computes) and bool({*_numbers(algebra)} - {*_numbers(message)})


def _numbers(text: str) -> Iterator[str]:
    return (found[0].rstrip(".,") for found in _NUMBER.finditer(text))
