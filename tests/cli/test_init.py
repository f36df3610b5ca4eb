"""``gouji init``, and the options of ``gouji audit`` that concern its report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.door import gouji

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "青石县图书馆2024年工作总结\n\n全年举办讲座48场，分别为少儿讲座21场、老年讲座19场、家长讲座12场。\n"


def test_a_new_workspace_takes_a_summary_and_is_audited(tmp_path: Path) -> None:
    summary, workspace = tmp_path / "总结.txt", tmp_path / "new"
    summary.write_text(SUMMARY, encoding="utf-8")
    assert gouji("init", str(workspace), cwd=tmp_path).returncode == 0
    assert gouji("extract", str(summary), "-o", str(workspace / "facts"), cwd=tmp_path).returncode == 0
    audited = gouji("audit", str(workspace), "-q", "--lang", "zh", cwd=tmp_path)
    assert audited.returncode in {0, 1}
    assert "GJ205" in audited.stdout


def test_every_setting_that_a_new_workspace_offers_is_allowed(tmp_path: Path) -> None:
    assert gouji("init", cwd=tmp_path).returncode == 0
    file = tmp_path / "gouji.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    offered = [line.removeprefix("# ") for line in lines if re.match("# [a-z-]+ = ", line)]
    assert len(offered) == 3
    file.write_text("\n".join(offered), encoding="utf-8")
    settings = gouji("config", cwd=tmp_path).stdout
    assert "levels.GJ407" in settings
    assert settings.count("gouji.toml:") == 4


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text("lang = 'en'\n", encoding="utf-8")
    refused = gouji("init", str(tmp_path), "--lang", "en", cwd=tmp_path)
    assert refused.returncode == 2
    assert "overwrites" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["gouji.toml"]


def test_documents_take_waivers_of_a_file(tmp_path: Path) -> None:
    summary, waivers, report = (tmp_path / name for name in ("总结.txt", "waivers.csv", "report.html"))
    summary.write_text(SUMMARY, encoding="utf-8")
    gouji("audit", str(summary), "-o", str(report), cwd=tmp_path)
    source = report.read_text(encoding="utf-8")
    assert "分别为少儿讲座" in source
    fingerprint = source.partition('<article id="f-')[2][:16]
    waivers.write_text(f"fingerprint,rule,reason\n{fingerprint},GJ205,另有说明\n", encoding="utf-8")
    waived = gouji(
        "audit", str(summary), "--waivers", str(waivers), "-o", str(report), "--no-text", cwd=tmp_path
    )
    assert waived.returncode == 0
    assert "分别为少儿讲座" not in report.read_text(encoding="utf-8")
    waivers.write_text(f"fingerprint,rule,reason\n{fingerprint},GJ205,\n", encoding="utf-8")
    assert "GJ901" in gouji("audit", str(summary), "--waivers", str(waivers), cwd=tmp_path).stdout
    waivers.write_text("fingerprint,reason\n", encoding="utf-8")
    assert gouji("audit", str(summary), "--waivers", str(waivers), cwd=tmp_path).returncode == 2
