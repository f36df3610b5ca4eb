"""GJ101: quotes that are not where their offsets say."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts


@rule("GJ101", name="quote-moved", level="error", scope="row", needs_texts=True, about="quotes")
def quote_moved(facts: Facts) -> Iterator[Verdict]:
    """A quote stands in its source text at exactly the offsets that the fact gives."""
    for fact in facts:
        yield _verdict(fact, facts.texts.get(fact.summary))


def _verdict(fact: Fact, text: str | None) -> Verdict:
    if fact.start is None or fact.end is None:
        return unchecked(fact, reason="no-offsets")
    if text is None:
        return unchecked(fact, reason="no-text")
    found = text[fact.start : fact.end]
    if "".join(found.split()) == "".join(fact.quote.split()):
        return consistent(fact)
    now = _nearest(text, fact.quote, fact.start)
    if now is not None:
        return inconsistent(
            fact,
            message="quote-moved-to",
            start=fact.start,
            end=fact.end,
            now=now,
            now_end=now + len(fact.quote),
            details={"start": now, "end": now + len(fact.quote)},
        )
    return inconsistent(fact, message="quote-moved", found=found[:40], start=fact.start, end=fact.end)


def _nearest(text: str, quote: str, start: int) -> int | None:
    """The position of *quote* in the text that is nearest to *start*; None where there is none."""
    before, behind = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    places = [place for place in (before, behind) if place >= 0 and quote]
    return min(places, key=lambda place: abs(place - start), default=None)
