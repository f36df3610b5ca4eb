"""Units: what follows a number, its base unit, and whether it counts or measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gouji.facts.figures.model import AMOUNT, COUNT, POINT, RATIO, FigureError, any_of, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed.

    Attributes:
        name: Base unit.
        factor: One printed unit in base units.
        form: Form of a figure in it, unless its numeral decides otherwise.
        share: Whether it is a part of a whole (成, 半): never below 0 or above 100 %.
    """

    name: str
    factor: Fraction = Fraction(1)
    form: str = COUNT
    share: bool = False


_MONEY = words(
    """
    元 美元 欧元 日元 港元 英镑 澳元 加元 韩元 卢布 新台币 澳门元 澳门币 瑞士法郎 新加坡元 新元 泰铢
    法郎 马克
    """
)
_MEASURES = words(
    """
    吨 亩 平方公里 平方米 公里 千瓦时 千瓦 立方米 升 毫升 克 毫克 微克 毫米 厘米 微米 纳米 英里 海里
    小时 分钟 秒 毫秒 千伏 伏 伏安 千伏安 兆瓦时 兆瓦 吉瓦 瓦 瓦时 兆 吨标准煤 标准煤 吨公里 人公里
    车公里 载重吨 总吨 摄氏度 ℃ °C 分贝 帕 焦耳 卡 比特 字节 赫兹 安时 光年 平方厘米 立方厘米 平方英里
    桶 盎司
    """
)
_CLASSIFIERS = words(
    """
    个 项 条 家 件 场 名 位 批 类 次 届 处 座 台 套 辆 架 艘 列 趟 班 例 宗 起 桩 笔 份 张 本 册 部 篇
    首 幅 支 只 头 匹 株 棵 颗 粒 块 片 面 道 门 间 所 栋 幢 层 段 级 期 轮 组 队 对 副 把 枚 根 节 杆
    员 款 种 样 版 章 卷 站 点 方面 方 地 圈 羽 尾 床 席 集 讲 盏 孔 批次 场次 台次 架次 件次 班次 轮次 频次
    门次 例次 项次 列次 台套 件套
    """
)
_OTHER_COUNT_UNITS = words(
    """
    人 口 户 岁 年 月 天 日 周 季 季度 世纪 学年 工作日 人次 户次 车次 头次 艘次 辆次 家次 航次 人份 人年
    周年 标箱 标准箱 床位 席位 车位 机架 泊位 学时 课时
    """
)
_COUNTS = _CLASSIFIERS + _OTHER_COUNT_UNITS
_STREAK_WORDS = "连增 连丰 连升 连降 连涨 连跌 连冠 连好 连优"
_ALIASES = {
    **{alias: Unit("公里", Fraction(1), AMOUNT) for alias in ("千米", "km")},
    **{alias: Unit("公里", Fraction(1, 2), AMOUNT) for alias in ("里", "华里")},
    **{alias: Unit("吨", Fraction(1, 1000), AMOUNT) for alias in ("公斤", "千克", "kg")},
    **{alias: Unit("吨", Fraction(1, 2000), AMOUNT) for alias in ("斤", "市斤")},
    **{alias: Unit("千瓦时", Fraction(1), AMOUNT) for alias in ("度", "度电", "千瓦小时", "kWh")},
    **{alias: Unit("百分点", Fraction(1), POINT) for alias in ("百分点", "个百分点", "%点")},
    **{alias: Unit("百分点", Fraction(1, 10), POINT) for alias in ("千分点", "个千分点")},
    **{alias: Unit("百分点", Fraction(1, 100), POINT) for alias in ("基点", "个基点")},
    **{alias: Unit(alias[1:]) for alias in ("个月", "个工作日", "个季度", "个世纪", "个学年", "个人")},
    **{alias: Unit(alias[1:], form=AMOUNT) for alias in ("个小时", "个分钟")},
    **dict.fromkeys(words(_STREAK_WORDS), Unit("连")),
    "元人民币": Unit("元", form=AMOUNT),
    "米": Unit("公里", Fraction(1, 1000), AMOUNT),
    "公顷": Unit("亩", Fraction(15), AMOUNT),
    "平方千米": Unit("平方公里", form=AMOUNT),
    "km2": Unit("平方公里", form=AMOUNT),
    "m2": Unit("平方米", form=AMOUNT),
    "m3": Unit("立方米", form=AMOUNT),
}

