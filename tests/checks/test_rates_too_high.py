"""Rates of cases closed that tell more than were closed of those that came in."""

from __future__ import annotations

import pytest
from tests.checks import one_text


def levels(text: str) -> list[str]:
    return one_text.levels(text, "GJ502")


@pytest.mark.parametrize(
    "text",
    [
        "查处交通运输违法案件286件，已办结257件，办结率90.9%。",
        "受理投诉286件，已办结257件，办结率95.0%。",
        "查处违法案件286件，已结案257件，结案率90.9%。",
        "全年受理诉求862件，已解决757件，解决率92.8%。",
        "收到来信1286件，答复1157件，答复率93.2%。",
    ],
)
def test_more_than_was_closed_of_what_came_in_is_a_note(text: str) -> None:
    assert levels(text) == ["GJ502 note"]


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉286件，已办结257件，办结率89.9%。",
        "受理投诉286件，已办结257件，办结率85.0%。",
        "旧存32件，新收案件286件，审结257件，结案率80.8%。",
        "受理投诉286件，已办结257件，按期办结率99.0%。",
        "受理投诉286件，已办结257件，办结率100%（不含未到期的29件）。",
        "受理投诉286件，已办结257件，办结率100%（以到期应办结数为基数）。",
        "收到工单862件，办结804件，满意率98.2%。",
        "受理投诉860件，未办结18件，办结率99.1%。",
        "受理投诉286件。已办结257件，办结率100%。",
        "受理申请1286件，办理登记1157件，其中线上办理率93.2%。",
    ],
)
def test_what_is_of_other_cases_is_left_alone(text: str) -> None:
    assert levels(text) == []
