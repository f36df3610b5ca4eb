"""What is known of a document as a whole."""

from typing import NamedTuple, Self

from gouji.reading.identity.stated import Stated
from gouji.reading.lexicon.wording import pattern, words

OTHER = "其他"
"""The kind of a document that names none."""


class DocumentInfo(NamedTuple):
    """What is known of a document as a whole; what nothing says is empty.

    Attributes:
        year: The last year of the period that it reviews; None where unknown.
        place: The place whose summary it is: ``四川省``, ``昆山市``, ``全国``; empty for other bodies.
        home: The province whose bodies it may name without it (省教育厅); empty where unknown.
        report: It also sets the targets of the next year.
        published: The day on which it was delivered, signed or published, in ISO 8601.
        publisher: Who publishes it: a place or a body; several with ``;``.
        kind: Its kind: 政府工作报告, 统计公报, 工作总结, 年度报告 …
        period: The period that it reviews, in ISO 8601: a year, months, or several years.
        called: Its title, or its file's name, without years and numbers.
        preliminary: It says of all its figures that they are preliminary.
        stated_series: The series that a user says it is a number of.
        delivered: Its 今年 is the year after: it was delivered then, to deputies.
    """

    year: int | None = None
    place: str = ""
    home: str = ""
    report: bool = False
    published: str = ""
    publisher: str = ""
    kind: str = OTHER
    period: str = ""
    title: str = ""
    called: str = ""
    preliminary: bool = False
    delivered: bool = False
    stated_series: str = ""

    def overruled(self, stated: Stated) -> Self:
        """Return what a document is where a user says it otherwise than its text."""
        found = self
        if stated.publisher:
            found = found._replace(publisher=stated.publisher, place="")
        if stated.year is not None:
            found = found._replace(year=stated.year, period=str(stated.year))
        return found._replace(stated_series=stated.series)

    @property
    def series(self) -> str:
        """The series that it is a number of: one publisher, one kind, periods of one length."""
        length = pattern("length_of").sub("", self.period) if "-" in self.period else ""
        if self.stated_series:
            return self.stated_series
        kind = SUMMARY if self.kind in words("kinds_of_summaries") else self.kind
        if special := pattern("special_report").search(self.title):
            # What a body reports of one matter is no number of its yearly summaries.
            kind = f"{special['matter']}{self.kind}"
        if pattern("census").search(self.title):
            kind = CENSUS
        return f"{self.publisher}{kind}{length}" if self.publisher else ""


CENSUS = "普查公报"
"""What a series of the bulletins of one kind of census is called."""
SUMMARY = "年度综述"
"""What a series of summaries is called, whatever each number of it calls itself."""
