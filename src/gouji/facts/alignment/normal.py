"""The normal form of a phrase that names an indicator: what does not change its meaning is taken away."""

from __future__ import annotations

import re
from unicodedata import normalize

from gouji.facts.figures.model import any_of, words

_MARKS = re.compile("[“”‘’《》〈〉()（）\\s·—-]")
_WHOSE = re.compile("^(?:全[省市区国]|我[省市区国]|本[省市区])(?![级属直界])")
_OPENERS = re.compile("^(?:(?:全年|累计|共计)(?=..))+")
_ENDS = re.compile(f"(?<=..)(?:{any_of(words('与 和 稳步 全面 累计 持续 总数 数量 人数 户数 总量'))})$")
_ADDED = re.compile("^(?P<noun>.{2,}?)(?:新增|增加|净增)$")


def normal_form(phrase: str, place: str = "") -> str:
    """Return a phrase without what does not change its meaning.

    Taken away are quotation marks, brackets and dashes, whose it is (全省, the place's own name), 累计, and
    the words 总数, 数量 behind a noun; 专精特新企业新增 is 新增专精特新企业.

    Args:
        phrase: The phrase, as a draft or a table of indicators has it.
        place: The place whose document it is, by its names with and without 省, 市; empty where nobody knows.

    >>> normal_form("全省“小巨人”企业数量")
    '小巨人企业'
    >>> normal_form("国家高新技术企业新增")
    '新增国家高新技术企业'
    """
    form = _MARKS.sub("", normalize("NFKC", phrase))
    for whose in (place, _short(place)):
        form = form.removeprefix(whose) if whose and len(form) > len(whose) + 1 else form
    form = _OPENERS.sub("", _WHOSE.sub("", form)).replace("累计", "")
    added = _ADDED.match(form)
    form = f"新增{added['noun']}" if added else form
    return _ENDS.sub("", form) or phrase


def _short(place: str) -> str:
    return re.sub("(?:壮族|回族|维吾尔)?自治区$|[省市区县]$", "", place)
