"""Figures that go on from one another, lists, and shares, in invented sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.drafts import draft

from gouji.facts.figures.scan import scan
from gouji.facts.table import columns as c
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.listed import listed
from gouji.reading.numbered import numbered

if TYPE_CHECKING:
    from gouji.reading.links.listed import Listed

HEAD = "2025年四川省政府工作报告\n各位代表：\n一、2024年工作回顾\n"
TERM_HEAD = "2026年四川省政府工作报告\n各位代表：\n一、“十四五”时期工作回顾\n"


def told(sentence: str, head: str = HEAD) -> list[tuple[str, str, str, str, str]]:
    rows = [row for row in draft(f"{head}{sentence}\n", "a") if int(row[c.START]) >= len(head)]
    columns = (c.QUOTE, c.INDICATOR, c.MEASURE, c.BASE, c.PERIOD)
    return [tuple(row[column] for column in columns) for row in rows if row[c.FORM] != "date"]  # type: ignore[misc]


STRANDS = [
    (
        "2023年实际到账额为84.6万元，2024年合同额91.2万元，比2023年实际到账额增加7.8%。",
        [
            ("84.6万元", "实际到账额", "level", "", "2023"),
            ("91.2万元", "合同额", "level", "", "2024"),
            ("增加7.8%", "合同额", "completion", "", "2024"),
        ],
    ),
    (
        "2023年实际到账额为84.6万元，2024年合同额91.2万元，比2023年申请额增加5.1%。",
        [
            ("84.6万元", "实际到账额", "level", "", "2023"),
            ("91.2万元", "合同额", "level", "", "2024"),
            ("增加5.1%", "", "growth", "2023", "2024"),
        ],
    ),
    (
        "水产品产量由2019年的120万吨增加到2024年的150万吨，增长25%，年均增长4.6%。",
        [
            ("120万吨", "水产品产量", "level", "", "2019"),
            ("150万吨", "水产品产量", "level", "", "2024"),
            ("增长25%", "水产品产量", "growth", "2019", "2024"),
            ("增长4.6%", "水产品产量", "growth", "2020/2024", "2024"),
        ],
    ),
    (
        "水产品产量由2019年的120万吨增加到2024年的150万吨；水果产量从80万吨增加到90万吨。",
        [
            ("120万吨", "水产品产量", "level", "", "2019"),
            ("150万吨", "水产品产量", "level", "", "2024"),
            ("80万吨", "水果产量", "level", "", "2019"),
            ("增加到90万吨", "水果产量", "level", "", "2024"),
        ],
    ),
    (
        "绿化覆盖率由40.2%提高到41.5%，提高1.3个百分点。",
        [
            ("40.2%", "绿化覆盖率", "level", "", "2023"),
            ("提高到41.5%", "绿化覆盖率", "level", "", "2024"),
            ("提高1.3个百分点", "绿化覆盖率", "change", "", "2024"),
        ],
    ),
    (
        "水产品产量150万吨，比上年增加30万吨，增长25%。",
        [
            ("150万吨", "水产品产量", "level", "", "2024"),
            ("增加30万吨", "水产品产量", "change", "", "2024"),
            ("增长25%", "水产品产量", "growth", "", "2024"),
        ],
    ),
    (
        "山区居民人均可支配收入，由2019年的1516元增加到2024年的2703元。",
        [
            ("1516元", "山区居民人均可支配收入", "mean", "", "2019"),
            ("2703元", "山区居民人均可支配收入", "mean", "", "2024"),
        ],
    ),
    (
        "利用外资20亿美元、约合143亿元。",
        [("20亿美元", "利用外资", "level", "", "2024"),
            ("143亿元", "利用外资", "level", "", "2024")],
    ),
    (
        "技术研究经费，从2019年的500亿元增加到2024年的900亿元，占生产总值的比重从1.5%提高到1.9%。",
        [
            ("500亿元", "技术研究经费", "level", "", "2019"),
            ("900亿元", "技术研究经费", "level", "", "2024"),
            ("1.5%", "技术研究经费", "share", "", "2019"),
            ("提高到1.9%", "技术研究经费", "share", "", "2024"),
        ],
    ),
    (
        "水产品产量由120万吨增加到150万吨，年均增长4.6%。",
        # From when is not said, so over which years is not either.
        [
            ("120万吨", "水产品产量", "level", "", ""),
            ("增加到150万吨", "水产品产量", "level", "", "2024"),
            ("增长4.6%", "水产品产量", "growth", "", ""),
        ],
    ),
    # A total behind a change from one year to another is of all the years between.
    (
        "助学投入从2020年的18亿元增加到2024年的30亿元，覆盖面扩大到普通高中，共资助学生2130万名。",
        [
            ("18亿元", "助学投入", "level", "", "2020"),
            ("30亿元", "助学投入", "level", "", "2024"),
            ("2130万名", "资助学生", "level", "", "2020/2024"),
        ],
    ),
    (
        "图书馆藏书由2020年的31万册增加到2023年的45万册，累计新购图书15万册，全年接待读者20万人次。",
        [
            ("31万册", "图书馆藏书", "level", "", "2020"),
            ("45万册", "图书馆藏书", "level", "", "2023"),
            ("15万册", "新购图书", "level", "", "2020/2023"),
            ("20万人次", "接待读者", "level", "", "2023"),
        ],
    ),
    (
        "林地从2020年的120亩增至2024年的180亩，共建公园5个。",
        [
            ("120亩", "林地", "level", "", "2020"),
            ("180亩", "林地", "level", "", "2024"),
            ("5个", "共建公园", "level", "", "2024"),
        ],
    ),
    (
        "2024年同2020年相比，水产品产量增长25%，水果产量增长30%。",
        [
            ("增长25%", "水产品产量", "growth", "2020", "2024"),
            ("增长30%", "水果产量", "growth", "2020", "2024"),
        ],
    ),
    (
        "上半年水产品产量增长4.6%。",
        [("增长4.6%", "上半年水产品产量", "growth", "", "")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STRANDS, ids=[sentence for sentence, _ in STRANDS])
def test_a_figure_goes_on_from_the_one_before_it(
    sentence: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    assert told(sentence) == expected


def test_of_a_term_a_level_came_from_the_year_before_it() -> None:
    assert told("绿化覆盖率由40.2%提高到41.5%，提高1.3个百分点。", TERM_HEAD) == [
        ("40.2%", "绿化覆盖率", "level", "", "2020"),
        ("提高到41.5%", "绿化覆盖率", "level", "", "2025"),
        ("提高1.3个百分点", "绿化覆盖率", "change", "2020", "2025"),
    ]


def test_a_real_rate_has_a_scope_of_its_own() -> None:
    rows = draft(f"{HEAD}农民收入20000元，实际增长5%；商业收入30亿元，同口径增长4%。\n", "a")
    assert [row[c.SCOPE] for row in rows if row[c.MEASURE] == "growth"] == ["可比价", "同口径"]


WHOLES = [
    (
        "各项贷款500亿元，增长8%，其中农业贷款80亿元、水利贷款20亿元。",
        {"80亿元": "500亿元", "20亿元": "500亿元"},
    ),
    ("新建铁路100公里、其中高铁37公里，新增公路260公里。", {"37公里": "100公里"}),
    ("财政补助由上年46亿元增加到92亿元，其中去年超收57亿元。", {}),
    ("投资9243亿元，其中，住房建设占44%，自主创新占16%。", {"44%": "9243亿元", "16%": "9243亿元"}),
    ("提出7项指标，其中绿色能源占能源消费比重21%。", {}),
    ("建成园区3个，其中入驻企业200家。", {}),
]


@pytest.mark.parametrize(("sentence", "expected"), WHOLES, ids=[sentence for sentence, _ in WHOLES])
def test_among_them_opens_what_a_level_holds(sentence: str, expected: dict[str, str]) -> None:
    rows = draft(f"{HEAD}{sentence}\n", "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    assert {row[c.QUOTE]: quotes[row[c.WHOLE]] for row in rows if row[c.WHOLE]} == expected


def test_a_share_finds_the_one_total_that_it_names() -> None:
    text = f"{HEAD}生产总值6.0万亿元。技术研究经费900亿元，占生产总值的比重为1.5%。\n"
    rows = draft(text, "a")
    (share,) = [row for row in rows if row[c.MEASURE] == "share"]
    assert {row[c.ID]: row[c.QUOTE] for row in rows}[share[c.WHOLE]] == "6.0万亿元"


LISTS = [
    ("规划、建设、管理三个环节", ("规划", "建设", "管理"), True),
    ("规划、建设、管理四个环节", ("规划", "建设", "管理"), True),
    ("推进钢铁、有色、化工、建材4个行业改造", ("钢铁", "有色", "化工", "建材"), True),
    ("在成都、绵阳和宜宾三市试点", ("成都", "绵阳", "宜宾"), True),
    ("规划、建设、管理1个环节", ("规划", "建设", "管理"), True),
    ("钢铁、有色、化工等10个行业", ("钢铁", "有色", "化工"), False),
    ("“春风”、“夏雨”、“秋实”三项行动", ("“春风”", "“夏雨”", "“秋实”"), True),
]
NO_LISTS = [
    "长三角、珠三角九市",
    "各省、市、自治区和地市两级",
    "优化营商环境、完善服务体系、推进改革三项",
    "跨国公司地区总部、外资研发中心分别新认定60家",
    "“甲标准”、“乙品牌”分别新增11个",
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    "新建、改建机场50个",
    "退休、调离、辞职5人",
    "盗窃、诈骗、抢劫4起",
    "批评、通报、约谈2次",
    "低保、特困、孤儿12户",
    "修订、废止、新立19项",
]


def lists_in(sentence: str) -> list[Listed]:
    """Return the lists right before the counts of a sentence."""
    counts = (span for span in scan(sentence) if pattern("bare_count").match(span.quote))
    stated = ((span.start, int(span.figure.printed or 0), span.figure.unit) for span in counts)
    return [found for at, count, unit in stated if (found := listed(sentence, at, count, unit))]


@pytest.mark.parametrize(("sentence", "members", "complete"), LISTS)
def test_a_list_is_certain_whatever_its_count(
    sentence: str, members: tuple[str, ...], *, complete: bool
) -> None:
    assert [(one.members, one.complete) for one in lists_in(sentence)] == [(members, complete)]


@pytest.mark.parametrize("sentence", NO_LISTS)
def test_what_belongs_to_a_count_is_left_open_where_it_is_not_certain(sentence: str) -> None:
    assert lists_in(sentence) == []


@pytest.mark.parametrize("size", [2_000, 4_000])
def test_numbering_is_read_in_linear_time(size: int) -> None:
    text = "（一）\n" * size + "一是；" * size + "1." * size
    assert numbered(text) == ()


ACCRUALS = [
    (
        "新增花园乡镇12个、累计达到64个。",
        [("12个", "花园乡镇", "change", "", "2024"), ("达到64个", "花园乡镇", "level", "", "../2024")],
    ),
    (
        "“江南名品”、“江南标准”分别新增12项和44项，累计分别达到64项和288项。",
        [
            ("12项", "“江南名品”", "change", "", "2024"),
            ("44项", "“江南标准”", "change", "", "2024"),
            ("达到64项", "“江南名品”", "level", "", "../2024"),
            ("288项", "“江南标准”", "level", "", "../2024"),
        ],
    ),
    (
        "新增12家骨干花木企业、总数达64家。",
        [
            ("12家", "骨干花木企业", "change", "", "2024"),
            ("达64家", "骨干花木企业", "level", "", "../2024"),
        ],
    ),
    (
        "改造花园乡镇12个、累计达到64个。",
        [("12个", "改造花园乡镇", "level", "", "2024"), ("达到64个", "改造花园乡镇", "level", "", "../2024")],
    ),
    (
        "新增花园乡镇12个，累计开行班列64列。",
        [
            ("12个", "新增花园乡镇", "level", "", "2024"),
            ("64列", "开行班列", "level", "", "../2024"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "claims"), ACCRUALS, ids=[one for one, _ in ACCRUALS])
def test_a_total_right_behind_what_was_added_is_of_the_same_thing(
    sentence: str, claims: list[tuple[str, str, str, str, str]]
) -> None:
    assert told(sentence) == claims
