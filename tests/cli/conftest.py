"""A workspace of three facts, and gouji run in it as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Run = subprocess.CompletedProcess[str]
HEAD = "id,period,indicator,quote,whole,complete\n"
BAD_SUM = HEAD + "t,2024,甲,355项,,\np,2024,乙,95项,t,true\nq,2024,乙,115项,t,true\n"


@pytest.fixture
def gouji() -> Callable[..., Run]:
    """Run gouji as its users do: a process of its own, in a folder."""

    def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Run:
        around = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **(env or {})}
        return subprocess.run(
            [sys.executable, "-m", "gouji", *arguments],
            cwd=cwd, env=around, capture_output=True, text=True, check=False, encoding="utf-8",
        )  # fmt: skip

    return run


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one sum that does not add up."""
    root = tmp_path / "工作区"
    (root / "facts").mkdir(parents=True)
    (root / "checks").mkdir()
    (root / "facts" / "mine.csv").write_text(BAD_SUM, encoding="utf-8")
    return root
