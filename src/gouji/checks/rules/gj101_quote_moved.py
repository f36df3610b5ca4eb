"""GJ101: quotes that do not stand where their offsets say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.table import Fact, Facts


@rule("GJ101", name="quote-moved", level="error", scope="row")
def quote_moved(facts: Facts) -> Iterator[Verdict]:
    """A quote stands in its source text at exactly the offsets that the fact gives.

    Why: the quote is the proof of a fact. A quote that the text does not hold at that place proves
    nothing: the wrong passage was encoded, the figure was mistyped, or the text is another edition.

    Offsets count Unicode code points of the text as decoded, without a byte order mark; the end is
    exclusive. Texts are matched by their SHA-256; without the text at hand nothing is checked.

    Example:
        `311项` at 2383–2387, where the text has `355项`.

    Source: text-position and text-quote selectors of the W3C Web Annotation Data Model.
    """
    for fact in facts:
        yield _verdict(fact, facts.texts.get(fact.summary))


def _verdict(fact: Fact, text: str | None) -> Verdict:
    if fact.start is None or fact.end is None:
        return unchecked(fact, reason="no-offsets")
    if text is None:
        return unchecked(fact, reason="no-text")
    found = text[fact.start : fact.end]
    if found == fact.quote:
        return consistent(fact)
    return inconsistent(
        fact, message="quote-moved", quote=fact.quote, found=found[:40], start=fact.start, end=fact.end
    )
