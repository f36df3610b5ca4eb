"""Patterns that are compiled when a text first has their signs: words one of which each of their matches has.

Compiling took half of the time of auditing two small files, much of it for what no text of these has. The
signs stand in ``signs.txt``: a name, then groups of words, each behind a bar. They are derived from the
patterns: ``python -m tests.reading.lexicon.signs`` writes them anew.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from gouji.facts.figures.model import compiled

_NOTHING = re.compile("(?!)")
_ENOUGH = 2000
"""So many words looked for, a pattern is compiled without a sign: that takes less time than looking on."""
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Signed:
    """A pattern with signs: it has the methods of a compiled one, which replace its own once it is compiled.

    Attributes:
        signs: Groups of words; a text that lacks all words of one of them has nothing to find.
        source: Returns the pattern as text.
        flags: Those of ``re``.
        looked: How many words of its signs were looked for.
    """

    def __init__(self, signs: Sequence[Sequence[str]], source: Callable[[], str], flags: int) -> None:
        self.signs, self.source, self.flags = signs, source, flags
        self.looked = 0

    @property
    def pattern(self) -> str:
        """The pattern as text."""
        return self.source()

    def _for(self, text: str) -> re.Pattern[str]:
        """Return the pattern for a text that has its signs, for any other one that finds nothing."""
        for words in self.signs if self.looked < _ENOUGH else ():
            self.looked += len(words)
            for word in words:
                if word in text:
                    break
            else:
                return _NOTHING
        found = compiled(self.source(), self.flags)
        vars(self).update({method: getattr(found, method) for method in _METHODS})
        return found

    def search(self, text: str, *within: int) -> re.Match[str] | None:
        return self._for(text).search(text, *within)

    def match(self, text: str, *within: int) -> re.Match[str] | None:
        return self._for(text).match(text, *within)

    def fullmatch(self, text: str, *within: int) -> re.Match[str] | None:
        return self._for(text).fullmatch(text, *within)

    def finditer(self, text: str, *within: int) -> Iterator[re.Match[str]]:
        return self._for(text).finditer(text, *within)

    def findall(self, text: str, *within: int) -> list[str]:
        return self._for(text).findall(text, *within)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        return self._for(text).split(text, maxsplit)

    def sub(self, made: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._for(text).sub(made, text, count)


def signed(name: str, source: Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern of a name that has signs; compiled where it has none."""
    signs = _signs().get(name)
    return cast("re.Pattern[str]", _Signed(signs, source, flags)) if signs else compiled(source(), flags)


@cache
def _signs() -> Mapping[str, Sequence[Sequence[str]]]:
    lines = Path(__file__).with_name("signs.txt").read_text(encoding="utf-8").splitlines()
    listed = (line.split(" | ") for line in lines)
    return {name: [group.split() for group in groups] for name, *groups in listed}
