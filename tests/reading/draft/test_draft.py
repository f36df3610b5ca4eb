"""What a text claims, as draft facts. All sentences here are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.drafts import draft

from gouji.checks.faults import validate
from gouji.facts.table import columns as c
from gouji.reading.alignment.complete import complete
from gouji.reading.documents.model import Document
from gouji.reading.identity.document_info import document_info
from gouji.reading.source import draft_tables
from gouji.reading.summaries import summaries_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT = """2025年江南省政府工作报告
——2025年1月15日在江南省第十四届人民代表大会第三次会议上
各位代表：
一、2024年工作回顾
@
二、2025年目标任务
"""


def facts(
    sentence: str, head: str = "2025年四川省政府工作报告\n各位代表：\n一、2024年工作回顾\n"
) -> list[Mapping[str, str]]:
    rows = draft(f"{head}{sentence}\n", "a")
    return [row for row in rows if int(row["start"]) >= len(head)]


def told(sentence: str) -> list[tuple[str, str, str]]:
    return [
        (row["quote"], row["indicator"], row["measure"]) for row in facts(sentence) if row["form"] != "date"
    ]


NAMED = [
    (
        "实现地区生产总值31200亿元，增长5.6%；一般公共预算收入2800.5亿元，下降1.2%。",
        [
            ("31200亿元", "地区生产总值", "level"), ("增长5.6%", "地区生产总值", "growth"),
            ("2800.5亿元", "一般公共预算收入", "level"), ("下降1.2%", "一般公共预算收入", "growth"),
        ],
    ),
    ("城镇新增就业52.3万人。", [("52.3万人", "城镇新增就业", "level")]),
    (
        "新培育省级产业集群7个、示范园区3个。",
        [("7个", "新培育省级产业集群", "level"), ("3个", "示范园区", "level")],
    ),
    ("建成6个省级创新平台。", [("6个", "建成省级创新平台", "level")]),
    (
        "工业投资、民间投资分别增长8.1%、2.4%。",
        [("增长8.1%", "工业投资", "growth"), ("2.4%", "民间投资", "growth")],
    ),
    (
        "城乡居民人均可支配收入分别增长4.8%、6.3%。",
        [("增长4.8%", "城镇居民人均可支配收入", "growth"), ("6.3%", "农村居民人均可支配收入", "growth")],
    ),
    ("绿色产业增加值占规上工业比重达到31.5%。", [("达到31.5%", "绿色产业增加值", "share")]),
    ("森林覆盖率提高0.4个百分点。", [("提高0.4个百分点", "森林覆盖率", "change")]),
    ("建设筹措7万套（间）保障性住房。", [("7万套", "建设筹措保障性住房", "level")]),
    ("油菜产量实现“17连增”。", [("17连增", "油菜产量", "level")]),
    ("推进39个欠发达县域帮扶。", [("39个", "推进欠发达县域帮扶", "level")]),
    ("在沪持牌机构增加到1813家。", [("增加到1813家", "持牌机构", "level")]),
    ("今年经济增长预期目标为7%左右。", [("7%左右", "地区生产总值", "growth")]),
    ("PM2.5年均浓度26.3微克。", [("26.3微克", "PM2.5年均浓度", "mean")]),
    ("全面实施新一轮优化花园环境18条改革举措。", [("18条", "优化花园环境改革举措", "level")]),
    ("制定、修改、废止花园规章14部。", [("14部", "制定修改废止花园规章", "level")]),
    ("18项“江河通办”事项让群众满意。", [("18项", "“江河通办”事项", "level")]),
    ("发行140亿元长期建设国债。", [("140亿元", "发行长期建设国债", "level")]),
    ("新增14亿元的投资计划。", [("14亿元", "新增投资计划", "level")]),
    ("没有实现年初确定的城镇调查失业率5.2%。", [("5.2%", "城镇调查失业率", "level")]),
    ("花圃企业的出口15.2亿元。", [("15.2亿元", "花圃企业的出口", "level")]),
    ("重点花圃从15家跃升到38家。", [("15家", "重点花圃", "level"), ("跃升到38家", "重点花圃", "level")]),
    (
        "油料播种面积15.2万亩、总产12.5万吨。",
        [("15.2万亩", "油料播种面积", "level"), ("12.5万吨", "油料产量", "level")],
    ),
    ("年度投资完成率112.4%。", [("112.4%", "年度投资完成率", "completion")]),
    ("外贸进出口总额居中部第3位。", [("第3位", "外贸进出口总额", "rank")]),
    ("消费对经济增长的贡献率达到55.2%。", [("达到55.2%", "消费对经济增长的贡献率", "contribution")]),
    (
        "完成重大项目签约41个协议投资350.4亿元。",
        [("41个", "重大项目签约", "level"), ("350.4亿元", "协议投资", "level")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[sentence[:14] for sentence, _ in NAMED])
def test_a_figure_is_of_what_stands_beside_it(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == expected


def test_what_is_not_certain_is_left_empty() -> None:
    (row,) = facts("对此提出了8条。")
    assert row["indicator"] == ""
    first, second = facts("甲、乙、丙分别增长3%、5%。")
    assert (first["indicator"], second["indicator"]) == ("", "")


def test_a_fall_that_stands_before_a_row_of_values_falls_for_all() -> None:
    first, second = facts("事故起数、死亡人数分别下降15%、4.5%。")
    assert (first["low"], first["high"]) == ("-15.5", "-14.5")
    assert (second["quote"], second["low"], second["high"]) == ("4.5%", "-4.55", "-4.45")


def test_a_part_knows_its_total() -> None:
    total, part = facts("接待游客5.2亿人次，其中入境游客310万人次。")
    assert part["whole"] == total["id"]
    assert part["complete"] == ""
    total, other = facts("完成投资300亿元，其中新开工项目12个。")
    assert other["whole"] == ""


SECTIONS = """2025年江南省政府工作报告
各位代表：
一、2024年工作回顾和“十四五”成就
过去一年，完成投资300亿元。
“十四五”以来，累计完成投资1200亿元。
一年来，主要做了以下工作。新建学校12所。
二、“十五五”时期主要目标
经济总量达到9万亿元。
三、2025年重点工作
新建学校15所。去年建成12所。到2035年建成200所。
名词解释
1.新学校：指班额不超过45人的学校。
"""


def test_headings_and_openings_set_section_and_period() -> None:
    rows = {row["quote"]: row for row in draft(SECTIONS, "a")}
    told = {quote: (row["section"], row["period"]) for quote, row in rows.items() if row["form"] != "date"}
    assert told["300亿元"] == ("review", "2024")
    assert told["1200亿元"] == ("term", "2021/2025")
    assert told["12所"] == ("review", "2024")
    assert told["达到9万亿元"] == ("plan", "2030")
    assert told["15所"] == ("target", "2025")
    assert told["200所"] == ("plan", "2035")
    assert told["不超过45人"][0] == "note"
    assert rows["达到9万亿元"]["high"] == ""


def test_a_series_told_again_for_another_time_is_of_that_time() -> None:
    rows = facts("收案、结案分别为326件、311件，上年分别为305件、294件，分别增长6.9%、5.8%。")
    assert [(row["indicator"], row["period"]) for row in rows[:4]] == [
        ("收案", "2024"),
        ("结案", "2024"),
        ("收案", "2023"),
        ("结案", "2023"),
    ]


def test_a_period_that_is_said_counts_and_one_that_is_compared_with_does_not() -> None:
    (row,) = [row for row in facts("2023年建成公园31个。") if row["form"] == "count"]
    assert row["period"] == "2023"
    (row,) = [row for row in facts("出口较2020年增长31%。") if row["form"] == "ratio"]
    assert (row["period"], row["base"], row["measure"]) == ("2024", "2020", "growth")
    (row,) = [row for row in facts("中欧班列累计开行3.1万列。") if row["form"] == "amount"]
    assert row["period"] == "../2024"


def test_a_figure_behind_a_year_is_of_that_year() -> None:
    rows = [
        row for row in facts("总产值由1997年的7.4万亿元增加到2002年的10.2万亿元。") if row["form"] == "amount"
    ]
    assert [(row["quote"], row["period"]) for row in rows] == [("7.4万亿元", "1997"), ("10.2万亿元", "2002")]


def test_stages_are_told() -> None:
    (row,) = facts("初步核算，地区生产总值增长5%。")
    assert row["stage"] == "preliminary"
    (row,) = facts("预计软件业务收入增长9%。")
    assert row["stage"] == "expected"


def test_members_stand_before_their_count_where_it_is_certain_what_they_are() -> None:
    (row,) = facts("推进规划、建设、治理三项改革。")
    assert (row["form"], row["complete"]) == ("list", "true")
    assert row["members"].split(";")[1:] == ["建设", "治理"]
    (row,) = facts("推进规划、建设五项改革。")
    assert row["form"] == "count"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x", "2026年四川省人民政府工作报告\n各位代表", ("四川省", "政府工作报告", "2025", True)),
        ("2025_浙江省", "各位代表：\n", ("浙江省", "政府工作报告", "2024", True)),
        ("x", "甲省2024年国民经济和社会发展统计公报", ("甲省", "统计公报", "2024", False)),
        ("x", "某活动2024年开展情况综述", ("", "工作总结", "2024", True)),
        ("x", "无题", ("", "其他", "", True)),
    ],
)
def test_a_document_says_whose_it_is_and_of_which_year(
    name: str, text: str, expected: tuple[str, str, str, bool]
) -> None:
    info = document_info(name, text)
    assert (info.publisher, info.kind, info.period, info.report) == expected


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("2025年1月18日在甲省第十四届人民代表大会第三次会议上\n甲省省长", "2025-01-18"),
        ("——二〇二五年一月七日在甲省十四届人民代表大会第四次会议上", "2025-01-07"),
        ("——2025年1月18日在甲省第十四届人民代表大会第三次会议上\n来源：甲报 时间：2025-02-05", "2025-01-18"),
        ("2025年02月10日 07时41分\n来源：甲报", "2025-02-10"),
        ("2025年1月18日，甲省迎来降雪。", ""),
        ("2025年2月30日在甲省第十四届人民代表大会第三次会议上", ""),
        ("时间：2019-02-05", ""),
    ],
)
def test_a_document_says_when_it_was_published(head: str, published: str) -> None:
    assert document_info("2025_甲省政府工作报告", f"{head}\n各位代表：\n").published == published


def test_a_draft_is_a_sound_fact_table() -> None:
    text = REPORT.replace("@", "".join(sentence for sentence, _ in NAMED))
    made = complete(draft_tables(summaries_of({"a": Document("a.txt", text, (), "", "0" * 64)})))
    as_files = replace(made, made_up=frozenset())
    assert [(fault.column, fault.cell) for fault in validate(as_files)] == []
    quotes = made.facts
    for start, end, quote in zip(quotes[c.START], quotes[c.END], quotes[c.QUOTE], strict=True):
        assert text[int(start) : int(end)] == quote


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("一般公共预算收入同口径增长3.4%。", "同口径"),
        ("省级一般公共预算收入增长3.4%。", "省级"),
        ("一般公共预算收入增长3.4%。", ""),
    ],
)
def test_what_a_figure_covers_is_no_part_of_its_indicator(sentence: str, scope: str) -> None:
    (row,) = facts(sentence)
    assert (row[c.INDICATOR], row[c.SCOPE]) == ("一般公共预算收入", scope)


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("完成130公里架空线整治，建成5万亩河岸花园。", ["架空线整治", "建成河岸花园"]),
        ("投入专项资金30亿元。", ["投入专项资金"]),
        ("绿道总里程达到130公里。", ["绿道总里程"]),
    ],
)
def test_what_is_done_by_the_mile_is_named_behind_its_measure(sentence: str, indicator: list[str]) -> None:
    assert [row[c.INDICATOR] for row in facts(sentence)] == indicator


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "经营主体达109.2万户、增长5.9%。",
            [("达109.2万户", "经营主体", "level"), ("增长5.9%", "经营主体", "growth")],
        ),
        (
            "外汇结余2023年底达16.6亿美元，比上年末增加9.2亿美元。",
            [("达16.6亿美元", "外汇结余", "level"), ("增加9.2亿美元", "外汇结余", "change")],
        ),
        (
            "水果出口比上年增长37.1%，达到85.2亿美元。",
            [("增长37.1%", "水果出口", "growth"), ("达到85.2亿美元", "水果出口", "level")],
        ),
        ("居民安全感、满意度连续12年提升。", [("连续12年", "居民安全感和满意度", "level")]),
        (
            "事故损失数下降3.1%，连续9年获江河治理考评优秀。",
            [("下降3.1%", "事故损失数", "growth"), ("连续9年", "获江河治理考评优秀", "level")],
        ),
        (
            "经营主体新增10.5万户，达到92万户。",
            [("10.5万户", "经营主体", "change"), ("达到92万户", "经营主体", "level")],
        ),
        (
            "经营主体达109.5万户，其中企业38.8万户、增长7.7%。",
            [
                ("达109.5万户", "经营主体", "level"),
                ("38.8万户", "经营主体中的企业", "level"),
                ("增长7.7%", "经营主体中的企业", "growth"),
            ],
        ),
        (
            "损失数下降3.1%，连续9年获江河（湖泊）考评优秀。",
            [("下降3.1%", "损失数", "growth"), ("连续9年", "获江河（湖泊）考评优秀", "level")],
        ),
        (
            "安排赤字29.5亿元，比上年预算减少0.5亿元。",
            [("29.5亿元", "安排赤字", "level"), ("减少0.5亿元", "安排赤字", "change")],
        ),
    ],
)
def test_a_figure_that_goes_on_keeps_its_indicator(sentence: str, claims: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == claims


def test_a_streak_of_a_term_runs_to_its_end_and_is_of_what_stood_before_it() -> None:
    head = "2026年四川省政府工作报告\n各位代表：\n一、“十四五”时期工作回顾\n"
    rows = facts("森林覆盖率达65.85%、连续47年居全省首位；河岸水质连续8年达标。", head)
    told_ = [(row[c.QUOTE], row[c.INDICATOR], row[c.PERIOD]) for row in rows if row[c.QUOTE].startswith("连")]
    assert told_ == [("连续47年", "森林覆盖率", "2025"), ("连续8年", "河岸水质", "2025")]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("花卉产量实现“17连增”。", "2025"),
        ("新能源汽车保有量130万辆。", "2025"),
        ("经营主体1160.5万户。", "2025"),
        ("花园130座。", "2025"),
        ("新增高速公路里程130公里。", "2021/2025"),
    ],
)
def test_what_there_is_at_the_end_of_a_term_is_of_its_last_year(sentence: str, period: str) -> None:
    head = "2026年四川省政府工作报告\n各位代表：\n一、“十四五”时期工作回顾\n"
    assert [row[c.PERIOD] for row in facts(sentence, head)] == [period]


def test_a_plan_may_be_explained_by_the_years_before_it() -> None:
    head = "2026年四川省政府工作报告\n各位代表：\n二、2026年工作安排\n"
    rows = facts("建设花园95座。\n五年来，花园建设加快。建成花园320座。", head)
    told_ = [(row[c.SECTION], row[c.PERIOD]) for row in rows if row[c.UNIT] == "座"]
    assert told_ == [("target", "2026"), ("term", "2021/2025")]


def test_years_told_together_in_a_years_review() -> None:
    head = "2009年政府工作报告\n一、2008年工作回顾\n"
    text = f"{head}近三年累计，单位产值能耗下降9.5%。前四年累计，单位产值水耗下降8.5%。"
    rows = {row["quote"]: row for row in draft(text, "2009_甲省")}
    assert rows["下降9.5%"]["period"] == "2006/2008"
    assert rows["下降8.5%"]["period"] == "2005/2008"


def test_what_a_rate_turned_to_is_of_what_it_turned_from() -> None:
    head = "2009年政府工作报告\n一、2008年工作回顾\n"
    text = f"{head}2008年，单位产值能耗由前三年分别上升4.9%、5.5%、0.2%，转为下降1.2%。"
    rows = {row["quote"]: row for row in draft(text, "2009_甲省")}
    assert rows["下降1.2%"]["indicator"] == "单位产值能耗"


def test_the_publishers_own_name_before_a_figure_is_nobody_else() -> None:
    title = "成都市武侯区财政局2024年度部门决算\n"
    rows = draft(f"{title}成都市武侯区财政局2024年度收入总计120万元。成都市收入总计8亿元。\n", "a")
    assert [(row["subject"], row["indicator"]) for row in rows if row["form"] == "amount"] == [
        ("", "收入总计"),
        ("成都市", "收入总计"),
    ]
