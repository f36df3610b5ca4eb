"""GJ307: 三方 and 两地, and how many parties are named."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gouji.checks.bindings.counterparts import counterpart_table, is_joint, sides_of
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.figures.numerals import DIGITS
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ307", name="number-of-parties", level="warning", scope="summary", by_name=True)
def number_of_parties(facts: Facts) -> Iterator[Verdict]:
    """Where an act is said to be one of 三方, 三地 or 两省, as many are named."""
    for rows in facts.by_summary.values():
        acts = [fact for fact in rows if fact.form == "pairing" and len(fact.parties) > 1]
        counts = _counts(rows)
        for act in acts:
            yield from _stated(facts, act, counts)


def _counts(rows: Sequence[Fact]) -> list[tuple[int, Fact]]:
    """Facts that are nothing but a number of parties, by position."""
    stated = (fact for fact in rows if fact.form in {"count", "list"})
    counts = [
        (fact.start, fact)
        for fact in stated
        if fact.start is not None and pattern("parties").fullmatch(fact.quote)
    ]
    return sorted(counts, key=lambda one: (one[0], one[1].id))


def _stated(facts: Facts, act: Fact, counts: Sequence[tuple[int, Fact]]) -> Iterator[Verdict]:
    """Compare what a pairing, or counts within its quote or right behind it, say of its number of parties."""
    said: dict[str, tuple[Fact, str]] = {}
    for by in (act, *_beside(act, counts)):
        found = pattern("parties").search(by.quote)
        if found is not None and not found["back"]:
            said.setdefault(found[0], (by, found["count"]))
    for word, (by, count) in said.items():
        yield _compared(facts, act, by, word, DIGITS["两" if count == "双" else count])


def _beside(act: Fact, counts: Sequence[tuple[int, Fact]]) -> list[Fact]:
    if act.start is None or act.end is None:
        return []
    first = bisect_left(counts, act.start, key=lambda one: one[0])
    last = bisect_left(counts, act.end + 1, key=lambda one: one[0])
    return [fact for _, fact in counts[first:last]]


def _compared(facts: Facts, act: Fact, by: Fact, word: str, count: int) -> Verdict:
    bound, sides = (act,) if by is act else (act, by), sorted(sides_of(facts, act.parties))
    more = len(sides) > count
    if not more and not _names_fewer(facts, act, count):
        return consistent(*bound, key=word)
    number = len(sides) if more else len(act.parties)
    return inconsistent(
        *bound,
        message=f"number-of-parties-{'more-sides' if more else 'fewer'}",
        key=word,
        algebra=f"{word} ≠ {number}",
        word=word,
        number=number,
        names=tuple(facts.dimensions.name_of(party) for party in act.parties),
        sides=tuple(sides),
    )


def _names_fewer(facts: Facts, act: Fact, count: int) -> bool:
    """Whether fewer are named; a party of unknown side may stand for many (区县文联, 高校)."""
    sided = all(facts.derive(counterpart_table).post(party).side for party in act.parties)
    return sided and len(act.parties) < count and not any(is_joint(facts, one) for one in act.parties)
