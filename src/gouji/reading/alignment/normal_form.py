"""The normal form of a phrase that names an indicator: what does not change its meaning is taken away."""

from __future__ import annotations

import re
from unicodedata import normalize

from gouji.facts.figures.model import any_of, words

_MARKS = re.compile("[“”‘’《》〈〉()（）\\s·—_-]")
_WHOSE = re.compile("^(?:全[省市区国]|我[省市区国]|本[省市区])(?![级属直界])")
_OPENERS = re.compile("^(?:(?:全年|累计|共计)(?=..))+")
_LAST = words(
    "与 和 稳步 全面 累计 持续 总数 数量 人数 户数 总量 如期 基本 完成 预算 年底 年末 期末 等 集中攻坚"
)
_ENDS = re.compile(f"(?<=..)(?:{any_of(_LAST)}|(?<=开行)量|(?<=....)(?:工作|问题))$")
_SAME = (
    (re.compile("^增加(?=..)"), "新增"),
    (re.compile("^末(?=..)"), ""),
    (re.compile("(?<=..)年(?=产量|销量|货邮吞吐量|旅客吞吐量|开行)"), ""),
    (re.compile("(?<=制造)产业(?=产值|增加值|营收|投资)"), "业"),
    (re.compile("(?<=单项冠军)企业"), ""),
    (re.compile("(?<=高效办成一件事)重点事项"), ""),
    (re.compile("^中央财政(?:用于|拟?安排)?(?P<what>..+?)(?:投入|支出)$"), r"中央财政\g<what>支出"),
    (re.compile("(?<=发电装机)容量|(?<=小火电)机组|(?<=装机)规模$"), ""),
)
"""What is said in one report and left out in another, and what is put for it."""
_OF = re.compile("(?<=..)的(?=..)")
_PLANNED = re.compile("^(?P<noun>.{4,}?)(?:预算)?(?P<verb>拟安排|拟发行)$")
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
    >>> normal_form("新能源汽车年产量")
    '新能源汽车产量'
    """
    form = _MARKS.sub("", normalize("NFKC", phrase))
    for whose in (place, _short(place)):
        form = form.removeprefix(whose) if whose and len(form) > len(whose) + 1 else form
    form = form.replace(f"{_short(place)}段", "") if place else form
    form = _OF.sub("", _OPENERS.sub("", _WHOSE.sub("", form)).replace("累计", ""))
    planned = _PLANNED.match(form)
    form = f"{planned['verb']}{planned['noun']}" if planned else form
    added = _ADDED.match(form)
    form = f"新增{added['noun']}" if added else form
    for said, same in _SAME:
        form = said.sub(same, form)
    return _ENDS.sub("", form) or phrase


def _short(place: str) -> str:
    return re.sub("(?:壮族|回族|维吾尔)?自治区$|[省市区县]$", "", place)


_ACTS = words(
    """
    新建成 新建设 新建 新改建 建成 建设 建好 建立 深入实施 启动实施 持续实施 实施 推进 深入推进 开展 深入开展
    成功举办 举办 承办 办好 新开工改造 更新改造 完成改造 改造 新开工 开工 新培育 培育 培养 新认定 认定
    制定出台 制定 出台 印发 发布 提供 新引进 引进 引育 引入 着力打造 加快打造 打造 强化 推动 组织 完成
    启动 落实 安排 拟安排 拟发行 成功承办 筹集 筹措 筹建 用于 发放 修复 更新 建有 打通 支持 布局
    选派 推出 归集 投运 建成投运 建成投用 新改造 强化 做优做强 提质建设
    """
)
"""Verbs that tell an act as planned, under way or done; 新增 and 累计 say what is counted, and stay."""
_WEAK = words(
    """
    深入实施 启动实施 持续实施 实施 推进 深入推进 开展 深入开展 推动 组织 完成 启动 落实 成功举办 举办
    承办 成功承办 办好 着力打造 加快打造 打造 支持 强化
    """
)
"""Verbs that say nothing of how much is new: of 实施省重点项目 and 省重点项目 there is one number."""
_WEAKLY = re.compile(f"(?:{any_of(_WEAK)}|全面|基本|加快|进一步)+")
_ACT = re.compile(f"(?:{any_of(_ACTS)}|全面|基本|加快|进一步)+")
_SIGNS = re.compile("(?<=.)[性的](?=.)")
_SHORTEST = 4


def core_of(form: str) -> str:
    """Return a normal form without the verbs of an act, however far it has come; a short noun keeps them.

    >>> core_of("新建口袋公园") == core_of("建成口袋公园")
    True
    """
    act = _ACT.match(form)
    rest = form[act.end() :] if act else form
    return _SIGNS.sub("", (rest if len(rest) >= _SHORTEST else form).replace("增加", "新增", 1))


def bare_of(form: str) -> str:
    """Return a normal form without verbs that say nothing of how much is new; a short noun keeps them.

    >>> bare_of("实施省重点项目") == bare_of("省重点项目")
    True
    """
    act = _WEAKLY.match(form)
    rest = form[act.end() :] if act else form
    return rest if len(rest) >= _SHORTEST else form


def is_act(form: str) -> bool:
    """Say whether a form begins with a verb that makes something new (新建, 建成, 培育)."""
    return core_of(form) != core_of(bare_of(form)) or bool(_ACT.match(bare_of(form)))


_UNSAID = words(
    """
    城镇 农村 国内 基层 居民 大中型 绩效 国家级 街道 长期 集中 专业 政策 职业技能 国有 人民币 公路
    设市 消费品 主要 各项 项目 干流 示范 实际 高水平 有序 以下 省 市 年度
    """
)
"""Words that one report says and another one leaves out of one thing: (城镇)老旧小区, (国内)到位资金."""
_PARTS = frozenset({"城镇", "农村", "居民"})
_SUMMED = re.compile("(?:额|收入|支出|消费|投资)$")
"""Of such sums those words name a part (农村网络零售额)."""


def shorter_of(form: str) -> frozenset[str]:
    """Return what a form is without one word that goes unsaid elsewhere; a short noun keeps it.

    >>> shorter_of("城镇老旧小区")
    frozenset({'老旧小区'})
    """
    summed = bool(_SUMMED.search(form))
    said = (word for word in _UNSAID if word in form and not (summed and word in _PARTS))
    found = (form.replace(word, "", 1) for word in said)
    return frozenset(one for one in found if len(one) >= _SHORTEST)


def pairs_of(phrase: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a phrase, by which two phrases are likened."""
    return frozenset(phrase[place : place + 2] for place in range(len(phrase) - 1))
