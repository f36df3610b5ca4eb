"""GJ106: figures that typing, scanning or conversion has garbled."""

import re
from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern

_LOOKALIKES = str.maketrans("lIOo", "1100")


@rule("GJ106", name="garbled-figure", level="warning", scope="summary", needs_texts=True, about="rows")
def garbled_figure(facts: Facts) -> Iterator[Verdict]:
    """Figures of a source text are intact: no letter in them, no character lost, no exponent flattened.

    Why: what a scanner or a converter has garbled reads as another number, or as none; either way the figure
    escapes every other check.

    The rule searches the available texts for a letter that looks like a digit between digits and a unit
    (`25l亿元`, `1O8个`), a question mark or the sign for lost characters right beside digits (`前1?`), and a
    power of ten whose exponent was flattened (`每秒1018次` for 10^18). Codes (5G, G60, 3I) are not reported.

    Example:
        `25l亿元`: probably `251亿元`.

    Source: the known confusions of optical character recognition.
    """
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
