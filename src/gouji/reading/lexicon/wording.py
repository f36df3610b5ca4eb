"""How sentences speak: patterns and words by name, from ``wording.toml`` and the tables of other topics."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any, cast

from gouji.facts.figures.model import HAN, any_of


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table in the file ``NAME.toml`` of this folder."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


_TOPICS = (
    "wording", "changes", "documents", "alignment", "phrases", "naming", "tables", "identity", "links",
    "times",
)  # fmt: skip
"""Tables that refer to one another: a name stands in only one of them."""
_HAN, _HAN_AND = "[一-鿿]", re.compile(r"\[([^][\\^]*)一-鿿([^][\\]*)\](?![*+?{])")
_NAME = re.compile(r"\{([a-z_]+)\}")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of this name, compiled when a text first has its signs.

    >>> pattern("hoped").search("力争增长5%")[0]
    '力争'
    """
    return signed(name, partial(_resolved, name))


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a part of a table, each by its key; they look at lines."""
    parts = entry(name).items()
    return {key: signed(f"{name}.{key}", partial(_filled_in, said), re.MULTILINE) for key, said in parts}


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of this name, in the order of the table."""
    return tuple(_merged()["words"][name].split())


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of some words: signs of what a pattern finds, which asks more."""
    return any(sign in text for sign in signs)


def opens_with(phrase: str, *names: str) -> bool:
    """Whether a phrase begins with one of the words of these names.

    >>> opens_with("新建公园", "acts", "adverbs"), opens_with("公园", "acts", "adverbs")
    (True, False)
    """
    return phrase.startswith(_words_of(names))


@cache
def _words_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for name in names for word in words(name))


def ending(phrase: str, *names: str) -> str:
    """Return the longest of the words of these names that ends a phrase; empty where none does.

    >>> ending("全市从业人员", "dependent")
    '从业人员'
    """
    for word in _endings(names).get(phrase[-1:], ()):
        if phrase.endswith(word):
            return word
    return ""


@cache
def _endings(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    return _by_last_character(_words_of(names))


def _by_last_character(listed: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return words by their last characters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(listed, key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return found


def entry(name: str) -> Any:
    """Return what stands under a name, as written."""
    return _merged()[name]


def _resolved(name: str) -> str:
    return _filled_in(entry(name)) if name in _merged() else any_of(words(name))


def _filled_in(source: str | list[str]) -> str:
    text = (source if isinstance(source, str) else "|".join(source)).replace(_HAN, HAN)
    text = _HAN_AND.sub(lambda also: f"(?:{HAN}|[{also[1]}{also[2]}])", text)
    return _NAME.sub(lambda found: f"(?:{_within(found[1])})", text)


def _within(name: str) -> str:
    """Return the pattern of a name as part of another: where none of many words begins, none is tried."""
    many = name not in _merged() and len(words(name)) >= _MANY
    return one_of(words(name)) if many else _resolved(name)


_MANY = 12


def one_of(listed: Iterable[str]) -> str:
    """Return a pattern of many words, before any of which their first characters are looked for.

    Behind these the words stand as they are: a class of characters for the ends of each would be compiled
    a hundred times slower than the ends are compared.

    >>> one_of(["推动", "推进", "建", "建成"])
    '(?=[推建])(?:推动|推进|建成|建)'
    """
    ordered = sorted(listed, key=len, reverse=True)
    first = "".join(dict.fromkeys(re.escape(word[0]) for word in ordered))
    return f"(?=[{first}])(?:{'|'.join(map(re.escape, ordered))})"


@cache
def _merged() -> dict[str, Any]:
    tables = [table(name) for name in _TOPICS]
    listed = {name: text for one in tables for name, text in one.get("words", {}).items()}
    return {name: found for one in tables for name, found in one.items()} | {"words": listed}


@cache
def openers() -> re.Pattern[str]:
    """Return a pattern of the words that open a clause and belong to no name."""
    listed = [*words("adverbs"), *words("modals"), *words("having")]
    local = f"在[{''.join(table('places')['provinces'].values())}](?=..)"
    any_word = _any_unless(listed, entry("openers_but_before"))
    first, second, last = map(_filled_in, (entry("opens_no_name"), entry("for_whom"), entry("owner")))
    return _compiled(f"(?:{first}|{second}|{local}|{any_word}|[ 、—,，:：\u3000]|{last})+")


def without_closer(phrase: str) -> str:
    """Return a phrase without one word at its end that belongs to no name.

    >>> without_closer("财政收入为"), without_closer("签约")
    ('财政收入', '签约')
    """
    closers, by_last_character = _closers()
    for word in filter(phrase.endswith, by_last_character.get(phrase[-1:], ())):
        rest = phrase[: -len(word)]
        if not (rest and rest[-1] in closers[word]):
            return rest
    return phrase


@cache
def _closers() -> tuple[Mapping[str, str], Mapping[str, Sequence[str]]]:
    """Return such words with the characters that make another word of each, and by their last characters."""
    closers = dict.fromkeys((*words("closers"), *" 、，‘“（(—:："), "") | entry("closers_but_behind")
    return closers, _by_last_character(closers)


def _any_unless(listed: Iterable[str], guarded: Mapping[str, str]) -> str:
    """Return a pattern of the words listed; of those guarded where no character makes them another word."""
    free = [word for word in listed if word not in guarded]
    longer, chars = (any_of(word for word in free if (len(word) > 1) is long) for long in (True, False))
    kept = "|".join(f"{word}(?![{other}])" if other else word for word, other in guarded.items())
    first = "".join(sorted({word[0] for word in (*free, *guarded)}))
    return f"(?=[{first}])(?:{longer}|{kept}|{chars})"


_NOTHING = re.compile("(?!)")
_OFTEN = 50
"""Asked so many times, a pattern is compiled without a sign: that takes less time than looking for signs."""
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Signed:
    """A pattern with signs: it has the methods of a compiled one, which replace its own once it is compiled.

    Compiling took half of the time of auditing two small files, much of it for what no text of these has. The
    signs stand in ``signs.txt``: a name, then groups of words, each behind a bar. They are derived from the
    patterns: ``python -m tests.reading.lexicon.signs`` writes them anew.

    Attributes:
        signs: Groups of words; a text that lacks all words of one of them has nothing to find.
        source: Returns the pattern as text.
        flags: Those of ``re``.
        asked: How many texts it was asked for.
    """

    def __init__(self, signs: Sequence[Sequence[str]], source: Callable[[], str], flags: int) -> None:
        self.signs, self.source, self.flags = signs, source, flags
        self.asked = 0

    @property
    def pattern(self) -> str:
        """The pattern as text."""
        return self.source()

    def _for(self, text: str) -> re.Pattern[str]:
        """Return the pattern for a text that has its signs, for any other one that finds nothing."""
        self.asked += 1
        for words in self.signs if self.asked < _OFTEN else ():
            for word in words:
                if word in text:
                    break
            else:
                return _NOTHING
        found = _compiled(self.source(), self.flags)
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
    return cast("re.Pattern[str]", _Signed(signs, source, flags)) if signs else _compiled(source(), flags)


_FEW = re.compile(r"\[(?<!\\\[)(?![\x00-\xff]+\])([^][\\^.|(){}*+?$-]{3,10})\](?:(\?)(?![?+])|(?![*+?{]))")
"""A class of few letters, not all of them Latin, that stands once or may be left out."""
_LONG = 120


@cache
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern; in a long one classes of few Han letters are spelled as alternatives.

    For each class ``re`` makes a map of all letters that there are, which takes five times as long.
    """
    return re.compile(_FEW.sub(_alternatives, pattern) if len(pattern) > _LONG else pattern, flags)


def _alternatives(few: re.Match[str]) -> str:
    """Return a class as alternatives; something empty behind the last one keeps them from becoming a class.

    >>> _FEW.sub(_alternatives, "第[一二三]季度[末初底]?")
    '第(?:一|二|三(?=))季度(?:末|初|底|)'
    """
    return f"(?:{'|'.join(few[1])}{'|' if few[2] else '(?=)'})"


@cache
def _signs() -> Mapping[str, Sequence[Sequence[str]]]:
    lines = (files(__package__) / "signs.txt").read_text(encoding="utf-8").splitlines()
    listed = (line.split(" | ") for line in lines)
    return {name: [group.split() for group in groups] for name, *groups in listed}
