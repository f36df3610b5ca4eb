"""Documents as they are, of two years or two sides: what their drafts support. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.checks.two_years import LEFT_OUT, bulletin, document, found, report

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.source import source_of
from gouji.reports.html.links import anchored, by_row
from gouji.reports.html.words import WORDS as PAGE_WORDS
from gouji.reports.html.years import years

RUNNING = [
    (
        "“江河名品”、“江河标准”分别新增11个和27项，累计分别达到52个和204项。",
        "“江河标准”、“江河名品”分别新增44项和12个，累计分别达到288项和64个。",
        ["GJ403 error: 204项 + 44项 = 248项 ≠ 达到288项"],
    ),
    (
        "新增河岸公园41座、累计达到573座。",
        "新增河岸公园27座，累计达到600座。",
        [],
    ),
    (
        "新增河岸公园41座、累计达到573座。",
        "新增河岸公园27座，累计达到580座。",
        ["GJ403 warning: 达到573座 + 27座 = 600座 ≠ 达到580座"],
    ),
    ("累计办理来信15345件。", "累计办理来信1.3万件。", ["GJ402 note: 1.3万件 < 15345件"]),
]


@pytest.mark.parametrize(("before", "now", "told"), RUNNING)
def test_a_running_total_goes_on_from_last_years_document(before: str, now: str, told: list[str]) -> None:
    assert found(report(2023, before), report(2024, now)) == told


def test_the_order_of_documents_makes_no_difference() -> None:
    both = [report(2023, RUNNING[0][0]), report(2024, RUNNING[0][1])]
    assert found(*both) == found(*reversed(both)) != []


def test_two_sides_that_tell_one_joint_figure_differently_are_told() -> None:
    one = report(2024, "中欧班列（成渝）累计开行量达到3.62万列。", "四川省")
    two = report(2024, "中欧班列（成渝）累计开行3.26万列。", "重庆市")
    other = report(2024, "中欧班列（成渝）累计开行3.62万列。", "重庆市")
    assert [told.partition(":")[0] for told in found(one, two)] == ["GJ401 warning"]
    assert found(one, other) == []


def test_what_two_sides_have_in_common_by_the_end_of_a_term_is_one_figure() -> None:
    one = report(2025, "五年来，“川渝通办”事项355项落地。", "四川省")
    two = report(2025, "五年来，“川渝通办”事项356项落地。", "重庆市")
    assert found(one, two) == ["GJ401 warning: 355项 ≠ 356项"]


def test_a_value_of_an_indicator_that_is_always_revised_is_a_note() -> None:
    one = report(2022, "全社会研发经费支出2161.3亿元。")
    two = report(2024, "全社会研发投入由2022年的2188.6亿元增加到2024年的2400亿元。")
    assert [told for told in found(one, two) if "GJ401" in told] == ["GJ401 note: 2161.3亿元 ≠ 2188.6亿元"]


ACROSS = [
    # A review of years holds last year; what is under way is another thing, and so is what may fall.
    ("新增博物展馆61座。", "五年来，博物展馆达到45座。", ["GJ411 note: 61座 > 达到45座"]),
    ("新增博物展馆61座。", "五年来，新增博物展馆45座。", ["GJ413 warning: 61座 = 61座 > 45座"]),
    ("新增博物展馆61座。", "五年来，博物展馆达到345座。", []),
    ("博物展馆增至61座。", "博物展馆增至58座。", ["GJ411 note: 增至61座 > 增至58座"]),
    ("在建桥梁工程61座加快建设。", "五年来，建成桥梁工程45座。", []),
    # A growth against the level that last year's report told, where each of the two tells one.
    (
        "技术合同成交额达到2607.3亿元。",
        "技术合同成交额达到3001.2亿元、增长25.1%。",
        ["GJ501 warning: 3001.2亿元 / 2607.3亿元 - 1 = 15.11% ≠ 增长25.1%"],
    ),
    ("技术合同成交额达到2607.3亿元。", "技术合同成交额达到3001.2亿元、增长15.1%。", []),
    # What a draft counts in front of a value is not what grew.
    ("17个重点传统产业增加值增长8%。", "17个重点传统产业增加值增长5.3%。", []),
    # What is so many now is not fewer than it was, where both are told as reached.
    ("上市公司达262家。", "上市公司达248家。", ["GJ411 note: 达262家 > 达248家"]),
    ("上市公司达262家。", "上市公司达288家。", []),
    # 连续8年 and 9连优 count the same years.
    ("江河水质连续8年达标。", "江河水质实现“9连优”。", []),
    ("江河水质连续8年达标。", "江河水质实现“7连优”。", ["GJ604 warning: 7连优 ≠ 9连"]),
    # A mark that was passed, and how far.
    (
        "社会消费品零售总额达到5921亿元。",
        "社会消费品零售总额迈上6千亿元台阶，达到6182亿元、增长9.5%。",
        ["GJ501 note: 6182亿元 / 5921亿元 - 1 = 4.41% ≠ 增长9.5%"],
    ),
    # Growth told in another sentence than its level, of what everybody knows.
    (
        "社会消费品零售总额276亿元。",
        "社会消费品零售总额达到290.2亿元。消费旺盛，社会消费品零售总额增长8.6%。",
        ["GJ501 note: 290.2亿元 / 276亿元 - 1 = 5.14% ≠ 增长8.6%"],
    ),
    # Steps that two reports tell, without a year of their own and with one.
    ("办事部门从40个减少到29个。", "办事部门从41个减少到29个。", ["GJ401 warning: 40个 ≠ 41个"]),
    ("办事部门从2020年的40个减少到29个。", "办事部门从2015年的41个减少到29个。", []),
    ("办事部门从40个减少到29个。", "办事部门从40个减少到35个。", ["GJ401 warning: 减少到29个 ≠ 减少到35个"]),
    ("办事部门从40个减少到29个。", "办事部门从40个减少到25个。", []),
    # The growth of years from one beginning, in a series.
    (
        "前三年累计，花圃用水量、花圃用电量分别下降9.6%和13.1%。",
        "前四年累计，花圃用水量、花圃用电量分别下降12.4%和4.2%。",
        ["GJ411 note: 13.1% > 4.2%"],
    ),
    # Editions: the next one, or a new count.
    ("成功举办第三届江河文化论坛。", "成功举办第五届江河文化论坛。", ["GJ603 note: 第五届 ≠ 第4届"]),
    ("成功举办第三届江河文化论坛。", "成功举办第四届江河文化论坛。", []),
    (
        "召开江西省第六届人民代表大会第三次会议。",
        "召开江西省第六届人民代表大会第一次会议。",
        ["GJ603 note: 第一次 ≠ 第4次"],
    ),
    ("召开江西省第六届人民代表大会第三次会议。", "召开江西省第七届人民代表大会第一次会议。", []),
    # Between two yearly sessions others may be held; what is counted within its year begins anew.
    ("召开江西省第六届人民代表大会第三次会议。", "召开江西省第六届人民代表大会第五次会议。", []),
    ("召开2023年第六次花艺联盟大会审议方案。", "召开2024年第二次花艺联盟大会审议方案。", []),
    ("召开江西省第六届人民代表大会第一次会议。", "江西省第六届人民代表大会第一次会议以来有进展。", []),
    # 万 for 亿 in what is done, where tenfold would be no news.
    (
        "发放各类消费补贴152.7亿元。",
        "发放各类消费补贴115.6万元。",
        ["GJ701 warning: 115.6万元 / 152.7亿元 ≈ 10^k"],
    ),
    ("发放各类消费补贴15.2亿元。", "发放各类消费补贴175.6亿元。", []),
    (
        "新能源汽车保有量超100万辆。",
        "新能源汽车保有量超130亿辆。",
        ["GJ701 warning: 超130亿辆 / 超100万辆 ≈ 10^k"],
    ),
]


@pytest.mark.parametrize(("before", "now", "told"), ACROSS)
def test_last_years_report_holds_this_years(before: str, now: str, told: list[str]) -> None:
    assert found(report(2023, before), report(2024, now)) == told


def test_nothing_is_said_across_documents_whose_publishers_are_unknown() -> None:
    """Any two bodies count patients, cases and projects; only what one of them says by itself is compared."""
    texts = (
        (
            "某医院2023年工作总结",
            "全年门诊量52.3万人次，在职职工1200人，连续三年获评先进单位，累计建成科室41个。",
        ),
        (
            "某学校2024年工作总结",
            "全年门诊量0.4万人次，在职职工212人，连续七年获评先进单位，累计建成科室12个。",
        ),
        (
            "某公司2024年工作总结",
            "全年门诊量5.23万人次，在职职工2100人，连续两年获评先进单位，累计建成科室9个。",
        ),
    )
    reports = [(title, document(f"{title}.txt", f"{title}\n{text}\n")) for title, text in texts]
    assert found(*reports) == []
    alone = "某医院2024年工作总结\n收治病人500人，其中住院病人320人、门诊病人260人。\n"
    assert found(*reports, ("某医院2024", document("某医院2024.txt", alone))) != []


def test_a_mark_stands_on_the_figure_it_belongs_to_not_on_others_of_its_paragraph() -> None:
    before = report(2023, "累计办理来信15345件。城镇新增就业70万人。")
    now = report(2024, "累计办理来信1.3万件。城镇新增就业71万人。")
    result = audit(source_of(dict((before, now))), selection=Selection((), LEFT_OUT))
    assert [one.rule for one in result.findings] == ["GJ402"]
    table = years(result.evidence, by_row(anchored(result.findings), lambda _: True), PAGE_WORDS["zh"])
    assert {line.name: line.is_marked for line in table.lines} == {"办理来信": True, "城镇新增就业": False}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("全院职工151人，其中党员61人、博士45人、女职工92人。", []),
        # Men and women are all that there are.
        ("全校教师151人，其中男教师101人、女教师92人。", ["GJ205 error: 151人 ≠ 101人 + 92人 = 193人"]),
        # Names of one contrast, of classes, of kinds; the rest told without a figure.
        (
            "检查企业151家，其中规上企业61家、规下企业92家。",
            ["GJ205 error: 151家 < 61家 + 92家 = 153家"],
        ),
        (
            "办培训班36期，其中管理类12期、技能类18期、安全类9期。",
            ["GJ205 error: 36期 < 12期 + 18期 + 9期 = 39期"],
        ),
        (
            "排查纠纷328件，其中邻里纠纷193件、土地纠纷172件。",
            ["GJ205 error: 328件 < 193件 + 172件 = 365件"],
        ),
        (
            "完成电网投资7.26亿元，其中主干2.95亿元、末端4.93亿元，剩余部分投向数字化。",
            ["GJ205 error: 7.26亿元 < 2.95亿元 + 4.93亿元 = 7.88亿元"],
        ),
        ("完成投资726万元，其中工业投资495万元、民间投资293万元。", []),
        ("全镇脱贫户151户，其中危房户161户、残疾人家庭92户。", ["GJ206 error: 161户 > 151户"]),
        (
            "工会会员151人，其中党员61人、男会员101人、女会员92人。",
            ["GJ205 error: 151人 < 101人 + 92人 = 193人"],
        ),
    ],
)
def test_kinds_that_may_overlap_are_not_added_up(sentence: str, told: list[str]) -> None:
    assert found(report(2024, sentence)) == told


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2023年\t2022年\n营业收入\t247.38亿元\t180.79亿元\n\n指标\t第一季度\t第二季度\n营业收入\t63.52亿元\t67.93亿元",
        "项目\t全院\n门诊收入\t2.38亿元\n\n项目\t东院区\n门诊收入\t1.12亿元",
        "科目\t本部\n经费支出\t2350.6万元\n\n科目\t下属单位\n经费支出\t620.4万元",
    ],
)
def test_a_cell_of_a_table_is_named_by_its_headers_too(text: str) -> None:
    name = "某单位2023年工作总结"
    assert found((name, document(name, f"{name}\n一、2023年工作回顾\n{text}\n"))) == []


@pytest.mark.parametrize(
    "sentence",
    ["要放眼2035年，谋划好长远发展。", "部署2030年前的各项任务。", "2040年远景规划编制完成。"],
)
def test_a_bare_date_of_a_document_does_not_say_that_it_has_come(sentence: str) -> None:
    name, (title, *_) = "2024年江西省政府工作报告", report(2024, "")
    text = f"2025年江西省政府工作报告\n——2025年1月16日\n各位代表：\n一、2024年工作回顾\n{sentence}\n"
    assert found((title, document(name, text)), rules=("GJ601",)) == []


STREAKS = [
    ("花农培训考核连续4年位列第一方阵。", "花农技能培训考核连续6年获A级。", []),
    (
        "花农培训考核连续4年获A级。",
        "花农技能培训考核连续6年获A级。",
        ["GJ604 warning: 连续6年 ≠ 连续5年"],
    ),
    ("花农培训考核连续4年获A级。", "花农技能培训考核连续5年获A级。", []),
    ("河岸花园面积连续3年增长。", "河岸花园总面积连续5年扩大。", []),
]


@pytest.mark.parametrize(("before", "now", "told"), STREAKS)
def test_a_streak_in_other_words_is_compared_where_the_same_goes_on(
    before: str, now: str, told: list[str]
) -> None:
    assert found(report(2023, before), report(2024, now), rules=("GJ604",)) == told


def test_many_revisions_between_two_documents_are_told_at_once() -> None:
    kinds = ("小麦", "水稻", "玉米", "大豆", "花生")
    for many in (3, 5):
        before = "。".join(f"初步核算，{kind}产量{100 + at}.4万吨" for at, kind in enumerate(kinds[:many]))
        now = "；".join(f"{kind}产量{120 + at}.4万吨，增长2{at}.9%" for at, kind in enumerate(kinds[:many]))
        one, two = (bulletin(2023, f"{before}。"), bulletin(2024, f"{now}。"))
        account = audit(source_of(dict((one, two))), selection=Selection(("GJ501",), LEFT_OUT))
        told = [finding for finding in account.findings if finding.level == "note"]
        assert len(told) == (many if many == 3 else 1)
        if many == 5:
            assert told[0].details["count"] == 5
            assert "5处" in told[0].message["zh"]
            assert len({fact.summary for fact in told[0].facts}) == 2


def test_a_bound_is_asked_whatever_another_document_tells_at_that_place() -> None:
    kept = "全年共出车2100次，均在30分钟以内到达，最长的一次28分钟。"
    broken = "全年出车2100次，全部30分钟内到达，最慢的一次用了38分钟。"
    assert kept.index("28分钟") == broken.index("38分钟")
    both = (bulletin(2023, kept), bulletin(2024, broken))
    assert found(*both, rules=("GJ705",)) == ["GJ705 warning: 38 ∉ 30分钟内"]


SAME_WORDS = [
    ("2019年，花农合作社以1.27亿元购得江南花圃28%的股份，花圃归其所有。", False),
    ("花圃开放时间按江南时区计算，比江北时区滞后8小时，花展期间不变。", False),
    ("花农培训基地位于江南路，占地面积约为4318.6平方米，与往年相同。", False),
    ("全年花农培训经费支出4318.6万元，人均培训满意率达到97.31%。", True),
    (
        "项目\t基本支出\t项目支出\n花圃管理机构支出（行政运行）\t300,000\t1,100,000\n合计\t300,000\t1,100,000",
        False,
    ),
    (
        "项目\t基本支出\t项目支出\n花圃管理机构支出（行政运行）\t318,742\t1,106,325\n合计\t318,742\t1,106,325",
        True,
    ),
]


@pytest.mark.parametrize(("sentence", "told"), SAME_WORDS)
def test_words_of_last_year_are_told_where_their_figures_are_new_every_year(
    sentence: str, told: bool
) -> None:
    assert bool(found(report(2023, sentence), report(2024, sentence), rules=("GJ404",))) is told


LINES = [
    (
        "年末参保人数50355万人。",
        "年末参保人数52121万人，\n比上年末增加{}万人，其中女花农占\n31.5%。",
        "1766",
    ),
    ("年末花农参保率96.8%。", "年末花农参保率97.7%，\n比上年末提高{}个百分点。", "0.9"),
]


@pytest.mark.parametrize(("before", "now", "sound"), LINES)
def test_a_change_goes_back_to_last_years_level_over_a_line_end_in_its_sentence(
    before: str, now: str, sound: str
) -> None:
    wrong = now.format(sound[::-1])
    assert found(report(2023, before), report(2024, now.format(sound)), rules=("GJ501",)) == []
    told = found(report(2023, before), report(2024, wrong), rules=("GJ501",))
    assert [one.partition(":")[0] for one in told] == ["GJ501 warning"]


def test_one_years_budget_is_no_level_before_its_accounts() -> None:
    sentence = "花圃管理经费支出决算数为37.91万元，比2024年预算减少10万元。"
    assert found(report(2024, sentence), rules=("GJ501",)) == []
    budget = "花圃管理经费预算数为{}万元，比2023年预算减少10万元。"
    before = report(2023, "花圃管理经费预算数为47.91万元。")
    assert found(before, report(2024, budget.format("37.91")), rules=("GJ501",)) == []
    told = found(before, report(2024, budget.format("35.91")), rules=("GJ501",))
    assert [one.partition(":")[0] for one in told] in (["GJ501 warning"], ["GJ501 note"])


def test_two_documents_of_one_publisher_are_told_apart_by_their_titles() -> None:
    before, now = (
        bulletin(2023, "全年完成公路货运量1250万吨，同比增长4.2%。"),
        bulletin(2024, "全年完成公路货运量1320万吨，同比增长8.6%。"),
    )
    account = audit(source_of(dict((before, now))), selection=Selection(("GJ501",), LEFT_OUT))
    (one,) = account.findings
    assert "上期水平“1250万吨”见《江北市2023年国民经济和社会发展统计公报》" in one.message["zh"]


def test_documents_of_two_publishers_are_told_apart_by_who_they_are() -> None:
    one, two = (report(2024, f"全省货运量{number}万吨。", "江西省") for number in (1250, 1320))
    account = audit(source_of({"甲": one[1], "乙": two[1]}), selection=Selection(("GJ401",), LEFT_OUT))
    assert all("《" not in finding.message["zh"] for finding in account.findings)


@pytest.mark.parametrize(
    ("before", "now", "odd"),
    [
        ("325", "338万人次，比上年增加23万人次，同比增长4.0%", "增加23万人次"),
        ("325", "383万人次，比上年增加13万人次，同比增长4.0%", "383万人次"),
    ],
)
def test_one_slip_is_told_once_with_the_odd_figure(before: str, now: str, odd: str) -> None:
    two = (
        bulletin(2023, f"全年完成公路客运量{before}万人次。"),
        bulletin(2024, f"全年完成公路客运量{now}。"),
    )
    account = audit(source_of(dict(two)), selection=Selection(("GJ501",), LEFT_OUT))
    (one,) = account.findings
    assert f"疑在“{odd}”" in one.message["zh"]


def test_two_slips_are_told_twice() -> None:
    two = (
        bulletin(2023, "全年完成公路客运量325万人次。"),
        bulletin(2024, "全年完成公路客运量338万人次，比上年增加23万人次，同比增长6.0%。"),
    )
    account = audit(source_of(dict(two)), selection=Selection(("GJ501",), LEFT_OUT))
    assert len(account.findings) == 3
    assert all("疑在" not in one.message["zh"] for one in account.findings)


LOST = [
    ("因停电损失工业产值一千亿元，钢产量二千八百万吨，财政收入四百亿元。", "{}年钢产量为二千三百万吨。"),
    ("全省受灾，少收粮食三万吨，棉花产量1.2万吨、油料产量0.8万吨。", "{}年棉花产量为6.4万吨。"),
    ("洪水冲毁农田3万亩，水产养殖面积1.2万亩。", "{}年水产养殖面积为8.6万亩。"),
    ("全市粮食减产3.2万吨，蔬菜产量1.1万吨。", "{}年蔬菜产量为46.5万吨。"),
    ("受疫情影响，少收门票收入3200万元，餐饮收入860万元。", "{}年餐饮收入为2160万元。"),
]
"""Lists that a verb of loss governs, and the level of that year in the next document."""


@pytest.mark.parametrize(("before", "now"), LOST)
def test_what_was_lost_is_no_level_of_its_year(before: str, now: str) -> None:
    assert found(report(2023, before), report(2024, now.format(2023)), rules=("GJ401", "GJ701")) == []


def test_a_list_without_loss_is_compared() -> None:
    before, now = "创造工业产值1000亿元，钢产量2800万吨，财政收入400亿元。", "2023年钢产量为2300万吨。"
    told = found(report(2023, before), report(2024, now), rules=("GJ401",))
    assert told == ["GJ401 warning: 2800万吨 ≠ 2300万吨"]
