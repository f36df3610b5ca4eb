"""What becomes of targets of documents in the next one; all sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.two_years import document, report

from gouji.checks.audit import facts_of
from gouji.checks.bindings.targets import target_outcomes
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from gouji.checks.bindings.targets import TargetOutcome

NAMED = ("unchecked", "only-named")
OTHER = ("unchecked", "outcome-of-other-scope")


def come_of(
    plan: str, review: str, *, before: str = "各项工作取得成效。", aims: str = ""
) -> list[TargetOutcome]:
    """What becomes of the targets of a plan by the next report's review, beside its own aims."""
    name, one = report(2023, before)
    other, two = report(2024, f"{review}全年建成长桥3座。")
    first = document(one.name, f"{one.text}二、2024年工作安排\n{plan}\n")
    second = document(two.name, f"{two.text}二、2025年工作安排\n{aims or '持续改善民生。'}\n")
    facts = facts_of(source_of({name: first, other: second}))
    return [pair for pair in facts.derive(target_outcomes) if pair.obstacle != "no-next-summary"]


def statuses(plan: str, review: str, **told: str) -> list[tuple[str, str]]:
    return [(pair.status, pair.obstacle) for pair in come_of(plan, review, **told)]


@pytest.mark.parametrize(
    ("plan", "review", "words"),
    [
        ("完成37家省重点花卉实验室优化重组。", "省重点花卉实验室优化重整稳步推进。", "重整"),
        ("改造提升单村供气站300座。", "全面完成单村供气站改造，惠及偏远农户。", "单村供气站"),
        ("县级城市浑浊塘堰消除率90%以上。", "县级城市和县城浑浊塘堰基本消除。", "县城浑浊塘堰"),
        ("推动第4批51项两江通办事项落地。", "两江通办让群众进一个门、办两地事。", "两江通办"),
        ("培育花艺百强镇20个。", "花艺百强镇带动农户增收。", "花艺百强镇"),
        ("实施慢病随访小屋项目120个。", "慢病随访小屋覆盖城乡。", "慢病随访小屋"),
        ("R&D经费支出占GDP比重突破2%。", "全社会研发投入强度稳步提高。", "研发投入强度"),
        (
            "深入实施“千桥万渡”工程。安排投资30亿元以上。",
            "“千桥万渡”工程投资稳步增长。",
            "千桥万渡",
        ),
    ],
)
def test_what_the_next_report_names_is_not_untold(plan: str, review: str, words: str) -> None:
    (pair,) = come_of(plan, review)
    assert (pair.status, pair.obstacle) == NAMED
    assert words in pair.named


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("完成37家省重点花卉实验室优化重组。", "国家重点花卉实验室落户江北。"),
        ("改造提升单村供气站300座。", "新建城区加气站12座。"),
        ("县级城市浑浊塘堰消除率90%以上。", "城市绿化水平提升。"),
        ("推动第4批51项两江通办事项落地。", "政务事项办理时间大幅压缩。"),
        ("实施慢病随访小屋项目120个。", "项目建设提速。"),
        ("深入实施“千桥万渡”工程。安排投资30亿元以上。", "扩大有效投资。"),
        ("户籍花农合作率达47%。", "常住居民合作意识增强。"),
    ],
)
def test_what_is_left_of_a_name_must_be_there(plan: str, review: str) -> None:
    assert statuses(plan, review) == [("untold", "")]


def test_a_mention_among_new_targets_proves_nothing() -> None:
    aims = "改造提升单村供气站320座。"
    assert statuses("改造提升单村供气站300座。", "各项工作取得成效。", aims=aims) == [("untold", "")]


def test_a_list_names_by_ends() -> None:
    plan, review = "粮食总产稳定在51万吨以上。", "粮食播种面积、单产、总产连续6年增长。"
    assert statuses(plan, review) == [NAMED]
    assert statuses(plan, "粮食储备、总产值连续6年增长。") == [("untold", "")]


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("改造城镇老旧书屋400个。", "新开工改造城镇老旧书屋402个。"),
        ("建设乡村戏台16座。", "新开工乡村戏台33座。"),
        ("改造危旧渡口30处、旧码头12处。", "开工改造危旧渡口31处、旧码头7处。"),
        ("建设口袋球场60个。", "启动建设口袋球场75个。"),
        ("修缮古戏楼40座。", "动工修缮古戏楼44座。"),
    ],
)
def test_what_is_begun_is_not_done(plan: str, review: str) -> None:
    assert {pair.status for pair in come_of(plan, review)} == {"unchecked"}


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("新开工改造城镇老旧书屋400个。", "新开工改造城镇老旧书屋402个。"),
        ("建设乡村戏台16座。", "新开工书院2座、建成乡村戏台18座。"),
        ("启动25个旧渡口改造项目。", "启动26个旧渡口改造项目。"),
    ],
)
def test_what_was_to_begin_is_begun(plan: str, review: str) -> None:
    assert [pair.status for pair in come_of(plan, review)] == ["exceeded"]


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("力争新增2—3家花企进入园艺行业50强。", "7家花企进入园艺行业50强。"),
        ("完成1万家花艺企业数字化转型。", "花艺企业超过2万家。"),
        ("完成300所乡镇卫生院达标改造。", "乡镇卫生院1200所。"),
        ("新增护理员800名。", "护理员达3000名。"),
    ],
)
def test_all_that_there_are_are_not_those_added(plan: str, review: str) -> None:
    assert [pair.status for pair in come_of(plan, review)] == ["unchecked"]


