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

_NOTHING = re.compile("(?!)")
_ENOUGH = 2000
"""So many words looked for, a pattern is compiled without a sign: that takes less time than looking on."""
_Compile = Callable[[str], re.Pattern[str]]
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Signed:
    """A pattern with signs: it has the methods of a compiled one, which replace its own once it is compiled.

    Attributes:
        signs: Groups of words; a text that lacks all words of one of them has nothing to find.
        source: Returns the pattern as text.
        compiled: Compiles that.
        looked: How many words of its signs were looked for.
    """

    def __init__(self, signs: Sequence[Sequence[str]], source: Callable[[], str], compiled: _Compile) -> None:
        self.signs, self.source, self.compiled = signs, source, compiled
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
        found = self.compiled(self.source())
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


def signed(name: str, source: Callable[[], str], compiled: _Compile) -> re.Pattern[str]:
    """Return the pattern of a name, which is compiled when a text first has its signs, if it has any."""
    groups = _signs().get(name, "").split(" | ")
    return cast("re.Pattern[str]", _Signed([*filter(None, map(str.split, groups))], source, compiled))


@cache
def _signs() -> Mapping[str, str]:
    """Return the groups of each pattern as they are written."""
    lines = Path(__file__).with_name("signs.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines)
