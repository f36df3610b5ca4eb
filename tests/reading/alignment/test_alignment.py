"""Phrases of several documents: joined by evidence, never by likeness alone. All phrases are invented."""

from __future__ import annotations

from itertools import permutations

import pytest

from gouji.reading.alignment.join import Role, Wording, align
from gouji.reading.alignment.normal_form import known_as, normal_form

FORMS = [
    ("全省“花园”乡镇数量", "花园乡镇"),
    ("江南省花园乡镇", "花园乡镇"),
    ("江南花园乡镇", "花园乡镇"),
    ("花园乡镇新增", "新增花园乡镇"),
    ("新增花园乡镇", "新增花园乡镇"),
    ("累计培育花园乡镇", "培育花园乡镇"),
    ("河湖累计治理", "河湖治理"),
    ("江南河（城区段）治理", "河城区段治理"),
    ("全国重点花圃", "重点花圃"),
    ("全国级花圃", "全国级花圃"),
]


@pytest.mark.parametrize(("phrase", "form"), FORMS)
def test_what_does_not_change_the_meaning_is_taken_away(phrase: str, form: str) -> None:
    assert normal_form(phrase, "江南省") == form


@pytest.mark.parametrize(
    ("one", "two"),
    [("丹橘年产量", "丹橘产量"), ("增加花园座位", "新增花园座位"), ("末花园存款", "花园存款年底"),
     ("花圃单项冠军企业", "花圃单项冠军"), ("花圃制造产业产值", "花圃制造业产值"),
     ("新增发电装机容量", "新增发电装机")],
)  # fmt: skip
def test_what_one_report_says_and_another_leaves_out_is_taken_away(one: str, two: str) -> None:
    assert normal_form(one) == normal_form(two)


@pytest.mark.parametrize("phrase", ["共同富裕村", "已婚人口", "共享单车", "年度工作"])
def test_a_word_is_not_cut(phrase: str) -> None:
    assert normal_form(phrase) == phrase


def test_names_of_the_table_are_one_indicator() -> None:
    made = align([Wording("a", "江南省", "社零总额"), Wording("b", "江南省", "全省社会消费品零售总额")])
    assert made.id_of("江南省", "社零总额") == "社会消费品零售总额"
    assert made.id_of("江南省", "全省社会消费品零售总额") == "社会消费品零售总额"
    assert made.evidence["社会消费品零售总额"] == {"社零总额": "known", "全省社会消费品零售总额": "known"}


def test_one_normal_form_is_one_indicator_and_says_so() -> None:
    made = align([Wording("a", "江南省", "“花园”乡镇"), Wording("b", "江南省", "花园乡镇数量")])
    assert made.id_of("江南省", "花园乡镇数量") == "“花园”乡镇"
    assert made.evidence["“花园”乡镇"] == {"“花园”乡镇": "name", "花园乡镇数量": "form"}


def test_likeness_alone_joins_nothing() -> None:
    made = align([Wording("a", "江南省", "国家级花园乡镇"), Wording("b", "江南省", "省级花园乡镇")])
    assert made.id_of("江南省", "国家级花园乡镇") != made.id_of("江南省", "省级花园乡镇")


def test_the_verb_of_one_act_makes_no_other_indicator() -> None:
    made = align([Wording("a", "江南省", "建成河岸花园"), Wording("b", "江南省", "新建河岸花园")])
    assert made.evidence["建成河岸花园"] == {"建成河岸花园": "name", "新建河岸花园": "core"}


def test_acts_that_one_document_tells_apart_stay_apart() -> None:
    said = [Wording("a", "江南省", "建成河岸花园"), Wording("b", "江南省", "新建河岸花园")]
    made = align([*said, Wording("b", "江南省", "建成河岸花园")])
    assert made.id_of("江南省", "新建河岸花园") == "新建河岸花园"


VALUE = ("level", "", "2024", "5315", "5325", "公里")


def test_a_value_that_is_told_again_joins_two_wordings() -> None:
    made = align(
        [Wording("a", "江南省", "滨江绿道里程", VALUE), Wording("b", "江南省", "滨江绿道总里程", VALUE)]
    )
    assert made.id_of("江南省", "滨江绿道总里程") == made.id_of("江南省", "滨江绿道里程") == "滨江绿道里程"
    assert made.evidence["滨江绿道里程"]["滨江绿道总里程"] == "value"


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([Wording("b", "江南省", "农村公路", VALUE)], id="worded otherwise"),
        pytest.param([Wording("b", "江北省", "滨江绿道总里程", VALUE)], id="another place"),
        pytest.param(
            [Wording("b", "江南省", "滨江绿道总里程", VALUE), Wording("a", "江南省", "滨江绿道总里程")],
            id="one document tells them apart",
        ),
        pytest.param(
            [Wording("b", "江南省", "滨江绿道总里程", VALUE), Wording("b", "江南省", "滨江绿道长", VALUE)],
            id="two that it may be",
        ),
    ],
)
def test_a_value_that_is_told_again_does_not_join(others: list[Wording]) -> None:
    made = align([Wording("a", "江南省", "滨江绿道里程", VALUE), *others])
    ids = {made.id_of(one.place, one.phrase) for one in others}
    assert made.id_of("江南省", "滨江绿道里程") not in ids or others[0].place != "江南省"


