"""What `extract` writes is audited as the documents themselves are. All sentences are invented."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from tests.cli.door import gouji

from gouji import library
from gouji.cli import documents
from gouji.reading import source
from gouji.reading.documents import read
from gouji.reading.documents.read import read_document
from gouji.reading.source import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.reading.documents.model import Document
    from gouji.reading.identity.info import DocumentInfo
    from gouji.reading.source import Reading

THIS = """2025年江西省政府工作报告
——2025年1月16日在江西省第十四届人民代表大会第三次会议上
各位代表：
一、2024年工作回顾
地区生产总值32200亿元，增长5.1%。一般公共预算收入3200亿元，增长2.0%。粮食总产量438亿斤。
全年签约项目355个，其中工业项目95个、农业项目115个、服务业项目101个，44个已开工。
新建口袋公园41座、累计达到573座。“三公”经费连续11年下降。
制定《江河条例》等五部法规。江西省发展改革委与湖南省发展改革委联合印发规划。
二、2025年工作安排
主要预期目标是：地区生产总值增长5%左右，城镇新增就业40万人。改造城镇老旧小区1000个。
"""
NEXT = """2026年江西省政府工作报告
——2026年1月20日在江西省第十四届人民代表大会第四次会议上
各位代表：
一、2025年工作回顾
GDP达到34100亿元，增长6.9%。一般公共预算收入3300亿元，增长3.1%。粮食总产438.5亿斤。
城镇新增就业36万人。改造老旧小区800个。建成口袋公园27座、累计达到590座。
“三公”经费连续13年下降。全年签约项目210个，其中工业项目95个、农业项目125个。
2024年粮食总产量达到448亿斤。京津冀地区进出口总额5万亿元。
二、2026年工作安排
主要预期目标是：国内生产总值增长5%左右，城镇新增就业40万人。
"""
BULLETIN = """四川省2024年国民经济和社会发展统计公报
（2025年3月20日）
一、综合
全年地区生产总值64697亿元，比上年增长5.7%。三次产业结构为8.7:35.3:56.1。
年末常住人口8364万人，其中城镇人口5055万人，乡村人口3309万人，常住人口城镇化率60.4%。
全年粮食总产量726.7亿斤，比上年增长1.2%，增加12亿斤。
表1\t主要指标
指标\t2024 年\t比上年增长
社会消费品零售总额\t28000.5亿元\t5.0%
其中：城镇\t22000.1亿元\t4.8%
川渝两地共建重大项目300个，累计完成投资4500亿元。
"""
REVIEW = """某机关2024年工作总结
一年来，办理建议提案１２６件，其中建议80件、提案 36 件。接待来访群众1500余人次，其中个人来访1600人次。
四川省残联与重庆市残联签订合作协议，两地共同举办活动12场。成都市双流区与重庆市渝北区、江北区三地结对。
召开会议四次：党组会、民主会、座谈会。全年支出2350.6万元，其中人员经费1830.2万元、公用经费620.4万元。
"""
ACCOUNTS = (
    "2024年度收入总计2968.35万元，其中：财政拨款收入2900.35万元，其他收入78万元。",
    "项目\t2024年\t2023年\n收入合计\t2968.35万元\t2811.20万元\n其他收入\t68万元\t61.20万元",
    "支出总计2968.35万元，比2023年增加157.15万元，增长5.6%。因公出国（境）经费连续8年下降。",
)
TWO_YEARS = """白水县人民法院2023年工作总结
一年来，全院上下围绕中心工作抓落实，各项任务有序推进，群众满意程度稳步提高，队伍建设得到加强，基层基础更加牢固。
全年办结各类案件700件，比上年增加20件；调解纠纷100件，回访当事人233人次，开展巡回审判31次。
白水县人民法院2024年工作总结
一年来，全院上下围绕中心工作抓落实，各项任务有序推进，群众满意程度稳步提高，队伍建设得到加强，基层基础更加牢固。
全年办结各类案件740件，比上年增加20件；调解纠纷105件，回访当事人246人次，开展巡回审判34次。
"""
TEXTS = {
    "江西省2024.txt": THIS,
    "江西省2025.md": NEXT,
    "公报.txt": BULLETIN,
    "某机关 总结.txt": REVIEW,
    "法院两年.txt": TWO_YEARS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in ``docs``, and a workspace without any fact."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "docs").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    made = docx.Document()
    for part in ACCOUNTS:
        rows = [line.split("\t") for line in part.split("\n")]
        if rows[1:]:
            table = made.add_table(len(rows), len(rows[0]))
            for place, cell in enumerate(itertools.chain(*rows)):
                table.cell(*divmod(place, len(rows[0]))).text = cell
        else:
            made.add_paragraph(part)
    made.save(str(tmp_path / "docs" / "某局2024年决算.docx"))
    return tmp_path


def audited(folder: Path, *arguments: str) -> dict[str, Any]:
    done = gouji("audit", *arguments, "--output-format", "json", "--fail-on", "never", cwd=folder)
    if done.returncode == 2:
        return {"findings": [], "said": done.stderr.partition(": ")[2].partition(": ")[2]}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(result: dict[str, Any]) -> Counter[str]:
    """Return the findings without the ids of facts (suspects by their places), and without file and line."""
    return Counter(
        json.dumps(
            [
                {**finding, "fingerprint": "", "digest": "", "facts": [], "details": placed(finding)},
                sorted(json.dumps({**place, "id": "", "file": "", "line": 0}) for place in finding["facts"]),
            ],
            ensure_ascii=False,
        )
        for finding in result["findings"]
    )


def placed(finding: dict[str, Any]) -> dict[str, Any]:
    """Return the details of a finding, with the offsets of suspects for their ids."""
    starts = {place["id"]: place["start"] for place in finding["facts"]}
    details: dict[str, Any] = finding["details"]
    by_id = {
        "suspects": [starts[one] for one in details.get("suspects", ())],
        "odd": starts.get(details.get("odd")),
    }
    if "each" in details:
        each = [{**one, "facts": len(one["facts"])} for one in details["each"]]
        by_id["each"] = sorted(each, key=lambda one: json.dumps(one, sort_keys=True))
    return {**details, **by_id}


def counted(result: dict[str, Any]) -> dict[str, Any]:
    """Return what was counted, and why something was not checked."""
    return {name: value for name, value in result.get("summary", {}).items() if name not in BY_ID}


BY_ID = {"unbound", "idle_figures"}


def both(folder: Path, documents: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the audit of documents, and that of what is extracted from them."""
    extracted = gouji("extract", *documents, "-o", "facts/", "-q", cwd=folder)
    assert (extracted.returncode, extracted.stderr) == (0, "")
    return audited(folder, *documents), audited(folder, "--texts", "docs")


