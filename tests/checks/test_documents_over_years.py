"""Documents as they are, of two years or two sides: what their drafts support. All sentences are invented."""

from __future__ import annotations

import pytest

from gouji.checks.audit import Selection, audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of
from gouji.reports.html.links import anchored
from gouji.reports.html.words import WORDS as PAGE_WORDS
from gouji.reports.html.years import years
from gouji.reports.json import contract
from gouji.reports.text import WORDS, Style, render, summed_up

LEFT_OUT = ("GJ1", "GJ203")


def document(name: str, text: str) -> Document:
    return Document(name, text, (), "0" * 64, "")


def report(year: int, sentence: str, place: str = "江西省") -> tuple[str, Document]:
    text = f"{year + 1}年{place}政府工作报告\n各位代表：\n一、{year}年工作回顾\n{sentence}\n"
    name = f"{place}{year}"
    return name, document(f"{name}.txt", text)


def bulletin(year: int, sentence: str) -> tuple[str, Document]:
    text = f"江北市{year}年国民经济和社会发展统计公报\n江北市统计局\n\n{sentence}\n"
    return f"江北市{year}", document(f"江北市{year}.txt", text)


def found(*reports: tuple[str, Document], rules: tuple[str, ...] = ()) -> list[str]:
    account = audit(source_of(dict(reports)), selection=Selection(rules, LEFT_OUT))
    return [f"{one.rule} {one.level}: {one.algebra}" for one in account.findings]


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


TARGETS = "二、2024年工作安排\n主要预期目标是：{}\n"


def with_targets(sentence: str) -> tuple[str, Document]:
    name, made = report(2023, "全面推进各项工作。")
    return name, document(made.name, f"{made.text}{TARGETS.format(sentence)}")


@pytest.mark.parametrize(
    ("target", "outcome", "told"),
    [
        (
            "水果产量增长5%左右。",
            "水果产量增长1.6%。圆满完成全年经济社会发展主要目标任务。",
            ["GJ405 warning: 增长1.6% < 增长5%左右"],
        ),
        (
            "水果产量增长5%左右。",
            "水果产量增长1.6%。总体完成全年目标任务。",
            ["GJ405 note: 增长1.6% < 增长5%左右"],
        ),
        (
            "水果产量增长5%左右。",
            "水果产量增长1.6%。超额完成清欠账款年度目标。",
            ["GJ405 note: 增长1.6% < 增长5%左右"],
        ),
        ("水果产量增长5%左右。", "水果产量增长5.6%。圆满完成全年目标任务。", []),
        ("水果产量增长5%左右。", "扣除柑橘后，水果产量增长1.6%。圆满完成全年目标任务。", []),
        (
            "水果总产量增长5%左右。",
            "水果总产量增长1.6%。圆满完成全年目标任务。水果总产量增速未达年初预期。",
            ["GJ405 note: 增长1.6% < 增长5%左右"],
        ),
        (
            "力争水果产量增长5%。",
            "水果产量增长1.6%。圆满完成全年目标任务。",
            ["GJ405 note: 增长1.6% < 增长5%"],
        ),
    ],
)
def test_a_missed_target_is_a_warning_only_where_success_is_claimed(
    target: str, outcome: str, told: list[str]
) -> None:
    assert found(with_targets(target), report(2024, outcome)) == told


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
        ["GJ501 warning: 达到3001.2亿元 / 达到2607.3亿元 - 1 = 15.11% ≠ 增长25.1%"],
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
        ["GJ501 note: 达到6182亿元 / 达到5921亿元 - 1 = 4.41% ≠ 增长9.5%"],
    ),
    # Growth told in another sentence than its level, of what everybody knows.
    (
        "社会消费品零售总额276亿元。",
        "社会消费品零售总额达到290.2亿元。消费旺盛，社会消费品零售总额增长8.6%。",
        ["GJ501 note: 达到290.2亿元 / 276亿元 - 1 = 5.14% ≠ 增长8.6%"],
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


def test_a_target_is_asked_for_by_the_name_that_every_report_gives_it() -> None:
    told = found(with_targets("城镇调查失业率5.5%左右，河岸花园100座。"), report(2024, "建成长桥3座。"))
    assert told == ["GJ407 note: 5.5%左右 → ?"]
    named = report(2024, "城镇调查失业率保持稳定。")
    assert found(with_targets("城镇调查失业率5.5%左右。"), named) == []


def test_a_target_that_is_only_set_again_is_not_told_of() -> None:
    name, now = report(2024, "建成长桥3座。")
    again = document(now.name, f"{now.text}二、2025年工作安排\n主要预期目标是：城镇调查失业率5.5%左右。\n")
    told = found(with_targets("城镇调查失业率5.5%左右。"), (name, again))
    assert told == ["GJ407 note: 5.5%左右 → ?"]


def test_a_target_over_several_years_is_no_target_of_one() -> None:
    assert (
        found(with_targets("五年淘汰落后水泥产能1000万吨。"), report(2024, "淘汰落后水泥产能170万吨。")) == []
    )


def test_a_target_of_a_term_that_is_named_is_no_target_of_one_year() -> None:
    aimed = with_targets("“十五五”期间，淘汰落后水泥产能1000万吨。")
    assert found(aimed, report(2024, "淘汰落后水泥产能370万吨。")) == []


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(
            "五年来，新增花园座位603.7万个。\n2024年，新增花园座位95.7万个。", id="beside a review of years"
        ),
        pytest.param("新增花园座位从92.4万个增加到95.7万个。", id="beside what it came from"),
    ],
)
def test_the_outcome_is_the_one_of_the_year(outcome: str) -> None:
    told = found(with_targets("新增花园座位110万个。"), report(2024, outcome), rules=("GJ405",))
    assert [one.rpartition(" < ")[2] for one in told] == ["110万个"]


