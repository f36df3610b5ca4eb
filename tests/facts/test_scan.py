"""Figures in running text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.test_figures import TABLE
from tests.timing import grows_at_most

from gouji.facts.figures.fold import fold
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan

FOUND = [
    ("全年完成投资340.4亿元、增长5.1%，新增就业约12万人。", ["340.4亿元", "增长5.1%", "约12万人"]),
    (
        "产量突破110万辆，比重下降0.3个百分点；余额达到4万亿元。",
        ["突破110万辆", "下降0.3个百分点", "达到4万亿元"],
    ),
    ("开展活动1500余场，惠及近百万人次，覆盖三成以上家庭。", ["1500余场", "近百万人次", "三成以上"]),
    ("3批311项事项，9个区、5个市参加。", ["3批", "311项", "9个", "5个"]),
    ("2024年11月13日，第八次会议在甲市召开，首届论坛同日开幕。", ["2024年11月13日", "第八次", "首届"]),
    ("2021—2024年，1—9月增速为3—5%，缺口在10万—20万套。", ["2021—2024年", "1—9月", "3—5%", "10万—20万套"]),
    ("两地签署协议，双方派出干部三十人，全国首个园区落成。", ["两地", "双方", "三十人", "首个"]),
    ("新增１２项，总数２７，２０３个，占比９５．５％。", ["１２项", "２７，２０３个", "９５．５％"]),
    ("2024 年，市场主体连续11年增长，位居第3位。", ["2024 年", "连续11年", "第3位"]),
    ("工业总产值翻一番，投资持平，上百家企业受益，数十个项目开工。", ["翻一番", "持平", "上百家", "数十个"]),
    ("公共安全支出1,633,0001,633,000，住房支出100,0002024年，合计1,733,000元。", ["1,733,000元"]),
    ("由1997年的7.4万亿元增加到2002年的10.2万亿元。", ["1997年", "7.4万亿元", "2002年", "10.2万亿元"]),
    ("六大工程全面推进，贯彻党的二十大和二十届三中全会精神。", ["六大", "二十大", "二十届", "三中全会"]),
    ("近八年来、降至十年来最低，近三年累计投入。", ["八年", "十年", "近三年"]),
    ("增速居全国第一，第六，完善机制。", ["第一"]),
    ("帮扶2300万省外务工者和240万余省外脱贫者。", ["2300万", "240万余"]),
    ("接待180万市外游客、20多万州外游客。", ["180万", "20多万"]),
    ("服务36万县域居民、5万城乡老人。", ["36万", "5万"]),
    ("3省签署协议，20多省参展，2省1市会商。", ["3省", "20多省", "2省", "1市"]),
    ("考核名列全县第2，成绩居全省第5，第三，完善制度。", ["第2", "第5"]),
    ("用时位居全省中院第二，点击量55万+，死亡率12.3/10万。", ["第二", "55万", "12.3/10万"]),
    ("浓度46μg/m3，性别比为108.7，比率约1.46，啤酒3万千升。", ["46μg/m3", "108.7", "约1.46", "3万千升"]),
    ("年均增长4·3%，一九八四年建成。", ["增长4·3%", "一九八四年"]),
    (
        "煤炭增长百分之十四点三，占比由百分之二十一点六升到百分之三十。",
        ["增长百分之十四点三", "百分之二十一点六", "升到百分之三十"],
    ),
    ("耗热五千焦，装机三十千瓦，得二十一点。", ["五千焦", "三十千瓦", "二十一点"]),
    ("改造提升100所学校，服务水平提升3个百分点。", ["100所", "提升3个百分点"]),
    ("签约41个协议投资340.4亿元。", ["41个", "340.4亿元"]),
    ("发电量5820亿千瓦小时，连跨两个千亿台阶。", ["5820亿千瓦小时", "两个"]),
    ("价格指数为102.1，满意度得分93.6，系数由0.41提高到0.47。", ["102.1", "93.6", "0.41", "提高到0.47"]),
    ("建筑面积1200㎡，绿地35m²，库容12万m³。", ["1200㎡", "35m²", "12万m³"]),
    (
        "收入比继续缩小，由2.18缩至2.14；景气指数回升，从48.9升至50.2。",
        ["2.18", "缩至2.14", "48.9", "升至50.2"],
    ),
    ("出口、进口分别增长36.5%和两位数。", ["增长36.5%", "两位数"]),
    ("占比提高10.9个百分点，算力达到8万P。", ["提高10.9个百分点"]),
    ("购置彩超3台、B超2台，合并12个PR，增速均达两位数。", ["3台", "2台", "12个", "达两位数"]),
    (
        "公园由335增加到338，增加3；绿道由上年的12.5延长到14.2（增加1.7）。",
        ["335", "增加到338", "增加3", "12.5", "延长到14.2", "增加1.7"],
    ),
    ("在附近5公里内节约用电3亿度，直达12个县。", ["5公里", "3亿度", "12个"]),
]
NO_FIGURE = [
    "统一领导，一体化推进，四川与三峡，进一步落实一带一路。",
    "实施“1+12”行动，抓好“33618”集群，建设5G网络和G60走廊。",
    "一批项目、一系列举措、多家企业参与。",
    "双城经济圈建设，千方百计，十四五规划。",
    "一、总体情况。（二）主要做法。",
    "地铁1、2号线开工。",
    "支持平原新城，拨打12345市民热线。",
    "万元产值，每万人拥有量，千里之外，百亩良田。",
    "发布2.0版，推动首发经济3.0、从0到1的突破，建设统一大市场。",
    "发布指数2024版，综合指数1，百强指数30强。",
    "发布2024县域白皮书，二期工程开工，十二月市开市，八方支援。",
]


def test_a_number_takes_the_unit_of_what_it_came_to() -> None:
    text = "企业由35增至38家，员工由3.2增至3.5万人，客户由9800增至1.2万户，占比由12提高到15%，名次由5升至3。"
    found = {one.quote: (one.figure.printed, one.figure.unit) for one in scan(text)}
    told = [found[quote] for quote in ("35", "3.2", "9800", "12")]
    assert not {"5", "升至3"} & found.keys()
    assert [f"{value}{unit}" for value, unit in told] == ["35家", "32000人", "9800户", "12%"]


IN_HAN = [
    ("二十个以上", "20个以上"),
    ("三百余人", "300余人"),
    ("十五个以内", "15个以内"),
    ("五十人左右", "50人左右"),
    ("两百户左右", "200户左右"),
    ("十二项以下", "12项以下"),
    ("七十周岁及以上", "70周岁及以上"),
    ("一百二十亩以上", "120亩以上"),
    ("二十家上下", "20家上下"),
    ("百分之八十以上", "80%以上"),
    ("一千八百余件", "1800余件"),
    ("不少于十二场", "不少于12场"),
    ("三个月以上", "3个月以上"),
    ("三四十人", "30—40人"),
    ("百分之七八", "7%—8%"),
    ("二百三四十亩", "230—240亩"),
]
"""The same figures in Chinese and in Arabic numerals."""


@pytest.mark.parametrize(("han", "arabic"), IN_HAN, ids=[one for one, _ in IN_HAN])
def test_numerals_in_han_keep_the_words_around_them(han: str, arabic: str) -> None:
    (one,), (other,) = (list(scan(f"覆盖{quote}，成效明显。")) for quote in (han, arabic))
    assert one.quote == han
    assert (one.figure.hard, one.figure.unit) == (other.figure.hard, other.figure.unit)


@pytest.mark.parametrize(("text", "quotes"), FOUND, ids=[text[:12] for text, _ in FOUND])
def test_the_figures_of_a_sentence_are_found(text: str, quotes: list[str]) -> None:
    spans = list(scan(text))
    assert [span.quote for span in spans] == quotes
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert all(span.figure == parse(span.quote) for span in spans)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("占比分别提高10.2、10.9个百分点。", ["提高10.2个百分点", "10.9个百分点"]),
        ("甲、乙浓度分别为33.0和31.4微克/立方米。", ["33.0微克/立方米", "31.4微克/立方米"]),
        ("面积依次为33.0、31.4和20平方公里。", ["33.0平方公里", "31.4平方公里", "20平方公里"]),
        ("东部、西部各有12和15座水库。", ["12座", "15座"]),
        ("门诊、住院收入分别为1.2、3亿元。", ["1.2亿元", "3亿元"]),
        ("东区、西区分别用电6.12亿和0.87亿千瓦时。", ["6.12亿千瓦时", "0.87亿千瓦时"]),
        ("东区、西区分别用电6120万和0.87亿千瓦时。", ["6120万", "0.87亿千瓦时"]),
    ],
)
def test_numbers_of_a_list_are_in_the_unit_of_its_last_one(text: str, figures: list[str]) -> None:
    assert [span.figure for span in scan(text)] == [parse(one) for one in figures]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_words_codes_and_numberings_are_no_figures(text: str) -> None:
    assert [span.quote for span in scan(text)] == []


def test_a_target_reads_what_reaching_means() -> None:
    (span,) = scan("总量达到4万亿元。", section="target")
    assert span.figure == parse("达到4万亿元", section="target")


GOLDEN = [row for rows in TABLE.values() for row in rows if row[4] != "list"]
"""A list's quote is what it is called."""
IN_TEXT = [row for row in GOLDEN if not "".join(row[6:])]


