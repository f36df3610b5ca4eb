"""How far a run has come, on a terminal: a line on stderr that is gone when the run ends."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from gouji.facts.files.steps import Report


@contextmanager
def progress(*, shown: bool) -> Iterator[Report]:
    """Yield a function that shows the current step; only on a terminal, else nothing is shown.

    Of steps that are counted it shows which of how many has begun, and how much time is left for them.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[counted]}"),
        TimeRemainingColumn(compact=True),
    )
    console = Console(stderr=True)
    # What a command prints meanwhile stays where it belongs.
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        yield _Steps(bar)


class _Steps:
    """The steps of a run on a terminal; those that are counted together begin with number 1."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.task: TaskID | None = None

    def __call__(self, step: str, number: int = 0, total: int = 0, /) -> None:
        """Show that a step has begun, the *number*-th of *total*; 0 where it is not counted."""
        if self.task is None or number <= 1:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.task = self.bar.add_task("", total=total or None, counted="")
        counted = f"{number}/{total}" if total else ""
        done = max(number - 1, 0)
        self.bar.update(self.task, completed=done, description=harmless(step), counted=counted)
