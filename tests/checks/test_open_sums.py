"""Parts behind 其中: more than their total, or less by one digit; what may overlap, and what is left out."""

from __future__ import annotations

import pytest
from tests.checks import one_text


def levels(text: str, *rules: str) -> list[str]:
    return one_text.levels(text, *(rules or ("GJ205", "GJ206")))


@pytest.mark.parametrize(
    "text",
    [
        "完成交通固定资产投资9.89亿元，其中公路投资7.12亿元，水运投资1.29亿元，场站投资1.68亿元。",
        "全院收入16.42亿元，其中门诊收入6.21亿元，住院收入9.12亿元，体检收入1.19亿元。",
        "铺设管网86.4公里，其中供水管网31.2公里，排水管网42.6公里，燃气管网13.6公里。",
        "外运垃圾3628吨，其中厨余垃圾1214吨、可回收物1402吨、有害垃圾1212吨。",
        "税收收入160.42亿元，其中增值税96.18亿元，所得税84.24亿元。",
    ],
)
def test_parts_of_what_adds_up_that_are_more_by_one_digit_are_a_warning(text: str) -> None:
    assert levels(text) == ["GJ205 warning"]


@pytest.mark.parametrize(
    "text",
    [
        "税收收入160亿元，其中增值税96亿元，所得税84亿元。",
        "查处案件160件，其中非法营运96件，超限超载84件。",
        "培训学员1620人，其中护理员820人，育婴员600人，厨师300人。",
        "奖励资金86.2万元，其中创新奖51.3万元，质量奖46.6万元。",
    ],
)
def test_where_that_is_less_sure_they_are_a_note(text: str) -> None:
    assert levels(text) == ["GJ205 note"]


@pytest.mark.parametrize(
    "text",
    [
        "外贸进出口总额120.6亿元，其中民营企业进出口80.3亿元，机电产品出口70.3亿元。",
        "固定资产投资520亿元，其中工业投资310亿元，民间投资280亿元。",
        "贷款余额860亿元，其中涉农贷款520亿元，小微企业贷款410亿元。",
        "公路总里程2480公里，其中高速公路86公里，等级公路2300公里，农村公路2000公里。",
        "粮食总产量52.6万吨，其中夏粮18.2万吨，秋粮34.4万吨，优质稻21.3万吨。",
        "募集善款1260万元，其中定向捐赠820万元，网络募捐410万元，企业捐赠130万元。",
        "工业投资92.4亿元，其中制造业投资71.6亿元，高技术制造业投资31.8亿元。",
        "接待游客86.2万人次，其中省外游客51.3万人次，过夜游客46.1万人次。",
        "发放贷款26.4亿元，其中绿色贷款16.2亿元，既是绿色又是普惠的贷款13.2亿元。",
        "造林面积12.6万亩，其中人工造林6.2万亩，退耕还林8.7万亩。",
    ],
)
def test_what_may_overlap_is_left_alone(text: str) -> None:
    assert levels(text) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "完成交通固定资产投资9.89亿元，比上年增加1.29亿元，超额完成9.5亿元的年度目标。"
            "其中，公路建设投资7.12亿元，水运建设投资1.09亿元，场站建设投资1.58亿元。"
        ),
        "植树12.6万株，其中杨树6.2万株，松树3.1万株，柳树2.3万株。",
        "全馆藏书268.4万册，其中社科类121.3万册，自科类86.2万册，少儿类58.9万册。",
        "销售收入1286万元，其中茶叶收入612万元，水果收入384万元，药材收入270万元。",
        "铺设管网96.4公里，其中供水管网31.2公里，排水管网42.6公里，燃气管网20.6公里。",
    ],
)
def test_parts_that_are_less_by_one_digit_are_a_note(text: str) -> None:
    assert levels(text) == ["GJ205 note"]


@pytest.mark.parametrize(
    "text",
    [
        "完成投资9.89亿元，其中公路投资7.12亿元，水运投资1.09亿元，场站投资1.68亿元。",
        "完成投资9.89亿元，其中公路投资7.12亿元，水运投资1.09亿元，场站投资1.58亿元，其余为养护投资。",
        "植树12.6万株，其中杨树6.2万株、松树3.1万株、柳树2.3万株等。",
        "藏书268.4万册，其中社科类121.3万册，自科类66.2万册，少儿类50.9万册。",
        "粮食总产量52.68万吨，其中稻谷21.32万吨，小麦16.14万吨，玉米15.21万吨。",
        "门诊人次62.4万，其中内科21.3万，外科18.2万。",
    ],
)
def test_what_is_left_out_is_left_alone(text: str) -> None:
    assert levels(text) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("完成投资160万元，其中公路占60.0%、水运占30.0%、场站占20.0%。", "warning"),
        ("完成投资160万元，其中公路投资占60%、水运投资占30%、场站投资占20%。", "note"),
        ("销售收入86.2亿元，其中白酒占51.2%，啤酒占36.5%，饮料占22.3%。", "warning"),
        ("铺设管网86.4公里，其中供水占41.5%，排水占33.2%，燃气占35.3%。", "warning"),
        ("会员1620人，其中女性占52.3%，党员占31.2%，青年占26.5%。", "note"),
    ],
)
def test_open_shares_that_are_too_much_by_one_digit(text: str, level: str) -> None:
    assert levels(text, "GJ504") == [f"GJ504 {level}"]


@pytest.mark.parametrize(
    "text",
    [
        "完成投资160万元，其中公路占60.0%、水运占30.0%、场站占10.0%。",
        "出口额120亿元，其中民营企业占78.2%，机电产品占61.3%，一般贸易占55.2%。",
        "会员1620人，其中女性占52.3%，党员占31.2%，青年占36.9%。",
        "职工862人，其中本科以上占61.3%，中级职称占38.2%，党员占30.6%。",
        "工业投资92.4亿元，其中制造业占77.5%，高技术制造业占34.4%，技改占41.2%。",
        "公路总里程2480公里，其中等级公路占92.7%，农村公路占80.6%，硬化路占85.2%。",
    ],
)
def test_open_shares_that_may_overlap_are_left_alone(text: str) -> None:
    assert levels(text, "GJ504") == []
