"""What a rule is (one function, its code, its page), and what it yields: bindings and verdicts.

It imports nothing of gouji at run time, so that every rule module, the engine's or a workspace's,
can import it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.facts import Fact, Facts


Outcome = Literal["consistent", "rounding", "inconsistent", "unchecked"]
Level = Literal["error", "warning", "note"]

OUTCOMES: tuple[Outcome, ...] = ("consistent", "rounding", "inconsistent", "unchecked")
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""From most to least severe."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a message that each language words its own way: a key of ``messages`` and its values."""

    key: str
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)


MessageValue = str | int | tuple[str, ...] | Phrase
"""What a message can be filled with; a tuple is written as a list, a phrase as its own message."""


@dataclass(slots=True)
class Bound:
    """A fact in a binding. Never modified, like a verdict and a fact; freezing it would cost too much time.

    Attributes:
        role: Its role in the binding: ``total``, ``part``, ``list``, and so on.
        witness: It only repeats what another bound fact says. It is shown, but takes no part in the
            identity of a finding, so that one more summary with the same value makes no new finding.
    """

    fact: Fact
    role: str
    witness: bool = False


@dataclass(slots=True)
class Verdict:
    """The verdict on one binding. Never modified; not frozen because every fact has several.

    Attributes:
        outcome: One of ``OUTCOMES``.
        bound: The facts that the rule was applied to, beginning with the one to look at first.
        message: Key of the finding's message; empty = counted, but not reported as a finding.
        values: What the message is filled with; for ``unchecked``, what the reason is filled with.
        reason: Key of the reason why nothing was checked.
        level: The finding's level where it differs from the rule's.
        key: Distinguishes this binding from others of the same rule and facts.
        algebra: The computation in symbols, as ``355 ≠ 95 + 115 + 101 = 311``.
        details: Class, probability, necessity, suspects: for programs.
        suggestion: What the quote should probably be, where one reading is likely.
        about: What it decides something about, where it differs from the rule's.
        because: Why it stands at its level: keys of ``messages``, that of the rule's own level first.
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
    about: About | None = None
    because: tuple[str, ...] = ()


@dataclass(slots=True)
class Binding:
    """Values of some facts, compared; `checks.decide` makes the verdict of it. Never modified.

    A sentence may name the bound facts by their roles: ``{part}`` is the quote of the first part,
    ``{part_by}`` who says it, ``{part_period}`` and ``{part_year}`` of when, ``{part_2}`` the second one;
    ``{quote}`` and ``{indicator}`` are those of the first fact.

    Attributes:
        bound: The facts, beginning with the one to look at first.
        agreement: How what must be equal, at most or at least compares; None where it was not compared.
        message: Key of the sentence for a gap that nothing explains; with ``-vague`` or ``-improbable``
            appended, of the other two.
        algebra: The computation in symbols, as a sentence that names bound facts: ``{part} > {whole}``.
        words: Returns what the sentence is filled with beyond them, perhaps ``algebra`` too; only called
            for a finding.
        obstacle: Key of the reason why nothing was compared.
        reason: What that reason is filled with.
        level: The level of a gap that nothing explains, where it differs from the rule's.
        key: Distinguishes this binding from others of the same rule and facts.
        details: For programs, beside the probability.
        silent: A gap is counted, but another rule reports it.
        because: Why it is of its level, where the rule can tell.
    """

    bound: tuple[Bound, ...]
    agreement: Agreement | None
    message: str = ""
    algebra: str = ""
    words: Callable[[], Mapping[str, MessageValue]] = dict
    obstacle: str = ""
    reason: Mapping[str, MessageValue] = field(default_factory=dict)
    level: Level | None = None
    key: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    silent: bool = False
    because: tuple[str, ...] = ()


Decidable = Binding | Verdict
"""What a rule yields: where values are compared a binding, else a verdict of its own."""


def bind(*facts: Fact, role: str = "fact") -> tuple[Bound, ...]:
    """Bind facts that all have the same role."""
    return tuple([Bound(fact, role) for fact in facts])


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
        facts: The facts, beginning with the one to look at first.
        message: A key of ``messages/*.toml``, or in a workspace's rule the sentence itself.
        level: Where it differs from the rule's.
        algebra: The computation in symbols.
        details: For programs.
        suggestion: What the quote should probably be.
        key: Distinguishes this binding from others of the same facts.
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


def unchecked(*facts: Fact, reason: str, key: str = "", **values: MessageValue) -> Verdict:
    """Return the verdict that nothing was decided, and why."""
    return Verdict("unchecked", bind(*facts), reason=reason, values=values, key=key)


__all__ = [
    "Bound", "Phrase", "Rule", "Scope", "Verdict", "bind", "consistent", "inconsistent", "rule", "table_rule",
    "unchecked",
]  # fmt: skip

Scope = Literal["table", "row", "summary", "matter", "act", "workspace"]
"""Which facts a rule must see together. ``table`` rules see cells, and run with the schema."""

About = Literal["figures", "quotes", "rows"]
"""What a rule decides something about."""

Covers = Callable[["Facts", "Fact"], bool]

_CODE = re.compile(r"GJ[0-9]{3}|(?!GJ)[A-Z][A-Z0-9]{1,7}-[0-9A-Z]{1,8}")


class Rule(NamedTuple):
    """One thing that must hold.

    Attributes:
        code: ``GJ205``, or a workspace's own as ``CY-11``.
        name: Its name, as ``total-of-parts``.
        level: The most severe level that it reports.
        scope: Which facts it must see together.
        page: Its docstring: of the engine's what must hold, their pages stand in the TOML file beside them.
        family: The folder that it lies in, as ``years``; empty for a relation or a workspace's own rule.
        needs_texts: It finds nothing without the source texts.
        about: What its bindings decide something about: ``figures``; ``quotes``, where they are and how they
            are read; ``rows``, texts or who acts.
        of_targets: It compares targets with outcomes.
        of_absence: It finds that somebody is not named.
        of_size: It compares the size or the unit of figures with others, not what they say.
        by_name: It compares figures because their indicators have one name. A name that was read from a text
            may be cut short: where such rows are bound, findings are one level lower.
        covers: Which rows it would use if their cells were sound; faulty ones among them are *unchecked*.
        check: Facts in, bindings and verdicts out. It prints nothing, and raises nothing for bad facts.
    """

    code: str
    name: str
    level: Level
    scope: Scope
    page: str
    check: Callable[..., Any]
    family: str = ""
    needs_texts: bool = False
    about: About = "figures"
    of_targets: bool = False
    of_absence: bool = False
    of_size: bool = False
    by_name: bool = False
    covers: Covers | None = None


class Fault(NamedTuple):
    """A bad cell: what a table rule yields.

    Attributes:
        table: ``facts``, ``summaries``, ``entities``, ``indicators`` or ``waivers``.
        row: Position of the row in that table.
        line: The 1-based line that the row begins on.
        id: The row's id, perhaps empty; of a waiver the fingerprint.
        rule: The GJ0 rule that it breaks.
        message: Key of the message.
        values: What the message is filled with.
    """

    table: str
    row: int
    file: str
    line: int
    id: str
    column: str
    cell: str
    rule: Rule
    message: str
    values: Mapping[str, MessageValue]


def rule(  # noqa: PLR0913  the attributes of a rule, each by its name
    code: str,
    *,
    name: str,
    level: Level,
    scope: Scope,
    needs_texts: bool = False,
    about: About = "figures",
    of_targets: bool = False,
    of_absence: bool = False,
    of_size: bool = False,
    by_name: bool = False,
    covers: Covers | None = None,
) -> Callable[[Callable[[Facts], Iterable[Decidable]]], Rule]:
    """Turn a function into a rule; its docstring becomes its page. The arguments are attributes of `Rule`.

    The engine's rules have their pages, in both languages, in the TOML file beside them.

    Raises:
        ValueError: The code is not like ``GJ205`` or ``CY-11``, or there is no docstring.
    """

    def decorate(check: Callable[[Facts], Iterable[Decidable]]) -> Rule:
        return Rule(
            _valid(code), name, level, scope, _page(code, check), check, _family(check),
            needs_texts, about, of_targets, of_absence, of_size, by_name, covers,
        )  # fmt: skip

    return decorate


def table_rule(code: str, *, name: str, level: Level = "error") -> Callable[[Callable[..., Any]], Rule]:
    """Turn a function over cells, or over rows that are no facts, into a rule run outside the runner."""
    return lambda check: Rule(
        _valid(code), name, level, "table", _page(code, check), check, _family(check), about="rows"
    )


def _valid(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f'"{code}" is no code of a rule; expected GJ205 or, in a workspace, CY-11')
    return code


def _page(code: str, check: Callable[..., Any]) -> str:
    if not check.__doc__:
        raise ValueError(f"{code} has no docstring; expected its page")
    return inspect.cleandoc(check.__doc__)


def _family(check: Callable[..., Any]) -> str:
    """The folder of the engine's rules that a function is defined in."""
    package, _, family = check.__module__.rpartition(".")[0].rpartition(".")
    return family if package == "gouji.checks.rules" else ""
