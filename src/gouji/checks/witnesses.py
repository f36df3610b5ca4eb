"""Witnesses: findings of constructs that nothing else in their summary bears out are one level lower.

Those of figures that others around them bear out are notes: which figures belong together is read from words,
and may be read wrongly. Of 年末341人，年初318人，新增77人，死亡29人，转出25人 the 77 is no change alone.
And why a finding stands at its level: what the rule says of it, then what has lowered it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gouji.checks.bindings.quantities import clause_of
from gouji.checks.decide import lowered
from gouji.checks.joins import put
from gouji.checks.made_by_others import MOVES, RATES, is_balanced, is_exact, is_made, is_no_slip
from gouji.checks.messages import texts
from gouji.checks.rule import LEVELS, Phrase, Rule, Verdict
from gouji.checks.runner import RunResult
from gouji.facts.numbers.digits import have_swapped
from gouji.facts.table.columns import RATE
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern, words


def with_witnesses(ran: RunResult, needing: Iterable[str] | None = None) -> list[tuple[Rule, Verdict]]:
    """Return the findings of a run, those of constructs without a witness one level lower.

    A construct has a witness in a summary where a rule found it fine at least as often as bad. Rows that a
    person coded were tied by no construct. *needing* are constructs (``via``), or what their names begin
    with, that may claim an error only with a witness: those of tables, and of sums that words tell.
    """
    return [(rule, _heard(ran, rule, verdict, needing)) for rule, verdict in ran.findings]


_BY_DIGITS = "GJ706"
"""The rule that asks no words, so that no construct needs a witness."""


def _heard(ran: RunResult, rule: Rule, verdict: Verdict, needing: Iterable[str] | None) -> Verdict:
    if rule.code == _BY_DIGITS:
        return verdict
    # A rate, a ratio or a mean is told by its name, whatever its figures are parts of; a cell by its row.
    rates = [
        one
        for one in verdict.bound[:1]
        if one.role == "ratio"
        or one.fact.via.startswith("mean.")
        or any(of.breakdown == RATE for of in one.fact.whole)
    ]
    by = [of.fact for of in rates or verdict.bound if of.role != "told" or of.fact.again or not of.fact.place]
    tied = {(rule.code, fact.summary, fact.via) for fact in by if fact.via}
    need = {"table", *words("need_witness")} if tied and needing is None else set(needing or ())
    need |= {via for _, _, via in tied if via.partition(".")[0] in need}
    if _is_swapped(verdict) or all(ran.fine[one] >= ran.bad[one] for one in tied if one[-1] in need):
        return verdict
    return put(rule, verdict, lowered(verdict.level or rule.level), "unwitnessed")


def _is_swapped(verdict: Verdict) -> bool:
    """Whether two digits that changed places are all by which a figure of several is told otherwise.

    Both are of the same, in whatever order the words stand: 外科日间手术出院 may be no 外科出院.
    """
    told = [bound.fact for bound in verdict.bound if bound.role == "told"]
    found = [fact.own_reading for fact in told]
    if len({tuple(sorted(fact.indicator)) for fact in told}) > 1:
        return False
    match [one.printed for one in found if one and one.printed is not None]:
        case one, two:
            return len(found) == len((one, two)) and have_swapped(one, two, fewest=_SEVERAL)
    return False


_SEVERAL = 4
"""Digits of a figure that is no other by chance."""


_MOST = 16
"""Figures around one; among more, chance makes nearly everything."""
_TELLING = 2
"""Digits of a figure that is not made by chance."""
_STATED = frozenset({"stated", "share", "mean", "total", "closing", "rate"})
"""Roles of what is held against the others of a finding."""
_BELOW = 300
"""Characters behind the figures of a table in which a note begins that explains them."""


def with_fits(facts: Facts, found: Iterable[tuple[Rule, Verdict]]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield findings; those of figures that other ones of their sentence bear out as notes.

    What digits alone tell is left out where words tie one of the figures to others that it does not fit.
    """
    found = list(found)
    by_words = {
        bound.fact
        for rule, verdict in found
        if rule.code != _BY_DIGITS and (verdict.level or rule.level) != "note"
        for bound in verdict.bound
    }
    for rule, verdict in found:
        if rule.code == _BY_DIGITS and any(bound.fact in by_words for bound in verdict.bound):
            continue
        counts = (verdict.level or rule.level) != "note" and _is_read(verdict)
        told = counts and (_is_explained(facts, verdict) or _fits(facts, verdict))
        yield rule, put(rule, verdict, "note", "fits-otherwise") if told else verdict


def _is_read(verdict: Verdict) -> bool:
    """Whether a finding is of figures of one text whose relation was read by gouji."""
    figures = [bound.fact for bound in verdict.bound]
    one = verdict.outcome == "inconsistent" and len({fact.summary for fact in figures}) == 1
    return one and all(not fact.coded and fact.hard for fact in figures)


