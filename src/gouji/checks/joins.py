"""Findings over documents whose words differ: never an error, a warning only where these are very alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gouji.checks.decide import at_most
from gouji.checks.messages import Language, say_both
from gouji.checks.rule import Level, Rule, Verdict
from gouji.facts.table.facts import Fact, Facts
from gouji.facts.table.joined import CLEARLY, Joined

JOINED = "joined"


def with_joins(facts: Facts, found: Iterable[tuple[Rule, Verdict]]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield findings; those that rest on words joined by likeness are lowered, and say so in `details`."""
    for rule, verdict in found:
        how = joined_words(facts, [bound.fact for bound in verdict.bound])
        if how is None:
            yield rule, verdict
            continue
        most: Level = "warning" if how.likeness >= CLEARLY else "note"
        one = put(rule, verdict, at_most(verdict.level or rule.level, most), "joined")
        yield rule, replace(one, details={**verdict.details, JOINED: how._asdict()})


def put(rule: Rule, verdict: Verdict, level: Level, reason: str) -> Verdict:
    """Return a finding at a level, and the reason, where it stood at another."""
    own = verdict.level or rule.level
    because = (*(verdict.because or (own,)), reason)
    return verdict if level == own else replace(verdict, level=level, because=because)


def said(verdict: Verdict) -> Mapping[Language, str]:
    """Return what is said of joined words in both languages; empty where none were."""
    how = verdict.details.get(JOINED)
    return said_of(how) if isinstance(how, dict) else {"zh": "", "en": ""}


def said_of(how: Mapping[str, Any]) -> Mapping[Language, str]:
    """Return what is said of words that were joined, by the fields of `Joined`."""
    words = {key: f"0.{how[key] // 10:02}" for key in ("likeness", "next_best")}
    return say_both("joined-words", {**words, "words": how["words"], "others": how["others"]})


def joined_words(facts: Facts, figures: Sequence[Fact]) -> Joined | None:
    """Return how the least alike words of figures were joined; None where all are of the same words."""
    if not facts.joined or len({fact.summary for fact in figures}) == 1:
        return None
    ways = [facts.joined.get(fact.id) for fact in figures]
    if len({how and how.words for how in ways}) == 1:
        return None
    return min((how for how in ways if how is not None), key=lambda how: how.likeness)
