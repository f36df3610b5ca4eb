"""Places: provinces and their short names, and compounds such as 遂潼 that name several at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gouji.facts.figures.model import words

PROVINCES = {
    "北京市": "京", "天津市": "津", "河北省": "冀", "山西省": "晋", "内蒙古自治区": "蒙", "辽宁省": "辽",
    "吉林省": "吉", "黑龙江省": "黑", "上海市": "沪", "江苏省": "苏", "浙江省": "浙", "安徽省": "皖",
    "福建省": "闽", "江西省": "赣", "山东省": "鲁", "河南省": "豫", "湖北省": "鄂", "湖南省": "湘",
    "广东省": "粤", "广西壮族自治区": "桂", "海南省": "琼", "重庆市": "渝", "四川省": "川", "贵州省": "黔",
    "云南省": "滇", "西藏自治区": "藏", "陕西省": "陕", "甘肃省": "甘", "青海省": "青",
    "宁夏回族自治区": "宁", "新疆维吾尔自治区": "新",
}  # fmt: skip
"""Names of the provinces, each with the sign that stands for it in compounds."""
_TAIL = re.compile("(?:壮族|回族|维吾尔)?自治区$|[省市]$")
_WORDS = frozenset(
    words(
        """
        安康 长寿 大足 吉安 南平 日照 定西 保山 安顺 开江 开封 中山 黄山 通辽 保定 新乡 安阳
        信阳 平凉 临沧 兴安 江北 南岸 宁德 德州 天府 武威 江安 泰安 淮安 普洱 丽水 东营 商洛
        商丘 大竹 海南州
        """
    )
)
"""Short names of places that are words, or other places, as well."""
_COUNTY_CITIES = frozenset({"隆昌市", "万源市", "华蓥市", "义乌市"})
_ENDING = "(?:自治州|地区|新区|开发区|经开区|[市区县州盟旗])"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its full name, and the province that it lies in (itself, of a province)."""

    name: str
    side: str


def short_of(province: str) -> str:
    """Return a province's name without what it is: 四川, 内蒙古."""
    return _TAIL.sub("", province)


@cache
def places() -> dict[str, Place]:
    """Return all places that the table knows, by each name that stands for one place alone."""
    found: dict[str, Place] = {}
    for province in PROVINCES:
        side = short_of(province)
        found[province] = found[side] = Place(province, side)
    for side, names in _table()["places"].items():
        for name in names:
            found[name] = Place(name, side)
            short = re.sub(f"{_ENDING}$", "", name)
            if len(short) > 1 and short not in _WORDS:
                found.setdefault(short, found[name])
    return found


def level_of(name: str) -> str:
    """Return the level of a place by its full name; empty of a zone, and of what the table does not know."""
    if name in PROVINCES:
        return "省"
    if name in _COUNTY_CITIES or re.search("(?<!新)(?<!开发)(?<!经开)(?<!地)[区县旗]$", name):
        return "县"
    return "市" if name.endswith(("市", "州", "盟", "地区")) else ""


def is_place(name: str) -> bool:
    """Say whether a word is the name of one place that the table knows."""
    return name in places()


@cache
def compounds() -> dict[str, tuple[str, ...]]:
    """Return the places that a compound names, in its order; empty where it is ambiguous."""
    return {name: tuple(parts) for name, parts in _table()["compounds"].items()}


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    content = (files(__package__) / "places.toml").read_text(encoding="utf-8")
    return {key: dict(value) for key, value in tomllib.loads(content).items()}


_REGION = re.compile(
    "川渝|成渝|双城经济圈|京津冀|长三角|粤港澳|粤桂|闽粤|苏皖|鄂湘赣|湘赣|晋陕豫|沪苏浙皖|沪苏|浙皖"
)


def region_in(phrase: str) -> str:
    """Return the region of several provinces that a phrase names; empty where it names none.

    What is of a region is of it whichever of its provinces tells it.
    """
    found = _REGION.search(phrase)
    return found[0] if found else ""