PERCENT = Unit("%", form=RATIO)
TENTH = Unit("%", Fraction(10), RATIO, share=True)
SHARE = Unit("%", form=RATIO, share=True)
TIMES = Unit("倍", form=RATIO)
NONE = Unit("")

PER = {
    "百分之": PERCENT,
    "千分之": Unit("%", Fraction(1, 10), RATIO),
    "万分之": Unit("%", Fraction(1, 100), RATIO),
}
"""Units that are written before their number."""

UNITS: dict[str, Unit] = (
    {name: Unit(name, form=AMOUNT) for name in _MONEY + _MEASURES}
    | {name: Unit(name) for name in _COUNTS}
    | _ALIASES
    | {
        "%": PERCENT,
        "‰": PER["千分之"],
        "‱": PER["万分之"],
        "成": TENTH,
        "倍": TIMES,
        ":1": TIMES,
        "∶1": TIMES,
    }
)

CLASSIFIERS = frozenset(name for name in _COUNTS if len(name) == 1)
"""Classifiers of one character; a noun may follow them."""

_CURRENCIES = frozenset(_MONEY)

COLLECTIVES = CLASSIFIERS | {"国", "省", "市", "区", "县", "州", "城"}
"""Words that count parties: 两省, 三方."""

_INTERCHANGEABLE = frozenset(_CLASSIFIERS)

HAN = "[㐀-䶿一-鿿]"
_KNOWN = any_of(UNITS)
KNOWN = f"(?:{_KNOWN})(?:/(?:{_KNOWN}|{HAN}{{1,4}}))?"
"""A unit of the table, or one per another (元/平方米)."""
ANY_UNIT = f"{KNOWN}||{HAN}{{1,4}}?"
"""A known unit, none, or any noun, taken as a counting unit."""
UNIT = f"(?P<unit>{ANY_UNIT})"
compiled = cache(re.compile)
"""Compile a pattern once it is needed: with units in it, that takes as long as reading a page."""

_NUMERAL_CHARS = frozenset("零一二两三四五六七八九十百千万亿几数余多半第")


def is_classifier(unit: str) -> bool:
    """Return whether *unit* merely counts, so that it compares with other classifiers (个 条 项).

    People, households and time are counted too, but are quantities of their own.
    """
    return unit in _INTERCHANGEABLE


def is_money(unit: str) -> bool:
    """Return whether *unit* is a currency, or a currency per unit: its values depend on prices."""
    return unit.partition("/")[0] in _CURRENCIES


def unit_of(word: str) -> Unit:
    """Return the unit that *word* names.

    Raises:
        FigureError: It is a classifier with a noun after it, or contains numerals.
    """
    if word in UNITS:
        return UNITS[word]
    if "/" in word:
        return Unit(word, form=AMOUNT)
    if not word:
        return NONE
    word = word[1:] if word[0] == "大" and len(word) > 1 else word
    if word[0] in CLASSIFIERS and len(word) > 1:
        raise FigureError(f"words after the unit: {word[1:]}")
    if _NUMERAL_CHARS & set(word):
        raise FigureError(f"no unit: {word}")
    return UNITS.get(word, Unit(word))


def is_noun(word: str) -> bool:
    """Return whether *word* is neither a known unit, nor counts parties, nor begins with 大 (十大行动)."""
    return bool(word) and not re.fullmatch(f"{KNOWN}|大.+", word) and word not in COLLECTIVES


def per_unit(per: str | None, word: str) -> Unit:
    """Return the unit of a number between *per* (百分之) and *word*; at most one may be given.

    Raises:
        FigureError: Both are given, or *word* is not a unit.
    """
    if not per:
        return unit_of(word)
    if word:
        raise FigureError(f"words after the unit: {word}")
    return PER[per]


TIME_UNITS = frozenset({"年", "月", "天", "日", "周", "季度", "小时", "分钟", "岁", "周年"})
"""Units whose values have no mean and no yearly growth: 连续8年, 83.9岁."""
