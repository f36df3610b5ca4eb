"""The sentences of a text, each with its section and its period."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gouji.facts.figures.fold import SOFT_END
from gouji.facts.figures.numerals import DIGITS
from gouji.reading.identity.dates import years_of_plan
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.wording import has_any, pattern, words

REVIEW, TERM, TARGET, PLAN, BACKGROUND, NOTE = "review", "term", "target", "plan", "background", "note"

_LINE = re.compile("[^\n]+")
# A sentence is read as a whole, and its figures held against one another: one that never ends is cut.
_SENTENCE = re.compile("[^。！？!?；;]{1,1000}[。！？!?；;]?[”’）)]?")
_LONGEST_HEADING = 60
_LONGEST_CHROME = 80


class Sentence(NamedTuple):
    """A sentence of the text.

    Attributes:
        start: Offset of its first character.
        end: Offset just past its last.
        section: The section that it belongs to.
        period: The period of its passage in ISO 8601; empty where unknown.
        first: It opens its paragraph.
    """

    start: int
    end: int
    section: str
    period: str
    first: bool


class _State(NamedTuple):
    """What a heading or an opening sets, until the next one.

    Attributes:
        section: The section.
        term: The years of a term or a plan, in ISO 8601.
        fixed: A heading names only a term.
    """

    section: str = REVIEW
    term: str = ""
    fixed: bool = False


def without_soft_ends(text: str) -> str:
    """Return *text*, as long as it was, with `SOFT_END` for line ends, notes and page numbers in sentences.

    Narrow commas, colons and semicolons beside Chinese characters become wide ones.

    A line end is inside a sentence where the line has no stop at its end, and what follows is no heading,
    item, row of a table or indented paragraph; and a number or a comma ends the line, a unit or a comma opens
    the next, sentences or a page's number are in the line, or the document breaks its lines again and again.
    """
    if has_any(text, _WIDE_MARKS):
        text = pattern("narrow_mark").sub(lambda found: _WIDE_MARKS[found[0]], text)
    for mark in (pattern("note_mark"), pattern("page_mark")):
        text = mark.sub(lambda found: SOFT_END * len(found[0]), text)
    if "**" in text:
        text = pattern("emphasis").sub(lambda found: f"{SOFT_END * 2}{found['inside']}{SOFT_END * 2}", text)
    open_ends = list(_open_ends(text))
    broken = {end for end in open_ends if _is_broken(text, end)}
    often = len(broken) >= 3
    kept, at = [], 0
    for end in open_ends:
        line = text[text.rfind("\n", 0, end) + 1 : end]
        if often or end in broken or "。" in line or line.endswith(SOFT_END):
            kept += [text[at:end], SOFT_END]
            at = end + 1
    return "".join([*kept, text[at:]])


_WIDE_MARKS = {",": "，", ":": "：", ";": "；"}


def _open_ends(text: str) -> Iterator[int]:
    """Yield the line ends behind lines of prose without a stop, where what follows may go on."""
    for line in _LINE.finditer(text):
        last = line[0].rstrip(f" {SOFT_END}")[-1:]
        goes_on = last not in _STOPS and not pattern("begins_no_sentence").match(text, line.end() + 1)
        prose = _COMMA.search(line[0]) or _is_broken(text, line.end())
        if goes_on and "\t" not in line[0] and prose and not _is_heading(line[0]):
            yield line.end()


def _is_broken(text: str, end: int) -> bool:
    """Whether a number or a comma ends the line, or a unit or a comma opens the next."""
    last = next((at for at in range(end - 1, -1, -1) if text[at] != SOFT_END), 0)
    return bool(pattern("broken_line").search(text[last : last + 1] + text[end : end + 2]))


_COMMA = re.compile("[，。；、]")
_STOPS = frozenset("。；：！？”）)…:;!?")


def sentences(text: str, info: DocumentInfo) -> Iterator[Sentence]:
    """Split a text into sentences with their sections and periods.

    Headings and the openings of paragraphs set the section; lines of a web page that are not part of
    its text are left out.
    """
    state, of_part, may_turn = _begin(info), None, pattern("may_open_a_time").match
    told, period, of_months = state, "", "/" in info.period
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if not content or (len(content) < _LONGEST_CHROME and pattern("chrome_opening").match(content)):
            continue
        heading = _is_heading(content)
        if heading and of_part and (state.section, of_part.section) == (TERM, REVIEW):
            # The next part begins as the last one did, whose paragraphs looked back at several years.
            state = of_part
        state = here = _after_opening(state, content, info)
        of_part = state if heading else of_part
        for index, found in enumerate(_SENTENCE.finditer(text, *line.span())):
            current, words = here, found[0]
            if index or not heading:
                here = _after_sentence_opening(here, words, info) if may_turn(words) else here
                current = _in_sentence(here, words) if info.delivered and "今年" in words else here
            if current is not told or not period or (of_months and current.section == TARGET):
                told, period = current, _period(current, info, words)
            yield Sentence(*found.span(), current.section, period, index == 0)


def _begin(info: DocumentInfo) -> _State:
    """Return the state at the beginning: what reviews several years is about these."""
    first, _, last = info.period.partition("/")
    several = bool(last) and info.year is not None and int(last[:4]) - int(first[:4]) > 1
    return _State(TERM, info.period) if several and not info.delivered else _State()


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and bool(pattern("heading").match(line)) and not line.endswith("。")


def _after_opening(state: _State, line: str, info: DocumentInfo) -> _State:
    """Return the state after a heading, or after the words that open a paragraph."""
    if pattern("notes").fullmatch(line):
        return _State(NOTE)
    if state.section == NOTE:
        # Notes end with the next part; a list of contents names them before they come.
        return _begin(info) if pattern("part_heading").match(line) else state
    if _is_heading(line):
        return _after_heading(state, line, info)
    return _after_paragraph_opening(state, _opening_of(line), info)


def _opening_of(words: str) -> str:
    """Return the words that open a paragraph or a sentence, without an address: 各位代表！过去一年."""
    address = pattern("before_an_opening").match(words)
    return words[address.end() if address else 0 :][:_OPENING]


_OPENING = 28
"""Characters at the start of a paragraph that may state its period."""


def _after_heading(state: _State, line: str, info: DocumentInfo) -> _State:
    years = [int(year) for year in pattern("year").findall(line)]
    term = plan_years_in(line)
    upcoming = pattern("next_heading").search(line)
    over = years and max(years) <= (info.year or 0) and not _MONTHS.fullmatch(info.period) and not upcoming
    back = pattern("looks_back_at").search(line)
    if back or over or (has_any(line, words("joins_in_heading")) and pattern("heading_of_two").match(line)):
        of_term = back and (term or pattern("five_years").search(line))
        only_term = of_term and not any(year == info.year for year in years)
        return _State(TERM, term or _last_term(info), fixed=True) if only_term else _State(REVIEW)
    ahead = pattern("looks_ahead").search(line)
    if term and ahead and not years:
        return _State(PLAN, term)
    if (ahead or upcoming) and pattern("next_five_years").search(line):
        return _State(PLAN, _next_term(info))
    if ahead and info.year and any(year > info.year + 1 for year in years):
        return _State(PLAN, _years(min(years), max(years)))
    this_year = info.delivered and pattern("this_year").search(line)
    following = info.year is not None and info.year + 1 in years
    if ahead or this_year or following or upcoming:
        return _State(TARGET) if info.report else _State(state.section)
    return state


def _after_paragraph_opening(state: _State, opening: str, info: DocumentInfo) -> _State:
    year, years = info.year, _term_opened(opening, info)
    ahead = year is not None and years != "" and int(years[:4]) > year
    held = state.fixed and not ahead and not pattern("plan_opening").match(opening)
    if year is None or held or pattern("first_years_opening").match(opening):
        return state
    if ahead or (years and state.section in {REVIEW, TERM}):
        return _State(PLAN if ahead else TERM, years)
    if state.section in {REVIEW, TERM} and _opens_year(opening, info):
        return _State(REVIEW)
    if state.section in {REVIEW, TERM, PLAN} and info.report and _opens_next_year(opening, info):
        return _State(TARGET)
    if state.section == TARGET and pattern("opens_with_last_term").match(opening):
        # A plan is introduced by the outcome of the one before it.
        return _State(TERM, _last_term(info))
    planned = _plan_opened(opening, info) if state.section in {TARGET, REVIEW} else None
    return planned or state


def _term_opened(opening: str, info: DocumentInfo) -> str:
    """Return the years of the term or plan that a paragraph turns to, or of its first ones (前四年)."""
    term = pattern("term_opening").match(opening)
    years = "" if term is None else plan_years_in(term[0]) or _last_term(info)
    if term is None or not years or not term["first"]:
        return years
    return _years(int(years[:4]), int(years[:4]) + DIGITS[term["first"]] - 1)


def _opens_year(opening: str, info: DocumentInfo) -> bool:
    own = not info.delivered and pattern("this_year").match(opening)
    named = opening.startswith(f"{info.year}年") and not pattern("year_as_attribute").match(opening)
    return named or bool(own or pattern("year_opening").match(opening))


def _opens_next_year(opening: str, info: DocumentInfo) -> bool:
    """Whether a paragraph turns to the year after the one reviewed, which is 今年 for deputies."""
    named = pattern("names_a_year").match(opening)
    is_next = named is not None and int(named["year"]) == (info.year or 0) + 1
    this_year = info.delivered and pattern("this_year_opening").match(opening)
    part = _MONTHS.fullmatch(info.period) and pattern("next_part_opening").match(opening)
    return is_next or bool(this_year or part or pattern("next_opening").match(opening))


def _in_sentence(state: _State, sentence: str) -> _State:
    """Return the state of one sentence: what it says of a target of 今年 applies to it alone."""
    sets = state.section in {REVIEW, TERM} and pattern("sets_target").search(sentence)
    return _State(TARGET) if sets else state


def _after_sentence_opening(state: _State, sentence: str, info: DocumentInfo) -> _State:
    """Return the state after the words that open a sentence; it holds for what follows in its paragraph."""
    year = info.year
    if state.section == NOTE or year is None:
        return state
    opening = _opening_of(sentence)
    if state.section in {REVIEW, TERM} and info.report and _opens_next_year(opening, info):
        return _State(TARGET)
    if state.section != REVIEW and _opens_year(opening, info) and not _plans_the_year(state, opening):
        return _State(REVIEW)
    if planned := _plan_opened(opening, info):
        return planned
    if state.section == REVIEW and pattern("term_opening").match(opening):
        years = _term_opened(opening, info)
        if not years or int(years[:4]) <= year:
            return _State(TERM, years)
    return state


def _plans_the_year(state: _State, opening: str) -> bool:
    """Whether 全年 opens a sentence of a plan: it is the year planned."""
    return state.section in {TARGET, PLAN} and bool(pattern("in_a_plan_of_the_year").match(opening))


def _period(state: _State, info: DocumentInfo, sentence: str) -> str:
    if state.section in {TERM, PLAN} and state.term:
        return state.term
    if info.year is None or state.section == NOTE:
        # What notes explain is of no certain time.
        return ""
    part = _MONTHS.fullmatch(info.period) if "/" in info.period else None
    if state.section != TARGET:
        return info.period if part else str(info.year)
    return _planned(part, sentence) if part else str(info.year + 1)


def _planned(part: re.Match[str], sentence: str) -> str:
    """Return for when a summary of months plans: a half-year's for the next, a school's for its next term."""
    first, last, months = int(part["first"]), int(part["last"]), f"{part['from']}-{part['to']}"
    if first == last and pattern("in_a_plan_of_the_year").search(sentence) and months != "02-07":
        # What a half-year's summary plans for all of the year, it plans for this one.
        return str(first)
    if following := _NEXT.get(months):
        return following.format(first, first + 1, first + 2)
    return str(last if last == first else last + 1)


_NEXT = {
    "01-06": "{0}-07/{0}-12",
    "01-03": "{0}-04/{0}-06",
    "04-06": "{0}-07/{0}-09",
    "07-09": "{0}-10/{0}-12",
    "02-07": "{0}-09/{1}-01",
    "09-01": "{1}-02/{1}-07",
    "09-08": "{1}-09/{2}-08",
}
"""For what months a summary of such months plans, by its first year and those after it."""
_MONTHS = re.compile("(?P<first>[0-9]{4})-(?P<from>[0-9]{2})/(?P<last>[0-9]{4})-(?P<to>[0-9]{2})")


def _years(first: int, last: int) -> str:
    """Return years in ISO 8601."""
    return f"{first}/{last}" if first != last else str(first)


def plan_years_in(words: str) -> str:
    """Return the years of the five-year plan that *words* name; empty where they name none.

    >>> plan_years_in("“十四五”")
    '2021/2025'
    """
    found = pattern("plan_name").search(words)
    if not found or not pattern("plan_named_in_full").search(found[0]):
        return ""
    number = found["number"]
    value = 10 * number.startswith("十") + DIGITS.get(number[-1], 0)
    return years_of_plan(value)


def _last_term(info: DocumentInfo) -> str:
    if "/" in info.period and not _MONTHS.fullmatch(info.period):
        return info.period
    return "" if info.year is None else _years(info.year - 4, info.year)


def _plan_opened(opening: str, info: DocumentInfo) -> _State | None:
    """Return the state after words that turn to years to come: 今后五年, 未来三年."""
    found = pattern("plan_opening").match(opening)
    return _State(PLAN, _next_term(info, DIGITS[found["count"] or "五"])) if found else None


def _next_term(info: DocumentInfo, count: int = 5) -> str:
    return "" if info.year is None else _years(info.year + 1, info.year + count)
