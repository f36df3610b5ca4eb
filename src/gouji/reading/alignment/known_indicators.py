"""Indicators that every yearly report tells: their names, and what is known of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from gouji.reading.alignment.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator of the table; ``known.toml`` says what its columns mean.

    Attributes:
        id: What it is called here.
        aliases: What else it is called.
        price: ``real``, ``nominal``, or empty.
        revisable: Whether first-published values are revised as a rule.
        bounded: Whether it is a share that cannot exceed 100 %.
    """

    id: str
    aliases: tuple[str, ...]
    price: str = ""
    revisable: bool = False
    bounded: bool = False


def known_as(phrase: str) -> Known | None:
    """Return the indicator that goes by a name in normal form; None where the table has none.

    >>> known_as("社零总额").id
    '社会消费品零售总额'
    """
    return _by_name().get(phrase)


@cache
def _by_name() -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    for row in _table():
        for name in (row.id, *row.aliases):
            found[name] = found[normal_form(name)] = row
    return found


@cache
def _table() -> tuple[Known, ...]:
    told = tomllib.loads(
        (files("gouji.reading.lexicon") / "known_indicators.toml").read_text(encoding="utf-8")
    )
    return tuple(Known(**{**row, "aliases": tuple(row["aliases"])}) for row in told["indicator"])
