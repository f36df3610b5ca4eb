"""How sentences speak: patterns and words by name, from ``wording.toml`` and the tables of other topics."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import compiled
from gouji.reading.lexicon.signs import signed


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table in the file ``NAME.toml`` of this folder."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


_TOPICS = (
    "wording", "changes", "documents", "alignment", "phrases", "naming", "tables", "identity", "links",
    "times",
)  # fmt: skip
"""Tables that refer to one another: a name stands in only one of them."""
_NAME = re.compile(r"\{([a-z_]+)\}")


class _Patterns(dict[str, re.Pattern[str]]):
    """The patterns by their names: of a text they are asked a hundred thousand times."""

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = made = signed(name, partial(_resolved, name), compiled)
        return made


pattern: Callable[[str], re.Pattern[str]] = _Patterns().__getitem__
"""Returns the pattern of a name, compiled when a text first has its signs: ``pattern("hoped")``."""


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a part of a table, each by its key; they look at lines."""
    parts = entry(name).items()
    by_line = partial(compiled, flags=re.MULTILINE)
    return {key: signed(f"{name}.{key}", partial(_filled_in, said), by_line) for key, said in parts}


class _Words(dict[str, tuple[str, ...]]):
    """The words of a name, likewise."""

    def __missing__(self, name: str) -> tuple[str, ...]:
        self[name] = listed = tuple(_merged()["words"][name].split())
        return listed


words: Callable[[str], tuple[str, ...]] = _Words().__getitem__
"""Returns the words of a name, in the order of the table."""


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of some words: signs of what a pattern finds, which asks more."""
    for sign in signs:  # noqa: SIM110 - a generator takes twice as long
        if sign in text:
            return True
    return False


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
    text = source if isinstance(source, str) else "|".join(source)
    return _NAME.sub(lambda found: f"(?:{_within(found[1])})", text)


@cache
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
    return compiled(f"(?:{first}|{second}|{local}|{any_word}|[ 、—,，:：\u3000]|{last})+")


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
