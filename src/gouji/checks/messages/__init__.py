"""Messages for people, in both languages: keys and values in, sentences out.

Both languages are always loaded; a report contains both, a terminal shows one.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from gouji.checks.rule import MessageValue, Phrase

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_SEPARATORS: dict[Language, str] = {"zh": "、", "en": ", "}


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return the messages of one language by key: the shared ones, then those of single rules."""
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    found = {key: str(text) for part in tomllib.loads(source).values() for key, text in part.items()}
    for words in _rule_words():
        found |= words.get(language, {})
    return found


@cache
def _rule_words() -> tuple[Mapping[str, Mapping[str, str]], ...]:
    """Return the messages of each rule that has some, by language: what stands between page and cases."""
    heads = (text.partition("\n[[case]]")[0].partition("\n[") for text in _rule_files().values())
    return tuple(tomllib.loads(f"[{words}") for _, bracket, words in heads if bracket)


@cache
def page_of(code: str) -> str:
    """Return the Chinese page of an engine rule; empty where it has none."""
    return str(tomllib.loads(_rule_files().get(code, "").partition("\n[")[0]).get("page", "")).strip()


@cache
def _rule_files() -> Mapping[str, str]:
    """Return the TOML file beside each rule, by code: its Chinese page, its messages, then its cases.

    Parsing TOML takes time, and most of the text is cases: each caller parses only the part it needs.
    """
    families = (folder for folder in files("gouji.checks.rules").iterdir() if folder.is_dir())
    found = (file for family in families for file in family.iterdir() if file.name.endswith(".toml"))
    return {file.name.removesuffix(".toml"): file.read_text(encoding="utf-8") for file in found}


def say(key: str, values: Mapping[str, MessageValue], language: Language) -> str:
    """Return a message in one language.

    Args:
        key: A key of the tables; anything else is the message itself (of a workspace's own rule).
        values: What it is filled with; a tuple is written as a list.
        language: ``zh`` or ``en``.
    """
    template = _template(key, texts(language))
    if template is None:
        return key
    return template.format_map({name: _written(value, language) for name, value in values.items()})


def _template(key: str, known: Mapping[str, str]) -> str | None:
    """Return the sentence of a key; of a vague or improbable case without one, what is said of them all."""
    base, _, case = key.rpartition("-")
    if key in known or f"any-{case}" not in known:
        return known.get(key)
    return f"{known[base]}{known[f'any-{case}']}" if base in known else None


def say_both(key: str, values: Mapping[str, MessageValue]) -> dict[Language, str]:
    """Return a message in both languages."""
    return {language: say(key, values, language) for language in LANGUAGES}


def _written(value: MessageValue, language: Language) -> str:
    if isinstance(value, Phrase):
        return say(value.key, value.values, language)
    return _SEPARATORS[language].join(value) if isinstance(value, tuple) else str(value)
