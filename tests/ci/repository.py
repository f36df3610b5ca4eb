"""A git repository with a workspace, whose changes are sound or faulty."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUM = """id,period,indicator,quote,whole,complete
{id}-01,2024,{name},{total}项,,
{id}-02,2024,甲类{name},95项,{id}-01,true
{id}-03,2024,乙类{name},115项,{id}-01,true
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, whatever the machine's own configuration says; return what it prints."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    options = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
    done = subprocess.run(
        ["git", *options, *arguments],
        cwd=folder, env={**clean, **identity}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


class Repository:
    """A repository; each change is a commit, and its name is returned."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "facts").mkdir(parents=True)
        git(root, "init", "-q")

    def change(self, name: str, total: int, *, at: str = "facts") -> str:
        """Write a file whose total is 210 where it is sound."""
        text = SUM.format(id=name, name=name, total=total)
        (self.root / at / f"{name}.csv").write_text(text, encoding="utf-8")
        return self.commit()

    def commit(self) -> str:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "change")
        return git(self.root, "rev-parse", "HEAD")

    def shallow(self, folder: Path) -> Path:
        """Return a clone that holds the last commit alone, as CI makes it."""
        git(self.root, "clone", "-q", "--depth=1", f"file://{self.root}", str(folder))
        return folder
