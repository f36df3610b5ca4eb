"""What went on every year since its first, copies (第16卷) and events (今年第六次); anniversaries."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages_read, whole_number, years_of
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


class KeptUp(NamedTuple):
    """A count of a sentence that says how long something has gone on, or how often it has been.

    Attributes:
        first: Offsets of the year in which it began.
        counted: Offsets of the count.
        lengths: The numbers that the years make.
        years: Years between the first and the last.
        is_streak: It counts years (连续第六年, 第四个年头, 九连冠); else copies or events (第16卷).
    """

    passage: Passage
    first: tuple[int, int]
    counted: tuple[int, int]
    number: int
    lengths: tuple[int, ...]
    years: int
    is_streak: bool

    @property
    def fits(self) -> bool:
        """Whether the number is one that the years make, or may count something narrower."""
        if self.number in self.lengths:
            return True
        short = min(self.lengths) - self.number
        narrower = pattern("of_another_measure").match(self.passage.text, self.counted[1])
        return short > _SLIP or (short > 0 and self.is_streak and narrower is not None)


_SLIP = 2
"""How many years a slip may be short: much less counts something else, such as years above a mark."""


def kept_up(facts: Facts, *, streaks: bool) -> Iterator[KeptUp]:
    """Yield the counts of years, or those of copies and events, beside their first and their last year.

    The sentence says that it went on every year (此后每年, 从未中断) and names no break. Between the last
    year and the count there is no other clause; without a last year it went on up to that of the text.
    """
    for passage in passages_read(facts):
        found = _kept_up(facts, passage) if "年" in passage.text else None
        if found and found.is_streak == streaks:
            yield found


def _kept_up(facts: Facts, passage: Passage) -> KeptUp | None:
    text = passage.text
    first = pattern("first_of_many").search(text)
    if first is None or not pattern("went_on_yearly").search(text, first.start()):
        return None
    for count in pattern("count_kept_up").finditer(text, first.end()) if not is_uneven(text) else ():
        last = pattern("last_of_many").search(text, first.end(), count.start())
        if last and pattern("went_on_yearly").search(text, first.start(), last.start()):
            return _counted(passage, first, last, count)
        still = pattern("still_kept_up").search(text, first.end(), count.start())
        still = still or _of_first(text, first, count)
        if still and pattern("went_on_yearly").search(text, first.start(), still.start() + 1):
            return _up_to_its_year(facts, passage, first, count)
    return None


def _of_first(text: str, first: re.Match[str], count: re.Match[str]) -> re.Match[str] | None:
    """Return the clause before a count that names whose it is, if it counts what was told first."""
    by = pattern("kept_up_by").search(text, first.end(), count.start())
    before = pattern("what_was_first").search(text, first.start(), by.start()) if by else None
    behind = pattern("what_goes_on").match(text, count.end())
    if not before or not behind:
        return None
    return by if set(before["what"]) & set(behind["what"]) - set(words("tell_no_event")) else None


def is_uneven(text: str, *within: int) -> bool:
    """Whether words say that one was left out, or that there is not one each year."""
    rhythms = (
        pattern("edition_left_out"),
        pattern("less_than_yearly"),
        pattern("twice_yearly"),
        pattern("other_rhythm"),
    )
    return any(rhythm.search(text, *within) for rhythm in rhythms)


def _up_to_its_year(
    facts: Facts, passage: Passage, first: re.Match[str], count: re.Match[str]
) -> KeptUp | None:
    """Return the count of what goes on up to the year of the text: that reviewed, or that of its day."""
    reviewed, *day = years_of(facts, passage.summary) or (0,)
    row, began = facts.dimensions.summaries.get(passage.summary), whole_number(first["first"])
    early = row is not None and row.published[:4] == str(reviewed)
    lengths = {year - began + 1 for year in (reviewed, *day)} | ({reviewed - began} if early else set())
    return _kept(passage, first, count, lengths, reviewed - began)


def _kept(
    passage: Passage, first: re.Match[str], count: re.Match[str], lengths: set[int], years: int
) -> KeptUp | None:
    number = whole_number(count["years"] or count["nth_year"] or count["crowns"] or count["copies"])
    spans, made = (first.span("first"), count.span()), tuple(sorted(lengths))
    kept = KeptUp(passage, *spans, number, made, years, is_streak=count["streak"] is not None)
    return kept if years > 0 and number else None


def _counted(
    passage: Passage, first: re.Match[str], last: re.Match[str], count: re.Match[str]
) -> KeptUp | None:
    years = whole_number(last["last"]) - whole_number(first["first"])
    changes = pattern("grows_or_falls").search(passage.text, first.start())
    # A report of a year may come out in the next.
    lengths = (
        {years + 1} | ({years} if changes else set()) | ({years, years + 2} if last["of_year"] else set())
    )
    return _kept(passage, first, count, lengths, years)


def yearly_events(facts: Facts) -> Iterator[KeptUp]:
    """Yield the number of an event that was held each year since a year that its line tells.

    The line says in which year it was first, that it is held once a year, and which one that of a year is;
    without a year it is that of the text. Nothing says that one was left out.
    """
    for passage in passages_read(facts):
        if has_any(passage.text, words("signs_of_yearly")):
            yield from _of_passage(facts, passage)


def _of_passage(facts: Facts, passage: Passage) -> Iterator[KeptUp]:
    """Yield the events of a sentence and the one behind it in its line."""
    first = pattern("first_event").search(passage.text)
    rhythm = first and pattern("event_each_year").search(passage.text, first.end())
    if not first or not rhythm:
        return
    text, start = passage.whole.text, passage.start
    line = text.find("\n", start)
    stop = text.find("。", start + len(passage.text) + 1, line if line >= 0 else len(text))
    end = stop if stop >= 0 else line if line >= 0 else len(text)
    if is_uneven(text, start, end):
        return
    count = pattern("number_of_event").search(
        text, start + rhythm.end(), min(end, start + rhythm.end() + _REACH)
    )
    if count:
        # 始于2018年，…第六届 in one sentence is asked as an edition.
        if not first["since"] and (found := _event_counted(facts, passage, first, count)):
            yield found
    elif before := _told_before(facts, passage, first, rhythm):
        yield before


_REACH = 72
"""Characters behind the words for once a year in which the number of an event is told."""


def _told_before(
    facts: Facts, passage: Passage, first: re.Match[str], rhythm: re.Match[str]
) -> KeptUp | None:
    """Return an event of the sentence before, which this one tells of: 举办第13届展览会。展会自2009年创办….

    Fewer than there are years are compared only where none was left out, by words.
    """
    text, start = passage.whole.text, passage.start
    begin = max(text.rfind(sign, 0, max(0, start - 1)) + 1 for sign in "。\n")
    subject = pattern("subject_of_event").match(passage.text)
    events = list(pattern("number_of_event").finditer(text, begin, start))
    end = start + len(passage.text)
    if not subject or len(events) != 1 or pattern("of_another_event").match(passage.text, rhythm.end()):
        return None
    name = text[events[0].end() : start]
    noun = set(subject["noun"]) - set(words("signs_of_any_event"))
    if not noun or not noun <= set(name) or is_uneven(text, begin, end):
        return None
    told = [whole_number(one["year"]) for one in pattern("year_of_event").finditer(text, begin, start)]
    began, number = whole_number(first["first"] or first["since"]), whole_number(events[0]["number"])
    lengths = tuple(sorted({year - began + 1 for year in told or years_of(facts, passage.summary)}))
    kept = pattern("never_left_out").search(passage.text)
    if not lengths or lengths[0] < 2 or (number < lengths[0] and not kept):
        return None
    return _event(passage, first, events[0], number, lengths)


def _event_counted(
    facts: Facts, passage: Passage, first: re.Match[str], count: re.Match[str]
) -> KeptUp | None:
    start = passage.start
    began, number = whole_number(first["first"] or first["since"]), whole_number(count["number"])
    told = list(pattern("year_of_event").finditer(passage.whole.text, start + first.end(), count.start()))
    years = (whole_number(told[-1]["year"]),) if told else years_of(facts, passage.summary)
    lengths = tuple(sorted({year - began + 1 for year in years if year > began}))
    if not lengths or not number:
        return None
    return _event(passage, first, count, number, lengths)


def _event(
    passage: Passage, first: re.Match[str], count: re.Match[str], number: int, lengths: tuple[int, ...]
) -> KeptUp:
    """Return an event whose number stands in the text of a sentence, at the place of *count*."""
    counted = (count.start() - passage.start, count.end() - passage.start)
    began = first.span(first.lastgroup or "first")
    return KeptUp(passage, began, counted, number, lengths, max(lengths) - 1, is_streak=False)


def years_told(facts: Facts) -> Iterator[KeptUp]:
    """Yield which year of a plan or of a body one is, and how long a term is, beside their years."""
    for passage in passages_read(facts):
        text = passage.text
        over = "满" in text or "到期" in text
        terms = pattern("term_and_its_end"), pattern("end_behind_term"), pattern("term_behind_end")
        for found in (one for term in terms for one in term.finditer(text)) if over else ():
            years = whole_number(found["till"]) - whole_number(found["from"])
            months = years * 12 + whole_number(found["month_to"]) - whole_number(found["month"])
            number, near = whole_number(found["number"]), (months + 6) // 12
            spans = found.span("span"), found.span("years")
            yield KeptUp(passage, *spans, number, (near,), near, is_streak=True)
        for found in pattern("nth_year_told").finditer(text) if "第" in text else ():
            bare, number = pattern("bare_plan").fullmatch(found["what"]), whole_number(found["number"])
            span = pattern("plan_span").search(text, 0, found.start()) if bare else None
            begun = pattern("founded_in").search(text, 0, found.start()) if found["body"] else None
            told = begun.groups() if begun else span.groups() if span else ()
            plan, begins = whole_number(found["plan"]), [whole_number(one) for one in told if one]
            first = _TENTH + _FIVE * plan if plan else begins[0] if begins else 0
            most = whole_number(found["year"]) - first + 1
            # What a body does may have begun later than it.
            if first and most > 0 and not (begun and (span or plan or number < most - 1)):
                where = (begun or span or found).span()
                lengths = (most - 1, most) if begun else (most,)
                yield KeptUp(passage, where, found.span("years"), number, lengths, most, is_streak=True)


_TENTH, _FIVE = 2001, 5
"""The tenth plan for five years began in the first of these years."""


def anniversaries(facts: Facts) -> Iterator[KeptUp]:
    """Yield the anniversaries of a sentence that tells when what they are of began, and when they were.

    Without a year of its own an anniversary is in that of the text.
    """
    for passage in passages_read(facts):
        text = passage.text
        if not has_any(text, words("sign_of_anniversary")):
            continue
        first = pattern("founded_in").search(text)
        count = pattern("anniversary").search(text, first.end()) if first else None
        early = pattern("anniversary").search(text, 0, first.start()) if first and not count else None
        count = early if early and not (early["whose"] or early["what"]) else count
        # 2023年是建厂65周年，本厂创建于1958年; another's are of no matter: 2023年是集团成立30周年
        if first is None or count is None or (count["whose"] or "") not in text[: first.end()]:
            continue
        began, number = whole_number(first["first"] or first["also_first"]), whole_number(count["number"])
        since, before = (0, count.end()) if count is early else (first.end(), 0)
        told = list(pattern("year_of_event").finditer(text, since, count.start()))
        years = (whole_number(told[-1]["year"]),) if told else years_of(facts, passage.summary)
        if len(told) > 1 or pattern("year_of_event").search(text, before, first.start()):
            continue  # 1952年成立，1984年改建，2024年建校40周年: of one of several beginnings
        lengths = tuple(sorted({year - began for year in years if year > began}))
        if lengths and number:
            spans = first.span(), count.span("years")
            yield KeptUp(passage, *spans, number, lengths, max(lengths), is_streak=True)
