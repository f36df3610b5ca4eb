"""Phrases of several documents for one indicator, and what keeps them apart. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from gouji.checks.audit import audit, facts_of
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table
from gouji.reading.alignment.complete import complete
from gouji.reading.alignment.contrasts import WHOLLY, are_contrasts
from gouji.reading.alignment.groups import Wording
from gouji.reading.alignment.join import align
from gouji.reading.alignment.rarity import pairs_in, rarity
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.lexicon.nouns import known_as, normal_form
from gouji.reading.source import draft_tables, source_of
from gouji.reading.summaries import summaries_of

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
    [("丹橘年产量", "丹橘产量"), ("增加花园座位", "新增花园座位"), ("末花园存款", "花园存款年底")],
)  # fmt: skip
def test_what_one_report_says_and_another_leaves_out_is_taken_away(one: str, two: str) -> None:
    assert normal_form(one) == normal_form(two)


@pytest.mark.parametrize("phrase", ["共同富裕村", "已婚人口", "共享单车", "年度工作"])
def test_a_word_is_not_cut(phrase: str) -> None:
    assert normal_form(phrase) == phrase


def test_names_of_the_table_are_one_indicator() -> None:
    made = align(
        [Wording("a", 2024, "江南省", "社零总额"), Wording("b", 2025, "江南省", "全省社会消费品零售总额")]
    )
    assert made.id_of("江南省", "社零总额") == "社会消费品零售总额"
    assert made.id_of("江南省", "全省社会消费品零售总额") == "社会消费品零售总额"
    assert made.evidence["社会消费品零售总额"] == {"社零总额": "known", "全省社会消费品零售总额": "known"}


def test_one_normal_form_is_one_indicator_and_says_so() -> None:
    made = align([Wording("a", 2024, "江南省", "“花园”乡镇"), Wording("b", 2025, "江南省", "花园乡镇数量")])
    assert made.id_of("江南省", "花园乡镇数量") == "“花园”乡镇"
    assert made.evidence["“花园”乡镇"] == {"“花园”乡镇": "name", "花园乡镇数量": "form"}


def documents(*texts: str, publisher: str = "江西省") -> dict[str, Document]:
    """Reports of one publisher on the years from 2024, each with one sentence of its own or several."""
    found = {}
    for year, words in enumerate(texts, 2024):
        text = f"{year + 1}年{publisher}政府工作报告\n各位代表：\n一、{year}年工作回顾\n{words}\n"
        found[f"s{year}"] = Document(f"{year}.txt", text, blocks_of(text), "", "0" * 64)
    return found


def indicators(found: dict[str, Document]) -> dict[tuple[str, str], str]:
    """The indicator of each figure, by summary and quote."""
    return {(fact.summary, fact.quote): fact.indicator for fact in facts_of(source_of(found))}


def joined(one: str, two: str) -> bool:
    """Whether the last figures of two reports are of one indicator."""
    facts = list(facts_of(source_of(documents(one, two))))
    first, second = ([fact for fact in facts if fact.summary == name][-1] for name in ("s2024", "s2025"))
    return bool(first.indicator) and first.indicator == second.indicator


ONE_THING = [
    pytest.param("改造河岸花园小区41个。", "新开工改造城镇河岸花园小区27个。", id="a word that is added"),
    pytest.param("建成河岸花园41座。", "河岸花园新建47座。", id="the act before or behind"),
    pytest.param("“小花农”企业达到500家。", "小花农企业总数突破540家。", id="marks, and words for a total"),
    pytest.param("为农村困难花农发放补贴4200万元。", "农村困难花农补贴发放4500万元。", id="another order"),
    pytest.param("发放花农技能证书1.2万本。", "全年共为花农发放技能证书1.4万本。", id="words in between"),
    pytest.param("滨江绿道里程12.5公里。", "滨江绿道总里程15.5公里。", id="a running total"),
]
TWO_THINGS = [
    pytest.param("国家级花园乡镇41个。", "省级花园乡镇47个。", id="levels"),
    pytest.param("花卉进口总额41亿元。", "花卉出口总额47亿元。", id="directions"),
    pytest.param("农村花圃面积41万亩。", "城镇花圃面积47万亩。", id="town and country"),
    pytest.param("第一产业花卉投资41亿元。", "第二产业花卉投资47亿元。", id="industries"),
    pytest.param("滨江绿道总里程12.5公里。", "滨江绿道里程1250公里。", id="magnitudes"),
]


@pytest.mark.parametrize(("one", "two"), ONE_THING)
def test_other_words_for_one_thing_are_joined(one: str, two: str) -> None:
    assert joined(one, two)
    assert joined(two, one)


@pytest.mark.parametrize(("one", "two"), TWO_THINGS)
def test_words_for_another_thing_are_not(one: str, two: str) -> None:
    assert not joined(one, two)


def test_words_that_name_nothing_do_not_join_what_they_stand_for() -> None:
    found = documents(
        "花卉园区完成41个，花农培训完成投资3亿元。", "水库除险完成47个，堤防加固完成投资4亿元。"
    )
    ids = indicators(found)
    assert ids["s2024", "41个"] != ids["s2025", "47个"]


def test_what_one_document_keeps_apart_stays_apart() -> None:
    told = "建成河岸花园41座，改造河岸花园52座。"
    ids = indicators(documents(told, "新建河岸花园47座。"))
    assert ids["s2024", "41座"] != ids["s2024", "52座"]


def test_what_a_person_listed_apart_stays_apart() -> None:
    tables = draft_tables(summaries_of(documents("河岸花园12座。", "城区河岸花园15座。")))
    listed = Table.of([{c.ID: "河岸花园"}, {c.ID: "城区河岸花园"}], c.INDICATOR_COLUMNS)
    alone = complete(tables)
    apart = complete(replace(tables, indicators=listed))
    assert len(set(alone.facts[c.INDICATOR])) == 1
    assert len(set(apart.facts[c.INDICATOR])) == 2


def test_the_order_of_documents_makes_no_difference() -> None:
    found = documents(*(str(one.values[at]) for at in (0, 1) for one in ONE_THING[:2]))
    made = [indicators(dict(some)) for some in permutations(found.items(), len(found))][::17]
    assert all(one == made[0] for one in made)


def test_documents_far_apart_and_of_others_are_no_evidence() -> None:
    far = documents("改造河岸花园小区41个。", "", "", "新开工改造城镇河岸花园小区27个。")
    ids = indicators(far)
    assert ids["s2024", "41个"] != ids["s2027", "27个"]
    here = documents("改造河岸花园小区41个。")
    there = documents("", "新开工改造城镇河岸花园小区27个。", publisher="湖南省")
    ids = indicators({"s2024": here["s2024"], "s2025": there["s2025"]})
    assert ids["s2024", "41个"] != ids["s2025", "27个"]


def test_a_figure_whose_words_name_nothing_takes_the_other_documents_name() -> None:
    one = "全面推进花农信用评定，评定3.5万户。"
    two = "全面推进花农信用评定，信用花农达到3.7万户。"
    facts = [*facts_of(source_of(documents(one, two)))]
    assert facts[-1].indicator
    assert len({fact.indicator for fact in facts}) == 1


def test_a_join_says_both_wordings_and_how_alike_they_are() -> None:
    facts = facts_of(source_of(documents("改造河岸花园小区41个。", "新开工改造城镇河岸花园小区27个。")))
    (how,) = facts.joined.values()
    assert {how.words, how.others} == {"改造河岸花园小区", "新开工改造城镇河岸花园小区"}
    assert how.next_best == 0 < how.likeness < WHOLLY


def test_no_finding_over_words_that_were_joined_is_an_error() -> None:
    text = "滨江绿道累计达到{}公里。"
    found = documents("滨江绿道累计建成125公里。", "滨江绿道总里程累计达到95公里。")
    said = [one for one in audit(source_of(found)).findings if one.rule == "GJ402"]
    same = documents(text.format(125), text.format(95))
    sure = [one for one in audit(source_of(same)).findings if one.rule == "GJ402"]
    assert [one.level for one in said] in (["warning"], ["note"])
    assert "两处用语不同" in said[0].message["zh"]
    assert "joined" in said[0].details
    assert "两处用语不同" not in sure[0].message["zh"]


def test_all_pairs_that_alignment_weighs_are_pairs() -> None:
    assert rarity("发展") < rarity("班列") <= rarity("鬱鬱")
    assert [*pairs_in("“小巨人”企业9家，GDP")] == ["小巨", "巨人", "人企", "企业", "家G", "GD", "DP"]


def test_the_table_of_names_holds_no_name_twice() -> None:
    assert known_as("GDP") is known_as("地区生产总值")
    assert known_as("滨江绿道里程") is None


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("花木业总产值", "花木业增加值", True),
        ("国有园艺企业利润", "规模以上园艺企业利润", True),
        ("江南和江北花圃补助资金", "江北花圃补助资金", True),
        ("花木网上零售额", "花木城镇零售额", True),
        ("户籍人口城镇化率", "常住人口城镇化率", True),
        ("花木业产值增速", "花木业占比", True),
        ("新建花木园", "花木园", False),
        ("国有园艺企业利润", "国有园艺企业总利润", False),
        ("规模以上国有园艺企业利润", "国有园艺企业利润", False),
        ("花木业总产值", "花木业产值", False),
        ("城镇居民用电", "居民用电", False),
    ],
)
def test_what_names_tell_apart_is_not_of_one_thing(one: str, two: str, apart: bool) -> None:
    assert are_contrasts(one, two) is apart
    assert are_contrasts(two, one) is apart