def _is_explained(facts: Facts, verdict: Verdict) -> bool:
    """Whether a note below a table says why its total is less than its parts: 合计已剔除重复计算."""
    figures = [bound.fact for bound in verdict.bound if bound.fact.place]
    if not figures or verdict.bound[0].role != "total":
        return False
    text, end = facts.texts.get(figures[0].summary, ""), max(fact.end or 0 for fact in figures)
    note = pattern("note_below").search(text, end, end + _BELOW)
    return note is not None and pattern("has_twice").search(note[0]) is not None


def _fits(facts: Facts, verdict: Verdict) -> bool:
    """Whether other figures make what is told, or what it is held against."""
    stated, *terms = (bound.fact for bound in verdict.bound)
    told = sum(char.isdigit() for char in stated.quote) >= _TELLING
    role, *others = (bound.role for bound in verdict.bound)
    if not terms or not told or role not in _STATED or role in others:
        return False
    if role == "closing":
        return is_balanced(verdict)
    if role == "share" and " - " not in verdict.algebra and is_no_slip(stated, terms):
        return True
    around = _around(facts, stated, terms)
    moves = [one for one in around if one.measure in MOVES] if stated.measure in MOVES else []
    asked = (stated, *moves) if moves else ()
    based = [one for one in asked if pattern("names_base").fullmatch(clause_of(facts, one))]
    # Behind 同比增收A, 增长B% names no base: it is of the same two levels.
    own = [
        one for one in moves if stated in based and ((one.start or 0) < (stated.start or 0) or one in based)
    ]
    moves = [one for one in moves if one.measure == stated.measure or one in own]
    return is_made(stated, terms, around, moves)


def _around(facts: Facts, stated: Fact, terms: Sequence[Fact]) -> list[Fact]:
    """Return the exact figures of a line up to the end of the sentence of one, and those it is held against.

    Of a rate also those that have a name of the latter.
    """
    text, start = facts.texts.get(stated.summary, ""), stated.start
    if not text or start is None:
        return []
    stop = pattern("full_stop").search(text, start)
    figures = facts.derive(_in_text_order)[stated.summary]
    first, last = (
        bisect_left(figures, at, key=_start)
        for at in (text.rfind("\n", 0, start) + 1, stop.start() if stop else len(text))
    )
    most = _MOST * (2 if stated.measure == "level" else 1)
    near = sorted(figures[first:last], key=lambda one: abs(_start(one) - start))[:most]
    names = {fact.indicator for fact in terms if fact.indicator} if stated.measure in RATES else set()
    called = (one for name in names for one in facts.derive(_by_name).get((stated.summary, name), ()))
    named = sorted(called, key=_start)[:_MOST]
    found = {one.id: one for one in (*terms, *near, *named) if one in terms or is_exact(one)}
    return sorted((one for one in found.values() if one is not stated), key=_start)


def _start(fact: Fact) -> int:
    return fact.start or 0


def _in_text_order(facts: Facts) -> Mapping[str, Sequence[Fact]]:
    """Return the figures of each summary that have a place in its text, by these."""
    return {one: [row for row in facts.in_text_order(one) if row.is_figure] for one in facts.by_summary}


def _by_name(facts: Facts) -> Mapping[tuple[str, str], Sequence[Fact]]:
    return grouped((one for one in facts if one.is_figure), lambda one: (one.summary, one.indicator))


def reasons(rule: Rule, verdict: Verdict) -> tuple[str, ...]:
    """Return why a finding stands at its level, as keys: why it is of its own, then what has lowered it."""
    own, *more = verdict.because or (verdict.level or rule.level,)
    own = _own_reason(rule, verdict, own) if own in LEVELS else own
    # What chance hardly makes is a warning, whatever the indicator is called.
    return (own, *(one for one in more if own != IMPROBABLE or one != BY_NAME))


def _own_reason(rule: Rule, verdict: Verdict, level: str) -> str:
    """Return the key of why a finding was of a level before anything lowered it, the most special one."""
    case = verdict.message.rpartition("-")[2]
    if case in _CASES:
        return case
    explain, known = verdict.values.get("explain"), texts("zh")
    told = [explain.key] if isinstance(explain, Phrase) else []
    for name in (*told, verdict.message, rule.code):
        if f"level-{name}-{level}" in known:
            return f"{name}-{level}"
    figures = [bound.fact for bound in verdict.bound if not bound.witness]
    if not rule.family:
        return f"own-{level}"
    if len({fact.summary for fact in figures}) > 1:
        return f"across-{level}"
    return f"one-{level}" if len(figures) == 1 else level


BY_NAME, IMPROBABLE = "by-name", "improbable"
_CASES = ("vague", IMPROBABLE)
"""Ends of the keys of messages of gaps that only soft readings, or only rounding, explain."""
