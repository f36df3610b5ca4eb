"""The sentences of a summary that tell what was: neither its plans nor its notes."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from gouji.facts.figures.numerals import read_numeral
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern, words

_LONGEST_HEADING = 60


class Clause(NamedTuple):
    """A clause that tells what was.

    Attributes:
        of_years: Whether its sentence tells of several years.
    """

    words: str
    figures: Sequence[Fact] = ()
    of_years: bool = False


class _Sentence(NamedTuple):
    """Where a sentence that tells what was begins and ends, and whether it tells of several years."""

    start: int
    end: int
    of_years: bool


class _Matters(NamedTuple):
    """A list of matters that a plan counts: 10件民生实事，包括：….

    Attributes:
        start, end: Where its head begins, and where its last item ends.
        counts: The numbers by which they are counted.
    """

    start: int
    end: int
    name: str
    counts: AbstractSet[str]


def told_clauses(facts: Facts) -> Mapping[str, Sequence[Clause]]:
    """Return for each summary the clauses of the sentences that tell what was, in their order."""
    return {summary: tuple(_clauses_of(facts, summary, text)) for summary, text in facts.texts.items()}


def told_sentences(facts: Facts) -> Mapping[str, Sequence[str]]:
    """Return for each summary the sentences that tell what was, in their order."""
    return {
        summary: tuple(facts.texts[summary][one.start : one.end] for one in spans)
        for summary, spans in facts.derive(_told_spans).items()
    }


def is_in_passing(name: str, said: str) -> bool:
    """Say whether some words have a name only within that of something else: 退役军人事务, 数字贸易博览会."""
    rests = said.split(name)[1:]
    return bool(rests) and all(pattern("named_in_passing").match(rest) for rest in rests)


def told_in_bulk(facts: Facts, target: Fact, later: Collection[str]) -> str:
    """Return the words that say that all of a list was done in which a target stands; empty where none do.

    十方面民生实事圆满完成 tells of each of the ten. What was done in five years is another matter, unless it
    was done in each.
    """
    at = target.start
    lists = () if target.coded or at is None else facts.derive(_lists)[target.summary]
    own = next((one for one in lists if one.start <= at < one.end), None) if at is not None else None
    if own is None:
        return ""
    told = facts.derive(_told_spans)
    for summary in (one for one in sorted(later) if one in told):
        text = facts.texts[summary]
        for sentence in told[summary]:
            for said in pattern("done_in_bulk").finditer(text, sentence.start, sentence.end):
                of_year = not sentence.of_years or pattern("every_year").search(said[0])
                if of_year and _is_called_so(own, said[0]):
                    return said[0].strip()
    return ""


def counts_list(facts: Facts, target: Fact) -> bool:
    """Say whether a target only counts the matters of a list: 今年办好55项民生实事."""
    at = target.start
    heads = facts.derive(_heads).get(target.summary, ())
    spans = (head.span(key) for head in heads for key in ("counts", "counts_behind"))
    return at is not None and any(start <= at < end for start, end in spans)


def _heads(facts: Facts) -> Mapping[str, Sequence[re.Match[str]]]:
    """Return the heads of lists in each text."""
    return {summary: [*pattern("list_of_matters").finditer(text)] for summary, text in facts.texts.items()}


def _is_called_so(matters: _Matters, said: str) -> bool:
    """Whether words name matters by their kind, and do not count them otherwise."""
    heads = [*pattern("list_of_matters").finditer(said)]
    counts = {one for head in heads for one in _counts_of(head)}
    if matters.name[-_KIND:] not in said:
        return False
    return not matters.counts or bool(counts & matters.counts if counts else _is_of_people(matters.name))


def _is_of_people(name: str) -> bool:
    return name.endswith(words("matters_of_people"))


def _counts_of(head: re.Match[str]) -> AbstractSet[str]:
    """Return the numbers by which the head of a list counts it, in digits: 10 of 十方面."""
    counts = head["counts"] or head["counts_behind"] or ""
    found = (read_numeral(one[0]) for one in pattern("numbers_of_mark").finditer(counts))
    return {str(one.value) for one in found if one is not None}


def _lists(facts: Facts) -> Mapping[str, Sequence[_Matters]]:
    return {summary: tuple(map(_list_of, heads)) for summary, heads in facts.derive(_heads).items()}


def _list_of(head: re.Match[str]) -> _Matters:
    name = head["name"] or head["name_before"] or head["title"]
    end = _end_of_list(head.string, head.start(), head.end(), open_ended=_is_of_people(name))
    return _Matters(head.start(), end, name, _counts_of(head))


def _end_of_list(text: str, start: int, end: int, *, open_ended: bool) -> int:
    """Return where a list ends whose head is so far from the start of its text.

    Its items stand behind 包括： in one sentence, behind 一是 in one paragraph, or on the lines below. Of
    what has no list the rest of the sentence is its list where *open_ended*.
    """
    line = _LINE.match(text, end)
    line_end = line.end() if line else end
    opened = pattern("list_opens").match(text, end, line_end)
    if opened and opened.end() < line_end:
        listed = opened["first"] or pattern("item_mark").match(text, opened.end())
        sentence = None if listed else _SENTENCE_OR_LIST.match(text, opened.end(), line_end)
        return sentence.end() if sentence else line_end
    behind = _SENTENCE.match(text, end, line_end)
    rest = behind.end() if behind else end
    if not text[rest:line_end].strip("。！？；：: \u3000"):
        below = _end_below(text, line_end, text[text.rfind("\n", 0, start) + 1 : line_end])
        rest = max(rest, below) if below > line_end or open_ended else end
    return rest if open_ended or rest > line_end else end


def _end_below(text: str, line_end: int, heading: str) -> int:
    """Return where the items below a line end, or what a heading is of; the line's end where none are."""
    titled, own, kind, end = _is_title(heading), _mark_of(heading), None, line_end
    loose = titled
    for line in _LINE.finditer(text, line_end):
        mark, title = _mark_of(line[0]), _is_title(line[0])
        if not line[0].strip():
            continue
        if kind is None:
            belongs, loose = (mark != own, title) if mark else (titled and not title, titled)
            kind = mark
        else:
            belongs = mark == kind if mark else loose and not title
        if not belongs:
            break
        end = line.end()
    return end


