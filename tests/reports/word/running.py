"""How documents are annotated, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli import door

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

LAST_YEAR = """青川市2023年工作总结
2024年1月15日
全年新建果园118个，其中山区50个、平原68个。
果品互销额41.8亿元，增长5.1%。
二、2024年工作安排
2024年经济社会发展主要预期目标是：新建果园140个，城镇调查失业率5.5%左右。
"""


def annotate(folder: Path, *arguments: str, code: int = 1) -> CompletedProcess[str]:
    run = door.gouji("annotate", *arguments, "--fail-on", "note", cwd=folder)
    assert run.returncode == code, run.stderr
    return run


def made(folder: Path, name: str = "批注.docx") -> bytes:
    return (folder / name).read_bytes()