SETS = [
    *([f"docs/{name}"] for name in (*TEXTS, "某局2024年决算.docx")),
    ["docs/江西省2024.txt", "docs/江西省2025.md"],
    ["docs/江西省2025.md", "docs/公报.txt"],
    ["docs"],
]


@pytest.mark.parametrize("documents", SETS, ids=" ".join)
def test_extracted_facts_are_audited_as_the_documents_are(folder: Path, documents: list[str]) -> None:
    bare, workspace = both(folder, documents)
    assert told(workspace) == told(bare)
    assert counted(workspace) == counted(bare)
    assert not [one for one in bare["findings"] if one["rule"].startswith("GJ0")]


def test_these_documents_say_something_that_is_found(folder: Path) -> None:
    rules = {finding["rule"] for finding in audited(folder, "docs")["findings"]}
    assert rules >= {"GJ205", "GJ206", "GJ401", "GJ405", "GJ501", "GJ604"}


def at_hand(corpora: Path) -> Iterable[list[Path]]:
    """Each document that is there by itself, the years of a body together, and each folder as a whole."""
    found = [path for path in sorted(corpora.rglob("*")) if path.suffix in {".txt", ".docx", ".pdf", ".html"}]
    yield from ([path] for path in found)
    for _, folder in itertools.groupby(found, key=lambda path: path.parent):
        paths = list(folder)
        bodies: dict[str, list[Path]] = {}
        for path in paths:
            bodies.setdefault("".join(char for char in path.stem if not char.isdigit()), []).append(path)
        yield from (some for some in (*bodies.values(), paths) if len(some) > 1)


EVERY = int(os.environ.get("GOUJI_EVERY", "1"))
"""Of so many documents at hand one makes the round trip: all of them, where nobody asks for fewer."""
AT_HAND = list(at_hand(Path(os.environ.get("GOUJI_TEXTS", os.devnull)) / "corpora"))[::EVERY]


READ: dict[tuple[bytes, str], Document] = {}
CLAIMED: dict[tuple[object, ...], Reading] = {}


def read_once(path: Path, name: str | None = None) -> Document:
    data = path.read_bytes()
    if (data, path.suffix) not in READ:
        READ[data, path.suffix] = read_document(path)
    return replace(READ[data, path.suffix], name=name or str(path))


def claimed_once(document: Document, info: DocumentInfo) -> Reading:
    key = (document.text, document.blocks, info)
    if key not in CLAIMED:
        CLAIMED[key] = read_claims(document, info)
    return CLAIMED[key]


@pytest.fixture
def documents_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever audits or extracts a document have what was read in it before: that is most of the work."""
    for module in (documents, library, read):
        monkeypatch.setattr(module, "read_document", read_once)
    monkeypatch.setattr(source, "read_claims", claimed_once)


@pytest.mark.texts
@pytest.mark.usefixtures("documents_are_read_once")
@pytest.mark.skipif(not AT_HAND, reason="no corpora beside the texts: GOUJI_TEXTS")
@pytest.mark.parametrize("paths", AT_HAND, ids=lambda paths: f"{paths[0].stem} {len(paths)}")
def test_documents_at_hand_make_the_round_trip(tmp_path: Path, paths: list[Path]) -> None:
    for name in ("docs", "facts"):
        (tmp_path / name).mkdir()
    for path in paths:
        shutil.copy(path, tmp_path / "docs" / path.name)
    bare, workspace = both(tmp_path, ["docs"])
    # The texts are not shown, whatever differs.
    assert sum((told(workspace) - told(bare)).values()) == 0
    assert sum((told(bare) - told(workspace)).values()) == 0
