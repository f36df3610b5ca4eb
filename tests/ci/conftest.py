"""A repository with an old conflict, and the action installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ci.repository import Repository
from tests.ci.runner import Action

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def action(tmp_path_factory: pytest.TempPathFactory) -> Action:
    """The action, installed by its own step from this checkout."""
    return Action(tmp_path_factory.mktemp("runner"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository that begins with a wrong total."""
    made = Repository(tmp_path / "年报")
    made.change("签约", 355)
    return made
