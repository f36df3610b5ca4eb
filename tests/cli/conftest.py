"""A workspace of three facts, and gouji run in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli import door

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "id,period,indicator,quote,whole,complete\n"
BAD_SUM = HEAD + "t,2024,甲,355项,,\np,2024,乙,95项,t,true\nq,2024,乙,115项,t,true\n"


@pytest.fixture
def gouji() -> Callable[..., door.Run]:
    """Run gouji in a folder."""
    return door.gouji


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one sum that does not add up."""
    root = tmp_path / "工作区"
    (root / "facts").mkdir(parents=True)
    (root / "checks").mkdir()
    (root / "facts" / "mine.csv").write_text(BAD_SUM, encoding="utf-8")
    return root
