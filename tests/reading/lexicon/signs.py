"""Derives the signs of the patterns: words one of which stands in whatever a pattern finds.

    python -m tests.reading.lexicon.signs

A line has the name of a pattern and its signs, groups of words: a text that lacks all the words of a group
has nothing for the pattern to find. `Reader` reads as much of a pattern as it needs for that, and says
nothing where it is not sure.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.reading.lexicon.wording import pattern, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SOURCE = Path(__file__).parents[3] / "src" / "gouji"
TABLE = SOURCE / "reading" / "lexicon" / "signs.txt"
Sign = frozenset[str]
"""Words one of which a text must have."""
_MOST_WORDS = 60
_MOST_SIGNS = 6
_QUANTIFIER = re.compile(r"([*+?]|\{([0-9]*)(?:,[0-9]*)?\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(
    r"\((?:\?(?:P<[a-z_0-9]+>|[a-z]*:|(?P<around><?[=!])"
    r"|(?P<unsure>\([a-z_0-9]+\)|[a-z]+(?=\))|P=[a-z_0-9]+))|(?!\?))"
)
"""How a group begins; nothing is sure of conditions, flags and what repeats a group."""
_RANGE = re.compile("(.)-(.)")
_LONGEST_RANGE = 10


class Reader:
    """Reads one pattern; ``at`` is where it is."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def signs(self) -> list[Sign]:
        """Return what whatever fits the alternatives from here on has, up to the bracket that ends them."""
        branches = [self._branch()]
        while self._next("|"):
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else list(_of_any(branches))

    def _next(self, char: str) -> bool:
        found = self.pattern.startswith(char, self.at)
        self.at += found
        return found

    def _branch(self) -> list[Sign]:
        had: list[Sign] = []
        literal = ""  # characters that stand side by side
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            around, char, found = self._atom()
            least = self._least()
            if around:
                had += found if least else []
            elif char and least:
                literal += char
                if least > 1 or self.pattern[self.at - 1] in "*+?}":
                    had.append(frozenset([literal]))
                    literal = ""
            else:
                had += [frozenset([literal])] if literal else []
                literal = ""
                had += found if least else []
        return [*had, frozenset([literal])] if literal else had

    def _least(self) -> int:
        """Return how often what was just read stands at least."""
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return 1
        self.at = found.end()
        return int(found[2] or 0) if found[1][0] == "{" else int(found[1] == "+")

    def _atom(self) -> tuple[bool, str, list[Sign]]:
        """Return whether an atom has no width, the character that it is, and its signs."""
        char = self.pattern[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            found = _CLASS.match(self.pattern, self.at)
            assert found
            self.at = found.end()
            return False, "", _of_class(found[0][1:-1])
        if char == "\\":
            return self._escaped()
        self.at += 1
        return (char in "^$", "", []) if char in "^$." else (False, char, [])

    def _escaped(self) -> tuple[bool, str, list[Sign]]:
        char = self.pattern[self.at + 1]
        assert not char.isdigit()  # no pattern refers back to a group
        self.at += 6 if char == "u" else 4 if char == "x" else 2
        return (char in "bBAZ", "", []) if char.isalpha() else (False, char, [])

    def _group(self) -> tuple[bool, str, list[Sign]]:
        found = _GROUP.match(self.pattern, self.at)
        assert found
        self.at = found.end()
        found_within = self.signs()
        assert self._next(")")
        certain = found["around"] in (None, "=") and not found["unsure"]
        return bool(found["around"]), "", found_within if certain else []


def _of_class(chars: str) -> list[Sign]:
    if chars.startswith("^") or "\\" in chars:
        return []
    spelled = _RANGE.sub(_between, chars)
    return [frozenset(spelled)] if "-" not in spelled else []


def _between(ends: re.Match[str]) -> str:
    first, last = ord(ends[1]), ord(ends[2])
    return "".join(map(chr, range(first, last + 1))) if last - first < _LONGEST_RANGE else "-"


def _of_any(branches: Sequence[Sequence[Sign]]) -> Iterator[Sign]:
    """Yield signs of alternatives: of each its best one, its first, its last."""
    if all(branches):
        yield frozenset().union(*(min(had, key=_commonness) for had in branches))
        yield frozenset().union(*(had[0] for had in branches))
        yield frozenset().union(*(had[-1] for had in branches))


def _commonness(sign: Sign) -> int:
    """Return about how often texts have a sign."""
    return sum((20, 3, 1)[min(len(word), 3) - 1] for word in sign)


def _shortened(sign: Sign) -> Sign:
    """Return a sign without words that have another one in them."""
    return frozenset(word for word in sign if not any(other in word for other in sign - {word}))


def signs_of(pattern: str) -> list[list[str]]:
    """Return the best signs of a pattern, the rarest first.

    >>> signs_of("[约近]?[一两三]+个(?:县|市辖区)(?!合计)|乡镇?总数为?")
    [['个', '总数'], ['县', '市辖区', '总数'], ['一', '三', '两', '乡']]
    """
    reader = Reader(pattern)
    found = {_shortened(sign) for sign in reader.signs()}
    assert reader.at == len(pattern)
    kept = sorted((_commonness(sign), sorted(sign)) for sign in found if _is_kept(sign))
    return [words for _, words in kept[:_MOST_SIGNS]]


def _is_kept(sign: Sign) -> bool:
    chars = "".join(sign)
    return len(sign) <= _MOST_WORDS and "|" not in chars and not any(map(str.isspace, chars))


def lines() -> Iterator[str]:
    """Yield the lines of the table: a name, then groups of words, each with a bar before it."""
    for name, source in sorted(_asked()):
        if had := signs_of(source):
            yield " | ".join((name, *(" ".join(words) for words in had)))


def _asked() -> Iterator[tuple[str, str]]:
    """Yield the patterns that the code asks for, with their names."""
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    for name in sorted(set(re.findall(r"""\bpattern\("([a-z_]+)"\)""", code))):
        yield name, pattern(name).pattern
    for name in sorted(set(re.findall(r"""\bpatterns\("([a-z_]+)"\)""", code))):
        yield from ((f"{name}.{key}", found.pattern) for key, found in patterns(name).items())


if __name__ == "__main__":
    TABLE.write_text("\n".join([*lines(), ""]), encoding="utf-8")
