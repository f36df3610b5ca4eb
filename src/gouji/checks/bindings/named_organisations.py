"""Whose a summary is, and which bodies its text names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gouji.checks.bindings.counterparts import Post
from gouji.facts.figures.model import any_of
from gouji.reading.lexicon.organisations import body_of, named_in
from gouji.reading.lexicon.places import PROVINCES, compounds, places, short_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gouji.facts.table.facts import Facts

_SENTENCE = re.compile("[^。；;！？\n]+")


def publisher_side(facts: Facts, summary: str) -> str:
    """Return the side of a summary's publisher; empty where it is not known."""
    row = facts.dimensions.summaries.get(summary)
    if row is None or not row.publisher:
        return ""
    entity = facts.dimensions.entities.get(row.publisher)
    named = body_of(row.publisher)
    return (entity.side if entity else "") or (named.side if named else "")


def kind_of(series: str) -> str:
    """Return a series without the names of provinces: what those of several sides have in common."""
    return _province_names().sub("", series).replace("人民政府", "政府")


def spoken_of(facts: Facts, summary: str, entities: Iterable[str], posts: Collection[Post]) -> bool:
    """Say whether a text names one of these bodies, by a name of theirs or by their post."""
    text = facts.texts[summary]
    names = (name for one in entities for name in facts.dimensions.names_of(one) if len(name) > 2)
    return any(name in text for name in names) or bool(named_posts(text, _home(facts, summary)) & set(posts))


def spoken_with(facts: Facts, summary: str, functions: Collection[str], side: str) -> bool:
    """Say whether a sentence of a text names a function together with another side (川渝教育)."""
    marks = _marks_of(side)
    sentences = (found[0] for found in _SENTENCE.finditer(facts.texts[summary]))
    about = [one for one in sentences if marks.search(one)]
    home = _home(facts, summary)
    return any(
        any(function in one for function in functions)
        or any(post.function in functions for post in named_posts(one, home))
        for one in about
    )


@cache
def named_posts(text: str, home: str) -> frozenset[Post]:
    """Return the posts of all bodies that a text names."""
    found: Iterator[Post] = (Post(one.side, one.level, one.function) for one in named_in(text, home))
    return frozenset(post for post in found if post.known)


def _home(facts: Facts, summary: str) -> str:
    side = publisher_side(facts, summary)
    return next((name for name in PROVINCES if short_of(name) == side), "")


@cache
def _province_names() -> re.Pattern[str]:
    return re.compile(any_of((*PROVINCES, *map(short_of, PROVINCES))))


@cache
def _marks_of(side: str) -> re.Pattern[str]:
    """What names a side in another one's text: its name, compounds with one of its places, 两地."""
    known = places()
    joint = [name for name, parts in compounds().items() if any(known[one].side == side for one in parts)]
    return re.compile(any_of((side or "\0", *joint, "两地", "双方", "两省", "两市")))