@pytest.mark.parametrize("row", IN_TEXT, ids=[row[0] for row in IN_TEXT])
def test_a_quote_in_a_sentence_says_what_it_says_alone(row: list[str]) -> None:
    quote, form = row[0], row[4]
    spans = list(scan(f"，{quote}。"))
    # 较2020年增长5% has a date besides.
    figures = [span.figure for span in spans if form == "date" or span.figure.form != "date"]
    assert figures == [parse(quote)], [span.quote for span in spans]


def test_few_golden_quotes_are_no_figures_in_a_sentence() -> None:
    assert len(GOLDEN) - len(IN_TEXT) < len(GOLDEN) / 10
    left_out = [row[0] for row in GOLDEN if row not in IN_TEXT]
    assert not any(span.quote == quote for quote in left_out for span in scan(f"，{quote}。"))


PIECES = st.sampled_from(
    [
        *"0123456789一二三十百千万亿几数双首第半两零.,，。、；—-%％ \n“”（）+Aa",
        *str.split(
            """
            个 项 年 月 日 亿元 余 近 约 超过 以上 左右 增长 下降 达到 百分之 分之 前 上 了 新增 附近
            全国 届 成 倍 番 台阶 号线 １２ ，０００
            """
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_spans_stand_in_order_apart_and_say_what_the_text_says(text: str) -> None:
    last = 0
    for span in scan(text):
        assert last <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quote
        assert span.figure == parse(span.quote)
        last = span.end


@given(TEXTS, TEXTS)
def test_a_sentence_end_parts_what_is_found(one: str, two: str) -> None:
    whole = one + "。\n" + two
    apart = [(span.start, span.quote) for span in scan(one + "。")]
    apart += [(span.start + len(one) + 2, span.quote) for span in scan(two)]
    assert [(span.start, span.quote) for span in scan(whole)] == apart


@pytest.mark.parametrize("sign", [*"一9（、十第半.", "1.", "9,", "1年", "第一"])
def test_time_grows_with_the_length_of_hostile_text(sign: str) -> None:
    assert grows_at_most(2.5, lambda signs: list(scan(sign * signs)), 4_000, 32_000)


@given(st.text("12年月9 \u00a0\u2028\n，,.%项个人万亿图表A", max_size=60))
def test_folding_leaves_out_blanks_alone_and_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert re.sub(r"[ \u00a0\u2028]", "", folded.text) == re.sub(r"[ \u00a0\u2028]", "", text)
    places = [folded.original(at, at + 1)[0] for at in range(len(folded.text))]
    assert "".join(text[at] for at in places) == folded.text
    assert places == sorted(set(places))
