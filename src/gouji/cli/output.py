"""How commands end and write: exit codes, and files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.checks.rule import LEVELS
from gouji.facts.files.errors import InputError
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from typing import TextIO

    from gouji.checks.findings import AuditResult

FINDINGS, NOTHING_CHECKED, FAILED = 1, 2, 3


def exit_code(result: AuditResult, fail_on: str) -> int:
    """Return 3 if a rule failed, 1 if a new finding has the level or a more severe one, else 0."""
    if result.crashes:
        return FAILED
    failing = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(result.levels[level] for level in failing) else 0


def write(path: Path | None, content: bytes) -> None:
    """Write a file whole or not at all; None is stdout.

    Raises:
        InputError: It cannot be written.
    """
    if path is None:
        show(_for_terminal(content) if sys.stdout.isatty() else content, for_people=True)
        return
    import tempfile  # noqa: PLC0415  slow to import, and --help writes no file

    if not path.parent.exists():
        raise InputError(str(path), "missing-folder", folder=path.parent)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(str(path), "unwritable", error=error) from None


def _for_terminal(content: bytes) -> str:
    """Return a file as a terminal shows it, in its own encoding; a workbook is none that it could show."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("", "no-text-format", format="xlsx") from None


def append(path: Path, content: bytes) -> None:
    """Write at the end of a file.

    Raises:
        InputError: It cannot be written.
    """
    try:
        with path.open("ab") as stream:
            stream.write(content)
    except OSError as error:
        raise InputError(str(path), "unwritable", error=error) from None


def encoding_of(stream: TextIO) -> str:
    """Return the encoding of a stream, or UTF-8 where that has no Chinese at all, such as ASCII."""
    try:
        "勾稽".encode(stream.encoding)
    except UnicodeEncodeError:
        return "utf-8"
    return stream.encoding


def show(content: str | bytes, *, for_people: bool) -> None:
    """Print a report; one for programs is UTF-8 whatever a console has, unless it is shown on one."""
    if isinstance(content, str) and not (for_people or sys.stdout.isatty()):
        content = content.encode("utf-8", errors="replace")
    click.echo(content, nl=False, color=True)


def wants_colours(asked: str, stream: TextIO) -> bool:
    """Whether what is written to a stream has colours: ``always``, ``never``, or ``auto``: on a terminal.

    There ``NO_COLOR`` goes before ``FORCE_COLOR``; either counts where it is not empty.
    """
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def tell(message: str, detail: str = "") -> None:
    """Tell on stderr in one line what happened, with the lines of *detail* below."""
    for line in (f"gouji: {' '.join(message.split())}", *detail.splitlines()):
        click.echo(harmless(line), err=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
