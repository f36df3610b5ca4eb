"""Phrases for indicators in a normal form, and the table of the indicators that every report has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from gouji.reading.lexicon.wording import entry, pattern, table


def normal_form(phrase: str, place: str = "") -> str:
    """Return a phrase without what does not change its meaning.

    Removed are quotation marks, brackets and dashes, the place (全省, or its own name), 累计, and the words
    总数, 数量 after a noun; 专精特新企业新增 becomes 新增专精特新企业.

    Args:
        phrase: The phrase, as in a draft or a table of indicators.
        place: The place of the document; its name is removed with and without 省, 市; empty where unknown.

    >>> normal_form("全省“小巨人”企业数量")
    '小巨人企业'
    >>> normal_form("国家高新技术企业新增")
    '新增国家高新技术企业'
    >>> normal_form("新能源汽车年产量")
    '新能源汽车产量'
    """
    form = pattern("name_marks").sub("", normalize("NFKC", phrase))
    for owner in (place, _short(place)):
        form = form.removeprefix(owner) if owner and len(form) > len(owner) + 1 else form
    form = form.replace(f"{_short(place)}段", "") if place else form
    for said, replacement in _equivalents():
        form = said.sub(replacement, form)
    return pattern("name_ending").sub("", form) or phrase


@cache
def _equivalents() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["said"]), one["form"]) for one in entry("equivalent")]


def _short(place: str) -> str:
    return pattern("place_tail").sub("", place)


_SHORTEST = 4


def without_act(form: str) -> str:
    """Return a normal form without the verbs of an act at any stage; a short noun keeps them.

    >>> without_act("新建口袋公园") == without_act("建成口袋公园")
    True
    """
    added = pattern("is_increase").sub("新增", _without(pattern("act"), form), count=1)
    return pattern("particles").sub("", added)


def _without(verbs: re.Pattern[str], form: str) -> str:
    found = verbs.match(form)
    rest = form[found.end() :] if found else form
    return rest if len(rest) >= _SHORTEST else form


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator of the table; ``known_indicators.toml`` says what its columns mean.

    Attributes:
        id: Its name in the table.
        aliases: Its other names.
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
    for row in table("known_indicators")["indicator"]:
        known = Known(**{**row, "aliases": tuple(row["aliases"])})
        for name in (known.id, *known.aliases):
            found[name] = found[normal_form(name)] = known
    return found
