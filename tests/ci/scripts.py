"""The shell of the GitHub action and of the GitLab job, taken out of their files as their services do.

    python -m tests.ci.scripts

asks shellcheck about each of them, and exits with 1 where it has something to say.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
JOB = ROOT / "ci" / "gitlab.yml"
WORKFLOW = ROOT / ".github" / "workflows" / "gate.yml"


class Script(NamedTuple):
    """A piece of shell, and what its environment is written as."""

    name: str
    text: str
    env: Mapping[str, str]


def read(path: Path) -> dict[str, Any]:
    """Return what a YAML file holds."""
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def action_scripts() -> list[Script]:
    """Return the steps of the action that run shell, in order."""
    return [
        Script(step["name"], step["run"], step.get("env", {}))
        for step in read(ACTION)["runs"]["steps"]
        if "run" in step
    ]


def job_script() -> Script:
    """Return the GitLab job's shell: a runner runs both lists in one shell."""
    job = read(JOB)["gouji"]
    return Script("gouji", "\n".join([*job["before_script"], *job["script"]]), job["variables"])


def run(script: str, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run shell as GitHub and GitLab do: in a bash without profile, ended by the first command that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=cwd, env=env, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def main() -> int:
    """Print what shellcheck says; return 1 where it says anything."""
    failed = 0
    for script in (*action_scripts(), job_script()):
        known = "".join(f"export {name}=\n" for name in script.env)
        text = f"#!/bin/bash\nset -eo pipefail\n{known}{script.text}"
        done = subprocess.run(["shellcheck", "-"], input=text, text=True, check=False)
        failed |= done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
