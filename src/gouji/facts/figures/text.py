"""Normalisation of quotes before they are parsed, and words whose numerals are not numbers."""

from __future__ import annotations

import re
import unicodedata

from gouji.facts.figures.model import FigureError, words

NAMES = words(
    """
    一体化 一体 统一 一致 一流 一般 一定 一起 一同 一些 一批 一系列 一大批 一方面 唯一
    单一 同一 万一 专一 一带一路 第一产业 第二产业 第三产业 一度 新三样 八项规定 一卡通 万元
    四川 三峡 万州 万盛 万达开 九龙坡 九寨沟 九江 六安 百色 十堰 三亚 三明 三门峡 三台
    五台 七台河 两江 两江新区 两会 千方百计 五粮液 三星堆 三农 三农问题 三样 一期 二期 三期
    四期 五期 一级 二级 三级医院 三级甲等 八方支援 三次产业 几万里 五年规划 五年计划
    """
)
MASK = "□"

_LONGEST_FIRST = "|".join(sorted(NAMES, key=len, reverse=True))
_NAME = re.compile(_LONGEST_FIRST)
_MASKED = re.compile(f"{_LONGEST_FIRST}|第[零一二三四五六七八九十百0-9]{{1,6}}[个项条家件届次批期轮]?")


def is_name(text: str) -> bool:
    """Return whether *text* is one of ``NAMES``, whose numerals are not numbers."""
    return bool(_NAME.fullmatch(text))


def masked(text: str) -> str:
    """Return *text* with ``MASK`` for each character of ``NAMES`` and of ordinals."""
    return _MASKED.sub(lambda found: MASK * len(found[0]), text)


_THOUSANDS = re.compile("(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9,])")
_WIDE_THOUSANDS = re.compile("(?<![０-９，．])[０-９]{1,3}(?:，[０-９]{3}){1,6}(?![０-９，])")
_PLAIN = re.compile(r"[0-9.%一-鿿]+")
"""Text that needs no normalisation."""
_POINT = re.compile("(?<=[0-9])[·•・](?=[0-9])")
"""A middle dot between digits, the decimal point of older prints."""
_REPLACED_CHARS = str.maketrans("〇○−", "零零-", '“”"「」『』')


def normalise(quote: str) -> str:
    """Return *quote* in half-width characters, without spaces, quotation marks and thousands commas.

    The full-width comma of ``２７，２０３`` is a clause comma elsewhere, so it is handled before full-width
    characters are folded. 〇 becomes 零.

    Raises:
        FigureError: It is empty, or contains a clause comma or digits such as ² and ①.
    """
    if _PLAIN.fullmatch(quote):
        return quote
    text = _WIDE_THOUSANDS.sub(lambda found: found[0].replace("，", ""), quote)
    if "，" in text:
        raise FigureError("a comma between two figures")
    # Folding would turn 10² into 102 and ① into 1.
    if any(unicodedata.category(char) == "No" for char in text):
        raise FigureError("a raised or circled digit")
    text = _POINT.sub(".", unicodedata.normalize("NFKC", text))
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    text = "".join(text.split()).translate(_REPLACED_CHARS)
    if not text:
        raise FigureError("empty")
    return text
