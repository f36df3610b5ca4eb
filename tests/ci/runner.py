"""A runner of CI in small: it installs gouji as action and job do, and gives their shell what it needs."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.ci.scripts import JOB, ROOT, action_scripts, read, run

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping
    from pathlib import Path

    from tests.ci.scripts import Script

EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")
# What would tell the shell of these tests where they run themselves.
FOREIGN = ("GIT", "CI", "GOUJI", "PYTHON", "COVERAGE", "PYTEST", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")


class Ran(NamedTuple):
    """What came of the action: exit code, output, step summary, outputs, and what its uploads were given."""

    code: int
    out: str
    summary: str
    outputs: Mapping[str, str]
    uploads: Mapping[str, Mapping[str, str]]


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a machine that knows nothing of these tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    return {**kept, "LC_ALL": "C.UTF-8", **more}


def lending(venv: str) -> str:
    """Return shell that makes a virtual environment with the libraries of this one; pip brings gouji."""
    site = f"{venv}/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    return f'{sys.executable} -m venv "{venv}"\necho "{sysconfig.get_path("purelib")}" >"{site}/lent.pth"\n'


def value(expression: str, context: Mapping[str, Any]) -> str:
    """Return what an expression of the action comes to: names, strings, ``||``, ``&&``, ``==`` and ``!=``."""
    if "||" in expression:
        return next(filter(None, (value(one, context) for one in expression.split(" || "))), "")
    if "&&" in expression:
        return str(all(value(one, context) not in ("", "False") for one in expression.split(" && ")))
    if found := re.fullmatch(r"(\S+) (==|!=) '(.*)'", expression):
        return str((value(found[1], context) == found[3]) == (found[2] == "=="))
    if expression == "!cancelled()":
        return "True"
    here: Any = context
    for name in expression.split("."):
        here = here.get(name, {})
    return here or ""


def filled(text: str, context: Mapping[str, Any]) -> str:
    """Return a text of the action with its expressions replaced."""
    return EXPRESSION.sub(lambda one: value(one[1], context), text)


class Action:
    """The action on a runner of its own: *temp* holds what it installs and writes."""

    def __init__(self, temp: Path) -> None:
        self.temp = temp
        self.install, self.check = action_scripts()
        python = {"outputs": {"python-path": sys.executable}}
        context = {"steps": {"python": python}, "github": {"action_path": str(ROOT)}}
        run(lending(f"{temp}/gouji"), ROOT, environment())
        done = self._run(self.install, ROOT, context)
        assert done.returncode == 0, done.stderr

    def _run(
        self, script: Script, cwd: Path, context: Mapping[str, Any], **more: str
    ) -> subprocess.CompletedProcess[str]:
        env = {name: filled(text, context) for name, text in script.env.items()}
        return run(script.text, cwd, environment(RUNNER_TEMP=str(self.temp), **env, **more))

    def __call__(self, cwd: Path, event: Mapping[str, Any] | None = None, /, **inputs: str) -> Ran:
        """Run the check in a folder, for an event, with inputs (``fail_on`` for ``fail-on``)."""
        action = read(ROOT / "action.yml")
        given = {name: one["default"] for name, one in action["inputs"].items()}
        given |= {name.replace("_", "-"): text for name, text in inputs.items()}
        context: dict[str, Any] = {"inputs": given, "github": {"event": event or {}}}
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        done = self._run(self.check, cwd, context, **{name: str(path) for name, path in files.items()})
        told = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in told)
        context["steps"] = {"check": {"outputs": outputs}}
        uploads = {
            step["uses"].partition("@")[0]: {key: filled(text, context) for key, text in step["with"].items()}
            for step in action["runs"]["steps"]
            if "if" in step and filled(step["if"], context) == "True"
        }
        summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        return Ran(done.returncode, done.stdout + done.stderr, summary, outputs, uploads)


def job(cwd: Path, installed: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the GitLab job in a folder, as a runner does: both lists of commands in one shell.

    Args:
        cwd: Top of a repository.
        installed: A virtual environment that has gouji already; none makes the job install it.
        variables: What GitLab tells the job.
    """
    job = read(JOB)["gouji"]
    (folder, *install), checks = job["before_script"], job["script"]
    first = [f"venv={installed}"] if installed else [folder, lending("$venv"), *install]
    env = {**job["variables"], "GOUJI_SOURCE": os.path.relpath(ROOT, cwd), **variables}
    return run("\n".join([*first, *checks]), cwd, environment(**env))
