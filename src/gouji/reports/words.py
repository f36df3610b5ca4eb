"""The words of reports that are not part of a finding's message, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.messages import Language
    from gouji.checks.rule import Level, Outcome


@dataclass(frozen=True, slots=True)
class Style:
    """Attributes: language; detail: 0 = findings only, 1 = with places and totals, 2 = all."""

    language: Language = "zh"
    detail: int = 1


_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
SIGNS: Mapping[Level, str] = {"error": "×", "warning": "!", "note": "·"}
"""A sign beside each word: a level is never shown by colour alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; templates are filled with named values."""

    language: Language
    levels: Mapping[Level, str]
    verdicts: Mapping[Outcome, str]
    totals: str
    own_quotes: str
    nothing_checked: str
    coverage: str
    unbound: str
    rounding: str
    modes: Mapping[str, str]
    crash: str
    besides: str
    states: Mapping[str, str]
    span: str
    quoted: str
    comma: str
    signs: Mapping[Level, str]


WORDS: Mapping[Language, Words] = {
    "zh": Words(
        language="zh",
        levels={"error": "差错", "warning": "待核", "note": "提示"},
        verdicts={"consistent": "相符", "rounding": "尾差", "inconsistent": "不符", "unchecked": "未核"},
        totals="条目 {facts}（其中数字 {coded}），核对 {bindings} 项：{verdicts}",
        own_quotes="另核自录引文 {} 处",
        nothing_checked="没有一个数字得到核对",
        coverage="原文在手边：读出数字 {figures} 个，已入表 {covered}，未入表 {left}",
        unbound="没有一项核对用到的数字 {} 个",
        rounding="{summary}：合计按{mode}，{sums} 个中 {closed} 个相符",
        modes={"rounding": "四舍五入", "truncation": "舍去尾数"},
        crash="规则 {code} 自身出错，未核：{error}",
        besides="另有{states}（-v 列出）",
        states={"known": "已知 {} 条", "waived": "照原 {} 条"},
        span="第{start}—{end}字",
        quoted="“{}”",
        comma="，",
        signs=SIGNS,
    ),
    "en": Words(
        language="en",
        levels={"error": "error", "warning": "warning", "note": "note"},
        verdicts={
            "consistent": "consistent",
            "rounding": "rounding",
            "inconsistent": "inconsistent",
            "unchecked": "unchecked",
        },
        totals="{facts} facts ({coded} figures), {bindings} bindings: {verdicts}",
        own_quotes="besides {} checks of quotes that gouji took itself",
        nothing_checked="no figure was checked",
        coverage="texts at hand: {figures} figures found, {covered} in the table, {left} not",
        unbound="{} figures about which nothing was decided",
        rounding="{summary}: sums are {mode}, {closed} of {sums} hold",
        modes={"rounding": "rounded half up", "truncation": "cut off"},
        crash="rule {code} failed itself and checked nothing: {error}",
        besides="besides {states} (listed by -v)",
        states={"known": "{} known", "waived": "{} waived"},
        span="{start}–{end}",
        quoted='"{}"',
        comma=", ",
        signs=SIGNS,
    ),
}


def harmless(line: str) -> str:
    """Return a line with ``?`` for the characters that a terminal would act on."""
    return _UNSAFE.sub("?", line)
