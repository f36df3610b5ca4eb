"""What becomes of targets of documents in the next one; all sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.two_years import document, report

from gouji.checks.audit import facts_of
from gouji.checks.bindings.targets import target_outcomes
from gouji.reading.source import source_of
from gouji.reports.target_words import distance_of

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


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("今年继续办好十方面民生实事。\n1.就医方面。新增健康驿站80个。", "十方面民生实事圆满完成。"),
        ("为职工办好8件实事，包括：新增健康驿站80个；改造食堂3间。", "8件职工实事全部兑现。"),
        ("今年办好10件为民实事。一是新增健康驿站80个。二是改造食堂3间。", "10件为民实事，件件落实。"),
        ("实施12项重点任务：新增健康驿站80个，改造食堂3间。", "12项重点任务如期完成。"),
        ("为师生办好六件实事：\n一、新增健康驿站80个。", "高质量完成六件师生实事。"),
        ("办好5件民生实事，新增健康驿站80个。", "民生实事项目全部办结。"),
        (
            "（一）办好20件民生实事\n新增健康驿站80个。\n（二）加强党的建设\n开展培训。",
            "20件民生实事全面完成。",
        ),
        ("今年办好10件实事，包括：新增健康驿站80个。", "五年来，累计投入3亿元。每年高质量办成10件实事。"),
    ],
)
def test_a_list_of_which_all_was_done_is_not_untold(plan: str, review: str) -> None:
    pair = next(one for one in come_of(plan, review) if one.target.quote == "80个")
    assert (pair.status, pair.obstacle) == DONE
    assert "实事" in pair.named or "重点任务" in pair.named


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        # Not in the list; not all of it; another list; begun only; a sum of five years; no list at all.
        (
            "今年办好10件实事。\n1.改造食堂。\n2.修缮操场。\n新增健康驿站80个。",
            "10件实事圆满完成。",
        ),
        ("今年办好10件实事，包括：新增健康驿站80个。", "10件实事扎实推进。"),
        ("今年办好10件实事，包括：新增健康驿站80个。", "10件实事完成9件。"),
        ("今年办好10件实事，包括：新增健康驿站80个。", "10件实事基本完成。"),
        ("今年办好10件实事，包括：新增健康驿站80个。", "12项重点任务如期完成。"),
        ("今年实施12项重点任务：新增健康驿站80个。", "15项重点任务如期完成。"),
        ("今年办好10件实事，包括：新增健康驿站80个。", "五年来，累计投入3亿元，52件实事全部完成。"),
        ("用心办好群众身边的事。新增健康驿站80个。", "10件实事圆满完成。"),
        (
            "（一）办好20件民生实事\n改造食堂。\n（二）加强保障\n新增健康驿站80个。",
            "20件民生实事全面完成。",
        ),
    ],
)
def test_what_stands_in_no_list_that_was_done_is_untold(plan: str, review: str) -> None:
    pair = next(one for one in come_of(plan, review) if one.target.quote == "80个")
    assert (pair.status, pair.obstacle) == ("untold", "")


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("今年继续实施8大类55项民生实事，涵盖就业、教育。", "全年8大类55项民生实事项目如期完成。"),
        ("以办好10件民生实事为牵引，增进福祉。", "10件民生实事如期兑现。"),
        ("为职工办好9件实事。", "9件职工实事全部办结。"),
        ("全年推进16项重点项目。", "16项重点项目全部完成。"),
        ("抓好12项重点任务。", "12项重点任务圆满完成。"),
    ],
)
def test_a_target_that_counts_a_list_is_told_of_with_it(plan: str, review: str) -> None:
    found = come_of(plan, review)
    assert {pair.status for pair in found} <= {"met", "unchecked"}
    assert {pair.obstacle for pair in found} <= {"", "plan-fulfilled"}


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        # A part by its place; other examples; a count for a growth; the number in words.
        ("实现路口信号机联网700处。", "实现二环路以内信号机实时调度控制。", ("untold", "")),
        ("完成监测井联网60处。", "矿区以外监测井运行平稳。", ("untold", "")),
        ("支持青禾等5家企业建设国际一流花企。", "集聚了红枫、白杨等一批国际一流花企。", ("untold", "")),
        ("支持青禾等5家企业建设国际一流花企。", "集聚了青禾、白杨等一批国际一流花企。", NAMED),
        ("支持甲湖等4个景区创建旅游度假区。", "乙山、丙岛等旅游度假区人气旺盛。", ("untold", "")),
        ("改造高等级花艺公路40公里。", "高等级花艺公路管护水平提升。", NAMED),
        ("千万元以上技改项目投资增长7%左右。", "累计新开工千万元以上技改项目超过300个。", ("untold", "")),
        ("绿色债券融资增长12%。", "绿色债券发行人达40家。", ("untold", "")),
        ("持续实施6个重大花艺专项。", "育种、栽培等六大花艺专项深入实施。", LIKELY),
        (
            "其他三级医院50%的门诊号源提前向基层投放。",
            "三级医院提前两周向基层投放50%以上号源。",
            LIKELY,
        ),
        ("R&D经费支出占GDP比重突破2%。", "全社会研发投入强度突破2%。", LIKELY),
        ("打造4个花艺研学基地。", "东郊、西山等四个花艺研学基地投入使用。", LIKELY),
        ("持证护理岗位增长8%。", "持证护理岗位持续增加。", NAMED),
    ],
)
def test_what_names_a_target_is_of_the_same_and_shows_its_figure(
    plan: str, review: str, status: tuple[str, str]
) -> None:
    (pair,) = come_of(plan, review)
    got = (pair.status, pair.obstacle)
    assert got == status or (status == LIKELY and pair.status in {"met", "exceeded"})


@pytest.mark.parametrize(
    ("plan", "review", "status", "distance"),
    [
        ("力争工商业用气价格较上年下降3分/立方米以上。", "工商业用气价格下降5分/立方米。", "met", -2),
        ("单位产值能耗下降3%以上。", "单位产值能耗下降4.2%。", "met", None),
        ("单位产值能耗下降3%以上。", "单位产值能耗下降2.1%。", "missed", None),
        ("单位产值能耗下降3%。", "单位产值能耗下降4.2%。", "exceeded", None),
        ("园艺课程覆盖率达60%以上。", "园艺课程覆盖率达73%。", "met", 13),
        ("园艺课程覆盖率达到60%。", "园艺课程覆盖率达到73%。", "exceeded", 13),
        ("筹集公租房300套（间）以上。", "筹集公租房360套（间）。", "met", 60),
        ("平均住院日缩短0.5天以上。", "平均住院日缩短0.8天。", "met", None),
        ("新建不少于12座花房。", "新建14座花房。", "met", None),
    ],
)
def test_at_least_so_much_is_met_and_never_exceeded(
    plan: str, review: str, status: str, distance: int | None
) -> None:
    for pair in come_of(plan, review):
        assert pair.status == status
        assert distance is None or pair.distance == distance


@pytest.mark.parametrize(
    ("plan", "review", "words"),
    [
        ("用气价格较上年下降3分/立方米以上。", "用气价格下降5分/立方米。", "多降2分"),
        ("单位产值能耗下降3%以上。", "单位产值能耗下降2.1%。", "少降0.9个百分点"),
        ("单位产值能耗下降3%。", "单位产值能耗下降4.2%。", "多降1.2个百分点"),
        ("单位产值能耗下降3%。", "单位产值能耗上升1%。", "多4个百分点"),
        ("花卉产值增长3%以上。", "花卉产值增长2.1%。", "少0.9个百分点"),
    ],
)
def test_how_far_a_fall_was_is_told_as_a_fall(plan: str, review: str, words: str) -> None:
    (pair,) = come_of(plan, review)
    assert distance_of(pair, "zh") == words


@pytest.mark.parametrize(
    "plan",
    [
        "14列花乡“动车组”节节发力，86台花企“发动机”高速运转。",
        "18条支部“战线”齐头并进。",
        "保障科研人员八成以上工作时间用于科研活动。",
        "确保教师90%以上的精力用于教学。",
        "引导各县因地制宜打造1—2个花卉品种。",
        "每个乡镇至少办好1所花艺学校。",
        "鼓励各学院培育2—3个精品社团。",
        "推动每个支部建设1个书屋。",
        "干部原则上下沉一线10次。",
        "要求各医院开设3个夜间门诊。",
        "对获评花艺师的职工一次性奖励5000元。",
        "录取到花艺院校的新生一次性补助8000元。",
        "落实落细花艺产业32条政策。",
        "用好省里支持园区发展的18条措施。",
    ],
)
def test_what_is_for_each_or_only_said_so_is_no_target(plan: str) -> None:
    assert come_of(plan, "各项工作取得成效。") == []


@pytest.mark.parametrize(
    "plan",
    [
        "新增列车14列。",
        "培育各类花企300家。",
        "每万名职工拥有花艺师3.3名。",
        "支持20所县属高中改善条件。",
        "推动各级书屋新增藏书8万册。",
        "引导社会资本投入30亿元。",
        "各医院共开设夜间门诊30个。",
        "确保每千人口床位数达到6.8张。",
        "推动18条花街齐头并进。",
        "出台惠企政策32条。",
        "落实帮扶资金800万元。",
        "打造5个样板村，带动全县遍地开花。",
    ],
)
def test_what_is_of_all_together_is_a_target(plan: str) -> None:
    assert len(come_of(plan, "各项工作取得成效。")) == 1


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("优质花圃覆盖92%乡镇，50%县区达到花艺均衡标准。", "各项工作取得成效。"),
        ("安排花房项目30个，年度投资70亿元。安排花市项目20个，年度投资50亿元。", "各项工作取得成效。"),
        ("聚焦新生，举办讲座30场。聚焦毕业班，举办讲座12场。", "社团活动丰富多彩。"),
        ("面向乡村，开展巡诊40次。面向社区，开展巡诊15次。", "服务质量提升。"),
        ("资助新生，发放助学金300万元。资助毕业生，发放助学金80万元。", "学风优良。"),
    ],
)
def test_several_targets_of_one_name_are_untold_where_nothing_is_told(plan: str, review: str) -> None:
    assert set(statuses(plan, review)) == {("untold", "")}


@pytest.mark.parametrize(
    "plan",
    [
        "粮肉奶产量分别稳定在800万吨、60万吨、160万吨。",
        "聚焦新生，举办讲座30场。聚焦毕业班，举办讲座12场。",
        "面向乡村，开展巡诊40次。面向社区，开展巡诊15次。",
        "资助新生，发放助学金300万元。资助毕业生，发放助学金80万元。",
        "一车间：培训员工300人次。二车间：培训员工120人次。",
    ],
)
def test_several_targets_of_one_name_are_not_decided(plan: str) -> None:
    told = "粮肉奶产量820万吨。举办讲座33场。开展巡诊42次。发放助学金310万元。培训员工310人次。"
    assert {"untold"}.isdisjoint(pair.status for pair in come_of(plan, told))


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        ("单位产值能耗下降2.5%。", "五年来，新建绿道30公里，单位产值能耗下降预计完成国家下达目标。", NAMED),
        ("单位产值能耗下降2.5%。", "五年来，我们坚持绿色发展，单位产值能耗下降完成国家下达目标。", NAMED),
        ("单位产值能耗下降2.5%。", "单位产值能耗下降预计完成国家下达目标。", DONE),
        ("招收定向花艺生600名。", "过去五年，学校规模扩大，定向花艺生招收完成规划目标。", NAMED),
        ("招收定向花艺生600名。", "“十四五”时期，累计投入3亿元，定向花艺生招收完成目标。", NAMED),
        ("修复馆藏古籍1800册。", "这五年，馆藏古籍修复任务全部完成。", NAMED),
        ("修复馆藏古籍1800册。", "五年来，建成书库3座，馆藏古籍修复超额完成全年任务。", DONE),
    ],
)
def test_a_target_of_five_years_is_not_that_of_the_year(
    plan: str, review: str, status: tuple[str, str]
) -> None:
    assert statuses(plan, review) == [status]


@pytest.mark.parametrize(
    ("before", "plan", "review", "status", "distance"),
    [
        (
            "13项“高效办好一束花”上线运行。",
            "上线“高效办好一束花”21项。",
            "35项“高效办好一束花”上线运行。",
            "exceeded",
            1,
        ),
        (
            "13项“高效办好一束花”上线运行。",
            "上线“高效办好一束花”21项。",
            "33项“高效办好一束花”上线运行。",
            "unchecked",
            None,
        ),
        ("40个花艺驿站投入使用。", "建设花艺驿站30个。", "72个花艺驿站投入使用。", "exceeded", 2),
        ("40个花艺驿站投入使用。", "建设花艺驿站30个。", "70个花艺驿站投入使用。", "met", 0),
        ("18门园艺课程在线开放。", "开放园艺课程10门。", "28门园艺课程在线开放。", "met", 0),
        # So many as were to come, or far more: no sum.
        ("40个花艺驿站投入使用。", "建设花艺驿站30个。", "33个花艺驿站投入使用。", "exceeded", 3),
        ("新建花艺驿站40个。", "新建花艺驿站30个。", "新建花艺驿站70个。", "exceeded", 40),
    ],
)
def test_what_counts_on_is_no_excess(
    before: str, plan: str, review: str, status: str, distance: int | None
) -> None:
    (pair,) = come_of(plan, review, before=before)
    assert (pair.status, pair.distance) == (status, distance)


@pytest.mark.parametrize(
    "review",
    [
        "民生实事项目完成率100%。",
        "承诺的10件民生实事逐一兑现。",
        "10件惠民实事已全部落实到位。",
        "民心工程、民生实事全面完成。",
        "10件民生实事，项项见效、件件落实。",
    ],
)
def test_ways_to_say_that_all_of_a_list_was_done(review: str) -> None:
    (_, pair) = come_of("今年办好10件民生实事，包括：新增健康驿站80个。", review)
    assert (pair.status, pair.obstacle) == DONE


@pytest.mark.parametrize(
    "review",
    [
        "民生实事未能全部完成。",
        "完善民生实事项目票决制。",
        "推动民生实事落实落细。",
        "完成民生实事投资30亿元。",
        "累计办成民生实事1.2万件。",
        "10件民生实事大部分完成。",
        "民生实事完成率97%。",
        "民生实事有序推进，脱贫任务圆满完成。",
    ],
)
def test_what_does_not_say_that_all_of_a_list_was_done(review: str) -> None:
    pair = come_of("今年办好10件民生实事，包括：新增健康驿站80个。", review)[-1]
    assert (pair.status, pair.obstacle) == ("untold", "")


@pytest.mark.parametrize(
    "plan",
    [
        "推进“我为师生办实事”项目10项，具体如下：\n1. 新增健康驿站80个。\n2. 改造食堂。",
        "办好民生实事10件，包括：新增健康驿站80个。",
        "民生实事清单\n1.新增健康驿站80个。",
        "全力办好以下10件实事：\n（1）改造食堂。\n（2）新增健康驿站80个。",
        "（三）办好十件实事。一是改造食堂。二是新增健康驿站80个。",
    ],
)
def test_shapes_of_lists(plan: str) -> None:
    pair = next(one for one in come_of(plan, "10件实事全部完成。") if one.target.quote == "80个")
    assert (pair.status, pair.obstacle) == DONE


@pytest.mark.parametrize(
    ("plan", "review", "quote"),
    [
        ("开行花卉班列400班次。", "五年来，花卉班列累计开行1700列。", "1700列"),
        ("筹集花农公寓项目300套。", "启动花农公寓建设2.6万户。", "2.6万户"),
        ("建设花乡驿站40处。", "五年来，累计建成花乡驿站1.2万处。", "1.2万处"),
        ("发放花农贷款90亿元。", "五年来，累计发放花农贷款460亿元。", "460亿元"),
        ("教职工培训合格率达到95%以上。", "五年来，新建校舍3座，教职工培训合格率平均91%。", "91%"),
    ],
)
def test_words_that_have_a_figure_show_it(plan: str, review: str, quote: str) -> None:
    (pair,) = come_of(plan, review)
    figure = pair.outcome.first if pair.outcome else pair.near and pair.near.fact
    assert figure
    assert quote in figure.quote


@pytest.mark.parametrize(
    "plan",
    [
        "支持103个省级花圃集约集聚发展。",
        "深化10个毗邻花市合作平台建设。",
        "扎实推进39个薄弱花乡托底性帮扶。",
        "抓好12个示范书屋运营管理。",
        "用好8个校企合作基地。",
        "接续帮扶36个薄弱村。",
        "推动15家分院高质量发展。",
        "做优做强6个花艺集群。",
        "推进50个重点帮扶县振兴发展、39个薄弱花乡托底性帮扶。",
        "支持3个国家级和100个省级花圃集聚发展。",
    ],
)
def test_a_set_that_is_worked_on_is_no_target(plan: str) -> None:
    assert come_of(plan, "各项工作取得成效。") == []


@pytest.mark.parametrize(
    "plan",
    [
        "支持103个以上花圃集聚发展。",
        "新建并用好8个校企合作基地。",
        "支持30个村发展集体经济。",
        "抓好10件民生实事。",
        "推动4000家花企提档升级。",
        "推进15个花艺示范项目建设。",
        "结对帮扶300名困难学生。",
        "支持12个社团创建精品发展。",
        "培育壮大6个花艺集群。",
        "用好校企合作基地，培训花艺师900人次。",
        "推进120所学校结对。",
        "支持60家企业上市发展壮大。",
        "抓好30个村级集体经济试点。",
        "深化花艺改革，发展会员800名。",
    ],
)
def test_what_is_to_be_done_to_so_many_is_a_target(plan: str) -> None:
    assert len(come_of(plan, "各项工作取得成效。")) == 1


@pytest.mark.parametrize(
    ("plan", "review", "status"),
    [
        (
            "花艺商户数量增长5%，其中企业数增长5%。",
            "花艺商户达16万户、增长6.3%，其中企业4万户、增长7.7%。",
            "exceeded",
        ),
        (
            "夜校学员人数增长9%，其中职工数增长5%。",
            "夜校学员达8万人、增长9.3%，其中职工2万人、增长4.7%。",
            "missed",
        ),
        (
            "入园游客数量增长6%，其中学生数增长8%。",
            "入园游客达30万人次、增长7.1%，其中学生6万人次、增长8%。",
            "met",
        ),
        (
            "合作社数量增长5%，其中家庭农场数量增长4%。",
            "合作社达3200家、增长5.2%，其中家庭农场800家、增长4.6%。",
            "exceeded",
        ),
        (
            "持证花艺师总数增长6%，其中高级技师数增长10%以上。",
            "持证花艺师达6000人、增长6.4%，其中高级技师700人、增长11%。",
            "met",
        ),
        # Of several years; of another whole.
        (
            "花艺商户数量增长5%，其中企业数增长5%。",
            "五年来，花艺商户达16万户、增长46.3%，其中企业4万户、增长57.7%。",
            "unchecked",
        ),
        (
            "外贸花艺商户数量增长5%，其中企业数增长8%。",
            "花艺商户达16万户、增长6.3%，其中企业4万户、增长7.7%。",
            "unchecked",
        ),
        (
            "花艺商户数量增长5%，其中企业数增长8%。",
            "外贸花艺商户达16万户、增长6.3%，其中企业4万户、增长7.7%。",
            "untold",
        ),
        (
            "农村经营主体数量增长5%，其中企业数增长5%。",
            "经营主体达16万户、增长6.3%，其中企业4万户、增长7.7%。",
            "unchecked",
        ),
    ],
)
def test_a_part_named_in_one_whole_is_compared(plan: str, review: str, status: str) -> None:
    assert come_of(plan, review)[-1].status == status


@pytest.mark.parametrize(
    ("plan", "review", "quote", "section"),
    [
        (
            "绿道总里程达到900公里。",
            "五年来，绿道总里程达到1000公里。过去一年，巩固1000公里绿道总里程建设成果。",
            "1000公里",
            "review",
        ),
        (
            "注册志愿者达到5万人。",
            "“十四五”时期，注册志愿者达到5.2万人。一年来，5.2万人成为注册志愿者。",
            "5.2万人",
            "review",
        ),
        (
            "建成花艺驿站40个。",
            "五年来，建成花艺驿站46个。去年，46个花艺驿站建成开放。",
            "46个",
            "review",
        ),
        (
            "改造老旧花房40座。",
            "五年来，改造老旧花房46座。去年，46座老旧花房改造完毕。",
            "46座",
            "review",
        ),
        (
            "园艺课程覆盖率达到60%。",
            "五年来，园艺课程覆盖率提高到63%。过去一年，63%是园艺课程覆盖率的新高。",
            "63%",
            "review",
        ),
        # Another value; another thing of the same value.
        (
            "绿道总里程达到900公里。",
            "五年来，绿道总里程达到1000公里。过去一年，巩固800公里绿道总里程建设成果。",
            "达到1000公里",
            "term",
        ),
        (
            "园艺课程覆盖率达到60%。",
            "五年来，园艺课程覆盖率提高到63%。过去一年，63%是职工食堂就餐率的新高。",
            "提高到63%",
            "term",
        ),
    ],
)
def test_of_two_reviews_that_of_the_year_is_shown(plan: str, review: str, quote: str, section: str) -> None:
    (pair,) = come_of(plan, review)
    figure = pair.outcome.first if pair.outcome else pair.near and pair.near.fact
    assert figure
    assert (figure.quote, figure.section) == (quote, section)
