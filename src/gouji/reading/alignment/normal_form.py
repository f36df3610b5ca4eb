"""Phrases for indicators in a normal form, and the table of the indicators that every report has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from gouji.facts.figures.model import any_of, words
from gouji.reading.lexicon import table

_MARKS = re.compile("[“”‘’《》〈〉()（）\\s·—_-]")
_OWNERS = re.compile("^(?:全[省市区国]|我[省市区国]|本[省市区])(?![级属直界])")
_OPENERS = re.compile("^(?:(?:全年|累计|共计)(?=..))+")
_LAST_WORDS = words(
    "与 和 稳步 全面 累计 持续 总数 数量 人数 户数 总量 如期 基本 完成 预算 年底 年末 期末 等 集中攻坚"
)
_ENDING = re.compile(f"(?<=..)(?:{any_of(_LAST_WORDS)}|(?<=开行)量|(?<=....)(?:工作|问题))$")
_EQUIVALENTS = (
    (re.compile("^(?P<noun>.{4,}?)(?:预算)?(?P<verb>拟安排|拟发行)$"), r"\g<verb>\g<noun>"),
    (re.compile("^(?P<noun>.{2,}?)(?:新增|增加|净增)$"), r"新增\g<noun>"),
    (re.compile("^增加(?=..)"), "新增"),
    (re.compile("^末(?=..)"), ""),
    (re.compile("(?<=..)年(?=产量|销量|货邮吞吐量|旅客吞吐量|开行)"), ""),
    (re.compile("(?<=制造)产业(?=产值|增加值|营收|投资)"), "业"),
    (re.compile("(?<=单项冠军)企业"), ""),
    (re.compile("(?<=高效办成一件事)重点事项"), ""),
    (re.compile("^中央财政(?:用于|拟?安排)?(?P<what>..+?)(?:投入|支出)$"), r"中央财政\g<what>支出"),
    (re.compile("(?<=发电装机)容量|(?<=小火电)机组|(?<=装机)规模$"), ""),
)
"""Words that one report has and another omits, with what replaces them."""
_POSSESSIVE = re.compile("(?<=..)的(?=..)")


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
    form = _MARKS.sub("", normalize("NFKC", phrase))
    for owner in (place, _short(place)):
        form = form.removeprefix(owner) if owner and len(form) > len(owner) + 1 else form
    form = form.replace(f"{_short(place)}段", "") if place else form
    form = _POSSESSIVE.sub("", _OPENERS.sub("", _OWNERS.sub("", form)).replace("累计", ""))
    for pattern, replacement in _EQUIVALENTS:
        form = pattern.sub(replacement, form)
    return _ENDING.sub("", form) or phrase


def _short(place: str) -> str:
    return re.sub("(?:壮族|回族|维吾尔)?自治区$|[省市区县]$", "", place)


_ACT_VERBS = words(
    """
    新建成 新建设 新建 新改建 建成 建设 建好 建立 深入实施 启动实施 持续实施 实施 推进 深入推进 开展 深入开展
    成功举办 举办 承办 办好 新开工改造 更新改造 完成改造 改造 新开工 开工 新培育 培育 培养 新认定 认定
    制定出台 制定 出台 印发 发布 提供 新引进 引进 引育 引入 着力打造 加快打造 打造 强化 推动 组织 完成
    启动 落实 安排 拟安排 拟发行 成功承办 筹集 筹措 筹建 用于 发放 修复 更新 建有 打通 支持 布局
    选派 推出 归集 投运 建成投运 建成投用 新改造 强化 做优做强 提质建设
    """
)
"""Verbs of an act that is planned, under way or done; 新增 and 累计 say what is counted, and stay."""
_WEAK_VERBS = words(
    """
    深入实施 启动实施 持续实施 实施 推进 深入推进 开展 深入开展 推动 组织 完成 启动 落实 成功举办 举办
    承办 成功承办 办好 着力打造 加快打造 打造 支持 强化
    """
)
"""Verbs that do not say how much is new: 实施省重点项目 and 省重点项目 have one number."""
_WEAK_ACT = re.compile(f"(?:{any_of(_WEAK_VERBS)}|全面|基本|加快|进一步)+")
_ACT = re.compile(f"(?:{any_of(_ACT_VERBS)}|全面|基本|加快|进一步)+")
_PARTICLES = re.compile("(?<=.)[性的](?=.)")
_SHORTEST = 4


def without_act(form: str) -> str:
    """Return a normal form without the verbs of an act at any stage; a short noun keeps them.

    >>> without_act("新建口袋公园") == without_act("建成口袋公园")
    True
    """
    return _PARTICLES.sub("", _without(_ACT, form).replace("增加", "新增", 1))


def without_weak_verbs(form: str) -> str:
    """Return a normal form without verbs that do not say how much is new; a short noun keeps them.

    >>> without_weak_verbs("实施省重点项目") == without_weak_verbs("省重点项目")
    True
    """
    return _without(_WEAK_ACT, form)


def _without(verbs: re.Pattern[str], form: str) -> str:
    found = verbs.match(form)
    rest = form[found.end() :] if found else form
    return rest if len(rest) >= _SHORTEST else form


def is_act(form: str) -> bool:
    """Return whether a form begins with a verb that makes something new (新建, 建成, 培育)."""
    rest = without_weak_verbs(form)
    return without_act(form) != without_act(rest) or bool(_ACT.match(rest))


_OMISSIBLE = words(
    """
    城镇 农村 国内 基层 居民 大中型 绩效 国家级 街道 长期 集中 专业 政策 职业技能 国有 人民币 公路
    设市 消费品 主要 各项 项目 干流 示范 实际 高水平 有序 以下 省 市 年度
    """
)
"""Words that one report has and another omits for one indicator: (城镇)老旧小区, (国内)到位资金."""
_PARTS = frozenset({"城镇", "农村", "居民"})
_SUM = re.compile("(?:额|收入|支出|消费|投资)$")
"""In sums, ``_PARTS`` name a part and cannot be omitted (农村网络零售额)."""


def shorter_of(form: str) -> frozenset[str]:
    """Return a form without one word that others omit, for each such word; a short noun keeps it.

    >>> shorter_of("城镇老旧小区")
    frozenset({'老旧小区'})
    """
    is_sum = bool(_SUM.search(form))
    omissible = (word for word in _OMISSIBLE if word in form and not (is_sum and word in _PARTS))
    shorter = (form.replace(word, "", 1) for word in omissible)
    return frozenset(one for one in shorter if len(one) >= _SHORTEST)


def pairs_of(phrase: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a phrase, by which phrases are compared."""
    return frozenset(phrase[at : at + 2] for at in range(len(phrase) - 1))


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
