"""Tables of documents of two years; all of it is invented."""

from __future__ import annotations

import pytest
from tests.checks.two_years import found

from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of


def disclosure(year: int, began: str, left: str, valid: str) -> tuple[str, Document]:
    """A report on requests, with what was carried over, and documents in force."""
    lines = (
        f"江北区{year}年政府信息公开工作年度报告\n江北区人民政府\n",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        f"行政规范性文件\t3\t1\t{valid}\n",
        "收到和处理申请情况",
        "项目\t自然人\t总计",
        f"一、本年新收申请数量\t41\t46\n二、上年结转申请数量\t{began}\t{began}",
        f"三、本年度办理结果\t40\t45\n四、结转下年度继续办理\t{left}\t{left}",
    )
    return f"江北区{year}", text_document(f"江北区{year}.txt", "\n".join(lines))


def text_document(name: str, text: str) -> Document:
    return Document(name, text, blocks_of(text), "", "0" * 64)


def test_a_year_begins_with_what_the_last_one_ended_with() -> None:
    before = disclosure(2022, "6", "7", "15")
    assert found(before, disclosure(2023, "7", "8", "17")) == []
    assert found(before, disclosure(2023, "9", "10", "17")) == [
        "GJ414 warning: 9 ≠ 7",
        "GJ414 warning: 9 ≠ 7",
    ]
    assert found(before, disclosure(2023, "7", "8", "18")) == ["GJ414 warning: 15 + 3 - 1 ≠ 18"]
    assert found(before, disclosure(2023, "7", "8", "16")) == ["GJ414 note: 15 + 3 - 1 ≠ 16"]


def company(title: str, *rows: str) -> tuple[str, Document]:
    text = f"江北仪器股份有限公司{title}\n\n主要会计数据\n单位：元\n" + "\n".join(rows) + "\n"
    return title, text_document(f"{title}.txt", text)


def test_figures_restated_are_held_against_the_year_as_told_then_alone() -> None:
    before = company(
        "2022年年度报告摘要",
        "\t2022年\t2021年\t本年比上年增减",
        "营业收入\t812,345,671.22\t745,210,998.10\t9.01%",
    )
    rows = ("\t2023年\t2022年\t\t本年比上年增减", "\t\t调整前\t调整后\t调整后")
    sound = "营业收入\t866,018,204.19\t812,345,671.22\t830,112,004.67\t4.33%"
    assert found(before, company("2023年年度报告摘要", *rows, sound)) == []
    wrong = sound.replace("812,345,671.22", "812,345,617.22")
    assert found(before, company("2023年年度报告摘要", *rows, wrong)) == [
        "GJ401 warning: 812,345,671.22 ≠ 812,345,617.22"
    ]


def test_half_a_year_is_no_year_and_ends_in_june() -> None:
    year = company(
        "2023年年度报告摘要",
        "\t2023年末\t2022年末\t本年末比上年末增减",
        "总资产\t912,345,671.22\t845,210,998.10\t7.94%",
        "\t2023年\t2022年\t本年比上年增减",
        "营业收入\t866,018,204.19\t812,345,671.22\t6.61%",
    )
    rows = (
        "\t本报告期\t上年同期\t本报告期比上年同期增减",
        "营业收入\t436,018,204.19\t412,345,671.22\t5.74%",
        "\t本报告期末\t上年度末\t本报告期末比上年度末增减",
    )
    half = company("2024年半年度报告摘要", *rows, "总资产\t930,001,112.09\t912,345,671.22\t1.94%")
    assert found(year, half) == []
    wrong = company("2024年半年度报告摘要", *rows, "总资产\t930,001,112.09\t921,345,671.22\t0.94%")
    assert found(year, wrong) == ["GJ401 warning: 912,345,671.22 ≠ 921,345,671.22"]


def test_a_level_retold_lends_its_year_to_nothing_else() -> None:
    before = company("2022年工作总结", "全年营业收入128.6亿元，利润总额9.7亿元。")
    now = company("2023年工作总结", "全年营业收入136.9亿元，2022年为128.6亿元，利润总额10.3亿元。")
    assert found(before, now) == []
    wrong = company("2023年工作总结", "全年营业收入136.9亿元，2022年为126.8亿元，利润总额10.3亿元。")
    assert found(before, wrong) == ["GJ401 warning: 128.6亿元 ≠ 126.8亿元"]


def test_a_budget_is_no_outcome_of_its_year() -> None:
    rows = ("教育支出\t812.30\t790.42", "卫生健康支出\t214.15\t220.11")
    head = "江北教育局2023年度部门{}\n\n单位：万元\n"
    budget = head.format("预算") + "项目\t2023年预算数\n教育支出\t812.30\n卫生健康支出\t214.15\n"
    account = head.format("决算") + "\n".join(("项目\t2023年预算数\t2023年决算数", *rows)) + "\n"
    told = {name: text_document(f"{name}.txt", text) for name, text in (("预算", budget), ("决算", account))}
    assert found(*told.items(), rules=("GJ401", "GJ501")) == []


def test_years_told_one_by_one_each_have_their_own() -> None:
    before = company("2022年工作总结", "在校生2180人，教职工176人。")
    now = "2021年在校生2100人，2022年为2180人，2023年为2260人，教职工181人。"
    assert found(before, company("2023年工作总结", now)) == []


@pytest.mark.parametrize(
    ("before", "now", "right", "wrong"),
    [
        (("乡镇", "里程（公里）", 60, 32), 72, "20.0", "25.0"),
        (("科室", "门诊（人次）", 8000, 3000), 9200, "15.0", "25.0"),
        (("年级", "学生（人）", 400, 300), 440, "10.0", "19.0"),
        (("庭室", "收案（件）", 1250, 640), 1500, "20.0", "30.0"),
        (("馆别", "外借（册次）", 5000, 2400), 6250, "25.0", "15.0"),
    ],
)
def test_a_growth_behind_a_share_is_of_the_levels(
    before: tuple[str, str, int, int], now: int, right: str, wrong: str
) -> None:
    kind, header, first, second = before

    def table(year: int, level: int, growth: str, *, word: str = "比上年增长") -> tuple[str, Document]:
        total = level + second
        grown = f"{100 * total / (first + second) - 100:.1f}"
        shares = [f"{round(1000 * one / total) / 10:.1f}" for one in (level, second)]
        rows = (
            f"{kind}\t{header}\t占比（%）\t{word}（%）\n甲{kind[0]}\t{level}\t{shares[0]}\t{growth}\n"
            f"乙{kind[0]}\t{second}\t{shares[1]}\t0.0\n合计\t{total}\t100\t{grown}\n"
        )
        head = f"江北市交通运输局{year}年工作总结\n\n表1 {year}年分项情况\n"
        return f"江北市{year}", text_document(f"江北市{year}.txt", head + rows)

    old = table(2023, first, "8.0")
    assert growths(found(old, table(2024, now, right))) == []
    assert growths(found(old, table(2024, now, wrong))) == [f"GJ501 warning: {now} / {first} - 1"]
    assert growths(found(old, table(2024, now, wrong, word="增减"))) == []


def growths(told: list[str]) -> list[str]:
    return [one.partition(" = ")[0] for one in told if one.startswith("GJ501")]
