"""What a document is: who publishes it, its kind, its period and its day, by titles of every shape."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gouji.reading.identity.document_info import document_info, given_together


@pytest.mark.parametrize(
    ("text", "publisher", "kind", "period"),
    [
        ("甲川市2024年国民经济和社会发展统计公报\n", "甲川市", "统计公报", "2024"),
        ("甲川市水务局\n2023年工作总结\n", "甲川市水务局", "工作总结", "2023"),
        ("甲川市第二中学2024年工作总结和2025年工作计划\n", "甲川市第二中学", "工作总结", "2024"),
        ("甲川市第二中学2023—2024学年工作总结\n", "甲川市第二中学", "工作总结", "2023-09/2024-08"),
        ("甲川市第二中学2025年春季学期工作总结\n", "甲川市第二中学", "工作总结", "2025-02/2025-07"),
        ("乙河县人民医院2024年上半年工作总结\n", "乙河县人民医院", "工作总结", "2024-01/2024-06"),
        ("甲川港务集团有限公司2024年第三季度报告\n", "甲川港务集团有限公司", "年度报告", "2024-07/2024-09"),
        ("甲川市教育局2024年部门预算\n", "甲川市教育局", "部门预算", "2024"),
        ("甲川市教育局2023年度部门决算\n", "甲川市教育局", "部门决算", "2023"),
        ("关于甲川市2024年预算执行情况和2025年预算草案的报告\n", "甲川市", "预算报告", "2024"),
        ("甲川市教育局2024年政府信息公开工作年度报告\n", "甲川市教育局", "信息公开年报", "2024"),
        ("甲川市工业和信息化局2025年工作要点\n", "甲川市工业和信息化局", "工作计划", "2025"),
        ("甲川市科学技术局“十四五”工作总结\n", "甲川市科学技术局", "工作总结", "2021/2025"),
        ("甲川市总工会二〇二四年工作总结\n", "甲川市总工会", "工作总结", "2024"),
        ("甲川市红十字会2023年12月—2024年11月工作总结\n", "甲川市红十字会", "工作总结", "2023-12/2024-11"),
        (
            "甲川市民政局、甲川市残疾人联合会2024年工作总结\n",
            "甲川市民政局;甲川市残疾人联合会",
            "工作总结",
            "2024",
        ),
        ("书香满城 未来可期\n甲川市图书馆2024年工作总结\n", "甲川市图书馆", "工作总结", "2024"),
        ("甲川市高新区管委会2024年工作总结\n", "甲川市高新技术产业开发区", "工作总结", "2024"),
        ("甲川市第七次全国人口普查公报\n", "甲川市", "统计公报", "2020"),
    ],
)
def test_a_title_says_whose_a_document_is_and_of_when(
    text: str, publisher: str, kind: str, period: str
) -> None:
    info = document_info("文档.docx", f"{text}全年办件12件。\n")
    assert (info.publisher, info.kind, info.period) == (publisher, kind, period)


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        ("云岭市统计局\n云岭市2023年统计公报\n", "云岭市2023年统计公报", "云岭市"),
        ("丙江大学\n丙江大学2024年工作总结\n", "丙江大学2024年工作总结", "丙江大学"),
        ("丙江集团有限公司\n丙江集团2024年度报告\n", "丙江集团2024年度报告", "丙江集团有限公司"),
        ("乙河县人民政府\n2024年工作报告\n", "乙河县人民政府2024年工作报告", "乙河县"),
        (
            "乙河县财政局\n关于2023年预算执行情况的报告\n",
            "乙河县财政局关于2023年预算执行情况的报告",
            "乙河县",
        ),
    ],
)
def test_a_title_that_names_its_body_does_not_go_on_from_a_line_that_does(
    head: str, title: str, publisher: str
) -> None:
    info = document_info("文档.docx", f"{head}全年办件12件。\n")
    assert (info.title, info.publisher) == (title, publisher)


TITLES = tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["says"])
def test_a_head_says_whose_a_document_is_and_of_when(case: dict[str, str]) -> None:
    info = document_info("文档.docx", f"{case['head']}全年办件12件。\n")
    assert f"{info.publisher} | {info.kind} | {info.period}" == case["says"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # A report to deputies has the year in which it is given.
        ("2025年乙河县政府工作报告\n各位代表：\n", "2024"),
        ("乙河县人民法院工作报告\n（2025年1月10日）\n各位代表：\n", "2024"),
        ("2025年乙河县政府工作报告\n一、2025年及“十四五”时期工作回顾\n", "2025"),
        ("2025年乙河县政府工作报告\n二、2025年工作安排\n", "2024"),
        ("乙河县政府工作报告\n（２０２５年１月８日）\n各位代表：\n", "2024"),
        (
            "乙河县政府工作报告\n——2021年12月28日\n各位代表：\n一、过去五年工作回顾（2017—2021年）\n",
            "2017/2021",
        ),
    ],
)
def test_a_report_to_deputies_reviews_the_year_before(text: str, period: str) -> None:
    assert document_info("x", text).period == period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("乙河县水务局2024年工作总结\n全年新建泵站3座。\n乙河县水务局\n2025年1月8日\n", "2025-01-08"),
        ("乙河县政府工作报告\n（2025年1月6日在乙河县第八届人民代表大会第五次会议上）\n", "2025-01-06"),
        ("乙河县水务局2024年工作总结\n来源：乙河县水务局 发布时间：2025-01-20\n", "2025-01-20"),
        ("乙河县水务局2024年工作总结\n2024年6月5日，泵站建成。\n", ""),
        ("乙河县水务局2024年工作总结\n全年新建泵站3座。\n乙河县水务局　2025年元月6日\n", "2025-01-06"),
        ("乙河县水务局2024年工作总结\n全年新建泵站3座。\n乙河县水务局\n25年1月6日\n", "2025-01-06"),
        ("乙河县水务局2024年工作总结\n全年新建泵站3座。\n乙河县水务局\n二0二五年一月六日\n", "2025-01-06"),
        ("乙河县水务局第三季度工作总结\n2024年7月至9月，巡河86次。\n乙河县水务局　10月9日\n", "2024-10-09"),
        ("乙河县水务局2024年工作总结\n全年新建泵站3座。\n乙河县水务局　1月9日\n", "2025-01-09"),
        ("乙河县水务局2024年工作总结\n来源：乙河日报  2025-01-08 07:30\n全年新建泵站3座。\n", "2025-01-08"),
        ("乙河县水务局2024年工作总结\n字号：大 中 小　2025-01-08 09:20\n全年新建泵站3座。\n", "2025-01-08"),
        ("乙河热力有限公司半年度报告\n报告期：2024年1月1日—6月30日\n董事会\n2024年8月9日\n", "2024-08-09"),
    ],
)
def test_a_day_is_of_the_meeting_or_the_signature_before_the_page(text: str, day: str) -> None:
    assert document_info("x", text).published == day


def test_the_signature_the_file_and_the_page_say_who_publishes_a_text_without_a_title_of_its_own() -> None:
    signed = "2024年工作总结\n全年新建泵站3座。\n乙河县水务局\n2025年1月8日\n"
    assert document_info("x", signed).publisher == "乙河县水务局"
    assert document_info("乙河县水务局2024年工作总结.txt", "全年新建泵站3座。\n").publisher == "乙河县水务局"
    page = "2024年工作总结-乙河县水务局"
    assert document_info("x", "全年新建泵站3座。\n", page).publisher == "乙河县水务局"
    paper = "去年乙河快递业务量增长5.9%-乙河日报数字报"
    assert document_info("x", "去年乙河快递业务量增长5.9%\n", paper).publisher == "乙河日报"
    assert document_info("x", "2024年我局工作总结\n全年新建泵站3座。\n").publisher == ""


def test_numbers_of_one_series_share_its_name_and_a_half_year_is_none_of_them() -> None:
    def series(title: str) -> str:
        return document_info("x", f"{title}\n全年新建泵站3座。\n").series

    assert series("乙河县水务局2023年工作总结") == series("乙河县水务局2024年度工作总结及下年打算")
    assert series("乙河县水务局2023年工作总结") != series("乙河县水务局2024年上半年工作总结")
    assert series("乙河县水务局2023年工作总结") != series("乙河县水利局2023年工作总结")
    assert series("乙河县水务局2023年工作总结") == series("乙河县水务局2024年年报")
    assert series("乙河县水务局2023年工作总结") != series("乙河县水务局2024年水质监测报告")
    assert series("乙河学院2023年质量年度报告") == series("乙河学院高等职业教育质量报告（2024）")
    assert series("2023年工作总结") == ""
    assert series("甲川市2023年统计公报") != series("甲川市第三次全国农业普查公报")


@pytest.mark.parametrize(
    ("matters", "bureau"),
    [
        ("文旅工作", "文化旅游体育局"),
        ("人社工作", "人力资源和社会保障局"),
        ("住建事业发展", "住房和城乡建设局"),
        ("卫健工作", "卫生健康局"),
        ("民宗工作", "民族宗教事务局"),
    ],
)
def test_matters_told_shortly_are_those_of_the_bureau_that_the_other_document_names(
    matters: str, bureau: str
) -> None:
    told = [
        document_info("x", f"{title}\n全年办件12件。\n")
        for title in (f"乙河县{bureau}2024年工作总结", f"2025年乙河县{matters}情况")
    ]
    assert {info.publisher for info in given_together(told)} == {f"乙河县{bureau}"}
    apart = document_info("x", "2025年乙河县水利工作情况\n全年办件12件。\n")
    assert given_together([told[0], apart])[1].publisher == "乙河县"
