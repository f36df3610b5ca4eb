"""Messages for people, in both languages: keys and values in, sentences out.

Both languages are always loaded; a report contains both, a terminal shows one.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from gouji.checks.rule import MessageValue, Phrase

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FAMILIES = Path(__file__).parents[1] / "rules"
_SEPARATORS: dict[Language, str] = {"zh": "、", "en": ", "}


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return the messages of one language by key: the shared ones, then those of single rules."""
    parts = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")).values()
    found = {key: str(text) for part in parts for key, text in part.items()}
    for words in _rule_words():
        found |= words.get(language, {})
    return found


@cache
def _rule_words() -> tuple[Mapping[str, Mapping[str, str]], ...]:
    """Return the messages of each rule that has some, by language: what stands between page and cases."""
    files = (file.read_text(encoding="utf-8") for file in _rule_files().values())
    heads = (text.partition("\n[[case]]")[0].partition("\n[") for text in files)
    return tuple(tomllib.loads(f"[{words}") for _, bracket, words in heads if bracket)


@cache
def page_of(code: str, language: Language) -> str:
    """Return the page of an engine rule: what must hold, why, an example, the source; empty for others."""
    file = _rule_files().get(code)
    head = file.read_text(encoding="utf-8").partition("\n[")[0] if file else ""
    return str(tomllib.loads(head).get("page" if language == "zh" else "page_en", "")).strip()


@cache
def _rule_files() -> Mapping[str, Path]:
    """Return the TOML file beside each rule, by code: pages, messages, and cases, which are most of it."""
    return {file.stem: file for file in FAMILIES.glob("*/*.toml")}


def say(key: str, values: Mapping[str, MessageValue], language: Language) -> str:
    """Return a message in one language, filled with values; a tuple is written as a list.

    What is no key of the tables is the message itself (of a workspace's own rule).
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
