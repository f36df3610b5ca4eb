"""What a figure counts or measures: the noun phrase beside it, in a normal form."""

from __future__ import annotations

import re

from gouji.facts.figures.model import AMOUNT, COUNT, ORDINAL, any_of, words
from gouji.facts.figures.units import is_classifier, is_money
from gouji.reading.alignment.normal_form import known_as
from gouji.reading.draft.clauses import Mention

_LONGEST = 32
_SHORTEST = 2
_VERBS = words(
    """
    新建成 新建设 新培育 新认定 新引进 新开工 新设立 新增 净增 新建 改建 新改扩建 改扩建 建成
    建设 建立 组建 培育 培养 实施 举办 承办 开展 召开 推进 推动 打造 创建 发布 出台 制定
    签订 签署 签约 引进 引育 引导 落地 布局 开通 开行 新开 开工 投用 投运 获批 入选 获评
    认定 改造 更新 完成 实现 形成 设立 选派 派出 培训 帮助 支持 惠及 服务 覆盖 涉及 解决
    化解 办理 查处 废止 破获 整治 治理 修复 种植 新入选 上线 推出 发放 兑现 拨付 落实 安排 投入
    争取 发行 吸引 集聚 带动 聚焦 拥有 共有 现有 建有 设有 有 达成 完善 优化 提升 盘活 消除
    关停 淘汰 清理 取消 下放 精简 压减 增设 筹集 配备 推广 打通 攻克 突破 转移 安置 招聘
    募集 接待 推荐 评选 表彰 命名 编制 修订 修改 颁布 审议 受理 收到 供应 供给 保障 资助 救助
    累计建成 累计实施 深入实施 加快建设 扎实推进 启动 启动建设 统筹 协调带动 协调 带动 明确 商定
    建好 通达 直达 连接 制定实施 组织 组织实施 分 为 对 在 向 与 和 及 由 从 的 是 用 将
    把 经 达 等 共 选取 联动 联合
    """
)
"""Verbs for what is done to the items counted."""
_LEADS = words(
    """
    其中 全省 全市 全区 我省 我市 我区 我国 全年 全年共 同时 此外 并 并且 还 又 也 仅 再
    今年 去年 本年 上年 截至目前 目前 当年 预计 预期 力争 争取 确保 努力 先后 累计 总共 合计
    一年来 五年来 五年 过去一年 年末 年底 期末 一是 二是 三是 四是 五是 六是 七是 八是 九是
    十是 初步核算 据统计 已 已经 进一步 继续 着力 加快 深入 扎实 持续 积极 大力 全面 成功
    基本 实现 让 从而
    """
)
"""Words that open a clause and belong to no noun."""
_TRAILS = words(
    """
    由前 累计 共 共计 总共 合计 为 是 至 到 已 已经 预计 预期 计划 同比 环比 实际 名义 可比
    年均 年平均 平均每年 每年 平均 分别 均 都 也 又 再 将 要 力争 争取 努力 确保 实现 目标
    左右 超额 总量 仅 只 还 的 了 由 从 增长 下降 提高 上升 增加 减少 降低 回落 保持 继续 居
    位居 排名 位列 名列 稳居 跃居 跃升 升 全国 世界 全球 中部 西部 东部 其中 增速 增幅
    涨幅 降幅 控制在 稳定在 保持在 比重 占比 占 首次 一举 历史性 再次 连续 跨越 站上 迈上 突破
    超过 近 低于 高于 每立方米
    """
)
"""Words between a noun and its figure."""
_STOPS = words(
    """
    扎实 积极 深入 推进 推动 带动 开展 完成 实现 达到 达 签约 落地 开工 建成 投产 投用 纳入
    获批 入选 获评 参加 加快 启动 得到 全部 均 已 顺利 取得 有序 进入 通过 被 为 对 向 由
    实施 列入 覆盖 占 增长 超 以上 左右 让
    """
)
"""Words after a counted noun."""


