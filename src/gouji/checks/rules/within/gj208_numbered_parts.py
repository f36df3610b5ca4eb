"""GJ208: numbered parts that are miscounted, left out or repeated."""

from collections.abc import Iterator, Sequence

from gouji.checks.bindings.passages import in_order, summaries_read, without_texts, wrong_marks
from gouji.checks.rule import Bound, Level, MessageValue, Verdict, bind, rule
from gouji.facts.table.facts import Facts
from gouji.reading.numbered import NumberedList, NumberedPart, numbered, without_breaks
from gouji.reading.numbered_by_name import numbered_by_name


@rule("GJ208", name="numbered-parts", level="error", scope="summary", needs_texts=True)
def numbered_parts(facts: Facts) -> Iterator[Verdict]:
    """Numbered parts are as many as stated, none left out and none repeated."""
    yield from without_texts(facts)
    for summary in summaries_read(facts):
        text = facts.texts[summary]
        for parts in (*numbered(text), *numbered_by_name(text)):
            first = bind(facts.at(summary, parts.parts[0].start, parts.parts[0].end), role="first")
            problems = [*_of_numbers(facts, summary, parts, first), *_of_count(facts, summary, parts, first)]
            yield from problems or [Verdict("consistent", in_order(facts, summary, parts))]


def _of_numbers(
    facts: Facts, summary: str, parts: NumberedList, first: tuple[Bound, ...]
) -> Iterator[Verdict]:
    problems: tuple[tuple[str, Sequence[int], Level], ...] = (
        ("parts-missing", parts.missing, "error"),
        ("parts-repeated", parts.repeated, "error"),
        ("parts-disordered", parts.disordered, "note"),
    )
    for message, numbers, level in problems:
        if numbers:
            values = {**_shown(facts, summary, parts), "numbers": tuple(map(str, numbers))}
            bound = (*first, *wrong_marks(facts, summary, parts, numbers))
            yield Verdict("inconsistent", bound, message, values, level=level, key=message)


def _of_count(facts: Facts, summary: str, parts: NumberedList, first: tuple[Bound, ...]) -> Iterator[Verdict]:
    if parts.stated is None or parts.stated == len(parts.parts):
        return
    stated = bind(facts.at(summary, *parts.place), role="count")
    quote = facts.texts[summary][slice(*parts.place)]
    values = {**_shown(facts, summary, parts), "stated": quote, "count": len(parts.parts)}
    # The last of 一是…二是 may come without a number; a heading may not.
    level: Level = "warning" if parts.inline and parts.stated > len(parts.parts) else "error"
    algebra = f"{parts.stated} ≠ {len(parts.parts)}"
    yield Verdict("inconsistent", (*stated, *first), "parts-miscounted", values, level=level, algebra=algebra)


def _shown(facts: Facts, summary: str, parts: NumberedList) -> dict[str, MessageValue]:
    text = facts.texts[summary]

    def words_of(part: NumberedPart) -> str:
        mark, behind = text[part.start : part.end], text[part.end : part.end + _SHOWN]
        return without_breaks(mark) + behind.partition("\n")[0]

    return {"kind": parts.kind, "first": words_of(parts.parts[0]), "last": words_of(parts.parts[-1])}


_SHOWN = 6
"""Characters shown of a part."""
