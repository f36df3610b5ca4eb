"""GJ208: numbered parts that are miscounted, left out or repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Verdict, bind, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.numbering import Part, Parts
    from gouji.facts.table import Facts


@rule("GJ208", name="numbered-parts", level="error", scope="summary")
def numbered_parts(facts: Facts) -> Iterator[Verdict]:
    """Numbered parts are as many as is said, none left out and none twice.

    Why: the commonest slip of an office: a point was cut or put in, and neither the count before it nor
    the numbers behind it were changed.

    Read in the source text are （一）…（九）, 一、…, 一是…五是, 一要…, 第一，…, 1.… and what ；parts behind
    包括, with the count that stands right before them (9个方面：). A list begins with one and goes on as
    long as its numbers rise. Fewer 一是…二是 than said are a warning: the last may be told without a number.

    Example:
        抓好九个方面工作：（一）…（八）; 一是…二是…四是….

    Source: editors' practice; GB/T 9704 on the levels of numbering.
    """
    for summary, rows in facts.by_summary.items():
        if summary not in facts.texts:
            yield unchecked(rows[0], reason="no-text")
            continue
        for parts in facts.numbered[summary]:
            yield from _verdicts(facts, summary, parts)


def _verdicts(facts: Facts, summary: str, parts: Parts) -> Iterator[Verdict]:
    first, last = parts.parts[0], parts.parts[-1]
    whole = bind(facts.at(summary, first.start, first.end), role="first")
    named: dict[str, Value] = {
        "kind": parts.kind,
        "first": _shown(facts, summary, first),
        "last": _shown(facts, summary, last),
    }
    sound = True
    for message, numbers in (("parts-missing", parts.missing), ("parts-repeated", parts.repeated)):
        if numbers:
            sound = False
            told: dict[str, Value] = {**named, "numbers": tuple(map(str, numbers))}
            yield Verdict("inconsistent", whole, message, told, key=message)
    if parts.stated is not None and parts.stated != parts.count:
        sound = False
        stated = bind(facts.at(summary, *parts.place), role="count")
        told = {**named, "stated": facts.texts[summary][slice(*parts.place)], "count": parts.count}
        # The last of 一是…二是 may be told without a number; a heading may not.
        level: Level = "warning" if parts.inline and parts.stated > parts.count else "error"
        algebra = f"{parts.stated} ≠ {parts.count}"
        yield Verdict(
            "inconsistent", (*stated, *whole), "parts-miscounted", told, level=level, algebra=algebra
        )
    if sound:
        yield Verdict("consistent", whole)


def _shown(facts: Facts, summary: str, part: Part) -> str:
    return facts.texts[summary][part.start : part.end + _SHOWN].partition("\n")[0]


_SHOWN = 6
