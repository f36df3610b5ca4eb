"""Findings of figures that others of their sentence bear out are notes; all others stay what they are."""

from __future__ import annotations

import pytest
from tests.checks.one_text import findings


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # A balance, a longer sum, the sum of a run, another pair, another base, a mean of another count.
        ("GJ501", "长期透析患者341人，年初318人，新增77人，死亡29人，转出25人。"),
        ("GJ205", "共受理1281人：起诉894人，不起诉297人，移送及撤回21人，年末未审结69人。"),
        ("GJ502", "进出口甲地72.4亿元、乙地48.1亿元和丙地39.6亿元，合计占全部进出口（305.8亿元）的52.4%。"),
        ("GJ501", "年降水量1486.2毫米，比常年偏多9.7%，比上年的1217.5毫米偏多22.1%。"),
        ("GJ505", "假期七天接待286.4万人次，日均40.9万人次，去年连休八天，接待298.3万人次，日均37.3万人次。"),
    ],
)
def test_what_other_figures_make_is_at_most_a_note(code: str, text: str) -> None:
    found = findings(text, code)
    assert {one.level for one in found} <= {"note"}
    assert all("fits-otherwise" in one.because for one in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("GJ205", "男生1,417人、女生1,374人，合计2,764人，寄宿生1,590人。"),
        ("GJ501", "存款余额241.5亿元，比年初净增19.5亿元，增幅为10%；投放贷款16.2亿元，不良率1.38%。"),
        ("GJ502", "抽检1,450批次，检出不合格29批次，合格率98.8%。"),
        ("GJ209", "年初在册86名，新增12名，减少9名，年末98名。"),
        ("GJ505", "412.8万件邮件由86名投递员投送，全年人均4.3万件，妥投率97.1%。"),
    ],
)
def test_what_nothing_else_makes_stays_a_warning(code: str, text: str) -> None:
    assert any(one.level != "note" for one in findings(text, code))


def test_a_note_below_a_table_tells_why_its_total_is_less() -> None:
    table = "城市\t共建平台（个）\n甲市\t8\n乙市\t5\n丙市\t4\n合计\t15\n"
    assert {one.level for one in findings(table, "GJ205")} == {"warning"}
    assert {one.level for one in findings(f"{table}注：有2个由两市共建，合计已剔除重复计算。", "GJ205")} == {
        "note"
    }
