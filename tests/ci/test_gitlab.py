"""The GitLab job: its shell is run as a runner runs it, and its reports are read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ci.repository import git
from tests.ci.runner import job
from tests.ci.scripts import JOB, read
from tests.reports.formats.read_back import READERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ci.repository import Repository
    from tests.ci.runner import Action

ARTIFACTS = read(JOB)["gouji"]["artifacts"]
JUNIT, QUALITY = ARTIFACTS["reports"]["junit"], ARTIFACTS["reports"]["codequality"]


def told(folder: Path, kind: str, name: str) -> set[str]:
    return {one.file for one in READERS[kind]((folder / name).read_text("utf-8"))}


def test_a_faulty_merge_request_is_red_with_quality_and_junit(repository: Repository) -> None:
    base = git(repository.root, "rev-parse", "HEAD")
    repository.change("通办", 362)
    done = job(repository.root, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CI_COMMIT_BEFORE_SHA="0" * 40)
    assert done.returncode == 1, done.stderr
    assert "362项" in done.stdout
    assert told(repository.root, "gitlab", QUALITY) == {"facts/通办.csv"}
    assert told(repository.root, "junit", JUNIT) == {"facts/签约.csv", "facts/通办.csv"}
    for name in ARTIFACTS["paths"]:
        assert (repository.root / name).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_sound_push_is_green_whatever_was_wrong_before(action: Action, repository: Repository) -> None:
    base = git(repository.root, "rev-parse", "HEAD")
    repository.change("通办", 210)
    done = job(repository.root, action.temp / "gouji", CI_COMMIT_BEFORE_SHA=base)
    assert done.returncode == 0, done.stderr
    assert told(repository.root, "gitlab", QUALITY) == set()
    assert told(repository.root, "junit", JUNIT) == {"facts/签约.csv"}
