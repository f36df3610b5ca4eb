"""What the table of targets says of a target and its outcome: how far apart they are, and why or how."""

from fractions import Fraction

from gouji.checks.bindings.near_outcomes import Near
from gouji.checks.bindings.quantities import words_of
from gouji.checks.bindings.target_numbers import number_of
from gouji.checks.bindings.targets import TargetOutcome
from gouji.checks.joins import joined_words, said_of
from gouji.checks.messages import Language, say
from gouji.facts.figures.numerals import BIG
from gouji.facts.numbers.intervals import plain
from gouji.facts.numbers.values import formatted
from gouji.facts.table.facts import Facts


def distance_of(pair: TargetOutcome, language: Language) -> str:
    """How far the outcome is from the target: 多2.3万人, 少0.8个百分点; empty where that is 0 or unknown.

    Of what falls as it was to fall, how much more or less it fell: 多降2分.
    """
    if not pair.distance:
        return ""
    unit = say("points", {}, language) if pair.target.unit == "%" else pair.target.unit
    more = "distance-more" if pair.distance > 0 else "distance-less"
    aim = number_of(pair.target)
    if aim is not None and aim < 0 and aim + pair.distance < 0:
        more = "fell-less" if pair.distance > 0 else "fell-more"
    return say(more, {"number": _like(pair.target.quote, abs(pair.distance), unit)}, language)


def _like(quote: str, number: Fraction, unit: str) -> str:
    """Return a number in 亿 or 万 where a quote has that: 0.5亿元 beyond 42亿元."""
    for name, size in reversed(BIG.items()):
        if name in quote and (number * 10**4 / size).denominator == 1:
            return f"{plain(number / size)}{name}{unit}"
    return formatted(number, unit)


def reason_of(facts: Facts, pair: TargetOutcome, language: Language) -> str:
    """Why nothing is decided, with the words of what may be the outcome; or how both wordings were joined."""
    if pair.admitted:
        return say("admitted-missed", {"words": pair.admitted[:_LONGEST]}, language)
    if pair.obstacle:
        why = say(pair.obstacle, {}, language)
        if pair.named:
            return why + say("named-as", {"words": pair.named[:_LONGEST]}, language)
        return f"{why}{_named(facts, pair.near, language)}" if pair.near else why
    outcome = pair.outcome.first if pair.outcome else None
    if pair.before:
        return say("level-before", {"quote": pair.before.quote}, language)
    how = joined_words(facts, (pair.target, outcome)) if outcome else None
    return said_of(how._asdict())[language].strip(" （）()") if how else ""


_LONGEST = 40
"""So many characters of a clause are shown."""


def _named(facts: Facts, near: Near, language: Language) -> str:
    name = facts.name_of(near.fact) or words_of(facts, near.fact)
    if near.likeness is None:
        return say(
            "near-of",
            {"name": name, "period": near.fact.key.period.removeprefix("../").replace("/", "—")},
            language,
        )
    return say("near-likely", {"name": name, "likeness": f"0.{near.likeness // 10:02}"}, language)
