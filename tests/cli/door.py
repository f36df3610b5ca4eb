"""Gouji run as its users do: as a process of its own, or through the same door in this one."""

from __future__ import annotations

import gc
import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gouji.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Run = subprocess.CompletedProcess[str]
LOCALE = {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
HAN = re.compile("[一-鿿，。；：“”（）、]")
ENGLISH_WORDS = re.compile(r"\b(?:expected|is|cannot|missing|unknown|holds|such|does|requires|has|there)\b")
ENGLISH = {"LC_ALL": "en_US.UTF-8"}


def process(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run gouji in a process of its own: for what only a process shows."""
    return subprocess.run(
        [sys.executable, "-m", "gouji", *arguments],
        cwd=cwd, env={**os.environ, **LOCALE, **(env or {})},
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def gouji(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run gouji through ``main`` in this process; most of a short process is importing pandas and pandera."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name, value in {**LOCALE, **(env or {})}.items():
            patch.setenv(name, value)
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdout", "stderr")}
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["gouji", *arguments])
        # What main does to a process that is about to end.
        patch.setattr(os, "_exit", sys.exit)
        patch.setattr(gc, "disable", lambda: None)
        with pytest.raises(SystemExit) as left:
            main()
        return Run(arguments, int(left.value.code or 0), *map(written, streams.values()))


def written(stream: io.TextIOWrapper) -> str:
    """Return what was written, its line ends as a reader of text gets them."""
    stream.seek(0)
    return stream.read()