def test_the_order_of_documents_makes_no_difference() -> None:
    said = [
        Wording("a", "江南省", "滨江绿道里程", VALUE), Wording("b", "江南省", "滨江绿道总里程", VALUE),
        Wording("a", "江南省", "“花园”乡镇"), Wording("c", "江南省", "花园乡镇数量"),
        Wording("c", "江北省", "GDP"),
    ]  # fmt: skip
    made = [align(some) for some in permutations(said)]
    assert all(one.ids == made[0].ids and one.evidence == made[0].evidence for one in made)


def test_the_table_of_names_holds_no_name_twice() -> None:
    assert known_as("GDP") is known_as("地区生产总值")
    assert known_as("滨江绿道里程") is None


def test_a_verb_that_says_nothing_of_how_much_is_new_joins_across_roles() -> None:
    target, review = Role("level", "2025", "#", True), Role("level", "2024", "#")
    made = align(
        [
            Wording("a", "江南省", "实施河岸花园项目", (), target),
            Wording("a", "江南省", "河岸花园项目", (), review),
            Wording("b", "江南省", "河岸花园项目", (), target._replace(ahead=False)),
        ]
    )
    assert made.id_of("江南省", "实施河岸花园项目") == made.id_of("江南省", "河岸花园项目")


def test_what_one_document_tells_in_one_role_stays_apart() -> None:
    role = Role("level", "2024", "#")
    made = align(
        [
            Wording("a", "江南省", "实施河岸花园项目", (), role),
            Wording("a", "江南省", "推进河岸花园项目", (), role),
        ]
    )
    assert made.id_of("江南省", "实施河岸花园项目") != made.id_of("江南省", "推进河岸花园项目")


def test_what_is_new_and_what_there_is_stay_apart_where_one_document_tells_both() -> None:
    made = align(
        [
            Wording("a", "江南省", "新建河岸花园", (), Role("level", "2025", "#", True)),
            Wording("a", "江南省", "河岸花园", (), Role("level", "2024", "#")),
        ]
    )
    assert made.id_of("江南省", "新建河岸花园") != made.id_of("江南省", "河岸花园")


TARGET_OF_2025, TOLD_OF_2025 = Role("level", "2025", "#", True), Role("level", "2025", "#")


def joined(one: Wording, two: Wording, *others: Wording) -> bool:
    made = align([one, two, *others])
    return made.id_of(one.place, one.phrase) == made.id_of(two.place, two.phrase)


PLANNED = Wording("a", "江南省", "改造花园小区", (), TARGET_OF_2025)


def test_a_word_that_may_go_unsaid_makes_no_other_indicator() -> None:
    told = Wording("b", "江南省", "新开工改造城镇花园小区", (), TOLD_OF_2025)
    assert joined(PLANNED, told)
    assert align([PLANNED, told]).evidence["改造花园小区"]["新开工改造城镇花园小区"] == "unsaid"


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        pytest.param("改造民营花园小区", [], id="a word that says which"),
        pytest.param(
            "改造城镇花园小区",
            [Wording("b", "江南省", "改造农村花园小区", (), TOLD_OF_2025)],
            id="two it may be",
        ),
        pytest.param(
            "改造城镇花园小区",
            [PLANNED._replace(phrase="改造城镇花园小区")],
            id="one document tells them apart",
        ),
    ],
)
def test_other_words_leave_two_indicators(phrase: str, others: list[Wording]) -> None:
    assert not joined(PLANNED, Wording("b", "江南省", phrase, (), TOLD_OF_2025), *others)


def test_a_word_that_names_a_part_of_a_sum_is_never_left_out() -> None:
    one = Wording("a", "江南省", "花圃网络零售额", (), TOLD_OF_2025._replace(period="2024"))
    assert not joined(one, Wording("b", "江南省", "农村花圃网络零售额", (), TOLD_OF_2025))


def test_mere_growth_joins_nothing() -> None:
    growth = Role("growth", "2025", "%")
    one = Wording("a", "江南省", "花圃网络流量", (), growth._replace(period="2024"))
    assert not joined(one, Wording("b", "江南省", "国内花圃网络流量", (), growth))
