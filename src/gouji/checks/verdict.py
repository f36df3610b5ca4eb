"""Verdicts: what came of applying one rule to one set of facts.

A verdict is plain data between rule and report. It says *which message*, with which values,
never how it reads: wording is the business of ``messages``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gouji.checks.bindings.reported_values import Telling
    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.fact import Fact

Outcome = Literal["consistent", "rounding", "inconsistent", "unchecked"]
Level = Literal["error", "warning", "note"]

OUTCOMES: tuple[Outcome, ...] = ("consistent", "rounding", "inconsistent", "unchecked")
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""From the gravest to the lightest."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that each language says its own way: a key of ``messages`` and its values."""

    key: str
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)


MessageValue = str | int | tuple[str, ...] | Phrase
"""What a message can be filled with; a tuple reads as a list, a phrase as itself."""


@dataclass(slots=True)
class Bound:
    """A fact in a binding; like a verdict and a fact nobody changes it, and it is not frozen for its cost.

    Attributes:
        fact: The fact.
        role: What it is there: ``total``, ``part``, ``list``, and so on.
        witness: It only says once more what another bound fact says. It is shown, but a finding is the
            same finding with and without it: so another summary that joins in makes no new one.
    """

    fact: Fact
    role: str
    witness: bool = False


@dataclass(slots=True)
class Verdict:
    """The verdict on one binding; nobody changes it. Not frozen: of every fact there are several.

    Attributes:
        outcome: One of ``OUTCOMES``.
        bound: The facts that the rule was applied to, the one to look at first in front.
        message: Key of the message of a finding; empty = counted, but no finding of its own.
        values: What the message is filled with; for ``unchecked``, what the reason is filled with.
        reason: Key of the reason why nothing was checked.
        level: The finding's level where it is not the rule's.
        key: What tells this binding from others of the same rule and facts.
        algebra: The computation in signs, as ``355 ≠ 95 + 115 + 101 = 311``.
        details: Class, probability, necessity, suspects: for programs.
        suggestion: What the quote might have to be, where one thing is likely.
    """

    outcome: Outcome
    bound: tuple[Bound, ...]
    message: str = ""
    values: Mapping[str, MessageValue] = field(default_factory=dict)
    reason: str = ""
    level: Level | None = None
    key: str = ""
    algebra: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    suggestion: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether this verdict is reported, not only counted."""
        return bool(self.message)


def bind(*facts: Fact, role: str = "fact") -> tuple[Bound, ...]:
    """Bind facts that all play the same role."""
    return tuple([Bound(fact, role) for fact in facts])


def tell(telling: Telling, role: str) -> tuple[Bound, ...]:
    """Bind the fact that tells a value first; all others that tell it are its witnesses."""
    first, *others = telling.facts
    return (Bound(first, role), *(Bound(fact, role, witness=True) for fact in others))


def consistent(*facts: Fact, key: str = "") -> Verdict:
    """Return the verdict that these facts agree."""
    return Verdict("consistent", bind(*facts), key=key)


def inconsistent(
    *facts: Fact,
    message: str,
    level: Level | None = None,
    algebra: str = "",
    details: Mapping[str, object] | None = None,
    suggestion: str = "",
    key: str = "",
    **values: MessageValue,
) -> Verdict:
    """Return the verdict that these facts cannot be true together.

    Args:
        facts: The facts, the one to look at first in front.
        message: A key of ``messages/*.toml``, or in a workspace's rule the sentence itself.
        level: Where it is not the rule's.
        algebra: The computation in signs.
        details: For programs.
        suggestion: What the quote might have to be.
        key: What tells this binding from others of the same facts.
        values: What the message is filled with.
    """
    return Verdict(
        "inconsistent",
        bind(*facts),
        message,
        values,
        level=level,
        key=key,
        algebra=algebra,
        details=details or {},
        suggestion=suggestion,
    )


def judged(  # noqa: PLR0917  in the order of a sentence: how, what, how grave, which words
    agreement: Agreement,
    bound: tuple[Bound, ...],
    level: Level,
    message: str,
    told: Mapping[str, MessageValue],
    key: str = "",
    details: Mapping[str, object] | None = None,
) -> Verdict:
    """Return the verdict that an agreement comes to, by DESIGN's section on arithmetic.

    A gap that rounding explains is no finding unless it is improbable; one of soft readings alone
    is a warning at most.

    Args:
        agreement: What comparing the values came to.
        bound: The facts that were compared.
        level: The level of a gap that nothing explains.
        message: Key of its message; ``-vague`` and ``-improbable`` behind it are those of the others.
        told: What the message is filled with; ``algebra`` in it is the computation in signs.
        key: What tells this binding from others of the same facts.
        details: For programs, beside the probability.
    """
    details = dict(details or {})
    if agreement.probability is not None:
        details["probability"] = str(agreement.probability)
    if agreement.outcome == "consistent" or (agreement.outcome == "rounding" and not agreement.improbable):
        return Verdict(agreement.outcome, bound, key=key, details=details)
    algebra = str(told.get("algebra", ""))
    if agreement.probability is not None:
        values = {**told, "probability": one_in(agreement.probability)}
        return Verdict(
            "rounding", bound, f"{message}-improbable", values, "", "warning", key, algebra, details
        )
    if agreement.vague:
        level = "note" if level == "note" else "warning"
        message = f"{message}-vague"
    return Verdict("inconsistent", bound, message, told, "", level, key, algebra, details)


def one_in(probability: Fraction) -> str:
    """Return a small probability as people say it: once in how many cases."""
    return f"1/{int(1 / probability)}" if probability else "0"


def unchecked(*facts: Fact, reason: str, key: str = "", **values: MessageValue) -> Verdict:
    """Return the verdict that nothing was decided, and why."""
    return Verdict("unchecked", bind(*facts), reason=reason, values=values, key=key)