@pytest.mark.parametrize(
    ("target", "outcome", "told"),
    [
        ("办事部门减少到27个。", "办事部门减少到29个。", ["GJ405 note: 减少到29个 > 减少到27个"]),
        (
            "新建河岸绿道130公里。",
            "新建河岸绿道107公里、累计达到2136公里。",
            ["GJ405 note: 107公里 < 130公里"],
        ),
        ("改造城镇老旧小区400个。", "新开工改造老旧小区302个。", ["GJ405 note: 302个 < 400个"]),
    ],
)
def test_a_target_is_held_against_what_was_reached(target: str, outcome: str, told: list[str]) -> None:
    assert found(with_targets(target), report(2024, outcome)) == told


def test_what_a_review_of_years_came_to_is_the_outcome_of_its_last_year() -> None:
    target = with_targets("常住人口城镇化率达到62%。")
    told = found(target, report(2024, "五年来，常住人口城镇化率提高到60.1%。"), rules=("GJ405",))
    assert told == ["GJ405 note: 提高到60.1% < 达到62%"]


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
    table = years(result, anchored(result.findings), PAGE_WORDS["zh"])
    assert {line.name: line.is_marked for line in table.lines} == {"办理来信": True, "城镇新增就业": False}


def test_that_quotes_stand_where_gouji_found_them_is_told_apart() -> None:
    name, one = report(2024, "全年完成签约项目210个，其中工业项目95个。")
    result = audit(source_of({name: one}))
    assert result.own_quotes > 0
    assert not {"GJ101", "GJ103", "GJ105"} & {tally.rule for tally in result.tallies}
    alone = audit(source_of({name: document(name, "某市2024年工作总结\n办好实事210件。\n")}))
    lines = render(alone, Style("zh", 1)).splitlines()
    assert f"另核自录引文 {alone.own_quotes} 处" in lines
    assert lines[-1] == "没有一个数字得到核对"


DAY = "（发布时间：2025-01-20）"
UNDATED = [
    ("某小学2024年工作总结", "全校学生1210人，其中男生620人、女生590人。"),
    ("某医院2024年工作总结", "全年门诊量5.23万人次。"),
    ("某公司工会2024年工作总结", "发展会员35人，慰问职工210人次。"),
    ("某乡2024年工作总结", "新建水渠3.5公里。"),
    ("某县人民法院2024年工作总结", "受理案件2101件，审结2050件。"),
]


@pytest.mark.parametrize(("title", "text"), UNDATED)
def test_that_a_document_without_a_day_has_none_is_no_check_of_its_figures(title: str, text: str) -> None:
    undated = audit(source_of({title: document(title, f"{title}\n{text}\n")}))
    dated = audit(source_of({title: document(title, f"{title}\n{DAY}\n{text}\n")}))
    source = source_of({title: document(title, f"{title}\n{text}\n")})
    only = audit(source, selection=Selection(("GJ601",)))
    figures = [fact for fact in only.evidence if fact.stage == "actual" and fact.form != "date"]
    assert (only.own_quotes, only.bindings, only.unchecked, only.tallies) == (len(figures), 0, (), ())
    assert "GJ601" not in {tally.rule for tally in undated.tallies}
    assert "GJ601" in {tally.rule for tally in dated.tallies}
    assert contract(only)["summary"]["own_quotes"] == len(figures)  # type: ignore[index]
    assert f"另核自录引文 {len(figures)} 处" in summed_up(only, WORDS["zh"])
    assert f"besides {len(figures)} checks of quotes" in render(only, Style("en", 1))


def test_of_two_documents_only_the_dated_ones_figures_are_held_against_its_day() -> None:
    (one, text), (two, other) = UNDATED[:2]
    both = {one: document(one, f"{one}\n{DAY}\n{text}\n"), two: document(two, f"{two}\n{other}\n")}
    result = audit(source_of(both), selection=Selection(("GJ601",)))
    figures = [fact for fact in result.evidence if fact.stage == "actual" and fact.form != "date"]
    held = [fact for fact in figures if fact.summary == one]
    assert result.bindings == result.verdicts["consistent"] == len(held)
    assert result.own_quotes == len(figures) - len(held) > 0


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
