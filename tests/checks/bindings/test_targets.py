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


LIKELY = ("unchecked", "outcome-likely")
DONE = ("unchecked", "plan-fulfilled")


@pytest.mark.parametrize(
    ("plan", "review", "quote"),
    [
        ("修缮古戏楼40座。", "五年来，修缮乡村古戏楼216座。", "216座"),
        ("新建乡镇血透室12间。", "“十四五”以来，累计新建基层血透室75间。", "75间"),
        ("花卉进出口总额增长10%左右。", "五年来，花卉外贸进出口总额年均增长13.2%。", "年均增长13.2%"),
        ("帮扶困难果农1200户。", "过去五年，帮扶困难果农家庭5600户。", "5600户"),
        ("技改研发投入增长8%以上。", "五年来，企业技改研发投入年均增长10.5%。", "年均增长10.5%"),
    ],
)
def test_a_figure_of_several_years_differs_in_span_and_not_only_in_name(
    plan: str, review: str, quote: str
) -> None:
    (pair,) = come_of(plan, review)
    assert (pair.status, pair.obstacle) == OTHER
    assert pair.near is not None
    assert pair.near.fact.quote in quote
    assert pair.near.likeness is None


@pytest.mark.parametrize(
    ("plan", "review", "words"),
    [
        ("新增护理岗位41万个。", "新增护理岗位、发放花农贷款分别完成年计划的118.2%、248.57%。", "118.2%"),
        ("完成造林绿化20万亩。", "造林绿化超额完成全年任务。", "超额完成"),
        ("招收乡村定向医学生600名。", "乡村定向医学生招收圆满完成年度目标。", "年度目标"),
        ("单位产品综合能耗下降2.5%。", "单位产品综合能耗预计完成集团下达目标。", "集团下达目标"),
        ("修复馆藏古籍1800册。", "馆藏古籍修复任务提前完成。", "提前完成"),
        # Told of one year in words, and of five in a figure.
        (
            "新增护理岗位70万个以上。",
            "新增护理岗位超额完成全年任务。五年来，新增护理岗位累计460万个。",
            "超额",
        ),
    ],
)
def test_what_is_told_of_the_plan_tells_nothing_of_what_was_reached(
    plan: str, review: str, words: str
) -> None:
    (pair,) = come_of(plan, review)
    assert (pair.status, pair.obstacle) == DONE
    assert words in pair.named


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("新增护理岗位41万个。", "城市绿化超额完成全年任务。"),
        ("新增护理岗位41万个。", "新增护理岗位未完成年度目标责任分解。"),
        ("新增护理岗位41万个。", "新增护理岗位实行目标管理。"),
        ("完成造林绿化20万亩。", "用五年时间完成造林绿化规划任务。"),
    ],
)
def test_another_plan_is_not_fulfilled(plan: str, review: str) -> None:
    assert DONE not in statuses(plan, review)


def test_a_figure_of_the_year_comes_before_what_is_told_of_the_plan() -> None:
    review = "新增护理岗位43万个，超额完成年度任务。"
    assert statuses("新增护理岗位41万个。", review) == [("exceeded", "")]


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        (
            "花卉科研支出占一般公共预算支出比重达到1.5%。",
            "民生支出占一般公共预算支出比重稳定在80%左右。",
        ),
        ("图书采购经费占学校总支出比重达到6%。", "教师培训占学校总支出比重达到3%。"),
        ("护理人员占医院职工总数比重达到52%。", "后勤力量占医院职工总数比重降至9%。"),
        ("线上门票收入占景区营业收入比重达到40%。", "餐饮销售占景区营业收入比重达到27%。"),
        ("绿色包装占快递业务量比重达到70%。", "国际邮件占快递业务量比重达到11%。"),
    ],
)
def test_a_share_of_another_part_of_one_whole_tells_nothing(plan: str, review: str) -> None:
    assert statuses(plan, review) == [("untold", "")]


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        ("培育国家花艺“金剪刀奖”企业10家。", "花艺金剪刀奖59家。", OTHER),
        ("新增市级“职工书屋”点位20个。", "职工书屋186个。", OTHER),
        ("完成营造林90万亩。", "五年来，植树造林460万亩。", OTHER),
        ("建成低碳码头100个。", "五年来，省级以上低碳码头1210家、低碳渔港74个。", OTHER),
        ("新增急救“黄金站点”40个。", "急救黄金站点达312个。", OTHER),
    ],
)
def test_all_that_there_is_of_a_thing_is_offered(plan: str, review: str, status: tuple[str, str]) -> None:
    (pair,) = come_of(plan, review)
    assert (pair.status, pair.obstacle) == status
    assert pair.near is not None


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        (
            "新培育省级花艺中小企业100户以上、创意型企业500户以上。",
            "培育省级花艺中小企业322户。五年来，新增花艺中小企业1003户。",
        ),
        (
            "新聘专职辅导员60名、校外导师200名。",
            "新聘专职辅导员66名。五年来，新聘专职辅导员280名。",
        ),
        (
            "新建乡镇血透室12间、中药房90间。",
            "新建乡镇血透室13间。五年来，新建乡镇血透室75间。",
        ),
    ],
)
def test_what_is_told_of_a_neighbour_tells_nothing_of_a_target(plan: str, review: str) -> None:
    assert statuses(plan, review)[-1] == ("untold", "")


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        ("城市建成区50%以上面积达到海绵城市建设标准。", "城市建成区绿化覆盖率达46.8%。", ("untold", "")),
        ("三级医院50%以上的门诊号源提前向基层投放。", "三级医院提前两周向基层投放门诊号源。", NAMED),
        ("行政村80%以上农户使用清洁取暖设施。", "行政村通快递比例达99%。", ("untold", "")),
        ("中小学校60%以上教室配备护眼灯。", "中小学校教室配备护眼灯工作有序推进。", NAMED),
    ],
)
def test_what_a_part_does_must_be_told(plan: str, review: str, status: tuple[str, str]) -> None:
    assert statuses(plan, review) == [status]


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("花卉贸易额增长8%。", "全国花卉贸易博览会成功举办。"),
        ("帮扶困难护理员1万人。", "困难护理员协会工作成效明显。"),
        ("新增规上花艺企业2500家。", "规上花艺企业营收5万亿元。"),
        ("培养乡村放映员300名。", "乡村放映员论坛影响力持续扩大。"),
        ("在500个行政村实施花海提升工程。", "95%以上行政村通公交。"),
        ("盆景花卉产量140万株。", "切花、盆景花卉等7大产业集群对农业贡献率超过70%。"),
    ],
)
def test_a_name_within_another_name_is_not_told_of(plan: str, review: str) -> None:
    assert statuses(plan, review) == [("untold", "")]


