"""Who acts with whom: found where it is said, and nowhere else. All sentences here are invented."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.drafts import draft

from gouji.reading.documents.read import read_document
from gouji.reading.draft.joint_acts import joint_acts
from gouji.reading.draft.sections import Sentence
from gouji.reading.lexicon.organisations import entities_in, organisation_of, organisation_table

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[3]

PAIRS = [
    ("省发展改革委与重庆市发展改革委商定事项。", "四川省发展改革委", "重庆市发展改革委"),
    ("省民政厅会同重庆市民政局签约。", "四川省民政厅", "重庆市民政局"),
    ("教育厅联合重庆市教委开展活动。", "四川省教育厅", "重庆市教委"),
    ("省司法厅和重庆市司法局共建机制。", "四川省司法厅", "重庆市司法局"),
    ("省财政厅协同重庆市财政局推进。", "四川省财政厅", "重庆市财政局"),
    ("省统计局联动重庆市统计局发布。", "四川省统计局", "重庆市统计局"),
    ("省医保局携手重庆市医保局办理。", "四川省医保局", "重庆市医保局"),
    ("省应急管理厅会同重庆市应急管理局演练。", "四川省应急厅", "重庆市应急局"),
    ("省退役军人厅与重庆市退役军人局对接。", "四川省退役军人厅", "重庆市退役军人局"),
    ("省国资委联合重庆市国资委研究。", "四川省国资委", "重庆市国资委"),
    ("省市场监管局协同重庆市市场监管局执法。", "四川省市场监管局", "重庆市市场监管局"),
    ("省林草局会同重庆市林业局巡护。", "四川省林业局", "重庆市林业局"),
    ("省妇联与重庆市妇联举办论坛。", "四川省妇联", "重庆市妇联"),
    ("省科协联合重庆市科协办展。", "四川省科协", "重庆市科协"),
    ("省侨联和重庆市侨联走访。", "四川省侨联", "重庆市侨联"),
    ("省工商联携手重庆市工商联招商。", "四川省工商联", "重庆市工商联"),
    ("省社科院与重庆市社科院课题。", "四川省社科院", "重庆市社科院"),
    ("省红十字会联合重庆市红十字会救护。", "四川省红十字会", "重庆市红十字会"),
    ("省供销社协同重庆市供销社展销。", "四川省供销社", "重庆市供销社"),
    ("省档案馆和重庆市档案馆编研。", "四川省档案馆", "重庆市档案馆"),
    ("省纪委监委会同重庆市纪委监委协作。", "四川省纪委监委", "重庆市纪委监委"),
    ("省委组织部与重庆市委组织部互派。", "四川省委组织部", "重庆市委组织部"),
    ("省委编办联合重庆市委编办调研。", "四川省委编办", "重庆市委编办"),
    ("省公安厅联动重庆市公安局巡防。", "四川省公安厅", "重庆市公安局"),
    ("省农业农村厅协同重庆市农业农村委育种。", "四川省农业农村厅", "重庆市农业农村委"),
    ("省广电局与重庆市文化旅游委联展。", "四川省广电局", "重庆市文化旅游委"),
    ("省地震局会同重庆市地震局会商。", "四川省地震局", "重庆市地震局"),
    ("省粮食和储备局联合重庆市粮食局收储。", "四川省粮食局", "重庆市粮食局"),
    ("省机关事务管理局和重庆市机关事务局交流。", "四川省机关事务管理局", "重庆市机关事务管理局"),
    ("泸州市与重庆永川区共建园区。", "泸州市", "永川区"),
]
NONE = [
    "省发展改革委和省财政厅印发方案。",
    "四川、重庆两省市加快建设。",
    "视察四川、重庆并讲话。",
    "省民政厅印发通知，重庆市民政局此前也已印发。",
    "成都市和绵阳市入选名单。",
    "全省教育局长会议与全国会议同期召开。",
    "制定《四川省、重庆市联合执法办法》。",
    "推动企业联合高校与科研院所攻关。",
    "会同有关部门协同发力。",
    "加强与周边省区市合作。",
]


LISTED = [
    "医学毕业生主要来自上海、广州和浙江。合作医院8家。",
    "东部地区是指江苏、福建和海南3省；联合体不计。",
    "获奖法院分布在湖北和河南，占七成。",
    "对湖南和江西的中小学放宽条件。",
    "会员企业以广东、福建和山东居多。",
    "银行贷款总投资大幅下降，外资大量进入。",
    "高等教育投资大会开幕。",
    "京津冀地区医院门诊量增长5%。",
    "货物发往京津冀、长三角等地。",
    "承接京津冀项目32个。",
]
"""Places that are only listed, and characters of other words."""


@pytest.mark.parametrize("sentence", LISTED)
def test_places_that_do_nothing_together_are_a_list(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("沈阳与北京、大连与上海对口合作。", [("沈阳市", "北京市"), ("大连市", "上海市")]),
        ("支持赣州与深圳、吉安市与东莞结对。", [("赣州市", "深圳市"), ("吉安市", "东莞市")]),
        ("我省与江苏、南通与贵阳市签署协议。", [("南通市", "贵阳市")]),
        ("湖州和黄山市协作办学，加快资大一体化。", [("湖州市", "黄山市"), ("资阳市", "大足区")]),
        ("宜昌与常德市两级法院深化司法协作。", [("宜昌市", "常德市")]),
    ],
)
def test_pairs_in_a_row_are_each_a_pair(sentence: str, acts: list[tuple[str, str]]) -> None:
    assert found(sentence) == [((one,), (other,)) for one, other in acts]


def found(sentence: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    whole = Sentence(0, len(sentence), "review", "2024", first=True)
    return [(act.subjects, act.partners) for act in joint_acts(sentence, whole, "四川省")]


@pytest.mark.parametrize(("sentence", "one", "other"), PAIRS, ids=[pair[0][:12] for pair in PAIRS])
def test_two_bodies_beside_a_joining_word_act_together(sentence: str, one: str, other: str) -> None:
    assert found(sentence) == [((one,), (other,))]


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_not_said_is_no_joint_act(sentence: str) -> None:
    assert found(sentence) == []


def test_several_act_with_several() -> None:
    assert found("泸州市联合重庆市永川区、江津区推进。") == [(("泸州市",), ("永川区", "江津区"))]
    assert found("省体育局、广安市协同重庆市体育局办赛，联合成都市体育局办展。") == [
        (("四川省体育局", "广安市"), ("重庆市体育局",)),
        (("四川省体育局", "广安市", "重庆市体育局"), ("成都市体育局",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "one", "others"),
    [
        (
            "省人大常委会与天津市、河北省人大常委会协同立法。",
            "四川省人大常委会",
            ("天津市人大常委会", "河北省人大常委会"),
        ),
        ("省残联联合上海市、浙江省残联办班。", "四川省残联", ("上海市残联", "浙江省残联")),
        ("省民政厅会同湖北省、湖南省民政厅签约。", "四川省民政厅", ("湖北省民政厅", "湖南省民政厅")),
        ("省高院与江苏省、安徽省高院签署协议。", "四川省高院", ("江苏省高院", "安徽省高院")),
        ("省妇联携手陕西省、甘肃省妇联办展。", "四川省妇联", ("陕西省妇联", "甘肃省妇联")),
        ("省体育局联合泸州市、重庆市体育局办赛。", "四川省体育局", ("泸州市", "重庆市体育局")),
    ],
)
def test_places_before_a_body_share_its_name(sentence: str, one: str, others: tuple[str, ...]) -> None:
    assert found(sentence) == [((one,), others)]


def test_compounds_of_places_are_read_from_the_table_or_not_at_all() -> None:
    assert found("加快遂潼一体化发展。") == [(("遂宁市",), ("潼南区",))]
    assert found("推进川南渝西融合。") == []
    assert found("服务川渝高质量发展。") == []


@pytest.mark.parametrize(
    "names",
    [
        ("省发展改革委", "四川省发展改革委", "四川省发展和改革委员会", "四川省发改委"),
        ("省人力资源和社会保障厅", "四川省人社厅", "人社厅"),
        ("团省委", "四川团省委", "共青团四川省委"),
        ("省高院", "四川省高级人民法院"),
        ("省委网信办", "四川省委网络安全和信息化委员会办公室"),
    ],
)
def test_one_body_has_one_name_however_it_is_called(names: tuple[str, ...]) -> None:
    bodies = [organisation_of(name, "四川省") for name in names]
    assert len({body.name for body in bodies if body}) == 1
    assert None not in bodies


def test_every_body_of_the_table_is_found_by_its_whole_name() -> None:
    grammar, whole = (organisation_table()[part].values() for part in ("grammar", "whole"))
    stems = [stem for groups in grammar for names in groups for stem in names]
    endings = ("委员会", "委", "厅", "局", "办公室", "办")
    bodies = [stem + ending for stem in stems for ending in endings]
    bodies += [name for groups in whole for names in groups for name in names]
    for body in bodies:
        first = next(entities_in(f"重庆市{body}，", ""))
        assert (first.start, first.end) == (0, len("重庆市") + len(body)), body


def test_a_name_without_a_province_is_nobody_s_where_the_province_is_not_known() -> None:
    assert organisation_of("省发展改革委") is None
    assert organisation_of("商务局", "四川省") is None
    assert organisation_of("市财政局", "四川省") is None


TEXTS = os.environ.get("GOUJI_TEXTS") or str(ROOT.parent / "shared")


@pytest.mark.skipif(not (Path(TEXTS) / "seed").is_dir(), reason="the article is not at hand")
def test_the_article_s_pairings_are_all_found_and_none_is_invented() -> None:
    (path,) = (Path(TEXTS) / "seed").glob("*.txt")
    drafted = [row for row in draft(read_document(path).text, "chuanyu-2024") if row["form"] == "pairing"]
    encoded = [row for row in rows_of_table("chuanyu-2024") if row["form"] == "pairing"]
    ids = {name: row["id"] for row in rows_of_table("entities") for name in names_of(row)}
    assert len(encoded) == 84
    for row in encoded:
        parties = [parties_of(one, ids) for one in drafted if overlap(one, row)]
        assert parties_of(row, ids) in parties, row["quote"]
    for one in drafted:
        assert any(overlap(one, row) for row in encoded), one["quote"]


def rows_of_table(name: str) -> list[dict[str, str]]:
    with (ROOT / "facts" / f"{name}.csv").open(encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


def names_of(row: Mapping[str, str]) -> set[str]:
    """The names of an entity, and their normal forms."""
    names = {row["id"], row["name"], *row["aliases"].split(";")} - {""}
    return names | {body.name for name in names if (body := organisation_of(name, "四川省"))}


def parties_of(row: Mapping[str, str], ids: Mapping[str, str]) -> set[str]:
    """Who takes part, by the ids of the table; 川渝中线科创走廊 is a slip of the article."""
    named = row["subject"].split(";") + row["partner"].split(";")
    return {ids.get(name.replace("川渝中线", "成渝中线"), name) for name in named if name}


def overlap(one: Mapping[str, str], two: Mapping[str, str]) -> bool:
    return int(one["start"]) < int(two["end"]) and int(two["start"]) < int(one["end"])
