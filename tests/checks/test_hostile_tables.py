"""Whatever a table holds, no rule crashes, and every verdict is counted."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reports import FORMATS, Reports
from gouji.reports.text import Style

QUOTES = str.split("""
355项 300个 超300个 近300家 不到30项 约20亿元 340.4亿元 0项 -3.5% 121.08% 下降3.7% 3—5% 连续11年下降 连续0年
15连丰 第八次 首届 2024年 九位一体 一批 翻番 甲 协调丙组团 三成 增长2倍 川渝中线科创走廊 1/3 数十 减少7项
999999999999999999项 0.000000001%
""")
PERIODS = str.split("""
2023 2024 ../2023 ../2024 2021/2025 2024-01/2024-06 0001 ../0001 9999 ../9999-12 2024-02-29 2024年
""")
CELLS = {
    "summary": ["s", "t", "u", ""],
    "section": ["", "review", "term", "target", "plan", "note", "x"],
    "form": ["", "count", "amount", "ratio", "ordinal", "date", "list", "pairing"],
    "subject": ["", "甲", "乙", "甲;丙", "走廊", "无"],
    "partner": ["", "乙", "丙"],
    "indicator": ["累计", "流入", "投资", "届", ""],
    "measure": ["", "level", "change", "growth", "completion", "share"],
    "base": ["", "mom", "2020", "x"],
    "period": ["", *PERIODS],
    "scope": ["", "省级"],
    "stage": ["", "expected", "preliminary", "final", "target"],
    "quote": QUOTES,
    "low": ["", "", "", "0", "-5", "5", "99999999999999999999", "x"],
    "high": ["", "", "", "0", "5", "0.00000000001"],
    "low_open": ["", "true"],
    "high_open": ["", "true"],
    "unit": ["", "", "", "项", "元", "%"],
    "whole": ["", "r0", "r1#a", "r2;r3", "无"],
    "complete": ["", "true"],
    "members": ["", "甲;乙", "甲"],
}
ROW = st.fixed_dictionaries({column: st.sampled_from(cells) for column, cells in CELLS.items()})
TABLES = {
    "summaries": "id,year,publisher,published,standing\n"
    "s,2024,甲省,2025-01,primary\nt,2024,,,second-hand\nu,2025,甲省,2026,\n",
    "entities": "id,name,kind,side\n"
    "甲,甲厅,body,东\n乙,乙局,body,西\n丙,丙市,place,东\n走廊,成渝中线科创走廊,joint,\n",
    "indicators": "id,basis,adds_to,edition,removable,revisable\n"
    "累计,cumulative,,,,\n流入,flow,累计,,,\n投资,,,,,true\n届,,,2017/P1Y,,\n",
}
RELATIONS = """
[[relation]]
id = "XX-01"
formula = "累计 / 投资 <= 流入 - 3"
each = ["period"]
sections = ["review", "term", "target", "plan"]
why = "试。"

[[relation]]
id = "XX-02"
formula = "累计 == prev(累计) + sum(流入)"
each = ["period"]
why = "试。"
"""


@settings(max_examples=40)
@given(st.lists(ROW, min_size=2, max_size=12))
@example(
    [
        dict.fromkeys(CELLS, "")
        | {"summary": "s", "indicator": "累计", "period": "../2023", "quote": "超300个"},
        dict.fromkeys(CELLS, "")
        | {"summary": "s", "indicator": "累计", "period": "../2024", "quote": "不到30项"},
    ]
)
def test_no_rule_crashes_whatever_the_rows_say(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "facts").mkdir()
        (root / "checks").mkdir()
        (root / "checks" / "relations.toml").write_text(RELATIONS, encoding="utf-8")
        for name, text in TABLES.items():
            (root / "facts" / f"{name}.csv").write_text(text, encoding="utf-8")
        (root / "facts" / "s.csv").write_text(written(rows), encoding="utf-8")
        account = audit(source_of(open_workspace(root)))
    assert account.crashes == ()
    assert sum(account.verdicts.values()) == account.bindings
    reports = Reports(account, Style("zh", 2))
    assert all(reports.of(kind) for kind in FORMATS if kind != "jsonl" or account.findings)
    assert json.loads(reports.of("json"))["schema"] == "gouji/1"


def written(rows: list[dict[str, str]]) -> str:
    stream = io.StringIO()
    table = csv.DictWriter(stream, ["id", *CELLS], lineterminator="\n")
    table.writeheader()
    table.writerows({**row, "id": f"r{number}"} for number, row in enumerate(rows))
    return stream.getvalue()
