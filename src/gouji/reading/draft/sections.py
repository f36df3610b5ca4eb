"""The sentences of a text, each with its section and its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.facts.figures.numerals import DIGITS
from gouji.reading.draft.document_info import DocumentInfo

REVIEW, TERM, TARGET, PLAN, BACKGROUND, NOTE = "review", "term", "target", "plan", "background", "note"

_LINE = re.compile("[^\n]+")
_SENTENCE = re.compile("[^。！？!?；;]+[。！？!?；;]?[”’）)]?")
_HEADING = re.compile("[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}部分)")
_LONGEST_HEADING = 60
CHROME = re.compile(
    "[ \u3000]*(?:来源|时间|发布时间|责任编辑|编辑|作者|记者|分享|打印|下载|收藏|全屏|【?字[号体]|浏览次数"
    "|相关(?:报道|链接|附件|文件)|扫一扫|关闭窗口|您所在的位置|当前位置|首页|上一篇|下一篇|https?://|索引号|发文机关"
    "|本作品(?:是|在)|维基|中华人民共和国著作权法)"
)
_LONGEST_CHROME = 80
_NOTES = re.compile("[ \u3000]*(?:附件[：:]?|附[：:].*|.{0,24}名词(?:解释|注释|说明).{0,6}|注释[：:]?)$")

_YEARS = "(?:(?:19|20)[0-9]{2})"
_TERM_NAME = "“?[一二三四五六七八九十]{1,3}五”?"
_PAST = "回顾|成就|成绩|主要工作(?!任务)|工作情况|工作总结|取得"
_AHEAD = (
    "目标|重点工作|重点任务|主要任务|工作任务|工作安排|总体要求|工作建议|主要考虑|工作思路|预期"
    "|(?:今年|(?:19|20)[0-9]{2}年?).*(?:任务|安排|建议|部署|打算|措施|意见|工作|计划)"
)
_TERM_OPENING = re.compile(
    f"(?:过去|这|近)?五年(?:来|间)|过去(?:的)?五年|“?{_TERM_NAME}(?:时期|期间|以来)|本届政府(?!.{{0,9}}(?:收官|最后))|这五年"
)
_LOOKS_BACK = re.compile("(?:过去|近)?五年[来间]|过去(?:的)?五年")
_YEAR_OPENING = re.compile("(?:刚刚)?过去的?一年|一年来|去年|全年|(?:刚刚|即将)?过去的(?:19|20)[0-9]{2}年")
_PLAN_OPENING = re.compile("今后五年|未来五年|今后五到十年|接下来的五年|今后一个时期|未来[三四]年")


@dataclass(frozen=True, slots=True)
class Sentence:
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


@dataclass(frozen=True, slots=True)
class _State:
    """What a heading or an opening sets, until the next one; ``fixed``: a heading names only a term."""

    section: str = REVIEW
    term: tuple[int, int] | None = None
    fixed: bool = False


def sentences(text: str, info: DocumentInfo) -> Iterator[Sentence]:
    """Split a text into sentences with their sections and periods.

    Headings and the openings of paragraphs set the section; lines of a web page that are not part of
    its text are left out.
    """
    state = _State()
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if not content or (len(content) < _LONGEST_CHROME and CHROME.match(content)):
            continue
        state = _after_opening(state, content, info)
        for index, found in enumerate(_SENTENCE.finditer(text, line.start(), line.end())):
            current = _in_sentence(state, found[0], info) if index or not _is_heading(content) else state
            yield Sentence(found.start(), found.end(), current.section, _period(current, info), index == 0)


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and bool(_HEADING.match(line)) and not line.endswith("。")


def _after_opening(state: _State, line: str, info: DocumentInfo) -> _State:
    """Return the state after a heading, or after the words that open a paragraph."""
    if state.section == NOTE or _NOTES.fullmatch(line):
        return _State(NOTE)
    if _is_heading(line):
        return _after_heading(state, line, info)
    return _after_paragraph_opening(state, line[:_OPENING], info)


_OPENING = 24
"""Characters at the start of a paragraph that may state its period."""


def _after_heading(state: _State, line: str, info: DocumentInfo) -> _State:
    years = [int(year) for year in re.findall(_YEARS, line)]
    term = _plan_years_in(line)
    if re.search(_PAST, line):
        only_term = not any(year == info.year for year in years) and (term or "五年" in line)
        return _State(TERM, term or _last_term(info), fixed=True) if only_term else _State(REVIEW)
    ahead = re.search(_AHEAD, line)
    if term and ahead and not years:
        return _State(PLAN, term)
    if "今后五年" in line and ahead:
        return _State(PLAN, _next_term(info))
    if ahead and info.year and any(year > info.year + 1 for year in years):
        return _State(PLAN, (min(years), max(years)))
    if ahead or re.search("今年", line) or (info.year and any(y == info.year + 1 for y in years)):
        return _State(TARGET) if info.report else _State(state.section)
    return state


def _after_paragraph_opening(state: _State, opening: str, info: DocumentInfo) -> _State:
    year = info.year
    if year is None or (state.fixed and not _PLAN_OPENING.match(opening)):
        return state
    if state.section in {REVIEW, TERM}:
        term = _TERM_OPENING.match(opening.lstrip("— \u3000"))
        if term:
            years = _plan_years_in(term[0]) or (year - 4, year)
            return _State(PLAN if years[0] > year else TERM, years)
        if _opens_year(opening, year):
            return _State(REVIEW)
    if state.section in {REVIEW, TERM, PLAN} and info.report and _opens_next_year(opening, year):
        return _State(TARGET)
    if state.section == TARGET and _LOOKS_BACK.match(opening):
        # A plan is introduced by the outcome of the one before it.
        return _State(TERM, _last_term(info))
    planned = state.section in {TARGET, REVIEW} and _PLAN_OPENING.match(opening)
    return _State(PLAN, _next_term(info)) if planned else state


_THIS_YEAR = re.compile("今年(?:是|，|要|政府|我们|经济|工作|发展)|做好今年")


def _opens_year(opening: str, year: int) -> bool:
    return bool(_YEAR_OPENING.match(opening)) or opening.startswith(f"{year}年")


def _opens_next_year(opening: str, year: int) -> bool:
    """Whether a paragraph turns to the year after the one reviewed, which is 今年 for the deputies."""
    named = opening.startswith((f"{year + 1}年是", f"做好{year + 1}年", f"{year + 1}年，"))
    return named or bool(_THIS_YEAR.match(opening))


def _in_sentence(state: _State, sentence: str, info: DocumentInfo) -> _State:
    """Return the state of one sentence: its opening words apply to it alone."""
    year = info.year
    opening = sentence.lstrip("　 —")[:_OPENING]
    if state.section == NOTE or year is None:
        return state
    if state.section != REVIEW and _opens_year(opening, year):
        return _State(REVIEW)
    if state.section in {REVIEW, TERM} and info.report and _SETS_TARGET.search(sentence):
        return _State(TARGET)
    if _PLAN_OPENING.match(opening):
        return _State(PLAN, _next_term(info))
    if state.section == REVIEW and _TERM_OPENING.match(opening):
        named = _plan_years_in(opening)
        if named is None or named[0] <= year:
            return _State(TERM, named or _last_term(info))
    return state


_SETS_TARGET = re.compile(
    "预期目标.{0,9}今年|今年.{0,24}(?:预期目标|要求?|将|计划|拟|力争|争取|安排|预算)(?!超额|完成)"
)


def _period(state: _State, info: DocumentInfo) -> str:
    year = info.year
    if state.section in {TERM, PLAN} and state.term:
        first, last = state.term
        return f"{first}/{last}" if first != last else str(first)
    if year is None:
        return ""
    return str(year + 1) if state.section == TARGET else str(year)


_THIRD = (3, 1966)
"""From the third on (1966), five-year plans follow one another without a gap."""
_PLAN_NAME = re.compile(
    "“?(?P<number>十?[一二三四五六七八九十])五”?(?:时期|期间|以来|规划|发展|高质量|，|的|是)?"
)


def _plan_years_in(words: str) -> tuple[int, int] | None:
    """Return the first and last year of the five-year plan that *words* name.

    >>> _plan_years_in("“十四五”")
    (2021, 2025)
    """
    found = _PLAN_NAME.search(words)
    if not found or ("“" not in found[0] and not found[0].endswith(("时期", "期间", "以来", "规划"))):
        return None
    number = found["number"]
    value = 10 * number.startswith("十") + DIGITS.get(number[-1], 0)
    third, start = _THIRD
    if value < third:
        return {1: (1953, 1957), 2: (1958, 1962)}.get(value)
    first = start + 5 * (value - third)
    return first, first + 4


def _last_term(info: DocumentInfo) -> tuple[int, int] | None:
    return None if info.year is None else (info.year - 4, info.year)


def _next_term(info: DocumentInfo) -> tuple[int, int] | None:
    return None if info.year is None else (info.year + 1, info.year + 5)
