"""The pre-commit hook: what it is, and what its command does; ``nox -s hook`` runs it in pre-commit."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import yaml
from tests.ci.repository import SUM, git
from tests.ci.runner import environment
from tests.ci.scripts import HOOKS, run

if TYPE_CHECKING:
    from tests.ci.repository import Repository
    from tests.ci.runner import Action


def the_hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    assert isinstance(hook, dict)
    return hook


def test_the_hook_is_what_pre_commit_knows_and_is_run_for_what_gouji_reads() -> None:
    # No schema of pre-commit's is at hand; `nox -s hook` asks pre-commit itself.
    hook = the_hook()
    required = {"id", "name", "entry", "language"}
    known = {
        "description",
        "files",
        "pass_filenames",
        "require_serial",
        "types",
        "types_or",
        "args",
        "stages",
    }
    assert required <= hook.keys() <= required | known
    files = re.compile(hook["files"])
    assert all(files.search(name) for name in ("facts/a.csv", "b/facts/a.xlsx", "checks/relations.toml"))
    assert not any(files.search(name) for name in ("a.csv", "facts.csv", "facts/a/b.csv", "README.md"))


def test_a_faulty_commit_is_red_and_a_sound_one_green(action: Action, repository: Repository) -> None:
    env = environment(PATH=f"{action.temp}/gouji/bin{os.pathsep}{os.environ['PATH']}")
    for total, expected in ((210, 0), (362, 1), (210, 0)):
        text = SUM.format(id="通办", name="通办", total=total)
        (repository.root / "facts" / "通办.csv").write_text(text, encoding="utf-8")
        git(repository.root, "add", "-A")
        done = run(the_hook()["entry"], repository.root, env)
        assert done.returncode == expected, done.stderr
        assert ("合计对不上" in done.stdout) == bool(expected)