@pytest.mark.parametrize(
    ("plan", "review", "words"),
    [
        ("煤炭产量超过70万吨。", "原煤、原油产量分别增长72.1%、31.2%。", "原煤"),
        ("新建农村饮水设施40处。", "农村供水设施管护水平提升。", "农村供水"),
        ("完成小区岗亭智能门禁联网7000处。", "小区岗亭智能门禁实现实时调度。", "智能门禁"),
        ("在500个行政村实施花海提升工程。", "花海提升工程惠及各县行政村。", "行政村"),
        ("水库除险加固310座。", "除险加固任务扎实推进。", "除险加固"),
    ],
)
def test_another_word_for_one_kind_names_it_again(plan: str, review: str, words: str) -> None:
    (pair,) = come_of(plan, review)
    assert (pair.status, pair.obstacle) == NAMED
    assert words in pair.named


@pytest.mark.parametrize(
    ("plan", "review", "quote"),
    [
        (
            "新增全国重点花卉实验室2家。",
            "2家全国重点花卉实验室获批建设。五年来，全国重点花卉实验室达8家。",
            "2家",
        ),
        (
            "新增市级示范书屋6个。",
            "6个市级示范书屋挂牌开放。全市示范书屋总数达90个。",
            "6个",
        ),
    ],
)
def test_what_came_in_the_year_is_offered_before_all_that_there_is(
    plan: str, review: str, quote: str
) -> None:
    (pair,) = come_of(plan, review)
    assert pair.status in {"unchecked", "met"}
    figure = pair.outcome.first if pair.outcome else pair.near and pair.near.fact
    assert figure
    assert figure.quote == quote


def test_the_very_words_of_a_target_may_be_far_exceeded() -> None:
    assert statuses("新增及优化调整校车线路60条以上。", "新增及优化调整校车线路328条。") == [("met", "")]
    assert statuses("新增及优化调整校车线路60条以上。", "新增及优化调整校车线路928条。") == [OTHER]


@pytest.mark.parametrize(
    ("plan", "review", "quote"),
    [
        (
            "花艺商户数量增长5%，其中企业数增长5%。",
            "花艺商户达16万户、增长6.3%，其中企业4万户、增长7.7%。",
            "增长7.7%",
        ),
        (
            "夜校学员人数增长9%，其中职工数增长5%。",
            "夜校学员达8万人、增长9.3%，其中职工2万人、增长5.7%。",
            "增长5.7%",
        ),
        (
            "旅行团队数量增长5%，其中散客数增长3%。",
            "旅行团队达6万个、增长6.3%，其中散客1万个、增长3.8%。",
            "增长3.8%",
        ),
    ],
)
def test_a_part_is_told_of_as_a_part(plan: str, review: str, quote: str) -> None:
    pair = come_of(plan, review)[-1]
    figure = pair.outcome.first if pair.outcome else pair.near and pair.near.fact
    assert figure
    assert figure.quote == quote


def test_a_part_of_another_whole_is_not_told_of() -> None:
    plan, review = (
        "花艺商户数量增长5%，其中企业数增长5%。",
        "出口主体达16万户、增长6.3%，其中企业4万户、增长7.7%。",
    )
    assert statuses(plan, review)[-1] == ("untold", "")


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("林木覆盖率达到60%以上并保持稳定。", "林木覆盖率60.2%。"),
        ("果园产值增长8%以上并力争更好结果。", "果园产值增长8.3%。"),
        ("医保目录内药品使用比例达到85%以上的目标要求。", "医保目录内药品使用比例达到87%。"),
        ("设备完好率保持98%以上的先进水平。", "设备完好率98.6%。"),
        ("馆藏数字化比例提高到40%以上的国家标准。", "馆藏数字化比例提高到43%。"),
    ],
)
def test_a_rate_is_of_no_part(plan: str, review: str) -> None:
    assert {pair.status for pair in come_of(plan, review)} <= {"met", "exceeded"}