_TAIL_VERB = re.compile(f"(?:{any_of(_VERBS)})$")
_ONLY_VERBS = re.compile(f"(?:{any_of(_VERBS)}|共同|协调|其中|扎实|积极)+")
_WEAK_VERB = re.compile(
    "(?:实现|完成|达到|共有|现有|拥有|有|为|对|在|向|由|的|是|将|把|及|和|与|等|从而|使)+"
)
_YEAR = "(?:19|20)[0-9]{2}年"
_LEAD = re.compile(
    f"^(?:[ 、—,，:：]|{any_of(_LEADS)}|到?{_YEAR}[底末]?|完成(?=[^率])|来(?![自访华])"
    "|在[沪京渝川浙闽赣鄂陇甘豫辽蒙](?=..)|圆满完成|前(?=裁减)"
    "|共(?![建同享创育筑商有产青])|使(?!用)|特别是)+"
)
_THAN = "比?较?(?:上年|去年|上月|年初|前年|上届|上期|同期)(?:同期|末|底)?"
_TRAIL = re.compile(
    f"(?:[ 、‘“（(—]|{any_of(_TRAILS)}|(?<!欠发)(?<![到直通])达到?|(?<!安)排|(?<![签节合条公制])约|{_THAN}"
    f"|(?:比|较|与){_YEAR}(?:相比)?)$"
)
_NOUN_END = re.compile("[，。；、！？：（）()《》\\n ,:;]")
_STOP_VERB = re.compile(
    f"(?<=..)(?:(?!(?<=欠发)达)(?:{any_of(_STOPS)})|在(?!线|职|校|建|册)|的(?=.{{0,2}}$))"
)
_JOINED = re.compile("(?<=..)(?:和|以及|及|与)")
_HAN = re.compile("[一-鿿“‘《A-Za-z]")
_SCOPE_AFTER = re.compile("(?P<rest>.{4,})(?P<scope>同口径|可比口径)")
_SCOPE_BEFORE = re.compile("(?P<scope>省级|省本级|市级|市本级|全口径)(?P<rest>.{4,})")


def indicator_of(mention: Mention) -> str:
    """Return the noun phrase that a figure measures, in its normal form; empty where none is certain.

    It is before the figure (城镇新增就业70万人) or, for a count, the noun after it and the verb before
    it (培育6个产业集群).
    """
    session = _SESSION.search(mention.before)
    if session and mention.span.figure.form == ORDINAL and mention.after.startswith("会议"):
        return f"{session[0]}会议"
    head, _, last = mention.before.rpartition("、")
    # 签约3个、开工5个: each of the nouns listed has its own figure.
    before = _cleaned(last if " " in head else mention.before)
    figure, streak = mention.span.figure, mention.span.quote.startswith("连")
    fund = _FUND.match(mention.after) if is_money(figure.unit) and (not before or before in _ISSUES) else None
    if fund:
        return _accepted(_normal(before + (fund["bond"] or fund["plan"])))
    if streak and not before and _HONOURS.match(mention.after):
        # 连续19年获平安建设考评优秀: the noun of the streak is after it.
        return _accepted(mention.after.strip("”。"))
    if streak and "、" in before:
        # 甲、乙连续3年: the streak belongs to both.
        return _accepted(_normal(before.replace("、", "和")))
    is_count = (figure.form == COUNT or is_classifier(figure.unit)) and not streak
    acted_on = (
        figure.form in {COUNT, AMOUNT} and not streak and (not before or bool(_ONLY_VERBS.fullmatch(before)))
    )
    noun = _noun_after(mention) if is_count or (acted_on and not is_money(figure.unit)) else ""
    # 签约41个协议投资340.4亿元: the noun after a count may belong to the next figure.
    if not noun or (before and mention.after == noun and mention.next_follows):
        return _accepted(_normal(before))
    return _accepted(_normal(_prefix(before, mention.before) + noun)) if noun not in _GENERIC else ""


_ISSUES = frozenset({"拟发行", "发行", "新增发行", "增发", "新增"})
_FUND = re.compile(
    "(?P<bond>(?:长期|超长期|特别|建设|专项|地方|政府)*(?:国债|债券))"
    "|的(?P<plan>[一-鿿]{2,8}?(?:计划|方案))(?=[，。；]|$)"
)
"""A noun after its amount: 发行1400亿元国债, 新增4万亿元的投资计划."""
_HONOURS = re.compile("(?:荣?获|无|未发生|被评为|入选|蝉联).{3,}")
_SESSION = re.compile("(?:全国)?人民代表大会$")
_GENERIC = frozenset(
    words("方面 领域 环节 层面 维度 阶段 步骤 问题 部分 以上 左右 单位 地方 重点 工作 任务 措施 举措")
)
"""Nouns that mean nothing without their context."""
_SHORT = 8


def _prefix(before: str, raw: str) -> str:
    """Return what precedes a count and its noun: a verb, or a short modifier."""
    verb = _TAIL_VERB.search(before)
    if verb:
        return _WEAK_VERB.sub("", verb[0], count=1) if _WEAK_VERB.match(verb[0]) else verb[0]
    rest = _CARRIED_OUT.sub("", before) if len(before) > _SHORT else before
    return rest if len(rest) <= _SHORT and " " not in raw.strip() else ""


