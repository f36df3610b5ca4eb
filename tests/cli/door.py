"""Gouji run as its users do: as a process of its own, or through the same door in this one."""

from __future__ import annotations

import gc
import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

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
    code, *streams = _run(arguments, cwd, env or {}, "utf-8")
    return Run(arguments, code, *map(written, streams))


def gouji_on_console(*arguments: str, cwd: Path, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run gouji in this process with streams as ``PYTHONIOENCODING`` makes them; return their bytes."""
    code, *streams = _run(arguments, cwd, {}, encoding)
    for stream in streams:
        stream.flush()
    return subprocess.CompletedProcess(arguments, code, *(stream.buffer.getvalue() for stream in streams))


def _run(
    arguments: tuple[str, ...], cwd: Path, env: Mapping[str, str], encoding: str
) -> tuple[int, Any, Any]:
    """Return the exit code, and the streams that gouji wrote to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name, value in {**LOCALE, **env}.items():
            patch.setenv(name, value)
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "argv", ["gouji", *arguments])
        # What main does to a process that is about to end.
        patch.setattr(os, "_exit", sys.exit)
        patch.setattr(gc, "disable", lambda: None)
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0), out, err


def written(stream: io.TextIOWrapper) -> str:
    """Return what was written, its line ends as a reader of text gets them."""
    stream.seek(0)
    return stream.read()
