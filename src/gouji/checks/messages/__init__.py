"""What is said to people, in both languages: keys and values in, sentences out.

Both languages are always at hand; a report carries both, a terminal shows one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from gouji.checks.verdict import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.verdict import Value

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_JOINTS: dict[Language, str] = {"zh": "、", "en": ", "}


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return the sentences of one language, by key."""
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return {key: str(text) for part in tomllib.loads(source).values() for key, text in part.items()}


def say(key: str, values: Mapping[str, Value], language: Language) -> str:
    """Return a sentence in one language.

    Args:
        key: A key of the tables; anything else is a sentence itself (of a workspace's own rule).
        values: What it is filled with; a tuple reads as a list.
        language: ``zh`` or ``en``.
    """
    template = texts(language).get(key)
    if template is None:
        return key
    return template.format_map({name: _read(value, language) for name, value in values.items()})


def say_both(key: str, values: Mapping[str, Value]) -> dict[Language, str]:
    """Return a sentence in both languages."""
    return {language: say(key, values, language) for language in LANGUAGES}


def _read(value: Value, language: Language) -> str:
    if isinstance(value, Phrase):
        return say(value.key, value.values, language)
    return _JOINTS[language].join(value) if isinstance(value, tuple) else str(value)
