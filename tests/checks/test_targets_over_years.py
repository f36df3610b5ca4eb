"""Targets of one year's document and their outcomes in the next; all sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.two_years import document, found, report

from gouji.checks.audit import audit
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from gouji.reading.documents.model import Document

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
            [],
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


@pytest.mark.parametrize(
    ("target", "outcome", "told"),
    [
        (
            "改造危桥18座以上，完成交通投资9.5亿元以上。",
            "改造危桥16座，完成交通投资9.3亿元，均完成年度目标。",
            2,
        ),
        ("公路优良路率达到90%以上。", "公路优良路率达到89.5%，实现年度目标。", 1),
        ("接待读者60万人次以上。", "接待读者52万人次，同比增长3.1%；达到预期目标。", 0),
        ("接待读者60万人次以上。", "接待读者52万人次，达到预期目标。", 1),
        ("造林面积20万亩。", "造林面积18万亩，三项指标均已完成年度任务。", 1),
        ("造林面积20万亩。", "造林面积18万亩，其余指标均完成年度任务。", 0),
        ("水果总产量150万吨。", "水果总产量138万吨，基本完成年度目标。", 0),
        ("水果总产量150万吨。", "水果总产量138万吨，完成年度目标任务。", 1),
        ("水果总产量150万吨。", "水果总产量150万吨，完成年度目标任务。", 0),
    ],
)
def test_success_is_claimed_in_plain_words_right_behind_a_figure(
    target: str, outcome: str, told: int
) -> None:
    levels = [one for one in found(with_targets(target), report(2024, outcome)) if "GJ405 warning" in one]
    assert len(levels) == told


@pytest.mark.parametrize(
    "outcome",
    [
        "新改建农村公路138公里，未完成上年确定的150公里目标。",
        "新改建农村公路138公里，完成上年目标的92%。",
        "新改建农村公路138公里，同比增长15.0%，比上年目标少12公里。",
        "新改建农村公路138公里，完成率92%。",
        "新改建农村公路138公里（未达到年度目标），惠及5个乡镇。",
        "新改建农村公路138公里。受汛情影响，新改建农村公路未完成年度目标。",
    ],
)
def test_what_the_text_says_was_missed_is_told_already(outcome: str) -> None:
    assert found(with_targets("新改建农村公路150公里。"), report(2024, outcome), rules=("GJ405",)) == []
    other = "新改建农村公路138公里，改造危桥12座，完成率92%。"
    told = found(with_targets("新改建农村公路150公里。"), report(2024, other), rules=("GJ405",))
    assert told == ["GJ405 note: 138公里 < 150公里"]


def test_the_figure_beside_a_claim_comes_first() -> None:
    text = "新改建农村公路138公里。\n二、建设\n全年新改建农村公路138公里，圆满完成上年确定的目标任务。"
    name, made = report(2024, text)
    account = audit(source_of(dict([with_targets("新改建农村公路150公里。"), (name, made)])))
    (one,) = [one for one in account.findings if one.rule == "GJ405"]
    assert one.facts[0].start == made.text.rindex("138公里")
    assert "“圆满完成上年确定的目标任务”" in one.message["zh"]


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
        ("改造城镇老旧小区400个。", "改造老旧小区302个。", ["GJ405 note: 302个 < 400个"]),
    ],
)
def test_a_target_is_held_against_what_was_reached(target: str, outcome: str, told: list[str]) -> None:
    assert found(with_targets(target), report(2024, outcome)) == told


def test_what_a_review_of_years_came_to_is_the_outcome_of_its_last_year() -> None:
    target = with_targets("常住人口城镇化率达到62%。")
    told = found(target, report(2024, "五年来，常住人口城镇化率提高到60.1%。"), rules=("GJ405",))
    assert told == ["GJ405 note: 提高到60.1% < 达到62%"]


def test_one_miss_of_a_level_and_its_growth_is_told_once() -> None:
    target = with_targets("花卉出口额120亿元、增长15%。")
    told = found(target, report(2024, "花卉出口额110亿元、增长6%。"), rules=("GJ405",))
    assert told == ["GJ405 note: 110亿元 < 120亿元"]
    reached = found(target, report(2024, "花卉出口额121亿元、增长6%。"), rules=("GJ405",))
    assert reached == ["GJ405 note: 增长6% < 增长15%"]


def test_what_was_added_is_told_with_the_level_before() -> None:
    name, now = report(2023, "6家地方花企进入园艺行业50强。")
    plan = document(now.name, f"{now.text}{TARGETS.format('新增2家地方花企进入园艺行业50强。')}")
    told = found((name, plan), report(2024, "7家地方花企进入园艺行业50强。"), rules=("GJ405",))
    assert told == ["GJ405 note: 7家 - 6家 < 2家"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("机场旅客吞吐量增长14.2%。", "国际航空旅客吞吐量增长14.2%。"),
        ("机场货邮吞吐量增长8.7%。", "国际货邮吞吐量增长8.7%。"),
        ("快递业务量增长19.3%。", "国际及港澳台快递业务量增长19.3%。"),
    ],
)
def test_a_part_that_grows_as_the_whole_did_is_no_stale_figure(before: str, after: str) -> None:
    assert found(report(2023, before), report(2024, after), rules=("GJ404",)) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("园艺企业中有70%以上在乡镇设立了销售和售后服务网点，覆盖全部花木主产区。", []),
        (
            "园艺企业中有71.3%在乡镇设立了销售和售后服务网点，覆盖全部花木主产区。",
            ["GJ404 note: sentence"],
        ),
    ],
)
def test_a_bound_told_again_may_still_hold(sentence: str, told: list[str]) -> None:
    findings = found(report(2023, sentence), report(2024, sentence), rules=("GJ404",))
    assert [one.partition(":")[0] for one in findings] == [one.partition(":")[0] for one in told]
