"""Which figures of a text are parts of which, and what moved; all sentences are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.drafts import draft

from gouji.facts.table import columns as c
from gouji.reading.links import linked
from gouji.reading.links.link import Refusal
from gouji.reading.links.slips import slipped

HEAD = "白水县医院2024年工作总结\n"
CASES = tomllib.loads(Path(__file__).with_name("links.toml").read_text(encoding="utf-8"))["case"]
BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
SENTENCES = [case["text"] for case in CASES] + [
    case[text]
    for path in sorted(BENCHMARKS.glob("sentences*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    for text in ("text", "twin")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_figures_are_tied_to_their_totals(case: dict[str, Any]) -> None:
    rows = draft(HEAD + case["text"] + "\n", "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    told = [row for row in rows if row[c.MEASURE] == "level" or row[c.VIA] == "share.family"]
    ties = [
        f"{row[c.QUOTE]} {row[c.VIA]}{'=' if row[c.COMPLETE] else ''} {quotes[total]}"
        f"{f'#{way}' if way in {'+', '-'} else ''}"
        for row in told
        for total, _, way in (one.partition("#") for one in row[c.WHOLE].split(";") if one)
    ]
    assert ties == case.get("ties", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "审理天数68.4天，上一年度为75.9天，缩短7.5天。",
            ["68.4天 审理天数 level 2024", "75.9天 审理天数 level 2023", "缩短7.5天 审理天数 change 2024"],
        ),
        (
            "民用汽车保有量48.26万辆，2022年末则为45.17万辆，增长6.8%。",
            [
                "48.26万辆 民用汽车保有量 level 2024",
                "45.17万辆 民用汽车保有量 level 2022",
                "增长6.8% 民用汽车保有量 growth 2024",
            ],
        ),
        (
            "认罪认罚适用率90.4%，同比上升2.3个百分点（上年88.1%）。",
            [
                "90.4% 认罪认罚适用率 level 2024",
                "上升2.3个百分点 认罪认罚适用率 change 2024",
                "88.1% 认罪认罚适用率 level 2023",
            ],
        ),
        (
            "互助金本季少发2.4万元、降幅8.0%，全年只发27.6万元。",
            [
                "2.4万元 互助金本季 change 2024",
                "降幅8.0% 互助金本季 growth 2024",
                "27.6万元 互助金本季 level 2024",
            ],
        ),
        (
            "门诊量达31.2万人次，2.6万人次的增量来自分院，增长率9.1%。",
            [
                "达31.2万人次 门诊量 level 2024",
                "2.6万人次 门诊量 change 2024",
                "9.1% 门诊量 growth 2024",
            ],
        ),
        (
            # Behind a list of parts the total moved.
            "接访94件次，其中来访61件次、电话33件次，比上年减少18件次，下降16.1%。",
            [
                "94件次 接访 level 2024",
                "61件次 来访 level 2024",
                "33件次 电话 level 2024",
                "减少18件次 接访 change 2024",
                "下降16.1% 接访 growth 2024",
            ],
        ),
        (
            "补助合计8236万元，其中生活补贴4387万元、护理补贴3849万元，合计增长5.9%。",
            [
                "8236万元 补助 level 2024",
                "4387万元 生活补贴 level 2024",
                "3849万元 护理补贴 level 2024",
                "增长5.9% 补助 growth 2024",
            ],
        ),
        (
            "续约率改善2.5个百分点，上年同期84.0%，本期86.5%。",
            [
                "2.5个百分点 续约率 change 2024",
                "84.0% 续约率 level 2023",
                "86.5% 续约率 level 2024",
            ],
        ),
        (
            "续费率比79.5%的上年水平高4.2个百分点，续费率做到83.7%。",
            ["79.5% 续费率 level 2023", "4.2个百分点 续费率 change 2024", "83.7% 续费率 level 2024"],
        ),
        (
            "上半年门诊量860人次，上年同期为840人次，增加20人次。",
            [
                "860人次 上半年门诊量 level 2024-01/2024-06",
                "840人次 上半年门诊量 level 2023-01/2023-06",
                "增加20人次 上半年门诊量 change 2024-01/2024-06",
            ],
        ),
        (
            "2024年受理申诉186件，上年为168件。",
            ["186件 受理申诉 level 2024", "168件 受理申诉 level 2023"],
        ),
        (
            "平均候诊由上年的31分钟缩短为22分钟。",
            ["31分钟 平均候诊 mean 2023", "22分钟 平均候诊 mean 2024"],
        ),
        (
            "追缴欠薪金额3.9亿元，上年为3.2亿元。",
            ["3.9亿元 追缴欠薪金额 level 2024", "3.2亿元 追缴欠薪金额 level 2023"],
        ),
        (
            "综合考核列第19位，去年为第16位，后退3位。",
            ["第19位 综合考核 rank 2024", "第16位 综合考核 rank 2023", "3位 综合考核 change 2024"],
        ),
        (
            "全年接诊42.6万人次，其中门诊38.1万人次、急诊4.5万人次，总量比上年的40.2万人次增长6.0%。",
            [
                "42.6万人次 接诊 level 2024",
                "38.1万人次 门诊 level 2024",
                "4.5万人次 急诊 level 2024",
                "40.2万人次 接诊 level 2023",
                "增长6.0% 接诊 growth 2024",
            ],
        ),
        (
            "会费收入比上年的86.4万元增加9.2万元，增长10.6%。",
            [
                "86.4万元 会费收入 level 2023",
                "增加9.2万元 会费收入 change 2024",
                "增长10.6% 会费收入 growth 2024",
            ],
        ),
        (
            "认罪从宽适用率为91.2%，较上年88.7%提高2.5个百分点。",
            [
                "91.2% 认罪从宽适用率 level 2024",
                "88.7% 认罪从宽适用率 level 2023",
                "提高2.5个百分点 认罪从宽适用率 change 2024",
            ],
        ),
        (
            "护士站满意度96.1分，比全院平均分（94.8分）高1.3分。",
            [
                "96.1分 护士站满意度 level 2024",
                "94.8分 护士站满意度 level 2023",
                "1.3分 护士站满意度 change 2024",
            ],
        ),
        (
            "公司入选全市服务业百强，列第36位，比上年（第45位）前进9位。",
            [
                "第36位 公司入选全市服务业百强 rank 2024",
                "第45位 公司入选全市服务业百强 rank 2023",
                "9位 公司入选全市服务业百强 change 2024",
            ],
        ),
        (
            "前移2位、由上年的第8位升至第6位，这是我院在考评中的成绩。",
            ["2位 位次 change 2024", "第8位 位次 rank 2023", "升至第6位 位次 rank 2024"],
        ),
        (
            "办公经费62.4万元，比2023年度减少3.1万元，下降4.7%。",
            [
                "62.4万元 办公经费 level 2024",
                "减少3.1万元 办公经费 change 2024",
                "下降4.7% 办公经费 growth 2024",
            ],
        ),
    ],
)
def test_figures_of_one_movement_have_one_name_and_their_periods(text: str, told: list[str]) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    columns = (c.QUOTE, c.INDICATOR, c.MEASURE, c.PERIOD)
    assert [" ".join(row[column] for column in columns) for row in rows] == told


@pytest.mark.parametrize(
    "text",
    [
        "运动员由236人增加到274人，夺金数与上届持平。",  # of another thing
        "接待游客638万人次，超过年初600万人次的计划，增长17.3%。",  # planned
        "电网负荷126.8万千瓦，较上一年最大负荷高9.5万千瓦。",  # a change, no level before
        "图书馆藏书由12万册增加到15万册。",  # nobody says when
        "从轻处罚率达30.5%，从严查处率26.1%，提高1.2个百分点。",  # 从 within words
        "基金预算收入31.2亿元，上年结余收入4.1亿元，收入总计35.3亿元。",  # no movement
        "调查失业率5.1%，低于预期目标（5.5%）0.4个百分点。",  # planned
        "旅客吞吐量1286万人次，同比增长8.3%，恢复至2019年（1213万人次）的106.0%。",  # not since then
        "测评得分82.36分，比上年提高0.87分，高于全国平均分（82.04分）0.32分。",  # held against two
    ],
)
def test_other_figures_are_not_drawn_into_a_movement(text: str) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    assert "2023" not in {row[c.PERIOD] for row in rows}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("城东馆、滨湖馆、高新馆、大学城馆五座分馆夜间开放。", "城东馆;滨湖馆;高新馆;大学城馆"),
        ("工会分设四个委员会：组织委员会、经费委员会，委员39名。", "组织委员会;经费委员会"),
        ("开工的四个工程是城南水库、环湖高速、产业大道以及物流园。", "城南水库;环湖高速;产业大道;物流园"),
        ("投运变电站三座（云台、南郊、开源、石门），线路全长146公里。", "云台;南郊;开源;石门"),
        ("新增六个重点专科，包括骨科、妇科、儿科等，经费120万元。", ""),
        ("分析测试中心、实训基地和中试平台四个科研平台投用。", "分析测试中心;实训基地;中试平台"),
        ("新签四份合作协议，对方为滨海大学、江北学院、城东中学，期限三年。", "滨海大学;江北学院;城东中学"),
        ("新建5家24小时书房，分别位于城东公园、客运总站和莲湖社区。", "城东公园;客运总站;莲湖社区"),
        ("投运变电站三座（220千伏云台、110千伏南郊、35千伏石门）。", "220千伏云台;110千伏南郊;35千伏石门"),
        (
            "办展14个，其中《陶》《线》《运河》《窑》等三个为原创。",
            "《陶》;《线》;《运河》;《窑》",
        ),
        ("新建项目3个（省级投资2亿元、市级投资1亿元）。", ""),  # no names of projects
        ("理事会开会4次，分别于3月18日、7月22日、9月和12月16日举行。", "3月18日;7月22日;9月;12月16日"),
        ("于4月2日、8月6日和12月9日分别召开三次职代会。", "4月2日;8月6日;12月9日"),
        ("举办讲座5次，分别于3月、5月和9月举办。", ""),  # several in one month
        ("于3月12日和5月4日组织三次义务植树。", ""),
        ("五大中心之一是城东中心、城西中心。", ""),
        ("汽车东站、高铁北站、城市候机楼2个枢纽开通专线。", "汽车东站;高铁北站;城市候机楼"),
        ("建成文体中心、东区公园、西区公园2个公园。", ""),
        (
            "获奖3项：省阅读先进单位、市古籍保护集体、全国中学未成年人心理健康优秀案例二等奖。",
            "省阅读先进单位;市古籍保护集体;全国中学未成年人心理健康优秀案例二等奖",
        ),
        ("办班3次，分别于3月18日至20日、7月22日和9月1日举行。", ""),  # one of them takes three days
        ("开展“护苗”“清源”“净网”三项行动。", "开展“护苗”;“清源”;“净网”"),
        ("获“五四红旗团委”“青年文明号”两项荣誉。", "获“五四红旗团委”;“青年文明号”"),
        ("推进河道、湖泊、海湾两类水体治理。", ""),
        (
            "协会建有甲型材料实验室（CNAS-3）、纺织工程实验室和水稻良种实验室三大重点实验室。",
            "甲型材料实验室;纺织工程实验室;水稻良种实验室",
        ),
        ("馆内有细胞平台、基因工程平台、纯化平台等三个平台。", "细胞平台;基因工程平台;纯化平台"),
        (
            "馆内有细胞平台、基因工程平台、纯化平台等五个平台。",
            "细胞平台;基因工程平台;纯化平台",
        ),  # others too
        ("规划分为近期项目和远期项目两类项目。", "近期项目;远期项目"),
        (
            "我市夺得男子100米自由泳、女子10米气步枪、男子73公斤级共4枚金牌。",
            "男子100米自由泳;女子10米气步枪;男子73公斤级",
        ),
        ("门店共四家，即华清粮油、华清肉铺、华清果蔬和华清水产。", "华清粮油;华清肉铺;华清果蔬;华清水产"),
        (
            "县里出台收费管理办法、档案管理规定、投诉处理规则等两项制度。",
            "收费管理办法;档案管理规定;投诉处理规则",
        ),
        # Of the nearer count.
        ("两市共建3个基地，分别是甲山基地、乙湖基地、丙田基地。", "甲山基地;乙湖基地;丙田基地"),
        ("8个县市推广3项经验，分别是网格治理、积分管理、联户帮扶。", "网格治理;积分管理;联户帮扶"),
        ("新建东湖泵站和西湖泵站3座。", ""),  # how many each has is not told
        ("全年五大行动：清河、净滩、护岸、增绿、治污。", "清河;净滩;护岸;增绿;治污"),
        ("三次提及，为农村发展擘画了蓝图、指明了方向。", ""),
        ("坚持互利共赢、平等协商和平共处五项原则。", ""),
        ("在甲县、乙县两地开展试点。", ""),
        ("三项改革是相互联系、紧密结合的。", ""),
        ("表彰先进集体、先进个人、优秀党员12名同志。", ""),
        ("培训教师、医生、护士300人次。", ""),
        ("落实生育津贴、育儿补贴、婚育假、满3岁入园政策。", ""),
    ],
)
def test_lists_beside_their_counts(text: str, members: str) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    assert [row[c.MEMBERS] for row in rows if row[c.VIA] == "list.count"] == ([members] if members else [])


def test_slips_are_one_digit_or_two_swapped_ones() -> None:
    from fractions import Fraction as F  # noqa: N817, PLC0415

    assert slipped(F(1263), F(163)) is False
    assert slipped(F("64.8"), F("48.6")) is False
    assert slipped(F("44.18"), F("44.81"))
    assert slipped(F("438"), F("138"))
    assert not slipped(F(8), F(5))


def test_nothing_is_found_in_a_paragraph_that_does_not_hold_what_a_linker_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missed = []

    def entered_always(find: Any, need: Any) -> tuple[Any, Any]:
        def found(paragraph: Any) -> Any:
            yielded = list(find(paragraph))
            links = [one for one in yielded if not isinstance(one, Refusal)]
            missed.extend([find.__name__] if links and not need(paragraph) else [])
            yield from yielded

        return found, lambda _: True

    for table in ("LINKERS", "RENEWERS", "COMPLETERS"):
        monkeypatch.setattr(linked, table, [entered_always(*one) for one in getattr(linked, table)])
    for text in SENTENCES:
        draft(f"{HEAD}{text}\n", "a")
    assert not missed