@pytest.mark.parametrize(
    ("before", "review", "status", "distance"),
    [
        ("6家地方花企进入园艺行业50强。", "7家地方花企进入园艺行业50强。", "missed", -1),
        ("6家地方花企进入园艺行业50强。", "9家地方花企进入园艺行业50强。", "exceeded", 1),
        ("6家地方花企进入园艺行业50强。", "8家地方花企进入园艺行业50强。", "met", 0),
        ("6家地方花企进入园艺行业50强。", "5家地方花企进入园艺行业50强。", "unchecked", None),
        ("近10家地方花企进入园艺行业50强。", "12家地方花企进入园艺行业50强。", "unchecked", None),
    ],
)
def test_what_was_added_is_the_difference_of_two_levels(
    before: str, review: str, status: str, distance: int | None
) -> None:
    (pair,) = come_of("新增2家地方花企进入园艺行业50强。", review, before=before)
    assert (pair.status, pair.distance) == (status, distance)


@pytest.mark.parametrize(
    ("review", "status"),
    [
        ("居民消费价格上涨0.1%。", ("unchecked", "below-a-price")),
        ("居民消费价格与上年持平。", ("unchecked", "below-a-price")),
        ("居民消费价格上涨1.9%。", ("met", "")),
        ("居民消费价格上涨3.1%。", ("missed", "")),
        ("居民消费价格上涨0.1%。CPI涨幅未达年初预期。", ("missed", "")),
    ],
)
def test_about_so_much_is_neither_the_least_nor_the_most_that_prices_rise(
    review: str, status: tuple[str, str]
) -> None:
    assert statuses("主要预期目标是：居民消费价格涨幅2%左右。", review) == [status]


def test_prices_may_stay_below_a_ceiling() -> None:
    assert statuses("居民消费价格涨幅控制在3%以内。", "居民消费价格上涨0.1%。") == [("met", "")]


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        ("林木覆盖率超过60%。", "林木覆盖率60%。", "vague"),
        ("林木覆盖率超过60%。", "林木覆盖率60.2%。", "met"),
        ("林木覆盖率超过60%。", "林木覆盖率超过60%。", "met"),
        ("林木覆盖率超过60%。", "林木覆盖率59%。", "missed"),
        ("林木覆盖率60%以上。", "林木覆盖率60%。", "met"),
    ],
)
def test_more_than_so_much_is_not_so_much(plan: str, review: str, status: str) -> None:
    assert [pair.status for pair in come_of(plan, review)] == [status]


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("固定资产投资增长5%左右。", "固定资产投资增长4.7%。去年固定资产投资、CPI涨幅也未达年初预期。"),
        ("水果产量增长5%左右。", "水果产量增长4.6%。林地面积、水果产量未达年初预期。"),
        ("农村居民人均可支配收入增长6%。", "去年城乡居民人均可支配收入增速没有达到预期目标。"),
        ("单位地区生产总值能耗降低4%左右。", "没有实现年初确定的单位国内生产总值能耗降低4%左右的目标。"),
        ("城镇调查失业率5.5%左右。", "全年旅客吞吐量和城镇调查失业率未能实现年初目标。"),
    ],
)
def test_what_a_text_says_was_missed_is_missed(plan: str, review: str) -> None:
    (pair,) = come_of(plan, review)
    assert pair.status == "missed"
    assert pair.admitted


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        # Another thing; a part of it; a plan of years; what was reached.
        ("水果产量增长5%左右。", "水果产量增长5.2%。林地面积未达年初预期。"),
        ("水果产量增长5%左右。", "水果产量增长5.2%。精品水果产量未达年初预期。"),
        ("水果产量增长5%左右。", "水果产量增长5.2%。“十四五”时期，受旱情影响，水果产量没有达到规划目标。"),
        ("水果产量增长5%左右。", "水果产量增长5.2%。水果产量未达年初预期。"),
    ],
)
def test_what_fell_short_is_what_the_text_lists(plan: str, review: str) -> None:
    assert [(pair.status, pair.admitted) for pair in come_of(plan, review)] == [("met", "")]


def test_the_head_of_a_list_says_that_all_of_it_is_of_years() -> None:
    plan = "五年淘汰落后水泥产能1000万吨、平板玻璃产能500万吨。今年淘汰落后水泥产能300万吨。"
    assert [pair.target.quote for pair in come_of(plan, "各项工作取得成效。")] == ["300万吨"]
    plan = "淘汰落后水泥产能300万吨、平板玻璃产能90万吨。"
    assert [pair.target.quote for pair in come_of(plan, "各项工作取得成效。")] == ["300万吨", "90万吨"]
