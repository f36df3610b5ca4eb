"""Words that hold a numeral and count nothing: 统一, 四川, 三峡."""

from __future__ import annotations

import re

from gouji.facts.figures.model import words

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
    """Say whether all of *text* is such a word."""
    return bool(_NAME.fullmatch(text))


def masked(text: str) -> str:
    """Return *text* with a blank sign for each sign of such words and of ordinals."""
    return _MASKED.sub(lambda found: MASK * len(found[0]), text)
