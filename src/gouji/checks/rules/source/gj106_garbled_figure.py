"""GJ106: figures that typing, scanning or conversion has garbled."""

import re
from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern

_LOOKALIKES = str.maketrans("lIOo", "1100")


@rule("GJ106", name="garbled-figure", level="warning", scope="summary", needs_texts=True, about="rows")
def garbled_figure(facts: Facts) -> Iterator[Verdict]:
    """Figures of a source text are intact: no letter in them, no character lost, no exponent flattened."""
    for summary, rows in facts.by_summary.items():
        text = facts.texts.get(summary)
        if text is None:
            if any(fact.start is not None for fact in rows):
                yield unchecked(rows[0], reason="no-text")
            continue
        garbled = list(pattern("garbled").finditer(text))
        yield from (_verdict(facts, summary, found) for found in garbled)
        if not garbled:
            yield consistent(rows[0])


def _verdict(facts: Facts, summary: str, found: re.Match[str]) -> Verdict:
    bound = facts.at(summary, found.start(), found.end())
    suggestion = found[0].translate(_LOOKALIKES) if found["letter"] else ""
    if found["power"]:
        suggestion = re.sub("10([12][0-9])", r"10^\1", found[0])
    message = "garbled-figure-suggested" if suggestion else "garbled-figure"
    return inconsistent(bound, message=message, quote=found[0], suggestion=suggestion)