_CARRIED_OUT = re.compile("^(?:深入|全面|启动)?(?:实施|完成|落实)(?:新一轮)?")


def cleaned_phrase(phrase: str) -> str:
    """Return a noun phrase in its normal form; empty where it cannot be an indicator."""
    return _accepted(_normal(_cleaned(phrase)))


_ONLY_DATED = re.compile("[、的]*|年?[底末]?达?到?")
"""What follows a date between a noun and its figure: 外汇储备2000年底达1656亿美元."""


def _cleaned(before: str) -> str:
    tail = before.rpartition(" ")[2]
    phrase = before.removesuffix(tail).replace(" ", "") if _ONLY_DATED.fullmatch(tail) else tail
    previous = ""
    while previous != phrase:
        previous, phrase = phrase, _TRAIL.sub("", phrase)
    return _LEAD.sub("", phrase)


def _noun_after(mention: Mention) -> str:
    clause = phrase = _NOUN_END.split(mention.after, maxsplit=1)[0]
    phrase = phrase.partition("”")[0] if phrase.find("”") < phrase.find("“") or "“" not in phrase else phrase
    stop = _STOP_VERB.search(phrase)
    phrase = phrase[: stop.start()] if stop else phrase
    if stop and phrase in _UNINFORMATIVE:
        # 1万家企业实施改造: the verb tells which ones.
        phrase = clause[:_SHORT]
    phrase = _JOINED.split(phrase)[0] if mention.next_follows and not stop else phrase
    return phrase if len(phrase) >= _SHORTEST - 1 and _HAN.match(phrase) else ""


def _known_name(phrase: str) -> str:
    """Return the name in the table of an indicator that it has; any other phrase unchanged."""
    known = known_as(phrase)
    return known.id if known else phrase


def _normal(phrase: str) -> str:
    phrase = phrase.strip("、的，— \u3000\u00a0\u2002\u2003")
    phrase = _LISTED_VERBS.sub(lambda found: found[0].replace("、", ""), phrase)
    return _known_name(_SET_EARLIER.sub("", phrase))


_SET_EARLIER = re.compile("^.*(?:确定|提出|要求|设定|下达|预定)的(?=..)")
"""没有实现年初确定的城镇调查失业率: words up to 确定的 are not part of the name."""
_LISTED_VERBS = re.compile(f"^(?:(?:{any_of(_VERBS)})、)+(?={any_of(_VERBS)})")
"""制定、修改、废止: several verbs with one object."""
_UNINFORMATIVE = frozenset(
    words(
        """
        规模 总规模 约合 折合 折合人民币 合人民币 占
        总投资 总面积 面积 总数 数量 总额 企业 会议上 贯彻党 了市 跻身 产业 项目
        会议 年吞吐量 扎实
        """
    )
)
"""Phrases that mean nothing without the words before them."""
_PREPOSITION = re.compile(
    "[把将从由于较]|对(?!外|口)|在(?![线职校建册园])|按(?!时)|经(?![营济费])|以(?![旧工])|比(?![重例])"
)
_OUTSIDE = re.compile("[、；。，,:：0-9 ;#]")
"""Characters of another clause, or of a figure that was not read."""
_PARTICLES = re.compile("PM_?(?:2[.]5|10)(?![0-9])")
_HAS_WORD = re.compile("[一-鿿A-Za-z]{2}")


def _accepted(phrase: str) -> str:
    """Return a phrase that can be an indicator; empty for one that is cut, too long or contains a list."""
    if (
        phrase in _UNINFORMATIVE
        or _ONLY_VERBS.fullmatch(phrase)
        or not _HAS_WORD.search(phrase)
        or _PREPOSITION.match(phrase)
    ):
        return ""
    complete = _SHORTEST <= len(phrase) <= _LONGEST and not _OUTSIDE.search(_PARTICLES.sub("PM", phrase))
    balanced = all(phrase.count(left) == phrase.count(right) for left, right in ("“”", "（）", "《》", "()"))
    return phrase if complete and balanced else ""


def scope_of(indicator: str) -> tuple[str, str]:
    """Split the scope off an indicator: 省级一般公共预算收入, 一般公共预算收入同口径."""
    found = _SCOPE_AFTER.fullmatch(indicator) or _SCOPE_BEFORE.fullmatch(indicator)
    return (found["scope"], _known_name(found["rest"])) if found else ("", indicator)
