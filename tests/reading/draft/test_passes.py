"""The passes over a passage, each by its table of cases; what is no claim, and where lines end."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.drafts import draft
from tests.timing import grows_at_most

from gouji.facts.figures.fold import SOFT_END
from gouji.reading.draft import draft as reading
from gouji.reading.draft.draft import PASSES
from gouji.reading.draft.no_claims import figures_in
from gouji.reading.draft.sections import without_soft_ends

TABLE = tomllib.loads((Path(__file__).parent / "passes.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(*case, id=f"{name}: {case[0]}") for name, cases in TABLE.items() for case in cases]


@pytest.mark.parametrize(("sentence", "claims"), CASES)
def test_a_pass_names_the_figures_of_a_sentence(sentence: str, claims: list[list[str]]) -> None:
    rows = draft(f"2024年工作总结\n{sentence}\n", "a")
    told = [[row["quote"], row["indicator"], row["measure"]] for row in rows if row["quote"] in sentence]
    assert told == claims


def test_passes_that_are_left_out_would_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"2024年工作总结\n{case[0]}\n" for cases in TABLE.values() for case in cases]
    drafts = [draft(text, "a") for text in texts]
    monkeypatch.setattr(reading, "_may_continue", lambda *_: True)
    assert drafts == [draft(text, "a") for text in texts]


def test_the_tables_are_those_of_passes() -> None:
    assert set(TABLE) <= set(PASSES._fields)


@pytest.mark.parametrize(
    "text",
    [
        "贯彻党的二十大和二十届三中全会精神。",
        "深入开展“百名干部进千企”活动，落实《三年行动方案（2023—2025年）》。",
        "五年来，我们坚持稳中求进；近三年持续改善。",
        "实施国企改革三年行动，推进五位一体建设。",
        "第三条规定如下，见第四章和第二部分。",
        "每天12点至13点开放。",
        "打造15分钟健身圈，坚持四项基本原则。",
        "统筹国内国际两个大局，在和平共处五项原则的基础上发展关系。",
        "联系电话：0516-83902211，股票代码000926。",
        "该工艺有多种优点[1-3]，符合GB/T19001-2016标准。",
        "推广96小时过境免签，建设35千伏线路。",
        '见图<img src="/image/report/3.3-6.png" width="600">，radius=\'["40%", "70%"]\'。',
        "正确处理两类不同性质的矛盾，危机四伏，推进八里河整治。",
        "二、坚持四项基本原则；调动两个积极性。",
        "这是团结的一年零三个月，坚持平战结合，为推进改革和实现四个现代化而奋斗。",
        "这三个问题已经解决，上述两种做法并存，跨入21世纪。",
    ],
)
def test_numerals_that_state_nothing_are_no_claims(text: str) -> None:
    assert [span.quote for span in figures_in(text) if span.figure.form != "date"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("全国首个示范区在第二人民医院建成，引入第三方评估。", []),
        ("聚焦首位产业，始终把安全放在首位，前十名股东未变。", []),
        ("进出口总额居全国首位，举办首届博览会。", ["首位", "首届"]),
        ("第十四届人民代表大会第三次会议召开，公司第五届董事会换届。", ["第三次"]),
        ("省域、市域、城区三个“1小时交通圈”建成。", ["三个"]),
        ("坚持公平、公正、公开三项原则。", ["三项"]),
        ("这三个方面的改革必须相互配套才能取得成效。", []),
        ("着力抓好以下三个方面的改革。", ["三个"]),
        ("完成了市人大三次会议确定的任务，董事会召开3次会议。", ["3次"]),
        ("双方都应努力。", []),
        ("第三轮巡察启动，这是建院的第十年，落实条例第二项。", []),
        ("工会第六次代表大会召开，开展第四次经济普查。", []),
        ("第12次获评先进，第5000台整车下线。", ["第12次", "第5000台"]),
        ("四川省教育厅与重庆市教委联合举办展会，双方互派人员。", ["双方"]),
    ],
)
def test_ordinals_and_counts_that_are_words_are_no_rows(text: str, kept: list[str]) -> None:
    rows = draft(f"2024年工作总结\n{text}\n", "a")
    assert [row["quote"] for row in rows if row["form"] != "pairing"] == kept


@pytest.mark.parametrize(
    ("sentence", "low"),
    [
        ("用水量比去年少用36万吨。", "-365000"),
        ("委员平均年龄比上届小了3岁。", "-3"),
        ("接诊量较去年低了12件。", "-12"),
        ("采购成本比上年低3万元。", "-35000"),
        ("满意度测评后移2位。", "-2"),
        ("精简办事材料四成。", "-45"),
        ("交通事故比上年减少8起。", "-8"),
        ("接诊量比去年多了12件。", "12"),
    ],
)
def test_what_there_is_less_of_fell(sentence: str, low: str) -> None:
    rows = draft(f"2024年工作总结\n{sentence}\n", "a")
    assert [row["low"] for row in rows if row["quote"] in sentence] == [low]


def test_units_are_told_by_ranks_and_nouns() -> None:
    text = "参训人数突破12万。考核居第五，测评居第3名。正式志愿者数量达到3.6万，比上年增加4千多。"
    rows = draft(f"2024年工作总结\n{text}\n", "a")
    assert [row["unit"] for row in rows if row["quote"] in text] == ["人", "位", "名", "人", "人"]


def test_radicals_are_the_characters_they_look_like() -> None:
    rows = draft("2024年工作总结\n访问量⽐上年增⻓12.5%。\n", "a")
    assert [[row["quote"], row["indicator"], row["low"]] for row in rows] == [
        ["增⻓12.5%", "访问量", "12.45"]
    ]


def test_what_fills_its_quotation_marks_is_a_claim() -> None:
    assert [span.quote for span in figures_in("粮食产量实现“21连丰”。")] == ["21连丰"]


@pytest.mark.parametrize(
    ("text", "soft"),
    [
        ("全年审结案件3210\n件，同比增长5%。", 1),
        ("走访企业。收集诉求，办结事项\n27件，满意率98%。", 1),
        ("教育支出120万元，占\n5.1%；水电费比\n2023年少3万元。", 2),
        ("一、工作成效，亮点纷呈\n全年办结事项27件。", 0),
        ("登记单位2.1万家，其中企\n—12—\n业1.6万家。", 6),
        ("登记单位2.1万家。\n第3页\n全年办结事项27件。", 4),
        ("新建学校3所，增加学位1200个。\n改造厂房5栋，新增产值2亿元。", 0),
        ("提升服务，改进作风\n\u3000\u3000全年走访企业83家。", 0),
        ("单位\t人数，比例\n甲\t12", 0),
    ],
)
def test_a_line_end_inside_a_sentence_is_none(text: str, soft: int) -> None:
    marked = without_soft_ends(text)
    assert len(marked) == len(text)
    assert marked.count(SOFT_END) == soft


def test_a_quote_over_a_line_end_stands_where_it_stood() -> None:
    text = "2024年工作总结\n全年审结案件3210\n件，同比增长5%。\n"
    row = next(row for row in draft(text, "a") if row["unit"] == "件")
    assert (row["quote"], row["low"]) == ("3210件", "3210")
    assert text[int(row["start"]) : int(row["end"])] == "3210\n件"


@pytest.mark.parametrize(
    "piece",
    [
        "1个、",
        "增长1%，",
        "（1个",
        "分别1个、",
        "为企业发放1元，",
        "50人以上的村1个、",
        "由1个增加到2个，",
        "建园1.5亩；",
        "受理312件，办结205件，办结率67.3%，",
    ],
)
def test_time_grows_with_the_length_of_a_sentence_that_never_ends(piece: str) -> None:
    def read(pieces: int) -> None:
        draft(f"2024年工作总结\n{piece * pieces}", "a")

    assert grows_at_most(2.5, read, 600 // len(piece), 4800 // len(piece))
