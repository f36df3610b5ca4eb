"""GJ608: streaks that are not as long as the years that their sentence names."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.kept_up import KeptUp, anniversaries, kept_up, years_told
from gouji.checks.bindings.listed_streaks import listed_streaks
from gouji.checks.bindings.passages import Passage, passages_read, whole_number, without_texts, years_of
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ608", name="years-of-streak", level="warning", scope="summary", needs_texts=True)
def years_of_streak(facts: Facts) -> Iterator[Verdict]:
    """连续N年 lasts as long as the years that are named beside it."""
    yield from without_texts(facts)
    for passage in passages_read(facts):
        if "连" in passage.text or "个年度" in passage.text:
            yield from _verdicts(facts, passage)
    yield from listed_streaks(facts)
    yield from (_of_kept_up(facts, streak) for streak in kept_up(facts, streaks=True))
    yield from (_of_kept_up(facts, one, "anniversary") for one in (*anniversaries(facts), *years_told(facts)))


def _of_kept_up(facts: Facts, streak: KeptUp, message: str = "kept-up") -> Verdict:
    bound, first = (streak.passage.quoted(facts, *span) for span in (streak.counted, streak.first))
    if streak.number in streak.lengths or (streak.fits and message == "kept-up"):
        return consistent(bound)
    expected = "、".join(map(str, streak.lengths))
    return inconsistent(
        bound,
        first,
        message=message,
        algebra=f"{streak.number} ≠ {expected}",
        first=first.quote,
        expected=expected,
    )


class _Named(NamedTuple):
    """The years beside a streak.

    Attributes:
        start: Where they begin in the sentence.
        end: Where they end.
        lengths: How long the streak may be.
        since: They are those since a year.
        at_most: It may be shorter, too.
        gap: The years do not follow one another.
    """

    start: int
    end: int
    lengths: tuple[int, ...]
    since: bool = False
    at_most: bool = False
    gap: bool = False


def _verdicts(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    streaks = list(pattern("streak").finditer(passage.text))
    for streak in streaks:
        named = _named(facts, passage, streak)
        counted = pattern("adds_up_before").search(passage.text, 0, streak.start())
        if named and not counted and not pattern("each_of_them").search(passage.text, 0, streak.end()):
            yield _verdict(facts, passage, streak, named)
    yield from (one for first, second in pairwise(streaks) if (one := _grown(facts, passage, first, second)))


def _length(streak: re.Match[str]) -> int:
    return whole_number(streak["count"] or streak["run"])


def _verdict(facts: Facts, passage: Passage, streak: re.Match[str], named: _Named) -> Verdict:
    length, least, most = _length(streak), min(named.lengths), max(named.lengths)
    bound = passage.quoted(facts, *streak.span())
    years = passage.quoted(facts, named.start, named.end)
    # What began long before may have ended since.
    fits = length in named.lengths or (named.since and length < (most if named.at_most else least - 1))
    if fits and not (named.gap and "连" in streak[0]):
        return consistent(_figure(facts, passage, streak) or bound)
    told = "、".join(map(str, sorted(set(named.lengths))))
    return inconsistent(
        bound, years, message="years-with-gap" if fits else "years-of-streak", algebra=f"{length} ≠ {told}",
        years=years.quote, expected=told,
    )  # fmt: skip


def _figure(facts: Facts, passage: Passage, streak: re.Match[str]) -> Fact | None:
    """Return the fact of a streak, where it is one."""
    start, end = passage.place(*streak.span())
    rows = facts.by_summary.get(passage.summary, ())
    return next((row for row in rows if row.start is not None and start <= row.start < end), None)


def _named(facts: Facts, passage: Passage, streak: re.Match[str]) -> _Named | None:
    text = passage.text
    if found := pattern("years_listed_behind").match(text, streak.end()):
        return _of_list(found)
    if found := pattern("years_spanned_behind").match(text, streak.end()):
        return _of_span(text, streak, found)
    if found := pattern("years_listed_before").search(text, 0, streak.start()):
        return _of_list(found)
    if found := _spanned_before(text, streak):
        named = _of_span(text, streak, found)
        # What happened each year may have been above a mark for fewer of them.
        each = pattern("held_each_year").search(found.groupdict().get("clause") or "")
        return named._replace(since=True) if named and each else named
    return _by_clauses(facts, passage, streak)


def _by_clauses(facts: Facts, passage: Passage, streak: re.Match[str]) -> _Named | None:
    """Return how long a streak may be by the years that the clauses before it tell."""
    text = passage.text
    for both in (pattern("since_and_till"), pattern("till_and_since")):
        if found := both.search(text, 0, streak.start()):
            return _of_both_ends(found, streak)
    by_clause = pattern("years_by_clause").search(text, 0, streak.start()) if "首" in text else None
    if by_clause and not (named := _of_list(by_clause)).gap:
        return named
    # A term that was set is no streak: 自2021年起连续三年每年补助.
    term = pattern("for_some_years").search(text, streak.start())
    return None if term else _since(facts, passage, streak)


def _spanned_before(text: str, streak: re.Match[str]) -> re.Match[str] | None:
    """Return a span of years right before a streak, or before the clause of what held throughout it."""
    if found := pattern("years_spanned_before").search(text, 0, streak.start()):
        return found
    held = pattern("years_held_before").search(text, 0, streak.start()) if "年" in text else None
    return held if held and pattern("held_throughout").search(held["clause"]) else None


def _of_both_ends(found: re.Match[str], streak: re.Match[str]) -> _Named:
    """Return how long a streak may be whose first and last year are told, whatever stands between them."""
    years = whole_number(found["last"]) - whole_number(found["since"])
    whole = found["new_year"] and found["year_end"] and not found["after"]
    moves = pattern("streak_moves").match(found.string, streak.end())
    lengths = (years + 1,) if whole and not moves else (max(1, years), years + 1)
    return _Named(*found.span(), lengths, since=True)


def _since(facts: Facts, passage: Passage, streak: re.Match[str]) -> _Named | None:
    """Return how long a streak may be since the year that the sentence tells."""
    text = passage.text
    if found := pattern("since_year_before").search(text, 0, streak.start()):
        exact = pattern("counts_from_its_year").fullmatch(found["how"] or "")
        close = pattern("close_to_its_start").fullmatch(found["between"])
        # 自2021年起每年安排50万元，连续三年: it may be over.
        term = pattern("for_some_years").search(text, found.start(), streak.start())
        equal = (exact and close and not term) or (found["first_time"] and streak["nth"])
        year = whole_number(found["since"] or found["first_time"])
        return _of_beginning(facts, passage, streak, year, found.start(), at_most=not equal)
    found = pattern("first_time_behind").search(text, streak.end()) if streak["nth"] else None
    year = whole_number(found["first_time"]) if found else 0
    return _of_beginning(facts, passage, streak, year, found.end(), at_most=False) if found else None


_YEAR = re.compile("[0-9]{4}|[一二零三四五六七八九]{4}")


def _of_list(found: re.Match[str]) -> _Named:
    years = [whole_number(year) for year in _YEAR.findall(found["years"])]
    gap = any(two - one != 1 for one, two in pairwise(years))
    return _Named(*found.span("years"), (len(years),), gap=gap)


def _of_span(text: str, streak: re.Match[str], found: re.Match[str]) -> _Named | None:
    length = whole_number(found["last"]) - whole_number(found["first"]) + 1
    if length <= 1:
        return None
    moves = pattern("streak_moves").match(text, streak.end())
    lengths = (length - 1, length) if moves or streak["run"] else (length,)
    return _Named(found.start("first"), found.end("last"), lengths)


def _of_beginning(
    facts: Facts, passage: Passage, streak: re.Match[str], first: int, edge: int, *, at_most: bool
) -> _Named | None:
    """Return how long a streak may be since a year, told between it and the offset *edge*."""
    ends = _ends(facts, passage, streak.start(), first)
    moves = pattern("streak_moves").match(passage.text, streak.end())
    lengths = {end - first + 1 for end in ends} | ({end - first for end in ends} if moves else set())
    start, end = sorted((edge, streak.start() if edge < streak.start() else streak.end()))
    return _Named(start, end, tuple(sorted(lengths)), since=True, at_most=at_most) if ends else None


def _ends(facts: Facts, passage: Passage, before: int, first: int) -> set[int]:
    """Return the years in which a streak may end: those of the text, and those told before it."""
    reviewed, *day = years_of(facts, passage.summary) or (0,)
    row = facts.dimensions.summaries.get(passage.summary)
    early = row is not None and row.published[:4] == str(reviewed)
    named = {int(year) for year in re.findall("(?:19|20)[0-9]{2}(?=年)", passage.text[:before])}
    line = passage.whole.text.splitlines()[passage.whole.text.count("\n", 0, passage.start)]
    spans = {whole_number(span["last"]) for span in pattern("spanned_years").finditer(line)}
    ends = {reviewed, *day, *({reviewed - 1} if early else ()), *named, *spans}
    return {end for end in ends if end > first}


def _grown(facts: Facts, passage: Passage, one: re.Match[str], two: re.Match[str]) -> Verdict | None:
    """Compare two streaks of a sentence in the same words, each with its year."""
    text = passage.text
    words = [_words_behind(text, streak) for streak in (one, two)]
    when = [_when(text[: one.start()]), _when(text[one.end() : two.start()])]
    same = words[1] in {"", words[0]} or pattern("goes_on_same").search(text, one.end(), two.start())
    if not (words[0] and same) or None in when or one["nth"] != two["nth"]:
        return None
    (first, relative, whose), (second, also_relative, of_whom) = (found for found in when if found)
    passed, of_one = second - first, relative == also_relative and of_whom in {"", whose}
    if passed <= 0 or not of_one or _are_asked(facts, passage, one, two):
        return None
    told, expected = _length(two), _length(one) + passed
    bound = passage.quoted(facts, *two.span())
    if told == expected or told <= passed:
        return consistent(_figure(facts, passage, two) or bound)
    return inconsistent(
        bound, passage.quoted(facts, *one.span()), message="streak-grown", algebra=f"{told} ≠ {expected}",
        before=one[0], expected=str(expected),
    )  # fmt: skip


def _words_behind(text: str, streak: re.Match[str]) -> str:
    found = pattern("words_of_streak").match(text, streak.end())
    return found[0] if found else ""


def _when(before: str) -> tuple[int, bool, str] | None:
    """Return the year told last before a streak, whether it is this or last year, and the words behind it."""
    found: Sequence[re.Match[str]] = list(pattern("year_of_streak").finditer(before))
    if not found:
        return None
    last = found[-1]
    year = whole_number(last["year"]) if last["year"] else -1 if last["before"] else 0
    return year, not last["year"], pattern("no_subject").sub("", before[last.end() :])


def _are_asked(facts: Facts, passage: Passage, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two streaks are facts of one indicator and of different years."""
    rows = [_figure(facts, passage, streak) for streak in (one, two)]
    keys = {(row.key.quantity, row.key.period) for row in rows if row}
    return len(keys) > 1 and len({quantity for quantity, _ in keys}) == 1