def _is_title(line: str) -> bool:
    return len(line.strip()) <= _SHORT and not _STOP.search(line)


def _mark_of(line: str) -> str:
    """Return the mark that a line begins with, without its number: （#） of （三）."""
    found = pattern("item_mark").match(line)
    return pattern("numbers_of_mark").sub("#", found["mark"]) if found else ""


def _told_spans(facts: Facts) -> Mapping[str, Sequence[_Sentence]]:
    texts = facts.texts.items()
    return {summary: tuple(_told(text, facts.in_text_order(summary))) for summary, text in texts}


def _clauses_of(facts: Facts, summary: str, text: str) -> Iterator[Clause]:
    figures = facts.in_text_order(summary)
    starts = [fact.start or 0 for fact in figures]
    for sentence in facts.derive(_told_spans)[summary]:
        for clause in pattern("words_of_clause").finditer(text, sentence.start, sentence.end):
            low, high = (bisect_left(starts, at) for at in clause.span())
            yield Clause(clause[0], figures[low:high], sentence.of_years)


def _told(text: str, figures: Sequence[Fact]) -> Iterator[_Sentence]:
    """Yield where sentences that tell what was begin and end.

    The figures in a sentence say of what time it is; where it has none, those before it in its paragraph;
    where that has none, the heading above, or the paragraph before.
    """
    starts = [fact.start or 0 for fact in figures]
    told = True
    for line in _LINE.finditer(text):
        low, high = (bisect_left(starts, at) for at in line.span())
        of_years = pattern("opens_a_term").match(line[0]) is not None
        if low < high:
            told = _tells(figures[low])
            of_years = figures[low].section == "term"
        elif len(line[0].strip()) <= _LONGEST_HEADING:
            back = pattern("looks_back_at").search(line[0])
            told = bool(back) or (told and not pattern("heading_of_plans").search(line[0]))
        for sentence in _SENTENCE.finditer(text, *line.span()):
            first, last = (bisect_left(starts, at) for at in sentence.span())
            if first < last:
                told = any(map(_tells, figures[first:last]))
                of_years = any(fact.section == "term" for fact in figures[first:last])
            if told:
                yield _Sentence(
                    *sentence.span(), of_years or bool(pattern("opens_a_term").match(sentence[0]))
                )


_LINE = re.compile("[^\n]+")
_SENTENCE = re.compile("[^。；！？]+")
_SENTENCE_OR_LIST = re.compile("[^。！？\n]+")
_STOP = re.compile("[。；！？]")
_SHORT = 30
"""So many characters of a line without a stop are a heading."""
_KIND = 2
"""So many characters at its end say what kind a name is of."""


def _tells(fact: Fact) -> bool:
    return not fact.ahead and fact.section != "note"
