"""Streaks: 连续11年下降, 已连续9年, 连续13年只减不增."""

from __future__ import annotations

import re
import unicodedata

from gouji.facts.figures.numerals import NUMERAL
from gouji.facts.figures.units import HAN

_BOUNDING = "以上|以下|左右|上下|多|余|内"
_STREAK = re.compile(
    f"(?:已经?)?(?P<streak>连续(?:超过|超|近|约)?{NUMERAL}(?:多|余)?个?(?:年|月|季度)(?:以上)?)"
    f"(?P<words>(?!{_BOUNDING}){HAN}{{1,10}})?"
)


def bare_streak(text: str) -> str:
    """Return a streak without the words of what went on: they bound nothing. Anything else as it is.

    >>> bare_streak("连续11年下降")
    '连续11年'
    """
    found = _STREAK.fullmatch(text)
    return found["streak"] if found else text


def streak_words(quote: str) -> str:
    """Return the words of what went on; empty where none are said.

    >>> streak_words("连续13年只减不增")
    '只减不增'
    """
    found = _STREAK.fullmatch(_plain(quote))
    return (found["words"] or "") if found else ""


def is_streak(quote: str) -> bool:
    """Say whether *quote* tells for how long something has gone on."""
    return bool(_STREAK.fullmatch(_plain(quote)))


def _plain(quote: str) -> str:
    return "".join(unicodedata.normalize("NFKC", quote).split())
