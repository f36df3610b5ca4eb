"""docs/ci.md: what it shows is valid by the schemas of the services, and runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.ci.repository import git
from tests.ci.runner import environment
from tests.ci.scripts import ACTION, HOOKS, JOB, ROOT, WORKFLOW, read, run

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "ci.md"
TO_COPY = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "src" / "gouji" / "cli" / "starter").rglob("*.md")),
    ACTION,
    JOB,
    WORKFLOW,
    HOOKS,
]
PLACEHOLDER = re.compile(
    r"OWNER|ADDRESS_OF|\b[xX]\.[yY]\b|\bTODO\b|\bFIXME\b|\b[Yy]our-|\bYOUR_|\bmy-org\b|example\.(com|org)"
    r"|<[A-Za-z][\w -]*>"
)
# In a block that is copied whole a word in capitals stands for something.
IN_BLOCK = re.compile(r"(?<![$\w{-])(REV|REPO|DIR|FILE|NAME|PATH|FOLDER|VERSION|COMMIT|ADDRESS|DOCUMENT)\b")
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
GIT = {
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "protocol.file.allow",
    "GIT_CONFIG_VALUE_0": "always",
    "GIT_CONFIG_KEY_1": "user.name",
    "GIT_CONFIG_VALUE_1": "a",
    "GIT_CONFIG_KEY_2": "user.email",
    "GIT_CONFIG_VALUE_2": "a@b",
}


def blocks(path: Path, *languages: str) -> list[str]:
    """Return what stands between the fences of a page."""
    return [text for language, text in BLOCK.findall(path.read_text("utf-8")) if language in languages]


def valid(path: Path, schema: str, *options: str) -> None:
    """Ask check-jsonschema, which brings the schemas of these services."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *options]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_action_job_and_workflow_are_what_their_services_know() -> None:
    valid(ACTION, "github-actions")
    valid(WORKFLOW, "github-workflows")
    valid(JOB, "gitlab-ci", "--data-transform", "gitlab-ci")


def test_every_input_and_output_of_the_action_is_told_and_no_other() -> None:
    action, page = read(ACTION), PAGE.read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert {name for row in rows for name in re.findall("`(.+?)`", row)} == set(action["inputs"])
    (line,) = re.findall(r"outputs (.*?) \(paths\)", page)
    assert set(re.findall("`(.+?)`", line)) == set(action["outputs"])


def test_what_the_page_shows_works_as_it_stands(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    git(mine, "init", "-q")
    there = tmp_path / "upstream"
    git(tmp_path, "clone", "-q", str(ROOT), str(there))
    git(there, "checkout", "-q", "-B", "main")
    git(tmp_path, "clone", "-q", str(there), "gouji")
    bring, update, *others = blocks(PAGE, "sh")
    for script in (bring, update, "".join(others)):
        done = run(script, mine, environment(**GIT))
        assert done.returncode == 0, done.stderr
        commit = git(there, "rev-parse", "HEAD")
        assert git(mine, "rev-parse", "HEAD:tools/gouji") == commit
        if script == bring:
            git(there, "commit", "-q", "--allow-empty", "-m", "newer")
    (repository,) = read(mine / ".pre-commit-config.yaml")["repos"]
    assert (repository["repo"], repository["rev"]) == (str(there), commit)
    assert repository["hooks"] == [{"id": yaml.safe_load(HOOKS.read_text("utf-8"))[0]["id"]}]
    workflow, more, include = blocks(PAGE, "yaml")
    (mine / "workflow.yml").write_text(workflow, encoding="utf-8")
    valid(mine / "workflow.yml", "github-workflows")
    steps = [*read(mine / "workflow.yml")["jobs"]["gouji"]["steps"], *yaml.safe_load(more)]
    for step in steps[1:]:
        assert (mine / step["uses"] / "action.yml").is_file()
        assert set(step.get("with", {})) <= set(read(ACTION)["inputs"])
    included: dict[str, Any] = yaml.safe_load(include)
    assert read(mine / included["include"].lstrip("/")) == read(JOB)


def test_a_version_is_pinned_in_one_place() -> None:
    naming = [path.name for path in TO_COPY if "Which version" in path.read_text("utf-8")]
    assert naming == ["ci.md"]
    for path in TO_COPY:
        assert not re.search(r"gouji(\.git)?@\w|gouji[=~]=\d|\brev: *[0-9a-f]{7}", path.read_text("utf-8")), (
            path
        )


@pytest.mark.parametrize("path", TO_COPY, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_to_copy_has_a_placeholder(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not [found[0] for found in PLACEHOLDER.finditer(text)]
    parts = blocks(path, "sh", "yaml", "toml") if path.suffix == ".md" else [text]
    assert not [found[0] for part in parts for found in IN_BLOCK.finditer(part)]
