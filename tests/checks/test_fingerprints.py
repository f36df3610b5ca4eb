"""What a finding is known again by: laws of fingerprints and digests."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from gouji.checks.findings import Finding

HEADER = "summary,id,section,form,subject,partner,indicator,measure,period,scope,quote,whole,complete,members"
FACTS = """
s,t-1,,,甲,,协议,,2024,,355项,,,
s,p-1,,,甲,,分项,,2024,,95项,t-1,true,
s,p-2,,,甲,,分项,,2024,,115项,t-1,true,
s,l-1,,list,甲,,,,2024,,五个专项,,true,子;丑;寅;卯
s,b-1,,,甲,,第一批,,2020,,95项,,,
u,b-2,,,甲,,第一批,,2020,,97项,,,
s,b-3,,,甲,,第二批,,2021,,115项,,,
u,b-4,,,甲,,两批,,2021,,210项,,,
s,c-1,,,甲,,累计,,../2023,,311项,,,
u,c-2,,,甲,,累计,,../2024,,298项,,,
s,r-1,,,甲,,通办,,../2023,,311项,,,
s,r-2,,,甲,,新增,,2024,,51项,,,
u,r-3,,,甲,,通办,,../2024,,355项,,,
u,k-1,target,,甲,,投资,,2025,,4414.5亿元,,,
u,k-2,,,甲,,投资,,2025,,5332.42亿元,,,
u,k-3,,,甲,,投资,completion,2025,,121.08%,,,
s,y-1,,,甲,,三公,,2024,,连续11年下降,,,
u,y-2,,,甲,,三公,,2025,,连续13年只减不增,,,
s,a-1,,pairing,甲;丙,乙,,,2024,,甲、丙协同乙,,,
s,a-2,,pairing,甲;乙,丙,,,2024,,协调丙组团,,,
s,n-1,,pairing,走廊,,,,2024,,川渝中线科创走廊,,,
u,n-2,,pairing,走廊,,,,2025,,成渝中线科创大走廊,,,
s,x-1,,,甲,,会,,2024年,,3次,,,
s,e-1,,ordinal,甲,,日,,2024,,第七次,,,
""".strip().splitlines()
TABLES = {
    "summaries": "id,publisher,published\ns,甲省,2025-12-01\nu,甲省,2026-01-20\n"
    "v,乙网,2026-03-01\nw,丙网,2026-04\n",
    "entities": "id,name,kind\n甲,甲,body\n乙,乙,body\n丙,丙,place\n走廊,成渝中线科创走廊,joint\n",
    "indicators": "id,basis,adds_to,edition\n" + "".join(
        f"{row}\n" for row in (
            "协议,,,", "分项,,,", "第一批,,,", "第二批,,,", "两批,,,",
            "累计,cumulative,,", "通办,cumulative,,",
            "新增,flow,通办,", "投资,flow,,", "三公,,,", "会,,,", "日,,,2017/P1Y", "别的,,,",
        )
    ),
}  # fmt: skip
RELATIONS = """
[[relation]]
id = "XX-01"
formula = "两批 == 第一批 + 第二批"
why = "应相等。"
"""
JOINING = (
    "v,v-1,,,甲,,第一批,,2020,,97项,,,",
    "w,w-1,,,甲,,第一批,,2020,,95项,,,",
    "v,v-2,,,甲,,累计,,../2024,,298项,,,",
    "v,v-3,,,甲,,投资,,2025,,5332亿元,,,",
    "w,w-2,,pairing,走廊,,,,2026,,成渝中线科创走廊,,,",
    "v,v-4,,pairing,走廊,,,,2026,,川渝中线科创走廊,,,",
    "w,w-3,,,甲,,别的,,2025,,3项,,,",
    "v,v-5,,,甲,,两批,,2021,,210项,,,",
)
NAMES = ("甲.csv", "b.csv", "第三个 文件.csv")

Mark = tuple[str, str, str]


def found(files: dict[str, bytes]) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "facts").mkdir()
        (root / "checks").mkdir()
        (root / "checks" / "relations.toml").write_text(RELATIONS, encoding="utf-8")
        for name, text in TABLES.items():
            (root / "facts" / f"{name}.csv").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (root / "facts" / name).write_bytes(content)
        return list(audit(source_of(open_workspace(root))).findings)


def written(rows: list[str], *, newline: str = "\n", bom: bool = False) -> bytes:
    text = newline.join([HEADER, *rows]) + newline
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode()


def marks(findings: list[Finding]) -> Counter[Mark]:
    return Counter((one.rule, one.fingerprint, one.digest) for one in findings)


BEFORE = marks(found({"mine.csv": written(FACTS)}))


def test_the_table_of_these_laws_has_findings_of_many_rules() -> None:
    rules = {rule for rule, _, _ in BEFORE}
    assert rules == {
        "GJ001", "GJ201", "GJ205", "GJ305", "GJ308", "GJ401", "GJ402", "GJ403", "GJ507", "GJ603", "GJ604",
        "XX-01",
    }  # fmt: skip


@st.composite
def other_files(draw: st.DrawFn, rows: tuple[str, ...]) -> dict[str, bytes]:
    """The rows in another order, in other files, with other line ends and perhaps a byte order mark."""
    shuffled = draw(st.permutations(rows))
    cut = draw(st.integers(0, len(rows)))
    first, second = draw(st.permutations(NAMES))[:2]
    ends = st.sampled_from(["\n", "\r\n"])
    return {
        first: written(shuffled[:cut], newline=draw(ends), bom=draw(st.booleans())),
        second: written(shuffled[cut:], newline=draw(ends), bom=draw(st.booleans())),
    }


@settings(max_examples=15)
@given(other_files(tuple(FACTS)))
def test_order_files_names_line_ends_and_marks_change_nothing(files: dict[str, bytes]) -> None:
    assert marks(found(files)) == BEFORE


@settings(max_examples=15)
@given(st.sets(st.sampled_from(JOINING)).flatmap(lambda more: other_files((*FACTS, *sorted(more)))))
def test_summaries_that_join_in_later_change_no_finding(files: dict[str, bytes]) -> None:
    assert not BEFORE - marks(found(files))


@settings(max_examples=25)
@given(st.sampled_from(range(len(FACTS))), st.integers(1, 9))
def test_a_figure_that_changes_changes_the_digest_of_every_finding_that_rests_on_it(
    row: int, by: int
) -> None:
    cells = FACTS[row].split(",")
    quote = cells[10]
    digits = "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in quote).split()
    assume(digits)
    cells[10] = quote.replace(digits[0], str(int(digits[0]) + by), 1)
    changed = [*FACTS[:row], ",".join(cells), *FACTS[row + 1 :]]
    known = {(rule, fingerprint): digest for rule, fingerprint, digest in BEFORE}
    for one in found({"mine.csv": written(changed)}):
        if any(place.id == cells[1] for place in one.facts) and (one.rule, one.fingerprint) in known:
            # A cell that cannot be read is known by itself: here the period, not the figure.
            assert known[one.rule, one.fingerprint] != one.digest or one.rule == "GJ001"
