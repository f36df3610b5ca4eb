"""``--watch``: a command is run again whenever a file that it reads is another."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from gouji.checks.messages import Language
from gouji.cli.output import tell
from gouji.facts.files.errors import InputError, sentence
from gouji.facts.files.workspace import Workspace

INTERVAL = 0.5
"""Seconds between two looks."""
Seen = Mapping[Path, tuple[int, int]]
"""When each file was written last, in nanoseconds, and its size in bytes."""


def watch(
    run: Callable[[], object], asked: Mapping[str, Any], paths: Sequence[Path], workspace: Workspace | None
) -> None:
    """Run again after each change, until interrupted; what fails is told, as a file may be half written.

    It ran once already. What it was *asked* for is by the names of options; its reports are no change.
    """
    read = tuple(_read(asked, paths, workspace))
    outputs = (str(one).rpartition("=")[2] for one in asked.get("outputs", ()))
    written = frozenset(Path(one).resolve() for one in outputs)
    language: Language = asked["lang"]
    while True:
        seen = state(read, written)
        tell(sentence("watching", language))
        _wait(read, written, seen)
        # On a terminal alone; what went before is in the way of the new findings.
        click.clear()
        try:
            run()
        except InputError as error:
            tell(error.said(language), error.detail)
        # The command line collects none, as it is short-lived otherwise.
        gc.collect()


def _read(asked: Mapping[str, Any], paths: Sequence[Path], workspace: Workspace | None) -> Iterator[Path]:
    """Yield the files and folders that a run reads."""
    if workspace is None:
        yield from paths
    else:
        yield from (workspace.root / name for name in ("facts", "checks", "gouji.toml", "pyproject.toml"))
        yield from (path for path in paths if path.is_file())
    yield from (path for name in ("texts", "waivers") if (path := asked.get(name)))


def _wait(read: Iterable[Path], skipped: frozenset[Path], seen: Seen) -> None:
    """Return once something differs from what was seen, and then stays as it is for a moment."""
    before, now = seen, seen
    while now == seen or now != before:
        time.sleep(INTERVAL)
        before, now = now, state(read, skipped)


def state(read: Iterable[Path], skipped: frozenset[Path]) -> Seen:
    """Return what there is of files and in folders; hidden files and those of editors are left out."""
    found = {}
    for path in read:
        for file in _files(path):
            if file.resolve() not in skipped:
                try:
                    about = file.stat()
                except OSError:
                    continue  # gone since it was listed
                found[file] = about.st_mtime_ns, about.st_size
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield from [path] * path.exists()
        return
    for file in path.rglob("*"):
        inside = file.relative_to(path).parts
        if (
            not any(part.startswith((".", "~", "__")) or part.endswith("~") for part in inside)
            and file.is_file()
        ):
            yield file
