"""The tables whose reports are looked at, and the ways to look."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reports.page import Page

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reports.html.document import render
from gouji.reports.text import Style

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language

ROOT = Path(__file__).parents[2]
SUMMARIES = """id,year,title,publisher,published,url,standing,sha256
old,2023,去年综述,甲报,2024-01-05,https://example.org/old.html,primary,
new,2024,今年综述,乙报,2025-01-06,https://example.org/new.html#top,second-hand,{sha256}
""".format(sha256="ab" * 32)
ENTITIES = """id,name,kind,side,counterpart
川甲,四川甲厅,body,四川,渝甲
渝甲,重庆甲委,body,重庆,川甲
川乙,四川乙厅,body,四川,渝乙
渝乙,重庆乙委,body,重庆,川乙
报社,报社,body,,
"""
INDICATORS = "id,name\n项目,重点项目\n事项,通办事项\n独,独此一处\n"
FACTS = """summary,id,section,form,indicator,measure,period,scope,quote,start,end,whole,complete
old,a,,count,项目,,2023,,100个,3,7,,
new,b,,count,项目,,2024,全口径,120个,,,,
new,c,target,count,项目,,2025,,150个,,,,
new,d,,ratio,项目,growth,2024,,增长20%,,,,
new,t,,count,事项,,2024,,355项,9,13,,
new,p,,count,事项,,2024,,95项,,,t,true
new,q,,count,事项,,2024,,115项,,,t,true
old,o,,count,事项,,2024,,356项,,,,
new,only,,count,独,,2024,,7个,,,,
"""
PAIRS = """summary,id,form,subject,partner,alone,indicator,period,quote
new,m,pairing,川乙,渝乙,,,2024,甲乙联建
new,n,pairing,川甲,,,,2024,两地联合
new,z,pairing,报社,,third_party,,2024,报社
"""
CLEAN = "id,period,indicator,quote\na,2024,甲,5个\n"
HOSTILE_SUMMARY = (
    "id,title,publisher,url,standing\n"
    '"case","<script>alert(1)</script>","</title><img src=x onerror=alert(2)>",javascript:alert(3),primary\n'
)
HOSTILE = """id,form,subject,period,indicator,quote
a,,,<script>alert(4)</script>,甲,5项
b,,,"95项\u202egnp.exe""><svg onload=alert(5)>",甲,5项
c,,,</style><script>alert(6)</script>,甲,5项
d,,,{{ 7 * 7 }}{% raw %},甲,5项
e,,,&lt;script&gt;,甲,5项
f,,,2023,<i>甲</i>,5项
g,,,2024,<i>甲</i>,6项
h,pairing,<i>某厅</i>,2024,,<u>联合</u>
"""


def audited(root: Path, facts: str, **tables: str) -> AuditResult:
    (root / "facts").mkdir()
    (root / "facts" / "case.csv").write_text(facts, encoding="utf-8")
    for name, table in tables.items():
        (root / "facts" / f"{name}.csv").write_text(table, encoding="utf-8")
    return replace(audit(source_of(open_workspace(root))), workspace=".")


def page(account: AuditResult, language: Language = "zh") -> Page:
    return Page(render(account, Style(language)))


def row(source: str, name: str) -> str:
    """Return the text of the one table row that begins with this name."""
    rows = [Page(found).text for found in re.findall(r"<tr>.*?</tr>", source, re.DOTALL)]
    (one,) = [text for text in rows if text.startswith(name)]
    return one


def with_states(account: AuditResult) -> AuditResult:
    """Return the account with its first finding known, its second waived."""
    first, second, *others = account.findings
    return replace(
        account, findings=(replace(first, state="known"), replace(second, state="waived"), *others)
    )
