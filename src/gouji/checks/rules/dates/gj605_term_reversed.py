"""GJ605: spans of years that end before they begin."""

import re
from collections.abc import Iterator

from gouji.checks.bindings.passages import summaries_read, without_texts
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ605", name="term-reversed", level="error", scope="summary", needs_texts=True)
def term_reversed(facts: Facts) -> Iterator[Verdict]:
    """A span of years begins before it ends."""
    yield from without_texts(facts)
    for summary in summaries_read(facts):
        for found in _SPAN.finditer(facts.texts[summary]):
            fact, (first, last) = facts.at(summary, *found.span()), found.group("first", "last")
            # What is kept may be worked through from its newest to its oldest.
            kept = pattern("kept_by_year").match(facts.texts[summary], found.end())
            reversed_ = inconsistent(
                fact, message="term-reversed", level="note" if kept else None,
                algebra=f"{first} > {last}", first=first, last=last,
            )  # fmt: skip
            yield consistent(fact) if first <= last else reversed_


_YEAR = "(?:19|20)[0-9]{2}"
_SPAN = re.compile(f"(?<![0-9.])(?P<first>{_YEAR}) ?年? ?(?:[—–―~～至-]|——) ?(?P<last>{_YEAR}) ?年")
